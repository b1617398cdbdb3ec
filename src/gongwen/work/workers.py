"""Work divided among copies of this process, each of which knows all that this one does.

What a copy that failed or ended early didn't do is left to be done here, so nothing depends on copies but time.
They are made where copying is safe: on Linux, by a process with a single thread.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from multiprocessing.context import ForkContext, ForkProcess
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

FEW = 64
"""So many items are done sooner here than by making copies."""
JOBS = "GONGWEN_JOBS"
"""The environment's word on how many processes there may be."""


def jobs() -> int:
    """How many processes work is divided among."""
    wanted = os.environ.get(JOBS, "")
    if wanted.isascii() and wanted.isdigit() and int(wanted):
        return int(wanted)
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def meanwhile(job: Callable[[], object]) -> Callable[[], None]:
    """Begin `job` in a copy of this process, which goes on.

    Args:
        job: what to do; what it leaves behind is lost, except on disk; done twice, it must come to the same.

    Returns:
        Waits for it. Where the copy failed, the job is done then and here, where errors are heard; where none is
        made, it is done at once.
    """
    if jobs() < 2 or not _may_copy():
        job()
        return lambda: None
    process, results = _copy(_context(), lambda _: job(), (None,), 0, 1)

    def wait() -> None:
        try:
            done = bool(results.recv())
        except (EOFError, OSError):
            done = False  # ended from outside
        results.close()
        process.kill()
        process.join()
        if not done:
            job()

    return wait


def divided(job: Callable[[Item], Result], items: Sequence[Item], few: int = FEW) -> dict[int, Result]:
    """Do `job` for each of `items` in copies of this process.

    Args:
        job: what to do; what it leaves behind but its result is lost, except on disk.
        items: what to do it for.
        few: so many are done here: what an item takes is in no proportion to a copy.

    Returns:
        Results by the item's place. Of items that failed, and of all where no copies are made, there are none:
        they are to be done here, where errors and warnings are heard.
    """
    count = min(jobs(), len(items))
    if count < 2 or len(items) <= few or not _may_copy():
        return {}
    context = _context()
    started: list[tuple[ForkProcess, Connection]] = []
    found: dict[int, Result] = {}
    try:
        started += (_copy(context, job, items, share, count) for share in range(count))
        for _, results in started:
            try:
                found.update(results.recv())
            except (EOFError, OSError):
                continue  # ended from outside, for want of memory perhaps
    finally:
        for process, results in started:
            results.close()
            process.kill()
            process.join()
    return found


def _may_copy() -> bool:
    # A copy makes none itself: its parent wants it to do its share.
    return (
        sys.platform == "linux"
        and threading.active_count() == 1
        and not multiprocessing.current_process().daemon
    )


def _context() -> ForkContext:
    sys.stdout.flush()
    sys.stderr.flush()
    return multiprocessing.get_context("fork")


def _copy(
    context: ForkContext, job: Callable[[Item], Result], items: Sequence[Item], share: int, count: int
) -> tuple[ForkProcess, Connection]:
    reader, writer = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(job, items, share, count, writer, os.getpid()), daemon=True)
    with warnings.catch_warnings():
        # Libraries' own threads (of numpy's arithmetic) make newer Pythons warn; none of them is in use here.
        warnings.simplefilter("ignore", DeprecationWarning)
        process.start()
    writer.close()
    return process, reader


def _work(
    job: Callable[[Item], Result],
    items: Sequence[Item],
    share: int,
    count: int,
    writer: Connection,
    parent: int,
) -> None:
    # Ctrl-C in a terminal reaches all; it is the parent's to answer, which ends us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    found: dict[int, Result] = {}
    for place in range(share, len(items), count):
        if os.getppid() != parent:
            os._exit(1)
        try:
            found[place] = job(items[place])
        except Exception:  # noqa: S112  # it fails again in the parent, and is told there
            continue
    writer.send(found)
    writer.close()
