"""One document made several, or several one: what every file says afterwards, and where each cited paragraph leads.

A page keeps its address with its first part; the paragraphs of the others are led from there by the `anchors` of the
records in which they stand now. A page that was joined to another leads there as a renamed one does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gongwen.errors import RecordError
from gongwen.messages import message
from gongwen.pages.old_anchors import became, kept_anchors, published
from gongwen.pages.paragraphs import passages, plain
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
        led: of each address of a paragraph that is elsewhere now, the file and the address there; the latter empty for
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
    old = published(document)[len(passages(head)) :]
    for number, (title, given) in enumerate(made, last + 1):
        original = given.original and given.original.model_copy(update={"part": number})
        record = given.model_copy(update={"original": original})
        new = passages(record.body)
        mine, old = old[: len(new) + title], old[len(new) + title :]
        # The line that is its title now leads to its first paragraph.
        places = [new[max(index - title, 0)].anchor for index in range(len(mine))]
        entries = [
            _led(document, address, place)
            for (_, own), place in zip(mine, places, strict=True)
            for address in own
        ]
        now = dict(zip((passage.anchor for passage, _ in mine), places, strict=True))
        named = {a: p for (_, own), p in zip(mine, places, strict=True) for a in own} | now
        entries += [
            item.model_copy(update={"new": named[item.new or item.old]})
            for item in document.anchors
            if item.page and (item.new or item.old) in named
        ]
        data = front_matter(record) | {"anchors": [item.model_dump(exclude_none=True) for item in entries]}
        texts[record.file] = dump(data, record.body)
        led |= {address: (record.file, named[address]) for _, own in mine for address in own}
    if old:
        raise _refused(document, message("各部分的段落与原页对不上，不能拆"))
    texts[document.file] = _remainder(document, head, text, led)
    return Parted(texts, led)


def _block(document: Document, blocks: Sequence[str], anchor: str) -> int:
    """The block with which a part begins that begins with a paragraph; headings right above belong to it."""
    shown = published(document)
    number = next((n for n, (_, own) in enumerate(shown) if anchor in own), None)
    if number is None:
        raise _refused(document, message("没有段落 {anchor}", anchor=anchor))
    counts = [len(passages("\n\n".join(blocks[: n + 1]))) for n in range(len(blocks))]
    begin = next(n for n, count in enumerate(counts) if count > number)
    while begin and blocks[begin - 1].startswith("#") and "\n" not in blocks[begin - 1]:
        begin -= 1
    return begin


def _part(document: Document, part: Part, blocks: Sequence[str]) -> tuple[int, Document]:
    """A part as a record, and how many paragraphs of it became its title."""
    first = _TITLE.match(blocks[0])
    title, body = part.title, "\n\n".join(blocks)
    taken = 0
    if first and len(blocks) > 1 and (not title or title == plain(first[1] or first[2])):
        title, body = plain(first[1] or first[2]), "\n\n".join(blocks[1:])
        taken = len(passages(blocks[0]))
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
        item
        for item in kept_anchors(document, after, led)
        if not item.page or (item.new or item.old) not in led
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
    old, new = published(one), published(after)
    if append and len(old) + len(published(other)) == len(new):
        pairs = {index: len(new) - len(old) + index for index in range(len(old))}
    else:
        pairs = dict(became([passage.text for passage, _ in old], [passage.text for passage, _ in new]))
    places = {a: new[pairs[n]][1][0] for n, (_, addresses) in enumerate(old) if n in pairs for a in addresses}
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
    gone = tuple(passage.text for n, (passage, _) in enumerate(old) if n not in pairs)
    return body, (*own, *dict.fromkeys(entries)), gone


def _led(document: Document, address: str, place: str) -> OldAnchor:
    return OldAnchor(page=document.address, old=address, new=None if place == address else place)


def _refused(document: Document, problem: str, advice: str | None = None) -> RecordError:
    return RecordError(problem, file=f"docs/{document.file}", advice=advice or message("核对 --at，再试"))
