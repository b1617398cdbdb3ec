"""Deliveries in shards: whatever their number and order, and whatever befalls them, the same as one run makes."""

from __future__ import annotations

import itertools
import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import engine
from gongwen.convert.pipeline import Converter
from situations import NEWS, nothing_unfinished
from support import Done, call, start, write_files

EDGES = "本站栏目导航首页新闻公告\n\n{}\n\n本页面由某某网络信息技术公司提供技术支持服务\n"
PIECES = {
    "news": NEWS,
    "framed": EDGES.format(NEWS.replace("自查", "复查")),
    "bare": "只有一行",
    "empty": "",
}
folders = itertools.count()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("shards") / "root"
    (root / "docs" / "documents").mkdir(parents=True)
    return root


def run(root: Path, folder: Path, out: Path, *options: str, code: int | None = 0) -> Done:
    report = out.with_suffix(".jsonl")
    done = call(
        "--root", root, "convert", folder, "--output", out, "--report", report, "--jobs", "1", *options
    )
    assert code is None or done.returncode == code, done
    assert "Traceback" not in done.stderr
    return done


def tree(out: Path) -> dict[str, bytes]:
    """All that stands in the output, and the report beside it."""
    found = {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}
    return {**found, "report": out.with_suffix(".jsonl").read_bytes()}


def delivered(folder: Path, count: int = 12) -> Path:
    # Files that are the same to the letter would make all of themselves recur.
    texts = {f"{n:03}.txt": EDGES.format(NEWS.replace("。", f"，第{n}批。")) for n in range(count)}
    write_files(folder, texts)
    return folder


def wrong(done: Done) -> str:
    (line,) = done.stderr.splitlines()
    return line


@settings(max_examples=12, deadline=None, derandomize=True)
@given(
    st.lists(st.sampled_from(sorted(PIECES)), max_size=10),
    st.one_of(st.integers(1, 6), st.just(64)),
    st.randoms(use_true_random=False),
)
def test_shards_make_what_one_run_makes(
    root: Path, pieces: list[str], of: int, chance: random.Random
) -> None:
    """Titles collide, files are the same, lines recur across shards, files fail, shards are empty."""
    base = root.parent / f"case{next(folders)}"
    folder = base / "in"
    folder.mkdir(parents=True)
    write_files(folder, {f"{n % 2}/{n:02}.txt": PIECES[piece] for n, piece in enumerate(pieces)})
    one = run(root, folder, base / "one", code=None)
    numbers = list(range(1, of + 1))
    chance.shuffle(numbers)
    for number in numbers:
        run(root, folder, base / "out", "--shard", f"{number}/{of}")
    assert not list((base / "out").rglob("*.md"))
    merged = run(root, folder, base / "out", "--merge", code=one.returncode)
    assert merged.stdout == one.stdout
    one_tree = (
        tree(base / "one") if (base / "one").exists() else {"report": (base / "one.jsonl").read_bytes()}
    )
    assert tree(base / "out") == one_tree


def test_lines_that_recur_are_found_across_shards(root: Path, tmp_path: Path) -> None:
    folder = delivered(tmp_path / "in", 11)
    shutil.copyfile(folder / "000.txt", folder / "copy.txt")
    for number in range(1, 13):
        run(root, folder, tmp_path / "out", "--shard", f"{number}/12")
    run(root, folder, tmp_path / "out", "--merge")
    pages = [page.read_text(encoding="utf-8") for page in (tmp_path / "out").rglob("*.md")]
    assert len(pages) == 12
    assert all("kind: recurring" in page and "技术支持" not in page for page in pages)
    # A copy has its page all the same, and is said to be one.
    *others, copy = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert "000.txt 的相同" in copy
    assert not any("的相同" in line for line in others)


def test_the_shelf_is_filled_by_shards_too(root: Path, tmp_path: Path) -> None:
    folder = delivered(tmp_path / "in", 5)
    roots = [shutil.copytree(root, tmp_path / name) for name in ("a", "b")]
    commands = [("--root", r, "convert", folder, "--report", r / "r.jsonl") for r in roots]
    assert call(*commands[0]).returncode == 0
    for share in ("2/2", "1/2"):
        assert call(*commands[1], "--shard", share).returncode == 0
    assert call(*commands[1], "--merge").returncode == 0
    files = [
        {p.relative_to(r).as_posix(): p.read_bytes() for p in r.rglob("*") if p.is_file()} for r in roots
    ]
    assert files[0] == files[1]
    assert len([name for name in files[0] if name.endswith(".md")]) == 5


