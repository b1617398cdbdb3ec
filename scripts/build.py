#!/usr/bin/env python3
"""build.py: convert documents, build the site. The one command that people run."""

from __future__ import annotations

if __name__ == "__main__":
    # Before anything has begun Ctrl-C ends the process without a word; `command_line.run` takes over.
    import signal

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)

import argparse
import hashlib
import json
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from build_editing import anchors, merge, new, rename, split, withdraw
from build_parser import parser
from build_reading import find_mentions, suggest
from command_line import archive_folder, complain, run
from gongwen.errors import GongwenError, advice, reason
from gongwen.messages import listed, message, said, say

# The rest is imported by the commands that need it: --help and wrong usage answer at once.
if TYPE_CHECKING:
    import delivery
    from gongwen.records.archive import Archive
    from site_build import Built

ROOT = Path(__file__).resolve().parents[1]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run build.py; returns the exit code."""
    return run(lambda: _command(parser(ROOT, COMMANDS).parse_args(arguments)))


def _command(options: argparse.Namespace) -> int:
    if options.command != "schema":
        options.root = archive_folder(options.root)
    if options.texts is not None:
        if not options.texts.is_dir():
            complain(say("{texts} 不是文件夹。--texts 应指向全文所在的文件夹", texts=options.texts))
            return 2
        os.environ["GONGWEN_TEXTS"] = str(options.texts.resolve())
    return COMMANDS[options.command or "site"](options)


def convert(options: argparse.Namespace) -> int:
    """把文件或文件夹转换成页面。

    页面和报告随做随写；中断之后，用同一命令和同一个 --report 再运行，从停下的地方接着做。

    量大时分成几片，各片可以在几台机器上同时做，次序不论，中断了再运行即接着做；做完的片再运行，只重试失败的文件。
    各片都做完之后，用同一命令把 --shard k/n 换成 --merge。

    退出码：0 全部成功，1 有文件失败（逐一指明），2 用法有误。一片做完即是 0，其中失败的文件到合并时才算。
    """
    import conversion
    import delivery
    from gongwen.convert.pipeline import Wishes

    wishes = Wishes(options.access, options.rights_note, options.split)
    report = delivery.Report(options.report)
    if options.shard or options.merge:
        import shards

        return shards.run(options, wishes, report, tell=lambda outcomes: _told(options, outcomes, report))
    outcomes = conversion.run(
        options.paths, options.root, options.output, wishes, jobs=options.jobs, report=report
    )
    return _told(options, outcomes, report)


def _told(options: argparse.Namespace, outcomes: Sequence[delivery.Outcome], report: delivery.Report) -> int:
    """Say what became of files; the exit code."""
    import telling

    code = telling.outcomes(outcomes)
    if options.show_removed:
        telling.removed(outcomes)
    if report.problem is None:
        return code
    why = reason(report.problem)
    # A full disk has been named with the pages already.
    if not any(outcome.message and why in outcome.message for outcome in outcomes):
        complain(str(GongwenError(why, file=str(options.report), advice=advice(report.problem))))
    return 1


def sync(root: Path) -> tuple[list[delivery.Outcome], Archive]:
    """Convert what lies in sources/ and has no page yet, or whose file changed; what became of it, and the archive before."""
    import conversion
    import delivery
    from gongwen.convert import own_pages
    from gongwen.convert.pipeline import Wishes
    from gongwen.records.archive import read_archive

    archive = read_archive(root / "docs")
    sources = root / "sources"
    items = []
    for path in sorted(sources.rglob("*")):
        name = path.relative_to(sources).as_posix()
        if not path.is_file() or name.startswith(".") or path.name in {"README.md", ".gitkeep"}:
            continue
        if own_pages.inside(sources, name) is None:
            complain(say("sources/{name}：链接指向 sources/ 之外，未读。换成文件本身", name=name))
            continue
        if name in archive.texts_in_sources:
            continue
        known = archive.document_by_original.get((name, None)) or archive.document_by_original.get((name, 1))
        if (
            known
            and known.original
            and known.original.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
        ):
            continue
        wishes = Wishes(split=bool(known and known.original and known.original.part))
        if known and known.rights and known.rights.note:
            # What a person once decided about access holds for the changed file too.
            wishes = replace(wishes, access=known.access, rights_note=known.rights.note)
        items.append(delivery.Input(path, f"sources/{name}", name, wishes))
    if not items:
        return [], archive
    return conversion.Shelf(root, archive).put_all(conversion.converted(items, root / "docs")), archive


def site(options: argparse.Namespace) -> int:
    """转换 sources/ 里还没有页面或改过的文件，然后以严格方式构建网站到 site/。

    人工改过的页面不会被覆盖：指出是哪一页、哪些地方会不同。
    """
    import site_build  # imports the generator, which the other commands don't need
    from standing import Standing

    started = time.perf_counter()
    site_build.put_back(options.root)
    standing = Standing(options.root)
    if (figures := standing.figures()) is not None:
        print(say("网站与记录、原件、程序都相符，不用再做"))
        return _site_told(options.root / "site", figures, started)
    outcomes, archive = sync(options.root)
    print(
        say("转换：{count} 件", count=sum(o.status == "converted" for o in outcomes))
        if outcomes
        else say("转换：没有新的或改过的原件")
    )
    failed = [outcome for outcome in outcomes if outcome.status == "failed"]
    for outcome in failed:
        complain(say("未转换\u3000{message}", message=outcome.message))
    # What was converted just now the next build looks at again; what failed, or wasn't read, is to be said each time.
    links = any(path.is_symlink() for path in (options.root / "sources").rglob("*"))
    noted = (lambda _: None) if outcomes or links else (lambda built: standing.note(_figures(built)))
    built = site_build.build(options.root, noted, None if outcomes else archive)
    for problem in built.problems:
        complain(problem)
    if built.problems:
        complain(say("网站有 {count} 处问题，没有写出；改好后再构建", count=len(built.problems)))
        return 1
    _site_told(built.folder, _figures(built), started)
    return 1 if failed else 0


def _figures(built: Built) -> dict[str, int]:
    archive = built.archive
    return {
        "documents": len(archive.documents),
        "agencies": len(archive.agencies),
        "campaigns": len(archive.campaigns),
        "terms": len(archive.terms),
        "pages": built.pages,
    }


def _site_told(folder: Path, figures: Mapping[str, int], started: float) -> int:
    """Say what is in the site, how long that took, and how to see it; the command's exit code."""
    counts = (
        message("文献 {count}", count=figures["documents"]),
        message("机构 {count}", count=figures["agencies"]),
        message("行动 {count}", count=figures["campaigns"]),
        message("术语 {count}", count=figures["terms"]),
        message("网页 {count}", count=figures["pages"]),
        message("用时（秒） {seconds:.1f}", seconds=time.perf_counter() - started),
    )
    print("　".join(map(said, counts)))
    print(
        say(
            "网站在 {folder}，打开 {page}，或运行 make serve",
            folder=folder,
            page=folder / "index.html",
        )
    )
    return 0


