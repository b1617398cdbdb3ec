"""One immutable reading of a document: all that the sources of its fields are given."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from gongwen.convert import form_tables
from gongwen.convert.describe.evidence import Found
from gongwen.convert.model import Draft, PageFacts
from gongwen.convert.outline import Outline, Paragraph, Table, tail
from gongwen.names.matcher import Context, Matcher, Mention
from gongwen.records import Person
from gongwen.records.archive import Archive
from gongwen.records.edtf import Edtf
from gongwen.text import shapes

T = TypeVar("T")


@dataclass(frozen=True)
class Reading:
    """A document as it is read for description, in Simplified characters.

    What was told first is known to what is told later: number, type, place, date, people come in this order, each
    in a new reading.

    Attributes:
        title: the title.
        outline: the parts of the document.
        draft: the repaired draft, with what was taken out and what the page says of the document.
        archive: records that names and dates are checked against.
        matcher: finds names.
        number: its own number.
        doc_type: its type.
        place: where it is.
        date: its date.
        people: who speaks in it.
    """

    title: str
    outline: Outline
    draft: Draft
    archive: Archive
    matcher: Matcher
    number: str | None = None
    doc_type: str = "其他"
    place: str | None = None
    date: Edtf | None = None
    people: tuple[Person, ...] = ()

    def named(self, words: str) -> tuple[Mention, ...]:
        """The names in any words of the document."""
        return self.matcher.find(words, Context(self.date, self.place))

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The names in the text."""
        return self.named(self.outline.text)

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """The notes under the title (题注)."""
        return tail.notes(self.outline)

    @cached_property
    def signatures(self) -> tuple[tail.Signature, ...]:
        """Who signs, and when (落款), in the order of the text."""
        return tail.signatures(self.outline.elements)

    @cached_property
    def own_signatures(self) -> tuple[tail.Signature, ...]:
        """The document's own signatures: up to the one with the latest date; what it forwards was signed earlier."""
        dated = [(date, index) for index, s in enumerate(self.signatures) if (date := _sortable(s.date))]
        if not dated:
            return self.signatures
        latest = max(date for date, _ in dated)
        first = next(index for date, index in dated if date == latest)
        return self.signatures[: first + 1]

    @cached_property
    def lead(self) -> str:
        """The first paragraph of the text proper: behind a salutation, an author's line, a subtitle."""
        for paragraph in self.outline.paragraphs[:4]:
            if len(paragraph.text) >= 12 and "。" in paragraph.text:
                return paragraph.text
        return self.outline.paragraphs[0].text if self.outline.paragraphs else ""

    @cached_property
    def told_notes(self) -> tuple[str, ...]:
        """Sentences over the text that say when and by whom it was passed, as libraries and reprints begin."""
        return tuple(
            sentence
            for paragraph in self.outline.paragraphs[:3]
            for sentence in re.split(r"(?<=。)", paragraph.text)
            if f"《{self.title}》" in sentence and re.search(r"(?:通过|公布|发布)了?《", sentence)
        )

    @cached_property
    def opening(self) -> str:
        """The first paragraphs, joined."""
        return "".join(paragraph.text for paragraph in self.outline.paragraphs[:4])

    @cached_property
    def form(self) -> Mapping[str, str]:
        """What a form says that is the whole document, by the values of the table ``form_label``; empty elsewhere."""
        for element in self.outline.elements:
            if isinstance(element, Table) and form_tables.is_form(element.rows):
                is_main = len(element.text) * 2 >= len(self.outline.text)
                return form_tables.facts(element.rows) if is_main else {}
        pairs = form_tables.pairs([paragraph.text for paragraph in self.outline.paragraphs])
        return form_tables.facts(pairs) if form_tables.is_form(pairs) else {}

    @property
    def facts(self) -> PageFacts:
        """What the page says of the document in its table of facts or metadata."""
        return self.draft.facts

    @cached_property
    def spans(self) -> tuple[tuple[Paragraph, int], ...]:
        """Paragraphs with their offset in the outline's text."""
        spans, position = [], 0
        for element in self.outline.elements:
            if isinstance(element, Paragraph):
                spans.append((element, position))
            position += len(element.text) + 1
        return tuple(spans)


def _sortable(date: str | None) -> tuple[int, int, int] | None:
    match = shapes.DATE.search(date or "")
    parts = [shapes.chinese_number(match[group]) for group in "ymd"] if match else []
    return (parts[0] or 0, parts[1] or 0, parts[2] or 0) if parts else None


Source = tuple[str, Callable[[Reading], Found[T] | None]]
"""Where a field may come from: its name in Chinese, and how it is asked."""
Sources = Sequence[Source[T]]
