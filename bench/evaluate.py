#!/usr/bin/env python3
"""evaluate.py: how faithful the converter is, field by field, on documents with their expected pages beside them.

A case is a folder with ``input.*`` and ``expected.md``, the page that a careful person would make of it. Two
keys of its front matter are for this script alone: ``gone``, words that may not be on the page, and ``kept``,
words that must be.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import beside  # noqa: F401  # before what lies in scripts/
from command_line import Parser, complain, run
from gongwen.convert.pipeline import Converter, Wishes
from gongwen.errors import GongwenError
from gongwen.records import Document, frontmatter
from gongwen.records.archive import read_archive
from gongwen.text.places import find_places

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "eval" / "cases"

FLOORS: dict[str, float] = {
    "title": 0.98, "date": 0.97, "date_kind": 0.97, "type": 0.97, "document_number": 0.99, "issuers": 0.97, "campaigns": 0.97,
    "place": 0.95, "addressee": 0.98, "effective": 0.98, "people": 0.97, "offices": 0.96, "source": 0.95, "address": 0.97,
    "access": 0.98, "sic": 0.7, "headings": 0.98, "paragraphs": 0.97, "gone": 0.985, "kept": 0.995, "lost": 0.998, "added": 0.99,
}  # fmt: skip
"""What `make eval` may not fall below, per measure."""

_IDEOGRAPH = re.compile(r"[\u3400-\u9fff\U00020000-\U0002fa1f]")
_HEADING = re.compile(r"^(#{2,6}) (.*)$", re.MULTILINE)


def parser() -> Parser:
    """The command line of evaluate.py."""
    top = Parser(prog="evaluate.py", description="逐字段评测转换的准确度；低于规定的下限时以 1 退出。")
    top.add_argument("cases", nargs="*", metavar="用例", help="只评这些（文件夹名的开头）；默认全部")
    top.add_argument(
        "--folder", type=Path, default=CASES, metavar="目录", help="用例所在的文件夹，默认 tests/eval/cases"
    )
    top.add_argument("--details", action="store_true", help="逐件列出不符之处")
    top.add_argument("--compare", action="store_true", help="同样的用例也交给 trafilatura 和 markitdown")
    return top


@dataclass(frozen=True)
class Case:
    """An input with its expected page."""

    name: str
    input: Path
    wanted: dict[str, Any]
    body: str


@dataclass
class Scores:
    """Counts per measure: right, found, wanted; shares and F1 follow from them."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    misses: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def one(self, measure: str, case: str, got: object, want: object) -> None:
        """A field with a single value; where none is wanted, none may be given."""
        self.found[measure] += 1
        self.wanted[measure] += 1
        if _plain(got) == _plain(want):
            self.right[measure] += 1
        else:
            self.misses[case].append(f"{measure}：得 {_plain(got)!r}，应 {_plain(want)!r}")

    def many(self, measure: str, case: str, got: Iterable[Any], want: Iterable[Any]) -> None:
        """A field with several values, in any order."""
        mine, theirs = Counter(got), Counter(want)
        self.found[measure] += mine.total()
        self.wanted[measure] += theirs.total()
        self.right[measure] += (mine & theirs).total()
        if mine != theirs:
            self.misses[case].append(
                f"{measure}：多 {list((mine - theirs).elements())}，少 {list((theirs - mine).elements())}"
            )

    def value(self, measure: str) -> float:
        """F1; for a field with a single value that is the share of right ones."""
        both = self.found[measure] + self.wanted[measure]
        return 2 * self.right[measure] / both if both else 1.0


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def read_cases(folder: Path, names: Sequence[str]) -> list[Case]:
    """The cases in `folder`, those beginning with one of `names` where any are given.

    Raises:
        GongwenError: a case has no input.
        OSError: the folder can't be read.
    """
    found = []
    for path in sorted(folder.iterdir()):
        if not (path / "expected.md").exists() or (names and not path.name.startswith(tuple(names))):
            continue
        source = next(path.glob("input.*"), None)
        if source is None:
            raise GongwenError("用例里没有 input 文件", file=str(path), advice="补上，或删去用例")
        page = frontmatter.parse((path / "expected.md").read_text(encoding="utf-8"), path.name)
        found.append(Case(path.name, source, dict(page.data), page.body.strip()))
    return found


