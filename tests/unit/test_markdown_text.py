"""Text written as Markdown renders as exactly that text, whatever it is."""

from __future__ import annotations

import xml.etree.ElementTree as etree

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html

from gongwen.convert import page
from gongwen.convert.outline import Item, Table
from gongwen.text.markdown_text import escape, escape_heading, escape_inline, unescape

EXTENSIONS = ["attr_list", "md_in_html", "tables", "fenced_code", "toc"]
# A paragraph as conversion writes it: one line, no space at its ends, no control characters.
LINES = (
    st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufffe\uffff"),
        min_size=1,
        max_size=60,
    )
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
MARKS = (
    st.text(st.sampled_from(list("\\`*_{}[]()>#+-.!|~<&:=\"'/ 1a中。http;@^$%")), min_size=1, max_size=40)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)

PAYLOADS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[点此](javascript:alert(1))", "![x](http://e.example/x.png)",
    "# 标题", "## 标题", "> 引用", "- 列表", "* 列表", "+ 列表", "1. 列表", "1) 列表", "---", "***", "___", "===", "```", "~~~", "~~~ js",
    "    缩进", "| a | b |", "[TOC]", "[^1]: 脚注", "[甲]: http://e.example", "*[缩写]: 全称", "&lt;script&gt;", "&#60;script&#62;",
    "甲{: onclick=alert(1)}", "{#id .cls}", "<!-- 注释 -->", "<http://e.example>", "**粗**体", "_斜_体", "`代码`", "!!! note", ": 定义",
    "http://e.example/?a=1&b=2&copy=3", "*月*日至*日", "\\*", "AT&T", "C:\\new", "{{ config }}", "{% raw %}", "--8<-- \"x\"", "$x$",
    "<div markdown=\"1\">", "</p><script>", "甲 <b>乙</b>", "&copy", "==高亮==", "~~删~~", "^上^", "--", "- - -", "* * *",
]  # fmt: skip


def rendered(source: str) -> etree.Element:
    html = markdown.markdown(source, extensions=EXTENSIONS, output_format="xhtml")
    return etree.fromstring(f"<root>{html}</root>")


@given(LINES | MARKS)
def test_a_line_becomes_one_paragraph_with_the_same_words(text: str) -> None:
    root = rendered(escape(text))
    assert [child.tag for child in root] == ["p"]
    assert list(root[0]) == []
    assert " ".join((root[0].text or "").split()) == text


@pytest.mark.parametrize("text", PAYLOADS)
def test_payloads_stay_text(text: str) -> None:
    root = rendered(escape(text.strip()))
    assert [child.tag for child in root] == ["p"]
    assert list(root[0]) == []
    assert root[0].text == text.strip()


@given(LINES | MARKS)
def test_behind_a_bold_head(text: str) -> None:
    root = rendered(f"**（一）头。**{escape_inline(text)}")
    assert [child.tag for child in root[0]] == ["strong"]
    assert " ".join((root[0][0].tail or "").split()) == text


@given(LINES | MARKS)
def test_in_a_heading(text: str) -> None:
    root = rendered(f"## {escape_heading(f'一、{text}')}")
    assert root[0].tag == "h2"
    assert list(root[0]) == []
    assert " ".join("".join(root[0].itertext()).split()) == f"一、{text}"


@given(LINES | MARKS)
@example("\\\\*")
@example("&amp;lt;")
@example("&#42;")
def test_unescape_undoes_escape(text: str) -> None:
    assert unescape(escape(text)) == text
    assert unescape(escape_inline(text)) == text


def test_cells_and_items_stay_text() -> None:
    flat = [" ".join(payload.split()) for payload in PAYLOADS]
    body = page.body(
        [Table(tuple((words, "1|2") for words in ["单位", *flat]), 1), *(Item(words, 1) for words in flat)]
    )
    root = html.fromstring(
        f"<div>{markdown.markdown(body, extensions=['tables', 'attr_list', 'md_in_html'])}</div>"
    )
    assert {e.tag for e in root.iter() if isinstance(e.tag, str)} <= {
        "div",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "ul",
        "li",
        "p",
    }
    assert len(root.xpath("//tbody/tr")) == len(flat)
    assert all(len(row.xpath("./td")) == 2 for row in root.xpath("//tbody/tr"))
    assert [" ".join(td.text_content().split()) for td in root.xpath("//tbody/tr/td[1]")] == flat
