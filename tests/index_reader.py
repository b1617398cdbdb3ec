"""Reads files of the search index, written from their description and not from the code that writes them."""

from __future__ import annotations

import json
import zlib
from pathlib import Path
from typing import Any


def plain(path: Path) -> Any:
    return json.loads(zlib.decompress(path.read_bytes()))


def texts(folder: Path) -> dict[str, dict[str, Any]]:
    """Every record of an index by its address."""
    found = {}
    for path in sorted((folder / "t").iterdir()):
        for record in json.loads(decoded(zlib.decompress(path.read_bytes()), plain(folder / "names.bin"))):
            found[record["u"]] = record
    return found


def decoded(data: bytes, known: dict[str, Any]) -> str:
    singles = dict(zip(known["places"], known["singles"], strict=True))
    units: list[int] = []
    at = 0
    while at < len(data):
        byte = data[at]
        if byte == known["unit"]:
            units.append(data[at + 1] << 8 | data[at + 2])
            at += 3
        elif byte >= known["double"]:
            place = (byte - known["double"]) << 8 | data[at + 1]
            for low, high in known["blocks"]:
                if place < high - low:
                    units.append(low + place)
                    break
                place -= high - low
            at += 2
        else:
            units.append(ord(singles.get(byte, chr(byte))))
            at += 1
    return b"".join(unit.to_bytes(2, "little") for unit in units).decode("utf-16-le", "surrogatepass")


def anchored(record: dict[str, Any]) -> list[str]:
    """The anchors of a record's lines."""
    with_anchors = [line for line in record["l"] if len(line) > 1 and line[1]]
    return [f"p-{line[1]}" if len(line) == 2 else line[1] for line in with_anchors]
