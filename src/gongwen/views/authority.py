"""The head of an agency's, campaign's or term's page, and what their pages have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from gongwen.derived import concordance
from gongwen.derived.occurrences import Occurrences
from gongwen.records import Agency, Campaign, Document, Named, Source, Term, kind_of
from gongwen.records.archive import Archive, Key
from gongwen.records.references import references
from gongwen.records.vocabulary import AGENCY_KINDS, LEVELS
from gongwen.views import campaigns, charts
from gongwen.views.contexts import PER_PAGE
from gongwen.views.english import EnglishView
from gongwen.views.links import HOME, Link, at, door, to
from gongwen.views.parts import DocumentList, Drawing, Part, Section, Text, document_line
from gongwen.views.sorting import initial

DOCUMENTS_SHOWN = 60
"""So many of an agency's or campaign's own documents stand on its page; the others on pages of their own."""

ANCHORS = (
    "names", "lineage", "docs", "kin", "campaigns", "partners", "bodies", "series", "targets", "freq", "kwic", "digests", "joint", "see", "related", "others",
    "powers",
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
    legend: tuple[tuple[str, str], ...] = ()
    sources: tuple[Source, ...] = ()
    website: str = ""
    unverified: bool = False
    in_english: EnglishView | None = None

    @property
    def anchors(self) -> tuple[str, ...]:
        """The sections of the page, in their order."""
        outside = ("outside",) if self.website or self.sources else ()
        return (*(section.anchor for section in self.sections if section.anchor), *outside)


def authority_view(
    record: Named,
    sections: Sequence[Section],
    *,
    picture: str = "",
    legend: tuple[tuple[str, str], ...] = (),
    above: Sequence[Link] = (),
) -> AuthorityView:
    """What stands around the prose of a record's page.

    Args:
        record: the record.
        sections: what stands below its prose.
        picture: the line of years above it, as markup.
        legend: samples of how that is drawn, with what each says.
        above: what the record belongs to, as steps on the way to it.
    """
    crumbs: tuple[Link, ...] = (HOME, door(kind_of(record)))
    line = [record.kind_label, record.span, record.place or ""]
    if isinstance(record, Agency):
        place = f"agencies/index.md#{record.level.replace('/', '')}-{record.kind.replace(' ', '-')}"
        level = f"{LEVELS[record.level]}：" if record.level != "n/a" else ""
        crumbs += (at(level + AGENCY_KINDS[record.kind], place),)
        line[2:2] = [
            "已撤销" if record.dissolved else "",
            "合称或类型，非单一机构" if record.is_class else "",
        ]
    elif isinstance(record, Campaign) and record.kind != "campaign":
        crumbs += (at(record.kind_label, campaigns.index_page(record.kind)),)
    elif isinstance(record, Term):
        also = f"又作：{'、'.join(record.aliases)}" if record.aliases else ""
        line = [kind_of(record).label, record.kind_label, also]
        letter = initial(record.label)
        crumbs += (
            at(record.kind_label, f"glossary/categories.md#{record.category.split()[0]}"),
            at(letter, f"glossary/index.md#initial-{letter.lower()}"),
        )
    if record.withdrawn:
        line.append(f"已于 {record.withdrawn.date} 撤下：{record.withdrawn.reason}")
    return AuthorityView(
        record=record,
        crumbs=(*crumbs, *above),
        kindline=tuple(part for part in line if part),
        english=record.label_en or "",
        sections=tuple(sections),
        pinyin=record.pinyin if isinstance(record, Term) else "",
        definition=(record.definition or "") if isinstance(record, Term) else "",
        definition_en=(record.definition_en or "") if isinstance(record, Term) else "",
        picture=picture,
        legend=legend,
        sources=record.sources,
        website=(record.website or "") if isinstance(record, Agency) else "",
        unverified=not record.verified,
    )


def campaign_view(campaign: Campaign, sections: Sequence[Section], archive: Archive) -> AuthorityView:
    """What stands around the prose of a campaign's page: its line of years, and the series that it belongs to."""
    parents = [archive.campaigns[parent] for parent in campaign.parents if parent in archive.campaigns]
    spans = campaigns.spans_of(campaign, archive)
    return authority_view(
        campaign,
        sections,
        picture=_when(spans),
        legend=tuple(charts.legend(span.kind for span in spans)),
        above=tuple(to(parent) for parent in parents[:1]),
    )


def _when(spans: Sequence[charts.Span]) -> str:
    """A campaign's bar on the line of years around it; of a series the years of its parts."""
    if not spans:
        return ""
    first = int(min(span.start for span in spans)) - 1
    last = int(max(span.end for span in spans) - 0.001) + 1
    return charts.years(first, last) + charts.track(first, last, spans)


def key(record: Named) -> Key:
    """Kind and id of a record, as mentions have them."""
    return kind_of(record).name, record.id


def related(record: Named, *fields: str) -> list[tuple[str, str]]:
    """What a record points to in these fields, in their order: what it is called there, and its id."""
    found = [reference for reference in references(record) if reference.field in fields]
    found.sort(key=lambda reference: fields.index(reference.field))
    return [(reference.label, reference.target) for reference in found]


def uses(records: Sequence[Named], occurrences: Occurrences) -> tuple[concordance.Group, ...]:
    """Where one of these records is used, by document, from the oldest text to the newest."""
    found = [use for record in records for use in occurrences.uses.get(key(record), ())]
    if len(records) > 1:
        found.sort(key=lambda use: (use.document.text_date or "9", use.document.id))
    return concordance.groups(found)


def digests(records: Sequence[Named], occurrences: Occurrences) -> list[Document]:
    """Documents whose digest names one of these records, in time order."""
    found = {d.id: d for record in records for d in occurrences.in_digests.get(key(record), ())}
    return sorted(found.values(), key=lambda document: document.order)


def own_documents(
    record: Agency | Campaign,
    found: Sequence[Document],
    archive: Archive,
    by: Callable[[Document], str | None],
) -> list[Part]:
    """A record's own documents, oldest first; the newest ones of many, and where the others are listed.

    `by` is the line under a title.
    """
    shown = list(reversed(found))[:DOCUMENTS_SHOWN] if len(found) > DOCUMENTS_SHOWN else [*found]
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
    stem = record.address
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
    total = {year: len(documents) for year, documents in archive.documents_by_year.items()}
    what = "各年件数，朱色为本页所列，灰色为本库总数"
    english = "Documents by year: those of this page in red, all of the archive in grey."
    return columns(own, total, what, english, ("本页所列（标有件数）", "同年本库总数"))


def columns(
    own: Mapping[int, int], total: Mapping[int, int], what: str, english: str, legend: tuple[str, str]
) -> list[Part]:
    """Columns by year, `own` on `total`, where there are at least three years to draw; what they show in both languages."""
    if len(own) < 3:
        return []
    first, last = min(own), max(own)
    shown = {year: total.get(year, 0) for year in range(first, last + 1)}
    samples = tuple(zip(map(charts.swatch, ("hot", "bar-2")), legend, strict=True))
    drawn = charts.columns(shown, own, label=f"{first} 至 {last} 年{what}")
    return [Drawing(drawn, samples, english=english)]
