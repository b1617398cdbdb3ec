"""Converting files: many at once, each to a page of its own, the log in a report.

Files are read in parallel; pages are named and written in input order by one process, so the result doesn't
depend on the number of cores.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, Literal

from gongwen import frontmatter
from gongwen.archive import Archive, read_archive
from gongwen.convert import page
from gongwen.convert.pipeline import Converted, Converter, Wishes
from gongwen.errors import GongwenError
from gongwen.records import Document, build
from gongwen.vocabulary import FIELD_NAMES
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
    """The files that `paths` name; folders give their files, in order of name. Each file once."""
    seen: set[Path] = set()
    for given in paths:
        path = Path(given)
        if path.is_dir():
            files = sorted(p for p in path.rglob("*") if p.is_file() and not _hidden(p.relative_to(path)))
            if not files:
                yield Outcome(given, "failed", message=f"{given}：文件夹里没有文件")
        else:
            files = [path]
        for file in files:
            if file.resolve() not in seen:
                seen.add(file.resolve())
                yield Input(file, str(file) if path.is_dir() else given, wishes=wishes)


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
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def base_id(result: Converted) -> str:
    """The id that a document would like: year and name."""
    year = result.document.year
    return f"{year:04d}/{result.slug}" if year else f"undated/{result.slug}"


def _numbered(base: str) -> Iterator[str]:
    yield base
    yield from (f"{base}-{number}" for number in range(2, 10000))


def to_folder(results: Iterable[Result], output: Path) -> Iterator[Outcome]:
    """Write pages below `output`, replacing the ones made from the same file before."""
    taken: set[str] = set()
    for item, result in results:
        if isinstance(result, GongwenError):
            yield Outcome(item.given, "failed", message=str(result))
            continue
        identity = next(
            i
            for i in _numbered(base_id(result))
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
            item.given, "failed", message=f"{item.given}：写不进 {path}（{error.strerror}）。检查权限和磁盘"
        )
    return Outcome(item.given, "converted", shown, document)


class Shelf:
    """docs/ and sources/ of an archive: where new documents are put.

    Args:
        root: the archive's folder.
        archive: what docs/ holds now.
    """

    def __init__(self, root: Path, archive: Archive) -> None:
        self.docs = root / "docs"
        self.sources = root / "sources"
        self.archive = archive
        self._taken: set[str] = set(archive.documents)

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
        """Put a converted file on the shelf: its page in docs/, the original in sources/ where it may be kept."""
        full = result.document
        assert full.original is not None
        if full.access == "full" and self._speaks_against(item, result):
            return self._refused(
                item, full, "文件里有不宜全文公开的迹象，收入 docs/ 须用 --rights-note 写明依据"
            )
        kept = self.name_in_sources(item.path)
        if kept is not None and full.access != "full":
            note = full.rights.note if full.rights and full.rights.note else "不宜全文公开"
            return self._refused(
                item,
                full,
                f"{note}，原件不得留在 sources/",
                "移走文件，或用 convert --access full --rights-note 写明依据",
            )
        document = result.limited()
        previous = self.archive.document_by_original.get(
            (kept or item.name or item.path.name, full.original.part)
        )
        if previous is not None and kept is None and not self._same_bytes(previous, full):
            previous = None
        if previous is not None and not page.is_untouched(previous):
            return self._refused(
                item,
                full,
                f"docs/{previous.file} 有人工改动，未覆盖{_differences(previous, document)}",
                "要重做就先删去该页，或手工合并",
            )
        identity = (
            previous.id if previous else next(i for i in _numbered(base_id(result)) if i not in self._taken)
        )
        self._taken.add(identity)
        if kept is None and full.access == "full":
            document = self._keep_original(item, document)
        return _put(
            item, self.docs / "documents" / f"{identity}.md", f"docs/documents/{identity}.md", document
        )

    @staticmethod
    def _speaks_against(item: Input, result: Converted) -> bool:
        """Whether the file's own signals say less than full, and nobody has said why it may be full."""
        note = result.document.rights.note if result.document.rights else None
        return note is not None and item.wishes.access == "full" and item.wishes.rights_note is None

    @staticmethod
    def _same_bytes(previous: Document, document: Document) -> bool:
        return (
            previous.original is not None
            and document.original is not None
            and previous.original.sha256 == document.original.sha256
        )

    @staticmethod
    def _refused(item: Input, document: Document, problem: str, advice: str = "") -> Outcome:
        error = GongwenError(problem, file=item.given, advice=advice or None)
        return Outcome(item.given, "failed", document=document, message=str(error))

    def _keep_original(self, item: Input, document: Document) -> Document:
        assert document.original is not None
        stem, suffix = item.path.stem, item.path.suffix
        names = chain([f"{stem}{suffix}"], (f"{stem}-{number}{suffix}" for number in range(2, 10000)))
        data = item.path.read_bytes()
        name = next(
            n for n in names if not (self.sources / n).exists() or (self.sources / n).read_bytes() == data
        )
        target = self.sources / name
        if not target.exists():
            self.sources.mkdir(parents=True, exist_ok=True)
            temporary = target.with_name(f".{name}.tmp")
            shutil.copyfile(item.path, temporary)
            temporary.replace(target)
        return document.model_copy(update={"original": document.original.model_copy(update={"file": name})})


