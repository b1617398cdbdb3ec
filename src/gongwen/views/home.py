"""The home page: what is here, how to find, where to begin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongwen.derived.occurrences import Occurrences
from gongwen.pages import addresses
from gongwen.records import KINDS, Agency, Campaign, Term
from gongwen.records.archive import Archive
from gongwen.views import campaigns, charts
from gongwen.views.documents import newest
from gongwen.views.lanes import lanes
from gongwen.views.links import Link, explained, to


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page: what is here, how to find, where to begin."""

    span: str
    counts: tuple[tuple[str, int, str, str], ...]
    latest_date: str
    band: str
    legend: tuple[tuple[str, str], ...]
    table: tuple[tuple[int, int], ...]
    agencies: tuple[tuple[Link, str], ...]
    campaigns: tuple[tuple[Link, str], ...]
    terms: tuple[tuple[Link, str, str], ...]
    newest: tuple[tuple[Link, str, str, str], ...]
    missing: str
    digests: int
    twin: str = "en/"


_NUMERALS = str.maketrans("0123456789", "〇一二三四五六七八九")


def home_view(archive: Archive, occurrences: Occurrences) -> HomeView:
    """Everything that the home page shows."""
    years = list(archive.documents_by_year)
    first, last = (min(years), max(years)) if years else (1994, 1994)
    counts = {year: len(found) for year, found in archive.documents_by_year.items()}
    latest = newest(archive.documents_in_time, 8)
    bars = _bars(archive)
    missing = [str(year) for year in range(first, last + 1) if year not in counts]
    return HomeView(
        span=f"{str(first).translate(_NUMERALS)}—{str(last).translate(_NUMERALS)}",
        counts=tuple(
            (kind.label, len(archive.records(kind.name)), kind.unit, f"{kind.folder}/")
            for kind in KINDS.values()
        ),
        latest_date=str(latest[0].date) if latest else "",
        band="".join(draw(range(first, last + 1), counts, bars) for draw in (charts.band, lanes) if years),
        legend=tuple(charts.legend(span.kind for bar in bars for span in bar.spans)),
        table=tuple((year, counts.get(year, 0)) for year in range(first, last + 1)) if years else (),
        agencies=tuple(
            (explained(a, note=a.span), _fact(a, archive)) for a in _chosen_agencies(archive, occurrences)
        ),
        campaigns=tuple(
            (explained(c, note=campaigns.short_when(c, archive)), _led(c, archive))
            for c in _busiest_campaigns(archive, occurrences)
        ),
        terms=tuple((explained(t), t.pinyin, t.term_en or "") for t in _busiest_terms(archive, occurrences)),
        newest=tuple((to(d), str(d.date), d.type, archive.issuer_line(d)) for d in latest),
        missing=f"{'、'.join(missing)} 年" if len(missing) <= 6 else f"{len(missing)} 个年份",
        digests=sum(
            document.content == "digest" and not document.whole_body
            for document in archive.documents.values()
        ),
    )


def _fact(agency: Agency, archive: Archive) -> str:
    """One thing to know of an agency: what became of it, whose other name it is, what it came of, what it is."""

    def named(ids: Iterable[str]) -> str:
        return "、".join(archive.agency_name(identity) for identity in ids)

    if agency.dissolved and agency.successors:
        return f"职责转入{named(agency.successors[:2])}"
    plates = [plate for plate in archive.name_plates(agency.id) if plate != agency.id]
    if plates:
        return f"与{named(plates[:1])}是一个机构"
    if agency.predecessors:
        return f"前身是{named(agency.predecessors[:2])}"
    return agency.kind_label


def _led(campaign: Campaign, archive: Archive) -> str:
    """Who leads a campaign, and how much of it there is."""
    parts = len(archive.campaign_parts(campaign.id))
    by = campaigns.leads(campaign, archive, 2)
    return "，".join(filter(None, (by and f"{by}牵头", f"含 {parts} 项" if parts else "")))


def _chosen_agencies(archive: Archive, occurrences: Occurrences, count: int = 4) -> list[Agency]:
    """Agencies to begin with: the busiest, among them one that is no more and one of those that regulate themselves."""
    busiest = _busiest_agencies(archive, occurrences)
    gone = [agency for agency in busiest if agency.dissolved][:1]
    industry = [agency for agency in busiest if agency.kind == "industry association"][:1]
    first = [agency for agency in busiest if agency not in (*gone, *industry)]
    return sorted((*gone, *industry, *first[: count - len(gone) - len(industry)]), key=busiest.index)