def score(case: Case, document: Document, scores: Scores, *, others: str = "") -> None:
    """Hold a converted document against what is expected of it.

    Args:
        case: the case, whose expected page is the first document of its file.
        document: the first document.
        scores: where the result is counted.
        others: the text of further documents in the file, in which words that must be kept may stand.
    """
    wanted = case.wanted
    for name in ("title", "date", "date_kind", "type", "document_number", "place", "addressee", "effective"):
        got, want = getattr(document, name), wanted.get(name)
        if name == "place":  # 南京 and 江苏省南京市 are one place
            got, want = _place(got), _place(want)
        if name == "title":
            got, want = _folded(str(got)), _folded(str(want))
        scores.one(name, case.name, got, want)
    scores.many("issuers", case.name, document.issuers, wanted.get("issuers", ()))
    scores.many("campaigns", case.name, document.campaigns, wanted.get("campaigns", ()))
    people = [(person.name, person.role) for person in document.people]
    scores.many("people", case.name, people, [(p["name"], p["role"]) for p in wanted.get("people", ())])
    offices = [(person.name, person.office) for person in document.people]
    scores.many(
        "offices", case.name, offices, [(p["name"], p.get("office")) for p in wanted.get("people", ())]
    )
    # Whether an excerpt or a mere record is let out is the maintainer's to decide; that it isn't all, the tool's.
    scores.one("access", case.name, document.access == "full", wanted.get("access", "full") == "full")
    source = wanted.get("source", {})
    scores.one("source", case.name, document.source.name if document.source else None, source.get("name"))
    scores.one("address", case.name, document.source.url if document.source else None, source.get("url"))
    doubts = [item["text"] for item in wanted.get("sic", ())]
    seen = [text for text in doubts if any(text in d.text or d.text in text for d in document.sic)]
    scores.many("sic", case.name, seen, doubts)
    score_body(case, document.body, scores, others=others)


def _place(text: str | None) -> str:
    found = find_places(text or "")
    return found[-1][1].full if found else text or ""


def score_body(case: Case, body: str, scores: Scores, *, others: str = "") -> None:
    """Hold a page's text against the expected one."""
    body, wanted = _folded(body), _folded(case.body)
    scores.many("headings", case.name, _headings(body), _headings(wanted))
    paragraphs, expected = _paragraphs(body), _paragraphs(wanted)
    scores.many("paragraphs", case.name, paragraphs, expected)
    gone = [str(words) for words in case.wanted.get("gone", ())]
    scores.many("gone", case.name, [words for words in gone if words not in body], gone)
    kept = [_folded(str(words)) for words in case.wanted.get("kept", ())]
    scores.many(
        "kept", case.name, [words for words in kept if words in body or words in _folded(others)], kept
    )
    mine, theirs = "".join(_IDEOGRAPH.findall(body)), "".join(_IDEOGRAPH.findall(wanted))
    same = sum(
        block.size for block in SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
    )
    for measure, text in (("lost", theirs), ("added", mine)):
        scores.found[measure] += len(text)
        scores.wanted[measure] += len(text)
        scores.right[measure] += same
        if len(text) - same:
            scores.misses[case.name].append(f"{measure}：{len(text) - same} 字，共 {len(text)}")


def _folded(text: str) -> str:
    """Spaces made equal: whether 第一章 is followed by a wide or an ordinary one is no difference."""
    return re.sub(r"[ \u3000\u00a0]+", " ", text)


def _headings(body: str) -> list[tuple[int, str]]:
    return [(len(match[1]), match[2].strip()) for match in _HEADING.finditer(body)]


def _paragraphs(body: str) -> list[str]:
    return [block.strip() for block in body.split("\n\n") if block.strip()]


