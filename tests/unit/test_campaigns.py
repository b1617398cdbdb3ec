"""Campaigns: their time in words and drawings, series with their parts, bodies with several name plates."""

from __future__ import annotations

import re

import pytest

from gongwen.derived.occurrences import Occurrences
from gongwen.records import Agency, Campaign, Document
from gongwen.records.archive import Archive
from gongwen.records.edtf import Duration, Edtf
from gongwen.views import campaigns, charts, further, home
from gongwen.views.agency import agency_sections
from gongwen.views.campaign import campaign_sections
from gongwen.views.parts import ContextTable, DocumentList, Lanes, RelatedList, Section, Table


def campaign(identity: str, name: str, **more: object) -> Campaign:
    data = {"id": identity, "file": f"campaigns/{identity}.md", "name": name, "kind": "campaign"}
    return Campaign.model_validate({**data, **more})


def document(identity: str, date: str, **more: object) -> Document:
    data = {
        "id": identity,
        "file": f"documents/{identity}.md",
        "title": identity,
        "date": date,
        "body": "正文。",
    }
    return Document.model_validate({**data, **more})


def agency(identity: str, name: str, **more: object) -> Agency:
    data = {
        "id": identity,
        "file": f"agencies/{identity}.md",
        "name": name,
        "kind": "state organ",
        "level": "central",
    }
    return Agency.model_validate({**data, **more})


@pytest.mark.parametrize(
    ("fields", "words", "short"),
    [
        ({"start": "2015-01-21"}, "2015年1月21日起，结束时间未见记载", "2015年起，结束未详"),
        ({"start": "2015"}, "2015年起，结束时间未见记载", "2015年起，结束未详"),
        ({"start": "2007-04", "end": "2007-10"}, "2007-04 — 2007-10", "2007年"),
        ({"start": "2009-12-08", "end": "2010-05"}, "2009-12-08 — 2010-05", "2009—2010年"),
        (
            {"start": "2025-07-15", "length": "P2M"},
            "2025-07-15 — 2025-09-14（止期据为期2个月推算）",
            "2025年",
        ),
        ({"start": "2025", "length": "P2M"}, "2025年起，为期2个月", "2025年起，结束未详"),
        ({"end": "2010"}, "起始未见记载 — 2010", ""),
        ({}, "", ""),
        ({"start": "2006-06-28", "kind": "event"}, "2006-06-28", "2006年"),
        ({"start": "2014-11", "kind": "event series"}, "2014年11月首办", "2014年首办"),
        ({"start": "2023?"}, "2023年（存疑）起，结束时间未见记载", "2023年起，结束未详"),
    ],
)
def test_an_open_end_is_said_in_words(fields: dict[str, str], words: str, short: str) -> None:
    record = campaign("a", "甲行动", **fields)
    assert record.when == words
    assert campaigns.short_when(record, Archive(campaigns={"a": record})) == short
    assert not re.search(r"[—-]\s*$", record.when)


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        ("2025-07-15", "P2M", "2025-09-14"), ("2025-07", "P2M", "2025-08"), ("2024-12-31", "P2M", "2025-02-27"),
        ("2025-01-31", "P1M", "2025-02-27"), ("2024-01-31", "P1M", "2024-02-28"), ("2025-11", "P3M", "2026-01"),
        ("2025", "P1Y", "2025"), ("2025", "P2Y", "2026"), ("2025-04-15", "P90D", "2025-07-13"),
        ("2025-04-15", "P1W", "2025-04-21"), ("2025-01-01", "P1Y", "2025-12-31"), ("2025", "P2M", None), ("2025-04", "P90D", None),
    ],
)  # fmt: skip
def test_lengths_give_an_end_as_precise_as_the_start(start: str, length: str, end: str | None) -> None:
    assert Duration(length).after(Edtf(start)) == end


@pytest.mark.parametrize("text", ["2M", "P", "P0M", "P2", "P1Y2M", "PT2H", "p2m", "P2M "])
def test_other_lengths_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        Duration(text)


