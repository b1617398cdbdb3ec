"""Pages of the last build that can be had again: what they were made of, and where they stand.

Nothing here is believed: a page is taken again only where the file is byte for byte the one that was written, and a
list that is damaged, cut off or of another version is as good as none.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

_VERSION = 1


class Kept(NamedTuple):
    """A page that was made.

    Attributes:
        key: a digest of what it was made of.
        digest: SHA-256 of its file, hexadecimal.
        anchors: the anchors on it.
        links: those that it links to, with the link as written, by the source file of their page.
        asked: what was asked of the archive while it was made: text, date, digest of the answer.
    """

    key: str
    digest: str
    anchors: list[str]
    links: dict[str, dict[str, str]]
    asked: list[tuple[str, str, str]]


@dataclass(frozen=True)
class Before:
    """The site as it was built last.

    Attributes:
        folder: where it stands.
        list: the file that says what its pages were made of.
    """

    folder: Path
    list: Path

    @property
    def next(self) -> Path:
        """Where the list of the build that is going on is written; it becomes the list with its site."""
        return self.list.with_name(f"{self.list.name}.next")

    def kept(self) -> dict[str, Kept]:
        """Pages by their source files; none where the list can't be believed."""
        try:
            head, _, body = self.list.read_bytes().partition(b"\n")
            if head.decode() != _head(body):
                return {}
            return {src: Kept(*entry) for src, entry in json.loads(body).items()}
        except (OSError, ValueError, TypeError):
            return {}

    def keep(self, pages: Mapping[str, Kept]) -> None:
        """Write the list of the build that is going on; where it can't be written, the next build makes all pages."""
        body = json.dumps(pages, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        with contextlib.suppress(OSError):
            self.next.parent.mkdir(parents=True, exist_ok=True)
            self.next.write_bytes(_head(body).encode() + b"\n" + body)

    def accept(self) -> None:
        """The site of the build that was going on stands in the place of the last one."""
        with contextlib.suppress(OSError):
            self.next.replace(self.list)

    def again(self, kept: Kept, path: str, target: Path) -> bool:
        """Put a page of the last build into the next one: whether it was there as it was written.

        Args:
            kept: what is known of the page.
            path: of its file, below the site's folder.
            target: where it is to stand.

        Raises:
            OSError: it can't be written.
        """
        old = self.folder / path
        try:
            content = old.read_bytes()
        except OSError:
            return False
        if hashlib.sha256(content).hexdigest() != kept.digest:
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        try:
            os.link(old, target)
        except OSError:
            target.write_bytes(content)
        return True


def _head(body: bytes) -> str:
    return f"pages {_VERSION} {hashlib.sha256(body).hexdigest()}"
