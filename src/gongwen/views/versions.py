"""The versions of a document on its page: which there are, what amended it, where they can be compared."""

from __future__ import annotations

from dataclasses import dataclass

from gongwen.derived.versions import Versions, day, has_articles
from gongwen.records import Document
from gongwen.records.vocabulary import STATUSES
from gongwen.views.comparison import amendment_page, comparison_page
from gongwen.views.links import Link, at, to


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A step in the life of a law: a version, or what amended it.

    Attributes:
        date: its day.
        state: 现行版本, 历史版本, 修改; 原文本 where the archive has only a later one.
        link: the version or the decision; None for the page's own.
        compared: where it can be seen beside another.
        here: whether it is the page's own version.
    """

    date: str
    state: str
    link: Link
    compared: tuple[Link, ...] = ()
    here: bool = False


@dataclass(frozen=True, slots=True)
class VersionsView:
    """The versions of a document, and the one in force where this isn't it."""

    rows: tuple[VersionRow, ...]
    current: Link | None = None


def versions_view(document: Document, versions: Versions) -> VersionsView | None:
    """The versions of a document; None where there is only this one to see."""
    group = versions.of(document) or (document,)
    rows = [_version(one, document, group, versions) for one in group]
    members = {one.id for one in group}
    for one in group:
        for decision in versions.amendments(one):
            if decision.id not in members:
                rows.append(_amendment(decision, one, versions))
                members.add(decision.id)
    if len(group) == 1 and not any(row.compared for row in rows):
        return None
    first = group[0]
    if first.date and day(first) != first.date:
        rows.append(VersionRow(str(first.date), "原文本", Link("本库未收这个文本的全文")))
    rows.sort(key=lambda row: row.date)
    newest = group[-1]
    return VersionsView(
        tuple(rows), to(newest, note=str(day(newest) or "")) if newest.id != document.id else None
    )


def _version(one: Document, shown: Document, group: tuple[Document, ...], versions: Versions) -> VersionRow:
    state = _state(one) if one.id == group[-1].id else "历史版本"
    compared = tuple(
        at(f"与 {day(old)} 文本对照", comparison_page(old, new))
        for old, new in versions.pairs
        if new.id == one.id
    )
    return VersionRow(str(day(one) or ""), state, to(one), compared, one.id == shown.id)


def _state(newest: Document) -> str:
    return "现行版本" if newest.status in {"in force", "amended"} else STATUSES[newest.status or "unknown"]


def _amendment(decision: Document, law: Document, versions: Versions) -> VersionRow:
    shown = (decision.id, law.id) in {(d.id, one.id) for d, one in versions.decisions} and has_articles(law)
    compared = (at("逐项对照", amendment_page(decision, law)),) if shown else ()
    return VersionRow(str(day(decision) or ""), "修改", to(decision), compared)
