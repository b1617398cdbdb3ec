"""What rules provide: measured, held against their texts, shown with their articles, given out as data."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from pydantic import ValidationError

from gongwen.derived.occurrences import Occurrences
from gongwen.derived.provisions import anchor_of, anchors, limits, pieces, sizes
from gongwen.pages.paragraphs import page_lines
from gongwen.publish.provisions import data_files
from gongwen.records import Agency, Document, WholeText
from gongwen.records.archive import Archive
from gongwen.records.checks.pointers import pointers
from gongwen.records.frontmatter import dump, parse
from gongwen.records.reading import fault_of
from gongwen.search.entries import document_entry
from gongwen.texts.provision_checks import check
from gongwen.views.agency import agency_sections
from gongwen.views.document import document_view
from gongwen.views.duties import duty_page
from gongwen.views.links import Link
from gongwen.views.page import Page
from gongwen.views.parts import FilteredTable, Section, Table
from gongwen.views.powers import power_pages

TEXT = """## 第一章 总则

第一条　本规定管某事。

## 第二章 办理

### 第一节 受理

第二条　某局收到申请，有下列情形之一的，应当在十个工作日之内给出书面的答复，并且把副本寄给申请的人：

（一）甲情形；

（二）乙情形。

第三条　经营者要把账目留下来。

