"""Converting files: many at once, each to a page of its own, the log in a report.

Files are read in parallel; pages are named and written in input order by one process, so the result doesn't
depend on the number of cores.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from command_line import complain
from delivery import Input, Outcome, Report, inputs, taught
from gongwen import shelf
from gongwen.convert import page
from gongwen.convert.pipeline import Converted, Converter, Wishes
from gongwen.derived.titles import bare
from gongwen.errors import GongwenError, advice, reason
from gongwen.messages import message, say
from gongwen.records import Document, build, frontmatter
from gongwen.records.archive import Archive, read_archive
from parallel import spread
from writing import write, write_whole

# Reading, on all cores


def _convert(converter: Converter, item: Input) -> tuple[Converted, ...]:
    return converter.convert_all(item.path, item.wishes, name=item.name)


Result = tuple[Input, Converted | GongwenError]


def converted(
    items: Sequence[Input], docs: Path, *, jobs: int | None = None, today: datetime.date | None = None
) -> Iterator[Result]:
    """Convert `items`, results in the same order, one for each document in a file; see `parallel.spread`."""
    results = spread(_convert, items, docs, label=message("转换"), jobs=jobs, today=today)
    for item, result in zip(items, results, strict=True):
        for document in (result,) if isinstance(result, GongwenError) else result:
            yield item, document


# Writing, one after the other


def to_folder(results: Iterable[Result], output: Path, done: Iterable[str] = ()) -> Iterator[Outcome]:
    """Write pages below `output`, replacing the ones made from the same file before, but for those just `done`."""
    taken, numbers = set(done), shelf.Numbers()
    for item, result in results:
        if isinstance(result, GongwenError):
            yield Outcome(item.given, "failed", message=str(result))
            continue
        identity = next(
            i
            for i in numbers.free(shelf.base_id(result), taken)
            if i not in taken and _same_original(output / f"{i}.md", result.document)
        )
        taken.add(identity)
        outcome = _put(item, output / f"{identity}.md", f"{identity}.md", result.document)
        yield replace(outcome, made=result)


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


def _unwritten(item: Input, path: Path, error: OSError) -> Outcome:
    told = say(
        "{given}：写不进 {path}（{reason}）。检查权限和磁盘",
        given=item.given,
        path=path,
        reason=reason(error),
    )
    return Outcome(item.given, "failed", message=told)


def _put(item: Input, path: Path, shown: str, document: Document) -> Outcome:
    text = page.render(document)
    try:
        if path.exists() and path.read_bytes() == text.encode():
            return Outcome(item.given, "unchanged", shown, document)
        write(path, text)
    except OSError as error:
        return _unwritten(item, path, error)
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
        return _unwritten(item, path, error)
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
        self._originals = shelf.Originals(self._digest_in_sources)
        self._numbers = shelf.Numbers()
        self._digests: dict[str, list[Document]] = {}
        for document in archive.documents.values():
            if document.content == "digest":
                self._digests.setdefault(bare(document.title), []).append(document)

    def name_in_sources(self, path: Path) -> str | None:
        """What `path` is called below sources/; None where it lies elsewhere."""
        try:
            return path.resolve().relative_to(self.sources.resolve()).as_posix()
        except ValueError:
            return None

    def put_all(self, results: Iterable[Result]) -> list[Outcome]:
        """Put converted files on the shelf, a failure being an outcome too."""
        return list(self.put_each(results))

    def put_each(self, results: Iterable[Result]) -> Iterator[Outcome]:
        """As `put_all`, each as it comes."""
        for item, result in results:
            if isinstance(result, GongwenError):
                yield Outcome(item.given, "failed", message=str(result))
            else:
                yield self.put(item, result)

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
                    message("存不进 {sources}（{reason}）", sources=self.sources, reason=reason(error)),
                    file=item.given,
                    advice=advice(error),
                )
                return Outcome(item.given, "failed", message=str(problem))
        page_file = self.docs / "documents" / f"{plan.identity}.md"
        write_page = _attach if plan.action == "attach" else _put
        outcome = write_page(item, page_file, shown, plan.document)
        if outcome.status == "failed" and copied is not None:
            copied.unlink(missing_ok=True)
        return replace(outcome, made=result)

    def _stock(self, document: Document, kept: str | None) -> shelf.Stock:
        """What the archive holds that a document could meet."""
        original = document.original
        if original is None:
            return shelf.Stock(self._taken)
        same_title = self._digests.get(bare(document.title), ())
        digest = next((d for d in same_title if shelf.is_digest_of(d, document)), None)
        previous = (
            self._by_digest.get((original.sha256, original.part))
            if kept is None
            else self.archive.document_by_original.get((kept, original.part))
        )
        text = digest.text if digest else None
        kept_text = (text.key,) if text is not None and text.provider == "sources" else ()
        originals = {name: digest_of(self.sources / name) for name in kept_text}
        keep_as = self._originals.name(document, previous)
        return shelf.Stock(self._taken, previous, originals, digest, keep_as, self._numbers)

    def _digest_in_sources(self, name: str) -> str | None:
        path = self.sources / name
        return digest_of(path) if path.exists() else None

    @staticmethod
    def _copied(path: Path, target: Path) -> Path | None:
        """Copy an original, whole or not at all; None where it is there already."""
        if target.exists():
            return None
        write_whole(target, path.read_bytes())
        return target


def digest_of(path: Path) -> str:
    """The digest of a file; empty for what is none, which so equals no file."""
    if not path.is_file():
        return ""
    return hashlib.sha256(path.read_bytes()).hexdigest()


class Copies:
    """Notes which files of a delivery are the same as one before: each has its page, a person decides which to keep."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}

    def noted(self, outcome: Outcome) -> Outcome:
        """The outcome, saying of a copy what it is one of."""
        original = outcome.document.original if outcome.document else None
        if outcome.status == "failed":
            return outcome
        if outcome.row is not None:
            self._first.setdefault(digest_of(Path(outcome.given)), outcome.given)
            return outcome
        if outcome.made is None or outcome.made.own or original is None:
            return outcome
        first = self._first.setdefault(original.sha256, outcome.given)
        if first == outcome.given:
            return outcome
        return replace(outcome, message=message("内容与 {first} 的相同", first=first))


