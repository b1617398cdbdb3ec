"""The scripts' own tests, run by node: queries, addresses, excerpts, and the search in an index that Python wrote."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from gongwen.records import Agency, Document
from gongwen.records.archive import Archive
from gongwen.search import index
from gongwen.search.entries import Entry, entries
from gongwen.search.folding import fold_line
from support import REPOSITORY, needed

LETTERS = "天地玄黄宇宙洪荒"
TEXTS = [
    "3．5与３.５",
    "1. 2",
    "𠀀𫝀齾",
    "国发〔2019〕5号",
    "ÀÉ",
    "\u200b零宽",
    "a.b",
    "．5",
    "一.二",
    "網絡",
]


def archive() -> Archive:
    """Documents of few characters, so that strings repeat, overlap and begin alike; and a name."""
    chance = random.Random(5)
    known = {}
    for number in range(90):
        identity = f"{chance.randint(1994, 2026)}/d{number}"
        body = "\n\n".join(
            "".join(chance.choices(LETTERS + "，。", k=chance.randint(2, 80))) for _ in range(3)
        )
        known[identity] = Document(
            id=identity,
            file=f"documents/{identity}.md",
            title="".join(chance.choices(LETTERS, k=6)),
            body=body,
            date=f"{identity[:4]}-01-01",
        )
    agency = Agency.model_validate(
        {"id": "mii", "file": "agencies/mii.md", "name": "信息产业部", "kind": "state organ", "level": "central", "aliases": ["信产部"]}
    )  # fmt: skip
    return Archive(documents=known, agencies={"mii": agency})


def answers(known: list[Entry]) -> dict[str, list[str]]:
    """Strings of all lengths and combinations of them, and the records that have them."""
    chance = random.Random(6)
    lines = {entry.path: [fold_line(line.text) for line in entry.lines] for entry in known}
    whole = [line for of_one in lines.values() for line in of_one if line]
    found: dict[str, list[str]] = {}

    def having(string: str) -> set[str]:
        return {path for path, of_one in lines.items() if any(string in line for line in of_one)}

    for _ in range(300):
        line = chance.choice(whole)
        at = chance.randrange(len(line))
        string = line[at : at + chance.randint(1, 12)]
        found[f"“{string}”"] = sorted(having(string))
        if len(string) > 2:
            one, two = string[:2], chance.choice(whole)[:2]
            found[f"“{one}” “{two}”"] = sorted(having(one) & having(two))
            found[f"“{one}” OR “{two}”"] = sorted(having(one) | having(two))
            found[f"“{one}” -“{two}”"] = sorted(having(one) - having(two))
    return found


def test_scripts_pass_their_own_tests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    node = needed("node", shutil.which("node"))
    monkeypatch.setattr(index, "_PARTED", 20)  # so that the index has a part of old documents
    made = archive()
    index.build(made, tmp_path, tmp_path / "search")
    known = [*entries(made, tmp_path)]
    for name, data in (("expected", answers(known)), ("folded", {text: fold_line(text) for text in TEXTS})):
        (tmp_path / f"{name}.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    tests = sorted((REPOSITORY / "tests" / "js").glob("*.test.js"))
    assert len(tests) == 6
    done = subprocess.run(
        [node, "--test", *map(str, tests)],
        env=os.environ | {"GONGWEN_INDEX": str(tmp_path)},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr
    assert "\n# skipped 0" in done.stdout or "ℹ skipped 0" in done.stdout
