#!/usr/bin/env python3
"""check.py: everything that a machine can find wrong with the records and the site."""

from __future__ import annotations

if __name__ == "__main__":
    # Before anything has begun Ctrl-C ends the process without a word; `command_line.run` takes over.
    import signal

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)

import argparse
import datetime
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from command_line import Parser, archive_folder, complain, run
from gongwen.errors import GongwenError
from gongwen.messages import message, said, say

# The rest is imported where it is needed: --help and wrong usage answer at once.
if TYPE_CHECKING:
    from gongwen.records.archive import Archive
    from gongwen.records.checks import Finding
    from gongwen.texts import Texts

ROOT = Path(__file__).resolve().parents[1]


def parser() -> Parser:
    """The command line of check.py."""
    top = Parser(
        prog="check.py",
        description=message(
            "核对记录与网站：格式、编号、关系、日期、链接、编辑用语、个人信息，以及原件与页面是否相符。"
        ),
    )
    top.add_argument(
        "--root",
        type=Path,
        default=ROOT,
        metavar=message("目录"),
        help=message("档案所在的文件夹，默认是本仓库"),
    )
    top.add_argument("--no-site", action="store_true", help=message("只核对记录，不构建网站"))
    top.add_argument("--info", action="store_true", help=message("把仅供参考的也逐条列出"))
    top.add_argument(
        "--format", choices=("text", "github"), default="text", metavar="text|github",
        help=message('github 写成代码托管平台的批注'),
    )  # fmt: skip
    top.add_argument(
        "--base",
        metavar=message("版本"),
        help=message("已发布的 git 版本，其中的地址不许消失；默认 origin/main、main 或 HEAD"),
    )
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run check.py; exit code 0 where nothing is wrong, 1 where something is."""
    return run(lambda: _check(parser().parse_args(arguments)))


def _check(options: argparse.Namespace) -> int:
    import paragraphs
    from gongwen.records.archive import read_archive
    from gongwen.records.checks import placed
    from gongwen.texts import with_texts
    from gongwen.texts.providers import providers

    options.root = archive_folder(options.root)
    docs = options.root / "docs"
    archive = read_archive(docs, strict=False)
    texts = with_texts(archive, providers(options.root, archive))
    archive = texts.archive
    findings = [*_findings(texts, docs)]
    fatal = {f"docs/{finding.file}" for finding in findings if finding.fatal}
    problems = [fault.in_file("docs", 1) for fault in archive.faults if fault.file not in fatal]
    problems += [placed(finding, docs) for finding in findings if finding.severity == "error"]
    problems += _originals(options.root, archive)
    problems += _vanished(options.root, archive, options.base)
    problems += paragraphs.lost(options.root, archive, options.base)
    if not problems and not options.no_site:
        problems += map(_parsed, _site(options))
    shown = _annotation if options.format == "github" else said
    for problem in sorted(problems, key=lambda problem: (problem.file or "", problem.line or 0)):
        (print if options.format == "github" else complain)(shown(problem))
    notes = [placed(finding, docs) for finding in findings if finding.severity == "info"]
    if options.info:
        _inform(notes, archive, shown)
    if texts.faults and options.format == "text":
        print(say("参考\u3000没有取到全文的 {count} 件，只有提要；--info 逐件说明", count=len(texts.faults)))
    count = sum(1 for _ in archive) + len(archive.faulty)
    print(
        say(
            "核对 {count} 条记录：问题 {problems} 处，参考 {notes} 条",
            count=count,
            problems=len(problems),
            notes=len(notes),
        )
        + (say("（--info 列出）") if notes and not options.info else "")
    )
    return 1 if problems else 0


def _findings(texts: Texts, docs: Path) -> Iterator[Finding]:
    """What is wrong with records, with files, and with what a site made of them would have."""
    from gongwen.records.checks import check, files, prose
    from gongwen.texts import checks as text_checks
    from gongwen.texts import provision_checks
    from gongwen.views.link_check import dead_links, taken_addresses
    from gongwen.views.site import Site

    yield from files(docs)
    yield from prose(docs)
    site = Site(texts.archive, "", texts.missing)
    today = datetime.datetime.now(tz=datetime.UTC).date()
    yield from check(texts.archive, today=today, named=site.occurrences.by_record.keys())
    yield from text_checks.check(texts)
    yield from text_checks.check_table(docs, texts.archive)
    yield from provision_checks.check(texts.archive)
    yield from dead_links(site, docs)
    yield from taken_addresses(site, docs)


def _inform(notes: Iterable[GongwenError], archive: Archive, shown: Callable[[GongwenError], str]) -> None:
    from gongwen.records import kind_named
    from gongwen.views import further

    for note in notes:
        print(
            _annotation(note, "notice")
            if shown is _annotation
            else say("参考\u3000{note}", note=message("{fault}", fault=note))
        )
    if shown is _annotation:
        return
    for kind, name in archive.unrecorded:
        print(
            say(
                "参考\u3000{label}“{name}”尚无条目，网站上标为待建；可由此写起：",
                label=message(kind_named(kind).label),
                name=name,
            )
        )
        print("".join(f"    {line}\n" for line in further.stub(kind, name).splitlines()), end="")


def _annotation(problem: GongwenError, level: str = "error") -> str:
    """A problem as an annotation of a code host's workflow, which its page of the change shows at the line.

    The form is that of GitHub's workflow commands.
    """
    place = {"file": problem.file, "line": str(problem.line) if problem.line and problem.file else None}
    shown = ",".join(f"{key}={_escaped(value, ',:')}" for key, value in place.items() if value)
    text = said(problem.sentence)
    return f"::{level} {shown}::{_escaped(text)}" if shown else f"::{level}::{_escaped(text)}"


def _escaped(text: str, more: str = "") -> str:
    return "".join(f"%{ord(char):02X}" if char in f"%\r\n{more}" else char for char in text)


def _originals(root: Path, archive: Archive) -> Iterator[GongwenError]:
    """Originals without a page, pages without their original or with words that it hasn't."""
    import originals
    import verification

    known = {name for name, _ in archive.document_by_original} | archive.texts_in_sources
    for path in sorted((root / "sources").rglob("*")):
        name = path.relative_to(root / "sources").as_posix()
        if path.is_file() and not name.startswith(".") and path.name != "README.md" and name not in known:
            yield GongwenError(
                message("还没有页面"), file=f"sources/{name}", line=1, advice=message("运行 make site 转换")
            )
    for page in verification.verify(root, archive=archive):
        if page.state in {"missing", "misplaced"}:
            yield GongwenError(
                page.message or "", file=f"docs/{page.file}", line=originals.line(root, page.file)
            )
        elif page.state == "edited":
            yield from originals.foreign(root, page)


