"""Every command, in every situation that isn't its fault: one clear line, the right exit code, nothing lost."""

from __future__ import annotations

import contextlib
import errno
import importlib
import io
import os
import re
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import command_line
import disturbing
import site_build
from gongwen.errors import GongwenError
from situations import (
    ARCHIVE,
    EVERY,
    READING,
    WRITING,
    contents,
    nothing_is_lost,
    nothing_unfinished,
    run,
    says_one_clear_line,
)
from support import REPOSITORY, Done, call, start, write_files


@pytest.mark.parametrize(
    "number", [errno.EROFS, errno.EACCES, errno.ENOSPC, errno.EIO], ids=errno.errorcode.get
)
@pytest.mark.parametrize("name", WRITING)
def test_a_disk_that_takes_nothing(name: str, number: int, root: Path, new: Path) -> None:
    before = contents(root)
    with disturbing.refusing(number, root, new.parents[1] / "out"):
        done = run(name, root, new)
    says_one_clear_line(done)
    assert contents(root) == before
    nothing_unfinished(new.parents[1])


@pytest.mark.parametrize("name", READING)
def test_reading_needs_no_disk_that_takes_anything(name: str, root: Path, new: Path) -> None:
    before = contents(root)
    with disturbing.refusing(errno.EROFS, Path("/tmp"), root, Path.home()):
        done = run(name, root, new)
    assert (done.returncode, done.stderr) == (READING[name][1], "")
    assert contents(root) == before


@pytest.mark.parametrize("name", WRITING)
def test_a_disk_that_is_full(name: str, root: Path, new: Path) -> None:
    """Files can be made, but nothing written into them."""
    before = contents(root)
    with disturbing.full():
        done = run(name, root, new)
    says_one_clear_line(done)
    nothing_is_lost(before, root)
    assert "文件大小" in done.stderr
    nothing_unfinished(new.parents[1])


@pytest.mark.parametrize("name", ARCHIVE)
@pytest.mark.parametrize("what", ["docs", "sources"])
def test_a_file_in_place_of_a_folder_of_the_archive(name: str, what: str, root: Path, new: Path) -> None:
    (root / what).rename(root / "aside")
    (root / what).write_text("不是文件夹", encoding="utf-8")
    before = contents(root)
    done = run(name, root, new)
    says_one_clear_line(done)
    assert contents(root) == before


@pytest.mark.parametrize("name", ARCHIVE)
def test_no_archive_there(name: str, root: Path, new: Path) -> None:
    (root / "docs").rename(root / "aside")
    before = contents(root)
    done = run(name, root, new)
    says_one_clear_line(done)
    assert "--root" in done.stderr
    assert contents(root) == before


@pytest.mark.parametrize("name", ["site", "check"])
@pytest.mark.parametrize("what", ["mkdocs.yml", "hooks", "theme"])
def test_what_builds_the_site_is_missing(name: str, what: str, root: Path, new: Path) -> None:
    (root / what).rename(root / "aside")
    before = contents(root)
    done = run(name, root, new)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert re.search("[\u4e00-\u9fff]", done.stderr)
    assert contents(root) == before
    if what == "mkdocs.yml":
        says_one_clear_line(done)
        assert "mkdocs.yml" in done.stderr


@pytest.mark.parametrize("name", ["site", "check"])
@pytest.mark.parametrize("what", ["site", ".cache"])
def test_a_file_where_the_site_is_made(name: str, what: str, root: Path, new: Path) -> None:
    (root / what).rename(root / "aside")
    (root / what).write_text("不是文件夹", encoding="utf-8")
    before = contents(root)
    done = run(name, root, new)
    says_one_clear_line(done)
    assert what in done.stderr
    assert contents(root) == before


@pytest.mark.parametrize("what", ["documents", "documents/2015"])
@pytest.mark.parametrize("name", ["convert here", "add"])
def test_a_file_where_pages_go(name: str, what: str, root: Path, new: Path) -> None:
    (root / "docs" / what).rename(root / "aside")
    (root / "docs" / what).write_text("不是文件夹", encoding="utf-8")
    before = contents(root)
    done = run(name, root, new)
    says_one_clear_line(done)
    nothing_is_lost(before, root)


