"""PDF: text with its place on the page, by PDFium; what the lines make of it is in `pdf_lines` and `pdf_layout`.

PDFium reads the encodings of Chinese typesetters (GBK-EUC-H, UniGB-UCS2-H…) whose fonts are neither embedded nor
mapped to Unicode. What can't be read is counted, and past a share the file is refused rather than half read.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from gongwen.convert.parsers import pdf_layout, pdf_lines
from gongwen.convert.parsers.pdf_lines import Glyph, Page, Rule
from gongwen.convert.parsers.values import Parsed, Refused
from gongwen.messages import message

MOST_PAGES = 1500
UNREADABLE_SHARE = 0.02
"""A text with more signs than this missing isn't the document any more."""
_SCANNED_SHARE = 1 / 3
_FEW = 6
_LARGE = 0.4
_MOST_OBJECTS = 4000
_THIN = 2.5
_RADICALS = dict(
    zip("⼾⺠⺁⺄⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻤⻥⻦⻧⻩⻪⻬⻮⻰⻳⺟⺎⺝⻌⻍",
        "户民厂乙虎西见角贝车长门青韦页风飞食马鬼鱼鸟卤黄黾齐齿龙龟母兀月辶辶", strict=True)
)  # fmt: skip


def parse(data: bytes) -> Parsed:
    """Read a PDF file.

    Raises:
        Refused: it is damaged, protected, scanned, or its text can't be read.
    """
    document = _opened(data)
    _refuse_damaged(data)
    count = len(document)
    if count == 0:
        raise Refused(message("PDF 里没有页"), message("检查文件是否下载完整"))
    if count > MOST_PAGES:
        raise Refused(
            message("PDF 有 {count} 页，不像一件文献", count=count),
            message("拆开后再转换；一件不超过 {most} 页", most=MOST_PAGES),
        )
    pages = list(_pages(document))
    scanned = [number for number, page in enumerate(pages, 1) if page.scanned and len(page.glyphs) < _FEW]
    _refuse_scans(scanned, count)
    if not any(page.glyphs for page in pages):
        raise Refused(message("PDF 里没有文字"), message("检查文件是否完整；文字转成了曲线的，找文字版"))
    parsed = pdf_layout.parsed(pages)
    if scanned:
        note = f"第{_numbers(scanned)}页是扫描的图片，文字没有读出"
        parsed.doubts.append((f"第{_numbers(scanned)}页", note))
        parsed.asks.append(("body", note))
    _look(pages, parsed)
    return parsed


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
            raise Refused(message("PDF 有密码"), message("去掉密码后再试")) from None
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_SECURITY:
            raise Refused(
                message("PDF 用了不认识的加密方式"), message("用阅读器打开，打印成不加密的 PDF 再试")
            ) from None
        raise Refused(message("PDF 损坏，打不开"), message("重新下载，或用阅读器打开后另存")) from None


def _refuse_damaged(data: bytes) -> None:
    """Refuse what the library mends in silence: a file cut off, and streams that don't unpack, whose text would be missing."""
    if b"%%EOF" not in data[-_TAIL:]:
        raise Refused(message("PDF 不完整，后面缺了一截"), message("重新下载，或用阅读器打开后另存"))
    if b"/Encrypt" in data:
        return
    broken = sum(
        not _unpacks(data, match.end())
        for match in _STREAM.finditer(data)
        if _holds_text(data, match.start())
    )
    if broken:
        raise Refused(
            message("PDF 有 {broken} 处数据损坏，文字会不全", broken=broken),
            message("重新下载，或用阅读器打开后另存"),
        )


_TAIL = 4096
_STREAM = re.compile(rb"(?<=>)\s{0,4}stream\r?\n")
_NO_TEXT = re.compile(
    rb"/Subtype\s*/(?:Image|Type1C|CIDFontType0C|OpenType|XML)|/Length[123]\b|/Alternate\b|/N\s+[134]\b(?!.*/First)",
    re.DOTALL,
)
_DICTIONARY = 3000
_UNPACKED = 64 * 2**20


def _holds_text(data: bytes, place: int) -> bool:
    """Whether the stream whose dictionary ends at `place` is packed once, and is neither picture nor font."""
    start = data.rfind(b"obj", max(0, place - _DICTIONARY), place)
    head = data[start:place] if start >= 0 else b""
    return (
        head.count(b"Decode") - head.count(b"DecodeParms") == 1
        and b"/FlateDecode" in head
        and not _NO_TEXT.search(head)
    )


def _unpacks(data: bytes, place: int) -> bool:
    unpacker, left = zlib.decompressobj(), _UNPACKED
    try:
        while left > 0 and not unpacker.eof and place < len(data):
            piece = data[place : place + 65536]
            place += 65536
            while piece and left > 0 and not unpacker.eof:
                left -= len(unpacker.decompress(piece, 2**20))
                piece = unpacker.unconsumed_tail
    except zlib.error:
        return False
    return unpacker.eof or left <= 0


