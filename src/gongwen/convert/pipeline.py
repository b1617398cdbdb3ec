"""The whole way from a file to a document: read, repair, outline, describe."""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from gongwen.convert import fetches, own_pages, page, parts, recurring
from gongwen.convert.describe import describe
from gongwen.convert.describe.evidence import Answer
from gongwen.convert.model import Change, Draft, Removed
from gongwen.convert.outline import Outline, Paragraph, outline, stated
from gongwen.convert.readers import Reading, markdown, parse_all, read_all
from gongwen.convert.repair import characters, furniture, repair
from gongwen.errors import ReadError
from gongwen.messages import message
from gongwen.names.matcher import Matcher
from gongwen.records import Document, Person, file_name, is_below
from gongwen.records.archive import Archive
from gongwen.records.openness import public
from gongwen.records.vocabulary import Access
from gongwen.text.speakers import AUTHOR


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the maintainer decides instead of the tool.

    Attributes:
        access: how open the page is to be; None leaves it to the signals in the file.
        rights_note: why, for the page.
        split: whether a file with several documents becomes as many pages.
        recurring: lines that recur at the edges of the files of its delivery, with in how many.
    """

    access: Access | None = None
    rights_note: str | None = None
    split: bool = False
    recurring: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Converted:
    """A document made from a file.

    Attributes:
        document: the record with its whole body; its id is not fixed yet, unless it is the archive's own page.
        slug: the name that its title suggests.
        outline: its shape.
        allowed: how open the signals in the file let it be, whatever the maintainer wishes.
        reason: what speaks against more; empty where nothing does.
        own: it is a page of the archive, taken as it is.
        removed: everything that was taken out of the text, verbatim, in the order of the file.
        asked: by field, what each source that was asked for it answered.
    """

    document: Document
    slug: str
    outline: Outline
    allowed: Access = "full"
    reason: str = ""
    own: bool = False
    removed: tuple[Removed, ...] = ()
    asked: Mapping[str, Sequence[Answer]] = field(default_factory=dict)

    def limited(self) -> Document:
        """The document with no more text than its access lets out: what may enter docs/."""
        return public(self.document)


class Converter:
    """Turns files into documents, with the names of an archive.

    Args:
        archive: records that names, dates and places are checked against.
        today: the day that no document can be later than; None for no such check.
        docs: the folder of the archive's records, whose own pages come back as they are; None where there is none.

    Attributes:
        matcher: finds the names of the archive's records.
    """

    def __init__(
        self, archive: Archive, *, today: datetime.date | None = None, docs: Path | None = None
    ) -> None:
        self._archive = archive
        self._docs = docs
        self.matcher = Matcher(archive)
        self._today = today

    def convert(self, path: Path, wishes: Wishes = Wishes(), *, name: str | None = None) -> Converted:
        """Convert one file as one document; see `convert_all`."""
        return self.convert_all(path, replace(wishes, split=False), name=name)[0]

    def convert_all(
        self, path: Path, wishes: Wishes = Wishes(), *, name: str | None = None
    ) -> tuple[Converted, ...]:
        """Convert one file.

        Args:
            path: the file.
            wishes: decisions that outrank the tool's.
            name: how the page names its original; the file's own name where None.

        Returns:
            The document, or the documents where several stand in the file and it is to be split.

        Raises:
            ReadError: the file can't be read, or nothing is left of it.
        """
        if self._docs is not None and (file := own_pages.place(path, self._docs)) is not None:
            return (_as_it_is(own_pages.read(path, file, self._docs)),)
        readings, data = read_all(path)
        return self._from_readings(readings, data, name or path.name, wishes)

    def from_bytes(self, data: bytes, path: Path) -> tuple[Converted, ...]:
        """Convert the bytes of a file that is on no disk; `path` is only asked for its name."""
        return self._from_readings(parse_all(data, path), data, path.name, Wishes(split=True))

    def _from_readings(
        self, readings: Sequence[Reading], data: bytes, name: str, wishes: Wishes
    ) -> tuple[Converted, ...]:
        """The documents in a file; what hangs on the first is cited by it."""
        file = {
            "file": name if is_below(name) else file_name(name),
            "sha256": hashlib.sha256(data).hexdigest(),
        }
        unread = [doubt.text for doubt in readings[0].draft.doubts if doubt.unread]
        if len(readings) == 1:
            made = list(self._from_reading(readings[0], _original(file, readings[0]), wishes))
        else:
            made, failed = self._from_several(readings, file, replace(wishes, split=False))
            unread += failed
        return _as_open_as_all(made, unread)

    def _from_several(
        self, readings: Sequence[Reading], file: Mapping[str, Any], wishes: Wishes
    ) -> tuple[list[Converted], list[str]]:
        """The documents that came together, and the names of what couldn't be converted."""
        made: list[Converted] = []
        failed: list[tuple[str, ReadError]] = []
        for number, reading in enumerate(readings, 1):
            try:
                made += self._from_reading(reading, {**_original(file, reading), "part": number}, wishes)
            except ReadError as error:
                if number == 1:
                    raise
                failed.append((reading.name, error))
        made[0] = _with_attached(made[0], made[1:], failed)
        return made, [name for name, _ in failed]

    def _from_reading(
        self, reading: Reading, original: Mapping[str, Any], wishes: Wishes
    ) -> tuple[Converted, ...]:
        raw = recurring.without(reading.draft, dict(wishes.recurring))
        draft = repair(raw)
        drafts = parts.cut(raw, draft) if wishes.split else (raw,)
        if len(drafts) == 1:
            return (self._finished(parts.noted(draft), original, wishes),)
        return tuple(
            self._finished(repair(part), {**original, "part": number}, wishes)
            for number, part in enumerate(drafts, 1)
        )

    def _finished(self, draft: Draft, original: Mapping[str, Any], wishes: Wishes) -> Converted:
        if told := fetches.failure(draft):
            raise ReadError(
                message("没有取到正文，只有“{told}”", told=told[:30]),
                advice=message("在浏览器里打开原网页，看到正文后另存"),
            )
        if furniture.is_nothing_else(draft):
            raise ReadError(message("除了图片占位和网页的附加文字，没有正文"), advice=message("检查文件内容"))
        shape = outline(draft)
        if not shape.elements:
            raise ReadError(message("只有题名，没有正文"), advice=message("检查文件是否完整"))
        description = describe(shape, draft, self.matcher, self._archive, today=self._today)
        values = _asking(description.values, draft.asks)
        shape = _with_author(shape, values.get("people", ()))
        document = _document(values, shape, draft, original, wishes)
        return Converted(
            document,
            page.slug(document.title),
            shape,
            values["access"],
            values.get("rights", {}).get("note", ""),
            removed=tuple(sorted((*draft.removed, *shape.removed), key=lambda removed: removed.line)),
            asked=description.asked,
        )


