"""One document made several, or several one: what every file says afterwards, and where each cited paragraph leads.

A page keeps its address with its first part; the paragraphs of the others are led from there by the `anchors` of the
records in which they stand now. A page that was joined to another leads there as a renamed one does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gongwen.errors import RecordError
from gongwen.messages import message
from gongwen.pages.old_anchors import addressed, became, kept_anchors, now_at
from gongwen.pages.paragraphs import Line, letters, lines, passages, plain
from gongwen.records import Document
from gongwen.records.frontmatter import Loc, dump, parse, replaced
from gongwen.records.values import OldAnchor
from gongwen.records.writing import front_matter

_COPIED = (
    "date", "date_kind", "date_basis", "type", "issuers", "campaigns", "place", "content", "access", "rights", "source",
    "sources", "original",
)  # fmt: skip
"""What a part says of itself as the whole did, until a person has looked."""
_DOUBTED = ("date", "type", "issuers")
_TELLING = 20
"""So many letters of a page, word for word in another document, say that they came from there."""
_TITLE = re.compile(r"#{1,6}\s+(.+?)\s*#*$|\*\*(.+)\*\*$")


@dataclass(frozen=True, slots=True)
class Part:
    """What is to become a document of its own.

    Attributes:
        anchor: the address of the paragraph with which it begins.
        id: its id.
        title: its title; that on its first line where empty.
    """

    anchor: str
    id: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Parted:
    """What came of dividing a document.

    Attributes:
        texts: of each file below docs/, what it says now.
        led: of each address of what is elsewhere now, the file and the address there; the latter empty for
            the top of the page.
    """

    texts: Mapping[str, str]
    led: Mapping[str, tuple[str, str]]


def divided(document: Document, parts: Sequence[Part], text: str, last: int) -> Parted:
    """Divide a document: each part, with the text up to the next, becomes one.

    Args:
        document: the document; keeps its address and what stands before the first part.
        parts: the others.
        text: its file.
        last: the highest `part` that a record of its original has.

    Raises:
        RecordError: there is no such paragraph, a part has no text, or not all of the text is open.
    """
    blocks = re.split(r"\n\s*\n", document.body.strip("\n"))
    begins = [(_block(document, blocks, part.anchor), part) for part in parts]
    begins.sort(key=lambda pair: pair[0])
    if document.public_body != document.body or len({begin for begin, _ in begins}) < len(begins):
        raise _refused(document, message("两处同起一段，或正文没有全部公开，不能拆"))
    if begins[0][0] == 0:
        raise _refused(document, message("第一部分留在原址，不能从第一段拆起"))
    ends = [begin for begin, _ in begins[1:]] + [len(blocks)]
    made = [_part(document, part, blocks[begin:end]) for (begin, part), end in zip(begins, ends, strict=True)]
    head = "\n\n".join(blocks[: begins[0][0]])
    texts: dict[str, str] = {}
    led: dict[str, tuple[str, str]] = {}
    old = addressed(document)[len(lines(head)) :]
    for number, (taken, given) in enumerate(made, last + 1):
        original = given.original and given.original.model_copy(update={"part": number})
        record = given.model_copy(update={"original": original})
        new = lines(record.body)
        mine, old = old[: len(new) + taken], old[len(new) + taken :]
        # The line that is its title now leads to its first paragraph.
        named = {a: now_at(a, new, max(n - taken, 0)) for n, (_, own) in enumerate(mine) for a in own}
        entries = [_led(document, address, place) for address, place in named.items()]
        entries += [
            item.model_copy(update={"new": named[item.new or item.old]})
            for item in document.anchors
            if item.page and (item.new or item.old) in named
        ]
        data = front_matter(record) | {"anchors": [item.model_dump(exclude_none=True) for item in entries]}
        texts[record.file] = dump(data, record.body)
        led |= {address: (record.file, place) for address, place in named.items()}
    if old:
        raise _refused(document, message("各部分的段落与原页对不上，不能拆"))
    texts[document.file] = _remainder(document, head, text, led)
    return Parted(texts, led)


def _block(document: Document, blocks: Sequence[str], anchor: str) -> int:
    """The block with which a part begins that begins at an address; headings right above belong to it."""
    number = next((n for n, (_, own) in enumerate(addressed(document)) if anchor in own), None)
    if number is None:
        raise _refused(document, message("没有段落 {anchor}", anchor=anchor))
    counts = [len(lines("\n\n".join(blocks[: n + 1]))) for n in range(len(blocks))]
    begin = next(n for n, count in enumerate(counts) if count > number)
    while begin and blocks[begin - 1].startswith("#") and "\n" not in blocks[begin - 1]:
        begin -= 1
    return begin


def _part(document: Document, part: Part, blocks: Sequence[str]) -> tuple[int, Document]:
    """A part as a record, and how many lines of it became its title."""
    first = _TITLE.match(blocks[0])
    title, body = part.title, "\n\n".join(blocks)
    taken = 0
    if first and len(blocks) > 1 and (not title or title == plain(first[1] or first[2])):
        title, body = plain(first[1] or first[2]), "\n\n".join(blocks[1:])
        taken = len(lines(blocks[0]))
    if not title:
        raise _refused(document, message("{id} 的首行不是题名", id=part.id), message("用 --title 给出题名"))
    if not passages(body):
        raise _refused(document, message("{id} 没有正文", id=part.id))
    known = {name: getattr(document, name) for name in _COPIED}
    known["original"] = document.original and document.original.model_copy(update={"fingerprint": None})
    known["evidence"] = {name: item for name, item in document.evidence.items() if name in _COPIED}
    known["sic"] = tuple(item for item in document.sic if item.text in plain(body))
    known["repairs"] = tuple(
        item.model_copy(update={"note": "；".join(filter(None, (item.note, "处数是拆分前全页的")))})
        for item in document.repairs
    )
    review = ("title", *(name for name in _DOUBTED if known[name]))
    file = f"documents/{part.id}.md"
    return taken, Document(id=part.id, file=file, body=body, title=title, review=review, **known)


def _remainder(document: Document, head: str, text: str, led: Mapping[str, tuple[str, str]]) -> str:
    """The file of the document with what stands before the first part."""
    after = document.model_copy(update={"body": head})
    kept = [
        *(
            item
            for item in kept_anchors(document, after, led)
            if not item.page or (item.new or item.old) not in led
        ),
        *_articles_no_more(document, head),
    ]
    values: dict[Loc, Any] = {}
    if kept or document.anchors:
        values["anchors",] = [item.model_dump(exclude_none=True) for item in kept]
    if any(item.text not in plain(head) for item in document.sic):
        values["sic",] = [i.model_dump(exclude_none=True) for i in document.sic if i.text in plain(head)]
    if document.original and document.original.part is None:
        values["original", "part"] = 1
    front = parse(text, document.file)
    at = text.index(front.body)
    return replaced(text[:at] + head + text[at + len(front.body) :], values)


def _articles_no_more(document: Document, head: str) -> Iterator[OldAnchor]:
    """Where addresses of articles lead that stand in too short a text now to be counted as such."""
    for (_, own), line in zip(addressed(document), lines(head), strict=False):
        for address in own:
            if address.startswith("art-") and not (line.place and line.place.anchor):
                yield from (OldAnchor(old=old, new=line.anchor) for old in (line.anchor, address))


def missing(before: Document, after: Document) -> list[tuple[Line, list[str]]]:
    """Paragraphs and headings that a page had as it was published and hasn't now, with their addresses."""
    gone = {item.old for item in kept_anchors(before, after) if item.new is None and item.page is None}
    here = {address for _, own in addressed(after) for address in own}
    return [
        (line, own)
        for line, own in addressed(before)
        if (own[0] in gone if line.number else line.heading and own[0] not in here)
    ]


