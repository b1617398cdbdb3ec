#!/usr/bin/env python3
"""bench_search.py: what the search costs and what it finds, beside Material's search and Pagefind.

The same documents and the same queries for all, in one run. The parts stand in modules of their own: the server in
`bench_search_served`, the archive's search in a browser in `bench_search_browser`, the others in
`bench_search_rivals`, random strings in `bench_search_recall`.
"""

from __future__ import annotations

import argparse
import filecmp
import json
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

import bench_search_browser as reading
import bench_search_rivals as rivals
import beside  # noqa: F401  # before what lies in scripts/
import corpus
from bench_search_common import BenchError, Query, apart, disk, hits, plain, read_queries, spread_evenly
from bench_search_recall import recall
from bench_search_report import Again, Index, Result, report
from bench_search_served import Served
from command_line import Parser, complain
from command_line import run as run_command
from processes import ROOT, Cost, measure

PARTS = ("docs", "hooks", "sources", "theme", "mkdocs.yml")
REAL = 110
"""How many of the documents are real ones; the rest is generated."""


def parser() -> Parser:
    """The command line of bench_search.py."""
    top = Parser(
        prog="bench_search.py",
        description="""用真实的和生成的文献测检索：索引的大小与造价，首次与其后检索的时间和字节，慢网，命中，漏检；
        与 Material 自带的检索、Pagefind 对照。件数为空（--sizes ""）就不测那一项。""",
    )
    top.add_argument(
        "--sizes",
        type=_numbers,
        default=[110, 1000, 10000],
        metavar="件数",
        help="本库检索测哪些件数，逗号隔开，默认 110,1000,10000",
    )
    top.add_argument(
        "--rivals-at",
        type=_numbers,
        default=[1000],
        metavar="件数",
        help="在哪些件数上测 Material 与 Pagefind，默认 1000",
    )
    top.add_argument(
        "--pagefind-at", type=_numbers, default=[], metavar="件数", help="在哪些件数上另测 Pagefind"
    )
    top.add_argument(
        "--random", type=int, default=1000, metavar="个数", help="随机字串的个数，默认 1000；0 为不测"
    )
    top.add_argument(
        "--slow", type=int, default=20, metavar="个数", help="慢网上测几个查询，默认 20；0 为不测"
    )
    top.add_argument(
        "--queries",
        type=Path,
        default=ROOT / "tests" / "search" / "queries.jsonl",
        metavar="文件",
        help="查询，JSON Lines",
    )
    top.add_argument("--json", type=Path, metavar="文件", help="全部数字另写到此文件")
    return top


def _numbers(text: str) -> list[int]:
    numbers = [int(part) for part in text.split(",") if part.strip()]
    if any(number < REAL for number in numbers):
        raise ValueError(text)
    return numbers


# The archive's own


def copy_archive(root: Path) -> Path:
    """Copy what a build reads into a folder."""
    root.mkdir(parents=True)
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(ROOT / part, root / part)
    return root


def fill(root: Path, documents: int) -> None:
    """Copy the archive into a folder and add generated documents, until there are so many in all."""
    copy_archive(root)
    if documents > REAL:
        apart(corpus.fill, root / "docs", documents - REAL)


def build_site(root: Path) -> Path:
    """Build the real site once; its folder."""
    measure([sys.executable, str(ROOT / "scripts" / "build.py"), "--root", str(root), "site"], root)
    return root / "site"


def make_index(root: Path, work: Path) -> tuple[Index, Path]:
    """Index an archive, then again with one document more of the newest year, and with one of the oldest edited.

    Args:
        root: the archive, as it was before when all is done.
        work: where the files go.

    Returns:
        What it took, and the folder of the first index.
    """
    first, second, cache = work / "index", work / "again", work / "cache"
    command = [sys.executable, str(ROOT / "scripts" / "build.py"), "--root", str(root), "index"]
    cost = measure([*command, str(first), "--cache", str(cache)], root)
    size, files = disk(first)
    if not files:
        raise BenchError("build.py index 没有写出文件")
    parts = {part.name: disk(part)[0] for part in sorted(first.iterdir()) if part.is_dir()}
    paths = sorted((root / "docs" / "documents").rglob("*.md"))
    oldest = next((path for path in paths if path.name.startswith("bench-")), paths[-1])
    text = oldest.read_text(encoding="utf-8")
    newest = max(path for path in paths if path.parent.name.isdigit())
    added = newest.with_name("bench-added.md")
    again = []
    try:
        # The addition first: an edit of an old document takes what the cache has of the old ones.
        added.write_text(newest.read_text(encoding="utf-8"), encoding="utf-8")
        again.append(
            (
                "新添一件",
                _compared(first, second, measure([*command, str(second), "--cache", str(cache)], root)),
            )
        )
        added.unlink()
        oldest.write_text(f"{text.rstrip()}\n\n此处增写一段，以看索引改动多少。\n", encoding="utf-8")
        again.append(
            (
                "改一件旧的",
                _compared(first, second, measure([*command, str(second), "--cache", str(cache)], root)),
            )
        )
    finally:
        added.unlink(missing_ok=True)
        oldest.write_text(text, encoding="utf-8")
    return Index(cost, size, files, parts, tuple(again)), first


def _compared(first: Path, second: Path, cost: Cost) -> Again:
    files = [path.relative_to(second) for path in second.rglob("*") if path.is_file()]
    kept = [path for path in files if (first / path).is_file()]
    altered = [path for path in kept if not filecmp.cmp(first / path, second / path, shallow=False)]
    fresh = sum((second / path).stat().st_size for path in {*files} - {*kept} | {*altered})
    return Again(cost, len(kept), len(files), fresh, len(altered))


