"""Words in context (KWIC) on a record's page, and the pages that list all documents using it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from gongwen.derived.concordance import Group
from gongwen.records import Named
from gongwen.views.links import at, to
from gongwen.views.parts import Cell, ContextLine, ContextTable, Part, Run, Section, Table, Text

NEWEST = 50
"""So many documents stand on a record's own page; the others on pages of their own, by year."""
PER_PAGE = 800
_EACH = 3
_LEFT, _RIGHT = 26, 18


def contexts(record: Named, found: Sequence[Group]) -> list[Section]:
    """The section of a record's page that shows its name in context, newest documents first; none for no use."""
    if not found:
        return []
    times = sum(len(group.mentions) for group in found)
    shown = list(reversed(found))[:NEWEST]
    parts: list[Part] = [
        ContextTable(
            f"{record.label}的上下文，新的在前", tuple(line for group in shown for line in _lines(group))
        )
    ]
    if len(found) > len(shown):
        parts.append(_further(record, found, len(shown)))
    note = f"{len(found)} 件文献，{times} 处" + (f"；每件至多取 {_EACH} 处" if times > len(found) else "")
    return [Section("kwic", "上下文", tuple(parts), note)]


def _further(record: Named, found: Sequence[Group], shown: int) -> Text:
    runs: list[Run] = [f"以上是最近的 {shown} 件；全部 {len(found)} 件按年列在："]
    for number, (src, label, _) in enumerate(chunks(record, found)):
        runs += ["、"] if number else []
        runs.append(at(label, src))
    return Text((*runs, "。"), note=True)


def _lines(group: Group) -> Iterator[ContextLine]:
    document = group.document
    for index, occurrence in enumerate(group.mentions[:_EACH]):
        text, mention = occurrence.passage.text, occurrence.mention
        source = to(document) if index == 0 else None
        left_out = len(group.mentions) - _EACH
        if index == _EACH - 1 and left_out > 0:
            source = at(f"另有 {left_out} 处", document.file)
        yield ContextLine(
            year=(str(document.year) if document.year else "无日期") if index == 0 else "",
            left=text[max(0, mention.start - _LEFT) : mention.start],
            word=at(mention.text, f"{document.file}#{occurrence.passage.anchor}"),
            right=text[mention.end : mention.end + _RIGHT],
            source=source,
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
    stem = record.file.removesuffix(".md")
    return [
        (f"{stem}/all.md" if number == 1 else f"{stem}/all-{number}.md", _years(part), part)
        for number, part in enumerate(parts, 1)
    ]


def _years(part: Sequence[Group]) -> str:
    years = [group.document.year for group in part if group.document.year]
    if not years:
        return "无日期"
    first, last = min(years), max(years)
    return f"{first} 年" if first == last else f"{first}—{last} 年"


def all_uses(part: Sequence[Group]) -> tuple[Section, ...]:
    """Documents by year, each with how often and where the name stands first."""
    years: dict[int | None, list[Group]] = defaultdict(list)
    for group in part:
        years[group.document.year].append(group)
    return tuple(
        Section(f"y{year or 0}", f"{year} 年" if year else "无日期", (_uses(found),), f"{len(found)} 件")
        for year, found in years.items()
    )


def _uses(found: Iterable[Group]) -> Table:
    rows = tuple(
        (
            Cell((str(group.document.date or "无日期"),), "nw"),
            Cell(
                (at(group.document.title, f"{group.document.file}#{group.mentions[0].passage.anchor}"),),
            ),
            Cell((f"{len(group.mentions)} 处",), "n"),
        )
        for group in found
    )
    return Table((), rows)
