"""MHTML and EML: a web page saved as one file, and mails with a document in them or attached.

Both are MIME (RFC 2045, 2557), which Python's email package reads. The parts come out as files; which of them is the
document is for `gongwen.convert.readers.bundle`.
"""

from __future__ import annotations

import email
import re
from dataclasses import dataclass
from email import policy
from email.errors import CloseBoundaryNotFoundDefect
from email.header import decode_header, make_header
from email.message import Message

from gongwen.errors import ReadError
from gongwen.messages import message

_MOST_PARTS = 500
_SHORT = 20


@dataclass(frozen=True, slots=True)
class Mail:
    """What a mail holds.

    Attributes:
        text: its text, HTML where it has such; empty for none.
        address: where a saved page stood.
        attached: files that hang on it, as (name, bytes).
    """

    text: bytes
    address: str
    attached: tuple[tuple[str, bytes], ...]


def read(data: bytes) -> Mail:
    """Take a mail or a saved page apart.

    Raises:
        ReadError: it is cut off, or there is no text in it and nothing attached.
    """
    try:
        mail = email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n"), policy=policy.compat32)
        parts = [
            part for part, _ in zip(mail.walk(), range(_MOST_PARTS), strict=False) if not part.is_multipart()
        ]
        texts = [(part, body) for part in parts if _is_text(part) and (body := _body(part)).strip()]
        attached = tuple(
            (name, body)
            for part in parts
            if (name := _file_name(part)) and (body := _body(part)) and not _is_resource(part)
        )
    except (RecursionError, LookupError, ValueError, AssertionError):
        raise ReadError(
            message("邮件或网页存档损坏，拆不开"), advice=message("在浏览器里打开原网页，另存后再试")
        ) from None
    if any(isinstance(fault, CloseBoundaryNotFoundDefect) for part in mail.walk() for fault in part.defects):
        raise ReadError(
            message("邮件或网页存档不完整，后面缺了一截"), advice=message("在浏览器里打开原网页，另存后再试")
        )
    if not texts and not attached:
        raise ReadError(message("邮件或网页存档里没有正文"), advice=message("检查文件是否保存完整"))
    return Mail(_main(mail, texts), _address(mail, texts), attached)


def _is_text(part: Message) -> bool:
    return part.get_content_type() in {"text/html", "text/plain", "application/xhtml+xml"} and not _file_name(
        part
    )


def _is_resource(part: Message) -> bool:
    """Whether a file only belongs to a page: its pictures, styles, scripts."""
    kind = part.get_content_type()
    return kind.startswith(("image/", "font/", "audio/", "video/")) or kind in {
        "text/css",
        "text/javascript",
        "application/javascript",
    }


def _body(part: Message) -> bytes:
    body = part.get_payload(decode=True)
    return body if isinstance(body, bytes) else b""


def _file_name(part: Message) -> str:
    """The name of an attached file; empty for parts that are no files of their own."""
    disposition = str(part.get("Content-Disposition", "")).lower()
    name = part.get_filename()
    if name is None or (disposition and not disposition.startswith(("attachment", "inline"))):
        return ""
    return " ".join(_words(name).split())


def _words(header: str) -> str:
    try:
        return str(make_header(decode_header(header)))
    except (LookupError, ValueError):
        return header


def _main(mail: Message, texts: list[tuple[Message, bytes]]) -> bytes:
    """The text that is the page or the mail: HTML before plain text, of several pages the one that the file names first."""
    pages = [body for part, body in texts if part.get_content_type() != "text/plain"]
    words = [body for part, body in texts if part.get_content_type() == "text/plain"]
    if mail.get_content_type() == "multipart/related":
        # A saved page may consist of frames: the document is in the largest.
        return max(pages or words, key=lambda body: _visible(body), default=b"")
    first = next(iter(pages), b"")
    plain = next(iter(words), b"")
    return first if first and _visible(first) >= max(_SHORT, _visible(plain) // 2) else plain or first


def _visible(page: bytes) -> int:
    """Roughly how much text a page has: bytes outside tags, of letters that aren't ASCII."""
    return sum(byte > 0x7F for byte in re.sub(rb"<[^>]*>", b"", page)[:2_000_000])


def _address(mail: Message, texts: list[tuple[Message, bytes]]) -> str:
    for part in (mail, *(part for part, _ in texts)):
        for name in ("Snapshot-Content-Location", "Content-Location"):
            address = str(part.get(name, "")).strip()
            if re.match(r"https?://\S+$", address):
                return address
    return ""
