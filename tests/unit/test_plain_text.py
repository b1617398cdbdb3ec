"""Text without marks isn't looked through for them, and comes out as if it had been."""

from __future__ import annotations

import string
from collections.abc import Iterator

import pytest
from markdown import Markdown

from gongwen.views.plain_text import PlainTextExtension
from gongwen.views.safe_markdown import SafeExtension

AROUND = ("{}", "甲{}乙", "甲 {} 乙", "甲{0}乙{0}丙", "甲{0}{0}乙{0}{0}丙", "{}甲", "甲{}", "- 甲{}乙", "## 甲{}乙", "|甲{0}|\n|-|\n|乙{0}|")  # fmt: skip
MARKED = (
    "见[规定](a.md)。", "**甲**，*乙*，`丙`，__丁__。", "\\*甲\\*", "<https://example.org/>", "甲&nbsp;乙&#8212;丙", "甲  \n乙\n丙",
    "![图](a.png)", "[甲][一]\n\n[一]: a.md", "<b>甲</b>", "<a@example.org>",
)  # fmt: skip


def bodies() -> Iterator[str]:
    for char in string.punctuation + string.whitespace + "\u2028《》—…":
        yield from (around.format(char) for around in AROUND)
    yield from MARKED


@pytest.mark.parametrize("extensions", [[], ["tables", "toc"]])
def test_what_comes_out_is_the_same(extensions: list[str]) -> None:
    for body in bodies():
        plain = Markdown(extensions=[*extensions, SafeExtension()]).convert(body)
        assert (
            Markdown(extensions=[*extensions, SafeExtension(), PlainTextExtension()]).convert(body) == plain
        )


def test_plain_words_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    md = Markdown(extensions=[PlainTextExtension()])
    for pattern in md.inlinePatterns:
        compiled = pattern.compiled_re
        monkeypatch.setattr(
            pattern, "getCompiledRegExp", lambda compiled=compiled: asked.append("") or compiled
        )
    md.convert("某部印发通知，要求《办法》施行（2024年）。\n\n又及：1.5%。")
    assert not asked
    md.convert("**某部**")
    assert asked
