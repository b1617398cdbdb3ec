"""What pages give out of a text that isn't open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.convert import page
from gongwen.convert.outline import Heading, Item, Paragraph, Table
from gongwen.records import Document, Evidence, Repair, Sic
from gongwen.records.excerpt import EXCERPT_LIMIT, excerpt, text_length
from gongwen.records.openness import given_out, public

SENTENCE = "协会要求会员网站逐个栏目核对备案信息，并在月底前上报结果。"


def document(access: str, content: str = "text") -> Document:
    return Document(
        title="题",
        access=access,  # type: ignore[arg-type]
        content=content,  # type: ignore[arg-type]
        body="\n\n".join([SENTENCE] * 40),
        evidence={
            "date": Evidence(basis="inferred", text=SENTENCE[:20], note="文中只出现这一个年份"),
            "place": Evidence(basis="inferred", text="北京", note=f"据首句“{SENTENCE[:12]}”"),
        },
        sic=(Sic(text=SENTENCE[4:24], note="引号未闭合"),),
        repairs=(
            Repair(kind="indent", count=1, note="段首空格"),
            Repair(kind="glued-heading", count=1, note=f"断在{SENTENCE[:9]}之后"),
        ),
    )


def runs(shown: Document) -> set[str]:
    """Runs of eight characters of the text that stand anywhere in what is shown but the title."""
    words = str(shown.model_dump())
    return {SENTENCE[i : i + 8] for i in range(len(SENTENCE) - 7) if SENTENCE[i : i + 8] in words}


def test_a_record_gives_out_nothing() -> None:
    shown = public(document("record"))
    assert (shown.body, shown.sic, given_out(shown), runs(shown)) == ("", (), 0, set())
    assert shown.evidence["date"] == Evidence(basis="inferred", note="文中只出现这一个年份")
    assert shown.evidence["place"] == Evidence(basis="inferred")
    assert [(repair.kind, repair.note) for repair in shown.repairs] == [
        ("indent", "段首空格"),
        ("glued-heading", None),
    ]
    assert document("record").public_body == ""


def test_quotations_count_as_text_of_an_excerpt() -> None:
    whole = document("excerpt")
    shown = public(whole)
    assert 0 < text_length(shown.body) <= given_out(shown) <= EXCERPT_LIMIT
    short = public(whole.model_copy(update={"body": SENTENCE}))
    assert short.evidence["date"].text == SENTENCE[:20]
    assert short.sic == whole.sic
    assert given_out(public(whole.model_copy(update={"sic": whole.sic * 30}))) <= EXCERPT_LIMIT


@pytest.mark.parametrize(
    "whole", [document("full"), document("record", "digest"), document("excerpt", "digest")]
)
def test_what_is_open_stays_whole(whole: Document) -> None:
    assert public(whole) == whole
    assert whole.public_body == whole.body


def test_an_excerpt_left_whole_by_hand_is_limited() -> None:
    shown = document("excerpt").public_body
    assert shown == "\n\n".join([SENTENCE] * (EXCERPT_LIMIT // len(SENTENCE)))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (SENTENCE * 9, SENTENCE * (EXCERPT_LIMIT // len(SENTENCE))),
        ("字" * 300, "字" * EXCERPT_LIMIT),
        (f"**一、核对。**{SENTENCE * 9}", f"**一、核对。**{SENTENCE * 6}"),
        ("## " + "甲" * 300, ""),
        ("- " + "甲" * 300, ""),
        ("| " + "甲" * 300 + " |\n| --- |\n| 乙 |", ""),
        (
            f"{SENTENCE}\n\n## 二、方法\n\n" + "| 甲 |\n" * 90,
            f"{SENTENCE}\n\n## 二、方法\n\n" + "\n".join(["| 甲 |"] * 33),
        ),
        (f"{SENTENCE}\n\n## 二、方法\n\n- {'甲' * 300}", SENTENCE),
        ("\\*" * 300, "\\*" * EXCERPT_LIMIT),
        ("&lt;" * 300, "&lt;" * EXCERPT_LIMIT),
    ],
)
def test_where_an_excerpt_ends(body: str, expected: str) -> None:
    assert excerpt(body) == expected
    assert text_length(expected) <= EXCERPT_LIMIT


WORDS = st.text(st.sampled_from("网站备案。；，*_<&[`#|-1. "), min_size=1, max_size=260).filter(str.strip)
ELEMENTS = st.one_of(
    WORDS.map(lambda text: Paragraph(text.strip(), 1)),
    st.tuples(WORDS, st.integers(0, 30)).map(
        lambda pair: Paragraph(pair[0].strip(), 1, min(pair[1], len(pair[0].strip())))
    ),
    WORDS.map(lambda text: Heading(2, text.strip(), 1)),
    WORDS.map(lambda text: Item(text.strip(), 1)),
    st.lists(WORDS, min_size=1, max_size=3).map(lambda row: Table((tuple(row), tuple(row)), 1)),
)


@given(st.lists(ELEMENTS, max_size=8))
def test_an_excerpt_is_within_its_limit_and_its_own_excerpt(elements: list) -> None:
    body = page.body(elements)
    shown = excerpt(body)
    assert text_length(shown) <= EXCERPT_LIMIT
    assert excerpt(shown) == shown
    if text_length(body) <= EXCERPT_LIMIT and elements and not isinstance(elements[-1], Heading):
        assert shown == body
