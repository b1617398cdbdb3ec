"""Disks, pipes and people that get in the way, for tests of what a command does then.

An audit hook sees whatever the interpreter asks of the system, also from within libraries; here it refuses, as the
system would. Tests run as root, whom permissions don't stop.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from delivery import Input

Watch = Callable[[str, str], None]
_CHANGING = frozenset(
    {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod"}
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_watch: Watch | None = None


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if _watch is None or not (event == "open" or event in _CHANGING):
        return
    name = arguments[0]
    if not isinstance(name, str | bytes | os.PathLike):
        return
    what = event
    if event == "open":
        flags = arguments[2]
        what = "write" if isinstance(flags, int) and flags & _WRITING else "read"
    _watch(what, str(Path.cwd() / os.fsdecode(name)))


sys.addaudithook(_hook)  # can't be taken away again; without a watch it does nothing


@contextlib.contextmanager
def watched(watch: Watch) -> Iterator[None]:
    """While this lasts, `watch` is told what is done to which path: read, write, or the name of the event."""
    global _watch
    _watch = watch
    try:
        yield
    finally:
        _watch = None


@contextlib.contextmanager
def refusing(number: int, *folders: Path, reading: bool = False) -> Iterator[None]:
    """Nothing below `folders` can be changed, or read where `reading`; the system says `number`."""

    def watch(what: str, path: str) -> None:
        # A file without a name is made in the folder itself.
        inside = any(
            path.startswith(f"{folder}/") or (what == "write" and path == str(folder)) for folder in folders
        )
        if (what == "read") == reading and inside:
            raise OSError(number, os.strerror(number), path)

    with watched(watch):
        yield


@contextlib.contextmanager
def full(size: int = 0) -> Iterator[None]:
    """No file may grow beyond `size` bytes: files can be made, but not filled."""
    _, most = limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


class Interrupt:
    """Ctrl-C when a folder is written to for the `after`-th time."""

    def __init__(self, folder: Path, after: int) -> None:
        self.folder, self.after, self.seen = str(folder), after, 0

    def __call__(self, what: str, path: str) -> None:
        if what != "read" and path.startswith(self.folder):
            self.seen += 1
            if self.seen == self.after:
                raise KeyboardInterrupt


@contextlib.contextmanager
def output_to(file: Path) -> Iterator[None]:
    """What is printed goes to a file that may not take it, such as /dev/full."""
    with file.open("w", encoding="utf-8") as out, contextlib.redirect_stdout(out):
        yield


@contextlib.contextmanager
def nobody_reading() -> Iterator[None]:
    """What is printed goes into a pipe whose other end is closed, line by line."""
    reading, writing = os.pipe()
    os.close(reading)
    out = os.fdopen(writing, "w", encoding="utf-8", buffering=1)
    with contextlib.redirect_stdout(out):
        yield
    with contextlib.suppress(BrokenPipeError):
        out.close()


# What processes of their own are given to do: they import it from here, wherever the tests were started


def die(*_: object) -> None:
    """End this process as the system does."""
    os.kill(os.getpid(), signal.SIGKILL)


def held(*_: object) -> set[int]:
    """The signals that are held back here."""
    return {int(number) for number in signal.pthread_sigmask(signal.SIG_BLOCK, [])}


def slow_after_the_first(_: object, item: Input) -> str:
    """Take long over all but the first few."""
    if int(item.given) >= 8:
        time.sleep(5)
    return item.given
