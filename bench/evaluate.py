#!/usr/bin/env python3
"""evaluate.py: how faithful the converter is, field by field, on documents with their expected pages beside them.

A case is a folder with ``input.*`` and ``expected.md``, the page that a careful person would make of it. Two
keys of its front matter are for this script alone: ``gone``, words that may not be on the page, and ``kept``,
words that must be.
"""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import beside  # noqa: F401  # before what lies in scripts/
import exercised
from command_line import Parser, complain, run
from frozen import frozen
from gongwen.convert.pipeline import Converter, Wishes
from gongwen.errors import GongwenError
from gongwen.records import Document, frontmatter
from gongwen.text.places import find_places

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "eval" / "cases"

BLIND = ROOT / "tests" / "eval" / "blind"
"""Cases that were written without sight of the converter; half of them are held back for measuring."""
MISSES = ROOT / "tests" / "eval" / "misses.txt"
"""What is missed today, case by case: better or worse, any difference is looked at."""

_IDEOGRAPH = re.compile(r"[\u3400-\u9fff\U00020000-\U0002fa1f]")
_HEADING = re.compile(r"^(#{2,6}) (.*)$", re.MULTILINE)


def parser() -> Parser:
    """The command line of evaluate.py."""
    top = Parser(
        prog="evaluate.py",
        description="逐字段评测转换的准确度，与 tests/eval/misses.txt 里记下的不符之处比较；有出入时以 1 退出。",
    )
    top.add_argument("cases", nargs="*", metavar="用例", help="只评这些（文件夹名的开头）；默认全部")
    top.add_argument(
        "--folder", type=Path, metavar="目录", help="只评这个文件夹里的用例；默认 tests/eval 里的两个"
    )
    top.add_argument("--details", action="store_true", help="逐件列出不符之处")
    top.add_argument(
        "--channels", action="store_true", help="按来路（纯文本、网页、公众号、文库、抓取……）分列"
    )
    top.add_argument("--keep", action="store_true", help="把今天的不符之处记下，作为往后比较的根据")
    top.add_argument("--rows", action="store_true", help="另列出规则表里没有文字用到的行（约半分钟）")
    top.add_argument("--compare", action="store_true", help="同样的用例也交给 trafilatura 和 markitdown")
    return top


@dataclass(frozen=True)
class Case:
    """An input with its expected page."""

    name: str
    input: Path
    wanted: dict[str, Any]
    body: str

    @property
    def held(self) -> bool:
        """Whether the case is for measuring only: what is missed of it is counted, not shown."""
        return bool(self.wanted.get("held"))

    @property
    def channel(self) -> str:
        """The way on which such a file comes; by the input's format where the case doesn't say."""
        ways = {".html": "web page", ".md": "scrape", ".docx": "docx"}
        return str(self.wanted.get("channel") or ways.get(self.input.suffix, "plain text"))


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


def evaluate(cases: Sequence[Case]) -> Scores:
    """Convert every case and score it; a case that fails to convert scores as an empty page."""
    converter = Converter(frozen())
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
    """Run the evaluation, print the table, and say what has changed."""
    return run(lambda: _evaluated(parser().parse_args(arguments)))


def misses(cases: Sequence[Case], scores: Scores, held: Scores) -> list[str]:
    """What is missed, a line each: of open cases what and where, of held ones only how many."""
    lines = [
        f"{case.name}\t{' '.join(miss.split())}"
        for case in cases
        if not case.held
        for miss in scores.misses.get(case.name, ())
    ]
    lines += [f"held\t{measure}\t{held.right[measure]}/{held.wanted[measure]}" for measure in NAMES]
    return lines


def standing() -> list[str]:
    """What is missed today over all committed cases."""
    cases = all_cases()
    held = evaluate([case for case in cases if case.held])
    return misses(cases, evaluate([case for case in cases if not case.held]), held)


def all_cases() -> list[Case]:
    """The committed cases, those written beside the rules and those written blind."""
    return [*read_cases(CASES, ()), *read_cases(BLIND, ())]


def _evaluated(options: argparse.Namespace) -> int:
    if options.keep:
        MISSES.write_text("\n".join(standing()) + "\n", encoding="utf-8")
        print(f"已记入 {MISSES.relative_to(ROOT)}，提交前请逐行看过差异")
        return 0
    folders = [options.folder] if options.folder else [CASES, BLIND]
    for folder in folders:
        if not folder.is_dir():
            parser().error(f"没有文件夹 {folder}")
    cases = [case for folder in folders for case in read_cases(folder, options.cases)]
    if not cases:
        parser().error("没有这样的用例")
    scores = evaluate(cases)
    if options.details:
        _show_misses(cases, scores)
    tables = {"本库": scores, **(compare(cases) if options.compare else {})}
    if options.channels:
        tables |= {name: evaluate(found) for name, found in _by_channel(cases).items()}
    _show(cases, tables)
    if options.rows:
        print(*exercised.report(ROOT), sep="\n")
    if options.cases or options.folder:
        return 0
    kept = MISSES.read_text(encoding="utf-8").splitlines() if MISSES.exists() else []
    changed = list(difflib.unified_diff(kept, standing(), "记下的", "今天的", lineterm="", n=0))
    for line in changed:
        complain(line)
    return 1 if changed else 0


def _by_channel(cases: Iterable[Case]) -> dict[str, list[Case]]:
    found: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        found[case.channel].append(case)
    return dict(sorted(found.items()))


def _show_misses(cases: Iterable[Case], scores: Scores) -> None:
    for case in cases:
        if not case.held and scores.misses.get(case.name):
            print(f"■ {case.name}")
            for miss in scores.misses[case.name]:
                print(f"    {miss}")


def _show(cases: Sequence[Case], tables: Mapping[str, Scores]) -> None:
    print(f"{len(cases)} 件　" + "　".join(tables))
    for measure, label in NAMES.items():
        values = [
            f"{table.value(measure):7.1%}" if table.wanted[measure] else "      —"
            for table in tables.values()
        ]
        print(f"{label}{'　' * (7 - len(label))}" + "　".join(values))


if __name__ == "__main__":
    sys.exit(main())
