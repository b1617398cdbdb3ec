"""Where a converted document may go: the archive's policy, as a plan that others carry out. Touches no disk.

What decides, in this order: a page of the archive stays as it is; text goes no further than its own signals let
it, unless a person says why; an original stays in sources/ only where all of it is open; a page that a person
edited isn't overwritten.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import PurePosixPath
from typing import Literal

from gongwen.convert import page
from gongwen.convert.pipeline import Converted, Wishes
from gongwen.derived.titles import bare
from gongwen.messages import listed, message
from gongwen.records import Document, field_name
from gongwen.records.openness import public
from gongwen.records.vocabulary import Access

Action = Literal["write", "attach", "unchanged", "refuse"]

_OPENNESS: tuple[Access, ...] = ("record", "excerpt", "full")


class Numbers:
    """How far the numbers behind names have come that are taken for good: nothing counts them from the start again."""

    def __init__(self) -> None:
        self._next: dict[str, int] = {}

    def free(self, base: str, taken: Container[str]) -> Iterator[str]:
        """`base` and the names to take where it is taken, from the first on that `taken` doesn't hold."""
        number = self._next.get(base, 1)
        while _with_number(base, number) in taken:
            number += 1
        self._next[base] = number
        return (_with_number(base, more) for more in count(number))


def _with_number(base: str, number: int) -> str:
    return base if number == 1 else f"{base}-{number}"


class Originals:
    """Names below sources/: each file that is there is asked for its digest once, however many have its name.

    Args:
        digest_of: the digest of the file with a name; None where there is none.
    """

    def __init__(self, digest_of: Callable[[str], str | None]) -> None:
        self._digest_of = digest_of
        self._there: dict[str, _There] = {}

    def name(self, document: Document, previous: Document | None) -> str:
        """The name for a document's original: the one under which it lies there, else the first free one."""
        assert document.original is not None
        digest, path = document.original.sha256, PurePosixPath(document.original.file)
        if previous is not None and previous.original is not None:
            kept = previous.original.file
            if self._digest_of(kept) in {None, digest}:
                return kept
        there = self._there.setdefault(path.name, _There())
        while digest not in there.names:
            name = f"{_with_number(path.stem, there.seen + 1)}{path.suffix}"
            found = self._digest_of(name)
            if found is None:
                return name
            there.seen += 1
            there.names.setdefault(found, name)
        return there.names[digest]


@dataclass(slots=True)
class _There:
    """Files that share a name but for the number: how many were seen, and by its digest what each is called."""

    seen: int = 0
    names: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stock:
    """What the archive holds already, as far as a newcomer meets it.

    Attributes:
        taken: ids of documents.
        previous: the page that was made from the same original; None for a new one.
        originals: digests of the files in sources/ that the newcomer's could be taken for.
        digest: the archive's own digest of the same document; None where there is none.
        keep_as: the name under which its original would be kept; None where it is to be found among `originals`.
        numbers: how far the numbers behind ids have come; None counts from the start.
    """

    taken: Container[str] = frozenset()
    previous: Document | None = None
    originals: Mapping[str, str] = field(default_factory=dict)
    digest: Document | None = None
    keep_as: str | None = None
    numbers: Numbers | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done with a converted document.

    Attributes:
        action: ``write`` its page, ``attach`` it to the digest of the same document, leave it ``unchanged``, or
            ``refuse`` the file.
        identity: the id of its page; empty where it is refused.
        document: what may be written: no more of the text than its access lets out.
        keep_as: the name in sources/ under which the original is to be kept; None where it isn't to be copied.
        why: the reason for refusing, in Chinese.
        advice: what a person can do about it.
    """

    action: Action
    identity: str
    document: Document
    keep_as: str | None = None
    why: str = ""
    advice: str = ""


def plan(result: Converted, wishes: Wishes, stock: Stock, *, kept: str | None = None) -> Plan:
    """Decide where a converted document goes.

    Args:
        result: the document with its whole text, and what its signals allow.
        wishes: what the maintainer decided.
        stock: what is there already.
        kept: the file's name below sources/, where it lies there; None where it comes from elsewhere.
    """
    document = public(result.document)
    if result.own:
        return _own(result, wishes)
    objection = _objection(result, wishes, kept) or _edited(stock.previous, document)
    if objection is not None:
        return _refused(document, *objection)
    if stock.digest is not None and stock.previous is None and may_keep(document):
        return _attached(document, stock.digest, stock, kept)
    identity = stock.previous.id if stock.previous else _free_id(result, stock.taken, stock.numbers)
    keep_as = None
    if may_keep(document) and kept is None:
        keep_as = _free_name(document, stock)
        document = _named(document, keep_as)
    unchanged = stock.previous is not None and page.render(stock.previous) == page.render(document)
    return Plan("unchanged" if unchanged else "write", identity, document, keep_as)


def is_digest_of(digest: Document, document: Document) -> bool:
    """Whether a digest is of the document that a file turned out to be: the same title, and the same day.

    A digest of what has been amended since takes the amended text, which is of a later day.
    """
    if digest.content != "digest" or bare(digest.title) != bare(document.title):
        return False
    if digest.date is None or document.date is None:
        return False
    days = {digest.date, digest.version}
    return document.date in days or (digest.status == "amended" and document.date > digest.date)


def _attached(document: Document, digest: Document, stock: Stock, kept: str | None) -> Plan:
    """A plan for a text whose digest is there: its place goes into the digest's record."""
    original = document.original
    assert original is not None
    if digest.text is not None:
        if digest.text.provider == "sources" and stock.originals.get(digest.text.key) == original.sha256:
            return Plan("unchanged", digest.id, document)
        return _refused(
            document,
            message(
                "docs/{file} 已写明全文所在（{provider}）", file=digest.file, provider=digest.text.provider
            ),
            message("要改用这一份，先删去那一页的 text"),
        )
    keep_as = None if kept is not None else _free_name(document, stock)
    return Plan("attach", digest.id, _named(document, keep_as) if keep_as else document, keep_as)


