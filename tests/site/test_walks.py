"""A new maintainer's walk: from a Word file to a page that is ready to be merged, step by step as docs/contribute/ has it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import walk_pictures
from proposing import commit, git
from support import REPOSITORY, call, small_archive

GUIDE = REPOSITORY / "docs" / "contribute"


@pytest.mark.site
def test_from_a_word_file_to_a_page_ready_to_merge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}.items():
        monkeypatch.setenv(name, value)
    root = small_archive(tmp_path / "archive", {})
    git(root, "init", "-q", "-b", "main")
    commit(root)
    original = tmp_path / walk_pictures.NAME
    original.write_bytes(walk_pictures.docx(walk_pictures.NOTICE))
    added = call("--root", root, "add", "--no-preview", original)
    assert added.returncode == 0, added.stderr
    page = re.search(r"^已写成 (docs/documents/2009/\S+\.md)$", added.stdout, re.MULTILINE)
    assert page is not None
    for says in (
        "题名：某某部关于开展示例网站检查的通知",
        "日期：2009-03-06　文种：通知　公开：full",
        "修复：",
        "相近：",
        "下一步：",
    ):
        assert says in added.stdout
    again = call("--root", root, "add", "--no-preview", original)
    assert again.stdout.startswith("未改动")
    checked = call("--root", root, "--base", "main", "--no-site", script="check.py")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "问题 0 处" in checked.stdout
    git(root, "switch", "-q", "-c", "new")
    commit(root)
    seen = call("--root", root, "--base", "main", script="review.py")
    assert "新收 1" in seen.stdout
    assert page[1] in seen.stdout
    verified = call("--root", root, "verify")
    assert verified.returncode == 0, verified.stdout


def test_the_guides_pictures_are_there_and_small() -> None:
    text = (GUIDE / "index.md").read_text(encoding="utf-8")
    named = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", text)
    assert len(named) >= 4
    for words, name in named:
        assert len(words) > 10, name
        assert 1_000 < (GUIDE / name).stat().st_size <= walk_pictures.MOST_BYTES
    pictures = {path.name for path in GUIDE.iterdir() if path.suffix != ".md"}
    assert pictures == {name for _, name in named}
