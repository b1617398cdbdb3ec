"""Work on many files with all cores: results in input order, whatever their number."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Protocol, TypeVar

from tqdm import tqdm

from gongwen.archive import read_archive
from gongwen.convert.pipeline import Converter
from gongwen.errors import GongwenError

FEW = 16
"""So many files are faster done here than by starting other processes."""


class Given(Protocol):
    """Something to work on that knows what the person called it."""

    @property
    def given(self) -> str:
        """The file as the person gave it."""
        ...


Item = TypeVar("Item", bound=Given)
Result = TypeVar("Result")

_converter: Converter | None = None


def _start(docs: Path, today: datetime.date) -> None:
    global _converter  # one converter a process; it takes a second to build
    _converter = Converter(read_archive(docs, strict=False), today=today, docs=docs)


def _guarded(job: Callable[[Converter, Item], Result], item: Item) -> Result | GongwenError:
    assert _converter is not None
    try:
        return job(_converter, item)
    except GongwenError as error:
        return error.in_file(item.given)
    except RecursionError:
        return GongwenError("结构嵌套太深，读不完", file=item.given, advice="另存为纯文本后再试")
    except Exception as error:
        # A defect of ours must not stop the other files, nor show its insides to the person.
        return GongwenError(
            f"转换程序出错（{type(error).__name__}）", file=item.given, advice="请把此文件报告给维护者"
        )


def spread(
    job: Callable[[Converter, Item], Result],
    items: Sequence[Item],
    docs: Path,
    *,
    label: str,
    jobs: int | None = None,
) -> Iterator[Result | GongwenError]:
    """Do `job` for each of `items`, results in the same order; a failure is a result too.

    Args:
        job: a function of a module, given a converter and the item.
        items: what to work on.
        docs: the archive whose records the texts are checked against.
        label: what the progress bar calls the work.
        jobs: processes; all cores where None.
    """
    today = datetime.datetime.now(tz=datetime.UTC).date()
    jobs = jobs or os.cpu_count() or 1
    progress: dict[str, Any] = {
        "total": len(items),
        "unit": "件",
        "desc": label,
        "disable": len(items) < FEW or not sys.stderr.isatty(),
    }
    work = partial(_guarded, job)
    if jobs == 1 or len(items) < FEW:
        _start(docs, today)
        yield from tqdm(map(work, items), **progress)
        return
    # “spawn” behaves alike on Linux and macOS and copies no threads.
    with ProcessPoolExecutor(jobs, get_context("spawn"), _start, (docs, today)) as pool:
        yield from tqdm(pool.map(work, items, chunksize=8), **progress)
