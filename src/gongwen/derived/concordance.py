"""Concordances: the uses of a record by document, and how often it is used year by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gongwen.derived.occurrences import Occurrence
from gongwen.records import Document
from gongwen.records.edtf import Edtf


@dataclass(frozen=True, slots=True)
class Group:
    """The uses of a record in one document, in the order of the text."""

    document: Document
    mentions: tuple[Occurrence, ...]

    @property
    def date(self) -> Edtf | None:
        """The day from which the words date."""
        return self.document.text_date


def groups(occurrences: Iterable[Occurrence]) -> tuple[Group, ...]:
    """Uses by document, in the order in which they come."""
    found: dict[str, list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        found[occurrence.document.id].append(occurrence)
    return tuple(Group(mentions[0].document, tuple(mentions)) for mentions in found.values())


@dataclass(frozen=True, slots=True)
class Year:
    """How often a record is used in the texts of a year, and how many texts and characters there are of it."""

    year: int
    using: int
    times: int
    texts: int
    characters: int

    @property
    def rate(self) -> float | None:
        """Uses in ten thousand characters; None where the archive has no text of the year."""
        return self.times * 10000 / self.characters if self.characters else None


def per_year(
    found: Sequence[Group], texts: Mapping[int, Sequence[Document]], characters: Mapping[int, int]
) -> list[Year]:
    """Uses by year, from the first year of which the archive has texts to the last; years without a use too.

    Args:
        found: uses by document.
        texts: documents whose own words the archive has, by year.
        characters: how many characters those are, by year.
    """
    using: dict[int, int] = defaultdict(int)
    times: dict[int, int] = defaultdict(int)
    for group in found:
        if group.date:
            using[group.date.year] += 1
            times[group.date.year] += len(group.mentions)
    years = range(min(texts), max(texts) + 1) if texts else ()
    return [
        Year(year, using[year], times[year], len(texts.get(year, ())), characters.get(year, 0))
        for year in years
    ]
