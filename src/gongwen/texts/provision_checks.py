"""What can be wrong with what records say of rules, held against the texts of the rules where they are to be had."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from gongwen.derived.provisions import anchor_of, anchors, pieces
from gongwen.messages import message
from gongwen.pages.paragraphs import page_lines
from gongwen.records import Definition, Document, Obligation, OutlinePart, Power
from gongwen.records.archive import Archive
from gongwen.records.checks import Finding
from gongwen.records.frontmatter import Loc
from gongwen.records.provisions import ONE_PLACE
from gongwen.records.shared_runs import Pieces, shared_runs

FIELDS = ("outline", "obligations", "powers", "definitions")
_PLACES = ("place", "article", "under")

Provision = OutlinePart | Obligation | Power | Definition


def check(archive: Archive) -> Iterator[Finding]:
    """Findings about statements of rules: places that the text doesn't have, sentences that it does have."""
    known = [*(name for _, record in archive.named for name in record.names)]
    cut = Pieces([*known, *(document.label for document in archive.documents.values())])
    for document in archive.documents.values():
        stated = list(_stated(document))
        if stated:
            yield from _places(document, stated)
            yield from _copied(document, stated, cut)


def _stated(document: Document) -> Iterator[tuple[Loc, Provision]]:
    for name in FIELDS:
        for index, one in enumerate(getattr(document, name)):
            assert isinstance(one, get_args(Provision))
            yield (name, index), one


def _places(document: Document, stated: list[tuple[Loc, Provision]]) -> Iterator[Finding]:
    """Places that the text hasn't; nothing where there is no text."""
    known = anchors(document, page_lines(document))
    if not known:
        return
    for loc, one in stated:
        for key in _PLACES:
            for piece in pieces(getattr(one, key, None) or ""):
                if ONE_PLACE.fullmatch(piece) and anchor_of(piece, known) is None:
                    yield Finding(
                        document.file,
                        message("全文里没有{piece}", piece=piece),
                        message("改正，或核对全文的版本"),
                        (*loc, key),
                    )


def _copied(document: Document, stated: list[tuple[Loc, Provision]], cut: Pieces) -> Iterator[Finding]:
    """Statements that take a sentence over: they are to be facts in the archive's own words."""
    text = document.whole_body or (document.public_body if document.content == "text" else "")
    if not text:
        return
    own = {f"{loc[0]}.{loc[1]}": cut.of("\n".join(_words(one))) for loc, one in stated}
    locs = {f"{loc[0]}.{loc[1]}": loc for loc, _ in stated}
    for shared in shared_runs({"": cut.of(text), **own}):
        if not shared.other:
            problem = message(
                "{one} 与条文有 {count} 字相同：“{run}”",
                one=shared.one,
                count=len(shared.run),
                run=shared.run,
            )
            yield Finding(document.file, problem, message("用自己的话改写"), locs[shared.one])


def _words(one: Provision) -> Iterator[str]:
    return (str(value) for value in one.model_dump(exclude_none=True).values())
