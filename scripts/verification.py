"""Pages held against their originals: what the tool makes of a kept file today, and what the page says."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from conversion import converted, digest_of
from delivery import Input
from gongwen import shelf
from gongwen.convert import own_pages, page
from gongwen.convert.pipeline import Converted, Wishes
from gongwen.errors import GongwenError
from gongwen.messages import message
from gongwen.records import Document
from gongwen.records.archive import Archive, read_archive
from writing import write


@dataclass(frozen=True, slots=True)
class Checked:
    """A page held against what the tool makes of its source today."""

    file: str
    state: Literal["same", "edited", "drifted", "missing", "misplaced", "failed"]
    fields: tuple[str, ...] = ()
    message: str | None = None
    made: Document | None = None
    """What conversion gives today."""


def verify(root: Path, *, archive: Archive | None = None, update: bool = False) -> list[Checked]:
    """Hold every page that was made from a kept original against today's conversion.

    Args:
        root: the archive's folder.
        archive: its records, where they have been read.
        update: write today's result where it differs and nobody has edited the page.
    """
    archive = archive or read_archive(root / "docs", strict=False)
    checked: list[Checked] = []
    documents: list[Document] = []
    items: list[Input] = []
    for document in archive.documents_in_time:
        original = document.original
        if original is None:
            continue
        fault = _misplaced(document, root / "sources")
        if fault is not None:
            checked.append(fault)
        elif (root / "sources" / original.file).exists():
            note = document.rights.note if document.rights else None
            documents.append(document)
            wishes = Wishes(document.access, note, split=original.part is not None)
            items.append(
                Input(root / "sources" / original.file, f"sources/{original.file}", original.file, wishes)
            )
    made: dict[tuple[str, int | None], Converted | GongwenError] = {}
    for item, result in converted(items, root / "docs"):
        part = (
            None
            if isinstance(result, GongwenError) or not result.document.original
            else result.document.original.part
        )
        made[item.given, part] = result
    for document, item in zip(documents, items, strict=True):
        assert document.original is not None
        result = (
            made.get((item.given, document.original.part))
            or made.get((item.given, None))
            or GongwenError(
                message("原件里已没有这一件"),
                file=item.given,
                advice=message("核对原件，或改正页面的 original.part"),
            )
        )
        checked.append(_held_against(document, result, root / "docs", update=update))
    return checked


def _misplaced(document: Document, sources: Path) -> Checked | None:
    """What is wrong with a document's original as it lies in sources/, or doesn't; None where nothing is."""
    assert document.original is not None
    name = document.original.file
    if not os.path.lexists(sources / name):
        wanted = shelf.may_keep(document) and document.content == "text"
        missing = message("sources/{name} 不在。补上原件，或删去 original", name=name)
        return Checked(document.file, "missing", message=missing) if wanted else None
    path = own_pages.inside(sources, name)
    if path is None:
        problem = message(
            "sources/{name} 不是 sources/ 里的文件，或是指向别处的链接，未读。换成文件本身", name=name
        )
    elif not shelf.may_keep(document):
        problem = message(
            "公开范围是 {access}，原件不得留在 sources/{name}。移走原件", access=document.access, name=name
        )
    elif digest_of(path) != document.original.sha256:
        problem = message(
            "sources/{name} 的校验值与页面所记的不同。核对原件；原件改过的，运行 make site 重新转换",
            name=name,
        )
    else:
        return None
    return Checked(document.file, "misplaced", message=problem)


def _held_against(
    document: Document, result: Converted | GongwenError, docs: Path, *, update: bool
) -> Checked:
    if isinstance(result, GongwenError):
        return Checked(document.file, "failed", message=str(result))
    fields = tuple(shelf.differing(document, result.limited()))
    touched = not page.is_untouched(document)
    if fields and not touched and update:
        write(docs / document.file, page.render(result.limited()))
    state: Literal["same", "edited", "drifted"] = "same" if not fields else "edited" if touched else "drifted"
    return Checked(document.file, state, fields, made=result.limited())
