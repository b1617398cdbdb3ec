"""A document's page around its text: plain values for the template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongwen.derived.occurrences import Occurrences
from gongwen.pages import addresses
from gongwen.pages.steps import Step
from gongwen.publish import citations
from gongwen.records import Agency, Document, Named, Source, field_name, openness
from gongwen.records.archive import Archive
from gongwen.records.document_types import DOCUMENT_TYPES
from gongwen.records.references import references
from gongwen.records.vocabulary import (
    ACCESSES,
    BASES,
    DATE_KINDS,
    REPAIR_KINDS,
    STATUSES,
)
from gongwen.views.english import EnglishView
from gongwen.views.further import unrecorded_page
from gongwen.views.life import Station, life_line
from gongwen.views.links import DOCUMENTS, HOME, Link, at, explained, to
from gongwen.views.mentions import mentions
from gongwen.views.moved import Moved, moved
from gongwen.views.parts import ContextTable, Section
from gongwen.views.provisions import ANCHORS, provision_sections
from gongwen.views.siblings import siblings
from gongwen.views.turns import Turn, turns
from gongwen.views.versions import VersionsView, versions_view
from gongwen.views.whole import WholeView, provenance, whole_view

APPARATUS = (
    *ANCHORS,
    "gist",
    "whole",
    "versions",
    "relations",
    "mentions",
    "editing",
    "review",
    "cite",
    "provenance",
)
"""Anchors of the parts around a document's text."""
_SIDE_LIMIT = 8
_REPAIRS: Mapping[str, str] = {str(kind): name for kind, name in REPAIR_KINDS.items()}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a document's metadata panel."""

    label: str
    links: tuple[Link, ...] = ()
    text: str = ""
    datetime: str = ""
    basis: str = ""
    status: str = ""
    href: str = ""
    review: bool = False
    wide: bool = False


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A relation to another document, seen from either side."""

    arrow: str
    label: str
    target: Link
    date: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something for a person to look at, with the reason."""

    label: str
    note: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document's page around its text."""

    document: Document
    crumbs: tuple[Link, ...]
    kindline: str
    rows: tuple[Row, ...]
    is_digest: bool
    access_note: str
    relations: tuple[RelationRow, ...]
    repairs: tuple[tuple[str, int, str], ...]
    doubts: tuple[Doubt, ...]
    citations: tuple[citations.Citation, ...]
    provenance: tuple[tuple[str, str, bool], ...]
    agencies: tuple[Link, ...]
    campaigns: tuple[Link, ...]
    terms: tuple[Link, ...]
    sources: tuple[Source, ...]
    siblings: tuple[Link, ...]
    siblings_title: str
    previous: Link | None
    next: Link | None
    whole: WholeView | None = None
    articles: int = 0
    gone: tuple[str, ...] = ()
    moved: tuple[Moved, ...] = ()
    citing: str = ""
    versions: VersionsView | None = None
    life: tuple[Station, ...] = ()
    provisions: tuple[Section, ...] = ()
    in_english: EnglishView | None = None
    steps: tuple[Step, ...] = ()
    mentions: ContextTable | None = None
    turns: tuple[Turn, ...] = ()

    @property
    def repair_steps(self) -> tuple[tuple[str, Step], ...]:
        """What each repair did, with its name."""
        return tuple(
            ("、".join(_REPAIRS.get(kind, kind) for kind in step.kinds), step) for step in self.steps
        )

    @property
    def anchors(self) -> tuple[str, ...]:
        """The sections that the page has around its text, in their order."""
        has = {
            "gist": self.is_digest or self.access_note,
            "whole": self.whole and self.whole.beside,
            "versions": self.versions,
            "relations": self.relations,
            "mentions": self.mentions,
            "editing": self.repairs or self.document.sic,
            "review": self.doubts,
            "cite": True,
            "provenance": True,
        }
        provided = tuple(section.anchor for section in self.provisions)
        found = [anchor for anchor in APPARATUS if has.get(anchor)]
        return (*found[: "gist" in found], *provided, *found["gist" in found :])


