"""Markdown as others wrote or scraped it.

Headings, tables, lists and bold at the start of a paragraph become marks of the blocks, links and pictures are reduced to their
words, HTML in between is read as HTML, backslash escapes are undone. Front matter is what the file says of itself:
its fields become facts that are weighed like those of a web page, and what it says of access, rights, repairs or
the original is not even read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import unescape as unescape_html
from typing import Any

from pydantic import ValidationError

from gongwen.convert import page_titles
from gongwen.convert.model import Block, Draft, PageFacts, Removed
from gongwen.convert.readers.text import lines
from gongwen.errors import GongwenError
from gongwen.records import Document, frontmatter
from gongwen.rules import family
from gongwen.text import shapes
from gongwen.text.markdown_text import unescape

_NO_HEADING = re.compile(r"\s*#{2,6}\s*")
"""The mark of a heading that has no words."""
_HEADING = re.compile(r"[ \t]{0,3}(#{1,6})[ \t\u00a0\u3000]*(?=[^#\s])(.*?)(?:[ \t]+#+)?[ \t]*")
_BOLD_START = re.compile(r"\*\*(?=\S)((?:\\.|[^*\\])+?)\*\*")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(
    r"(?<!\\)\[((?:\\.|[^\[\]\\])*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+[\"'][^\"']*[\"'])?\)|<(https?://[^>\s]+)>"
)
_ROW = re.compile(r"\s*\|(.*)\|\s*")
_RULE_ROW = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?:\s*:?-{2,}:?\s*)?")
_ITEM = re.compile(r"[ \t]{0,3}[-*+][ \t]+(?=\S)")
_RULE = re.compile(r"[ \t]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")
_GRID_RULE = re.compile(r"\s*\+(?:[-=]{3,}\+)+\s*")
"""The border of a table drawn with signs, as some converters draw it."""
_QUOTE = re.compile(r"^[ \t]{0,3}>[ \t]?")
_BREAKING = re.compile(
    r"</?(?:p|div|br|center|table|tr|li|ul|ol|h[1-6]|section|article|hr)\b[^<>]*>", re.IGNORECASE
)
_INLINE_TAG = re.compile(
    r"</?(?:span|font|b|strong|i|em|u|a|sup|sub|small|big|img|td|th|tbody|thead|s|o:p)\b[^<>]*>",
    re.IGNORECASE,
)
_KEYS = family("front_matter_key")


def has_head(text: str) -> bool:
    """Whether a text begins with what a tool wrote of it: front matter, or a list of keys above a rule."""
    text = text.replace("\r\n", "\n").lstrip("\ufeff\n")
    parts = frontmatter.split(text)
    return bool(_LISTED_HEAD.match(text) if parts is None else _KEY_LINE.search(parts[0]))


def read(text: str) -> Draft:
    """Read a Markdown file; what its front matter says of the document lands in ``given`` and ``facts``."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    above = len(text) - len(text.lstrip("\n"))
    # Scrapers leave empty lines above their front matter.
    parts = frontmatter.split(text[above:]) or frontmatter.split(text)
    if parts is None:
        listed = _LISTED_HEAD.match(text)
        head = listed or _READER_HEAD.match(text)
        facts = _listed_facts(head[0]) if listed and head else _reader_facts(head[0]) if head else {}
        said = PageFacts().knowing(facts)
        body = "\n" * head[0].count("\n") + text[head.end() :] if head else text
        blocks, removed = _from_title(list(_blocks(body, 1)))
        if head:
            removed = (Removed("front-matter", head[0], 1), *removed)
        return Draft(blocks=blocks, facts=said, removed=removed).after(
            blocks, "web-page", len(removed) - bool(head), "题名之前的网页文字"
        )
    raw, body = parts
    try:
        data = frontmatter.parse(f"---\n{raw}---\n", "").data
    except GongwenError:
        # Somebody else's front matter may be no YAML that we take; its text is kept to be read.
        data = {}
    given = understood(data)
    facts = _page_facts({key: value for key, value in data.items() if key not in given})
    if "title" in given:
        facts["title"] = given["title"]
    blocks, removed = _from_title(list(_blocks(body, above + raw.count("\n") + 3)))
    draft = Draft(
        blocks=blocks,
        removed=(Removed("front-matter", raw, above + 1), *removed),
        given=given,
        facts=PageFacts().knowing(facts),
    )
    return draft.after(blocks, "web-page", len(removed), "题名之前的网页文字")


