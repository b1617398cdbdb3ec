"""What commands say of documents: what became of files, what was made of one, which ones are like it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from command_line import complain
from gongwen.messages import listed, message, said, say
from gongwen.records import field_name
from gongwen.records.vocabulary import REPAIR_KINDS

if TYPE_CHECKING:
    from delivery import Outcome
    from gongwen.records import Document
    from gongwen.records.archive import Archive


LISTED = 20
"""So many files are told one by one."""


def outcomes(done: Sequence[Outcome]) -> int:
    """What became of files, one line each where they are few; the exit code."""
    counts = {
        status: sum(o.status == status for o in done) for status in ("converted", "unchanged", "failed")
    }
    for outcome in done:
        if outcome.status == "failed":
            complain(say("失败\u3000{message}", message=outcome.message))
    if len(done) <= LISTED:
        for outcome in done:
            if outcome.message and outcome.status != "failed":
                print(f"{outcome.given}　{said(outcome.message)}")
            if outcome.page and outcome.document:
                doubtful = (
                    message(
                        "\u3000待核：{fields}",
                        fields=listed(message(field_name(f)) for f in outcome.document.review),
                    )
                    if outcome.document.review
                    else ""
                )
                print(f"{outcome.page}　{outcome.document.title}{said(doubtful)}")
    print(
        say(
            "共 {count} 件：写成 {converted}，未变 {unchanged}，失败 {failed}",
            count=len(done),
            converted=counts["converted"],
            unchanged=counts["unchanged"],
            failed=counts["failed"],
        )
    )
    if copies := sum(outcome.status != "failed" and outcome.message is not None for outcome in done):
        print(say("其中 {count} 件与前面的文件内容相同，各成一页，见报告", count=copies))
    return 1 if counts["failed"] else 0


def removed(done: Sequence[Outcome]) -> None:
    """What was taken out of each file, verbatim, a line each: the line of the file, what it is, the words."""
    for outcome in done:
        if outcome.made is None:
            continue
        gone = outcome.made.removed
        print(
            say("\n{given}：去掉 {count} 处", given=outcome.given, count=len(gone))
            if gone
            else say("\n{given}：什么也没有去掉", given=outcome.given)
        )
        for one in gone:
            kind = message("元数据") if one.kind == "front-matter" else REPAIR_KINDS[one.kind]
            print(
                say(
                    "  第 {line} 行\u3000{kind}\u3000{words}",
                    line=one.line,
                    kind=kind,
                    words=" ".join(one.text.split()),
                )
            )


def alike(document: Document, archive: Archive) -> None:
    """The archive's documents that a new one is like."""
    from gongwen.records import near_duplicates

    found = near_duplicates.alike(document, [d for d in archive.documents.values() if d.id != document.id])
    for other, why in found:
        print(say("相近：docs/{file}\u3000{title}（{why}）", file=other.file, title=other.title, why=why))
    if not found:
        print(say("相近：馆内没有相近的文献"))


def made(document: Document, file: str) -> None:
    """What was made of a file, and what a person must look at."""
    print(say("已写成 {file}", file=file))
    print(say("题名：{title}", title=document.title))
    print(
        say(
            "日期：{date}\u3000文种：{type}\u3000公开：{access}",
            date=document.date or message("未定"),
            type=document.type,
            access=document.access,
        )
    )
    print(say("发布：{issuers}", issuers=listed(document.issuers) or message("未定")))
    for repair in document.repairs:
        print(
            say(
                "修复：{kind} {count} 处。{note}",
                kind=message(REPAIR_KINDS.get(repair.kind, repair.kind)),
                count=repair.count,
                note=repair.note or "",
            )
        )
    for doubt in document.sic:
        print(say("存疑：{text}（{note}）", text=doubt.text, note=doubt.note))
    for name in document.review:
        evidence = document.evidence.get(name)
        print(
            say("待核：{field}", field=message(field_name(name)))
            + (say("（{note}）", note=evidence.note) if evidence and evidence.note else "")
        )
