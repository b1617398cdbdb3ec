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
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from command_line import Parser, archive_folder, complain, run
from gongwen.errors import GongwenError

# The rest is imported where it is needed: --help and wrong usage answer at once.
if TYPE_CHECKING:
    from gongwen.records.archive import Archive
    from gongwen.records.checks import Finding

ROOT = Path(__file__).resolve().parents[1]


def parser() -> Parser:
    """The command line of check.py."""
    top = Parser(
        prog="check.py",
        description="核对记录与网站：格式、编号、关系、日期、链接、编辑用语，以及原件与页面是否相符。",
    )
    top.add_argument("--root", type=Path, default=ROOT, metavar="目录", help="档案所在的文件夹，默认是本仓库")
    top.add_argument("--no-site", action="store_true", help="只核对记录，不构建网站查链接")
    top.add_argument("--info", action="store_true", help="把仅供参考的也逐条列出")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run check.py; exit code 0 where nothing is wrong, 1 where something is."""
    return run(lambda: _check(parser().parse_args(arguments)))


def _check(options: argparse.Namespace) -> int:
    from gongwen.derived.occurrences import Occurrences
    from gongwen.records.archive import read_archive
    from gongwen.records.checks import check, prose
    from gongwen.views import further

    options.root = archive_folder(options.root)
    archive = read_archive(options.root / "docs", strict=False)
    problems = [str(fault) for fault in archive.faults]
    named = Occurrences(archive).by_record.keys()
    findings = check(archive, today=datetime.datetime.now(tz=datetime.UTC).date(), named=named)
    findings += prose(options.root / "docs")
    problems += [_placed(finding, options.root) for finding in findings if finding.severity == "error"]
    problems += _originals(options.root, archive)
    if not problems and not options.no_site:
        problems += _site(options)
    for problem in problems:
        complain(problem)
    notes = [_placed(finding, options.root) for finding in findings if finding.severity == "info"]
    if options.info:
        for note in notes:
            print(f"参考　{note}")
    for kind, name in archive.unrecorded:
        print(f"参考　{'机构' if kind == 'agency' else '行动'}“{name}”尚无条目，网站上标为待建；可由此写起：")
        print("".join(f"    {line}\n" for line in further.stub(kind, name).splitlines()), end="")
    count = sum(1 for _ in archive)
    print(
        f"核对 {count} 条记录：问题 {len(problems)} 处，参考 {len(notes)} 条"
        + ("（--info 列出）" if notes and not options.info else "")
    )
    return 1 if problems else 0


def _placed(finding: Finding, root: Path) -> str:
    from gongwen.records import frontmatter

    file = root / "docs" / finding.file
    line: int | None = None
    if finding.loc:
        try:
            line = frontmatter.parse(file.read_text(encoding="utf-8"), finding.file).line_of(finding.loc)
        except GongwenError:
            line = None
    return str(
        GongwenError(finding.problem, file=f"docs/{finding.file}", line=line, advice=finding.advice or None)
    )


def _originals(root: Path, archive: Archive) -> list[str]:
    """Originals without a page, pages without their original."""
    import conversion

    problems = []
    known = {name for name, _ in archive.document_by_original}
    for path in sorted((root / "sources").rglob("*")):
        name = path.relative_to(root / "sources").as_posix()
        if path.is_file() and not name.startswith(".") and path.name != "README.md" and name not in known:
            problems.append(f"sources/{name}：还没有页面。运行 make site 转换")
    problems += [
        f"docs/{page.file}：{page.message}"
        for page in conversion.verify(root)
        if page.state in {"missing", "misplaced"}
    ]
    return problems


def _site(options: argparse.Namespace) -> list[str]:
    import site_build
    import site_links

    built = site_build.build(options.root)
    return built.problems or list(site_links.check(built.folder, built.base))


if __name__ == "__main__":
    sys.exit(main())
