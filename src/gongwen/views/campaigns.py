"""Indexes of campaigns: a time line a kind, lists by year, lead and series."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from gongwen.records import Campaign
from gongwen.records.archive import Archive
from gongwen.records.edtf import Edtf
from gongwen.records.vocabulary import CAMPAIGN_KINDS
from gongwen.views import charts
from gongwen.views.links import CAMPAIGNS, HOME, Link, at, to
from gongwen.views.page import Page
from gongwen.views.parts import (
    CountedList,
    Lane,
    Lanes,
    LaneYear,
    NameLine,
    NameList,
    PlainList,
    Section,
    Switch,
    Text,
    loose,
)
from gongwen.views.sorting import pinyin_key

_VIEWS = (
    ("campaigns/index.md", "时间线"), ("campaigns/years.md", "年份"), ("campaigns/leads.md", "牵头机构"), ("campaigns/series.md", "系列"),
)  # fmt: skip


def campaign_indexes(archive: Archive) -> Iterator[Page]:
    """The time line of campaigns, one page a kind, the first being the door; then the lists."""
    counts = Counter(campaign.kind for campaign in archive.campaigns.values())
    for kind, name in CAMPAIGN_KINDS.items():
        src = index_page(kind)
        kinds = tuple(
            at(label, index_page(other), note=str(counts[other]))  # type: ignore[index]
            for other, label in CAMPAIGN_KINDS.items()
        )
        # Every time line is the first of the ways; the page of a kind is that kind's.
        ways = _ways("时间线" if kind == "campaign" else "")
        head = loose(Switch("种类", kinds, name, then=ways))
        lede = "按开始的先后排列；起止只据文献，文献没有写明的不补。"
        if kind == "campaign":
            lede = f"在限定时间内集中处理一类问题的做法，文献中常称专项行动、专项整治或专项治理。{lede}"
        crumbs = (HOME,) if kind == "campaign" else (HOME, CAMPAIGNS, at("种类", "campaigns/kinds/index.md"))
        more = [_unrecorded(archive)] if kind == "campaign" else []
        yield Page(src, name, lede, crumbs, (head, *_time_line(archive, kind), *more))
    links = tuple(at(name, index_page(kind), count=counts[kind]) for kind, name in CAMPAIGN_KINDS.items())  # type: ignore[index]
    lede = "行动、工程、会议和赛事，按种类列出。"
    yield Page(
        "campaigns/kinds/index.md", "种类", lede, (HOME, CAMPAIGNS), (loose(CountedList(links, "项")),)
    )
    yield _by_year(archive)
    yield _by_lead(archive)
    yield _by_series(archive)


def _unrecorded(archive: Archive) -> Section:
    count = sum(kind == "campaign" for kind, _ in archive.unrecorded)
    return loose(
        Text(
            ("文献中列名而尚无条目的行动：", at(f"{count} 项", "campaigns/unrecorded/index.md"), "。"),
            note=True,
        )
    )


def _ways(current: str) -> Switch:
    return Switch("排列", tuple(at(label, src) for src, label in _VIEWS), current)


def index_page(kind: str) -> str:
    """Source file of the time line of one kind of campaign."""
    return "campaigns/index.md" if kind == "campaign" else f"campaigns/kinds/{kind.replace(' ', '-')}.md"


# Lists


def _in_order(archive: Archive) -> list[Campaign]:
    return sorted(archive.campaigns.values(), key=lambda c: (str(c.start or "9"), c.id))


def _by_year(archive: Archive) -> Page:
    years: dict[str, list[Campaign]] = defaultdict(list)
    for campaign in _in_order(archive):
        years[f"{campaign.start.year} 年" if campaign.start else "起始未见记载"].append(campaign)
    ordered = sorted(years.items(), key=lambda item: (item[0][0].isdigit(), item[0]), reverse=True)
    sections = [
        Section(f"y{index}", year, (_names(found, archive),), f"{len(found)} 项")
        for index, (year, found) in enumerate(ordered)
    ]
    return _list_page("campaigns/years.md", sections, "按开始的年份，由近到远；跨年的列在开始的一年。")


def _by_lead(archive: Archive) -> Page:
    led: dict[str, list[Campaign]] = defaultdict(list)
    for campaign in _in_order(archive):
        for lead in campaign.leads or ("",):
            led[lead].append(campaign)
    ordered = sorted(led.items(), key=lambda item: (not item[0], -len(item[1]), item[0]))
    sections = [
        Section(
            f"l{index}",
            archive.agency_name(lead) if lead else "牵头未见记载",
            (_names(found, archive),),
            f"{len(found)} 项{_other_plates(lead, led, archive)}",
        )
        for index, (lead, found) in enumerate(ordered)
    ]
    lede = "按牵头的机构，牵头多的在前；几个机构一同牵头的，各列一次。"
    return _list_page("campaigns/leads.md", sections, lede)


def _other_plates(lead: str, led: Mapping[str, Sequence[Campaign]], archive: Archive) -> str:
    """What the same body leads under its other name plates."""
    others = [plate for plate in archive.name_plates(lead) if plate != lead and led.get(plate)]
    return "".join(
        f"；同一机构以“{archive.agency_name(plate)}”名义另 {len(led[plate])} 项" for plate in others
    )


def _by_series(archive: Archive) -> Page:
    tops = [
        c for c in archive.campaigns.values() if _is_top(c, archive) and archive.campaign_children.get(c.id)
    ]
    tops.sort(key=lambda c: (-len(archive.campaign_parts(c.id)), c.id))
    sections = []
    for index, top in enumerate(tops):
        parts = archive.campaign_parts(top.id)
        section = Section(f"s{index}", top.label, (_names(parts, archive),), f"含 {len(parts)} 项", to(top))
        sections.append(section)
    return _list_page("campaigns/series.md", sections, "含分项的行动和系列，按分项多少排列。")


def _list_page(src: str, sections: Sequence[Section], lede: str) -> Page:
    name = dict(_VIEWS)[src]
    return Page(src, f"行动：按{name}", lede, (HOME, CAMPAIGNS), (loose(_ways(name)), *sections))


def _names(found: Iterable[Campaign], archive: Archive) -> NameList:
    return NameList(
        tuple(
            NameLine(
                to(c),
                "　".join(filter(None, (CAMPAIGN_KINDS[c.kind], leads(c, archive)))),
                english=False,
                when=c.when or _years_of(archive.campaign_parts(c.id)),
                english_name=c.name_en or "",
            )
            for c in found
        )
    )


# The time line


def _time_line(archive: Archive, kind: str) -> list[Section]:
    """Campaigns of a kind on the line of years; a series shows its parts year by year below itself."""
    tops = [c for c in archive.campaigns.values() if _is_top(c, archive) and _has_kind(c, kind, archive)]
    begun = {c.id: begin(c, archive) for c in tops}
    dated = sorted((c for c in tops if begun[c.id]), key=lambda c: (str(begun[c.id]), c.id))
    undated = sorted((c for c in tops if not begun[c.id]), key=lambda c: pinyin_key(c.label))
    sections = []
    if dated:
        first, last = _span(dated, archive)
        lanes = tuple(_lane(campaign, archive, kind, first, last) for campaign in dated)
        drawn = charts.legend(span.kind for campaign in dated for span in spans_of(campaign, archive))
        sections.append(loose(Lanes(charts.scale(first, last), lanes, tuple(drawn))))
    if undated:
        links = tuple(to(c, note=leads(c, archive)) for c in undated)
        sections.append(Section("undated", "起始未见记载", (PlainList(links),), f"{len(undated)} 项"))
    return sections


def _span(campaigns: Iterable[Campaign], archive: Archive) -> tuple[int, int]:
    """The first and the last year in which one of these campaigns or a part of them begins or ends."""
    years = [
        date.year
        for campaign in campaigns
        for part in (campaign, *archive.campaign_parts(campaign.id))
        for date in (part.start, part.end or part.computed_end)
        if date
    ]
    return min(years), max(years)


def _is_top(campaign: Campaign, archive: Archive) -> bool:
    return not any(parent in archive.campaigns for parent in campaign.parents)


def _has_kind(campaign: Campaign, kind: str, archive: Archive) -> bool:
    return campaign.kind == kind or any(part.kind == kind for part in archive.campaign_parts(campaign.id))


def begin(campaign: Campaign, archive: Archive) -> Edtf | None:
    """When a campaign began: by its own record, or by the first of its parts."""
    starts = [part.start for part in (campaign, *archive.campaign_parts(campaign.id)) if part.start]
    return campaign.start or min(starts, key=str, default=None)


def _lane(campaign: Campaign, archive: Archive, kind: str, first: int, last: int) -> Lane:
    parts = archive.campaign_parts(campaign.id)
    spans = spans_of(campaign, archive)
    count = f"含 {len(parts)} 项" if parts else ""
    note = "　".join(filter(None, (campaign.when or _years_of(parts), leads(campaign, archive), count)))
    years = _years(campaign, parts, kind, archive)
    # Where each year has but one there is nothing that the track doesn't show.
    opened = years if any(year.head or len(year.links) > 1 for year in years) else ()
    return Lane(to(campaign), note, charts.track(first, last, spans), opened)


def _years_of(parts: Iterable[Campaign]) -> str:
    """When the parts of a series without a date of its own began."""
    years = sorted({part.start.year for part in parts if part.start})
    if not years:
        return ""
    return f"{years[0]}年有分项" if len(years) == 1 else f"{years[0]}—{years[-1]}年有分项"


def short_when(campaign: Campaign, archive: Archive) -> str:
    """A campaign's time in years, for narrow places; an end that isn't recorded is said to be so."""
    start, end = campaign.start, campaign.end or campaign.computed_end
    if start is None:
        return _years_of(archive.campaign_parts(campaign.id))
    if end is None and campaign.kind != "campaign" and campaign.kind != "programme":
        return f"{start.year}年" if campaign.kind == "event" else f"{start.year}年首办"
    if end is None:
        return f"{start.year}年起，结束未详"
    return f"{start.year}年" if start.year == end.year else f"{start.year}—{end.year}年"


def spans_of(campaign: Campaign, archive: Archive) -> list[charts.Span]:
    """The time of a campaign, and of a series the years in which something of it began."""
    parts = archive.campaign_parts(campaign.id)
    spans = [charts.whole_year(year) for year in sorted({part.start.year for part in parts if part.start})]
    start, end = campaign.start, campaign.end or campaign.computed_end
    if start is None:
        return spans
    if end is None and campaign.kind == "event":
        return [charts.known(start, start), *spans]
    if end is None:
        return [charts.unended(start), *spans]
    own = charts.known(start, end) if campaign.end else charts.computed(start, end)
    return [own, *spans]


def _years(series: Campaign, parts: Iterable[Campaign], kind: str, archive: Archive) -> tuple[LaneYear, ...]:
    """Parts of a series by the year in which they began, the newest year first; what is a year's own heads it."""
    years: dict[str, list[Campaign]] = defaultdict(list)
    for part in parts:
        if part.kind == kind:
            years[str(part.start.year) if part.start else "年份未详"].append(part)
    ordered = sorted(years.items(), key=lambda item: (item[0].isdigit(), item[0]), reverse=True)
    return tuple(_year(series, year, found, archive) for year, found in ordered)


