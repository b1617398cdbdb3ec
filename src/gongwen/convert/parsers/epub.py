"""EPUB: its pages in the order of the book (EPUB 3.3, package document)."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

from gongwen.convert.parsers import package
from gongwen.convert.parsers.values import Parsed, Refused
from gongwen.messages import message

_WHAT = "EPUB "
_LOCKED = "META-INF/rights.xml"


def parse(data: bytes) -> Parsed:
    """Read an EPUB file: its pages as HTML.

    Raises:
        Refused: it is damaged, locked to a reader, or has no pages.
    """
    parsed = Parsed()
    with package.opened(data, _WHAT) as container:
        names = set(container.namelist())
        if _LOCKED in names:
            raise Refused(message("EPUB 加了密，只能在指定的软件里看"), message("找没有加密的版本"))
        root = package.tree(package.content(container, "META-INF/container.xml", _WHAT), _WHAT)
        book = next((element.get("full-path", "") for element in root.iter("{*}rootfile")), "")
        package_ = package.tree(package.content(container, book, _WHAT), _WHAT)
        files = {
            item.get("id"): item.get("href", "")
            for item in package_.iter("{*}item")
            if item.get("properties") != "nav"
        }
        for reference in package_.iter("{*}itemref"):
            name = posixpath.normpath(
                posixpath.join(posixpath.dirname(book), unquote(files.get(reference.get("idref"), "")))
            )
            if name in names and reference.get("linear") != "no":
                parsed.pages.append(package.content(container, name, _WHAT).decode("utf-8", "replace"))
    if not parsed.pages:
        raise Refused(message("EPUB 里没有页"), message("检查文件是否下载完整"))
    return parsed
