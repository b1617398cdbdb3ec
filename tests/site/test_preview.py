"""The preview: it listens before the browser comes, and outlives a record with a fault."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import preview
from support import call, small_archive, start

RECORD = "docs/documents/2006/a.md"


@contextlib.contextmanager
def served(root: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    process = start("--root", root, "serve", "--port", str(port))
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGINT)
        try:
            process.communicate(timeout=30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            raise


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def page(port: int, address: str) -> str:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/{address}", timeout=20) as answer:
            return str(answer.read().decode())
    except urllib.error.HTTPError as error:
        with error:
            return error.read().decode()
    except OSError:
        return ""


def waited(what: Callable[[], bool]) -> bool:
    end = time.monotonic() + 90
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.2)
    return False


@pytest.mark.site
def test_a_fault_is_shown_and_mended_without_a_restart(tmp_path: Path) -> None:
    root = small_archive(tmp_path, {})
    good = (root / RECORD).read_text(encoding="utf-8")
    bad = good.replace("date: 2006-06-28", "date: 2006-06-31")
    (root / RECORD).write_text(bad, encoding="utf-8")
    port = free_port()
    with served(root, port):
        assert waited(lambda: "2006-06-31" in page(port, ""))
        (root / RECORD).write_text(good.replace("发布消息", "发布第二个消息"), encoding="utf-8")
        assert waited(lambda: "发布第二个消息" in page(port, "documents/2006/a/"))
        (root / RECORD).write_text(bad, encoding="utf-8")
        time.sleep(3)
        assert "发布第二个消息" in page(port, "documents/2006/a/")
        (root / RECORD).write_text(good.replace("发布消息", "发布第三个消息"), encoding="utf-8")
        assert waited(lambda: "发布第三个消息" in page(port, "documents/2006/a/"))


def test_the_first_free_port_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        monkeypatch.setattr(preview, "FIRST_PORT", taken)
        assert taken < preview.free_port() < taken + 20


def test_the_browser_waits_until_somebody_listens() -> None:
    port = free_port()
    came = threading.Event()
    thread = preview.when_it_listens(port, came.set)
    assert not came.wait(0.5)
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind(("127.0.0.1", port))
        server.listen()
        assert came.wait(10)
    thread.join(5)


def test_adding_the_same_file_again_says_so(tmp_path: Path) -> None:
    root = small_archive(tmp_path / "archive", {})
    given = tmp_path / "试写.txt"
    given.write_text("信息产业部关于试写的通知\n\n一、只为测试而写。\n\n2006年7月3日\n", encoding="utf-8")
    first = call("--root", root, "add", "--no-preview", given)
    again = call("--root", root, "add", "--no-preview", given)
    assert first.stdout.startswith("已写成 docs/documents/2006/")
    assert again.returncode == 0
    assert again.stdout.startswith("未改动　馆内已有 docs/documents/2006/")
    assert len(again.stdout.splitlines()) == 1


@pytest.fixture
def following(tmp_path: Path) -> preview.Preview:
    """A preview that has been built once."""
    root = small_archive(tmp_path / "archive", {"docs/documents/2006/b.md": OTHER})
    live = tmp_path / "preview" / "live"
    live.mkdir(parents=True)
    found = preview.Preview(root, live, "http://127.0.0.1:8000/")
    found.bell.mkdir()
    found.follow()
    assert not found.problems
    return found


OTHER = "---\ntitle: 又一个通知\ndate: 2006-07-01\ntype: 通知\ncontent: text\naccess: full\n---\n\n公安部说明情况。\n"


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def rung(found: preview.Preview) -> bool:
    return waited(lambda: (found.bell / "again").exists())


@pytest.mark.site
@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        (RECORD, "发布消息", "发布公安部的消息"),
        (RECORD, "title: ", "title: 新题"),
        (RECORD, "date: 2006-06-28", "date: 2006-06-29\neffective: 2006-08-01"),
        ("docs/agencies/mii.md", "central\n---\n", "central\n---\n\n另加的一句。\n"),
    ],
)
def test_a_changed_record_is_shown_before_all_is_built_again(
    following: preview.Preview, file: str, before: str, after: str
) -> None:
    path = following.root / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    site = contents(following.live)
    following.follow()
    shown = contents(following.live)
    own = file.removeprefix("docs/").removesuffix(".md") + "/index.html"
    assert {name for name in shown if shown[name] != site.get(name)} == {own}
    assert rung(following)
    following.follow()
    assert contents(following.live)[own] == shown[own]


@pytest.mark.site
def test_what_was_shown_at_once_is_built_as_from_nothing(following: preview.Preview, tmp_path: Path) -> None:
    path = following.root / RECORD
    path.write_text(
        path.read_text(encoding="utf-8").replace("发布消息", "发布公安部的消息"), encoding="utf-8"
    )
    following.follow()
    following.follow()
    other = preview.Preview(following.root, tmp_path / "other" / "live", following.address)
    other.live.mkdir(parents=True)
    other.follow()
    assert contents(following.live) == contents(other.live)


@pytest.mark.site
def test_what_needs_a_build_gets_one_without_waiting(following: preview.Preview) -> None:
    new = following.root / "docs/documents/2006/new.md"
    new.write_text(OTHER.replace("又一个", "再一个"), encoding="utf-8")
    following.follow()
    assert (following.live / "documents/2006/new/index.html").is_file()
    new.unlink()
    following.follow()
    assert not (following.live / "documents/2006/new").exists()
    bad = following.root / RECORD
    good = bad.read_text(encoding="utf-8")
    bad.write_text(good.replace("date: 2006-06-28", "date: 2006-06-31"), encoding="utf-8")
    following.follow()
    assert any("2006-06-31" in problem for problem in following.problems)
    bad.write_text(good, encoding="utf-8")
    following.follow()
    assert not following.problems
    assert not (following.bell / "again").exists()
