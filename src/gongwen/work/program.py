"""Which program this is: what it made and kept holds only as long as the program stays the same."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Collection, Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_SUFFIXES = frozenset({".py", ".toml", ".tsv", ".html", ".svg"})
"""Code, rules and tables, templates and the drawings in them; not what Python compiles beside them."""


def program_digest(*folders: Path) -> str:
    """A digest of the program's files in some folders: their names, and what is in them.

    Returns:
        SHA-256, hexadecimal.

    Raises:
        OSError: a file can't be read.
    """
    return files_digest(folders, _SUFFIXES)


def files_digest(folders: Iterable[Path], suffixes: Collection[str]) -> str:
    """A digest of the files in some folders that end in one way or another: their names, and what is in them.

    Returns:
        SHA-256, hexadecimal.

    Raises:
        OSError: a file can't be read.
    """
    found = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in suffixes and path.is_file():
                name = path.relative_to(folder).as_posix()
                found.update(f"{name}\n{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return found.hexdigest()


def versions(*libraries: str) -> str:
    """Which Python this is, and which libraries, by name; of one that isn't there no version."""
    found = [sys.version]
    for library in libraries:
        try:
            found.append(f"{library} {version(library)}")
        except PackageNotFoundError:
            found.append(library)
    return "\n".join(found)
