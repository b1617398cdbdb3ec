"""OFD (GB/T 33190-2016): text with its place on the page; the lines are made as those of a PDF.

An own small reader: of the libraries one read 39 of 56 files and brings AGPL code along. Every page is up for review.
"""

from __future__ import annotations

import math
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from gongwen.convert.parsers import package, pdf_layout, pdf_lines
from gongwen.convert.parsers.pdf_lines import Glyph, Page, Rule
from gongwen.convert.parsers.values import Parsed, Refused
from gongwen.messages import message

_WHAT = "OFD "
_POINTS = 72 / 25.4
_A4 = (210.0, 297.0)
_MOST_PAGES = 1500
_UNREADABLE_SHARE = 0.02
_LARGE = 0.4
_THIN = 0.9
Matrix = tuple[float, float, float, float, float, float]


def parse(data: bytes) -> Parsed:
    """Read an OFD file.

    Raises:
        Refused: it is damaged, protected, scanned, or its text can't be read.
    """
    with package.opened(data, _WHAT) as container:
        pages = list(_pages(container))
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
    parsed.asks.append(("body", "由版式文件读出，与原件核对"))
    return parsed


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _find(root: Any, name: str) -> str:
    """The text of the first element of that name."""
    return next(((element.text or "").strip() for element in root.iter("{*}" + name)), "")


def _pages(container: zipfile.ZipFile) -> Iterator[Page]:
    names = {name.lstrip("/"): name for name in container.namelist()}

    def xml(path: str) -> Any:
        if path not in names:
            raise Refused(
                message("OFD 不完整，缺少 {path}", path=path), message("重新下载，或用阅读器打开后另存")
            )
        return package.tree(package.content(container, names[path], _WHAT), _WHAT)

    if _find(xml("OFD.xml"), "Encrypts") or "Encryptions.xml" in names:
        raise Refused(message("OFD 加了密"), message("去掉密码后再试"))
    document = _joined("", _find(xml("OFD.xml"), "DocRoot"))
    root = xml(document)
    size = _numbers(_find(root, "PhysicalBox"))
    templates = {
        element.get("ID", ""): _joined(posixpath.dirname(document), element.get("BaseLoc", ""))
        for element in root.iter("{*}TemplatePage")
    }
    pages = [page for parent in root.iter("{*}Pages") for page in parent.iter("{*}Page")]
    if not pages:
        raise Refused(message("OFD 里没有页"), message("检查文件是否下载完整"))
    if len(pages) > _MOST_PAGES:
        raise Refused(message("OFD 有 {count} 页，不像一件文献", count=len(pages)), message("拆开后再转换"))
    for element in pages:
        content = xml(_joined(posixpath.dirname(document), element.get("BaseLoc", "")))
        own = _numbers(_find(content, "PhysicalBox"))
        _, _, width, height = own if len(own) == 4 else size if len(size) == 4 else (0.0, 0.0, *_A4)
        page = Page(width * _POINTS, height * _POINTS)
        used = [templates.get(t.get("TemplateID", ""), "") for t in content.iter("{*}Template")]
        for source in (*(xml(path) for path in used if path in names), content):
            _read_objects(source, page)
        yield page


def _joined(folder: str, location: str) -> str:
    """A location within the container: from its root where it begins with a slash."""
    return posixpath.normpath(
        location.lstrip("/") if location.startswith("/") else posixpath.join(folder, location)
    )


def _numbers(text: str) -> list[float]:
    found = []
    for word in text.split():
        try:
            number = float(word)
        except ValueError:
            return []
        found.append(number if math.isfinite(number) else 0.0)
    return found


def _read_objects(root: Any, page: Page) -> None:
    """The text, the ruled lines and the pictures of a page or of its template."""
    for element in root.iter("{*}TextObject", "{*}PathObject", "{*}ImageObject"):
        boundary = _numbers(element.get("Boundary", ""))
        if len(boundary) != 4 or element.get("Visible", "true") == "false":
            continue
        matrix = _numbers(element.get("CTM", ""))
        ctm: Matrix = tuple(matrix) if len(matrix) == 6 else (1, 0, 0, 1, 0, 0)  # type: ignore[assignment]
        kind = _name(element)
        if kind == "TextObject":
            _text(element, (boundary[0], boundary[1]), ctm, page)
        elif kind == "ImageObject":
            page.scanned = (
                page.scanned or boundary[2] * boundary[3] * _POINTS**2 > _LARGE * page.width * page.height
            )
        else:
            page.rules += _rules(element, boundary, ctm)