_READER_HEAD = re.compile(
    r"\A\s*Title:.*\n(?:\s*(?:URL Source|Published Time|Warning|Number of Pages):.*\n)*\s*(?:Markdown Content:[ \t]*\n?)?"
)
_KEY_LINE = re.compile(
    r"^[ \t]*(?:[-*][ \t]+)?([\w\u4e00-\u9fff]{2,24})[ \t]*[:：][ \t]*(.*?)[ \t]*$", re.MULTILINE
)
_LISTED_HEAD = re.compile(
    r"\A\s*(?:#{1,6}[ \t].*\n\s*)?(?:[ \t]*[-*][ \t]+[A-Za-z][\w-]{1,24}[ \t]*[:：].*\n){3,}\s*-{3,}[ \t]*\n"
)
"""A list of a tool's own keys, with a heading of the tool's above and a rule below."""
_TOP = 15


def _listed_facts(head: str) -> dict[str, str]:
    """What stands in such a list, as if it were front matter."""
    return _page_facts({key: value for key, value in _KEY_LINE.findall(head) if value})


def _reader_facts(head: str) -> dict[str, str]:
    """What proxies that turn pages into Markdown write before the text: Title, URL Source, Published Time."""
    data = dict(re.findall(r"^\s*(Title|URL Source|Published Time):[ \t]*(.+?)[ \t]*$", head, re.MULTILINE))
    names = {"Title": "title", "URL Source": "url", "Published Time": "published"}
    return _page_facts({names[key]: value for key, value in data.items()})


def _from_title(blocks: list[Block]) -> tuple[tuple[Block, ...], tuple[Removed, ...]]:
    """The blocks from the one heading of the first level on; what stands before it is the page's, not the document's."""
    tops = [i for i, block in enumerate(blocks) if block.kind == "heading" and block.level == 1]
    before = blocks[: tops[0]] if tops else []
    own = any(
        shapes.NUMBER.fullmatch(re.sub(r"\s", "", block.text))
        or shapes.is_date_line(block.text)
        or block.text.endswith("文件")
        for block in before
    )
    if len(tops) != 1 or not 0 < tops[0] <= _TOP or own or sum(len(block.text) for block in before) > 400:
        return tuple(blocks), ()
    return tuple(blocks[tops[0] :]), tuple(Removed("web-page", block.text, block.line) for block in before)


_OURS = frozenset(
    {"type", "issuers", "document_number", "date_kind", "date_basis", "access", "campaigns", "addressee"}
)
_WEIGHED = (
    "title", "date", "type", "document_number", "issuers", "campaigns", "addressee", "place", "effective", "status",
)  # fmt: skip
"""Fields that a file may state of itself; none decides what may be published or what was done to the text."""


def understood(data: Mapping[str, Any]) -> dict[str, Any]:
    """What front matter says of the document, as far as a record can hold it: evidence, to be weighed.

    ``title`` and ``date`` are what every scraper writes of a web page; they count as the document's own only
    beside fields that nobody but the maintainer of an archive writes.
    """
    ours = any(key in data for key in _OURS)
    given: dict[str, Any] = {}
    for key in _WEIGHED:
        if key not in data or (not ours and key in {"title", "date"}):
            continue
        try:
            record = Document.model_validate({"title": "题", key: data[key]})
        except ValidationError:
            continue
        if getattr(record, key) not in (None, (), ""):
            given[key] = getattr(record, key)
    return given


