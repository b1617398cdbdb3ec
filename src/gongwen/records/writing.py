"""A record becomes front matter again; a kind becomes a JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gongwen.records.kinds import Document, Record

_FIRST_KEYS = ("id", "title", "term", "name", "short", "aliases", "name_en", "term_en")
_LAST_KEYS = ("senses", "not_in", "sources", "verified", "redirects")


def front_matter(record: Record) -> dict[str, Any]:
    """The record as front matter: keys in the order of the schema, empty and default ones left out."""
    data = record.model_dump(mode="python", exclude_defaults=True, exclude={"file", "body"})
    if isinstance(record, Document):
        data.pop("id", None)
        # The kind of text and its openness are stated on every page, default or not.
        data |= {"type": record.type, "content": record.content, "access": record.access}
    known = type(record).model_fields
    keys = (*_FIRST_KEYS, *(key for key in known if key not in {*_FIRST_KEYS, *_LAST_KEYS}), *_LAST_KEYS)
    return {key: _plain(data[key]) for key in keys if key in data and data[key] not in ((), None, {})}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items() if item not in ((), None, {})}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value


def json_schema(kind: type[Record]) -> dict[str, Any]:
    """The JSON Schema of a kind's front matter, for editors (JSON Schema 2020-12)."""
    schema = kind.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
