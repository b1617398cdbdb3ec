"""The parts around a document's text by their names in GB/T 9704: the note under the title (题注), addressee (主送), signatures (落款)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongwen.convert.outline.model import Element, Outline, Paragraph, Table
from gongwen.text import shapes
from gongwen.text.organs import is_organ
from gongwen.text.shapes import ANY_DATE, IDEOGRAPH
from gongwen.text.speakers import POSTS

_NEAR_END = 12
_MOST_SIGNERS = 14
_PERSON = re.compile(
    rf"[{IDEOGRAPH}、 　]{{0,30}}?(?:{POSTS})(?:\s*[:：]\s*|[\s　]+)[{IDEOGRAPH}·](?:[\s　]*[{IDEOGRAPH}·]){{1,7}}"
)
"""Who signs an order: 部长　某某."""
_SIGNED_LINE = re.compile(rf"^(?P<bodies>[^。；：，]{{2,60}}?)[\s　]*[（(]?(?P<date>{ANY_DATE})[）)]?$")
_NO_SIGNER = re.compile(
    r"^(?:附件|附表|附录|联系|联系人|关于|特此|此[致复令件]|目\s*录|注|备注|抄送|第[一二三四五六七八九十百\d]+[章节条编])|[。；：！？〔〕]|\d{1,2}[.．、]|\d年"
)
_AFTER_SIGNATURE = re.compile(
    r"[（(]?(?:此件|附件|附表|附录|联系人|信息公开|主动公开|公开属性|公开方式)|附[:：]"
)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, and when (落款).

    Attributes:
        bodies: lines that name the signers, in order; empty where a date stands alone.
        date: the words of the date; None where none is given.
        start: index of the first of its elements.
        end: index behind the last.
        by_person: a person's office and name stand between bodies and date, as in an order.
    """

    bodies: tuple[str, ...]
    date: str | None
    start: int
    end: int
    by_person: bool = False


def signatures(elements: Sequence[Element]) -> tuple[Signature, ...]:
    """All signatures of a text, in order: its own, before what it carries, and those of what it carries."""
    found: list[Signature] = []
    for index, element in enumerate(elements):
        if not isinstance(element, Paragraph) or element.label is not None:
            continue
        text = element.text.strip()
        if shapes.is_date_line(text):
            found += _above(elements, index, text)
        elif (
            (line := _SIGNED_LINE.match(text))
            and _may_sign(line["bodies"])
            and _stands_at_end(elements, index)
        ):
            # More bodies may stand above the line that ends in the date.
            above = _signers(elements, index)
            lines = (*(elements[i].text.strip() for i in above), line["bodies"].strip("（( "))
            found.append(Signature(lines, line["date"], above[0] if above else index, index + 1))
    if not found and (undated := _undated(elements)):
        found.append(undated)
    return tuple(found)


def _above(elements: Sequence[Element], index: int, date: str) -> list[Signature]:
    """The signature that ends in the date line at `index`; none where the date belongs to something else."""
    persons = 0
    while index - persons > 0 and _PERSON.fullmatch(elements[index - persons - 1].text.strip()):
        persons += 1
    lines = _signers(elements, index - persons)
    cells = _signing_table(elements[index - 1]) if not lines and index else ()
    if not (lines or cells or persons) and not _stands_at_end(elements, index):
        return []
    start = lines[0] if lines else index - (1 if cells else persons)
    words = tuple(elements[i].text.strip() for i in lines) or cells
    return [Signature(words, date, start, index + 1, by_person=bool(persons))]


def _signers(elements: Sequence[Element], end: int) -> list[int]:
    """Indexes of the lines right above `end` that may name who signs."""
    lines: list[int] = []
    for place in range(end - 1, max(-1, end - 1 - _MOST_SIGNERS), -1):
        element = elements[place]
        if not isinstance(element, Paragraph) or element.label or not _may_sign(element.text):
            break
        lines.insert(0, place)
    # A title right above is no signer: 某办法 / 2019年5月1日. So many lines are a list, which the last of them signs.
    return lines if len(lines) < _MOST_SIGNERS else lines[-1:]


def _signing_table(element: Element) -> tuple[str, ...]:
    """Cells of a table that sets several signers side by side."""
    if not isinstance(element, Table):
        return ()
    cells = tuple(cell for row in element.rows for cell in row if cell.strip())
    return cells if len(cells) >= 2 and all(_may_sign(cell) for cell in cells) else ()


