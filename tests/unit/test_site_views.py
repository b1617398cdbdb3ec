"""The views of a whole small archive, as values: what each page says, and of whom."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import markdown
import pytest

from gongwen.derived.occurrences import Occurrences
from gongwen.errors import GongwenError
from gongwen.records import Agency, Campaign, Document, Record, Term
from gongwen.records.archive import Archive, read_archive
from gongwen.views import authority, charts, contexts, further
from gongwen.views.authority import AuthorityView
from gongwen.views.document import DocumentView
from gongwen.views.home import HomeView
from gongwen.views.links import Link
from gongwen.views.page import Page
from gongwen.views.parts import ContextTable, DocumentList, MeterList, RelatedList, Section, Table, Text
from gongwen.views.record import record_sections
from gongwen.views.safe_markdown import SafeExtension
from gongwen.views.site import Site, generated_pages

SPECIMEN = Path(__file__).resolve().parents[1] / "specimen" / "docs"


@pytest.fixture(scope="module")
def site() -> Site:
    return Site(read_archive(SPECIMEN), "https://example.org/")


def shown(site: Site, src: str) -> AuthorityView:
    found = site.view(src)
    assert isinstance(found, AuthorityView)
    return found


def section(sections: Iterable[Section], anchor: str) -> Section:
    return next(section for section in sections if section.anchor == anchor)


def related(found: Section) -> list[tuple[str, str]]:
    return [
        (line.role, line.link.text)
        for part in found.parts
        if isinstance(part, RelatedList)
        for line in part.lines
    ]


def archive_of(*records: Record) -> Archive:
    return Archive.of(records)


def document(identity: str, **more: object) -> Document:
    data = {
        "id": identity,
        "file": f"documents/{identity}.md",
        "title": f"题{identity}",
        "date": f"{identity[:4]}-05-01",
        "body": "正文。",
    }
    return Document.model_validate({**data, **more})


def agency(identity: str, **more: object) -> Agency:
    data = {
        "id": identity,
        "file": f"agencies/{identity}.md",
        "name": f"某{identity}局",
        "kind": "state organ",
        "level": "central",
    }
    return Agency.model_validate({**data, **more})


# What the generator asks


def test_each_page_has_its_record_template_and_description(site: Site) -> None:
    record = site.record("documents/2006/launch.md")
    assert isinstance(record, Document)
    assert (site.template(record), site.record("documents/no.md")) == ("document.html", None)
    assert (
        site.description(record)
        == "新闻报道，信息产业部，2006-02-21。信息产业部21日启动阳光绿色网络工程，副部长说，要依法办理备案。"
    )
    mii = site.record("agencies/mii.md")
    assert mii is not None
    assert site.template(mii) == "authority.html"
    assert site.description(mii).startswith("国家机构，信息产业部，")


def test_what_is_rendered_is_known_while_it_is(site: Site) -> None:
    site.enter("documents/2006/launch.md")
    current = site.current_document()
    assert current is not None
    assert current.id == "2006/launch"
    surroundings = site.surroundings()
    assert surroundings is not None
    assert (surroundings.src, str(surroundings.context.date), surroundings.context.place) == (
        "documents/2006/launch.md",
        "2006-02-21",
        "北京",
    )
    site.enter("agencies/mii.md")
    assert site.current_document() is None
    assert site.surroundings() is not None
    site.enter("about/index.md")
    assert (site.current_document(), site.surroundings()) == (None, None)


def test_anchors_that_templates_add_are_known(site: Site) -> None:
    assert site.anchors("documents/2006/launch.md") >= {"cite", "provenance", "editing"}
    assert site.anchors("agencies/mii.md") >= {"names", "lineage", "docs", "kwic", "others"}
    assert "types" in site.anchors("documents/index.md")
    assert site.anchors("about/index.md") == set()
    # Every section that a record's page shows has an anchor that links may lead to.
    for record in site.archive:
        view = site.view(record.file)
        if isinstance(view, AuthorityView):
            assert {s.anchor for s in view.sections if s.anchor} <= site.anchors(record.file), record.file


def test_every_page_has_a_view(site: Site) -> None:
    kinds = {
        type(site.view(src))
        for src in (
            "index.md",
            "documents/2006/launch.md",
            "agencies/mii.md",
            "documents/index.md",
            "about/x.md",
        )
    }
    assert kinds == {HomeView, DocumentView, AuthorityView, Page}
    assert site.has("agencies/mii.md")
    assert site.has("agencies/periods.md")
    assert not site.has("agencies/nowhere.md")
    assert site.doors == (
        ("文献", "documents/"),
        ("机构", "agencies/"),
        ("行动", "campaigns/"),
        ("术语", "glossary/"),
    )


def test_an_address_that_is_generated_twice_is_a_fault() -> None:
    one, other = (agency(name, redirects=["agencies/old"]) for name in "ab")
    with pytest.raises(GongwenError, match=r"两个页面生成同一地址 agencies/old\.md"):
        Site(archive_of(one, other), "")


# Agencies, campaigns, terms


def test_an_agency_says_what_it_was_and_is_no_more(site: Site) -> None:
    view = shown(site, "agencies/mii.md")
    assert view.kindline[0] == "国家机构"
    assert "已撤销" in view.kindline
    assert [crumb.text for crumb in view.crumbs] == ["文献库", "机构", "中央：国家机构"]
    assert view.crumbs[-1].path == "agencies/#central-state-organ"
    assert "已撤销" not in shown(site, "agencies/cac.md").kindline
    group = authority.authority_view(
        agency("six", name="六家企业（合称）", place="北京", website="https://a.example/"), ()
    )
    assert "合称或类型，非单一机构" in group.kindline
    assert group.kindline[-1] == "北京"
    assert group.website == "https://a.example/"


def test_relatives_are_called_what_they_are(site: Site) -> None:
    archive = archive_of(
        agency("a", predecessors=["old"], successors=["new"], parent="top", same_body_as="twin"),
        agency("old"), agency("new"), agency("top"), agency("twin"), agency("below", parent="a"),
    )  # fmt: skip
    lines = related(section(shown(Site(archive, ""), "agencies/a.md").sections, "lineage"))
    assert lines == [
        ("前身", "某old局"),
        ("后续机构", "某new局"),
        ("同一机构", "某twin局"),
        ("隶属", "某top局"),
        ("下设", "某below局"),
    ]


def test_an_agencys_names_have_kinds_and_times() -> None:
    body = agency(
        "a", name="中华人民共和国某局", short="某", aliases=["老某局"], senses=[{"alias": "老某局", "since": "1998", "until": "2008", "subject": ["电信"]}]
    )  # fmt: skip
    (table,) = section(shown(Site(archive_of(body), ""), "agencies/a.md").sections, "names").parts
    assert isinstance(table, Table)
    rows = [tuple("".join(map(str, cell.runs)) for cell in row) for row in table.rows]
    assert rows == [
        ("中华人民共和国某局", "全称", ""),
        ("某局", "通称", ""),
        ("某", "简称", ""),
        ("老某局", "别称", "1998 — 2008，涉及电信"),
    ]
    gone = agency(
        "b", name="信息产业某部", aliases=["信产部", "产信部"], founded="1998-03", dissolved="2008-03"
    )
    (table,) = section(shown(Site(archive_of(gone), ""), "agencies/b.md").sections, "names").parts
    assert isinstance(table, Table)
    assert [["".join(map(str, cell.runs)) for cell in row] for row in table.rows] == [
        ["信息产业某部", "名称", "1998-03 — 2008-03"], ["信产部", "简称", ""], ["产信部", "别称", ""],
    ]  # fmt: skip


def test_campaigns_stand_under_who_led_and_who_took_part() -> None:
    led = Campaign.model_validate(
        {
            "id": "c",
            "file": "campaigns/c.md",
            "name": "某行动",
            "kind": "campaign",
            "start": "2007-03",
            "end": "2007-09",
            "leads": ["a"],
            "participants": ["b"],
        }
    )
    site = Site(archive_of(agency("a"), agency("b"), led), "")
    assert related(section(shown(site, "agencies/a.md").sections, "campaigns")) == [("牵头", "某行动")]
    assert related(section(shown(site, "agencies/b.md").sections, "campaigns")) == [("参加", "某行动")]
    view = shown(site, "campaigns/c.md")
    assert related(section(view.sections, "bodies")) == [("牵头", "某a局"), ("参加", "某b局")]
    assert view.kindline == ("专项行动", "2007-03 — 2007-09")
    assert [crumb.text for crumb in view.crumbs] == ["文献库", "行动"]
    assert "<svg" in view.picture


def test_a_series_names_its_parts_and_they_name_it(site: Site) -> None:
    series = related(section(shown(site, "campaigns/qinglang.md").sections, "series"))
    assert [role for role, _ in series] == ["分项"] * len(series)
    assert site.archive.campaigns["qinglang-2021"].label in [name for _, name in series]
    part = related(section(shown(site, "campaigns/ql2021-account.md").sections, "series"))
    assert part[0] == ("所属系列", site.archive.campaigns["qinglang-2021"].label)
    assert [crumb.text for crumb in shown(site, "campaigns/sunshine.md").crumbs][-1] == "工程与计划"


def test_a_term_says_what_it_means_and_what_belongs_beside_it() -> None:
    term = Term.model_validate({
        "id": "a", "file": "glossary/a.md", "term": "某词", "pinyin": "mǒu cí", "category": "society", "aliases": ["某个词"],
        "definition": "一个词。", "definition_en": "A word.", "related": ["b", "none"], "see_also_documents": ["2006/x"],
    })  # fmt: skip
    other = Term.model_validate(
        {
            "id": "b",
            "file": "glossary/b.md",
            "term": "乙词",
            "pinyin": "yǐ cí",
            "category": "society",
            "term_en": "B",
        }
    )
    view = shown(Site(archive_of(term, other, document("2006/x")), ""), "glossary/a.md")
    assert (view.definition, view.definition_en, view.pinyin) == ("一个词。", "A word.", "mǒu cí")
    assert view.kindline == ("术语", "社会", "又作：某个词")
    assert related(section(view.sections, "related")) == [("相关", "乙词")]
    (listed,) = section(view.sections, "see").parts
    assert isinstance(listed, DocumentList)
    assert [line.link.text for line in listed.lines] == ["题2006/x"]


def test_a_withdrawn_record_says_when_and_why() -> None:
    gone = {
        "withdrawn": {"date": "2026-05-06", "reason": "误收"},
        "access": "record",
        "rights": {"note": "已撤下"},
    }
    site = Site(
        archive_of(document("2006/x", **gone), agency("a", withdrawn=gone["withdrawn"], body="原有的话。")),
        "",
    )
    view = site.view("documents/2006/x.md")
    assert isinstance(view, DocumentView)
    assert view.access_note == "本件已于 2026-05-06 撤下：误收。"
    assert shown(site, "agencies/a.md").kindline[-1] == "已于 2026-05-06 撤下：误收"
    assert {record.public_body for record in site.archive} == {""}


# Who acts with whom


def test_roles_in_documents_follow_the_type() -> None:
    documents = [
        document("2006/a", type="通知", issuers=["a"], document_number="某发〔2006〕1号"),
        document("2006/b", type="发布会实录", issuers=["a", "b"]),
        document("2006/c", type="讲话", issuers=["a", "b"]),
        document("2006/d", type="通知", issuers=["a", "b", "c", "d", "e"]),
    ]
    site = Site(archive_of(*documents, *(agency(name) for name in "abcde")), "")
    sections = shown(site, "agencies/a.md").sections
    listed = next(part for part in section(sections, "docs").parts if isinstance(part, DocumentList))
    assert [line.by for line in listed.lines] == [
        "某发〔2006〕1号　发布",
        "与某b局一同举行",
        "与某b局共同列名",
        "与某b局、某c局、某d局等 4 个机构一同发布",
    ]
    assert section(sections, "docs").more == Link("在检索中打开", "search/?q=%E6%9F%90a%E5%B1%80&agency=a")
    assert section(sections, "docs").note == "4 件，单独发布 1 件，联合发布 3 件"
    (meters,) = section(sections, "partners").parts
    assert isinstance(meters, MeterList)
    assert [(line.link.text, line.count, line.share) for line in meters.lines] == [
        ("某b局", 3, 100), ("某c局", 1, 33), ("某d局", 1, 33), ("某e局", 1, 33),
    ]  # fmt: skip


def test_name_plates_are_counted_each_and_together() -> None:
    plates = (agency("a", same_body_as="b"), agency("b"))
    documents = (
        document("2006/x", issuers=["a", "b"]),
        document("2007/y", issuers=["b"]),
        document("2008/z", issuers=["a"]),
    )
    site = Site(archive_of(*plates, *documents), "")
    (text, table) = section(shown(site, "agencies/a.md").sections, "joint").parts
    assert isinstance(text, Text)
    assert isinstance(table, Table)
    assert [[str(getattr(run, "text", run)) for cell in row for run in cell.runs] for row in table.rows] == [
        ["某a局", "2", "0"], ["某b局", "2", "0"], ["合看", "3", "0"],
    ]  # fmt: skip
    joint = site.view("agencies/a/joint.md")
    assert isinstance(joint, Page)
    listed = next(part for part in section(joint.sections, "docs").parts if isinstance(part, DocumentList))
    assert [(line.link.text, line.by) for line in listed.lines] == [
        ("题2008/z", "某a局"), ("题2007/y", "某b局"), ("题2006/x", "某a局、某b局"),
    ]  # fmt: skip


def test_a_kind_without_a_view_shows_both_ends_and_documents_apart() -> None:
    archive = archive_of(
        agency("a", parent="top", aliases=["甲"]),
        agency("top"),
        agency("c", parent="a"),
        document("2006/x", issuers=["a"]),
    )
    sections = record_sections(archive.agencies["a"], archive, Occurrences(archive))
    assert related(section(sections, "lineage")) == [("隶属", "某top局"), ("下设", "某c局")]
    (listed,) = section(sections, "docs").parts
    assert isinstance(listed, DocumentList)
    assert [line.link.text for line in listed.lines] == ["题2006/x"]
    (table,) = section(sections, "names").parts
    assert isinstance(table, Table)
    assert ["".join(map(str, cell.runs)) for row in table.rows for cell in row] == [
        "又作",
        "甲",
        "层级",
        "中央",
    ]
    assert record_sections(agency("alone"), archive, Occurrences(archive))[0].anchor == "names"


# Many


def test_many_documents_get_pages_of_their_own() -> None:
    count = authority.DOCUMENTS_SHOWN + 5
    issued = [document(f"{1990 + n % 30}/d{n:03}", issuers=["a"]) for n in range(count)]
    site = Site(archive_of(agency("a"), *issued), "")
    parts = section(shown(site, "agencies/a.md").sections, "docs").parts
    listed = next(part for part in parts if isinstance(part, DocumentList))
    assert len(listed.lines) == authority.DOCUMENTS_SHOWN
    (note,) = [part for part in parts if isinstance(part, Text)]
    assert str(note.runs[0]) == f"以上是最近的 60 件；全部 {count} 件："
    page = site.view("agencies/a/documents.md")
    assert isinstance(page, Page)
    assert page.title == "某a局：全部文献"
    assert authority.document_pages(agency("a"), issued[:3]) == []


def test_many_uses_get_pages_of_their_own() -> None:
    term = Term.model_validate(
        {"id": "t", "file": "glossary/t.md", "term": "网络备案制度", "pinyin": "x", "category": "society"}
    )
    using = [
        document(f"{1990 + n % 30}/d{n:03}", body="这里说到网络备案制度。")
        for n in range(contexts.NEWEST + 3)
    ]
    site = Site(archive_of(term, *using), "")
    found = section(shown(site, "glossary/t.md").sections, "kwic")
    assert found.note == f"取自 {contexts.NEWEST + 3} 件原文，{contexts.NEWEST + 3} 处"
    table = found.parts[0]
    assert isinstance(table, ContextTable)
    assert [line.year for line in table.lines][-2:] == ["2018", "2019"]
    assert table.sortable
    assert len(table.lines) == contexts.NEWEST
    page = site.view("glossary/t/all.md")
    assert isinstance(page, Page)
    assert page.title == "网络备案制度：全部用例"
    assert page.lede.startswith("用到这一名称的原文，1990—2019 年，53 件")


def test_names_without_a_record_have_pages_and_a_stub() -> None:
    archive = archive_of(document("2006/x", issuers=["某某委员会"], campaigns=["某某行动"]))
    pages = {page.src: page for page in further.unrecorded_pages(archive)}
    assert pages["agencies/unrecorded/moumouweiyuanhui.md"].title == "某某委员会"
    assert pages["campaigns/unrecorded/moumouxingdong.md"].lede == "尚无条目的行动。"
    assert set(pages) >= {"agencies/unrecorded/index.md", "campaigns/unrecorded/index.md"}
    assert "glossary/unrecorded/index.md" not in pages
    assert further.stub("campaign", "某某行动") == (
        "docs/campaigns/moumouxingdong.md\n---\nname: 某某行动\nname_en: ''\nkind: campaign\n---\n\n（两到六句：是什么，据什么说的。）"
    )


def test_old_addresses_lead_on(site: Site) -> None:
    archive = archive_of(agency("a", redirects=["glossary/old/"]))
    pages = {page.src: page for page in generated_pages(archive, Site(archive, "").occurrences)}
    page = pages["glossary/old.md"]
    assert (page.template, page.crumbs[-1].path) == ("redirect.html", "agencies/a/")


# The home page


def test_the_home_page_counts_and_leads(site: Site) -> None:
    home = site.view("index.md")
    assert isinstance(home, HomeView)
    assert [(name, unit, path) for name, _, unit, path in home.counts] == [
        ("文献", "件", "documents/"), ("机构", "个", "agencies/"), ("行动", "项", "campaigns/"), ("术语", "条", "glossary/"),
    ]  # fmt: skip
    assert [count for _, count, _, _ in home.counts] == [
        len(site.archive.records(k)) for k in ("document", "agency", "campaign", "term")
    ]
    assert home.newest[0][0].text == max(site.archive.documents.values(), key=lambda d: d.order).title
    assert home.agencies[0][0].text == site.archive.agency_name(
        max(site.archive.documents_by_issuer, key=lambda i: len(site.archive.documents_by_issuer[i]))
    )
    years = list(site.archive.documents_by_year)
    assert len(home.table) == max(years) - min(years) + 1


def test_an_empty_archive_has_a_home_page_too() -> None:
    home = Site(Archive(), "").view("index.md")
    assert isinstance(home, HomeView)
    assert (home.band, home.table, home.latest_date, home.digests) == ("", (), "", 0)


# A document's panel


def test_a_documents_panel_says_all_that_is_known() -> None:
    shown_document = document(
        "2006/x", type="部门规章", status="amended", effective="2006-06", version="2010-01-02", deadline="2006-01-01", outcome="2007/y",
        place="北京", addressee="各单位", republisher="某报", issuers=["a", "某某委员会"], campaigns=["某某行动"],
        people=[{"name": "王小明", "office": "局长"}, {"name": "李小红"}], review=["issuers", "place"],
        source={"name": "某局", "url": "https://a.example/", "published": "2006-05-02", "retrieved": "2026-01-01"},
        rights={"basis": "著作权法第五条", "note": "说明"}, original={"file": "a.txt", "sha256": "0" * 64, "format": "txt", "encoding": "utf-8"},
        evidence={"place": {"basis": "inferred", "note": "据发布机关", "text": "某局"}},
    )  # fmt: skip
    site = Site(archive_of(shown_document, document("2007/y"), agency("a")), "")
    view = site.view("documents/2006/x.md")
    assert isinstance(view, DocumentView)
    rows = {row.label: row for row in view.rows}
    assert [link.text for link in rows["制定机关"].links] == ["某a局", "某某委员会"]
    assert rows["制定机关"].links[1].path == "agencies/unrecorded/moumouweiyuanhui/"
    assert rows["制定机关"].review
    assert {label: row.text for label, row in rows.items() if row.text} == {
        "日期": "2006-05-01", "正文版本": "2010-01-02", "效力": "已修改",
        "地点": "北京", "主送": "各单位", "原文": "某局", "转载": "某报", "出席人员": "王小明，局长；李小红",
    }  # fmt: skip
    assert [(one.label, one.date) for one in view.life] == [
        ("成文", "2006-05-01"),
        ("施行", "2006-06"),
        ("结果", "2007-05-01"),
        ("修改", "2010-01-02"),
    ]
    assert view.life[0].notes[0].text == "意见截止 2006-01-01"
    result = view.life[2].notes[0].link
    assert result is not None
    assert result.path == "documents/2007/y/"
    assert rows["涉及行动"].links[0].path == "campaigns/unrecorded/moumouxingdong/"
    assert (rows["地点"].basis, rows["地点"].review, rows["原文"].basis) == ("推定", True, "站外")
    assert [(doubt.label, doubt.note) for doubt in view.doubts] == [
        ("发布机关", "尚未核对"),
        ("地点", "据发布机关，“某局”"),
    ]
    assert view.provenance == (
        ("公开范围", "全文公开", False), ("权利说明", "说明", False), ("依据", "著作权法第五条", False), ("来源", "某局", False),
        ("来源日期", "2006-05-02", False), ("取得日期", "2026-01-01", False), ("原件", "a.txt（txt，utf-8）", False),
        ("校验值", f"sha256 {'0' * 64}", True), ("地点", "推定，据发布机关，“某局”", False),
    )  # fmt: skip
    assert (view.previous, view.next and view.next.text) == (None, "题2007/y")


def test_issuers_are_called_what_they_are_to_the_type() -> None:
    labels = {
        "新闻报道": "相关机构",
        "发布会实录": "主办单位",
        "讲话": "机构",
        "工作汇报": "汇报机关",
        "倡议公约": "发起者",
        "通知": "发布机关",
    }
    for doc_type, label in labels.items():
        view = Site(archive_of(document("2006/x", type=doc_type, issuers=["a"]), agency("a")), "").view(
            "documents/2006/x.md"
        )
        assert isinstance(view, DocumentView)
        assert view.rows[0].label == label


def test_who_is_named_beside_a_text_by_how_often() -> None:
    text = "某甲信息中心发布消息。某乙信息中心和某甲信息中心参加。"
    site = Site(
        archive_of(
            document("2006/x", body=text),
            agency("b", name="某乙信息中心"),
            agency("a", name="某甲信息中心", short="甲中心"),
        ),
        "",
    )
    view = site.view("documents/2006/x.md")
    assert isinstance(view, DocumentView)
    assert [(link.text, link.count) for link in view.agencies] == [("甲中心", 2), ("某乙信息中心", 1)]


def test_siblings_are_of_the_same_campaign_or_the_same_year() -> None:
    same = [document(f"2006/s{n}", issuers=["a"], date=f"2006-0{n}-01") for n in range(1, 5)]
    other = document("2008/z", issuers=["a"])
    view = Site(archive_of(*same, other, agency("a")), "").view("documents/2006/s2.md")
    assert isinstance(view, DocumentView)
    assert (view.siblings_title, [link.text for link in view.siblings]) == (
        "同一机构同年所发",
        ["题2006/s1", "题2006/s3", "题2006/s4"],
    )
    kin = [document(f"200{n}/k", campaigns=["某行动"]) for n in range(6, 9)]
    view = Site(archive_of(*kin), "").view("documents/2007/k.md")
    assert isinstance(view, DocumentView)
    assert (view.siblings_title, [link.text for link in view.siblings]) == (
        "同一行动",
        ["题2006/k", "题2008/k"],
    )


# What Markdown may do


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<b>粗</b>", "<p>&lt;b&gt;粗&lt;/b&gt;</p>"),
        ("[甲](javascript:alert(1))", "<p><span>甲</span></p>"),
        ("[甲](//other.example/x)", "<p><span>甲</span></p>"),
        ("![图](https://a.example/x.png)", "<p><span>图</span></p>"),
        ("![图](../assets/x.png)", '<p><img alt="图" src="../assets/x.png" /></p>'),
        ("[甲](https://a.example/)", '<p><a href="https://a.example/">甲</a></p>'),
        ("<!DOCTYPE", "<p>&lt;!DOCTYPE</p>"),
        ("<? 甲", "<p>&lt;? 甲</p>"),
    ],
)  # fmt: skip
def test_a_page_holds_text_and_links_that_lead(text: str, html: str) -> None:
    assert markdown.markdown(text, extensions=[SafeExtension()]) == html


def test_tracks_tell_what_is_known_from_what_isnt() -> None:
    from gongwen.records.edtf import Edtf

    known = charts.track(2005, 2010, [charts.known(Edtf("2006-01"), Edtf("2007-06"))])
    guessed = charts.track(2005, 2010, [charts.computed(Edtf("2006-01"), Edtf("2007-06"))])
    assert known.count('class="camp"') == 1
    assert guessed.count('class="camp"') == 2
    assert 'x1="16.67%" x2="41.' in known
    assert charts.years(2005, 2006).count("<text") == 2
