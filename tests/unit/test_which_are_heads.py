"""Lines that have a heading's number or mark and are none, and headings that have only a picture below them."""

from __future__ import annotations

from pathlib import Path

import pytest

from frozen import frozen
from gongwen.convert.pipeline import Converter

TITLE = "云台市网信办关于网站备案核对情况的通报"
TEXT = "各单位应当在七月底以前核对全部备案信息，并把核对结果报送协会秘书处汇总，逾期不报的予以通报。"
MORE = "核对工作由协会秘书处承担，有关材料应当保存三年，保存期满以后按照档案管理的要求处理。"


@pytest.fixture(scope="module")
def converter() -> Converter:
    return Converter(frozen())


def body(converter: Converter, text: str, name: str = "a.txt") -> str:
    return converter.from_bytes(f"{TITLE}\n{text}".encode(), Path(name))[0].document.body


def heads(converter: Converter, text: str, name: str = "a.txt") -> list[str]:
    lines = body(converter, text, name).splitlines()
    return [line.lstrip("# ") for line in lines if line.startswith("#")]


KINDS = ("一、工具类应用情况", "二、购物类应用情况", "三、教育类应用情况")


def test_numbered_lines_with_a_picture_below_each_are_heads(converter: Converter) -> None:
    text = f"{TEXT}\n\n" + "".join(f"{kind}\n\n图片\n\n" for kind in KINDS)
    assert heads(converter, f"{text}{MORE}\n") == [*KINDS]


def test_numbered_lines_with_nothing_below_are_a_list(converter: Converter) -> None:
    listed = "\n\n".join(KINDS)
    assert heads(converter, f"{TEXT}\n\n{listed}\n\n{MORE}\n") == []


def test_the_last_of_items_that_end_in_semicolons_is_no_head(converter: Converter) -> None:
    items = "（一）核对主办者的名称；\n（二）核对接入的地址；\n（三）其他核对的内容。\n"
    more = "（一）核对主办者的电话；\n（二）其他报送的内容。\n"
    assert (
        heads(converter, f"1、不得遗漏下列内容：\n{items}2、应当如实报送：\n{more}3、应当存档。\n{MORE}\n")
        == []
    )


@pytest.mark.parametrize("number", ["1.", "3、"])
def test_a_number_without_words_is_no_head(converter: Converter, number: str) -> None:
    text = f"{TEXT}\n\n链接如下：\n\n{number}\n\nExample-Nodes\n\nhttps://example.com/a#L1\n\n{MORE}\n"
    assert number.strip("、") not in "".join(heads(converter, text))


def test_a_marked_line_that_ends_in_a_comma_goes_on(converter: Converter) -> None:
    page = f"<h2>东山路1号，</h2><h2>西山路2号，</h2><p>南山路3号。</p><p>{TEXT}</p><p>{MORE}</p>"
    assert heads(converter, f"\n{page}", "a.md") == []


def test_numbered_questions_are_heads_though_a_year_or_another_question_follows(converter: Converter) -> None:
    asked = ("1.2025年度备案核对有多少个单位？", "2.核对需要哪些材料？", "3.什么是主办者？什么是接入者？")
    text = "".join(f"{question}\n答：{TEXT}\n" for question in asked)
    assert heads(converter, f"{MORE}\n{text}") == [*asked]


def test_a_chapter_with_its_first_article_on_one_line(converter: Converter) -> None:
    text = f"第一章 总则 第一条 {TEXT}\n第二条 {MORE}\n第二章 法律责任 第三条 {TEXT}\n第四条 {MORE}\n第五条 {TEXT}\n"
    assert heads(converter, text) == ["第一章 总则", "第二章 法律责任"]
    assert f"第三条 {TEXT}" in body(converter, text)


def test_years_apart_from_their_number(converter: Converter) -> None:
    text = f"{TEXT}\n（一）从事核对工作\n5\n年以上，具有处理备案信息的经历；\n（二）熟悉有关规定。\n{MORE}\n"
    assert "（一）从事核对工作5年以上，具有处理备案信息的经历；" in body(converter, text).split("\n\n")
