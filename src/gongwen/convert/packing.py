"""What came of a file as JSON, for one process to keep and another to go on with."""

from __future__ import annotations

from typing import Any

from gongwen.convert.describe.evidence import Answer
from gongwen.convert.model import Removed
from gongwen.convert.outline import Outline
from gongwen.convert.pipeline import Converted
from gongwen.errors import GongwenError
from gongwen.messages import packed, unpacked
from gongwen.records import Document

Outcome = Converted | GongwenError


def pack(result: Outcome) -> dict[str, Any]:
    """A document or an error as JSON can hold it; its outline, of which the document is made, is left out."""
    if isinstance(result, GongwenError):
        return {"error": packed(str(result))}
    return {
        "document": result.document.model_dump(mode="json", exclude_defaults=True),
        "slug": result.slug,
        "allowed": result.allowed,
        "reason": packed(result.reason),
        "own": result.own,
        "removed": [[removed.kind, removed.text, removed.line] for removed in result.removed],
        "asked": {name: [[a.source, a.words] for a in answers] for name, answers in result.asked.items()},
    }


def unpack(data: dict[str, Any]) -> Outcome:
    """What was packed: its page and its line of a report are the same, byte for byte."""
    if "error" in data:
        return GongwenError(unpacked(data["error"]))
    return Converted(
        Document.model_validate(data["document"]),
        data["slug"],
        Outline(None, (), ()),
        data["allowed"],
        unpacked(data["reason"]),
        data["own"],
        tuple(Removed(*removed) for removed in data["removed"]),
        {name: tuple(Answer(*answer) for answer in answers) for name, answers in data["asked"].items()},
    )
