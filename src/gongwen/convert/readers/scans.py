"""Scans and pictures: read by recognition where the extra ``ocr`` is installed, else a refusal that says how to get it."""

from __future__ import annotations

from importlib.util import find_spec

from gongwen.convert.model import Draft
from gongwen.convert.readers import apart
from gongwen.errors import ReadError
from gongwen.messages import message

SECONDS = 1800
"""Half a minute to a page, on a machine that does other things too."""
MEMORY = 8 * 2**30
ADVICE = message("装上文字识别（uv sync --extra ocr，约 400 MB）后再试，或找文字版")


def installed() -> bool:
    """Whether recognition is there; asked without loading it."""
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


def read(data: bytes, problem: str) -> Draft:
    """Read a scan.

    Args:
        data: a PDF or a picture.
        problem: what is wrong with it where recognition isn't there.

    Raises:
        ReadError: recognition isn't installed, or finds nothing.
    """
    if not installed():
        raise ReadError(problem, advice=ADVICE)
    return apart.draft(apart.run("ocr", data, message("扫描件"), seconds=SECONDS, memory=MEMORY))
