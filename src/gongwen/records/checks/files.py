"""Files as they lie there: characters that nobody sees, line ends, marks that a merge left, sizes, names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from gongwen.messages import message
from gongwen.records.checks.finding import Finding

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e01ff]"
)
"""No width, or a change of direction: text that says one thing and shows another."""
_COMPATIBILITY = re.compile(
    "[\uf900-\ufa0d\ufa10\ufa12\ufa15-\ufa1e\ufa20\ufa22\ufa25\ufa26\ufa2a-\ufaff\U0002f800-\U0002fa1f]"
)
"""Second code points of characters that have one; the twelve in that block that are unified stay."""
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_MERGE = re.compile(r"^(?:<{7}|>{7}|\|{7}) .*$|^={7}$", re.MULTILINE)
_LARGEST = 4_000_000
"""Bytes: the longest laws have a tenth of it."""
_LONGEST_NAME = 120
"""Bytes: addresses and archives of the site are made of it, and systems stop at 255."""


def files(docs: Path) -> Iterator[Finding]:
    """What is wrong with the Markdown files below `docs`, whatever they say."""
    for path in sorted(docs.rglob("*.md")):
        try:
            if not path.is_symlink() and path.is_file():
                yield from _of_one(path, path.relative_to(docs).as_posix())
        except OSError:
            continue  # named when it is read as a record


def _of_one(path: Path, file: str) -> Iterator[Finding]:
    if len(path.name.encode()) > _LONGEST_NAME:
        yield Finding(
            file,
            message("文件名有 {count} 个字节，太长", count=len(path.name.encode())),
            message("不超过 {most} 个", most=_LONGEST_NAME),
        )
    if path.stat().st_size > _LARGEST:
        size = path.stat().st_size / 1e6
        yield Finding(
            file,
            message("文件有 {size:.0f} MB，太大", size=size),
            message("核对是否混进了别的东西；一件文献不超过 4 MB"),
        )
        return
    try:
        text = path.read_bytes().decode()
    except UnicodeDecodeError:
        return  # named when it is read as a record
    yield from _broken(file, text)
    yield from _unclean(file, text)


def _broken(file: str, text: str) -> Iterator[Finding]:
    if match := _MERGE.search(text):
        yield _at(
            file,
            text,
            match.start(),
            message("有合并冲突的记号“{match}”", match=match[0][:12]),
            message("解决冲突，删去记号"),
            fatal=True,
        )
    if "\r" in text:
        kind = "CRLF" if "\r\n" in text else "CR"
        problem = message("换行是 {kind}", kind=kind)
        yield _at(file, text, text.index("\r"), problem, message("存成 LF（UNIX 换行）"), fatal=kind == "CR")
    if match := _CONTROL.search(text):
        yield _at(
            file,
            text,
            match.start(),
            message("有控制字符 U+{match:04X}", match=ord(match[0])),
            message("删去"),
            fatal=True,
        )


def _unclean(file: str, text: str) -> Iterator[Finding]:
    for pattern, what, advice in (
        (_UNSEEN, message("看不见的字符"), message("删去")),
        (_COMPATIBILITY, message("兼容汉字"), message("改成通用的字")),
        (_PRIVATE, message("私用区的字符"), message("改成通用的字；没有编码的字写明")),
    ):
        if match := pattern.search(text):
            problem = message("有{what} U+{match:04X}", what=what, match=ord(match[0]))
            yield _at(file, text, match.start(), problem, advice)
            return
    at = 0
    for line in text.splitlines(keepends=True):
        if not unicodedata.is_normalized("NFC", line):
            yield _at(
                file, text, at, message("有分解的字符（不是 NFC）"), message("存成 NFC：一个字一个编码")
            )
            return
        at += len(line)


def _at(file: str, text: str, at: int, problem: str, advice: str, *, fatal: bool = False) -> Finding:
    before = text[:at].replace("\r\n", "\n").replace("\r", "\n")
    return Finding(file, problem, advice, line=before.count("\n") + 1, fatal=fatal)
