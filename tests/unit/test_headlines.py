"""Documents under the headlines of who passes them on: their own titles, types and numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from frozen import frozen
from gongwen.convert.pipeline import Converter
from gongwen.records import Document

TEXT = "为规范网站备案信息的核对，维护各方的合法权益，我们起草了有关办法，现向社会公开征求意见。公众可以通过电子邮件提出意见。"
SIGNED = "云台市互联网信息办公室\n\n2025年1月13日\n"


def converted(text: str, name: str = "a.md") -> Document:
    return Converter(frozen()).from_bytes(text.encode(), Path(name))[0].document


@pytest.mark.parametrize("headline", [
    "云台网信办就《网站备案核对办法（草案）》公开征求意见（附全文）",
    "云台网信办就《网站备案核对办法（草案）》征求意见",
])  # fmt: skip
def test_the_title_of_a_notice_under_a_headline_that_asks_for_opinions(headline: str) -> None:
    own = "云台市互联网信息办公室关于《网站备案核对办法（草案）》公开征求意见的通知"
    found = converted(f"# {headline}\n\n**{own}**  \n\n{TEXT}\n\n意见反馈截至2月。\n\n{SIGNED}")
    assert (found.title, found.type) == (own, "通知")
    assert found.body.startswith(TEXT[:8])


def test_a_title_of_many_bold_lines_with_its_bodies_above() -> None:
    lines = [
        "中国人民银行 最高人民法院 公安部", "国家发展改革委 商务部", "关于《关于规范网站备案", "引导服务机构更好核对",
        "备案信息****有关事宜的通知", "（征求意见稿）》", "公开征求意见的通知",
    ]  # fmt: skip
    bold = "  \n  \n".join(f"**{line}**" for line in lines)
    found = converted(
        f"# 【资讯】五部门发布《关于规范网站备案的通知（征求意见稿）》\n\n{bold}\n\n{TEXT}\n\n公安部\n\n2025年1月13日\n"
    )
    assert found.title == (
        "中国人民银行 最高人民法院 公安部 国家发展改革委 商务部关于《关于规范网站备案引导服务机构更好核对备案信息有关事宜的通知（征求意见稿）》公开征求意见的通知"
    )
    assert found.type == "通知"
    assert found.body.startswith(TEXT[:8])


def test_many_bold_lines_that_name_no_bodies_are_no_title() -> None:
    lines = [
        "我们都来核对",
        "网站备案",
        "一件都不能少",
        "今天就办",
        "大家都办",
        "关于核对网站备案信息的",
        "通知",
    ]
    bold = "\n\n".join(f"**{line}**" for line in lines)
    found = converted(f"# 某地热议网站备案\n\n{bold}\n\n{TEXT}\n")
    assert found.title == "某地热议网站备案"
    assert "我们都来核对" in found.body


def test_a_numbered_series_names_its_documents() -> None:
    found = converted(
        f"备案业务核对公告 [2026]第18号\n2026年8月3日核对了三百个网站的备案信息，情况如下：\n{TEXT}\n{SIGNED}",
        "a.txt",
    )
    assert (found.title, found.document_number, found.type) == (
        "备案业务核对公告", "[2026]第18号", "公告",
    )  # fmt: skip


def test_a_bodys_announcement_keeps_its_name_in_the_number() -> None:
    found = converted(f"云台市公安局公告〔2026〕第18号\n{TEXT}\n{SIGNED}", "a.txt")
    assert found.document_number == "云台市公安局公告〔2026〕第18号"


def test_the_number_below_the_title_that_an_announcement_stands_over() -> None:
    title = "最高人民法院、最高人民检察院关于网站备案案件适用法律问题的批复"
    front = f"中华人民共和国最高人民法院\n\n中华人民共和国最高人民检察院\n\n公 告\n\n《{title}》已经通过，现予公布。\n\n2017年11月22日\n\n"
    again = "最高人民法院 最高人民检察院\n\n关于网站备案案件\n\n适用法律问题的批复\n\n"
    found = converted(f"# {title}\n\n{front}{again}法释〔2017〕99号\n\n{TEXT}\n\n此复。\n")
    assert found.document_number == "法释〔2017〕99号"
    other = converted(f"# {title}\n\n{front}见另一件的文号：\n\n法释〔2017〕99号\n\n{TEXT}\n\n此复。\n")
    assert other.document_number is None


def test_what_a_signed_text_makes_known() -> None:
    told = "近期我局核对了网站的备案信息，尚有四个网站没有改正，现予以通报。请各网站于十一月一日前改正。"
    signed = "云台市通信管理局\n2024年10月23日\n"
    assert converted(f"云台市通信管理局通报4个网站\n{told}\n{signed}", "a.txt").type == "公告"
    assert converted(f"云台市通信管理局通报4个网站\n{told}\n", "a.txt").type == "新闻报道"


def test_a_headline_that_names_the_announcement_before_a_bar() -> None:
    text = "现发布网站核对规范等19项标准，自2025年7月1日起实施。标准的编号和名称见附表。"
    title = "# 云台市密码管理局公告（第50号）丨19项标准发布\n\n"
    assert converted(f"{title}{text}\n\n云台市密码管理局\n\n2024年12月27日\n").type == "公告"
    assert converted(f"{title}近日，云台市密码管理局发布了19项标准。\n").type == "新闻报道"


def test_answers_of_a_spokesman_without_a_title() -> None:
    lead = (
        "本报云台5月7日电　当地时间5月7日，云台市网信办发言人就网站的备案信息究竟由谁核对的问题答记者问。\n"
        "有记者问：备案信息由谁核对？你对此有何评论？\n"
    )
    assert converted(f"{lead}发言人说，备案信息由各网站自己核对。\n", "a.txt").type == "解读"
