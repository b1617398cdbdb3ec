"""Indexes of documents: by year, by type, the newest. However many there are, no page lists them all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from gongwen.pages import addresses
from gongwen.records import Document
from gongwen.records.archive import Archive
from gongwen.records.document_types import DOCUMENT_TYPES
from gongwen.views.duties import DUTIES
from gongwen.views.links import DOCUMENTS, HOME, Link, at
from gongwen.views.page import Page
from gongwen.views.parts import CountedList, PlainList, Section, document_list, loose
from gongwen.views.powers import POWERS

LATEST = 20
MOST_LISTED = 600
"""Documents that a page lists; more are parted by year, then by month: such a page has about 60 KB, compressed."""


_PROVISIONS = PlainList(
    (
        at(
            "谁可以做什么",
            POWERS,
            note="按机构、按职权、按法规：谁可以制定规则、许可、审查、检查、责令、处罚",
        ),
        at("义务与期限", DUTIES, note="谁应当做什么，多大才要，几日之内，不做会怎样；可以筛选"),
    )
)


def document_indexes(archive: Archive) -> Iterator[Page]:
    """The door to all documents, a page a year, a page a type."""
    yield _door(archive)
    yield from _year_pages(archive)
    yield from _type_pages(archive)


def _door(archive: Archive) -> Page:
    years = [
        _counted(f"{year} 年", addresses.year_page(year), len(found))
        for year, found in reversed(list(archive.documents_by_year.items()))
    ]
    if archive.undated_documents:
        years.append(_counted("无日期", addresses.year_page(None), len(archive.undated_documents)))
    sections = (
        Section("years", "按年", (CountedList(tuple(years)),)),
        Section("types", "按类型", (_types(archive),)),
        Section("provisions", "按条文", (_PROVISIONS,), "从法规的条文里摘出，逐条列所据的条"),
        Section("latest", "最近的文献", (document_list(newest(archive.documents_in_time, LATEST), archive),)),
    )
    lede = f"共 {len(archive.documents)} 件，按年、按类型列出。"
    return Page("documents/index.md", "文献", lede, (HOME,), sections)


def _types(archive: Archive) -> CountedList:
    found = archive.documents_by_type
    names = (name for name in DOCUMENT_TYPES if name in found)
    return CountedList(tuple(_counted(name, addresses.type_page(name), len(found[name])) for name in names))


def _counted(name: str, src: str, count: int) -> Link:
    return at(name, src, count=count)


def _year_pages(archive: Archive) -> Iterator[Page]:
    """One page a year, and one for undated documents."""
    for year, found in archive.documents_by_year.items():
        kinds = Counter(document.type for document in found)
        counts = "、".join(f"{name} {count}" for name, count in kinds.most_common())
        lede = f"{len(found)} 件：{counts}。"
        yield from _list(addresses.year_page(year), f"{year} 年的文献", lede, found, archive)
    undated = archive.undated_documents
    if undated:
        yield from _list(addresses.year_page(None), "无日期的文献", f"{len(undated)} 件。", undated, archive)


def _type_pages(archive: Archive) -> Iterator[Page]:
    """One page a type of document, and the list of types."""
    lede = "按类型列出，依效力高低和类型排列。"
    yield Page("documents/types/index.md", "类型", lede, (HOME, DOCUMENTS), (loose(_types(archive)),))
    for name, found in archive.documents_by_type.items():
        crumbs = (HOME, DOCUMENTS, at("类型", "documents/types/index.md"))
        lede = f"{len(found)} 件，由新到旧。"
        yield from _list(addresses.type_page(name), name, lede, found, archive, crumbs)


def _list(
    src: str,
    title: str,
    lede: str,
    found: Sequence[Document],
    archive: Archive,
    crumbs: tuple[Link, ...] = (HOME, DOCUMENTS),
) -> Iterator[Page]:
    """A page that lists documents; where they are many, the newest and the way to pages for parts of them."""
    parts = partings(src, found)
    if len(parts) < 2:
        yield Page(src, title, lede, crumbs, (loose(document_list(reversed(found), archive)),))
        return
    links = tuple(_counted(part.label, part.src, len(part.documents)) for part in reversed(parts))
    shown = tuple(reversed(found[-LATEST:]))
    sections = (
        Section("parts", "分列", (CountedList(links),)),
        Section("latest", "最近的文献", (document_list(shown, archive),)),
    )
    yield Page(src, title, lede, crumbs, sections)
    for part in parts:
        below = f"{len(part.documents)} 件，由新到旧。"
        heading, way = f"{title}：{part.label}", (*crumbs, at(title, src))
        yield from _list(part.src, heading, below, part.documents, archive, way)


@dataclass(frozen=True, slots=True)
class Parting:
    """Some of the documents of a list that is too long for one page: of a year, a month, or some hundreds.

    Attributes:
        src: the source file of their own page.
        unit: what they have in common.
        number: which year, month or part; 0 where that isn't known.
        documents: they themselves, in time order.
    """

    src: str
    unit: Literal["year", "month", "part"]
    number: int
    documents: list[Document]

    @property
    def label(self) -> str:
        """What they are, in Chinese."""
        known, unknown = _PARTED[self.unit]
        return known.format(self.number) if self.number else unknown


_PARTED = {"year": ("{} 年", "无日期"), "month": ("{} 月", "月份未详"), "part": ("第 {} 部分", "")}


def partings(src: str, found: Sequence[Document]) -> list[Parting]:
    """Documents by year; those of one year by month; those of one month by hundreds. Empty for few.

    Args:
        src: the source file of the page that would list them all.
        found: the documents, in time order.
    """
    if len(found) <= MOST_LISTED:
        return []
    stem = src.removesuffix("/index.md").removesuffix(".md")
    years = _grouped(found, lambda document: document.year or 0)
    if len(years) > 1:
        return [Parting(f"{stem}/{year or 'undated'}.md", "year", year, part) for year, part in years.items()]
    months = _grouped(found, lambda document: (document.date.month or 0) if document.date else 0)
    if len(months) > 1:
        return [
            Parting(f"{stem}/month-{month:02d}.md", "month", month, part) for month, part in months.items()
        ]
    starts = range(0, len(found), MOST_LISTED)
    return [
        Parting(f"{stem}/part-{number}.md", "part", number, [*found[start : start + MOST_LISTED]])
        for number, start in enumerate(starts, 1)
    ]


def _grouped(found: Sequence[Document], key: Callable[[Document], int]) -> dict[int, list[Document]]:
    groups: dict[int, list[Document]] = defaultdict(list)
    for document in found:
        groups[key(document)].append(document)
    return dict(sorted(groups.items()))


def newest(documents: Sequence[Document], count: int) -> list[Document]:
    """The `count` newest dated documents, newest first."""
    return [document for document in reversed(documents) if document.year][:count]