def _differences(page_now: Document, made: Document) -> str:
    fields = [FIELD_NAMES.get(name, name) for name in differing(page_now, made) if name != "original"]
    return f"（不同处：{'、'.join(fields)}）" if fields else ""


def differing(a: Document, b: Document) -> list[str]:
    """Names of the fields in which two versions of a document differ; its id, path and fingerprint don't count."""
    left, right = (document.model_dump(exclude={"id", "file"}) for document in (a, b))
    for side in (left, right):
        if side.get("original"):
            side["original"].pop("fingerprint", None)
    return [key for key in left if left[key] != right[key]]


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


@dataclass(frozen=True, slots=True)
class Checked:
    """A page held against what the tool makes of its source today."""

    file: str
    state: Literal["same", "edited", "drifted", "missing", "failed"]
    fields: tuple[str, ...] = ()
    message: str | None = None


def verify(root: Path, *, update: bool = False) -> list[Checked]:
    """Hold every page that was made from a kept original against today's conversion.

    Args:
        root: the archive's folder.
        update: write today's result where it differs and nobody has edited the page.
    """
    archive = read_archive(root / "docs", strict=False)
    checked: list[Checked] = []
    documents: list[Document] = []
    items: list[Input] = []
    for document in archive.documents_in_time:
        original = document.original
        if original is None:
            continue
        path = root / "sources" / original.file
        if not path.exists():
            if document.access == "full" and document.content == "text":
                checked.append(Checked(document.file, "missing", message=f"sources/{original.file} 不在"))
            continue
        note = document.rights.note if document.rights else None
        documents.append(document)
        wishes = Wishes(document.access, note, split=original.part is not None)
        items.append(Input(path, f"sources/{original.file}", original.file, wishes))
    made: dict[tuple[str, int | None], Converted | GongwenError] = {}
    for item, result in converted(items, root / "docs"):
        part = (
            None
            if isinstance(result, GongwenError) or not result.document.original
            else result.document.original.part
        )
        made[item.given, part] = result
    for document, item in zip(documents, items, strict=True):
        assert document.original is not None
        result = (
            made.get((item.given, document.original.part))
            or made.get((item.given, None))
            or GongwenError(
                "原件里已没有这一件", file=item.given, advice="核对原件，或改正页面的 original.part"
            )
        )
        if isinstance(result, GongwenError):
            checked.append(Checked(document.file, "failed", message=str(result)))
            continue
        fields = tuple(differing(document, result.limited()))
        touched = not page.is_untouched(document)
        if fields and not touched and update:
            write(root / "docs" / document.file, page.render(result.limited()))
        checked.append(
            Checked(document.file, "same" if not fields else "edited" if touched else "drifted", fields)
        )
    return checked


def reread(path: Path, root: Path) -> Document:
    """The record in a page that was just written."""
    file = path.relative_to(root / "docs").as_posix()
    front = frontmatter.parse(path.read_text(encoding="utf-8"), file)
    return build(Document, front, id=re.sub(r"^documents/|\.md$", "", file), file=file)
