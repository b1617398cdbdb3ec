"""Files beside a record's page: the record as Markdown and as JSON, no more of it than the page shows.

Two files more for each record: where that would make the site larger than hosts of static sites take, JSON falls away
first, then Markdown; the same is in data/ as a line each.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, get_args

from gongwen.publish.data import head
from gongwen.records import Document, Record, frontmatter, openness

Form = Literal["md", "json"]
FORMS: tuple[Form, ...] = get_args(Form)
NAMES: Mapping[Form, str] = {"md": "index.md", "json": "index.json"}
MOST_FILES = 25_000
_EACH, _OTHERS = 2, 2_000
"""Files that a record makes anyway, its page and its text for the search; and what doesn't grow with the records."""


def affordable(wanted: tuple[Form, ...], records: int, most: int = MOST_FILES) -> tuple[Form, ...]:
    """Which files may stand beside each record.

    Args:
        wanted: those asked for, the dearest first.
        records: how many records there are.
        most: how many files the site may have.
    """
    room = max(0, (most - _OTHERS) // max(1, records) - _EACH)
    return wanted[:room]


def markdown(record: Record) -> str:
    """A record as it may be given away: front matter and text; below a digest the whole text, where it is open."""
    whole = record.whole_body if isinstance(record, Document) else ""
    body = "\n\n".join(filter(None, (record.public_body, f"# 全文\n\n{whole}" if whole else "")))
    return frontmatter.dump(head(record), body)


def is_open(record: Record) -> bool:
    """Whether all of a record's own file may go out, and its page shows nothing that stands elsewhere."""
    if record.withdrawn:
        return False
    return not isinstance(record, Document) or (record.whole is None and openness.is_open(record))


def files(
    form: Form, folder: str, record: Record, row: Mapping[str, Any], docs: Path
) -> Iterator[tuple[str, bytes]]:
    """A record's file of a form: its path, and its content.

    An open record goes out as its own file, byte for byte: its identifier is then that of what readers have.

    Args:
        form: which.
        folder: the address of the record's page below the site's root.
        record: the record.
        row: it as data, for JSON.
        docs: the folder of the records.
    """
    own = docs / record.file
    if form == "json":
        content = (json.dumps(row, ensure_ascii=False, indent=1) + "\n").encode()
    elif is_open(record) and own.is_file():
        content = own.read_bytes()
    else:
        content = markdown(record).encode()
    yield folder + NAMES[form], content
