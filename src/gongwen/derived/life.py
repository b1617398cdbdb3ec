"""The life of a rule, event by event: out of its own record, and out of what other records do to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from gongwen.derived.versions import Versions, day
from gongwen.records import Document
from gongwen.records.archive import Archive
from gongwen.records.edtf import Edtf
from gongwen.records.vocabulary import RULE_TYPES

EventKind = Literal[
    "earlier", "draft", "adopted", "promulgated", "dated", "published", "effective", "amended", "repealed", "expired", "outcome",
]  # fmt: skip
"""Kinds of events, in the order in which they stand on one day."""
_ORDER: tuple[EventKind, ...] = get_args(EventKind)
_ORDERS = "令"
"""Rules of state are made public by an order with a number; the day of the order is that of their promulgation."""


@dataclass(frozen=True, slots=True)
class Event:
    """A dated event in the life of a rule.

    Attributes:
        kind: what happened.
        date: when; None where only that is unknown.
        by: the record that did it or stands for it: a draft, what amends or repeals, another version.
        title: what did it where that has no record.
        actor: the id or name of the body that passed it, where that isn't an issuer.
        session: in which session it was passed.
        until: of a draft, the last day for comments.
        effective: of an amendment, the day from which it holds, where that isn't `date`.
        url: where a draft without a record stands.
    """

    kind: EventKind
    date: Edtf | None
    by: Document | None = None
    title: str = ""
    actor: str = ""
    session: str = ""
    until: Edtf | None = None
    effective: Edtf | None = None
    url: str = ""


def life(document: Document, archive: Archive, versions: Versions) -> tuple[Event, ...]:
    """The events in a document's life, in time; none of what is no rule and says nothing of the kind.

    Args:
        document: the document.
        archive: for what other records do to it.
        versions: which records are of the same document.
    """
    told = document.effective or document.deadline or document.outcome or document.repealed
    if document.withdrawn or not (told or document.type in RULE_TYPES):
        return ()
    found = [*_before(document, archive), *_making(document), *_after(document, archive, versions)]
    last = _ORDER.index("outcome")
    return tuple(
        sorted(
            found,
            key=lambda e: (e.date.first.isoformat() if e.date else "9", min(last, _ORDER.index(e.kind))),
        )
    )


def events(archive: Archive, versions: Versions) -> Iterator[tuple[Document, Event]]:
    """The events of all rules of an archive, rule by rule in the order of their ids."""
    for _, document in sorted(archive.documents.items()):
        for event in life(document, archive, versions):
            yield document, event


def repeals(document: Document, archive: Archive) -> tuple[Document, ...]:
    """The records that repeal a document."""
    return doing("repeals", document, archive)


def doing(relation: str, document: Document, archive: Archive) -> tuple[Document, ...]:
    """The records that state this relation to a document, in time."""
    incoming = archive.incoming_relations.get(document.id, ())
    return tuple(
        pointer.record
        for pointer in incoming
        if pointer.reference.type == relation
        and isinstance(pointer.record, Document)
        and not pointer.record.withdrawn
    )


def drafts_of(document: Document, archive: Archive) -> tuple[Document, ...]:
    """The drafts that a document came of, and the drafts of these."""
    found: dict[str, Document] = {}
    queue = [document]
    while queue:
        for pointer in archive.pointing_to(queue.pop()):
            draft = pointer.record
            if not isinstance(draft, Document) or pointer.reference.field != "outcome" or draft.withdrawn:
                continue
            if draft.id not in found and draft.id != document.id:
                found[draft.id] = draft
                queue.append(draft)
    return tuple(found.values())


def _before(document: Document, archive: Archive) -> Iterator[Event]:
    for draft in document.drafts:
        yield Event("draft", draft.date, title=draft.title or "", until=draft.deadline, url=draft.url or "")
    for record in drafts_of(document, archive):
        yield Event("draft", record.date, record, until=record.deadline)
    for earlier in document.earlier:
        yield Event("earlier", earlier)


def _making(document: Document) -> Iterator[Event]:
    passed = document.adopted
    if passed:
        yield Event("adopted", passed.date, actor=passed.by or "", session=passed.session or "")
    if document.status == "draft":
        yield Event("draft", document.date, until=document.deadline)
    elif document.date and not (passed and passed.date == document.date and _what_day(document) == "dated"):
        yield Event(_what_day(document), document.date, until=document.deadline)
    if document.published:
        yield Event("published", document.published)
    if document.effective:
        yield Event("effective", document.effective)


def _what_day(document: Document) -> EventKind:
    """What happened on the day that a rule bears."""
    if document.date_kind == "publication":
        return "published"
    ordered = _ORDERS in (document.document_number or "")
    return "promulgated" if document.date_kind == "document" and ordered else "dated"


def _after(document: Document, archive: Archive, versions: Versions) -> Iterator[Event]:
    amended = [*_amendments(document, versions)]
    yield from amended
    known = {event.date for event in amended} | {document.date}
    own = day(document)
    if own and own not in known and document.status != "draft":
        yield Event("amended", own)
    yield from _end(document, archive)
    if document.outcome:
        final = archive.documents.get(document.outcome)
        yield Event("outcome", final.date if final else None, final, "" if final else document.outcome)


def _amendments(document: Document, versions: Versions) -> Iterator[Event]:
    for one in document.amended:
        yield Event("amended", one.date, title=one.by or "", effective=one.effective)
    told = set()
    for decision in versions.amendments(document):
        if not decision.withdrawn:
            told.add(day(decision))
            yield Event("amended", decision.date, decision, effective=decision.effective)
    for other in versions.of(document):
        when = day(other)
        if other.id == document.id or when is None or other.withdrawn or when in told:
            continue
        before = (when, other.id) < (day(document) or "", document.id)
        yield Event(
            "earlier" if before else "amended", when, other, effective=None if before else other.effective
        )


def _end(document: Document, archive: Archive) -> Iterator[Event]:
    kind: EventKind = "expired" if document.status == "expired" else "repealed"
    if document.repealed:
        yield Event(kind, document.repealed.date, title=document.repealed.by or "")
    for record in repeals(document, archive):
        yield Event("repealed", record.effective or record.date, record)
