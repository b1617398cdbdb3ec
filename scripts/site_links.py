"""Checks the links of a built site: every address inside it exists, every fragment too, nothing loads from elsewhere."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from gongwen.messages import say

_LOADING = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "embed": "src",
}
_LOADING_LINKS = frozenset(
    {"stylesheet", "icon", "preload", "prefetch", "preconnect", "modulepreload", "manifest"}
)


class _Page(HTMLParser):
    """The links and ids of one page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        if values.get("id"):
            self.ids.add(values["id"] or "")
        if tag == "a" and values.get("href") is not None:
            self.links.append(values["href"] or "")
        elif tag == "form" and values.get("action"):
            self.links.append(values["action"] or "")
        elif tag == "link" and set((values.get("rel") or "").split()) & _LOADING_LINKS:
            self.loads.append(values.get("href") or "")
        elif tag in _LOADING and values.get(_LOADING[tag]):
            self.loads.append(values[_LOADING[tag]] or "")


def check(site: Path, base: str = "/") -> Iterator[str]:
    """Problems of the site in `site`, one line each, in Chinese.

    Args:
        site: the folder.
        base: the path under which it will stand, for the links of 404.html.
    """
    pages: dict[str, _Page] = {}
    for path in sorted(site.rglob("*.html")):
        page = _Page()
        page.feed(path.read_text(encoding="utf-8"))
        pages[path.relative_to(site).as_posix()] = page
    for file, page in pages.items():
        for load in page.loads:
            if urlsplit(load).netloc or load.startswith("//"):
                yield say("{file}：从别的主机取 {load}", file=file, load=load)
            elif not _target(site, file, load, base):
                yield say("{file}：{load} 不存在", file=file, load=load)
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = _target(site, file, link, base)
            if target is None:
                yield say("{file}：链接 {link} 没有目标", file=file, link=link)
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
                yield say("{file}：链接 {link} 指向没有的锚点", file=file, link=link)


def _target(site: Path, file: str, link: str, base: str) -> str | None:
    """The file that a link leads to, below the site; None where there is none."""
    path = unquote(urlsplit(link).path)
    if path.startswith("/"):
        if not path.startswith(base):
            return None
        path = path[len(base) :]
    else:
        path = posixpath.join(posixpath.dirname(file), path) if path else file
    path = posixpath.normpath(path) if path else "."
    if path.startswith(".."):
        return None
    for candidate in (path, posixpath.join(path, "index.html")):
        if (site / candidate).is_file():
            return posixpath.normpath(candidate)
    return None
