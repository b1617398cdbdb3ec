"""The archive's prose is its own: no long run of characters shared between digests, or with the notes they were made from."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator

import pytest

from gongwen.archive import Archive, read_archive
from gongwen.records import Named
from support import REPOSITORY

RUN = 25
FACTS = REPOSITORY.parent / "shared" / "facts"


@pytest.fixture(scope="module")
def archive() -> Archive:
    return read_archive(REPOSITORY / "docs")


@pytest.fixture(scope="module")
def names(archive: Archive) -> re.Pattern[str]:
    """Names and titles, which are facts and may recur, and numbers with dates."""
    words = {document.title for document in archive.documents.values()}
    for record in archive:
        if isinstance(record, Named):
            words |= {record.label, *record.aliases, *([record.name] if hasattr(record, "name") else [])}
    longest = sorted((re.escape(word) for word in words if len(word) >= 4), key=len, reverse=True)
    return re.compile("|".join([*longest, r"《[^《》]{2,60}》", r"[\d年月日至、第号令]{6,}"]))


def runs(text: str, names: re.Pattern[str]) -> Iterator[str]:
    """Every run of characters without a name in it."""
    for piece in re.split(r"\n|\x00", names.sub("\x00", text)):
        # Of names in English there are many; the prose is Chinese.
        yield from (run for i in range(len(piece) - RUN + 1) if not (run := piece[i : i + RUN]).isascii())


def test_no_run_is_shared_between_digests(archive: Archive, names: re.Pattern[str]) -> None:
    holders: dict[str, set[str]] = defaultdict(set)
    for document in archive.documents.values():
        for run in runs(document.body, names):
            holders[run].add(document.id)
    shared = {run: ids for run, ids in holders.items() if len(ids) > 1}
    assert not shared


@pytest.mark.skipif(not FACTS.exists(), reason="the facts that records were made from are not here")
def test_no_run_is_shared_with_the_notes(archive: Archive, names: re.Pattern[str]) -> None:
    notes: set[str] = set()
    for file in sorted(FACTS.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            for value in json.loads(line).values():
                texts = value if isinstance(value, list) else [value]
                for text in texts:
                    if isinstance(text, str):
                        notes.update(runs(text, names))
    shared = {}
    for record in archive:
        prose = f"{record.body}\n{getattr(record, 'definition', '') or ''}"
        found = notes.intersection(runs(prose, names))
        if found:
            shared[record.file] = sorted(found)[:2]
    assert not shared


def test_digests_are_short(archive: Archive) -> None:
    long = {
        document.id: len(document.body)
        for document in archive.documents.values()
        if document.content == "digest" and len(document.body) > 600
    }
    assert not long


def test_every_record_speaks_english_and_chinese(archive: Archive) -> None:
    for record in archive:
        assert record.label_en, record.file
        if hasattr(record, "definition"):
            assert record.definition, record.file
            assert record.definition_en, record.file
        else:
            assert record.summary_en, record.file
            assert record.summary_en.endswith("."), record.file


def test_the_archive_is_worth_a_visit(archive: Archive) -> None:
    assert len(archive.documents) >= 110
    assert len(archive.agencies) >= 100
    assert len(archive.campaigns) >= 110
    assert len(archive.terms) >= 200


def test_links_outside_go_to_official_or_established_addresses(archive: Archive) -> None:
    official = re.compile(
        r"^https?://(?:[\w.-]+\.)?(?:gov\.cn|npc\.gov\.cn|xinhuanet\.com|news\.cn|people\.com\.cn|12377\.cn|court\.gov\.cn)(?:/|$)"
    )
    for document in archive.documents.values():
        if document.source and document.source.url:
            assert official.match(document.source.url), (document.id, document.source.url)
