"""The parts that pages are made of, as values: lists, tables, drawings, each with the macro that lays it out.

A page's view is a sequence of sections, a section a sequence of these. ``theme/partials/parts.html`` has a macro
for each, named as its class attribute ``macro`` says, and escapes every word; a drawing is the only part that is
markup already.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from gongwen.records import Document
from gongwen.records.archive import Archive
from gongwen.views.links import Link, to

Run = str | Link
"""A piece of a line of text."""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; links stand between its words."""

    macro: ClassVar[str] = "text"
    runs: tuple[Run, ...]
    note: bool = False
    english: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """A list of sentences."""

    macro: ClassVar[str] = "points"
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture made at build time; `svg` is markup and has escaped what it shows. `english` says what it is.

    `legend` has samples of what is drawn, markup too, with what each says.
    """

    macro: ClassVar[str] = "drawing"
    svg: str
    legend: tuple[tuple[str, str], ...] = ()
    english: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: text, or links one after the other; a number, or words that aren't broken."""

    runs: tuple[Run, ...]
    css: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `css` names its look, `head` may be empty."""

    macro: ClassVar[str] = "table"
    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    css: str = ""
    fold: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of a filter: what readers see, the word that rows carry, how many rows do."""

    text: str
    word: str
    count: int


@dataclass(frozen=True, slots=True)
class Filter:
    """A way to choose among the rows of a table; choices stand in groups, which may have no name."""

    name: str
    label: str
    groups: tuple[tuple[str, tuple[Choice, ...]], ...]


@dataclass(frozen=True, slots=True)
class FilteredTable:
    """A table that a script filters; without one it is a table. Each row carries the words that choose it."""

    macro: ClassVar[str] = "filtered_table"
    filters: tuple[Filter, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[tuple[Cell, ...], tuple[str, ...]], ...]
    unit: str
    css: str = ""


@dataclass(frozen=True, slots=True)
class Switch:
    """Ways to look at an index; the one that is shown has no count of others to compare with. `then` stands beside it."""

    macro: ClassVar[str] = "switch"
    label: str
    choices: tuple[Link, ...]
    current: str
    then: Switch | None = None


@dataclass(frozen=True, slots=True)
class Jump:
    """Initials that lead to their sections."""

    macro: ClassVar[str] = "jump"
    letters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document in a list: when, what kind, its title, and a line under it."""

    link: Link
    date: str
    plain: str
    kind: str
    by: str
    english: str = ""


@dataclass(frozen=True, slots=True)
class DocumentList:
    """Documents, a line each."""

    macro: ClassVar[str] = "document_list"
    lines: tuple[DocumentLine, ...]


@dataclass(frozen=True, slots=True)
class CountedList:
    """Links with how many things each has."""

    macro: ClassVar[str] = "counted_list"
    links: tuple[Link, ...]
    unit: str = "件"


@dataclass(frozen=True, slots=True)
class RelatedLine:
    """A record that stands in a relation to the page's own."""

    role: str
    link: Link
    when: str = ""
    english: str = ""
    count: str = ""
    below: tuple[Link, ...] = ()
    gloss: str = ""


@dataclass(frozen=True, slots=True)
class RelatedList:
    """Records that stand in relations to the page's own."""

    macro: ClassVar[str] = "related_list"
    lines: tuple[RelatedLine, ...]


@dataclass(frozen=True, slots=True)
class Meter:
    """A link with a bar: `share` in per cent of the longest."""

    link: Link
    share: int
    count: int


@dataclass(frozen=True, slots=True)
class MeterList:
    """Links with bars, the longest first."""

    macro: ClassVar[str] = "meter_list"
    lines: tuple[Meter, ...]


@dataclass(frozen=True, slots=True)
class NameLine:
    """An agency or campaign in an index."""

    link: Link
    note: str
    english: bool
    when: str
    count: str | None = None
    english_name: str = ""


