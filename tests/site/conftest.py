"""The site, really built, once a test run."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from support import REPOSITORY, Build, build, copy_archive


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The site of this repository, under a sub-path."""
    return build(copy_archive(tmp_path_factory.mktemp("archive")), "https://example.org/archive/")


@pytest.fixture
def small(tmp_path: Path) -> Callable[[dict[str, str]], Build]:
    """Builds an archive of a few records given as file → text."""

    def make(files: dict[str, str]) -> Build:
        for part in ("hooks", "theme", "mkdocs.yml"):
            source = REPOSITORY / part
            copy = shutil.copytree if source.is_dir() else shutil.copyfile
            if not (tmp_path / part).exists():
                copy(source, tmp_path / part)
        about = {
            f"docs/{page}": (REPOSITORY / "docs" / page).read_text(encoding="utf-8")
            for page in ("index.md", "search.md")
        }
        about |= {
            f"docs/about/{page.name}": page.read_text(encoding="utf-8")
            for page in (REPOSITORY / "docs" / "about").glob("*.md")
        }
        # This page links to records of the whole archive.
        about["docs/about/left-out.md"] = "---\ntitle: 不收的条目\n---\n\n没有。\n"
        base = {
            "docs/agencies/mii.md": "---\nname: 信息产业部\nkind: state organ\nlevel: central\n---\n",
            "docs/documents/2006/a.md": "---\ntitle: 甲\ndate: 2006-06-28\nissuers: [mii]\n---\n\n信息产业部发布消息。\n",
        }
        for file, text in {**about, **base, **files}.items():
            path = tmp_path / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        (tmp_path / "sources").mkdir(exist_ok=True)
        return build(tmp_path)

    return make
