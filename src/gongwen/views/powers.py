"""Who may do what, over all rules: the concordance of powers, by body, by kind of power and by rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from gongwen.derived.occurrences import Occurrences
from gongwen.derived.provisions import Grant, anchors, grants
from gongwen.records import Agency, Document
from gongwen.records.archive import Archive
from gongwen.records.provisions import POWER_KINDS
from gongwen.views.links import DOCUMENTS, HOME, Link, at, to
from gongwen.views.page import Page
from gongwen.views.parts import Cell, Run, Section, Switch, Table, Text, loose
from gongwen.views.provisions import places, rule_link, who
from gongwen.views.sorting import pinyin_key

POWERS = "documents/powers/index.md"
_WAYS = (
    (POWERS, "机构"), ("documents/powers/kinds.md", "职权"), ("documents/powers/rules.md", "法规"),
)  # fmt: skip
_LEDE = "法规让谁可以做什么，逐条列出所据的条。由本库用自己的话摘出，只述要点；引用请看条文。"
_TITLE = "谁可以做什么"
_FEW = 2
"""Bodies that rules name no more often stand together."""


def power_pages(archive: Archive, occurrences: Occurrences) -> Iterator[Page]:
    """The three pages of the concordance."""
    found = grants(archive)
    known = _known(found, occurrences)
    for (src, way), sections in zip(
        _WAYS,
        (_by_body(found, archive, known), _by_kind(found, archive, known), _by_rule(found, archive, known)),
        strict=True,
    ):
        rules = len({grant.rule.id for grant in found})
        lede = f"{len(found)} 条，出自 {rules} 件。{_LEDE}" if found else "目前没有。"
        head = loose(
            Switch("排列", tuple(at(label, page) for page, label in _WAYS), way),
            Text(
                (
                    "数据：",
                    Link("CSV", "data/powers.csv"),
                    "　",
                    Link("JSON", "data/powers.json"),
                    "　另见",
                    at("义务与期限", "documents/duties.md"),
                ),
                note=True,
            ),
        )
        title = _TITLE if src == POWERS else f"{_TITLE}：按{way}"
        crumbs = (HOME, DOCUMENTS) if src == POWERS else (HOME, DOCUMENTS, at(_TITLE, POWERS))
        yield Page(src, title, lede, crumbs, (head, *sections))


Known = Mapping[str, Mapping[str, str]]
"""Fragments of rules' pages by rule, and by the words that name the place."""


def _known(found: Iterable[Grant], occurrences: Occurrences) -> Known:
    rules = {grant.rule.id: grant.rule for grant in found}
    return {identity: anchors(rule, occurrences.lines(rule)) for identity, rule in rules.items()}


def _by_body(found: Iterable[Grant], archive: Archive, known: Known) -> list[Section]:
    """Bodies with records first, those that may do most before the others; then those that rules call by a kind."""
    groups: dict[tuple[bool, str], list[Grant]] = defaultdict(list)
    for grant in found:
        body = grant.power.body
        recorded = body in archive.agencies
        groups[(not recorded, body or "" if recorded else grant.power.who)].append(grant)
    ordered = sorted(groups.items(), key=lambda item: (item[0][0], -len(item[1]), pinyin_key(item[0][1])))
    sections, rest = [], []
    for number, ((unrecorded, name), group) in enumerate(ordered):
        if unrecorded and len(group) <= _FEW:
            rest += group
            continue
        record = archive.agencies.get(name)
        sections.append(
            Section(
                f"b{number}",
                record.label if record else name,
                (_table(group, archive, known, body=False),),
                f"{len(group)} 条",
                to(record) if record else None,
            )
        )
    if rest:
        sections.append(Section("others", "其他", (_table(rest, archive, known),), f"{len(rest)} 条"))
    return sections


def _by_kind(found: Iterable[Grant], archive: Archive, known: Known) -> list[Section]:
    groups: dict[str, list[Grant]] = defaultdict(list)
    for grant in found:
        groups[grant.power.kind].append(grant)
    return [
        Section(
            kind.replace(" ", "-"), name, (_table(groups[kind], archive, known),), f"{len(groups[kind])} 条"
        )
        for kind, name in POWER_KINDS.items()
        if groups[kind]
    ]


def _by_rule(found: Iterable[Grant], archive: Archive, known: Known) -> list[Section]:
    groups: dict[str, list[Grant]] = defaultdict(list)
    for grant in found:
        groups[grant.rule.id].append(grant)
    return [
        Section(
            f"r{number}",
            group[0].rule.title,
            (_table(group, archive, known, rule=False),),
            f"据截至 {group[0].rule.provided_as_of or '某日'} 的文本，{len(group)} 条",
            to(group[0].rule, anchor="powers"),
        )
        for number, group in enumerate(groups.values())
    ]


def _table(
    group: Iterable[Grant], archive: Archive, known: Known, *, body: bool = True, rule: bool = True
) -> Table:
    """Powers, a row each, without the column that the heading says already."""
    rows = []
    for grant in group:
        power, of = grant.power, grant.rule
        where: tuple[Run, ...] = places(of, power.article, known[of.id])
        cells = [
            Cell(who(power, archive) if body else (power.who,)),
            Cell((power.may,)),
            Cell((rule_link(of), " ", *where) if rule else where),
        ]
        rows.append(tuple(cells))
    head = (Cell(("谁",)), Cell(("可以做什么",)), Cell(("所据",)))
    return Table(head, tuple(rows), "gw-stack gw-powers")


def powers_section(agency: Agency, archive: Archive, occurrences: Occurrences) -> list[Section]:
    """What rules let a body do, for its own page; nothing where none does."""
    pointing = (p for p in archive.pointing_to(agency) if p.reference.field == "powers")
    rules = {
        p.record.id: p.record for p in pointing if isinstance(p.record, Document) and not p.record.withdrawn
    }
    found = [
        Grant(rule, index, power)
        for rule in reversed(rules.values())
        for index, power in enumerate(rule.powers)
        if power.body == agency.id
    ]
    if not found:
        return []
    known = _known(found, occurrences)
    note = f"{len(found)} 条，出自 {len(rules)} 件"
    return [Section("powers", "可以做什么", (_table(found, archive, known, body=False),), note)]