def _year(series: Campaign, year: str, found: Sequence[Campaign], archive: Archive) -> LaneYear:
    within = {part.id for part in found}
    heads = [c for c in found if any(part.id in within for part in archive.campaign_parts(c.id))]
    head = heads[0] if len(heads) == 1 else None
    shown = sorted((c for c in found if c is not head), key=lambda c: (str(c.start or "9"), c.id))
    return LaneYear(
        year,
        to(head) if head else None,
        f"{len(shown)} 项" if len(shown) > 1 else "",
        tuple(_in_series(c, series) for c in shown),
    )


def _in_series(part: Campaign, series: Campaign) -> Link:
    """A part's name without that of its series, which stands above, and its day where that is known."""
    stem, dot, rest = part.label.partition("·")
    text = part.label
    if dot and stem.lstrip("“") and stem.lstrip("“") in series.label:
        text = rest.replace("”", "", 1) if stem.startswith("“") else rest
    day = ""
    if part.start and "-" in part.start.plain:
        day = part.start.plain + (f"（{part.start.note}）" if part.start.note else "")
    return replace(to(part), text=text, note=day)


def leads(campaign: Campaign, archive: Archive, most: int = 3) -> str:
    """Names of the lead agencies, short."""
    names = [
        archive.agencies[a].short or archive.agencies[a].label if a in archive.agencies else a
        for a in campaign.leads
    ]
    return "、".join(names[:most]) + ("等" if len(names) > most else "")
