"""A term's page: how often it occurs, where first, in which contexts, and what belongs beside it."""

from __future__ import annotations

from collections.abc import Sequence

from gongwen.archive import Archive
from gongwen.derived.concordance import Group, per_year
from gongwen.derived.occurrences import Occurrences
from gongwen.records import Term
from gongwen.views.authority import by_year, uses
from gongwen.views.contexts import contexts
from gongwen.views.links import at, to
from gongwen.views.parts import (
    Cell,
    RelatedLine,
    RelatedList,
    Section,
    Table,
    Text,
    document_list,
    loose,
)


def term_sections(term: Term, archive: Archive, occurrences: Occurrences) -> list[Section]:
    """Everything that the archive knows of a term."""
    found = uses(term, occurrences)
    return [
        *_first(found),
        *_frequency(found, archive, occurrences),
        *contexts(term, found),
        *_see_also(term, archive, found),
        *_related(term, archive),
    ]


def _first(found: Sequence[Group]) -> list[Section]:
    first = next((group for group in found if group.document.date), None)
    if first is None:
        return []
    document = first.document
    where = at(document.title, f"{document.file}#{first.mentions[0].passage.anchor}")
    return [loose(Text((f"馆内最早一例：{document.date}，", where, "。“最早”只就本馆所收而言。"), note=True))]


_COLUMNS = ("用到此词（件）", "馆藏（件）", "处数", "馆藏（千字）", "每万字")


def _frequency(found: Sequence[Group], archive: Archive, occurrences: Occurrences) -> list[Section]:
    """Uses by year against all documents and characters of the year: a picture, and the table behind it."""
    if not found:
        return []
    totals = {year: len(documents) for year, documents in archive.documents_by_year.items()}
    rows = tuple(
        (
            Cell((str(year),)),
            *(
                Cell((words,), "n")
                for words in (
                    str(using),
                    str(all_),
                    str(times),
                    f"{characters / 1000:.1f}",
                    f"{times * 10000 / characters if characters else 0:.1f}",
                )
            ),
        )
        for year, using, times, all_, characters in per_year(found, totals, occurrences.characters_by_year)
    )
    head = (Cell(("年份",)), *(Cell((name,), "n") for name in _COLUMNS))
    share = f"{len(found) * 100 / max(1, len(archive.documents)):.0f}%"
    note = f"{len(found)} 件文献用到此词，占馆藏 {len(archive.documents)} 件的 {share}"
    parts = (*by_year([group.document for group in found], archive), Table(head, rows, fold="数据表"))
    return [Section("freq", "逐年用例", parts, note)]


def _see_also(term: Term, archive: Archive, found: Sequence[Group]) -> list[Section]:
    used = {group.document.id for group in found}
    see = [archive.documents[i] for i in term.see_also_documents if i in archive.documents and i not in used]
    return [Section("see", "参见文献", (document_list(reversed(see), archive),))] if see else []


def _related(term: Term, archive: Archive) -> list[Section]:
    related = [archive.terms[i] for i in term.related if i in archive.terms]
    lines = tuple(RelatedLine("相关", to(t), english=t.label_en or "") for t in related)
    return [Section("related", "相关术语", (RelatedList(lines),))] if lines else []
