"""Writing the files of the index, and keeping those that needn't be made again."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from gongwen.search import encoding

FOLDERS = ("m", "n", "p/0", "p/1", "t", "w")
OURS = "search-index"
"""Folder of the cache: what is in it is ours to remove."""


@dataclass
class Report:
    """What a build of the index made.

    Attributes:
        records: how many records can be searched.
        files: paths of the files below the folder of the index.
        bytes: their size.
        fresh: how many files were made now; the others came from the cache.
    """

    records: int = 0
    files: list[str] = field(default_factory=list)
    bytes: int = 0
    fresh: int = 0


class Writer:
    """Writes files of the index under names made from their content."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.report = Report()
        for folder in FOLDERS:
            (target / folder).mkdir(parents=True, exist_ok=True)

    def tidy(self) -> None:
        """Remove the files of an earlier index; whatever else is in the folder stays."""
        written = set(self.report.files)
        for folder in FOLDERS:
            for path in (self.target / folder).glob("*.bin"):
                if path.relative_to(self.target).as_posix() not in written:
                    path.unlink()

    def write(self, folder: str, data: bytes) -> str:
        """Write a file under a name made from its content; the name, without folder and ending."""
        name = encoding.name_of(data)
        self.write_as(f"{folder}/{name}.bin", data)
        return name

    def write_as(self, place: str, data: bytes) -> None:
        """Write a file under a name that stays, whole or not at all."""
        _written_whole(self.target / place, lambda unfinished: unfinished.write_bytes(data))
        self._count(place, len(data))

    def place(self, place: str, file: Path) -> None:
        """Put a file from the cache into the index."""
        path = self.target / place
        if not path.exists():
            try:
                os.link(file, path)
            except OSError:
                # Another disk: a copy. Half of one would be taken for the whole the next time.
                _written_whole(path, lambda unfinished: shutil.copyfile(file, unfinished))
        self._count(place, path.stat().st_size)

    def _count(self, place: str, size: int) -> None:
        self.report.files.append(place)
        self.report.bytes += size


def _written_whole(path: Path, fill: Callable[[Path], object]) -> None:
    unfinished = path.with_suffix(".new")
    try:
        fill(unfinished)
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


class Shelves:
    """Files made by earlier builds, in a folder for each key: what they were made from."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._used: set[str] = set()
        self._found: dict[str, list[list[str]]] = {}
        self.fresh = 0

    def has(self, key: bytes) -> bool:
        """Whether the files for a key were made by an earlier build, and are as it left them."""
        name = self._name(key)
        if name not in self._found and (found := _believed(self._cache / name)) is not None:
            self._found[name] = found
        return name in self._found

    def files(
        self, key: bytes, make: Callable[[], Iterable[tuple[str, bytes]]]
    ) -> list[tuple[str, str, Path]]:
        """The files for a key, each with its label and the name of its content; made where there are none yet."""
        name = self._name(key)
        folder = self._cache / name
        self._used.add(name)
        found = self._found.pop(name) if self.has(key) else None
        if found is None:
            shutil.rmtree(folder, ignore_errors=True)
            self._cache.mkdir(parents=True, exist_ok=True)
            unfinished = Path(tempfile.mkdtemp(prefix="new-", dir=self._cache))
            labels = []
            for number, (label, data) in enumerate(make()):
                (unfinished / f"{number}.bin").write_bytes(data)
                labels.append([label, encoding.name_of(data)])
            (unfinished / "labels.json").write_text(json.dumps(labels), encoding="ascii")
            unfinished.rename(folder)
            self.fresh += len(labels)
            found = labels
        return [(label, content, folder / f"{number}.bin") for number, (label, content) in enumerate(found)]

    @staticmethod
    def _name(key: bytes) -> str:
        return hashlib.blake2b(key, digest_size=16, key=_code()).hexdigest()

    def tidy(self) -> None:
        """Forget what this build had no use for."""
        for folder in self._cache.glob("*"):
            if folder.name not in self._used:
                shutil.rmtree(folder, ignore_errors=True)


def _believed(folder: Path) -> list[list[str]] | None:
    """Labels and names of the files that an earlier build kept; None where they aren't all there as they were made."""
    try:
        labels: list[list[str]] = json.loads((folder / "labels.json").read_text(encoding="ascii"))
        whole = all(
            encoding.name_of((folder / f"{number}.bin").read_bytes()) == name
            for number, (_, name) in enumerate(labels)
        )
    except (OSError, ValueError, TypeError):
        return None
    return labels if whole else None


@cache
def _code() -> bytes:
    """A digest of this package's code: what files look like depends on it, whatever they are made from."""
    digest = hashlib.blake2b(digest_size=32)
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.digest()
