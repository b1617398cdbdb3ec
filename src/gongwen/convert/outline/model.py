"""The shape of a document: title, lines around it, headings, paragraphs, tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gongwen.convert.model import Change, Removed
from gongwen.text.speakers import Label

HeadKind = Literal["letterhead", "number", "date", "author", "mark", "digest", "issuer", "column"]


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line between the top and the text that is metadata, not text."""

    kind: HeadKind
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` 2 or 3, as Markdown counts."""

    level: int
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; its first `lead` characters are a run-in head or a speaker's label."""

    text: str
    line: int
    lead: int = 0
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list that the input marks as one."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its first row is its head."""

    rows: tuple[tuple[str, ...], ...]
    line: int

    @property
    def text(self) -> str:
        """All cells, a row after the other."""
        return " ".join(cell for row in self.rows for cell in row if cell)


Element = Heading | Paragraph | Item | Table


@dataclass(frozen=True)
class Outline:
    """The shape of a document.

    Attributes:
        title: the title; None where no line could be one.
        head: metadata lines that stood around the title.
        elements: the text.
        changes: what was changed on the way (spaces in the title, a title given twice).
        removed: lines that went with it, word for word.
    """

    title: str | None
    head: tuple[HeadLine, ...]
    elements: tuple[Element, ...]
    changes: tuple[Change, ...] = ()
    removed: tuple[Removed, ...] = ()

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs, without the headings between them."""
        return tuple(element for element in self.elements if isinstance(element, Paragraph))

    @property
    def text(self) -> str:
        """All text, a line each, without marks."""
        return "\n".join(element.text for element in self.elements)
