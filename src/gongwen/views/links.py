"""Links as templates take them: a text and a path below the site's root."""

from __future__ import annotations

from dataclasses import dataclass

from gongwen.pages import addresses
from gongwen.records import Kind, Named, Record, kind_named


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads somewhere: `path` below the site's root, None where there is no page."""

    text: str
    path: str | None = None
    tip: str = ""
    note: str = ""
    count: int = 0


HOME = Link("文献库", "")


def door(kind: Kind) -> Link:
    """The way to all records of a kind."""
    return Link(kind.label, f"{kind.folder}/")


DOCUMENTS, AGENCIES, CAMPAIGNS, GLOSSARY = (
    door(kind_named(name)) for name in ("document", "agency", "campaign", "term")
)
ABOUT = Link("关于", "about/")


def to(record: Record, *, anchor: str = "", **more: object) -> Link:
    """A link to a record's page, or to a paragraph on it."""
    path = addresses.url(record.file) + (f"#{anchor}" if anchor else "")
    return Link(record.label, path, **more)  # type: ignore[arg-type]


def explained(record: Named, text: str = "", **more: object) -> Link:
    """A link to a record's page with a tooltip; its name is the record's where no other is given."""
    return Link(text or record.label, addresses.url(record.file), tip=tooltip(record), **more)  # type: ignore[arg-type]


def at(text: str, src: str, **more: object) -> Link:
    """A link to the page of a source file, perhaps with an anchor behind it."""
    path, _, anchor = src.partition("#")
    return Link(text, addresses.url(path) + (f"#{anchor}" if anchor else ""), **more)  # type: ignore[arg-type]


def tooltip(record: Named, standing: str = "") -> str:
    """What a reader sees on pointing at a name: name, English, dates or definition, how it stood then, a line each."""
    lines = [record.label, record.label_en or "", record.gloss, standing]
    return "\n".join(line for line in lines if line)
