"""Indexes of documents: by year, by type, the newest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

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
        Section("types", "按文种", (_types(archive),)),
        Section("provisions", "按条文", (_PROVISIONS,), "从法规的条文里摘出，逐条列所据的条"),
        Section("latest", "最近的文献", (document_list(newest(archive.documents_in_time, LATEST), archive),)),
    )
    lede = f"共 {len(archive.documents)} 件，按年、按文种列出。"
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
        yield _list(
            addresses.year_page(year), f"{year} 年的文献", f"{len(found)} 件：{counts}。", found, archive
        )
    undated = archive.undated_documents
    if undated:
        yield _list(addresses.year_page(None), "无日期的文献", f"{len(undated)} 件。", undated, archive)


def _type_pages(archive: Archive) -> Iterator[Page]:
    """One page a type of document, and the list of types."""
    lede = "按文种列出，依效力高低和文种排列。"
    yield Page("documents/types/index.md", "文种", lede, (HOME, DOCUMENTS), (loose(_types(archive)),))
    for name, found in archive.documents_by_type.items():
        crumbs = (HOME, DOCUMENTS, at("文种", "documents/types/index.md"))
        yield _list(addresses.type_page(name), name, f"{len(found)} 件，由新到旧。", found, archive, crumbs)


def _list(
    src: str,
    title: str,
    lede: str,
    found: Sequence[Document],
    archive: Archive,
    crumbs: tuple[Link, ...] = (HOME, DOCUMENTS),
) -> Page:
    listed = loose(document_list(reversed(found), archive))
    return Page(src, title, lede, crumbs, (listed,))


def newest(documents: Sequence[Document], count: int) -> list[Document]:
    """The `count` newest dated documents, newest first."""
    return [document for document in reversed(documents) if document.year][:count]
