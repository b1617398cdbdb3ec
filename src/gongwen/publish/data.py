"""All records as data: a line of JSON each, a table that spreadsheets open, and one SQLite file to ask.

Texts stand in the lines only, which are packed: once in every form they would be a quarter of the site.

No more of a text goes out than pages show: rows come from what `openness.public` leaves, and a withdrawn record says
its name, its date and why.
"""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from gongwen.derived.life import events
from gongwen.derived.occurrences import Occurrences
from gongwen.derived.versions import Versions
from gongwen.pages import addresses
from gongwen.publish.history import History
from gongwen.publish.tables import csv_text
from gongwen.records import KINDS, Document, Kind, Record, openness
from gongwen.records.archive import Archive
from gongwen.records.references import references
from gongwen.records.writing import front_matter

FOLDER = "data/"
DATABASE = f"{FOLDER}archive.sqlite"
LINES = ".jsonl.gz"
_PACKED = 6
"""Level of compression: more of it takes a quarter longer, for three thousandths of the size."""
_BETWEEN = "|"
"""Parts the values of a list in a cell; in no id, and in hardly any name."""
_FIRST = ("id", "url", "added", "changed")
_TEXTS = ("body", "whole")
_MENTIONS = ("document", "kind", "record", "mentions", "uses")
_RELATIONS = ("source_kind", "source", "field", "type", "target_kind", "target")
_LIFE = ("document", "event", "date", "by", "session", "until", "effective")
_OF_WITHDRAWN = frozenset({"title", "name", "term", "date", "type", "withdrawn"})

Row = dict[str, Any]


def media_types() -> dict[str, str]:
    """Every file of data, by its path below the site's root, with what it is."""
    found: dict[str, str] = {}
    for folder in KINDS:
        found |= {f"{FOLDER}{folder}{LINES}": "application/gzip", f"{FOLDER}{folder}.csv": "text/csv"}
    return found | {DATABASE: "application/vnd.sqlite3"}


def rows(kind: Kind, archive: Archive, history: History, site: str) -> Iterator[Row]:
    """The records of a kind in order of their ids, as their front matter has them, with address, days and text.

    Args:
        kind: the kind.
        archive: the records.
        history: when they came in and changed.
        site: the site's address; empty where it isn't known: addresses are then paths below its root.
    """
    for _, record in sorted(archive.records(kind.name).items()):
        yield row(record, history, site)


def row(record: Record, history: History, site: str) -> Row:
    """One record as a row; see `rows`."""
    found: Row = {
        "id": record.id,
        "url": site + addresses.url(record.file),
        "added": history.added(record),
        "changed": history.changed(record),
        **head(record),
        "body": record.public_body,
        "whole": record.whole_body if isinstance(record, Document) else "",
    }
    return {key: value for key, value in found.items() if value not in ("", None)}


def head(record: Record) -> Row:
    """A record's front matter, no more of it than may go out."""
    shown = openness.public(record) if isinstance(record, Document) else record
    head = front_matter(shown)
    if record.withdrawn:
        return {key: value for key, value in head.items() if key in _OF_WITHDRAWN}
    if isinstance(record, Document) and not openness.is_open(record):
        head.pop("anchors", None)  # digests of paragraphs that aren't shown
    return head


def mentions(occurrences: Occurrences) -> Iterator[tuple[str, str, str, int, int]]:
    """Which document names which record: document, kind, id, how often, and how often in its own words."""
    for identity, found in sorted(occurrences.by_document.items()):
        named = Counter((o.mention.kind, o.mention.id) for o in found if o.mention.id)
        used = Counter((o.mention.kind, o.mention.id) for o in found if o.mention.id and o.is_use)
        for (kind, record), count in sorted(named.items()):
            yield identity, kind, str(record), count, used[kind, record]


def lives(archive: Archive, versions: Versions) -> Iterator[tuple[str | None, ...]]:
    """What happened to each rule when: its id, the event, the day, what or who did it, session, deadline, effect."""
    for document, event in events(archive, versions):
        by = event.by.id if event.by else event.title or event.actor or None
        yield (
            document.id,
            event.kind,
            event.date,
            by,
            event.session or None,
            event.until,
            event.effective,
        )


def relations(archive: Archive) -> Iterator[tuple[str, str, str, str, str, str]]:
    """Which record points to which, and as what; a target without a record is a name or a title."""
    for kind in KINDS.values():
        for identity, record in sorted(archive.records(kind.name).items()):
            if not record.withdrawn:
                for found in references(record):
                    yield kind.name, identity, found.field, found.type, found.ref.kind, found.target


def write(folder: Path, archive: Archive, occurrences: Occurrences, history: History, site: str) -> None:
    """Write every file of data below `folder`, the site's root.

    Raises:
        OSError: a file can't be written.
    """
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(":memory:")
    try:
        for name, kind in KINDS.items():
            columns, file = _columns(kind), folder / FOLDER / name
            cells = _lines(file.with_suffix(LINES), rows(kind, archive, history, site), columns)
            # Spreadsheets take a file for what it is by the mark at its start.
            table = csv_text(columns, cells)
            file.with_suffix(".csv").write_text(table, encoding="utf-8-sig", newline="")
            _fill(database, name, columns, cells)
        _fill(database, "mentions", _MENTIONS, mentions(occurrences))
        _fill(database, "life", _LIFE, lives(archive, occurrences.versions))
        _fill(database, "relations", _RELATIONS, relations(archive))
        database.commit()
        (folder / DATABASE).write_bytes(database.serialize())
    finally:
        database.close()


def _lines(path: Path, found: Iterable[Row], columns: Sequence[str]) -> list[list[str | int | None]]:
    """Write rows as lines, packed and the same byte for byte whenever; what of them stands in tables."""
    cells = []
    with path.open("wb") as file, gzip.GzipFile("", "wb", _PACKED, file, 0) as packed:
        for row in found:
            packed.write(f"{json.dumps(row, ensure_ascii=False)}\n".encode())
            cells.append([_cell(row.get(column)) for column in columns])
    return cells


def _columns(kind: Kind) -> tuple[str, ...]:
    keys = (key for key in kind.record.model_fields if key not in {*_FIRST, *_TEXTS, "file"})
    return (*_FIRST, *keys)


def _cell(value: Any) -> str | int | None:
    """A value as a cell takes it: lists of words parted by |, what has parts of its own as JSON."""
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list | tuple):
        simple = all(isinstance(item, str) for item in value)
        return _BETWEEN.join(value) if simple else json.dumps(value, ensure_ascii=False)
    return str(value)


def _fill(database: sqlite3.Connection, name: str, columns: tuple[str, ...], found: Iterable[Any]) -> None:
    names = ", ".join(f'"{column}"' for column in columns)
    database.execute(f'CREATE TABLE "{name}" ({names})')
    places = ", ".join("?" * len(columns))
    database.executemany(f'INSERT INTO "{name}" VALUES ({places})', found)  # noqa: S608  # names are ours