def add_one(options: argparse.Namespace) -> int:
    """收入一件文献：转换，列出修复和存疑之处，查有无相近的文献，打开预览，说明下一步。"""
    import conversion
    import telling
    from gongwen.convert.pipeline import Wishes
    from gongwen.records.archive import read_archive

    archive = read_archive(options.root / "docs")
    if Path(options.path).is_dir():
        complain(say("{path} 是文件夹；一次收入一件，整批用 convert", path=options.path))
        return 2
    wishes = Wishes(options.access, options.rights_note, options.split)
    outcome, *others_in_file = conversion.run([options.path], options.root, None, wishes)
    if outcome.status == "failed" or outcome.page is None:
        complain(say("未收入\u3000{message}", message=outcome.message))
        return 1
    document = conversion.reread(options.root / outcome.page, options.root)
    if outcome.status == "unchanged":
        print(say("未改动\u3000馆内已有 {page}，与这个文件的转换结果相同", page=outcome.page))
        return _previewed(options, document.id)
    if outcome.attached:
        print(
            say("馆内已有提要：全文附在 {page}，原件存进 sources/，构建网站时放在提要之下", page=outcome.page)
        )
    telling.made(outcome.document if outcome.attached and outcome.document else document, outcome.page)
    for other_part in others_in_file:
        print(say("同一文件另有：{page}", page=other_part.page or other_part.message))
    telling.alike(document, archive)
    print(
        say(
            "下一步：看预览，改正 {page} 的元数据，把核对过的项从 review 里删去，\n"
            "　　　　运行 make check，然后把页面与 sources/ 里的原件一起提交。",
            page=outcome.page,
        )
    )
    return _previewed(options, document.id)


def _previewed(options: argparse.Namespace, identity: str) -> int:
    """Show a document's page to whoever sits before a terminal."""
    if options.no_preview or not sys.stdout.isatty():
        return 0
    import preview

    return preview.serve(options.root, None, page=f"documents/{identity}/")


