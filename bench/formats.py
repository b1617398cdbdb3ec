#!/usr/bin/env python3
"""formats.py: how faithfully documents come out of each format: characters, paragraphs, headings, rows, time.

The documents are made here from our own sentences, with the parts of an official document, and rendered into each
format: Word with typed and with automatic numbers, PDF as typesetters make it and as a browser prints it, OFD, RTF.
What markitdown, pdfplumber and pandoc make of them is told beside, where they are installed. Degraded scans of our own
pages follow, where recognition is installed; and how long, and how much memory, PDFs of many pages take.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import beside  # noqa: F401  # before what lies in scripts/
from command_line import Parser, count, run
from gongwen.convert.pipeline import Converter
from gongwen.convert.readers import parse, scans
from gongwen.errors import GongwenError
from gongwen.records.archive import read_archive
from gongwen.text.shapes import chinese_numeral

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import one_text  # noqa: E402
import pdf_writer  # noqa: E402
import scanned  # noqa: E402
from one_text import Part  # noqa: E402

BROWSER = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-dev-shm-usage",
    "--no-pdf-header-footer",
)
SENTENCES = (
    "各有关单位要高度重视，明确专人负责，按期完成任务。",
    "对核对中发现的问题，要逐项登记，限期整改，整改情况于次月5日前报送。",
    "截至2020年12月31日，全市共有备案网站3256个，其中信息准确的占92.5%。",
    "接入服务单位应当在十个工作日内通知主办者更正；逾期没有更正的，停止接入服务。",
    "主办单位变更名称、地址、负责人或者联系电话的，要在变更之日起三十日内办理手续。",
    "联系邮箱为beian@example.cn，联系电话为010-00000000。",
    "检查采取自查、抽查和互查相结合的方式进行，抽查比例不低于20%。",
    "“谁接入、谁负责”的要求要写入合同，并向用户明示。",
    "经费由市财政安排，专款专用。",
)
HEADS = ("总体要求", "工作目标", "核对范围", "核对内容", "实施步骤", "责任分工", "保障措施", "监督检查")
STEPS = ("加强组织领导", "落实主体责任", "完善工作制度", "强化技术支撑", "做好宣传引导", "开展督促检查")
PLAIN = re.compile(r"[#*|`\\\s>_-]+")


def parser() -> Parser:
    """The command line of formats.py."""
    top = Parser(prog="formats.py", description="各种格式转换得有多准：字、段、标题、表格行，以及用时。")
    top.add_argument("--documents", type=count, default=20, metavar="件数", help="每种格式的件数，默认 20")
    top.add_argument("--seed", type=int, default=1, metavar="数", help="随机数种子")
    return top


def document(random_: random.Random) -> tuple[Part, ...]:
    """A document with the parts that official documents have."""

    def prose(most: int) -> Part:
        return Part("p", "".join(random_.choices(SENTENCES, k=random_.randint(1, most))))

    heads = random_.sample(HEADS, random_.randint(3, 6))
    parts = [one_text.NOTICE[0], one_text.NOTICE[1], one_text.NOTICE[2], prose(3)]
    for first, head in enumerate(heads, 1):
        parts.append(Part("h1", f"{chinese_numeral(first)}、{head}"))
        for second, step in enumerate(random_.sample(STEPS, random_.randint(0, 4)), 1):
            parts += [Part("h2", f"（{chinese_numeral(second)}）{step}"), prose(8)]
            parts += [Part("p", f"{n}．{prose(2).text}") for n in range(1, random_.randint(1, 4))]
        parts += [prose(6) for _ in range(random_.randint(1, 3))]
        if random_.random() < 0.3:
            rows = tuple(
                (str(n), random_.choice(STEPS), "市直各单位", f"{n}月底")
                for n in range(1, random_.randint(3, 7))
            )
            parts += [prose(1), Part("table", rows=(one_text.TABLE[0], *rows))]
    return (*parts, *one_text.NOTICE[-2:])


def printed(parts: Sequence[Part]) -> bytes:
    """A PDF as a browser prints it, its fonts embedded."""
    style = (
        "<style>@page{size:A4;margin:37mm 26mm 35mm 28mm}body{font:16pt/28pt serif;text-align:justify}p{text-indent:2em;margin:0}"
        "h1{font-size:22pt;text-align:center}p[align=right]{padding-right:4em}table{border-collapse:collapse;width:100%}td{border:1px solid}</style>"
    )
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "a.html"
        page.write_text(one_text.html(parts).replace("</head>", f"{style}</head>"), encoding="utf-8")
        command = [
            shutil.which("chromium") or "chromium",
            *BROWSER,
            f"--print-to-pdf={folder}/a.pdf",
            str(page),
        ]
        subprocess.run(command, capture_output=True, timeout=120, check=True)
        return (Path(folder) / "a.pdf").read_bytes()


def makers() -> dict[str, Callable[[Sequence[Part]], bytes]]:
    """How a document is made in each format."""
    found: dict[str, Callable[[Sequence[Part]], bytes]] = {
        "docx": one_text.docx,
        "docx 自动序号": lambda parts: bytes(one_text.docx(parts, automatic=True)),
        "pdf 排版": lambda parts: bytes(one_text.pdf(parts, head="江州市通信发展办公室文件")),
        "ofd": one_text.ofd,
        "rtf": one_text.rtf,
    }
    if shutil.which("chromium"):
        found["pdf 浏览器"] = printed
    return found


@dataclass
class Figures:
    """What is counted for one tool and one format."""

    wrong: int = 0
    characters: int = 0
    found: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    milliseconds: list[float] = field(default_factory=list)
    failed: int = 0

    def row(self) -> str:
        """The figures on a line."""

        def share(kind: str) -> str:
            return f"{100 * self.found[kind] / self.wanted[kind]:6.1f}%" if self.wanted[kind] else "      –"

        return (
            f"错字 {100 * self.wrong / max(1, self.characters):6.2f}%　段 {share('p')}　标题 {share('h')}　表行 {share('row')}　"
            f"{statistics.median(self.milliseconds or [0]):6.0f} 毫秒"
            + (f"　失败 {self.failed}" if self.failed else "")
        )


def truth(parts: Sequence[Part]) -> Iterator[tuple[str, str]]:
    """The text that must come out: paragraphs, headings and rows, without white space."""
    for part in parts:
        if part.kind == "table":
            yield from (("row", plain("".join(row))) for row in part.rows)
        else:
            yield "h" if part.kind in {"h1", "h2"} else "p", plain(part.text)


def plain(text: str) -> str:
    """A text without marks and white space, its numbers as repairs write them."""
    return re.sub(r"(?<=\d)．", ".", PLAIN.sub("", text))


def measure(parts: Sequence[Part], text: str, figures: Figures, *, marked: bool) -> None:
    """Count what of a document a tool's text holds; where it writes Markdown, headings must be marked as such."""
    lines = text.splitlines()
    heads = {plain(line) for line in lines if line.lstrip().startswith("#")} if marked else set()
    whole = {plain(line) for line in lines}
    wanted = list(truth(parts))
    for kind, words in wanted:
        figures.wanted[kind] += 1
        figures.found[kind] += words in (heads if kind == "h" and marked else whole)
    right, got = "".join(words for _, words in wanted), plain(text)
    blocks = SequenceMatcher(None, right, got, autojunk=False).get_matching_blocks()
    figures.characters += len(right)
    figures.wrong += max(len(right), len(got)) - sum(block.size for block in blocks)


