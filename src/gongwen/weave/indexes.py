"""Index pages: documents by year and type, agencies, campaigns on a time line, the glossary by initial."""

from __future__ import annotations

import html
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pypinyin import lazy_pinyin

from gongwen.archive import Archive
from gongwen.edtf import Edtf, lifetime
from gongwen.pages import addresses
from gongwen.records import Agency, Campaign, Document, Term
from gongwen.vocabulary import AGENCY_KINDS, CAMPAIGN_KINDS, DOCUMENT_TYPES, LEVELS, TERM_CATEGORIES
from gongwen.weave import charts, listing
from gongwen.weave.listing import block, link, section

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
    extra: dict[str, object] = field(default_factory=dict)


def all_pages(archive: Archive) -> Iterator[Page]:
    """Every generated page of the archive."""
    yield documents_index(archive)
    yield from year_pages(archive)
    yield from type_pages(archive)
    yield from agency_indexes(archive)
    yield from campaign_indexes(archive)
    yield from glossary_indexes(archive)


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


_AGENCY_VIEWS = (
    ("agencies/index.md", "层级与种类"),
    ("agencies/periods.md", "时期"),
    ("agencies/initials.md", "拼音"),
)
_PERIODS = ((1994, 1998), (1998, 2003), (2003, 2008), (2008, 2013), (2013, 2018), (2018, 2023), (2023, 2100))
"""From one reform of the State Council's departments to the next."""


def agency_indexes(archive: Archive) -> Iterator[Page]:
    """Agencies by level and kind, by period, by initial."""
    bodies = (_by_level(archive), _by_period(archive), _agencies_by_initial(archive))
    ledes = (
        "名称、隶属和沿革，按文献的日期辨认。",
        "按历次国务院机构改革分期，列出各期存在过的机构；起止未见记载的列在最后。",
        "按名称的拼音排列。",
    )
    for (src, name), body, lede in zip(_AGENCY_VIEWS, bodies, ledes, strict=True):
        crumbs = (HOME,) if src == "agencies/index.md" else (HOME, AGENCIES)
        title = "机构" if src == "agencies/index.md" else f"机构：按{name}"
        yield Page(src, title, _switch(_AGENCY_VIEWS, src) + "\n\n" + body, lede, crumbs)


def _switch(views: Sequence[tuple[str, str]], src: str) -> str:
    """Links between the ways to look at an index."""
    links = "　".join(
        f'<a{" aria-current=true" if other == src else ""} href="{html.escape(addresses.path(other, src))}">{label}</a>'
        for other, label in views
    )
    return f'<p class="gw-filter" role="group" aria-label="排列"><b>排列</b>{links}</p>'


def _by_level(archive: Archive) -> str:
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
    return "\n\n".join(parts)


def _by_period(archive: Archive) -> str:
    base = "agencies/periods.md"
    known = [agency for agency in archive.agencies.values() if agency.founded or agency.dissolved]
    parts = []
    for first, next_ in _PERIODS:
        found = [
            agency
            for agency in known
            if (agency.founded is None or agency.founded.year < next_)
            and (agency.dissolved is None or agency.dissolved.year >= first)
            and (
                agency.founded is not None
                or (agency.dissolved is not None and agency.dissolved.year < next_ + 5)
            )
        ]
        if found:
            found.sort(key=lambda agency: (str(agency.founded or ""), pinyin_key(agency.label)))
            title = f"{first}—{next_ - 1} 年" if next_ < 2100 else f"{first} 年以后"
            lines = [_agency_line(agency, archive, base) for agency in found]
            parts.append(section(f"p{first}", title, block(lines, "gw-names"), note=f"{len(found)} 个"))
    rest = sorted((a for a in archive.agencies.values() if a not in known), key=lambda a: pinyin_key(a.label))
    if rest:
        lines = [_agency_line(agency, archive, base) for agency in rest]
        parts.append(section("unknown", "起止未见记载", block(lines, "gw-names"), note=f"{len(rest)} 个"))
    return "\n\n".join(parts)