def with_index(site: Path, index: Path, target: Path) -> Path:
    """A copy of the site with another index in place of its own."""
    shutil.copytree(site, target)
    search = target / "search"
    for path in search.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != "index.html":
            path.unlink()
    shutil.copytree(index, search, dirs_exist_ok=True)
    return target


def measure_ours(options: Options, browser: Browser, site: Path | None, documents: int, work: Path) -> Result:
    """Everything about the archive's search at one size."""
    result = Result("本库", documents)
    root = work / "archive"
    made: list[Path] = []

    def index() -> None:
        fill(root, documents)
        result.index, folder = make_index(root, work)
        made.append(folder)

    if not result.attempt("索引", index):
        return result
    if site is None:
        result.problems.append("检索没有测：网站没有建成")
        return result
    queries = options.queries
    with Served(with_index(site, made[0], work / "site")) as served:

        def cold() -> None:
            result.cold = reading.cold(browser, served, queries)
            result.judged = hits(queries, [search.pages for search in result.cold])

        def later() -> None:
            result.later = reading.later(browser, served, queries)

        def slow() -> None:
            some = spread_evenly(queries, options.slow)
            result.slow = reading.cold(browser, served, some, reading.SLOW)

        def strings() -> None:
            page = browser.new_page()
            page.goto(f"{served.address}404.html")
            try:
                result.recall = recall(page, served.address, root / "docs", options.random)
            finally:
                page.close()

        # Where the page gives no results at all, waiting for them again tells nothing new.
        if result.attempt("首次检索", cold):
            result.attempt("其后检索", later)
            if options.slow:
                result.attempt("慢网检索", slow)
        if options.random:
            result.attempt("随机字串", strings)
    return result


# The others


def measure_rivals(
    options: Options, browser: Browser, documents: int, work: Path, wanted: Sequence[rivals.Rival]
) -> list[Result]:
    """Everything about other engines at one size; the pages of plain Material are what Pagefind reads."""
    root, site = work / "archive", work / "plain" / "site"
    both, queries = rivals.MATERIAL in wanted, options.queries
    material, pagefind = Result("Material", documents), Result("Pagefind", documents)

    def build_material() -> None:
        fill(root, documents)
        apart(rivals.write_pages, root / "docs", work / "plain", searched=both)
        cost = rivals.build_material(work / "plain")
        size = (site / "search" / "search_index.json").stat().st_size if both else 0
        material.index = Index(cost, size, 1)

    def build_pagefind() -> None:
        cost = rivals.build_pagefind(site)
        pagefind.index = Index(cost, *disk(site / "pagefind"))

    results = [
        result
        for rival, result in ((rivals.MATERIAL, material), (rivals.PAGEFIND, pagefind))
        if rival in wanted
    ]
    if not material.attempt("网页和索引", build_material):
        pagefind.problems += material.problems
        return results
    if rivals.PAGEFIND in wanted:
        pagefind.attempt("索引", build_pagefind)
    with Served(site) as served:
        for rival, result in ((rivals.MATERIAL, material), (rivals.PAGEFIND, pagefind)):

            def ask(rival: rivals.Rival = rival, result: Result = result) -> None:
                script = rivals.opening(rival, site)
                some = spread_evenly(queries, rival.cold)
                result.cold = rivals.ask_cold(browser, served, script, some)
                found = rivals.ask_all(browser, served, script, queries)
                result.later = found[1:]
                result.judged = hits(queries, [search.pages for search in found])
                if options.slow:
                    result.slow = rivals.ask_cold(browser, served, script, some, reading.SLOW)

            if rival in wanted and result.index:
                result.attempt("检索", ask)
    return results


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is to measure."""

    queries: list[Query]
    random: int
    slow: int


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark and print its tables; 1 where something could not be measured."""
    return run_command(lambda: _measured(parser().parse_args(arguments)))


def _measured(given: argparse.Namespace) -> int:
    results: list[Result] = []
    try:
        options = Options(read_queries(given.queries), given.random, given.slow)
        with tempfile.TemporaryDirectory(prefix="gongwen-search-") as folder, reading.started() as browser:
            run(given.sizes, given.rivals_at, given.pagefind_at, options, browser, Path(folder), results)
    except BenchError as error:
        complain(str(error))
        return 2
    except KeyboardInterrupt:
        complain("已中止；以下是已测得的")
    print(report(results))
    if given.json:
        text = json.dumps(plain(results), ensure_ascii=False, indent=1)
        given.json.write_text(text + "\n", encoding="utf-8")
    return 1 if any(result.all_problems() for result in results) else 0


def run(
    sizes: Sequence[int],
    rivals_at: Sequence[int],
    pagefind_at: Sequence[int],
    options: Options,
    browser: Browser,
    folder: Path,
    results: list[Result],
) -> None:
    """Measure everything, a size and a group of engines at a time; `results` has what is finished."""
    site: list[Path] = []
    if sizes:
        # Not fatal: an index can be measured without a page to search in.
        start = Result("本库", REAL)
        if not start.attempt("网站", lambda: site.append(build_site(copy_archive(folder / "real")))):
            results.append(start)
    for documents in sizes:
        with tempfile.TemporaryDirectory(dir=folder) as work:
            results.append(measure_ours(options, browser, site[0] if site else None, documents, Path(work)))
    for documents in sorted({*rivals_at, *pagefind_at}):
        wanted = [rivals.MATERIAL] if documents in rivals_at else []
        wanted.append(rivals.PAGEFIND)
        with tempfile.TemporaryDirectory(dir=folder) as work:
            results += measure_rivals(options, browser, documents, Path(work), wanted)


if __name__ == "__main__":
    sys.exit(main())