def _text(element: Any, origin: tuple[float, float], ctm: Matrix, page: Page) -> None:
    size = next(iter(_numbers(element.get("Size", ""))), 0.0)
    stretch = next(iter(_numbers(element.get("HScale", ""))), 1.0) or 1.0
    high = size * math.hypot(ctm[2], ctm[3]) * _POINTS
    if not 0.5 < high < 400:
        return
    x = y = 0.0
    for code in element.iter("{*}TextCode"):
        x = next(iter(_numbers(code.get("X", ""))), x)
        y = next(iter(_numbers(code.get("Y", ""))), y)
        steps, drops = _deltas(code.get("DeltaX", "")), _deltas(code.get("DeltaY", ""))
        at_x, at_y = x, y
        for index, character in enumerate((code.text or "").strip("\r\n")):
            wide = size * stretch * (0.5 if character.isascii() else 1.0)
            if not character.isspace():
                left = (origin[0] + ctm[0] * at_x + ctm[2] * at_y + ctm[4]) * _POINTS
                base = (origin[1] + ctm[1] * at_x + ctm[3] * at_y + ctm[5]) * _POINTS
                if 0xE000 <= ord(character) < 0xF900 or character == "\ufffd" or ord(character) < 0x20:
                    page.unreadable += 1
                    character = "\ufffd"
                width = max(wide * math.hypot(ctm[0], ctm[1]) * _POINTS, 0.1)
                page.glyphs.append(
                    Glyph(character, left, base - 0.88 * high, left + width, base + 0.12 * high)
                )
            at_x += steps[index] if index < len(steps) else 0.0 if drops else wide
            at_y += drops[index] if index < len(drops) else 0.0


_MOST_STEPS = 20_000


def _deltas(text: str) -> list[float]:
    """Steps from character to character; “g 3 4.2” says that one is repeated."""
    words, found = text.split(), list[float]()
    index = 0
    while index < len(words) and len(found) < _MOST_STEPS:
        if words[index] == "g" and index + 2 < len(words) and words[index + 1].isdigit():
            step = _numbers(words[index + 2])
            found += (step or [0.0]) * min(int(words[index + 1]), _MOST_STEPS)
            index += 3
        else:
            found += _numbers(words[index]) or [0.0]
            index += 1
    return found


_PATH = re.compile(r"([MLBCQA])((?:\s+-?[\d.]+)*)|(C)")


def _rules(element: Any, boundary: list[float], ctm: Matrix) -> Iterator[Rule]:
    """The straight edges of a path, one for each of its lines."""
    at: tuple[float, float] | None = None
    start: tuple[float, float] | None = None
    for match in _PATH.finditer(_find(element, "AbbreviatedData")):
        numbers = _numbers(match[2] or "")
        if match[1] in {"M", "L"} and len(numbers) >= 2:
            point = (
                (boundary[0] + ctm[0] * numbers[0] + ctm[2] * numbers[1] + ctm[4]) * _POINTS,
                (boundary[1] + ctm[1] * numbers[0] + ctm[3] * numbers[1] + ctm[5]) * _POINTS,
            )
            if match[1] == "L" and at is not None:
                yield from _edge(at, point)
            start = point if match[1] == "M" else start
            at = point
        elif match[1] == "C" and at is not None and start is not None:
            yield from _edge(at, start)
            at = start


def _edge(a: tuple[float, float], b: tuple[float, float]) -> Iterator[Rule]:
    wide, high = abs(a[0] - b[0]), abs(a[1] - b[1])
    if high <= _THIN < wide:
        y = (a[1] + b[1]) / 2
        yield Rule(min(a[0], b[0]), y, max(a[0], b[0]), y)
    elif wide <= _THIN < high:
        x = (a[0] + b[0]) / 2
        yield Rule(x, min(a[1], b[1]), x, max(a[1], b[1]))