def _refuse_scans(scanned: list[int], count: int) -> None:
    if len(scanned) < max(1, count * _SCANNED_SHARE):
        return
    which = message("全部") if len(scanned) == count else message("第{numbers}页", numbers=_numbers(scanned))
    raise Refused(
        message(
            "PDF 是扫描件，{which}{more}没有文字",
            which=which,
            more=message(" {count} 页", count=count) if len(scanned) == count else "",
        ),
        message("先做文字识别，或找文字版"),
        scanned=True,
    )


def _numbers(pages: list[int]) -> str:
    """“1、3—5”: numbers of pages, runs shortened."""
    runs: list[list[int]] = []
    for number in pages:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}—{run[-1]}" for run in runs)


def _look(pages: list[Page], parsed: Parsed) -> None:
    """Refuse a text with too much that can't be read; note what little there is, and what was mapped."""
    total = sum(len(page.glyphs) for page in pages)
    unreadable = sum(page.unreadable for page in pages)
    if unreadable > total * UNREADABLE_SHARE:
        share = max(1, round(100 * unreadable / total))
        raise Refused(
            message("PDF 的字体没有文字对照，{share}% 的字读不出", share=share),
            message("找别的格式；或用阅读器打印成图片，做文字识别"),
        )
    if unreadable:
        parsed.doubts.append(("\ufffd", f"有 {unreadable} 个字的字体没有文字对照，以此符代替"))
        parsed.asks.append(("body", f"有 {unreadable} 个字读不出"))
    if any(page.scanned and len(page.glyphs) >= _FEW for page in pages):
        parsed.asks.append(("body", "文字印在整页的图片上，可能是文字识别的结果，与原页核对"))
    forms = sum(page.forms for page in pages)
    if forms:
        parsed.changes.append(("character-forms", forms, "PDF 以部首编码的字改为同形的汉字"))
    doubled = sum(page.doubled for page in pages)
    if doubled:
        parsed.changes.append(("doubled-text", doubled, "为加粗而叠印的同一个字，留一个"))


def _pages(document: pypdfium2.PdfDocument) -> Iterator[Page]:
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            raise Refused(
                message("PDF 损坏，第 {number} 页打不开", number=number + 1),
                message("重新下载，或用阅读器打开后另存"),
            ) from None
        made = Page()
        place = _glyphs(page, made)
        _objects(page, made, place)
        pdf_lines.drop_doubled(made)
        yield made
        page.close()


Box = tuple[float, float, float, float]
Turn = tuple[int, int]
"""The direction in which text runs in the page's own space; y points up there."""


def _placing(page: Any, turn: Turn, made: Page) -> Callable[[float, float, float, float], Box]:
    """A function from a box in the page's own space to one with its origin at the top left, as the text is read."""
    left, bottom, right, top = page.get_bbox()
    upright = turn[1] == 0
    made.width, made.height = (right - left, top - bottom) if upright else (top - bottom, right - left)

    def place(x0: float, y0: float, x1: float, y1: float) -> Box:
        if turn == (0, 1):
            return y0 - bottom, x0 - left, y1 - bottom, x1 - left
        if turn == (-1, 0):
            return right - x1, y0 - bottom, right - x0, y1 - bottom
        if turn == (0, -1):
            return top - y1, right - x1, top - y0, right - x0
        return x0 - left, top - y1, x1 - left, top - y0

    return place


def _glyphs(page: Any, made: Page) -> Callable[[float, float, float, float], Box]:
    """The characters of a page with their boxes; what runs across the page is a watermark."""
    found: dict[Turn | None, list[tuple[str, Box]]] = defaultdict(list)
    for text, turn, box in _characters(page, made):
        found[turn].append((text, box))
    watermark = "".join(text for text, _ in found.pop(None, ()))
    turn = max(found, key=lambda key: len(found[key] if key else ()), default=(1, 0)) or (1, 0)
    place = _placing(page, turn, made)
    made.glyphs = [Glyph(text, *place(*box)) for text, box in found.get(turn, ())]
    others = ["".join(text for text, _ in glyphs) for key, glyphs in found.items() if key != turn]
    made.across = [text for text in (watermark, *others) if text.strip()]
    return place


