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
from itertools import pairwise

from gongwen.convert.describe.evidence import Found
from gongwen.convert.model import Draft
from gongwen.convert.outline import Outline
from gongwen.names.matcher import Mention
from gongwen.records.archive import Archive
from gongwen.records.edtf import Edtf
from gongwen.records.vocabulary import DateKind
from gongwen.text import shapes

_STAMP = re.compile(r"(?P<y>(?:19|20)\d{2})\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})")
_MONTH_DAY = re.compile(r"(?<![\d年])(?P<m>\d{1,2})月(?P<d>\d{1,2})日")
_FUTURE = re.compile(r"(?:将于|拟于|定于|预计|计划于|截至|截止|自|从|至|到)$")
_PAST = re.compile(r"(?:早在|曾于|以来|已于)$")
_ENACTED = re.compile(r"(?:通过|公布|发布|批准|颁布|印发|修订|修正)")
_EFFECTIVE = re.compile(r"自\s*(?P<date>[^，。；（）]{4,20}?)\s*起(?:正式)?(?:施行|实施|生效|执行|试行|施用)")
_EFFECTIVE_NOTE = re.compile(r"(?P<date>\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)\s*起?(?:施行|实施|生效)")
_AT_ONCE = re.compile(r"自\s*(?:发布|公布|颁布|印发)之日起(?:施行|实施|生效|执行|试行)")
_THIS_YEAR = re.compile(
    r"今年(?P<m>\d{1,2})月(?:\d{1,2}日|份|初|中旬|底|下旬|上旬)?[^，。；]{0,10}?(?:启动|开展|部署|举办|召开|发布|印发|出台|成立)"
)
_LAUNCHES = re.compile(r"(?:启动|开展|部署|举行|举办|召开|发起|实施|开幕)[^。；]{0,16}$")
_YEAR_IN_TEXT = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=年|[“‘·]|\s*年)")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date with its kind."""

    date: Edtf
    kind: DateKind


_ENGLISH = re.compile(
    r"\b(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (?P<d>\d{1,2}), (?P<y>(?:19|20)\d{2})\b"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _stamp(text: str) -> Edtf | None:
    """The day that a page's line gives: 2015-6-3, 2015/06/03, Jun 3, 2015."""
    english = _ENGLISH.search(text)
    if english:
        return _edtf(int(english["y"]), _MONTHS.index(english["month"]) + 1, int(english["d"]))
    return to_edtf(_STAMP.search(text))


def to_edtf(match: re.Match[str] | None) -> Edtf | None:
    """The date of a match with groups y, m, d; None for days that don't exist."""
    if match is None:
        return None
    year, month, day = (shapes.chinese_number(match[group]) for group in "ymd")
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
        or _stated(draft, "fact_written", "document", "网页著录的成文日期")
        or _publication(draft)
        or (_event(outline, mentions, archive) if doc_type in {"新闻报道", "发布会实录", "其他"} else None)
    )


def _own_date(outline: Outline) -> Found[Dated] | None:
    for line in outline.head:
        if line.kind == "date" and (date := _day_or_month(line.text)):
            return Found(Dated(date, "document"), text=line.text)
    for note in notes(outline):
        date = _enacted(note)
        if date:
            return Found(Dated(date, "document"), text=note.strip("（）()"))
    for paragraph in outline.paragraphs[:3]:
        if delivered := _DELIVERED.match(paragraph.text.strip()):
            date = to_edtf(shapes.DATE.search(delivered[0]))
            if date:
                return Found(Dated(date, "document"), text=paragraph.text)
    for paragraph in reversed(outline.paragraphs[-_TAIL:]):
        tail = paragraph.text.strip()
        if shapes.is_date_line(tail) and (date := to_edtf(shapes.DATE.search(tail))):
            return Found(Dated(date, "document"), text=tail)
        signed = _SIGNED.search(tail)
        if signed and (date := to_edtf(shapes.DATE.search(signed["date"]))):
            return Found(Dated(date, "document"), text=tail)
    for before, paragraph in pairwise(outline.paragraphs):
        # Signed, and attachments come after.
        if shapes.is_date_line(paragraph.text) and shapes.is_signature(before.text):
            date = to_edtf(shapes.DATE.search(paragraph.text))
            if date and not shapes.ends_sentence(before.text):
                return Found(Dated(date, "document"), text=paragraph.text)
    for paragraph in outline.paragraphs[:8]:
        # The day on which an order was signed, before what it promulgates.
        if shapes.is_date_line(paragraph.text) and (date := to_edtf(shapes.DATE.search(paragraph.text))):
            return Found(Dated(date, "document"), text=paragraph.text)
    return None