def tools(converter: Converter) -> dict[str, Callable[[bytes, str], str]]:
    """What turns a file into Markdown or text: ours, and the others where they are installed."""

    def ours(data: bytes, _: str) -> str:
        made = converter.from_bytes(data, Path("通知"))[0].document
        return f"{made.title}\n\n{made.document_number}\n\n{made.body}"

    found: dict[str, Callable[[bytes, str], str]] = {"本库": ours}
    if find_spec("markitdown"):
        found["markitdown"] = _markitdown
    if find_spec("pdfplumber"):
        found["pdfplumber"] = _pdfplumber
    if shutil.which("pandoc"):
        found["pandoc"] = _pandoc
    return found


def _markitdown(data: bytes, suffix: str) -> str:
    import io

    from markitdown import MarkItDown

    text: str = MarkItDown().convert_stream(io.BytesIO(data), file_extension=f".{suffix}").text_content
    return text


def _pdfplumber(data: bytes, _: str) -> str:
    import io

    pdfplumber: Any = __import__("pdfplumber")
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return "\n".join(page.extract_text() or "" for page in pdf.pages)


def _pandoc(data: bytes, suffix: str) -> str:
    command = ["pandoc", "-f", suffix, "-t", "markdown", "--wrap=none"]
    return subprocess.run(command, input=data, capture_output=True, timeout=60, check=True).stdout.decode()


