"""Powers and duties as data: the rows of the two tables, in JSON and in CSV (RFC 4180, UTF-8)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from gongwen.derived.provisions import Duty, Grant, Limit, duties, grants
from gongwen.pages import addresses
from gongwen.publish.tables import csv_text
from gongwen.records import Document
from gongwen.records.archive import Archive

LICENCE = "CC-BY-4.0"

Row = Mapping[str, Any]


MEDIA_TYPES = {
    f"data/{name}.{ending}": kind
    for name in ("powers", "duties")
    for ending, kind in (("json", "application/json"), ("csv", "text/csv"))
}
"""The files by their path below the site's root, with what each is."""


def data_files(archive: Archive) -> dict[str, str]:
    """The files by their path below the site's root."""
    found = {
        name: [{key: row[key] for key in _KEYS[name]} for row in rows]
        for name, rows in (("powers", powers(archive)), ("duties", obligations(archive)))
    }
    files = {f"data/{name}.json": _json(rows) for name, rows in found.items()}
    return files | {f"data/{name}.csv": _csv(rows, _KEYS[name]) for name, rows in found.items()}


_RULE = ("rule", "title", "date", "status", "as_of", "page")
_KEYS = {
    "powers": (*_RULE, "who", "body", "body_name", "kind", "may", "article"),
    "duties": (
        *_RULE, "who", "must", "threshold", "time", "within_hours", "before_hours", "at_least_hours", "every_hours", "numbers",
        "consequence", "under", "article",
    ),
}  # fmt: skip
"""The columns of the files."""


def powers(archive: Archive) -> list[Row]:
    """Every power, a row each."""
    return [_power(grant, archive) for grant in grants(archive)]


def obligations(archive: Archive) -> list[Row]:
    """Every obligation, a row each; limits of time in hours, sizes as numbers."""
    return [_duty(duty) for duty in duties(archive)]


def _of(rule: Document) -> dict[str, Any]:
    return {
        "rule": rule.id,
        "title": rule.title,
        "date": str(rule.date or ""),
        "status": rule.status or "",
        "as_of": str(rule.provided_as_of or ""),
        "page": addresses.url(rule.file),
    }


def _power(grant: Grant, archive: Archive) -> Row:
    power = grant.power
    name = archive.agency_name(power.body) if power.body else ""
    own = {"who": power.who, "body": power.body or "", "body_name": name, "kind": power.kind}
    return {**_of(grant.rule), **own, "may": power.may, "article": power.article}


def _duty(duty: Duty) -> Row:
    one = duty.obligation
    stated = one.model_dump(exclude={"article", "under"})
    return {
        **_of(duty.rule),
        **{key: value or "" for key, value in stated.items()},
        "within_hours": _hours(duty.limits, "within"),
        "before_hours": _hours(duty.limits, "before"),
        "at_least_hours": _hours(duty.limits, "least"),
        "every_hours": _hours(duty.limits, "each"),
        "numbers": [size.number for size in duty.sizes],
        "under": one.under or "",
        "article": one.article,
    }


def _hours(limits: Sequence[Limit], kind: str) -> list[float]:
    return [round(limit.hours, 2) for limit in limits if limit.kind == kind]


def _json(rows: Sequence[Row]) -> str:
    head = {"licence": LICENCE, "note": "本库用自己的话摘出的要点，不是条文；引用请核对公布的文本"}
    return json.dumps({**head, "rows": rows}, ensure_ascii=False, indent=1) + "\n"


def _csv(rows: Sequence[Row], keys: Sequence[str]) -> str:
    # Without the mark a common spreadsheet takes the file for another encoding.
    return "\ufeff" + csv_text(keys, ([_cell(row[key]) for key in keys] for row in rows))


def _cell(value: object) -> str:
    return " ".join(f"{item:g}" for item in value) if isinstance(value, list) else str(value)
