"""Words that pages and accounts set around a document, and headlines over its own title: told by kind.

Each in our own words; names of bodies without a record are made up.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from frozen import frozen
from gongwen.convert import boilerplate, page_titles
from gongwen.convert.pipeline import Converted, Converter

TITLE = "云台市网信办组织开展网站备案核对"
TEXT = "各单位应当在七月底以前核对全部备案信息，并把核对结果报送协会秘书处汇总，逾期不报的予以通报。"
MORE = "核对工作由协会秘书处承担，有关材料应当保存三年，保存期满以后按照档案管理的要求处理。"


@pytest.fixture(scope="module")
def converter() -> Converter:
    return Converter(frozen())


def made(converter: Converter, text: str, name: str = "a.txt") -> Converted:
    return converter.from_bytes(text.encode(), Path(name))[0]


@pytest.mark.parametrize("above", ["听新闻\n放大镜\n", "听文章\n放大镜\n放大\n", "听新闻\n"])
def test_buttons_for_readers_are_no_title(converter: Converter, above: str) -> None:
    text = f"{above}{TITLE}\n2024-01-29 09:18:00  来源:云台日报\n\n{TEXT}\n\n编辑:李明\n"
    document = made(converter, text).document
    assert (document.title, document.body) == (TITLE, TEXT)


@pytest.mark.parametrize(
    "below",
    [
        "【纠错】 【责任编辑：李明】",
        "来源：“\n云台安全动态”微信公众号",
        "转自：\n云台发布”订阅号",
        "<< 滑动查看下一张图片",
    ],
)
def test_what_an_account_sets_below_the_text_goes(converter: Converter, below: str) -> None:
    assert (
        made(converter, f"# {TITLE}\n\n{TEXT}\n\n{MORE}\n\n{below}\n", "a.md").document.body
        == f"{TEXT}\n\n{MORE}"
    )


def test_the_slogan_under_follow_us_goes_and_a_sentence_like_it_stays(converter: Converter) -> None:
    slogan = made(
        converter, f"# {TITLE}\n\n**关注我们**\n\n**带你读懂网络安全**\n\n{TEXT}\n\n{MORE}\n", "a.md"
    )
    assert slogan.document.body == f"{TEXT}\n\n{MORE}"
    inside = f"{TEXT}\n\n本期讲座的题目如下。\n\n带你读懂网络安全\n\n{MORE}"
    assert "带你读懂网络安全" in made(converter, f"# {TITLE}\n\n{inside}\n", "a.md").document.body


@pytest.mark.parametrize("bullet", ["• ", "· ", "● ", ""])
def test_a_source_in_a_list_of_facts_is_the_pages(converter: Converter, bullet: str) -> None:
    text = f"{TITLE}\n{bullet}2020-11-13 14:42\n{bullet}来源:云台市人民政府\n{TEXT}\n{MORE}\n"
    assert made(converter, text).document.body == f"{TEXT}\n\n{MORE}"
    assert boilerplate.is_dateline(f"{bullet}来源:云台市人民政府")


# A headline and the document's own title


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        ("聚焦 | 云台漏洞联盟成立——强化治理，共筑防线_云台网", "聚焦 | 云台漏洞联盟成立——强化治理，共筑防线"),
        ("云台漏洞联盟成立——强化治理，共筑防线", "云台漏洞联盟成立——强化治理，共筑防线"),
        ("云台漏洞联盟今天成立——云台新闻网", "云台漏洞联盟今天成立"),
        ("云台漏洞联盟今天成立--要闻", "云台漏洞联盟今天成立"),
    ],
)
def test_a_clause_behind_a_dash_is_no_site(headline: str, title: str) -> None:
    assert page_titles.without_site(headline) in {title, title.removeprefix("聚焦 | ")}


@pytest.mark.parametrize("number", ["云政发〔2014〕20号", "云政发[2014]20号"])
def test_a_number_before_the_title_is_the_documents(converter: Converter, number: str) -> None:
    title = "云台市人民政府关于深化备案管理改革的实施意见"
    text = f"{number}《{title}》\n浏览量：  时间：2016-01-17 23:45:19\n{title}\n\n{number}\n\n各县人民政府：\n\n{TEXT}\n{MORE}\n"
    document = made(converter, text).document
    assert (document.title, document.document_number) == (title, "云政发〔2014〕20号")
    assert document.issuers == ("云台市人民政府",)
    assert document.body.startswith(("各县人民政府：", "各单位"))


def test_a_reports_own_title_says_whose_it_is_in_full(converter: Converter) -> None:
    head = "白石区人民检察院检察工作报告（2022年1月12日白石区第六届人民代表大会第一次会议）"
    own = "江州市白石区人民检察院工作报告"
    text = f"{head}\n发表日期：2022-01-17\n{own}\n江州市白石区人民检察院检察长　李明\n各位代表：\n现在，我代表白石区人民检察院向大会报告工作，请予审议。\n{TEXT}\n"
    converted = made(converter, text)
    document = converted.document
    assert (document.title, document.type) == (own, "工作汇报")
    assert (str(document.date), document.date_kind) == ("2022-01-12", "document")
    assert document.issuers == ("江州市白石区人民检察院",)
    assert any("检察工作报告" in removed.text for removed in converted.removed)


def test_another_bodys_report_in_the_text_is_not_its_title(converter: Converter) -> None:
    text = f"白石区人民法院工作报告\n江州市人民检察院工作报告\n各位代表：\n{TEXT}\n{MORE}\n"
    document = made(converter, text).document
    assert document.title == "白石区人民法院工作报告"
    assert "江州市人民检察院工作报告" in document.body


# Behind the last article

ARTICLES = "\n\n".join(f"第{n}条　{TEXT}" for n in "一二三四")
LINKS = (
    "1. [云台网 - 云台市备案管理办法](http://www.example.cn/a.htm)\n2. [云台网](http://www.example.cn/b.htm)"
)


def test_where_a_rule_was_copied_from_is_not_part_of_it(converter: Converter) -> None:
    for head in ("## 参考", "参考资料：", "**参考链接**"):
        body = made(
            converter, f"# 云台市备案管理办法\n\n{ARTICLES}\n\n------\n\n{head}\n\n{LINKS}\n", "a.md"
        ).document.body
        assert "云台网" not in body
        assert "参考" not in body


def test_a_texts_own_references_stay(converter: Converter) -> None:
    report = f"# 云台市备案情况研究报告\n\n{TEXT}\n\n{MORE}\n\n## 参考文献\n\n{LINKS}\n"
    assert "云台市备案管理办法" in made(converter, report, "a.md").document.body
    annex = f"# 云台市备案管理办法\n\n{ARTICLES}\n\n## 参考\n\n一、各县可以参照本办法制定细则。\n"
    assert "可以参照本办法" in made(converter, annex, "a.md").document.body


# Lists and contacts that end a text


def test_a_second_numbered_list_is_the_documents_to_its_last_line(converter: Converter) -> None:
    first = "\n".join(f"{n} 云台第{n}号名录项目 云台市" for n in range(1, 8))
    second = "\n".join(f"{n} 白石第{n}号扩展项目 白石县" for n in (24, 25, 36, 57, 102))
    text = f"{TITLE}\n字体：大 中 小 打印\n{TEXT}\n第一批名录\n{first}\n扩展名录\n{second}\n打印本页\n关闭窗口\n相关链接：\n"
    assert "白石第102号扩展项目 白石县" in made(converter, text).document.body


def test_how_to_reach_whom_a_notice_names_stays(converter: Converter) -> None:
    text = f"# {TITLE}\n\n{TEXT}\n\n{MORE}\n\n**联系方式**\n\n联系人：李老师\n\n联系电话：010-00000000\n\n电子邮箱：a@example.cn\n\n来源：\n\n云台发布\n\n点击关注\n\n阅读原文\n"
    body = made(converter, text, "a.md").document.body
    assert "电子邮箱：a@example.cn" in body
    assert "010-00000000" in body


# Who it is from


def test_a_word_that_goes_on_ends_no_name(converter: Converter) -> None:
    text = f"深化未成年人综合司法保护新闻发布会材料\n时间：2024-01-26  来源：云台网\n{TEXT}\n{MORE}\n"
    assert made(converter, text).document.issuers == ()


def test_a_report_that_begins_with_a_case_is_news_of_who_acted(converter: Converter) -> None:
    case = "拿到他人的照片以后，李某以公开相要挟，先后多次索要钱款，并且在网上出售这些照片，后来被依法判处刑罚，所得全部退还。"
    told = "5月31日，云台市人民检察院会同云台市互联网信息办公室举行新闻发布会，介绍了保护未成年人的情况。"
    document = made(converter, f"聚各方之力，护孩子平安上网\n{case * 3}{told}\n{TEXT}\n").document
    assert document.type == "新闻报道"
    assert document.issuers == ("云台市人民检察院", "云台市互联网信息办公室")
