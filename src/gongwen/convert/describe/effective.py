"""From when a rule applies, and whether it still does."""

from __future__ import annotations

import re

from gongwen.convert.describe.date import STAMP, enactments, to_edtf
from gongwen.convert.describe.evidence import Found
from gongwen.convert.describe.reading import Reading, Sources
from gongwen.records.edtf import Edtf
from gongwen.records.vocabulary import RULE_TYPES
from gongwen.text import shapes

_EFFECTIVE = re.compile(r"自\s*(?P<date>[^，。；（）]{4,20}?)\s*起(?:正式)?(?:施行|实施|生效|执行|试行|施用)")
_IN_NOTE = re.compile(r"(?P<date>\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)\s*起?(?:施行|实施|生效)")
_AT_ONCE = re.compile(r"自\s*(?:发布|公布|颁布|印发)之日起(?:施行|实施|生效|执行|试行)")


def _places(reading: Reading) -> list[str]:
    paragraphs = reading.outline.paragraphs
    return [paragraph.text for paragraph in (*paragraphs[:3], *paragraphs[-6:])]


def _in_text(reading: Reading) -> Found[Edtf] | None:
    for text in _places(reading):
        match = _EFFECTIVE.search(text)
        if match and (day := to_edtf(shapes.DATE.search(match["date"]))):
            return Found(day, text=match[0])
    return None


def _in_note(reading: Reading) -> Found[Edtf] | None:
    for note in reading.notes:
        match = _IN_NOTE.search(note)
        if match and (day := to_edtf(shapes.DATE.search(match["date"]))):
            return Found(day, text=match[0])
    return None


def _at_once(reading: Reading) -> Found[Edtf] | None:
    """From the day of publication; a revised text has been in force since it was first promulgated."""
    if reading.date is None or reading.doc_type not in RULE_TYPES:
        return None
    for text in _places(reading):
        if match := _AT_ONCE.search(text):
            first = min(
                (day for note in reading.notes for day in enactments(note)), key=str, default=reading.date
            )
            return Found(first, text=match[0])
    return None


def _on_page(reading: Reading) -> Found[Edtf] | None:
    stated = reading.facts.fact_effective
    day = to_edtf(STAMP.search(stated)) if stated else None
    return Found(day, "source", stated, "网页著录的施行日期") if day else None


EFFECTIVE: Sources[Edtf] = (
    ("条文", _in_text),
    ("题注", _in_note),
    ("公布之日", _at_once),
    ("网页著录", _on_page),
)

_STATUSES = {
    "有效": "in force", "现行有效": "in force", "现行": "in force", "已修改": "amended", "已被修改": "amended", "修改": "amended",
    "失效": "expired", "已失效": "expired", "废止": "repealed", "已废止": "repealed",
}  # fmt: skip


def _status_on_page(reading: Reading) -> Found[str] | None:
    stated = reading.facts.fact_status
    status = _STATUSES.get(stated)
    return Found(status, "source", stated, "网页著录的效力") if status else None


STATUS: Sources[str] = (("网页著录", _status_on_page),)
