"""Whether the site still is what a build of the archive would make: then there is nothing to build.

A list says what the site was built from and which files it has, all by size and time. It isn't believed: where anything
differs from it, or it is damaged, the site is built. What a file was last changed at (``ctime``) no editor sets back.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from importlib.metadata import distributions
from itertools import chain
from pathlib import Path

import gongwen
from gongwen.texts.providers import ENVIRONMENT

_VERSION = 1
LIST = Path(".cache") / "standing.json"
_NOT_OURS = frozenset({"site", "demo", "node_modules"})
"""What lies beside an archive and has no part in its site; as folders whose names begin with a dot."""
_MADE_BY_PYTHON = "__pycache__"
_TICK = 0.05
"""Seconds within which a file can change twice and have one time: a file as new as that says nothing yet."""
_NAMES = re.compile(r"!ENV\s+(\[[^\]]*\]|\S+)")


class Standing:
    """The site of the archive in `root`, and what it was built from; to be asked before anything is built or converted.

    Args:
        root: the archive.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._made_of = _made_of(root)

    def figures(self) -> Mapping[str, int] | None:
        """What was said of the site when it was built; None where it isn't what a build would make, or nobody knows."""
        try:
            known = json.loads((self._root / LIST).read_text(encoding="utf-8"))
            figures = {str(name): int(count) for name, count in known["figures"].items()}
            return figures if self._made_of and known["digest"] == self._digest(figures) else None
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def note(self, figures: Mapping[str, int]) -> None:
        """Note that the site was built from the archive as it was when this was made.

        Args:
            figures: what is said of the site.
        """
        path = self._root / LIST
        fresh = path.with_name(f"{path.name}.next")
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
            if self._made_of:
                text = json.dumps({"digest": self._digest(figures), "figures": dict(figures)})
                fresh.write_text(text, encoding="utf-8")
                fresh.replace(path)

    def _digest(self, figures: Mapping[str, int]) -> str:
        site = "\n".join(
            f"{name} {found.st_size} {found.st_mtime_ns}" for name, found in _files(self._root / "site")
        )
        said = repr((_VERSION, self._made_of, sorted(figures.items()), site))
        return hashlib.sha256(said.encode("utf-8", "surrogateescape")).hexdigest()


def _made_of(root: Path) -> str:
    """All that decides what a site is like, as a digest; empty where that can't be told."""
    begun = time.time()
    texts = os.environ.get(ENVIRONMENT)
    others = Path(gongwen.__file__).parent, Path(__file__).parent, *([Path(texts)] if texts else [])
    found = hashlib.sha256(
        f"{_VERSION} {os.path.realpath(root)}\n{_libraries()}\n{_history(root)}\n".encode()
    )
    try:
        found.update(repr(_settings(root)).encode())
        newest = 0.0
        for name, file in chain(_files(root, besides=_NOT_OURS), *map(_files, others)):
            said = f"{name} {file.st_size} {file.st_mtime_ns} {file.st_ctime_ns} {file.st_ino}\n"
            found.update(said.encode("utf-8", "surrogateescape"))
            newest = max(newest, file.st_ctime)
    except (OSError, ValueError):
        return ""
    return found.hexdigest() if newest < begun - _TICK else ""


def _settings(root: Path) -> list[tuple[str, str | None]]:
    """What the settings take from the environment.

    Raises:
        ValueError: they stand in another file too.
        OSError, UnicodeDecodeError: they can't be read.
    """
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    if re.search(r"^INHERIT\s*:", text, re.MULTILINE):
        raise ValueError("INHERIT")
    names = {name for found in _NAMES.findall(text) for name in re.findall(r"[A-Za-z_]\w*", found)}
    return [(name, os.environ.get(name)) for name in sorted({*names, ENVIRONMENT})]


def _libraries() -> str:
    """Python and all that is installed, by name and version."""
    found = {f"{one.name} {one.version}" for one in distributions()}
    return "\n".join([sys.version, *sorted(found)])


def _history(root: Path) -> str:
    """Which commit the archive is at, from which its records have their days."""
    command = ["git", "-C", str(root), "rev-parse", "--is-shallow-repository", "--show-prefix", "HEAD"]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # git, asked by us
    except OSError:
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def _files(top: Path, besides: frozenset[str] = frozenset()) -> Iterator[tuple[str, os.stat_result]]:
    """The files below a folder, in order, with what the disk knows of them; links are followed, each folder once.

    Args:
        top: the folder.
        besides: folders in it that are left out, with those whose names begin with a dot.
    """
    known: set[tuple[int, int]] = set()
    for folder, folders, files in os.walk(top, followlinks=True):
        own = os.stat(folder)  # noqa: PTH116  # of thousands, as below
        if (own.st_dev, own.st_ino) in known:
            folders.clear()
            yield folder[len(str(top)) :], own  # where a link leads
            continue
        known.add((own.st_dev, own.st_ino))
        if besides and folder == str(top):
            folders[:] = [name for name in folders if name not in besides and not name.startswith(".")]
        folders[:] = sorted(name for name in folders if name != _MADE_BY_PYTHON)
        below = folder[len(str(top)) :]
        for name in sorted(files):
            path = f"{folder}/{name}"
            try:
                found = os.stat(path)  # noqa: PTH116
            except FileNotFoundError:
                found = os.lstat(path)  # a link that leads nowhere
            yield f"{below}/{name}", found