@pytest.mark.parametrize("name", ["convert", "convert, report", "mentions, report", "index", "schema"])
def test_a_file_where_the_output_goes(name: str, root: Path, new: Path) -> None:
    out = new.parents[1] / "out"
    out.write_text("不是文件夹", encoding="utf-8")
    if name == "convert, report":
        done = call(
            "--root",
            root,
            "convert",
            new,
            "--output",
            new.parents[1] / "pages",
            "--report",
            out / "report.jsonl",
        )
    else:
        done = run(name, root, new)
    says_one_clear_line(done)
    assert str(out) in done.stderr
    assert out.read_text(encoding="utf-8") == "不是文件夹"


def test_a_folder_where_the_report_goes(root: Path, new: Path) -> None:
    out = new.parents[1] / "out"
    (out / "report.jsonl").mkdir(parents=True)
    done = run("convert, report", root, new)
    says_one_clear_line(done)
    assert "report.jsonl：是文件夹，不是文件" in done.stderr
    assert len(list((out / "pages").rglob("*.md"))) == 1
    nothing_unfinished(out)


def test_a_report_goes_through_a_pipe(root: Path, new: Path, tmp_path: Path) -> None:
    """What is no file isn't replaced by one: a pipe here, as no test should come near the machine's devices."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as reader:
        text = reader.submit(pipe.read_text, encoding="utf-8")
        # Opened here too, so that the reader ends even where nobody else writes.
        with pipe.open("w", encoding="utf-8"):
            done = call("--root", root, "mentions", new, "--report", pipe)
    assert done.returncode == 0, done.stderr
    assert pipe.is_fifo()
    assert '"id": "miit"' in text.result(5)


def test_a_record_that_cannot_be_read_does_not_stop_the_others(root: Path, new: Path) -> None:
    (root / "docs" / "agencies" / "folder.md").mkdir()
    unreadable = root / "docs" / "agencies" / "miit.md"
    with disturbing.refusing(errno.EACCES, unreadable.parent, reading=True):
        done = run("check, records", root, new)
    assert done.returncode == 1
    assert {line.split("：")[0] for line in done.stderr.splitlines()} >= {
        "docs/agencies/folder.md:1", "docs/agencies/miit.md:1",
    }  # fmt: skip
    assert "没有权限" in done.stderr
    assert run("convert", root, new).returncode == 0


def test_an_input_that_cannot_be_read_does_not_stop_the_others(root: Path, new: Path) -> None:
    out = new.parents[1] / "out"
    done = call("--root", root, "convert", "/proc/self/mem", new, "--output", out)
    assert done.returncode == 1
    assert done.stderr == "失败　/proc/self/mem：读不了（磁盘或设备读写出错）。检查磁盘\n"
    assert len(list(out.rglob("*.md"))) == 1


@pytest.mark.parametrize("name", EVERY)
def test_output_that_cannot_be_written(name: str, root: Path, new: Path) -> None:
    with disturbing.output_to(Path("/dev/full")):
        done = _only_errors(name, root, new)
    assert done.returncode == 1
    assert "磁盘满了" in done.stderr
    assert "Traceback" not in done.stderr
    nothing_unfinished(root)


@pytest.mark.parametrize("name", EVERY)
def test_nobody_reads_the_output(name: str, root: Path, new: Path) -> None:
    """The exit code says that the work may not be done; there is nothing to complain of."""
    before = contents(root)
    with disturbing.nobody_reading():
        done = _only_errors(name, root, new)
    assert (done.returncode, done.stderr) == (141, "")
    kept = {name: data for name, data in before.items() if not name.startswith(("site/", "docs/"))}
    nothing_is_lost(kept, root)
    assert (root / "site" / "index.html").is_file()


def _only_errors(name: str, root: Path, new: Path) -> Done:
    """As `run`, with standard output where the test has put it."""
    first, *rest = EVERY[name](root, new, new.parents[1] / "out")
    module = importlib.import_module("check" if first == "check.py" else "build")
    given = rest if first == "check.py" else [first, *rest]
    with contextlib.redirect_stderr(io.StringIO()) as errors:
        code = module.main([*map(str, given)])
    return Done(code, "", errors.getvalue())


def test_a_reader_that_leaves_at_the_end_has_seen_enough(root: Path, new: Path) -> None:
    """Output that waits in a buffer fails when all is done."""
    process = start("--root", root, "mentions", new)
    assert process.stdout is not None
    process.stdout.close()
    assert process.wait(60) == 0
    assert process.stderr is not None
    assert process.stderr.read() == ""
    process.stderr.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions don't stop root")
@pytest.mark.parametrize("name", WRITING)
def test_a_tree_without_permission_to_write(name: str, root: Path, new: Path) -> None:
    out = new.parents[1] / "out"
    out.mkdir()
    before = contents(root)
    folders = [out, *(path for path in [root, *root.rglob("*")] if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        done = run(name, root, new)
    finally:
        for folder in folders:
            folder.chmod(0o755)
    says_one_clear_line(done)
    assert contents(root) == before


# The site


def test_a_relative_root(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root.parent)
    assert call("--root", root.name, "site").returncode == 0
    assert (root / "site" / "index.html").is_file()
    assert call("--root", root.name, script="check.py").returncode == 0
    nothing_unfinished(root)


@pytest.mark.parametrize("failing", [1, 2])
def test_the_old_site_stays_where_the_new_one_cannot_come(
    root: Path, failing: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first move takes the old site away, the second brings the new one."""
    moves = 0
    rename = Path.rename

    def refusing(self: Path, target: Path) -> Path:
        nonlocal moves
        if self.name in {"site", ".cache"} or str(target).endswith("/site"):
            moves += 1
            if moves == failing:
                raise OSError(errno.EBUSY, "busy", str(self), None, str(target))
        return rename(self, target)

    before = contents(root / "site")
    monkeypatch.setattr(Path, "rename", refusing)
    says_one_clear_line(call("--root", root, "site"))
    assert contents(root / "site") == before
    nothing_unfinished(root)


