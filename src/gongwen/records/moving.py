"""Moving a record to another address, and withdrawing one: the texts of all files that change, as values."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from gongwen.errors import RecordError
from gongwen.messages import message
from gongwen.records.archive import Archive
from gongwen.records.checks.wording import links
from gongwen.records.edtf import Edtf
from gongwen.records.frontmatter import Loc, dump, parse, replaced
from gongwen.records.kinds import kind_of
from gongwen.records.record import Record
from gongwen.records.references import references
from gongwen.records.writing import front_matter
from gongwen.text.markdown_text import scheme_of

Texts = Callable[[str], str]
"""Gives the text of a file below docs/."""


def renamed(
    record: Record, identity: str, archive: Archive, prose: Mapping[str, str], text: Texts
) -> dict[str, str]:
    """What every file says once a record has another id: the record itself, what points to it, links to it.

    Args:
        record: the record.
        identity: its new id.
        archive: all records.
        prose: the pages that are no records, by their file below docs/.
        text: gives the text of a record's file.

    Returns:
        Texts by file, only those that change; the record's under its new file.

    Raises:
        RecordError: the id can't be one of the kind, or is taken.
    """
    kind = kind_of(record)
    file = f"{kind.folder}/{identity}.md"
    if not kind.id_form.fullmatch(identity):
        raise RecordError(
            message("“{identity}”不能作{label}的 id", identity=identity, label=message(kind.label)),
            file=f"docs/{record.file}",
            advice=message("写成 {id_words} 的样子", id_words=message(kind.id_words)),
        )
    taken = {other.file.removesuffix(".md"): other for other in archive}
    taken |= {old.strip("/"): other for other in archive for old in other.redirects}
    holder = taken.get(file.removesuffix(".md"))
    if archive.knows(kind.name, identity) or (holder is not None and holder is not record):
        raise RecordError(
            message("“{identity}”已有人用", identity=identity),
            file=f"docs/{record.file}",
            advice=message("换一个 id"),
        )
    changed: dict[str, str] = {}
    for other in archive:
        before = text(other.file)
        after = (
            replaced(before, _values(other, record, identity)) if _values(other, record, identity) else before
        )
        place = file if other is record else other.file
        after = _relinked(after, other.file, place, record.file, file)
        if after != before or other is record:
            changed[place] = after
    for page, before in prose.items():
        after = _relinked(before, page, page, record.file, file)
        if after != before:
            changed[page] = after
    return changed


def _values(other: Record, record: Record, identity: str) -> dict[Loc, Any]:
    """What changes in the head of a record."""
    kind = kind_of(record).name
    values: dict[Loc, Any] = {
        reference.loc: identity
        for reference in references(other)
        if reference.ref.kind == kind and reference.target == record.id
    }
    if other is record:
        old = record.file.removesuffix(".md")
        new = f"{kind_of(record).folder}/{identity}"
        kept = [address for address in record.redirects if address.strip("/") != new]
        values["redirects",] = [*kept, old]
    return values


def _relinked(text: str, file: str, place: str, old: str, new: str) -> str:
    """A file's text with its links to the moved record led to its new place, and its own from where it stands now."""
    front = parse(text, file)
    at = text.index(front.body) if front.body else len(text)
    if place != file and "id" in front.data:
        text_head = replaced(text[:at], {("id",): new.split("/", 1)[1].removesuffix(".md")})
        text, at = text_head + text[at:], len(text_head)
    pieces, done = [text[:at]], 0
    for address in links(front.body):
        path, mark, anchor = address.text.partition("#")
        if scheme_of(address.text) or not path:
            continue
        target = posixpath.normpath(posixpath.join(posixpath.dirname(file), path))
        led = posixpath.relpath(new if target == old else target, posixpath.dirname(place) or ".")
        if posixpath.normpath(path) != led:
            pieces += [front.body[done : address.start], led + mark + anchor]
            done = address.start + len(address.text)
    return "".join((*pieces, front.body[done:], text[at + len(front.body) :]))


_KEPT = ("date", "date_kind", "date_basis", "type", "redirects", "title_en", "name_en", "term_en")
"""What a withdrawn record still says, beside what its kind requires."""


def withdrawn(record: Record, reason: str, date: Edtf) -> str:
    """The file of a record that is withdrawn: its title, its date, when and why, and nothing else.

    Args:
        record: the record.
        reason: why, for readers.
        date: the day of withdrawing.
    """
    data = front_matter(record)
    fields = type(record).model_fields
    kept = {
        key: value for key, value in data.items() if key == "id" or key in _KEPT or fields[key].is_required()
    }
    if "access" in fields:
        kept |= {"content": "text", "access": "record", "rights": {"note": "已撤下"}}
    return dump({**kept, "withdrawn": {"date": date, "reason": reason}}, "")


def pointing(record: Record, archive: Archive) -> Iterator[str]:
    """The files of records that point to one."""
    yield from dict.fromkeys(pointer.record.file for pointer in archive.pointing_to(record))
