"""The date of a document, which date it is, and what it rests on.

The document's own date comes before the date of publication, that before the date of the event it reports.
A year that the text doesn't give is inferred only from evidence: a campaign that the text says was started
“this February”, or a year that is part of a name in the text.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongwen.convert.describe.evidence import Found
from gongwen.convert.describe.reading import Reading, Sources
from gongwen.convert.outline import Table
from gongwen.convert.outline.head import original_title
from gongwen.names.matcher import Mention
from gongwen.records.archive import Archive
from gongwen.records.edtf import Edtf
from gongwen.records.vocabulary import DateKind
from gongwen.text import shapes
from gongwen.text.shapes import ANY_DATE, IDEOGRAPH

STAMP = re.compile(r"(?P<y>(?:19|20)\d{2})\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})")
"""A day as pages write it: 2015-6-3, 2015/06/03, 2023.04.17."""
_MONTH_DAY = re.compile(r"(?<![\d年])(?P<m>\d{1,2})月(?P<d>\d{1,2})日")
_FUTURE = re.compile(r"(?:将于|拟于|定于|预计|计划于|截至|截止|自|从|至|到)$")
_PAST = re.compile(r"(?:早在|曾于|以来|已于)$")
_ENACTED = re.compile(r"(?:通过|公布|发布|批准|颁布|印发|修订|修正)")
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
_DAY_FIRST = re.compile(
    r"\b(?P<d>\d{1,2}) (?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* (?P<y>(?:19|20)\d{2})\b"
)
"""As feeds date what they carry (RFC 5322): Fri, 27 Aug 2021 17:50:43 GMT."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


_DAY_FIRST_FIGURES = re.compile(r"(?<![\d.])(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>(?:19|20)\d{2})(?![\d.])")
"""With points the day stands first wherever it is written so: 01.06.2015."""


def _stamp(text: str) -> Edtf | None:
    """The day that a page's line gives: 2015-6-3, 2015/06/03, 03.06.2015, Jun 3, 2015."""
    english = _ENGLISH.search(text) or _DAY_FIRST.search(text)
    if english:
        return _edtf(int(english["y"]), _MONTHS.index(english["month"]) + 1, int(english["d"]))
    return to_edtf(STAMP.search(text) or _DAY_FIRST_FIGURES.search(text)) or _split(text)


def _split(text: str) -> Edtf | None:
    """A day that a page set in two pieces."""
    match = shapes.SPLIT_DAY.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = (next(filter(None, match.group(*names))) for names in _SPLIT_GROUPS)
    return _edtf(int(year), int(month), int(day))


_SPLIT_GROUPS = (("y", "y2", "y3"), ("m", "m2", "m3"), ("d", "d2", "d3"))


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


def _own(words: str, date: Edtf | None) -> Found[Dated] | None:
    return Found(Dated(date, "document"), text=words) if date is not None else None


def _order_given(reading: Reading) -> Found[Dated] | None:
    """With the signature of who gave an order: the rule that it carries may tell other days."""
    if "令" not in (reading.number or ""):
        return None
    for signature in reading.own_signatures:
        if signature.by_person and signature.date:
            return _own(signature.date, to_edtf(shapes.DATE.search(signature.date)))
    return None


def _under_title(reading: Reading) -> Found[Dated] | None:
    for line in reading.outline.head:
        if line.kind == "date" and (found := _own(line.text, _day_or_month(line.text))):
            return found
    return None


def _in_note(reading: Reading) -> Found[Dated] | None:
    """The day of the last passing or revision that the note under the title names; not the day of effect."""
    for note in (*reading.notes, *reading.told_notes):
        # Two courts may pass a text on different days; it is theirs together from the later one on.
        if dates := enactments(note):
            return _own(note.strip("（）()"), max(dates, key=str))
    return None


_DELIVERED = re.compile(
    rf"(?:[—―-]{{1,4}}|[（(])?\s*{ANY_DATE}\s*(?:上午|下午)?[，,]?\s*(?:[在于][^。；]{{2,60}}|(?:[^。；，\d]{{1,12}}|[^。；，\d]{{4,40}}会议?)[）)])$"
)
"""A report's or a speech's subtitle: ——2013年1月28日在某会议上, （2010年5月20日 北京）."""


def _delivered(reading: Reading) -> Found[Dated] | None:
    for paragraph in reading.outline.paragraphs[:3]:
        text = paragraph.text.strip()
        delivered = _DELIVERED.match(text)
        if delivered and (found := _own(text, to_edtf(shapes.DATE.search(delivered[0])))):
            return found
    return None


