"""Scans, where the extra is installed: our own page, degraded, comes out with at most one character in a hundred wrong."""

from __future__ import annotations

import io
import subprocess
from difflib import SequenceMatcher
from pathlib import PurePath

import pytest

import one_text
import pdf_writer
from gongwen.convert.readers import parse

pytest.importorskip("rapidocr", reason="the extra “ocr” isn't installed")
pytest.importorskip("onnxruntime", reason="the extra “ocr” isn't installed")


def font() -> str:
    found = subprocess.run(
        ["fc-match", "-f", "%{file}", "Noto Serif CJK SC"], capture_output=True, text=True, check=False
    )
    if "CJK" not in found.stdout:
        pytest.skip("no Chinese font to draw a page with")
    return found.stdout


def scan() -> bytes:
    """The first page as a scanner gives it: turned, blurred, with a seal over the text."""
    from PIL import Image, ImageDraw, ImageFilter, ImageFont

    image = Image.new("RGB", (1240, 1754), (250, 248, 240))
    draw = ImageDraw.Draw(image)
    for x, y, size, text in one_text.set_on_pages(one_text.NOTICE).sheets[0].words:
        scaled = ImageFont.truetype(font(), int(size * 150 / 72))
        draw.text((x * 150 / 72, (pdf_writer.A4[1] - y - size) * 150 / 72), text, (20, 20, 20), scaled)
    image = image.rotate(0.7, fillcolor=(250, 248, 240)).filter(ImageFilter.GaussianBlur(0.6))
    ImageDraw.Draw(image).ellipse((700, 1000, 960, 1260), outline=(220, 30, 30), width=9)
    target = io.BytesIO()
    image.save(target, "JPEG", quality=45)
    return target.getvalue()


def test_a_degraded_page() -> None:
    draft, format_, _ = parse(scan(), PurePath("a.jpg"))
    words = "".join(text for *_, text in one_text.set_on_pages(one_text.NOTICE).sheets[0].words[1:])
    read = "".join(draft.text.split()).translate(str.maketrans("():,;[].", "（）：，；〔〕．"))
    words = words.translate(str.maketrans(".", "．"))
    matcher = SequenceMatcher(None, words, read, autojunk=False)
    wrong = sum(max(b - a, d - c) for kind, a, b, c, d in matcher.get_opcodes() if kind != "equal")
    assert wrong <= len(words) / 100
    assert [name for name, _ in draft.asks] == ["body"]
    assert format_ == "picture"
