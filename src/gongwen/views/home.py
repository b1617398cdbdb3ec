"""The home page: what is here, how to find, where to begin."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from gongwen.archive import Archive
from gongwen.derived.occurrences import Occurrences
from gongwen.edtf import lifetime
from gongwen.pages import addresses
from gongwen.records import Agency, Campaign, Term
from gongwen.views import charts
from gongwen.views.documents import newest
from gongwen.views.links import Link, explained, to


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page: what is here, how to find, where to begin."""

    span: str
    counts: tuple[tuple[str, int, str, str], ...]
    latest_date: str
    band: str
    table: tuple[tuple[int, int], ...]
    agencies: tuple[Link, ...]
    campaigns: tuple[Link, ...]
    terms: tuple[tuple[Link, str, str], ...]
    newest: tuple[tuple[Link, str, str, str], ...]
    missing: str
    digests: int


_NUMERALS = str.maketrans("0123456789", "〇一二三四五六七八九")


def home_view(archive: Archive, occurrences: Occurrences) -> HomeView:
    """Everything that the home page shows."""
    years = list(archive.documents_by_year)
    first, last = (min(years), max(years)) if years else (1994, 1994)
    counts = {year: len(found) for year, found in archive.documents_by_year.items()}
    latest = newest(archive.documents_in_time, 8)
    missing = [str(year) for year in range(first, last + 1) if year not in counts]
    return HomeView(
        span=f"{str(first).translate(_NUMERALS)}—{str(last).translate(_NUMERALS)}",
        counts=(
            ("文献", len(archive.documents), "件", "documents/"),
            ("机构", len(archive.agencies), "个", "agencies/"),
            ("行动", len(archive.campaigns), "项", "campaigns/"),
            ("术语", len(archive.terms), "条", "glossary/"),
        ),
        latest_date=str(latest[0].date) if latest else "",
        band=charts.band(list(range(first, last + 1)), counts, _bars(archive)) if years else "",
        table=tuple((year, counts.get(year, 0)) for year in range(first, last + 1)) if years else (),
        agencies=tuple(
            _door(a, lifetime(a.founded, a.dissolved)) for a in _busiest_agencies(archive, occurrences)
        ),
        campaigns=tuple(_door(c, _years(c)) for c in _busiest_campaigns(archive, occurrences)),
        terms=tuple((explained(t), t.pinyin, t.term_en or "") for t in _busiest_terms(archive, occurrences)),
        newest=tuple((to(d), str(d.date), d.type, archive.issuer_line(d)) for d in latest),
        missing=f"{'、'.join(missing)} 年" if len(missing) <= 6 else f"{len(missing)} 个年份",
        digests=sum(document.content == "digest" for document in archive.documents.values()),
    )


def _door(record: Agency | Campaign, when: str) -> Link:
    return explained(record, note=when)


def _years(campaign: Campaign) -> str:
    if campaign.start is None:
        return ""
    if campaign.end is None:
        return f"{campaign.start.year}—"
    return (
        str(campaign.start.year)
        if campaign.start.year == campaign.end.year
        else f"{campaign.start.year}—{campaign.end.year}"
    )


def _busiest_agencies(archive: Archive, occurrences: Occurrences, count: int = 4) -> list[Agency]:
    def weight(agency: Agency) -> tuple[int, int, str]:
        issued = len(archive.documents_by_issuer.get(agency.id, ()))
        return (-issued, -len(occurrences.by_record.get(("agency", agency.id), ())), agency.id)

    return sorted(archive.agencies.values(), key=weight)[:count]


def _busiest_campaigns(archive: Archive, occurrences: Occurrences, count: int = 4) -> list[Campaign]:
    def weight(campaign: Campaign) -> tuple[int, int, str]:
        family = [campaign, *archive.campaign_children.get(campaign.id, ())]
        found = sum(len(archive.documents_by_campaign.get(c.id, ())) for c in family)
        named = sum(len(occurrences.by_record.get(("campaign", c.id), ())) for c in family)
        return (-found, -named, campaign.id)

    tops = [campaign for campaign in archive.campaigns.values() if campaign.parent is None]
    return sorted(tops, key=weight)[:count]


def _busiest_terms(archive: Archive, occurrences: Occurrences, count: int = 4) -> list[Term]:
    def weight(term: Term) -> tuple[int, str]:
        found = Counter(o.document.id for o in occurrences.by_record.get(("term", term.id), ()))
        return (-len(found), term.id)

    return sorted(archive.terms.values(), key=weight)[:count]


_BAND_BARS = 14


def _bars(archive: Archive) -> list[charts.Bar]:
    """The campaigns that the home page's band shows: those with the most around them, spread over the years."""

    def weight(campaign: Campaign) -> tuple[int, str]:
        children = archive.campaign_children.get(campaign.id, ())
        found = sum(len(archive.documents_by_campaign.get(c.id, ())) for c in (campaign, *children))
        return (-(3 * found + len(campaign.participants) + 2 * len(children)), campaign.id)

    candidates = [
        c
        for c in archive.campaigns.values()
        if c.start and c.kind in {"campaign", "programme"} and c.parent is None
    ]
    chosen: list[Campaign] = []
    per_year: Counter[int] = Counter()
    for campaign in sorted(candidates, key=weight):
        assert campaign.start is not None
        if per_year[campaign.start.year] < 2 and len(chosen) < _BAND_BARS:
            chosen.append(campaign)
            per_year[campaign.start.year] += 1
    return [
        charts.Bar(
            _band_label(campaign),
            addresses.url(campaign.file),
            charts.decimal(campaign.start),
            charts.decimal(campaign.end, end=True) if campaign.end else None,
        )
        for campaign in sorted(chosen, key=lambda c: str(c.start))
        if campaign.start
    ]


def _band_label(campaign: Campaign) -> str:
    """A campaign's name short enough for the band."""
    name = campaign.label
    shortest = min((alias for alias in (name, *campaign.aliases) if len(alias) >= 4), key=len, default=name)
    return shortest.strip("“”") if len(name) > 14 else name
