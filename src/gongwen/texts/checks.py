"""What can be wrong with where records say that their whole texts are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gongwen.errors import GongwenError
from gongwen.messages import message
from gongwen.pages.articles import cited_at
from gongwen.pages.paragraphs import page_lines
from gongwen.records import Document
from gongwen.records.archive import Archive
from gongwen.records.checks import Finding
from gongwen.records.strays import TEXTS_TABLE
from gongwen.texts import Texts
from gongwen.texts.providers import AbsentError

_COLUMNS = 4


def check(texts: Texts) -> Iterator[Finding]:
    """Findings about whole texts: those that couldn't be had, articles that they don't have."""
    for document in texts.archive.documents.values():
        if document.id in texts.faults:
            yield _missing(document, texts.faults[document.id])
        yield from _marked(document)
        if document.text is not None and document.content == "text" and document.body:
            yield Finding(
                document.file,
                message("已有正文，又写了 text"),
                message("留下一样：正文删去，或删去 text"),
                ("text",),
            )


def check_table(docs: Path, archive: Archive) -> Iterator[Finding]:
    """Findings about ``texts.tsv``, which says where the texts of digests can be had: id, title, address, where."""
    path = docs / TEXTS_TABLE
    if not path.is_file():
        return
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != _COLUMNS:
            yield Finding(
                TEXTS_TABLE,
                message("有 {count} 栏，应有 {columns} 栏", count=len(cells), columns=_COLUMNS),
                message("各栏以制表符隔开，空的也留位"),
                line=number,
            )
            continue
        document = archive.documents.get(cells[0])
        if document is None:
            yield Finding(
                TEXTS_TABLE,
                message("“{id}”不存在", id=cells[0]),
                message("改正 id，或删去这一行"),
                line=number,
            )
        elif document.title != cells[1]:
            yield Finding(
                TEXTS_TABLE,
                message("题名与 docs/{file} 的不同", file=document.file),
                message("改成一致"),
                line=number,
            )


def _missing(document: Document, fault: GongwenError) -> Finding:
    """A text that nobody here has is to be known; one that its provider hasn't is a slip in the record."""
    absent = isinstance(fault, AbsentError)
    advice = fault.advice or ("" if absent else message("改正 text 的 key 或 version"))
    return Finding(
        document.file,
        message("没有全文：{problem}", problem=fault.problem),
        advice,
        ("text",),
        "info" if absent else "error",
    )


def _marked(document: Document) -> Iterator[Finding]:
    if document.text is None or document.whole is None:
        return
    known = {line.place.anchor for line in page_lines(document) if line.place}
    for index, name in enumerate(document.text.marked):
        cited = cited_at(name)
        if cited is None or cited.end != len(name):
            yield Finding(
                document.file,
                message("“{name}”不是条的号", name=name),
                message("写成 第二十七条 的样子"),
                ("text", "marked", index),
            )
        elif known and cited.anchor not in known:
            yield Finding(
                document.file,
                message("全文里没有{name}", name=name),
                message("改正 text.marked"),
                ("text", "marked", index),
            )
