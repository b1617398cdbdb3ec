"""HTML: pages of news sites, ministries, e-papers and messaging apps, down to the text of one document.

The page is cut into lines as a browser would show them, each with what the markup says of it (links, alignment,
heading level). The document is the element that holds the most running text for the least page furniture; what
stands outside is taken out but kept in ``removed``, where later steps find the page's own dates and sources.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from gongwen.convert import boilerplate, page_facts, page_titles
from gongwen.convert.model import Align, Block, BlockKind, Doubt, Draft, Removed
from gongwen.errors import ReadError
from gongwen.records.vocabulary import RepairKind
from gongwen.rules import family
from gongwen.text import shapes, speakers
from gongwen.text.organs import is_organ
from gongwen.text.shapes import IDEOGRAPH

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
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_CENTERED = re.compile(r"text-align\s*:\s*(center|right|left)", re.IGNORECASE)
_TAGS = re.compile(r"<(?:!doctype|html|head|body|div|p|table|br|span|td|meta)\b", re.IGNORECASE)
_LINK_LIST = 0.6
_TITLE_CLASSES = family("title_class")
_TEXT_CLASSES = family("text_class")
_META = family("page_meta")
_CHINA_TIME = timedelta(hours=8)


def looks_like_html(text: str) -> bool:
    """Whether `text` is HTML, whatever its file is called.

    Text in which a scraper left some tags isn't: most of its paragraphs begin without one.
    """
    start = text[:20000]
    if len(_TAGS.findall(start)) < 3 or not re.search(r"</\w+\s*>", text):
        return False
    if _WHOLE_PAGE.search(start):
        return True
    sizes = {True: 0, False: 0}
    for paragraph in re.split(r"\n\s*\n", start):
        inside = paragraph.strip()
        sizes[inside.startswith("<")] += len(_IDEOGRAPHS.findall(inside))
    marks = len(_MARKDOWN.findall(start))
    return sizes[True] >= sizes[False] and not (marks >= 3 and sizes[False] * 4 >= sizes[True])


_WHOLE_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|title)\b", re.IGNORECASE)
_IDEOGRAPHS = re.compile(f"[{IDEOGRAPH}]")
_MARKDOWN = re.compile(r"^#{1,6} |\]\([^)\s]*\)|\*\*\S", re.MULTILINE)


@dataclass
class _Line:
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
    named: tuple[int, ...] = ()
    worth: float = field(default=0.0)

    @property
    def links(self) -> float:
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
    named: tuple[int, ...] = ()
    pre: bool = False


def read(text: str) -> Draft:
    """Read an HTML page.

    Args:
        text: the decoded page.

    Raises:
        ReadError: there is no text in it.
    """
    root = _parse(text)
    page = _page_facts(root, text)
    lines = [
        line for line in _lines(root, _unseen_classes(text)) if line.text.strip() or line.kind == "picture"
    ]
    if not any(line.kind != "picture" for line in lines):
        raise ReadError(
            "网页里没有文字", advice="检查文件是否保存完整；正文由脚本载入的网页，要另存渲染后的内容"
        )
    for line in lines:
        line.worth = _worth(line)
    chosen = _main(lines)
    inside = [line for line in lines if line.path[: len(chosen)] == chosen]
    first = lines.index(inside[0])
    opening = _opening(lines, first, page)
    inside = [*opening, *inside, *_closing(lines, lines.index(inside[-1]))]
    taken = {id(line) for line in inside}
    outside = [line for line in lines if id(line) not in taken]
    kept, dropped = _without_link_lists(inside)
    title = _title_line(page, lines, first)
    facts = _around_title(lines, first, title) | page_facts.facts(
        [line.text for line in (*lines[:first], *outside)]
    )
    draft = Draft(
        blocks=tuple(_block(line) for line in kept),
        hints={**facts, **{k: v for k, v in page.items() if v}, **({"title": title} if title else {})},
    )
    notes = tuple(
        Removed(_kind_outside(line.text), line.text, line.number)
        for line in (*outside, *dropped)
        if line.kind != "picture"
    )
    draft = draft.after(
        draft.blocks, "web-page", len(notes), "正文以外的网页文字：栏目、链接、页脚等", removed=notes
    )
    return replace(draft, doubts=_left_out(outside, kept))


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of HTML that is nothing but a document, as another reader makes it."""
    lines = [line for line in _lines(_parse(text)) if line.text.strip() or line.kind == "picture"]
    return tuple(_block(line) for line in lines)


