"""Where things are: source files of pages, and the way from one to another."""

from __future__ import annotations

import posixpath
from functools import cache, lru_cache

from pypinyin import lazy_pinyin

from gongwen.records import Record


def source(record: Record) -> str:
    """The Markdown file of a record's page, below docs/."""
    return record.file


def url(src: str) -> str:
    """The address of a page below the site's root, for a source file: documents/2006/x.md → documents/2006/x/."""
    path = src.removesuffix(".md")
    if path == "index":
        return ""
    return path.removesuffix("index") if path.endswith("/index") else path + "/"


def relative(target: str, base: str) -> str:
    """A link from the page of source file `base` to that of `target`, which may have an anchor."""
    path, _, anchor = target.partition("#")
    link = _way(path, base.rpartition("/")[0] or ".")
    return f"{link}#{anchor}" if anchor else link


@lru_cache(maxsize=2**16)
def _way(target: str, folder: str) -> str:
    """From a folder to a file; pages of a year name the same few records over and over."""
    return posixpath.relpath(target, folder)


def beside(target: str, base: str) -> str:
    """The address of the page of `target` as it reads from that of `base`, by the shortest way."""
    folder = url(base).removesuffix("/").rpartition("/")[0]
    return (
        _way(url(target), posixpath.join(folder, "-")) + "/"
    )  # from all pages of a folder the way is the same


def path(target: str, base: str) -> str:
    """The address of a page as seen from the page of `base`, for HTML that Markdown doesn't resolve."""
    place, _, anchor = target.partition("#")
    up = url(base).count("/")
    address = "../" * up + url(place) or "./"
    return f"{address}#{anchor}" if anchor else address


@cache  # of the headings of indexes, which every page of a document asks for
def slug(name: str) -> str:
    """A Latin name for a heading of an index, from its pinyin: 部门规章 → bumen-guizhang would be bumenguizhang."""
    return "".join(char for char in "".join(lazy_pinyin(name)).lower() if char.isalnum() and char.isascii())


def year_page(year: int | None) -> str:
    """Source file of the list of a year's documents; of the undated ones for None."""
    return f"documents/{year:04d}/index.md" if year else "documents/undated/index.md"


def type_page(doc_type: str) -> str:
    """Source file of the list of a type's documents."""
    return f"documents/types/{slug(doc_type)}.md"
