"""Concordances, lineage and candidates count and draw what the records say."""

from __future__ import annotations

from gongwen.derived import candidates, concordance, lineage
from gongwen.derived.occurrences import Occurrences
from gongwen.records import Agency, Document, Term
from gongwen.records.archive import Archive
from gongwen.records.edtf import Edtf
from gongwen.views import contexts, further, lineage_drawing
from gongwen.views.agency import agency_sections
from gongwen.views.authority import uses
from gongwen.views.parts import ContextTable, CountedList, DocumentList, RelatedList, Section, Table, Text
from gongwen.views.term import term_sections


def agency(identity: str, name: str, **more: object) -> Agency:
    data = {
        "id": identity,
        "file": f"agencies/{identity}.md",
        "name": name,
        "kind": "state organ",
        "level": "central",
    }
    return Agency.model_validate({**data, **more})


def document(number: int, body: str, **more: object) -> Document:
    year = 2000 + number % 20
    data = {
        "id": f"{year}/d{number}",
        "file": f"documents/{year}/d{number}.md",
        "title": f"第{number}件",
        "date": str(year),
        "body": body,
    }
    return Document.model_validate({**data, **more})


TERM = Term(id="filing", file="glossary/filing.md", term="备案", pinyin="bèi àn", category="governance")


def archive(count: int, body: str) -> Archive:
    documents = [document(number, body.replace("某", f"某{number}")) for number in range(count)]
    return Archive(documents={d.id: d for d in documents}, terms={"filing": TERM})


def section(sections: list[Section], anchor: str) -> Section:
    return next(section for section in sections if section.anchor == anchor)


def test_few_uses_stand_on_the_page() -> None:
    woven = Occurrences(archive(3, "网站某应当办理备案，备案不收费用。"))
    found = term_sections(TERM, woven.archive, woven)
    kwic = section(found, "kwic")
    (table,) = kwic.parts
    assert isinstance(table, ContextTable)
    assert [(line.year, line.part) for line in table.lines] == [
        (str(year), "共 2 处") for year in (2000, 2001, 2002)
    ]
    assert kwic.note == "取自 3 件原文，6 处；每件取一处"
    first = found[0].parts[0]
    assert isinstance(first, Text)
    assert str(first.runs[0]).startswith("本库原文中最早一例：2000")
    assert contexts.chunks(TERM, uses([TERM], woven)) == []


def test_many_uses_go_to_pages_of_their_own() -> None:
    woven = Occurrences(archive(1700, "网站某应当办理备案。"))
    found = uses([TERM], woven)
    chunks = contexts.chunks(TERM, found)
    assert [src for src, _, _ in chunks] == [
        "glossary/filing/all.md",
        "glossary/filing/all-2.md",
        "glossary/filing/all-3.md",
    ]
    assert sum(len(part) for _, _, part in chunks) == 1700
    (shown,) = contexts.contexts(TERM, found, "此词")
    table, further_note = shown.parts
    assert isinstance(table, ContextTable)
    assert len(table.lines) == contexts.NEWEST
    assert isinstance(further_note, Text)
    assert "全部 1700 件" in str(further_note.runs[0])
    listed = [part for _, _, found in chunks for year in contexts.all_uses(found) for part in year.parts]
    assert sum(len(part.rows) for part in listed if isinstance(part, Table)) == 1700


def test_counts_per_year_are_those_of_the_texts() -> None:
    woven = Occurrences(archive(40, "网站某应当办理备案，备案不收费用。"))
    rows = concordance.per_year(uses([TERM], woven), woven.texts_by_year, woven.characters_by_year)
    assert [(row.year, row.using, row.times, row.texts) for row in rows] == [
        (2000 + n, 2, 4, 2) for n in range(20)
    ]
    assert all(
        row.characters == sum(len(d.body) for d in woven.archive.documents_by_year[row.year]) for row in rows
    )


