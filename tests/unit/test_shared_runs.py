"""Shared runs are those that going through every pair of texts would find."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongwen.records.shared_runs import LENGTH, Pieces, shared_runs

LONG = "上述单位应当在规定的期限内把整改的结果逐级报送并且同时向社会公开说明原因"


def plainly(texts: dict[str, list[str]]) -> set[tuple[str, str]]:
    """Pairs of texts that share a run, found as the definition says."""
    runs = {
        name: {p[i : i + LENGTH] for p in given for i in range(len(p) - LENGTH + 1)}
        for name, given in texts.items()
    }
    names = list(runs)
    return {
        (later, earlier)
        for at, later in enumerate(names)
        for earlier in names[:at]
        if runs[later] & runs[earlier]
    }


@given(
    st.lists(
        st.lists(
            st.lists(
                st.sampled_from([LONG[:24], LONG[:25], LONG[3:], LONG[:13], "甲", "乙丙"]), max_size=4
            ).map("".join),
            max_size=3,
        ),
        max_size=5,
    )
)
def test_as_the_definition_says(drawn: list[list[str]]) -> None:
    texts = {str(number): pieces for number, pieces in enumerate(drawn)}
    found = list(shared_runs(texts))
    assert {(shared.one, shared.other) for shared in found} == plainly(texts)
    for shared in found:
        assert len(shared.run) >= LENGTH
        for name in (shared.one, shared.other):
            assert any(shared.run in piece for piece in texts[name])


def test_one_character_less_is_chance() -> None:
    assert [s.run for s in shared_runs({"a": [LONG[:25] + "甲"], "b": ["乙" + LONG[:25]]})] == [LONG[:25]]
    assert not list(shared_runs({"a": [LONG[:24] + "甲"], "b": ["乙" + LONG[:24]]}))


def test_facts_may_recur() -> None:
    pieces = Pieces([LONG[5:20], "部"])
    assert pieces.of(LONG) == []
    assert pieces.of(f"会议说“{LONG}”") == []
    assert pieces.of(f"《{LONG}》") == []
    assert pieces.of("甲" * 20 + LONG) == ["甲" * 20 + LONG[:5]]
    assert pieces.of("短" * 24) == []
    assert not list(
        shared_runs(
            {
                "a": ["a run of Latin letters, long enough to count"] * 2,
                "b": ["a run of Latin letters, long enough to count"],
            }
        )
    )
