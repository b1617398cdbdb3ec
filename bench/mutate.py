#!/usr/bin/env python3
"""mutate.py: damaged inputs by the thousand, for every stage that is ours and through the whole conversion.

A stage is run in one process (`stages`); a whole file goes through everything, its parser in a process of its own,
as in use. Nothing may end but in a page or in one clear line, in time; a file that was cut off gives no page. The same
seed gives the same inputs. What is done is kept in a file, and a run goes on where the last one stopped.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

import beside  # noqa: F401  # before what lies in scripts/
import forked
import fuzz
import one_text  # found by fuzz
from command_line import Parser, complain, count, run
from frozen import frozen
from gongwen.convert.pipeline import Converter
from gongwen.convert.readers import apart, office
from gongwen.errors import GongwenError
from stages import stages

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / ".cache" / "mutate.jsonl"
FORMATS = ("docx", "pdf", "ofd", "xlsx", "epub", "rtf", "zip", "mhtml", "doc")
SECONDS = 10
"""A stage that takes longer on one input hangs, in time of its own: the slowest whole document takes under one."""
SLOW = apart.SECONDS * 1.5 + 5
PIECE, PIECE_OF_FILES = 1000, 50
_DEAR = {"doc": 40}
"""Formats that another program reads, which takes seconds: a file of them counts as this many."""


def parser() -> Parser:
    """The command line of mutate.py."""
    top = Parser(
        prog="mutate.py", description="用成千上万个损坏的输入试各道工序和整个转换：不许出错，不许卡住。"
    )
    top.add_argument(
        "--inputs", type=count, default=50_000, metavar="个数", help="每道工序的输入，默认 50000"
    )
    top.add_argument("--files", type=count, default=2000, metavar="个数", help="每种格式的文件，默认 2000")
    top.add_argument("--stage", nargs="*", choices=sorted(stages()), metavar="工序", help="只试这些工序")
    top.add_argument("--format", nargs="*", choices=FORMATS, metavar="格式", help="只试这些格式的文件")
    top.add_argument("--starting", action="store_true", help="每个文件都新开一个解释器，如实际那样，慢得多")
    top.add_argument("--seed", type=int, default=1, metavar="数", help="随机数种子")
    top.add_argument("--jobs", type=count, default=os.cpu_count() or 1, metavar="个数", help="同时几个进程")
    top.add_argument(
        "--kept",
        type=Path,
        default=KEPT,
        metavar="文件",
        help="做完的记在哪里，再运行时不重做；代码改了就换一个",
    )
    return top


@dataclass
class Tally:
    """How inputs ended: in pages (or quietly), in refusals, badly."""

    pages: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    bad: list[str] = field(default_factory=list)
    slowest: float = 0.0
    seconds: float = 0.0

    def add(self, other: Tally) -> None:
        """Count what another process counted."""
        self.pages += other.pages
        self.refused += other.refused
        self.bad += other.bad
        self.slowest = max(self.slowest, other.slowest)
        self.seconds += other.seconds

    def timed(self, seconds: float, most: float) -> None:
        """Count how long an input took."""
        self.slowest = max(self.slowest, seconds)
        self.seconds += seconds
        if seconds > most:
            self.bad.append(f"用了 {seconds:.0f} 秒")


# Stages


def _alarm(_number: int, _frame: FrameType | None) -> None:
    raise TimeoutError("hang")


def tried(run_: Callable[[Any], object], value: Any, tally: Tally) -> None:
    """Run a stage on one input, and count how it ended."""
    started = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        run_(value)
        tally.pages += 1
    except GongwenError as error:
        _refusal(error, tally)
    except Exception as error:
        tally.bad.append("".join(traceback.format_exception(error)[-3:]))
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    tally.timed(time.process_time() - started, SECONDS)


def _refusal(error: GongwenError, tally: Tally) -> None:
    tally.refused[re.sub(r"\d+", "#", error.problem)[:24]] += 1
    if "\n" in str(error):
        tally.bad.append(f"不止一行：{error}")


def stage_piece(name: str, seed: int, piece: int, size: int) -> Tally:
    """A piece of the inputs of a stage."""
    stage, tally = stages()[name](), Tally()
    random_ = random.Random(f"{name}{seed}/{piece}")  # noqa: S311  # not for secrets
    signal.signal(signal.SIGPROF, _alarm)
    with forked.parsing(forked.inside):
        for number in range(size):
            before = len(tally.bad)
            tried(stage.run, stage.make(random_), tally)
            tally.bad[before:] = [f"第 {piece}/{number} 个：{problem}" for problem in tally.bad[before:]]
    return tally


# Whole files


def sound(format_: str) -> bytes:
    """A sound file of a format."""
    if format_ == "zip":
        packed: bytes = one_text.zipped({"通知/正文.pdf": one_text.pdf(), "通知/附件.docx": one_text.docx()})
        return packed
    if format_ == "doc":
        return office.converted(one_text.rtf(), "RTF", ".rtf", "doc")
    makers: dict[str, Callable[[], bytes]] = {
        "docx": one_text.docx, "pdf": one_text.pdf, "ofd": one_text.ofd, "xlsx": one_text.xlsx, "epub": one_text.epub,
        "rtf": one_text.rtf, "mhtml": one_text.mhtml,
    }  # fmt: skip
    return makers[format_]()


@dataclass(frozen=True)
class Damaged:
    """A damaged file, and whether it is only the beginning of a sound one."""

    data: bytes
    cut: bool = False


_UNNEEDED = 8
"""A file may lack its last bytes: a line's end, a closing mark's second half."""


def damaged(random_: random.Random, whole: bytes) -> Damaged:
    """A file with a few bytes changed, or cut, or with a piece of it elsewhere."""
    match random_.randrange(4):
        case 0:
            return Damaged(whole[: random_.randrange(max(1, len(whole) - _UNNEEDED))], cut=True)
        case 1:
            data = bytearray(whole)
            for _ in range(random_.choice((1, 3, 20, 200))):
                data[random_.randrange(len(data))] = random_.randrange(256)
            return Damaged(bytes(data))
        case 2:
            place, size, other = (random_.randrange(len(whole)) for _ in range(3))
            return Damaged(whole[:place] + whole[other : other + size % 2000] + whole[place + size % 2000 :])
        case _:
            start = random_.randrange(len(whole))
            piece = fuzz.mutated(random_, [whole[start : start + 4000] or whole])
            return Damaged(whole[:start] + piece + whole[start + 4000 :])


def attempt(converter: Converter, file: Damaged, tally: Tally) -> None:
    """Convert one damaged file, and count how it ended."""
    started = time.perf_counter()
    try:
        made = converter.from_bytes(file.data, Path("输入"))
        tally.pages += 1
        if file.cut and not _asks(made[0].document.review):
            tally.bad.append("文件缺了一截，仍成了页")
        if any(not re.fullmatch(r"[a-z0-9-]+", one.slug) for one in made):
            tally.bad.append(f"页面的名称出了文件夹：{[one.slug for one in made]}")
    except GongwenError as error:
        _refusal(error, tally)
    except Exception as error:
        tally.bad.append("".join(traceback.format_exception(error)[-3:]))
    tally.timed(time.perf_counter() - started, SLOW)


def _asks(review: Sequence[str]) -> bool:
    return "body" in review


def files_piece(format_: str, seed: int, piece: int, size: int, *, starting: bool = False) -> Tally:
    """A piece of the damaged files of a format."""
    random_ = random.Random(f"{format_}{seed}/{piece}")  # noqa: S311  # not for secrets
    converter, whole, tally = Converter(frozen()), sound(format_), Tally()
    with forked.parsing(apart.run if starting else forked.run):
        for number in range(size):
            before = len(tally.bad)
            attempt(converter, damaged(random_, whole), tally)
            tally.bad[before:] = [f"第 {piece}/{number} 个：{problem}" for problem in tally.bad[before:]]
    return tally


# All of it


@dataclass(frozen=True)
class Job:
    """A piece of work: which stage or format, with which seed, which piece, how many inputs."""

    name: str
    seed: int
    piece: int
    size: int
    whole: bool = False
    starting: bool = False

    @property
    def key(self) -> str:
        """What it is kept under."""
        kind = ("files*" if self.starting else "files") if self.whole else "stage"
        return f"{kind}:{self.name}:{self.seed}:{self.piece}:{self.size}"


def jobs(options: argparse.Namespace) -> Iterator[Job]:
    """The pieces of work in turn: of each stage and format one, then of each the next, so that a stop leaves all of them tried."""
    everything = options.stage is None and options.format is None
    names = sorted(stages()) if everything else options.stage or []
    formats = [
        name
        for name in (FORMATS if everything else options.format or [])
        if name != "doc" or office.program() is not None
    ]
    lists = [[Job(name, options.seed, *part) for part in _parts(options.inputs, PIECE)] for name in names] + [
        [
            Job(name, options.seed, *part, whole=True, starting=options.starting)
            for part in _parts(max(1, options.files // _DEAR.get(name, 1)), PIECE_OF_FILES)
        ]
        for name in formats
    ]
    for turn in range(max(map(len, lists), default=0)):
        yield from (found[turn] for found in lists if turn < len(found))


def _parts(total: int, size: int) -> Iterator[tuple[int, int]]:
    for piece in range(-(-total // size)):
        yield piece, min(size, total - piece * size)


def _done(job: Job) -> Tally:
    if job.whole:
        return files_piece(job.name, job.seed, job.piece, job.size, starting=job.starting)
    return stage_piece(job.name, job.seed, job.piece, job.size)


def kept(file: Path) -> dict[str, Tally]:
    """What earlier runs did, by piece; a line that was cut off counts for nothing."""
    found = {}
    for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
        try:
            data: Mapping[str, Any] = json.loads(line)
        except ValueError:
            continue
        rest = {name: value for name, value in data.items() if name not in {"key", "refused"}}
        found[data["key"]] = Tally(**rest, refused=Counter(data["refused"]))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Try everything that isn't done yet; 1 where something ended badly."""
    return run(lambda: _tried(parser().parse_args(arguments)))


