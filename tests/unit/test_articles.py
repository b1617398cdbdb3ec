"""Articles of a law: their parts, their addresses, how they are cited; all words made up."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown

from gongwen.pages.articles import Place, address, cited_at, places
from gongwen.pages.paragraphs import lines, page_lines
from gongwen.pages.whole import halves, page_source
from gongwen.records import Document, TextPlace, WholeText
from gongwen.views.anchors import AnchorExtension

LAW = """## 第一章 总则

第一条　为了规范某某活动，制定本法。

第二条　从事某某活动的，应当备案。

提供者应当核验下列事项：

（一）名称；

（二）地址：

1.登记的地址；

未备案的，不得提供服务。

## 第二章 罚则

本章说明。

第三条　违反本法的，予以警告。

第三百九十条之一　情节严重的，处罚款。

单位有前款行为的，加倍。

附件

第四条　附件里的一条。"""


def placed(body: str) -> list[tuple[str, Place]]:
    return [(line.text, line.place) for line in lines(body) if line.place]


def test_each_paragraph_has_the_address_that_its_citation_says() -> None:
    assert [(place.rank, place.anchor, place.label) for _, place in placed(LAW)] == [
        ("article", "art-1", "第一条"),
        ("article", "art-2", "第二条"),
        ("clause", "art-2-2", "第二条第二款"),
        ("item", "art-2-2-1", "第二条第二款第一项"),
        ("item", "art-2-2-2", "第二条第二款第二项"),
        ("subitem", "", "第二条第二款第二项"),
        ("clause", "art-2-3", "第二条第三款"),
        ("article", "art-3", "第三条"),
        ("article", "art-390-bis-1", "第三百九十条之一"),
        ("clause", "art-390-bis-1-2", "第三百九十条之一第二款"),
        ("article", "art-4", "第四条"),
    ]


def test_headings_and_attachments_end_an_article() -> None:
    texts = [text for text, _ in placed(LAW)]
    assert "本章说明。" not in texts
    assert "附件" not in texts


def test_an_item_of_an_article_of_one_clause_is_cited_without_it() -> None:
    (_, place) = placed("第一条　甲：\n\n（三）乙。\n\n第二条　丙。\n\n第三条　丁。")[1]
    assert (place.label, place.anchor) == ("第一条第三项", "art-1-1-3")


def test_a_number_behind_a_further_clause_is_no_part_of_an_item() -> None:
    found = placed("第一条　甲：\n\n（一）乙。\n\n丙：\n\n1.丁。\n\n第二条　戊。\n\n第三条　己。")
    assert [place.rank for _, place in found][:4] == ["article", "item", "clause", "clause"]


def test_a_text_that_only_mentions_articles_has_none() -> None:
    assert placed("第十三条规定了某事。\n\n第一条　甲。\n\n第二条　乙。") == []


def test_a_number_that_comes_again_has_no_second_address() -> None:
    found = placed("第一条　甲。\n\n第二条　乙。\n\n第三条　丙。\n\n第一条　丁。")
    assert [place.anchor for _, place in found] == ["art-1", "art-2", "art-3", ""]


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        ("第二十七条", "art-27"), ("第一千一百九十四条", "art-1194"), ("第三百九十条之一", "art-390-bis-1"), ("第1001条", "art-1001"),
        ("二十七条", None), ("第二十七章", None), ("第二十七条的", None),
    ],
)  # fmt: skip
def test_an_article_as_written_has_an_address(article: str, expected: str | None) -> None:
    assert address(article) == expected


@pytest.mark.parametrize(
    ("text", "anchor", "rest"),
    [
        ("第十三条的规定", "art-13", "的规定"),
        ("第十三条第一款规定", "art-13", "规定"),
        ("第十三条第二款第（三）项", "art-13-2-3", ""),
        ("第十三条第三项，", "art-13-1-3", "，"),
        ("第二百八十六条之一第二款", "art-286-bis-1-2", ""),
        ("第一千零一条", "art-1001", ""),
        ("第 13 条", "art-13", ""),
    ],
)
def test_a_place_that_a_text_names(text: str, anchor: str, rest: str) -> None:
    cited = cited_at(text)
    assert cited is not None
    assert (cited.anchor, text[cited.end :]) == (anchor, rest)


def test_what_names_no_article() -> None:
    assert cited_at("第三章") is None
    assert cited_at("的第十三条") is None
    assert cited_at("第零条") is None


def law_document() -> Document:
    return Document(
        id="2020/a", file="documents/2020/a.md", title="某某法", date="2020-01-01", content="digest", body="提要的话。\n\n第二段。",
        text=TextPlace(provider="sources", key="a.txt", marked=("第三条",)),
        whole=WholeText(body=LAW, origin="某处", sha256="0"),
    )  # fmt: skip


def rendered(document: Document) -> str:
    markdown = Markdown(extensions=["tables", AnchorExtension(lambda: document)])
    return markdown.convert(page_source(document))


def test_the_page_has_the_anchors_that_everything_else_links_to() -> None:
    document = law_document()
    html = rendered(document)
    wanted = {line.anchor for line in page_lines(document) if line.number}
    wanted |= {line.place.anchor for line in page_lines(document) if line.place and line.place.anchor}
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    # The first 款 of an article with several can be asked for by its number too.
    assert set(ids) - {i for i in ids if i.startswith("s-")} == wanted | {"art-2-1", "art-390-bis-1-1"}


def test_digest_and_text_part_where_they_should() -> None:
    digest, text = halves(rendered(law_document()))
    assert "提要的话" in digest
    assert "第二段" in digest
    assert "第一条" in text
    assert "提要的话" not in text
    assert "\ue000" not in digest + text
    assert "gw-key" in text.split("第三条")[0].rsplit("<p", 1)[1]


def test_the_mark_of_the_break_cannot_come_from_a_text() -> None:
    document = law_document()
    forged = document.model_copy(update={"body": "提要。\n\n\ue000\n\n伪造的全文。"})
    digest, _ = halves(rendered(forged))
    assert "伪造的全文" in digest


def test_places_needs_no_headings() -> None:
    assert places([("甲", False)]) == [None]
