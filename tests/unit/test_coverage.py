"""The coverage page counts what the records say."""

from __future__ import annotations

from gongwen.records import Agency, Document
from gongwen.records.archive import Archive
from gongwen.records.edtf import Edtf
from gongwen.views.coverage import coverage_page
from gongwen.views.parts import Points, Table, Text


def test_counts_and_gaps() -> None:
    agency = Agency(id="mii", file="agencies/mii.md", name="信息产业部", kind="state organ", level="central")
    silent = Agency(id="isc", file="agencies/isc.md", name="某协会", kind="industry association", level="n/a")
    documents = {
        f"{year}/{name}": Document(
            id=f"{year}/{name}", file=f"documents/{year}/{name}.md", title=name, date=Edtf(str(year)), issuers=("mii",),
            type="通知", content="text" if name == "a" else "digest", review=("date",),
        )
        for year, name in ((2000, "a"), (2000, "b"), (2003, "c"))
    }  # fmt: skip
    archive = Archive(documents=documents, agencies={"mii": agency, "isc": silent})
    page = coverage_page(archive)
    assert page.src == "about/coverage.md"
    assert "3 件文献，其中 1 件有原文" in page.lede
    parts = {section.anchor: section.parts for section in page.sections}
    table = parts["years"][-1]
    assert isinstance(table, Table)
    year, *numbers = (cell.runs[0] for cell in table.rows[1])
    assert year.path == "documents/2000/"
    assert numbers == ["2", "1", "1", "0"]
    (lacking,) = parts["lacking"]
    assert isinstance(lacking, Points)
    assert "没有文献的年份：2001—2002。" in lacking.sentences
    assert any("行业组织 1 个" in sentence for sentence in lacking.sentences)
    assert any("日期 3 件" in sentence for sentence in lacking.sentences)
    (levels,) = parts["levels"]
    assert isinstance(levels, Table)
    assert [cell.runs[0] for cell in levels.rows[0]] == ["中央", "1", "1", "3"]
    (english,) = parts["english"]
    assert isinstance(english, Text)
    assert "3 documents from 2000 to 2003, 1 of them with their text" in str(english.runs[0])


def test_an_empty_archive_has_a_page_too() -> None:
    assert "0 件文献" in coverage_page(Archive()).lede
