#!/usr/bin/env python3
"""catalogue.py: keeps the English of what people are told, a gettext catalogue, in step with the code.

Gathers every message, adds the new ones to the catalogue without a translation, drops those that are gone, and compiles
it. Translations that are there are left as they are; none is ever guessed.
"""

from __future__ import annotations

import inspect
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from gongwen.messages import DOMAIN, LOCALE
from gongwen.records import KINDS, field_name
from gongwen.records.references import refs
from gongwen.records.vocabulary import RELATIONS, REPAIR_KINDS

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("src", "scripts", "hooks")
CALLS = {"message": None, "say": None, "Message": None}
PO = LOCALE / "en" / "LC_MESSAGES" / f"{DOMAIN}.po"
MO = PO.with_suffix(".mo")


def main() -> int:
    """Write the catalogue and what gettext reads of it; 1 where a message has no translation yet."""
    from command_line import complain
    from gongwen.messages import say

    catalogue = renewed(PO.read_bytes() if PO.is_file() else b"")
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(written(catalogue))
    MO.write_bytes(compiled(catalogue))
    missing = [message.id for message in catalogue if message.id and not message.string]
    for text in missing:
        complain(say("{file}：没有英文的“{text}”", file=PO.relative_to(ROOT), text=text))
    return 1 if missing else 0


def messages() -> Iterator[tuple[str, str]]:
    """Every message, with the file that says it."""
    for folder in FOLDERS:
        for file, _, text, _, _ in extract_from_dir(ROOT / folder, [("**.py", "python")], keywords=CALLS):
            if isinstance(text, str) and text:
                yield f"{folder}/{file}", text
    yield from _vocabulary()
    yield from _commands()


def _vocabulary() -> Iterator[tuple[str, str]]:
    """What the schema calls things, as far as commands say it."""
    place = "src/gongwen/records"
    for kind in KINDS.values():
        yield place, kind.label
        yield place, kind.id_words
        for key, info in kind.record.model_fields.items():
            if field_name(key) != key:
                yield place, field_name(key)
            if info.description and (info.is_required() or key in kind.record.ASKED):
                yield place, info.description
        for ref in refs(kind.record).values():
            yield place, ref.label
    yield from ((place, label) for labels in RELATIONS.values() for label in labels)
    yield from ((place, label) for label in REPAIR_KINDS.values())


def _commands() -> Iterator[tuple[str, str]]:
    """What --help says of each command: the docstring of what does it."""
    from build import COMMANDS

    for work in COMMANDS.values():
        yield "scripts/build.py", inspect.cleandoc(work.__doc__ or "")


class _Undated(Catalog):
    """Without dates and versions in its head: the same messages give the same bytes."""

    mime_headers = property(
        lambda _: [
            ("Language", "en"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]
    )


def renewed(before: bytes) -> Catalog:
    """The catalogue with the messages of today and the translations that `before` has of them."""
    old = read_po(io.BytesIO(before), locale="en") if before else Catalog(locale="en")
    new = _Undated(locale="en", fuzzy=False)
    new.header_comment = "# What gongwen says, in English. Kept by scripts/catalogue.py."
    places: dict[str, set[str]] = {}
    for file, text in filter(lambda said: said[1], messages()):
        places.setdefault(text, set()).add(file)
    for text, files in sorted(places.items(), key=lambda item: (min(item[1]), item[0])):
        known = old.get(text)
        new.add(text, known.string if known else "", locations=[(file, 0) for file in sorted(files)])
    return new


def written(catalogue: Catalog) -> bytes:
    """The catalogue as people edit it."""
    out = io.BytesIO()
    write_po(out, catalogue, width=0, include_lineno=False)
    return out.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as gettext reads it."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
