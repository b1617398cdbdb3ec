"""What counts as a use: a document's own words, outside titles, under the day of those words."""

from __future__ import annotations

from gongwen.derived.concordance import per_year
from gongwen.derived.occurrences import Occurrences
from gongwen.records import Agency, Document, Term
from gongwen.records.archive import Archive
from gongwen.views.agency import agency_sections
from gongwen.views.authority import digests, uses
from gongwen.views.parts import ContextTable, DocumentList, Section, Table, Text
from gongwen.views.term import term_sections

TERM = Term(id="filing", file="glossary/filing.md", term="备案", pinyin="bèi àn", category="governance")
OTHER = Term(
    id="spam", file="glossary/spam.md", term="垃圾邮件", pinyin="lā jī yóu jiàn", category="governance"
)


def document(year: int, body: str, **more: object) -> Document:
    data = {
        "id": f"{year}/d",
        "file": f"documents/{year}/d.md",
        "title": f"{year}年的一件",
        "date": f"{year}-05-01",
        "body": body,
    }
    return Document.model_validate({**data, **more})


def archive(*documents: Document) -> Archive:
    return Archive(documents={d.id: d for d in documents}, terms={"filing": TERM, "spam": OTHER})


def found(*documents: Document, term: Term = TERM) -> list[str]:
    return [group.document.id for group in uses([term], Occurrences(archive(*documents)))]


def section(sections: list[Section], anchor: str) -> Section | None:
    return next((section for section in sections if section.anchor == anchor), None)


def test_only_documents_own_words_are_uses() -> None:
    text = document(2006, "网站应当备案。")
    digest = document(2001, "这件规章要求备案。", content="digest")
    record = document(2002, "应当备案。", access="record")
    excerpt = document(2003, "节录：应当备案。", access="excerpt")
    assert found(text, digest, record, excerpt) == ["2003/d", "2006/d"]
    woven = Occurrences(archive(text, digest))
    assert [d.id for d in digests([TERM], woven)] == ["2001/d"]


def test_titles_that_are_cited_are_no_uses() -> None:
    assert found(document(2006, "依照《网站备案管理办法》办理。")) == []
    assert found(document(2006, "依照《网站备案管理办法》备案。")) == ["2006/d"]


def test_words_in_tables_and_lists_are_uses_too() -> None:
    table = document(2006, "| 任务 | 时间 |\n|---|---|\n| 网站备案 | 年底 |")
    item = document(2007, "- 核查备案。")
    assert found(table, item) == ["2006/d", "2007/d"]
    assert found(document(2008, "| 垃圾 | 邮件 |\n|---|---|\n| 甲 | 乙 |"), term=OTHER) == []


def test_an_amended_text_dates_from_its_version() -> None:
    first = document(1997, "应当备案。", status="amended", version="2023-03-01")
    unknown = document(1998, "应当备案。", status="amended")
    plain = document(2009, "应当备案。")
    woven = Occurrences(archive(first, unknown, plain))
    groups = uses([TERM], woven)
    assert [(group.document.id, str(group.date or "")) for group in groups] == [
        ("2009/d", "2009-05-01"),
        ("1997/d", "2023-03-01"),
        ("1998/d", ""),
    ]
    head = term_sections(TERM, woven.archive, woven)[0].parts[0]
    assert isinstance(head, Text)
    assert str(head.runs[0]) == "本库原文中最早一例：2009-05-01，"


def test_years_without_a_use_stand_in_the_denominator() -> None:
    woven = Occurrences(
        archive(
            document(2001, "无关的话。"), document(2003, "应当备案，备案不收费。"), document(2005, "无关。")
        )
    )
    rows = per_year(uses([TERM], woven), woven.texts_by_year, woven.characters_by_year)
    assert [(row.year, row.using, row.times, row.texts) for row in rows] == [
        (2001, 0, 0, 1), (2002, 0, 0, 0), (2003, 1, 2, 1), (2004, 0, 0, 0), (2005, 0, 0, 1),
    ]  # fmt: skip
    assert rows[1].rate is None
    assert rows[0].rate == 0
    freq = section(term_sections(TERM, woven.archive, woven), "freq")
    assert freq is not None
    table = freq.parts[-1]
    assert isinstance(table, Table)
    assert [row[0].runs[0] for row in table.rows] == ["2001", "2002", "2003", "2004", "2005"]


def test_digests_alone_give_no_first_use_no_rate_no_context() -> None:
    woven = Occurrences(archive(document(2001, "这件规章要求备案，备案不收费。", content="digest")))
    sections = term_sections(TERM, woven.archive, woven)
    assert [s.anchor for s in sections] == ["kwic", "digests"]
    assert sections[0].parts == (Text(("本库尚无原文用到此词。",), note=True),)
    listed = sections[1].parts[-1]
    assert isinstance(listed, DocumentList)
    assert [line.link.path for line in listed.lines] == ["documents/2001/d/"]
    assert not any(isinstance(part, ContextTable | Table) for s in sections for part in s.parts)


def test_a_body_abolished_has_no_uses_from_digests_of_later_years() -> None:
    mii = Agency.model_validate(
        {
            "id": "mii", "file": "agencies/mii.md", "name": "信息产业部", "kind": "state organ", "level": "central",
            "founded": "1998-03", "dissolved": "2008-03",
        }
    )  # fmt: skip
    late = document(2017, "旧规章由信息产业部发布。", content="digest")
    kin = Archive(agencies={"mii": mii}, documents={late.id: late})
    sections = agency_sections(mii, kin, Occurrences(kin))
    kwic = section(sections, "kwic")
    assert kwic is not None
    assert kwic.parts == (Text(("本库尚无原文用到此名称。",), note=True),)
    assert section(sections, "digests") is not None
