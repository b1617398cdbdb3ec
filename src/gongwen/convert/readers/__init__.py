"""Readers: one per format, each bytes → blocks with what the page says.

The format is told by what the bytes are, and only then by the file's name. A reader that parses a binary
format runs in a process of its own; plain text and Markdown need none.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from gongwen.convert.model import Doubt, Draft
from gongwen.convert.readers import docx, html, markdown, mojibake, text
from gongwen.convert.readers.decode import decode
from gongwen.errors import ReadError, advice, reason
from gongwen.records import frontmatter

SIZE_LIMIT = 32 * 1024 * 1024
"""Larger files are no documents; a long law is under one megabyte."""

_MAGIC = {
    b"PK\x03\x04": "ZIP 容器（OFD、XLSX、压缩包等）",
    b"%PDF": "PDF",
    b"\xd0\xcf\x11\xe0": "旧版 Office 文件（DOC、XLS）",
    b"{\\rtf": "RTF",
    b"\x89PNG": "图片",
    b"\xff\xd8\xff": "图片",
    b"GIF8": "图片",
    b"Rar!": "压缩包",
    b"7z\xbc\xaf": "压缩包",
    b"\x1f\x8b": "压缩包",
}
MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})
_NOT_DOCUMENTS = frozenset(
    {".json", ".jsonl", ".csv", ".tsv", ".yaml", ".yml", ".xml", ".css", ".js", ".py", ".sh", ".log"}
)


def read(path: Path) -> tuple[Draft, str, str | None, bytes]:
    """Read a file.

    Args:
        path: the file.

    Returns:
        The draft, the format (``txt``, ``md``, ``html`` or ``docx``), the encoding of a text format, and the bytes
        as they were.

    Raises:
        ReadError: it can't be opened, is empty, too large, or of a format that isn't read yet.
    """
    data = _bytes(path)
    return *parse(data, path), data


def parse(data: bytes, path: Path) -> tuple[Draft, str, str | None]:
    """Read the bytes of a file; as `read`, where `path` is only asked for its suffix."""
    if docx.is_docx(data):
        return docx.read(data), "docx", None
    _refuse_binary(data)
    decoded = decode(data)
    undone = mojibake.undo(decoded.text)
    draft, format_ = _parsed(undone.text, path)
    doubts = draft.doubts
    if decoded.lost:
        doubts += (Doubt("\ufffd", f"有 {decoded.lost} 处字节无法解码，以此符代替"),)
    if undone.sample:
        doubts += (Doubt(undone.sample, undone.note),)
    draft = replace(draft, doubts=doubts).after(draft.blocks, "mojibake", undone.lines, undone.note)
    return draft, format_, decoded.encoding


def _parsed(content: str, path: Path) -> tuple[Draft, str]:
    if path.suffix.lower() in MARKDOWN_SUFFIXES and frontmatter.split(content.replace("\r\n", "\n")):
        # Where a head stands at the top, tags below are what Markdown lets through.
        return markdown.read(content), "md"
    if html.looks_like_html(content):
        return html.read(content), "html"
    if path.suffix.lower() in MARKDOWN_SUFFIXES:
        return markdown.read(content), "md"
    return text.read(content), "txt"


def plain_text(path: Path) -> str:
    """The characters of a file as they are, markup included, without a byte order mark.

    Raises:
        ReadError: as `read`.
    """
    data = _bytes(path)
    _refuse_binary(data)
    return decode(data).text


def _bytes(path: Path) -> bytes:
    if path.suffix.lower() in _NOT_DOCUMENTS:
        raise ReadError(f"{path.suffix} 是数据或程序，不是文献", advice="只给出要转换的文件")
    try:
        size = path.stat().st_size
        if size > SIZE_LIMIT:
            raise ReadError(f"文件过大（{size // 2**20} MB）", advice="拆开后再转换；单个文件不超过 32 MB")
        data = path.read_bytes()
    except FileNotFoundError:
        raise ReadError("找不到文件", advice="检查路径") from None
    except OSError as error:
        raise ReadError(f"读不了（{reason(error)}）", advice=advice(error)) from None
    return data


def _refuse_binary(data: bytes) -> None:
    for magic, name in _MAGIC.items():
        if data.startswith(magic):
            raise ReadError(
                f"是{name}，目前只能转换纯文本、Markdown、网页和 DOCX",
                advice="另存为 DOCX 或 UTF-8 文本后再试",
            )
