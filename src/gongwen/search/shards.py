"""The tree in pieces: files of some ten kilobytes, each a run of nodes in the order of their strings.

A piece opens with the nodes above its first one (strings that it continues), since lists are places in the list
above. The routes say with which string each piece begins, so a reader knows which piece to take for a string.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from gongwen.search.encoding import compressed, varints
from gongwen.search.trie import SAME, SENT_ON, Bytes, Flags, Nodes, Numbers

SIZE = 44_000
"""Bytes of a piece before compression, about: a search takes a few, and the catalogue lists them all."""
WEIGHTY = 3
"""The bits of a mask for title and headings; where else a rare string stands, its few texts tell."""
_SLACK = 1.4
"""How much larger a piece may get for beginning with a short string."""
_SHORT = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of the index.

    Attributes:
        key: the string of its first own node.
        data: the compressed bytes.
    """

    key: str
    data: bytes


def pieces(trees: Iterable[Nodes], *, size: int = SIZE) -> Iterator[Piece]:
    """Cut trees into pieces, in the order of their strings.

    The bytes of a piece, all numbers little-endian: how many nodes stand above its first own one, and how many there
    are in all (4 bytes each); the lengths in bytes of the streams after the first (4 bytes each); then the streams:

    1. depths, a byte a node;
    2. steps, a number each (see `varints`): the label less that of the sibling before, or the label;
    3. counts, a number each: 0 as the parent, 1 sent on, else how many records, plus 1;
    4. gaps of the lists, those of the first node first;
    5. masks of nodes that are continued, a byte for each record listed;
    6. masks of nodes that aren't, of which only the places that weigh more are told (`WEIGHTY`);
    7. for each node sent on, how many codes stand before it, and the codes, 2 bytes each.

    Nodes above the first own one have no masks.
    """
    for nodes in trees:
        yield from _pieces(nodes, size)


@dataclass(frozen=True, slots=True)
class _Streams:
    """A tree's streams with the place where each node's part begins."""

    depths: Bytes
    steps: Bytes
    step_ends: Numbers
    counts: Bytes
    count_ends: Numbers
    gaps: Bytes
    gap_ends: Numbers
    list_ends: Numbers
    sent_on: Numbers


def _pieces(nodes: Nodes, size: int) -> Iterator[Piece]:
    sizes = np.maximum(nodes.counts, 0)
    list_ends = np.concatenate([[0], np.cumsum(sizes)])
    steps, step_ends = varints(nodes.steps)
    counts, count_ends = varints(
        np.where(nodes.counts == SAME, 0, np.where(nodes.counts == SENT_ON, 1, nodes.counts + 1))
    )
    gaps, gap_ends = varints(nodes.gaps)
    sent_on = np.concatenate([[0], np.cumsum(nodes.counts == SENT_ON)])
    streams = _Streams(
        nodes.depths, steps, step_ends, counts, count_ends, gaps, gap_ends[list_ends], list_ends, sent_on
    )
    weight = np.arange(len(sizes) + 1) + step_ends + count_ends + gap_ends[list_ends] + list_ends
    by_depth = [np.flatnonzero(nodes.depths == depth) for depth in range(int(nodes.depths.max()) + 1)]
    continued = np.repeat(nodes.open, sizes)
    begin = 0
    while begin < len(sizes):
        end = _end(nodes, weight, begin, size)
        above = _above(nodes, by_depth, begin)
        yield Piece(
            "".join(chr(int(nodes.labels[node])) for node in (*above, begin)),
            compressed(_encoded(nodes, streams, continued, above, begin, end)),
        )
        begin = end


def _end(nodes: Nodes, weight: Numbers, begin: int, size: int) -> int:
    """Where a piece that begins at a node ends: at its size, or a little later before a short string."""
    least = max(begin + 1, int(np.searchsorted(weight, weight[begin] + size)))
    most = int(np.searchsorted(weight, weight[begin] + size * _SLACK))
    if least >= len(nodes.depths):
        return len(nodes.depths)
    # A node that lists what its parent does can't come first: there its parent would be without masks.
    listing = nodes.counts[least:] != SAME
    short = np.flatnonzero((nodes.depths[least:most] <= _SHORT) & listing[: most - least])
    if len(short):
        return least + int(short[0])
    return least + int(np.argmax(listing)) if listing.any() else len(nodes.depths)


def _above(nodes: Nodes, by_depth: list[Numbers], node: int) -> list[int]:
    """The nodes whose strings a node's string continues, the shortest first."""
    return [
        int(by_depth[depth][np.searchsorted(by_depth[depth], node) - 1])
        for depth in range(1, int(nodes.depths[node]))
    ]


def _encoded(nodes: Nodes, s: _Streams, continued: Flags, above: list[int], begin: int, end: int) -> bytes:
    # The nodes above and the first own one have no sibling before them here: their labels stand whole.
    whole, _ = varints(nodes.labels[[*above, begin]].astype(np.int64))
    steps = whole.tobytes() + s.steps[s.step_ends[begin + 1] : s.step_ends[end]].tobytes()
    counts = b"".join(s.counts[s.count_ends[n] : s.count_ends[n + 1]].tobytes() for n in above)
    counts += s.counts[s.count_ends[begin] : s.count_ends[end]].tobytes()
    gaps = b"".join(s.gaps[s.gap_ends[n] : s.gap_ends[n + 1]].tobytes() for n in above)
    gaps += s.gaps[s.gap_ends[begin] : s.gap_ends[end]].tobytes()
    lists = slice(int(s.list_ends[begin]), int(s.list_ends[end]))
    masks, inner = nodes.masks[lists], continued[lists]
    lefts = b"".join(
        (len(left) // 2).to_bytes(1, "little") + left
        for left in nodes.lefts[int(s.sent_on[begin]) : int(s.sent_on[end])]
    )
    streams = (steps, counts, gaps, masks[inner].tobytes(), (masks[~inner] & WEIGHTY).tobytes(), lefts)
    depths = s.depths[[*above]].tobytes() + s.depths[begin:end].tobytes()
    numbers = (len(above), len(above) + end - begin, *map(len, streams))
    return b"".join((*(n.to_bytes(4, "little") for n in numbers), depths, *streams))