# What people call


def gather(
    paths: Sequence[str], output: Path | None, wishes: Wishes, report: Report
) -> list[Input | Outcome]:
    """The files that are to be converted, without those that are results.

    Args:
        paths: files and folders.
        output: where pages go; the shelf where None.
        wishes: what the maintainer wants of each.
        report: where the outcomes are told.

    Raises:
        GongwenError: pages would go among the files that they are made of.
    """
    apart = [path for path in (output, report.path) if path is not None]
    if output is not None and any(os.path.realpath(output) == os.path.realpath(path) for path in paths):
        raise GongwenError(
            message("输出目录就是要转换的文件夹"), file=str(output), advice=message("换一个目录")
        )
    return list(inputs(paths, wishes, apart=apart))


def run(
    paths: Sequence[str],
    root: Path,
    output: Path | None,
    wishes: Wishes,
    *,
    jobs: int | None = None,
    report: Report | None = None,
) -> list[Outcome]:
    """Convert files and folders to pages, in `output` or on the archive's shelf.

    Args:
        paths: files and folders.
        root: the archive's folder.
        output: where pages go; the shelf where None.
        wishes: what the maintainer wants of each.
        jobs: processes; all cores where None.
        report: where the outcomes are told.

    Raises:
        GongwenError: pages would go among the files that they are made of.
    """
    report = report or Report(None)
    found = gather(paths, output, wishes, report)

    def make(items: Sequence[Input]) -> Iterator[Result]:
        if output is not None:
            # On the shelf each page must come out of its own original alone.
            items = taught(items, [item for item in found if isinstance(item, Input)])
        return converted(items, root / "docs", jobs=jobs)

    return put(found, make, root, output, report)


def put(
    found: Sequence[Input | Outcome],
    make: Callable[[Sequence[Input]], Iterator[Result]],
    root: Path,
    output: Path | None,
    report: Report,
    *,
    light: bool = False,
) -> list[Outcome]:
    """Put what files were converted to where it goes: all that hangs on the files before is decided here, in order.

    Pages and lines of the report are written as files are done; what an interrupted run with the same report has done
    is taken from it.

    Args:
        found: the files, and what couldn't be read.
        make: converts some of them, results in their order.
        root: the archive's folder.
        output: where pages go; the shelf where None.
        report: where the outcomes are told.
        light: whether the outcomes leave out texts, once their lines are written: of a million files they are many.
    """
    earlier = report.earlier(list(dict.fromkeys(item.given for item in found)), output or root)
    results = make([item for item in found if isinstance(item, Input) and item.given not in earlier])
    taken = frozenset(
        str(done.page).removesuffix(".md") for outcomes in earlier.values() for done in outcomes
    )
    if output is None:
        made: Iterator[Outcome] = Shelf(root, read_archive(root / "docs", strict=False)).put_each(results)
    else:
        made = to_folder(results, output, taken)
    outcomes: list[Outcome] = []
    copies = Copies()
    told = time.monotonic()
    with contextlib.closing(report):
        for one in _in_order(found, earlier, made):
            outcome = copies.noted(one)
            report.add(outcome)
            outcomes.append(replace(outcome, document=None, made=None, row=None) if light else outcome)
            if not sys.stderr.isatty() and time.monotonic() - told > _SILENCE:
                # Without a terminal there is no bar that moves.
                complain(
                    say("转换：已做 {count} 件，共 {files} 个文件", count=len(outcomes), files=len(found))
                )
                told = time.monotonic()
    return outcomes


_SILENCE = 30


def _in_order(
    found: Iterable[Input | Outcome], earlier: Mapping[str, Sequence[Outcome]], made: Iterator[Outcome]
) -> Iterator[Outcome]:
    """All outcomes in the order of the input, as they come; of one file there may be several, which follow each other."""
    ahead = next(made, None)
    for item in found:
        if isinstance(item, Outcome):
            yield item
        elif item.given in earlier:
            yield from earlier[item.given]
        else:
            while ahead is not None and ahead.given == item.given:
                yield ahead
                ahead = next(made, None)


def reread(path: Path, root: Path) -> Document:
    """The record in a page that was just written."""
    file = path.relative_to(root / "docs").as_posix()
    front = frontmatter.parse(path.read_text(encoding="utf-8"), file)
    return build(Document, front, id=re.sub(r"^documents/|\.md$", "", file), file=file)
