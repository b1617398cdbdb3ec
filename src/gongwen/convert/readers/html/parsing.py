"""HTML text into a tree: as browsers read what isn't well formed."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from gongwen.errors import ReadError
from gongwen.messages import message
from gongwen.text.shapes import IDEOGRAPH

_TAGS = re.compile(r"<(?:!doctype|html|head|body|div|p|table|br|span|td|meta)\b", re.IGNORECASE)


def looks_like_html(text: str) -> bool:
    """Whether `text` is HTML, whatever its file is called.

    Text in which a scraper left some tags isn't: most of its paragraphs begin without one.
    """
    start = text[:20000]
    if _WHOLE.match(start):
        return True
    if len(_TAGS.findall(start)) < 3 or not re.search(r"</\w+\s*>", text):
        return False
    if _WHOLE_PAGE.search(start):
        return True
    sizes = {True: 0, False: 0}
    for paragraph in re.split(r"\n\s*\n", start):
        inside = paragraph.strip()
        sizes[inside.startswith("<")] += len(_IDEOGRAPHS.findall(inside))
    marks = len(_MARKDOWN.findall(start))
    if sizes[True] >= sizes[False]:
        return not (marks >= 3 and sizes[False] * 4 >= sizes[True])
    return marks == 0 and _share_in_elements(start) >= _IN_ELEMENTS


def is_fragment(text: str) -> bool:
    """Whether markup is a piece of a page, such as a field out of a database: it says nothing of a page as a whole."""
    return _WHOLE_PAGE.search(text) is None


def _share_in_elements(text: str) -> float:
    """Which share of a text's Chinese stands within elements: of a title and then a field out of a database, most."""
    within = {True: 0, False: 0}
    depth = end = 0
    for tag in (*_ELEMENT.finditer(text), None):
        start = tag.start() if tag else len(text)
        within[depth > 0] += len(_IDEOGRAPHS.findall(text, end, start))
        if tag:
            depth = max(0, depth - 1) if tag["closes"] else depth + 1
            end = tag.end()
    return within[True] / max(1, sum(within.values()))


_ELEMENT = re.compile(
    r"<(?P<closes>/)?(?:div|p|table|td|span|section|article|li)\b[^<>]*(?<!/)>", re.IGNORECASE
)
_IN_ELEMENTS = 0.8


_WHOLE = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_WHOLE_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|title)\b", re.IGNORECASE)
_IDEOGRAPHS = re.compile(f"[{IDEOGRAPH}]")
_MARKDOWN = re.compile(r"^#{1,6} |\]\([^)\s]*\)|\*\*\S", re.MULTILINE)


def parse(text: str) -> Any:
    """The tree of a page's elements.

    Raises:
        ReadError: the parser can't make anything of it.
    """
    # Without the declaration: lxml takes a str with one for a mistake, and the bytes have been decoded already.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\x00", ""))
    text = _SERVER_CODE.sub("", text)
    # Pages put together from parts close themselves too early; browsers go on, the parser would stop.
    text = _EARLY_END.sub("", text)
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    if _depth(text) > _DEEPEST:
        # The parser drops, without a word, what lies deeper; wrappers around it say nothing anyway.
        text = _WRAPPER.sub("\n", text)
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise ReadError(message("不是能读的网页"), advice=message("检查文件是否保存完整")) from None
    return root


_SERVER_CODE = re.compile(r"<%.*?%>", re.DOTALL)
_EARLY_END = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_DEEPEST = 2000
_WRAPPER = re.compile(
    r"</?(?:div|span|font|section|center|b|i|em|strong|u|article|main|blockquote|a|table|tbody|tr|td|ul|ol|li|p)\b[^<>]*>",
    re.IGNORECASE,
)
_TAG_OF_WRAPPER = re.compile(
    r"<(/?)(?:div|span|font|section|center|b|i|em|strong|u|article|main|blockquote|table|tbody|tr|td|ul|ol)\b[^<>]*?(/?)>",
    re.IGNORECASE,
)


def _depth(text: str) -> int:
    """How deep elements nest at most, unclosed ones included."""
    deepest = depth = 0
    for match in _TAG_OF_WRAPPER.finditer(text):
        depth = max(0, depth - 1) if match[1] else depth + (not match[2])
        deepest = max(deepest, depth)
    return deepest
