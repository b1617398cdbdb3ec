"""Index pages: documents by year and type, agencies, campaigns on a time line, the glossary by initial."""

from __future__ import annotations

import html
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pypinyin import lazy_pinyin

from gongwen.archive import Archive
from gongwen.edtf import Edtf
from gongwen.records import Agency, Campaign, Document, Term
from gongwen.vocabulary import AGENCY_KINDS, CAMPAIGN_KINDS, DOCUMENT_TYPES, LEVELS, TERM_CATEGORIES
from gongwen.weave import addresses, charts, listing
from gongwen.weave.listing import block, link, section
from gongwen.weave.termlinks import lifetime

Crumb = tuple[str, str]
"""A step of the path to a page: its name and its source file."""
HOME: Crumb = ("文献库", "index.md")
DOCUMENTS: Crumb = ("文献", "documents/index.md")
AGENCIES: Crumb = ("机构", "agencies/index.md")
CAMPAIGNS: Crumb = ("行动", "campaigns/index.md")
GLOSSARY: Crumb = ("术语", "glossary/index.md")

LATEST = 20


@dataclass(frozen=True, slots=True)
class Page:
    """A page that has no file: its source address, title, Markdown, and where it belongs."""

    src: str
    title: str
    markdown: str
    lede: str = ""
    crumbs: tuple[Crumb, ...] = ()
    layout: str = "listing.html"
    search: bool = False
    extra: dict[str, object] = field(default_factory=dict)


def all_pages(archive: Archive) -> Iterator[Page]:
    """Every generated page of the archive."""
    yield documents_index(archive)
    yield from year_pages(archive)
    yield from type_pages(archive)
    yield agencies_index(archive)
    yield from campaign_indexes(archive)
    yield glossary_index(archive)


# Documents


def documents_index(archive: Archive) -> Page:
    """The door to all documents: by year, by type, the newest."""
    base = "documents/index.md"
    years = archive.documents_by_year
    undated = [document for document in archive.documents_in_time if document.year is None]
    rows = [
        _counted(f"{year} 年", addresses.year_page(year), len(found), base)
        for year, found in reversed(list(years.items()))
    ]
    if undated:
        rows.append(_counted("无日期", addresses.year_page(None), len(undated), base))
    types = [
        _counted(name, addresses.type_page(name), len(archive.documents_by_type[name]), base)
        for name in DOCUMENT_TYPES
        if name in archive.documents_by_type
    ]
    dated = [document for document in archive.documents_in_time if document.year]
    body = "\n\n".join(
        [
            section("years", "按年", block(rows, "gw-index")),
            section("types", "按文种", block(types, "gw-index")),
            section("latest", "最近的文献", listing.documents(dated[-LATEST:], archive, base)),
        ]
    )
    return Page(base, "文献", body, f"共 {len(archive.documents)} 件，按年、按文种列出。", (HOME,))


def _counted(name: str, target: str, count: int, base: str) -> str:
    return f'- {link(name, target, base)}<span class="num">{count} 件</span>'


def year_pages(archive: Archive) -> Iterator[Page]:
    """One page a year, and one for undated documents."""
    for year, found in archive.documents_by_year.items():
        src = addresses.year_page(year)
        kinds = Counter(document.type for document in found)
        lede = (
            f"{len(found)} 件：" + "、".join(f"{name} {count}" for name, count in kinds.most_common()) + "。"
        )
        yield Page(src, f"{year} 年的文献", listing.documents(found, archive, src), lede, (HOME, DOCUMENTS))
    undated = [document for document in archive.documents_in_time if document.year is None]
    if undated:
        src = addresses.year_page(None)
        yield Page(
            src,
            "无日期的文献",
            listing.documents(undated, archive, src),
            f"{len(undated)} 件。",
            (HOME, DOCUMENTS),
        )


def type_pages(archive: Archive) -> Iterator[Page]:
    """One page a type of document."""
    for name, found in archive.documents_by_type.items():
        src = addresses.type_page(name)
        yield Page(
            src, name, listing.documents(found, archive, src), f"{len(found)} 件，新在前。", (HOME, DOCUMENTS)
        )


# Agencies


def agencies_index(archive: Archive) -> Page:
    """Agencies by level and kind."""
    base = "agencies/index.md"
    parts = []
    for level, level_name in LEVELS.items():
        groups: dict[str, list[Agency]] = defaultdict(list)
        for agency in archive.agencies.values():
            if agency.level == level:
                groups[agency.kind].append(agency)
        for kind, kind_name in AGENCY_KINDS.items():
            if not groups[kind]:
                continue
            found = sorted(groups[kind], key=lambda agency: pinyin_key(agency.label))
            title = kind_name if level == "n/a" else f"{level_name}：{kind_name}"
            anchor = f"{level.replace('/', '')}-{kind.replace(' ', '-')}"
            lines = [_agency_line(agency, archive, base) for agency in found]
            parts.append(section(anchor, title, block(lines, "gw-names"), note=f"{len(found)} 个"))
    return Page(base, "机构", "\n\n".join(parts), "名称、隶属和沿革，按文献的日期辨认。", (HOME,))


