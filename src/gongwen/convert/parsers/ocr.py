"""Scanned pages and pictures: text by recognition, lines made as those of a PDF. Needs the extra ``ocr``.

Every page is up for review, and lines that the recognition isn't sure of are doubts. A red seal over a date hides it;
in the red part of the picture's colours the seal is as white as the paper, and the black text stays. The letterhead is
red too, so the upper part of the first page is read as it is.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from statistics import median
from typing import Any

import numpy
import pypdfium2
from PIL import Image, ImageFilter, ImageSequence, UnidentifiedImageError

from gongwen.convert.parsers import pdf_layout
from gongwen.convert.parsers.pdf_lines import Glyph, Page
from gongwen.convert.parsers.values import Parsed, Refused
from gongwen.messages import message

DOTS = 200
"""Dots to the inch at which pages are drawn: at more, recognition is slower and no better."""
MOST_PAGES = 60
_MOST_DOTS = 40_000_000
_LETTERHEAD = 0.36
_SURE = 0.85
_FEWEST = 10
_LONGEST = 3000


def parse(data: bytes) -> Parsed:
    """Read the scanned pages of a PDF, or a picture.

    Raises:
        Refused: it can't be opened, has too many pages, or no text is found.
    """
    engine = _engine()
    pages: list[Page] = []
    doubts: list[tuple[str, str]] = []
    for number, image in enumerate(_images(data)):
        page, unsure = _recognised(engine, image, first=number == 0)
        pages.append(page)
        doubts += [(text, f"第 {number + 1} 页，识别的把握只有 {score:.0%}") for text, score in unsure]
    if sum(len(page.glyphs) for page in pages) < _FEWEST:
        raise Refused(message("扫描件里认不出文字"), message("找清楚些的扫描件，或文字版"))
    parsed = pdf_layout.parsed(pages)
    parsed.doubts += doubts
    parsed.asks.append(("body", f"由文字识别得出，{len(pages)} 页都要与原件核对"))
    return parsed


def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical"})


def _images(data: bytes) -> Iterator[Any]:
    """The pages as pictures."""
    if b"%PDF-" in data[:1024]:
        document = pypdfium2.PdfDocument(data)
        if len(document) > MOST_PAGES:
            raise Refused(
                message(
                    "扫描件有 {count} 页，一次识别至多 {most} 页",
                    count=len(document),
                    most=MOST_PAGES,
                ),
                message("拆开后再转换"),
            )
        for number in range(len(document)):
            page = document[number]
            scale = min(DOTS / 72, math.sqrt(_MOST_DOTS / max(1.0, page.get_width() * page.get_height())))
            yield page.render(scale=scale).to_pil().convert("RGB")
        return
    Image.MAX_IMAGE_PIXELS = _MOST_DOTS
    try:
        picture = Image.open(io.BytesIO(data))
        for number, frame in enumerate(ImageSequence.Iterator(picture)):
            if number >= MOST_PAGES:
                raise Refused(message("图片有 {most} 页以上", most=MOST_PAGES), message("拆开后再转换"))
            image = frame.convert("RGB")
            image.thumbnail((_LONGEST, _LONGEST))
            yield image
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        raise Refused(
            message("图片损坏或过大，打不开"), message("重新下载，或用看图软件打开后另存")
        ) from None


def _without_seal(image: Any, *, first: bool) -> Any:
    """The picture in grey, a red seal left out, the letterhead kept."""
    colours = numpy.asarray(image)
    grey = colours[:, :, 0].copy()
    if first:
        top = int(grey.shape[0] * _LETTERHEAD)
        grey[:top] = colours[:top].min(axis=2)
    return numpy.stack([grey] * 3, axis=2)


_SPECKED = 0.002
_DARK, _STANDS_OUT = 140, 40


def _without_specks(image: Any) -> Any:
    """The picture without the specks of a dirty scan, which hide small marks; as it is where there are few.

    They are told from text by standing where no ink is near: smoothing a clean page would cost thin strokes.
    """
    smooth = image.filter(ImageFilter.MedianFilter(3))
    before, after = (numpy.asarray(picture.convert("L")).astype(int) for picture in (image, smooth))
    ink = Image.fromarray(((after < _DARK) * 255).astype("uint8")).filter(ImageFilter.MaxFilter(9))
    specks = (after - before > _STANDS_OUT) & (numpy.asarray(ink) == 0)
    return smooth if specks.mean() > _SPECKED else image


def _recognised(engine: Any, image: Any, *, first: bool) -> tuple[Page, list[tuple[str, float]]]:
    """A page with the recognised characters, and the lines that aren't sure."""
    found = engine(_without_seal(_without_specks(image), first=first))
    unit = 72 / DOTS
    page = Page(image.width * unit, image.height * unit)
    if found.boxes is None or found.txts is None:
        return page, []
    boxes = [[(float(x) * unit, float(y) * unit) for x, y in box] for box in found.boxes]
    slope = _slope(boxes)
    for box, text in zip(boxes, found.txts, strict=True):
        _place(page, box, text.strip(), slope)
    scores = found.scores or [1.0] * len(boxes)
    return page, [(text, score) for text, score in zip(found.txts, scores, strict=True) if score < _SURE]


def _slope(boxes: list[list[tuple[float, float]]]) -> float:
    """How much the page is turned, by its wide lines."""
    slopes = [(b[1][1] - b[0][1]) / (b[1][0] - b[0][0]) for b in boxes if b[1][0] - b[0][0] > 100]
    return median(slopes) if slopes else 0.0


def _place(page: Page, box: list[tuple[float, float]], text: str, slope: float) -> None:
    """Put the characters of a line side by side where it stands."""
    left, right = min(x for x, _ in box), max(x for x, _ in box)
    widths = [0.5 if character.isascii() else 1.0 for character in text]
    if not text or right <= left:
        return
    em = (right - left) / sum(widths)
    middle = sum(y for _, y in box) / 4 - slope * (left + right) / 2
    at = left
    for character, width in zip(text, widths, strict=True):
        if not character.isspace():
            page.glyphs.append(Glyph(character, at, middle - em / 2, at + width * em, middle + em / 2))
        at += width * em
