"""Long runs of characters that several texts share: the sign of a sentence taken over and not written.

Names and titles are facts that recur; so are numbers and what is quoted as somebody's words. They are left out
before looking.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import ahocorasick_rs

LENGTH = 25
"""Characters in a row that nobody writes twice by chance."""

_BLOCK = (LENGTH + 1) // 2
"""Wherever a run of `LENGTH` begins, a whole block of this length that begins at a multiple of it lies inside."""

_FACTS = re.compile(r"《[^《》]{2,60}》|“[^“”]*”|[\d年月日至、第号令]{6,}")


@dataclass(frozen=True, slots=True)
class Shared:
    """A run that stands in two texts.

    Attributes:
        one: the name of the text that comes later.
        other: the name of the text before.
        run: the characters.
    """

    one: str
    other: str
    run: str


class Pieces:
    """Cuts texts into what is between names and other facts.

    Args:
        names: names and titles that may recur; those under four characters break no run.
    """

    def __init__(self, names: Iterable[str]) -> None:
        patterns = sorted({name for name in names if len(name) >= 4})
        self._names = ahocorasick_rs.AhoCorasick(
            patterns or ["\uffff"], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )

    def of(self, text: str) -> list[str]:
        """The pieces of a text that are long enough to hold a run."""
        kept, end = [], 0
        for _, start, stop in self._names.find_matches_as_indexes(text):
            kept.append(text[end:start])
            end = stop
        rest = _FACTS.sub("\n", "\n".join([*kept, text[end:]]))
        return [piece for piece in rest.split("\n") if len(piece) >= LENGTH]


def shared_runs(texts: Mapping[str, Iterable[str]]) -> Iterator[Shared]:
    """The first run of each two texts that share one; texts are given by name, in pieces.

    The work grows with the length of the texts, not with the number of pairs. Runs in Latin letters alone don't
    count: names in English are many, and the prose is Chinese.
    """
    pieces = {name: list(given) for name, given in texts.items()}
    blocks: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for name, given in pieces.items():
        seen = set()
        for piece in given:
            for at in range(len(piece) - _BLOCK + 1):
                for other, text, place in blocks.get(piece[at : at + _BLOCK], ()):
                    if other not in seen and (run := _around(piece, at, text, place)):
                        seen.add(other)
                        yield Shared(name, other, run)
        for piece in given:
            for at in range(0, len(piece) - _BLOCK + 1, _BLOCK):
                block = piece[at : at + _BLOCK]
                if not block.isascii():
                    blocks[block].append((name, piece, at))


def _around(piece: str, at: int, text: str, place: int) -> str | None:
    """The run around a block that stands in both; None where it is too short."""
    left = 0
    while left < min(at, place) and piece[at - left - 1] == text[place - left - 1]:
        left += 1
    right = _BLOCK
    while right < min(len(piece) - at, len(text) - place) and piece[at + right] == text[place + right]:
        right += 1
    return piece[at - left : at + right] if left + right >= LENGTH else None