@pytest.mark.parametrize("share", ["0/4", "5/4", "4", "a/b", "1/0", "-1/2", "1/2/3"])
def test_shares_that_there_are_not(root: Path, tmp_path: Path, share: str) -> None:
    folder = delivered(tmp_path / "in", 1)
    done = run(root, folder, tmp_path / "out", f"--shard={share}", code=2)
    assert "参数 --shard 的值不对" in wrong(done)
    assert not (tmp_path / "out").exists()


def test_one_is_either_made_or_merged(root: Path, tmp_path: Path) -> None:
    folder = delivered(tmp_path / "in", 1)
    assert "不能同用" in wrong(run(root, folder, tmp_path / "out", "--shard", "1/1", "--merge", code=2))


def test_nothing_is_merged_while_a_shard_lacks(root: Path, tmp_path: Path) -> None:
    folder, out = delivered(tmp_path / "in"), tmp_path / "out"
    assert "没有分片" in wrong(run(root, folder, out, "--merge", code=1))
    run(root, folder, out, "--shard", "2/3")
    line = wrong(run(root, folder, out, "--merge", code=1))
    assert "第 1、3 片没有做完" in line
    assert "--shard 1/3" in line
    nothing_written(out)


def nothing_written(out: Path) -> None:
    assert not list(out.rglob("*.md"))
    assert not out.with_suffix(".jsonl").exists()


def finished(root: Path, folder: Path, out: Path, of: int = 3) -> list[Path]:
    for number in range(1, of + 1):
        run(root, folder, out, "--shard", f"{number}/{of}")
    return sorted((out / ".shards").glob(f"*-of-{of}"))


@pytest.mark.parametrize("harm", ["cut", "source", "text", "line", "twice", "last", "end", "empty"])
def test_a_damaged_shard_is_named_and_made_again(root: Path, tmp_path: Path, harm: str) -> None:
    folder, out = delivered(tmp_path / "in"), tmp_path / "out"
    run(root, folder, tmp_path / "one")
    second = finished(root, folder, out)[1]
    data = second.read_bytes()
    lines = data.splitlines(keepends=True)
    at = data.index(b"txt")
    second.write_bytes(
        {
            "cut": data[:-20],
            "source": data[:at] + b"tyt" + data[at + 3 :],
            "text": data.replace("会议".encode(), "会晤".encode(), 1),
            "last": b"".join([*lines[:-2], lines[-1]]),
            "end": b"".join(lines[:-1]),
            "line": b"".join(lines[:2] + lines[3:]),
            "twice": b"".join([*lines[:2], *lines[1:]]),
            "empty": b"",
        }[harm]
    )
    assert "第 2 片损坏了" in wrong(run(root, folder, out, "--merge", code=1))
    nothing_written(out)
    run(root, folder, out, "--shard", "2/3")
    run(root, folder, out, "--merge")
    assert tree(out) == tree(tmp_path / "one")


def test_a_shard_of_another_delivery_is_named(root: Path, tmp_path: Path) -> None:
    folder, out = delivered(tmp_path / "in"), tmp_path / "out"
    mine = finished(root, folder, out)
    other = finished(root, delivered(tmp_path / "in2"), tmp_path / "out2")
    shutil.copyfile(other[0], mine[0])
    assert "第 1 片是别处的" in wrong(run(root, folder, out, "--merge", code=1))
    shutil.copyfile(mine[1], mine[0])
    assert "第 1 片是别处的" in wrong(run(root, folder, out, "--merge", code=1))
    # A file more, another wish, another number of shards: another delivery.
    write_files(folder, {"new.txt": NEWS})
    for options in (("--merge",), ("--shard", "1/3")):
        assert "另一批" in wrong(run(root, folder, out, *options, code=1))
    (folder / "new.txt").unlink()
    assert "另一批" in wrong(run(root, folder, out, "--merge", "--access", "record", code=1))
    assert "按 3 片分" in wrong(run(root, folder, out, "--shard", "1/4", code=1))


