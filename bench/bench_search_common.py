"""What the parts of the search benchmark share: queries, figures, and how they are told."""

from __future__ import annotations

import json
import math
import multiprocessing
import statistics
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import ParamSpec, TypeVar
from urllib.parse import urljoin, urlsplit

from bench_search_served import Traffic
from gongwen.errors import reason

P = ParamSpec("P")
T = TypeVar("T")


class BenchError(Exception):
    """Something can't be measured; the message is one line that says why."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query with the pages that answer it.

    Attributes:
        q: what a reader types.
        kind: known, topic, traditional, alias, mixed or quoted.
        wants: site paths without slashes at their ends; any of them will do.
    """

    q: str
    kind: str
    wants: tuple[str, ...]


def read_queries(file: Path) -> list[Query]:
    """Read queries from JSON lines.

    Raises:
        BenchError: the file is missing or no JSON lines.
    """
    try:
        lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        return [
            Query(line["q"], line["kind"], tuple(path.strip("/") for path in line["wants"])) for line in lines
        ]
    except OSError as error:
        raise BenchError(f"读不了查询 {file}：{reason(error)}") from None
    except (ValueError, KeyError) as error:
        raise BenchError(f"读不了查询 {file}：{error}") from None


def site_path(href: str, page: str, base: str) -> str:
    """The path of a link below the site, without slashes at its ends; the whole address where it leads out.

    Args:
        href: the link as written.
        page: address of the page that it stands on.
        base: address of the site.
    """
    address = urlsplit(urljoin(page, href))._replace(query="", fragment="").geturl()
    return address.removeprefix(base).removesuffix("index.html").strip("/")


@dataclass(frozen=True, slots=True)
class Search:
    """One search, times in milliseconds.

    Attributes:
        first: from the start of the page's script, or from the key, to the first result with a passage.
        whole: from the start of the navigation to the same; only where the page was opened for it.
        exact: from the start of the script, or the key, to the exact count.
        total: the number of documents.
        traffic: what was asked of the server up to the first result.
        pages: site paths of the results, best first.
        errors: what went wrong in the page.
    """

    q: str
    first: float
    whole: float
    exact: float
    total: int
    traffic: Traffic
    pages: tuple[str, ...]
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hits:
    """How many queries are answered by the first page, and by one of the first ten."""

    first: int
    ten: int
    nothing: int
    queries: int


def hits(queries: Sequence[Query], found: Sequence[Sequence[str]]) -> Hits:
    """Judge the pages found for each query, best first.

    Where only documents answer, only documents count: a reader may look among them alone, and no engine is to
    win by leaving other pages out.
    """
    places = [place(query, pages) for query, pages in zip(queries, found, strict=True)]
    return Hits(
        sum(p == 1 for p in places),
        sum(0 < p <= 10 for p in places),
        sum(not pages for pages in found),
        len(queries),
    )


def place(query: Query, pages: Sequence[str]) -> int:
    """The place of the first page that answers, counted from 1; 0 where none does."""
    documents = all(want.startswith("documents/") for want in query.wants)
    seen = [page for page in dict.fromkeys(pages) if not documents or page.startswith("documents/")]
    return next((at for at, page in enumerate(seen, 1) if page in query.wants), 0)


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle and the worst of several figures."""

    median: float
    most: float


def spread(figures: Iterable[float]) -> Spread:
    """The spread of figures; not a number where there are none. Those of failed searches don't count."""
    known = [figure for figure in figures if not math.isnan(figure)]
    return Spread(statistics.median(known), max(known)) if known else Spread(float("nan"), float("nan"))


def spread_evenly(queries: Sequence[T], count: int) -> list[T]:
    """So many of the queries, from all parts of the list."""
    if count >= len(queries):
        return list(queries)
    return [queries[number * len(queries) // count] for number in range(count)]


def apart(function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """Call a function in a process of its own.

    A process that Linux starts is said to have used at least the memory of the one that started it; so nothing
    large may ever live in the process that measures others.
    """
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, *arguments, **named).result()


def disk(folder: Path) -> tuple[int, int]:
    """Bytes and number of the files in a folder, those in its folders included."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return sum(sizes), len(sizes)


def plain(value: object) -> object:
    """A value as JSON has it."""
    if hasattr(value, "__dataclass_fields__"):
        return plain(asdict(value))  # type: ignore[call-overload]
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    # JSON knows no NaN.
    return None if isinstance(value, float) and math.isnan(value) else value


def table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table that is aligned where Chinese characters are two columns wide; all but the first column to the right."""
    cells = [list(head), *map(list, rows)]
    widths = [max(_width(row[column]) for row in cells) for column in range(len(head))]
    lines = [title]
    for row in cells:
        first = row[0] + " " * (widths[0] - _width(row[0]))
        rest = (" " * (width - _width(cell)) + cell for cell, width in zip(row[1:], widths[1:], strict=True))
        lines.append("  ".join(("", first, *rest)))
    return "\n".join(lines) + "\n"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def millis(figures: Spread) -> str:
    """Median and worst, milliseconds."""
    return "—" if math.isnan(figures.median) else f"{figures.median:,.0f} / {figures.most:,.0f}"


def kilobytes(figures: Spread) -> str:
    """Median and worst, KB of 1,000 bytes."""
    return millis(Spread(figures.median / 1000, figures.most / 1000))


def megabytes(size: int) -> str:
    """A size in MB of 1,000,000 bytes."""
    return f"{size / 1e6:,.2f}"
