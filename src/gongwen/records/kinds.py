"""The kinds of record there are: the one place that says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NoReturn

from gongwen.records.authorities import Agency, Campaign, Term
from gongwen.records.document import Document
from gongwen.records.record import Record
from gongwen.records.values import DOCUMENT_ID, SLUG


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record, declared once; what readers and editors see of it follows.

    Attributes:
        name: what references and mentions call it.
        folder: the folder of docs/ that holds it, and of the site.
        label: its name for readers.
        unit: the word that counts it.
        record: the model of its front matter.
        template: the page of a record.
        id_form: the shape of its ids; what stands before a slash is a folder of its own.
        id_words: that shape in words.
    """

    name: str
    folder: str
    label: str
    unit: str
    record: type[Record]
    template: str = "authority.html"
    id_form: re.Pattern[str] = SLUG
    id_words: str = "<id>"

    def loosely(self, text: str) -> bool:
        """Whether a text is meant as an id of the kind and not as a name."""
        return bool(self.id_form.fullmatch(text))


KINDS: dict[str, Kind] = {
    kind.folder: kind
    for kind in (
        Kind(
            "document",
            "documents",
            "文献",
            "件",
            Document,
            "document.html",
            DOCUMENT_ID,
            "<年份或 undated>/<名称>",
        ),
        Kind("agency", "agencies", "机构", "个", Agency),
        Kind("campaign", "campaigns", "行动", "项", Campaign),
        Kind("term", "glossary", "术语", "条", Term),
    )
}
"""The kinds by their folder, in the order in which readers meet them."""


def kind_named(name: str) -> Kind:
    """The kind that references call by this name.

    Raises:
        KeyError: there is none.
    """
    return next((kind for kind in KINDS.values() if kind.name == name), None) or _no_kind(name)


def _no_kind(name: str) -> NoReturn:
    raise KeyError(name)


def kind_of(record: Record) -> Kind:
    """The kind of a record.

    Raises:
        KeyError: no kind has declared it.
    """
    return next((kind for kind in KINDS.values() if kind.record is type(record)), None) or _no_kind(
        type(record).__name__
    )


def field_name(key: str) -> str:
    """A key of the front matter as people know it; the key itself where nobody gave it a name."""
    if key == "body":
        return "正文"
    for kind in KINDS.values():
        info = kind.record.model_fields.get(key)
        if info is not None and info.title:
            return info.title
    return key
