"""As many of the small inputs of tests/eval/faults come out right as ever did, and the judge can say no."""

from __future__ import annotations

import pytest

import fault_judge
from gongwen.records import Document

HOLD = 123
"""How many hold today; it may only be raised."""

EXPECTED = fault_judge.expectations()


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda expected: expected["file"])
def test_every_expectation_names_an_input_and_asks_for_something(expected: dict[str, object]) -> None:
    assert (fault_judge.FAULTS / str(expected["file"])).is_file()
    asked = expected.keys() - fault_judge.FREE
    assert asked
    assert asked <= fault_judge.CHECKS.keys()


def test_every_input_is_expected_once() -> None:
    inputs = {path.name for path in fault_judge.FAULTS.iterdir()} - {
        "README.md",
        "expected.jsonl",
        "make_docx.py",
    }
    assert sorted(inputs - {"__pycache__"}) == sorted(str(expected["file"]) for expected in EXPECTED)


def test_no_fewer_hold_than_before() -> None:
    converter, names = fault_judge.converter()
    complaints = {expected["file"]: fault_judge.judge(expected, converter, names) for expected in EXPECTED}
    assert sum(not told for told in complaints.values()) >= HOLD, complaints


WRONG = Document(
    title="题名", body="正文。\n\n- 甲\n\n| 甲 | 乙 |\n| --- | --- |\n| 丙 |  |\n\n留下的附加文字"
)
ASKED = (
    ("title", "别的题名"),
    ("date", "2020-01-01"),
    ("type", "通知"),
    ("doc_number", "甲发〔2020〕1号"),
    ("issuers", ["公安部"]),
    ("issuers_any", [["公安部"], ["教育部"]]),
    ("access", "record"),
    ("campaigns", ["jianwang"]),
    ("sic", ["甲"]),
    ("source", "甲网"),
    ("headings", ["一、甲"]),
    ("must_keep", ["没有的话"]),
    ("must_keep", ["1"]),
    ("must_keep_any", [["没有的话", "也没有"]]),
    ("must_keep_raw_any", [["\\*"]]),
    ("must_keep_twice", ["正文。"]),
    ("must_keep_lines", ["正文"]),
    ("table_rows", [["?甲", "丙"]]),
    ("table_counts", {"甲": 2}),
    ("boilerplate", ["附加文字"]),
    ("must_not_raw", ["---"]),
    ("review", ["text"]),
    ("status", "failed"),
    ("status_or_review", True),
)


@pytest.mark.parametrize(("key", "wanted"), ASKED)
def test_the_judge_can_say_no(key: str, wanted: object) -> None:
    assert [*fault_judge.CHECKS[key](WRONG, wanted, {})]


def test_the_judge_asks_every_question_of_the_list() -> None:
    assert {key for key, _ in ASKED} == fault_judge.CHECKS.keys()
