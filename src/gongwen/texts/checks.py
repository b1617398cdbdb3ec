"""What can be wrong with where records say that their whole texts are."""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.errors import GongwenError
from gongwen.pages.articles import cited_at
from gongwen.pages.paragraphs import page_lines
from gongwen.records import Document
from gongwen.records.checks import Finding
from gongwen.texts import Texts
from gongwen.texts.providers import AbsentError


def check(texts: Texts) -> Iterator[Finding]:
    """Findings about whole texts: those that couldn't be had, articles that they don't have."""
    for document in texts.archive.documents.values():
        if document.id in texts.faults:
            yield _missing(document, texts.faults[document.id])
        yield from _marked(document)
        if document.text is not None and document.content == "text" and document.body:
            yield Finding(
                document.file, "已有正文，又写了 text", "留下一样：正文删去，或删去 text", ("text",)
            )


def _missing(document: Document, fault: GongwenError) -> Finding:
    """A text that nobody here has is to be known; one that its provider hasn't is a slip in the record."""
    absent = isinstance(fault, AbsentError)
    advice = fault.advice or ("" if absent else "改正 text 的 key 或 version")
    return Finding(
        document.file, f"没有全文：{fault.problem}", advice, ("text",), "info" if absent else "error"
    )


def _marked(document: Document) -> Iterator[Finding]:
    if document.text is None or document.whole is None:
        return
    known = {line.place.anchor for line in page_lines(document) if line.place}
    for index, name in enumerate(document.text.marked):
        cited = cited_at(name)
        if cited is None or cited.end != len(name):
            yield Finding(
                document.file, f"“{name}”不是条的号", "写成 第二十七条 的样子", ("text", "marked", index)
            )
        elif known and cited.anchor not in known:
            yield Finding(document.file, f"全文里没有{name}", "改正 text.marked", ("text", "marked", index))