_SUMMARY = family("summary_label")


def _opening(lines: list[_Line], first: int, page: Mapping[str, str]) -> list[_Line]:
    """Sentences between the title and the element taken for the text: the first paragraph, set apart by the page."""
    title = re.sub(r"\s+", "", _title_line(page, lines, first))
    start = next(
        (i for i in range(first - 1, -1, -1) if title and re.sub(r"\s+", "", lines[i].text) == title), None
    )
    if start is None or first - start > 12:
        return []
    return [
        line
        for line in lines[start + 1 : first]
        if line.worth >= 25
        and line.links < 0.3
        and line.text.rstrip("”’）").endswith("。")
        and not _SUMMARY(line.text)
    ]


def _closing(lines: list[_Line], last: int) -> list[_Line]:
    """Signature and date behind the element taken for the text, where the page sets them apart."""
    found: list[_Line] = []
    for line in lines[last + 1 : last + 9]:
        text = line.text.strip()
        if line.links > _LINK_LIST or not (is_organ(text) or shapes.is_date_line(text)):
            break
        found.append(line)
    return found if any(shapes.is_date_line(line.text) for line in found) else []


def _around_title(lines: list[_Line], first: int, title: str) -> dict[str, str]:
    """A document number or an author between the title and the text, where these stand in elements of their own."""
    squeezed = re.sub(r"\s+", "", title)
    start = next(
        (
            i
            for i in range(first - 1, -1, -1)
            if squeezed and re.sub(r"\s+", "", lines[i].text) in squeezed and len(lines[i].text.strip()) >= 5
        ),
        first,
    )
    found: dict[str, str] = {}
    for line in lines[start + 1 : first]:
        text = line.text.strip()
        if shapes.NUMBER.fullmatch(re.sub(r"\s", "", text)):
            found.setdefault("fact_number", text)
        elif speakers.AUTHOR.fullmatch(text):
            found.setdefault("author", text)
    return found


def _kind_outside(text: str) -> RepairKind:
    return "dateline" if boilerplate.is_dateline(text) or boilerplate.is_paper_line(text) else "web-page"


def _parse(text: str) -> Any:
    # Without the declaration: lxml takes a str with one for a mistake, and the bytes have been decoded already.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\x00", ""))
    # Pages put together from parts close themselves too early; browsers go on, the parser would stop.
    text = _EARLY_END.sub("", text)
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    if _depth(text) > _DEEPEST:
        # The parser drops, without a word, what lies deeper; wrappers around it say nothing anyway.
        text = _WRAPPER.sub("\n", text)
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise ReadError("不是能读的网页", advice="检查文件是否保存完整") from None
    return root


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


# Lines


_RULE_OF_CLASS = re.compile(r"\.([\w-]+)\s*\{([^{}]*)\}")
_UNSEEN = re.compile(
    r"display\s*:\s*none|(?<![-\w])color\s*:\s*(?:#fff(?:fff)?\b|white\b)(?!.*background)|font-size\s*:\s*0(?:px)?\s*(?:;|$)",
    re.IGNORECASE,
)


def _unseen_classes(text: str) -> frozenset[str]:
    """Classes that the page's own style sheet makes invisible: forums strew such words against copying."""
    return frozenset(
        match[1]
        for sheet in re.findall(r"<style[^>]*>(.*?)</style>", text, re.DOTALL | re.IGNORECASE)
        for match in _RULE_OF_CLASS.finditer(sheet)
        if _UNSEEN.search(match[2])
    )


