"""Describe: the front matter of a document, each field with its evidence.

Everything is derived from the words, from the records and from what the repairs took out; what the input's own
front matter says is weighed against that. Each field has an ordered tuple of named sources that are asked in turn
over one immutable reading; what each answered stays in the ledger. A field that can't be told is left empty, and
what is uncertain goes to ``review``.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import Any

from gongwen.convert.describe import date as dates
from gongwen.convert.describe import stated
from gongwen.convert.describe.addressee import ADDRESSEE
from gongwen.convert.describe.campaigns import CAMPAIGNS
from gongwen.convert.describe.doc_type import DOC_TYPE
from gongwen.convert.describe.effective import EFFECTIVE, STATUS
from gongwen.convert.describe.evidence import Answer, Found, Ledger
from gongwen.convert.describe.issuers import sources_for
from gongwen.convert.describe.number import NUMBER
from gongwen.convert.describe.people import find_people
from gongwen.convert.describe.place import PLACE
from gongwen.convert.describe.provenance import put_access, put_provenance
from gongwen.convert.describe.reading import Reading
from gongwen.convert.describe.title import find_title
from gongwen.convert.model import Draft
from gongwen.convert.outline import Outline, Table
from gongwen.names.matcher import Matcher
from gongwen.records import Evidence
from gongwen.records.archive import Archive
from gongwen.records.vocabulary import RULE_TYPES
from gongwen.text.fold import is_traditional, simplify

__all__ = ["Answer", "Description", "Found", "describe"]

_TAKES_EFFECT = RULE_TYPES | {"通知", "意见", "决定", "倡议公约", "公告"}


@dataclass(frozen=True)
class Description:
    """What was found out about a document.

    Attributes:
        values: the fields of `gongwen.records.Document`, without text and without what only the pipeline knows
            (original, repairs).
        asked: by field, what each source answered, up to the one that was believed.
    """

    values: dict[str, Any]
    asked: dict[str, tuple[Answer, ...]]


def describe(
    outline: Outline, draft: Draft, matcher: Matcher, archive: Archive, *, today: datetime.date | None = None
) -> Description:
    """Derive the front matter of a document.

    Args:
        outline: its shape.
        draft: the repaired draft, with what was taken out.
        matcher: finds names.
        archive: the records that names and dates are checked against.
        today: later dates are implausible; None skips that check.
    """
    ledger = Ledger()
    title = simplify(str(ledger.put("title", find_title(outline, draft))))
    as_written, original = outline, draft
    if is_traditional(outline.text):
        # Read in Simplified, position by position; the page keeps its own characters.
        outline, draft = _simplified(outline), _simplified_draft(draft)
    reading = _read(Reading(title, outline, draft, archive, matcher), ledger)
    issuers = ledger.take("issuers", sources_for(reading.doc_type), reading)
    if issuers is None:
        ledger.review.append("issuers")
    else:
        ledger.values["issuers"] = tuple(_as_written(name, outline, as_written) for name in issuers)
    addressee = ledger.consult("addressee", ADDRESSEE, reading)
    if addressee is not None:
        ledger.put("addressee", replace(addressee, value=_as_written(addressee.value, outline, as_written)))
    ledger.take("campaigns", CAMPAIGNS, reading)
    ledger.values["people"] = tuple(
        person.model_copy(
            update={
                "name": _as_written(person.name, outline, as_written),
                "office": person.office and _as_written(person.office, outline, as_written),
            }
        )
        for person in reading.people
    )
    if reading.doc_type in _TAKES_EFFECT:
        ledger.take("effective", EFFECTIVE, reading)
    if reading.doc_type in RULE_TYPES:
        ledger.take("status", STATUS, reading)
    if any(line.kind == "digest" for line in outline.head):
        ledger.values["content"] = "digest"
    put_provenance(original, ledger)
    put_access(reading, ledger)
    stated.weigh(original, ledger, archive, reading.named)
    _object(ledger, archive, today)
    return Description(ledger.front_matter(), {key: tuple(answers) for key, answers in ledger.asked.items()})


def _read(reading: Reading, ledger: Ledger) -> Reading:
    """Number, type, place, date and people, in this order: each is known to what is told after it."""
    reading = replace(reading, number=ledger.take("document_number", NUMBER, reading))
    reading = replace(reading, doc_type=ledger.take("type", DOC_TYPE, reading) or "其他")
    reading = replace(reading, place=ledger.take("place", PLACE, reading))
    dated = ledger.consult("date", dates.DATE, reading)
    if dated is None:
        ledger.review.append("date")
    else:
        ledger.put("date", Found(dated.value.date, dated.basis, dated.text, dated.note, dated.doubtful))
        ledger.values |= {"date_kind": dated.value.kind, "date_basis": dated.basis}
        reading = replace(reading, date=dated.value.date)
    return replace(reading, people=find_people(reading.outline, reading.doc_type, reading.facts.author))


def _object(ledger: Ledger, archive: Archive, today: datetime.date | None) -> None:
    """Have a person look at a date that can't be right."""
    date = ledger.values.get("date")
    objection = (
        dates.plausible(date, ledger.values.get("issuers", ()), archive, today) if date is not None else None
    )
    if objection:
        ledger.ask("date")
        ledger.evidence["date"] = Evidence(basis=ledger.values["date_basis"], note=objection)


def _as_written(words: str, outline: Outline, as_written: Outline) -> str:
    """`words` of the Simplified outline in the characters of the original, which has as many."""
    for simplified, original in (
        (outline.text, as_written.text),
        (simplify(as_written.title or ""), as_written.title or ""),
    ):
        if (position := simplified.find(words)) >= 0:
            return original[position : position + len(words)]
    return words


def _simplified(outline: Outline) -> Outline:
    return replace(
        outline,
        head=tuple(replace(line, text=simplify(line.text)) for line in outline.head),
        elements=tuple(
            replace(element, rows=tuple(tuple(simplify(cell) for cell in row) for row in element.rows))
            if isinstance(element, Table)
            else replace(element, text=simplify(element.text))
            for element in outline.elements
        ),
    )


def _simplified_draft(draft: Draft) -> Draft:
    return replace(
        draft,
        blocks=tuple(block.saying(simplify(block.text)) for block in draft.blocks),
        removed=tuple(replace(removed, text=simplify(removed.text)) for removed in draft.removed),
    )
