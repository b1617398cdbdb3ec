"""A term's page: how often documents use it, where first, in which contexts, and what belongs beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongwen.derived.concordance import Group, Year, per_year
from gongwen.derived.occurrences import Occurrences
from gongwen.records import Term
from gongwen.records.archive import Archive
from gongwen.views.authority import columns, digests, related, uses
from gongwen.views.contexts import contexts, in_digests
from gongwen.views.links import at, to
from gongwen.views.parts import Cell, RelatedLine, RelatedList, Section, Table, Text, document_list, loose


def term_sections(term: Term, archive: Archive, occurrences: Occurrences) -> list[Section]:
    """Everything that the archive knows of a term."""
    found = uses([term], occurrences)
    named = digests([term], occurrences)
    listed = {group.document.id for group in found} | {document.id for document in named}
    return [
        *_first(found),
        *_frequency(found, occurrences),
        *contexts(term, found, "此词"),
        *in_digests(named, archive),
        *_see_also(term, archive, listed),
        *_related(term, archive),
    ]


def _first(found: Sequence[Group]) -> list[Section]:
    """The oldest text of the archive that uses the term; texts of unknown date can't be it."""
    first = next((group for group in found if group.date), None)
    if first is None:
        return []
    document = first.document
    where = at(document.title, f"{document.file}#{first.mentions[0].line.anchor}")
    return [
        loose(
            Text((f"本库原文中最早一例：{first.date}，", where, "。“最早”只就本库所收原文而言。"), note=True)
        )
    ]


_COLUMNS = ("用到此词（件）", "本库原文（件）", "处数", "本库原文（千字）", "每万字")


def _frequency(found: Sequence[Group], occurrences: Occurrences) -> list[Section]:
    """Uses by year against all texts and characters of the year: a picture, and the table behind it."""
    if not found:
        return []
    years = per_year(found, occurrences.texts_by_year, occurrences.characters_by_year)
    texts = sum(year.texts for year in years)
    dated = sum(year.using for year in years)
    note = f"{len(found)} 件原文用到此词；本库注明日期的原文共 {texts} 件，其中 {dated} 件用到"
    head = (Cell(("年份",)), *(Cell((name,), "n") for name in _COLUMNS))
    table = Table(head, tuple(map(_row, years)), fold="数据表")
    own = {year.year: year.using for year in years if year.using}
    picture = columns(
        own,
        {year.year: year.texts for year in years},
        "各年件数，朱色为用到此词的原文，灰色为本库原文",
        "Documents by year: texts that use the term in red, all texts in grey.",
        ("用到此词的原文（标有件数）", "当年本库原文"),
    )
    return [Section("freq", "逐年用例", (*picture, table), note)]


def _row(year: Year) -> tuple[Cell, ...]:
    rate = "—" if year.rate is None else f"{year.rate:.1f}"
    numbers = (str(year.using), str(year.texts), str(year.times), f"{year.characters / 1000:.1f}", rate)
    return (Cell((str(year.year),)), *(Cell((number,), "n") for number in numbers))


def _see_also(term: Term, archive: Archive, listed: set[str]) -> list[Section]:
    see = [
        archive.documents[i] for i in term.see_also_documents if i in archive.documents and i not in listed
    ]
    return [Section("see", "参见文献", (document_list(reversed(see), archive),))] if see else []


def _related(term: Term, archive: Archive) -> list[Section]:
    others = [(label, archive.terms[i]) for label, i in related(term, "related") if i in archive.terms]
    lines = tuple(
        RelatedLine(label, to(t), str(t.first_known or ""), t.label_en or "", gloss=_gloss(t))
        for label, t in others
    )
    return [Section("related", "相关术语", (RelatedList(lines),))] if lines else []


_CLAUSE = re.compile(r"[^。；]{1,40}")


def _gloss(term: Term) -> str:
    """What a term means, as far as a line beside others says it."""
    first = _CLAUSE.match(term.definition or "")
    return first[0] if first else ""