def _may_sign(words: str) -> bool:
    text = words.strip().strip("（）()")
    if not 2 <= len(text) <= 80 or _NO_SIGNER.search(text) or shapes.starts_enumerated(text):
        return False
    return all(
        re.fullmatch(rf"[{IDEOGRAPH}（）()“”·\dA-Za-z]{{1,40}}", piece)
        and re.search(rf"[{IDEOGRAPH}]{{2}}", piece + text * (len(piece) == 1))
        for piece in re.split(r"[\s　、]+", text)
    ) and not re.search(
        r"(?:办法|规定|条例|细则|规则|通知|意见|决定|公告|通告|方案|讲话|报告|倡议书?|目录|名单)$", text
    )


def _stands_at_end(elements: Sequence[Element], index: int) -> bool:
    """Whether a date at `index` can sign: near the end, or with only attachments behind it."""
    if index >= len(elements) - _NEAR_END and index >= 1:
        return True
    return index + 1 < len(elements) and bool(_AFTER_SIGNATURE.match(elements[index + 1].text.strip()))


def _undated(elements: Sequence[Element]) -> Signature | None:
    """Bodies at the very end without a date."""
    last = len(elements)
    while last and last > len(elements) - 3 and _AFTER_SIGNATURE.match(elements[last - 1].text.strip()):
        last -= 1
    lines: list[int] = []
    for place in range(last - 1, max(-1, last - _MOST_UNDATED - 2), -1):
        text = elements[place].text.strip().strip("（）()")
        names = re.split(r"[\s　、]+", text)
        if not isinstance(elements[place], Paragraph) or not all(map(is_organ, names)):
            break
        lines.insert(0, place)
    if not lines or lines[0] == 0 or len(lines) > _MOST_UNDATED:
        return None  # a list of bodies ends a text as well
    words = tuple(elements[i].text.strip().strip("（）()") for i in lines)
    return Signature(words, None, lines[0], lines[-1] + 1)


_MOST_UNDATED = 6
_ENACTED = re.compile(r"(?:通过|公布|发布|批准|颁布|印发|修订|修正)")
_NOTE_LINES = 8


def notes(outline: Outline) -> tuple[str, ...]:
    """Notes under the title (题注): in brackets, on one line or several, or bare lines “…会议通过”.

    Lines that one note was broken into come back as one.
    """
    found: list[str] = []
    current = ""
    bare_until = -2
    for index, paragraph in enumerate(outline.paragraphs[:_NOTE_LINES]):
        text = paragraph.text.strip()
        if current:
            current += ("" if current[-1:] in _OPEN_ENDS else " ") + text
        elif text.startswith(("（", "(")) and (_ENACTED.search(text) or shapes.DATE.search(text)):
            current = text
        elif _is_bare_note(text, follows=bare_until == index - 1):
            if bare_until == index - 1:
                found[-1] += text if re.search(rf"{ANY_DATE}$", found[-1]) else " " + text
            else:
                found.append(text)
            bare_until = index
        if current.endswith(("）", ")")):
            found.append(current)
            current = ""
    return tuple(found)


_OPEN_ENDS = frozenset("会议委员的第、于")


def _is_bare_note(text: str, *, follows: bool) -> bool:
    """Whether a line without brackets is a note or goes on with one."""
    if len(text) >= 160 or shapes.ends_sentence(text) or not _ENACTED.search(text):
        return False
    if shapes.DATE.match(text.removeprefix("根据").lstrip()):
        return True
    return follows and bool(
        re.search(r"(?:公布|通过|修订|修正|发布|批准)(?:[\s　根据]*" + ANY_DATE + r")?$", text)
    )


_SALUTATION = re.compile(rf"^[{IDEOGRAPH}][{IDEOGRAPH}、，（）()“”·\s\d]{{1,200}}[：:]$")
_GREETING = re.compile(
    r"^(?:附[件表录]|各位(?:同志|代表|委员|来宾|领导|网友|朋友|记者)?[，：:]|同志们|朋友们|女士们|先生们|大家好|尊敬的)"
)
_LEAD_IN = re.compile(r"(?:下列|如下|以下|受理|决定|规定|为了|根据|包括|原则)")


def addressee(elements: Sequence[Element]) -> str | None:
    """The line under the title that ends in a colon and says to whom the document goes (主送机关)."""
    start = [element for element in elements[:4] if isinstance(element, Paragraph)]
    for first in start[:3]:
        text = first.text.strip()
        if (
            first.label is None
            and _SALUTATION.match(text)
            and not _GREETING.match(text)
            and not _LEAD_IN.search(text)
            and not shapes.starts_enumerated(text)
        ):
            return text.rstrip("：:")
    return None
