"""Mojibake: text that was read in the wrong encoding once before, and saved like that.

It is undone only where that is certain and complete: every damaged line turns back into bytes without loss, the
bytes are legal in the right encoding, and ordinary Chinese comes out. Otherwise the text stays as it is and the
damage is named.
"""

from __future__ import annotations

from dataclasses import dataclass

from gongwen.convert.readers.decode import plausibility

_PAIRS = (
    # (read as, is really)
    ("gb18030", "utf-8"),
    ("cp1252", "utf-8"),
    ("latin-1", "utf-8"),
    ("latin-1", "gb18030"),
    ("cp1252", "gb18030"),
    ("gb18030", "big5hkscs"),
    ("big5hkscs", "gb18030"),
    ("big5hkscs", "utf-8"),
    ("koi8-r", "utf-8"),
    ("cp1251", "utf-8"),
)
_NAMES = {
    "utf-8": "UTF-8",
    "gb18030": "GB18030",
    "cp1252": "西欧编码",
    "latin-1": "西欧编码",
    "big5hkscs": "Big5",
    "koi8-r": "俄文编码",
    "cp1251": "俄文编码",
}
_ORDINARY = 0.42
"""Running Chinese reaches this share of very common characters; text in the wrong encoding stays far below."""
_GAIN = 0.25
_GLANCE = 80
"""So many characters tell whether a line is Chinese at all."""
_BEYOND_REPAIR = ("锟斤拷", "烫烫烫", "屯屯屯")
"""What is left where bytes were replaced before they were read again: nothing can bring them back."""


@dataclass(frozen=True, slots=True)
class Undone:
    """A text after the attempt.

    Attributes:
        text: the text, turned back where that was certain.
        lines: how many lines were turned back; 0 where none.
        note: what had happened to it, in Chinese; empty where nothing.
        sample: words that are still damaged; empty where none are.
    """

    text: str
    lines: int = 0
    note: str = ""
    sample: str = ""


def undo(text: str) -> Undone:
    """Turn mojibake back into what it was, all of it or nothing."""
    rows = text.split("\n")
    odd = [index for index, row in enumerate(rows) if _is_odd(row)]
    lost = next((mark for mark in _BEYOND_REPAIR if mark in text), "")
    if sum(len(rows[index].strip()) for index in odd) < 12:
        return Undone(text, note="有字节在转码时已经丢失，无法还原" if lost else "", sample=lost)
    suspect = ""
    for wrong, right in _PAIRS:
        turned = {index: _turned(rows[index], wrong, right) for index in odd}
        mended = {
            index: row for index, row in turned.items() if row is not None and _is_better(row, rows[index])
        }
        note = f"{_NAMES[right]} 的文字曾被当作{_NAMES[wrong]}读取"
        if len(mended) == len(odd) and not lost:
            # Short lines beside them look like nothing in particular; they were read the same way.
            for index, row in enumerate(rows):
                again = _turned(row, wrong, right) if index not in mended and not row.isascii() else None
                if again is not None and plausibility(again) > plausibility(row):
                    mended[index] = again
            joined = "\n".join(mended.get(index, row) for index, row in enumerate(rows))
            return Undone(joined, len(mended), note + "，已整体还原")
        if len(mended) * 2 >= len(odd) and not suspect:
            suspect = note + "，不能完整还原，照录"
    if not suspect and not lost and any(_is_jumble(rows[index]) for index in odd):
        suspect = "文字像是读错了编码，不能还原，照录"
    if not suspect and not lost:
        return Undone(text)
    # A long line is the text's; short ones may be a title, whose marks don't stay.
    longest = max((rows[index].strip() for index in odd), key=len)
    return Undone(text, 0, suspect or "有字节在转码时已经丢失，无法还原", lost or longest[:16])


def _is_odd(row: str) -> bool:
    row = row.strip()
    return len(row) >= 6 and not row.isascii() and plausibility(row[:_GLANCE]) < _ORDINARY / 2


def _is_jumble(row: str) -> bool:
    """Whether letters of an alphabet stand between signs for drawing boxes: no language is written so."""
    return sum("\u2500" <= char <= "\u259f" for char in row) * 8 > len(row.strip()) and any(
        char.isalpha() for char in row
    )


def _is_better(row: str, before: str) -> bool:
    after = plausibility(row)
    return after >= _ORDINARY * (0.6 if len(row) < 12 else 0.9) and after >= plausibility(before) + _GAIN


def _turned(row: str, wrong: str, right: str) -> str | None:
    try:
        # Windows reads the byte 80, which is half of many characters in UTF-8, as a euro sign.
        data = (
            b"\x80".join(part.encode(wrong) for part in row.split("€"))
            if wrong == "gb18030"
            else row.encode(wrong)
        )
        return data.decode(right)
    except UnicodeError:
        return None