def _agency_line(agency: Agency, archive: Archive, base: str) -> str:
    issued = len(archive.documents_by_issuer.get(agency.id, ()))
    count = f'<span class="num">{issued} 件</span>' if issued else '<span class="num"></span>'
    english = f'<small lang="en">{html.escape(agency.name_en)}</small>' if agency.name_en else ""
    span = lifetime(agency.founded, agency.dissolved)
    return f"- <span>{link(agency.label, agency.file, base)}{english}</span><time>{span}</time>{count}"


# Campaigns


def campaign_indexes(archive: Archive) -> Iterator[Page]:
    """The time line of campaigns, one page a kind; the first is the door."""
    counts = Counter(campaign.kind for campaign in archive.campaigns.values())
    for kind, name in CAMPAIGN_KINDS.items():
        src = campaign_index_page(kind)
        filters = "　".join(
            f'<a{" aria-current=true" if other == kind else ""} href="{html.escape(_path(campaign_index_page(other), src))}">'
            f'{label}<span class="num">{counts[other]}</span></a>'  # type: ignore[index]
            for other, label in CAMPAIGN_KINDS.items()
        )
        head = f'<p class="gw-filter" role="group" aria-label="种类"><b>种类</b>{filters}</p>'
        lede = "按开始的先后排列；起止只据文献，文献没有写明的不补。"
        crumbs = (HOME,) if src == "campaigns/index.md" else (HOME, CAMPAIGNS)
        yield Page(src, name, head + "\n\n" + _lanes(archive, kind, src), lede, crumbs)


def campaign_index_page(kind: str) -> str:
    """Source file of the time line of one kind of campaign."""
    return "campaigns/index.md" if kind == "campaign" else f"campaigns/kinds/{kind.replace(' ', '-')}.md"


def _path(target: str, base: str) -> str:
    """The address of a page as seen from the page of `base`, for HTML that Markdown doesn't resolve."""
    up = addresses.url(base).count("/")
    return "../" * up + addresses.url(target) or "./"


def _lanes(archive: Archive, kind: str, base: str) -> str:
    """Campaigns of a kind on the line of years; a series shows its parts year by year below itself."""
    tops = [
        c
        for c in archive.campaigns.values()
        if c.parent not in archive.campaigns and _has_kind(c, kind, archive)
    ]
    begun = {c.id: _begin(c, archive) for c in tops}
    dated = sorted((c for c in tops if begun[c.id]), key=lambda c: (str(begun[c.id]), c.id))
    undated = sorted((c for c in tops if not begun[c.id]), key=lambda c: pinyin_key(c.label))
    years = [
        d.year for c in dated for part in (c, *_descendants(c, archive)) for d in (part.start, part.end) if d
    ]
    parts = []
    if dated:
        first, last = min(years), max(years)
        scale = f'<div class="scale"><span class="gw-note">名称、起止与牵头机构</span>{charts.scale(first, last)}</div>'
        lanes = [_lane_with_parts(campaign, archive, kind, base, first, last) for campaign in dated]
        parts.append(f'<div class="gw-lanes" markdown="1">\n{scale}\n\n' + "\n\n".join(lanes) + "\n\n</div>")
        parts.append(_LEGEND)
    if undated:
        lines = [
            f"- {link(c.label, c.file, base)}<small>{html.escape(leads(c, archive))}</small>" for c in undated
        ]
        parts.append(section("undated", "起始未见记载", block(lines, "gw-plain"), note=f"{len(undated)} 项"))
    return "\n\n".join(parts)


def _descendants(campaign: Campaign, archive: Archive) -> list[Campaign]:
    children = archive.campaign_children.get(campaign.id, ())
    return [*children, *(part for child in children for part in _descendants(child, archive))]


def _has_kind(campaign: Campaign, kind: str, archive: Archive) -> bool:
    return campaign.kind == kind or any(part.kind == kind for part in _descendants(campaign, archive))


def _begin(campaign: Campaign, archive: Archive) -> Edtf | None:
    """When a campaign began: by its own record, or by the first of its parts."""
    starts = [part.start for part in (campaign, *_descendants(campaign, archive)) if part.start]
    return campaign.start or min(starts, key=str, default=None)


