"""How much of a document's text a page gives out: its body, and every field that quotes it.

`Document.access` binds all of them: where only the record is open, no word of the text stands anywhere; in an
excerpt, quotations count as text.
"""

from __future__ import annotations

from gongwen.records import Document, Evidence, Repair, Sic
from gongwen.records.excerpt import EXCERPT_LIMIT, text_length

_PROVIDED = ("outline", "obligations", "powers", "definitions")
"""What the archive itself says of a rule: public whatever its text is, and gone when the record is withdrawn."""
_QUOTED_RUN = 8
"""So many characters in a row that stand in the text too are a quotation."""


def is_open(document: Document) -> bool:
    """Whether all that the body holds may go out; a digest is the archive's own and always public."""
    return document.content == "digest" or document.access == "full"


def given_out(document: Document) -> int:
    """How many characters of the text a page gives out, in its body and in quotations."""
    quoted = (*(item.text or "" for item in document.evidence.values()), *(sic.text for sic in document.sic))
    return text_length(document.body) + sum(map(len, quoted))


def limit(document: Document) -> int | None:
    """How many characters of the text may go out; None for all."""
    if is_open(document):
        return None
    return EXCERPT_LIMIT if document.access == "excerpt" else 0


def public(document: Document) -> Document:
    """The document with no more of the text than its access lets out, in whatever field it stands."""
    if document.withdrawn:
        document = document.model_copy(update=dict.fromkeys(_PROVIDED, ()))
    most = limit(document)
    if most is None:
        return document
    body = document.public_body
    room = most - text_length(body)
    evidence: dict[str, Evidence] = {}
    for name, item in document.evidence.items():
        shown = item.text if item.text and len(item.text) <= room else None
        room -= len(shown or "")
        evidence[name] = item.model_copy(update={"text": shown, "note": _unquoted(item.note, document)})
    doubts: list[Sic] = []
    for doubt in document.sic:
        if len(doubt.text) <= room:
            room -= len(doubt.text)
            doubts.append(doubt.model_copy(update={"note": _unquoted(doubt.note, document)}))
    repairs: tuple[Repair, ...] = tuple(
        repair.model_copy(update={"note": _unquoted(repair.note, document)}) for repair in document.repairs
    )
    return document.model_copy(
        update={"body": body, "evidence": evidence, "sic": tuple(doubts), "repairs": repairs}
    )


def _unquoted(note: str | None, document: Document) -> str | None:
    """A note, unless it quotes the text."""
    starts = range(len(note or "") - _QUOTED_RUN + 1)
    quotes = note is not None and any(note[i : i + _QUOTED_RUN] in document.body for i in starts)
    return None if quotes else note
