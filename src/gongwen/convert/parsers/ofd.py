"""OFD (GB/T 33190-2016): text with its place on the page; the lines are made as those of a PDF.

An own small reader: of the libraries one read 39 of 56 files and brings AGPL code along. Every page is up for review.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any

from gongwen.convert.parsers import ofd_objects, package, pdf_layout, pdf_lines
from gongwen.convert.parsers.ofd_objects import POINTS, numbers
from gongwen.convert.parsers.pdf_lines import Page
from gongwen.convert.parsers.values import Parsed, Refused
from gongwen.messages import message

_WHAT = "OFD "
_A4 = (210.0, 297.0)
_MOST_PAGES = 1500
_UNREADABLE_SHARE = 0.02


def parse(data: bytes) -> Parsed:
    """Read an OFD file.

    Raises:
        Refused: it is damaged, protected, scanned, or its text can't be read.
    """
    with package.opened(data, _WHAT) as container:
        file = _File(container)
        pages = [page for document in file.documents() for page in file.pages(document)]
    if not any(page.glyphs for page in pages):
        scanned = sum(page.scanned for page in pages)
        if scanned:
            raise Refused(
                message("OFD 是扫描件，{scanned} 页没有文字", scanned=scanned),
                message("先做文字识别，或找文字版"),
            )
        raise Refused(message("OFD 里没有文字"), message("检查文件是否完整；用阅读器打开后另存为 PDF 再试"))
    total, unreadable = sum(len(page.glyphs) for page in pages), sum(page.unreadable for page in pages)
    if unreadable > total * _UNREADABLE_SHARE:
        raise Refused(
            message(
                "OFD 的内嵌字体没有文字对照，{share}% 的字读不出",
                share=max(1, round(100 * unreadable / total)),
            ),
            message("用阅读器打开后另存为 PDF 再试"),
        )
    for page in pages:
        pdf_lines.drop_doubled(page)
    doubled = sum(page.doubled for page in pages)
    parsed = pdf_layout.parsed(pages)
    if doubled:
        parsed.changes.append(("doubled-text", doubled, "叠印在同一处的同一个字，留一个"))
    if unreadable:
        parsed.doubts.append(("\ufffd", f"有 {unreadable} 个字没有文字对照，以此符代替"))
    if file.annotations:
        parsed.removed += [("running-head", text) for text in file.annotations]
        parsed.changes.append(("running-head", len(file.annotations), "批注、水印里的文字"))
    parsed.asks.append(("body", "由版式文件读出，与原件核对"))
    return parsed


def _find(root: Any, name: str) -> str:
    """The text of the first element of that name."""
    return next(((element.text or "").strip() for element in root.iter("{*}" + name)), "")


class _File:
    """The parts of a file.

    Attributes:
        annotations: the text of annotations on the pages that were read, each once.
    """

    def __init__(self, container: zipfile.ZipFile) -> None:
        self._container = container
        self._names = {name.lstrip("/"): name for name in container.namelist()}
        self.annotations: list[str] = []

    def _xml(self, path: str) -> Any:
        if path not in self._names:
            raise Refused(
                message("OFD 不完整，缺少 {path}", path=path), message("重新下载，或用阅读器打开后另存")
            )
        return package.tree(package.content(self._container, self._names[path], _WHAT), _WHAT)

    def documents(self) -> list[str]:
        """The documents in it: most have one."""
        root = self._xml("OFD.xml")
        if _find(root, "Encrypts") or "Encryptions.xml" in self._names:
            raise Refused(message("OFD 加了密"), message("去掉密码后再试"))
        found = [_joined("", (element.text or "").strip()) for element in root.iter("{*}DocRoot")]
        return found or [_joined("", "")]

    def pages(self, document: str) -> Iterator[Page]:
        """The pages of a document."""
        root = self._xml(document)
        folder = posixpath.dirname(document)
        size = numbers(_find(root, "PhysicalBox"))
        templates = {
            element.get("ID", ""): _joined(folder, element.get("BaseLoc", ""))
            for element in root.iter("{*}TemplatePage")
        }
        units = self._units(root, folder)
        pages = [page for parent in root.iter("{*}Pages") for page in parent.iter("{*}Page")]
        if not pages:
            raise Refused(message("OFD 里没有页"), message("检查文件是否下载完整"))
        if len(pages) > _MOST_PAGES:
            raise Refused(
                message("OFD 有 {count} 页，不像一件文献", count=len(pages)), message("拆开后再转换")
            )
        self._annotate(root, folder)
        for element in pages:
            content = self._xml(_joined(folder, element.get("BaseLoc", "")))
            own = numbers(_find(content, "PhysicalBox"))
            _, _, width, height = own if len(own) == 4 else size if len(size) == 4 else (0.0, 0.0, *_A4)
            page = Page(width * POINTS, height * POINTS)
            used = [templates.get(t.get("TemplateID", ""), "") for t in content.iter("{*}Template")]
            for source in (*(self._xml(path) for path in used if path in self._names), content):
                ofd_objects.read(source, page, units)
            yield page

    def _units(self, root: Any, folder: str) -> dict[str, Any]:
        """What composite objects show, by id: drawn once, in the document's resources."""
        found: dict[str, Any] = {}
        for name in ("PublicRes", "DocumentRes"):
            for element in root.iter("{*}" + name):
                path = _joined(folder, (element.text or "").strip())
                if path in self._names:
                    for unit in self._xml(path).iter("{*}CompositeGraphicUnit"):
                        found[unit.get("ID", "")] = unit
        return found

    def _annotate(self, root: Any, folder: str) -> None:
        """Gather what annotations say: notes, watermarks and seals are no text of the document."""
        for element in root.iter("{*}Annotations"):
            path = _joined(folder, (element.text or "").strip())
            for place in self._xml(path).iter("{*}FileLoc") if path in self._names else ():
                location = (place.text or "").strip()
                # From the file's root, or from where the list of annotations is, or from the document.
                for file in (_joined(posixpath.dirname(path), location), _joined(folder, location)):
                    if file in self._names:
                        texts = ofd_objects.texts(self._xml(file))
                        self.annotations += [t for t in dict.fromkeys(texts) if t not in self.annotations]
                        break


def _joined(folder: str, location: str) -> str:
    """A location within the container: from its root where it begins with a slash."""
    return posixpath.normpath(
        location.lstrip("/") if location.startswith("/") else posixpath.join(folder, location)
    )
