"""Pages that a person edited, held against their originals: no word may stand there that the original hasn't."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from gongwen.convert.readers import plain_text
from gongwen.errors import GongwenError
from gongwen.messages import message
from gongwen.records import frontmatter
from gongwen.text.fold import fold
from gongwen.text.markdown_text import unescape
from verification import Checked


def line(root: Path, file: str) -> int:
    """The line of a page that names its original."""
    text = (root / "docs" / file).read_text(encoding="utf-8")
    return frontmatter.parse(text, file).line_of(("original",))


def foreign(root: Path, page: Checked) -> Iterator[GongwenError]:
    """The first line of a page whose words neither its original nor the conversion of it has.

    Marks and punctuation don't count: they are what repairs are about.
    """
    made = page.made
    if "body" not in page.fields or made is None or made.original is None:
        return
    front = frontmatter.parse((root / "docs" / page.file).read_text(encoding="utf-8"), page.file)
    if front.data.get("content") == "digest":
        return
    known = _letters(made.body) + "\n" + _letters(_original(root / "sources" / made.original.file))
    for number, text in enumerate(front.body.split("\n")):
        if (words := _letters(text)) and words not in known:
            yield GongwenError(
                message("这一段有原件里没有的字句（“{text}…”）", text=text.strip()[:16]),
                file=f"docs/{page.file}",
                line=front.body_line + number,
                advice=message("正文不改字句：照原件改回；原件有误的写进 sic"),
            )
            return


def _original(path: Path) -> str:
    try:
        return plain_text(path)
    except GongwenError:
        return ""


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(unescape(text)))
