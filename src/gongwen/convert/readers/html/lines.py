"""A page's lines as a browser would show them, each with what the markup says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from gongwen.convert import boilerplate
from gongwen.convert.model import Align, Block, BlockKind
from gongwen.convert.readers.html.tables import count, data_rows, linked
from gongwen.convert.readers.html.visible import NOTHING_UNSEEN, Unseen
from gongwen.rules import family
from gongwen.text import shapes

_SKIPPED = frozenset(
    [
        "script",
        "s",
        "strike",
        "del",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "svg",
        "canvas",
        "button",
        "select",
        "option",
        "textarea",
        "audio",
        "video",
        "head",
        "map",
    ]
)
_ALIGNS: dict[str, Align] = {"left": "left", "center": "center", "right": "right"}
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "founder-content",
        "caption",
    ]
)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_CENTERED = re.compile(r"text-align\s*:\s*(center|right|left)", re.IGNORECASE)
_TITLE_CLASSES = family("title_class")
_SUBTITLE_CLASSES = family("subtitle_class")
_TEXT_CLASSES = family("text_class")


LINK_LIST = 0.6
"""From this share of its words in links on, a line is a list of links."""


@dataclass
class Line:
    """A line as a browser shows it."""

    text: str
    number: int
    path: tuple[int, ...]
    kind: BlockKind = "text"
    level: int = 0
    align: Align = ""
    linked: int = 0
    lead: int = 0
    gap: bool = False
    titled: bool = False
    subtitled: bool = False
    named: tuple[int, ...] = ()
    worth: float = field(default=0.0)

    @property
    def links(self) -> float:
        """The share of the words that stand in links, 0 to 1."""
        return min(1.0, self.linked / max(1, len(self.text.replace(" ", ""))))


@dataclass(frozen=True)
class _State:
    """What the markup says where the walk stands."""

    path: tuple[int, ...] = ()
    in_link: bool = False
    bold: bool = False
    align: Align = ""
    level: int = 0
    titled: bool = False
    subtitled: bool = False
    named: tuple[int, ...] = ()
    pre: bool = False


def _told(picture: Any) -> str:
    """What a page says that a picture shows."""
    return " ".join((picture.get("alt") or "").split()) or "图"


def lines_of(root: Any, unseen: Unseen = NOTHING_UNSEEN, *, hidden_too: bool = False) -> Iterator[Line]:
    """All lines of the page, in order, without recursion: pages nest thousands of elements deep.

    What a browser wouldn't show is left out; `hidden_too` takes whole blocks of it, never words inside a line.
    """
    current: list[tuple[str, bool, bool]] = []
    state = _State()
    stack: list[_State] = []
    skipping = 0
    number = 1
    gap = False
    ids = 0

    def add(text: str) -> Iterator[Line]:
        """Text where the walk stands; in <pre> its line ends are the document's."""
        first, *rest = text.split("\n") if state.pre else [text]
        current.append((first, state.in_link, state.bold))
        for part in rest:
            yield from flush()
            current.append((part, state.in_link, state.bold))

    def flush() -> Iterator[Line]:
        nonlocal current, gap
        line = _line(current, state, number)
        current = []
        if line is not None:
            line.gap, gap = gap, False
            yield line

    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            number = element.sourceline or number
            if skipping or tag in _SKIPPED or (unseen.holds(element) and not (hidden_too and tag in _BLOCKS)):
                skipping += 1
                continue
            if tag == "table" and (cells := data_rows(element)):
                yield from flush()
                ids += 1
                for row in cells:
                    yield Line(
                        "\t".join(row), number, (*state.path, ids), kind="row", linked=linked(element, row)
                    )
                skipping += 1
                continue
            if tag in _BLOCKS or tag == "br":
                yield from flush()
            elif tag == "img":
                yield from flush()
                yield Line(_told(element), number, state.path, kind="picture")
            stack.append(state)
            ids += 1
            state = _entered(state, element, tag, ids)
            if tag == "li" and (mark := _list_number(element)):
                current.append((mark, False, state.bold))
            yield from add(element.text or "")
        else:
            if skipping:
                skipping -= 1
                if not skipping:
                    yield from add(element.tail or "")
                continue
            if tag in _BLOCKS:
                yield from flush()
                gap = gap or tag == "p"
            state = stack.pop()
            yield from add(element.tail or "")
    yield from flush()


