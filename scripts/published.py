"""Addresses that were published: what git knows of the branch from which the site is made.

The branch is the record: no list beside it can be forgotten or be in conflict. Where there is no git, nothing is
known, and nothing is said.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

from gongwen.errors import GongwenError
from gongwen.messages import message
from gongwen.records import KINDS, frontmatter

BASES = ("origin/HEAD", "origin/main", "origin/master", "main", "master", "HEAD")
"""Where the published state is looked for, in this order."""


def addresses(root: Path, base: str | None = None) -> set[str]:
    """Addresses of records and their old ones in the published state, without slashes at either end.

    Args:
        root: the archive's folder.
        base: the git revision that is published; the first of `BASES` that there is where None.

    Raises:
        GongwenError: the revision that was asked for doesn't exist.
    """
    revision = _revision(root, base)
    if revision is None:
        return set()
    folders = [f"docs/{kind.folder}" for kind in KINDS.values()]
    files = _git(root, "ls-tree", "-r", "-z", "--name-only", revision, "--", *folders) or ""
    found = {_address(file) for file in files.split("\0") if file.endswith(".md")}
    naming = _git(root, "grep", "-l", "-z", "-e", "^redirects:", revision, "--", *folders) or ""
    for name in filter(None, naming.split("\0")):
        found |= _redirects(_git(root, "show", f"{revision}:./{name.partition(':')[2]}") or "")
    return found


def changed(root: Path, folder: str, base: str | None = None) -> Iterator[tuple[str, str]]:
    """Files of a kind as the published state has them, those that are otherwise now or gone: file below docs/, text.

    Args:
        root: the archive's folder.
        folder: the kind's.
        base: as for `addresses`.

    Raises:
        GongwenError: the revision that was asked for doesn't exist.
    """
    revision = _revision(root, base)
    if revision is None:
        return
    names = _git(
        root, "diff", "-z", "--relative", "--no-renames", "--diff-filter=MD", "--name-only", revision, "--", f"docs/{folder}"
    )  # fmt: skip
    for file in filter(None, (names or "").split("\0")):
        text = _git(root, "show", f"{revision}:./{file}")
        if text is not None and file.endswith(".md"):
            yield file.removeprefix("docs/"), text


def _revision(root: Path, base: str | None) -> str | None:
    for name in (base,) if base else BASES:
        found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        if found:
            return found.strip()
    if base:
        raise GongwenError(
            message("没有 git 版本“{base}”", base=base), advice=message("核对 --base，或先取来那个分支")
        )
    return None


def _address(file: str) -> str:
    return file.removeprefix("docs/").removesuffix(".md")


def _redirects(text: str) -> set[str]:
    try:
        given = frontmatter.parse(text, "").data.get("redirects")
    except GongwenError:
        return set()
    return {str(old).strip("/") for old in given} if isinstance(given, list) else set()


def _git(root: Path, *arguments: str) -> str | None:
    """What git answers; None where it can't."""
    command = ["git", "-C", str(root), "-c", "core.quotePath=off", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
