"""Links as templates take them: a text and a path below the site's root."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongwen.pages import addresses
from gongwen.records import Document, Named
from gongwen.weave import indexes
from gongwen.weave.termlinks import tooltip


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads somewhere: `path` below the site's root, None where there is no page."""

    text: str
    path: str | None = None
    tip: str = ""
    note: str = ""
    count: int = 0


def to(record: Named | Document, *, anchor: str = "", **more: object) -> Link:
    """A link to a record's page, or to a paragraph on it."""
    tip = tooltip(record) if isinstance(record, Named) else ""
    path = addresses.url(record.file) + (f"#{anchor}" if anchor else "")
    return Link(record.label, path, tip, **more)  # type: ignore[arg-type]


def crumb_links(crumbs: Sequence[indexes.Crumb]) -> tuple[Link, ...]:
    """The path to a page, as links."""
    return tuple(Link(name, addresses.url(src)) for name, src in crumbs)
