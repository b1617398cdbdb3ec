"""A site that stands as it should be isn't built again; whatever could have made it another one is noticed."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import standing
from gongwen.records import archive, record_files
from standing import Standing
from support import REPOSITORY, call, small_archive, write_files

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("kept")]

SAID = "不用再做"
RECORD = "docs/documents/2008/n3.md"
TEXT = (
    "---\ntitle: 第三号通知\ndate: 2008-02-02\ndate_basis: source\ntype: 通知\nissuers: [mii]\n"
    "content: text\naccess: full\nsource: {name: 信息产业部}\n---\n\n未提到任何单位。\n"
)


def put(root: Path, name: str, text: str) -> None:
    write_files(root, {name: text})


def site_of(root: Path) -> dict[str, bytes]:
    folder = root / "site"
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with records, settings and a site, of which nothing was built: what stands is told by the disk alone."""
    root = tmp_path / "archive"
    write_files(root, {RECORD: TEXT, "mkdocs.yml": (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")})
    write_files(root, {"site/index.html": "首页", "site/a/b.html": "页", "sources/a.txt": "原件"})
    write_files(root, {"hooks/records.py": "", "theme/main.html": "", ".cache/old": ""})
    monkeypatch.setattr(standing, "_TICK", -60)  # everything here is new
    Standing(root).note({"pages": 2})
    assert Standing(root).figures() == {"pages": 2}
    return root


def git(root: Path) -> None:
    for arguments in (
        ["init", "-q"],
        ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a", "--allow-empty"],
    ):
        subprocess.run(["git", "-C", str(root), *arguments], check=True)


def in_place(path: Path, old: str, new: str) -> None:
    """Change a file without changing its size or the time that editors may set."""
    known, text = path.stat(), path.read_text(encoding="utf-8")
    time.sleep(0.02)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))
    assert path.stat().st_size == known.st_size


def replaced(root: Path) -> None:
    """Other records under the same names, sizes and times."""
    other = Path(shutil.copy2(root / "sources/a.txt", root / "sources/b.txt"))
    other.replace(root / "sources/a.txt")


@pytest.mark.parametrize(
    "change",
    [
        lambda root: put(root, RECORD, TEXT + "\n改过。\n"),
        lambda root: put(root, RECORD.replace("3", "4"), TEXT),
        lambda root: (root / RECORD).unlink(),
        lambda root: in_place(root / RECORD, "任何", "一切"),
        lambda root: (root / RECORD).rename(root / RECORD.replace("3", "9")),
        replaced,
        lambda root: put(root, "sources/b.txt", "新的原件"),
        lambda root: put(root, "hooks/records.py", "# 改过"),
        lambda root: put(root, "theme/main.html", "改过"),
        lambda root: put(root, "mkdocs.yml", (root / "mkdocs.yml").read_text(encoding="utf-8") + "#\n"),
        git,
        lambda root: put(root, "site/index.html", "别人改过的首页"),
        lambda root: (root / "site/a/b.html").unlink(),
        lambda root: put(root, "site/a/c.html", "多出的页"),
        lambda root: os.utime(root / "site/a/b.html", (1, 1)),
        lambda root: shutil.rmtree(root / "site"),
        lambda root: (root / ".cache/standing.json").unlink(),
        lambda root: put(root, ".cache/standing.json", (root / ".cache/standing.json").read_text()[:40]),
        lambda root: put(
            root, ".cache/standing.json", (root / ".cache/standing.json").read_text().replace("2}", "3}")
        ),
        lambda root: put(root, ".cache/standing.json", '{"digest": "", "figures": 1}'),
        lambda root: put(root, ".cache/standing.json", "[]"),
    ],
)
def test_what_could_have_made_another_site_is_noticed(root: Path, change: Callable[[Path], None]) -> None:
    change(root)
    assert Standing(root).figures() is None


@pytest.mark.parametrize("name", ["SITE_URL", "CONTACT", "GONGWEN_TEXTS"])
def test_so_is_another_word_of_the_environment(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / "texts").mkdir()
    monkeypatch.setenv(name, str(tmp_path / "texts"))
    assert Standing(root).figures() is None


def test_so_is_another_library_or_version(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "_libraries", lambda: "other 1.0")
    assert Standing(root).figures() is None
    monkeypatch.undo()
    monkeypatch.setattr(standing, "_TICK", -60)
    assert Standing(root).figures() is not None
    monkeypatch.setattr(standing, "_VERSION", standing._VERSION + 1)
    assert Standing(root).figures() is None


def test_so_is_a_text_that_lies_elsewhere(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, {"texts/site/a.txt": "全文"})
    monkeypatch.setenv("GONGWEN_TEXTS", str(tmp_path / "texts"))
    Standing(root).note({"pages": 2})
    assert Standing(root).figures() is not None
    put(tmp_path, "texts/site/a.txt", "别的全文")
    assert Standing(root).figures() is None


def test_a_file_as_new_as_the_clock_tells_says_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It could change once more and have the same time."""
    monkeypatch.setattr(standing, "_TICK", 60)
    assert Standing(root).figures() is None
    Standing(root).note({"pages": 2})
    assert not (root / ".cache/standing.json").exists()


def test_settings_that_stand_in_another_file_are_not_known(root: Path) -> None:
    put(root, "mkdocs.yml", "INHERIT: ../base.yml\n")
    Standing(root).note({"pages": 2})
    assert Standing(root).figures() is None


def test_so_is_a_link_that_leads_elsewhere(root: Path) -> None:
    put(root, "docs/more/a.md", "甲")
    (root / "theme/more").symlink_to(root / "docs/more")
    Standing(root).note({"pages": 2})
    assert Standing(root).figures() is not None
    (root / "theme/more").unlink()
    (root / "theme/more").symlink_to(root / "docs/documents")
    assert Standing(root).figures() is None


def test_what_has_no_part_in_the_site_is_not_looked_at(root: Path) -> None:
    for name in (".venv/lib/a.py", "node_modules/a/b.js", "demo/docs/a.md", "theme/__pycache__/a.pyc"):
        put(root, name, "x")
    assert Standing(root).figures() == {"pages": 2}


def test_the_site_that_stands_is_said_to_and_left_alone(tmp_path: Path) -> None:
    root = small_archive(tmp_path / "archive", {RECORD: TEXT})
    time.sleep(2 * standing._TICK)
    first = call("--root", root, "site")
    assert first.returncode == 0, first.stderr
    assert SAID not in first.stdout
    site, made = site_of(root), (root / "site").stat().st_ino
    again = call("--root", root, "site")
    assert (again.returncode, again.stderr) == (0, "")
    assert SAID in again.stdout
    assert again.stdout.splitlines()[1].split("用时")[0] == first.stdout.splitlines()[1].split("用时")[0]
    assert (root / "site").stat().st_ino == made
    (root / "site" / "index.html").unlink()
    assert SAID not in call("--root", root, "site").stdout
    assert site_of(root) == site


def test_what_could_not_be_converted_is_said_each_time(tmp_path: Path) -> None:
    root = small_archive(tmp_path / "archive", {RECORD: TEXT})
    put(root, "sources/a.pdf", "%PDF-1.7 坏的")
    time.sleep(2 * standing._TICK)
    for _ in range(2):
        done = call("--root", root, "site")
        assert done.returncode == 1
        assert "a.pdf" in done.stderr
        assert SAID not in done.stdout


def test_records_are_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = small_archive(tmp_path / "archive", {RECORD: TEXT})
    read: list[str] = []
    one = record_files.read_record
    monkeypatch.setattr(archive, "read_record", lambda docs, file: read.append(file) or one(docs, file))
    assert call("--root", root, "site").returncode == 0
    assert read.count(RECORD.removeprefix("docs/")) == 1
    put(
        root,
        "sources/new.txt",
        "关于清理的通知\n\n各单位：\n\n现将清理一事通知如下，请照办。\n\n信息产业部\n2006年7月1日\n",
    )
    del read[:]
    done = call("--root", root, "site")
    assert done.returncode == 0, done.stderr
    assert any(
        "new" in name or "2006/" in name for name in read if "2006/a.md" not in name
    )  # what came in since
    assert len([*(root / "site/documents/2006").glob("*/index.html")]) == 2
