#!/usr/bin/env python3
"""review.py: what a change does to the archive, for whoever reviews it: one page of Markdown.

Both sides come out of git as data. Nothing of the change is run, and what strangers wrote is shown as code.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import conversion
import delivery
import writing
from command_line import Parser, run
from gongwen.convert.pipeline import Wishes
from gongwen.convert.readers import SIZE_LIMIT, plain_text, read
from gongwen.errors import GongwenError
from gongwen.messages import message
from gongwen.records import Document, Record, field_name, front_matter, kind_of
from gongwen.records.archive import Archive, read_archive
from gongwen.records.near_duplicates import alike
from gongwen.records.vocabulary import REPAIR_KINDS
from review_words import block, code, differences, folded

ROOT = Path(__file__).resolve().parents[1]
MARK = "<!-- gongwen-review -->"
"""By this the one comment is found again."""
MOST = 60_000
"""So many characters a comment may have on the code host, with room to spare."""
_MOST_LISTED = 200
_MOST_DIFFERENCES = 60
_ACCESS = {"full": "全文公开", "excerpt": "节录", "record": "仅著录"}


@dataclass(frozen=True)
class Side:
    """One side of a change: a folder with docs/ and sources/, and the records in it."""

    root: Path
    archive: Archive

    @property
    def records(self) -> dict[str, Record]:
        """Records by file."""
        return {record.file: record for record in self.archive}

    def originals(self) -> dict[str, str]:
        """Digests of the files in sources/ by name."""
        sources = self.root / "sources"
        found = (path for path in sorted(sources.rglob("*")) if path.is_file() and not path.is_symlink())
        return {
            path.relative_to(sources).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in found
            if path.name != "README.md" and not path.name.startswith(".")
        }


def parser() -> Parser:
    """The command line of review.py."""
    top = Parser(
        prog="review.py",
        description=message(
            "一个改动对馆藏做了什么：新收、改动、去掉了什么、存疑，原件与页面的差别。写成一页 Markdown。"
        ),
    )
    top.add_argument(
        "--root",
        type=Path,
        default=ROOT,
        metavar=message("目录"),
        help=message("git 仓库所在的文件夹，默认是本仓库"),
    )
    top.add_argument(
        "--base",
        default="origin/main",
        metavar=message("版本"),
        help=message("与哪个版本比较，默认 origin/main"),
    )
    top.add_argument(
        "--head",
        default="HEAD",
        metavar=message("版本"),
        help=message("要看的版本，默认 HEAD；没有提交的改动不在其中"),
    )
    top.add_argument(
        "--output", type=Path, metavar=message("文件"), help=message("写到此文件，不给则写到标准输出")
    )
    top.add_argument("--title", default="这次改动", metavar=message("题名"), help=message("页首的题名"))
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run review.py; returns the exit code: 0 where the page could be written, whatever it says."""
    return run(lambda: _review(parser().parse_args(arguments)))


def _review(options: argparse.Namespace) -> int:
    base = _git(options.root, "merge-base", options.base, options.head).decode().strip()
    with tempfile.TemporaryDirectory(prefix="gongwen-") as folder:
        before = side(options.root, base, Path(folder) / "before")
        after = side(options.root, options.head, Path(folder) / "after")
        text = shortened(page(before, after, options.title))
    if options.output:
        writing.write(options.output, text)
    else:
        sys.stdout.write(text)
    return 0


# Out of git


def side(repository: Path, revision: str, folder: Path) -> Side:
    """The records and originals of a revision, laid out as files; links are left out, and files too large to read.

    Raises:
        GongwenError: there is no such revision.
    """
    for part in ("docs", "sources"):
        (folder / part).mkdir(parents=True)
    names = ("docs/documents", "docs/agencies", "docs/campaigns", "docs/glossary", "sources")
    there = (
        _git(repository, "ls-tree", "-d", "--name-only", "-z", revision, "--", *names).decode().split("\0")
    )
    if present := [name for name in there if name]:
        with tempfile.TemporaryFile() as packed:
            packed.write(_git(repository, "archive", "--format=tar", revision, "--", *present))
            packed.seek(0)
            with tarfile.open(fileobj=packed) as tar:
                for member in tar:
                    _unpack(tar, member, folder)
    return Side(folder, read_archive(folder / "docs", strict=False))


def _unpack(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    path = folder / member.name
    if not member.isreg() or member.size > SIZE_LIMIT or not path.resolve().is_relative_to(folder.resolve()):
        return
    content = tar.extractfile(member)
    assert content is not None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.read())