CAN = {"markitdown": {"docx", "pdf"}, "pdfplumber": {"pdf"}, "pandoc": {"docx", "rtf"}}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print a line for each format and tool; 1 where a PDF of many pages takes too much."""
    return run(lambda: _measured(parser().parse_args(arguments)))


PAGES = {20: (2.0, 1024), 500: (30.0, 1024)}
"""How many seconds, and how many megabytes, a PDF of so many pages may take."""


def many_pages(pages: int) -> bytes:
    """A PDF of so many pages."""
    body = [part for part in one_text.NOTICE if part.kind != "table"]
    parts = [one_text.NOTICE[0], *body * (pages * 30 // len(body))]
    sheets = one_text.set_on_pages(parts, "江州市通信发展办公室文件").sheets[:pages]
    data: bytes = pdf_writer.pdf(sheets)
    return data


def _worked() -> float:
    """The time that this process and its children worked: on a machine that does nothing else, the time that passes."""
    return sum(os.times()[:4])


def _large(converter: Converter) -> bool:
    """Measure PDFs of many pages, before anything else has used memory; whether each keeps to what it may take."""
    kept = True
    converter.from_bytes(many_pages(1), Path("通知.pdf"))  # what is loaded once
    for pages, (seconds, megabytes) in PAGES.items():
        data = many_pages(pages)
        started = _worked()
        converter.from_bytes(data, Path("通知.pdf"))
        took = _worked() - started
        # The most that a process of its own, or this one, ever held.
        held = (
            max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF))
            // 1024
        )
        print(
            f"pdf {pages} 页　{took:.1f} 秒（至多 {seconds:.0f}）　{held} MB（至多 {megabytes}）", flush=True
        )
        kept = kept and took <= seconds and held <= megabytes
    return kept


def _scans() -> None:
    """Measure degraded scans, where recognition and a Chinese font are there."""
    if not scans.installed() or scanned.font() is None:
        print("扫描　没有装文字识别（uv sync --extra ocr）或中文字体，没有测")
        return
    for name, make in scanned.PAGES.items():
        scan = make()
        data = scanned.jpeg(scan)
        started = time.perf_counter()
        made = parse(data, Path("通知.jpg"))[0]
        right, got = scanned.plain(scan.said), scanned.plain(made.text)
        blocks = SequenceMatcher(None, right, got, autojunk=False).get_matching_blocks()
        wrong = max(len(right), len(got)) - sum(block.size for block in blocks)
        took = time.perf_counter() - started
        print(f"扫描 {name:<12}错字 {100 * wrong / len(right):6.2f}%　{took:6.1f} 秒", flush=True)


def _measured(options: argparse.Namespace) -> int:
    converter = Converter(read_archive(ROOT / "docs", strict=False))
    kept = _large(converter)
    documents = [document(random.Random(options.seed * 1000 + n)) for n in range(options.documents)]  # noqa: S311
    found = tools(converter)
    for name, make in makers().items():
        suffix = name.split()[0]
        figures = {tool: Figures() for tool in found if suffix in CAN.get(tool, {suffix})}
        for parts in documents:
            data = make(parts)
            for tool, counted in figures.items():
                started = time.perf_counter()
                try:
                    text = found[tool](data, suffix)
                except (GongwenError, OSError, ValueError, subprocess.SubprocessError):
                    counted.failed, text = counted.failed + 1, ""
                counted.milliseconds.append(1000 * (time.perf_counter() - started))
                measure(parts, text, counted, marked=tool in {"本库", "pandoc"})
        for tool, counted in figures.items():
            print(f"{name:<12}{tool:<12}{counted.row()}", flush=True)
    _scans()
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
