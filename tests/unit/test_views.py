from __future__ import annotations

import xml.etree.ElementTree as etree
from itertools import pairwise

import markdown
import pytest

from gongwen.convert.outline import Paragraph
from gongwen.convert.page import body as written
from gongwen.derived.occurrences import Occurrences
from gongwen.pages import addresses
from gongwen.pages.paragraphs import passages
from gongwen.records import Document, Person
from gongwen.records.archive import Archive
from gongwen.records.edtf import Edtf
from gongwen.views import charts, site
from gongwen.views.anchors import AnchorExtension
from gongwen.views.lanes import lanes, spread
from gongwen.views.name_links import NameLinkExtension, Surroundings
from gongwen.views.page import Page
from gongwen.views.parts import DocumentList, NameList, TermList


@pytest.fixture(scope="session")
def occurrences(archive: Archive) -> Occurrences:
    return Occurrences(archive)


def page(document: Document) -> etree.Element:
    html = markdown.markdown(
        document.body,
        extensions=["toc", AnchorExtension(lambda: document)],
        output_format="xhtml",
    )
    return etree.fromstring(f"<root>{html}</root>")


def document(text: str, **more: object) -> Document:
    return Document.model_validate(
        {"title": "题", "body": text, "file": "documents/2020/x.md", "id": "2020/x", **more}
    )


def test_anchors_of_pages_and_of_concordances_agree() -> None:
    lines = [
        "会议*月*日召开，<通知>见&lt;附件&gt;。",
        "（一）抓检查。各单位要落实。",
        "谢谢。",
        "谢谢。",
        "[甲](http://e.example) C:\\x _y_",
    ]
    source = written([Paragraph(line, 1, 7 if line.startswith("（一）") else 0) for line in lines])
    root = page(document(source))
    shown = [p.get("id") for p in root.iter("p")]
    assert shown == [passage.anchor for passage in passages(source)]
    assert len(set(shown)) == len(lines)
    assert [passage.text for passage in passages(source)] == lines


def test_anchors_survive_edits_elsewhere() -> None:
    before = {p.text: p.anchor for p in passages("第一段说明。\n\n第二段说明。\n\n第三段说明。")}
    after = {p.text: p.anchor for p in passages("新的一段。\n\n第二段说明。\n\n第三段改过。")}
    assert after["第二段说明。"] == before["第二段说明。"]


def test_turns_are_grouped() -> None:
    text = "**某局局长李文平：**\n\n大家好。\n\n**某报记者：**\n\n请问？\n\n**李文平：**\n\n回答。\n\n再答。\n\n## 尾声\n\n散会。"
    root = page(document(text, people=[Person(name="李文平", office="某局局长", role="host")]))
    turns = [child for child in root if child.tag == "div"]
    assert [turn.get("data-role") for turn in turns] == ["host", "question", "host"]
    assert [len(turn.findall("p")) for turn in turns] == [1, 1, 2]
    assert root[-1].tag == "p"


def test_who_is_asked_answers() -> None:
    text = "**某局发言人王小明：**\n\n大家好。\n\n**某报记者：**\n\n请问？\n\n**王小明：**\n\n回答。"
    turns = [child for child in page(document(text)) if child.tag == "div"]
    assert [turn.get("data-role") for turn in turns] == ["speaker", "question", "answer"]
    heads = [" ".join(turn[0].itertext()) for turn in turns]
    assert heads == ["王小明 某局发言人", "问 记者 某报", "答 王小明"]


def test_first_mention_in_each_section_links(archive: Archive, occurrences: Occurrences) -> None:
    surroundings = Surroundings("documents/2007/x.md")
    extension = NameLinkExtension(archive, occurrences.matcher, occurrences.titles, lambda: surroundings)
    text = "## 一、信息产业部\n\n信息产业部和信息产业部，《信息产业部通知》，`信息产业部`，[信息产业部](y.md)。\n\n## 二、其他\n\n信息产业部。"
    html = markdown.markdown(text, extensions=[extension])
    assert html.count('href="../../../agencies/mii/"') == 2
    assert "<h2>一、信息产业部</h2>" in html


