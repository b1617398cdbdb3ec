"""The English door: a home page and the lists of documents, agencies, campaigns and terms, parted as the Chinese ones.

Records themselves have one page, in Chinese, with their facts in English at its head; these pages lead there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from gongwen.pages import addresses
from gongwen.pages.headings import heading_id
from gongwen.records import KINDS, Agency, Campaign, Document, Kind, Named, Record, Term
from gongwen.records.archive import Archive
from gongwen.records.document_types import DOCUMENT_TYPES
from gongwen.records.vocabulary import AGENCY_KINDS, CAMPAIGN_KINDS, LEVELS, TERM_CATEGORIES
from gongwen.views import english
from gongwen.views.documents import LATEST, Parting, newest, partings
from gongwen.views.links import Link
from gongwen.views.page import Page
from gongwen.views.parts import CountedList, EnglishLine, EnglishList, PlainList, Section, Text, loose

TITLE = "Archive of Chinese Internet Governance"
DESCRIPTION = (
    "Public documents of the governance of the internet in China, 1994 to today: as published, each change told, to be searched"
    " and cited."
)
HOME = Link("Archive", "en/")
_MONTHS = (
    "month unknown", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_DOORS = {
    "document": ("Documents", "Laws, rules, notices, news, speeches, briefings and pledges, by year"),
    "agency": ("Agencies", "Bodies that act in the documents, by level and kind"),
    "campaign": ("Campaigns", "Campaigns, programmes and event series, by kind"),
    "term": ("Glossary", "Terms of internet governance, with definitions, by category"),
}
_ABOUT = (
    "Public documents of the governance of the internet in China, from 1994 to today. The documents are in Chinese;"
    " titles, names and one-sentence summaries are in English too. Most pages hold a digest written by the archive, not"
    " the document's text; each says which. The archive describes and attributes, and takes no side."
)
_ONE_PAGE = "Each record has one page, in Chinese. At its head, “In English” opens its facts and the names of its sections."
_IN_ENGLISH = heading_id("In English")
"""The part of each page about the archive that is in English."""
_SEARCHING = (
    "Search takes English words of titles and names, abbreviations such as CAC, PIPL or MLPS, Chinese in either script,"
    " and pinyin, with or without spaces."
)


def doors() -> tuple[tuple[str, str], ...]:
    """What heads every English page: the kinds, and the way to each."""
    return tuple((_label(kind), f"en/{kind.folder}/") for kind in KINDS.values())


def english_pages(archive: Archive) -> Iterator[Page]:
    """Every page of the English door."""
    yield _home(archive)
    yield _search_page()
    yield from _documents(archive)
    for kind in KINDS.values():
        if kind.record is not Document:
            yield _named(kind, archive)


def _label(kind: Kind) -> str:
    return _DOORS[kind.name][0] if kind.name in _DOORS else kind.folder.capitalize()


def _page(src: str, title: str, lede: str, sections: Sequence[Section], *crumbs: Link) -> Page:
    twin = addresses.url(src.removeprefix("en/"))
    return Page(src, title, lede, (HOME, *crumbs), tuple(sections), lang="en", twin=twin)


def _home(archive: Archive) -> Page:
    doors_ = tuple(
        Link(
            f"{_label(kind)} ({len(archive.records(kind.name))})",
            f"en/{kind.folder}/",
            note=_DOORS[kind.name][1] if kind.name in _DOORS else "",
        )
        for kind in KINDS.values()
    )
    latest = _list(newest(archive.documents_in_time, LATEST), archive, dated=True)
    about = (
        Link("Data, feeds and how to use them", f"about/data/#{_IN_ENGLISH}"),
        " · ",
        Link("Rights and corrections", f"about/rights/#{_IN_ENGLISH}"),
        " · ",
        Link("How to cite", f"about/citing/#{_IN_ENGLISH}"),
    )
    sections = (
        loose(Text((_ABOUT,)), Text((_ONE_PAGE,)), PlainList(doors_)),
        Section(
            "search", "Search", (Text((_SEARCHING, " ", Link("Search the archive", "en/search/"), ".")),)
        ),
        Section("latest", "Newest documents", (latest,)),
        Section("more", "About the archive", (Text(about),)),
    )
    return Page("en/index.md", TITLE, "", (), sections, lang="en", twin="")


def _search_page() -> Page:
    return Page("en/search.md", "Search", "", (), (), template="search.html", lang="en", twin="search/")


# Documents


def _documents(archive: Archive) -> Iterator[Page]:
    years = [
        Link(str(year), english.page(addresses.year_page(year)), count=len(found))
        for year, found in reversed(list(archive.documents_by_year.items()))
    ]
    undated = archive.undated_documents
    if undated:
        years.append(Link("Undated", english.page(addresses.year_page(None)), count=len(undated)))
    types = tuple(
        Link(
            DOCUMENT_TYPES[name].english,
            english.page(addresses.type_page(name)),
            count=len(archive.documents_by_type[name]),
        )
        for name in DOCUMENT_TYPES
        if name in archive.documents_by_type
    )
    sections = (
        Section("years", "By year", (CountedList(tuple(years), ""),)),
        Section("types", "By type", (CountedList(types, ""),)),
        Section("latest", "Newest documents", (_list(newest(archive.documents_in_time, LATEST), archive, dated=True),)),
    )  # fmt: skip
    title, count = _DOORS["document"][0], len(archive.documents)
    yield _page("en/documents/index.md", title, f"{count} documents, by year and by type.", sections)
    for year, found in archive.documents_by_year.items():
        yield from _part(f"en/{addresses.year_page(year)}", f"Documents of {year}", found, archive)
    if undated:
        yield from _part(f"en/{addresses.year_page(None)}", "Undated documents", undated, archive)
    for name, of_type in archive.documents_by_type.items():
        title = f"Documents: {DOCUMENT_TYPES[name].english}"
        yield from _part(f"en/{addresses.type_page(name)}", title, of_type, archive)


def _part(src: str, title: str, found: Sequence[Document], archive: Archive) -> Iterator[Page]:
    """A list of documents, newest first; where they are many, the newest and the way to its parts."""
    way, lede = Link(_DOORS["document"][0], "en/documents/"), f"{len(found)} documents, newest first."
    parts = partings(src, found)
    if len(parts) < 2:
        yield _page(src, title, lede, (loose(_list([*reversed(found)], archive, dated=True)),), way)
        return
    links = tuple(
        Link(_unit(part), addresses.url(part.src), count=len(part.documents)) for part in reversed(parts)
    )
    latest = _list([*reversed(found[-LATEST:])], archive, dated=True)
    sections = (
        Section("parts", "Parts", (CountedList(links, ""),)),
        Section("latest", "Newest documents", (latest,)),
    )
    yield _page(src, title, lede, sections, way)
    for part in parts:
        yield from _part(part.src, f"{title}, {_unit(part)}", part.documents, archive)


def _unit(part: Parting) -> str:
    if part.unit == "year":
        return str(part.number) if part.number else "undated"
    return _MONTHS[part.number] if part.unit == "month" else f"part {part.number}"


# Agencies, campaigns, terms, and whatever other kinds there are


def _named(kind: Kind, archive: Archive) -> Page:
    records = [record for record in archive.records(kind.name).values() if isinstance(record, Named)]
    records.sort(key=lambda record: english.name(record).lower())
    label, what = _DOORS.get(kind.name, (kind.folder.capitalize(), ""))
    groups: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in records:
        groups[_group(record)].append(record)
    sections = [
        Section(anchor, title, (_list(found, archive),), str(len(found)))
        for (anchor, title), found in sorted(groups.items(), key=lambda item: _place(item[0][0]))
    ]
    return _page(f"en/{kind.folder}/index.md", label, f"{what}." if what else "", sections)


def _anchor(word: str) -> str:
    return re.sub(r"\W+", "-", word)


def _group(record: Record) -> tuple[str, str]:
    """The section of a list in which a record stands: its anchor and its heading."""
    if isinstance(record, Agency):
        level, kind = english.level(record.level), english.body_kind(record.kind)
        anchor = f"{record.level.replace('/', '')}-{record.kind.replace(' ', '-')}"
        return anchor, f"{kind}, {level}" if level else kind
    if isinstance(record, Campaign):
        return _anchor(record.kind), english.body_kind(record.kind)
    if isinstance(record, Term):
        return _anchor(record.category), english.category(record.category)
    return "all", "All"


_ORDER = [
    *(f"{level.replace('/', '')}-{kind.replace(' ', '-')}" for level in LEVELS for kind in AGENCY_KINDS),
    *map(_anchor, CAMPAIGN_KINDS),
    *map(_anchor, TERM_CATEGORIES),
    "all",
]
"""The sections in the order that the Chinese lists have."""


def _place(anchor: str) -> int:
    return _ORDER.index(anchor)


def _list(records: Iterable[Record], archive: Archive, *, dated: bool = False) -> EnglishList:
    return EnglishList(tuple(_line(record, archive) for record in records), dated)


def _line(record: Record, archive: Archive) -> EnglishLine:
    facts: tuple[str, ...] = ()
    if isinstance(record, Document):
        bodies = [english.body(issuer, archive) for issuer in record.issuers]
        by = "; ".join(bodies[:3]) + (" and others" if len(bodies) > 3 else "")
        facts = (english.kind(record), by, english.status(record))
    elif isinstance(record, Campaign):
        facts = ("; ".join(english.body(lead, archive) for lead in record.leads[:3]),)
    summary = record.summary_en or (record.definition_en if isinstance(record, Term) else "") or ""
    chinese = record.label if record.label_en else ""
    shown = tuple(filter(None, facts))
    return EnglishLine(english.time(record), english.in_list(record), chinese, shown, summary)
