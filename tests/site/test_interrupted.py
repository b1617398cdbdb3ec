"""Ctrl-C at any moment, and processes that are ended: one line, no traceback, nothing half done, nobody left behind."""

from __future__ import annotations

import contextlib
import errno
import io
import multiprocessing
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

import command_line
import disturbing
import parallel
from delivery import Input
from gongwen.errors import GongwenError
from situations import (
    NEWS,
    READING,
    WRITING,
    contents,
    nothing_is_lost,
    nothing_unfinished,
    run,
    says_one_clear_line,
)
from support import Done, call, start, write_files


@pytest.mark.parametrize("after", [1, 2, 3, 5, 8, 40])
@pytest.mark.parametrize("name", WRITING)
def test_interrupted_while_writing(name: str, after: int, root: Path, new: Path) -> None:
    """Ctrl-C at several of the moments at which something is written."""
    before = contents(root)
    interrupt = disturbing.Interrupt(new.parents[1], after)
    with disturbing.watched(interrupt):
        done = run(name, root, new)
    if interrupt.seen < after:
        assert done.returncode in {0, 1}
        return
    says_one_clear_line(done, 130)
    assert done.stderr.startswith("已中止；")
    kept = {name: data for name, data in before.items() if not name.startswith("site/")}
    if name != "verify, update":
        nothing_is_lost(kept, root)
    assert (root / "site" / "index.html").is_file()
    nothing_unfinished(new.parents[1])


@pytest.mark.parametrize("name", READING)
def test_interrupted_while_reading(name: str, root: Path, new: Path) -> None:
    def watch(what: str, path: str) -> None:
        if path.startswith(str(root / "docs")):
            raise KeyboardInterrupt

    with disturbing.watched(watch):
        done = run(name, root, new)
    says_one_clear_line(done, 130)


def test_an_interrupt_waits_until_the_new_site_is_there(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def interrupted(self: Path, target: Path) -> Path:
        moved = rename(self, target)
        if str(target).endswith(".old"):
            signal.raise_signal(signal.SIGINT)
        return moved

    (root / "site" / "index.html").write_text("旧", encoding="utf-8")
    monkeypatch.setattr(Path, "rename", interrupted)
    says_one_clear_line(call("--root", root, "site"), 130)
    assert (root / "site" / "index.html").read_text(encoding="utf-8") != "旧"


# Signals, to real processes


def _interrupted(process: subprocess.Popen[str], delay: float) -> Done:
    time.sleep(delay)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGINT)
    out, errors = process.communicate(timeout=60)
    return Done(process.returncode, out, errors)


@pytest.mark.parametrize("delay", [0.4, 1.2, 2.2])
def test_ctrl_c_while_the_site_is_built(root: Path, delay: float) -> None:
    before = contents(root / "site")
    done = _interrupted(start("--root", root, "site"), delay)
    if done.returncode == 0:
        return  # a fast machine
    assert done.returncode in {130, -signal.SIGINT}
    assert done.stderr in {"", "已中止；写好的文件都是完整的，原有的网站没有动\n"}
    assert contents(root / "site") == before
    nothing_unfinished(root)


@pytest.mark.parametrize("delay", [0.5, 1.0, 1.6, 2.6])
def test_ctrl_c_while_workers_start_and_work(root: Path, tmp_path: Path, delay: float) -> None:
    write_files(tmp_path, {f"many/{n:03}.txt": NEWS.replace("自查", f"第{n}次自查") for n in range(300)})
    process = start("--root", root, "convert", tmp_path / "many", "--output", tmp_path / "out", "--jobs", "2")
    done = _interrupted(process, delay)
    if done.returncode == 0:
        return
    assert done.returncode in {130, -signal.SIGINT}
    assert done.stderr in {"", "已中止；写好的文件都是完整的，原有的网站没有动\n"}
    nothing_unfinished(tmp_path)
    with pytest.raises(ProcessLookupError):
        _until_gone(process.pid)


def _until_gone(group: int) -> None:
    """Wait, for at most half a minute, until no process of a group is left."""
    for _ in range(300):
        os.killpg(group, 0)
        time.sleep(0.1)


def test_workers_end_with_the_command(root: Path, tmp_path: Path) -> None:
    """Killed outright it can't end them; they see that it is gone."""
    write_files(tmp_path, {f"many/{n:03}.txt": NEWS.replace("自查", f"第{n}次自查") for n in range(400)})
    process = start("--root", root, "convert", tmp_path / "many", "--output", tmp_path / "out", "--jobs", "2")
    while process.poll() is None and not (tmp_path / "out").exists():
        time.sleep(0.05)
    process.kill()
    process.wait()
    for stream in (process.stdout, process.stderr):
        assert stream is not None
        stream.close()
    try:
        with pytest.raises(ProcessLookupError):
            _until_gone(process.pid)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _items(count: int) -> list[Input]:
    return [Input(Path(str(n)), str(n)) for n in range(count)]


def test_a_worker_that_the_system_ends(root: Path) -> None:
    with pytest.raises(GongwenError, match="内存不够"):
        list(parallel.spread(disturbing.die, _items(parallel.FEW), root / "docs", label="", jobs=2))


def test_workers_never_hear_of_ctrl_c(root: Path) -> None:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [])
    masks = list(parallel.spread(disturbing.held, _items(parallel.FEW), root / "docs", label="", jobs=2))
    assert all(isinstance(mask, set) and signal.SIGINT in mask for mask in masks)
    assert signal.pthread_sigmask(signal.SIG_BLOCK, []) == before


def test_nobody_waits_for_workers_that_nobody_needs(root: Path) -> None:
    results = parallel.spread(disturbing.slow_after_the_first, _items(32), root / "docs", label="", jobs=2)
    assert next(results) == "0"
    started = time.perf_counter()
    results.close()  # type: ignore[attr-defined]
    assert time.perf_counter() - started < 20
    assert multiprocessing.active_children() == []


def test_records_that_a_worker_cannot_read(root: Path) -> None:
    with pytest.raises(OSError, match="too long"):
        list(parallel.spread(disturbing.held, _items(parallel.FEW), Path("x" * 5000), label="", jobs=2))


def _refuse(*_: object) -> None:
    raise PermissionError(errno.EACCES, "no", "somewhere")


def test_a_file_that_the_system_refuses_is_a_failure_of_that_file(root: Path) -> None:
    (found,) = parallel.spread(_refuse, _items(1), root / "docs", label="", jobs=1)
    assert str(found) == "0：读不了（没有权限）。检查文件和权限"


def test_an_interrupt_inside_a_callback_is_not_lost() -> None:
    """Python would print a traceback and go on."""

    class Held:
        def __del__(self) -> None:
            signal.raise_signal(signal.SIGINT)

    def work() -> int:
        held = Held()
        del held
        time.sleep(5)
        return 0

    with contextlib.redirect_stderr(io.StringIO()) as errors:
        assert command_line.run(work) == 130
    assert errors.getvalue().startswith("已中止；")


def test_an_interrupt_that_becomes_another_error() -> None:
    def work() -> int:
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt:
            raise RuntimeError("as libraries in C do") from None
        return 0

    with contextlib.redirect_stderr(io.StringIO()) as errors:
        assert command_line.run(work) == 130
    assert errors.getvalue().startswith("已中止；")