def test_own_page_is_not_linked(archive: Archive, occurrences: Occurrences) -> None:
    extension = NameLinkExtension(
        archive, occurrences.matcher, occurrences.titles, lambda: Surroundings("agencies/mii.md")
    )
    assert "href" not in markdown.markdown("信息产业部设立。", extensions=[extension])


def listed(page: Page) -> set[str | None]:
    """Where the lists of a page lead."""
    return {
        line.link.path
        for section in page.sections
        for part in section.parts
        if isinstance(part, DocumentList | NameList | TermList)
        for line in part.lines
    }


def test_every_document_is_on_its_year_and_type_page(archive: Archive, occurrences: Occurrences) -> None:
    pages = {page.src: listed(page) for page in site.generated_pages(archive, occurrences)}
    for record in archive.documents.values():
        for src in (addresses.year_page(record.year), addresses.type_page(record.type)):
            assert addresses.url(record.file) in pages[src]


def test_every_agency_campaign_and_term_is_in_an_index(archive: Archive, occurrences: Occurrences) -> None:
    pages = list(site.generated_pages(archive, occurrences))
    found = set().union(*map(listed, pages))
    for record in (*archive.agencies.values(), *archive.campaigns.values(), *archive.terms.values()):
        assert addresses.url(record.file) in found, record.file


def test_addresses() -> None:
    assert addresses.url("index.md") == ""
    assert addresses.url("agencies/index.md") == "agencies/"
    assert addresses.url("documents/2006/x.md") == "documents/2006/x/"
    assert addresses.relative("agencies/mii.md#names", "documents/2006/x.md") == "../../agencies/mii.md#names"
    assert addresses.beside("agencies/mii.md", "documents/2006/x.md") == "../../../agencies/mii/"
    assert addresses.beside("agencies/mii.md", "agencies/cac.md") == "../mii/"


def test_charts_are_well_formed_and_say_their_counts() -> None:
    picture = charts.columns({2005: 3, 2006: 5, 2009: 1}, {2006: 2}, label="各年<件数>")
    for svg in picture.split("</svg>")[:-1]:
        root = etree.fromstring(svg + "</svg>")
        assert [t.text for t in root.iter("text") if t.get("class") == "strong"] == ["2"]
    bars = [
        charts.Bar("某行动", "campaigns/x/", (charts.unended(Edtf("2006-07")),)),
        charts.Bar("某“工程”", "campaigns/y/", (charts.known(Edtf("2006-08"), Edtf("2007-03")),)),
    ]
    for draw in (charts.band, lanes):
        assert len(etree.fromstring(draw([2005], {2005: 1}, []))) > 2
        root = etree.fromstring(draw(range(2005, 2010), {2006: 2}, bars))
        assert {a.get("href") for a in root.iter("a")} == {"campaigns/x/", "campaigns/y/"}


def test_names_beside_lanes_stand_apart_and_as_near_as_they_can() -> None:
    assert spread([100, 200], [25, 25], 0, 600) == [100, 200]
    # Two that want the same place share what moving costs; none stands above or below the drawing.
    assert spread([100, 100], [20, 20], 0, 600) == [90, 110]
    assert spread([2, 3, 300], [20, 20, 20], 0, 600) == [0, 20, 300]
    assert spread([598, 599], [20, 20], 0, 600) == [560, 580]
    assert spread([10, 10, 10], [20, 20, 20], 0, 30) == [0, 20, 40]
    years = range(2005, 2020)
    bars = [
        charts.Bar(f"第{year}回行动", f"{year}/", (charts.whole_year(year), charts.whole_year(2019)))
        for year in (2006, 2007, 2007, 2007, 2008, 2014)
    ]
    root = etree.fromstring(lanes(years, {2006: 2}, bars))
    names = sorted(float(a.find("text").get("y")) for a in root.iter("a"))
    assert all(below - above >= 24 for above, below in pairwise(names))
    # Each campaign that overlaps others has a lane of its own; what begins last lies nearest to the names.
    drawn = [line for line in root.iter("line") if line.get("class") == "part"]
    places = {float(line.get("y1")): float(line.get("x1")) for line in drawn}
    assert len({line.get("x1") for line in drawn}) == len(bars)
    assert places[26 + 20 * (2014 - 2005)] == max(places.values())
