"""The document in the page: the element that holds the most running text for the least page furniture."""

from __future__ import annotations

import re

from gongwen.convert import boilerplate
from gongwen.convert.model import Doubt
from gongwen.convert.readers.html.lines import LINK_LIST, Line
from gongwen.rules import family
from gongwen.text import shapes, speakers
from gongwen.text.organs import is_organ

_RIGHTS = family("rights_line")
_LONGEST_NOTICE = 120


def worth(line: Line) -> float:
    """How much a line speaks for its element being the document, or against it."""
    if line.kind == "picture":
        return 0.0
    text = line.text.strip()
    size = len(re.findall(r"[\u3400-\u9fff]", text))
    if line.links > LINK_LIST and not boilerplate.is_attachment(text):
        return -(size + 4.0)
    if boilerplate.is_furniture(text) or (len(text) <= _LONGEST_NOTICE and _RIGHTS(text)):
        return -(size + 6.0)
    if line.kind == "row":
        return size / 2
    if re.search(r"[。；！？：]", text) or size >= 30:
        return float(size)
    if shapes.is_date_line(text) or shapes.is_signature(text):
        # How official documents end; a short one has hardly more than that.
        return 1.0
    return 1.0 if line.align or line.level else -1.0


def main_path(lines: list[Line]) -> tuple[int, ...]:
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
    best = _off_a_lone_line(max(totals, key=lambda path: (totals[path], len(path))), lines)
    inner = [path for path in named if path[: len(best)] == best and totals[path] >= 0.85 * totals[best]]
    return max(inner, key=lambda path: (totals[path], len(path)), default=best)


def _off_a_lone_line(best: tuple[int, ...], lines: list[Line]) -> tuple[int, ...]:
    """The element around a paragraph whose neighbours speak for the document as well.

    Of a short document one paragraph may be worth more than all of it with the line of its editors.
    """
    while best and sum(line.path[: len(best)] == best for line in lines) == 1:
        around = best[:-1]
        others = [
            line.worth
            for line in lines
            if line.path[: len(around)] == around and line.path[: len(best)] != best
        ]
        speaking = sum(worth > 0 for worth in others)
        if others and (speaking < 2 or speaking <= sum(worth < 0 for worth in others)):
            break
        best = around
    return best


def without_link_lists(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines without those that are lists of links, and those; all of them where nothing else would be left."""
    kept: list[Line] = []
    dropped: list[Line] = []
    for line in lines:
        text = line.text.strip()
        is_list = (
            line.links > LINK_LIST
            and not boilerplate.is_attachment(text)
            and not line.titled
            and not line.level
        )
        (dropped if is_list and not shapes.SENTENCE_MARK.search(text) else kept).append(line)
    return (kept, dropped) if any(line.kind != "picture" for line in kept) else (lines, [])


def left_out(outside: list[Line], kept: list[Line]) -> tuple[Doubt, ...]:
    """Say so where running text of some length stands outside what was taken for the document."""
    running = [line for line in outside if line.worth >= 60]
    size = sum(line.worth for line in running)
    if running and size >= 0.25 * sum(max(0.0, line.worth) for line in kept):
        return (
            Doubt(running[0].text.strip()[:20], f"网页中另有{len(running)}段成篇的文字，疑为别的文章，未收"),
        )
    return ()


_SUMMARY = family("summary_label")
_SUBTITLE = re.compile(r"(?:——|―{1,2}|--)\s*[^\s—―-].{3,50}(?<![。；！？])$")
"""“——在某会上的讲话”: the second line of a title (GB/T 9704 allows titles of several lines)."""


def title_place(lines: list[Line], first: int, title: str) -> int | None:
    """The line above the text that is the page's title; None where none is."""
    squeezed = re.sub(r"\s+", "", title)
    return next(
        (i for i in range(first - 1, -1, -1) if squeezed and re.sub(r"\s+", "", lines[i].text) == squeezed),
        None,
    )


def opening(lines: list[Line], first: int, start: int | None) -> list[Line]:
    """Sentences between the title, which is line `start`, and the text: a first paragraph that the page set apart."""
    if start is None or first - start > 12:
        return []
    return [
        line
        for line in lines[start + 1 : first]
        if line.links < 0.3
        and (
            _SUBTITLE.match(line.text.strip())
            or (line.worth >= 25 and line.text.rstrip("”’）").endswith("。") and not _SUMMARY(line.text))
        )
    ]


_CAPTION = 4
"""Lines of a title above a table that is the whole document, with 附件1 and a unit of measure."""


def above_table(lines: list[Line], first: int) -> list[Line]:
    """The title of a document that is nothing but a table: what stands right above it and is no link, no furniture."""
    found: list[Line] = []
    for line in reversed(lines[max(0, first - _CAPTION) : first] if lines[first].kind == "row" else []):
        text = line.text.strip()
        if line.links > LINK_LIST or boilerplate.is_furniture(text) or len(text) > 60:
            break
        found.insert(0, line)
    set_apart = any(line.align == "center" or line.level or line.titled for line in found)
    return found if set_apart else []


def closing(lines: list[Line], last: int) -> list[Line]:
    """Signature and date behind the element taken for the text, where the page sets them apart."""
    found: list[Line] = []
    for line in lines[last + 1 : last + 9]:
        text = line.text.strip()
        if line.links > LINK_LIST or not (is_organ(text) or shapes.is_date_line(text)):
            break
        found.append(line)
    return found if any(shapes.is_date_line(line.text) for line in found) else []


def around_title(lines: list[Line], first: int, title: str) -> dict[str, str]:
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