def series() -> Archive:
    records = [
        campaign("clean", "“清网”系列行动", aliases=["清网"]),
        campaign("clean-2021", "2021年“清网”系列行动", parents=["clean"], start="2021"),
        campaign("summer", "清网暑期整治", parents=["clean"]),
        campaign(
            "summer-2021",
            "清网2021年暑期整治",
            parents=["clean-2021", "summer"],
            start="2021-07-15",
            length="P2M",
        ),
        campaign("clean-2022", "2022年“清网”系列行动", parents=["clean"], start="2022"),
        campaign("alone", "单独的行动", start="2015-01-21"),
        campaign("whole", "完整的行动", start="2007-04", end="2007-10"),
    ]
    documents = [
        document("2021/start", "2021-05-08", campaigns=["clean-2021"]),
        document("2021/summer", "2021-07-15", campaigns=["summer-2021"], body="部署清网2021年暑期整治。"),
        document("2020/series", "2020-05-22", campaigns=["clean"]),
    ]
    return Archive(campaigns={c.id: c for c in records}, documents={d.id: d for d in documents})


def part_of(sections: list[Section], anchor: str, kind: type) -> object:
    found = next(section for section in sections if section.anchor == anchor)
    return next(part for part in found.parts if isinstance(part, kind))


def test_documents_and_uses_of_the_parts_come_up_to_the_series() -> None:
    archive = series()
    woven = Occurrences(archive)
    for identity, wanted in (
        (
            "clean",
            {
                "2021/start": "分项：2021年“清网”系列行动",
                "2021/summer": "分项：清网2021年暑期整治",
                "2020/series": "",
            },
        ),
        ("clean-2021", {"2021/start": "", "2021/summer": "分项：清网2021年暑期整治"}),
        ("summer", {"2021/summer": "分项：清网2021年暑期整治"}),
    ):
        sections = campaign_sections(archive.campaigns[identity], archive, woven)
        listed = part_of(sections, "docs", DocumentList)
        assert isinstance(listed, DocumentList)
        assert {line.link.text: line.by for line in listed.lines} == wanted
        context = part_of(sections, "kwic", ContextTable)
        assert isinstance(context, ContextTable)
        assert [line.part for line in context.lines] == ["清网2021年暑期整治"]


def test_a_part_names_all_that_it_belongs_to() -> None:
    archive = series()
    related = part_of(
        campaign_sections(archive.campaigns["summer-2021"], archive, Occurrences(archive)),
        "series",
        RelatedList,
    )
    assert isinstance(related, RelatedList)
    assert [(line.role, line.link.text) for line in related.lines] == [
        ("所属系列", "2021年“清网”系列行动"),
        ("所属系列", "清网暑期整治"),
    ]


def test_each_way_of_drawing_is_in_the_legend() -> None:
    archive = series()
    door = next(page for page in campaigns.campaign_indexes(archive) if page.src == "campaigns/index.md")
    (lanes,) = [part for section in door.sections for part in section.parts if isinstance(part, Lanes)]
    tops = [c for c in archive.campaigns.values() if not c.parents]
    drawn = {span.kind for c in tops for span in campaigns.spans_of(c, archive)}
    assert [words for _, words in lanes.legend] == [
        charts.LEGEND[kind] for kind in charts.LEGEND if kind in drawn
    ]
    tracks = {lane.link.text: lane.track for lane in lanes.lanes}
    assert 'class="open"' in tracks["单独的行动"]
    assert 'class="open"' not in tracks["完整的行动"]
    # Years of a series are not drawn like a time that is known.
    assert 'class="camp"' not in tracks["“清网”系列行动"]
    assert tracks["“清网”系列行动"].count('class="part"') == 2


def test_the_band_of_the_home_page_shows_series_by_year() -> None:
    archive = series()
    view = home.home_view(archive, Occurrences(archive))
    wide = view.band.split("</svg>")[0]
    assert "“清网”系列行动" in wide
    assert "清网2021年暑期整治" not in wide
    assert wide.count('class="part"') == 2
    shown = {words for _, words in view.legend}
    assert shown == {charts.LEGEND["known"], charts.LEGEND["open"], charts.LEGEND["part"]}


