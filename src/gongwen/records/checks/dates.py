"""Dates that can't be: against today, against each other, against the bodies that act."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from gongwen.records import Document, Record
from gongwen.records.archive import Archive
from gongwen.records.checks.finding import Finding, texts
from gongwen.records.edtf import Edtf

_LATER = {"effective": "施行日期", "deadline": "意见截止日期", "version": "正文版本的日期"}
"""Dates of a document that can't come before its own."""
_PLANNED = frozenset({"effective", "deadline", "end", "until"})
"""Dates that may be still to come."""


def dates(archive: Archive, today: datetime.date) -> Iterator[Finding]:
    """What is wrong with the dates of records."""
    for record in archive:
        yield from _spans(record)
        yield from _future(record, today)
        if isinstance(record, Document):
            yield from _basis(record)
            yield from _order(record)
            yield from _issuers(record, archive)


def _spans(record: Record) -> Iterator[Finding]:
    for start, end in record.SPANS:
        first, last = getattr(record, start), getattr(record, end)
        if first and last and last.last < first.first:
            yield Finding(record.file, f"{end} 早于起始日期", "改正", (end,))


def _future(record: Record, today: datetime.date) -> Iterator[Finding]:
    for loc, text in texts(record):
        if isinstance(text, Edtf) and loc[-1] not in _PLANNED and text.first > today:
            what = "日期" if loc == ("date",) else ".".join(str(step) for step in loc)
            if not (loc == ("start",) and text.year <= today.year + 1):
                yield Finding(record.file, f"{what}在将来（{text}）", "改正", loc)


def _basis(document: Document) -> Iterator[Finding]:
    """What a date rests on and what it is the date of; of one that only the source gives nobody need say the latter."""
    if document.date and document.date_basis is None:
        yield Finding(document.file, "没有写 date_basis", "写明日期据何而定", ("date",))
    elif document.date and document.date_kind is None and document.date_basis != "source":
        yield Finding(document.file, "没有写 date_kind", "写明是成文、发布还是事件的日期", ("date",))


def _order(document: Document) -> Iterator[Finding]:
    for name, what in _LATER.items():
        date: Edtf | None = getattr(document, name)
        if date and document.date and date.last < document.date.first:
            yield Finding(
                document.file, f"{what}（{date}）早于本件日期（{document.date}）", "核对两个日期", (name,)
            )


def _issuers(document: Document, archive: Archive) -> Iterator[Finding]:
    for issuer in document.issuers if document.date else ():
        agency = archive.agencies.get(issuer)
        if agency is None or document.date is None:
            continue
        if agency.founded and document.date.last < agency.founded.first:
            problem = f"日期早于{agency.label}设立（{agency.founded}）"
        elif agency.dissolved and document.date.first > agency.dissolved.last:
            problem = f"日期晚于{agency.label}撤销（{agency.dissolved}）"
        else:
            continue
        yield Finding(document.file, problem, "核对日期与机构", ("date",))
