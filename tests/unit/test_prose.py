"""What the pages say about their words to those who listen, and which headings are parts of a code."""

from __future__ import annotations

import pytest
from markdown import Markdown

from gongwen.pages.headings import is_part
from gongwen.views.prose import ProseExtension, is_english


@pytest.mark.parametrize(
    "text", ["In English", "Texts are kept as they stand, 2016–2026.", "See also (in part)"]
)
def test_english_is_told(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize(
    "text", ["", "2016-11-07", "EDTF", "《Records Act》的译文 in full", "试写", "A 1", "https"]
)
def test_what_is_not_english_prose_is_left_alone(text: str) -> None:
    assert not is_english(text)


def test_blocks_and_heads_of_columns_are_marked() -> None:
    made = Markdown(extensions=["tables", ProseExtension()]).convert(
        "## In English\n\nKept as it **stands**.\n\n照录 as it stands。\n\n| 年 | 件数 |\n|---|--:|\n| 2016 | 3 |"
    )
    assert '<h2 lang="en">' in made
    assert '<p lang="en">Kept' in made
    assert "<p>照录" in made
    assert '<th scope="col">年</th>' in made
    assert made.count('scope="col"') == 2
    assert "<td>2016</td>" in made


@pytest.mark.parametrize("title", ["第一编　总则", "第十二编", "第二分编 通则", "第三编物权"])
def test_parts_of_a_code(title: str) -> None:
    assert is_part(title)


@pytest.mark.parametrize(
    "title", ["第一章 编制", "第三方编写指南", "编者的话", "第一编辑部", "一、第一编", "第二节"]
)
def test_what_is_no_part(title: str) -> None:
    assert not is_part(title)