def _busiest_agencies(archive: Archive, occurrences: Occurrences) -> list[Agency]:
    def weight(agency: Agency) -> tuple[int, int, str]:
        issued = len(archive.documents_by_issuer.get(agency.id, ()))
        return (-issued, -len(occurrences.by_record.get(("agency", agency.id), ())), agency.id)

    return sorted(archive.agencies.values(), key=weight)


def _busiest_campaigns(archive: Archive, occurrences: Occurrences, count: int = 4) -> list[Campaign]:
    def weight(campaign: Campaign) -> tuple[int, int, str]:
        family = [campaign, *archive.campaign_children.get(campaign.id, ())]
        found = sum(len(archive.documents_by_campaign.get(c.id, ())) for c in family)
        named = sum(len(occurrences.by_record.get(("campaign", c.id), ())) for c in family)
        return (-found, -named, campaign.id)

    tops = [campaign for campaign in archive.campaigns.values() if not campaign.parents]
    return sorted(tops, key=weight)[:count]


def _busiest_terms(archive: Archive, occurrences: Occurrences, count: int = 4) -> list[Term]:
    def weight(term: Term) -> tuple[int, str]:
        found = Counter(o.document.id for o in occurrences.by_record.get(("term", term.id), ()))
        return (-len(found), term.id)

    return sorted(archive.terms.values(), key=weight)[:count]


_BAND_BARS = 14
_A_YEAR = 3


def _is_series(campaign: Campaign, archive: Archive) -> bool:
    """Whether a campaign comes back: its own parts began in two years or more."""
    children = archive.campaign_children.get(campaign.id, ())
    return len({child.start.year for child in children if child.start}) >= 2


def _bars(archive: Archive) -> list[charts.Bar]:
    """What the home page's band shows: series by year, and single campaigns, those with the most about them.

    Of a series and what it belongs to or consists of one is shown, the one with more about it.
    """

    def weight(campaign: Campaign) -> tuple[int, str]:
        parts = len(archive.campaign_parts(campaign.id))
        return (-(3 * len(archive.documents_of_family(campaign.id)) + 2 * parts), campaign.id)

    candidates = [
        c
        for c in archive.campaigns.values()
        if c.kind in {"campaign", "programme"}
        and (
            _is_series(c, archive) or (c.start and not archive.campaign_children.get(c.id) and not c.parents)
        )
    ]
    chosen: list[Campaign] = []
    taken: set[str] = set()
    per_year: Counter[int] = Counter()
    for campaign in sorted(candidates, key=weight):
        family = set(archive.campaign_family(campaign.id))
        begun = campaigns.begin(campaign, archive)
        if (
            begun is None
            or family & taken
            or any(campaign.id in archive.campaign_family(c.id) for c in chosen)
        ):
            continue
        if per_year[begun.year] < _A_YEAR and len(chosen) < _BAND_BARS:
            chosen.append(campaign)
            taken |= family
            per_year[begun.year] += 1
    bars = [
        charts.Bar(
            _band_label(campaign),
            addresses.url(campaign.file),
            _band_spans(campaign, archive),
            strong=_is_series(campaign, archive),
        )
        for campaign in chosen
    ]
    return sorted(bars, key=lambda bar: (bar.spans[0].start, bar.label))


def _band_spans(campaign: Campaign, archive: Archive) -> tuple[charts.Span, ...]:
    """A series by the years of its parts, a single campaign by its own time."""
    series = _is_series(campaign, archive)
    return tuple(span for span in campaigns.spans_of(campaign, archive) if (span.kind == "part") == series)


_REMARK = re.compile(r"（[^（）]*）$")
_KIND = re.compile(r"(?:系列)?(?:专项)?(?:行动|整治|治理)$")
_LABEL = 10


def _band_label(campaign: Campaign) -> str:
    """A campaign's name short enough for the band: without the word for what it is, without its remark, another one."""
    shorter = [short for name in (campaign.label, *campaign.aliases) for short in _shorter(name)]
    fitting = (name for name in shorter if len(name) <= _LABEL)
    return next(fitting, min(shorter, key=len))


def _shorter(name: str) -> Iterator[str]:
    """A name, and what it is without its parts that say least; never less than four characters."""
    bare = _REMARK.sub("", name)
    remark = name[len(bare) :]
    kind = _KIND.sub("", bare)
    for short in (name, kind + remark, bare, kind):
        if len(short) >= 4:
            yield short
