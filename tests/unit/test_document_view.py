"""What a document's page shows beside its text."""

from __future__ import annotations

import pytest

from gongwen.derived.occurrences import Occurrences
from gongwen.records import Agency, Document
from gongwen.records.archive import Archive
from gongwen.records.vocabulary import RELATIONS
from gongwen.views.document import DocumentView, Row, document_view
from gongwen.views.english import english_view


def document(identity: str, **more: object) -> Document:
    data = {
        "id": identity, "file": f"documents/{identity}.md", "title": f"题{identity}", "date": f"{identity[:4]}-05-01",
        "body": "正文。",
    }  # fmt: skip
    return Document.model_validate({**data, **more})


def view(shown: Document, *others: Document, agencies: tuple[Agency, ...] = ()) -> DocumentView:
    archive = Archive(
        documents={d.id: d for d in (shown, *others)}, agencies={agency.id: agency for agency in agencies}
    )
    return document_view(shown, archive, Occurrences(archive), "https://example.org/")


def row(found: DocumentView, label: str) -> Row:
    return next(row for row in found.rows if row.label == label)


@pytest.mark.parametrize("kind", RELATIONS)
def test_a_relation_is_named_from_either_side(kind: str) -> None:
    one = document("2006/a", relations=[{"type": kind, "target": "2000/b"}])
    other = document("2000/b")
    stated, answered = RELATIONS[kind]
    (forth,) = view(one, other).relations
    (back,) = view(other, one).relations
    assert (forth.label, forth.target.path, forth.date) == (stated, "documents/2000/b/", "2000-05-01")
    assert (back.label, back.arrow, back.target.path) == (answered, "←", "documents/2006/a/")
    assert forth.arrow != "←"
    assert len({*map(str, RELATIONS.values())}) == len(RELATIONS)


def test_who_cites_a_title_is_listed_once() -> None:
    law = document("2000/b", title="中华人民共和国某某促进法")
    citing = document("2006/a", body="依照《某某促进法》办理。\n\n《某某促进法》另有规定。")
    also = document(
        "2007/c", body="依照《某某促进法》。", relations=[{"type": "implements", "target": "2000/b"}]
    )
    shown = view(law, citing, also)
    assert [(row.label, row.target.text) for row in shown.relations] == [
        (RELATIONS["implements"][1], "题2007/c")
    ]
    assert shown.mentions is not None
    (line,) = shown.mentions.lines
    assert (line.left, line.word.text, line.right) == ("依照", "《某某促进法》", "办理。")
    assert (line.word.path or "").startswith("documents/2006/a/#p-")
    assert line.source is not None
    assert (line.source.text, line.part) == ("题2006/a", "")


def test_a_digest_that_names_a_document_is_marked_as_such() -> None:
    shown = view(
        document("2000/b", title="某某促进法"),
        document("2006/a", body="据《某某促进法》。", content="digest", type="通知"),
    )
    assert shown.mentions is not None
    assert [line.part for line in shown.mentions.lines] == ["提要"]


def test_the_contents_of_a_conversation() -> None:
    body = (
        "**某司司长李大江：**各位好，今天介绍进展。\n\n**甲报记者：**备案工作到了哪一步，何时可以全部结束？\n\n"
        "**李大江：**已经完成一半。\n\n**乙报记者：**\n\n由谁负责？\n\n**李大江：**由我们负责。"
    )
    said = view(document("2006/a", body=body, type="发布会实录")).turns
    assert [(turn.text, turn.asks) for turn in said] == [
        ("李大江", False),
        ("备案工作到了哪一步，何时可以……", True),
        ("由谁负责？", True),
    ]
    assert len({turn.anchor for turn in said}) == 3
    assert all(turn.anchor.startswith("p-") for turn in said)
    assert view(document("2006/a", body="一段通知。\n\n又一段。")).turns == ()


@pytest.mark.parametrize(
    ("fields", "basis"),
    [
        ({"date_basis": "inferred"}, "推定"),
        (
            {"date_basis": "inferred", "evidence": {"date": {"basis": "inferred", "text": "今年2月"}}},
            "年份推定",
        ),
        ({"date_basis": "source", "evidence": {"date": {"basis": "source"}}}, "据来源"),
        ({"date_basis": "editor", "evidence": {"date": {"basis": "editor"}}}, "编者所定"),
        ({"date_basis": "text"}, ""),
        ({"date_basis": "text", "evidence": {"date": {"basis": "text", "text": "5月1日"}}}, ""),
    ],
)
def test_what_a_date_rests_on_is_shown(fields: dict[str, object], basis: str) -> None:
    assert row(view(document("2006/a", **fields)), "日期").basis == basis


