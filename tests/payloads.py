"""Records in which every text field of every kind holds something that tries to become more than text.

The fields are read from the schema, so a field that is added is covered the day it is added.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ValidationError

from gongwen.records import KINDS, Record
from gongwen.records.edtf import Edtf
from support import PAYLOADS

LIVE = (
    "<script>alert(1)</script>",
    "<svg onload=alert(1)>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover=alert(1) x='",
    "</title><script>alert(1)</script>",
    "</textarea></style><svg onload=alert(1)>",
    "[点](javascript:alert(1))",
    "[点](&#106;avascript:alert(1))",
    "![图](javascript:alert(1))",
    "<javascript:alert(1)>",
    '甲{: onmouseover="alert(1)" style="position:fixed;inset:0" }',
    "](javascript:alert(1)) [",
    "[甲][乙]",
    "-->\u3000<svg onload=alert(1)>",
    "gw-raw--><script>alert(1)</script>",
    "{{ 7*7 }}{% raw %}",
    "`</code><svg onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href=javascript:alert(1)>甲</a>",
    "<meta http-equiv=refresh content=0;url=javascript:alert(1)>",
    "<base href=//e.example/>",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
)

BASES: dict[str, dict[str, Any]] = {
    "documents": {
        "title": "某通知",
        "date": "2021-05-08",
        "type": "通知",
        "content": "text",
        "access": "full",
    },
    "agencies": {"name": "某局", "kind": "state organ", "level": "central"},
    "campaigns": {"name": "某行动", "kind": "campaign", "start": "2021-05"},
    "glossary": {"term": "某词", "pinyin": "mǒu cí", "category": "governance"},
}
_FILLED: dict[str, Any] = {
    "Relation": {"type": "cites", "target": "某件"}, "Original": {"file": "a.txt", "sha256": "0" * 64, "format": "txt"},
    "Evidence": {"basis": "inferred"}, "Repair": {"kind": "page-number", "count": 1}, "Sic": {"text": "某"}, "Withdrawn": {"date": "2021", "reason": "某"},
    "Person": {"name": "王小明"}, "Sense": {"alias": "某"}, "TextPlace": {"provider": "folder", "key": "某"},
    "OutlinePart": {"place": "第一条", "about": "某"}, "Obligation": {"who": "某", "must": "某", "article": "第一条"},
    "Draft": {"date": "2021"}, "Adoption": {"date": "2021"}, "Amendment": {"date": "2021"}, "Repeal": {"date": "2021"},
    "OldAnchor": {"old": "p-00000000"},
    "Power": {"who": "某", "kind": "order", "may": "某", "article": "第一条"}, "Definition": {"term": "某", "article": "第一条"},
}  # fmt: skip

Path = tuple[str | int, ...]


def text_fields(kind: type[BaseModel]) -> Iterator[Path]:
    """Where a record of this kind takes text: keys and positions from the top; ``*`` is a key of a mapping."""
    own = {"id", "file", "body", "whole"} if issubclass(kind, Record) else set()
    for name, field in kind.model_fields.items():
        if name in own:
            continue
        for inner in _inside(field.annotation):
            yield (name, *inner)


def _inside(annotation: Any) -> Iterator[Path]:
    origin = get_origin(annotation)
    if origin in {types.UnionType, typing.Union}:
        for option in get_args(annotation):
            yield from _inside(option)
    elif origin is typing.Annotated:
        yield from _inside(get_args(annotation)[0])
    elif origin is tuple:
        for inner in _inside(get_args(annotation)[0]):
            yield (0, *inner)
    elif origin in {dict, Mapping} or (isinstance(origin, type) and issubclass(origin, Mapping)):
        yield ("*",)
        for inner in _inside(get_args(annotation)[1]):
            yield ("date", *inner)
    elif origin is Literal or annotation in {bool, int, type(None)}:
        return
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield from text_fields(annotation)
    elif annotation is str or (isinstance(annotation, type) and issubclass(annotation, Edtf)):
        yield ()


def _model_at(kind: type[BaseModel], path: Path) -> str:
    """The name of the model that holds the last key of a path."""
    model: Any = kind
    for step in path[:-1]:
        if isinstance(step, str) and isinstance(model, type) and step in getattr(model, "model_fields", {}):
            model = _first_model(model.model_fields[step].annotation) or model
    return str(model.__name__)


def _first_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_first_model, get_args(annotation))), None)


def put(data: dict[str, Any], kind: type[BaseModel], path: Path, text: str) -> None:
    """Set `text` at a path of front matter, with what the model needs around it."""
    *way, last = path
    place: Any = data
    for index, step in enumerate(way):
        following = path[index + 1]
        empty: Any = [] if following == 0 else {}
        if following != 0 and following != "*":
            empty = dict(_FILLED.get(_model_at(kind, path[: index + 2]), {}))
        if step == 0:
            if not place:
                place.append(empty)
            place = place[0]
        else:
            place = place.setdefault(step, empty)
    if last == 0:
        place.append(text)
    elif last == "*":
        place[text] = dict(_FILLED["Evidence"])
    else:
        place[last] = text


@dataclass
class Planted:
    """Records with payloads in them, and what was tried."""

    files: dict[str, dict[str, Any]]
    tried: int = 0
    refused: int = 0
    planted: int = 0


def planted(payloads: tuple[str, ...] = (*LIVE, *PAYLOADS)) -> Planted:
    """One record of each kind for each payload, holding it in every text field that takes it."""
    made = Planted({})
    for folder, declared in KINDS.items():
        kind = declared.record
        paths = list(text_fields(kind))
        for number, payload in enumerate(payloads):
            data: dict[str, Any] = dict(BASES[folder])
            for place, path in enumerate(paths):
                made.tried += 1
                text = payload.replace("alert(1)", f"alert({number}{place:02})")
                trial = _copied(data)
                put(trial, kind, path, text)
                if _stands(kind, trial):
                    data = trial
                    made.planted += 1
                else:
                    made.refused += 1
            stem = f"documents/2021/p{number}" if folder == "documents" else f"{folder}/p{number}"
            made.files[f"docs/{stem}.md"] = data
    return made


def bodies(payloads: tuple[str, ...] = (*LIVE, *PAYLOADS)) -> str:
    """Markdown written by hand that holds each payload wherever Markdown takes text."""
    parts = []
    for number, payload in enumerate(payloads):
        text = payload.replace("alert(1)", f"alert(9{number:02})")
        line = " ".join(text.split())
        parts += [
            text,
            f"会议指出，{line}要落实。",
            f"- {line}",
            f"> {line}",
            f"## {line}",
            f"**{line}：**要落实。",
        ]
        parts += [
            f"[{line}](x.md)" if "]" not in line else line,
            f"| 甲 | 乙 |\n|---|---|\n| {line} | {line} |",
        ]
        parts += [
            f"见[附件](<{line}>)。",
            f"见![图]({line})。",
            f"[甲{number}]: {line}\n\n见[此处][甲{number}]。",
        ]
    return "\n\n".join(parts)


def _stands(kind: type[Record], data: dict[str, Any]) -> bool:
    try:
        kind.model_validate({**data, "id": "x", "file": "x.md", "body": ""})
    except ValidationError:
        return False
    return True


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_copied(item) for item in value]
    return value
