#!/usr/bin/env python3
"""key_tables.py: writes the keys of all kinds of record into CONTRIBUTING.md, from the schema."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gongwen.errors import GongwenError
from gongwen.messages import message
from gongwen.records import KINDS, Kind, json_schema
from writing import write

GUIDE = Path(__file__).resolve().parents[1] / "CONTRIBUTING.md"
BEGIN = "<!-- 以下的键表由 scripts/key_tables.py 据 schema 写出，不手改 -->"
END = "<!-- 键表完 -->"


def main() -> int:
    """Write the tables anew."""
    write(GUIDE, with_tables(GUIDE.read_text(encoding="utf-8")))
    return 0


def with_tables(text: str) -> str:
    """The guide with the tables as the schema has them today.

    Raises:
        GongwenError: the marks between which they stand are missing.
    """
    before, mark, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not mark or not end:
        raise GongwenError(
            message("没有键表的记号"),
            file=GUIDE.name,
            advice=message("留着“{begin}”和“{end}”两行", begin=BEGIN, end=END),
        )
    return f"{before}{BEGIN}\n\n{tables()}\n{END}{after}"


def tables() -> str:
    """A table for each kind, and one for the groups of keys that several have."""
    shown = [_table(kind) for kind in KINDS.values()]
    parts: dict[str, dict[str, Any]] = {}
    for kind in KINDS.values():
        parts |= json_schema(kind).get("$defs", {})
    shown.append("\n".join(["### 成组的键", "", *_groups(parts)]))
    return "\n\n".join(shown) + "\n"


def _table(kind: Kind) -> str:
    schema = json_schema(kind)
    required = schema.get("required", [])
    rows = [
        f"| `{key}` | {info.get('title', '')}{'（必填）' if key in required else ''} | {_about(info, schema)} |"
        for key, info in schema["properties"].items()
    ]
    head = f"### {kind.label}：`docs/{kind.folder}/{kind.id_words}.md`"
    return "\n".join([head, "", "| 键 | 名称 | 值 |", "|---|---|---|", *rows])


def _about(info: dict[str, Any], schema: dict[str, Any]) -> str:
    """What goes there: the shape of the value, and what the schema says of it."""
    return "；".join(filter(None, (_shape(info, schema), info.get("description", ""))))


def _shape(info: dict[str, Any], schema: dict[str, Any]) -> str:
    choices = info.get("anyOf", [])
    reference = info.get("$ref") or next((item["$ref"] for item in choices if "$ref" in item), "")
    if reference:
        part = schema["$defs"][reference.rpartition("/")[2]]
        return f"`{{{', '.join(part['properties'])}}}`"
    if info.get("type") == "array":
        return f"列表：{_shape(info['items'], schema)}" if "$ref" in str(info["items"]) else "列表"
    if "additionalProperties" in info:
        return f"`键: {_shape(info['additionalProperties'], schema).strip('`')}`"
    return ""


def _groups(parts: dict[str, dict[str, Any]]) -> Iterator[str]:
    yield from ("| 组 | 键 |", "|---|---|")
    for part in parts.values():
        keys = (
            f"`{key}` {info.get('title', '')}"
            + (f"（{info['description']}）" if info.get("description") else "")
            for key, info in part["properties"].items()
        )
        yield f"| {part['title']} | {'；'.join(keys)} |"


if __name__ == "__main__":
    sys.exit(main())