def _git(root: Path, *arguments: str) -> bytes:
    command = ["git", "-C", str(root), "-c", "core.quotePath=off", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError:
        raise GongwenError(message("没有 git，看不了改动"), advice=message("装上 git 再试")) from None
    if done.returncode:
        what = " ".join(done.stderr.decode("utf-8", "replace").split()) or arguments[0]
        raise GongwenError(
            message("git 读不了（{what}）", what=what),
            advice=message("核对 --base 和 --head，或先取来那个版本"),
        )
    return done.stdout


# What has changed


def page(before: Side, after: Side, title: str) -> str:
    """The page of a change.

    Args:
        before: the archive as published.
        after: the archive with the change.
        title: what stands at its head.
    """
    old, new = before.records, after.records
    moved = _moved(before, after)
    added = [new[file] for file in new if file not in old and file not in moved.values()]
    changed = [
        (old[file], new[file]) for file in new if file in old and _text(before, file) != _text(after, file)
    ]
    changed += [(old[file], new[to]) for file, to in moved.items()]
    gone = [old[file] for file in old if file not in new and file not in moved and not _faulty(after, file)]
    withdrawn = [pair for pair in changed if pair[1].withdrawn and not pair[0].withdrawn]
    kept_before, kept_after = before.originals(), after.originals()
    unread = [
        fault for fault in after.archive.faults if str(fault) not in set(map(str, before.archive.faults))
    ]
    loose = [name for name in kept_after if kept_before.get(name) != kept_after[name] and _loose(after, name)]
    counts = (
        f"新收 {len(added)}　改动 {len(changed)}　改名 {len(moved)}　撤下 {len(withdrawn)}　删去 {len(gone)}　"
        f"读不出 {len(unread)}　原件 +{len(kept_after.keys() - kept_before.keys())} "
        f"−{len(kept_before.keys() - kept_after.keys())}"
    )
    sections = (
        ("读不出的记录", [f"- {code(str(fault))}" for fault in unread]),
        ("还没有页面的原件", [_would_be(after, name) for name in loose]),
        ("新收", [_added(after, record, before.archive) for record in added]),
        ("去掉了什么", [*_taken(before, gone, withdrawn, moved), *_originals(kept_before, kept_after)]),
        ("改动", [_changed(after, *pair) for pair in changed]),
    )
    parts = [MARK, f"## {title}", counts]
    for head, entries in sections:
        if entries:
            more = [f"- 另有 {len(entries) - _MOST_LISTED} 项"] if len(entries) > _MOST_LISTED else []
            parts += [f"### {head}", "\n".join((*entries[:_MOST_LISTED], *more))]
    if len(parts) == 3:
        parts.append("馆藏没有变化。")
    return "\n\n".join(parts) + "\n"


def _moved(before: Side, after: Side) -> dict[str, str]:
    """Records that have another address now and say so."""
    old, new = before.records, after.records
    former = {f"{address.strip('/')}.md": file for file in new for address in new[file].redirects}
    return {file: former[file] for file in old if file not in new and file in former}


def _faulty(there: Side, file: str) -> bool:
    return (there.root / "docs" / file).is_file()


def _text(there: Side, file: str) -> str:
    return (there.root / "docs" / file).read_text(encoding="utf-8")


def _loose(there: Side, name: str) -> bool:
    archive = there.archive
    known = {file for file, _ in archive.document_by_original} | archive.texts_in_sources
    return name not in known


# Each of them


def _head(record: Record, archive: Archive, place: str | None = None) -> str:
    kind = kind_of(record).label
    file = code(place or f"docs/{record.file}")
    if not isinstance(record, Document):
        return f"- {kind} **{code(record.label)}** {file}"
    issuers = archive.issuer_line(record) or "机关未定"
    facts = f"{record.date or '日期未定'}　{record.type}　{_ACCESS[record.access]}"
    return f"- {kind} **{code(record.label)}** {file}<br>{facts}　{code(issuers)}"


def _added(there: Side, record: Record, archive: Archive) -> str:
    lines = [_head(record, there.archive)]
    if isinstance(record, Document):
        lines += [f"  - {line}" for line in _judged(record)]
        for other, why in alike(record, archive.documents.values()):
            lines.append(f"  - 相近：{code(f'docs/{other.file}')}（{why}）")
        lines += _held_against_original(there, record)
    return "\n".join(lines)


def _judged(document: Document) -> Iterator[str]:
    """Repairs, doubts and what is to be looked at."""
    if document.rights:
        yield f"权利：{code(' '.join(filter(None, (document.rights.basis, document.rights.note))))}"
    for repair in document.repairs:
        note = f"：{code(repair.note)}" if repair.note else ""
        yield f"修复：{REPAIR_KINDS.get(repair.kind, code(repair.kind))} {repair.count} 处{note}"
    for doubt in document.sic:
        yield f"存疑：{code(doubt.text)}" + (f"（{code(doubt.note)}）" if doubt.note else "")
    for name in document.review:
        evidence = document.evidence.get(name)
        yield f"待核：{code(field_name(name))}" + (
            f"（{code(evidence.note)}）" if evidence and evidence.note else ""
        )


def _held_against_original(there: Side, document: Document) -> list[str]:
    original = document.original
    if original is None or document.content != "text" or original.part is not None:
        return []
    path = there.root / "sources" / original.file
    if not path.is_file():
        return []
    try:
        found = list(differences(_received(path), document.body))
    except GongwenError as error:
        return [f"  - 原件读不出：{code(str(error))}"]
    gone = sum(len(old) for _, old, _ in found)
    come = sum(len(new) for _, _, new in found)
    if not found:
        return ["  - 原件与正文逐字相同"]
    rows = [row for item in found[:_MOST_DIFFERENCES] for row in _rows(*item)]
    if len(found) > _MOST_DIFFERENCES:
        rows.append(f"  另有 {len(found) - _MOST_DIFFERENCES} 处")
    summary = f"原件 → 正文：{len(found)} 处，去掉 {gone} 字，添上 {come} 字（题名、日期等移入著录项的也算）"
    return ["", _indented(folded(summary, block("\n".join(rows))))]


def _received(path: Path) -> str:
    """The words of an original, before anything was mended."""
    draft, format_, _, _ = read(path)
    return plain_text(path) if format_ == "txt" else "\n".join(item.text for item in draft.blocks)


def _rows(before: str, gone: str, come: str) -> Iterator[str]:
    yield f"  …{before}"
    if gone:
        yield f"- {gone}"
    if come:
        yield f"+ {come}"


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" if line else "" for line in text.split("\n"))


def _would_be(there: Side, name: str) -> str:
    """What page a file in sources/ would become."""
    place = f"sources/{name}"
    item = delivery.Input(there.root / "sources" / name, place, name, Wishes())
    lines = []
    for _, result in conversion.converted([item], there.root / "docs", jobs=1):
        if isinstance(result, GongwenError):
            lines.append(f"- {code(place)}：转换不了。{code(str(result))}")
            continue
        document = result.limited()
        lines.append(_head(document, there.archive, place))
        if document.access != "full":
            lines.append(
                f"  - **原件不得留在 sources/**：{code(result.reason or document.access)}。从改动里删去它"
            )
        lines += [f"  - {line}" for line in _judged(document)]
    lines.append("  - 维护者可运行工作流“成页”，由它写成页面")
    return "\n".join(lines)


def _taken(
    before: Side, gone: list[Record], withdrawn: list[tuple[Record, Record]], moved: dict[str, str]
) -> Iterator[str]:
    for record in gone:
        yield f"{_head(record, before.archive)}<br>**页面没有了**：改名用 rename，撤下用 withdraw"
    for _, record in withdrawn:
        assert record.withdrawn is not None
        yield f"{_head(record, before.archive)}<br>撤下：{code(record.withdrawn.reason)}"
    for file, to in moved.items():
        yield f"- 改名：{code(f'docs/{file}')} → {code(f'docs/{to}')}，旧地址留有指路的页面"


def _originals(before: dict[str, str], after: dict[str, str]) -> Iterator[str]:
    for name in before:
        if name not in after:
            yield f"- 原件没有了：{code(f'sources/{name}')}"
        elif before[name] != after[name]:
            yield f"- 原件换过了：{code(f'sources/{name}')}"


def _changed(after: Side, old: Record, new: Record) -> str:
    was, now = front_matter(old), front_matter(new)
    keys = [key for key in (*now, *(key for key in was if key not in now)) if was.get(key) != now.get(key)]
    lines = [_head(new, after.archive)]
    lines += [f"  - {code(field_name(key))}：{_value(was.get(key))} → {_value(now.get(key))}" for key in keys]
    if old.body != new.body:
        found = list(differences(old.body, new.body))
        rows = [row for item in found[:_MOST_DIFFERENCES] for row in _rows(*item)] or ["  只有空白和记号变了"]
        gone = sum(len(words) for _, words, _ in found)
        come = sum(len(words) for _, _, words in found)
        summary = f"正文：{len(found)} 处，去掉 {gone} 字，添上 {come} 字"
        lines += ["", _indented(folded(summary, block("\n".join(rows))))]
        if isinstance(new, Document):
            lines += _held_against_original(after, new)
    if not keys and old.body == new.body:
        lines.append("  - 只是写法变了")
    return "\n".join(lines)


def _value(value: object) -> str:
    return "（无）" if value in (None, [], {}, "") else code(str(value), most=120)


def shortened(text: str) -> str:
    """The page, no longer than a comment may be; what is folded away goes first."""
    if len(text) <= MOST:
        return text
    kept: list[str] = []
    inside = dropped = 0
    for line in text.split("\n"):
        inside += line.lstrip().startswith("<details>")
        if inside:
            dropped += 1
        else:
            kept.append(line)
        inside -= line.strip() == "</details>"
    text = "\n".join(kept)
    note = "\n\n太长，逐字的差别没有列在这里；在本机运行 `scripts/review.py` 看全部。\n"
    if len(text) + len(note) > MOST:
        text = text[: MOST - len(note)].rpartition("\n")[0]
    return text + note if dropped or not text.endswith("\n") else text


if __name__ == "__main__":
    sys.exit(main())
