"""The date of a document, which date it is, and what it rests on.

The document's own date comes before the date of publication, that before the date of the event it reports.
A year that the text doesn't give is inferred only from evidence: a campaign that the text says was started
“this February”, or a year that is part of a name in the text.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gongwen.archive import Archive
from gongwen.convert.describe.evidence import Found
from gongwen.convert.draft import Draft
from gongwen.convert.outline import Outline
from gongwen.convert.repair import patterns
from gongwen.edtf import Edtf
from gongwen.names.matcher import Mention
from gongwen.vocabulary import DateKind

_STAMP = re.compile(r"(?P<y>(?:19|20)\d{2})\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})")
_MONTH_DAY = re.compile(r"(?<![\d年])(?P<m>\d{1,2})月(?P<d>\d{1,2})日")
_FUTURE = re.compile(r"(?:将于|拟于|定于|预计|计划于|截至|截止|自|从|至|到)$")
_PAST = re.compile(r"(?:早在|曾于|以来|已于)$")
_ENACTED = re.compile(r"(?:通过|公布|发布|批准|颁布|印发|修订|修正)")
_EFFECTIVE = re.compile(r"自\s*(?P<date>[^，。；（）]{4,20}?)\s*起(?:施行|实施|生效|执行)")
_AT_ONCE = re.compile(r"自\s*(?:发布|公布|颁布|印发)之日起(?:施行|实施|生效|执行)")
_THIS_YEAR = re.compile(
    r"今年(?P<m>\d{1,2})月(?:\d{1,2}日|份|初|中旬|底|下旬|上旬)?[^，。；]{0,10}?(?:启动|开展|部署|举办|召开|发布|印发|出台|成立)"
)
_YEAR_IN_TEXT = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=年|[“‘·]|\s*年)")
_DIGITS = {
    char: value
    for value, chars in enumerate(("〇零○O0", "一1", "二2", "三3", "四4", "五5", "六6", "七7", "八8", "九9"))
    for char in chars
}


@dataclass(frozen=True, slots=True)
class Dated:
    """A date with its kind."""

    date: Edtf
    kind: DateKind


def chinese_number(text: str) -> int | None:
    """A number up to 99 or a year in Chinese or Arabic numerals: 二十一, 二〇一六, 16."""
    text = text.strip()
    if text.isdigit() and text.isascii():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        high = _DIGITS.get(tens, 1 if not tens else None)
        low = _DIGITS.get(ones, 0 if not ones else None)
        return None if high is None or low is None else high * 10 + low
    digits = [_DIGITS.get(char) for char in text]
    if not digits or any(digit is None for digit in digits):
        return None
    return int("".join(str(digit) for digit in digits))


def to_edtf(match: re.Match[str] | None) -> Edtf | None:
    """The date of a match with groups y, m, d; None for days that don't exist."""
    if match is None:
        return None
    year, month, day = (chinese_number(match[group]) for group in "ymd")
    return None if year is None or month is None or day is None else _edtf(year, month, day)


def _edtf(year: int, month: int, day: int) -> Edtf | None:
    try:
        return Edtf(datetime.date(year, month, day).isoformat())
    except ValueError:
        return None


def find_date(
    outline: Outline, draft: Draft, doc_type: str, mentions: Sequence[Mention], archive: Archive
) -> Found[Dated] | None:
    """The document's date, by the order document, publication, event."""
    return (
        _own_date(outline)
        or _publication(draft)
        or (_event(outline, mentions, archive) if doc_type in {"新闻报道", "发布会实录", "其他"} else None)
    )


def _own_date(outline: Outline) -> Found[Dated] | None:
    for line in outline.head:
        if line.kind == "date" and (date := to_edtf(patterns.DATE.search(line.text))):
            return Found(Dated(date, "document"), text=line.text)
    paragraphs = outline.paragraphs
    for paragraph in paragraphs[:3]:
        note = paragraph.text
        if note.startswith(("（", "(")) and note.endswith(("）", ")")) and _ENACTED.search(note):
            date = to_edtf(patterns.DATE.search(note))
            if date:
                return Found(Dated(date, "document"), text=note.strip("（）()"))
    for paragraph in reversed(paragraphs[-8:]):
        tail = paragraph.text.strip()
        if patterns.is_date_line(tail) and (date := to_edtf(patterns.DATE.search(tail))):
            return Found(Dated(date, "document"), text=tail)
    return None


