"""Pages that have no file of their own: where they stand, which template lays them out, what they show."""

from __future__ import annotations

from dataclasses import dataclass

from gongwen.views.links import Link
from gongwen.views.parts import Section


@dataclass(frozen=True, slots=True)
class Page:
    """A page that has no file.

    Attributes:
        src: the source file that it would have below docs/; its address follows from it.
        title: its heading.
        lede: a sentence under the heading.
        crumbs: the way to it.
        sections: what it shows.
        lang: the language of its frame, where that isn't Chinese.
        twin: where the same is listed in the other language, as a path below the site's root; None for nowhere.
    """

    src: str
    title: str
    lede: str
    crumbs: tuple[Link, ...]
    sections: tuple[Section, ...]
    template: str = "listing.html"
    lang: str = ""
    twin: str | None = None
