"""Converting files: many at once, each to a page of its own, the log in a report.

Files are read in parallel; pages are named and written in input order by one process, so the result doesn't
depend on the number of cores.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, takewhile
from pathlib import Path
from typing import Any, Literal

from gongwen import shelf
from gongwen.convert import page
from gongwen.convert.pipeline import Converted, Converter, Wishes
from gongwen.errors import GongwenError, advice, reason
from gongwen.records import Document, build, frontmatter
from gongwen.records.archive import Archive, read_archive
from parallel import spread

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
    """What became of one file."""

    given: str
    status: Status
    page: str | None = None
    document: Document | None = None
    message: str | None = None
    attached: bool = False

    def report(self) -> dict[str, Any]:
        """The line of the report."""
        document = self.document
        return {
            "source": self.given,
            "page": self.page,
            "status": self.status,
            "title": document.title if document else None,
            "date": str(document.date) if document and document.date else None,
            "type": document.type if document else None,
            "issuers": list(document.issuers) if document else [],
            "repairs": [
                {"kind": repair.kind, "count": repair.count, "note": repair.note}
                for repair in document.repairs
            ]
            if document
            else [],
            "review": list(document.review) if document else [],
            "message": self.message,
        }


# Reading, on all cores


def inputs(paths: Iterable[str], wishes: Wishes) -> Iterator[Input | Outcome]:
    """The files that `paths` name; folders give their files, in order of name. Each file once.

    A symbolic link in a folder is followed only to what lies in the same folder: a delivery brings its own files.
    """
    seen: set[str] = set()
    for given in paths:
        path = Path(given)
        if path.is_dir():
            found: list[Path | Outcome] = list(_delivered(path))
            if not found:
                yield Outcome(given, "failed", message=f"{given}：文件夹里没有文件")
        else:
            found = [path]
        for file in found:
            if isinstance(file, Outcome):
                yield file
            elif (real := os.path.realpath(file)) not in seen:
                seen.add(real)
                yield Input(file, str(file) if path.is_dir() else given, wishes=wishes)


def _delivered(folder: Path) -> Iterator[Path | Outcome]:
    """The files of a folder, in order of name; a link that leads out of it is a failure."""
    inside = os.path.realpath(folder)
    for path in sorted(folder.rglob("*")):
        if _hidden(path.relative_to(folder)):
            continue
        if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(inside):
            yield Outcome(
                str(path), "failed", message=f"{path}：链接指向文件夹之外，未读。要收入就把文件本身放进来"
            )
        elif path.is_file():
            yield path


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)


def _convert(converter: Converter, item: Input) -> tuple[Converted, ...]:
    return converter.convert_all(item.path, item.wishes, name=item.name)


Result = tuple[Input, Converted | GongwenError]


def converted(items: Sequence[Input], docs: Path, *, jobs: int | None = None) -> Iterator[Result]:
    """Convert `items`, results in the same order, one for each document in a file; see `parallel.spread`."""
    for item, result in zip(items, spread(_convert, items, docs, label="转换", jobs=jobs), strict=True):
        for document in (result,) if isinstance(result, GongwenError) else result:
            yield item, document


# Writing, one after the other


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all; what is no file, such as /dev/stdout, is written to as it comes.

    Raises:
        OSError: it can't be written; says so of `path`, never of the temporary file beside it.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_text(text, encoding="utf-8", newline="\n")
        else:
            _write_whole(path.resolve(), text.encode())
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error


def _write_whole(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def to_folder(results: Iterable[Result], output: Path) -> Iterator[Outcome]:
    """Write pages below `output`, replacing the ones made from the same file before."""
    taken: set[str] = set()
    for item, result in results:
        if isinstance(result, GongwenError):
            yield Outcome(item.given, "failed", message=str(result))
            continue
        identity = next(
            i
            for i in shelf.numbered(shelf.base_id(result))
            if i not in taken and _same_original(output / f"{i}.md", result.document)
        )
        taken.add(identity)
        yield _put(item, output / f"{identity}.md", f"{identity}.md", result.document)


def _same_original(path: Path, document: Document) -> bool:
    """Whether `path` is free, or holds an earlier page of the same file."""
    if not path.exists():
        return True
    try:
        head = frontmatter.parse(path.read_text(encoding="utf-8"), str(path)).data.get("original")
    except (GongwenError, UnicodeDecodeError, OSError):
        return False
    mine = document.original
    return (
        isinstance(head, dict)
        and mine is not None
        and (head.get("file") == mine.file or head.get("sha256") == mine.sha256)
        and head.get("part") == mine.part
    )


def _put(item: Input, path: Path, shown: str, document: Document) -> Outcome:
    text = page.render(document)
    try:
        if path.exists() and path.read_bytes() == text.encode():
            return Outcome(item.given, "unchanged", shown, document)
        write(path, text)
    except OSError as error:
        return Outcome(
            item.given, "failed", message=f"{item.given}：写不进 {path}（{reason(error)}）。检查权限和磁盘"
        )
    return Outcome(item.given, "converted", shown, document)


def _attach(item: Input, path: Path, shown: str, document: Document) -> Outcome:
    """Write into the record of a digest where its whole text is."""
    assert document.original is not None
    place = {"provider": "sources", "key": document.original.file}
    if document.date:
        place["version"] = str(document.date)
    try:
        write(path, frontmatter.with_keys(path.read_text(encoding="utf-8"), {"text": place}, after="access"))
    except OSError as error:
        return Outcome(
            item.given, "failed", message=f"{item.given}：写不进 {path}（{reason(error)}）。检查权限和磁盘"
        )
    return Outcome(item.given, "converted", shown, document, attached=True)


class Shelf:
    """docs/ and sources/ of an archive: carries out what `gongwen.shelf` plans for new documents.

    Args:
        root: the archive's folder.
        archive: what docs/ holds now.
    """

    def __init__(self, root: Path, archive: Archive) -> None:
        self.docs = root / "docs"
        self.sources = root / "sources"
        self.archive = archive
        # A page that can't be read is there all the same.
        self._taken = {*archive.documents, *(id_ for kind, id_ in archive.faulty if kind == "document")}
        self._by_digest = {
            (document.original.sha256, document.original.part): document
            for document in archive.documents.values()
            if document.original is not None
        }

    def name_in_sources(self, path: Path) -> str | None:
        """What `path` is called below sources/; None where it lies elsewhere."""
        try:
            return path.resolve().relative_to(self.sources.resolve()).as_posix()
        except ValueError:
            return None

    def put_all(self, results: Iterable[Result]) -> list[Outcome]:
        """Put converted files on the shelf, a failure being an outcome too."""
        return [
            Outcome(item.given, "failed", message=str(result))
            if isinstance(result, GongwenError)
            else self.put(item, result)
            for item, result in results
        ]

    def put(self, item: Input, result: Converted) -> Outcome:
        """Put a converted file where the plan says: its page in docs/, the original in sources/ where it may be kept."""
        kept = self.name_in_sources(item.path)
        plan = shelf.plan(result, item.wishes, self._stock(result.document, kept), kept=kept)
        if plan.action == "refuse":
            error = GongwenError(plan.why, file=item.given, advice=plan.advice or None)
            return Outcome(item.given, "failed", document=plan.document, message=str(error))
        shown = f"docs/documents/{plan.identity}.md"
        if plan.action == "unchanged":
            return Outcome(item.given, "unchanged", shown, plan.document)
        self._taken.add(plan.identity)
        copied = None
        if plan.keep_as is not None:
            try:
                copied = self._copied(item.path, self.sources / plan.keep_as)
            except OSError as error:
                problem = GongwenError(
                    f"存不进 {self.sources}（{reason(error)}）", file=item.given, advice=advice(error)
                )
                return Outcome(item.given, "failed", message=str(problem))
        page_file = self.docs / "documents" / f"{plan.identity}.md"
        write_page = _attach if plan.action == "attach" else _put
        outcome = write_page(item, page_file, shown, plan.document)
        if outcome.status == "failed" and copied is not None:
            copied.unlink(missing_ok=True)
        return outcome

    def _stock(self, document: Document, kept: str | None) -> shelf.Stock:
        """What the archive holds that a document could meet."""
        original = document.original
        if original is None:
            return shelf.Stock(self._taken)
        digest = next((d for d in self.archive.documents.values() if shelf.is_digest_of(d, document)), None)
        previous = (
            self._by_digest.get((original.sha256, original.part))
            if kept is None
            else self.archive.document_by_original.get((kept, original.part))
        )
        taken = takewhile(lambda name: (self.sources / name).exists(), shelf.names(document, previous))
        text = digest.text if digest else None
        kept_text = (text.key,) if text is not None and text.provider == "sources" else ()
        originals = {name: digest_of(self.sources / name) for name in chain(taken, kept_text)}
        return shelf.Stock(self._taken, previous, originals, digest)

    @staticmethod
    def _copied(path: Path, target: Path) -> Path | None:
        """Copy an original, whole or not at all; None where it is there already."""
        if target.exists():
            return None
        _write_whole(target, path.read_bytes())
        return target


def digest_of(path: Path) -> str:
    """The digest of a file; empty for what is none, which so equals no file."""
    if not path.is_file():
        return ""
    return hashlib.sha256(path.read_bytes()).hexdigest()


# What people call


def run(
    paths: Sequence[str], root: Path, output: Path | None, wishes: Wishes, *, jobs: int | None = None
) -> list[Outcome]:
    """Convert files and folders to pages, in `output` or on the archive's shelf."""
    found = list(inputs(paths, wishes))
    items = [item for item in found if isinstance(item, Input)]
    docs = root / "docs"
    results = converted(items, docs, jobs=jobs)
    if output is None:
        done: Iterable[Outcome] = Shelf(root, read_archive(docs, strict=False)).put_all(results)
    else:
        done = to_folder(results, output)
    by_file: dict[str, list[Outcome]] = {}
    for outcome in done:
        by_file.setdefault(outcome.given, []).append(outcome)
    return list(
        chain.from_iterable(
            by_file.get(item.given, ()) if isinstance(item, Input) else (item,) for item in found
        )
    )


def write_report(outcomes: Iterable[Outcome], path: Path) -> None:
    """The report: one JSON object a line, in input order."""
    write(path, "".join(json.dumps(outcome.report(), ensure_ascii=False) + "\n" for outcome in outcomes))


def reread(path: Path, root: Path) -> Document:
    """The record in a page that was just written."""
    file = path.relative_to(root / "docs").as_posix()
    front = frontmatter.parse(path.read_text(encoding="utf-8"), file)
    return build(Document, front, id=re.sub(r"^documents/|\.md$", "", file), file=file)
