"""What a check says: what is wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from gongwen.errors import GongwenError
from gongwen.records import Record, frontmatter
from gongwen.records.frontmatter import Loc

Severity = Literal["error", "info"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend, or to know.

    Attributes:
        file: the record's file below docs/.
        problem: what is wrong, in Chinese.
        advice: what to do.
        loc: where in the front matter; empty for the file as a whole.
        severity: ``error`` fails the check, ``info`` doesn't.
        at: where in the body, in characters; None for elsewhere.
        line: the line, where it is known already.
        fatal: whether it is why the file can't be read.
    """

    file: str
    problem: str
    advice: str = ""
    loc: Loc = ()
    severity: Severity = "error"
    at: int | None = None
    line: int | None = None
    fatal: bool = False


def placed(finding: Finding, docs: Path) -> GongwenError:
    """A finding with its line; the first one where nothing nearer can be told."""
    line = finding.line or _line(finding, docs / finding.file)
    return GongwenError(
        finding.problem, file=f"docs/{finding.file}", line=line, advice=finding.advice or None
    )


def _line(finding: Finding, path: Path) -> int:
    if not finding.loc and finding.at is None:
        return 1
    try:
        front = frontmatter.parse(path.read_text(encoding="utf-8"), finding.file)
    except (GongwenError, OSError, UnicodeDecodeError):
        return 1
    if finding.at is None:
        return front.line_of(finding.loc)
    return front.body_line + front.body.count("\n", 0, finding.at)


def texts(record: Record) -> Iterator[tuple[Loc, str]]:
    """Every text of a record's front matter, with its place."""
    return _texts(record.model_dump(exclude={"id", "file", "body", "whole"}, exclude_defaults=True), ())


def _texts(value: Any, loc: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*loc, key))
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _texts(item, (*loc, index))
