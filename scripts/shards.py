"""A delivery converted in shards: each anywhere and at any time, put together by one process at the end.

A shard is a stretch of the delivery's files in their order. It converts them and keeps what came of each, without a
page's name: what hangs on the files before, such as names that collide, is for whoever puts all together, who writes
pages and report as one run does. Of what hangs on the whole delivery beforehand, every shard finds the same: the files
and their order; the lines that recur at the edges of a source's files; the day, which the first shard writes down.

The shards of a delivery lie in a folder, beside the plan that all must agree with.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime
import fcntl
import hashlib
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

import conversion
import gongwen
import telling
from command_line import complain
from conversion import Result, converted
from delivery import Input, Outcome, Report, source_of, taught
from gongwen.convert.packing import unpack
from gongwen.convert.pipeline import Wishes
from gongwen.errors import GongwenError
from gongwen.messages import Message, listed, message, say
from gongwen.work.program import files_digest, program_digest
from shard_log import CHANGED, Log, Share, as_json, edges, line_of, read_line
from writing import write_new

_PLAN, _LOCK = "plan", "lock"


class ShardError(GongwenError):
    """Shards that can't be made or put together as they are."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What all shards of a delivery must agree on.

    Attributes:
        found: its files in order, and what couldn't be read of its folders.
        wishes: what the maintainer wants of each.
        docs: the archive's records.
        learning: whether its files teach each other which lines recur.
    """

    found: Sequence[Input | Outcome]
    wishes: Wishes
    docs: Path
    learning: bool

    @property
    def items(self) -> list[Input]:
        """The files that can be converted."""
        return [item for item in self.found if isinstance(item, Input)]

    def digest(self) -> str:
        """The digest of all that the result hangs on but the files' contents and the day."""
        wishes = (self.wishes.access, self.wishes.rights_note, self.wishes.split, self.learning)
        # Documents of the archive don't bear on how others are converted, and are written meanwhile.
        records = (self.docs / folder for folder in ("agencies", "campaigns", "glossary"))
        digests = (files_digest(records, {".md"}), program_digest(Path(gongwen.__file__).parent))
        return hashlib.sha256(as_json([*wishes, [item.given for item in self.found], *digests])).hexdigest()


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a shard: how many files it has, how many were done before, and what is wrong with the others."""

    files: int
    kept: int
    failures: Sequence[str]


class Folder:
    """The folder of a delivery's shards.

    Args:
        path: the folder.
        delivery: the delivery that is worked on.
    """

    def __init__(self, path: Path, delivery: Delivery) -> None:
        self.path = path
        self.delivery = delivery
        self.items = delivery.items

    def make(self, share: Share, *, jobs: int | None = None) -> Made:
        """Convert the files of a shard, but for those that an earlier run has done and that are what they were.

        Args:
            share: which.
            jobs: processes; all cores where None.

        Raises:
            ShardError: the folder holds shards of another delivery, or another process makes this one.
            OSError: it can't be written.
        """
        plan = self._agreed(share.of)
        items = share.slice(self.items)
        if self.delivery.learning:
            items = taught(items, self.items)
        with self._locked(_LOCK, shared=True), self._locked(f"{share.number}.{_LOCK}"):
            return self._made(Log(self.path, share, plan["delivery"]), items, plan, jobs)

    def _made(self, log: Log, items: Sequence[Input], plan: Mapping[str, Any], jobs: int | None) -> Made:
        if log.final.exists() and not log.part.exists():
            # What is left of it is gone on with, were it damaged or its files changed.
            known = log.known(log.final, items)
            if len(known) == len(items) and log.is_whole(items):
                return Made(len(items), len(items), ())
            log.final.replace(log.part)
        known = log.known(log.part, items)
        left = [item for item in items if item.given not in known]
        failures: list[str] = []
        results = converted(
            left, self.delivery.docs, jobs=jobs, today=datetime.date.fromisoformat(plan["day"])
        )
        with log.part.open("ab", buffering=0) as file:
            file.write(b"\n")  # ends what a killed run left half
            for item, one in groupby(results, lambda result: result[0]):
                of_file = list(one)
                failures += (str(result) for _, result in of_file if isinstance(result, GongwenError))
                known[item.given] = file.tell()
                file.write(log.line(item, of_file))
        log.finish([known[item.given] for item in items])
        return Made(len(items), len(items) - len(left), failures)

    def _agreed(self, of: int) -> Mapping[str, Any]:
        """The plan, which the first shard writes."""
        today = datetime.datetime.now(tz=datetime.UTC).date()
        mine = {"delivery": self.delivery.digest(), "of": of, "day": str(today)}
        write_new(self.path / _PLAN, line_of("", mine))
        plan = self._plan(mine["delivery"])
        if plan["of"] != of:
            raise ShardError(
                message("这里的分片是按 {of} 片分的", of=plan["of"]),
                file=str(self.path),
                advice=message("照样分，或删去这个文件夹重做"),
            )
        return plan

    def _plan(self, delivery: object) -> Mapping[str, Any]:
        path = self.path / _PLAN
        if not path.is_file():
            raise ShardError(
                message("没有分片"), file=str(self.path), advice=message("先用 --shard k/n 做好各片")
            )
        found = read_line("", path.read_bytes())
        if found is None:
            raise ShardError(message("损坏了"), file=str(path), advice=message("删去它所在的文件夹重做"))
        if found[0]["delivery"] != delivery:
            raise ShardError(
                message("里面是另一批的分片，或者文件、选项、条目、程序在其间变了"),
                file=str(self.path),
                advice=message("删去这个文件夹重做"),
            )
        plan: Mapping[str, Any] = found[0]
        return plan

    @contextlib.contextmanager
    def _locked(self, name: str, *, shared: bool = False) -> Iterator[None]:
        """Hold a lock of the folder, where its file system has any; without, lines that got mixed up are done again."""
        with (self.path / name).open("w") as lock:
            try:
                fcntl.flock(lock, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
            except BlockingIOError:
                raise ShardError(
                    message("另一个进程正在做"), file=str(self.path), advice=message("等它做完再试")
                ) from None
            except OSError:
                pass
            yield

    def remove(self) -> None:
        """Remove the folder, once all that it holds is written elsewhere."""
        shutil.rmtree(self.path, ignore_errors=True)

    @contextlib.contextmanager
    def complete(self) -> Iterator[Merged]:
        """All shards, looked through before anything is made of them.

        Raises:
            ShardError: a shard lacks, is damaged, of another delivery, or of files that have changed since; or one
                is just being made.
        """
        plan = self._plan(self.delivery.digest())
        with self._locked(_LOCK):
            logs = [
                Log(self.path, Share(number, plan["of"]), plan["delivery"])
                for number in range(1, plan["of"] + 1)
            ]
            faults = self._faults(logs)
            for fault, of in faults.items():
                raise ShardError(
                    message(
                        "第 {numbers} 片{fault}",
                        numbers=listed(str(log.share.number) for log in of),
                        fault=fault,
                    ),
                    file=str(self.path),
                    advice=message("用 --shard {share} 重做，再合并", share=of[0].share),
                )
            yield Merged(self.items, logs)

    def _faults(self, logs: Sequence[Log]) -> Mapping[Message, Sequence[Log]]:
        """What is wrong with shards, each with those that it is wrong with."""
        faults: dict[Message, list[Log]] = {}
        learnt: dict[object, dict[str, set[Share]]] = {}
        for log in logs:
            if fault := log.fault(log.share.slice(self.items), learnt):
                faults.setdefault(fault, []).append(log)
        if not faults:
            # Where shards disagree on what a source's files share, some were made before one of them changed.
            known: dict[object, str] = {}
            for item in self.items:
                source = source_of(item)
                if len(learnt[source]) > 1 and source not in known:
                    known[source] = edges(*taught([item], self.items))
            stale = {
                share
                for source, now in known.items()
                for seen, of in learnt[source].items()
                if seen != now
                for share in of
            }
            if stale:
                faults[CHANGED] = [log for log in logs if log.share in stale]
        return faults


@dataclass(slots=True)
class Merged:
    """What came of a delivery's files, from all of its shards.

    Attributes:
        items: the files.
        logs: the shards.
        failed: of the files that were asked for, those that couldn't be converted.
    """

    items: Sequence[Input]
    logs: Sequence[Log]
    failed: set[str] = field(default_factory=set)

    def results(self, wanted: Sequence[Input]) -> Iterator[Result]:
        """What came of the files that are `wanted`, in their order, as `conversion.converted` has it."""
        asked = {item.given for item in wanted}
        for log in self.logs:
            for item, results in log.results(log.share.slice(self.items)):
                if item.given in asked:
                    for result in map(unpack, results()):
                        if isinstance(result, GongwenError):
                            self.failed.add(item.given)
                        yield item, result

    def unwritten(self, outcomes: Sequence[Outcome]) -> bool:
        """Whether a file that was converted came to nothing when its page was to be written."""
        converted = {item.given for item in self.items} - self.failed
        return any(outcome.status == "failed" and outcome.given in converted for outcome in outcomes)


def run(
    options: argparse.Namespace, wishes: Wishes, report: Report, *, tell: Callable[[Sequence[Outcome]], int]
) -> int:
    """Make a shard or put all together, as the command line asks; the exit code.

    Args:
        options: the command line of convert.
        wishes: what the maintainer wants of each file.
        report: where the outcomes are told.
        tell: says what became of files; the exit code.
    """
    output: Path | None = options.output
    found = conversion.gather(options.paths, output, wishes, report)
    delivery = Delivery(found, wishes, options.root / "docs", learning=output is not None)
    folder = Folder(output / ".shards" if output else options.root / ".cache" / "shards", delivery)
    if options.shard:
        return _told(Share(*options.shard), folder, options.jobs)
    light = not options.show_removed and len(found) > telling.LISTED
    with folder.complete() as merged:
        outcomes = conversion.put(found, merged.results, options.root, output, report, light=light)
        code = tell(outcomes)
        if report.problem is None and not merged.unwritten(outcomes):
            folder.remove()
        else:
            complain(say("分片仍在 {folder}，改好之后再合并", folder=folder.path))
    return code


def _told(share: Share, folder: Folder, jobs: int | None) -> int:
    made = folder.make(share, jobs=jobs)
    for failure in made.failures:
        complain(say("失败\u3000{message}", message=failure))
    print(
        say(
            "第 {share} 片做完：{files} 个文件，其中先前做好的 {kept}，失败 {failed}。各片都做完之后用 --merge 合并",
            share=share,
            files=made.files,
            kept=made.kept,
            failed=len(made.failures),
        )
    )
    return 0
