"""Files below docs/ that no part of the archive knows: the site publishes nothing unseen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gongwen.errors import RecordError
from gongwen.messages import message
from gongwen.records.kinds import KINDS

PROSE_FOLDERS = frozenset({"about", "develop", "contribute"})
"""Folders of pages that are no records: prose by the archive's makers."""
TEXTS_TABLE = "texts.tsv"
"""Where the texts of digests can be had, for whoever adds them."""
_DOORS = frozenset({"index.md", "search.md", TEXTS_TABLE})
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif"})


def strays(docs: Path) -> Iterator[RecordError]:
    """Files below `docs` that no part of the archive knows: the site publishes nothing unseen.

    Known are records (``.md`` in their folders), prose in `PROSE_FOLDERS`, the pages of the doors, and pictures
    (no SVG, which can hold scripts) in ``assets/`` and beside prose. Hidden files are never published.
    """
    for path in sorted(docs.rglob("*")):
        file = path.relative_to(docs)
        if any(part.startswith(".") for part in file.parts) or (path.is_dir() and not path.is_symlink()):
            continue
        shown = f"docs/{file.as_posix()}"
        if path.is_symlink():
            yield RecordError(message("是符号链接，网站不收"), file=shown, advice=message("换成文件本身"))
        elif not _is_known(file):
            yield RecordError(
                message("不是网站所收的文件"),
                file=shown,
                advice=message(
                    "记录和说明用 .md（小写），图片用 PNG、JPEG、WebP、GIF、AVIF；原件放进 sources/，其余移走"
                ),
            )
        elif file.suffix in _PICTURES and not _is_picture(path):
            yield RecordError(
                message("图片的内容不是图片"), file=shown, advice=message("换成真的图片，或移走")
            )


def _is_picture(path: Path) -> bool:
    """Whether a file begins as the pictures that the site takes do; what can't be read is told elsewhere."""
    try:
        with path.open("rb") as file:
            start = file.read(12)
    except OSError:
        return True
    return (
        start.startswith((b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8"))
        or start[4:8] == b"ftyp"
        or (start[:4] == b"RIFF" and start[8:] == b"WEBP")
    )


def _is_known(file: Path) -> bool:
    folder = file.parts[0]
    if len(file.parts) == 1:
        return file.name in _DOORS
    if folder in KINDS:
        return file.suffix == ".md"
    if folder in PROSE_FOLDERS:
        return file.suffix == ".md" or file.suffix in _PICTURES
    return folder == "assets" and file.suffix in _PICTURES
