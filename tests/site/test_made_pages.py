"""Pages are the same, and what is wrong is told the same, however many processes make them."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from support import small_archive, start, write_files

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("made"), pytest.mark.skipif(
    sys.platform != "linux", reason="processes are copied on Linux only"
)]  # fmt: skip


def document(title: str, text: str) -> str:
    return (
        f"---\ntitle: {title}\ndate: 2007-03-01\ndate_basis: source\ntype: 通知\nissuers: [mii]\ncontent: text\n"
        f"access: full\nsource: {{name: 信息产业部}}\n---\n\n{text}\n"
    )


def many(root: Path, files: Mapping[str, str] = MappingProxyType({})) -> Path:
    numbered = {
        f"docs/documents/2008/n{n}.md": document(
            f"第{n}号通知", f"信息产业部第{n}次通知。\n\n见[前一件](n{max(0, n - 1)}.md#cite)。"
        )
        for n in range(70)
    }
    return small_archive(root, numbered | dict(files))


def built(root: Path) -> tuple[int, str]:
    """Build in a process of its own, since one with threads isn't copied: how it ended, and what it complained of."""
    process = start("--root", root, "site")
    _, errors = process.communicate(timeout=300)
    return process.returncode, errors


def site_of(root: Path) -> dict[str, bytes]:
    folder = root / "site"
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def test_the_bytes_are_the_same_for_any_number_of_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sites = []
    for jobs in ("1", "2", "3"):
        monkeypatch.setenv("GONGWEN_JOBS", jobs)
        root = many(tmp_path / jobs)
        done = built(root)
        assert done == (0, "")
        sites.append(site_of(root))
    assert len(sites[0]) > 100
    assert differing(sites[0], sites[1]) == differing(sites[0], sites[2]) == []


def test_what_is_wrong_is_told_as_by_one_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {
        "docs/documents/2008/n3.md": document("甲", "见[乙](nowhere.md)。"),
        "docs/documents/2008/n4.md": document("丙", "见[丁](n5.md#nothing)，[本页](#here)。"),
        "docs/documents/2008/n60.md": document("戊", "见[乙](nowhere.md)，[己](/x.md)。"),
    }
    told = []
    for jobs in ("1", "2"):
        monkeypatch.setenv("GONGWEN_JOBS", jobs)
        done = built(many(tmp_path / jobs, wrong))
        assert done[0] == 1
        told.append(done[1])
    assert told[0] == told[1]
    lines = told[0].splitlines()
    assert [line.split("：")[0] for line in lines[:-1]] == [
        f"docs/documents/2008/{name}.md" for name in ("n3", "n60", "n60", "n4", "n4")
    ]
    assert "网站有 5 处问题" in lines[-1]


def test_a_page_that_cannot_be_made_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    for jobs in ("1", "2"):
        monkeypatch.setenv("GONGWEN_JOBS", jobs)
        root = many(tmp_path / jobs)
        template = root / "theme" / "document.html"
        text = template.read_text(encoding="utf-8")
        broken = text.replace("<h1>{{ d.title", "<h1>{{ 1 // 0 if d.title == '第7号通知' }}{{ d.title")
        assert broken != text
        write_files(root, {"theme/document.html": broken})
        done = built(root)
        assert done[0] == 1
        assert not (root / "site").exists()
        told.append(done[1].replace(str(root), ""))
    assert told[0] == told[1]
    assert told[0].startswith("docs/documents/2008/n7.md：构建出错")


def test_a_build_that_is_killed_spoils_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGWEN_JOBS", "2")
    root, fresh = many(tmp_path / "killed"), many(tmp_path / "fresh")
    for moment in (1.0, 2.0, 3.0):
        process = start("--root", root, "site")
        time.sleep(moment)
        process.kill() if moment == 2.0 else os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    assert built(root) == built(fresh) == (0, "")
    assert differing(site_of(root), site_of(fresh)) == []


def test_two_builds_at_once_come_one_after_the_other(tmp_path: Path) -> None:
    root, alone = many(tmp_path / "twice"), many(tmp_path / "once")
    builds = [start("--root", root, "site") for _ in range(2)]
    told = [build.communicate(timeout=300)[1] for build in builds]
    assert [build.returncode for build in builds] == [0, 0]
    assert sorted(told) == ["", "这座文献库正在构建，等它完成再开始\n"]
    assert built(alone) == (0, "")
    assert differing(site_of(root), site_of(alone)) == []
