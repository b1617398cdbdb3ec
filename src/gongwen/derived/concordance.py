"""Concordances: the mentions of a record by document, and how often it is used year by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gongwen.derived.occurrences import Occurrence
from gongwen.records import Document


@dataclass(frozen=True, slots=True)
class Group:
    """The mentions of one record in one document, in the order of the text."""

    document: Document
    mentions: tuple[Occurrence, ...]


def groups(occurrences: Iterable[Occurrence]) -> tuple[Group, ...]:
    """Mentions by document, in time order as they come."""
    found: dict[str, list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        found[occurrence.document.id].append(occurrence)
    return tuple(Group(mentions[0].document, tuple(mentions)) for mentions in found.values())


def per_year(
    found: Sequence[Group], documents: Mapping[int, int], characters: Mapping[int, int]
) -> list[tuple[int, int, int, int, int]]:
    """Uses by year: (year, documents with the word, times, all documents, all characters)."""
    using: dict[int, int] = defaultdict(int)
    times: dict[int, int] = defaultdict(int)
    for group in found:
        if group.document.year:
            using[group.document.year] += 1
            times[group.document.year] += len(group.mentions)
    return [
        (year, using[year], times[year], documents.get(year, 0), characters.get(year, 0))
        for year in sorted(using)
    ]
