"""The whole text on a document's page: where it is from, of what day it is, which articles matter, or what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from gongwen.pages import addresses
from gongwen.pages.articles import cited_at
from gongwen.records import Document
from gongwen.records.vocabulary import ACCESSES
from gongwen.views.links import Link


@dataclass(frozen=True, slots=True)
class WholeView:
    """What stands at the head of a whole text.

    Attributes:
        shown: whether there is text below.
        beside: whether it stands below a digest.
        note: what it is from and as of when, or what is missing and why.
        marked: links to the articles that matter to the archive's field.
    """

    shown: bool
    beside: bool
    note: str
    marked: tuple[Link, ...] = ()


def whole_view(document: Document, missing: str) -> WholeView | None:
    """The head of a document's whole text; None where its record doesn't say where one is.

    Args:
        document: the document.
        missing: why the text couldn't be had; empty where it was.
    """
    place = document.text
    if place is None:
        return None
    beside = document.content == "digest"
    whole = document.whole
    if whole is None:
        return WholeView(shown=False, beside=beside, note=f"全文未载：{missing or '构建时没有取全文'}。")
    if not whole.body:
        return WholeView(
            shown=False, beside=beside, note=f"全文未载：{ACCESSES[whole.access]}（{whole.origin}）。"
        )
    day = f"截至 {place.version} 的文本" if place.version else "文本的版本日期未详"
    part = "" if whole.access == "full" else f"，{ACCESSES[whole.access]}"
    return WholeView(
        shown=True,
        beside=beside,
        note=f"{day}{part}，取自{whole.origin}。字句照录，以官方公布的文本为准。",
        marked=_marked(document),
    )


def _marked(document: Document) -> tuple[Link, ...]:
    assert document.text is not None
    found = []
    for name in document.text.marked:
        cited = cited_at(name)
        if cited is not None:
            found.append(Link(name, f"{addresses.url(document.file)}#{cited.anchor}"))
    return tuple(found)


def provenance(document: Document) -> list[tuple[str, str, bool]]:
    """What the page's account of sources says of the whole text."""
    whole, place = document.whole, document.text
    if whole is None or place is None:
        return []
    rows = [
        ("全文来源", f"{whole.origin}，{place.key}", False),
        ("全文公开范围", ACCESSES[whole.access], False),
    ]
    if place.version:
        rows.append(("全文截至", str(place.version), False))
    return [*rows, ("全文校验值", f"sha256 {whole.sha256}", True)]
