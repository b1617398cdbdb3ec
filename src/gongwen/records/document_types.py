"""Types of document: one table. What a type is, what follows from it, and what others call it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

GbtMark = Literal["R", "Z"]
"""Marks of GB/T 7714 that documents of the archive can have: R report, Z of other kinds."""
ZoteroType = Literal["statute", "document", "report", "newspaperArticle", "presentation", "interview"]


@dataclass(frozen=True, slots=True)
class DocumentType:
    """What follows from a type.

    Attributes:
        rule: it binds: it has a date of effect, and can be amended and repealed.
        official: an act of state, in which there is no copyright (Copyright Law, article 5).
        issuers: what those are called who stand behind it; empty where it depends on whether it binds.
        act: what they did.
        mark: its mark in GB/T 7714, where it isn't cited as a web page.
        zotero: its item type in Zotero.
        names: what else it is called.
        english: what it is in English.
    """

    rule: bool = False
    official: bool = False
    issuers: str = ""
    act: str = "发布"
    mark: GbtMark = "Z"
    zotero: ZoteroType = "document"
    names: tuple[str, ...] = ()
    english: str = ""


def _rule(english: str, *names: str) -> DocumentType:
    return DocumentType(rule=True, official=True, zotero="statute", names=names, english=english)


def _act(english: str, *names: str) -> DocumentType:
    return DocumentType(official=True, names=names, english=english)


DOCUMENT_TYPES: dict[str, DocumentType] = {
    "法律": _rule("Law"),
    "行政法规": _rule("Administrative regulation"),
    "部门规章": _rule("Departmental rule", "规章"),
    "司法解释": _rule("Judicial interpretation"),
    "地方性法规": _rule("Local regulation", "地方法规"),
    "规范性文件": _rule("Normative document"),
    "决定": _act("Decision"),
    "意见": _act("Opinions"),
    "通知": _act("Notice"),
    "公告": _act("Announcement", "通告"),
    "白皮书": DocumentType(
        official=True, issuers="发布机关", mark="R", zotero="report", english="White paper"
    ),
    "新闻报道": DocumentType(
        issuers="相关机构",
        act="报道",
        zotero="newspaperArticle",
        names=("新闻", "报道"),
        english="News report",
    ),
    "讲话": DocumentType(
        issuers="机构", act="讲话人所属", zotero="presentation", names=("致辞", "演讲"), english="Speech"
    ),
    "发布会实录": DocumentType(
        issuers="主办单位",
        act="举行",
        zotero="interview",
        names=("发布会", "文字实录"),
        english="Transcript of a briefing",
    ),
    "工作汇报": DocumentType(
        issuers="汇报机关", mark="R", zotero="report", names=("汇报",), english="Work report"
    ),
    "倡议公约": DocumentType(
        issuers="发起者", act="发起", names=("倡议书", "自律公约"), english="Proposal or pledge"
    ),
    "解读": DocumentType(names=("政策解读",), english="Explanation"),
    "其他": DocumentType(english="Other"),
}
"""In the order of their force, then of kinds of text: lists and facets follow it."""

OTHER = "其他"


def known_as(name: str) -> str | None:
    """The type that somebody else's word means; None for no type."""
    if name in DOCUMENT_TYPES:
        return name
    return next((own for own, kind in DOCUMENT_TYPES.items() if name in kind.names), None)
