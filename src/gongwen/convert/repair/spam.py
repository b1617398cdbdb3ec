"""What mirrors and hijacked sites put between the lines of the pages that they carry: search words and links to more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongwen.convert.model import Block, Draft, Removed
from gongwen.convert.repair.removing import HEAD_LINES, without
from gongwen.rules import family
from gongwen.text import shapes

_SPAM = family("link_spam")
_BEHIND = re.compile(r"(?P<own>.{4,}?)\s*(?:[|｜_]|\s[-–—]\s|--)\s*(?P<spam>[^|｜_]{2,60})$")
_LISTED = re.compile(r"\d{1,2}\s*[.．、]\s*\S.{1,30}")
_TITLE_LINES = 4


def search_words(draft: Draft) -> Draft:
    """Search words behind the title, and lists of such between title and text.

    One entry of a list that is known for what it is tells what the others are; the text's own points are sentences.
    """
    behind = [
        (block, match)
        for block in draft.blocks[:_TITLE_LINES]
        if (match := _BEHIND.fullmatch(block.text.strip()))
        and _SPAM(match["spam"])
        and not _SPAM(match["own"])
    ]
    own = {id(block): block.saying(match["own"]) for block, match in behind}
    removed = [Removed("navigation", match["spam"], block.line) for block, match in behind]
    facts = {
        name: match["own"]
        for name in ("title", "page_title", "meta_title")
        if (match := _BEHIND.fullmatch(getattr(draft.facts, name))) and _SPAM(match["spam"])
    }
    draft = draft.after(
        [own.get(id(block), block) for block in draft.blocks],
        "navigation",
        len(removed),
        "题名后的垃圾链接",
        removed=removed,
        facts=facts,
    )
    return without(draft, _listed(draft.blocks), "navigation", "题名下的垃圾链接")


def _listed(blocks: Sequence[Block]) -> list[Block]:
    """A run of short numbered lines above the text, one of which at least is known as spam."""
    run: list[Block] = []
    for block in blocks[:HEAD_LINES]:
        text = block.text.strip()
        if _LISTED.fullmatch(text) and not shapes.ends_sentence(text):
            run.append(block)
        elif run:
            break
    known = any(_SPAM(re.sub(r"^\d{1,2}\s*[.．、]\s*", "", block.text.strip())) for block in run)
    return run if known else []
