"""Documents that are alike: the same text again, or most of it, under whatever title."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from difflib import SequenceMatcher

from gongwen.records import Document
from gongwen.text.fold import fold

_LENGTH = 8
_ONE_IN = 8
_SAME_TITLE, _SAME_TEXT = 0.85, 0.35


def sketch(text: str) -> frozenset[int]:
    """One in eight of the text's runs of eight characters, the same ones wherever they stand."""
    letters = re.sub(r"\W+", "", fold(text))
    runs = (zlib.crc32(letters[i : i + _LENGTH].encode()) for i in range(len(letters) - _LENGTH + 1))
    return frozenset(run for run in runs if run % _ONE_IN == 0)


def alike(document: Document, others: Iterable[Document]) -> list[tuple[Document, str]]:
    """Documents like `document`, the most alike first, each with the reason in Chinese."""
    own = sketch(document.body)
    title = fold(document.title)
    found: list[tuple[float, Document, str]] = []
    for other in others:
        theirs = sketch(other.body)
        smaller = min(len(own), len(theirs))
        shared = len(own & theirs) / smaller if smaller >= 5 else 0.0
        if shared >= _SAME_TEXT:
            found.append((1 + shared, other, f"正文约 {shared:.0%} 相同"))
            continue
        matcher = SequenceMatcher(None, title, fold(other.title), autojunk=False)
        if matcher.real_quick_ratio() >= _SAME_TITLE and matcher.quick_ratio() >= _SAME_TITLE:
            ratio = matcher.ratio()
            if ratio >= _SAME_TITLE:
                found.append((ratio, other, "题名相同" if ratio == 1 else "题名相近"))
    found.sort(key=lambda item: (-item[0], item[1].id))
    return [(other, why) for _, other, why in found[:5]]
