"""Records as data: the same in every form, no more open than pages, the same bytes every time."""

from __future__ import annotations

import csv
import gzip
import json
import sqlite3
from pathlib import Path

import pytest

from gongwen.derived.occurrences import Occurrences
from gongwen.publish.data import FOLDER, media_types, rows, write
from gongwen.publish.history import History
from gongwen.records import KINDS, Agency, Document
from gongwen.records.archive import Archive

SITE = "https://a.example/"
HIDDEN = "甲部在正文里说的一句话，不许公开，一个字也不。"
BODY = Agency(id="jia", file="agencies/jia.md", name="甲部", kind="state organ", level="central")


def document(name: str, **more: object) -> Document:
    base = {
        "id": f"2006/{name}",
        "file": f"documents/2006/{name}.md",
        "title": f"题{name}",
        "date": "2006-01",
    }
    return Document.model_validate({**base, "issuers": ["jia", "乙局"], "content": "text", **more})


def archive() -> Archive:
    sic = [{"text": HIDDEN[:10]}]
    evidence = {"date": {"basis": "inferred", "text": HIDDEN[:20], "note": f"据{HIDDEN[:12]}"}}
    anchors = [{"old": "p-0000000a"}]
    documents = (
        document("open", body="甲部发布。甲部又说。", repairs=[{"kind": "indent", "count": 1}]),
        document("digest", content="digest", body="提要说到甲部。"),
        document("excerpt", access="excerpt", body=HIDDEN * 30, sic=sic, evidence=evidence, anchors=anchors),
        document("record", access="record", body=HIDDEN, sic=sic, evidence=evidence, anchors=anchors),
        document("gone", body=HIDDEN, summary_en="Secret.", withdrawn={"date": "2020", "reason": "有误"}),
    )
    return Archive(agencies={"jia": BODY}, documents={item.id: item for item in documents})


@pytest.fixture
def made(tmp_path: Path) -> Path:
    write(tmp_path, archive(), Occurrences(archive()), History({"agencies/jia.md": ("2026-01-02",)}), SITE)
    return tmp_path


def asked(made: Path, query: str) -> list[tuple[object, ...]]:
    database = sqlite3.connect(made / "data" / "archive.sqlite")
    try:
        return database.execute(query).fetchall()
    finally:
        database.close()


def lines(made: Path, name: str) -> dict[str, dict[str, object]]:
    text = gzip.decompress((made / FOLDER / f"{name}.jsonl.gz").read_bytes()).decode()
    return {row["id"]: row for row in map(json.loads, text.splitlines())}


def test_every_file_is_there(made: Path) -> None:
    found = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()}
    assert found == set(media_types())


def test_every_form_has_every_record(made: Path) -> None:
    for name, kind in KINDS.items():
        count = len(archive().records(kind.name))
        with (made / FOLDER / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            table = list(csv.DictReader(file))
        assert len(table) == len(lines(made, name)) == count
        assert asked(made, f"SELECT count(*) FROM {name}") == [(count,)]
        for row in table:
            assert row["url"] == lines(made, name)[row["id"]]["url"]


def test_what_a_row_says(made: Path) -> None:
    assert lines(made, "agencies")["jia"] == {
        "id": "jia", "url": f"{SITE}agencies/jia/", "added": "2026-01-02", "changed": "2026-01-02",
        "name": "甲部", "kind": "state organ", "level": "central",
    }  # fmt: skip
    row = lines(made, "documents")["2006/open"]
    assert (row["issuers"], row["body"]) == (["jia", "乙局"], "甲部发布。甲部又说。")
    assert asked(made, "SELECT issuers, repairs FROM documents WHERE id = '2006/open'") == [
        ("jia|乙局", '[{"kind": "indent", "count": 1}]')
    ]


def test_mentions_and_relations(made: Path) -> None:
    found = asked(made, "SELECT document, record, mentions, uses FROM mentions WHERE document LIKE '%open' OR document LIKE '%digest'")  # fmt: skip
    assert found == [("2006/digest", "jia", 1, 0), ("2006/open", "jia", 2, 2)]
    found = asked(made, "SELECT field, target_kind, target FROM relations WHERE source = '2006/open'")
    assert found == [("issuers", "agency", "jia"), ("issuers", "agency", "乙局")]
    assert asked(made, "SELECT * FROM relations WHERE source = '2006/gone'") == []


def test_nothing_goes_out_that_pages_do_not_show(made: Path) -> None:
    found = lines(made, "documents")
    assert "body" not in found["2006/record"]
    assert len(str(found["2006/excerpt"]["body"])) <= 200
    assert set(found["2006/gone"]) == {"id", "url", "title", "date", "type", "withdrawn"}
    for path in made.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8", "replace")
            assert "Secret" not in text
            # Only the excerpt's opening, in the place that holds texts.
            assert ("不许公开" in text) == (path.name == "documents.jsonl.gz")
    for row in (found["2006/record"], found["2006/gone"]):
        assert not any(HIDDEN[i : i + 8] in str(row) for i in range(len(HIDDEN) - 7))
        assert "p-0000000a" not in str(row)
    assert "p-0000000a" not in str(found["2006/excerpt"])


def test_the_same_archive_gives_the_same_bytes(made: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    again = tmp_path_factory.mktemp("again")
    write(again, archive(), Occurrences(archive()), History({"agencies/jia.md": ("2026-01-02",)}), SITE)
    for name in media_types():
        assert (made / name).read_bytes() == (again / name).read_bytes(), name


def test_without_an_address_there_are_paths() -> None:
    (row,) = rows(KINDS["agencies"], archive(), History(), "")
    assert (row["url"], "added" in row) == ("agencies/jia/", False)
