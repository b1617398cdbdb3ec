"""Work divided among copies of the process: all of it once, and what a copy fails at is left to be done here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_SCRIPT = """
import os, sys
from gongwen.work.workers import divided

def job(item):
    if item == {fails}:
        raise ValueError(item)
    if item == {dies}:
        os._exit(9)
    return item * 2, os.getpid()

found = divided(job, range({count}))
assert all(value == place * 2 for place, (value, _) in found.items())
print(len(found), len({{pid for _, pid in found.values()}}), os.getpid() in {{pid for _, pid in found.values()}})
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux only")


def told(count: int, jobs: str, *, fails: int = -1, dies: int = -1) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT.format(count=count, fails=fails, dies=dies)],
        env={"GONGWEN_JOBS": jobs, "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize("jobs", ["2", "3"])
def test_everything_is_done_once(jobs: str) -> None:
    assert told(100, jobs) == ["100", jobs, "False"]


def test_one_process_or_little_work_is_not_divided() -> None:
    assert told(100, "1") == ["0", "0", "False"]
    assert told(10, "2") == ["0", "0", "False"]


def test_what_fails_is_left_to_be_done_here() -> None:
    assert told(100, "2", fails=7) == ["99", "2", "False"]


def test_a_copy_that_is_ended_takes_its_share_with_it() -> None:
    assert told(100, "2", dies=7) == ["50", "1", "False"]


_MEANWHILE = """
import os
from gongwen.work.workers import meanwhile

def job():
    with open("told", "a") as file:
        file.write("here " if os.getpid() == parent else "there ")
    if os.getpid() != parent:
        {ends}

parent = os.getpid()
wait = meanwhile(job)
wait()
print(open("told").read())
"""


@pytest.mark.parametrize(
    ("jobs", "ends", "where"),
    [
        ("2", "pass", "there"),
        ("1", "pass", "here"),
        ("2", "raise ValueError", "there here"),
        ("2", "os._exit(9)", "there here"),
    ],
)
def test_what_is_begun_is_done_in_the_end(tmp_path: Path, jobs: str, ends: str, where: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _MEANWHILE.format(ends=ends)],
        env={"GONGWEN_JOBS": jobs, "PATH": ""},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout.strip(), done.stderr) == (where, "")
