"""Words in context (KWIC) on a record's page, and the pages that list all documents using it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from gongwen.derived.concordance import Group
from gongwen.records import Document, Named
from gongwen.records.archive import Archive
from gongwen.views.links import at, to
from gongwen.views.parts import (
    Cell,
    ContextLine,
    ContextTable,
    Part,
    Run,
    Section,
    Table,
    Text,
    document_list,
    newest_first,
)

NEWEST = 50
DIGESTS_SHOWN = 400
"""So many documents stand on a record's own page; the others on pages of their own, by year."""
PER_PAGE = 800
_LEFT, _RIGHT = 26, 18


def contexts(
    record: Named, found: Sequence[Group], what: str, parts: Mapping[str, str] = {}
) -> list[Section]:
    """The section of a record's page that shows its uses in context, a line each text; says so where there is none.

    Args:
        record: the record.
        found: its uses by document, in time order.
        what: what the record is to a text: 此词, 此名称.
        parts: names of the campaigns that the record consists of, by id; their uses come up to it.
    """
    if not found:
        return [Section("kwic", "上下文", (Text((f"本库尚无原文用到{what}。",), note=True),))]
    times = sum(len(group.mentions) for group in found)
    shown = found[-NEWEST:]
    lines = tuple(_line(group, parts) for group in shown)
    listed: list[Part] = [ContextTable(f"{record.label}的上下文，由旧到新", lines, sortable=len(lines) > 2)]
    if len(found) > len(shown):
        listed.append(_further(record, found, len(shown)))
    note = f"取自 {len(found)} 件原文，{times} 处" + ("；每件取一处" if times > len(found) else "")
    return [Section("kwic", "上下文", tuple(listed), note)]


def in_digests(named: Sequence[Document], archive: Archive) -> list[Section]:
    """Documents whose digest, in the archive's own words, names a record: no uses, and not counted as such."""
    if not named:
        return []
    shown = newest_first(named)[:DIGESTS_SHOWN]
    listed: list[Part] = [
        Text(("提要是本库的话，不是文献的用例，不计频次，也不作“最早”的依据。",), note=True)
    ]
    listed.append(document_list(shown, archive))
    note = f"{len(named)} 件" + (f"，列出最近的 {len(shown)} 件" if len(named) > len(shown) else "")
    return [Section("digests", "本库提要中提到", tuple(listed), note)]


def _further(record: Named, found: Sequence[Group], shown: int) -> Text:
    runs: list[Run] = [f"以上是最近的 {shown} 件；全部 {len(found)} 件按年列在："]
    for number, (src, label, _) in enumerate(chunks(record, found)):
        runs += ["、"] if number else []
        runs.append(at(label, src))
    return Text((*runs, "。"), note=True)


def _line(group: Group, parts: Mapping[str, str]) -> ContextLine:
    """The first use in a text, and how many there are."""
    document, times = group.document, len(group.mentions)
    text, mention = group.mentions[0].line.text, group.mentions[0].mention
    part = parts.get(mention.id or "", "")
    return ContextLine(
        year=str(group.date.year) if group.date else "未详",
        left=text[max(0, mention.start - _LEFT) : mention.start],
        word=at(mention.text, f"{document.file}#{group.mentions[0].line.anchor}"),
        right=text[mention.end : mention.end + _RIGHT],
        source=to(document),
        part="　".join(filter(None, (part, f"共 {times} 处" if times > 1 else ""))),
    )


# Pages for the rest


def chunks(record: Named, found: Sequence[Group]) -> list[tuple[str, str, list[Group]]]:
    """Pages that list all documents naming a record: (source file, the years on it, documents), newest first.

    Empty where they all stand on the record's own page.
    """
    if len(found) <= NEWEST:
        return []
    newest_first = list(reversed(found))
    parts = [newest_first[start : start + PER_PAGE] for start in range(0, len(newest_first), PER_PAGE)]
    stem = record.address
    return [
        (f"{stem}/all.md" if number == 1 else f"{stem}/all-{number}.md", _years(part), part)
        for number, part in enumerate(parts, 1)
    ]


def _years(part: Sequence[Group]) -> str:
    years = [group.date.year for group in part if group.date]
    if not years:
        return "日期未详"
    first, last = min(years), max(years)
    return f"{first} 年" if first == last else f"{first}—{last} 年"


def all_uses(part: Sequence[Group]) -> tuple[Section, ...]:
    """Documents by year, each with how often and where the name stands first."""
    years: dict[int | None, list[Group]] = defaultdict(list)
    for group in part:
        years[group.date.year if group.date else None].append(group)
    return tuple(
        Section(
            f"y{year or 0}", f"{year} 年" if year else "文字的日期未详", (_uses(found),), f"{len(found)} 件"
        )
        for year, found in years.items()
    )


def _uses(found: Iterable[Group]) -> Table:
    rows = tuple(
        (
            Cell((str(group.date or "未详"),), "nw"),
            Cell(
                (at(group.document.title, f"{group.document.file}#{group.mentions[0].line.anchor}"),),
            ),
            Cell((f"{len(group.mentions)} 处",), "n"),
        )
        for group in found
    )
    return Table((), rows)