def document_view(
    document: Document, archive: Archive, occurrences: Occurrences, site_url: str, *, missing: str = ""
) -> DocumentView:
    """Everything that a document's page shows beside its text.

    Args:
        document: the document.
        archive: the whole archive.
        occurrences: where names occur.
        site_url: address of the site, ending in a slash; empty where it isn't known.
        missing: why its whole text couldn't be had; empty where it was, or none is.
    """
    lines = occurrences.lines(document)
    document = openness.public(document)
    place = addresses.url(document.file)
    url = f"{site_url}{place}" if site_url else "本页地址"
    year = at(f"{document.year} 年" if document.year else "无日期", addresses.year_page(document.year))
    crumbs = (HOME, DOCUMENTS, year, at(document.type, addresses.type_page(document.type)))
    in_time = archive.documents_in_time
    position = archive.position_in_time[document.id]
    siblings_title, near = siblings(document, archive)
    line = life_line(document, archive, occurrences.versions)
    cited = citations.citations(document, archive, url)
    return DocumentView(
        document=document,
        crumbs=crumbs,
        kindline=document.document_number or "",
        rows=tuple(_rows(document, archive, lined=bool(line))),
        is_digest=document.content == "digest",
        access_note=_access_note(document),
        relations=tuple(_relations(document, archive, lined=bool(line))),
        repairs=tuple((REPAIR_KINDS.get(r.kind, r.kind), r.count, r.note or "") for r in document.repairs),
        doubts=tuple(_doubts(document)),
        citations=cited,
        citing=citations.for_browser(cited),
        provenance=tuple(_provenance(document)),
        agencies=_named_in(document, "agency", archive, occurrences),
        campaigns=_named_in(document, "campaign", archive, occurrences),
        terms=_named_in(document, "term", archive, occurrences),
        sources=document.sources,
        siblings=near,
        siblings_title=siblings_title,
        previous=to(in_time[position - 1]) if position else None,
        next=to(in_time[position + 1]) if position + 1 < len(in_time) else None,
        whole=whole_view(document, missing),
        versions=versions_view(document, occurrences.versions),
        life=line,
        provisions=provision_sections(document, archive, lines),
        mentions=mentions(document, archive, occurrences),
        turns=turns(lines),
        gone=tuple(item.old for item in document.anchors if item.new is None),
        moved=moved(document.file, archive, lines),
        articles=sum(line.place is not None and line.place.rank == "article" for line in lines),
    )


def _rows(document: Document, archive: Archive, *, lined: bool) -> Iterator[Row]:
    """What a reader is told of a document before its text: whose, of when, how it stands, whence.

    What the line of its life shows, where there is one (`lined`), isn't said again.
    """
    yield from _who_and_when(document, archive)
    if not lined:
        yield from _life_days(document, archive)
    yield from _standing(document)
    yield from _whence(document, archive)


def _who_and_when(document: Document, archive: Archive) -> Iterator[Row]:
    review = set(document.review)
    if document.issuers or "issuers" in review:
        links = tuple(_agency(issuer, archive) for issuer in document.issuers)
        label = DOCUMENT_TYPES[document.type].issuers or ("制定机关" if document.status else "发布机关")
        basis = _basis(document, "issuers")
        yield Row(label, links, "" if links else "未见", basis=basis, review="issuers" in review, wide=True)
    if document.date:
        label = DATE_KINDS[document.date_kind] if document.date_kind else "日期"
        basis = _basis(document, "date") or ("推定" if document.date_basis == "inferred" else "")
        yield Row(label, (), str(document.date), document.date.plain, basis, review="date" in review)
    else:
        yield Row("日期", (), "未见", review="date" in review)


def _life_days(document: Document, archive: Archive) -> Iterator[Row]:
    """The days of a life that has too few for a line."""
    if document.effective:
        review = "effective" in document.review
        yield Row("施行日期", (), str(document.effective), document.effective.plain, review=review)
    if document.deadline:
        yield Row("意见截止", (), str(document.deadline), document.deadline.plain)
    if document.outcome:
        target = archive.documents.get(document.outcome)
        yield Row("结果", (to(target) if target else Link(document.outcome),), wide=True)


def _standing(document: Document) -> Iterator[Row]:
    """Of which day its text is, what became of it."""
    if document.version:
        yield Row("正文版本", (), str(document.version), document.version.plain)
    if document.whole_body:
        as_of = document.text.version if document.text else None
        yield Row("全文", (at(f"截至 {as_of} 的文本" if as_of else "见下", f"{document.file}#whole"),))
    if document.status and document.status != "unknown":
        yield Row(
            "效力",
            (),
            STATUSES[document.status],
            basis="据现有资料",
            status=document.status.replace(" ", "-"),
        )


