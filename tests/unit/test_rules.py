"""Every row of the tables is held against its examples, and shown to be needed."""

from __future__ import annotations

import pytest

from gongwen.rules import Family, Row, RuleError, _family, families

ROWS = [(family, row) for family in families() for row in family.rows]


@pytest.mark.parametrize(("family", "row"), ROWS, ids=[f"{f.name}/{r.id}" for f, r in ROWS])
def test_a_row_understands_its_examples_and_is_needed(family: Family, row: Row) -> None:
    alone = Family(family.name, family.label, family.match, family.fold, (row,), family.between)
    lost = [text for text in row.yes if not (family.knows(text) if family.match == "token" else alone(text))]
    assert lost == []
    taken = [text for text in row.no if (alone.knows(text) if family.match == "token" else alone(text))]
    assert taken == []
    rest = family.without(row)
    assert any(not (rest.knows(text) if family.match == "token" else rest(text)) for text in row.yes), (
        "多余的行"
    )
    assert row.why


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"family": "y", "match": "whole"}, "family 应与文件名相同"),
        ({"family": "x", "match": "some"}, "match 应是"),
        ({"family": "x", "match": "whole", "rows": []}, "不认识的键 rows"),
        ({"family": "x", "match": "whole", "row": [{"id": "a", "pattern": "甲"}]}, "x/a：键应是"),
        ({"family": "x", "match": "whole", "row": [{"id": "a", "pattern": "甲", "yes": []}]}, "yes 不能空"),
        (
            {"family": "x", "match": "whole", "row": [{"id": "a", "pattern": "(甲", "yes": ["甲"]}]},
            "写法有误",
        ),
        (
            {"family": "x", "match": "whole", "row": [{"id": "a", "pattern": "{nowhere}", "yes": ["甲"]}]},
            "没有名为",
        ),
        (
            {"family": "x", "match": "whole", "row": [{"id": "a", "pattern": p, "yes": [p]} for p in "甲乙"]},
            "行名重复 a",
        ),
    ],
)
def test_a_faulty_table_is_refused_by_name(table: dict, words: str) -> None:
    with pytest.raises(RuleError, match=words):
        _family("x", table)