def _list_number(item: Any) -> str:
    """The number that a browser sets before an item of an ordered list; empty where the text has one of its own.

    Lists of links lead around the page: they get none.
    """
    parent = item.getparent()
    if parent is None or parent.tag != "ol" or "none" in (parent.get("style") or ""):
        return ""
    before = sum(1 for sibling in item.itersiblings("li", preceding=True))
    value = count(item.get("value")) if item.get("value") else count(parent.get("start")) + before
    text = "".join(item.itertext()).strip()
    linked = sum(len("".join(link.itertext()).strip()) for link in item.iter("a"))
    if linked * 2 > len(text) or text[:1].isdigit() or shapes.starts_enumerated(text[:12]):
        return ""
    style = f"{parent.get('style') or ''} {parent.get('type') or ''}".lower()
    return f"{shapes.chinese_numeral(value)}、" if re.search(r"cjk|han|chinese", style) else f"{value}."


def _entered(state: _State, element: Any, tag: str, number: int) -> _State:
    style = element.get("style") or ""
    align = _CENTERED.search(style)
    stated = (align[1] if align else element.get("align") or ("center" if tag == "center" else "")).lower()
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return replace(
        state,
        path=(*state.path, number) if tag in _BLOCKS else state.path,
        in_link=state.in_link or tag == "a",
        bold=state.bold
        or tag in {"b", "strong"}
        or bool(re.search(r"font-weight\s*:\s*(?:bold|[6-9]00)", style)),
        align=_ALIGNS.get(stated, state.align),
        level=int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else state.level,
        titled=state.titled or _TITLE_CLASSES(names),
        subtitled=state.subtitled or _SUBTITLE_CLASSES(names),
        pre=state.pre or tag == "pre",
        named=(*state.named, len(state.path) + 1) if tag in _BLOCKS and _TEXT_CLASSES(names) else state.named,
    )


def _line(pieces: list[tuple[str, bool, bool]], state: _State, number: int) -> Line | None:
    parts: list[tuple[str, bool, bool]] = []
    for text, in_link, bold in pieces:
        # As a browser does: line ends and runs of spaces in the source are one space, and none beside Chinese.
        folded = _SPACE.sub(" ", text)
        if parts and parts[-1][0].endswith(" ") and folded.startswith(" "):
            folded = folded[1:]
        if folded:
            parts.append((folded, in_link, bold))
    text = _joined("".join(part for part, _, _ in parts))
    if not re.sub(r"[\s\u200b]", "", text):
        return None
    linked = sum(len(part.replace(" ", "")) for part, in_link, _ in parts if in_link)
    return Line(
        text,
        number,
        state.path,
        kind="heading" if state.level else "text",
        level=state.level,
        align=state.align,
        linked=linked,
        lead=_bold_lead(parts, text),
        titled=state.titled,
        subtitled=state.subtitled,
        named=state.named,
    )


def _joined(text: str) -> str:
    """Line ends of the source between Chinese characters are nothing; a browser's space there is an accident."""
    return (
        re.sub(r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])", "", text)
        if "\n" in text
        else text
    )


def _bold_lead(parts: list[tuple[str, bool, bool]], text: str) -> int:
    """How many characters of `text`, without white space around it, are bold from its start on."""
    count = 0
    for part, _, bold in parts:
        if not bold and part.strip():
            break
        count += len(part)
    start = len(text) - len(text.lstrip())
    return max(0, min(count, len(text.rstrip())) - start)


def block_of(line: Line) -> Block:
    """A line of a page as a block of a draft."""
    stripped = line.text.strip(" ")
    return Block(
        stripped,
        line.number,
        kind=line.kind,
        level=line.level,
        gap=line.gap,
        lead=line.lead,
        links=line.links,
        align=line.align,
    )


def with_whole_days(lines: Sequence[Line]) -> list[Line]:
    """Lines with each day that the page sets in two elements, one below the other, on one line."""
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before is not None and boilerplate.is_split_day(before.text, line.text):
            joined[-1] = replace(before, text=f"{before.text.strip()} {line.text.strip()}", linked=0)
        else:
            joined.append(line)
    return joined
