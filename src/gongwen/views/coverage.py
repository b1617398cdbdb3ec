"""The page that says what the archive holds and what it lacks, counted from the records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from gongwen.pages import addresses
from gongwen.records import Document, field_name
from gongwen.records.archive import Archive
from gongwen.records.document_types import DOCUMENT_TYPES
from gongwen.records.vocabulary import AGENCY_KINDS, LEVELS
from gongwen.views import charts
from gongwen.views.links import ABOUT, HOME, at, to
from gongwen.views.page import Page
from gongwen.views.parts import Cell, Drawing, Meter, MeterList, Part, Points, Run, Section, Table, Text

SOURCE = "about/coverage.md"
_AGENCIES_SHOWN = 20


def coverage_page(archive: Archive) -> Page:
    """Documents by year, type and agency; agencies by level; what is missing."""
    documents = archive.documents_in_time
    texts = sum(_has_text(document) for document in documents)
    sections = (
        Section("years", "按年", tuple(_by_year(archive)), "灰色为全部，朱色为有原文的"),
        Section("types", "按类型", (_table(("类型", *_STATES), _type_rows(archive)),)),
        Section("issuers", "按机构", (_by_agency(archive),), f"列名最多的 {_AGENCIES_SHOWN} 个"),
        Section(
            "levels", "机构的层级", (_table(("层级", "机构", "有文献的", "文献"), _level_rows(archive)),)
        ),
        Section("lacking", "所缺", (Points(tuple(_lacking(archive))),)),
        Section("english", "In English", (Text((_english(archive, texts),), english=True),)),
    )
    lede = f"{len(documents)} 件文献，其中 {texts} 件有原文，其余是本库提要或仅作著录。以下各数由记录算出，随馆藏更新。"
    return Page(SOURCE, "收录情况", lede, (HOME, ABOUT), sections)


_STATES = ("件数", "原文", "提要", "仅著录")


def _has_text(document: Document) -> bool:
    return (document.content == "text" and document.access != "record") or bool(document.whole_body)


def _states(found: Iterable[Document]) -> tuple[int, int, int]:
    """How many have their text, a digest, or neither."""
    texts = digests = bare = 0
    for document in found:
        if _has_text(document):
            texts += 1
        elif document.access == "record":
            bare += 1
        else:
            digests += 1
    return texts, digests, bare


Row = tuple[Run, tuple[int, ...]]
"""A row of figures: what they are of, and the numbers."""


def _table(head: Sequence[str], rows: Iterable[Row]) -> Table:
    """A table whose first column is words and whose others are numbers."""
    return Table(
        (Cell((head[0],)), *(Cell((name,), "n") for name in head[1:])),
        tuple((Cell((name,)), *(Cell((str(number),), "n") for number in numbers)) for name, numbers in rows),
        "gw-figures",
    )


def _by_year(archive: Archive) -> list[Part]:
    years = archive.documents_by_year
    total = {year: len(found) for year, found in years.items()}
    own = {year: sum(map(_has_text, found)) for year, found in years.items()}
    label = "各年文献件数，朱色为有原文的，灰色为全部"
    picture = (
        [
            Drawing(
                charts.columns(total, own, label=label),
                english="Documents by year: all in grey, those with their text in red.",
            )
        ]
        if total
        else []
    )
    rows: list[Row] = [
        (at(f"{year}", addresses.year_page(year)), (len(found), *_states(found)))
        for year, found in reversed(list(years.items()))
    ]
    undated = archive.undated_documents
    if undated:
        rows.append((at("无日期", addresses.year_page(None)), (len(undated), *_states(undated))))
    return [*picture, _table(("年", *_STATES), rows)]


def _type_rows(archive: Archive) -> list[Row]:
    rows: list[Row] = []
    for name in DOCUMENT_TYPES:
        found = archive.documents_by_type.get(name, ())
        label = at(name, addresses.type_page(name)) if found else name
        rows.append((label, (len(found), *_states(found))))
    return rows


def _by_agency(archive: Archive) -> MeterList:
    counts = sorted(
        (
            (len(found), identity)
            for identity, found in archive.documents_by_issuer.items()
            if identity in archive.agencies
        ),
        key=lambda item: (-item[0], item[1]),
    )
    return MeterList(
        tuple(
            Meter(to(archive.agencies[identity]), count * 100 // counts[0][0], count)
            for count, identity in counts[:_AGENCIES_SHOWN]
        )
    )


def _level_rows(archive: Archive) -> list[Row]:
    rows: list[Row] = []
    for level, name in LEVELS.items():
        agencies = [agency for agency in archive.agencies.values() if agency.level == level]
        acting = [agency for agency in agencies if archive.documents_by_issuer.get(agency.id)]
        found = {d.id for agency in acting for d in archive.documents_by_issuer[agency.id]}
        rows.append((name, (len(agencies), len(acting), len(found))))
    return rows


def _lacking(archive: Archive) -> list[str]:
    documents = archive.documents_in_time
    lines = []
    gaps = _gaps(archive)
    if gaps:
        lines.append(f"没有文献的年份：{_runs(gaps)}。")
    empty = [name for name in DOCUMENT_TYPES if name not in archive.documents_by_type and name != "其他"]
    if empty:
        lines.append(f"没有文献的类型：{'、'.join(empty)}。")
    silent: Counter[str] = Counter(
        agency.kind for agency in archive.agencies.values() if not archive.documents_by_issuer.get(agency.id)
    )
    if silent:
        kinds = "，".join(f"{AGENCY_KINDS[kind]} {silent[kind]} 个" for kind in AGENCY_KINDS if silent[kind])
        lines.append(f"有条目而没有列名文献的机构：{kinds}。")
    alone = sum(not archive.documents_by_campaign.get(campaign.id) for campaign in archive.campaigns.values())
    if alone:
        lines.append(f"有条目而没有专门文献的行动：{alone} 项。")
    unlinked = sum(1 for document in documents if not (document.source and document.source.linked))
    lines.append(f"没有官方或通行来源地址可链接的文献：{unlinked} 件。")
    review = Counter(name for document in documents for name in document.review)
    if review:
        fields = "，".join(f"{field_name(name)} {count} 件" for name, count in review.most_common())
        lines.append(f"标有“待核”的著录项：{fields}。")
    unverified = sum(not record.verified for _, record in archive.named)
    if unverified:
        lines.append(f"标有“未核实”的机构、行动、术语：{unverified} 条。")
    lines.append("地方的文件、行业标准和判决很少，民间与企业的文本只收公约和倡议。")
    return lines


def _gaps(archive: Archive) -> list[int]:
    """Years between the first and the last that have no document."""
    years = archive.documents_by_year
    return [year for year in range(min(years), max(years) + 1) if year not in years] if years else []


def _runs(years: Sequence[int]) -> str:
    """1995、1997—1999."""
    parts: list[list[int]] = []
    for year in years:
        if parts and parts[-1][-1] == year - 1:
            parts[-1].append(year)
        else:
            parts.append([year])
    return "、".join(f"{run[0]}" if len(run) == 1 else f"{run[0]}—{run[-1]}" for run in parts)


def _english(archive: Archive, texts: int) -> str:
    years = archive.documents_by_year
    span = f"from {min(years)} to {max(years)}" if years else ""
    return (
        f"{len(archive.documents)} documents {span}, {texts} of them with their text and the others as digests in the "
        f"archive's own words or as bare records; {len(archive.agencies)} agencies, {len(archive.campaigns)} campaigns, "
        f"{len(archive.terms)} terms. All figures are counted from the records each time the site is built."
    )
