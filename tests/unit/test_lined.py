"""Which parts of the search's tree an edit leaves alone: those whose characters stand in no line that changed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
import pytest

from gongwen.search import lined, trie
from gongwen.search.lined import DIGEST, Lined

RANGES = [(ord("a"), ord("b")), (ord("c"), ord("d")), (ord("e"), ord("z"))]


def keys(
    records: Sequence[Sequence[tuple[str, int]]], ranges: Sequence[tuple[int, int]] = RANGES
) -> list[str]:
    codes, spans, bits, lengths, digests = bytearray(2), [1], bytearray(1), [], bytearray(DIGEST)
    for record in records:
        before = len(codes) if lengths else 0
        for text, bit in record:
            data = text.encode("utf-16-le") + b"\0\0"
            codes += data
            spans.append(len(data) // 2)
            bits.append(bit)
            digests += hashlib.blake2b(data, digest_size=DIGEST).digest()
        lengths.append((len(codes) - before) // 2)
    return [*Lined(np.frombuffer(codes, "<u2"), spans, bits, lengths, digests).keys(ranges)]


BEFORE = [[("ab", 1), ("ce", 4)], [("ac", 4), ("e", 8)]]


@pytest.mark.parametrize(
    ("after", "changed"),
    [
        (BEFORE, [False, False, False]),
        ([[("ab", 1), ("cf", 4)], BEFORE[1]], [False, True, True]),
        ([[("ab", 1), ("ce", 8)], BEFORE[1]], [False, True, True]),
        ([[("ab", 1), ("ce", 4), ("b", 4)], BEFORE[1]], [True, False, False]),
        ([BEFORE[0], [("e", 8), ("ac", 4)]], [False, False, False]),
        ([BEFORE[0], [("c", 4), ("e", 8)]], [True, True, False]),
        ([BEFORE[0], [("e", 8)], [("ac", 4)]], [True, True, False]),
        ([[("x", 1)], *BEFORE], [True, True, True]),
    ],
    ids=[
        "nothing",
        "a line",
        "its place",
        "one more",
        "their order",
        "a shorter one",
        "its record",
        "a record",
    ],
)
def test_a_key_says_all_of_the_lines_that_have_a_character(
    after: list[list[tuple[str, int]]], changed: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    for chunk in (1, 3, 1 << 21):
        monkeypatch.setattr(lined, "_CHUNK", chunk)
        assert [a != b for a, b in zip(keys(BEFORE), keys(after), strict=True)] == changed


def test_more_ranges_than_are_told_apart_in_one_pass() -> None:
    many = [(code, code) for code in range(97, 97 + 100)]
    before, after = (
        keys(BEFORE, many),
        keys([[("ab", 1), ("ce", 4)], [("ac", 4), ("e", 8), ("\u00c0", 8)]], many),
    )
    assert [number for number in range(100) if before[number] != after[number]] == [0xC0 - 97]


def test_a_key_says_the_range() -> None:
    one, other = keys(BEFORE, [(97, 98)]), keys(BEFORE, [(97, 97)])
    assert one != other


def test_ranges_are_the_same_however_many_codes_are_counted_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    codes = np.frombuffer("一二三一二一甲乙甲\0".encode("utf-16-le"), "<u2")
    whole = trie.ranges(codes, 3)
    assert [(chr(low), chr(high)) for low, high in whole] == [("一", "一"), ("三", "二"), ("甲", "甲")]
    monkeypatch.setattr(trie, "_COUNTED", 4)
    assert trie.ranges(codes, 3) == whole
