"""The lineage of an agency: the bodies before and after it, generation by generation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gongwen.records import Agency
from gongwen.records.archive import Archive

_MOST = 14
"""A family larger than this says nothing as a picture."""


@dataclass(frozen=True, slots=True)
class Node:
    """An agency in the picture, in its generation (0 the oldest) and place in it."""

    agency: Agency
    rank: int
    row: int


def nodes(agency: Agency, archive: Archive) -> list[Node]:
    """The bodies before and after an agency, and those that merged with it or were parted from the same; none alone."""
    before = _reachable([agency.id], "predecessors", archive)
    after = _reachable([agency.id], "successors", archive)
    near = {agency.id, *before, *after}
    near |= {
        other
        for identity in after
        for other in archive.agencies[identity].predecessors
        if other in archive.agencies
    }
    near |= {
        other
        for identity in before
        for other in archive.agencies[identity].successors
        if other in archive.agencies
    }
    if len(near) < 2 or len(near) > _MOST:
        return []
    ranks = _ranks(near, archive)
    found: list[Node] = []
    for rank in range(max(ranks.values()) + 1):
        here = sorted(
            (identity for identity in near if ranks[identity] == rank),
            key=lambda i: (
                i != agency.id and i not in before and i not in after,
                str(archive.agencies[i].founded or "9"),
                i,
            ),
        )
        found += [Node(archive.agencies[identity], rank, row) for row, identity in enumerate(here)]
    return found


def line(agency: Agency, way: str, archive: Archive) -> list[Agency]:
    """All bodies before (``predecessors``) or after (``successors``) an agency, the nearest first."""
    found: list[Agency] = []
    queue = list(getattr(agency, way))
    while queue:
        identity = queue.pop(0)
        other = archive.agencies.get(identity)
        if other is not None and other is not agency and other not in found:
            found.append(other)
            queue += getattr(other, way)
    return found


def _reachable(start: Iterable[str], way: str, archive: Archive) -> set[str]:
    seen: set[str] = set()
    queue = list(start)
    while queue:
        for other in getattr(archive.agencies[queue.pop()], way):
            if other in archive.agencies and other not in seen:
                seen.add(other)
                queue.append(other)
    return seen


def _ranks(near: set[str], archive: Archive) -> dict[str, int]:
    """How many generations lie before each body; a circle in the records doesn't hang."""
    ranks = dict.fromkeys(near, 0)
    for _ in near:
        for identity in near:
            for other in archive.agencies[identity].successors:
                if other in near and ranks[other] <= ranks[identity] < len(near):
                    ranks[other] = ranks[identity] + 1
    # A body without predecessors stands right before what it went into.
    for identity in near:
        following = [ranks[other] for other in archive.agencies[identity].successors if other in near]
        if following and not any(other in near for other in archive.agencies[identity].predecessors):
            ranks[identity] = max(0, min(following) - 1)
    return ranks
