"""Documents that are alike: the same text again, or most of it, under whatever title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from gongwen.messages import message
from gongwen.records import Document
from gongwen.text.fold import fold

_LENGTH = 8
_ONE_IN = 8
_SAME_TITLE, _SAME_TEXT = 0.85, 0.35
_FEWEST = 5
"""Texts with fewer runs in their sketch are too short to be told apart by it."""
_DUPLICATE = 0.7
_COMMONPLACE = 40
"""A run that stands in more documents than this is a phrase of the trade."""

_FACTOR = np.uint64(0x9E3779B97F4A7C15)


def sketch(text: str) -> frozenset[int]:
    """One in eight of the text's runs of eight characters, the same ones wherever they stand."""
    return frozenset(_runs(fold(text)).tolist())


def _runs(text: str) -> NDArray[np.uint64]:
    """The chosen runs of a text as numbers, each once."""
    letters = re.sub(r"\W+", "", text)
    codes = np.frombuffer(letters.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    count = len(codes) - _LENGTH + 1
    if count < 1:
        return np.empty(0, dtype=np.uint64)
    runs = np.zeros(count, dtype=np.uint64)
    for offset in range(_LENGTH):
        runs = runs * _FACTOR + codes[offset : offset + count]
    runs ^= runs >> np.uint64(29)
    runs *= _FACTOR
    runs ^= runs >> np.uint64(32)
    return np.unique(runs[runs % np.uint64(_ONE_IN) == 0])


def alike(document: Document, others: Iterable[Document]) -> list[tuple[Document, str]]:
    """Documents like `document`, the most alike first, each with the reason in Chinese."""
    own = sketch(document.body)
    title = fold(document.title)
    found: list[tuple[float, Document, str]] = []
    for other in others:
        theirs = sketch(other.body)
        smaller = min(len(own), len(theirs))
        shared = len(own & theirs) / smaller if smaller >= _FEWEST else 0.0
        if shared >= _SAME_TEXT:
            found.append((1 + shared, other, message("正文约 {shared:.0%} 相同", shared=shared)))
            continue
        matcher = SequenceMatcher(None, title, fold(other.title), autojunk=False)
        if matcher.real_quick_ratio() >= _SAME_TITLE and matcher.quick_ratio() >= _SAME_TITLE:
            ratio = matcher.ratio()
            if ratio >= _SAME_TITLE:
                found.append((ratio, other, message("题名相同") if ratio == 1 else message("题名相近")))
    found.sort(key=lambda item: (-item[0], item[1].id))
    return [(other, why) for _, other, why in found[:5]]


def pairs(documents: Sequence[Document]) -> Iterator[tuple[Document, Document, float]]:
    """Documents that have most of the longer one's text in common, and how much; the earlier one first.

    A notice that stands whole in a longer document isn't its duplicate.

    The work grows with the length of the texts: runs are sorted, and only those that stand in several documents
    are looked at. A document that is most of several others is named with the first of them only.
    """
    runs = [_runs(document.body) for document in documents]
    sizes = [len(found) for found in runs]
    if not sum(sizes):
        return
    values = np.concatenate(runs)
    owners = np.repeat(np.arange(len(documents), dtype=np.int64), sizes)
    order = np.argsort(values, kind="stable")
    values, owners = values[order], owners[order]
    borders = [*np.flatnonzero(np.diff(values, prepend=values[:1] + np.uint64(1))).tolist(), len(values)]
    shared: Counter[tuple[int, int]] = Counter()
    for start, end in pairwise(borders):
        if 2 <= end - start <= _COMMONPLACE:
            group = owners[start:end].tolist()
            shared.update((one, other) for at, one in enumerate(group) for other in group[at + 1 :])
    told: set[int] = set()
    for (one, other), count in sorted(shared.items()):
        share = count / max(sizes[one], sizes[other])
        if min(sizes[one], sizes[other]) >= _FEWEST and share >= _DUPLICATE and other not in told:
            told.add(other)
            yield documents[one], documents[other], share
