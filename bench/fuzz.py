#!/usr/bin/env python3
"""fuzz.py: damaged inputs by the thousand for every reader; none may end in anything but a page or a clear refusal.

The inputs are the evaluation's documents with bytes flipped, cut, doubled, swapped between files and recoded, and
files of parts that are damaged before they are packed. The same seed gives the same inputs.
"""

from __future__ import annotations

import argparse
import copy
import importlib
import io
import os
import random
import signal
import sys
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from lxml import etree

import beside  # noqa: F401  # before what lies in scripts/
from command_line import Parser, complain, count, run
from gongwen.convert.parsers.values import Refused, plain
from gongwen.convert.pipeline import Converter
from gongwen.convert.readers import apart, parse
from gongwen.errors import GongwenError
from gongwen.records.archive import read_archive

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "eval" / "cases"
SECONDS = 10
"""An input that takes longer counts as a hang: the slowest whole document takes under one."""
PIECE = 4000
READERS = {
    "txt": ".txt", "md": ".md", "html": ".html", "docx": ".docx", "xlsx": ".xlsx", "ofd": ".ofd", "epub": ".epub", "rtf": ".rtf",
    "mhtml": ".mhtml", "csv": ".csv",
}  # fmt: skip
PACKED = ("docx", "xlsx", "ofd", "epub")
APART = (*PACKED, "rtf")
"""Formats whose parser runs in a process of its own; here it runs in ours, a hundred times as often."""


def parser() -> Parser:
    """The command line of fuzz.py."""
    top = Parser(prog="fuzz.py", description="用成千上万个损坏的输入试各个读取器：不许出错，不许卡住。")
    top.add_argument(
        "--inputs", type=count, default=50_000, metavar="个数", help="每个读取器的输入个数，默认 50000"
    )
    top.add_argument("--reader", choices=READERS, help="只试这一个")
    top.add_argument("--whole", action="store_true", help="走完整个转换，不只是读取")
    top.add_argument("--seed", type=int, default=1, metavar="数", help="随机数种子")
    return top


@dataclass(frozen=True, slots=True)
class Crash:
    """An input that ended badly."""

    reader: str
    number: int
    error: str


_SNIPPETS = (
    b"<table><tr><td>", b"</div></div>", b"<script>", b"<!--", b"-->", b"&#x110000;", b"&nbsp;", b"\x00", b"\xef\xbb\xbf", b"\xff\xfe",
    b"---\n", b"title: [\n", b"```\n", b"| a | b |\n|---|\n", b"**", b"](", b"\r", b"\x0c", b"\xe2\x80\xa8", b"\xf0\x9f\x98\x80", b"\xed\xa0\x80",
    "（".encode(), "《".encode() * 50, "第一条".encode(), "1、".encode(), b"<p>" * 200, b"[" * 200, b"(" * 200, b"> " * 100, "　".encode() * 100,
    "第十条".encode("gb18030"), "問：".encode("big5"), b"9" * 300, "\u202e\u2066".encode(), b"<![CDATA[", b"<?xml version='1.0'?>", b"<svg><p>",
)  # fmt: skip


def mutated(random_: random.Random, pool: Sequence[bytes]) -> bytes:
    """One damaged input made of the documents in `pool`."""
    data = bytearray(random_.choice(pool))
    if len(data) > PIECE:
        start = random_.randrange(len(data) - PIECE) if random_.random() < 0.7 else 0
        data = data[start : start + PIECE]
    for _ in range(random_.choice((1, 1, 2, 4, 16))):
        place = random_.randrange(len(data) + 1)
        match random_.randrange(7):
            case 0:
                data[place:place] = random_.choice(_SNIPPETS)
            case 1:
                del data[place : place + random_.randrange(1, 60)]
            case 2 if data:
                data[place % len(data)] ^= 1 << random_.randrange(8)
            case 3:
                other = random_.choice(pool)
                begin = random_.randrange(len(other) + 1)
                data[place:place] = other[begin : begin + random_.randrange(300)]
            case 4:
                piece = data[place : place + random_.randrange(200)]
                data[place:place] = piece * random_.randrange(1, 4)
            case 5:
                data[place:place] = random_.randbytes(random_.randrange(1, 12))
            case _:
                text = data.decode("utf-8", "ignore")
                wrong = random_.choice(("gb18030", "big5", "utf-16-le", "latin-1"))
                data = bytearray(text.encode(wrong, "ignore") if random_.random() < 0.3 else text.encode())
    return bytes(data)


_VALUES = (
    "",
    "-1",
    "0",
    "99999999999",
    "1e999",
    "nan",
    "NaN",
    "abc",
    "一",
    "../../x",
    "g 3",
    "g 99999999 1",
    "0 0",
    "A1",
    "ZZZ1",
    "%1%9",
)


