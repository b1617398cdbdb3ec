"""All the text of a web page in one file: where in it the document begins and ends."""

from __future__ import annotations

import re

from gongwen.convert import boilerplate, page_facts, page_titles
from gongwen.convert.model import Block, Draft, Removed
from gongwen.convert.repair import furniture, printed
from gongwen.text import shapes

_TOP_LINES = 90
_SHORT = 40


def page_dump(draft: Draft) -> Draft:
    """All the text of a web page, line by line, as a browser's copy or a naive scraper gives it.

    What stands before the title goes, and what follows the text's own end; the page's dateline and facts are kept
    for the metadata. It is such a page where the first line is the title with the site behind it, or where nothing
    but short lines, among them columns or buttons, stands before a title with a dateline below.
    """
    blocks = draft.blocks
    if any(removed.kind == "web-page" for removed in draft.removed):
        return draft  # the reader of the page has found the text by its marks
    if len(blocks) < 6 or any(block.kind not in {"text", "picture"} for block in blocks[:3]):
        return draft
    start = _title_in_dump(blocks)
    if start is None:
        return draft
    top = list(blocks[:start])
    below = start + 1
    while below < len(blocks) and _SUBTITLE.match(blocks[below].text.strip()):
        below += 1
    under = _split_dateline(blocks, below)
    end = _end_of_text(blocks, below + len(under))
    tail = list(blocks[end:])
    title = re.sub(r"\s+", " ", blocks[start].text).strip()
    lines = " ".join(block.text.strip() for block in under)
    removed = [
        Removed("dateline" if _says_when(block.text) else "navigation", block.text, block.line)
        for block in (*top, *tail)
    ]
    if under:
        removed.append(Removed("dateline", lines, under[0].line))
    facts = {"title": title, **page_facts.facts([block.text for block in top])}
    kept = [*blocks[start:below], *blocks[below + len(under) : end]]
    return draft.after(kept, "navigation", len(removed), "网站的栏目名、链接", removed=removed, facts=facts)


_PLACE_LINES = 60
_TITLE_LENGTHS = range(8, 81)


def above_place(draft: Draft) -> Draft:
    """What stands over “当前位置：…” right above a title: menus and boxes, whatever marks a converter gave them."""
    places = [
        i for i, block in enumerate(draft.blocks[:_PLACE_LINES]) if boilerplate.is_breadcrumb(block.text)
    ]
    place = places[-1] if places else 0
    title = draft.blocks[place + 1].text.strip() if place + 1 < len(draft.blocks) else ""
    above = [block for block in draft.blocks[:place] if block.kind != "picture"]
    fits = (
        len(title) in _TITLE_LENGTHS
        and not shapes.ends_sentence(title)
        and not boilerplate.is_furniture(title)
    )
    if not above or not fits or not all(_is_furniture_like(block.text) for block in above):
        return draft
    # A line of these may date the page of today, not the document.
    removed = [Removed("navigation", block.text, block.line) for block in above]
    return draft.after(
        draft.blocks[place:], "navigation", len(removed), "网站的栏目名、链接", removed=removed
    )


_SUBTITLE = re.compile(
    rf"[—―-]{{1,2}}(?=[^\s—―-]).{{3,80}}$|[（(][^（()）]{{6,100}}[）)]$|{shapes.ANY_DATE}\s*在[^。；]{{4,60}}(?:上|会议)(?:[\s　]+\S{{2,30}}){{0,3}}$"
)
"""“——某日在某会上”: what stands between a title and the page's dateline and belongs to the document."""


def _says_when(text: str) -> bool:
    return boilerplate.is_dateline(text) or bool(
        re.fullmatch(
            r"\s*(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\s*", text
        )
    )


