"""Indexes of agencies: by level and kind, by period, by initial."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from gongwen.records import Agency
from gongwen.records.archive import Archive
from gongwen.records.edtf import lifetime
from gongwen.records.vocabulary import AGENCY_KINDS, LEVELS
from gongwen.views.links import AGENCIES, HOME, at, to
from gongwen.views.page import Page
from gongwen.views.parts import Jump, NameLine, NameList, Section, Switch, Text, loose
from gongwen.views.sorting import initial, pinyin_key

_VIEWS = (
    ("agencies/index.md", "层级与种类"),
    ("agencies/periods.md", "时期"),
    ("agencies/initials.md", "拼音"),
)
_PERIODS = ((1994, 1998), (1998, 2003), (2003, 2008), (2008, 2013), (2013, 2018), (2018, 2023), (2023, 2100))
"""From one reform of the State Council's departments to the next."""


def agency_indexes(archive: Archive) -> Iterator[Page]:
    """Agencies by level and kind, by period, by initial."""
    ways = (
        (_by_level(archive), "名称、隶属和沿革，按文献的日期辨认。"),
        (_by_period(archive), "按历次国务院机构改革分期，列出各期存在过的机构；起止未见记载的列在最后。"),
        (_by_initial(archive), "按名称的拼音排列。"),
    )
    for (src, name), (sections, lede) in zip(_VIEWS, ways, strict=True):
        door = src == "agencies/index.md"
        switch = loose(Switch("排列", tuple(at(label, other) for other, label in _VIEWS), name))
        yield Page(
            src,
            "机构" if door else f"机构：按{name}",
            lede,
            (HOME,) if door else (HOME, AGENCIES),
            (switch, *sections),
        )


def _names(found: Iterable[Agency], archive: Archive) -> NameList:
    return NameList(tuple(_line(agency, archive) for agency in found))


def _line(agency: Agency, archive: Archive) -> NameLine:
    issued = len(archive.documents_by_issuer.get(agency.id, ()))
    span = lifetime(agency.founded, agency.dissolved)
    return NameLine(
        to(agency), agency.name_en or "", english=True, when=span, count=f"{issued} 件" if issued else ""
    )


def _by_level(archive: Archive) -> list[Section]:
    sections = []
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
            sections.append(Section(anchor, title, (_names(found, archive),), f"{len(found)} 个"))
    count = sum(kind == "agency" for kind, _ in archive.unrecorded)
    more = Text(
        ("文献中列名而尚无条目的机构：", at(f"{count} 个", "agencies/unrecorded/index.md"), "。"), note=True
    )
    return [*sections, loose(more)]


def _by_period(archive: Archive) -> list[Section]:
    known = [agency for agency in archive.agencies.values() if agency.founded or agency.dissolved]
    sections = []
    for first, next_ in _PERIODS:
        found = [agency for agency in known if _lived(agency, first, next_)]
        if found:
            found.sort(key=lambda agency: (str(agency.founded or ""), pinyin_key(agency.label)))
            title = f"{first}—{next_ - 1} 年" if next_ < 2100 else f"{first} 年以后"
            sections.append(Section(f"p{first}", title, (_names(found, archive),), f"{len(found)} 个"))
    rest = sorted((a for a in archive.agencies.values() if a not in known), key=lambda a: pinyin_key(a.label))
    if rest:
        sections.append(Section("unknown", "起止未见记载", (_names(rest, archive),), f"{len(rest)} 个"))
    return sections


def _lived(agency: Agency, first: int, next_: int) -> bool:
    """Whether an agency existed in a period; one whose beginning is unknown is listed near its end only."""
    founded, dissolved = agency.founded, agency.dissolved
    return (
        (founded is None or founded.year < next_)
        and (dissolved is None or dissolved.year >= first)
        and (founded is not None or (dissolved is not None and dissolved.year < next_ + 5))
    )


def _by_initial(archive: Archive) -> list[Section]:
    groups: dict[str, list[Agency]] = defaultdict(list)
    for agency in sorted(archive.agencies.values(), key=lambda agency: pinyin_key(agency.label)):
        groups[initial(agency.label)].append(agency)
    return [
        loose(Jump(tuple(sorted(groups)))),
        *(
            Section(f"initial-{letter.lower()}", letter, (_names(found, archive),))
            for letter, found in sorted(groups.items())
        ),
    ]
