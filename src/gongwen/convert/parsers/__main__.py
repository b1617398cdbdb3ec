"""The process that a parser runs in: limits first, then the parser, then its answer as JSON."""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import json
import signal
import sys
from typing import Any

from gongwen.convert.parsers import alone
from gongwen.convert.parsers.values import MOST_CHARACTERS, Refused, plain
from gongwen.messages import message, packed

OPEN_FILES = 64
_WHEN_PARENT_ENDS = 1


def limit(memory: int, seconds: int) -> None:
    """No more memory, time and files than a document can need; systems without such limits go without."""
    try:
        import resource
    except ImportError:
        return
    limits = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_NOFILE: OPEN_FILES,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for kind, limit in limits.items():
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (limit, limit))
    with contextlib.suppress(OSError, AttributeError):
        # Linux: don't outlive the process that asked.
        ctypes.CDLL(None).prctl(_WHEN_PARENT_ENDS, signal.SIGKILL)


def answer(name: str, data: bytes) -> dict[str, Any]:
    """What parser `name` makes of `data`: its values, or why it is refused."""
    parser = importlib.import_module(f"gongwen.convert.parsers.{name}")
    try:
        parsed = parser.parse(data)
        if parsed.characters() > MOST_CHARACTERS:
            raise Refused(
                message("有 {characters} 万字，不像一件文献", characters=parsed.characters() // 10000),
                message("核对文件；是汇编的，拆开后再转换"),
            )
    except Refused as refused:
        return {"refused": [packed(refused.problem), packed(refused.advice)], "scanned": refused.scanned}
    except (MemoryError, RecursionError):
        return {
            "refused": [
                packed(message("展开后过大或嵌套太深，不像文献")),
                packed(message("核对文件；另存为纯文本后再试")),
            ],
            "scanned": False,
        }
    return plain(parsed)


def main(arguments: list[str]) -> int:
    """Parse standard input with the named parser; 1 where the file is damaged beyond reading."""
    name, memory, seconds = arguments[0], int(arguments[1]), int(arguments[2])
    limit(memory, seconds)
    alone.leave_network()
    alone.refuse_sockets()
    try:
        result = answer(name, sys.stdin.buffer.read())
    except Exception:
        # Whatever a damaged file does to the libraries, the caller says so in its own words.
        return 1
    sys.stdout.buffer.write(json.dumps(result).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