def _vanished(root: Path, archive: Archive, base: str | None) -> Iterator[GongwenError]:
    """Addresses that were published and lead nowhere now."""
    import published

    kept = {record.address for record in archive}
    kept |= {f"{fault.file}".removeprefix("docs/").removesuffix(".md") for fault in archive.faults}
    kept |= {old.strip("/") for record in archive for old in record.redirects}
    for address in sorted(published.addresses(root, base) - kept):
        yield GongwenError(
            message("发布过的地址没有了"),
            file=f"docs/{address}.md",
            line=1,
            advice=message(
                "改名用 build.py rename，拆、并用 split、merge，撤下用 withdraw；旧地址写进 redirects"
            ),
        )


_PLACED = re.compile(r"((?:docs|sources)/[^：:]+?)(?::(\d+))?(?:：|: )(.+?)(?:(?:。|\. )(.+))?", re.DOTALL)


def _parsed(line: str) -> GongwenError:
    """What a build says of a file, as a problem of that file."""
    match = _PLACED.fullmatch(line)
    if match is None:
        return GongwenError(line)
    return GongwenError(match[3], file=match[1], line=int(match[2] or 1), advice=match[4])


def _site(options: argparse.Namespace) -> list[str]:
    import site_build
    import site_links

    built = site_build.build(options.root)
    return built.problems or list(site_links.check(built.folder, built.base))


if __name__ == "__main__":
    sys.exit(main())
