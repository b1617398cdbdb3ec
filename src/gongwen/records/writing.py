"""A record becomes front matter again; a kind becomes a JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, get_args, get_origin

from gongwen.records.document import Document
from gongwen.records.kinds import Kind, kind_named
from gongwen.records.record import Record
from gongwen.records.references import refs

_FIRST_KEYS = ("id", "title", "term", "name", "short", "aliases", "name_en", "term_en")
_LAST_KEYS = ("senses", "not_in", "sources", "verified", "redirects", "withdrawn")


def front_matter(record: Record) -> dict[str, Any]:
    """The record as front matter: keys in the order of the schema, empty and default ones left out."""
    data = record.model_dump(mode="python", exclude_defaults=True, exclude={"file", "body", "whole"})
    if isinstance(record, Document):
        data.pop("id", None)
        # The kind of text and its openness are stated on every page, default or not.
        data |= {"type": record.type, "content": record.content, "access": record.access}
    return {
        key: _plain(data[key])
        for key in _ordered(type(record))
        if key in data and data[key] not in ((), None, {})
    }


def _ordered(model: type[Record]) -> tuple[str, ...]:
    """The keys of a model as they are written: names first, what serves the archive last."""
    between = (key for key in model.model_fields if key not in {*_FIRST_KEYS, *_LAST_KEYS})
    return (*_FIRST_KEYS, *between, *_LAST_KEYS)


STUB_BODY = "（两到六句：是什么，据什么说的。）"
"""What a record that somebody is to write says until then; the checks let it through nowhere."""


def scaffold(kind: Kind, values: Mapping[str, Any]) -> dict[str, Any]:
    """Front matter to begin a record with: what the schema asks for, and the English name where one is wanted.

    Args:
        kind: the kind.
        values: what is known; ``name`` is the record's name, whatever its kind calls it.
    """
    fields = kind.record.model_fields
    known = dict(values)
    if "name" in known and "name" not in fields:
        known[next(key for key, info in fields.items() if info.is_required())] = known.pop("name")
    wanted = {*known, *kind.record.WANTED[:1], *(key for key, info in fields.items() if info.is_required())}
    return {
        key: known.get(key, _example(fields[key].annotation))
        for key in _ordered(kind.record)
        if key in wanted and key in fields
    }


def _example(annotation: Any) -> str:
    """The first word of a vocabulary; nothing where any text may stand."""
    choices = get_args(annotation) if get_origin(annotation) is Literal else ()
    return str(choices[0]) if choices else ""


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items() if item not in ((), None, {})}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value


def json_schema(kind: Kind) -> dict[str, Any]:
    """The JSON Schema of a kind's front matter, for editors (JSON Schema 2020-12); what it says to people is Chinese."""
    schema = kind.record.model_json_schema()
    properties = {"id": _identity(kind)} | schema.pop("properties")
    properties = {key: properties[key] for key in _ordered(kind.record) if key in properties}
    for name, ref in refs(kind.record).items():
        properties[name]["x-points-to"] = kind_named(ref.kind).folder
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": f"{kind.label}的元数据",
        "properties": _shortened(properties),
        "$defs": {name: _shortened(part) for name, part in schema.get("$defs", {}).items()},
    }


def _identity(kind: Kind) -> dict[str, Any]:
    return {
        "type": "string",
        "title": "id",
        "description": "与文件名一致；可以不写",
        "pattern": f"^(?:{kind.id_form.pattern})$",
    }


def _shortened(schema: Any) -> Any:
    """A schema without what pydantic adds for its own ends: null for what is left out, titles made from English names."""
    if isinstance(schema, list):
        return [_shortened(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    schema = {key: _shortened(value) for key, value in schema.items() if key != "default" or value}
    choices = [item for item in schema.get("anyOf", ()) if item != {"type": "null"}]
    if len(choices) == 1:
        del schema["anyOf"]
        schema = {**choices[0], **schema}
    return schema
