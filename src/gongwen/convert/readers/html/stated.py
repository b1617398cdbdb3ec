"""What a page says of itself: its metadata, its address and date, the title it gives its article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from gongwen.convert import boilerplate, page_titles
from gongwen.convert.readers.html.lines import LINK_LIST, Line
from gongwen.rules import family
from gongwen.text import shapes
from gongwen.text.organs import is_organ

_META = family("page_meta")
_CHINA_TIME = timedelta(hours=8)


def page_facts_of(root: Any, text: str) -> dict[str, str]:
    """What metadata, linked data and scripts of a page say, by our name for it; empty strings where they are silent."""
    metas = _metas(root)
    data = _linked_data(root)
    title_tag = re.sub(r"\s+", " ", root.findtext(".//title") or "").strip()
    address = next(
        (link.get("href") for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"),
        None,
    )
    named = {row.value: page_titles.first_of(metas, row.words) for row in _META.rows}
    return {
        "page_title": title_tag,
        "meta_title": named["meta_title"] or str(data.get("headline") or ""),
        "site": named["site"],
        "url": address or named["url"] or _saved_from(text),
        "published": named["published"] or str(data.get("datePublished") or "") or _script_date(text),
        "account": _text_of(root, "js_name"),
        "stated_source": named["stated_source"],
    }


_SAVED_FROM = re.compile(r"<!--\s*(?:saved from url=\(\d+\))?\s*(https?://[^\s<>]+?)\s*-->", re.IGNORECASE)


def _saved_from(text: str) -> str:
    """The address that browsers and some sites leave in a comment at the top of a page."""
    match = _SAVED_FROM.search(text[:3000])
    return match[1] if match else ""


def _text_of(root: Any, identity: str) -> str:
    found = root.xpath("//*[@id=$id]", id=identity)
    return re.sub(r"\s+", " ", "".join(found[0].itertext())).strip() if found else ""


def _metas(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or meta.get("itemprop") or "").strip().lower()
        content = (meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def _linked_data(root: Any) -> Mapping[str, Any]:
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            try:
                data = json.loads(script.text or "")
            except ValueError:
                continue
            for item in _items(data):
                if "headline" in item or "datePublished" in item:
                    return item
    return {}


def _items(data: Any) -> Iterator[Mapping[str, Any]]:
    """The things that linked data describes: one, a list of them, or a graph (JSON-LD 1.1, 4.9)."""
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (node for node in graph if isinstance(node, dict)) if isinstance(graph, list) else ()


_SCRIPT_DATE = re.compile(
    r"""(?:publish_time|publishTime|createTime|\bct|pubDate|oriCreateTime)["']?\s*[=:]\s*["']?(\d{4}-\d{1,2}-\d{1,2}|\d{10})(?!\d)"""
)


def _script_date(text: str) -> str:
    """The day that a script of the page gives: messaging apps write it there, as a date or as seconds since 1970."""
    match = _SCRIPT_DATE.search(text)
    if match is None:
        return ""
    if "-" in match[1]:
        return match[1]
    return (datetime.fromtimestamp(int(match[1]), tz=UTC) + _CHINA_TIME).strftime("%Y-%m-%d")


def stated_names(page: Mapping[str, str]) -> tuple[str, ...]:
    """What metadata and <title> call the page's document, without the site's name."""
    names = (page_titles.without_site(page[key], page["site"]) for key in ("meta_title", "page_title"))
    return tuple(name for name in names if name and not is_organ(name))


def title_line(page: Mapping[str, str], lines: list[Line], first: int) -> str:
    """The title that the page gives its article: in a heading or an element named so, in meta data, in <title>."""
    stated = page_titles.without_site(page["meta_title"], page["site"])
    if stated:
        return stated
    before = [line for line in lines[: first + 6] if line.text.strip()]
    for wanted in (
        lambda line: line.level == 1,
        lambda line: line.titled,
        lambda line: line.level in {2, 3},
    ):
        for line in reversed(before):
            text = line.text.strip()
            if (
                wanted(line)
                and 5 <= len(text) <= 100
                and not boilerplate.is_furniture(text)
                and not _POSTED.match(text)
                and line.links < LINK_LIST
            ):
                return re.sub(r"\s+", " ", text)
    named = page_titles.without_site(page["page_title"], page["site"])
    known = any(re.sub(r"\s", "", named) == re.sub(r"\s", "", line.text) for line in lines)
    if known and not is_organ(named):
        return named
    # <title> may say no more than whose site it is.
    return _above_dateline(lines[: first + 6]) or named


def line_above(lines: Sequence[Line], first: int) -> str:
    """The one line above the text, where a field out of a database has its title before its markup."""
    above = [line.text for line in lines[:first] if line.text.strip()]
    words = re.split(r"[\s\u3000]{3,}", above[0].strip())[0] if len(above) == 1 else ""
    return words if 6 <= len(words) <= _TITLE_LONGEST and not shapes.ends_sentence(words) else ""


_TITLE_LONGEST = 80
_POSTED = re.compile(r"(?:19|20)\d{2}-\d{2}-\d{2}\s*[·•|｜]")
"""2019-05-17 · 某报道: a day with the account that posted it, which some pages mark as a heading."""


def _is_dated(text: str) -> bool:
    """Whether a line is the page's line of date and source, or nothing but its day."""
    return boilerplate.is_dateline(text) or boilerplate.is_bare_dateline(text)


def _above_dateline(lines: list[Line]) -> str:
    """The line right above the page's line of date and source, where the page doesn't mark its title."""
    place = next((i for i, line in enumerate(lines) if i and _is_dated(line.text)), 0)
    text = lines[place - 1].text.strip() if place else ""
    if shapes.NUMBER.fullmatch(re.sub(r"\s", "", text)):
        return ""
    fits = 6 <= len(text) <= 60 and not shapes.ends_sentence(text) and not boilerplate.is_furniture(text)
    return text if fits and lines[place - 1].links < LINK_LIST and not re.search(r"[|｜>]", text) else ""