def _signed(reading: Reading) -> Found[Dated] | None:
    """With the first signature: what comes behind it is carried along."""
    for signature in reversed(reading.own_signatures):
        if signature.date:
            return _own(signature.date, to_edtf(shapes.DATE.search(signature.date)))
    return None


def _order_signed(reading: Reading) -> Found[Dated] | None:
    """The day on which an order was signed, before what it promulgates."""
    for paragraph in reading.outline.paragraphs[:8]:
        if shapes.is_date_line(paragraph.text):
            return _own(paragraph.text, to_edtf(shapes.DATE.search(paragraph.text)))
    return None


def _in_form(reading: Reading) -> Found[Dated] | None:
    """In the form that is the document: 作出处罚决定的日期; or in a table over the text, of a day and numbers."""
    stated = reading.form.get("date", "") or _over_text(reading)
    return _own(stated, to_edtf(shapes.DATE.search(stated)) or to_edtf(STAMP.search(stated)))


def _over_text(reading: Reading) -> str:
    """The day in a table right under the title that holds nothing but days and numbers."""
    first = next(iter(reading.outline.elements), None)
    if not isinstance(first, Table):
        return ""
    cells = [cell.strip() for row in first.rows for cell in row if cell.strip()]
    days = [cell for cell in cells if shapes.is_date_line(cell)]
    numbers = [cell for cell in cells if _NUMBER_CELL.fullmatch(re.sub(r"\s", "", cell))]
    return days[0] if len(days) == 1 and len(days) + len(numbers) == len(cells) else ""


_NUMBER_CELL = re.compile(
    rf"[{shapes.IDEOGRAPH}]{{0,14}}[〔\[（(](?:19|20)?\d{{2}}[〕\]）)][{shapes.IDEOGRAPH}]{{0,8}}第?\d{{1,5}}号"
)


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


def enactments(note: str) -> list[Edtf]:
    """The days on which a note under the title says that the text was passed, promulgated or revised."""
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


_PUBLISHED = re.compile(r"(?:发布|發布|发表|公布|见报|刊发|发稿)(?:时间|日期|時間)")


def _on_dateline(reading: Reading, *, sure: bool) -> Found[Dated] | None:
    """The page's line of date and source; `sure` where it says what it dates or gives the hour."""
    best: tuple[int, Found[Dated]] | None = None
    for removed in (*reading.draft.removed, *reading.outline.removed):
        if removed.kind != "dateline" or (date := _stamp(removed.text)) is None:
            continue
        says = bool(_PUBLISHED.search(removed.text))
        # A newspaper's head gives but the day.
        rank = 2 if says else 1 if ":" in removed.text or "：" in removed.text else 0
        if best is None or rank > best[0]:
            best = rank, Found(Dated(date, "publication"), text=removed.text)
    return best[1] if best is not None and (best[0] > 0 or not sure) else None


def _stated(text: str, kind: DateKind, note: str) -> Found[Dated] | None:
    date = (_stamp(text) or to_edtf(shapes.DATE.search(text))) if text else None
    return Found(Dated(date, kind), "source", text, note) if date else None


_FILED = re.compile(
    rf"(?:^|[（(])[{IDEOGRAPH}]{{2,4}}社[{IDEOGRAPH}]{{2,8}}(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})日[电讯]"
)
_SOON = 3
"""Days: a report is filed so soon after what it tells of."""


def _filed(reading: Reading) -> Found[Dated] | None:
    """The agency's line (电头), its year that of the event right before it: 新华社某地12月30日电."""
    told = [date for found in (_in_title(reading), _event(reading)) if found and (date := found.value.date)]
    for words in (
        *(removed.text for removed in reading.draft.removed),
        *(p.text for p in reading.outline.paragraphs[:3]),
    ):
        match = _FILED.search(words[:60])
        if match is None or not told:
            continue
        event = told[0].first
        day = _edtf(event.year, int(match["m"]), int(match["d"]))
        if day is not None and 0 <= (day.first - event).days <= _SOON:
            return Found(Dated(day, "publication"), text=match[0], note="年份据所报的事")
    return None


def _in_title(reading: Reading) -> Found[Dated] | None:
    """“2004年7月15日某人主持例行记者会”: the day of what the title, or the one that a reprint changed, reports; “…起” is the day from which."""
    for title in (reading.title, (original_title(reading.draft) or "").lstrip("“")):
        match = shapes.DATE.match(title.lstrip("（("))
        if match is None or title[match.end() :].startswith("起") or _PERIOD.match(title, match.end()):
            continue
        date = to_edtf(match)
        return Found(Dated(date, "event"), text=match[0]) if date else None
    return None


