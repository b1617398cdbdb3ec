"""Fields that point to records: each declared once, with what it points to and what that is called from either side.

From a `Ref` follow unknown ids, records that nothing points to, look-ups both ways, what pages call a relation, and
the schema. The pattern is followthemoney's, where a property says its range and its reverse.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from gongwen.records.frontmatter import Loc


@dataclass(frozen=True, slots=True)
class Ref:
    """A field's annotation: its values are ids of records.

    Attributes:
        kind: the name of the kind that it points to.
        label: what the record pointed to is called on the page of the one that points.
        back: what the one that points is called on the page of the other.
        names: whether a name or title may stand where there is no record.
        answer: the field of the other record that must point back.
        upward: whether it leads to what stands above, and so never round.
        by: the neighbouring field whose value chooses label and back from `labels`.
    """

    kind: str
    label: str
    back: str
    names: bool = False
    answer: str = ""
    upward: bool = False
    by: str = ""
    labels: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reference:
    """One pointer of a record.

    Attributes:
        field: the field of the record that holds it.
        loc: where it stands in the front matter.
        ref: how it was declared.
        target: the id, or the name where one may stand.
        label: what the target is called on the record's page.
        back: what the record is called on the target's.
        type: the value that chose the two, where they are chosen.
    """

    field: str
    loc: Loc
    ref: Ref
    target: str
    label: str
    back: str
    type: str = ""


def references(value: BaseModel) -> Iterator[Reference]:
    """Every pointer of a record, in the order of its fields."""
    return _below(value, ())


def ref_of(model: type[BaseModel], name: str) -> Ref:
    """How a field of a model was declared.

    Raises:
        KeyError: the field points to nothing.
    """
    return _fields(model)[name]


def refs(model: type[BaseModel]) -> Mapping[str, Ref]:
    """The fields of a record that point to records, those of its parts under the name of the part."""
    return {
        name: ref if ref is not None else next(iter(refs(_part(model, name)).values()))
        for name, ref in _pointing(model).items()
    }


def model_at(model: type[BaseModel], loc: Loc) -> type[BaseModel] | None:
    """The model of the part of a record that stands at a place; None where no model describes it."""
    found: type[BaseModel] | None = model
    for step in loc:
        if found is not None and isinstance(step, str) and step in found.model_fields:
            found = _model_in(found.model_fields[step].annotation)
    return found


def _below(value: BaseModel, above: Loc) -> Iterator[Reference]:
    for name, ref in _pointing(type(value)).items():
        given = getattr(value, name)
        if not given:
            continue
        several = isinstance(given, tuple)
        for index, item in enumerate(given if several else (given,)):
            loc = (*above, name, index) if several else (*above, name)
            if ref is None:
                yield from _below(item, loc)
            else:
                yield _reference(value, ref, loc, item)


def _reference(value: BaseModel, ref: Ref, loc: Loc, target: str) -> Reference:
    chosen = str(getattr(value, ref.by)) if ref.by else ""
    label, back = ref.labels.get(chosen, (ref.label, ref.back))
    return Reference(str(loc[0]), loc, ref, target, label, back, chosen)


@cache
def _fields(model: type[BaseModel]) -> Mapping[str, Ref]:
    """The model's own fields that point."""
    found = {}
    for name, info in model.model_fields.items():
        ref = next((item for item in info.metadata if isinstance(item, Ref)), None)
        if ref is not None:
            found[name] = ref
    return found


@cache
def _pointing(model: type[BaseModel]) -> Mapping[str, Ref | None]:
    """The fields that point, and those whose parts do (None)."""
    own = _fields(model)
    return {
        name: own.get(name)
        for name in model.model_fields
        if name in own or ((part := _model_in(model.model_fields[name].annotation)) and _pointing(part))
    }


def _part(model: type[BaseModel], name: str) -> type[BaseModel]:
    part = _model_in(model.model_fields[name].annotation)
    assert part is not None
    return part


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The kind of value that a field holds one or several of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for item in get_args(annotation) if (found := _model_in(item))), None)
