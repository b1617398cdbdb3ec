"""One page proved, or one file: that record and original are what the page says, and that the one comes of the other.

Everything is computed from files that are here; nothing is asked of a network. The identifiers are those of git, so that
``git hash-object`` gives the same to whoever doesn't trust this tool.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import verification
from gongwen.errors import GongwenError
from gongwen.publish.proof import identity, swhid
from gongwen.records import KINDS, Document, Record, field_name
from gongwen.records.archive import Archive

_ENDINGS = re.compile(r"(?:/|/index\.(?:html|md|json)|\.md)?$")


@dataclass(frozen=True, slots=True)
class Finding:
    """A line of a proof, and whether it speaks for the page."""

    text: str
    holds: bool = True


def prove(root: Path, what: str, archive: Archive) -> Iterator[Finding]:
    """Prove what somebody names: a page by its address or file, or any file by its content.

    Args:
        root: the archive's folder.
        what: an address of a page, a record's file, or a file that may be an original.
        archive: the records.

    Raises:
        GongwenError: it is neither a page's address nor a file that the archive knows.
    """
    found = [*_named(root, what, archive)]
    if not found:
        known = (
            "档案里没有与它一字不差的记录或原件" if Path(what).is_file() else "不是本库的页址，也没有这个文件"
        )
        raise GongwenError(known, file=what, advice="写页面的地址（documents/2000/…）、记录的文件，或原件")
    for record in found:
        yield from _record(root, record)


def _named(root: Path, what: str, archive: Archive) -> Iterator[Record]:
    path = Path(what)
    if not path.is_file():
        yield from _at(what, archive)
        return
    docs = (root / "docs").resolve()
    if path.resolve().is_relative_to(docs):
        file = path.resolve().relative_to(docs).as_posix()
        yield from (record for record in archive if record.file == file)
        return
    data = path.read_bytes()
    digest, own = hashlib.sha256(data).hexdigest(), swhid(data)
    for record in archive:
        original = record.original if isinstance(record, Document) else None
        if (original and original.sha256 == digest) or swhid((docs / record.file).read_bytes()) == own:
            yield record


def _at(address: str, archive: Archive) -> Iterator[Record]:
    """The record at an address, whatever host and folder stand before it."""
    path = "/" + _ENDINGS.sub("", unquote(urlsplit(address).path)).strip("/")
    for folder in KINDS:
        place = path.rfind(f"/{folder}/")
        if place >= 0:
            file = f"{path[place + 1 :]}.md"
            old = path[place + 1 :]
            yield from (r for r in archive if r.file == file or old in {a.strip("/") for a in r.redirects})
            return


def _record(root: Path, record: Record) -> Iterator[Finding]:
    original = record.original if isinstance(record, Document) else None
    ids = identity(record.file, original.file if original else None, root / "docs")
    yield Finding(f"docs/{record.file}")
    yield Finding(f"  记录　{ids.record}")
    if not isinstance(record, Document) or original is None:
        yield Finding("  原件　页面没有记原件")
        return
    place = root / "sources" / original.file
    if not place.is_file():
        yield Finding(f"  原件　sources/{original.file} 不在这里，页面所记 sha256 {original.sha256}")
        return
    same = hashlib.sha256(place.read_bytes()).hexdigest() == original.sha256
    yield Finding(f"  原件　{ids.original}")
    yield Finding(f"  校验值　sha256 {'与页面所记相同' if same else '与页面所记不同'}", same)
    for checked in verification.verify(root, archive=Archive.of([record])):
        named = "、".join(field_name(name) for name in checked.fields)
        said = {
            "same": "由原件重新转换，与页面一致",
            "edited": f"由原件重新转换，下列各项经人改过：{named}",
            "drifted": f"由原件重新转换，下列各项与今天的结果不同：{named}",
        }.get(checked.state, checked.message or checked.state)
        yield Finding(f"  转换　{said}", checked.state in {"same", "edited"})
