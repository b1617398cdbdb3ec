"""The document's own number (发文字号, GB/T 9704)."""

from __future__ import annotations

import re

from gongwen.convert.describe.evidence import Found
from gongwen.convert.describe.reading import Reading, Sources
from gongwen.convert.outline.title_lines import MOST_LINES, key_without_stops
from gongwen.text import shapes
from gongwen.text.shapes import IDEOGRAPH

_YEAR = r"[〔\[【(（〈﹝]\s*(?:19|20)\d{2}\s*[〕\]】)）〉﹞]"
_OFFICIAL = re.compile(
    rf"(?P<organ>[{IDEOGRAPH}]{{1,14}})\s*(?P<year>{_YEAR})\s*(?:第\s*)?(?P<no>\d{{1,5}})\s*号"
)
_NO = r"(?:(?:19|20)\d{2}\s*年\s*|[〔\[［(（]\s*(?:19|20)\d{2}\s*[〕\]］)）]\s*)?第\s*(?P<no>[\d一二三四五六七八九十百〇零]{1,6})\s*号"
_ORDER = re.compile(
    rf"(?P<organ>[{IDEOGRAPH}、 　]{{0,80}}?)(?P<kind>令|公告|通告|主席令)\s*[（(]?\s*(?P<rest>{_NO})"
)
_BARE = re.compile(rf"[（(]?\s*(?P<rest>{_NO})\s*[）)]?")
_CONGRESS = re.compile(
    rf"[{IDEOGRAPH}]{{4,30}}公告[〔\[【(（][^〔〕\[\]]{{2,12}}[〕\]】)）]第?[\d一二三四五六七八九十百〇零]{{1,8}}号"
)


def normal_number(text: str) -> str | None:
    """A document number as GB/T 9704 writes it: 国发〔2019〕5号, 国务院令第147号, 2023年第26号; None where it isn't one."""
    stripped = text.strip("（）() 　")
    # Bodies that give an order together stand apart; a word's characters may, too.
    spaced = re.sub(r"(?<=[部委局署院行会办厅])[\s　]+(?=[\u4e00-\u9fff]{2})(?!令|公告|第)", "、", stripped)
    compact = re.sub(r"\s+", "", spaced if "令" in stripped else stripped)
    if _CONGRESS.fullmatch(compact):
        return compact
    official = _OFFICIAL.fullmatch(compact)
    if official:
        year = re.sub(r"\D", "", official["year"])
        return f"{official['organ']}〔{year}〕{int(official['no'])}号"
    order = _ORDER.fullmatch(compact)
    if order and order["organ"]:
        return f"{_without_country(order['organ'])}{order['kind']}{order['rest']}"
    bare = _BARE.fullmatch(compact)
    return bare["rest"] if bare else None


def _without_country(organs: str) -> str:
    return "、".join(organ.removeprefix("中华人民共和国") for organ in organs.split("、"))


def _in_head(reading: Reading) -> Found[str] | None:
    for line in reading.outline.head:
        if line.kind == "number" and (number := normal_number(line.text)):
            return Found(number, text=line.text)
    return None


def _in_note(reading: Reading) -> Found[str] | None:
    """In the note under the title; of several orders the last made the text what it is."""
    for note in reading.notes:
        orders = [*_ORDER.finditer(note)] or [*_OFFICIAL.finditer(note)]
        for match in reversed(orders):
            organ = re.split(r"日|\s|，|[（(《》]", match["organ"])[-1]
            number = normal_number(organ + match[0][len(match["organ"]) :])
            if number:
                return Found(number, text=match[0])
    return None


def _under_title_again(reading: Reading) -> Found[str] | None:
    """Below the title printed again in the text, over which an announcement stands: 法释〔2017〕19号."""
    lines = [paragraph.text for paragraph in reading.outline.paragraphs[:_FRONT]]
    name = key_without_stops(reading.title)
    for index, line in enumerate(lines):
        number = normal_number(line) if shapes.NUMBER.fullmatch(re.sub(r"\s", "", line)) else None
        starts = range(max(0, index - MOST_LINES), index)
        if number and any(key_without_stops("".join(lines[start:index])) == name for start in starts):
            return Found(number, text=line)
    return None


_FRONT = 30
"""Lines in which a title is looked for again."""
_NOTICE = re.compile(r"(?:安全)?(?:公告|通告|通报)编号\s*[:：]\s*(?P<number>[A-Z]{2,10}-\d{4}-\d{2,6})(?!\d)")


def _labelled(reading: Reading) -> Found[str] | None:
    """“安全公告编号：CNTA-2025-0007” at the head of an advisory."""
    lines = (re.sub(r"\s", "", paragraph.text) for paragraph in reading.outline.paragraphs[:4])
    match = next(filter(None, map(_NOTICE.search, lines)), None)
    return Found(match["number"], text=match[0]) if match else None


def _on_page(reading: Reading) -> Found[str] | None:
    stated = reading.facts.fact_number
    number = normal_number(stated) if stated else None
    return Found(number, "source", stated, "网页著录的文号") if number else None


def _in_form(reading: Reading) -> Found[str] | None:
    """In the form that is the document: 处罚决定书文号."""
    stated = reading.form.get("number", "")
    number = normal_number(stated) if stated else None
    return Found(number, text=stated) if number else None


NUMBER: Sources[str] = (
    ("版头", _in_head),
    ("题注", _in_note),
    ("文中题下", _under_title_again),
    ("表中文号", _in_form),
    ("公告编号", _labelled),
    ("网页著录", _on_page),
)
"""A number inside running text is another document's; what a page gives counts where the text has none."""
