"""Where the archive's texts name a document by its title: the words around it, and the way to the paragraph."""

from __future__ import annotations

from gongwen.derived.occurrences import Occurrences
from gongwen.records import Document
from gongwen.records.archive import Archive
from gongwen.records.references import references
from gongwen.views.links import at, to
from gongwen.views.parts import ContextLine, ContextTable

ANCHOR = "mentions"
_SHOWN = 20
_LEFT, _RIGHT = 26, 18


def mentions(document: Document, archive: Archive, occurrences: Occurrences) -> ContextTable | None:
    """The newest texts that name a document and stand in no stated relation to it; None where none do.

    What a digest says is the archive's own words, and is marked as such.
    """
    stated = {r.target for r in references(document) if r.field == "relations"}
    stated |= {pointer.record.id for pointer in archive.incoming_relations.get(document.id, ())}
    naming = [
        (other, line) for other, line in occurrences.citations.get(document.id, ()) if other.id not in stated
    ]
    lines = []
    for other, line in list(reversed(naming))[:_SHOWN]:
        cited = next(
            c for c in occurrences.titles.cited(line.text, other.date) if c.document.id == document.id
        )
        lines.append(
            ContextLine(
                str(other.year or "未详"),
                line.text[max(0, cited.start - _LEFT) : cited.start],
                at(line.text[cited.start : cited.end], f"{other.file}#{line.anchor}"),
                line.text[cited.end : cited.end + _RIGHT],
                to(other),
                "提要" if other.content == "digest" and not line.whole else "",
            )
        )
    return ContextTable(f"提到《{document.title}》的文字，由新到旧", tuple(lines)) if lines else None
