"""The life of a rule: days that can't follow each other, and what another record tells already."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongwen.messages import message
from gongwen.records import Document
from gongwen.records.archive import Archive
from gongwen.records.checks.finding import Finding
from gongwen.records.edtf import Edtf
from gongwen.records.frontmatter import Loc
from gongwen.records.life import Change
from gongwen.text.fold import fold

_ENDED = frozenset({"repealed", "expired"})


def lives(archive: Archive) -> Iterator[Finding]:
    """What is wrong with what records say of the lives of rules."""
    titles = {_bare(document.title): document for document in archive.documents.values()}
    for document in archive.documents.values():
        if not document.withdrawn:
            yield from _order(document)
            yield from _standing(document)
            yield from _told_twice(document, archive, titles)


def _order(document: Document) -> Iterator[Finding]:
    """Each pair of days of which the second can't come before the first, at the second."""
    adopted = document.adopted.date if document.adopted else None
    # A rule is dated by the day of its order, which follows its passing; where only its publication is known, that does.
    yield from _after(document, message("日期"), document.date, ("date",), message("通过"), adopted)
    yield from _after(
        document, message("公布日期"), document.published, ("published",), message("日期"), document.date
    )
    yield from _after(
        document, message("施行日期"), document.effective, ("effective",), message("通过"), adopted
    )
    made = adopted or document.date
    for index, draft in enumerate(document.drafts):
        loc: Loc = ("drafts", index)
        yield from _after(
            document,
            message("意见截止日期"),
            draft.deadline,
            (*loc, "deadline"),
            message("征求意见"),
            draft.date,
        )
        yield from _after(document, message("通过"), made, (*loc, "date"), message("征求意见"), draft.date)
    for index, earlier in enumerate(document.earlier):
        yield from _after(document, message("日期"), made, ("earlier", index), message("此前文本"), earlier)
    yield from _ends(document, made)


def _ends(document: Document, made: Edtf | None) -> Iterator[Finding]:
    """What changed or ended a rule comes after the rule, and its end last."""
    end = document.repealed.date if document.repealed else None
    for index, one in enumerate(document.amended):
        loc: Loc = ("amended", index)
        yield from _after(document, message("修改日期"), one.date, (*loc, "date"), message("通过"), made)
        yield from _after(
            document, message("施行日期"), one.effective, (*loc, "effective"), message("修改日期"), one.date
        )
        yield from _after(document, message("废止日期"), end, (*loc, "date"), message("修改日期"), one.date)
    yield from _after(document, message("废止日期"), end, ("repealed", "date"), message("通过"), made)
    yield from _after(
        document, message("废止日期"), end, ("repealed", "date"), message("施行日期"), document.effective
    )


def _after(
    document: Document, what: str, later: Edtf | None, loc: Loc, than: str, earlier: Edtf | None
) -> Iterator[Finding]:
    if later and earlier and later.last < earlier.first:
        yield Finding(
            document.file,
            message(
                "{what}（{later}）早于{than}（{earlier}）", what=what, later=later, than=than, earlier=earlier
            ),
            message("核对两个日期"),
            loc,
        )


def _standing(document: Document) -> Iterator[Finding]:
    """How a rule is said to stand, against what is said to have befallen it."""
    if document.repealed and document.status not in _ENDED:
        problem, key = message("写了 repealed，而 status 不是 repealed 或 expired"), "repealed"
    elif document.amended and document.status in {"in force", "draft", None}:
        problem, key = message("写了 amended，而 status 不是 amended"), "amended"
    elif document.adopted and document.status == "draft":
        problem, key = message("征求意见稿写了 adopted"), "adopted"
    else:
        return
    yield Finding(document.file, problem, message("改正其中一处"), (key,))


def _told_twice(document: Document, archive: Archive, titles: dict[str, Document]) -> Iterator[Finding]:
    """What amends or repeals a rule and has a record says so itself, and nobody else does."""
    told: list[tuple[Loc, Change, str]] = [
        (("amended", index), one, "amends") for index, one in enumerate(document.amended)
    ]
    if document.repealed:
        told.append((("repealed",), document.repealed, "repeals"))
    for loc, one, relation in told:
        record = archive.documents.get(one.by or "") or titles.get(_bare(one.by or "-"))
        if record is not None and record.id != document.id:
            yield Finding(
                document.file,
                message("“{by}”馆内有条目：docs/{file}", by=one.by, file=record.file),
                message("删去这里的，写在那一件的 relations 里（{relation}）", relation=relation),
                loc,
            )
    if document.repealed and any(
        pointer.reference.type == "repeals" for pointer in archive.incoming_relations.get(document.id, ())
    ):
        yield Finding(
            document.file,
            message("废止它的馆内有条目，repealed 说了两遍"),
            message("删去 repealed"),
            ("repealed",),
        )


def _bare(title: str) -> str:
    """A title without its marks and the country before it, as people write it."""
    return re.sub(r"[\W_]+", "", fold(title)).removeprefix("中华人民共和国")
