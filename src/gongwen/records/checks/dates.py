"""Dates that can't be: against today, against each other, against the bodies that act."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from gongwen.messages import message
from gongwen.records import Document, Record
from gongwen.records.archive import Archive
from gongwen.records.checks.finding import Finding, texts
from gongwen.records.edtf import Edtf

_LATER = {
    "effective": message("施行日期"),
    "deadline": message("意见截止日期"),
    "version": message("正文版本的日期"),
}
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
            yield Finding(record.file, message("{end} 早于起始日期", end=end), message("改正"), (end,))


def _future(record: Record, today: datetime.date) -> Iterator[Finding]:
    for loc, text in texts(record):
        if isinstance(text, Edtf) and loc[-1] not in _PLANNED and text.first > today:
            what = message("日期") if loc == ("date",) else ".".join(str(step) for step in loc)
            if not (loc == ("start",) and text.year <= today.year + 1):
                yield Finding(
                    record.file, message("{what}在将来（{text}）", what=what, text=text), message("改正"), loc
                )


def _basis(document: Document) -> Iterator[Finding]:
    """What a date rests on and what it is the date of; of one that only the source gives nobody need say the latter."""
    if document.date and document.date_basis is None:
        yield Finding(document.file, message("没有写 date_basis"), message("写明日期据何而定"), ("date",))
    elif document.date and document.date_kind is None and document.date_basis != "source":
        yield Finding(
            document.file, message("没有写 date_kind"), message("写明是成文、发布还是事件的日期"), ("date",)
        )


def _order(document: Document) -> Iterator[Finding]:
    for name, what in _LATER.items():
        date: Edtf | None = getattr(document, name)
        if date and document.date and date.last < document.date.first:
            yield Finding(
                document.file,
                message("{what}（{date}）早于本件日期（{own}）", what=what, date=date, own=document.date),
                message("核对两个日期"),
                (name,),
            )


def _issuers(document: Document, archive: Archive) -> Iterator[Finding]:
    for issuer in document.issuers if document.date else ():
        agency = archive.agencies.get(issuer)
        if agency is None or document.date is None:
            continue
        if agency.founded and document.date.last < agency.founded.first:
            problem = message("日期早于{label}设立（{founded}）", label=agency.label, founded=agency.founded)
        elif agency.dissolved and document.date.first > agency.dissolved.last:
            problem = message(
                "日期晚于{label}撤销（{dissolved}）", label=agency.label, dissolved=agency.dissolved
            )
        else:
            continue
        yield Finding(document.file, problem, message("核对日期与机构"), ("date",))
