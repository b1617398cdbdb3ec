"""No text of the samples is in the repository, but where somebody adds one of them to the archive as a document.

Only digests of the samples' runs of 24 characters are kept, six bytes each. Titles, headings, names and numbers
may be shared: they are masked before looking.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import unicodedata
from functools import cache
from pathlib import Path

import pytest

from gongwen.records.archive import read_archive
from gongwen.text.fold import fold

REPOSITORY = Path(__file__).resolve().parents[2]
FINGERPRINTS = Path(__file__).with_name("seed_fingerprints.bin")
RUN = 24
SIZE = 6


def letters(text: str) -> str:
    """Text as it is compared: folded, without spaces and punctuation."""
    return re.sub(r"\W+", "", fold(unicodedata.normalize("NFC", text)))


def digest(run: str) -> bytes:
    return hashlib.sha256(run.encode()).digest()[:SIZE]


def digests(text: str) -> set[bytes]:
    squeezed = letters(text)
    return {digest(squeezed[i : i + RUN]) for i in range(len(squeezed) - RUN + 1)}


@cache
def known() -> frozenset[bytes]:
    data = FINGERPRINTS.read_bytes()
    return frozenset(data[i : i + SIZE] for i in range(0, len(data), SIZE))


@cache
def shared_by_right() -> re.Pattern[str]:
    """Titles and names: facts that anybody may write."""
    archive = read_archive(REPOSITORY / "docs", strict=False)
    names = {record.label for record in archive} | {
        alias for record in archive for alias in getattr(record, "aliases", ())
    }
    names |= {getattr(record, "name", "") for record in archive}
    names |= {getattr(record, "short", None) or "" for record in archive}
    from golden.seed_expectations import SAMPLES

    names |= {heading.lstrip("# ") for sample in SAMPLES for heading in sample.headings} | {
        sample.title for sample in SAMPLES
    }
    wanted = sorted({letters(name) for name in names if len(letters(name)) >= 4}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, wanted)))


def borrowed(text: str) -> list[str]:
    found = []
    for piece in shared_by_right().split(letters(text)):
        found += [
            piece[i : i + RUN] for i in range(len(piece) - RUN + 1) if digest(piece[i : i + RUN]) in known()
        ]
    return found


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, check=False)
    names = listed.stdout.decode().split("\0") if listed.returncode == 0 else []
    paths = [REPOSITORY / name for name in names if name] or [
        p for p in (REPOSITORY / "docs").rglob("*") if p.is_file()
    ]
    return [
        path
        for path in paths
        if path.suffix not in {".png", ".bin", ".lock"} and path.is_file() and not is_a_document(path)
    ]


def is_a_document(path: Path) -> bool:
    """Whether a file is an original, or the page of a text: what these may hold is a matter of rights."""
    place = path.relative_to(REPOSITORY)
    if place.parts[:2] != ("docs", "documents"):
        return place.parts[0] == "sources"
    return "\ncontent: text\n" in path.read_text(encoding="utf-8", errors="replace").split("\n---\n")[0]


def test_nothing_of_the_samples_is_in_the_repository() -> None:
    found = {}
    for path in tracked():
        data = path.read_bytes()
        for encoding in ("utf-8", "gb18030", "big5", "utf-16"):
            try:
                text = data.decode(encoding)
            except (UnicodeDecodeError, LookupError):
                continue
            if runs := borrowed(text):
                found[path.relative_to(REPOSITORY).as_posix()] = runs[:3]
            break
    assert found == {}


@pytest.mark.seeds
def test_fingerprints_are_those_of_the_samples(seeds: Path) -> None:
    expected = set().union(*(digests(path.read_text(encoding="utf-8")) for path in seeds.glob("*.txt")))
    assert known() == expected


@pytest.mark.seeds
def test_the_check_can_fail(seeds: Path) -> None:
    for path in seeds.glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        assert borrowed("前文" + text[len(text) // 2 : len(text) // 2 + 120] + "后文")