def _original(file: Mapping[str, Any], reading: Reading) -> dict[str, Any]:
    """What a page says of the file that it was made from."""
    return {**file, "format": reading.format, **({"encoding": reading.encoding} if reading.encoding else {})}


def _with_attached(
    main: Converted, attached: Sequence[Converted], failed: Sequence[tuple[str, ReadError]]
) -> Converted:
    """A document that says what came attached to it, and what of that couldn't be converted."""
    data = main.document.model_dump()
    data["relations"] = [
        *data["relations"],
        *({"type": "cites", "target": other.document.title} for other in attached),
    ]
    data["sic"] = [
        *data["sic"],
        *({"text": name, "note": f"附在一起而没有转换：{error.problem}"} for name, error in failed),
    ]
    return replace(main, document=Document.model_validate(data))


_OPENNESS: tuple[Access, ...] = ("record", "excerpt", "full")


def _as_open_as_all(made: Sequence[Converted], unread: Sequence[str]) -> tuple[Converted, ...]:
    """The documents of one file, none allowed to be more open than the others: their original is one, and kept or not.

    What wasn't read in the file may be anything.
    """
    least = min(made, key=lambda one: _OPENNESS.index(one.allowed))
    allowed, reason = least.allowed, least.reason
    if unread:
        allowed, reason = "record", f"其中的 {unread[0]} 没有读出，不知能否公开"
    if allowed == "full":
        return tuple(made)
    return tuple(
        replace(one, allowed=allowed, reason=reason)
        if _OPENNESS.index(one.allowed) > _OPENNESS.index(allowed)
        else one
        for one in made
    )


def _asking(values: Mapping[str, Any], asks: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The fields, with what the reader wants looked at among those to review."""
    review, evidence = list(values.get("review", ())), dict(values.get("evidence", {}))
    for name, note in asks:
        if name not in review:
            review.append(name)
        evidence.setdefault(name, {"basis": "text", "note": note})
    return {**values, "review": review, "evidence": evidence}


def _with_author(shape: Outline, people: Sequence[Person]) -> Outline:
    """The shape, with the line of who speaks for a body back in the text where no field has taken it up."""
    lost = [
        Paragraph(line.text, line.line)
        for line in shape.head
        if line.kind == "author"
        and AUTHOR.fullmatch(line.text.strip())
        and not any(person.name in line.text for person in people)
    ]
    return replace(shape, elements=(*lost, *shape.elements)) if lost else shape


def _as_it_is(document: Document) -> Converted:
    """A page of the archive as a result of conversion."""
    shape = stated(markdown.read(document.body).blocks, document.title)
    return Converted(document, page.slug(document.title), shape, allowed="full", own=True)


def _document(
    values: Mapping[str, Any], shape: Outline, draft: Draft, original: Mapping[str, Any], wishes: Wishes
) -> Document:
    data = dict(values)
    data["original"] = original
    data["repairs"] = _log((*draft.changes, *shape.changes))
    data["sic"] = [
        {"text": text, "note": doubt.note}
        for doubt in draft.doubts
        if (text := characters.on_one_line(doubt.text))
    ]
    if wishes.access is not None:
        data["access"] = wishes.access
        data["review"] = [key for key in data.get("review", ()) if key != "access"]
    if data["access"] != "full":
        # A digest is always public; only the archive says that a text is one, not the file.
        data["content"] = "text"
    if wishes.rights_note is not None:
        data["rights"] = {"note": wishes.rights_note}
    elif data["access"] != "full":
        data.setdefault("rights", {"note": "收入者定的公开范围"})
    return Document.model_validate({**data, "body": page.body(shape.elements)})


def _log(changes: tuple[Change, ...]) -> list[dict[str, Any]]:
    """Changes as the page lists them: one entry a kind, counts added up."""
    counts: Counter[str] = Counter()
    notes: dict[str, str] = {}
    for change in changes:
        counts[change.kind] += change.count
        notes[change.kind] = change.note
    return [{"kind": kind, "count": counts[kind], "note": note} for kind, note in notes.items()]