def _page_facts(data: Mapping[str, Any]) -> dict[str, str]:
    """What scraped front matter says of the web page, by the names that the HTML reader uses."""
    facts: dict[str, str] = {}
    source = data.get("source")
    if isinstance(source, Mapping):
        # As this archive writes it: {name: …, url: …, published: …}.
        data = {
            **data,
            "source": source.get("name"),
            "url": source.get("url"),
            "published": source.get("published"),
        }
    named = {str(key).strip().lower(): value for key, value in data.items()}
    for row in _KEYS.rows:
        if value := next(filter(None, (_words_of(named.get(key)) for key in row.words)), ""):
            facts[row.value] = value
    title = page_titles.without_site(facts.get("meta_title", ""), facts.get("site", ""))
    if title:
        facts["title"] = title
    return facts


def _words_of(value: object) -> str:
    """What a key says: its words, or those of a list of names; empty for anything else."""
    if isinstance(value, str):
        return value.strip()
    listed = value if isinstance(value, list) else []
    return "、".join(item.strip() for item in listed if isinstance(item, str))


_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FENCED_DIV = re.compile(r"^[ \t>]*:{3,}.*$", re.MULTILINE)
_SPAN = re.compile(
    r"\[((?:\\.|[^\[\]\\]|\[[^\[\]]*\](?:\([^()]*\))?)*)\]\{[.#][^{}\n]*\}|\[((?:\\.|[^\[\]\\])*)\]\{[\w-]+=[^{}\n]*\}"
)
_ATTRIBUTES = re.compile(r"(?<=\))\{[^{}\n]*\}")
_TOC = re.compile(
    r"^[ \t]*(?:\[{1,2}_?TOC_?\]{1,2}|\{:\s*toc\s*\}|@\[toc\].*)[ \t]*$", re.MULTILINE | re.IGNORECASE
)
_HEADING_ATTRIBUTES = re.compile(r"(?<=\S)[ \t]*\{[.#:]?[\w-]+(?:[=\s][^{}\n]*)?\}[ \t]*$", re.MULTILINE)
_CONTENTS = re.compile(
    r"^[ \t]*:{3,}[ \t]*details[ \t]*目录.*?(?=^(?:[ \t]*\d|#|<p|第|[^\s:>@\-\[]))", re.MULTILINE | re.DOTALL
)
_TAB = re.compile(r"^[ \t]*@tab\b.*$", re.MULTILINE)
_DROPPED = re.compile(
    r"<(iframe|script|style|summary|video|audio|svg|object|noscript)\b[^<>]*>.*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_HTML_TABLE = re.compile(r"<table\b.*?</table\s*>", re.DOTALL | re.IGNORECASE)
_BROKEN_LINK = re.compile(r"(?<![!\\])\[(?P<words>(?:!\[[^\]]*\]\([^)]*\)|[^\[\]])*)\](?P<to>\([^()\s]*\))")
_MOVED = "\x1e"
"""Stands for a line end taken out of a link, until the line is whole: it goes behind it, so that lines count right."""
_MARKED_LINE = re.compile(rf"^.*{_MOVED}.*$", re.MULTILINE)
_OPEN_PICTURE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*$", re.MULTILINE)
_OPEN_LINK = re.compile(r"(?<!!)\[([^\[\]\n]*)\]\(https?://[^)\s]*$", re.MULTILINE)
_DEFINITION = re.compile(r"^[ \t]{0,3}\[(?!\^)([^\]\n]+)\]:[ \t]+\S+.*$", re.MULTILINE)
_FOOTNOTE = re.compile(r"^[ \t]{0,3}\[\^([^\]\n]+)\]:[ \t]*", re.MULTILINE)
_FOOTNOTE_MARK = re.compile(r"\[\^([^\]\n]+)\]")
_HASHTAGS = re.compile(r"(?!#{2,6}\s)\s*(?:(?:#[ \t]?[^#\s]{1,20}\s*){2,}#?|#[^#\s]{1,24}#)\s*")
_SETEXT = re.compile(r"[ \t]{0,3}(={3,}|-{3,})[ \t]*")


def _plain_markdown(text: str) -> str:
    """Marks of other dialects taken out: comments, pandoc's divs, spans and attributes, tables of contents.

    As many lines as before, so that line numbers stay right.
    """
    if "<!--" in text:
        text = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)
    if "<" in text:
        text = _DROPPED.sub(_same_lines, text)
        text = _HTML_TABLE.sub(_table_rows, text)
    if "[" in text:
        text = _whole_links(text)
    if ":::" in text or "]{" in text or "){" in text or _HEADING_ATTRIBUTES.search(text):
        text = _TAB.sub("", _CONTENTS.sub(_same_lines, text)) if ":::" in text else text
        text = _FENCED_DIV.sub("", text)
        text = _ATTRIBUTES.sub("", text)
        text = _SPAN.sub(lambda match: match[1] if match[1] is not None else match[2], text)
        text = _HEADING_ATTRIBUTES.sub("", text)
    if "[" in text:
        text = _TOC.sub("", text)
    text = re.sub(r"\\$", "", text, flags=re.MULTILINE)
    # **甲****乙**: one piece of bold text, ended and begun again by an editor.
    text = re.sub(r"(?<=[^\s*])\*{4}(?=[^\s*])", "", text)
    text = re.sub(r"(?<!\*)\*{3}(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*{3}(?!\*)", r"**\1**", text)
    return re.sub(r"(?<![\\*\w])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*\\])\*(?![*\w])", r"\1", text)


