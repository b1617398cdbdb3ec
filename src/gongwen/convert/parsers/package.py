"""Zip containers (Office files, EPUB, OFD): a gate by their directory, and XML without declarations of its own."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
from typing import Any

from lxml import etree

from gongwen.convert.parsers.values import Refused
from gongwen.messages import message

UNPACKED_LIMIT = 96 * 2**20
"""Bytes that all parts together may unpack to; a document of a thousand pages has under ten million."""
XML_LIMIT = 24 * 2**20
PARTS_LIMIT = 4000

_BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, NotImplementedError, OSError, EOFError, IndexError,
    OverflowError, struct.error,
)  # fmt: skip
"""What `zipfile` raises for damaged directories and parts."""


def opened(data: bytes, what: str) -> zipfile.ZipFile:
    """A container, after a look at its directory alone.

    Args:
        data: the file.
        what: what kind of file it is, for the person.

    Raises:
        Refused: it is damaged, has a password, or would unpack to far more than a document.
    """
    # Counted before it is parsed: a directory can list a million parts in a few megabytes.
    parts_listed = data.count(b"PK\x01\x02")
    try:
        if parts_listed > PARTS_LIMIT:
            raise _too_large(what, 0, parts_listed)
        container = zipfile.ZipFile(io.BytesIO(data))
        entries = container.infolist()
    except _BROKEN:
        raise Refused(
            message("{what}损坏，打不开", what=what), message("重新下载，或用原来的软件打开后另存")
        ) from None
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused(message("{what}有密码", what=what), message("去掉密码后再试"))
    size = sum(entry.file_size for entry in entries)
    xml = max((entry.file_size for entry in entries if _is_xml(entry.filename)), default=0)
    if size > UNPACKED_LIMIT or xml > XML_LIMIT or len(entries) > PARTS_LIMIT:
        raise _too_large(what, max(size, xml), len(entries))
    return container


def _too_large(what: str, size: int, parts: int) -> Refused:
    return Refused(
        message(
            "{what}展开后过大（{size} MB，{parts} 个部件），不像文献",
            what=what,
            size=size // 2**20,
            parts=parts,
        ),
        message("核对文件；拆开或另存为纯文本"),
    )


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".xhtml", ".html", ".htm", ".opf", ".ncx"))


def content(container: zipfile.ZipFile, name: str, what: str) -> bytes:
    """A part of a container, unpacked; never more than its directory says.

    Raises:
        Refused: it is damaged, or missing.
    """
    try:
        with container.open(name) as part:
            # A directory can lie: what it says bounds what is read.
            return part.read(container.getinfo(name).file_size)
    except KeyError:
        raise Refused(
            message("{what}不完整，缺少 {name}", what=what, name=name),
            message("重新下载，或用原来的软件打开后另存"),
        ) from None
    except Exception as error:
        # zlib, bz2 and lzma have errors of their own.
        if isinstance(error, MemoryError):
            raise
        raise Refused(
            message("{what}损坏，解不开", what=what), message("重新下载，或用原来的软件打开后另存")
        ) from None


def tree(data: bytes, what: str) -> Any:
    """The root of an XML part.

    Raises:
        Refused: it isn't XML, or declares a document type or entities: nothing that writes documents does.
    """
    # In UTF-16 the words stand with a zero beside each letter.
    if any(word in data.replace(b"\x00", b"") for word in (b"<!DOCTYPE", b"<!ENTITY")):
        raise Refused(
            message("{what}里有实体声明，可能有害，未读", what=what), message("用原来的软件打开，另存后再试")
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Refused(
            message("{what}损坏，内容不完整", what=what), message("重新下载，或用原来的软件打开后另存")
        ) from None


def relations(container: zipfile.ZipFile, part: str, what: str) -> dict[str, tuple[str, str]]:
    """What a part of an Office file points to: id → (last word of the type, target within the container)."""
    folder, name = posixpath.split(part)
    file = posixpath.join(folder, "_rels", f"{name}.rels")
    if file not in container.namelist():
        return {}
    found = {}
    for element in tree(content(container, file, what), what):
        if isinstance(element.tag, str) and element.get("TargetMode") != "External":
            target = element.get("Target", "")
            path = (
                target.lstrip("/")
                if target.startswith("/")
                else posixpath.normpath(posixpath.join(folder, target))
            )
            found[element.get("Id", "")] = (element.get("Type", "").rpartition("/")[2], path)
    return found