def carried(
    before: Document, lacking: Sequence[tuple[Line, list[str]]], other: Document, was: Document | None
) -> tuple[OldAnchor, ...]:
    """What a person carried from a page into another document, without a command.

    Args:
        before: the page as it was published.
        lacking: what it hasn't any more (`missing`).
        other: the other document.
        was: that as it was published; None for a new one.

    Returns:
        What the `anchors` of the other must say; nothing where too little of the page stands in it word for word.
    """
    had = {letters(line.text) for line, _ in addressed(was)} if was else set()
    shown = [line for line, _ in addressed(other)]
    new = [n for n, line in enumerate(shown) if letters(line.text) not in had]
    pairs = _same([line for line, _ in lacking], [shown[n] for n in new])
    old = [letters(line.text) for line, _ in lacking]
    if sum(len(old[i]) for i, j in pairs.items() if old[i] == letters(shown[new[j]].text)) < _TELLING:
        return ()
    if old.count(letters(other.title)) == 1:
        pairs.setdefault(old.index(letters(other.title)), 0)  # the line that is its title now
    named = {a: now_at(a, shown, new[j]) for i, j in pairs.items() for a in lacking[i][1]}
    further = [item for item in before.anchors if item.page and (item.new or item.old) in named]
    return (
        *(_led(before, address, place) for address, place in named.items()),
        *(item.model_copy(update={"new": named[item.new or item.old]}) for item in further),
    )


