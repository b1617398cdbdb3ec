"""Who must do what, over all rules: the table of duties, filtered by who, by time, by size and by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from gongwen.derived.occurrences import Occurrences
from gongwen.derived.provisions import Duty, Limit, TimeKind, anchors, duties
from gongwen.records.archive import Archive
from gongwen.views.links import DOCUMENTS, HOME, Link, at
from gongwen.views.page import Page
from gongwen.views.parts import Cell, Choice, Filter, FilteredTable, Text, loose
from gongwen.views.powers import POWERS
from gongwen.views.provisions import consequence, measures, places, rule_link
from gongwen.views.sorting import pinyin_key

DUTIES = "documents/duties.md"
_TIMES: dict[TimeKind, tuple[str, str]] = {
    "within": ("限期", "{}以内"), "before": ("提前", "{}以前"), "least": ("保存、等候不少于", "{}"), "each": ("定期", "{}"),
}  # fmt: skip
_LEDE = "法规要谁做什么，多大才要，何时做完，不做会怎样。由本库用自己的话摘出，只述要点；引用请看条文。"


def duty_page(archive: Archive, occurrences: Occurrences) -> Page:
    """The table of duties: newest rule first, with what a script needs to filter it."""
    found = duties(archive)
    rules = len({duty.rule.id for duty in found})
    lede = f"{len(found)} 条，出自 {rules} 件。{_LEDE}" if found else "目前没有。"
    data = Text(
        (
            "数据：",
            Link("CSV", "data/duties.csv"),
            "　",
            Link("JSON", "data/duties.json"),
            "　另见",
            at("谁可以做什么", POWERS),
        ),
        note=True,
    )
    parts = (data, _table(found, occurrences)) if found else (data,)
    return Page(DUTIES, "义务与期限", lede, (HOME, DOCUMENTS), (loose(*parts),))


def _table(found: Sequence[Duty], occurrences: Occurrences) -> FilteredTable:
    given = {duty.rule.id: duty.rule for duty in found}
    known = {identity: anchors(rule, occurrences.lines(rule)) for identity, rule in given.items()}
    words = _words(found)
    rows = tuple((_cells(duty, known[duty.rule.id]), words[place]) for place, duty in enumerate(found))
    return FilteredTable(
        _filters(found, words),
        ("谁", "应当做什么", "门槛、期限", "不做的后果", "所据"),
        rows,
        "条",
        "gw-stack gw-duties",
    )


def _cells(duty: Duty, known: Mapping[str, str]) -> tuple[Cell, ...]:
    one = duty.obligation
    return (
        Cell((one.who,)),
        Cell((one.must,)),
        Cell((measures(one),)),
        Cell(consequence(duty.rule, one, known)),
        Cell((rule_link(duty.rule), " ", *places(duty.rule, one.article, known))),
    )


def _words(found: Iterable[Duty]) -> list[tuple[str, ...]]:
    """The words that choose each row: what it says, and of limits of time every longer one."""
    due = sorted({limit.hours for duty in found for limit in duty.limits if limit.kind == "within"})
    return [
        (
            f"who={duty.obligation.who}",
            *(word for limit in duty.limits for word in _time_words(limit, due)),
            *(f"size={size.label}" for size in duty.sizes),
            f"rule={duty.rule.id}",
        )
        for duty in found
    ]


def _time_words(limit: Limit, due: Sequence[float]) -> Iterator[str]:
    if limit.kind == "within":
        yield from (f"time=within {hours:g}" for hours in due if hours >= limit.hours)
    else:
        yield f"time={limit.kind} {limit.hours:g}"


def _filters(found: Sequence[Duty], words: Sequence[Sequence[str]]) -> tuple[Filter, ...]:
    counts = Counter(word for row in words for word in dict.fromkeys(row))
    people = sorted({duty.obligation.who for duty in found}, key=pinyin_key)
    sizes = {size.label: size for duty in found for size in duty.sizes}
    rules = {duty.rule.id: duty.rule.title for duty in found}
    ordered = sorted(sizes.values(), key=lambda size: (size.unit != "人", size.unit, size.number))
    return (
        Filter("who", "谁", _plain(counts, [(name, f"who={name}") for name in people])),
        Filter("time", "期限", _times(found, counts)),
        Filter("size", "门槛", _plain(counts, [(size.label, f"size={size.label}") for size in ordered])),
        Filter("rule", "法规", _plain(counts, [(title, f"rule={rule}") for rule, title in rules.items()])),
    )


def _plain(
    counts: Mapping[str, int], choices: Iterable[tuple[str, str]]
) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
    return (("", tuple(Choice(text, word, counts[word]) for text, word in choices)),)


def _times(found: Iterable[Duty], counts: Mapping[str, int]) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
    """Times by kind, the shorter first; those of one length under the first of their names."""
    limits = [limit for duty in found for limit in duty.limits]
    groups = []
    for kind, (group, form) in _TIMES.items():
        names: dict[float, set[str]] = {}
        for limit in limits:
            if limit.kind == kind:
                names.setdefault(limit.hours, set()).add(limit.label)
        choices = tuple(
            Choice(form.format("、".join(sorted(names[hours]))), word, counts[word])
            for hours in sorted(names)
            for word in (f"time={kind} {hours:g}",)
        )
        if choices:
            groups.append((group, choices))
    return tuple(groups)
