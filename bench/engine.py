#!/usr/bin/env python3
"""engine.py: shards of a conversion by an engine of this machine, then the merge; stands for the engines of many machines.

Ray does the same by the same command, as docs/about/performance.md shows, but takes 285 MB to install: it isn't needed here.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

BUILD = Path(__file__).resolve().parents[1] / "scripts" / "build.py"


def convert(arguments: Sequence[str], shards: int, at_once: int) -> int:
    """Convert a delivery in shards, so many at once, and merge them; the exit code.

    Args:
        arguments: of build.py, ``convert`` and what follows it included.
        shards: how many.
        at_once: processes.
    """
    command = [sys.executable, str(BUILD), *arguments]

    def shard(number: int) -> int:
        return subprocess.run(
            [*command, "--shard", f"{number}/{shards}", "--jobs", "1"], check=False
        ).returncode

    with ThreadPoolExecutor(at_once) as pool:
        if any(pool.map(shard, range(1, shards + 1))):
            return 1
    return subprocess.run([*command, "--merge"], check=False).returncode


if __name__ == "__main__":
    sys.exit(convert(sys.argv[3:], int(sys.argv[1]), int(sys.argv[2])))