def _characters(page: Any, made: Page) -> Iterator[tuple[str, Turn | None, Box]]:
    textpage = page.get_textpage()
    raw, box, matrix = textpage.raw, pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    edges, at, turning = ctypes.byref(box), (ctypes.byref(x), ctypes.byref(y)), ctypes.byref(matrix)
    for index in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if code in _BLANKS or pdfium.FPDFText_IsGenerated(raw, index):
            continue
        if not (
            pdfium.FPDFText_GetLooseCharBox(raw, index, edges)
            and pdfium.FPDFText_GetCharOrigin(raw, index, *at)
        ):
            continue
        character = _character(code, made)
        if character is None or (code > _LATIN and pdfium.FPDFText_HasUnicodeMapError(raw, index) == 1):
            made.unreadable += 1
            character = "\ufffd"
        pdfium.FPDFText_GetMatrix(raw, index, turning)
        size = pdfium.FPDFText_GetFontSize(raw, index)
        placed = _box(character, (x.value, y.value), box, matrix, size)
        if placed is not None:
            yield character, *placed
    textpage.close()


def _box(
    character: str, at: tuple[float, float], box: Any, matrix: Any, size: float
) -> tuple[Turn | None, Box] | None:
    """The direction and the box of a character: on its base line, as high as its font, as wide as it says.

    What the library gives as a box is for some fonts that of the ink, in which “一” is as high as a dash.
    """
    along, up = math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)
    high = size * up
    if not (along and up and math.isfinite(high) and 0.5 < high < _TALLEST):
        return None
    u, v = (matrix.a / along, matrix.b / along), (matrix.c / up, matrix.d / up)
    wide = abs((box.right - box.left) * u[0]) + abs((box.top - box.bottom) * u[1])
    if ord(character) >= _WIDE_FROM and not 0x3000 <= ord(character) < 0x3020:
        wide = max(wide, 0.9 * size * along)
    if not 0 < wide < _TALLEST * 2:
        return None
    turn = (round(u[0]), round(u[1]))
    straight = abs(u[0]) + abs(u[1]) < 1.05 and turn in {(1, 0), (-1, 0), (0, 1), (0, -1)}
    corners = [
        (at[0] + s * v[0] * high + w * u[0], at[1] + s * v[1] * high + w * u[1])
        for s in (-0.12, 0.88)
        for w in (0.0, wide)
    ]
    xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return (turn if straight else None), (min(xs), min(ys), max(xs), max(ys))


_LATIN = 0xFF
_WIDE_FROM = 0x2E80
_TALLEST = 400.0
_BLANKS = frozenset({0x20, 0x09, 0x0A, 0x0D, 0xA0, 0x3000, 0x200B, 0xFEFF})


def _character(code: int, made: Page) -> str | None:
    """The character of a code; None where it says nothing: no mapping, private use, half a pair."""
    if code in {0, 0xFFFD, 0xFFFE, 0xFFFF} or code < 0x20 or 0x7F <= code < 0xA0:
        return None
    if 0xD800 <= code < 0xE000 or 0xE000 <= code < 0xF900 or code > 0x10FFFF or code >= 0xF0000:
        return None
    character = chr(code)
    if 0x2E80 <= code < 0x2FE0 or 0xF900 <= code < 0xFB00:
        plain = _RADICALS.get(character) or unicodedata.normalize("NFKC", character)
        made.forms += plain != character
        return plain
    return character


def _objects(page: Any, made: Page, place: Callable[[float, float, float, float], Box]) -> None:
    """Ruled lines, for tables, and whether a picture covers the page."""
    area = made.width * made.height or 1.0
    raw, count = page.raw, pdfium.FPDFPage_CountObjects(page.raw)
    edges = [ctypes.c_float() for _ in range(4)]
    pointers = [ctypes.byref(edge) for edge in edges]
    for index in range(min(count, _MOST_OBJECTS)):
        element = pdfium.FPDFPage_GetObject(raw, index)
        kind = pdfium.FPDFPageObj_GetType(element)
        if kind not in {pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM}:
            continue
        if not pdfium.FPDFPageObj_GetBounds(element, *pointers):
            continue
        x0, y0, x1, y1 = place(*(edge.value for edge in edges))
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            covered = max(0.0, min(x1, made.width) - max(x0, 0)) * max(0.0, min(y1, made.height) - max(y0, 0))
            made.scanned = made.scanned or covered > area * _LARGE
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            made.rules += _edges(element, x0, y0, x1, y1)


def _edges(element: Any, x0: float, y0: float, x1: float, y1: float) -> Iterator[Rule]:
    """The straight edges that a path draws: a line, a thin box, or the four sides of a box."""
    wide, high = x1 - x0, y1 - y0
    if high <= _THIN and wide > _THIN * 2:
        yield Rule(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
    elif wide <= _THIN and high > _THIN * 2:
        yield Rule((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)
    elif wide > _THIN and high > _THIN and pdfium.FPDFPath_CountSegments(element) in {4, 5}:
        yield Rule(x0, y0, x1, y0)
        yield Rule(x0, y1, x1, y1)
        yield Rule(x0, y0, x0, y1)
        yield Rule(x1, y0, x1, y1)
