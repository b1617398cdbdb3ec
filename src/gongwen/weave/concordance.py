"""Concordances: a name in its contexts (keyword in context), and the documents that use it, year by year."""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongwen.pages import addresses
from gongwen.records import Document, Named
from gongwen.weave.listing import raw, section
from gongwen.weave.occurrences import Occurrence

NEWEST = 50
"""So many documents stand on a record's own page; the others on pages of their own, by year."""
PER_PAGE = 800
_EACH = 3
_LEFT, _RIGHT = 26, 18


@dataclass(frozen=True, slots=True)
class Group:
    """The mentions of one record in one document, in the order of the text."""

    document: Document
    mentions: tuple[Occurrence, ...]


def groups(occurrences: Iterable[Occurrence]) -> tuple[Group, ...]:
    """Mentions by document, in time order as they come."""
    found: dict[str, list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        found[occurrence.document.id].append(occurrence)
    return tuple(Group(mentions[0].document, tuple(mentions)) for mentions in found.values())


def concordance(record: Named, found: Sequence[Group]) -> str:
    """The section of a record's page that shows its name in context, newest documents first."""
    if not found:
        return ""
    times = sum(len(group.mentions) for group in found)
    shown = list(reversed(found))[:NEWEST]
    rest = len(found) - len(shown)
    more = ""
    if rest:
        pages = "、".join(
            f'<a href="{html.escape(addresses.path(src, record.file))}">{label}</a>'
            for src, label, _ in chunks(record, found)
        )
        more = f'<p class="gw-note">以上是最近的 {len(shown)} 件；全部 {len(found)} 件按年列在：{pages}。</p>'
    note = f"{len(found)} 件文献，{times} 处" + (f"；每件至多取 {_EACH} 处" if times > len(found) else "")
    return section("kwic", "上下文", raw(_table(record, shown) + more), note=note)


def _table(record: Named, shown: Iterable[Group]) -> str:
    rows = "".join(row for group in shown for row in _rows(group, record.file))
    return (
        f'<table class="gw-kwic"><caption class="gw-vh">{html.escape(record.label)}的上下文，新的在前</caption>'
        '<thead class="gw-vh"><tr><th>年</th><th>前文</th><th>词</th><th>后文</th><th>出处</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _rows(group: Group, base: str) -> Iterator[str]:
    document = group.document
    target = addresses.path(document.file, base)
    for index, occurrence in enumerate(group.mentions[:_EACH]):
        text, mention = occurrence.passage.text, occurrence.mention
        left = text[max(0, mention.start - _LEFT) : mention.start]
        right = text[mention.end : mention.end + _RIGHT]
        anchor = html.escape(f"{target}#{occurrence.passage.anchor}")
        year = (str(document.year) if document.year else "无日期") if index == 0 else ""
        source = f'<a href="{html.escape(target)}">{html.escape(document.title)}</a>' if index == 0 else ""
        left_out = len(group.mentions) - _EACH
        if index == _EACH - 1 and left_out > 0:
            source = f'<a href="{html.escape(target)}">另有 {left_out} 处</a>'
        yield (
            f'<tr><td class="y">{year}</td><td class="l"><bdi>{html.escape(left)}</bdi></td>'
            f'<th class="k" scope="row"><a href="{anchor}">{html.escape(mention.text)}</a></th>'
            f'<td class="r">{html.escape(right)}</td><td class="s">{source}</td></tr>'
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


def all_uses(part: Sequence[Group], base: str) -> str:
    """A page's body: documents by year, each with how often and where the name stands first."""
    years: dict[int | None, list[Group]] = defaultdict(list)
    for group in part:
        years[group.document.year].append(group)
    return "\n\n".join(
        section(
            f"y{year or 0}",
            f"{year} 年" if year else "无日期",
            raw(_uses(found, base)),
            note=f"{len(found)} 件",
        )
        for year, found in years.items()
    )


def _uses(found: Iterable[Group], base: str) -> str:
    rows = []
    for group in found:
        document = group.document
        target = addresses.path(document.file, base)
        anchor = html.escape(f"{target}#{group.mentions[0].passage.anchor}")
        rows.append(
            f'<tr><td class="nw">{document.date or "无日期"}</td>'
            f'<td><a href="{anchor}">{html.escape(document.title)}</a></td><td class="n">{len(group.mentions)} 处</td></tr>'
        )
    return f'<table class="gw-table"><tbody>{"".join(rows)}</tbody></table>'


def per_year(
    found: Sequence[Group], documents: Mapping[int, int], characters: Mapping[int, int]
) -> list[tuple[int, int, int, int, int]]:
    """Uses by year: (year, documents with the word, times, all documents, all characters)."""
    using: dict[int, int] = defaultdict(int)
    times: dict[int, int] = defaultdict(int)
    for group in found:
        if group.document.year:
            using[group.document.year] += 1
            times[group.document.year] += len(group.mentions)
    return [
        (year, using[year], times[year], documents.get(year, 0), characters.get(year, 0))
        for year in sorted(using)
    ]
