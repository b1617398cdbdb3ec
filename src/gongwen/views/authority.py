"""The head of an agency's, campaign's or term's page, and what their pages have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gongwen.archive import Archive
from gongwen.derived import concordance
from gongwen.derived.occurrences import Occurrences
from gongwen.edtf import lifetime
from gongwen.names.surfaces import Kind
from gongwen.records import Agency, Campaign, Document, Named, Term
from gongwen.views import charts
from gongwen.views.campaigns import index_page, span_of
from gongwen.views.contexts import PER_PAGE
from gongwen.views.links import AGENCIES, CAMPAIGNS, GLOSSARY, HOME, Link, at
from gongwen.views.parts import DocumentList, Drawing, Part, Section, Text, document_line

DOCUMENTS_SHOWN = 60
"""So many of an agency's or campaign's own documents stand on its page; the others on pages of their own."""

ANCHORS = (
    "names", "lineage", "docs", "kin", "campaigns", "partners", "bodies", "series", "targets", "freq", "kwic", "see", "related",
)  # fmt: skip
"""Anchors of the sections that such a page can have."""


@dataclass(frozen=True, slots=True)
class AuthorityView:
    """The page of an agency, campaign or term around its prose."""

    record: Named
    crumbs: tuple[Link, ...]
    kindline: tuple[str, ...]
    english: str
    sections: tuple[Section, ...]
    pinyin: str = ""
    definition: str = ""
    definition_en: str = ""
    picture: str = ""
    sources: tuple[str, ...] = ()
    website: str = ""
    unverified: bool = False

    @property
    def contents(self) -> tuple[tuple[str, str], ...]:
        """Anchors and titles of the sections, for the table of contents."""
        return tuple((section.anchor, section.title) for section in self.sections if section.title)


def authority_view(record: Named, sections: Sequence[Section]) -> AuthorityView:
    """What stands around the prose of a record's page."""
    kind = record.kind_label
    if isinstance(record, Agency):
        line = [
            kind,
            lifetime(record.founded, record.dissolved),
            "已撤销" if record.dissolved else "",
            "合称或类型，非单一机构" if record.is_class else "",
            record.place or "",
        ]
        crumbs: tuple[Link, ...] = (HOME, AGENCIES)
        english = record.name_en or ""
    elif isinstance(record, Campaign):
        line = [kind, lifetime(record.start, record.end), record.place or ""]
        door = at(kind, index_page(record.kind))
        crumbs = (HOME, CAMPAIGNS, *([door] if record.kind != "campaign" else []))
        english = record.name_en or ""
    else:
        assert isinstance(record, Term)
        also = f"又作：{'、'.join(record.aliases)}" if record.aliases else ""
        line = ["术语", kind, also]
        crumbs = (HOME, GLOSSARY)
        english = record.term_en or ""
    return AuthorityView(
        record=record,
        crumbs=crumbs,
        kindline=tuple(part for part in line if part),
        english=english,
        sections=tuple(sections),
        pinyin=record.pinyin if isinstance(record, Term) else "",
        definition=(record.definition or "") if isinstance(record, Term) else "",
        definition_en=(record.definition_en or "") if isinstance(record, Term) else "",
        picture=_when(record) if isinstance(record, Campaign) else "",
        sources=record.sources,
        website=(record.website or "") if isinstance(record, Agency) else "",
        unverified=not record.verified,
    )


def _when(campaign: Campaign) -> str:
    """A campaign's bar on the line of years around it."""
    if campaign.start is None:
        return ""
    first = campaign.start.year - 2
    last = max(campaign.end.year if campaign.end else 0, campaign.start.year) + 2
    return charts.years(first, last) + charts.track(first, last, [span_of(campaign)])


def uses(record: Named, occurrences: Occurrences) -> tuple[concordance.Group, ...]:
    """Where a record is named, by document."""
    kind: Kind = (
        "agency" if isinstance(record, Agency) else "campaign" if isinstance(record, Campaign) else "term"
    )
    return concordance.groups(occurrences.by_record.get((kind, record.id), ()))


def own_documents(
    record: Agency | Campaign,
    found: Sequence[Document],
    archive: Archive,
    by: Callable[[Document], str | None],
) -> list[Part]:
    """A record's own documents, newest first, and where the others are listed; `by` is the line under a title."""
    shown = list(reversed(found))[:DOCUMENTS_SHOWN]
    parts: list[Part] = [DocumentList(tuple(document_line(d, archive, by=by(d)) for d in shown))]
    pages = document_pages(record, found)
    if pages:
        runs: list[str | Link] = [f"以上是最近的 {len(shown)} 件；全部 {len(found)} 件："]
        for number, (src, label, _) in enumerate(pages):
            runs += ["、"] if number else []
            runs.append(at(label, src))
        parts.append(Text((*runs, "。"), note=True))
    return parts


def document_pages(record: Named, found: Sequence[Document]) -> list[tuple[str, str, list[Document]]]:
    """Pages that list all documents of an agency or campaign: (source file, years, documents); empty for few."""
    if len(found) <= DOCUMENTS_SHOWN:
        return []
    newest_first = list(reversed(found))
    stem = record.file.removesuffix(".md")
    pages = []
    for number, start in enumerate(range(0, len(newest_first), PER_PAGE), 1):
        part = newest_first[start : start + PER_PAGE]
        years = [document.year for document in part if document.year]
        label = f"{min(years)}—{max(years)} 年" if years else "无日期"
        pages.append((f"{stem}/documents{'' if number == 1 else f'-{number}'}.md", label, part))
    return pages


def by_year(found: Sequence[Document], archive: Archive) -> list[Part]:
    """Columns of these documents by year on all documents of that year, where there are enough to draw."""
    own = Counter(document.year for document in found if document.year)
    if len(own) < 3:
        return []
    first, last = min(own), max(own)
    total = {year: len(archive.documents_by_year.get(year, ())) for year in range(first, last + 1)}
    label = f"{first} 至 {last} 年各年件数，朱色为本页所列，灰色为馆藏总数"
    return [Drawing(charts.columns(total, dict(own), label=label))]