def joined(
    one: Document, other: Document, *, append: bool
) -> tuple[str, tuple[OldAnchor, ...], tuple[str, ...]]:
    """Join a document to another.

    Args:
        one: the document that goes.
        other: the one that stays.
        append: put the text of the one behind that of the other; else what both say stands there already.

    Returns:
        The body of the other, its `anchors`, the words of the paragraphs that are gone.
    """
    body = f"{other.body.strip()}\n\n{one.body.strip()}" if append and one.body.strip() else other.body
    after = other.model_copy(update={"body": body})
    own = kept_anchors(other, after, ())
    after = after.model_copy(update={"anchors": own})
    old, new = addressed(one), [line for line, _ in addressed(after)]
    if append and len(old) + len(addressed(other)) == len(new):
        pairs = {index: len(new) - len(old) + index for index in range(len(old))}
    else:
        pairs = _same([line for line, _ in old], new)
    places = {a: now_at(a, new, pairs[n]) for n, (_, own) in enumerate(old) if n in pairs for a in own}
    entries = [_led(one, address, place) for address, place in places.items() if address != place]
    entries += [
        OldAnchor(page=one.address, old=address)
        for n, (_, addresses) in enumerate(old)
        if n not in pairs
        for address in addresses
    ]
    for item in one.anchors:
        if item.page:
            place = places.get(item.new or item.old, item.new or item.old)
            entries.append(item.model_copy(update={"new": None if place == item.old else place}))
        elif item.new is None:
            entries.append(_led(one, item.old, item.old))
    entries = [item for item in entries if item.page != other.address]
    gone = tuple(line.text for n, (line, _) in enumerate(old) if line.number and n not in pairs)
    return body, (*own, *dict.fromkeys(entries)), gone


def _same(old: Sequence[Line], new: Sequence[Line]) -> dict[int, int]:
    """Of lines that have addresses, by their places, which stands for it in the other text."""
    pairs: dict[int, int] = {}
    for heading in (False, True):
        mine = [n for n, line in enumerate(old) if (line.heading if heading else line.number)]
        its = [n for n, line in enumerate(new) if (line.heading if heading else line.number)]
        found = became([old[n].text for n in mine], [new[n].text for n in its])
        pairs |= {mine[i]: its[j] for i, j in found}
    return pairs


def _led(document: Document, address: str, place: str) -> OldAnchor:
    return OldAnchor(page=document.address, old=address, new=None if place == address else place)


def _refused(document: Document, problem: str, advice: str | None = None) -> RecordError:
    return RecordError(problem, file=f"docs/{document.file}", advice=advice or message("核对 --at，再试"))
