"""Names in sentences and passages whose expectations were written before the code ran.

The files whose names end in ``blind`` were written by someone who has seen the records but not the code. A
line holds a text, what is known of its document, and every mention that a careful reader would mark.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frozen import frozen
from gongwen.names.matcher import Context, Matcher, Mention
from gongwen.records.edtf import Edtf
from support import REPOSITORY as ROOT

SETS = ROOT / "tests" / "names"
KINDS = ("agency", "campaign", "term")
Key = tuple[str, str, str | None, tuple[str, ...], bool]


@cache
def matcher() -> Matcher:
    return Matcher(frozen())


def cases(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def found(case: dict[str, Any]) -> Counter[Key]:
    context = Context(
        Edtf(case["date"]) if case["date"] else None, case["place"], tuple(case.get("issuers", ()))
    )
    mentions = [m for m in matcher().find(case["text"], context) if m.kind in case["kinds"]]
    return Counter((m.text, m.kind, m.id, tuple(sorted(m.candidates)), m.cited) for m in mentions)


def expected(case: dict[str, Any]) -> Counter[Key]:
    return Counter(
        (e["text"], e["kind"], e["id"], tuple(sorted(e["candidates"])), e["cited"])
        for e in case["expect"]
        if e["kind"] in case["kinds"]
    )


@pytest.mark.parametrize("path", sorted(SETS.glob("*.jsonl")), ids=lambda path: path.stem)
@pytest.mark.parametrize("kind", KINDS)
def test_precision_and_recall(path: Path, kind: str) -> None:
    right = wrong = missed = 0
    examples: list[str] = []
    for case in cases(path):
        got, want = found(case), expected(case)
        surplus = [key for key in (got - want).elements() if key[1] == kind]
        lacking = [key for key in (want - got).elements() if key[1] == kind]
        right += sum(n for key, n in (got & want).items() if key[1] == kind)
        wrong += len(surplus)
        missed += len(lacking)
        if surplus or lacking:
            examples.append(f"{case['text']}\n  found {surplus}\n  expected {lacking}")
    if right + wrong + missed == 0:
        pytest.skip(f"no {kind} in {path.name}")
    report = "\n".join(examples)
    assert right >= 0.98 * (right + wrong), report
    assert right >= 0.95 * (right + missed), report


def test_sets_are_large_enough_and_half_traps() -> None:
    everything = [case for path in SETS.glob("*.jsonl") for case in cases(path)]
    blind = [case for path in SETS.glob("*_blind.jsonl") for case in cases(path)]
    assert len(everything) >= 150
    assert len(blind) >= len(everything) / 2
    for case in everything:
        position = 0
        for expectation in case["expect"]:
            position = case["text"].find(expectation["text"], position)
            assert position >= 0, (case["text"], expectation["text"])
            position += 1


_NAMES = sorted({e["text"] for path in SETS.glob("*.jsonl") for case in cases(path) for e in case["expect"]})
_PIECES = st.one_of(
    st.sampled_from(_NAMES),
    st.sampled_from(
        ["。", "，", "、", "“", "”", "《", "》", "\n", "\r\n", "　", "2023年", "部门", "我部", "办公厅", "省"]
    ),
    st.text(max_size=6),
)


@given(st.lists(_PIECES, max_size=20).map("".join))
def test_any_text_gives_ordered_mentions_that_stand_in_it(text: str) -> None:
    mentions = matcher().find(text, Context(Edtf("2015"), "河南省洛阳市", ("mii",)))
    position = 0
    for mention in mentions:
        assert position <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        assert (mention.id is None) == bool(mention.candidates)
        position = mention.end


@given(st.lists(_PIECES, max_size=12).map("".join))
def test_what_comes_after_a_full_stop_and_a_blank_line_changes_nothing(text: str) -> None:
    def core(mentions: tuple[Mention, ...]) -> list[tuple[int, int]]:
        return [(m.start, m.end) for m in mentions]

    alone = matcher().find(text.replace("《", "") + "。\n\n")
    longer = matcher().find(text.replace("《", "") + "。\n\n此后再无别的名称。")
    assert core(alone) == core(longer)[: len(alone)]
