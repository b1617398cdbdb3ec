"""Every row of the tables is held against its examples, and shown to be needed."""

from __future__ import annotations

import dataclasses
import time

import pytest

from gongwen.convert.model import PageFacts
from gongwen.rules import Family, Row, RuleError, _family, families, family

ROWS = [(family, row) for family in families() for row in family.rows]
each_row = pytest.mark.parametrize(("family", "row"), ROWS, ids=[f"{f.name}/{r.id}" for f, r in ROWS])


@each_row
def test_a_row_understands_its_examples_and_says_why_it_is_there(family: Family, row: Row) -> None:
    alone = family.alone(row)
    assert [text for text in row.yes if not alone(text)] == []
    assert [text for text in row.no if alone(text)] == []
    assert row.why


@each_row
def test_without_a_row_one_of_its_examples_is_not_understood(family: Family, row: Row) -> None:
    rest = family.without(row)
    assert any(not rest(text) for text in row.yes), "多余的行"


@each_row
def test_each_word_is_needed_and_each_alternative_has_an_example(family: Family, row: Row) -> None:
    if row.words:
        # A word has to be one that nothing else in the family understands.
        examples = zip(row.words, row.yes, strict=False)
        more = [word for word, text in examples if family.changed(row, row.without(word))(text)]
    else:
        alone = family.alone(row)
        more = [
            part
            for part in row.alternatives
            if all(alone.changed(row, row.without(part))(text) for text in row.yes)
        ]
    assert more == []


@each_row
def test_no_row_takes_long_over_a_line_made_to_confuse_it(family: Family, row: Row) -> None:
    start = time.process_time()
    for text in row.yes[:5]:
        family(text * 40 + "\x01")
        family(text[:1] * 400 + "\x01")
    assert time.process_time() - start < 1


def _made(**table: object) -> Family:
    return _family("x", {"family": "x", "match": "whole", **table})


def test_rows_may_stand_where_they_say() -> None:
    family = _made(
        row=[
            {"id": "a", "pattern": "甲", "yes": "甲", "where": "head"},
            {"id": "b", "pattern": "乙", "yes": "乙", "where": "tail"},
            {"id": "c", "pattern": "丙", "yes": "丙", "where": "edge"},
            {"id": "d", "pattern": "丁", "yes": "丁"},
        ]
    )
    places = {place: "".join(filter(family.at(place), "甲乙丙丁")) for place in ("head", "tail", "edge")}
    assert places == {"head": "甲丙丁", "tail": "乙丙丁", "edge": "甲乙丙丁"}
    assert "".join(filter(family.at("anywhere"), "甲乙丙丁")) == "丁"


def test_words_are_their_own_examples_in_the_familys_sample() -> None:
    family = _made(
        frame="{row}：.+", sample="{row}：某", fold=True, row=[{"id": "a", "words": ["来源", "来源网"]}]
    )
    assert family.rows[0].yes == ("来源：某", "来源网：某")
    assert family("來源：甲")
    assert not family("来源")
    assert family.changed(family.rows[0], family.rows[0].without("来源网"))("来源网：某") is False


def test_a_line_of_words_is_one_of_nothing_else() -> None:
    family = _made(
        match="token",
        between=r"[\s|]+",
        row=[
            {"id": "a", "words": ["大", "中"], "value": "size"},
            {"id": "b", "pattern": "字号", "yes": "字号"},
        ],
    )
    assert family("大 | 中")
    assert family("字号大中")
    assert not family("字号 大号")
    assert family.valued("size").holds("字号大")
    assert not family.valued("size").holds("字号")


def test_a_row_says_what_it_stands_for_and_what_it_found() -> None:
    family = _made(
        match="inside",
        row=[
            {"id": "a", "pattern": "甲", "yes": "甲", "value": "first"},
            {"id": "b", "pattern": "《(?P<title>[^》]+)》", "yes": "《乙》", "value": "second"},
        ],
    )
    assert (family.value("看《乙》"), family.value("甲"), family.value("丙")) == ("second", "first", "")
    assert family.groups("甲和《乙》") == {"title": "乙"}


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        ("甲|乙", ("甲", "乙")),
        ("(?:甲|乙)|丙", ("(?:甲|乙)", "丙")),
        (r"[|]|\||[]|]", ("[|]", r"\|", "[]|]")),
    ],
)
def test_alternatives_stand_between_the_outermost_bars(pattern: str, parts: tuple[str, ...]) -> None:
    assert Row("a", pattern, "anywhere", ()).alternatives == parts


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"family": "y", "match": "whole"}, "family 应与文件名相同"),
        ({"family": "x", "match": "some"}, "match 应是"),
        ({"family": "x", "match": "whole", "rows": []}, "不认识的键 rows"),
        ({"family": "x", "match": "whole", "frame": "甲"}, "frame 里应有"),
        ({"family": "x", "match": "whole", "row": [{"id": "a", "pattern": "甲"}]}, "yes 不能空"),
        ({"family": "x", "match": "whole", "row": [{"id": "a", "yes": ["甲"]}]}, "x/a：键应是"),
        (
            {"family": "x", "match": "whole", "row": [{"id": "a", "pattern": "甲", "words": ["甲"]}]},
            "x/a：键应是",
        ),
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


@pytest.mark.parametrize("table", ["fact_label", "front_matter_key", "page_meta"])
def test_what_labels_stand_for_is_a_fact_that_a_page_can_state(table: str) -> None:
    prefix = "fact_" if table == "fact_label" else ""
    values = {f"{prefix}{row.value}" for row in family(table).rows}
    assert values <= {field.name for field in dataclasses.fields(PageFacts)}
