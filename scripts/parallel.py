"""Work on many files with all cores: results in input order, whatever their number."""

from __future__ import annotations

import datetime
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context, resource_tracker
from pathlib import Path
from typing import Any, Protocol, TypeVar

from tqdm import tqdm

from gongwen.convert.pipeline import Converter
from gongwen.errors import GongwenError, reason
from gongwen.messages import message, said, say
from gongwen.records.archive import read_archive

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

_converter: Converter | OSError | None = None


def _start(docs: Path, today: datetime.date) -> None:
    global _converter  # one converter a process; it takes a second to build
    try:
        _converter = Converter(read_archive(docs, strict=False), today=today, docs=docs)
    except OSError as error:
        # Raised here it would end the process with a traceback; raised from the work it reaches the person.
        _converter = error


def _start_worker(docs: Path, today: datetime.date) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _start(docs, today)


def _end_with_parent() -> None:
    """Don't outlive the command: nobody would take what is done here, and Ctrl-C doesn't reach us."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _guarded(job: Callable[[Converter, Item], Result], item: Item) -> Result | GongwenError:
    assert _converter is not None
    if isinstance(_converter, OSError):
        raise _converter
    try:
        return job(_converter, item)
    except GongwenError as error:
        return error.in_file(item.given)
    except OSError as error:
        return GongwenError(
            message("读不了（{reason}）", reason=reason(error)),
            file=item.given,
            advice=message("检查文件和权限"),
        )
    except RecursionError:
        return GongwenError(
            message("结构嵌套太深，读不完"), file=item.given, advice=message("另存为纯文本后再试")
        )
    except Exception as error:
        # A defect of ours must not stop the other files, nor show its insides to the person.
        return GongwenError(
            message("转换程序出错（{error}）", error=type(error).__name__),
            file=item.given,
            advice=message("请把此文件报告给维护者"),
        )


def spread(
    job: Callable[[Converter, Item], Result],
    items: Sequence[Item],
    docs: Path,
    *,
    label: str,
    jobs: int | None = None,
    today: datetime.date | None = None,
) -> Iterator[Result | GongwenError]:
    """Do `job` for each of `items`, results in the same order; a failure is a result too.

    Args:
        job: a function of a module, given a converter and the item.
        items: what to work on.
        docs: the archive whose records the texts are checked against.
        label: what the progress bar calls the work.
        jobs: processes; all cores where None.
        today: the day that no document can be later than; the day on which this is asked where None.

    Raises:
        GongwenError: a process was ended from outside.
        OSError: the records can't be read.
    """
    today = today or datetime.datetime.now(tz=datetime.UTC).date()
    jobs = jobs or os.cpu_count() or 1
    progress: dict[str, Any] = {
        "total": len(items),
        "unit": say("件"),
        "desc": said(label),
        "disable": len(items) < FEW or not sys.stderr.isatty(),
    }
    work = partial(_guarded, job)
    if jobs == 1 or len(items) < FEW:
        _start(docs, today)
        yield from tqdm(map(work, items), **progress)
        return
    # “spawn” behaves alike on Linux and macOS and copies no threads.
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _start_worker, (docs, today))
    try:
        with _interrupts_held():
            results = pool.map(work, items, chunksize=8)
        yield from tqdm(results, **progress)
    except BrokenProcessPool:
        raise GongwenError(
            message("有一个处理进程被系统中止了，多半是内存不够"),
            advice=message("加上 --jobs 1 再试；已写好的页面会跳过"),
        ) from None
    except BaseException:
        # Nobody waits for the rest: not the person who pressed Ctrl-C, nor a caller that failed.
        for process in multiprocessing.active_children():
            process.kill()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Processes started meanwhile never hear of Ctrl-C, which a terminal sends to all of them: it is ours to end them.

    Ours comes as soon as this is over. The helper of multiprocessing is started before, as it would let signals
    through again.
    """
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