def _same_lines(match: re.Match[str]) -> str:
    """Nothing but the line ends of what was matched, so that line numbers stay right."""
    return "\n" * match[0].count("\n")


def _whole_links(text: str) -> str:
    """Links that line ends were put into on one line; reference links as their words, notes with their numbers."""
    text = _BROKEN_LINK.sub(_on_one_line, text)
    if _MOVED in text:
        text = _MARKED_LINE.sub(_line_ends_moved, text)
    text = _OPEN_LINK.sub(r"\1", _OPEN_PICTURE.sub("", text))
    names = [re.escape(name) for name in _DEFINITION.findall(text)]
    if names:
        text = re.sub(rf"\[([^\[\]\n]+)\]\[(?:{'|'.join(names)})\]", r"\1", _DEFINITION.sub("", text))
    return _FOOTNOTE_MARK.sub(r"[\1]", _FOOTNOTE.sub(r"[\1] ", text))


def _on_one_line(match: re.Match[str]) -> str:
    """A link whose words were broken, its line ends marked; Chinese words need no space where it broke."""
    lines = match["words"].count("\n")
    words = re.sub(r"\s*\n\s*", "", match["words"]).strip()
    return f"[{words}]{match['to']}{_MOVED * lines}" if lines else match[0]


def _line_ends_moved(match: re.Match[str]) -> str:
    return match[0].replace(_MOVED, "") + "\n" * match[0].count(_MOVED)


def _table_rows(match: re.Match[str]) -> str:
    """An HTML table as rows of Markdown; one that lays out the page as its text."""
    from gongwen.convert.readers import html  # the two readers know each other

    found = html.blocks(f"<html><body>{match[0]}</body></html>")
    lines = [
        "| " + " | ".join(block.text.replace("|", "｜").split("\t")) + " |"
        if block.kind == "row"
        else block.text
        for block in found
        if block.kind != "picture"
    ]
    text = "\n\n" + "\n".join(lines) + "\n\n"
    return text + "\n" * (match[0].count("\n") - text.count("\n"))


