"""Running a command as a process of its own, and what it took."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gongwen.errors import GongwenError

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took.

    Attributes:
        wall: seconds on the clock.
        cpu: processor seconds, all its children included.
        memory: peak of the largest process, MiB.
    """

    wall: float
    cpu: float
    memory: float


def measure(command: Sequence[str], cwd: Path) -> Cost:
    """Run a command to its end and say what it took."""
    started = time.perf_counter()
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        if os.waitstatus_to_exitcode(status):
            errors.seek(0)
            raise GongwenError(f"命令失败：{' '.join(command)}：{errors.read().decode()[-2000:].strip()}")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)
