"""What making a page asks of the whole archive: noted, so that it can be asked again before the page is taken again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from gongwen.derived.titles import Cited
from gongwen.pages import addresses
from gongwen.records.edtf import Edtf
from gongwen.views.fingerprint import Fingerprints


class Titled(Protocol):
    """Knows which documents the titles in a text mean."""

    def cited(self, text: str, date: Edtf | None = None) -> Iterator[Cited]:
        """Titles in a text that are those of documents."""


class AskedTitles:
    """Titles, with a note of who asked what since the last page was begun.

    Args:
        titles: knows the answers.
        fingerprints: of this build.
    """

    def __init__(self, titles: Titled, fingerprints: Fingerprints) -> None:
        self._titles, self._fingerprints = titles, fingerprints
        self._noted: list[tuple[str, str, str]] = []

    def begin(self) -> None:
        """Begin a page."""
        self._noted = []

    @property
    def noted(self) -> list[tuple[str, str, str]]:
        """Questions about the page: text, date, digest of the answer."""
        return self._noted

    def cited(self, text: str, date: Edtf | None = None) -> Iterator[Cited]:
        """Titles in a text that are those of documents."""
        found = [*self._titles.cited(text, date)]
        self._noted.append((text, str(date or ""), self._answer(found)))
        return iter(found)

    def hold(self, asked: Sequence[Sequence[str]], dates: Sequence[Edtf | None]) -> bool:
        """Whether the answers are what they were.

        Args:
            asked: what was noted of a page.
            dates: the days of its texts.
        """
        known = {str(date or ""): date for date in dates}
        return all(
            day in known and self._answer([*self._titles.cited(text, known[day])]) == answer
            for text, day, answer in asked
        )

    def _answer(self, found: Sequence[Cited]) -> str:
        return self._fingerprints.of(
            *(
                (
                    cited.start,
                    cited.end,
                    cited.place_end,
                    cited.anchor,
                    addresses.source(cited.document),
                    cited.document.title,
                    cited.document.title_en,
                    str(cited.document.date or ""),
                )
                for cited in found
            )
        )
