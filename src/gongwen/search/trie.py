"""The tree of all strings in a text, cut off where few records are left: the exact part of the search index.

A node stands for a string; it lists the records that contain it. A node that lists more records than a limit has
a child for every character that follows it anywhere, a node that lists fewer has none: what a longer string adds
can then be looked up in the few texts. So the answer to any string, however long, is either a node, and exact, or a
short list of candidates that a reader of texts can decide.

Two kinds of node need no list. One that stands wherever its parent does lists the same. And one that always has
the same characters before it (络文明 behind 网) is sent on to the longer string, where the same records are listed
already; without that, an expression that many documents repeat would be listed once for each of its characters.

Everything is done on arrays, a level of the tree at a time, for one range of first characters after the other, so
memory is bounded by the range and not by the archive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint16]
Numbers = NDArray[np.int64]
Bytes = NDArray[np.uint8]
Flags = NDArray[np.bool_]

END = 0
"""The code that stands before the text and behind every line; no string goes across it."""
LIMITS = (8, 16, 32, 64, 96)
"""A node with more records than one of these is continued; which, depends on how many records there are."""
DEPTH = 24
"""No node stands for a longer string."""
RANGE = 250_000
"""Places in the text that are worked on at once, about: an edit has those of its characters worked on again."""
_COUNTED = 1 << 20
"""Codes that are counted at once."""

SAME, SENT_ON = -1, -2
"""What stands for the number of records of a node without a list."""


@dataclass(frozen=True, slots=True)
class Text:
    """The folded text of many records, as UTF-16 code units.

    Attributes:
        codes: the text, with `END` before it and behind every line.
        records: for each code, the number of the record that it belongs to; never falls.
        places: for each code, a bit that says where in the record it stands.
    """

    codes: Codes
    records: NDArray[np.unsignedinteger[Any]]
    places: Bytes


@dataclass(frozen=True, slots=True)
class Nodes:
    """Nodes in the order of their strings, a string before its continuations.

    Attributes:
        depths: lengths of the strings.
        labels: last code of each.
        steps: label less that of the sibling before; the label itself where there is none.
        counts: how many records each lists, `SAME` where those of its parent, `SENT_ON` where those of a string
            that begins earlier.
        open: whether the node is continued.
        gaps: the records of all nodes, those of the first node first: of a string of one code, numbers of records,
            otherwise places in the list of the parent; each less the one before it and less 1.
        masks: beside each gap, in which places of the record the string stands.
        lefts: for each node sent on, in order, what always stands before its string.
    """

    depths: Bytes
    labels: Codes
    steps: Numbers
    counts: Numbers
    open: Flags
    gaps: Numbers
    masks: Bytes
    lefts: tuple[bytes, ...]


def ranges(codes: Codes, size: int = RANGE) -> list[tuple[int, int]]:
    """The first characters of all strings in ranges: the first and the last code of each, in their order.

    Args:
        codes: of the text that is indexed.
        size: about how many places of the text a range has.
    """
    frequencies = np.zeros(1 << 16, np.int64)
    for start in range(0, len(codes), _COUNTED):  # as eight bytes each, which of a whole text is a lot
        frequencies += np.bincount(codes[start : start + _COUNTED], minlength=1 << 16)
    frequencies[END] = 0
    used = np.flatnonzero(frequencies)
    found, first, taken = [], 0, 0
    for index, code in enumerate(used):
        taken += int(frequencies[code])
        if taken >= size or index == len(used) - 1:
            found.append((int(used[first]), int(code)))
            first, taken = index + 1, 0
    return found


def tree(text: Text, codes: tuple[int, int], *, limit: int = LIMITS[-1], depth: int = DEPTH) -> Nodes:
    """The part of the tree for a range of first characters.

    Args:
        text: what to index.
        codes: the first and the last of the range.
        limit: nodes with more records are continued.
        depth: greatest length of a node's string.
    """
    at = np.flatnonzero((text.codes >= codes[0]) & (text.codes <= codes[1]))
    return tree_at(text, at, limit=limit, depth=depth)


def trees(text: Text, *, limit: int = LIMITS[-1], depth: int = DEPTH, size: int = RANGE) -> Iterator[Nodes]:
    """The whole tree in parts, each for a range of first characters, in their order; see `ranges` and `tree`."""
    for codes in ranges(text.codes, size):
        yield tree(text, codes, limit=limit, depth=depth)


@dataclass(slots=True)
class _Level:
    """Nodes of one length, in the order of their strings; `slots` is where each begins among the sorted places."""

    slots: Numbers
    labels: Codes
    steps: Numbers
    counts: Numbers
    open: Flags
    gaps: Numbers
    masks: Bytes
    lefts: dict[int, bytes] = field(default_factory=dict)


@dataclass(slots=True)
class _Places:
    """Places of the text where strings of one length end, sorted by string, then by place.

    Attributes:
        at: where in the text the string begins.
        slots: their numbers in the order of all strings.
        nodes: the node that the string belongs to.
        ordinals: where in that node's list its record is.
    """

    at: Numbers
    slots: Numbers
    nodes: Numbers
    ordinals: Numbers

    def only(self, wanted: Flags) -> _Places:
        return _Places(self.at[wanted], self.slots[wanted], self.nodes[wanted], self.ordinals[wanted])


def apart(codes: Codes, ranges: Sequence[tuple[int, int]]) -> Callable[[int], Numbers]:
    """Where in a text the codes of ranges stand: by the number of the range, the places in the order of the text."""
    kind = np.min_scalar_type(len(ranges))
    table = np.full(1 << 16, len(ranges), kind)
    for number, (low, high) in enumerate(ranges):
        table[low : high + 1] = number
    numbers = table[codes]
    return lambda number: np.flatnonzero(numbers == kind.type(number))


def tree_at(text: Text, at: Numbers, *, limit: int = LIMITS[-1], depth: int = DEPTH) -> Nodes:
    """The nodes below the codes that stand at the places `at`, which are in the order of the text."""
    levels: list[_Level] = []
    none = np.zeros(len(at), np.int64)
    places = _Places(at, np.arange(len(at)), none, text.records[at].astype(np.int64))
    totals = np.array([-1])
    for length in range(1, depth + 1):
        codes = text.codes[places.at + (length - 1)]
        order = _sorted(places.nodes, codes)
        codes = codes[order]
        # Slots stay where they are: what is sorted stays within the slots of its parent.
        places = _Places(places.at[order], places.slots, places.nodes[order], places.ordinals[order])
        going = codes != END
        codes, places = codes[going], places.only(going)
        if not len(codes):
            break
        level, places, totals = _level(text, codes, places, totals, limit, room=depth - length)
        levels.append(level)
        if not level.open.any():
            break
        places = places.only(level.open[places.nodes])
        places.nodes = (np.cumsum(level.open) - 1)[places.nodes]
        totals = totals[level.open]
    return _joined(levels)


def _sorted(nodes: Numbers, codes: Codes) -> Numbers:
    """The order by node, code and present place."""
    if len(codes) >= 1 << 24 or int(nodes[-1]) >= 1 << 23:
        return np.lexsort((codes, nodes))
    keys = nodes << 40 | codes.astype(np.int64) << 24
    keys += np.arange(len(codes))
    keys.sort()
    return keys & ((1 << 24) - 1)


def _level(
    text: Text, codes: Codes, places: _Places, totals: Numbers, limit: int, *, room: int
) -> tuple[_Level, _Places, Numbers]:
    """The nodes of one length, their places, and how many each has.

    Args:
        text: the text.
        codes: last code of the string at each place.
        places: sorted places, with the nodes and ordinals of the length before.
        totals: how many places those nodes have.
        limit: nodes with more records are continued.
        room: how much longer strings may get.
    """
    fresh = np.ones(len(codes), bool)
    fresh[1:] = (codes[1:] != codes[:-1]) | (places.nodes[1:] != places.nodes[:-1])
    starts = np.flatnonzero(fresh)
    nodes = np.cumsum(fresh) - 1
    listed = fresh.copy()
    listed[1:] |= places.ordinals[1:] != places.ordinals[:-1]
    pairs = np.flatnonzero(listed)
    rank = np.cumsum(listed) - 1
    first = rank[starts]
    counts = np.diff(first, append=len(pairs))
    there = places.ordinals[pairs]
    gaps = np.diff(there, prepend=0) - 1
    gaps[first] = there[first]
    masks = np.bitwise_or.reduceat(text.places[places.at], pairs)
    sizes = np.diff(starts, append=len(codes))
    labels, above = codes[starts], places.nodes[starts]
    steps = labels.astype(np.int64)
    siblings = above[1:] == above[:-1]
    steps[1:][siblings] -= labels[:-1].astype(np.int64)[siblings]
    continued = (counts > limit) & (room > 0)
    lefts = _always_before(text, places.at, starts, np.flatnonzero(counts > limit), room)
    sent_on = np.zeros(len(starts), bool)
    sent_on[list(lefts)] = True
    stated = np.where(sizes == totals[above], SAME, counts)
    stated[sent_on] = SENT_ON
    kept = np.repeat(stated > 0, counts)
    level = _Level(
        places.slots[starts], labels, steps, stated, continued & ~sent_on, gaps[kept], masks[kept], lefts
    )
    return level, _Places(places.at, places.slots, nodes, rank - first[nodes]), sizes


def _always_before(text: Text, at: Numbers, starts: Numbers, wanted: Numbers, room: int) -> dict[int, bytes]:
    """For those of the wanted nodes whose every place has the same codes before it: these codes, UTF-16-LE.

    All of them, so that the longer string is sent on no further; nodes with more than `room` of them, deep inside
    a long passage that is repeated, are left out: the string with all of that before it would be no node.
    """
    found: dict[int, bytes] = {}
    ends = np.append(starts[1:], len(at))
    for back in range(1, room + 2):
        if not len(wanted):
            break
        sizes = ends[wanted] - starts[wanted]
        begins = np.cumsum(sizes) - sizes
        spread = np.repeat(starts[wanted] - begins, sizes) + np.arange(int(sizes.sum()))
        before = text.codes[np.maximum(at[spread] - back, 0)]
        low = np.minimum.reduceat(before, begins)
        alike = (low == np.maximum.reduceat(before, begins)) & (low != END)
        wanted = wanted[alike]
        for node, code in zip(wanted.tolist(), low[alike].tolist(), strict=True):
            found[node] = code.to_bytes(2, "little") + found.get(node, b"")
    for node in wanted.tolist():
        found.pop(node, None)
    return found


def _joined(levels: list[_Level]) -> Nodes:
    """The nodes of all levels in the order of their strings."""
    depths = np.repeat(np.arange(1, len(levels) + 1), [len(level.slots) for level in levels])
    counts = np.concatenate([level.counts for level in levels])
    order = np.argsort(np.concatenate([level.slots for level in levels]) * 32 + depths)
    # The lists move with their nodes: where each list begins among those of all levels, and where it will.
    sizes = np.maximum(counts, 0)
    begins = np.cumsum(sizes) - sizes
    moved = sizes[order]
    gather = np.repeat(begins[order] - (np.cumsum(moved) - moved), moved) + np.arange(int(moved.sum()))
    offset, lefts = 0, dict[int, bytes]()
    for level in levels:
        lefts |= {offset + node: left for node, left in level.lefts.items()}
        offset += len(level.slots)
    return Nodes(
        depths[order].astype(np.uint8),
        np.concatenate([level.labels for level in levels])[order],
        np.concatenate([level.steps for level in levels])[order],
        counts[order],
        np.concatenate([level.open for level in levels])[order],
        np.concatenate([level.gaps for level in levels])[gather],
        np.concatenate([level.masks for level in levels])[gather],
        tuple(lefts[int(node)] for node in order[counts[order] == SENT_ON]),
    )