def _title_in_dump(blocks: tuple[Block, ...]) -> int | None:
    first = re.sub(r"\s", "", page_titles.without_site(blocks[0].text))
    again = [
        index
        for index in range(1, min(_TOP_LINES, len(blocks)))
        if len(first) >= 8 and re.sub(r"\s", "", blocks[index].text) == first
    ]
    if again and all(_is_furniture_like(block.text) for block in blocks[1 : again[-1]]):
        return again[-1]
    for index in range(3, min(_TOP_LINES, len(blocks) - 2)):
        if (
            not _says_when(blocks[index].text)
            or len(blocks[index].text) >= 160
            or page_facts.is_facts_line(blocks[index].text)
        ):
            continue
        place = index - 1
        while place > 0 and boilerplate.is_dateline(blocks[place].text):
            place -= 1
        while place > 0 and _SUBTITLE.match(blocks[place].text.strip()):
            place -= 1
        text = blocks[place].text.strip()
        before = blocks[:place]
        if (
            not (8 <= len(text) <= 80)
            or shapes.ends_sentence(text)
            or boilerplate.is_furniture(text)
            or re.search(r"[:：]", text[:6])
        ):
            continue
        if _stands_again(blocks, place, index) and not any(_is_passage(block.text) for block in before):
            return place
        page_like = sum(
            furniture.is_columns(b.text.strip())
            or boilerplate.is_controls(b.text)
            or boilerplate.is_breadcrumb(b.text)
            or boilerplate.is_prompt(b.text, "head")
            for b in before
        )
        if page_like and all(_is_furniture_like(block.text) for block in before):
            return place
    return None


def _stands_again(blocks: tuple[Block, ...], place: int, line: int) -> bool:
    """Whether the title at `place` stands once more below the page's lines of date and source, on one line or more."""
    below = line + 1
    while below < len(blocks) and boilerplate.is_dateline(blocks[below].text):
        below += 1
    title = re.sub(r"\s", "", blocks[place].text)
    words = ""
    for block in blocks[below : below + _TITLE_LINES]:
        words += re.sub(r"\s", "", block.text)
        if words == title:
            return True
    return False


_TITLE_LINES = 4


def _is_passage(text: str) -> bool:
    """Whether a line is a paragraph of some text."""
    return len(text) >= _PASSAGE and "。" in text


_PASSAGE = 60


def _is_furniture_like(text: str) -> bool:
    """Whether a line can stand above an article: short and no sentence, or plainly the page's."""
    words = text.strip()
    return (
        boilerplate.is_furniture(words)
        or (len(words) <= _SHORT and not re.search(r"[。；！？]", words))
        or "：" in words[:8]
    )


def _split_dateline(blocks: tuple[Block, ...], start: int) -> list[Block]:
    """Lines right under the title that together are its dateline: 发布日期：… / 来源： / 某报 / 字号：[ / 大 / 中."""
    found: list[Block] = []
    for block in blocks[start : start + 16]:
        text = block.text.strip()
        follows_label = bool(found) and found[-1].text.rstrip().endswith(("：", ":"))
        if len(text) > 60 or re.search(r"[。；！？]", text):
            break
        small = len(text) <= 16 and (
            follows_label or boilerplate.is_weak_controls(text) or not re.search(r"[\u4e00-\u9fff\w]", text)
        )
        if not (_says_when(text) or boilerplate.is_controls(text) or small):
            break
        found.append(block)
    return found if any(_says_when(block.text) for block in found) else []


def _end_of_text(blocks: tuple[Block, ...], start: int) -> int:
    """Where the page goes on after the text's last paragraph and signature."""
    last = max(
        (
            i
            for i in range(start, len(blocks))
            if len(blocks[i].text) >= 20
            and shapes.ends_sentence(blocks[i].text)
            and not boilerplate.is_furniture(blocks[i].text)
        ),
        default=len(blocks) - 1,
    )
    for index in range(last + 1, len(blocks)):
        text = blocks[index].text.strip()
        if (
            boilerplate.is_furniture(text)
            or boilerplate.is_comments_head(text)
            or furniture.is_columns(text)
            or printed.RIGHTS_LINE.search(text)
        ):
            return index
    return len(blocks)