def _agencies_by_initial(archive: Archive) -> str:
    base = "agencies/initials.md"
    groups: dict[str, list[Agency]] = defaultdict(list)
    for agency in sorted(archive.agencies.values(), key=lambda agency: pinyin_key(agency.label)):
        groups[initial(agency.label)].append(agency)
    parts = [_jump(groups)]
    for letter, found in sorted(groups.items()):
        lines = [_agency_line(agency, archive, base) for agency in found]
        parts.append(section(f"initial-{letter.lower()}", letter, block(lines, "gw-names")))
    return "\n\n".join(parts)


def _jump(letters: Iterable[str]) -> str:
    links = "".join(f'<a href="#initial-{letter.lower()}">{letter}</a>' for letter in sorted(letters))
    return f'<nav class="gw-initials" aria-label="按首字母">{links}</nav>'


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
            f'<a{" aria-current=true" if other == kind else ""} href="{html.escape(addresses.path(campaign_index_page(other), src))}">'
            f'{label}<span class="num">{counts[other]}</span></a>'  # type: ignore[index]
            for other, label in CAMPAIGN_KINDS.items()
        )
        head = (
            _switch(_CAMPAIGN_VIEWS, src)
            + f'<p class="gw-filter" role="group" aria-label="种类"><b>种类</b>{filters}</p>'
        )
        lede = "按开始的先后排列；起止只据文献，文献没有写明的不补。"
        crumbs = (HOME,) if src == "campaigns/index.md" else (HOME, CAMPAIGNS)
        yield Page(src, name, head + "\n\n" + _lanes(archive, kind, src), lede, crumbs)
    yield from _campaign_lists(archive)


_CAMPAIGN_VIEWS = (
    ("campaigns/index.md", "时间线"), ("campaigns/years.md", "年份"), ("campaigns/leads.md", "牵头机构"), ("campaigns/series.md", "系列"),
)  # fmt: skip


def _campaign_lists(archive: Archive) -> Iterator[Page]:
    """Campaigns by the year in which they began, by lead, by series."""
    years: dict[str, list[Campaign]] = defaultdict(list)
    led: dict[str, list[Campaign]] = defaultdict(list)
    for campaign in sorted(archive.campaigns.values(), key=lambda c: (str(c.start or "9"), c.id)):
        years[f"{campaign.start.year} 年" if campaign.start else "起始未见记载"].append(campaign)
        for lead in campaign.leads or ("",):
            led[lead].append(campaign)
    src = "campaigns/years.md"
    ordered = sorted(years.items(), key=lambda item: (item[0][0].isdigit(), item[0]), reverse=True)
    body = "\n\n".join(
        section(f"y{index}", year, _campaign_lines(found, archive, src), note=f"{len(found)} 项")
        for index, (year, found) in enumerate(ordered)
    )
    yield _campaign_view(src, body, "按开始的年份，新的在前；跨年的列在开始的一年。")
    src = "campaigns/leads.md"
    body = "\n\n".join(
        section(
            f"l{index}",
            archive.agency_name(lead) if lead else "牵头未见记载",
            _campaign_lines(found, archive, src),
            note=f"{len(found)} 项",
        )
        for index, (lead, found) in enumerate(
            sorted(led.items(), key=lambda item: (not item[0], -len(item[1]), item[0]))
        )
    )
    yield _campaign_view(src, body, "按牵头的机构，牵头多的在前；几个机构一同牵头的，各列一次。")
    src = "campaigns/series.md"
    tops = [
        c
        for c in archive.campaigns.values()
        if c.parent not in archive.campaigns and archive.campaign_children.get(c.id)
    ]
    body = "\n\n".join(
        section(
            f"s{index}",
            link(top.label, top.file, src),
            _campaign_lines(_descendants(top, archive), archive, src),
            note=f"含 {len(_descendants(top, archive))} 项",
        )
        for index, top in enumerate(sorted(tops, key=lambda c: (-len(_descendants(c, archive)), c.id)))
    )
    yield _campaign_view(src, body, "有下级的行动和系列，下级多的在前。")


