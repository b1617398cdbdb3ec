"""Shapes that pages and Markdown give a text: merged cells, numbered lists, broken links, pages that hold nothing."""

from __future__ import annotations

import pytest

from gongwen.convert.readers import html, markdown
from gongwen.convert.repair.lines import cut_sentences

_BODY = "<p>各单位应当在七月底以前核对全部备案信息，并把核对结果报协会秘书处。</p>"


def _rows(table: str) -> list[list[str]]:
    return [block.text.split("\t") for block in html.blocks(f"<html><body>{table}</body></html>")]


def test_a_cell_over_two_rows_keeps_the_columns_apart() -> None:
    rows = _rows(
        "<table><tr><th>部门</th><th>事项</th><th>时限</th></tr>"
        "<tr><td rowspan=2>甲处</td><td>受理</td><td>三日</td></tr><tr><td>核对</td><td>五日</td></tr></table>"
    )
    assert rows == [["部门", "事项", "时限"], ["甲处", "受理", "三日"], ["", "核对", "五日"]]


def test_a_cell_over_two_columns_and_rows() -> None:
    rows = _rows(
        "<table><tr><td colspan=2 rowspan=2>甲</td><td>一</td></tr><tr><td>二</td></tr>"
        "<tr><td>乙</td><td>丙</td><td>三</td></tr></table>"
    )
    assert rows == [["甲", "", "一"], ["", "", "二"], ["乙", "丙", "三"]]


def test_line_ends_in_pre_are_the_documents() -> None:
    draft = html.read(f"<html><body><pre>关于核对备案的通知\n各单位：\n请核对。</pre>{_BODY}</body></html>")
    assert [block.text for block in draft.blocks][:3] == ["关于核对备案的通知", "各单位：", "请核对。"]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<ol><li>核对备案</li><li>报送结果</li></ol>", ["1.核对备案", "2.报送结果"]),
        ("<ol start=3><li>核对备案</li><li value=7>报送结果</li></ol>", ["3.核对备案", "7.报送结果"]),
        (
            "<ol style='list-style-type:cjk-ideographic'><li>核对备案</li><li>报送结果</li></ol>",
            ["一、核对备案", "二、报送结果"],
        ),
        ("<ol><li>（一）核对备案</li></ol>", ["（一）核对备案"]),
        ("<ol style='list-style:none'><li>核对备案</li></ol>", ["核对备案"]),
        ("<ol><li><a href='/a'>核对备案</a></li></ol>", ["核对备案"]),
        ("<ul><li>核对备案</li></ul>", ["核对备案"]),
    ],
)
def test_a_list_has_the_numbers_that_a_browser_shows(markup: str, expected: list[str]) -> None:
    assert [block.text for block in html.blocks(f"<html><body>{markup}</body></html>")] == expected


def test_what_is_struck_out_is_not_the_text() -> None:
    draft = html.read(f"<html><body>{_BODY}<p>时限为<del>三日</del><s>四日</s>五日。</p></body></html>")
    assert draft.text.endswith("时限为五日。")


def test_signature_behind_the_text_is_the_texts() -> None:
    page = (
        f"<html><body><div class=text>{_BODY * 3}</div><div><p>国家互联网信息办公室</p>"
        "<p>2016年5月4日</p></div><div><a href='/x'>上一篇</a></div></body></html>"
    )
    assert html.read(page).text.splitlines()[-2:] == ["国家互联网信息办公室", "2016年5月4日"]


def test_title_above_the_line_of_date_where_nothing_marks_it() -> None:
    page = (
        "<html><head><title>某网</title></head><body><div>协会部署备案核对</div>"
        f"<div>2016年5月4日 来源：某报</div><div>{_BODY * 3}</div></body></html>"
    )
    assert html.read(page).facts.title == "协会部署备案核对"


def test_number_above_the_line_of_date_is_no_title() -> None:
    page = (
        "<html><head><title>某网</title></head><body><div>甲协发〔2016〕4号</div>"
        f"<div>2016年5月4日 来源：某报</div><div>{_BODY * 3}</div></body></html>"
    )
    assert "4号" not in html.read(page).facts.title


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[核对\n备案](http://a.cn/) 已经开始。", ["核对备案 已经开始。"]),
        ("参见[办法][b]。\n\n[b]: http://a.cn/b", ["参见办法。"]),
        ("已核对[^1]。\n\n[^1]: 截至五月。", ["已核对[1]。", "[1] 截至五月。"]),
        ("前文。\n\n<iframe src='http://a.cn'></iframe>\n\n后文。", ["前文。", "后文。"]),
        ("## 第一章 总则 {align=center}", ["第一章 总则"]),
        ("前文。\n\n![图](http://a.cn/1.jpg", ["前文。"]),
        ("#核对 #备案", ["#核对 #备案"]),
        ("[第一章 总则]{.underline}", ["第一章 总则"]),
    ],
)
def test_marks_of_other_dialects(text: str, expected: list[str]) -> None:
    assert [block.text for block in markdown.read(text).blocks] == expected


def test_hashtags_are_no_heading() -> None:
    assert markdown.read("#核对 #备案").blocks[0].kind == "text"


def test_a_table_in_html_is_rows() -> None:
    text = (
        "前文。\n\n<table><tr><th>甲</th><th>乙</th></tr>\n<tr><td>一</td><td>二</td></tr></table>\n\n后文。"
    )
    draft = markdown.read(text)
    assert [(block.kind, block.text) for block in draft.blocks] == [
        ("text", "前文。"),
        ("row", "甲\t乙"),
        ("row", "一\t二"),
        ("text", "后文。"),
    ]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("一、\n\n总体要求", "一、总体要求"),
        ("第三条\n\n接入单位应当核对备案信息。", "第三条 接入单位应当核对备案信息。"),
        ("（二）\n\n工作目标", "（二）工作目标"),
    ],
)
def test_a_number_parted_from_its_words_joins_them(text: str, joined: str) -> None:
    assert cut_sentences(markdown.read(text)).text == joined


def test_two_lone_numbers_stay_apart() -> None:
    assert cut_sentences(markdown.read("一、\n\n二、总体要求")).text == "一、\n二、总体要求"
