"""Pointers between records: ids that lead nowhere, rings, ends that don't answer each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping

from gongwen.messages import message
from gongwen.records import KINDS, Document, Kind, Named, Record, kind_named, kind_of
from gongwen.records.archive import Archive, Key
from gongwen.records.checks.finding import Finding
from gongwen.records.references import Reference, references, refs
from gongwen.text.fold import fold


def pointers(archive: Archive) -> Iterator[Finding]:
    """What is wrong with where records point to."""
    names = _names(archive)
    for record in archive:
        for reference in references(record):
            yield from _target(record, reference, archive, names)
    for kind in KINDS.values():
        yield from _rings(kind, archive)


def dead_ends(archive: Archive) -> Iterator[Finding]:
    """Ids that lead nowhere: published, they would stand there as if they were names."""
    for record in archive:
        for reference in references(record):
            if not archive.knows(reference.ref.kind, reference.target):
                yield from _unknown_id(record, reference)


def alone(archive: Archive, named: Container[Key]) -> Iterator[Finding]:
    """Records that no text names and no other record points to.

    Args:
        archive: the records.
        named: those that texts name.
    """
    for record in archive:
        if not archive.pointing_to(record) and (kind_of(record).name, record.id) not in named:
            yield Finding(
                record.file,
                message("没有文献提到它，也没有别的条目指向它"),
                message("补上联系，或考虑不收"),
                severity="info",
            )


def _target(
    record: Record, reference: Reference, archive: Archive, names: Mapping[str, Mapping[str, set[str]]]
) -> Iterator[Finding]:
    ref, target, loc = reference.ref, reference.target, reference.loc
    kind = kind_named(ref.kind)
    if archive.knows(kind.name, target):
        if target == record.id and kind.record is type(record):
            yield Finding(
                record.file, message("{field} 指向自己", field=reference.field), message("删去"), loc
            )
            return
        yield from _answered(record, reference, archive)
        yield from _in_time(record, reference, archive)
    elif not ref.names or kind.id_form.fullmatch(target):
        yield from _unknown_id(record, reference)
    elif found := names[kind.name].get(_bare(target)):
        if len(found) == 1:
            yield Finding(
                record.file,
                message(
                    "{field} 里的{label}“{target}”馆内有条目",
                    field=reference.field,
                    label=message(kind.label),
                    target=target,
                ),
                message("写它的 id：{found}", found=min(found)),
                loc,
            )
    elif kind.record is not Document:
        yield Finding(
            record.file,
            message("{label}“{target}”尚无条目", label=message(kind.label), target=target),
            message("可以新建条目"),
            loc,
            "info",
        )


def _unknown_id(record: Record, reference: Reference) -> Iterator[Finding]:
    """An id that no record has; nothing for a name, where one may stand."""
    ref, target = reference.ref, reference.target
    kind = kind_named(ref.kind)
    what = message("{field} 里的{label}", field=reference.field, label=message(kind.label))
    if not ref.names:
        yield Finding(
            record.file,
            message("{what}“{target}”不存在", what=what, target=target),
            message("改正或删去"),
            reference.loc,
        )
    elif kind.id_form.fullmatch(target):
        advice = message("改正；馆内没有的{label}写全名", label=message(kind.label))
        yield Finding(
            record.file, message("{what} id“{target}”不存在", what=what, target=target), advice, reference.loc
        )


def _names(archive: Archive) -> Mapping[str, Mapping[str, set[str]]]:
    """Ids by kind and by the names and titles that mean one record, whenever and wherever they stand."""
    found: dict[str, dict[str, set[str]]] = {kind.name: defaultdict(set) for kind in KINDS.values()}
    for record in archive:
        shared = {sense.alias for sense in record.senses} if isinstance(record, Named) else set()
        for name in record.names if isinstance(record, Named) else (record.label,):
            if name not in shared:
                found[kind_of(record).name][_bare(name)].add(record.id)
    return found


def _bare(title: str) -> str:
    """A title or name as texts have it: without the country before it, marks and spaces."""
    return re.sub(r"[\W_]+", "", fold(title)).removeprefix("中华人民共和国")


def _answered(record: Record, reference: Reference, archive: Archive) -> Iterator[Finding]:
    other = archive.find(reference.ref.kind, reference.target)
    back = reference.ref.answer
    if other is not None and back and record.id not in getattr(other, back):
        problem = message(
            "{field} 有“{other}”，而 docs/{file} 的 {back} 里没有“{record}”",
            field=reference.field,
            other=other.id,
            file=other.file,
            back=back,
            record=record.id,
        )
        yield Finding(record.file, problem, message("两边写成一致"), reference.loc)


def _in_time(record: Record, reference: Reference, archive: Archive) -> Iterator[Finding]:
    """A document acts on what there is: what it implements, amends or cites isn't later than it."""
    other = archive.find(reference.ref.kind, reference.target)
    if reference.field != "relations" or not isinstance(record, Document) or not isinstance(other, Document):
        return
    if record.date and other.date and other.date.first > record.date.last:
        problem = message(
            "{label}的“{other}”（{date}）晚于本件（{own}）",
            label=message(reference.label),
            other=other.label,
            date=other.date,
            own=record.date,
        )
        yield Finding(record.file, problem, message("核对两件的日期，或改正关系"), reference.loc)


def _rings(kind: Kind, archive: Archive) -> Iterator[Finding]:
    """Pointers that lead up and come round again, each ring once; of two fields that answer each other the first."""
    seen: set[str] = set()
    for name, ref in refs(kind.record).items():
        if not ref.upward or ref.answer in seen:
            continue
        seen.add(name)
        above = {
            record.id: [r.target for r in references(record) if r.field == name]
            for record in archive.records(kind.name).values()
        }
        told: set[str] = set()
        for identity in above:
            ring = _upwards(identity, above)
            if identity in ring and identity not in told and above[identity] != [identity]:
                told |= {other for other in ring if identity in _upwards(other, above)}
                file = archive.records(kind.name)[identity].file
                yield Finding(
                    file,
                    message("{name} 绕成了环（{label}）", name=name, label=message(ref.label)),
                    message("改正其中一处"),
                    (name,),
                )


def _upwards(identity: str, above: Mapping[str, list[str]]) -> set[str]:
    """Everything that stands above a record, however far; the record itself where it goes round."""
    seen: set[str] = set()
    queue = list(above.get(identity, ()))
    while queue:
        higher = queue.pop()
        if higher not in seen:
            seen.add(higher)
            queue += above.get(higher, ())
    return seen