def _lines(root: Any, unseen: frozenset[str] = frozenset()) -> Iterator[_Line]:
    """All lines of the page, in order, without recursion: pages nest thousands of elements deep."""
    current: list[tuple[str, bool, bool]] = []
    state = _State()
    stack: list[_State] = []
    skipping = 0
    number = 1
    gap = False
    rows: set[int] = set()
    ids = 0

    def add(text: str) -> Iterator[_Line]:
        """Text where the walk stands; in <pre> its line ends are the document's."""
        first, *rest = text.split("\n") if state.pre else [text]
        current.append((first, state.in_link, state.bold))
        for part in rest:
            yield from flush()
            current.append((part, state.in_link, state.bold))

    def flush() -> Iterator[_Line]:
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
            if (
                skipping
                or tag in _SKIPPED
                or _is_hidden(element)
                or (unseen and not unseen.isdisjoint((element.get("class") or "").split()))
            ):
                skipping += 1
                continue
            if tag == "table" and (cells := _data_rows(element)):
                yield from flush()
                ids += 1
                for row in cells:
                    yield _Line(
                        "\t".join(row), number, (*state.path, ids), kind="row", linked=_linked(element, row)
                    )
                skipping += 1
                rows.add(id(element))
                continue
            if tag in _BLOCKS or tag == "br":
                yield from flush()
            elif tag == "img":
                yield from flush()
                yield _Line((element.get("alt") or "").strip() or "图", number, state.path, kind="picture")
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
    value = _number(item.get("value")) if item.get("value") else _number(parent.get("start")) + before
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
        pre=state.pre or tag == "pre",
        named=(*state.named, len(state.path) + 1) if tag in _BLOCKS and _TEXT_CLASSES(names) else state.named,
    )


def _is_hidden(element: Any) -> bool:
    return bool(_HIDDEN_STYLE.search(element.get("style") or "")) or element.get("hidden") is not None