def _whence(document: Document, archive: Archive) -> Iterator[Row]:
    """Place, addressee and people; where it was published; what it was part of."""
    review = set(document.review)
    if document.place:
        yield Row("地点", (), document.place, basis=_basis(document, "place"), review="place" in review)
    if document.addressee:
        yield Row("主送", (), document.addressee, wide=True)
    if document.source and (document.source.name or document.source.url):
        text = document.source.name or "来源页"
        yield Row(
            "原文" if document.source.linked else "来源",
            (),
            text,
            href=document.source.linked or "",
            basis="站外" if document.source.linked else "",
        )
    if document.republisher:
        yield Row("转载", (), document.republisher)
    if document.people:
        people = "；".join("，".join(filter(None, (p.name, p.office))) for p in document.people)
        yield Row("出席人员", (), people, review="people" in review, wide=True)
    if document.campaigns:
        links = tuple(_campaign(campaign, archive) for campaign in document.campaigns)
        yield Row("涉及行动", links, review="campaigns" in review, wide=True)


def _basis(document: Document, field: str) -> str:
    evidence = document.evidence.get(field)
    if evidence is None or evidence.basis == "text":
        return ""
    if field == "date":
        return "年份推定" if evidence.basis == "inferred" else BASES[evidence.basis]
    return BASES[evidence.basis]


def _agency(issuer: str, archive: Archive) -> Link:
    record = archive.agencies.get(issuer)
    return explained(record) if record else _unrecorded("agency", issuer)


def _campaign(campaign: str, archive: Archive) -> Link:
    record = archive.campaigns.get(campaign)
    return explained(record) if record else _unrecorded("campaign", campaign)


def _unrecorded(kind: str, name: str) -> Link:
    return Link(name, addresses.url(unrecorded_page(kind, name)), "尚无条目")


def _access_note(document: Document) -> str:
    if document.withdrawn:
        return f"本件已于 {document.withdrawn.date} 撤下：{document.withdrawn.reason}。"
    note = document.rights.note if document.rights and document.rights.note else ""
    if document.content == "digest" or document.access == "full":
        return ""
    what = "本页只节录原文开头" if document.access == "excerpt" else "本页只作著录，不含原文"
    return f"{what}。{note}。" if note else f"{what}。"


_LIFE = frozenset({"amends", "repeals"})
"""What others do to a document that is an event in its life."""


def _relations(document: Document, archive: Archive, *, lined: bool) -> list[RelationRow]:
    rows = []
    for reference in references(document):
        if reference.field == "relations":
            target = archive.documents.get(reference.target)
            arrow = "↑" if reference.type in {"implements", "follows"} else "→"
            link = to(target) if target else Link(reference.target)
            rows.append(RelationRow(arrow, reference.label, link, str(target.date or "") if target else ""))
    for pointer in archive.incoming_relations.get(document.id, ()):
        if lined and pointer.reference.type in _LIFE:
            continue
        when = str(pointer.record.order[0])
        rows.append(RelationRow("←", pointer.reference.back, to(pointer.record), when))
    rows += (
        RelationRow("←", pointer.reference.back, to(pointer.record), "")
        for pointer in archive.pointing_from_others(document)
    )
    return rows


def _doubts(document: Document) -> list[Doubt]:
    doubts = []
    for name in document.review:
        evidence = document.evidence.get(name)
        words = f"“{evidence.text}”" if evidence and evidence.text else ""
        note = "，".join(filter(None, (evidence.note if evidence else "", words)))
        doubts.append(Doubt(field_name(name), note or "尚未核对"))
    return doubts


def _provenance(document: Document) -> list[tuple[str, str, bool]]:
    rows = [("公开范围", ACCESSES[document.access] if document.content == "text" else "本库提要", False)]
    if document.rights and document.rights.note:
        rows.append(("权利说明", document.rights.note, False))
    if document.rights and document.rights.basis:
        rows.append(("依据", document.rights.basis, False))
    source = document.source
    if source and source.name:
        rows.append(("来源", source.name, False))
    if source and source.published:
        rows.append(("来源日期", str(source.published), False))
    if source and source.retrieved:
        rows.append(("取得日期", str(source.retrieved), False))
    original = document.original
    if original:
        rows.append(("原件", f"{original.file}（{original.format}，{original.encoding or '二进制'}）", False))
        rows.append(("校验值", f"sha256 {original.sha256}", True))
    rows += provenance(document)
    for name, evidence in document.evidence.items():
        words = f"“{evidence.text}”" if evidence.text else ""
        text = "，".join(filter(None, (BASES[evidence.basis], evidence.note or "", words)))
        rows.append((field_name(name), text, False))
    return rows


def _named_in(document: Document, kind: str, archive: Archive, occurrences: Occurrences) -> tuple[Link, ...]:
    found = []
    for identity, count in occurrences.counts(document, kind)[:_SIDE_LIMIT]:
        record = archive.find(kind, identity)
        assert isinstance(record, Named)
        short = record.short if isinstance(record, Agency) else None
        found.append(explained(record, short or "", count=count))
    return tuple(found)
