"""What kind of file it is, by its bytes; its name is never asked."""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile
from typing import Literal

from gongwen.messages import message

Kind = Literal[
    "docx",
    "xlsx",
    "epub",
    "ofd",
    "odf",
    "zip",
    "doc",
    "locked",
    "pdf",
    "rtf",
    "picture",
    "mail",
    "text",
    "other",
]

_PICTURES = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"BM",
    b"II*\x00",
    b"MM\x00*",
    b"\x00\x00\x00\x0cjP  ",
    b"\x97JB2",
)
OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"Rar!", message("RAR 压缩包")),
    (b"7z\xbc\xaf", message("7z 压缩包")),
    (b"\x1f\x8b", message("压缩包")),
    (b"BZh", message("压缩包")),
    (b"\xfd7zXZ", message("压缩包")),
    (b"MZ", message("程序")),
    (b"\x7fELF", message("程序")),
    (b"\xca\xfe\xba\xbe", message("程序")),
    (b"SQLite format 3", message("数据库")),
    (b"ID3", message("录音")),
    (b"OggS", message("录音或录像")),
    (b"RIFF", message("录音、录像或图片")),
    (b"%!PS", message("PostScript 文件")),
    (b"AT&TFORM", message("DjVu 扫描件")),
    (b"CAJ", message("CAJ 文件")),
    (b"HN\x00\x00", message("CAJ 文件")),
    (b"wOFF", message("字体")),
    (b"\x00\x01\x00\x00\x00", message("字体")),
    (b"OTTO", message("字体")),
)
"""What other kinds of file begin with."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF_START = 1024


def kind_of(data: bytes) -> Kind:
    """The kind of a file; ``text`` for what isn't known to be anything else."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _container(data)
    if data.startswith(_OLE):
        return _compound(data)
    if b"%PDF-" in data[:_PDF_START] and not _is_markup(data):
        return "pdf"
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(_PICTURES) and not _is_words(data):
        return "picture"
    if other(data):
        return "other"
    return "mail" if is_mail(data) else "text"


def _is_markup(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")


def _is_words(data: bytes) -> bool:
    """Whether a file that begins with letters, as some pictures do, is text all the same."""
    return b"\x00" not in data[:200] and not data.startswith((b"\x89PNG", b"\xff\xd8\xff"))


def _container(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            names = set(container.namelist())
            stated = container.read("mimetype")[:80] if "mimetype" in names and _is_small(container) else b""
    except Exception:
        # Damaged: told from what stands in it all the same, so that the refusal names it.
        return next((kind for word, kind in _SIGNS if word in data), "zip")
    if any(name.startswith("word/") for name in names):
        return "docx"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if "OFD.xml" in names:
        return "ofd"
    if stated.startswith(b"application/epub+zip") or "META-INF/container.xml" in names:
        return "epub"
    return "odf" if stated.startswith(b"application/vnd.oasis.opendocument") else "zip"


_SIGNS: tuple[tuple[bytes, Kind], ...] = (
    (b"word/", "docx"), (b"xl/", "xlsx"), (b"OFD.xml", "ofd"), (b"application/epub+zip", "epub"), (b"opendocument", "odf"),
)  # fmt: skip


def _is_small(container: zipfile.ZipFile) -> bool:
    return container.getinfo("mimetype").file_size < 100


def _compound(data: bytes) -> Kind:
    """What stands in an OLE file, by the names of its streams."""
    if any(_wide(name) in data for name in ("EncryptedPackage", "EncryptionInfo")):
        return "locked"
    return "doc"


def _wide(name: str) -> bytes:
    return name.encode("utf-16-le")


def compound_name(data: bytes) -> str:
    """What people call an OLE file."""
    named = (
        ("WordDocument", message("旧版 Word 文件（DOC、WPS）")),
        ("Workbook", message("旧版 Excel 文件")),
        ("Book", message("旧版 Excel 文件")),
        ("PowerPoint Document", message("幻灯片")),
    )
    for stream, name in named:
        if _wide(stream) in data:
            return name
    return message("旧版 Office 文件")


def other(data: bytes) -> str | None:
    """What a file is that can't be a document; None where it can."""
    for magic, name in OTHERS:
        if data.startswith(magic) and not (magic.isalnum() and _is_words(data)):
            return name
    if data[257:262] == b"ustar":
        return message("压缩包")
    return message("录音或录像") if data[4:8] == b"ftyp" else None


_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]")
_HEADER_BEGUN = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:?)?")
_MAIL_HEADERS = frozenset(
    b"from to subject date mime-version content-type message-id received return-path reply-to delivered-to x-mailer".split()
)


def is_mail(data: bytes) -> bool:
    """Whether a file begins with the headers of a mail or of a web page saved as one (MHTML), or holds nothing else."""
    names: set[bytes] = set()
    lines = data[:8000].lstrip(b"\xef\xbb\xbf\r\n").splitlines()
    cut_off = len(data) < 8000
    for number, line in enumerate(lines, 1):
        if line[:1] in (b" ", b"\t"):
            continue
        match = _HEADER.match(line)
        if match is None:
            cut_off = cut_off and number == len(lines) and _HEADER_BEGUN.fullmatch(line) is not None
            break
        names.add(match[1].lower())
    known = names & _MAIL_HEADERS
    return (b"content-type" in known and len(known) >= 2) or len(known) >= 4 or (cut_off and bool(known))


_XML = re.compile(r"\s*<\?xml[^>]*\?>\s*(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<(?:\w+:)?(\w+)", re.DOTALL)


def data_format(text: str) -> str | None:
    """What a text is that people don't read: JSON, XML that is no page; None for anything else."""
    start = text.lstrip()[:1]
    if start and start in "{[":
        try:
            json.loads(text)
        except (ValueError, RecursionError):
            return None
        return message("JSON 数据")
    match = _XML.match(text)
    return None if match is None or match[1].lower() in {"html", "body"} else message("XML 数据")


def is_listed_as_encrypted(data: bytes) -> bool:
    """Whether the first part of a zip says that it is encrypted, even where its directory is damaged."""
    return (
        data.startswith(b"PK\x03\x04") and len(data) >= 8 and bool(struct.unpack_from("<H", data, 6)[0] & 1)
    )
