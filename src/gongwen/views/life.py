"""The life of a rule on its page: dated stations on one line, with the records that they lead to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from gongwen.derived.life import Event, EventKind, life
from gongwen.derived.versions import Versions
from gongwen.publish.styles import in_english
from gongwen.records import Document
from gongwen.records.archive import Archive
from gongwen.views.links import Link, to

LABELS: Mapping[EventKind, tuple[str, str]] = {
    "earlier": ("此前文本", "Earlier text"), "draft": ("征求意见", "Draft for comment"), "adopted": ("通过", "Adopted"),
    "promulgated": ("公布", "Promulgated"), "dated": ("成文", "Dated"), "published": ("发布", "Published"),
    "effective": ("施行", "In force from"), "amended": ("修改", "Amended"), "repealed": ("废止", "Repealed"),
    "expired": ("失效", "Expired"), "outcome": ("结果", "Outcome"),
}  # fmt: skip
"""What an event is called, in Chinese and in English."""
Phase = Literal["before", "force", "over"]


@dataclass(frozen=True, slots=True)
class Note:
    """A line under a station: words, and the record or the page that they name.

    Attributes:
        text: the words before the link.
        link: a record of the archive, or a title without one.
        href: an address elsewhere.
    """

    text: str = ""
    link: Link | None = None
    href: str = ""


@dataclass(frozen=True, slots=True)
class Station:
    """What happened on one day.

    Attributes:
        label: the events: 通过、公布.
        date, plain: the day, as written and for machines.
        notes: who, where, until when, what did it.
        phase: whether the rule was in force from that day, not yet, or no longer.
        review: whether somebody must still look at the day.
    """

    label: str
    date: str
    plain: str
    notes: tuple[Note, ...] = ()
    phase: Phase = "before"
    review: bool = False


def life_line(document: Document, archive: Archive, versions: Versions) -> tuple[Station, ...]:
    """The stations of a rule's life; none where there is only one day to tell."""
    events = life(document, archive, versions)
    if len({event.date for event in events}) < 2:
        return ()
    stations: list[Station] = []
    phase: Phase = "before"
    for date, group in groupby(events, key=lambda event: event.date):
        same = tuple(group)
        phase = _phase(same, phase)
        label = "、".join(dict.fromkeys(LABELS[event.kind][0] for event in same))
        notes = tuple(note for event in same for note in _notes(event, archive))
        review = any(event.kind in document.review for event in same)
        stations.append(Station(label, str(date or ""), date.plain if date else "", notes, phase, review))
    return tuple(stations)


def english_life(
    document: Document, archive: Archive, versions: Versions
) -> Iterator[tuple[str, tuple[str | Link, ...]]]:
    """The events of a rule's life in English, each kind once, with its days and what it leads to.

    The day that the record bears is left to the record's other facts.
    """
    events = life(document, archive, versions)
    for kind, (_, label) in LABELS.items():
        values: list[str | Link] = []
        for event in events:
            if event.kind != kind or kind in {"promulgated", "dated"}:
                continue
            if (
                event.date == document.date
                and event.by is None
                and kind in {"published", "draft"}
                and not event.until
            ):
                continue
            values += _in_english(event)
        if values:
            yield label, tuple(values)


def _phase(events: tuple[Event, ...], before: Phase) -> Phase:
    kinds = {event.kind for event in events}
    if kinds & {"repealed", "expired"}:
        return "over"
    return "force" if "effective" in kinds else before


def _notes(event: Event, archive: Archive) -> Iterator[Note]:
    if event.actor:
        yield Note(archive.agency_name(event.actor))
    if event.session:
        yield Note(event.session)
    if event.by:
        yield Note(link=to(event.by))
    elif event.url:
        yield Note(event.title or "征求意见稿", href=event.url)
    elif event.title:
        yield Note(link=Link(event.title))
    if event.until:
        yield Note(f"意见截止 {event.until}")
    if event.effective and event.effective != event.date:
        yield Note(f"{event.effective} 起施行")


def _in_english(event: Event) -> Iterator[str | Link]:
    words = in_english(event.date) if event.date else ""
    if event.until:
        words += f"{', ' if words else ''}comments until {in_english(event.until)}"
    if event.effective and event.effective != event.date:
        words += f", in force from {in_english(event.effective)}"
    if words:
        yield words
    if event.by:
        yield Link(event.by.label_en or event.by.label, to(event.by).path)
