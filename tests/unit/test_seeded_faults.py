"""Every fault is found, once, on its file and line; a clean archive gives none."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest

from seeded_faults import CLEAN, LISTED, OWN, Fault, seed
from support import Done, call, write_files


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    write_files(tmp_path, CLEAN)
    (tmp_path / "sources").mkdir()
    return tmp_path


def check(root: Path, *more: str) -> Done:
    return call("--root", root, "--no-site", *more, script="check.py")


def expected_line(root: Path, fault: Fault) -> int:
    file, words = fault.at
    if not words:
        return 1
    lines = (root / file).read_text(encoding="utf-8").split("\n")
    if words == "=2":
        return next(
            number
            for number, line in enumerate(lines, 1)
            if line and line in lines[: number - 1] and len(line) > 20
        )
    found = [number for number, line in enumerate(lines, 1) if words in line]
    assert found, (fault.name, words)
    return found[0]


def test_a_clean_archive_is_silent_and_soon_checked(clean: Path) -> None:
    check(clean)  # loads what is loaded once
    started = time.process_time()
    done = check(clean)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    assert done.stdout.count("\n") == 1
    assert time.process_time() - started < 3


def test_names_of_faults_are_unique() -> None:
    assert not [name for name, count in Counter(fault.name for fault in (*LISTED, *OWN)).items() if count > 1]
    assert len(LISTED) >= 100
    assert len(OWN) >= 30


@pytest.mark.parametrize("fault", [*LISTED, *OWN], ids=lambda fault: fault.name)
def test_each_fault_is_found_once_and_placed(clean: Path, fault: Fault) -> None:
    seed(clean, fault)
    done = check(clean)
    lines = done.stderr.splitlines()
    assert done.returncode == 1, "passed in silence"
    assert len(lines) == 1, lines
    assert lines[0].startswith(f"{fault.at[0]}:{expected_line(clean, fault)}："), lines[0]
    assert fault.says in lines[0]
