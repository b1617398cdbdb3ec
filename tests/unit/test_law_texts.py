"""Every law of the data package, character by character: what stands on its page is what stands in the package."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import groupby

import pytest

from gongwen.pages.paragraphs import Line, lines
from gongwen.text.shapes import ARTICLE
from gongwen.texts.law_package import Law, by_title, installed, laws
from gongwen.texts.providers import body_of

pytestmark = pytest.mark.skipif(installed() is None, reason="没有装法律数据包")


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.fixture(scope="module")
def rows() -> dict[str, list[sqlite3.Row]]:
    package = installed()
    assert package is not None
    with closing(sqlite3.connect(f"{package.file.as_uri()}?mode=ro", uri=True)) as data:
        data.row_factory = sqlite3.Row
        found = data.execute("select * from articles order by law_id, id").fetchall()
    return {key: list(group) for key, group in groupby(found, key=lambda row: str(row["law_id"]))}


def number(row: sqlite3.Row) -> str:
    """The number as the page has it: 条目一 is an item, 一、."""
    name = row["article_no"] or ""
    if ARTICLE.fullmatch(name):
        return str(name)
    return name.removeprefix("条目") + "、" if name.startswith("条目") else ""


def captions(found: list[sqlite3.Row]) -> Iterator[str]:
    """Chapters and sections in order, each where it changes."""
    chapter = section = ""
    for row in found:
        if row["chapter"] and row["chapter"] != chapter:
            yield squeezed(row["chapter"])
            section = ""
        if row["section"] and row["section"] != section:
            yield squeezed(row["section"])
        chapter, section = row["chapter"] or "", row["section"] or ""


def shown(law: Law) -> tuple[Line, ...]:
    return lines(body_of(law))


def test_there_are_laws() -> None:
    assert len(laws()) == 378
    assert sum(bool(article.number) for law in laws() for article in law.articles) > 25_000


def test_no_character_differs(rows: dict[str, list[sqlite3.Row]]) -> None:
    differing = []
    for law in laws():
        found = rows[law.key]
        own = {squeezed(row[key]) for row in found for key in ("chapter", "section") if row[key]}
        expected = squeezed("".join(number(row) + row["article_text"] for row in found))
        text = "".join(
            squeezed(line.text) for line in shown(law) if not (line.heading and squeezed(line.text) in own)
        )
        if text != expected:
            differing.append(law.title)
    assert differing == []


def test_articles_stand_in_order(rows: dict[str, list[sqlite3.Row]]) -> None:
    for law in laws():
        expected = [row["article_no"] for row in rows[law.key] if ARTICLE.fullmatch(row["article_no"] or "")]
        if len(expected) >= 3:
            places = [line.place for line in shown(law) if line.place and line.place.rank == "article"]
            assert [place.article for place in places] == expected, law.title


def test_chapters_stand_where_they_should(rows: dict[str, list[sqlite3.Row]]) -> None:
    for law in laws():
        expected = [*captions(rows[law.key])]
        known = set(expected)
        headings = [squeezed(line.text) for line in shown(law) if line.heading]
        assert [heading for heading in headings if heading in known] == expected, law.title


def test_addresses_are_alone_on_their_page() -> None:
    for law in laws():
        anchors = [line.place.anchor for line in shown(law) if line.place and line.place.anchor]
        assert len(anchors) == len(set(anchors)), law.title


def test_captions_that_the_package_glues_to_an_article_are_headings() -> None:
    (code,) = by_title()["中华人民共和国民法典"]
    headings = [squeezed(line.text) for line in shown(code) if line.heading]
    assert {"第二编物权", "第一分编通则", "第七编侵权责任", "附则"} <= set(headings)
    assert not any(re.match(r"第.编", line.text) for line in shown(code) if not line.heading)


def test_articles_beyond_a_thousand_are_articles() -> None:
    (code,) = by_title()["中华人民共和国民法典"]
    assert sum(line.place is not None and line.place.rank == "article" for line in shown(code)) == 1260