def rearranged(random_: random.Random, pool: Sequence[bytes]) -> bytes:
    """XML that is well formed and says something else: elements gone, doubled, moved, with other values."""
    try:
        root = etree.fromstring(pool[0])
    except etree.XMLSyntaxError:
        return mutated(random_, pool)
    for _ in range(random_.choice((1, 2, 5, 20))):
        elements = list(root.iter("*"))
        element = random_.choice(elements)
        parent, name = element.getparent(), random_.choice([*element.attrib, None])
        match random_.randrange(5):
            case 0 if parent is not None:
                parent.remove(element)
            case 1 if parent is not None and len(elements) < MOST_ELEMENTS:
                parent.insert(random_.randrange(len(parent) + 1), copy.deepcopy(element))
            case 2 if parent is not None:
                other = random_.choice(elements)
                if element not in other.iterancestors() and other is not element:
                    other.append(element)
            case 3 if name is not None:
                element.set(name, random_.choice(_VALUES))
            case _:
                element.text = random_.choice(_VALUES)
    return etree.tostring(root)


MOST_ELEMENTS = 4000


def _packed_files(random_: random.Random, pool: Sequence[bytes]) -> Iterator[bytes]:
    """Zip containers with damaged parts, or damaged as a whole."""
    while True:
        with zipfile.ZipFile(io.BytesIO(random_.choice(pool))) as whole:
            parts = {name: whole.read(name) for name in whole.namelist()}
        name = random_.choice(sorted(parts))
        damage = rearranged if random_.random() < 0.6 else mutated
        parts[name] = damage(random_, [parts[name], b"<w:p/>"])
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as out:
            for part, content in parts.items():
                out.writestr(part, content)
        data = target.getvalue()
        yield mutated(random_, [data]) if random_.random() < 0.2 else data


def inputs(reader: str, seed: int, pool: Sequence[bytes]) -> Iterator[bytes]:
    """Endless damaged inputs for a reader."""
    random_ = random.Random(f"{reader}{seed}")  # noqa: S311  # not for secrets
    if reader in PACKED:
        yield from _packed_files(random_, pool)
    while True:
        yield mutated(random_, pool)


def documents(reader: str) -> list[bytes]:
    """The sound documents that the damaged ones are made of."""
    if reader in {*APART, "mhtml", "csv"}:
        sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "unit")]
        import test_docx

        import one_text

        return {
            "docx": [test_docx.packed(test_docx.BODY), one_text.docx(automatic=True)],
            "xlsx": [one_text.xlsx()],
            "ofd": [one_text.ofd()],
            "epub": [one_text.epub()],
            "rtf": [one_text.rtf(), one_text.rtf(coded=True)],
            "mhtml": [one_text.mhtml(), one_text.mail()],
            "csv": ["\n".join(",".join(row) for row in one_text.TABLE * 3).encode()],
        }[reader]
    return [path.read_bytes() for path in sorted(CASES.glob(f"*/input{READERS[reader]}"))]


def _alarm(_number: int, _frame: FrameType | None) -> None:
    raise TimeoutError("hang")


def attempt(reader: str, *, whole: bool) -> Callable[[bytes], None]:
    """A function that reads one input; it raises what a person should never see."""
    converter = Converter(read_archive(ROOT / "docs", strict=False)) if whole else None
    path = Path(f"输入{READERS[reader]}")

    def run(data: bytes) -> None:
        try:
            if reader in APART:
                parser = importlib.import_module(f"gongwen.convert.parsers.{reader}")
                apart.draft(plain(parser.parse(data)))
            elif converter is None:
                parse(data, path)
            else:
                converter.from_bytes(data, path)
        except (GongwenError, Refused):
            return
        except Exception:
            # What damaged files do to a parser happens in a process of its own; see readers.apart.
            if reader not in APART:
                raise

    return run


def _share(job: tuple[str, int, int, int, bool]) -> list[Crash]:
    reader, seed, first, step, whole = job
    run = attempt(reader, whole=whole)
    signal.signal(signal.SIGALRM, _alarm)
    crashes = []
    for number, data in zip(
        range(first), inputs(reader, seed * 1000 + step, documents(reader)), strict=False
    ):
        signal.alarm(SECONDS)
        try:
            run(data)
        except BaseException as error:
            crashes.append(Crash(reader, number, "".join(traceback.format_exception(error)[-2:])))
        finally:
            signal.alarm(0)
    return crashes


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the inputs on all cores; 1 where one ended badly."""
    return run(lambda: _fuzzed(parser().parse_args(arguments)))


def _fuzzed(options: argparse.Namespace) -> int:
    cores = os.cpu_count() or 1
    bad = 0
    for reader in [options.reader] if options.reader else READERS:
        started = time.perf_counter()
        jobs = [
            (
                reader,
                options.seed,
                options.inputs // cores + (core < options.inputs % cores),
                core,
                options.whole,
            )
            for core in range(cores)
        ]
        with ProcessPoolExecutor(cores) as pool:
            crashes = [crash for found in pool.map(_share, jobs) for crash in found]
        for crash in crashes[:5]:
            complain(f"{crash.reader} 第 {crash.number} 个输入：{crash.error}")
        bad += len(crashes)
        seconds = time.perf_counter() - started
        print(f"{reader}　{options.inputs} 个输入，{seconds:.0f} 秒，出错或卡住 {len(crashes)} 个")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