def _campaign_view(src: str, body: str, lede: str) -> Page:
    name = dict(_CAMPAIGN_VIEWS)[src]
    return Page(
        src, f"行动：按{name}", _switch(_CAMPAIGN_VIEWS, src) + "\n\n" + body, lede, (HOME, CAMPAIGNS)
    )


def _campaign_lines(found: Iterable[Campaign], archive: Archive, base: str) -> str:
    lines = [
        f"- <span>{link(c.label, c.file, base)}<small>{html.escape('　'.join(filter(None, (CAMPAIGN_KINDS[c.kind], leads(c, archive)))))}</small></span>"
        f"<time>{lifetime(c.start, c.end)}</time>"
        for c in found
    ]
    return block(lines, "gw-names")


def campaign_index_page(kind: str) -> str:
    """Source file of the time line of one kind of campaign."""
    return "campaigns/index.md" if kind == "campaign" else f"campaigns/kinds/{kind.replace(' ', '-')}.md"


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


_TERM_VIEWS = (
    ("glossary/index.md", "拼音"),
    ("glossary/categories.md", "类别"),
    ("glossary/english.md", "英文"),
)


def glossary_indexes(archive: Archive) -> Iterator[Page]:
    """Terms by the initial of their pinyin, by category, by English name."""
    terms = sorted(archive.terms.values(), key=lambda term: pinyin_key(term.label))
    letters: dict[str, list[Term]] = defaultdict(list)
    categories: dict[str, list[Term]] = defaultdict(list)
    english: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        letters[initial(term.label)].append(term)
        categories[term.category].append(term)
    for term in sorted(terms, key=lambda term: (term.term_en or "~").lower()):
        name = re.sub(r"[^A-Za-z]", "", term.term_en or "")
        english[name[:1].upper() or "0"].append(term)
    src = "glossary/index.md"
    parts = [_jump(letters)]
    parts += (
        section(f"initial-{a.lower()}", a, _term_lines(found, src)) for a, found in sorted(letters.items())
    )
    yield _term_view(src, parts, f"{len(terms)} 条，按拼音排列，中英对照。")
    src = "glossary/categories.md"
    parts = [
        section(key.split()[0], name, _term_lines(categories[key], src), note=f"{len(categories[key])} 条")
        for key, name in TERM_CATEGORIES.items()
        if categories[key]
    ]
    yield _term_view(src, parts, "按类别，各类之内按拼音。")
    src = "glossary/english.md"
    parts = [_jump(english)]
    parts += (
        section(f"initial-{a.lower()}", a, _term_lines(found, src, english_first=True))
        for a, found in sorted(english.items())
    )
    yield _term_view(src, parts, "按英文名 A–Z。")


def _term_view(src: str, parts: Sequence[str], lede: str) -> Page:
    door = src == "glossary/index.md"
    title = "术语" if door else f"术语：按{dict(_TERM_VIEWS)[src]}"
    body = "\n\n".join([_switch(_TERM_VIEWS, src), *parts])
    return Page(src, title, body, lede, (HOME,) if door else (HOME, GLOSSARY))


def _term_lines(terms: Iterable[Term], base: str, *, english_first: bool = False) -> str:
    lines = []
    for term in terms:
        name = link(term.label, term.file, base)
        english = f'<small lang="en">{html.escape(term.term_en or "")}</small>'
        both = (
            f'<span lang="en">{html.escape(term.term_en or "")}</span>　{name}'
            if english_first
            else f"{name}{english}"
        )
        lines.append(f'- <span>{both}</span><span class="kind">{TERM_CATEGORIES[term.category]}</span>')
    return block(lines, "gw-terms")


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