_PERIOD = re.compile(r"(?:至|到|[—–-]{1,2})[^，。]{1,12}(?:是|为)[^，。]{2,20}(?:周|月|日|期间|节)")
"""某月某日至某日是宣传周: what the year has anyway, not what is reported."""
_DELIVERED_LEAD = re.compile(rf"{ANY_DATE}[^。]{{2,80}}(?:讲话|发言|致辞|演讲)")
"""How who puts a speech up introduces it: 某日，某某在会上发言。"""


def _event(reading: Reading) -> Found[Dated] | None:
    told = reading.doc_type == "讲话" and _DELIVERED_LEAD.match(reading.lead)
    if not told and reading.doc_type not in {"新闻报道", "发布会实录", "其他"}:
        return None
    lead = "".join(paragraph.text for paragraph in reading.outline.paragraphs[:2])[:400]
    for match in shapes.DATE.finditer(lead):
        if _PERIOD.match(lead, match.end()):
            continue
        if not _FUTURE.search(lead[: match.start()]) and (date := to_edtf(match)):
            return Found(Dated(date, "event"), text=match[0])
    for match in _MONTH_DAY.finditer(lead):
        before = lead[: match.start()]
        if _FUTURE.search(before) or _PAST.search(before):
            continue
        month = int(match["m"])
        year = _year_of_sentence(before) or infer_year(reading, month)
        if year is None:
            return None
        date = _edtf(year.value, month, int(match["d"]))
        if date:
            return Found(Dated(date, "event"), "inferred", year.text, year.note, doubtful=True)
    return None


def _year_of_sentence(before: str) -> Found[int] | None:
    """The year of a day given in full earlier in the same sentence: 2020年9月14日至20日是宣传周，…，9月15日，…."""
    days = [*shapes.DATE.finditer(re.split(r"[。！？]", before)[-1])]
    date = to_edtf(days[-1]) if days else None
    return Found(date.year, "inferred", days[-1][0], "年份据同一句里的日期") if date else None


DATE: Sources[Dated] = (
    ("令的签署", _order_given),
    ("题下", _under_title),
    ("题注", _in_note),
    ("副题", _delivered),
    ("落款", _signed),
    ("表中日期", _in_form),
    ("签署", _order_signed),
    ("网页著录的成文日期", lambda r: _stated(r.facts.fact_written, "document", "网页著录的成文日期")),
    ("网页日期行", lambda r: _on_dateline(r, sure=True)),
    ("网页著录的发布日期", lambda r: _stated(r.facts.fact_published, "publication", "网页著录的发布日期")),
    ("网页元数据", lambda r: _stated(r.facts.published, "publication", "网页元数据中的发布日期")),
    ("报头", lambda r: _on_dateline(r, sure=False)),
    ("电头", _filed),
    ("题名", _in_title),
    ("事件", _event),
)
"""The document's own date, else the day of publication, else the day of what it reports."""


def infer_year(reading: Reading, event_month: int) -> Found[int] | None:
    """The year of a text that gives only month and day, with its evidence; None where there is none.

    First a campaign that began “this year” in a named month, as its record says; then a campaign with a year in
    its name, or one whose record says that it began in the month of the event, where the lead launches it; then
    a year that stands in the text, where it is the only one.
    """
    text, archive = reading.outline.text, reading.archive
    lead_end = sum(len(paragraph.text) + 1 for paragraph in reading.outline.paragraphs[:1])
    for match in _THIS_YEAR.finditer(text):
        for mention in reading.mentions:
            if mention.kind != "campaign" or not match.end() <= mention.start <= match.end() + 20:
                continue
            year = _start_in_month(archive, mention, int(match["m"]))
            if year:
                words = text[match.start() : mention.end]
                name = archive.campaigns[mention.id or ""].label
                return Found(year, "inferred", words, f"据行动记录，{name}始于{year}年{match['m']}月")
    for mention in reading.mentions:
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
    return _only_year(text, reading.mentions)


def _only_year(text: str, mentions: Sequence[Mention]) -> Found[int] | None:
    spans = [(mention.start, mention.end) for mention in mentions if mention.cited]
    years = Counter(
        match[1]
        for match in _YEAR_IN_TEXT.finditer(text)
        if not any(a <= match.start() < b for a, b in spans)
    )
    if len(years) != 1:
        return None
    year = next(iter(years))
    start = max(0, text.index(year) - 2)
    return Found(int(year), "inferred", text[start : start + 18], "文中只出现这一个年份")


def _start_in_month(archive: Archive, mention: Mention, month: int) -> int | None:
    record = archive.campaigns.get(mention.id or "")
    if record is not None and record.start is not None and record.start.month == month:
        return record.start.year
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
