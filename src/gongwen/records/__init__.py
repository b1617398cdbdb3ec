"""The records of the archive: what they are made of, the four kinds, how they are read and written."""

from __future__ import annotations

from gongwen.records.authorities import Agency, Campaign, Named, Term
from gongwen.records.document import Document
from gongwen.records.kinds import KINDS, Kind, field_name, kind_named, kind_of
from gongwen.records.provisions import Definition, Obligation, OutlinePart, Power
from gongwen.records.reading import build
from gongwen.records.record import Record
from gongwen.records.values import (
    DOCUMENT_ID,
    Evidence,
    Original,
    Person,
    Relation,
    Repair,
    Rights,
    Sense,
    Sic,
    Source,
    TextPlace,
    WholeText,
    file_name,
    is_below,
)
from gongwen.records.writing import front_matter, json_schema

__all__ = [
    "DOCUMENT_ID", "KINDS", "Agency", "Campaign", "Definition", "Document", "Evidence", "Kind", "Named", "Obligation", "Original", "OutlinePart",
    "Person", "Power", "Record",
    "Relation", "Repair", "Rights", "Sense", "Sic", "Source", "Term", "TextPlace", "WholeText", "build", "field_name", "file_name", "front_matter",
    "is_below", "json_schema", "kind_named", "kind_of",
]  # fmt: skip
