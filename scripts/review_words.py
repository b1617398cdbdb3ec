"""Words for a review: what strangers wrote, shown so that it can neither act nor hide; what a page made of its original."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher

from gongwen.text.markdown_text import unescape

_UNSEEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
_CONTEXT = 8
"""So many characters of what is alike stand before a difference."""
_MOST_LETTERS = 4000
"""Longer stretches are compared clause by clause alone: letter by letter takes the square of their length."""


def seen(text: str) -> str:
    """`text` with the characters that nobody sees, or that turn the line round, written out."""
    return "".join(
        f"⟨U+{ord(char):04X}⟩" if char not in "\n\t" and unicodedata.category(char) in _UNSEEN else char
        for char in text
    )


def code(text: str, *, most: int = 200) -> str:
    """`text` as a code span of Markdown: no link, no picture, no name that would be told of it."""
    line = " ".join(seen(text).split())
    line = line if len(line) <= most else f"{line[:most]}…"
    ticks = "`" * (max((len(run) for run in re.findall("`+", line)), default=0) + 1)
    space = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{ticks}{space}{line}{space}{ticks}" if line else "（空）"


def block(text: str, language: str = "diff") -> str:
    """`text` as a block of code that nothing in it can end."""
    text = seen(text)
    ticks = "`" * max(3, max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    return f"{ticks}{language}\n{text.rstrip()}\n{ticks}"


def folded(summary: str, text: str) -> str:
    """Something that is long: its head, the rest on demand."""
    return f"<details><summary>{summary}</summary>\n\n{text}\n\n</details>"


def differences(original: str, body: str) -> Iterator[tuple[str, str, str]]:
    """Where a page's words are not its original's: what stands before, what was taken away, what was put there.

    Spaces and line breaks, and the marks of Markdown, are no words.

    Args:
        original: the text as received.
        body: the page's Markdown.
    """
    old, new = _clauses(original), _clauses(unescape(_unmarked(body)))
    before = ""
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        if kind == "equal":
            before = gone[-_CONTEXT:]
        elif max(len(gone), len(come)) > _MOST_LETTERS:
            yield before, gone, come
        else:
            yield from _letters(before, gone, come)


def _letters(before: str, gone: str, come: str) -> Iterator[tuple[str, str, str]]:
    for kind, a, b, c, d in SequenceMatcher(None, gone, come, autojunk=False).get_opcodes():
        if kind != "equal":
            yield (before + gone[:a])[-_CONTEXT:], gone[a:b], come[c:d]


def _clauses(text: str) -> list[str]:
    return [clause for clause in re.split(r"(?<=[。！？；])", re.sub(r"\s+", "", text)) if clause]


def _unmarked(body: str) -> str:
    return re.sub(r"(?m)^#{1,6} |(?<!\\)\*\*|^> ?", "", body)
