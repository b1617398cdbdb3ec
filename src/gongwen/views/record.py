"""Pages of kinds that have no view of their own: what follows from a kind's declaration alone.

A record's page shows its facts, what it points to and what points to it, and where texts name it; the kind's index
lists its records by initial. A kind whose readers need more gets a view of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from gongwen.derived.occurrences import Occurrences
from gongwen.records import Document, Kind, Named, Record
from gongwen.records.archive import Archive
from gongwen.records.references import references
from gongwen.views.authority import digests, uses
from gongwen.views.contexts import contexts, in_digests
from gongwen.views.links import HOME, Link, to
from gongwen.views.page import Page
from gongwen.views.parts import (
    Cell,
    Jump,
    NameLine,
    NameList,
    RelatedLine,
    RelatedList,
    Section,
    Table,
    Text,
    document_list,
    loose,
)
from gongwen.views.sorting import initial, pinyin_key


def record_sections(record: Named, archive: Archive, occurrences: Occurrences) -> list[Section]:
    """Everything that the archive knows of a record."""
    return [
        *_names(record),
        *_related(record, archive),
        *_documents(record, archive),
        *contexts(record, uses([record], occurrences), "此名称"),
        *in_digests(digests([record], occurrences), archive),
    ]


def from_others(record: Named, archive: Archive) -> list[Section]:
    """Records of kinds without a view that point to one which has its own; empty for most."""
    lines = tuple(
        RelatedLine(pointer.reference.back, to(pointer.record), _span(pointer.record))
        for pointer in archive.pointing_from_others(record)
    )
    return [Section("others", "其他条目", (RelatedList(lines),))] if lines else []


def _names(record: Named) -> list[Section]:
    rows = [("又作", alias) for alias in record.aliases] + [
        (label, fact) for label, fact in record.facts if fact
    ]
    table = Table((), tuple((Cell((label,), "nw"), Cell((text,))) for label, text in rows))
    return [Section("names", "著录", (table,))] if rows else []


def _related(record: Named, archive: Archive) -> list[Section]:
    """Other records on either end of a pointer; documents that point here stand in a list of their own."""
    targets = ((r, archive.find(r.ref.kind, r.target)) for r in references(record))
    lines = [
        RelatedLine(reference.label, to(other) if other else Link(reference.target), _span(other))
        for reference, other in targets
    ]
    lines += (
        RelatedLine(pointer.reference.back, to(pointer.record), _span(pointer.record))
        for pointer in archive.pointing_to(record)
        if not isinstance(pointer.record, Document)
    )
    return [Section("lineage", "相关条目", (RelatedList(tuple(lines)),))] if lines else []


def _span(record: Record | None) -> str:
    return record.span if isinstance(record, Named) else ""


def _documents(record: Named, archive: Archive) -> list[Section]:
    found = {p.record.id: p.record for p in archive.pointing_to(record) if isinstance(p.record, Document)}
    if not found:
        return []
    listed = document_list(reversed(found.values()), archive)
    return [Section("docs", "文献", (listed,), f"{len(found)} 件，由新到旧")]


def record_index(kind: Kind, archive: Archive) -> Page:
    """The door to all records of a kind, by the initials of their names."""
    letters: dict[str, list[Record]] = defaultdict(list)
    records = archive.records(kind.name).values()
    for record in sorted(records, key=lambda record: pinyin_key(record.label)):
        letters[initial(record.label)].append(record)
    sections = (
        loose(Jump(tuple(sorted(letters))) if letters else Text(("目前没有。",))),
        *(
            Section(f"initial-{letter.lower()}", letter, (_list(found),))
            for letter, found in sorted(letters.items())
        ),
    )
    lede = f"{len(records)} {kind.unit}，按拼音排列。"
    return Page(f"{kind.folder}/index.md", kind.label, lede, (HOME,), sections)


def _list(records: Iterable[Record]) -> NameList:
    return NameList(tuple(NameLine(to(r), r.label_en or "", english=True, when=_span(r)) for r in records))