def family() -> Archive:
    agencies = [
        agency("a", "甲部", successors=["c"], dissolved="1998"),
        agency("b", "乙办", successors=["c"], dissolved="1998"),
        agency("c", "丙部", predecessors=["a", "b"], successors=["d", "e"], founded="1998", dissolved="2008"),
        agency("d", "丁部", predecessors=["c"], founded="2008"),
        agency("e", "戊局", predecessors=["c"], founded="2008"),
        agency("f", "己院"),
    ]
    own = document(1, "丁部发布消息。", issuers=["d"])
    return Archive(agencies={a.id: a for a in agencies}, documents={own.id: own})


def test_lineage_ranks_generations_and_draws_every_line() -> None:
    kin = family()
    found = {node.agency.id: node.rank for node in lineage.nodes(kin.agencies["c"], kin)}
    assert found == {"a": 0, "b": 0, "c": 1, "d": 2, "e": 2}
    drawn = lineage_drawing.picture(kin.agencies["c"], kin)
    assert drawn.count('class="box') == 10  # five boxes, wide and narrow
    assert drawn.count('class="box here"') == 2
    assert "甲部的职责转入丙部" in drawn
    assert lineage_drawing.picture(kin.agencies["f"], kin) == ""


def test_a_circle_in_the_records_doesnt_hang() -> None:
    round_ = [
        agency("a", "甲部", successors=["b"], predecessors=["b"]),
        agency("b", "乙部", successors=["a"], predecessors=["a"]),
    ]
    kin = Archive(agencies={a.id: a for a in round_})
    assert lineage_drawing.picture(kin.agencies["a"], kin)


def test_a_body_that_is_no_more_offers_what_came_after() -> None:
    kin = family()
    kin_section = section(agency_sections(kin.agencies["a"], kin, Occurrences(kin)), "kin")
    assert kin_section.title == "前后机构的文献"
    (related,) = kin_section.parts
    assert isinstance(related, RelatedList)
    (line,) = related.lines
    assert (line.role, line.link.text, [link.text for link in line.below]) == ("后续机构", "丁部", ["第1件"])


def test_citations_in_texts() -> None:
    law = document(1, "法律的文字。", title="中华人民共和国某某促进法")
    citing = document(2, "依照《某某促进法》和《别的法》办理。")
    woven = Occurrences(Archive(documents={law.id: law, citing.id: citing}))
    assert [other.id for other, _ in woven.citations[law.id]] == [citing.id]


def test_candidates_are_what_no_record_covers() -> None:
    texts = [
        "会议由全国网络文学评审委员会主持，部署“清水行动”，网站应当备案。",
        "全国网络文学评审委员会通报“清水行动”的进展，备案照旧。",
    ]
    documents = [document(number, text) for number, text in enumerate(texts)]
    woven = Occurrences(Archive(documents={d.id: d for d in documents}, terms={"filing": TERM}))
    found = {
        candidate.words: (candidate.guess, candidate.times) for candidate in candidates.candidates(woven)
    }
    assert found["清水行动"][1] == 2
    assert found["全国网络文学评审委员会"] == ("agency", 2)
    assert not any("备案" in words for words in found)


def test_names_without_a_record_get_a_page_and_a_stub() -> None:
    own = document(1, "某某会发布消息。", issuers=["某某会"], date=Edtf("2001"))
    pages = {page.src: page for page in further.unrecorded_pages(Archive(documents={own.id: own}))}
    index = pages["agencies/unrecorded/index.md"].sections[0].parts[0]
    assert isinstance(index, CountedList)
    assert [(link.text, link.path, link.count) for link in index.links] == [
        ("某某会", "agencies/unrecorded/moumouhui/", 1)
    ]
    page = pages["agencies/unrecorded/moumouhui.md"]
    note, listed = page.sections[0].parts
    assert isinstance(note, Text)
    assert note.mark == "待建"
    assert isinstance(listed, DocumentList)
    assert [line.link.text for line in listed.lines] == ["第1件"]
    assert "name: 某某会" in further.stub("agency", "某某会")