def _lane_with_parts(
    campaign: Campaign, archive: Archive, kind: str, base: str, first: int, last: int
) -> str:
    """A campaign's lane; of a series also its parts, a row a year, the newest year first."""
    lane = block([_lane(campaign, archive, base, first, last)], "lane")
    years: dict[str, list[Campaign]] = defaultdict(list)
    for part in _descendants(campaign, archive):
        if part.kind == kind:
            years[str(part.start.year) if part.start else "年份未详"].append(part)
    if not years:
        return lane
    rows = [
        f"- <b>{year}</b><span>{'；'.join(link(part.label, part.file, base) for part in found)}</span>"
        for year, found in sorted(years.items(), key=lambda item: (item[0].isdigit(), item[0]), reverse=True)
    ]
    return f'<div class="gw-series" markdown="1">\n\n{lane}\n\n{block(rows, "years")}\n\n</div>'


_LEGEND = (
    '<figure class="gw-fig"><figcaption>'
    '<span><svg viewBox="0 0 30 8" aria-hidden="true"><line class="camp" x1="0" x2="30" y1="4" y2="4" stroke-width="6"/></svg>起止有记载</span>'
    '<span><svg viewBox="0 0 30 8" aria-hidden="true"><line class="camp" x1="0" x2="5" y1="4" y2="4" stroke-width="6"/>'
    '<line class="open" x1="7" x2="30" y1="4" y2="4" stroke-width="1.5"/></svg>止期未见记载，只画到当年年底</span></figcaption></figure>'
)


def _lane(campaign: Campaign, archive: Archive, base: str, first: int, last: int) -> str:
    parts = _descendants(campaign, archive)
    if campaign.start:
        when = f"{campaign.start}" + (f" — {campaign.end}" if campaign.end else " 起，止期未见记载")
        spans = [_span_of(campaign)]
    else:
        when = f"{_begin(campaign, archive)} 起有记载"
        spans = []
    # A series shows the years in which something of it began.
    spans += [(float(year), year + 0.9) for year in sorted({part.start.year for part in parts if part.start})]
    note = "　".join(filter(None, (when, leads(campaign, archive), f"含 {len(parts)} 项" if parts else "")))
    picture = charts.track(first, last, spans)
    return f'- <span class="lane-text">{link(campaign.label, campaign.file, base)}<small>{html.escape(note)}</small></span>{picture}'


def _span_of(campaign: Campaign) -> tuple[float, float | None]:
    assert campaign.start is not None
    return decimal(campaign.start), decimal(campaign.end, end=True) if campaign.end else None


def leads(campaign: Campaign, archive: Archive, most: int = 3) -> str:
    """Names of the lead agencies, short."""
    names = [
        archive.agencies[a].short or archive.agencies[a].label if a in archive.agencies else a
        for a in campaign.leads
    ]
    return "、".join(names[:most]) + ("等" if len(names) > most else "")


def decimal(date: Edtf, *, end: bool = False) -> float:
    """A date as a decimal year; with `end` the end of the span that it names."""
    day = date.last if end else date.first
    return day.year + (day.timetuple().tm_yday - (0 if end else 1)) / 366


# Glossary


def glossary_index(archive: Archive) -> Page:
    """Terms by the initial of their pinyin."""
    base = "glossary/index.md"
    groups: dict[str, list[Term]] = defaultdict(list)
    for term in sorted(archive.terms.values(), key=lambda term: pinyin_key(term.label)):
        groups[initial(term.label)].append(term)
    jump = "".join(f'<a href="#initial-{letter.lower()}">{letter}</a>' for letter in sorted(groups))
    parts = [f'<nav class="gw-initials" aria-label="按拼音首字母">{jump}</nav>']
    for letter, terms in sorted(groups.items()):
        lines = [
            f"- <span>{link(term.label, term.file, base)}"
            f'<small lang="en">{html.escape(term.term_en or "")}</small></span>'
            f'<span class="kind">{TERM_CATEGORIES[term.category]}</span>'
            for term in terms
        ]
        parts.append(section(f"initial-{letter.lower()}", letter, block(lines, "gw-terms")))
    return Page(base, "术语", "\n\n".join(parts), f"{len(archive.terms)} 条，按拼音排列，中英对照。", (HOME,))


def pinyin_key(name: str) -> tuple[str, ...]:
    """Sort key by pinyin, punctuation aside."""
    letters = "".join(char for char in name if char.isalnum())
    return tuple(syllable.lower() for syllable in lazy_pinyin(letters))


def initial(name: str) -> str:
    """The initial of a name's pinyin, A–Z; “#” for digits."""
    key = pinyin_key(name)
    first = key[0][:1].upper() if key else "#"
    return first if first.isascii() and first.isalpha() else "0"


def newest(documents: Sequence[Document], count: int) -> list[Document]:
    """The `count` newest dated documents, newest first."""
    return [document for document in reversed(documents) if document.year][:count]
