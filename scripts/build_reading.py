"""The commands of build.py that say what is found in texts."""

from __future__ import annotations

import argparse
import sys

from command_line import complain
from gongwen.errors import GongwenError
from gongwen.messages import message, say

# The rest is imported by the commands that need it, as in build.py.


def find_mentions(options: argparse.Namespace) -> int:
    """认出文中提到的机构、行动、术语，每处一行 JSON。

    各行的键：source 文件，start、end 在所读文字中的起止（按字符计），text 原文，kind 类别（agency、campaign、term），
    id 记录，candidates 定不下来时可能的记录，cited 是否在书名号里。日期、地点、发布机构没有给出的，由文件推定。
    退出码：0 全部成功，1 有文件读不了（逐一指明），2 用法有误。
    """
    import mentions
    from writing import write

    failed = files = 0
    lines: list[str] = []
    known = mentions.Known(options.date, options.place)
    for source, found in mentions.run(options.paths, options.root, known, jobs=options.jobs):
        files += 1
        if isinstance(found, GongwenError):
            failed += 1
            complain(say("失败\u3000{found}", found=found))
        else:
            lines += mentions.lines(source, found)
    if options.report:
        write(options.report, "".join(lines))
        print(
            say("共 {files} 件，{count} 处名称，失败 {failed}", files=files, count=len(lines), failed=failed)
        )
    else:
        sys.stdout.writelines(lines)
    return 1 if failed else 0


def suggest(options: argparse.Namespace) -> int:
    """列出馆藏中常见而没有条目的名称和说法，每条附上下文，供新建条目时参考。"""
    from gongwen.derived import candidates
    from gongwen.derived.occurrences import Occurrences
    from gongwen.records import kind_named
    from gongwen.records.archive import read_archive
    from gongwen.views import further

    archive = read_archive(options.root / "docs")
    found = candidates.candidates(Occurrences(archive), documents=options.documents)
    for candidate in found[: options.most]:
        guess = message(kind_named(candidate.guess).label)
        print(
            say(
                "{words}\u3000似{guess}\u3000{count} 件 {times} 处",
                words=candidate.words,
                guess=guess,
                count=len(candidate.contexts),
                times=candidate.times,
            )
        )
        for context in candidate.contexts[:3]:
            year = context.document.year or message("无日期")
            print(
                say(
                    "\u3000\u3000{year}\u3000…{left}【{words}】{right}…\u3000{id}",
                    year=year,
                    left=context.left,
                    words=candidate.words,
                    right=context.right,
                    id=context.document.id,
                )
            )
    for kind, name in archive.unrecorded:
        print(
            say(
                "\n“{name}”在元数据中列名而没有条目，可由此写起：\n{stub}",
                name=name,
                stub=further.stub(kind, name),
            )
        )
    print(
        say("共 {count} 条，列出 {shown} 条", count=len(found), shown=min(len(found), options.most))
        if found
        else say("没有这样的说法")
    )
    return 0
