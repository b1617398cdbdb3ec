"""Pages that have no file of their own: where they stand, which template lays them out, what they show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from gongwen.views.links import Link
from gongwen.views.moved import Moved
from gongwen.views.parts import Section


class Later(Sequence[Section]):
    """Sections that are put together when they are asked for, and go when the page has been made.

    The long lists of an archive together are larger than the archive.

    Args:
        make: puts them together.
    """

    def __init__(self, make: Callable[[], tuple[Section, ...]]) -> None:
        self._make = make
        self._made: tuple[Section, ...] | None = None

    def __reduce__(self) -> tuple[object, ...]:
        """Whoever writes them down means what they are."""
        return tuple, (self._sections,)

    def forget(self) -> None:
        """Let them go; they are put together again for whoever asks."""
        self._made = None

    @property
    def _sections(self) -> tuple[Section, ...]:
        if self._made is None:
            self._made = self._make()
        return self._made

    def __iter__(self) -> Iterator[Section]:
        return iter(self._sections)

    def __len__(self) -> int:
        return len(self._sections)

    @overload
    def __getitem__(self, index: int) -> Section: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Section, ...]: ...
    def __getitem__(self, index: int | slice) -> Section | tuple[Section, ...]:
        return self._sections[index]


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
        moved: paragraphs that stood there and stand elsewhere now.
        twin: where the same is listed in the other language, as a path below the site's root; None for nowhere.
    """

    src: str
    title: str
    lede: str
    crumbs: tuple[Link, ...]
    sections: Sequence[Section]
    template: str = "listing.html"
    lang: str = ""
    twin: str | None = None
    moved: tuple[Moved, ...] = ()
