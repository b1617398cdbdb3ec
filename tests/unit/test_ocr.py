"""Scans, where the extra is installed: our own pages, degraded, come out with at most one character in a hundred wrong."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import PurePath

import pytest

import scanned
from gongwen.convert.readers import parse

pytest.importorskip("rapidocr", reason="the extra “ocr” isn't installed")
pytest.importorskip("onnxruntime", reason="the extra “ocr” isn't installed")
if scanned.font() is None:
    pytest.skip("no Chinese font to draw a page with", allow_module_level=True)


@pytest.mark.parametrize("name", scanned.PAGES)
def test_degraded_pages(name: str) -> None:
    scan = scanned.PAGES[name]()
    draft, format_, _ = parse(scanned.jpeg(scan), PurePath("a.jpg"))
    right, read = scanned.plain(scan.said), scanned.plain(draft.text)
    matcher = SequenceMatcher(None, right, read, autojunk=False)
    wrong = sum(max(b - a, d - c) for kind, a, b, c, d in matcher.get_opcodes() if kind != "equal")
    assert wrong <= len(right) / 100, read
    assert [field for field, _ in draft.asks] == ["body"]
    assert format_ == "picture"
