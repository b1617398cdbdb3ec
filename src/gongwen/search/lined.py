"""What of a text each part of its tree is made of: the lines in which the part's first characters stand.

No string goes across the end of a line, so a part of the tree is the same as long as those lines are, their records
and where in these they stand: an edit leaves most parts of a large tree alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from gongwen.search.trie import Codes

DIGEST = 16
"""Bytes of a line's digest."""
_AT_ONCE = 64
"""Ranges that are told apart in one pass, a bit each."""
_CHUNK = 1 << 21
"""Codes that are looked at together, about: what is noted of each is eight bytes."""


class Lined:
    """A text by its lines.

    Args:
        codes: the text; the code before the first line counts as a line of its own.
        spans: how many codes each line has, with the one behind it.
        bits: where in its record each line stands.
        lengths: how many codes each record has.
        digests: of the codes of the lines, one behind the other.
    """

    def __init__(
        self,
        codes: Codes,
        spans: Sequence[int],
        bits: bytes | bytearray,
        lengths: Sequence[int],
        digests: bytes | bytearray,
    ) -> None:
        self._codes = codes
        self._starts = np.cumsum(spans) - np.asarray(spans)
        ends = np.cumsum(lengths)
        self._lines = np.zeros(len(spans), dtype=[("digest", f"V{DIGEST}"), ("record", "<u4"), ("bit", "u1")])
        self._lines["digest"] = np.frombuffer(digests, dtype=f"V{DIGEST}")
        self._lines["record"] = np.searchsorted(ends, self._starts, side="right")
        self._lines["bit"] = np.frombuffer(bits, dtype=np.uint8)

    def keys(self, ranges: Sequence[tuple[int, int]]) -> Iterator[str]:
        """For each range of codes, the first and the last of it, a digest of the lines that have any of them."""
        for first in range(0, len(ranges), _AT_ONCE):
            some = ranges[first : first + _AT_ONCE]
            has = self._has(some)
            for number, codes in enumerate(some):
                own = self._lines[(has >> np.uint64(number)) & np.uint64(1) != 0]
                yield hashlib.sha256(repr(codes).encode() + own.tobytes()).hexdigest()

    def _has(self, ranges: Sequence[tuple[int, int]]) -> NDArray[np.uint64]:
        """For each line, a bit for each range of which it has a code."""
        bit_of = np.zeros(1 << 16, np.uint64)
        for number, (low, high) in enumerate(ranges):
            bit_of[low : high + 1] = 1 << number
        found = np.zeros(len(self._starts), np.uint64)
        wanted = np.arange(_CHUNK, len(self._codes), _CHUNK)
        # Chunks end where lines do.
        cuts = np.unique([0, *np.searchsorted(self._starts, wanted), len(self._starts)])
        for low, high in zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True):
            begin = int(self._starts[low])
            end = int(self._starts[high]) if high < len(self._starts) else len(self._codes)
            bits = bit_of[self._codes[begin:end]]
            found[low:high] = np.bitwise_or.reduceat(bits, self._starts[low:high] - begin)
        return found