_ANY_DATE = shapes.DATE.pattern.replace("?P<y>", "?:").replace("?P<m>", "?:").replace("?P<d>", "?:")
_TAIL = 12
_DELIVERED = re.compile(rf"(?:[—―-]{{1,2}}|[（(])\s*{_ANY_DATE}\s*(?:上午|下午)?\s*[在于][^。；]{{2,60}}$")
"""A report's or a speech's subtitle: ——2013年1月28日在某会议上."""
_SIGNED = re.compile(rf"^[^。；：，]{{2,40}}?\s*[（(]?(?P<date>{_ANY_DATE})[）)]?$")


def _day_or_month(text: str) -> Edtf | None:
    day = to_edtf(shapes.DATE.search(text))
    if day is not None:
        return day
    match = re.search(
        r"(?P<y>[\d一二九〇零○]{4})\s*年\s*(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})\s*月", text
    )
    if match is None:
        return None
    year, month = shapes.chinese_number(match["y"]), shapes.chinese_number(match["m"])
    if year is None or month is None or not (1900 <= year <= 2100 and 1 <= month <= 12):
        return None
    return Edtf(f"{year:04d}-{month:02d}")


def notes(outline: Outline) -> list[str]:
    """Notes under the title (题注): in brackets, on one line or several, or a bare line “…会议通过”."""
    found: list[str] = []
    current = ""
    last_bare = -2
    for index, paragraph in enumerate(outline.paragraphs[:8]):
        text = paragraph.text.strip()
        if current:
            current += " " + text
        elif text.startswith(("（", "(")) and (_ENACTED.search(text) or shapes.DATE.search(text)):
            current = text
        elif (
            len(text) < 160
            and not shapes.ends_sentence(text)
            and shapes.DATE.match(text.removeprefix("根据").lstrip())
            and _ENACTED.search(text)
        ):
            if last_bare == index - 1:
                found[-1] += " " + text
            else:
                found.append(text)
            last_bare = index
        if current.endswith(("）", ")")):
            found.append(current)
            current = ""
    return found


def _enacted(note: str) -> Edtf | None:
    """The day of the last passing or revision that a note under the title names; not the day of effect."""
    found = _enactments(note)
    # Two courts may pass a text on different days; it is theirs together from the later one on.
    return max(found, key=str) if found else None


def _enactments(note: str) -> list[Edtf]:
    matches = list(shapes.DATE.finditer(note))
    dates = []
    for index, match in enumerate(matches):
        after = note[match.end() : matches[index + 1].start() if index + 1 < len(matches) else len(note)]
        before = note[: match.start()].rstrip()
        if after.endswith("、"):
            after = note[match.end() :]  # 某日甲会议、某日乙会议通过
        if before.endswith("自") or re.match(r"\s*起", after) or not _ENACTED.search(after):
            continue
        date = to_edtf(match)
        if date:
            dates.append(date)
    return dates


def _publication(draft: Draft) -> Found[Dated] | None:
    best: tuple[int, Found[Dated]] | None = None
    for removed in draft.removed:
        if removed.kind == "dateline" and (date := _stamp(removed.text)):
            # A line that says what it dates, or gives the hour, before the day in a newspaper's head.
            rank = (
                2
                if _PUBLISHED.search(removed.text)
                else 1
                if ":" in removed.text or "：" in removed.text
                else 0
            )
            if best is None or rank > best[0]:
                best = rank, Found(Dated(date, "publication"), text=removed.text)
    if best is not None and best[0] > 0:
        return best[1]
    stated = _stated(draft, "fact_published", "publication", "网页著录的发布日期") or _stated(
        draft, "published", "publication", "网页元数据中的发布日期"
    )
    return stated or (best[1] if best else None)


