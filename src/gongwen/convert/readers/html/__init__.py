"""HTML: pages of news sites, ministries, e-papers and messaging apps, down to the text of one document.

The page is cut into lines as a browser would show them, each with what the markup says of it (links, alignment,
heading level). The document is the element that holds the most running text for the least page furniture; what
stands outside is taken out but kept in ``removed``, where later steps find the page's own dates and sources.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Any

from gongwen.convert import boilerplate, page_facts
from gongwen.convert.model import Block, Doubt, Draft, PageFacts, Removed
from gongwen.convert.readers.html.article import (
    above_table,
    around_title,
    closing,
    heaviest,
    left_out,
    main_path,
    opening,
    reach,
    title_place,
    weigh_form,
    without_link_lists,
    without_panels,
    worth,
)
from gongwen.convert.readers.html.lines import Line, block_of, lines_of, with_whole_days
from gongwen.convert.readers.html.parsing import is_fragment, looks_like_html, parse
from gongwen.convert.readers.html.stated import line_above, page_facts_of, stated_names, title_line
from gongwen.convert.readers.html.visible import unseen_in
from gongwen.errors import ReadError
from gongwen.messages import message
from gongwen.records.vocabulary import RepairKind

__all__ = ["blocks", "looks_like_html", "read"]


def read(text: str) -> Draft:
    """Read an HTML page.

    Args:
        text: the decoded page.

    Raises:
        ReadError: there is no text in it.
    """
    root = parse(text)
    page = page_facts_of(root, text)
    lines, hidden = _weighed(root, text)
    _count_as_shown(lines)
    names = stated_names(page)
    first, last = reach(lines, main_path(lines, names))
    first = without_panels(lines, first, last, names)
    inside = lines[first : last + 1]
    title = title_line(page, lines, first) or (line_above(lines, first) if is_fragment(text) else "")
    place = title_place(lines, first, title)
    above = opening(lines, first, place) or above_table(lines, first)
    inside = [*above, *inside, *closing(lines, last)]
    taken = {id(line) for line in inside}
    outside = [line for line in lines if id(line) not in taken]
    kept, dropped = without_link_lists(inside)
    facts = around_title(lines, first, title) | page_facts.facts(
        [line.text for line in (*lines[:first], *outside)]
    )
    draft = Draft(
        blocks=tuple(block_of(line) for line in kept),
        facts=PageFacts().knowing(facts).knowing(page).knowing({"title": title}),
    )
    under = (
        {id(line) for line in lines[place + 1 : min(first, place + 1 + _UNDER_TITLE)]}
        if place is not None
        else set()
    )
    notes = tuple(
        Removed(_kind_outside(line.text, under_title=id(line) in under), line.text, line.number)
        for line in (*outside, *dropped)
        if line.kind != "picture"
    )
    draft = draft.after(
        draft.blocks, "web-page", len(notes), "正文以外的网页文字：栏目、链接、页脚等", removed=notes
    )
    return replace(draft, doubts=(*left_out(outside, kept), *(_HIDDEN if hidden else ())))


_NOTHING = 20.0
"""Worth of all that a page shows below which there is no document in it."""
_HIDDEN = (Doubt("（网页隐藏的部分）", "网页显示的部分里没有正文，取自其中隐藏而由脚本显示的部分"),)


def _weighed(root: Any, text: str) -> tuple[list[Line], bool]:
    """The lines that a page shows, each with its worth; all of them, and True, where it shows no document.

    A script may show a text only when it has loaded; saved without it, the page hides its document.

    Raises:
        ReadError: there is no text in it, hidden or not.
    """
    unseen = unseen_in(text)
    shown = _with_worth(lines_of(root, unseen))
    if heaviest(shown)[1] >= _NOTHING:
        return shown, False
    everything = _with_worth(lines_of(root, unseen, hidden_too=True))
    if heaviest(everything)[1] >= max(_NOTHING, 4 * heaviest(shown)[1]):
        return everything, True
    if any(line.kind != "picture" for line in shown):
        return shown, False
    raise ReadError(
        message("网页里没有文字"),
        advice=message("检查文件是否保存完整；正文由脚本载入的网页，要另存渲染后的内容"),
    )


def _with_worth(lines: Iterable[Line]) -> list[Line]:
    found = with_whole_days([line for line in lines if line.text.strip() or line.kind == "picture"])
    for line in found:
        line.worth = worth(line)
    weigh_form(found)
    return found


def _count_as_shown(lines: list[Line]) -> None:
    """Number lines as a browser shows them where the source has many on one line, so that each has a place."""
    shared = sum(one.number == other.number for one, other in pairwise(lines))
    if shared * 4 > len(lines):
        for number, line in enumerate(lines, 1):
            line.number = number


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of HTML that is nothing but a document, as another reader makes it."""
    lines = [line for line in lines_of(parse(text)) if line.text.strip() or line.kind == "picture"]
    return tuple(block_of(line) for line in lines)


_UNDER_TITLE = 6
"""Lines below the page's title in which a bare day is the page's."""


def _kind_outside(text: str, *, under_title: bool) -> RepairKind:
    if boilerplate.is_dateline(text) or boilerplate.is_paper_line(text):
        return "dateline"
    return "dateline" if under_title and boilerplate.is_bare_dateline(text) else "web-page"
