"""How what was read of a document is kept from one build to the next: as plain values, by what it was read from."""

from __future__ import annotations

import sys
from typing import Any

from gongwen.pages.articles import Place
from gongwen.pages.paragraphs import Line
from gongwen.records import Document
from gongwen.work.kept_values import KeptValues

Read = tuple[list[tuple[Any, ...]], list[tuple[int, tuple[Any, ...]]]]
"""A document as it was read: the fields of its lines, and of each mention with its line's place. Plain values go from
process to process in a tenth of the time that ours take."""
_NAME = "lines and mentions"
_PLACE = list(Line.__dataclass_fields__).index("place")


class KeptReading:
    """What was read of documents.

    Args:
        kept: keeps it.
        names: all that decides which names are found.
    """

    def __init__(self, kept: KeptValues, names: str) -> None:
        self._kept, self._names = kept, names

    def get(self, document: Document) -> Read | None:
        """What an earlier build read of a document that says the same; None where there was none."""
        found = self._kept.get(_NAME, *self._key(document))
        return (
            None
            if found is None
            else ([_line(fields) for fields in found[0]], [_mention(*m) for m in found[1]])
        )

    def keep(self, document: Document, read: Read) -> None:
        """Keep what was read of a document."""
        lines, mentions = read
        plain = [[*fields[:_PLACE], _of_place(fields[_PLACE]), *fields[_PLACE + 1 :]] for fields in lines]
        self._kept.keep([plain, mentions], _NAME, *self._key(document))

    def _key(self, document: Document) -> tuple[object, ...]:
        return (
            self._names,
            document.public_body,
            document.whole_body,
            document.anchors,
            (document.date, document.text_date, document.place, document.issuers),
        )


def _of_place(place: Place | None) -> list[Any] | None:
    return None if place is None else [getattr(place, name) for name in Place.__dataclass_fields__]


def _line(fields: list[Any]) -> tuple[Any, ...]:
    place = fields[_PLACE]
    fields[_PLACE] = place and Place(*place)
    return tuple(fields)


def _mention(place: int, fields: list[Any]) -> tuple[int, tuple[Any, ...]]:
    start, end, text, kind, identity, candidates, *others = fields
    # The same few names over and over: one string for each.
    record = identity and sys.intern(identity)
    return place, (start, end, sys.intern(text), sys.intern(kind), record, tuple(candidates), *others)