_PUBLISHED = re.compile(r"(?:发布|發布|发表|公布|见报|刊发|发稿)(?:时间|日期|時間)")


def _stated(draft: Draft, hint: str, kind: DateKind, note: str) -> Found[Dated] | None:
    text = draft.hints.get(hint, "")
    date = _stamp(text) or to_edtf(shapes.DATE.search(text))
    return Found(Dated(date, kind), "source", text, note) if date else None


def _event(outline: Outline, mentions: Sequence[Mention], archive: Archive) -> Found[Dated] | None:
    lead = "".join(paragraph.text for paragraph in outline.paragraphs[:2])[:400]
    for match in shapes.DATE.finditer(lead):
        if not _FUTURE.search(lead[: match.start()]) and (date := to_edtf(match)):
            return Found(Dated(date, "event"), text=match[0])
    for match in _MONTH_DAY.finditer(lead):
        before = lead[: match.start()]
        if _FUTURE.search(before) or _PAST.search(before):
            continue
        month = int(match["m"])
        year = infer_year(outline, mentions, archive, month)
        if year is None:
            return None
        date = _edtf(year.value, month, int(match["d"]))
        if date:
            return Found(Dated(date, "event"), "inferred", year.text, year.note, doubtful=True)
    return None


def infer_year(
    outline: Outline, mentions: Sequence[Mention], archive: Archive, event_month: int
) -> Found[int] | None:
    """The year of a text that gives only month and day, with its evidence; None where there is none.

    First a campaign that began “this year” in a named month, as its record says; then a campaign with a year in
    its name, or one whose record says that it began in the month of the event, where the lead launches it; then
    a year that stands in the text, where it is the only one.
    """
    text = outline.text
    lead_end = sum(len(paragraph.text) + 1 for paragraph in outline.paragraphs[:1])
    for match in _THIS_YEAR.finditer(text):
        for mention in mentions:
            if mention.kind != "campaign" or not match.end() <= mention.start <= match.end() + 20:
                continue
            year = _start_in_month(archive, mention, int(match["m"]))
            if year:
                words = text[match.start() : mention.end]
                name = archive.campaigns[mention.id or ""].label
                return Found(year, "inferred", words, f"据行动记录，{name}始于{year}年{match['m']}月")
    for mention in mentions:
        if mention.kind != "campaign" or mention.cited or mention.start >= lead_end:
            continue
        before = text[max(0, mention.start - 24) : mention.start]
        if not _LAUNCHES.search(before):
            continue
        named = re.search(r"(?:19|20)\d{2}", mention.text)
        record = archive.campaigns.get(mention.id or "")
        if named:
            return Found(int(named[0]), "inferred", mention.text, "年份据行动名称")
        if record and record.start and record.start.month == event_month:
            note = f"据行动记录，{record.label}始于{record.start.chinese}"
            return Found(record.start.year, "inferred", mention.text, note)
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


def find_effective(outline: Outline, date: Edtf | None, stated: str | None = None) -> Found[Edtf] | None:
    """The day from which a rule applies, from its last articles or the note under its title.

    Args:
        outline: the document.
        date: its date, for rules that apply from the day of publication.
        stated: the day that the web page's metadata gives.
    """
    places: Iterable[str] = [p.text for p in (*outline.paragraphs[:3], *outline.paragraphs[-6:])]
    for text in places:
        match = _EFFECTIVE.search(text)
        if match and (day := to_edtf(shapes.DATE.search(match["date"]))):
            return Found(day, text=match[0])
    for note in notes(outline):
        match = _EFFECTIVE_NOTE.search(note)
        if match and (day := to_edtf(shapes.DATE.search(match["date"]))):
            return Found(day, text=match[0])
    for text in places:
        if date is not None and (match := _AT_ONCE.search(text)):
            # A revised text has been in force since it was first promulgated.
            first = min((day for note in notes(outline) for day in _enactments(note)), key=str, default=date)
            return Found(first, text=match[0])
    if stated and (day := to_edtf(_STAMP.search(stated))):
        return Found(day, "source", stated, "网页著录的施行日期")
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