def verify(options: argparse.Namespace) -> int:
    """逐页核对：由 sources/ 里的原件重新转换，与 docs/ 里的页面比较。给了页址或文件，只核对它，列出标识和由来。

    退出码：0 一致或只有人工改动，1 有页面与工具今天的结果不同而又未经人改，或原件缺失、读不出，或记录有误。
    """
    import verification
    from gongwen.records import field_name
    from gongwen.records.archive import read_archive

    states = {
        "same": message("一致"),
        "edited": message("人工改动"),
        "drifted": message("工具结果已变"),
        "missing": message("原件缺失"),
        "misplaced": message("原件不当"),
        "failed": message("转换失败"),
    }
    archive = read_archive(options.root / "docs", strict=False)
    for fault in archive.faults:
        complain(str(fault))
    if options.what:
        from proving import prove

        found = [*prove(options.root, options.what, archive)]
        print("\n".join(finding.text for finding in found))
        return 0 if all(finding.holds for finding in found) else 1
    checked = verification.verify(options.root, archive=archive, update=options.update)
    for page in checked:
        if page.state != "same":
            what = page.message or listed(message(field_name(name)) for name in page.fields)
            print(f"{said(states[page.state])}　docs/{page.file}　{said(what)}")
    counts = {state: sum(page.state == state for page in checked) for state in states}
    print(
        say(
            "核对 {count} 页：{states}",
            count=len(checked),
            states=listed(
                message("{state} {count}", state=states[s], count=n)
                for s, n in counts.items()
                if n or s == "same"
            ),
        )
    )
    drifted = 0 if options.update else counts["drifted"]
    if options.update and counts["drifted"]:
        print(say("已改写 {drifted} 页", drifted=counts["drifted"]))
    if archive.faults:
        print(say("没有核对的：{count} 处记录有误，先改好", count=len(archive.faults)))
    wrong = drifted + counts["missing"] + counts["misplaced"] + counts["failed"] + len(archive.faults)
    return 1 if wrong else 0


def serve(options: argparse.Namespace) -> int:
    """在本机预览网站，改动内容后自动重建；记录有误时预览留在原样，改好即更新。"""
    import preview

    return preview.serve(options.root, options.port, page="" if sys.stdout.isatty() else None)


def index(options: argparse.Namespace) -> int:
    """写出检索的索引：网站上 search/ 里的文件。构建网站时已包括这一步。"""
    from gongwen.records.archive import read_archive
    from gongwen.search.index import build
    from gongwen.texts import with_texts
    from gongwen.texts.providers import providers

    docs = options.root / "docs"
    archive = read_archive(docs)
    texts = with_texts(archive, providers(options.root, archive))
    report = build(texts.archive, docs, options.output, options.cache)
    print(
        say(
            "索引：记录 {records} 条，文件 {count} 个，{bytes:.1f} MB；这次新做 {fresh} 个，其余未变",
            records=report.records,
            count=len(report.files),
            bytes=report.bytes / 1000000.0,
            fresh=report.fresh,
        )
    )
    return 0


def demo(options: argparse.Namespace) -> int:
    """把法律数据包里的法律全部做成记录，连同本库的机构、行动、术语，构建成一个示例档案。

    写在 demo/ 里，不进 git；再运行一次就重做。
    """
    import demo as example
    import site_build

    started = time.perf_counter()
    folder = options.output or options.root / "demo"
    laws = example.prepare(options.root, folder)
    print(say("写成 {laws} 件记录，在 {folder}，正在构建……", laws=laws, folder=folder / "docs"), flush=True)
    built = site_build.build(folder)
    for problem in built.problems:
        complain(problem)
    if built.problems:
        return 1
    print(example.figures(started, built.folder))
    if not options.no_serve and sys.stdout.isatty():
        example.serve(built.folder, options.port)
    return 0


def schema(options: argparse.Namespace) -> int:
    """写出四种记录元数据的 JSON Schema（2020-12）。"""
    from gongwen.records import KINDS, json_schema
    from writing import write

    for folder, kind in KINDS.items():
        text = json.dumps(json_schema(kind), ensure_ascii=False, indent=2) + "\n"
        write(options.output / f"{folder}.schema.json", text)
    print(say("已写出 {count} 个文件到 {output}", count=len(KINDS), output=options.output))
    return 0


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "site": site, "convert": convert, "add": add_one, "verify": verify, "mentions": find_mentions, "suggest": suggest,
    "serve": serve, "index": index, "demo": demo, "schema": schema, "new": new, "rename": rename, "withdraw": withdraw,
    "split": split, "merge": merge, "anchors": anchors,
}  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
