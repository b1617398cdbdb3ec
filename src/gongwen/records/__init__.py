"""The records of the archive: what they are made of, the four kinds, how they are read and written."""

from __future__ import annotations

from gongwen.records.kinds import KINDS, Agency, Campaign, Document, Named, Record, Term
from gongwen.records.reading import build
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
    file_name,
    is_below,
)
from gongwen.records.writing import front_matter, json_schema

__all__ = [
    "DOCUMENT_ID", "KINDS", "Agency", "Campaign", "Document", "Evidence", "Named", "Original", "Person", "Record", "Relation",
    "Repair", "Rights", "Sense", "Sic", "Source", "Term", "build", "file_name", "front_matter", "is_below", "json_schema",
]  # fmt: skip
