"""The ends of documents as reprinters leave them: what is the document's stays, what they add goes.

Every shape is written in our own words; names of bodies without a record are made up.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from frozen import frozen
from gongwen.convert.pipeline import Converted, Converter

TITLE = "云台市网信办关于开展网站备案核对工作的通知"
TEXT = "各单位应当在七月底以前核对全部备案信息，并把核对结果报送协会秘书处汇总，逾期不报的予以通报。"
MORE = "核对工作由协会秘书处承担，有关材料应当保存三年，保存期满以后按照档案管理的要求处理。"
SIGNED = "云台市网信办\n2021年7月2日"


@pytest.fixture(scope="module")
def converter() -> Converter:
    return Converter(frozen())


def made(converter: Converter, text: str, name: str = "a.txt") -> Converted:
    return converter.from_bytes(text.encode(), Path(name))[0]


def paragraphs(converter: Converter, text: str, name: str = "a.txt") -> list[str]:
    return [part.replace("**", "") for part in made(converter, text, name).document.body.split("\n\n")]


# What is the document's


@pytest.mark.parametrize("file", ["网站备案核对工作方案.doc", "核对结果报送表（一）.xlsx"])
def test_a_file_that_hangs_on_a_document_stays_before_the_pages_buttons(
    converter: Converter, file: str
) -> None:
    text = f"{TITLE}\n{TEXT}\n{MORE}\n{SIGNED}\n{file}\n分享到：收藏\n专题\n甲县| 乙县| 丙市\n"
    assert paragraphs(converter, text)[-1] == file


def test_how_to_reach_whom_the_last_sentence_names(converter: Converter) -> None:
    text = (
        f"# {TITLE}\n\n{TEXT}\n\n如有疑问，可与协会秘书处联系。\n\n联系方式：hedui@example.com\n\n（来源：云台协会）\n\n"
        "**《云台信息》杂志倾力推荐**\n\n**“企业陪伴计划”**\n\n**点击下图 了解详情**\n"
    )
    assert paragraphs(converter, text, "a.md")[-1] == "联系方式：hedui@example.com"


def test_points_with_their_numbers_above_them_stay_where_pictures_were_their_text(
    converter: Converter,
) -> None:
    picture = "![](https://img.example.com/640)"
    points = "\n\n".join(
        f"**{number}**\n\n{name}\n\n{picture}"
        for number, name in (("01", "三级会员单位"), ("02", "二级会员单位"), ("03", "一级会员单位"))
    )
    text = f"# {TITLE}\n\n一、核对要求\n\n{TEXT}\n\n二、现有会员单位名单\n\n{points}\n\n**编辑：某甲**\n"
    body = paragraphs(converter, text, "a.md")
    assert {"三级会员单位", "二级会员单位", "一级会员单位"} <= set(body)
    assert "## 二、现有会员单位名单" in body


@pytest.mark.parametrize(
    "byline",
    [
        "（作者：某甲云台大学信息学院教授）",
        "（作者：某甲，云台市互联网协会秘书长）",
    ],
)
def test_the_author_with_his_post_closes_an_article(converter: Converter, byline: str) -> None:
    text = f"<html><body><h1>核对备案信息的意义</h1><div><p>{TEXT}</p><p>{MORE}</p><p>{TEXT}{MORE}</p><p>{byline}</p></div><p>【编辑：某乙】</p></body></html>"
    assert paragraphs(converter, text, "a.html")[-1] == byline


def test_a_name_alone_is_the_pages_credit(converter: Converter) -> None:
    assert "（作者：某甲）" not in paragraphs(converter, f"{TITLE}\n{TEXT}\n{MORE}\n（作者：某甲）\n")


def test_a_signatures_day_begins_no_other_document(converter: Converter) -> None:
    page = f"{TITLE}\n{TEXT}\n{MORE}\n{SIGNED}\n责任编辑：某甲\n{TITLE}\n2021年07月05日 10时05分\n来源：云台网信\n{TEXT}\n"
    first = made(converter, page).document
    assert first.body.split("\n\n")[-1] == "2021年7月2日" or "2021年7月2日" in first.body
    assert str(first.date) == "2021-07-02"


def test_a_stamp_in_words_under_a_title_is_the_pages(converter: Converter) -> None:
    text = f"{TITLE}\n2021年07月05日 10时05分\n来源：云台网信\n{TEXT}\n{MORE}\n"
    assert paragraphs(converter, text) == [TEXT, MORE]


def test_a_sentence_of_that_minute_is_the_documents(converter: Converter) -> None:
    first = "2021年7月5日10时05分，云台市网信办接到举报，随即派人核对有关网站的备案信息。"
    assert paragraphs(converter, f"云台市网信办处理一起举报\n{first}\n{MORE}\n")[0] == first


def test_a_text_with_its_signature_stands_once_though_the_page_has_it_twice(converter: Converter) -> None:
    long = [
        f"第{n}项工作由{name}承担。{TEXT}" for n, name in (("一", "甲科"), ("二", "乙科"), ("三", "丙科"))
    ]
    copy = "\n".join([TITLE, *long, SIGNED])
    assert made(converter, f"{copy}\n手机版\n{copy}\n").document.body.count(long[0]) == 1


# What reprinters add


@pytest.mark.parametrize(
    "offer",
    [
        "**知识星球**\n\n星球里有什么？\n\n各类办法，各类标准，各类培训材料，漏洞预警、漏洞样本，以及\n\n**其他东西**\n\n可领优惠券或私我",
        "【\n\n某甲粉丝交流群招新啦！\n\n在这里，拓宽眼界\n\n一线工作干货；\n\n最新技术理念；\n\n扫码添加小某微信\n\n】",
        "**《云台信息》杂志倾力推荐**\n\n**“企业陪伴计划”**\n\n**点击下图 了解详情**",
    ],
    ids=["planet", "group", "magazine"],
)
def test_what_an_account_offers_behind_a_document_goes(converter: Converter, offer: str) -> None:
    text = f"# {TITLE}\n\n{TEXT}\n\n{MORE}\n\n云台市网信办\n\n2021年7月2日\n\n{offer}\n"
    assert paragraphs(converter, text, "a.md") == [TEXT, MORE, "云台市网信办", "2021年7月2日"]


def test_an_offers_words_over_a_documents_end_are_the_documents(converter: Converter) -> None:
    text = f"# {TITLE}\n\n{TEXT}\n\n知识星球\n\n{MORE}\n\n云台市网信办\n\n2021年7月2日\n"
    assert paragraphs(converter, text, "a.md") == [TEXT, "知识星球", MORE, "云台市网信办", "2021年7月2日"]


@pytest.mark.parametrize(
    "source",
    [
        "来源于：\n云台日报",
        "原文来源\n：云台市网信办",
        "信息来源：云台市政府官网https://www.example.com/art/2024/12/30/art_84418_1.html",
    ],
)
def test_the_source_goes_with_the_name_on_the_next_line(converter: Converter, source: str) -> None:
    assert paragraphs(converter, f"{TITLE}\n{TEXT}\n{MORE}\n{SIGNED}\n{source}\n")[-1] == "2021年7月2日"


def test_a_label_of_source_over_a_sentence_stays(converter: Converter) -> None:
    text = f"{TITLE}\n{TEXT}\n资金来源：\n经费由会员单位按年缴纳，协会另行补助。\n"
    assert "经费由会员单位按年缴纳，协会另行补助。" in paragraphs(converter, text)[-1]


@pytest.mark.parametrize(
    "line",
    [
        "关注！",
        "请",
        "欢迎光临 云台论坛-今日公告 (https://bbs.example.com/forum.php/) Powered by Discuz! X3.2",
        "主题测试。发布者：小编，转转请注明出处：https://www.example.com/1.html",
        "您当前位置：",
        "【 第1页 第2页 】",
        f"{TITLE} 要闻 第1张",
    ],
)
def test_lines_of_the_page_behind_the_text_go(converter: Converter, line: str) -> None:
    assert paragraphs(converter, f"{TITLE}\n{TEXT}\n{MORE}\n{SIGNED}\n{line}\n")[-1] == "2021年7月2日"


def test_the_document_itself_as_a_file_under_its_title_goes(converter: Converter) -> None:
    page = (
        f"<html><body><h1>{TITLE}</h1><div><p>{TEXT}</p><p>{MORE}</p><p>{TEXT}{MORE}</p>"
        "<p>{}</p></div></body></html>"
    )
    assert paragraphs(converter, page.format(f"{TITLE} (1).pdf"), "a.html")[-1] == TEXT + MORE
    assert paragraphs(converter, page.format("网站备案核对表.pdf"), "a.html")[-1] == "网站备案核对表.pdf"


def test_a_newspapers_page_run_on_behind_the_last_sentence_goes(converter: Converter) -> None:
    text = f"{TITLE}\n{MORE}\n{TEXT}（云台社云台7月2日电）《云台日报》（2021年07月03日02版）\n"
    assert paragraphs(converter, text)[-1] == f"{TEXT}（云台社云台7月2日电）"


def test_later_news_whose_days_are_glued_to_the_next_titles_goes(converter: Converter) -> None:
    news = (
        "云台市召开数字经济推进会 | 要闻\n2025-03-10某国大使访问云台：合作空间更大\n2025-03-10某企业将建数据中心？专家释疑\n"
        "2025-03-10平安与不安，两张答卷\n2025-03-08\n"
    )
    assert paragraphs(converter, f"{TITLE}\n{TEXT}\n{MORE}\n{news}") == [TEXT, MORE]


def test_days_at_the_heads_of_a_documents_own_lines_stay(converter: Converter) -> None:
    rows = "2025-03-10 云台市某公司备案\n2025-03-11 云台市某中心备案\n2025-03-12 云台市某学校备案\n"
    assert (
        "云台市某学校备案"
        in made(converter, f"{TITLE}\n{TEXT}\n{MORE}\n{TEXT}\n{MORE}\n名单如下：\n{rows}").document.body
    )


# At the head


def test_a_title_between_two_prompts_on_one_line(converter: Converter) -> None:
    title = "云台市回应网站备案核对工作的提问"
    text = f"【 第1页 第2页 】\n扫描二维码访问某评网移动版 {title} 扫描二维码访问某评社微信\n{TEXT}\n{MORE}\n"
    document = made(converter, text).document
    assert document.title == title
    assert document.body == f"{TEXT}\n\n{MORE}"


@pytest.mark.parametrize("day", ["2021\n07/05\n08:34", "2021\n07-05\n08:34:10\n云台网"])
def test_a_day_over_three_lines_with_the_sites_name_below(converter: Converter, day: str) -> None:
    document = made(converter, f"{TITLE}\n{day}\n分享\n\n{TEXT}\n{MORE}\n").document
    assert str(document.date) == "2021-07-05"
    assert document.body == f"{TEXT}\n\n{MORE}"


def test_a_title_that_ends_in_a_word_for_saying_names_no_law(converter: Converter) -> None:
    assert made(converter, f"云台市驳斥有关网站备案的说法\n{TEXT}\n{MORE}\n").document.type != "法律"


def test_a_day_with_its_account_marked_as_a_heading_is_no_title(converter: Converter) -> None:
    title = "五月二十日起云台高速部分路段封闭"
    page = (
        f"<html><head><title>{title}_云台订阅</title></head><body><h2>2019-05-17 · 云台城市报道</h2>"
        f"<div><p>{TEXT}</p><p>{MORE}</p><p>{TEXT}{MORE}</p></div></body></html>"
    )
    assert made(converter, page, "a.html").document.title == title
