"""Paragraphs that stood on a page and stand on another one now, since one document became several or several one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby

from gongwen.records.archive import Archive
from gongwen.views.links import Link, to


@dataclass(frozen=True, slots=True)
class Moved:
    """What of a page stands in one document now.

    Attributes:
        to: the document; of a page that was joined to it whole, none of its paragraphs need be named.
        paragraphs: the address that each had on the page, and the link to where it is.
    """

    to: Link
    paragraphs: tuple[tuple[str, Link], ...]


def moved(file: str, archive: Archive) -> tuple[Moved, ...]:
    """What stood at an address and stands elsewhere now, document by document.

    Args:
        file: the source file of the page that was there.
        archive: the whole archive.
    """
    found = archive.led_away.get(file.removesuffix(".md"), ())
    return tuple(
        Moved(to(document), tuple((item.old, _at(to(document), item.new or item.old)) for _, item in pairs))
        for document, pairs in groupby(found, key=lambda pair: pair[0])
    )


def _at(link: Link, anchor: str) -> Link:
    return replace(link, path=f"{link.path}#{anchor}")
