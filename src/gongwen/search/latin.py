"""Words in Latin letters, each with the records that have it: what is asked in such letters is found where words begin.

In a string of folded text nobody can tell any more where words begin (CAC would stand in “Public Access”), so these
have a list of their own, in a file for each first letter:

    [words, in order, with spaces between; for each word: gap, mask, gap, mask …]

A gap leads from the record before to the next, less 1; a mask says where in the record the word stands, as in the tree.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from gongwen.search.encoding import compressed
from gongwen.text.fold import fold

_LETTER = "A-Za-zＡ-Ｚａ-ｚ"
_WORD = re.compile(rf"[{_LETTER}]+(?:[-'’.‐‑][{_LETTER}]+)*")
_JOINT = re.compile(r"[^a-z]")


def words(text: str) -> Iterator[str]:
    """The words of a text in small letters; of what hyphens and points join, each part and it with all that follows.

    >>> [*words("CAC的E-mail")]
    ['cac', 'e', 'email', 'mail']
    """
    for found in _WORD.finditer(text):
        parts = _JOINT.split(fold(found[0]))
        for index, part in enumerate(parts):
            yield part
            if index < len(parts) - 1:
                yield "".join(parts[index:])


class Words:
    """Gathers the words of records, one record after the other."""

    def __init__(self) -> None:
        self._lists: dict[str, list[int]] = {}
        self._last: dict[str, int] = {}

    def add(self, record: int, lines: Iterable[tuple[str, int]]) -> None:
        """The next record: its lines, each with the bit of its place."""
        found: dict[str, int] = {}
        for text, bit in lines:
            for word in words(text):
                found[word] = found.get(word, 0) | bit
        for word, mask in found.items():
            self._lists.setdefault(word, []).extend((record - self._last.get(word, -1) - 1, mask))
            self._last[word] = record

    def files(self) -> Iterator[tuple[str, bytes]]:
        """First letters, and the file of each."""
        letters: dict[str, list[str]] = {}
        for word in sorted(self._lists):
            letters.setdefault(word[0], []).append(word)
        for letter, own in letters.items():
            data = [" ".join(own), *(self._lists[word] for word in own)]
            yield letter, compressed(json.dumps(data, separators=(",", ":")).encode())
