#!/usr/bin/env python3
"""longevity.py: builds the site by mkdocs and by its maintained fork, and compares what comes out, byte for byte.

mkdocs 1 gets no releases any more. The fork is the way out: as long as this says “相同”, taking it is one line in
pyproject.toml.
"""

from __future__ import annotations

import filecmp
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import beside  # noqa: F401  # before what lies in scripts/
from command_line import Parser, complain
from command_line import run as run_command
from gongwen.errors import GongwenError

ROOT = Path(__file__).resolve().parents[1]
FORK = "properdocs==1.6.7"


def parser() -> Parser:
    """The command line of longevity.py."""
    return Parser(
        prog="longevity.py", description="用 mkdocs 和它的后继 ProperDocs 各构建一次网站，逐字节比较。"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare; the exit code is 1 where anything differs."""
    parser().parse_args(arguments)
    return run_command(compare)


def compare() -> int:
    """Build twice and say what differs."""
    with tempfile.TemporaryDirectory(prefix="gongwen-") as folder:
        work = Path(folder)
        python = _other_environment(work)
        now, later = work / "now", work / "later"
        _do([sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(now)])
        _do([str(python), "-m", FORK.partition("=")[0], "build", "-q", "-d", str(later)])
        differing = sorted(differences(now, later))
        count = sum(path.is_file() for path in now.rglob("*"))
    for place in differing:
        complain(f"不同：{place}")
    print(f"mkdocs 与 {FORK}：{count} 个文件，" + (f"{len(differing)} 个不同" if differing else "逐字节相同"))
    return 1 if differing else 0


def differences(one: Path, two: Path) -> Iterator[str]:
    """Files of either folder that the other doesn't have alike."""
    places = {
        path.relative_to(folder) for folder in (one, two) for path in folder.rglob("*") if path.is_file()
    }
    _, other, missing = filecmp.cmpfiles(one, two, [place.as_posix() for place in places], shallow=False)
    yield from (*other, *missing)


def _other_environment(work: Path) -> Path:
    """A throw-away environment with what is locked and the fork beside it; its Python."""
    uv = os.environ.get("UV", "uv")
    listed = work / "requirements.txt"
    _do([uv, "export", "-q", "--frozen", "--no-dev", "--no-hashes", "--no-emit-project", "-o", str(listed)])
    _do([uv, "venv", "-q", "--python", sys.executable, str(work / "venv")])
    python = work / "venv" / "bin" / "python"
    _do([uv, "pip", "install", "-q", "--python", str(python), "-r", str(listed), FORK])
    return python


def _do(command: list[str]) -> None:
    # One date for both sitemaps; the fork's environment has no package of ours but reads it where it lies.
    env = os.environ | {
        "SOURCE_DATE_EPOCH": "0",
        "NO_MKDOCS_2_WARNING": "true",
        "PYTHONPATH": str(ROOT / "src"),
    }
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr or done.stdout).strip().splitlines()[-1:] or ["没有说明"]
        raise GongwenError(
            f"{' '.join(command[:4])} 没有成功：{last[0]}", advice="要能取到 PyPI 上的包，网站要能构建"
        )


if __name__ == "__main__":
    sys.exit(main())
