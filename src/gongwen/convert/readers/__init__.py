"""Readers: one per format, each bytes → blocks with what the page says.

The format is told by what the bytes are, never by the file's name; the name only chooses between plain text and
Markdown. A parser of a binary format runs in a process of its own; plain text, Markdown and HTML need none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from gongwen.convert.model import Doubt, Draft
from gongwen.convert.readers import apart, bundle, csv, html, kinds, markdown, mojibake, office, scans, text
from gongwen.convert.readers.decode import decode, plausibility
from gongwen.errors import ReadError, advice, reason
from gongwen.messages import message

SIZE_LIMIT = 32 * 1024 * 1024
"""Larger files are no documents; a long law is under one megabyte."""

MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})
_PROGRAMS = frozenset({".yaml", ".yml", ".css", ".js", ".py", ".sh", ".log"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as it was read.

    Attributes:
        draft: its text.
        format: the format that it was in.
        encoding: the encoding of a text format.
        name: what it is called within the file that holds it; empty where it is the file itself.
    """

    draft: Draft
    format: str
    encoding: str | None = None
    name: str = ""


def _office(what: str, suffix: str) -> Callable[[bytes], Draft]:
    """A reader by way of LibreOffice."""
    return lambda data: apart.read(
        "docx", office.as_docx(data, what, suffix), message("LibreOffice 转出的文件")
    )


def _compound(data: bytes) -> Draft:
    """What stands in an OLE file, where LibreOffice can open it."""
    name = kinds.compound_name(data)
    if "Word" not in name:
        raise ReadError(
            message("是{name}，不能转换", name=name), advice=message("另存为 DOCX 或 XLSX 后再试")
        )
    return _office(name, ".doc")(data)


def _pdf(data: bytes) -> Draft:
    try:
        return _sensible(apart.read("pdf", data, "PDF "))
    except apart.ScanError as scan:
        return scans.read(data, scan.problem)


def _sensible(draft: Draft) -> Draft:
    """The draft of a PDF, unless its fonts say other characters than they show."""
    if len(draft.text) >= _ENOUGH and plausibility(draft.text) < _SENSIBLE:
        raise ReadError(
            message("PDF 读出来不成文字，字体的编码不对"),
            advice=message("找别的格式；或用阅读器打印成图片，做文字识别"),
        )
    return draft


_ENOUGH = 40
_SENSIBLE = 0.15


_BINARY: Mapping[kinds.Kind, Callable[[bytes], Draft]] = {
    "pdf": _pdf,
    "docx": lambda data: apart.read("docx", data, message("Word 文件")),
    "xlsx": lambda data: apart.read("xlsx", data, message("Excel 文件")),
    "epub": lambda data: apart.read("epub", data, "EPUB "),
    "ofd": lambda data: apart.read("ofd", data, "OFD "),
    "rtf": lambda data: apart.read("rtf", data, "RTF "),
    "picture": lambda data: scans.read(data, message("是图片，没有文字")),
    "odf": _office(message("OpenDocument 文件"), ".odt"),
    "doc": _compound,
}
"""The formats with a parser, by kind; the format is called as the kind."""


def read(path: Path) -> tuple[Draft, str, str | None, bytes]:
    """Read a file as one document.

    Args:
        path: the file.

    Returns:
        The draft, the format (``txt``, ``md``, ``html``, ``docx``…), the encoding of a text format, and the bytes
        as they were.

    Raises:
        ReadError: it can't be opened, is empty, damaged, encrypted, too large, or no document.
    """
    data = _bytes(path)
    return *parse(data, path), data


def parse(data: bytes, path: PurePath) -> tuple[Draft, str, str | None]:
    """Read the bytes of a file; as `read`, where `path` is only asked for its suffix."""
    first = parse_all(data, path)[0]
    return first.draft, first.format, first.encoding


def read_all(path: Path) -> tuple[tuple[Reading, ...], bytes]:
    """Read all documents in a file: as `read`, but what is packed together comes out as several."""
    data = _bytes(path)
    return parse_all(data, path), data


