"""Parsers of binary formats in processes of their own, with limits on time and memory."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from gongwen.convert.model import Block, Doubt, Draft, Removed
from gongwen.convert.parsers.values import CHUNK
from gongwen.convert.readers import chunks, html
from gongwen.errors import ReadError
from gongwen.messages import message, unpacked

SECONDS = 60
MEMORY = 1 * 2**30


class ScanError(ReadError):
    """A file that holds pictures of text, and no text."""


def run(
    parser: str, data: bytes, what: str, *, seconds: int = SECONDS, memory: int = MEMORY
) -> dict[str, Any]:
    """What a parser of `gongwen.convert.parsers` makes of a file.

    Args:
        parser: its name.
        data: the file.
        what: what kind of file it is, for the person.
        seconds: how long it may take.
        memory: how much memory it may use, in bytes.

    Raises:
        ReadError: the parser refuses the file, fails, or takes too long.
    """
    try:
        done = subprocess.run(  # noqa: S603  # our own module; -P keeps modules of the current folder out
            [sys.executable, "-P", "-m", "gongwen.convert.parsers", parser, str(memory), str(seconds)],
            input=data,
            capture_output=True,
            timeout=seconds * 1.5,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_slow(what, seconds) from None
    return outcome(done.returncode, done.stdout, what, seconds)


def outcome(code: int, output: bytes, what: str, seconds: int) -> dict[str, Any]:
    """What a parser's process says, by how it ended; as `run`."""
    if code < 0:
        raise _too_slow(what, seconds)
    if code != 0:
        raise ReadError(
            message("{what}读不出", what=what), advice=message("文件可能损坏；用原来的软件打开，另存后再试")
        )
    result: dict[str, Any] = json.loads(output)
    if "refused" in result:
        problem, advice = map(unpacked, result["refused"])
        raise (ScanError if result["scanned"] else ReadError)(problem, advice=advice)
    return result


def _too_slow(what: str, seconds: int) -> ReadError:
    return ReadError(
        message("{what}读了 {seconds} 秒还没读完，或者用尽了内存", what=what, seconds=seconds),
        advice=message("拆开，或另存为纯文本后再试"),
    )


def read(parser: str, data: bytes, what: str) -> Draft:
    """The draft of a file; as `run`."""
    return draft(run(parser, data, what))


def _has_elements(page: str) -> bool:
    """Whether a page of a book is more than its declaration: books have empty ones."""
    return bool(re.search(r"<[a-zA-Z]", page))


_LINE_ENDS = dict.fromkeys(map(ord, "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"), " ")
"""Within a paragraph a file may break its own source anywhere: to who reads it that is white space."""


def draft(result: Mapping[str, Any], *, within: bool = False) -> Draft:
    """The draft of what a parser returned.

    Args:
        result: what it returned.
        within: the file stands within another: what stands within it in turn is not opened.

    Raises:
        ReadError: it holds nothing but files that can't be read.
    """
    parts = [_part(line, within=within) for line in result["lines"]]
    parts += [Draft(blocks=html.blocks(page)) for page in result["pages"] if _has_elements(page)]
    blocks = [block for part in parts for block in part.blocks]
    made = Draft(
        blocks=tuple(replace(block, line=number) for number, block in enumerate(blocks, 1)),
        removed=tuple(Removed(kind, text, 0) for kind, text in result["removed"])
        + tuple(removed for part in parts for removed in part.removed),
        changes=tuple(change for part in parts for change in part.changes),
        doubts=tuple(Doubt(text, note) for text, note in result["doubts"])
        + tuple(doubt for part in parts for doubt in part.doubts),
        asks=tuple((field, note) for field, note in result["asks"])
        + tuple(ask for part in parts for ask in part.asks),
    )
    if not blocks and any(doubt.unread for doubt in made.doubts):
        raise ReadError(
            message("只有附入的文件，没有读出"), advice=message("用原来的软件打开，另存为纯文本后再试")
        )
    for kind, count, note in result["changes"]:
        made = made.after(made.blocks, kind, count, note)
    return made


def _part(line: Mapping[str, Any], *, within: bool) -> Draft:
    """A line of a parser's, or the file that stands in its place."""
    if line.get("kind") != CHUNK:
        return Draft(blocks=(Block(**{**line, "text": line["text"].translate(_LINE_ENDS)}, line=0),))
    try:
        if within:
            raise ReadError(message("附入的文件里又有附入的文件"))
        return chunks.read(
            line["text"].encode("latin-1"),
            lambda kind, data: draft(run(kind, data, message("附入的文件")), within=True),
        )
    except ReadError as error:
        note = f"原件里附入了另一个文件，没有读出：{error.problem}"
        return Draft(blocks=(), doubts=(Doubt("附入的文件", note, unread=True),))