def _tried(options: argparse.Namespace) -> int:
    found, wanted = kept(options.kept), list(jobs(options))
    options.kept.parent.mkdir(parents=True, exist_ok=True)
    left = [job for job in wanted if job.key not in found]
    print(f"共 {len(wanted)} 批，已做 {len(wanted) - len(left)} 批", flush=True)
    with options.kept.open("a", encoding="utf-8") as out, ProcessPoolExecutor(options.jobs) as pool:
        out.write("\n")  # what was cut off stays a line of its own
        waiting = {pool.submit(_done, job): job for job in left}
        for number, future in enumerate(as_completed(waiting), 1):
            job, tally = waiting[future], future.result()
            found[job.key] = tally
            out.write(json.dumps({"key": job.key, **vars(tally)}, ensure_ascii=False) + "\n")
            out.flush()
            for problem in tally.bad[:3]:
                complain(f"{job.name}：{problem}")
            if number % 20 == 0:
                print(f"{number}/{len(left)} 批", flush=True)
    return _told([(job, found[job.key]) for job in wanted])


def _told(found: Sequence[tuple[Job, Tally]]) -> int:
    """Print the figures of each stage and format; 1 where something ended badly."""
    sums: dict[tuple[bool, str], tuple[int, Tally]] = {}
    for job, tally in found:
        size, total = sums.setdefault((job.whole, job.name), (0, Tally()))
        total.add(tally)
        sums[job.whole, job.name] = size + job.size, total
    for (whole, name), (size, total) in sorted(sums.items()):
        print(
            f"{'文件' if whole else '工序'} {name}　{size} 个；{'成页' if whole else '读出'} {total.pages}，拒收 {total.refused.total()}，"
            f"出错 {len(total.bad)}；平均 {1000 * total.seconds / max(1, size):.0f} 毫秒，最慢 {total.slowest:.1f} 秒"
        )
        for why, times in total.refused.most_common(4):
            print(f"　　{times}　{why}")
    return 1 if any(total.bad for _, total in sums.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