def test_a_site_left_aside_is_put_back(root: Path) -> None:
    """An earlier build was ended, by force, between its two moves; this one fails too."""
    before = contents(root / "site")
    (root / "site").rename(root / ".site-1.old")
    write_files(root, {"docs/documents/2014/bad.md": "---\ntitle: ''\n---\n"})
    assert call("--root", root, "site").returncode == 1
    assert contents(root / "site") == before
    assert not (root / ".site-1.old").exists()


# The preview


def test_a_port_in_use(root: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = call("--root", root, "serve", "--port", str(port))
    says_one_clear_line(done)
    assert (
        done.stderr == f"端口 {port} 用不了（已被别的程序占用）。换一个：build.py serve --port {port + 1}\n"
    )


def test_a_preview_of_nothing(root: Path) -> None:
    (root / "mkdocs.yml").unlink()
    says_one_clear_line(call("--root", root, "serve", "--port", "1"))


def test_a_preview_of_something_wrong(root: Path) -> None:
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    write_files(root, {"mkdocs.yml": config.replace("name: material", "name: nowhere")})
    says_one_clear_line(call("--root", root, "serve", "--port", str(_free_port())))


def test_a_preview_without_a_temporary_folder(root: Path) -> None:
    with disturbing.refusing(errno.EROFS, Path("/tmp"), root):
        done = call("--root", root, "serve", "--port", str(_free_port()))
    says_one_clear_line(done)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_defect_is_one_line_too() -> None:
    with contextlib.redirect_stderr(io.StringIO()) as errors:
        assert command_line.run(lambda: 1 // 0) == 1
    (line,) = errors.getvalue().splitlines()
    assert re.fullmatch(
        r"程序出错（ZeroDivisionError：.*，.*test_nothing_is_lost\.py:\d+）。请把这一行报告给维护者", line
    )


def test_help_needs_nothing_of_the_library() -> None:
    """`--help` and wrong usage answer at once."""
    code = (
        "import sys; sys.path[:0] = ['scripts']; import build, check\n"
        "assert build.main(['--help']) == check.main(['--help']) == 0 and build.main(['convert']) == 2\n"
        "heavy = {'numpy', 'pydantic', 'pypinyin', 'yaml', 'jieba', 'lxml', 'mkdocs', 'markdown', 'tqdm'} & {*sys.modules}\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_site_build_says_which_config_is_missing(tmp_path: Path) -> None:
    with pytest.raises(GongwenError, match=r"mkdocs\.yml：不存在"):
        site_build.build(tmp_path)