def _publication(draft: Draft) -> Found[Dated] | None:
    for removed in draft.removed:
        if removed.kind == "dateline" and (date := to_edtf(_STAMP.search(removed.text))):
            return Found(Dated(date, "publication"), text=removed.text)
    return None


def _event(outline: Outline, mentions: Sequence[Mention], archive: Archive) -> Found[Dated] | None:
    lead = "".join(paragraph.text for paragraph in outline.paragraphs[:2])[:400]
    for match in patterns.DATE.finditer(lead):
        if not _FUTURE.search(lead[: match.start()]) and (date := to_edtf(match)):
            return Found(Dated(date, "event"), text=match[0])
    for match in _MONTH_DAY.finditer(lead):
        before = lead[: match.start()]
        if _FUTURE.search(before) or _PAST.search(before):
            continue
        year = infer_year(outline, mentions, archive)
        if year is None:
            return None
        date = _edtf(year.value, int(match["m"]), int(match["d"]))
        if date:
            return Found(Dated(date, "event"), "inferred", year.text, year.note, doubtful=True)
    return None


def infer_year(outline: Outline, mentions: Sequence[Mention], archive: Archive) -> Found[int] | None:
    """The year of a text that gives only month and day, with its evidence; None where there is none.

    First a campaign that began “this year” in a named month, as its record says; then a year that stands in the
    text, where it is the only one.
    """
    text = outline.text
    for match in _THIS_YEAR.finditer(text):
        for mention in mentions:
            if mention.kind != "campaign" or not match.end() <= mention.start <= match.end() + 20:
                continue
            year = _start_in_month(archive, mention, int(match["m"]))
            if year:
                words = text[match.start() : mention.end]
                name = archive.campaigns[mention.id or ""].label
                return Found(year, "inferred", words, f"据行动记录，{name}始于{year}年{match['m']}月")
    spans = [(mention.start, mention.end) for mention in mentions if mention.cited]
    years = Counter(
        match[1]
        for match in _YEAR_IN_TEXT.finditer(text)
        if not any(a <= match.start() < b for a, b in spans)
    )
    if len(years) == 1:
        year_text = next(iter(years))
        position = text.index(year_text)
        start = max(0, position - 2)
        return Found(int(year_text), "inferred", text[start : position + 16], "文中只出现这一个年份")
    return None


def _start_in_month(archive: Archive, mention: Mention, month: int) -> int | None:
    record = archive.campaigns.get(mention.id or "")
    if record is not None and record.start is not None and record.start.month == month:
        return record.start.year
    return None


def find_effective(outline: Outline, date: Edtf | None) -> Found[Edtf] | None:
    """The day from which a rule applies, from its last articles or the note under its title."""
    places: Iterable[str] = [p.text for p in (*outline.paragraphs[:3], *outline.paragraphs[-6:])]
    for text in places:
        match = _EFFECTIVE.search(text)
        if match and (day := to_edtf(patterns.DATE.search(match["date"]))):
            return Found(day, text=match[0])
    for text in places:
        if date is not None and (match := _AT_ONCE.search(text)):
            return Found(date, text=match[0])
    return None


def plausible(
    date: Edtf, issuers: Sequence[str], archive: Archive, today: datetime.date | None
) -> str | None:
    """Why `date` can't be right; None where nothing speaks against it."""
    if today is not None and date.first > today:
        return "日期在将来"
    agencies: Mapping[str, object] = archive.agencies
    for issuer in issuers:
        agency = archive.agencies.get(issuer) if issuer in agencies else None
        if agency and agency.founded and date.last < agency.founded.first:
            return f"早于{agency.label}设立"
        if agency and agency.dissolved and date.first > agency.dissolved.last:
            return f"晚于{agency.label}撤销"
    return None