NAMES = {
    "title": "题名", "date": "日期", "date_kind": "日期种类", "type": "文种", "document_number": "文号", "issuers": "发布机关",
    "campaigns": "行动", "place": "地点", "addressee": "主送", "effective": "施行日期", "people": "人物", "offices": "人物职务",
    "source": "来源", "address": "原址", "access": "公开范围", "sic": "存疑", "headings": "标题", "paragraphs": "段落全同",
    "gone": "附加文字去尽", "kept": "正文句子保留", "lost": "正文汉字未失", "added": "正文汉字无多",
}  # fmt: skip


def evaluate(cases: Sequence[Case], root: Path) -> Scores:
    """Convert every case and score it; a case that fails to convert scores as an empty page."""
    converter = Converter(read_archive(root / "docs"))
    scores = Scores()
    for case in cases:
        try:
            documents = [part.document for part in converter.convert_all(case.input, Wishes(split=True))]
        except GongwenError as error:
            scores.misses[case.name].append(str(error))
            documents = [Document(title="无", body="")]
        if len(documents) != 1 + bool(case.wanted.get("two_documents")):
            scores.misses[case.name].append(f"拆成 {len(documents)} 件")
        score(case, documents[0], scores, others="\n\n".join(other.body for other in documents[1:]))
    return scores


Extracted = tuple[str, str, str]
"""Text, title and date, as another extractor gives them; empty where it gives none."""


def others() -> dict[str, Callable[[Path], Extracted]]:
    """Extractors to compare with: what people use who have no converter for official documents."""
    import trafilatura
    from markitdown import MarkItDown

    converter = MarkItDown(enable_plugins=False)

    def by_trafilatura(path: Path) -> Extracted:
        data = path.read_bytes()
        body = trafilatura.extract(data, output_format="markdown", include_tables=True) or ""
        known = trafilatura.extract_metadata(data)
        return body, getattr(known, "title", None) or "", getattr(known, "date", None) or ""

    def by_markitdown(path: Path) -> Extracted:
        result = converter.convert(path)
        return str(result.text_content), result.title or "", ""

    return {"trafilatura": by_trafilatura, "markitdown": by_markitdown}


def compare(cases: Sequence[Case]) -> dict[str, Scores]:
    """What other extractors get right of text, title and date; a failure is an empty page."""
    results = {}
    for name, extract in others().items():
        scores = Scores()
        for case in cases:
            try:
                body, title, date = extract(case.input)
            except Exception as error:
                body = title = date = ""
                scores.misses[case.name].append(f"{name}：{type(error).__name__}")
            scores.one("title", case.name, _folded(title), _folded(str(case.wanted.get("title"))))
            scores.one("date", case.name, date, case.wanted.get("date"))
            score_body(case, body, scores)
        results[name] = scores
    return results


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the evaluation, print the table, and say what is below its floor."""
    return run(lambda: _evaluated(parser().parse_args(arguments)))


def _evaluated(options: argparse.Namespace) -> int:
    if not options.folder.is_dir():
        parser().error(f"没有文件夹 {options.folder}")
    cases = read_cases(options.folder, options.cases)
    if not cases:
        parser().error(f"{options.folder} 里没有这样的用例")
    scores = evaluate(cases, ROOT)
    if options.details:
        for name, misses in scores.misses.items():
            print(f"■ {name}")
            for miss in misses:
                print(f"    {miss}")
    tables = {"本馆": scores, **(compare(cases) if options.compare else {})}
    print(f"{len(cases)} 件　" + "　".join(tables))
    for measure, label in NAMES.items():
        values = [
            f"{table.value(measure):7.1%}" if table.wanted[measure] else "      —"
            for table in tables.values()
        ]
        print(f"{label}{'　' * (7 - len(label))}" + "　".join(values))
    low = [
        f"{NAMES[measure]} {scores.value(measure):.1%}，下限 {floor:.1%}"
        for measure, floor in FLOORS.items()
        if scores.value(measure) < floor
    ]
    if low and not options.cases and options.folder == CASES:
        complain("低于下限：" + "；".join(low))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