def _blocks(text: str, first: int) -> Iterator[Block]:
    found = [
        replace(block, text=_QUOTE.sub("", block.text))
        for block in lines(_without_html(_plain_markdown(text)), first)
    ]
    skip = False
    for index, block in enumerate(found):
        if skip:
            skip = False
            continue
        following = found[index + 1] if index + 1 < len(found) else None
        under = _SETEXT.fullmatch(following.text) if following is not None and not following.gap else None
        if (
            under
            and len(block.text.strip()) <= 80
            and not re.search(r"[。；，]", block.text)
            and not _RULE.fullmatch(block.text)
        ):
            text_, links = _words(re.sub(r"(?<!\\)\*\*", "", block.text.strip()))
            yield replace(
                block, text=text_, kind="heading", level=1 if under[1][0] == "=" else 2, links=links
            )
            skip = True
            continue
        before = found[index - 1].text if index else ""
        rest = following.text if following is not None else ""
        if block.text.strip():
            yield from _block(block, in_table=bool(_ROW.fullmatch(rest) or _ROW.fullmatch(before)))


def _without_html(text: str) -> str:
    """HTML that a scraper left in: breaks become line ends, marks go, entities become characters."""
    if _BREAKING.search(text) or _INLINE_TAG.search(text):
        # As many lines as before would be right for line numbers, but a break is a line's end.
        text = _INLINE_TAG.sub("", _BREAKING.sub("\n", text))
    return (
        unescape_html(text)
        if re.search(r"&(?:nbsp|emsp|ensp|ldquo|rdquo|mdash|middot|amp|lt|gt|quot|#\d+);", text)
        else text
    )


def _block(block: Block, *, in_table: bool) -> Iterator[Block]:
    line = block.text
    if (
        _RULE.fullmatch(line)
        or _GRID_RULE.fullmatch(line)
        or _NO_HEADING.fullmatch(line)
        or (in_table and _RULE_ROW.fullmatch(line))
    ):
        return
    row = _ROW.fullmatch(line) if in_table else None
    if row:
        cells = [_words(cell)[0].strip().replace("\t", " ") for cell in re.split(r"(?<!\\)\|", row[1])]
        yield replace(block, text="\t".join(cells), kind="row")
        return
    if _PICTURE.fullmatch(line.strip()):
        yield replace(block, kind="picture")
        return
    heading = _HEADING.fullmatch(line)
    if heading and _HASHTAGS.fullmatch(line):
        # #话题 #话题, #话题#: what an app files the article under.
        yield replace(block, text=line.strip())
        return
    if heading:
        text, links = _words(re.sub(r"(?<!\\)\*\*", "", heading[2]))
        yield replace(block, text=text, kind="heading", level=len(heading[1]), links=links)
        return
    item = _ITEM.match(line)
    if item and not re.match(r"\*\*", line.strip()):
        text, links = _words(re.sub(r"(?<!\\)\*\*", "", line[item.end() :]))
        # A bullet before a number of its own (- （一）…) is what a converter made of the indent.
        is_text = links > 0.5 or shapes.starts_enumerated(text.strip())
        yield replace(block, text=text, kind="text" if is_text else "item", links=links)
        return
    start = len(line) - len(line.lstrip())
    bold = _BOLD_START.match(line, start)
    if bold:
        lead, _ = _words(bold[1])
        text, links = _words(line[bold.end() :])
        yield replace(block, text=lead + text, lead=len(lead), links=links if len(text) > len(lead) else 0.0)
        return
    text, links = _words(line)
    if text.strip():
        yield replace(block, text=text, links=links)


def _words(text: str) -> tuple[str, float]:
    """Words of a piece of Markdown without links and pictures, and the share of them that stood in links."""
    text = _PICTURE.sub("", text)
    linked = sum(len(match[1] or "") for match in _LINK.finditer(text))
    plain = unescape(_LINK.sub(lambda match: match[1] if match[1] is not None else match[2], text))
    return plain, min(1.0, linked / max(1, len(re.sub(r"[\s>›|｜·\[\]]", "", plain))))
