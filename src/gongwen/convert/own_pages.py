"""Pages of the archive itself, which conversion takes as they are.

A page is the archive's own by where it lies and what it was made from; what its front matter says of itself
makes no difference.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from gongwen.errors import ReadError
from gongwen.messages import message
from gongwen.records import Document, build, frontmatter


def place(path: Path, docs: Path) -> str | None:
    """The page's file below `docs`, where it is one of its documents; None for any other file.

    Symbolic links are resolved first: what only a link leads to lies elsewhere.
    """
    folder, real = Path(os.path.realpath(docs)), Path(os.path.realpath(path))
    if not real.is_relative_to(folder / "documents"):
        return None
    file = real.relative_to(folder).as_posix()
    return file if real.suffix == ".md" and file.count("/") == 2 and real.is_file() else None


def read(path: Path, file: str, docs: Path) -> Document:
    """The record in a page of the archive.

    Args:
        path: the page.
        file: its path below `docs`.
        docs: the archive's docs folder, beside which sources/ lies.

    Raises:
        GongwenError: it can't be read, or names an original in sources/ that isn't the one it was made from.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise ReadError(
            message("不是 UTF-8 文本"), file=f"docs/{file}", advice=message("另存为 UTF-8")
        ) from None
    except OSError as error:
        raise ReadError(
            message("读不了（{reason}）", reason=error.strerror or message("系统错误")),
            advice=message("检查文件权限"),
        ) from None
    identity = file.removeprefix("documents/").removesuffix(".md")
    document = build(Document, frontmatter.parse(text, f"docs/{file}"), id=identity, file=file)
    original = document.original
    if original is not None:
        kept = inside(docs.parent / "sources", original.file)
        if kept is not None and hashlib.sha256(kept.read_bytes()).hexdigest() != original.sha256:
            raise ReadError(
                message("说是由 sources/{file} 转换而来，而那份原件的校验值不同", file=original.file),
                file=f"docs/{file}",
                advice=message("核对原件；原件改过的，运行 make site 重新转换"),
            )
    return document


def inside(folder: Path, name: str) -> Path | None:
    """The file of that name in `folder`; None where there is none, or where a link leads out of the folder."""
    path = folder / name
    real = Path(os.path.realpath(path))
    return path if real.is_relative_to(os.path.realpath(folder)) and real.is_file() else None
