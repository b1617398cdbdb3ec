"""A delivery: the files that paths name, what became of each, and the report that says so as it goes."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any, Literal

from gongwen.convert import recurring
from gongwen.convert.model import Draft
from gongwen.convert.pipeline import Converted, Wishes
from gongwen.convert.readers import kinds, parse
from gongwen.errors import GongwenError, advice, reason
from gongwen.messages import message, said, say
from gongwen.records import Document, frontmatter

Status = Literal["converted", "unchanged", "failed"]


@dataclass(frozen=True, slots=True)
class Input:
    """A file to convert: as it was given, and what its page calls the original."""

    path: Path
    given: str
    name: str | None = None
    wishes: Wishes = field(default_factory=Wishes)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file.

    Attributes:
        given: the file as it was given.
        status: how it ended.
        page: the page that was made of it, where one was.
        document: its record.
        message: what is wrong, one line.
        row: its line of an earlier report, where it was done in an interrupted run.
        attached: its text went to the digest of the same document.
        made: all that conversion knows of it.
    """

    given: str
    status: Status
    page: str | None = None
    document: Document | None = None
    message: str | None = None
    row: Mapping[str, Any] | None = None
    attached: bool = False
    made: Converted | None = None

    def report(self) -> dict[str, Any]:
        """The line of the report."""
        if self.row is not None:
            return dict(self.row)
        document = self.document
        repairs = document.repairs if document else ()
        return {
            "source": self.given,
            "page": self.page,
            "status": self.status,
            "title": document.title if document else None,
            "date": str(document.date) if document and document.date else None,
            "type": document.type if document else None,
            "issuers": list(document.issuers) if document else [],
            "repairs": [
                {"kind": repair.kind, "count": repair.count, "note": repair.note} for repair in repairs
            ],
            "review": list(document.review) if document else [],
            "removed": [
                {"kind": removed.kind, "line": removed.line, "text": removed.text}
                for removed in (self.made.removed if self.made else ())
            ],
            "asked": {
                name: [{"source": answer.source, "words": answer.words} for answer in answers]
                for name, answers in (self.made.asked if self.made else {}).items()
            },
            "message": self.message and said(self.message),
        }


def taught(items: Sequence[Input], all_: Sequence[Input]) -> list[Input]:
    """`items`, each knowing the lines that recur at the edges of the files beside it.

    Args:
        items: files to convert.
        all_: the whole delivery, of which some may have been converted by an interrupted run.
    """
    groups: dict[tuple[Path, str], list[Input]] = {source_of(item): [] for item in items}
    for item in all_:
        if (group := groups.get(source_of(item))) is not None:
            group.append(item)
    known = {key: tuple(recurring.recurring(_sample(group)).items()) for key, group in groups.items()}
    return [replace(item, wishes=replace(item.wishes, recurring=known[source_of(item)])) for item in items]


def source_of(item: Input) -> tuple[Path, str]:
    """What files of one source have in common: the folder and the kind of name."""
    return item.path.parent, item.path.suffix.lower()


def _sample(group: Sequence[Input]) -> Iterator[Draft]:
    """Some files of a group, evenly spread; those that aren't text, or can't be read, teach nothing."""
    step = max(1, len(group) // recurring.SAMPLE)
    for item in group[::step][: recurring.SAMPLE]:
        with contextlib.suppress(GongwenError, OSError):
            if (
                item.path.stat().st_size <= _LARGEST
                and kinds.kind_of(data := item.path.read_bytes()) == "text"
            ):
                yield parse(data, item.path)[0]


_LARGEST = 1_000_000
"""Bytes: a larger file takes long to read and teaches no more."""


def inputs(paths: Iterable[str], wishes: Wishes, *, apart: Sequence[Path] = ()) -> Iterator[Input | Outcome]:
    """The files that `paths` name; folders give their files, in order of name. Each file once.

    A symbolic link in a folder is followed only to what lies in the same folder: a delivery brings its own files.
    What can't be read, be it a folder, is a failure of its own.

    Args:
        paths: files and folders.
        wishes: what the maintainer wants of each.
        apart: files and folders within the delivery that aren't part of it: where the results go.
    """
    seen: set[str] = set()
    ours = [Path(os.path.realpath(path)) for path in apart]
    for given in paths:
        path = Path(given)
        is_folder = os.path.isdir(path)  # noqa: PTH112  # says no where pathlib complains of a name
        if is_folder:
            found: list[Path | Outcome] = list(_delivered(path, ours))
            if not found:
                yield Outcome(given, "failed", message=say("{path}：文件夹里没有文件", path=_line(given)))
        else:
            found = [path]
        for file in found:
            if isinstance(file, Outcome):
                yield file
            elif (real := os.path.realpath(file)) not in seen:
                seen.add(real)
                yield Input(file, str(file) if is_folder else given, wishes=wishes)


def _line(name: str) -> str:
    """A name on one line."""
    return " ".join(name.split())


def _delivered(folder: Path, ours: Sequence[Path]) -> Iterator[Path | Outcome]:
    """The files of a folder, in order of name; a link that leads out of it is a failure, as is a folder that can't be read."""
    inside = Path(os.path.realpath(folder))
    unread: dict[Path, OSError] = {}

    def note(error: OSError) -> None:
        unread[Path(error.filename)] = error

    found: list[Path] = []
    for place, folders, files in os.walk(folder, onerror=note):
        folders[:] = [name for name in folders if not _is_ours(Path(place, name), ours)]
        links = [name for name in folders if Path(place, name).is_symlink()]
        found += [Path(place, name) for name in (*files, *links)]
    for path in sorted((*found, *unread)):
        if path != folder and _hidden(path.relative_to(folder)):
            continue
        if path in unread:
            why = unread[path]
            yield Outcome(
                str(path),
                "failed",
                message=say(
                    "{path}：文件夹读不了（{reason}）。{advice}",
                    path=_line(str(path)),
                    reason=reason(why),
                    advice=advice(why) or message("检查权限"),
                ),
            )
        elif path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(inside):
            outside = message(
                "{path}：链接指向文件夹之外，未读。要收入就把文件本身放进来", path=_line(str(path))
            )
            yield Outcome(str(path), "failed", message=outside)
        elif path.is_file() and not _is_ours(path, ours):
            yield path


def _is_ours(path: Path, ours: Sequence[Path]) -> bool:
    return bool(ours) and Path(os.path.realpath(path)) in ours


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)