def may_keep(document: Document) -> bool:
    """Whether the original may lie in sources/: only where all of it is open, which a digest says nothing of."""
    return document.access == "full"


def exceeds(access: Access, allowed: Access) -> bool:
    """Whether `access` gives out more than `allowed`."""
    return _OPENNESS.index(access) > _OPENNESS.index(allowed)


def base_id(result: Converted) -> str:
    """The id that a document would like: year and name."""
    year = result.document.year
    return f"{year:04d}/{result.slug}" if year else f"undated/{result.slug}"


def _own(result: Converted, wishes: Wishes) -> Plan:
    if wishes.access is not None or wishes.rights_note is not None:
        return _refused(result.document, message("是馆内的页面"), message("公开范围和权利直接改页面的元数据"))
    return Plan("unchanged", result.document.id, result.document)


def _refused(document: Document, why: str, advice: str) -> Plan:
    """A plan for what isn't taken; the report still says what it was, without its text."""
    return Plan(
        "refuse", "", document.model_copy(update={"body": "", "sic": (), "evidence": {}}), None, why, advice
    )


def _objection(result: Converted, wishes: Wishes, kept: str | None) -> tuple[str, str] | None:
    """Why a document may not come in as it is, and what to do; None where it may."""
    document = result.document
    if exceeds(document.access, result.allowed) and not wishes.rights_note:
        return (
            message(
                "文件里有不宜{fully}公开的迹象（{reason}）",
                fully=message("全文") if document.access == "full" else "",
                reason=result.reason,
            ),
            message("收入 docs/ 须用 --rights-note 写明依据"),
        )
    if kept is not None and not may_keep(document):
        note = document.rights.note if document.rights and document.rights.note else message("不宜全文公开")
        return message("{note}，原件不得留在 sources/", note=note), message(
            "移走文件，或用 convert --access full --rights-note 写明依据"
        )
    if kept is not None and document.original is not None and document.original.file != kept:
        return message("sources/ 里的文件名含记录里不能用的字符"), message(
            "改名为 {file} 再试", file=document.original.file
        )
    return None


def _edited(previous: Document | None, document: Document) -> tuple[str, str] | None:
    if previous is None or page.is_untouched(previous):
        return None
    return (
        message(
            "docs/{file} 有人工改动，未覆盖{differences}",
            file=previous.file,
            differences=_differences(previous, document),
        ),
        message("要重做就先删去该页，或手工合并"),
    )


def _differences(page_now: Document, made: Document) -> str:
    fields = [field_name(name) for name in differing(page_now, made) if name != "original"]
    return message("（不同处：{fields}）", fields=listed(fields)) if fields else ""


def differing(a: Document, b: Document) -> list[str]:
    """Names of the fields in which two versions of a document differ; its id, path and fingerprint don't count."""
    left, right = (document.model_dump(exclude={"id", "file"}) for document in (a, b))
    for side in (left, right):
        if side.get("original"):
            side["original"].pop("fingerprint", None)
    return [key for key in left if left[key] != right[key]]


def _free_id(result: Converted, taken: Container[str], numbers: Numbers | None) -> str:
    return next((numbers or Numbers()).free(base_id(result), taken))


def _free_name(document: Document, stock: Stock) -> str:
    return stock.keep_as or Originals(stock.originals.get).name(document, stock.previous)


def _named(document: Document, name: str) -> Document:
    assert document.original is not None
    return document.model_copy(update={"original": document.original.model_copy(update={"file": name})})
