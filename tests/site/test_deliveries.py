"""Deliveries of many files: told as they are done, gone on with where they stopped, whatever their files are called."""

from __future__ import annotations

import json
import os
import signal
import time
from pathlib import Path

import pytest

import conversion
import delivery
from gongwen.convert.pipeline import Converter, Wishes
from situations import NEWS, nothing_unfinished
from support import call, start, write_files


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "root" / "docs" / "documents").mkdir(parents=True)
    return tmp_path / "root"


def news(number: int) -> str:
    return NEWS.replace("自查", f"第{number}次自查")


def delivered(folder: Path, count: int) -> Path:
    write_files(folder, {f"{n:03}.txt": news(n) for n in range(count)})
    return folder


def convert(root: Path, *arguments: str | Path, code: int = 0) -> list[str]:
    done = call("--root", root, "convert", *arguments)
    assert done.returncode == code, (done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    return done.stderr.splitlines()


def rows(report: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]


def test_pages_and_lines_are_there_as_soon_as_they_are_done(root: Path, tmp_path: Path) -> None:
    """Killed outright, a run leaves whole pages and whole lines; the same command goes on from there."""
    folder, out = delivered(tmp_path / "in", 300), tmp_path / "out"
    arguments = (
        "--root",
        root,
        "convert",
        folder,
        "--output",
        out,
        "--report",
        out / "report.jsonl",
        "--jobs",
        "2",
    )
    process = start(*arguments)
    report = out / "report.jsonl"
    deadline = time.monotonic() + 60
    while not (report.exists() and report.read_bytes().count(b"\n") >= 20) and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    data = report.read_bytes()
    known = [json.loads(line) for line in data.split(b"\n")[:-1]]
    assert 20 <= len(known) < 300
    nothing_unfinished(out)
    for row in known:
        assert (out / str(row["page"])).read_text(encoding="utf-8").endswith("\n")
    made: list[str] = []
    outcomes = _counted(root, folder, out, made)
    assert len(made) <= 300 - len(known) + 1
    assert [outcome.status for outcome in outcomes].count("failed") == 0
    assert [row["source"] for row in rows(report)] == [str(folder / f"{n:03}.txt") for n in range(300)]
    assert len({row["page"] for row in rows(report)}) == 300


def _counted(root: Path, folder: Path, out: Path, made: list[str]) -> list[delivery.Outcome]:
    """Run again, noting what is converted."""
    convert_all = Converter.convert_all

    def noting(self: Converter, path: Path, *arguments: object, **options: object) -> object:
        made.append(path.name)
        return convert_all(self, path, *arguments, **options)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Converter, "convert_all", noting)
        report = delivery.Report(out / "report.jsonl")
        return conversion.run([str(folder)], root, out, Wishes(), jobs=1, report=report)


def test_what_an_interrupted_run_did_is_not_done_again(root: Path, tmp_path: Path) -> None:
    folder, out = delivered(tmp_path / "in", 6), tmp_path / "out"
    report = out / "report.jsonl"
    convert(root, folder, "--output", out, "--report", report)
    whole = report.read_bytes()
    lines = whole.splitlines(keepends=True)
    report.write_bytes(b"".join(lines[:4]) + lines[4][:30])
    made: list[str] = []
    _counted(root, folder, out, made)
    assert made == ["003.txt", "004.txt", "005.txt"]
    assert [row["source"] for row in rows(report)] == [json.loads(line)["source"] for line in lines]
    # A changed file, a page that is gone, and a report that is whole: done again.
    report.write_bytes(b"".join(lines[:4]))
    (folder / "000.txt").write_text(news(77), encoding="utf-8")
    (out / str(rows(report)[1]["page"])).unlink()
    made.clear()
    _counted(root, folder, out, made)
    assert made == ["000.txt", "001.txt", "003.txt", "004.txt", "005.txt"]
    made.clear()
    _counted(root, folder, out, made)
    assert len(made) == 6


def test_a_report_of_other_files_is_replaced(root: Path, tmp_path: Path) -> None:
    folder, out = delivered(tmp_path / "in", 3), tmp_path / "out"
    report = out / "report.jsonl"
    write_files(
        out, {"report.jsonl": '{"source": "x.txt", "page": "2015/x.md", "status": "converted"}\n{"sour'}
    )
    convert(root, folder, "--output", out, "--report", report)
    assert [Path(str(row["source"])).name for row in rows(report)] == ["000.txt", "001.txt", "002.txt"]


def test_an_unwritable_report_costs_no_page(root: Path, tmp_path: Path) -> None:
    folder, out = delivered(tmp_path / "in", 3), tmp_path / "out"
    (tmp_path / "report").mkdir()
    (line,) = convert(root, folder, "--output", out, "--report", tmp_path / "report", code=1)
    assert "report：是文件夹，不是文件" in line
    assert len(list(out.rglob("*.md"))) == 3


def test_results_within_the_delivery_are_no_part_of_it(root: Path, tmp_path: Path) -> None:
    folder = delivered(tmp_path / "in", 3)
    for _ in range(2):
        convert(root, folder, "--output", folder / "out", "--report", folder / "report.jsonl")
        assert len(rows(folder / "report.jsonl")) == 3
        assert len(list((folder / "out").rglob("*.md"))) == 3
    (line,) = convert(root, folder, "--output", folder, code=1)
    assert "输出目录就是要转换的文件夹" in line


@pytest.mark.parametrize(
    "name",
    ["甲\n乙.txt", "甲\u2028乙.txt", b"\xff\xfe.txt", "名" * 80 + ".txt", "-n.txt", " .txt", "a\\b.txt"],
)
def test_odd_names(name: str | bytes, root: Path, tmp_path: Path) -> None:
    folder, out = delivered(tmp_path / "in", 1), tmp_path / "out"
    odd = folder / os.fsdecode(name)
    odd.write_text(news(5), encoding="utf-8")
    convert(root, folder, "--output", out, "--report", out / "report.jsonl")
    assert len(list(out.rglob("*.md"))) == 2
    assert sorted(str(row["source"]) for row in rows(out / "report.jsonl")) == sorted(
        map(str, folder.iterdir())
    )
    odd.write_bytes(b"")
    (line,) = convert(root, folder, "--output", out, "--report", out / "report.jsonl", code=1)
    assert "空" in line


def test_a_name_that_is_too_long_for_any_disk(root: Path, tmp_path: Path) -> None:
    folder, out = delivered(tmp_path / "in", 1), tmp_path / "out"
    (line,) = convert(root, folder / ("名" * 300 + ".txt"), folder, "--output", out, code=1)
    assert "名称太长" in line
    assert len(list(out.rglob("*.md"))) == 1


def test_a_folder_that_cant_be_read_is_named(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, out = delivered(tmp_path / "in", 1), tmp_path / "out"
    write_files(folder, {"closed/a.txt": NEWS})
    scandir = os.scandir

    def refusing(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "x", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    (line,) = convert(root, folder, "--output", out, code=1)
    assert "closed：文件夹读不了（没有权限）" in line
    assert len(list(out.rglob("*.md"))) == 1