def test_one_body_under_two_name_plates_has_a_joint_view() -> None:
    agencies = [
        agency("a", "甲办公室", same_body_as="b"),
        agency("b", "乙办公室"),
        agency("c", "丙局"),
    ]
    documents = [
        document("2020/one", "2020-01-01", issuers=["a"]),
        document("2020/two", "2020-01-02", issuers=["b", "c"]),
        document("2020/both", "2020-01-03", issuers=["a", "b"]),
    ]
    led = campaign("x", "某行动", leads=["b"], start="2020")
    archive = Archive(
        agencies={a.id: a for a in agencies}, documents={d.id: d for d in documents}, campaigns={"x": led}
    )
    woven = Occurrences(archive)
    for identity in ("a", "b"):
        table = part_of(agency_sections(archive.agencies[identity], archive, woven), "joint", Table)
        assert isinstance(table, Table)
        rows = [[getattr(cell.runs[0], "text", cell.runs[0]) for cell in row] for row in table.rows]
        assert rows == [["甲办公室", "2", "0"], ["乙办公室", "2", "1"], ["合看", "3", "1"]]
    assert not any(s.anchor == "joint" for s in agency_sections(archive.agencies["c"], archive, woven))
    (page,) = [page for page in further.further_pages(archive, woven) if page.src.endswith("/joint.md")]
    listed = part_of(list(page.sections), "docs", DocumentList)
    assert isinstance(listed, DocumentList)
    assert {line.link.text: line.by for line in listed.lines} == {
        "2020/one": "甲办公室", "2020/two": "乙办公室", "2020/both": "甲办公室、乙办公室",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2008", ""), ("2008-06-30", "本件成文时尚未开始"), ("2008-07", "本件成文时在进行"), ("2008-08-01", "本件成文时在进行"), ("2008-09-30", "本件成文时在进行"), ("2008-10-01", "本件成文时已结束"),
        ("2008-10-02", "本件成文时已结束"), ("2009", "本件成文时已结束"), (None, ""),
    ],
)  # fmt: skip
def test_how_it_stood_on_the_day_of_a_document(day: str | None, words: str) -> None:
    campaign = Campaign(
        id="a", file="campaigns/a.md", name="某行动", kind="campaign", start="2008-07-01", length="P3M"
    )
    assert campaign.standing(Edtf(day) if day else None) == words


def test_what_has_no_end_says_nothing_while_it_lasts() -> None:
    agency = Agency(
        id="b", file="agencies/b.md", name="某部", kind="state organ", level="central", founded="2008"
    )
    assert agency.standing(Edtf("2010-01-01")) == ""
    assert agency.standing(Edtf("2007-12-31")) == "本件成文时尚未设立"


def test_a_series_is_opened_by_year_where_a_year_has_several() -> None:
    records = [
        campaign("clear", "“明网”系列行动"),
        campaign("clear-2021", "2021年“明网”系列行动", parents=["clear"], start="2021"),
        campaign("one", "明网·春节整治", parents=["clear-2021"], start="2021-02-04"),
        campaign("two", "“明网·暑期整治”专项行动", parents=["clear-2021"], start="2021-07~"),
        campaign("yearly", "一年一次", start="2014"),
        *(
            campaign(f"y{year}", f"{year}年一次", parents=["yearly"], start=str(year))
            for year in (2014, 2015)
        ),
    ]
    archive = Archive(campaigns={c.id: c for c in records})
    door = next(page for page in campaigns.campaign_indexes(archive) if page.src == "campaigns/index.md")
    (lanes,) = [part for section in door.sections for part in section.parts if isinstance(part, Lanes)]
    years = {lane.link.text: lane.years for lane in lanes.lanes}
    assert years["一年一次"] == ()
    (year,) = years["“明网”系列行动"]
    assert (year.year, year.head and year.head.text, year.note) == ("2021", "2021年“明网”系列行动", "2 项")
    assert [(link.text, link.note) for link in year.links] == [
        ("春节整治", "2021-02-04"), ("暑期整治专项行动", "2021-07（约）"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "aliases", "label"),
    [
        ("打击淫秽色情网站专项行动", [], "打击淫秽色情网站"),
        ("“净网”专项行动（某某部）", [], "“净网”（某某部）"),
        ("净网行动（扫黄打非）", [], "净网行动（扫黄打非）"),
        ("整治互联网和手机传播低俗信息专项行动", ["整治低俗信息"], "整治低俗信息"),
        ("专项行动", [], "专项行动"),
    ],
)
def test_the_band_calls_a_campaign_by_a_short_name(name: str, aliases: list[str], label: str) -> None:
    assert home._band_label(campaign("x", name, aliases=aliases)) == label