def test_what_issuers_and_place_rest_on_is_shown() -> None:
    shown = document(
        "2006/a",
        issuers=["某局"],
        place="北京",
        evidence={"issuers": {"basis": "inferred"}, "place": {"basis": "source"}},
    )
    found = view(shown)
    assert row(found, "发布机关").basis == "推定"
    assert row(found, "地点").basis == "据来源"


def test_doubts_carry_their_reason_and_words() -> None:
    shown = document(
        "2006/a",
        review=["date", "issuers"],
        evidence={"date": {"basis": "inferred", "text": "今年2月", "note": "据行动记录"}},
    )
    found = view(shown)
    assert [(doubt.label, doubt.note) for doubt in found.doubts] == [
        ("日期", "据行动记录，“今年2月”"),
        ("发布机关", "尚未核对"),
    ]
    assert row(found, "日期").review
    assert row(found, "发布机关").text == "未见"


def test_siblings_are_those_nearest_in_time() -> None:
    body = Agency(id="mii", file="agencies/mii.md", name="某部", kind="state organ", level="central")
    others = [
        document(f"2006/d{month:02}", date=f"2006-{month:02}-01", issuers=["mii"]) for month in range(1, 13)
    ]
    shown = others[5]
    found = view(shown, *(d for d in others if d is not shown), agencies=(body,))
    assert found.siblings_title == "同一机构同年所发"
    months = [int((link.path or "").rstrip("/")[-2:]) for link in found.siblings]
    assert len(months) == 8
    assert months == sorted(months)
    assert {5, 7} <= set(months)
    assert 6 not in months


def test_documents_of_the_same_campaign_come_first() -> None:
    shown = document("2006/a", campaigns=["某行动"], issuers=["某局"])
    same = document("2008/b", campaigns=["某行动"])
    found = view(shown, same, document("2006/c", issuers=["某局"]))
    assert (found.siblings_title, [link.text for link in found.siblings]) == ("同一行动", ["题2008/b"])


def test_before_and_after_go_by_time() -> None:
    first, middle, last = document("2005/a"), document("2006/b"), document("2007/c")
    found = view(middle, last, first)
    assert found.previous is not None
    assert found.next is not None
    assert (found.previous.text, found.next.text) == ("题2005/a", "题2007/c")
    assert view(first, middle).previous is None


def test_nothing_of_a_mere_record_is_quoted() -> None:
    shown = document(
        "2006/a",
        body="不许公开的一句话，说的是某事。",
        access="record",
        rights={"note": "像是内部汇报"},
        sic=[{"text": "不许公开的一句话"}],
        evidence={"date": {"basis": "inferred", "text": "不许公开的一句话"}},
        repairs=[{"kind": "joined-lines", "count": 1, "note": "接回“不许公开的一句话，说的是某事”"}],
        review=["date"],
    )
    assert "不许公开" not in str(view(shown))


def test_names_on_the_side_say_how_often() -> None:
    body = Agency(
        id="mii", file="agencies/mii.md", name="中华人民共和国某某部", short="某部", aliases=("某某部",),
        kind="state organ", level="central",
    )  # fmt: skip
    shown = document(
        "2006/a", body="某某部发布消息，某某部负责。", people=[{"name": "王小明", "office": "司长"}]
    )
    found = view(shown, agencies=(body,))
    assert [(link.text, link.count) for link in found.agencies] == [("某部", 2)]
    assert row(found, "出席人员").text == "王小明，司长"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ({"name": "甲局网站", "url": "https://s.example/1", "published": "2006-05-02"},
         [("Bureau A", "https://s.example/1"), "May 2, 2006"]),
        ({"name": "甲局", "published": "2006-05"}, ["Bureau A", "May 2006"]),
        ({"name": "某报", "url": "https://s.example/1", "archived": "https://w.example/1"},
         [("某报", "https://s.example/1"), ("archived copy", "https://w.example/1")]),
        ({"name": "甲局", "url": "https://s.example/1", "archived": "https://w.example/1", "dead": "2026-11-02"},
         [("Bureau A (archived copy)", "https://w.example/1"), ("its address, November 2, 2026: no longer there", "https://s.example/1")]),
        ({"name": "甲局", "url": "https://s.example/1", "dead": "2026-11-02"},
         [("Bureau A", "https://s.example/1"), "November 2, 2026: no longer there"]),
    ],
)  # fmt: skip
def test_readers_of_english_are_told_where_it_was_published(
    source: dict[str, str], said: list[str | tuple[str, str]]
) -> None:
    bureau = Agency(
        id="a", file="agencies/a.md", name="甲局", name_en="Bureau A", kind="state organ", level="central"
    )
    shown = document("2006/a", source=source)
    archive = Archive(documents={shown.id: shown}, agencies={"a": bureau})
    found = english_view(shown, archive, (), Occurrences(archive).versions)
    values = next(fact.values for fact in found.facts if fact.label == "Published at")
    assert [v if isinstance(v, str) else (v.text, v.path) for v in values if v] == said
