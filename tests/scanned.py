"""Pages of our own words as scanners give them: turned, noisy, with a seal, in columns, with a table; and what stands on them."""

from __future__ import annotations

import io
import random
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import one_text
import pdf_writer
from pdf_writer import Sheet

DOTS = 150
_SCALE = DOTS / 72
PAPER, INK, RED = (250, 248, 240), (25, 25, 25), (215, 30, 30)


@cache
def font() -> str | None:
    """A font with Chinese characters; None where there is none."""
    found = subprocess.run(
        ["fc-match", "-f", "%{file}", "Noto Serif CJK SC"], capture_output=True, text=True, check=False
    )
    return found.stdout if "CJK" in found.stdout else None


@dataclass
class Scan:
    """A page: its words, which are red, and what is done to it after it was drawn."""

    sheet: Sheet
    red: int = 0
    degrees: float = 0.0
    blur: float = 0.4
    noise: int = 0
    seal: bool = False
    grey: bool = False
    quality: int = 55
    said: str = field(default="")

    def __post_init__(self) -> None:
        self.said = self.said or "".join(text for *_, text in self.sheet.words)


def _image(scan: Scan) -> Any:
    from PIL import Image, ImageDraw, ImageFilter, ImageFont

    image = Image.new("RGB", (1240, 1754), PAPER)
    draw = ImageDraw.Draw(image)
    for x0, y0, x1, y1 in scan.sheet.rules:
        ends = [(x * _SCALE, (842 - y) * _SCALE) for x, y in ((x0, y0), (x1, y1))]
        draw.line(ends, INK, 2)
    for number, (x, y, size, text) in enumerate(scan.sheet.words):
        for at, character in _places(x, size, text):
            draw.text(
                (at * _SCALE, (842 - y - size) * _SCALE), character, RED if number < scan.red else INK,
                ImageFont.truetype(font() or "", int(size * _SCALE)),
            )  # fmt: skip
    if scan.seal:
        _seal(image, scan.sheet.words[-1])
    image = image.rotate(scan.degrees, fillcolor=PAPER, resample=Image.Resampling.BICUBIC)
    image = image.filter(ImageFilter.GaussianBlur(scan.blur))
    random_ = random.Random(5)
    for _ in range(scan.noise):
        image.putpixel((random_.randrange(image.width), random_.randrange(image.height)), (60, 60, 60))
    return image.convert("L") if scan.grey else image


def _places(x: float, size: float, text: str) -> list[tuple[float, str]]:
    found, at = [], x
    for character in text:
        found.append((at, character))
        at += size * (0.5 if character.isascii() else 1.0)
    return found


def _seal(image: Any, date: tuple[float, float, float, str]) -> None:
    """A ring and a star over the signature and the date."""
    from PIL import ImageDraw, ImageFont

    draw = ImageDraw.Draw(image)
    x, y = (date[0] + 40) * _SCALE, (842 - date[1] - 20) * _SCALE
    draw.ellipse((x - 130, y - 130, x + 130, y + 130), outline=RED, width=9)
    draw.text((x - 30, y - 36), "★", RED, ImageFont.truetype(font() or "", 60))


def jpeg(scan: Scan) -> bytes:
    """The page as a file."""
    target = io.BytesIO()
    _image(scan).save(target, "JPEG", quality=scan.quality)
    return target.getvalue()


def _notice(*, letterhead: bool = False) -> Sheet:
    """A short notice, set as official documents are."""
    sheet = Sheet()
    top = 740.0
    if letterhead:
        sheet.words.append((90, top - 20, 34, "江州市通信发展办公室文件"[:12]))
        top -= 80
    for part in one_text.NOTICE[:9] if letterhead else (*one_text.NOTICE[2:8], *one_text.NOTICE[-2:]):
        size, inset = (20.0, 2) if part.kind == "title" else (15.0, 0 if part.kind in {"to", "left"} else 2)
        measure = 420 / size
        for number, line in enumerate(pdf_writer.broken(part.text, measure, inset)):
            indent = 0 if number else inset * size
            if part.kind == "right":
                indent = 420 - size * (4 + pdf_writer.width(part.text))
            sheet.words.append((85 + indent, top, size, line))
            top -= size * 1.75
    return sheet


def _columns() -> Sheet:
    sheet = Sheet(words=[(190, 745, 20, "关于核对工作的通报")])
    left = (*one_text.NOTICE[3:8], one_text.NOTICE[9], one_text.NOTICE[10])
    right = (one_text.NOTICE[12], *one_text.NOTICE[13:15])
    for edge, parts in ((60, left), (310, right)):
        top = 700.0
        for part in parts:
            for number, line in enumerate(pdf_writer.broken(part.text, 17, 2)):
                sheet.words.append((edge + (0 if number else 26), top, 13, line))
                top -= 22
    return sheet


def _table() -> Sheet:
    page = one_text.set_on_pages((one_text.NOTICE[0], one_text.NOTICE[3], one_text.NOTICE[15]))
    sheet = page.sheets[0]
    sheet.words.pop(0)
    return sheet


PAGES: dict[str, Callable[[], Scan]] = {
    "letterhead": lambda: Scan(_notice(letterhead=True), red=1, degrees=0.7, quality=45),
    "noise": lambda: Scan(_notice(), degrees=-1.2, noise=9000, blur=0.7, grey=True),
    "seal": lambda: Scan(_notice(), seal=True, degrees=0.4),
    "columns": lambda: Scan(_columns(), degrees=0.5),
    "table": lambda: Scan(_table(), degrees=-0.3),
}


_ALIKE = str.maketrans("():,;[].", "（）：，；〔〕．")


def plain(text: str) -> str:
    """A text without white space, marks of half width as those of full width."""
    return "".join(text.split()).translate(_ALIKE)
