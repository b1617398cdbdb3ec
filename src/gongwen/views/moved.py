"""What stood on a page and stands on another one now, since one document became several or several one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from gongwen.pages.paragraphs import Line
from gongwen.records.archive import Archive
from gongwen.views.links import Link, to


@dataclass(frozen=True, slots=True)
class Moved:
    """What of a page stands in one document now.

    Attributes:
        to: the document; of a page that was joined to it whole, nothing need be named.
        places: the address that each paragraph, heading or article had on the page, and the link to where it is.
    """

    to: Link
    places: tuple[tuple[str, Link], ...]

    @property
    def count(self) -> int:
        """How many paragraphs stand in the document now."""
        return len({link.path for old, link in self.places if old.startswith("p-")})


def moved(file: str, archive: Archive, lines: Iterable[Line] = ()) -> tuple[Moved, ...]:
    """What stood at an address and stands elsewhere now, document by document.

    Args:
        file: the source file of the page that was there.
        archive: the whole archive.
        lines: what the page says today; an address that stands on it again leads there.
    """
    led = archive.led_away.get(file.removesuffix(".md"), ())
    here = {own for line in lines for own in (line.anchor, line.place and line.place.anchor)} if led else ()
    found = [pair for pair in led if pair[1].old not in here]
    return tuple(
        Moved(to(document), tuple((item.old, _at(to(document), item.new or item.old)) for _, item in pairs))
        for document, pairs in groupby(found, key=lambda pair: pair[0])
    )


def _at(link: Link, anchor: str) -> Link:
    return replace(link, path=f"{link.path}#{anchor}")
