"""The data as a package: a descriptor as Frictionless Data has it, and the site itself as a bag (BagIt, RFC 8493).

The payload of a bag is its folder ``data/``; whatever else lies beside it are tag files, which a bag may have: so the
site is one, and who keeps it can tell years later whether a byte of the data has changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gongwen.publish.styles import ARCHIVE_NAME
from gongwen.records import KINDS

DESCRIPTOR = "data/datapackage.json"
_BAG = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def write(root: Path, media: Mapping[str, str], site: str, day: str) -> None:
    """Write the descriptor and the bag's files; everything else in ``data/`` must be there.

    Args:
        root: the site's root.
        media: the files of data with what each is, by path below the root.
        site: the site's address; empty where it isn't known.
        day: of the last change of the archive; empty where it isn't known.

    Raises:
        OSError: a file can't be read or written.
    """
    found = [_resource(root, path, kind) for path, kind in media.items() if path != DESCRIPTOR]
    text = json.dumps(_descriptor(found, site, day), ensure_ascii=False, indent=1)
    (root / DESCRIPTOR).write_text(f"{text}\n", encoding="utf-8")
    payload = sorted(path for path in (root / "data").rglob("*") if path.is_file())
    manifest = "".join(f"{_digest(path)}  {path.relative_to(root).as_posix()}\n" for path in payload)
    size = sum(path.stat().st_size for path in payload)
    info = {
        "Source-Organization": ARCHIVE_NAME,
        "External-Identifier": site,
        "Bagging-Date": day,
        "Payload-Oxum": f"{size}.{len(payload)}",
    }
    (root / "bagit.txt").write_text(_BAG, encoding="utf-8")
    lines = "".join(f"{name}: {value}\n" for name, value in info.items() if value)
    (root / "bag-info.txt").write_text(lines, encoding="utf-8")
    (root / "manifest-sha256.txt").write_text(manifest, encoding="utf-8")


def _descriptor(found: list[dict[str, Any]], site: str, day: str) -> dict[str, Any]:
    package: dict[str, Any] = {
        "profile": "data-package",
        "name": "gongwen",
        "title": ARCHIVE_NAME,
        "description": "Public documents, agencies, campaigns and terms of internet governance in China, 1994 to today.",
        "homepage": site,
        "version": day.replace("-", "."),
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "What the archive wrote; texts of documents as the key rights of each says",
            }
        ],
        "resources": found,
    }
    return {key: value for key, value in package.items() if value}


def _resource(root: Path, path: str, kind: str) -> dict[str, Any]:
    file, name = root / path, path.removeprefix("data/")
    bare = name.removesuffix(".gz")
    found: dict[str, Any] = {
        "name": bare.replace(".", "-"),
        "path": name,
        "format": bare.rpartition(".")[2],
        **({"compression": "gz"} if bare != name else {}),
        "mediatype": kind,
        "bytes": file.stat().st_size,
        "hash": f"sha256:{_digest(file)}",
    }
    if kind == "text/csv":
        found |= {
            "profile": "tabular-data-resource",
            "encoding": "utf-8",
            "schema": {"fields": _fields(file)},
        }
    return found


def _fields(file: Path) -> list[dict[str, str]]:
    """The columns of a table, with what they are called where they are keys of a kind of record."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        columns = lines.readline().strip().split(",")
    kind = KINDS.get(file.stem)
    titles = {key: info.title for key, info in kind.record.model_fields.items()} if kind else {}
    fields = ({"name": column, "type": "string", "title": titles.get(column) or ""} for column in columns)
    return [{key: value for key, value in one.items() if value} for one in fields]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
