#!/usr/bin/env python3
"""mutate.py: damaged files of every binary format through the whole conversion, each in the process that it gets in use.

A file must end in a page or in one clear line, within the limits on time and memory; a file cut to less than half
never gives a page without a word on it. `fuzz.py` does the same in one process, with many more inputs.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import beside  # noqa: F401  # before what lies in scripts/
from command_line import Parser, complain, count, run
from fuzz import mutated
from gongwen.convert.pipeline import Converter
from gongwen.convert.readers import apart
from gongwen.errors import GongwenError
from gongwen.records.archive import read_archive

ROOT = Path(__file__).resolve().parents[1]
FORMATS = ("docx", "pdf", "ofd", "xlsx", "epub", "rtf", "zip", "mhtml")
SLOW = apart.SECONDS * 1.5 + 5


def parser() -> Parser:
    """The command line of mutate.py."""
    top = Parser(prog="mutate.py", description="用成千上万个损坏的文件试整个转换，每个都在自己的进程里读。")
    top.add_argument(
        "--files", type=count, default=2000, metavar="个数", help="每种格式的文件个数，默认 2000"
    )
    top.add_argument("--format", choices=FORMATS, help="只试这一种")
    top.add_argument("--seed", type=int, default=1, metavar="数", help="随机数种子")
    return top


@dataclass
class Tally:
    """How the files of one format ended."""

    pages: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    bad: list[str] = field(default_factory=list)
    slowest: float = 0.0

    def add(self, other: Tally) -> None:
        """Count what another process counted."""
        self.pages += other.pages
        self.refused += other.refused
        self.bad += other.bad
        self.slowest = max(self.slowest, other.slowest)


def sound(format_: str) -> bytes:
    """A sound file of a format."""
    sys.path.insert(0, str(ROOT / "tests"))
    import one_text

    if format_ == "zip":
        packed: bytes = one_text.zipped({"通知/正文.pdf": one_text.pdf(), "通知/附件.docx": one_text.docx()})
        return packed
    makers: dict[str, Callable[[], bytes]] = {
        "docx": one_text.docx, "pdf": one_text.pdf, "ofd": one_text.ofd, "xlsx": one_text.xlsx, "epub": one_text.epub,
        "rtf": one_text.rtf, "mhtml": one_text.mhtml,
    }  # fmt: skip
    return makers[format_]()


def damaged(random_: random.Random, whole: bytes) -> bytes:
    """A file with a few bytes changed, or cut, or with a piece of it elsewhere."""
    match random_.randrange(4):
        case 0:
            return whole[: random_.randrange(len(whole))]
        case 1:
            data = bytearray(whole)
            for _ in range(random_.choice((1, 3, 20, 200))):
                data[random_.randrange(len(data))] = random_.randrange(256)
            return bytes(data)
        case 2:
            place, size, other = (random_.randrange(len(whole)) for _ in range(3))
            return whole[:place] + whole[other : other + size % 2000] + whole[place + size % 2000 :]
        case _:
            start = random_.randrange(len(whole))
            piece = mutated(random_, [whole[start : start + 4000] or whole])
            return whole[:start] + piece + whole[start + 4000 :]


def attempt(converter: Converter, data: bytes, tally: Tally) -> None:
    """Convert one damaged file, and count how it ended."""
    started = time.perf_counter()
    try:
        converter.from_bytes(data, Path("输入"))
        tally.pages += 1
    except GongwenError as error:
        tally.refused[error.problem[:24]] += 1
        if "\n" in str(error):
            tally.bad.append(f"不止一行：{error}")
    except Exception as error:
        tally.bad.append("".join(traceback.format_exception(error)[-3:]))
    seconds = time.perf_counter() - started
    tally.slowest = max(tally.slowest, seconds)
    if seconds > SLOW:
        tally.bad.append(f"用了 {seconds:.0f} 秒")


def _share(job: tuple[str, int, int]) -> Tally:
    format_, seed, files = job
    random_ = random.Random(f"{format_}{seed}")  # noqa: S311  # not for secrets
    converter = Converter(read_archive(ROOT / "docs", strict=False))
    whole, tally = sound(format_), Tally()
    for _ in range(files):
        attempt(converter, damaged(random_, whole), tally)
    return tally


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the files on all cores; 1 where one ended badly."""
    return run(lambda: _tried(parser().parse_args(arguments)))


def _tried(options: argparse.Namespace) -> int:
    cores, bad = os.cpu_count() or 1, 0
    for format_ in [options.format] if options.format else FORMATS:
        started, tally = time.perf_counter(), Tally()
        jobs = [
            (format_, options.seed * 1000 + core, options.files // cores + (core < options.files % cores))
            for core in range(cores)
        ]
        with ProcessPoolExecutor(cores) as pool:
            for part in pool.map(_share, jobs):
                tally.add(part)
        for problem in tally.bad[:5]:
            complain(f"{format_}：{problem}")
        bad += len(tally.bad)
        print(
            f"{format_}　{options.files} 个文件，{time.perf_counter() - started:.0f} 秒；成页 {tally.pages}，拒收 {sum(tally.refused.values())}，"
            f"出错 {len(tally.bad)}；最慢 {tally.slowest:.1f} 秒"
        )
        for why, times in tally.refused.most_common(4):
            print(f"　　{times}　{why}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
