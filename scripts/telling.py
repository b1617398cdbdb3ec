"""What commands say of documents: what became of files, what was made of one, which ones are like it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from command_line import complain
from gongwen.records import field_name
from gongwen.records.vocabulary import REPAIR_KINDS

if TYPE_CHECKING:
    from delivery import Outcome
    from gongwen.records import Document
    from gongwen.records.archive import Archive


def outcomes(done: Sequence[Outcome]) -> int:
    """What became of files, one line each where they are few; the exit code."""
    counts = {
        status: sum(o.status == status for o in done) for status in ("converted", "unchanged", "failed")
    }
    for outcome in done:
        if outcome.status == "failed":
            complain(f"失败　{outcome.message}")
    if len(done) <= 20:
        for outcome in done:
            if outcome.page and outcome.document:
                doubtful = (
                    f"　待核：{'、'.join(field_name(f) for f in outcome.document.review)}"
                    if outcome.document.review
                    else ""
                )
                print(f"{outcome.page}　{outcome.document.title}{doubtful}")
    print(
        f"共 {len(done)} 件：写成 {counts['converted']}，未变 {counts['unchanged']}，失败 {counts['failed']}"
    )
    return 1 if counts["failed"] else 0


def removed(done: Sequence[Outcome]) -> None:
    """What was taken out of each file, verbatim, a line each: the line of the file, what it is, the words."""
    for outcome in done:
        if outcome.made is None:
            continue
        gone = outcome.made.removed
        print(f"\n{outcome.given}：去掉 {len(gone)} 处" if gone else f"\n{outcome.given}：什么也没有去掉")
        for one in gone:
            kind = "元数据" if one.kind == "front-matter" else REPAIR_KINDS[one.kind]
            print(f"  第 {one.line} 行　{kind}　{' '.join(one.text.split())}")


def alike(document: Document, archive: Archive) -> None:
    """The archive's documents that a new one is like."""
    from gongwen.records import near_duplicates

    found = near_duplicates.alike(document, [d for d in archive.documents.values() if d.id != document.id])
    for other, why in found:
        print(f"相近：docs/{other.file}　{other.title}（{why}）")
    if not found:
        print("相近：馆内没有相近的文献")


def made(document: Document, file: str) -> None:
    """What was made of a file, and what a person must look at."""
    print(f"已写成 {file}")
    print(f"题名：{document.title}")
    print(f"日期：{document.date or '未定'}　文种：{document.type}　公开：{document.access}")
    print(f"发布：{'、'.join(document.issuers) or '未定'}")
    for repair in document.repairs:
        print(f"修复：{REPAIR_KINDS.get(repair.kind, repair.kind)} {repair.count} 处。{repair.note or ''}")
    for doubt in document.sic:
        print(f"存疑：{doubt.text}（{doubt.note}）")
    for name in document.review:
        evidence = document.evidence.get(name)
        print(f"待核：{field_name(name)}" + (f"（{evidence.note}）" if evidence and evidence.note else ""))
