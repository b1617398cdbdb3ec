"""The archive's prose is its own: no long run of characters shared with its notes, or with the laws it is about."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from gongwen.records import Document, Named, Record
from gongwen.records.archive import read_archive
from gongwen.records.shared_runs import Pieces, Shared, shared_runs
from gongwen.texts.law_package import laws
from support import REPOSITORY

FACTS = REPOSITORY.parent / "shared" / "facts"


def names(record: Record) -> Iterator[str]:
    yield from (record.label, getattr(record, "name", record.label))
    if isinstance(record, Named):
        yield from record.aliases


def notes() -> Iterator[str]:
    for file in sorted(FACTS.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            for value in json.loads(line).values():
                yield from (
                    text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str)
                )


def shared_with(name: str, others: list[str]) -> list[Shared]:
    """Runs that the archive's own prose shares with other texts."""
    archive = read_archive(REPOSITORY / "docs", strict=False)
    pieces = Pieces(name for record in archive for name in names(record))
    texts = {name: [piece for text in others for piece in pieces.of(text)]}
    for record in archive:
        if not (isinstance(record, Document) and record.content == "text"):
            texts[record.file] = pieces.of(f"{record.body}\n{getattr(record, 'definition', None) or ''}")
    return [shared for shared in shared_runs(texts) if shared.other == name]


def test_no_run_is_shared_with_the_laws() -> None:
    texts = [line for law in laws() for line in law.lines()]
    if not texts:
        pytest.skip("没有装法律数据包，跳过")
    assert shared_with("laws", texts) == []


@pytest.mark.skipif(not FACTS.exists(), reason="the facts that records were made from are not here")
def test_no_run_is_shared_with_the_notes() -> None:
    assert shared_with("notes", list(notes())) == []
