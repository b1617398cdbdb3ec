"""A shard on disk: a log that grows as files are done and, when all are, the same in order under the shard's own name.

Every line carries a check of itself and of the shard that it belongs to, so what is torn, damaged or from elsewhere is
not believed.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import conversion
from conversion import Result
from delivery import Input, source_of
from gongwen.convert.packing import pack
from gongwen.errors import GongwenError
from gongwen.messages import Message, message

_CHECK = 16
"""Characters of a line's check."""
CHANGED = message("做完之后，原件变了")


@dataclass(frozen=True, slots=True)
class Share:
    """Which shard of how many, counted from 1."""

    number: int
    of: int

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"

    def slice(self, items: Sequence[Input]) -> Sequence[Input]:
        """Its files: a stretch, so that files of one folder mostly fall to one shard; none where files are few."""
        return items[(self.number - 1) * len(items) // self.of : self.number * len(items) // self.of]


# Lines that say whether they are whole


def as_json(value: object) -> bytes:
    """A value on one line, in which no tab stands."""
    # A file's name may hold bytes that are no text.
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def line_of(key: str, head: object, rest: object = None) -> bytes:
    """A line of two values, the first of which can be read alone; `key` says what it belongs to."""
    data = as_json(head) + b"\t" + as_json(rest)
    return _check(key, data) + b"\t" + data + b"\n"


def _check(key: str, data: bytes) -> bytes:
    return hashlib.sha256(key.encode() + b"\t" + data).hexdigest()[:_CHECK].encode()


def read_line(key: str, line: bytes) -> tuple[Any, Callable[[], Any]] | None:
    """What a line says, its second value only when asked for; None where it isn't whole, or belongs elsewhere."""
    check, _, data = line.removesuffix(b"\n").partition(b"\t")
    if not line.endswith(b"\n") or check != _check(key, data):
        return None
    head, _, rest = data.decode("utf-8", "surrogatepass").partition("\t")
    return json.loads(head), lambda: json.loads(rest)


class Entry(NamedTuple):
    """What a shard says of a file beside what came of it: with `failed`, the next run of the shard tries again."""

    source: str
    sha256: str
    edges: str
    failed: bool


def digest_of(path: Path) -> str:
    """The digest of a file; empty where it can't be read."""
    try:
        return conversion.digest_of(path)
    except OSError:
        return ""


def edges(item: Input) -> str:
    """The digest of the lines that an input's source repeats."""
    return hashlib.sha256(as_json(item.wishes.recurring)).hexdigest()[:_CHECK]


def _entry(item: Input, results: Sequence[Result]) -> Entry:
    first = results[0][1]
    failed = isinstance(first, GongwenError)
    original = None if isinstance(first, GongwenError) else first.document.original
    # What was converted, not what lies there by now; a page of the archive names another file, its original.
    own = isinstance(first, GongwenError) or first.own
    sha256 = digest_of(item.path) if own or original is None else original.sha256
    return Entry(item.given, sha256, edges(item), failed)


class Log:
    """A shard on disk: while it is made, and when it is done.

    Args:
        folder: where it lies.
        share: which it is.
        delivery: the digest of its delivery.
    """

    def __init__(self, folder: Path, share: Share, delivery: str) -> None:
        self.share = share
        self.key = f"{delivery} {share}"
        self.final = folder / f"{share.number:0{len(str(share.of))}}-of-{share.of}"
        self.part = self.final.with_suffix(".part")

    def known(self, file: Path, items: Sequence[Input]) -> dict[str, int]:
        """Where in the log the lines begin that still hold: of files that are what they were, and didn't fail."""
        wanted = {item.given: item for item in items}
        found: dict[str, int] = {}
        for place, entry, _ in self._entries(file):
            item = wanted.get(entry.source)
            if (
                item is not None
                and not entry.failed
                and entry.edges == edges(item)
                and entry.sha256 == digest_of(item.path)
            ):
                found[entry.source] = place
        return found

    def _entries(self, file: Path) -> Iterator[tuple[int, Entry, Callable[[], Any]]]:
        """The whole lines of a file with where they begin; none where there is no file."""
        if not file.exists():
            return
        place = 0
        with file.open("rb") as lines:
            for line in lines:
                whole = read_line(self.key, line)
                if whole is not None and isinstance(whole[0], list):
                    yield place, Entry(*whole[0]), whole[1]
                place += len(line)

    def line(self, item: Input, results: Sequence[Result]) -> bytes:
        """The line that says what came of a file."""
        return line_of(self.key, _entry(item, results), [pack(result) for _, result in results])

    def _head(self) -> bytes:
        return line_of("", self.key)

    def finish(self, places: Sequence[int]) -> None:
        """Give the shard its name: its lines in order, once each, their number at the end."""
        handle, name = tempfile.mkstemp(dir=self.final.parent, suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file, self.part.open("rb") as log:
                file.write(self._head())
                for place in places:
                    log.seek(place)
                    file.write(log.readline())
                file.write(line_of(self.key, len(places)))
            Path(name).chmod(0o644)
            Path(name).replace(self.final)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        self.part.unlink()

    def is_whole(self, items: Sequence[Input]) -> bool:
        """Whether the shard is done, and says so of just these files."""
        sources = (item.given for item in items)
        with self.final.open("rb") as lines:
            if next(lines, b"") != self._head():
                return False
            for line in lines:
                whole = read_line(self.key, line)
                if whole is None:
                    return False
                head = whole[0]
                if not isinstance(head, list):
                    return next(sources, None) is None and next(lines, None) is None
                if head[0] != next(sources, None):
                    return False
        return False

    def fault(self, items: Sequence[Input], learnt: dict[object, dict[str, set[Share]]]) -> Message | None:
        """Why the shard can't be merged.

        Args:
            items: its files.
            learnt: by source, which shards have seen what of it; what this one has is added.
        """
        if not self.final.is_file():
            return message("没有做完")
        with self.final.open("rb") as lines:
            head = read_line("", next(lines, b""))
        if head is not None and head[0] != self.key:
            return message("是别处的")
        if not self.is_whole(items):
            return message("损坏了")
        for item, (_, entry, _) in zip(items, self._entries(self.final), strict=True):
            learnt.setdefault(source_of(item), {}).setdefault(entry.edges, set()).add(self.share)
            if entry.sha256 != digest_of(item.path):
                return CHANGED
        return None

    def results(self, items: Sequence[Input]) -> Iterator[tuple[Input, Callable[[], Any]]]:
        """What came of each of its files."""
        for item, (_, _, results) in zip(items, self._entries(self.final), strict=True):
            yield item, results
