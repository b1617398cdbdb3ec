"""Slips that show on the page or lose words there: tables, headings, marks and links; what is said twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from gongwen.messages import message
from gongwen.records import Document, Record
from gongwen.records.archive import Archive
from gongwen.records.checks.finding import Finding, texts
from gongwen.records.frontmatter import Loc

_ROW = re.compile(r"^\|.*$", re.MULTILINE)
_CELL_END = re.compile(r"(?<!\\)\|")
_BARE_HEADING = re.compile(r"^#{1,6}[ \t]*$", re.MULTILINE)
_NO_TARGET = re.compile(r"(?<!\\)\[[^\]\n]*\]\(\s*\)|(?<!\\)\[\^[^\]\s]+\](?!:)|(?<=[^\]\\])\]\[[^\]\n]+\]")
_LOCAL = re.compile(
    r"(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|10(?:\.\d+){3}|192\.168(?:\.\d+){2}|\[::1\])", re.IGNORECASE
)
"""Hosts that are somebody's own machine or network (RFC 1918, RFC 6761)."""
_ADDRESS = re.compile(r"https?://[^\s<>\"'）)\]，。；、]+")
_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"))


def slips(archive: Archive) -> Iterator[Finding]:
    """What slipped in the text of records, their lists and their addresses."""
    for record in archive:
        yield from _tables(record)
        yield from _empty(record)
        yield from _addresses(record)
        yield from _twice(record)
        if isinstance(record, Document):
            yield from _times(record)
        if not isinstance(record, Document) or record.content == "digest":
            yield from _open_marks(record)


def _tables(record: Record) -> Iterator[Finding]:
    """Rows with more cells than their table has columns: the site would leave the surplus out."""
    columns, end = 0, -1
    for row in _ROW.finditer(record.body):
        cells = len(_CELL_END.findall(row[0].rstrip().rstrip("|"))) or 1
        if row.start() != end + 1:
            columns = cells
        elif cells > columns:
            problem = message(
                "表格的这一行有 {cells} 栏，多于表头的 {columns} 栏", cells=cells, columns=columns
            )
            advice = message("删去多的 |，或补全表头；多出的网站上看不见")
            yield Finding(record.file, problem, advice, at=row.start())
            return
        end = row.end()


def _empty(record: Record) -> Iterator[Finding]:
    if heading := _BARE_HEADING.search(record.body):
        yield Finding(record.file, message("标题是空的"), message("写上，或删去"), at=heading.start())
    if link := _NO_TARGET.search(record.body):
        problem = message("链接“{link}”没有写目标", link=link[0][:20])
        yield Finding(
            record.file, problem, message("写上，或删去记号；确是原文的，在 [ 前加反斜线"), at=link.start()
        )


def _addresses(record: Record) -> Iterator[Finding]:
    """Addresses that lead to the writer's own machine, or that carry a name and a password."""
    for match in _ADDRESS.finditer(record.body):
        if fault := _private(match[0]):
            yield Finding(record.file, fault, message("换成公开的地址，或删去"), at=match.start())
    for loc, text in texts(record):
        if _ADDRESS.fullmatch(text) and (fault := _private(text)):
            yield Finding(record.file, fault, message("换成公开的地址，或删去"), loc)


def _private(address: str) -> str | None:
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return None
    if parts.username or parts.password:
        return message("网址里有账号（{host}）", host=host)
    return message("网址在自己的机器或内网上（{host}）", host=host) if _LOCAL.fullmatch(host) else None


def _twice(record: Record) -> Iterator[Finding]:
    """Entries of a list that stand there twice; names have a check of their own."""
    lists: dict[str, Any] = record.model_dump(exclude_defaults=True)
    for key, value in lists.items():
        if not isinstance(value, tuple | list) or key in {"aliases", "sic", "repairs", "anchors", "people"}:
            continue
        for index, item in enumerate(value):
            if item in value[:index]:
                loc: Loc = (key, index)
                yield Finding(
                    record.file, message("{key} 里同一项写了两次", key=key), message("留下一处"), loc
                )
                break


def _times(document: Document) -> Iterator[Finding]:
    late = document.deadline and document.date and document.deadline.last < document.date.first
    # A deadline before the document is told by the check of dates.
    if document.deadline and not late and document.status not in {None, "draft"}:
        yield Finding(
            document.file,
            message("写了意见截止日期，而 status 不是 draft"),
            message("改正 status，或删去 deadline"),
            ("deadline",),
        )
    source = document.source
    if source and source.published and source.retrieved and source.retrieved.last < source.published.first:
        problem = message(
            "取得日期（{retrieved}）早于公布日期（{published}）",
            retrieved=source.retrieved,
            published=source.published,
        )
        yield Finding(document.file, problem, message("核对两个日期"), ("source", "retrieved"))


def _open_marks(record: Record) -> Iterator[Finding]:
    """Marks of a pair without their other half in a paragraph of our own words."""
    at = 0
    for line in record.body.split("\n"):
        unpaired = next((one for one, other in _PAIRS if line.count(one) != line.count(other)), None)
        if unpaired is None and len(re.findall(r"(?<!\\)\*\*", line)) % 2:
            unpaired = "**"
        if unpaired:
            yield Finding(
                record.file, message("{mark} 不成对", mark=unpaired), message("补上另一半，或删去"), at=at
            )
            return
        at += len(line) + 1
