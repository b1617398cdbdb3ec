"""A page of the built site as lines that a person can read and compare: headings, text, links, tables, pictures."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import html

_INLINE = frozenset(
    {
        "a",
        "b",
        "i",
        "em",
        "strong",
        "span",
        "small",
        "time",
        "q",
        "code",
        "bdi",
        "abbr",
        "button",
        "label",
        "wbr",
    }
)
_PASSED = frozenset({"script", "style", "noscript", "template"})


def dump(page: str, address: str) -> list[str]:
    """What a reader gets of a page, a line for each block.

    Args:
        page: the HTML.
        address: the page's path below the site's root, such as ``agencies/mii/index.html``; links are shown
            as paths below the root, so that pages can move without a difference.
    """
    root = html.fromstring(page)
    _tips(root)
    main = root.xpath("//*[@id='main']")
    wraps = root.xpath(
        "//div[contains(concat(' ',@class,' '),' gw-wrap ')][descendant-or-self::*[@id='main']]"
    )
    body = wraps[0] if wraps else main[0]
    lines = [f"title: {(root.findtext('.//title') or '').strip()}"]
    lines += [line for line in _blocks(body, posixpath.dirname(address)) if line.strip()]
    return lines


def _tips(root: html.HtmlElement) -> None:
    """Give links the tip that the page's script gives them: that of the first to the same address."""
    first: dict[str, str] = {}
    for link in root.iter("a"):
        if "title" in link.attrib:
            first.setdefault(link.get("href", ""), link.get("title", ""))
        elif "data-tip" in link.attrib:
            link.set("title", first[link.get("href", "")])


def _blocks(element: html.HtmlElement, base: str) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in _PASSED:
        return
    if element.tag == "svg":
        yield _picture(element, base)
        return
    if element.tag == "tr":
        yield "| " + " | ".join(_inline(cell, base) for cell in element) + " |"
        return
    if element.tag in {"h1", "h2", "h3", "h4"}:
        anchor = element.get("id")
        yield f"{'#' * int(element.tag[1])} {_inline(element, base)}" + (f" {{#{anchor}}}" if anchor else "")
        return
    if all(isinstance(child.tag, str) and child.tag in _INLINE for child in element):
        words = _inline(element, base)
        if words:
            anchor = element.get("id")
            yield f"{element.tag}: {words}" + (f" {{#{anchor}}}" if anchor else "")
        return
    words = _tidy(element.text)
    if words:
        yield f"{element.tag}: {words}"
    for child in element:
        yield from _blocks(child, base)
        tail = _tidy(child.tail)
        if tail:
            yield f"{element.tag}: {tail}"


def _inline(element: html.HtmlElement, base: str) -> str:
    """The words of an element, links as [words](path)."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _PASSED and child.tag != "wbr":
            inside = _picture(child, base) if child.tag == "svg" else _inline(child, base)
            href = child.get("href") if child.tag == "a" else None
            tip = f' "{_tidy(child.get("title"))}"' if child.get("title") else ""
            parts.append(f"[{inside}]({_path(href, base)}{tip})" if href is not None else f" {inside} ")
        parts.append(child.tail or "")
    return _tidy("".join(parts))


def _picture(element: html.HtmlElement, base: str) -> str:
    """A drawing: how it is named, the words in it with their links, how many shapes of which class."""
    words = []
    for text in element.iter("text"):
        link = next((a for a in text.iterancestors("a")), None)
        said = "".join(text.itertext())
        words.append(f"[{said}]({_path(link.get('href'), base)})" if link is not None else said)
    shapes: dict[str, int] = {}
    for shape in element.iter("rect", "line", "path"):
        name = (shape.get("class") or "").split(" ")[0]
        shapes[name] = shapes.get(name, 0) + 1
    drawn = " ".join(f"{name}×{count}" for name, count in sorted(shapes.items()))
    label = element.get("aria-label") or ""
    return f"<drawing {element.get('class') or ''} “{label}” {drawn}: {' · '.join(words)}>"


def _path(href: str | None, base: str) -> str:
    parts = urlsplit(href or "")
    if parts.scheme or parts.netloc:
        return href or ""
    path = posixpath.normpath(posixpath.join(base, parts.path)) if parts.path else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{path}{query}" + (f"#{parts.fragment}" if parts.fragment else "")


def _tidy(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "").strip()
