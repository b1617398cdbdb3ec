"""The archive that tests and evaluation run on: frozen in ``tests/archive/``, so that a new document changes no answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from gongwen.records import KINDS
from gongwen.records.archive import Archive

RECORDS = Path(__file__).resolve().parents[1] / "tests" / "archive"


def frozen_files() -> Iterator[tuple[str, dict[str, object], str]]:
    """Every record: its file below docs/, its front matter, its body."""
    for folder in KINDS:
        for line in (RECORDS / f"{folder}.jsonl").read_text(encoding="utf-8").splitlines():
            data = json.loads(line)
            body = data.pop("body")
            yield f"{folder}/{data['id']}.md", data, body


@cache
def frozen() -> Archive:
    """The records as an archive."""
    return Archive.of(
        KINDS[file.split("/")[0]].record.model_validate(data | {"file": file, "body": body})
        for file, data, body in frozen_files()
    )
