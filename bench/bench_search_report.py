"""What the search benchmark measured, and its tables."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from playwright.sync_api import Error as BrowserError

import beside  # noqa: F401  # before what lies in scripts/
from bench_search_common import BenchError, Hits, Search, Spread, kilobytes, megabytes, millis, spread, table
from bench_search_recall import Recall
from command_line import complain
from gongwen.errors import GongwenError
from processes import Cost


@dataclass(frozen=True, slots=True)
class Again:
    """What indexing costs when one document was changed.

    Attributes:
        cost: of the second run.
        kept: files with the name of one from the first run.
        files: all files.
        fresh: bytes of files with new names or changed contents.
        altered: files with the same name and other contents.
    """

    cost: Cost
    kept: int
    files: int
    fresh: int
    altered: int


@dataclass(frozen=True, slots=True)
class Index:
    """An index and what it took to make it.

    Attributes:
        cost: of making it; of a rival's pages too where they come in one.
        size: bytes on disk.
        files: how many.
        parts: bytes of its folders.
        again: runs after a change, each with what was changed.
    """

    cost: Cost
    size: int
    files: int
    parts: dict[str, int] = field(default_factory=dict)
    again: tuple[tuple[str, Again], ...] = ()


@dataclass(slots=True)
class Result:
    """What was measured of one engine at one size."""

    engine: str
    documents: int
    index: Index | None = None
    cold: list[Search] = field(default_factory=list)
    later: list[Search] = field(default_factory=list)
    slow: list[Search] = field(default_factory=list)
    judged: Hits | None = None
    recall: Recall | None = None
    problems: list[str] = field(default_factory=list)

    def all_problems(self) -> list[str]:
        """What could not be measured, and what went wrong in single searches, five of each kind."""
        kinds = {"首次检索": self.cold, "其后检索": self.later, "慢网检索": self.slow}
        wrong = [
            [f"{kind}“{search.q}”：{error}" for search in found for error in search.errors]
            for kind, found in kinds.items()
        ]
        return [*self.problems, *(line for lines in wrong for line in lines[:5])]

    def attempt(self, what: str, function: Callable[[], None]) -> bool:
        """Do one part; where it can't be done say why in a line and go on."""
        started = time.perf_counter()
        try:
            function()
        except (BenchError, GongwenError, BrowserError, OSError, SystemExit) as error:
            lines = [line for line in str(error).strip().splitlines() if line.strip()] or [
                type(error).__name__
            ]
            why = lines[0] if len(lines) == 1 or not isinstance(error, SystemExit) else lines[-1]
            self.problems.append(f"{what}没有测：{why}")
            complain(f"{self.engine} {self.documents} 件：{self.problems[-1]}")
            return False
        complain(f"{self.engine} {self.documents} 件：{what}，{time.perf_counter() - started:.0f} 秒")
        return True


def report(results: Sequence[Result]) -> str:
    """All tables, and what could not be measured."""
    parts = [
        _indexes(results),
        _changes(results),
        _searches(
            "首次检索，缓存为空；毫秒、千字节、请求数，中位 / 最大", results, lambda result: result.cold
        ),
        _searches("其后检索，自按键起", results, lambda result: result.later),
        _searches(
            "慢网首次检索：下行 1.6、上行 0.75 Mbit/s，延迟 150 毫秒", results, lambda result: result.slow
        ),
        _hits(results),
        _recalls(results),
    ]
    problems = [f"{r.engine} {r.documents} 件：{problem}" for r in results for problem in r.all_problems()]
    return "\n".join(filter(None, parts)) + "".join(f"\n{problem}" for problem in problems)


def _name(result: Result) -> str:
    return f"{result.engine} {result.documents:,} 件"


def _if_any(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    known = list(rows)
    return table(title, head, known) if known else ""


def _indexes(results: Sequence[Result]) -> str:
    head = ("", "时钟（秒）", "处理器（秒）", "内存（MiB）", "磁盘（MB）", "文件", "其中（MB）")
    rows = (
        (
            _name(r),
            f"{i.cost.wall:.1f}",
            f"{i.cost.cpu:.1f}",
            f"{i.cost.memory:,.0f}",
            megabytes(i.size),
            f"{i.files:,}",
            "，".join(f"{name}/ {megabytes(size)}" for name, size in i.parts.items()) or "—",
        )
        for r in results
        if (i := r.index)
    )
    return _if_any("索引（Material 的时间和内存包括网页）", head, rows)


def _changes(results: Sequence[Result]) -> str:
    head = (
        "",
        "时钟（秒）",
        "处理器（秒）",
        "内存（MiB）",
        "沿用文件",
        "全部文件",
        "新写（KB）",
        "同名而内容变",
    )
    rows = (
        (
            f"{_name(r)}，{what}",
            f"{a.cost.wall:.1f}",
            f"{a.cost.cpu:.1f}",
            f"{a.cost.memory:,.0f}",
            f"{a.kept:,}",
            f"{a.files:,}",
            f"{a.fresh / 1000:,.0f}",
            f"{a.altered:,}",
        )
        for r in results
        if r.index
        for what, a in r.index.again
    )
    return _if_any("改动一件后再作索引，用缓存", head, rows)


def _searches(title: str, results: Sequence[Result], part: Callable[[Result], list[Search]]) -> str:
    head = ("", "次数", "首条结果", "自打开网页", "确数", "检索字节", "检索请求", "网页字节", "网页请求")
    rows = ((_name(r), *_search_cells(part(r))) for r in results if part(r))
    return _if_any(title, head, rows)


def _search_cells(found: Sequence[Search]) -> Iterator[str]:
    done = [search for search in found if not math.isnan(search.first)]

    def of(figure: Callable[[Search], float]) -> Spread:
        return spread(map(figure, done))

    yield str(len(done)) if len(done) == len(found) else f"{len(done)}/{len(found)}"
    yield millis(of(lambda s: s.first))
    yield millis(of(lambda s: s.whole))
    yield millis(of(lambda s: s.exact))
    yield kilobytes(of(lambda s: s.traffic.search_size))
    yield millis(of(lambda s: s.traffic.search_requests))
    yield kilobytes(of(lambda s: s.traffic.size))
    yield millis(of(lambda s: s.traffic.requests))


def _hits(results: Sequence[Result]) -> str:
    rows = (
        (_name(r), str(h.queries), str(h.first), str(h.ten), str(h.nothing))
        for r in results
        if (h := r.judged)
    )
    return _if_any("命中", ("", "查询", "第一条", "前十条", "无结果"), rows)


def _recalls(results: Sequence[Result]) -> str:
    head = ("", "字串", "全同", "漏检", "误检", "馆中没有的", "出错", "最慢（毫秒）")
    rows = [
        (
            _name(r),
            f"{c.strings:,}",
            f"{100 * c.same / c.strings:.2f}%" if c.strings else "—",
            f"{c.missed:,}",
            f"{c.extra:,}",
            f"{c.nowhere:,}",
            f"{c.failed:,}",
            f"{c.slowest[0]:,.0f} “{c.slowest[1]}”",
        )
        for r in results
        if (c := r.recall)
    ]
    examples = [
        f"  {_name(r)} “{string}”：漏 {missed}，误 {extra}，如 {path}\n"
        for r in results
        if r.recall
        for string, missed, extra, path in r.recall.examples[:5]
    ]
    return _if_any("随机字串，与逐件查找比较", head, rows) + "".join(examples)
