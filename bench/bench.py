#!/usr/bin/env python3
"""bench.py: time and memory of conversion and build, beside plain Material over the same pages.

Every measured thing runs as a process of its own; the operating system says what it took.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import beside  # noqa: F401  # before what lies in scripts/
import sites
from command_line import Parser, count, run
from corpus import CHARACTERS
from gongwen.errors import GongwenError
from gongwen.names.matcher import Context, Matcher
from gongwen.records.archive import read_archive
from gongwen.records.edtf import Edtf
from gongwen.views.site import Site
from processes import ROOT, Cost, measure

SHARDS = 8


def parser() -> Parser:
    """The command line of bench.py."""
    top = Parser(
        prog="bench.py", description="用生成的文献测转换与构建的时间、内存，与不带本库代码的 Material 对照。"
    )
    top.add_argument(
        "--names",
        type=_tenfold,
        default=0,
        metavar="件数",
        help="只测认名：这么多件，和它的十分之一，看是否成正比",
    )
    top.add_argument(
        "--weave",
        type=_tenfold,
        default=0,
        metavar="件数",
        help="只测编织：这么多件，和它的十分之一，看是否成正比",
    )
    top.add_argument("--documents", type=count, default=200, metavar="件数", help="转换多少件，默认 200")
    top.add_argument(
        "--sizes",
        type=count,
        nargs="+",
        default=[100, 1000],
        metavar="件数",
        help="构建有这么多件的网站，默认 100 和 1000；一万件要半个小时",
    )
    return top


def _tenfold(text: str) -> int:
    """A number whose tenth is measured too."""
    if count(text) < 10:
        raise ValueError(text)
    return int(text)


# Texts: made of names of the archive and fixed phrases, so that matching and linking have work to do.

_OPENINGS = ("会议指出，", "会议要求，", "据介绍，", "有关负责人表示，", "通知明确，", "", "", "")
_VERBS = (
    "部署开展",
    "会同有关单位推进",
    "通报了",
    "要求做好",
    "研究了",
    "总结了",
    "听取了关于",
    "印发文件，规范",
)
_OBJECTS = (
    "相关工作的进展情况",
    "下一阶段的任务分工",
    "重点环节的日常监管",
    "企业应当承担的责任",
    "投诉举报的受理流程",
    "技术手段和人员保障",
    "各地试点的经验做法",
)
_TAILS = (
    "，并明确了时间安排",
    "，责任落实到具体单位",
    "，情况每季度汇总一次",
    "，群众意见要及时回应",
    "",
    "",
)


def texts(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Generated documents: file name and text."""
    chance = random.Random(seed)  # noqa: S311
    archive = read_archive(ROOT / "docs")
    agencies = [agency.label for agency in archive.agencies.values() if agency.level == "central"]
    names = [record.label for record in (*archive.campaigns.values(), *archive.terms.values())]
    for number in range(count):
        day = f"{chance.randint(2005, 2024)}年{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
        agency = chance.choice(agencies)
        lines = [f"{agency}召开第{number + 1}次{chance.choice(names)}工作会议", ""]
        lines.append(f"{day}，{agency}在北京召开会议，就{chance.choice(names)}进行部署。")
        size, part = 0, 0
        while size < CHARACTERS:
            if size > part * CHARACTERS / 5:
                lines += ["", f"{'一二三四五六七八'[part]}、{chance.choice(_VERBS)}{chance.choice(_OBJECTS)}"]
                part += 1
            sentences = "".join(_sentence(chance, agencies, names) for _ in range(chance.randint(3, 8)))
            lines += ["", sentences]
            size += len(sentences)
        yield f"{number:05d}.txt", "\n".join(lines) + "\n"