class Report:
    """A report that is written line by line as files are done, and goes on where an interrupted run stopped.

    What an earlier run left is kept until the first line of this one is there to take its place. A report that can't be
    written doesn't stop the work: `problem` says so at the end.

    Args:
        path: the file; None for no report.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._file: IO[bytes] | None = None
        self.problem: OSError | None = None

    def earlier(self, sources: Sequence[str], base: Path) -> dict[str, list[Outcome]]:
        """What an interrupted run with the same files had done, by source.

        A report is one of such a run where its lines are for the first of `sources`, in order, but not for the last. The
        last line's file is done again, as it may have more documents; so is what failed, and whose page or file changed.
        """
        rows = self._rows()
        told = list(dict.fromkeys(str(row.get("source")) for row in rows))
        if not told or len(told) >= len(sources) or told != list(sources[: len(told)]):
            return {}
        by_source: dict[str, list[Outcome]] = {}
        for row in rows:
            by_source.setdefault(str(row["source"]), []).append(_outcome(row))
        del by_source[told[-1]]
        return {source: found for source, found in by_source.items() if all(_is_done(o, base) for o in found)}

    def _rows(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        if self.path is None or not self.path.is_file():
            return rows
        with contextlib.suppress(OSError):
            for line in self.path.read_bytes().split(b"\n")[:-1]:
                try:
                    row = json.loads(line)
                except ValueError:
                    break
                if not isinstance(row, dict) or "source" not in row:
                    break
                rows.append(row)
        return rows

    def add(self, outcome: Outcome) -> None:
        """Write the line of an outcome."""
        if self.path is None or self.problem is not None:
            return
        data = _json_line(outcome.report())
        try:
            if self._file is None:
                self._begin(data)
            else:
                self._file.write(data)
        except OSError as error:
            self.problem = OSError(error.errno, error.strerror or str(error), str(self.path))

    def _begin(self, first: bytes) -> None:
        """Begin the report with its first line, in place of what was there."""
        assert self.path is not None
        if self.path.exists() and not self.path.is_file() and not self.path.is_dir():
            self._file = self.path.open("wb", buffering=0)  # /dev/stdout and the like
            self._file.write(first)
            return
        path = self.path.resolve()
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
        try:
            self._file = os.fdopen(handle, "wb", buffering=0)
            self._file.write(first)
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def close(self) -> None:
        """Say that no more lines come; a report without any is written empty."""
        if self.path is not None and self._file is None and self.problem is None:
            try:
                self._begin(b"")
            except OSError as error:
                self.problem = OSError(error.errno, error.strerror or str(error), str(self.path))
        if self._file is not None:
            self._file.close()


def _json_line(row: Mapping[str, Any]) -> bytes:
    """A row as one line, also for those who take more characters for line ends than JSON Lines does."""
    line = json.dumps(row, ensure_ascii=False)
    try:
        data = line.encode()
    except UnicodeEncodeError:
        # A file's name may hold bytes that are no text.
        return (json.dumps(row) + "\n").encode()
    return data + b"\n" if len(line.splitlines()) == 1 else (json.dumps(row) + "\n").encode()


def _outcome(row: Mapping[str, Any]) -> Outcome:
    status = row.get("status")
    return Outcome(
        str(row["source"]),
        "failed" if status not in ("converted", "unchanged") else status,
        page=row.get("page"),
        message=row.get("message"),
        row=row,
    )


def _is_done(outcome: Outcome, base: Path) -> bool:
    """Whether an earlier run's page still stands and was made of the file as it is now."""
    if outcome.status == "failed" or not isinstance(outcome.page, str):
        return False
    try:
        text = (base / outcome.page).read_text(encoding="utf-8")
        head = frontmatter.parse(text, outcome.page).data.get("original")
        digest = hashlib.sha256(Path(outcome.given).read_bytes()).hexdigest()
    except (GongwenError, OSError, ValueError):
        return False
    return isinstance(head, dict) and head.get("sha256") == digest
