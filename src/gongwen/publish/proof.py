"""What proves a page: the identifiers of its record and its original, and how the one came of the other, as PROV.

The identifiers are SWHIDs (ISO/IEC 18670): the object id that git gives a file, so that anybody who has the file can
compute them, with ``git hash-object`` or with one line of any language.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongwen import __version__
from gongwen.records import Document
from gongwen.records.vocabulary import REPAIR_KINDS

PROV = {"prov": "http://www.w3.org/ns/prov#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#"}


def swhid(data: bytes) -> str:
    """The identifier of a file's content.

    >>> swhid(b"")
    'swh:1:cnt:e69de29bb2d1d6434b8b29ae775ad8c2e48c5391'
    """
    head = f"blob {len(data)}\0".encode()
    return f"swh:1:cnt:{hashlib.sha1(head + data, usedforsecurity=False).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Identity:
    """The identifiers of a record and of its original; empty where the file isn't there."""

    record: str = ""
    original: str = ""


def identity(file: str, original: str | None, docs: Path) -> Identity:
    """The identifiers of a record's files.

    Args:
        file: the record's file below docs/.
        original: its original's file below sources/, where it has one.
        docs: the folder of the records; originals lie beside it.
    """
    own = docs / file
    kept = docs.parent / "sources" / original if original else None
    return Identity(
        swhid(own.read_bytes()) if own.is_file() else "",
        swhid(kept.read_bytes()) if kept and kept.is_file() else "",
    )


def provenance(document: Document, page: str, ids: Identity) -> dict[str, Any] | None:
    """How a page came of its original, as PROV in JSON-LD; None where there is no original.

    Nothing of the text goes in: kinds of repair and how often, no notes.

    Args:
        document: the document.
        page: the page's address.
        ids: the identifiers of its files.
    """
    original = document.original
    if original is None or document.withdrawn:
        return None
    source = ids.original or f"urn:sha256:{original.sha256}"
    steps = [
        {
            "@type": "prov:Activity",
            "rdfs:label": repair.kind,
            "rdfs:comment": f"{REPAIR_KINDS.get(repair.kind, repair.kind)}，{repair.count} 处",
        }
        for repair in document.repairs
    ]
    return {
        "@context": PROV,
        "@id": page,
        "@type": "prov:Entity",
        "prov:specializationOf": {"@id": ids.record or page},
        "prov:wasDerivedFrom": {
            "@id": source,
            "@type": "prov:Entity",
            "rdfs:label": original.format,
            "prov:value": f"sha256 {original.sha256}",
        },
        "prov:wasGeneratedBy": {
            "@type": "prov:Activity",
            "prov:used": {"@id": source},
            "prov:wasAssociatedWith": {
                "@type": "prov:SoftwareAgent",
                "rdfs:label": f"gongwen {__version__}",
            },
            "prov:wasInformedBy": steps,
        },
    }