def _line(pieces: list[tuple[str, bool, bool]], state: _State, number: int) -> _Line | None:
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
    return _Line(
        text,
        number,
        state.path,
        kind="heading" if state.level else "text",
        level=state.level,
        align=state.align,
        linked=linked,
        lead=_bold_lead(parts, text),
        titled=state.titled,
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


def _data_rows(table: Any) -> list[list[str]]:
    """The cells of a table that holds data; empty for one that only lays out the page."""
    if table.find(".//table") is not None:
        return []
    rows: list[list[str]] = []
    covered: dict[int, int] = {}
    for row in table.iter("tr"):
        cells: list[str] = []
        for cell in row:
            if cell.tag not in {"td", "th"}:
                continue
            # Columns that a cell of a row above still takes up.
            while covered.get(len(cells), 0) > 0:
                covered[len(cells)] -= 1
                cells.append("")
            place, width = len(cells), min(_number(cell.get("colspan")), 20)
            cells += [re.sub(r"\s+", " ", "".join(cell.itertext())).strip(), *[""] * (width - 1)]
            for column in range(place, place + width):
                covered[column] = min(_number(cell.get("rowspan")), 200) - 1
        while covered.get(len(cells), 0) > 0:
            covered[len(cells)] -= 1
            cells.append("")
        if any(cells):
            rows.append(cells)
    widths = [len(row) for row in rows]
    if len(rows) < 2 or max(widths, default=0) < 2:
        return []
    texts = [cell for row in rows for cell in row if cell]
    if not texts or max(map(len, texts)) > 300 or sum(map(len, texts)) / len(texts) > 60:
        return []
    if page_facts.is_facts_table(rows):
        return []
    # A table for layout has one cell with everything; one for data is filled.
    filled = len(texts) >= 0.5 * sum(widths)
    # A form to be filled in has a head and a first column.
    form = (
        table.get("border") not in {None, "0"}
        and len(set(widths)) == 1
        and all(rows[0])
        and all(row[0] for row in rows)
    )
    return rows if filled or form else []


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 1


def _linked(table: Any, row: list[str]) -> int:
    links = {re.sub(r"\s+", " ", "".join(a.itertext())).strip() for a in table.iter("a")}
    return sum(len(cell) for cell in row if cell and cell in links)


# The document in the page


def _worth(line: _Line) -> float:
    """How much a line speaks for its element being the document, or against it."""
    if line.kind == "picture":
        return 0.0
    text = line.text.strip()
    size = len(re.findall(r"[\u3400-\u9fff]", text))
    if line.links > _LINK_LIST and not boilerplate.is_attachment(text):
        return -(size + 4.0)
    if boilerplate.is_furniture(text):
        return -(size + 6.0)
    if line.kind == "row":
        return size / 2
    if re.search(r"[。；！？：]", text) or size >= 30:
        return float(size)
    if shapes.is_date_line(text) or shapes.is_signature(text):
        # How official documents end; a short one has hardly more than that.
        return 1.0
    return 1.0 if line.align or line.level else -1.0


def _main(lines: list[_Line]) -> tuple[int, ...]:
    """The path of the element whose lines are worth most together; the innermost of equals.

    An element that is called the text of an article is taken where it holds nearly all of that.
    """
    totals: dict[tuple[int, ...], float] = {}
    named: set[tuple[int, ...]] = set()
    for line in lines:
        for depth in range(len(line.path) + 1):
            key = line.path[:depth]
            totals[key] = totals.get(key, 0.0) + line.worth
        named |= {line.path[:depth] for depth in line.named}
    best = max(totals, key=lambda path: (totals[path], len(path)))
    inner = [path for path in named if path[: len(best)] == best and totals[path] >= 0.85 * totals[best]]
    return max(inner, key=lambda path: (totals[path], len(path)), default=best)


def _without_link_lists(lines: list[_Line]) -> tuple[list[_Line], list[_Line]]:
    kept: list[_Line] = []
    dropped: list[_Line] = []
    for line in lines:
        text = line.text.strip()
        is_list = (
            line.links > _LINK_LIST
            and not boilerplate.is_attachment(text)
            and not line.titled
            and not line.level
        )
        (dropped if is_list and not shapes.SENTENCE_MARK.search(text) else kept).append(line)
    return (kept, dropped) if any(line.kind != "picture" for line in kept) else (lines, [])


def _block(line: _Line) -> Block:
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


def _left_out(outside: list[_Line], kept: list[_Line]) -> tuple[Doubt, ...]:
    """Say so where running text of some length stands outside what was taken for the document."""
    running = [line for line in outside if line.worth >= 60]
    size = sum(line.worth for line in running)
    if running and size >= 0.25 * sum(max(0.0, line.worth) for line in kept):
        return (
            Doubt(running[0].text.strip()[:20], f"网页中另有{len(running)}段成篇的文字，疑为别的文章，未收"),
        )
    return ()


# What the page says of itself


def _page_facts(root: Any, text: str) -> dict[str, str]:
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
        name = (meta.get("name") or meta.get("property") or "").strip().lower()
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
            for item in data if isinstance(data, list) else [data]:
                if isinstance(item, dict) and ("headline" in item or "datePublished" in item):
                    return item
    return {}


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


def _title_line(page: Mapping[str, str], lines: list[_Line], first: int) -> str:
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
                and line.links < _LINK_LIST
            ):
                return re.sub(r"\s+", " ", text)
    named = page_titles.without_site(page["page_title"], page["site"])
    if any(re.sub(r"\s", "", named) == re.sub(r"\s", "", line.text) for line in lines):
        return named
    return _above_dateline(lines[: first + 6]) or named


def _above_dateline(lines: list[_Line]) -> str:
    """The line right above the page's line of date and source, where the page doesn't mark its title."""
    place = next((i for i, line in enumerate(lines) if i and boilerplate.is_dateline(line.text)), 0)
    text = lines[place - 1].text.strip() if place else ""
    if shapes.NUMBER.fullmatch(re.sub(r"\s", "", text)):
        return ""
    fits = 6 <= len(text) <= 60 and not shapes.ends_sentence(text) and not boilerplate.is_furniture(text)
    return text if fits and lines[place - 1].links < _LINK_LIST and not re.search(r"[|｜>]", text) else ""
