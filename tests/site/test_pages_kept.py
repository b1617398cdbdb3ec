"""Every page of a small archive as it was last looked at: text and structure, any difference shown line by line.

After a change on purpose, write them anew with ``GONGWEN_KEEP_PAGES=1`` and read the difference before committing it.
"""

from __future__ import annotations

import difflib
import os
import shutil
from pathlib import Path

import pytest

from page_dump import dump
from support import REPOSITORY, Build, build

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("kept")]

SPECIMEN = REPOSITORY / "tests" / "specimen"
KEPT = SPECIMEN / "pages"
KEEP = bool(os.environ.get("GONGWEN_KEEP_PAGES"))


@pytest.fixture(scope="module")
def specimen(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The site of the specimen archive: a few records of each kind, of every family of page."""
    root = tmp_path_factory.mktemp("specimen")
    for part in ("hooks", "theme"):
        shutil.copytree(REPOSITORY / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(REPOSITORY / "mkdocs.yml", root / "mkdocs.yml")
    shutil.copytree(SPECIMEN / "docs", root / "docs")
    for page in ("index.md", "search.md"):
        shutil.copyfile(REPOSITORY / "docs" / page, root / "docs" / page)
    (root / "docs" / "about").mkdir()
    for page in ("index", "citing", "data", "editing", "left-out", "rights", "searching"):
        text = f"---\ntitle: {page}\n---\n\n一段话。\n"
        (root / "docs" / "about" / f"{page}.md").write_text(text, encoding="utf-8")
    (root / "sources").mkdir()
    made = build(root, "https://example.org/archive/")
    assert made.done.returncode == 0, made.done.stderr
    return made


def _name(path: Path, site: Path) -> str:
    return path.parent.relative_to(site).as_posix().replace("/", "--").replace(".", "index") + ".txt"


def test_pages_are_as_kept(specimen: Build) -> None:
    found = {
        _name(path, specimen.site): "\n".join(
            dump(path.read_text(encoding="utf-8"), path.relative_to(specimen.site).as_posix())
        )
        + "\n"
        for path in specimen.site.rglob("index.html")
    }
    if KEEP:
        shutil.rmtree(KEPT, ignore_errors=True)
        KEPT.mkdir()
        for name, text in found.items():
            (KEPT / name).write_text(text, encoding="utf-8")
    kept = {path.name: path.read_text(encoding="utf-8") for path in KEPT.glob("*.txt")}
    differences = [
        line
        for name in sorted(kept.keys() | found.keys())
        for line in difflib.unified_diff(
            kept.get(name, "").splitlines(),
            found.get(name, "").splitlines(),
            f"{name} 原",
            f"{name} 今",
            lineterm="",
            n=1,
        )
    ]
    assert not differences, "\n" + "\n".join(differences[:200])
