"""A citation in the styles that people write in, with room for what only the reader knows.

GB/T 7714—2025; APA, seventh edition; Chicago, eighteenth edition, notes and bibliography; and plain Chinese. When it
was read, which paragraph or article is meant and where that stands on the page are slots: the page shows them open,
the browser fills them, and so does `filled`. Names are written as they stand: bodies have no family name, and
Chinese names are never turned round.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from gongwen.records.document_types import DOCUMENT_TYPES, OTHER
from gongwen.records.edtf import Edtf

ARCHIVE_NAME = "网络治理文献库"
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_CHICAGO_MOST = 6
"""More names than these become the first three and “et al.”."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a citation is of.

    Attributes:
        who: the names of those responsible.
        title: its title; `title_en` the English one.
        number: its document number.
        date: when it was issued.
        type: its document type.
        url: where the text that is cited can be read; None where it isn't known.
        site: the site that this is a page of.
        digest: whether the archive's digest of the document is meant, not the document.
    """

    who: tuple[str, ...]
    title: str
    title_en: str = ""
    number: str = ""
    date: Edtf | None = None
    type: str = OTHER
    url: str | None = None
    site: str = ""
    digest: bool = False


SlotName = Literal["accessed", "place", "fragment"]
Form = Literal["iso", "english", "chinese", "slashes"]


@dataclass(frozen=True, slots=True)
class Slot:
    """Room for what the reader knows: `before` and `after` stand around it where it is filled, else `open`."""

    name: SlotName
    before: str = ""
    after: str = ""
    form: Form = "iso"
    open: str = ""


Pieces = tuple[str | Slot, ...]


def filled(pieces: Pieces, accessed: datetime.date | None = None, place: str = "", fragment: str = "") -> str:
    """A citation as text.

    Args:
        pieces: what it is made of.
        accessed: when it was read; left open where None.
        place: the paragraph or article: 第 3 段, 第二十七条第二款.
        fragment: what leads there on the page, with its ``#``.
    """

    def text(piece: str | Slot) -> str:
        if isinstance(piece, str):
            return piece
        value = {"place": place, "fragment": fragment}.get(piece.name, "")
        if piece.name == "accessed" and accessed:
            value = _written(accessed, piece.form)
        return f"{piece.before}{value}{piece.after}" if value else piece.open

    return "".join(map(text, pieces))


def _written(day: datetime.date, form: Form) -> str:
    match form:
        case "english":
            return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"
        case "chinese":
            return f"{day.year}年{day.month}月{day.day}日"
        case "slashes":
            return f"{day:%Y/%m/%d}/"
        case _:
            return day.isoformat()


_FRAGMENT = Slot("fragment")


def gbt7714(work: Work) -> Pieces:
    """GB/T 7714—2025: [EB/OL] where there is an address, else R for reports, Z for documents of other kinds."""
    who = "，".join(work.who[:3]) + ("，等" if len(work.who) > 3 else "")
    title = work.title + (f"：{work.number}" if work.number else "")
    head = f"{_stopped(who)} {title}" if who else title
    place = Slot("place", "：")
    if work.url is None:
        mark = DOCUMENT_TYPES[work.type].mark
        return (head, place, f"[{mark}]. {work.date.plain}." if work.date else f"[{mark}].")
    date = f"（{work.date.plain}）" if work.date else ""
    accessed = Slot("accessed", "[", "]", open="[引用日期]")
    return (head, place, f"[EB/OL]. {date}", accessed, f". {work.url}", _FRAGMENT, ".")


def apa(work: Work) -> Pieces:
    """APA: author, date, title with its English in brackets, number, site, when it was retrieved and whence."""
    date = f"({_american(work.date, 'day last')})."
    translated = f" [{work.title_en}]" if work.title_en else ""
    number = (f" ({work.number}", Slot("place", ", "), ")") if work.number else (Slot("place", " (", ")"),)
    who = _series(work.who, "&")
    title: Pieces = (f"{work.title}{translated}", *number, ".")
    head: Pieces = (f"{_stopped(who)} {date} ", *title) if who else (*title, f" {date}")
    if work.url is None:
        return _joined(head)
    site = f" {work.site}." if work.site and work.site not in work.who else ""
    accessed = Slot("accessed", form="english", open="[date]")
    return _joined((*head, f"{site} Retrieved ", accessed, f", from {work.url}", _FRAGMENT))


def chicago(work: Work) -> Pieces:
    """Chicago: author, title in quotation marks, its English in brackets, number, site, date, access, address."""
    names = work.who if len(work.who) <= _CHICAGO_MOST else (*work.who[:3], "et al.")
    who = _series(names, "" if names is not work.who else "and")
    inner = work.title.replace("“", "‘").replace("”", "’")
    title = f"“{inner}” [{work.title_en}]." if work.title_en else f"“{inner}.”"
    number: Pieces = (
        (f" {work.number}", Slot("place", ", "), ".") if work.number else (Slot("place", " ", "."),)
    )
    site = f" {work.site}." if work.url and work.site and work.site not in work.who else ""
    date = f" {_american(work.date, 'day first')}." if work.date else ""
    head: Pieces = (f"{_stopped(who)} {title}" if who else title, *number, site + date)
    if work.url is None:
        return _joined(head)
    accessed = Slot("accessed", form="english", open="[date]")
    return _joined((*head, " Accessed ", accessed, f". {work.url}", _FRAGMENT, "."))


def plain(work: Work) -> Pieces:
    """As a Chinese sentence would say it."""
    who = "、".join(work.who[:3]) + ("等" if len(work.who) > 3 else "")
    about = "，".join(filter(None, (work.number, work.date.chinese if work.date else "")))
    title = work.title.replace("《", "〈").replace("》", "〉")
    head = f"{who}：《{title}》" if who else f"《{title}》"
    pieces: Pieces = (f"{head}（{about}）" if about else head, Slot("place", "，"))
    if work.url is None:
        return (*pieces, "。")
    site = f"，{work.site}" if work.site and work.site not in work.who else ""
    accessed = Slot("accessed", "，", "查阅", "chinese")
    return (*pieces, f"{site}，{work.url}", _FRAGMENT, accessed, "。")


STYLES: dict[str, tuple[str, Callable[[Work], Pieces]]] = {
    "gbt": ("GB/T 7714", gbt7714),
    "apa": ("APA", apa),
    "chicago": ("Chicago", chicago),
    "plain": ("白文", plain),
}
"""Every style by its key: what people call it, and what composes it."""


def _series(names: Sequence[str], word: str) -> str:
    """Names in a row as English has them: A, B, & C."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])}, {f'{word} ' if word else ''}{names[-1]}"


def _stopped(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _american(date: Edtf | None, order: Literal["day first", "day last"]) -> str:
    """A date in English: 2000, September 25 in APA; September 25, 2000 in Chicago."""
    if date is None:
        return "n.d."
    about = "ca. " if date.qualifier else ""
    if date.month is None:
        return f"{about}{date.year}"
    month = _MONTHS[date.month - 1] + (f" {date.day}" if date.day else "")
    if order == "day last":
        return f"{about}{date.year}, {month}"
    return f"{about}{month}{',' if date.day else ''} {date.year}"


def in_english(date: Edtf) -> str:
    """A date in running English: September 25, 2000; ca. June 2023."""
    return _american(date, "day first")


def _joined(pieces: Pieces) -> Pieces:
    """Pieces with what stands side by side as one, nothing empty among them."""
    found: list[str | Slot] = []
    for piece in pieces:
        if isinstance(piece, str) and found and isinstance(found[-1], str):
            found[-1] += piece
        elif piece:
            found.append(piece)
    return tuple(found)
