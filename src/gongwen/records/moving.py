"""Moving a record to another address, making it one with another, withdrawing one: texts of all files that change."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

from gongwen.errors import RecordError
from gongwen.messages import message
from gongwen.records.archive import Archive
from gongwen.records.authorities import Named
from gongwen.records.checks.wording import links
from gongwen.records.document import Document
from gongwen.records.edtf import Edtf
from gongwen.records.frontmatter import Loc, dump, parse, replaced
from gongwen.records.kinds import kind_of
from gongwen.records.record import Record
from gongwen.records.references import references, refs
from gongwen.records.writing import front_matter
from gongwen.text.markdown_text import scheme_of

Texts = Callable[[str], str]
"""Gives the text of a file below docs/."""
Lead = Callable[[str, str], tuple[str, str]]
"""Gives, of a file below docs/ and an anchor there, where what stood there stands now."""


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
    holder = taken(archive).get(f"{kind.folder}/{identity}")
    if archive.knows(kind.name, identity) or (holder is not None and holder is not record):
        raise RecordError(
            message("“{identity}”已有人用", identity=identity),
            file=f"docs/{record.file}",
            advice=message("换一个 id"),
        )

    def lead(target: str, anchor: str) -> tuple[str, str]:
        return (file if target == record.file else target), anchor

    changed: dict[str, str] = {}
    for other in archive:
        before = text(other.file)
        values = _values(other, record, identity)
        after = replaced(before, values) if values else before
        place = file if other is record else other.file
        after = _relinked(after, other.file, place, lead)
        if after != before or other is record:
            changed[place] = after
    return changed | relinked(prose, lead)


def taken(archive: Archive) -> dict[str, Record]:
    """The record that each address leads to: where records stand, and where they stood."""
    old = {address.strip("/"): record for record in archive for address in record.redirects}
    return {record.address: record for record in archive} | old


def relinked(texts: Mapping[str, str], lead: Lead, wrote: Mapping[str, str] | None = None) -> dict[str, str]:
    """Files with their links led to where what they linked to stands now; only those that change.

    Args:
        texts: what the files say.
        lead: where what was linked to stands now.
        wrote: the file from which the links of one lead, where that is another one.
    """
    places = wrote or {}
    found = {file: _relinked(before, places.get(file, file), file, lead) for file, before in texts.items()}
    return {file: after for file, after in found.items() if after != texts[file]}


def joined(
    record: Record, other: Record, archive: Archive, prose: Mapping[str, str], text: Texts, lead: Lead
) -> dict[str, str]:
    """What every file says once a record is gone and another stands for it: what pointed and linked to it.

    Args:
        record: the record that goes; its own file isn't among those given back.
        other: the one that stands for it, of the same kind; takes its old addresses, and what it points to.
        archive: all records.
        prose: the pages that are no records, by their file below docs/.
        text: gives the text of a record's file.
        lead: where the paragraphs of the record stand now.
    """
    changed: dict[str, str] = {}
    for holder in archive:
        if holder is record:
            continue
        before = text(holder.file)
        values = _pointing(holder, record, other)
        if holder is other:
            values |= _taken_over(record, other, values)
        after = replaced(before, values) if values else before
        after = _relinked(after, holder.file, holder.file, lead)
        if after != before:
            changed[holder.file] = after
    return changed | relinked(prose, lead)


def _pointing(holder: Record, record: Record, other: Record) -> dict[Loc, Any]:
    """What changes in the head of a record that points to one that is gone: whole fields, nothing in them twice."""
    kind = kind_of(record).name
    pointers = [r for r in references(holder) if r.ref.kind == kind and r.target == record.id]
    data = front_matter(holder)
    for pointer in pointers:
        place: Any = data
        for step in pointer.loc[:-1]:
            place = place[step]
        place[pointer.loc[-1]] = other.id
    return {(name,): _once(data[name], holder is other and other.id) for name in {p.field for p in pointers}}


def _once(value: Any, own: str | Literal[False]) -> Any:
    """A list without what it says twice, and without pointers of a record to itself."""
    if not isinstance(value, list):
        return value
    kept = [item for item in value if own not in (item.values() if isinstance(item, dict) else (item,))]
    return [item for index, item in enumerate(kept) if item not in kept[:index]]


def _taken_over(record: Record, other: Record, values: Mapping[Loc, Any]) -> dict[Loc, Any]:
    """What a record takes over from one that it stands for: names, pointers, old addresses."""
    mine, its = front_matter(other), front_matter(record)
    lists = {name for name, ref in refs(type(other)).items() if isinstance(its.get(name), list)}
    lists -= {"issuers", "obligations", "powers"}
    found: dict[Loc, Any] = {}
    for name in sorted(lists):
        now = [*values.get((name,), mine.get(name, [])), *_not_to(its[name], record, other)]
        found[name,] = _once(now, other.id)
    old = [
        address for address in (*other.redirects, *record.redirects) if address.strip("/") != other.address
    ]
    found["redirects",] = _once([*old, record.address], own=False)
    if isinstance(other, Named) and isinstance(record, Named):
        names = [name for name in record.names if name not in other.names]
        if names:
            found["aliases",] = [*other.aliases, *names]
    return found


def _not_to(items: list[Any], record: Record, other: Record) -> list[Any]:
    """What a list of pointers says of others than the two records."""
    own = {record.id, other.id}
    return [i for i in items if not own & set(map(str, i.values() if isinstance(i, dict) else (i,)))]


def _values(other: Record, record: Record, identity: str) -> dict[Loc, Any]:
    """What changes in the head of a record."""
    kind = kind_of(record).name
    values: dict[Loc, Any] = {
        reference.loc: identity
        for reference in references(other)
        if reference.ref.kind == kind and reference.target == record.id
    }
    if other is record:
        new = f"{kind_of(record).folder}/{identity}"
        kept = [address for address in record.redirects if address.strip("/") != new]
        values["redirects",] = [*kept, record.address]
    return values


def _relinked(text: str, file: str, place: str, lead: Lead) -> str:
    """A file's text with its links to what moved led to its new place, and its own from where it stands now."""
    front = parse(text, file)
    at = text.index(front.body) if front.body else len(text)
    if place != file and "id" in front.data:
        text_head = replaced(text[:at], {("id",): place.split("/", 1)[1].removesuffix(".md")})
        text, at = text_head + text[at:], len(text_head)
    pieces, done = [text[:at]], 0
    for address in links(front.body):
        path, mark, anchor = address.text.partition("#")
        if scheme_of(address.text) or not path:
            continue
        target = posixpath.normpath(posixpath.join(posixpath.dirname(file), path))
        target, at_anchor = lead(target, anchor)
        led = posixpath.relpath(target, posixpath.dirname(place) or ".")
        if posixpath.normpath(path) != led or at_anchor != anchor:
            pieces += [front.body[done : address.start], led + (mark and at_anchor and mark + at_anchor)]
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
    if isinstance(record, Document):
        # Whoever comes from a page on which it stood is told what became of it, too.
        led = [{"old": item.old, "page": item.page} for item in record.anchors if item.page]
        kept |= {"anchors": led} if led else {}
    return dump({**kept, "withdrawn": {"date": date, "reason": reason}}, "")


def pointing(record: Record, archive: Archive) -> Iterator[str]:
    """The files of records that point to one."""
    yield from dict.fromkeys(pointer.record.file for pointer in archive.pointing_to(record))
