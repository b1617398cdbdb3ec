"""What a scraper knew of a page, run together with title and text: “某办法发布日期：2021-04-28来源：某网为了…”.

Data sets of pages keep the text of an element without its line ends. The labels are those that pages use; each
value ends at the next label, the last one where its kind says: a day, an address, a number, a name that is a
body's or a paper's, keywords up to the words that open a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from gongwen.convert.model import Draft, Removed
from gongwen.convert.repair.field_lines import facts_of, key_of_label, removed_as
from gongwen.rules import family, filled
from gongwen.text import shapes
from gongwen.text.organs import is_organ

_NAMED = family("field_label"), family("fact_label")
_SHORTEST = 3
"""Characters of a label: shorter words (时间, 标题) stand before a colon in any text."""
_ALSO = ("来源", "文号", "作者")
_WORDS = sorted(
    {w for rows in _NAMED for row in rows.rows for w in row.words if len(w) >= _SHORTEST and not w.isascii()} | set(_ALSO),
    key=len,
    reverse=True,
)  # fmt: skip
_LABEL = re.compile(rf"(?P<label>{'|'.join(map(re.escape, _WORDS))})\s*[:：]\s*")
_HEAD = 700
"""Characters within which all labels stand."""
_TITLE = range(6, 121)
_STAMP = re.compile(filled(r"{stamp}(?:\s*{minute})?"))
_ADDRESS = re.compile(r"https?://[!-~]+|[\w.-]+\.(?:cn|com|net|org)(?:/[!-~]*)?", re.ASCII)
_NUMBER = re.compile(
    r"[^。；，：\s]{0,20}?(?:[〔\[【(（]?(?:19|20)\d{2}[〕\]】)）]?\s*年?)?\s*第?\s*\d{1,5}\s*号"
)
_OPENS = re.compile(
    r"根据|按照|依据|为(?:了|贯彻|落实|深入|进一步|加强|规范|推动|做好|保障|促进|认真)|现(?:将|就|予|公布|发布)|各(?:省|市|区|县|有关|地|单位|部门)|"
    r"《|经|近日|日前|近期|中华人民共和国|关于|第[一1][章条]|(?:19|20)\d{2}年|\d{1,2}月\d{1,2}日|同志|[一1][、.．]"
)
"""Words that open a text of this kind."""
_KEYWORD_LONGEST = 14
_NAME_LONGEST = 24
_MEDIA = family("site_name").valued("medium")


@dataclass(frozen=True, slots=True)
class _Found:
    """A label, what it stands for, its value, and where the value ends."""

    label: str
    key: str
    value: str
    end: int


def glued_fields(draft: Draft) -> Draft:
    """The title, the fields and the text that stand on the first line without a mark between them, apart."""
    first = draft.blocks[0] if draft.blocks else None
    if first is None or first.kind not in {"text", "heading"} or (found := _fields(first.text)) is None:
        return draft
    title, fields = found
    rest = first.text[fields[-1].end :].strip(" \u3000;；,，")
    facts = facts_of([(field.key, field.value) for field in fields])
    removed = [
        Removed(removed_as(field.key), f"{field.label}：{field.value}", first.line) for field in fields
    ]
    pieces = _parted(rest) if rest else []
    rows = (replace(first, text=piece, kind="text", level=0, lead=0) for piece in (title, *pieces))
    blocks = (*rows, *draft.blocks[1:])
    return draft.after(
        blocks,
        "dateline",
        len(fields),
        "题名、网页各项与正文连在一起，分开",
        removed=removed,
        facts={"title": title} | facts | draft.facts.known(),
    )


def _fields(text: str) -> tuple[str, Sequence[_Found]] | None:
    """The title at the start of a line and the fields behind it; None where the line isn't of this kind."""
    labels = [*_LABEL.finditer(text[:_HEAD])]
    if not labels or labels[0].start() not in _TITLE:
        return None
    title = text[: labels[0].start()].strip()
    if re.search(r"[。；]", title) or title.endswith(("：", ":", "，", "、")) or re.search(r"\s{2,}$", title):
        return None
    fields: list[_Found] = []
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        value = _value(label, following, text)
        if value is None:
            break
        fields.append(value)
        if following is None or value.end != following.start():
            break
    sure = len(fields) >= 2 or (len(fields) == 1 and _STAMP.fullmatch(fields[0].value))
    return (title, fields) if sure and text[fields[-1].end :].strip() else None


def _value(label: re.Match[str], following: re.Match[str] | None, text: str) -> _Found | None:
    """The value of a label: what its kind says, and all up to the next label where that is near."""
    key = key_of_label(label["label"])
    rest = text[label.end() :]
    length = _LENGTHS.get(key, _of_words)(rest)
    if following is not None and following.start() - label.end() <= max(length or 0, _NAME_LONGEST):
        length = following.start() - label.end()
    if length is None:
        return None
    return _Found(label["label"], key, rest[:length].strip(), label.end() + length)


def _of(pattern: re.Pattern[str]) -> Callable[[str], int | None]:
    def length(rest: str) -> int | None:
        match = pattern.match(rest)
        return match.end() if match else None

    return length


def _of_name(rest: str) -> int | None:
    """A body, a paper, an address: the longest name that `rest` begins with."""
    if address := _ADDRESS.match(rest):
        return address.end()
    stop = re.search(r"[，。；：:（(《“\s]", rest)
    span = rest[: min(_NAME_LONGEST, stop.start() if stop else len(rest))]
    return next((n for n in range(len(span), 1, -1) if _MEDIA(span[:n]) or is_organ(span[:n])), None)


def _of_words(rest: str) -> int | None:
    """Keywords, parted by semicolons; the last ends where words open a text."""
    span = re.match(r"(?:[^;；。，：:]{1,14}[;；])*", rest)
    start = span.end() if span else 0
    opening = _OPENS.search(rest, start + 2, start + _KEYWORD_LONGEST + 4)
    return opening.start() if opening else None


_LENGTHS: dict[str, Callable[[str], int | None]] = {
    "published": _of(_STAMP), "updated": _of(_STAMP), "fact_published": _of(_STAMP), "fact_written": _of(_STAMP),
    "fact_effective": _of(_STAMP), "url": _of(_ADDRESS), "source": _of_name, "author": _of_name, "fact_issuer": _of_name,
    "fact_number": _of(_NUMBER),
}  # fmt: skip

_OWN_NUMBER = re.compile(
    rf"(?P<number>[{shapes.IDEOGRAPH}]{{1,14}}[〔\[【(（](?:19|20)\d{{2}}[〕\]】)）]\s*\d{{1,5}}\s*号)(?=[^，。；]{{2,120}}[：:]|各)"
)
_ORDER = re.compile(
    rf"(?P<body>[{shapes.IDEOGRAPH}、]{{2,40}}(?:令|公告))\s*(?P<number>(?:(?:19|20)\d{{2}}年)?第\s*[\d一二三四五六七八九十]{{1,4}}\s*号)(?=《|现|为|根据|已经|经)"
)


def _parted(rest: str) -> list[str]:
    """A number or the head of an order at the start of the text, on lines of their own."""
    if number := _OWN_NUMBER.match(rest):
        return [number["number"], rest[number.end() :].strip()]
    if order := _ORDER.match(rest):
        return [order["body"], order["number"], rest[order.end() :].strip()]
    return [rest]
