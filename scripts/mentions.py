"""Names in files: every agency, campaign and term that a text mentions, one JSON object each."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from delivery import Input, inputs
from gongwen.convert.pipeline import Converter, Wishes
from gongwen.convert.readers import plain_text
from gongwen.errors import GongwenError, ReadError
from gongwen.messages import message
from gongwen.names.matcher import Context, Mention
from gongwen.records.edtf import Edtf
from parallel import spread


@dataclass(frozen=True, slots=True)
class Known:
    """What the person says about the texts; what is None the tool finds out for each file itself.

    Attributes:
        date: their date (EDTF).
        place: their place, such as 河南省洛阳市.
    """

    date: Edtf | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class _Task:
    path: Path
    given: str
    known: Known


def run(
    paths: Sequence[str], root: Path, known: Known, *, jobs: int | None = None
) -> Iterator[tuple[str, tuple[Mention, ...] | GongwenError]]:
    """Find the names in files and folders of files.

    Args:
        paths: files; folders give all their files, in order of name.
        root: the archive's folder; its records are the names.
        known: date and place where they are known.
        jobs: processes; all cores where None.

    Yields:
        Each file as it was given, in input order, with its mentions or what went wrong.
    """
    found = list(inputs(paths, Wishes()))
    tasks = [_Task(item.path, item.given, known) for item in found if isinstance(item, Input)]
    results = spread(_find, tasks, root / "docs", label=message("认名"), jobs=jobs)
    for item in found:
        if isinstance(item, Input):
            yield item.given, next(results)
        else:
            yield item.given, GongwenError(item.message or "")


def _find(converter: Converter, task: _Task) -> tuple[Mention, ...]:
    text = plain_text(task.path)
    context = Context(task.known.date, task.known.place)
    if converter.matcher.depends(text, context):
        # Reading a whole document for its date and issuers costs ten times what finding names does.
        with contextlib.suppress(ReadError):
            document = converter.convert(task.path).document
            context = Context(
                context.date or document.date, context.place or document.place, document.issuers
            )
    return converter.matcher.find(text, context)


def lines(source: str, mentions: Iterable[Mention]) -> Iterator[str]:
    """The report's lines for one file; offsets count the characters of the text as read, line ends as they were."""
    for mention in mentions:
        line: dict[str, Any] = {
            "source": source,
            "start": mention.start,
            "end": mention.end,
            "text": mention.text,
            "kind": mention.kind,
            "id": mention.id,
            "candidates": list(mention.candidates),
            "cited": mention.cited,
        }
        yield json.dumps(line, ensure_ascii=False) + "\n"
