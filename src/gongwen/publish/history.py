"""When each record came in and changed: what git knows of its file, and of the files that it had before.

Where there is no git, or only the last few commits were fetched, nothing is known, and nothing is claimed.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

from gongwen.records import KINDS, Record

What = Literal["新收", "更正", "撤下"]


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened to a record on a day (2026-11-27)."""

    day: str
    what: What
    record: Record


@dataclass(frozen=True)
class History:
    """The days on which files changed, by file below docs/."""

    days: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def latest(self) -> str:
        """The day of the last change of all; empty where nothing is known."""
        return max((day for days in self.days.values() for day in days), default="")

    def _of(self, record: Record) -> list[str]:
        files = [record.file, *(f"{old.strip('/')}.md" for old in record.redirects)]
        return [day for file in files for day in self.days.get(file, ())]

    def added(self, record: Record) -> str:
        """The day on which a record came in; empty where that isn't known."""
        return min(self._of(record), default="")

    def changed(self, record: Record) -> str:
        """The day on which a record last changed; empty where that isn't known."""
        return max(self._of(record), default="")

    def changes(self, records: Iterable[Record], most: int) -> list[Change]:
        """The newest changes to records, at most one a day each."""
        found: dict[tuple[str, str], Change] = {}
        for record in records:
            first = self.added(record)
            for day in self._of(record):
                what: What = "新收" if day == first else "更正"
                if record.withdrawn and day == self.changed(record) and day != first:
                    what = "撤下"
                found[day, record.file] = Change(day, what, record)
        return [found[key] for key in sorted(found, reverse=True)[:most]]


def read(root: Path) -> History:
    """The history of the archive in `root`."""
    if _git(root, "rev-parse", "--is-shallow-repository") != "false\n":
        return History()
    folders = [f"docs/{kind.folder}" for kind in KINDS.values()]
    text = _git(
        root, "log", "--no-renames", "--relative", "--format=%x01%cs", "--name-status", "--", *folders
    )
    days: dict[str, list[str]] = {}
    for file, day in _touched(text or ""):
        days.setdefault(file, []).append(day)
    return History({file: tuple(found) for file, found in days.items()})


def _touched(log: str) -> Iterator[tuple[str, str]]:
    day = ""
    for line in log.splitlines():
        if line.startswith("\x01"):
            day = line[1:]
        elif line[:2] in {"A\t", "M\t"}:
            yield line[2:].removeprefix("docs/"), day


def _git(root: Path, *arguments: str) -> str | None:
    """What git answers; None where it can't."""
    command = ["git", "-C", str(root), "-c", "core.quotePath=off", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603  # git, asked by us
    except OSError:
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