违反前款的，由某局罚款。
"""

OBLIGATION = {"who": "某局", "must": "答复申请", "time": "10个工作日内", "article": "第二条"}
KEPT = {
    "who": "经营者", "must": "留账", "threshold": "100万人以上", "time": "至少3年", "consequence": "罚款",
    "under": "第三条第二款", "article": "第三条",
}  # fmt: skip
POWER = {"who": "本地主管局", "body": "ju", "kind": "sanction", "may": "罚款", "article": "第三条第二款"}
BUREAU = Agency(id="ju", file="agencies/ju.md", name="某某管理局", kind="state organ", level="central")


def rule(identity: str = "2006/a", *, text: bool = True, text_: Any = None, **more: Any) -> Document:
    data = {
        "id": identity, "file": f"documents/{identity}.md", "title": "中华人民共和国某法", "date": f"{identity[:4]}-05-01",
        "type": "法律", "content": "digest", "body": "提要。",
    }  # fmt: skip
    whole = WholeText(body=TEXT, origin="某处", sha256="0" * 64)
    return Document.model_validate({**data, "text": text_, **({"whole": whole} if text else {}), **more})


def archive(*rules: Document) -> Archive:
    return Archive(documents={d.id: d for d in rules}, agencies={"ju": BUREAU})


def sections(document: Document) -> dict[str, Table]:
    found = archive(document)
    shown = document_view(document, found, Occurrences(found), "").provisions
    return {section.anchor: table(section) for section in shown}


def table(section: Section) -> Table:
    (part,) = section.parts
    assert isinstance(part, Table)
    return part


# Measures


@pytest.mark.parametrize(
    ("text", "kind", "hours", "label"),
    [
        ("24小时内", "within", 24, "24 小时"),
        ("10个工作日内", "within", 336, "10 个工作日"),
        ("收到之日起15日内", "within", 360, "15 日"),
        ("1个月内", "within", 730, "1 个月"),
        ("30日前", "before", 720, "30 日"),
        ("提前15日", "before", 360, "15 日"),
        ("保存60日", "least", 1440, "60 日"),
        ("满15日", "least", 360, "15 日"),
        ("至少6个月", "least", 4380, "6 个月"),
        ("不少于3年", "least", 26280, "3 年"),
        ("每年1次", "each", 8760, "每年"),
        ("每半年", "each", 4380, "每半年"),
        ("每2年1次", "each", 17520, "每2年"),
        ("每3个月", "each", 2190, "每3个月"),
    ],
)
def test_times_are_measured(text: str, kind: str, hours: float, label: str) -> None:
    (found,) = limits(text)
    assert (found.kind, round(found.hours, 6), found.label) == (kind, hours, label)


def test_words_without_a_number_are_no_limit() -> None:
    assert limits("及时") == limits("定期") == limits("") == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("处理100万人以上个人信息", [(1_000_000, "人", "100 万人")]),
        ("10万人以上、1万人以下", [(100_000, "人", "10 万人"), (10_000, "人", "1 万人")]),
        ("注册2000个账号以上", [(2000, "个账号", "2000 个账号")]),
        ("罚款超过500元的", [(500, "元", "500 元")]),
        ("用户数量巨大", []),
    ],
)
def test_sizes_are_measured(text: str, found: list[tuple[float, str, str]]) -> None:
    assert [(size.number, size.unit, size.label) for size in sizes(text)] == found


# Places


@pytest.mark.parametrize(
    "place", ["第二条", "第三百九十条之一", "第二条第一款第三项", "第二章第一节", "三", "第二条、第三条第二款", "第二条至第五条"]
)  # fmt: skip
def test_places_of_a_rule_may_be_named_so(place: str) -> None:
    assert rule(outline=[{"place": place, "about": "某"}]).outline[0].place == place
    assert "".join(pieces(place)) == place


@pytest.mark.parametrize("place", ["27", "第27条", "二十三条", "第二条：", "见第二条", "第二条、"])
def test_other_words_are_no_place(place: str) -> None:
    with pytest.raises(ValidationError):
        rule(outline=[{"place": place, "about": "某"}])
    told = fault_of(Document, {"title": "某", "outline": [{"place": place, "about": "某"}]}, "outline")
    assert told is not None
    assert "不是条、章的号" in told


def test_an_outline_says_little() -> None:
    rule(outline=[{"place": "第一条", "about": "某" * 24}])
    with pytest.raises(ValidationError):
        rule(outline=[{"place": "第一条", "about": "某" * 25}])


@pytest.mark.parametrize(
    ("place", "anchor"),
    [
        ("第二条", "art-2"),
        ("第二条第二项", "art-2-1-2"),
        ("第三条第二款", "art-3-2"),
        ("第二章", "第二章-办理"),
        ("第二章第一节", "第一节-受理"),
        ("第一节", "第一节-受理"),
        ("第四条", None),
        ("第三章", None),
        ("第二条第三项", None),
        ("第一章第一节", None),
    ],
)
def test_places_are_found_in_the_text(place: str, anchor: str | None) -> None:
    document = rule()
    found = anchor_of(place, anchors(document, page_lines(document)))
    assert (found is None) == (anchor is None)
    if anchor and anchor.startswith("art"):
        assert found == anchor


def test_a_digest_has_no_places() -> None:
    alone = rule(text=False, body="## 第一章 总则\n\n第一条　甲。\n\n第二条　乙。\n\n第三条　丙。")
    assert anchors(alone, page_lines(alone)) == {}


# Checks


def test_places_that_the_text_has_not_are_told() -> None:
    wrong = {**KEPT, "under": "第三条第三款", "article": "第三条、第九条"}
    found = list(
        check(archive(rule(obligations=[OBLIGATION, wrong], outline=[{"place": "第二章第一节", "about": "受理"}])))
    )  # fmt: skip
    assert [(f.problem, f.loc) for f in found] == [
        ("全文里没有第九条", ("obligations", 1, "article")),
        ("全文里没有第三条第三款", ("obligations", 1, "under")),
    ]


def test_nothing_is_told_of_places_where_there_is_no_text() -> None:
    assert list(check(archive(rule(text=False, obligations=[{**OBLIGATION, "article": "第九十条"}])))) == []


def test_a_sentence_of_the_text_is_told() -> None:
    copied = "应当在十个工作日之内给出书面的答复，并且把副本寄给申请的人"
    (found,) = check(archive(rule(obligations=[OBLIGATION, {**OBLIGATION, "must": copied}])))
    assert found.loc == ("obligations", 1)
    assert "字相同" in found.problem
    assert list(check(archive(rule(obligations=[{**OBLIGATION, "must": copied[:24]}])))) == []


def test_a_body_must_have_a_record() -> None:
    (found,) = pointers(archive(rule(powers=[{**POWER, "body": "meiyou"}])))
    assert "“meiyou”不存在" in found.problem
    assert list(pointers(archive(rule(powers=[POWER])))) == []


# Pages


def test_each_row_leads_to_its_article() -> None:
    found = sections(rule(obligations=[OBLIGATION, KEPT], powers=[POWER], definitions=[{"term": "某事", "article": "第一条"}]))  # fmt: skip
    assert [*found] == ["obligations", "powers", "definitions"]
    who, must, measure, after, where = found["obligations"].rows[1]
    assert (who.runs, must.runs, measure.runs) == (("经营者",), ("留账",), ("100万人以上；至少3年",))
    assert after.runs == ("罚款", "（", Link("第三条第二款", "documents/2006/a/#art-3-2"), "）")
    assert where.runs == (Link("第三条", "documents/2006/a/#art-3"),)
    named = found["powers"].rows[0][0].runs
    assert [run if isinstance(run, str) else run.path for run in named] == ["本地主管局", "（", "agencies/ju/", "）"]  # fmt: skip


def test_without_a_text_articles_are_words() -> None:
    assert sections(rule(text=False, powers=[POWER]))["powers"].rows[0][-1].runs == ("第三条第二款",)


def test_of_a_withdrawn_rule_nothing_is_shown() -> None:
    gone = rule(
        powers=[POWER], obligations=[OBLIGATION], withdrawn={"date": "2020", "reason": "某"}, access="record"
    )
    assert sections(gone) == {}
    found = archive(gone)
    assert not any("罚款" in text for text in data_files(found).values())
    assert "目前没有" in duty_page(found, Occurrences(found)).lede
    assert not any("罚款" in line.text for line in document_entry(gone, found).lines)
    assert not any(
        section.anchor == "powers" for section in agency_sections(BUREAU, found, Occurrences(found))
    )


def pages(found: Archive) -> list[Page]:
    return list(power_pages(found, Occurrences(found)))


def test_powers_stand_by_body_by_kind_and_by_rule() -> None:
    other = {"who": "任何单位", "kind": "support", "may": "请求帮助", "article": "第一条"}
    found = archive(rule(powers=[POWER, other]), rule("2009/b", powers=[{**POWER, "who": "某某管理局"}]))
    bodies, kinds, rules = pages(found)
    assert [(s.title, s.note) for s in bodies.sections[1:]] == [("某某管理局", "2 条"), ("其他", "1 条")]
    assert [s.title for s in kinds.sections[1:]] == ["处罚", "扶持与服务"]
    assert [(s.title, s.note) for s in rules.sections[1:]] == [
        ("中华人民共和国某法", "据截至 2009-05-01 的文本，1 条"),
        ("中华人民共和国某法", "据截至 2006-05-01 的文本，2 条"),
    ]
    row = table(bodies.sections[1]).rows[0]
    assert row[-1].runs == (Link("某法", "documents/2009/b/"), " ", Link("第三条第二款", "documents/2009/b/#art-3-2"))  # fmt: skip


def test_a_body_says_what_rules_let_it_do() -> None:
    found = archive(rule(powers=[POWER]), rule("2009/b", powers=[POWER]))
    (section,) = (s for s in agency_sections(BUREAU, found, Occurrences(found)) if s.anchor == "powers")
    assert section.note == "2 条，出自 2 件"
    assert len(table(section).rows) == 2


def test_rows_carry_the_words_that_choose_them() -> None:
    soon = {**OBLIGATION, "time": "24小时内"}
    found = archive(rule(obligations=[OBLIGATION, soon, KEPT]))
    part = next(
        p for p in duty_page(found, Occurrences(found)).sections[0].parts if isinstance(p, FilteredTable)
    )
    words = [set(row[1]) for row in part.rows]
    within = {word for word in words[1] if word.startswith("time=")}
    assert within == {
        "time=within 24",
        "time=within 336",
    }  # what is due sooner is due within the longer time too
    assert {word for word in words[0] if word.startswith("time=")} == {"time=within 336"}
    assert {"who=经营者", "time=least 26280", "size=100 万人", "rule=2006/a"} <= words[2]
    times = next(f for f in part.filters if f.name == "time")
    assert [(group, [(c.text, c.count) for c in choices]) for group, choices in times.groups] == [
        ("限期", [("24 小时以内", 1), ("10 个工作日以内", 2)]),
        ("保存、等候不少于", [("3 年", 1)]),
    ]
    offered = {choice.word for f in part.filters for _, choices in f.groups for choice in choices}
    assert set().union(*words) == offered


def test_the_day_of_the_text_is_said() -> None:
    place = {"provider": "folder", "key": "某", "version": "2012-05-01"}
    assert str(rule().provided_as_of) == "2006-05-01"
    assert str(rule(text_=place).provided_as_of) == "2012-05-01"
    assert str(rule(text_=place, as_of="2009").provided_as_of) == "2009"
    found = archive(rule(powers=[POWER], as_of="2009-01-01"))
    assert json.loads(data_files(found)["data/powers.json"])["rows"][0]["as_of"] == "2009-01-01"


# Search and data


def test_what_is_provided_is_found() -> None:
    document = rule(outline=[{"place": "第一章", "about": "总的"}], obligations=[KEPT], powers=[POWER], definitions=[{"term": "某事", "english": "matter", "article": "第一条"}])  # fmt: skip
    lines = {line.anchor: line.text for line in document_entry(document, archive(document)).lines}
    assert lines["outline"] == "第一章　总的"
    assert lines["obligations"] == "经营者　留账　100万人以上　至少3年　罚款　第三条第二款　第三条"
    assert lines["powers"] == "本地主管局　处罚　罚款　第三条第二款"
    assert lines["definitions"] == "某事　matter　第一条"


def test_data_say_the_same_in_both_forms() -> None:
    files = data_files(archive(rule(obligations=[OBLIGATION, KEPT], powers=[POWER])))
    for name, count in (("powers", 1), ("duties", 2)):
        rows = json.loads(files[f"data/{name}.json"])["rows"]
        table_ = list(csv.DictReader(io.StringIO(files[f"data/{name}.csv"].removeprefix("\ufeff"))))
        assert len(rows) == len(table_) == count
        assert [*table_[0]] == [*rows[0]]
        assert table_[0]["article"] == rows[0]["article"]
    duties = json.loads(files["data/duties.json"])["rows"]
    assert [row["within_hours"] for row in duties] == [[336.0], []]
    assert duties[1]["numbers"] == [1_000_000]
    assert json.loads(files["data/powers.json"])["rows"][0]["body_name"] == "某某管理局"


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_is_a_formula(start: str) -> None:
    files = data_files(archive(rule(powers=[{**POWER, "may": f"{start}SUM(1)"}])))
    row = next(csv.DictReader(io.StringIO(files["data/powers.csv"].removeprefix("\ufeff"))))
    assert row["may"] == f"'{start}SUM(1)"


def test_they_are_written_a_row_a_line() -> None:
    written = dump({"title": "某", "obligations": [OBLIGATION]}, "")
    assert "- {who: 某局, must: 答复申请, time: 10个工作日内, article: 第二条}\n" in written
    assert parse(written, "").data["obligations"] == [OBLIGATION]
