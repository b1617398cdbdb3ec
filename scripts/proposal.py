#!/usr/bin/env python3
"""proposal.py: makes pages of what somebody proposed on the code host's web page, for a draft pull request.

What was proposed is an issue written by the form 新增文献, or a pull request that brings files into sources/. Both
are data: nothing of them is run.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import conversion
import delivery
import writing
from command_line import Parser, archive_folder, complain, run
from gongwen.convert.pipeline import Wishes
from gongwen.errors import GongwenError
from gongwen.messages import listed, message, say
from gongwen.pages.addresses import slug
from gongwen.records import frontmatter
from gongwen.records.archive import read_archive
from review import Side, side

ROOT = Path(__file__).resolve().parents[1]
FORM = {
    "rights": "为什么可以公开", "basis": "依据", "title": "题名", "date": "日期", "name": "来源的名称",
    "url": "来源的网址", "text": "原文",
}  # fmt: skip
"""The questions of .github/ISSUE_TEMPLATE/new-document.yml, which stand as heads in the issue."""
UNCLEAR = "不清楚"
"""How the answer begins that keeps the text out of the repository."""
_EMPTY = "_No response_"
_SUFFIXES = frozenset({".txt", ".md", ".html", ".htm", ".docx"})


def parser() -> Parser:
    """The command line of proposal.py."""
    top = Parser(
        prog="proposal.py",
        description=message("把网页上提交的文献做成页面：新增文献的议题，或带来 sources/ 文件的合并请求。"),
    )
    top.add_argument(
        "--root",
        type=Path,
        default=ROOT,
        metavar=message("目录"),
        help=message("档案所在的文件夹，默认是本仓库"),
    )
    what = top.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--issue", type=Path, metavar=message("文件"), help=message("议题，代码托管平台的 JSON")
    )
    what.add_argument("--head", metavar=message("版本"), help=message("合并请求的 git 版本"))
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run proposal.py; exit code 0 where a page was made, 1 where not."""
    return run(lambda: _propose(parser().parse_args(arguments)))


def _propose(options: argparse.Namespace) -> int:
    root = archive_folder(options.root)
    made = from_issue(root, options.issue) if options.issue else from_revision(root, options.head)
    for outcome in made:
        if outcome.status == "failed" or outcome.page is None:
            complain(say("没有做成\u3000{message}", message=outcome.message))
        else:
            print(say("做成 {page}", page=outcome.page))
    return 0 if made and all(outcome.status != "failed" for outcome in made) else 1


# An issue


def from_issue(root: Path, file: Path) -> list[delivery.Outcome]:
    """Make the page of an issue that was written by the form.

    Raises:
        GongwenError: an answer is missing.
    """
    answers = answered(json.loads(file.read_text(encoding="utf-8"))["body"] or "")
    missing = [FORM[key] for key in ("rights", "title", "url", "text") if not answers.get(key)]
    if missing:
        raise GongwenError(
            message("议题里没有答：{fields}", fields=listed(missing)), advice=message("请提出者补上，再运行")
        )
    unclear = answers["rights"].startswith(UNCLEAR)
    name = f"{slug(answers['title'])[:60] or 'x'}.txt"
    wishes = Wishes("record" if unclear else None, "权利不明，只作著录" if unclear else None)
    # It goes straight to the archive's own cache, which git passes over, until the shelf says what may be kept.
    waiting = root / ".cache" / "proposal" / name
    head = "" if answers["title"] in answers["text"] else f"{answers['title']}\n\n"
    writing.write(waiting, f"{head}{answers['text']}\n")
    outcomes = conversion.run([str(waiting)], root, None, wishes, jobs=1)
    waiting.unlink()
    for outcome in outcomes:
        if outcome.page and outcome.status == "converted" and not outcome.attached:
            _sourced(root / outcome.page, answers)
    return outcomes


def answered(body: str) -> dict[str, str]:
    """The answers in an issue's body, by the key of the question; a fence round one is taken off."""
    heads = {label: key for key, label in FORM.items()}
    parts = re.split(rf"(?m)^### ({'|'.join(map(re.escape, heads))})[ \t]*$", body.replace("\r\n", "\n"))
    found: dict[str, str] = {}
    for label, text in zip(parts[1::2], parts[2::2], strict=True):
        # The text comes last: what looks like a question in it is its own.
        if "text" in found:
            found["text"] += f"\n\n### {label}\n\n{text.strip()}"
        else:
            found[heads[label]] = text.strip()
    return {key: _unfenced(text) for key, text in found.items() if text != _EMPTY}


def _unfenced(text: str) -> str:
    match = re.fullmatch(r"(`{3,})\w*\n(.*?)\n?\1", text, re.DOTALL)
    return match[2] if match else text


def _sourced(page: Path, answers: Mapping[str, str]) -> None:
    """Write into a new page where its text comes from."""
    text = page.read_text(encoding="utf-8")
    if "source" in frontmatter.parse(text, page.name).data:
        return
    source = {key: answers[key] for key in ("name", "url") if answers.get(key)}
    writing.write(page, frontmatter.with_keys(text, {"source": source}, after="access"))


# A pull request


def from_revision(root: Path, head: str) -> list[delivery.Outcome]:
    """Take the files in sources/ that a revision brings and that have no page, and make their pages.

    Raises:
        GongwenError: it brings none.
    """
    with tempfile.TemporaryDirectory(prefix="gongwen-") as folder:
        return _shelved(root, side(root, head, Path(folder) / "brought"))


def _shelved(root: Path, brought: Side) -> list[delivery.Outcome]:
    known = {name for name, _ in brought.archive.document_by_original} | brought.archive.texts_in_sources
    here = read_archive(root / "docs", strict=False)
    known |= {name for name, _ in here.document_by_original} | here.texts_in_sources
    names = [
        name
        for name in brought.originals()
        if name not in known
        and Path(name).suffix.lower() in _SUFFIXES
        and not (root / "sources" / name).exists()
    ]
    if not names:
        raise GongwenError(message("合并请求里没有还没有页面的原件"), advice=message("原件放在 sources/ 里"))
    results = conversion.converted(
        [delivery.Input(brought.root / "sources" / name, f"sources/{name}") for name in names],
        root / "docs",
        jobs=1,
    )
    return conversion.Shelf(root, here).put_all(results)


if __name__ == "__main__":
    sys.exit(main())