def test_files_that_changed_since_are_noticed(root: Path, tmp_path: Path) -> None:
    folder, out = delivered(tmp_path / "in"), tmp_path / "out"
    finished(root, folder, out)
    changed = (folder / "005.txt").read_text(encoding="utf-8")
    write_files(folder, {"005.txt": changed.replace("第5批", "第55批")})
    assert "第 2 片做完之后，原件变了" in wrong(run(root, folder, out, "--merge", code=1))
    assert "先前做好的 3" in run(root, folder, out, "--shard", "2/3").stdout
    # What files of a source share hangs on all of them, so a file that has lost its edges makes all shards stale.
    write_files(folder, {"005.txt": NEWS.replace("自查", "抽查")})
    run(root, folder, out, "--shard", "2/3")
    assert "第 1、3 片做完之后，原件变了" in wrong(run(root, folder, out, "--merge", code=1))
    for share in ("1/3", "3/3"):
        run(root, folder, out, "--shard", share)
    run(root, folder, out, "--merge")
    run(root, folder, tmp_path / "one")
    assert tree(out) == tree(tmp_path / "one")


def test_a_finished_shard_is_left_but_for_what_failed(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, out = delivered(tmp_path / "in", 6), tmp_path / "out"
    write_files(folder, {"999.txt": ""})
    finished(root, folder, out, 1)
    made: list[str] = []
    convert_all = Converter.convert_all

    def noting(self: Converter, path: Path, *arguments: object, **options: object) -> object:
        made.append(path.name)
        return convert_all(self, path, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Converter, "convert_all", noting)
    run(root, folder, out, "--shard", "1/1")
    assert made == ["999.txt"]


def test_a_killed_shard_is_gone_on_with(root: Path, tmp_path: Path) -> None:
    folder, out = delivered(tmp_path / "in", 400), tmp_path / "out"
    run(root, folder, tmp_path / "one")
    command = ("--root", root, "convert", folder, "--output", out, "--report", out.with_suffix(".jsonl"))
    log = out / ".shards" / "1-of-2.part"
    process = start(*command, "--shard", "1/2", "--jobs", "1")
    deadline = time.monotonic() + 60
    while not (log.exists() and log.read_bytes().count(b"\n") > 10) and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert not (out / ".shards" / "1-of-2").exists()
    log.write_bytes(log.read_bytes()[:-7])
    done = run(root, folder, out, "--shard", "1/2")
    assert "先前做好的 0，" not in done.stdout
    run(root, folder, out, "--shard", "2/2")
    run(root, folder, out, "--merge")
    nothing_unfinished(out)
    assert tree(out) == tree(tmp_path / "one")


def test_two_shards_at_once(root: Path, tmp_path: Path) -> None:
    folder, out = delivered(tmp_path / "in", 60), tmp_path / "out"
    run(root, folder, tmp_path / "one")
    command = ("--root", root, "convert", folder, "--output", out, "--report", out.with_suffix(".jsonl"))
    both = [start(*command, "--shard", share, "--jobs", "1") for share in ("1/2", "2/2", "2/2")]
    ends = [process.communicate() for process in both]
    # The same shard twice: one makes it, the other leaves it, or finds it made.
    assert both[0].returncode == 0
    assert sorted(process.returncode for process in both[1:]) in ([0, 0], [0, 1]), ends
    run(root, folder, out, "--merge")
    assert tree(out) == tree(tmp_path / "one")


def test_an_engine_makes_all_shards_and_merges(root: Path, tmp_path: Path) -> None:
    folder, out = delivered(tmp_path / "in", 8), tmp_path / "out"
    run(root, folder, tmp_path / "one")
    report = ("--report", str(out.with_suffix(".jsonl")))
    arguments = ["--root", str(root), "convert", str(folder), "--output", str(out), *report]
    assert engine.convert(arguments, shards=3, at_once=2) == 0
    assert tree(out) == tree(tmp_path / "one")
    assert engine.convert([*arguments[:2], "convert", str(tmp_path / "none"), *arguments[4:]], 2, 2) == 1
