"""Parsers in other ways than `gongwen.convert.readers.apart` starts them.

Forked from a process that has its imports, a parser costs no start of an interpreter; limits, the loss of the network
and what becomes of the answer are the same. In this process, it shows what it doesn't foresee.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import select
import signal
import time
from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock

from gongwen.convert.parsers import __main__ as start
from gongwen.convert.parsers import alone
from gongwen.convert.readers import apart
from gongwen.errors import ReadError
from gongwen.messages import unpacked


def _child(parser: str, data: bytes, memory: int, seconds: int, writing: int) -> None:
    code = 1
    try:
        start.limit(memory, seconds)
        alone.leave_network()
        alone.refuse_sockets()
        result = json.dumps(start.answer(parser, data)).encode()
        while result:
            result = result[os.write(writing, result) :]
        code = 0
    except BaseException:
        code = 1
    finally:
        os._exit(code)


def run(
    parser: str, data: bytes, what: str, *, seconds: int = apart.SECONDS, memory: int = apart.MEMORY
) -> dict[str, Any]:
    """As `apart.run`."""
    importlib.import_module(f"gongwen.convert.parsers.{parser}")
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _child(parser, data, memory, seconds, writing)
    os.close(writing)
    output, ends = b"", time.monotonic() + seconds * 1.5
    with os.fdopen(reading, "rb", buffering=0) as answer:
        while True:
            ready, _, _ = select.select([answer], [], [], max(0.0, ends - time.monotonic()))
            piece = answer.read(1 << 20) if ready else None
            if not piece:
                break
            output += piece
    if piece is None:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return apart.outcome(os.waitstatus_to_exitcode(status), output, what, seconds)


def inside(parser: str, data: bytes, what: str, **_: int) -> dict[str, Any]:
    """As `apart.run`, in this process: what a parser doesn't foresee is raised."""
    result: dict[str, Any] = json.loads(json.dumps(start.answer(parser, data)))
    if "refused" in result:
        problem, advice = map(unpacked, result["refused"])
        raise ReadError(problem or what, advice=advice)
    return result


@contextlib.contextmanager
def parsing(way: Callable[..., dict[str, Any]]) -> Iterator[None]:
    """While this lasts, parsers run in this way."""
    with mock.patch.object(apart, "run", way):
        yield
