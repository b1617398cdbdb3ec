"""Titles of web pages: without the names of columns and sites behind them and what a copyist put around them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from gongwen.rules import family

_COPYIST = family("copyist")
_SITE_NAMES = family("site_name")
_MEDIA, _ORGANS, _FORUMS = map(_SITE_NAMES.valued, ("medium", "organ", "forum"))
_ASSOCIATIONS = _SITE_NAMES.valued("association")
_PARTED = re.compile(
    r"\s*(?:(?<![A-Za-z0-9])_{1,2}|_{1,2}(?![A-Za-z0-9])|\||｜|--+|(?<!—)—{1,2}(?!—|[^—|｜_]*[，、；！？])|–|\s-\s|>>|»)\s*"
)
_LAST_DASH = re.compile(r"\s*-(?=[^-]+$)")
_UNDERSCORE = re.compile(r"(.{6,})_([^_]{2,24})$")
_LONGEST_COLUMN = 3
"""So short a part behind the title is a column's name, whatever it is."""


def without_copyist(title: str) -> str:
    """A title without what a copyist put before or behind it: 【转】…, … 原创."""
    return _copied(title) or title


def _copied(title: str) -> str:
    found = _COPYIST.search(title)
    text = title.strip()
    return (text[: found.start()] + text[found.end() :]).strip() if found else title.strip()


def _names_site(text: str) -> bool:
    """Whether a part of a title is a site's or a body's name."""
    return _MEDIA(text) or _ORGANS(text) or _ASSOCIATIONS(text) or _FORUMS(text)


def without_site(title: str, site: str = "") -> str:
    """A page's <title> without the names of columns and site behind it, and without what a copyist put before."""
    text = _copied(re.sub(r"\s+", " ", title))
    while (cut := _UNDERSCORE.match(text)) and _names_site(cut[2].strip()):
        text = cut[1].strip()
    if site:
        text = re.sub(rf"\s*[-_|—–]+\s*{re.escape(site)}\s*$", "", text)
    parts = _parts(text)
    while len(parts) > 1 and (
        len(parts[-1]) <= _LONGEST_COLUMN or _SITE_NAMES(parts[-1]) or len(parts[-1]) * 2 <= len(parts[0])
    ):
        if len(parts[-1]) > 2 * max(map(len, parts[:-1])):
            break  # 权威发布 | 某办约谈某平台: what stands in front is the column
        parts.pop()
    if len(parts) > 1:
        # What stands in front may be the site as well: 中国政府网 - 关于…的通知.
        parts = [max(parts, key=len)]
    blank = " \u3000《》" if parts[0].count("《") != parts[0].count("》") else " \u3000"
    return parts[0].strip(blank)


def _parts(text: str) -> list[str]:
    """A title's parts; a bare dash parts it only where a site's name follows."""
    parts = _PARTED.split(text)
    last = _LAST_DASH.search(parts[-1])
    if last and _names_site(parts[-1][last.end() :].strip()):
        parts[-1:] = [parts[-1][: last.start()], parts[-1][last.end() :]]
    return parts


def site_of(title: str) -> str:
    """The site's name at the end of a page's <title>; empty where none is there."""
    parts = [part.strip() for part in _parts(re.sub(r"\s+", " ", title))]
    last = parts[-1] if len(parts) > 1 else ""
    return last if 3 <= len(last) <= 20 and (_MEDIA(last) or _ORGANS(last)) else ""


def first_of(found: Mapping[str, str], names: Sequence[str]) -> str:
    """The first value that is not empty among `names`."""
    return next((found[name] for name in names if found.get(name)), "")