def parse_all(data: bytes, path: PurePath) -> tuple[Reading, ...]:
    """Read the bytes of a file; as `read_all`.

    What is attached to a document and can't be read is a doubt of the document; where no part can be, the file can't.
    """
    if kinds.kind_of(data) not in {"zip", "mail"}:
        return (_single(data, path),)
    found: list[Reading] = []
    failed: list[tuple[str, ReadError]] = []
    for member in bundle.members(data, path.name):
        try:
            found.append(_member(member, path))
        except ReadError as error:
            failed.append((member.name, error))
    if not found:
        if not failed:
            raise ReadError(message("里面没有文献"), advice=message("检查文件是否保存完整"))
        name, why = failed[0]
        within = "" if name == path.name else message("其中的 {name}", name=name)
        raise ReadError(message("{within}{problem}", within=within, problem=why.problem), advice=why.advice)
    doubts = tuple(Doubt(name, f"附在一起而没有读出：{error.problem}", unread=True) for name, error in failed)
    first = found[0]
    return (replace(first, draft=replace(first.draft, doubts=first.draft.doubts + doubts)), *found[1:])


def _member(member: bundle.Member, path: PurePath) -> Reading:
    if member.problem is not None:
        raise member.problem
    if kinds.kind_of(member.data) in {"zip", "mail"}:
        raise ReadError(message("是压缩包里的压缩包或邮件"), advice=message("解开后再试"))
    single = _single(member.data, PurePath(member.name))
    packed = "mhtml" if member.address or kinds.kind_of(member.data) == "mail" else single.format
    facts = single.draft.facts
    if member.address and not facts.url:
        facts = facts.knowing({"url": member.address})
    name = "" if member.name == path.name else member.name
    return replace(single, draft=replace(single.draft, facts=facts), format=packed, name=name)


def _single(data: bytes, path: PurePath) -> Reading:
    """Read a file that is one document."""
    kind = kinds.kind_of(data)
    if kind in _BINARY:
        return Reading(_BINARY[kind](data), kind)
    _refuse_binary(data, kind)
    decoded = decode(data)
    undone = mojibake.undo(decoded.text)
    _refuse_data(undone.text, path)
    draft, format_ = _parsed(undone.text, path)
    doubts = draft.doubts
    if decoded.lost:
        doubts += (Doubt("\ufffd", f"有 {decoded.lost} 处字节无法解码，以此符代替"),)
    asks = draft.asks
    if undone.sample:
        doubts += (Doubt(undone.sample, undone.note),)
        asks += (("body", undone.note),)
    draft = replace(draft, doubts=doubts, asks=asks).after(
        draft.blocks, "mojibake", undone.lines, undone.note
    )
    return Reading(draft, format_, decoded.encoding)


def _parsed(content: str, path: PurePath) -> tuple[Draft, str]:
    if markdown.has_head(content):
        # Where a head stands at the top, tags below are what Markdown lets through, whatever the file is called.
        return markdown.read(content), "md"
    if html.looks_like_html(content):
        return html.read(content), "html"
    if path.suffix.lower() in MARKDOWN_SUFFIXES:
        return markdown.read(content), "md"
    if rows := csv.rows(content):
        return csv.read(rows), "csv"
    return text.read(content), "txt"


def plain_text(path: Path) -> str:
    """The characters of a file as they are, markup included, without a byte order mark.

    Raises:
        ReadError: as `read`.
    """
    data = _bytes(path)
    kind = kinds.kind_of(data)
    if kind in _BINARY:
        raise ReadError(message("不是纯文本"), advice=message("先转换成页面，再认名称"))
    _refuse_binary(data, kind)
    return decode(data).text


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > SIZE_LIMIT:
            raise ReadError(
                message("文件过大（{size} MB）", size=size // 2**20),
                advice=message("拆开后再转换；单个文件不超过 32 MB"),
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise ReadError(message("找不到文件"), advice=message("检查路径")) from None
    except OSError as error:
        raise ReadError(message("读不了（{reason}）", reason=reason(error)), advice=advice(error)) from None
    return data


def _refuse_binary(data: bytes, kind: kinds.Kind) -> None:
    if kind == "locked":
        raise ReadError(message("Office 文件有密码"), advice=message("在原来的软件里去掉密码，另存后再试"))
    if kind in {"text", "mail"}:
        return
    if kind == "zip":
        raise ReadError(message("是压缩包"), advice=message("解开后再试"))
    raise ReadError(
        message("是{name}，不能转换", name=kinds.other(data)), advice=message("只给出要转换的文献")
    )


def _refuse_data(content: str, path: PurePath) -> None:
    data = kinds.data_format(content)
    if data is None and path.suffix.lower() in _PROGRAMS and "。" not in content:
        data = message("数据或程序")
    if data is not None:
        raise ReadError(message("是{data}，不是文献", data=data), advice=message("只给出要转换的文件"))