@dataclass(frozen=True, slots=True)
class NameList:
    """Agencies or campaigns of an index."""

    macro: ClassVar[str] = "name_list"
    lines: tuple[NameLine, ...]


@dataclass(frozen=True, slots=True)
class EnglishLine:
    """A record in an English list: when, its English name, its Chinese one, facts, a sentence on it."""

    when: str
    link: Link
    chinese: str
    facts: tuple[str, ...] = ()
    summary: str = ""


@dataclass(frozen=True, slots=True)
class EnglishList:
    """Records of any kind in English; `dated` puts the time in front, where the list goes by it."""

    macro: ClassVar[str] = "english_list"
    lines: tuple[EnglishLine, ...]
    dated: bool = False


@dataclass(frozen=True, slots=True)
class TermLine:
    """A term in an index."""

    link: Link
    english: str
    category: str


@dataclass(frozen=True, slots=True)
class TermList:
    """Terms of an index, Chinese or English first."""

    macro: ClassVar[str] = "term_list"
    lines: tuple[TermLine, ...]
    english_first: bool = False


@dataclass(frozen=True, slots=True)
class PlainList:
    """Links with a remark."""

    macro: ClassVar[str] = "plain_list"
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ContextLine:
    """A word in its context: KWIC, keyword in context."""

    year: str
    left: str
    word: Link
    right: str
    source: Link | None
    part: str = ""


@dataclass(frozen=True, slots=True)
class ContextTable:
    """Words in their contexts; what is sortable can be put in the order of what follows the word, by a script."""

    macro: ClassVar[str] = "context_table"
    caption: str
    lines: tuple[ContextLine, ...]
    sortable: bool = False


@dataclass(frozen=True, slots=True)
class LaneYear:
    """What of a series began in a year: the year's own part, where it has one, how many, and their names."""

    year: str
    head: Link | None
    note: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """A campaign on the time line; of a series also its parts, by the year in which they began."""

    link: Link
    note: str
    track: str
    years: tuple[LaneYear, ...] = ()


@dataclass(frozen=True, slots=True)
class Lanes:
    """The time line: a scale of years above the lanes."""

    macro: ClassVar[str] = "lanes"
    scale: str
    lanes: tuple[Lane, ...]
    legend: tuple[tuple[str, str], ...]


Part = (
    Text
    | Points
    | Drawing
    | Table
    | FilteredTable
    | Switch
    | Jump
    | DocumentList
    | CountedList
    | RelatedList
    | MeterList
    | NameList
    | EnglishList
    | TermList
    | PlainList
    | ContextTable
    | Lanes
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page with a heading; one without a heading has neither anchor nor title.

    `more` leads on from its heading; `half` is what shares its row with the next that does.
    """

    anchor: str
    title: str
    parts: tuple[Part, ...]
    note: str = ""
    link: Link | None = None
    more: Link | None = None
    half: bool = False


def loose(*parts: Part) -> Section:
    """Parts that stand on a page without a heading."""
    return Section("", "", parts)


def document_line(document: Document, archive: Archive, *, by: str | None = None) -> DocumentLine:
    """One document of a list; `by` stands under the title, issuers and number where it isn't given."""
    if by is None:
        by = "　".join(filter(None, (archive.issuer_line(document), document.document_number)))
    date = "无日期"
    if document.date is not None:
        mark = "?" if document.date_basis == "inferred" and not document.date.qualifier else ""
        date = f"{document.date}{mark}"
    return DocumentLine(
        to(document),
        date,
        document.date.plain if document.date else "",
        document.type,
        by,
        document.title_en or "",
    )


def document_list(found: Iterable[Document], archive: Archive) -> DocumentList:
    """A list of documents in the order given."""
    return DocumentList(tuple(document_line(document, archive) for document in found))


def newest_first(found: Sequence[Document]) -> list[Document]:
    """Documents in time order, turned round."""
    return list(reversed(found))
