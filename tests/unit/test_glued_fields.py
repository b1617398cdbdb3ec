"""Title, fields of a page and text that a scraper ran into one line, and what else comes without line ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from frozen import frozen
from gongwen.convert.model import Block, Draft
from gongwen.convert.pipeline import Converter
from gongwen.convert.repair.glued_fields import glued_fields
from gongwen.records import Document

BODY = "各单位应当在月底以前核对备案信息。"


@pytest.fixture(scope="module")
def converter() -> Converter:
    return Converter(frozen())


def _cut(text: str) -> Draft:
    return glued_fields(Draft(blocks=(Block(text, 1), Block("第二行照旧。", 2))))


def _document(converter: Converter, text: str) -> Document:
    return converter.from_bytes(text.encode(), Path("a.txt"))[0].document


@pytest.mark.parametrize(
    ("line", "lines", "facts"),
    [
        (
            f"某市核对网站备案信息发布日期:2022-03-17来源：某市日报日前，{BODY}",
            ["某市核对网站备案信息", f"日前，{BODY}"],
            {"published": "2022-03-17", "stated_source": "某市日报"},
        ),
        (
            f"关于核对备案信息的公告发文机构：综合司发布时间：2010-08-02发文字号：2010年第34号政策类型：政策文件;公告来源：https://records.example/a.html关键字：备案;网站;核对为贯彻要求，{BODY}",
            ["关于核对备案信息的公告", f"为贯彻要求，{BODY}"],
            {"fact_number": "2010年第34号", "published": "2010-08-02", "url": "https://records.example/a.html"},
        ),
        (
            f"关于核对备案信息的补充通知发布日期:2023-02-24江备字〔2023〕2号各区通信管理局、有关单位：{BODY}",
            ["关于核对备案信息的补充通知", "江备字〔2023〕2号", f"各区通信管理局、有关单位：{BODY}"],
            {"published": "2023-02-24"},
        ),
        (
            f"某部关于废止规章的决定（某部令第7号）发文机构：法规司发布时间：2008-02-29某部令第7号现公布《某部关于废止规章的决定》。{BODY}",
            ["某部关于废止规章的决定（某部令第7号）", "某部令", "第7号", f"现公布《某部关于废止规章的决定》。{BODY}"],
            {"published": "2008-02-29", "fact_issuer": "法规司"},
        ),
    ],
)  # fmt: skip
def test_title_fields_and_text_are_parted(line: str, lines: list[str], facts: dict[str, str]) -> None:
    draft = _cut(line)
    assert [block.text for block in draft.blocks] == [*lines, "第二行照旧。"]
    assert facts.items() <= draft.facts.known().items()
    kept = "".join([*(block.text for block in draft.blocks), *(removed.text for removed in draft.removed)])
    assert all(char in kept for char in line if char.isalnum())


@pytest.mark.parametrize(
    "line",
    [
        f"网站应当写明来源：某报社或者作者。{BODY}",
        f"有关事项如下：发布日期：以公告为准；{BODY}",
        "发布日期：2022-03-17 来源：某市日报",
        f"关于核对备案信息的通知 {BODY}",
        f"某市核对网站备案信息来源：{BODY}",
    ],
)
def test_what_only_looks_like_fields_stays(line: str) -> None:
    assert [block.text for block in _cut(line).blocks] == [line, "第二行照旧。"]


def test_parting_twice_is_parting_once() -> None:
    once = _cut(f"某市核对网站备案信息发布日期:2022-03-17来源：某市日报日前，{BODY}")
    assert glued_fields(once).blocks == once.blocks


def test_who_signed_an_order_and_what_it_carries(converter: Converter) -> None:
    found = _document(
        converter,
        "审计署关于废止部分规章的决定（审计署令第9号）发文机构：法规司发布时间：2009-03-02发文字号：审计署令第9号政策类型：政策文件"
        "现公布《审计署关于废止部分规章的决定》，自公布之日起施行。\n"
        "审计长郑明远2009年2月25日审计署关于废止部分规章的决定为了清理规章，决定废止下列规章。\n一、甲规章。\n",
    )
    assert found.title == "审计署关于废止部分规章的决定"
    assert (str(found.date), found.type, found.document_number) == ("2009-02-25", "决定", "审计署令第9号")
    assert "\n\n2009年2月25日\n\n" in found.body


def test_a_signature_behind_the_name_of_an_attachment(converter: Converter) -> None:
    found = _document(
        converter,
        f"关于表彰先进网站的决定\n{BODY}\n附件：1.先进网站名单2.先进个人名单江宁省通信管理局2014年1月9日\n",
    )
    assert str(found.date) == "2014-01-09"
    assert found.issuers == ("江宁省通信管理局",)
    assert found.body.endswith("先进个人名单\n\n江宁省通信管理局\n\n2014年1月9日")


@pytest.mark.parametrize(
    "title",
    ["=== [policy_db] 关于核对备案信息的通知 （800字） ===", "关于核对备案信息的通知{转载；参考}"],
)
def test_what_a_tool_or_a_copyist_put_around_a_title(converter: Converter, title: str) -> None:
    assert (
        _document(converter, f"{title}\n{BODY}\n现将有关事项通知如下。\n").title == "关于核对备案信息的通知"
    )


def test_an_order_by_its_name_and_number(converter: Converter) -> None:
    found = converter.from_bytes(
        "#  《备案系统管理规定》2024年第27号令\n\n某某账号\n\n**中华人民共和国工业和信息化部令**\n\n第27号\n\n"
        "《备案系统管理规定》已经部务会议审议通过，现予公布。\n\n部长：郑明远\n\n2024年11月25日\n".encode(),
        Path("a.md"),
    )[0].document
    assert found.title == "备案系统管理规定"
    assert (found.type, found.document_number) == ("部门规章", "工业和信息化部令第27号")


def test_a_notice_keeps_its_title_over_the_rule_that_it_carries(converter: Converter) -> None:
    found = _document(
        converter,
        "江宁市人民政府办公室关于印发江宁市备案管理办法的通知\n江府办〔2022〕21号\n各区人民政府：\n现将办法印发给你们。\n"
        "江宁市人民政府办公室\n2022年8月19日\n江宁市备案管理办法\n第一条 为了管理备案，制定本办法。\n第二条 网站应当备案。\n"
        "第三条 本办法自发布之日起施行。\n",
    )
    assert found.title == "江宁市人民政府办公室关于印发江宁市备案管理办法的通知"
    assert "**江宁市备案管理办法**" in found.body


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ("\n\n---\ntitle: 关于核对备案的通知\ndate: Fri, 27 Aug 2021 17:50:43 GMT\n---\n", None),
        (
            "# 固化\n\n- corpus_id: a-1\n- title: 关于核对备案的通知\n- publish_date: 2021-08-27\n- http_status: 200\n\n---\n\n"
            "关于核对备案的通知\n江备字〔2021〕5号\n",
            "江备字〔2021〕5号",
        ),
    ],
)
def test_what_a_tool_writes_of_a_file_is_read_whatever_the_file_is_called(
    converter: Converter, head: str, number: str | None
) -> None:
    found = _document(converter, f"{head}\n<div>\n{BODY}\n</div>\n")
    assert (found.title, str(found.date), found.document_number) == (
        "关于核对备案的通知",
        "2021-08-27",
        number,
    )
    assert "corpus_id" not in found.body


def test_the_page_says_who_put_it_up_where_nothing_else_does(converter: Converter) -> None:
    page = (
        "<html><head><title>学位申请指引</title><meta name='ContentSource' content='江宁市教育局官网'></head>"
        f"<body><h1>学位申请指引</h1><p>一、适用对象</p><p>{BODY}</p><p>二、申请办法</p><p>{BODY}</p></body></html>"
    )
    found = converter.from_bytes(page.encode(), Path("a.html"))[0].document
    assert found.issuers == ("江宁市教育局",)
    assert "issuers" in found.review


def test_who_warns_stands_in_the_first_sentence(converter: Converter) -> None:
    found = _document(
        converter,
        "甲账号\n关于某组件漏洞的安全公告\n近日，国家信息安全漏洞共享平台（CNVD）收录了某组件的漏洞。\n请尽快升级。\n",
    )
    assert found.issuers == ("国家信息安全漏洞共享平台",)


def test_menus_over_the_place_of_a_page_are_the_pages(converter: Converter) -> None:
    found = converter.from_bytes(
        "### 某部微信\n\n### 移动客户端\n\n当前位置：首页>规章制度\n\n## 关于印发《备案管理办法》的通知\n\n某备〔2021〕22号\n\n"
        f"各单位：\n\n{BODY}\n\n某部\n\n2021年4月30日\n".encode(),
        Path("a.md"),
    )[0].document
    assert found.title == "关于印发《备案管理办法》的通知"
    assert found.body.startswith("各单位：")


def test_who_wrote_an_article_and_steps_of_instructions_stay(converter: Converter) -> None:
    found = _document(
        converter,
        f"某事指引\n{BODY}\n1.扫码打开某应用。\n2.核对后提交。\n（作者：郑明远 江宁大学教授）\n责任编辑：某某\n",
    )
    assert "1.扫码打开某应用。" in found.body
    assert found.body.endswith("（作者：郑明远 江宁大学教授）")


def test_the_original_title_may_date_what_a_page_reports(converter: Converter) -> None:
    found = _document(
        converter,
        f"外交部就某事答问\n原标题：2016年3月28日外交部发言人主持例行记者会\n问：{BODY}\n答：已经核对。\n",
    )
    assert (str(found.date), found.date_kind) == ("2016-03-28", "event")


def test_a_notice_on_one_line_under_a_tools_own_name_for_it(converter: Converter) -> None:
    found = _document(
        converter,
        "=== [db] 某办关于核对备案的意见 （90字） ===\n"
        f"江宁省人民政府办公厅关于核对网站备案信息的意见 江政办〔2026〕5号 各市、县人民政府，各有关单位： {BODY}{BODY}{BODY}{BODY}\n",
    )
    assert found.title == "江宁省人民政府办公厅关于核对网站备案信息的意见"
    assert found.document_number == "江政办〔2026〕5号"
