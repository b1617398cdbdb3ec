"""When records came in and changed, as git knows; nothing is claimed where it doesn't."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from gongwen.publish.history import History, read
from gongwen.records import Document
from support import write_files

FIRST, SECOND = "docs/documents/2006/a.md", "docs/documents/2006/b.md"


def git(root: Path, *arguments: str, day: str = "2026-01-01") -> None:
    env = os.environ | {"GIT_COMMITTER_DATE": f"{day}T12:00:00+08:00"}
    command = ["git", "-C", root, "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments]
    subprocess.run(command, check=True, capture_output=True, env=env)


def committed(root: Path, day: str, files: dict[str, str]) -> None:
    write_files(root, files)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "x", day=day)


def made(root: Path) -> Path:
    git_root = root / "repo"
    git_root.mkdir()
    git(git_root, "init", "-q", "-b", "main")
    committed(git_root, "2026-01-01", {FIRST: "一", "README.md": "x"})
    committed(git_root, "2026-02-02", {SECOND: "二"})
    committed(git_root, "2026-03-03", {FIRST: "三"})
    return git_root


def document(name: str, **more: object) -> Document:
    return Document.model_validate({"id": name, "file": f"documents/{name}.md", "title": name, **more})


def test_days_of_records(tmp_path: Path) -> None:
    history = read(made(tmp_path))
    a, b = document("2006/a"), document("2006/b")
    assert (history.added(a), history.changed(a)) == ("2026-01-01", "2026-03-03")
    assert [(c.day, c.what, c.record.id) for c in history.changes([a, b], 9)] == [
        ("2026-03-03", "更正", "2006/a"),
        ("2026-02-02", "新收", "2006/b"),
        ("2026-01-01", "新收", "2006/a"),
    ]
    gone = document("2006/a", withdrawn={"date": "2026-03-03", "reason": "有误"})
    assert history.changes([gone], 1)[0].what == "撤下"


def test_a_renamed_record_came_in_when_it_did(tmp_path: Path) -> None:
    root = made(tmp_path)
    git(root, "mv", FIRST, FIRST.replace("/a.md", "/c.md"))
    git(root, "commit", "-qm", "x", day="2026-04-04")
    moved = document("2006/c", redirects=["documents/2006/a"])
    assert (read(root).added(moved), read(root).changed(moved)) == ("2026-01-01", "2026-04-04")


def test_where_git_knows_nothing_nothing_is_claimed(tmp_path: Path) -> None:
    root = made(tmp_path)
    shallow = tmp_path / "shallow"
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", f"file://{root}", shallow], check=True, capture_output=True
    )
    assert read(shallow) == History()
    assert read(tmp_path) == History()
    assert History().changed(document("2006/a")) == ""
