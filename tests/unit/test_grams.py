"""The tree of strings against its definition, on texts of few letters, where strings repeat."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gongwen.search.shards import pieces
from gongwen.search.trie import END, SAME, SENT_ON, Nodes, Text, trees

Records = list[list[str]]
records = st.lists(
    st.lists(st.text("abcd", min_size=1, max_size=12), min_size=1, max_size=3), min_size=1, max_size=12
)


def text_of(found: Records) -> Text:
    codes, numbers, places = [END], [0], [0]
    for number, lines in enumerate(found):
        for place, line in enumerate(lines):
            codes += [*map(ord, line), END]
            numbers += [number] * (len(line) + 1)
            places += [1 << place] * (len(line) + 1)
    return Text(np.array(codes, np.uint16), np.array(numbers, np.uint32), np.array(places, np.uint8))


def listed(nodes: Nodes) -> dict[str, tuple[list[int], list[int], bool] | str]:
    """What each string's node says: records, masks and whether it is continued, or what always stands before it."""
    found: dict[str, tuple[list[int], list[int], bool] | str] = {}
    path: list[tuple[int, list[int], list[int]]] = []
    at, lefts = 0, iter(nodes.lefts)
    for depth, label, step, count, going in zip(
        nodes.depths.tolist(), nodes.labels.tolist(), nodes.steps.tolist(), nodes.counts.tolist(), nodes.open.tolist(), strict=True
    ):  # fmt: skip
        siblings = [
            key
            for key in found
            if len(key) == depth and key[:-1] == "".join(chr(p[0]) for p in path[: depth - 1])
        ]
        assert step == (label - ord(max(siblings)[-1]) if siblings else label)
        del path[depth - 1 :]
        string = "".join(chr(part[0]) for part in path) + chr(label)
        if count == SENT_ON:
            found[string] = next(lefts).decode("utf-16-le")
            path.append((label, [], []))
            continue
        if count == SAME:
            own, masks = path[-1][1:]
        else:
            place, own, masks = -1, [], nodes.masks[at : at + count].tolist()
            for gap in nodes.gaps[at : at + count].tolist():
                place += gap + 1
                own.append(path[-1][1][place] if path else place)
            at += count
        path.append((label, own, masks))
        found[string] = (own, masks, going)
    assert at == len(nodes.gaps) == len(nodes.masks)
    return found


def whole(
    found: Records, limit: int, depth: int, size: int
) -> dict[str, tuple[list[int], list[int], bool] | str]:
    parts = [listed(nodes) for nodes in trees(text_of(found), limit=limit, depth=depth, size=size)]
    keys = [key for part in parts for key in part]
    assert keys == sorted(set(keys))
    return {key: value for part in parts for key, value in part.items()}


def standing(found: Records, string: str) -> list[tuple[int, int]]:
    return [
        (number, sum(1 << place for place, line in enumerate(lines) if string in line))
        for number, lines in enumerate(found)
        if any(string in line for line in lines)
    ]


@given(records, st.integers(1, 4), st.integers(1, 6), st.integers(1, 40))
def test_every_node_lists_the_records_with_its_string(
    found: Records, limit: int, depth: int, size: int
) -> None:
    tree = whole(found, limit, depth, size)
    for string, node in tree.items():
        there = standing(found, string)
        assert there
        if isinstance(node, str):
            assert len(there) > limit
            occurrences = sum(
                line.startswith(string, at) for lines in found for line in lines for at in range(len(line))
            )
            longer = sum(
                line.startswith(node + string, at)
                for lines in found
                for line in lines
                for at in range(len(line))
            )
            assert longer == occurrences
        else:
            assert node[0] == [number for number, _ in there]
            assert node[1] == [mask for _, mask in there] or any(
                isinstance(tree.get(string[:end]), tuple) and tree[string[:end]][1] == node[1]
                for end in range(1, len(string))
            )
            assert node[2] == (len(there) > limit and len(string) < depth)


@given(records, st.integers(1, 4), st.integers(1, 6))
def test_every_string_ends_at_a_node_or_a_short_list(found: Records, limit: int, depth: int) -> None:
    """The claim on which exact search rests."""
    tree = whole(found, limit, depth, 1000)
    strings = {
        line[a:b]
        for lines in found
        for line in lines
        for a in range(len(line))
        for b in range(a + 1, len(line) + 1)
    }
    for string in strings:
        for end in range(1, len(string) + 1):
            node = tree[string[:end]]
            if isinstance(node, str):
                assert node
                break
            if not node[2]:
                assert len(node[0]) <= limit or end == depth
                break
    absent = {a + b for a in "abcd" for b in "abcd"} - strings
    assert not absent & tree.keys()


@given(records, st.integers(1, 3), st.integers(1, 60))
def test_pieces_cut_the_tree_anywhere(found: Records, limit: int, size: int) -> None:
    made = [*pieces(trees(text_of(found), limit=limit, depth=6, size=1000), size=size)]
    keys = [piece.key for piece in made]
    assert keys == sorted(set(keys))
    again = [*pieces(trees(text_of(found), limit=limit, depth=6, size=7), size=size)]
    assert [piece.key for piece in again][:1] == keys[:1]


def test_an_expression_is_listed_once() -> None:
    """What stands inside a repeated expression is sent on to its beginning."""
    found = [["xx甲乙丙丁" + chr(0x4E00 + number)] for number in range(6)]
    tree = whole(found, 2, 8, 1000)
    assert tree["丙"] == "xx甲乙"
    assert tree["甲"] == "xx"
    assert isinstance(tree["xx"], tuple)
    assert "丙丁" not in tree
