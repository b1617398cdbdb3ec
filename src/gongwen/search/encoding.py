"""Bytes of the index: numbers, texts, names of files.

Files are compressed with deflate (zlib format, RFC 1950), which browsers undo by themselves. A file is named after
its content, so one that hasn't changed keeps its name and stays in readers' caches.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from functools import cache

import numpy as np
from numpy.typing import NDArray

from gongwen.search.folding import singles

LEVEL = 6

_PLACES = (*range(10), *range(11, 32), *range(127, 168))
_PAIRS = 168
"""The first of the bytes that open a pair."""
_BLOCKS = ((0x4E00, 0xA000), (0x80, 0x100), (0x2000, 0x2070), (0x3000, 0x3040), (0xFF00, 0xFFF0))
"""Code points that a pair can name, in the order of the pairs; others are written as their UTF-16 code units."""
_UNIT = 255


def compressed(data: bytes) -> bytes:
    """Data in zlib format."""
    return zlib.compress(data, LEVEL)


def name_of(data: bytes) -> str:
    """A name for a file with this content: eight small letters and digits, since some file systems ignore case."""
    return base64.b32encode(hashlib.blake2b(data, digest_size=5).digest()).decode().lower()


def varints(values: NDArray[np.int64]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Numbers below 2²¹ as one to three bytes each, the low seven bits first; the top bit says that more follow.

    Returns:
        The bytes, and for each number where it begins, with the end of the last at the end.
    """
    sizes = 1 + (values >= 1 << 7) + (values >= 1 << 14)
    ends = np.concatenate([[0], np.cumsum(sizes)])
    begins = ends[:-1]
    found = np.zeros(int(ends[-1]), np.uint8)
    found[begins] = (values & 127) | np.where(sizes > 1, 128, 0)
    more = sizes > 1
    found[begins[more] + 1] = (values[more] >> 7 & 127) | np.where(sizes[more] > 2, 128, 0)
    most = sizes > 2
    found[begins[most] + 2] = values[most] >> 14
    return found, ends


def text_bytes(text: str) -> bytes:
    """Text for the index: ASCII and the most frequent characters in one byte, most others in two.

    About a sixth smaller than UTF-8 once it is compressed.
    """
    return text.translate(_code_page()).encode("latin-1")


def json_bytes(value: object) -> bytes:
    """A value as compressed JSON in the bytes of `text_bytes`."""
    return compressed(text_bytes(json.dumps(value, ensure_ascii=False, separators=(",", ":"))))


class _CodePage(dict[int, str]):
    """Characters as the bytes that stand for them, kept as Latin-1."""

    def __missing__(self, code: int) -> str:
        made = self[code] = self._made(code)
        return made

    @staticmethod
    def _made(code: int) -> str:
        if code == 10 or 32 <= code < 127:
            return chr(code)
        place = 0
        for low, high in _BLOCKS:
            if low <= code < high:
                place += code - low
                return chr(_PAIRS + (place >> 8)) + chr(place & 255)
            place += high - low
        units = chr(code).encode("utf-16-be", "surrogatepass")
        return "".join(chr(_UNIT) + chr(units[at]) + chr(units[at + 1]) for at in range(0, len(units), 2))


@cache
def _code_page() -> _CodePage:
    page = _CodePage()
    page.update({ord(char): chr(byte) for char, byte in zip(singles(), _PLACES, strict=True)})
    return page


def code_page() -> dict[str, object]:
    """What undoes `text_bytes`: the bytes of the frequent characters, where pairs begin, what they name."""
    return {"places": [*_PLACES], "double": _PAIRS, "blocks": [*map(list, _BLOCKS)], "unit": _UNIT}
