"""What a rule provides, on its page: outline, obligations, powers, definitions, each row with its article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from gongwen.derived.provisions import anchor_of, anchors, pieces
from gongwen.pages import addresses
from gongwen.pages.paragraphs import Line
from gongwen.records import Document, Obligation, Power
from gongwen.records.archive import Archive
from gongwen.records.provisions import POWER_KINDS
from gongwen.views.links import Link, explained, to
from gongwen.views.parts import Cell, Run, Section, Table

ANCHORS = ("outline", "obligations", "powers", "definitions")
"""Anchors of the sections."""


def provision_sections(document: Document, archive: Archive, lines: Iterable[Line]) -> tuple[Section, ...]:
    """The sections that a rule's page has between its digest and its text; none for most documents.

    Args:
        document: the rule, with no more than is public.
        archive: for the bodies that may act.
        lines: what a reader sees of the rule, in which its articles stand.
    """
    if not any(getattr(document, name) for name in ANCHORS):
        return ()
    known = anchors(document, lines)
    tables = (
        _outline(document, known),
        _obligations(document, known),
        _powers(document, archive, known),
        _definitions(document, known),
    )
    titles = ("章条要目", "义务与期限", "谁可以做什么", "用语的定义")
    return tuple(
        Section(anchor, title, (table,), f"{len(table.rows)} 条")
        for anchor, title, table in zip(ANCHORS, titles, tables, strict=True)
        if table.rows
    )


def places(document: Document, words: str, known: Mapping[str, str]) -> tuple[Run, ...]:
    """The places that a statement names, each a link where the rule's page has it.

    Args:
        document: the rule.
        words: the places: 第三条、第五条.
        known: fragments of the rule's page, from `gongwen.derived.provisions.anchors`.
    """
    runs: list[Run] = []
    for piece in pieces(words):
        anchor = anchor_of(piece, known)
        runs.append(Link(piece, f"{addresses.url(document.file)}#{anchor}") if anchor else piece)
    return tuple(runs)


def rule_link(rule: Document) -> Link:
    """The way to a rule from a table; what nearly all laws' titles begin with is left out there."""
    return replace(to(rule), text=rule.title.removeprefix("中华人民共和国"))


def measures(one: Obligation) -> str:
    """From which size on, and by when, in a few words."""
    return "；".join(filter(None, (one.threshold, one.time)))


def who(power: Power, archive: Archive) -> tuple[Run, ...]:
    """Who may act: as the rule says, with the body that it is today."""
    record = archive.agencies.get(power.body or "")
    if record is None:
        return (power.who,)
    link = explained(record)
    return (link,) if power.who == record.label else (power.who, "（", link, "）")


def _head(*names: str) -> tuple[Cell, ...]:
    return tuple(Cell((name,)) for name in names)


def _outline(document: Document, known: Mapping[str, str]) -> Table:
    rows = tuple(
        (Cell(places(document, part.place, known), "nw"), Cell((part.about,))) for part in document.outline
    )
    return Table((), rows, "gw-outline")


def _obligations(document: Document, known: Mapping[str, str]) -> Table:
    rows = tuple(
        (
            Cell((one.who,)),
            Cell((one.must,)),
            Cell((measures(one),)),
            Cell(consequence(document, one, known)),
            Cell(places(document, one.article, known)),
        )
        for one in document.obligations
    )
    return Table(_head("谁", "应当做什么", "门槛、期限", "不做的后果", "条"), rows, "gw-stack gw-duties")


def consequence(document: Document, one: Obligation, known: Mapping[str, str]) -> tuple[Run, ...]:
    """What follows where a duty isn't done, and the article that says so."""
    if not one.consequence:
        return places(document, one.under, known) if one.under else ()
    behind: Sequence[Run] = ("（", *places(document, one.under, known), "）") if one.under else ()
    return (one.consequence, *behind)


def _powers(document: Document, archive: Archive, known: Mapping[str, str]) -> Table:
    rows = tuple(
        (
            Cell(who(power, archive)),
            Cell((power.may,)),
            Cell((POWER_KINDS[power.kind],), "nw"),
            Cell(places(document, power.article, known)),
        )
        for power in document.powers
    )
    return Table(_head("谁", "可以做什么", "种类", "条"), rows, "gw-stack gw-powers")


def _definitions(document: Document, known: Mapping[str, str]) -> Table:
    rows = tuple(
        (
            Cell((one.term,)),
            Cell((one.english or "",)),
            Cell(places(document, one.article, known), "nw"),
        )
        for one in document.definitions
    )
    return Table((), rows, "gw-outline")