def _sentence(chance: random.Random, agencies: list[str], names: list[str]) -> str:
    subject = chance.choice(agencies) if chance.random() < 0.4 else "各地各部门"
    topic = f"{chance.choice(names)}方面" if chance.random() < 0.5 else "这一方面"
    return f"{chance.choice(_OPENINGS)}{subject}{chance.choice(_VERBS)}{topic}{chance.choice(_OBJECTS)}{chance.choice(_TAILS)}。"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark and print its table."""
    return run(lambda: _measured(parser().parse_args(arguments)))


def _measured(options: argparse.Namespace) -> int:
    if options.weave:
        return _weave(options.weave)
    if options.names:
        return _names(options.names)
    count = options.documents
    with tempfile.TemporaryDirectory(prefix="gongwen-bench-") as folder:
        work = Path(folder)
        inputs = work / "inputs"
        inputs.mkdir()
        for name, text in texts(count):
            (inputs / name).write_text(text, encoding="utf-8")
        archive = work / "archive"
        shutil.copytree(
            ROOT, archive, ignore=shutil.ignore_patterns(".git", ".venv", ".*cache*", "site", "tests")
        )
        build = [sys.executable, str(ROOT / "scripts" / "build.py"), "--root", str(archive)]
        _show(_conversions(build, archive, inputs, work, count))
    sites.show([sites.measured(name, fill) for name, fill in sites.archives(options.sizes)])
    return 0


def _conversions(
    build: Sequence[str], archive: Path, inputs: Path, work: Path, count: int
) -> dict[str, Cost]:
    """What it takes to convert the inputs to folders of `work`, in three ways that make the same."""
    convert = [*build, "convert", str(inputs), "--access", "full", "--output"]
    rows = {
        f"转换 {count} 件，全部核心": measure([*convert, str(work / "out")], ROOT),
        f"转换 {count} 件，一个核心": measure([*convert, str(work / "one"), "--jobs", "1"], ROOT),
        f"转换 {count} 件，分 {SHARDS} 片再合并": measure(
            _in_shards(archive, inputs, work / "sharded"), ROOT
        ),
    }
    _same(work / "one", work / "sharded")
    return rows


def _in_shards(archive: Path, inputs: Path, output: Path) -> list[str]:
    """The command that converts in shards and merges."""
    engine = [sys.executable, str(ROOT / "bench" / "engine.py"), str(SHARDS), str(os.cpu_count() or 1)]
    convert = ["convert", str(inputs), "--access", "full", "--output", str(output)]
    return [*engine, "--root", str(archive), *convert]


def _same(one: Path, other: Path) -> None:
    """Hold two folders against each other.

    Raises:
        GongwenError: they aren't the same.
    """
    first, second = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (one, other)
    )
    if first != second:
        raise GongwenError("分片转换的结果与一次转换的不同")


def _names(count: int) -> int:
    """Find names in `count` documents and in a tenth of them, each in a process of its own."""
    code = "import sys; sys.path[:0] = sys.argv[1:2]; import bench; bench.find_names(int(sys.argv[2]), wanted=sys.argv[3] == '1')"
    rows = {
        f"{label} {number} 件": measure(
            [sys.executable, "-c", code, str(ROOT / "scripts"), str(number), flag], ROOT
        )
        for label, flag in (("只生成", "0"), ("生成并认名", "1"))
        for number in (count // 10, count)
    }
    _show(rows)
    few, many = (rows[f"生成并认名 {n} 件"].cpu - rows[f"只生成 {n} 件"].cpu for n in (count // 10, count))
    print(f"认名本身：{count // 10} 件 {few:.1f} 秒，{count} 件 {many:.1f} 秒，比 {many / few:.1f}")
    return 0


def find_names(count: int, *, wanted: bool) -> None:
    """Generate documents and, where `wanted`, find the names in them."""
    archive = read_archive(ROOT / "docs")
    matcher = Matcher(archive)
    for _, text in texts(count):
        if wanted:
            matcher.find(text, Context(Edtf("2015-06-01")))


def _weave(count: int) -> int:
    """Weave `count` documents and a tenth of them, each in a process of its own, beside only reading them."""
    code = "import sys; sys.path[:0] = sys.argv[1:2]; import bench; bench.weave(sys.argv[2], wanted=sys.argv[3] == '1')"
    rows: dict[str, Cost] = {}
    with tempfile.TemporaryDirectory() as folder:
        for number in (count // 10, count):
            docs = Path(folder) / f"docs{number}"
            shutil.copytree(ROOT / "docs", docs)
            _fill(docs, number)
            for label, flag in (("只读入", "0"), ("读入并编织", "1")):
                rows[f"{label} {number} 件"] = measure(
                    [sys.executable, "-c", code, str(ROOT / "scripts"), str(docs), flag], ROOT
                )
    _show(rows)
    few, many = (rows[f"读入并编织 {n} 件"].cpu - rows[f"只读入 {n} 件"].cpu for n in (count // 10, count))
    print(f"编织本身（含认名）：{count // 10} 件 {few:.1f} 秒，{count} 件 {many:.1f} 秒，比 {many / few:.1f}")
    return 0


def _fill(docs: Path, count: int) -> None:
    """Write generated documents as records, with issuers, types and campaigns of the archive."""
    chance = random.Random(7)  # noqa: S311  # not for secrets
    archive = read_archive(docs)
    agencies, campaigns = sorted(archive.agencies), sorted(archive.campaigns)
    for number, (title, text) in enumerate(texts(count)):
        year = 1994 + number % 33
        issuers = chance.sample(agencies, chance.choice((1, 1, 2, 4)))
        folder = docs / "documents" / str(year)
        folder.mkdir(exist_ok=True)
        head = (
            f"title: {title}\ndate: {year}-{1 + number % 12:02d}-{1 + number % 28:02d}\ntype: {chance.choice(('通知', '新闻报道', '部门规章'))}\n"
            f"issuers: [{', '.join(issuers)}]\ncampaigns: [{chance.choice(campaigns)}]\ncontent: text\naccess: full"
        )
        body = text.removeprefix(title).strip().replace("\n", "\n\n")
        (folder / f"bench-{number}.md").write_text(f"---\n{head}\n---\n\n{body}\n", encoding="utf-8")


def weave(docs: str, *, wanted: bool) -> None:
    """Read an archive and, where `wanted`, derive everything that its pages show beside their text."""
    archive = read_archive(Path(docs))
    if not wanted:
        return
    site = Site(archive, "https://example.org/")
    for record in archive:
        site.view(record.file)
    print(sum(1 for _ in site.generated_pages()))


def _show(rows: dict[str, Cost]) -> None:
    print(f"{'':36}{'时钟（秒）':>8}{'处理器（秒）':>8}{'内存（MiB）':>8}")
    for name, cost in rows.items():
        width = 40 - sum(ord(char) > 0x2E80 for char in name)
        print(f"{name:{width}}{cost.wall:>10.1f}{cost.cpu:>14.1f}{cost.memory:>14.0f}")


if __name__ == "__main__":
    sys.exit(main())
