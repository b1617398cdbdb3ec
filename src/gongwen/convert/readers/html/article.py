"""The document in the page: the element that holds the most running text for the least page furniture."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import takewhile

from gongwen.convert import boilerplate, form_tables
from gongwen.convert.model import Doubt
from gongwen.convert.readers.html.lines import LINK_LIST, Line
from gongwen.rules import family
from gongwen.text import shapes, speakers
from gongwen.text.organs import is_organ

_RIGHTS = family("rights_line")
_SITES_RIGHTS = _RIGHTS.valued("site")
_LONGEST_NOTICE = 120
_LONGEST_OF_SITE = 300


def worth(line: Line) -> float:
    """How much a line speaks for its element being the document, or against it."""
    if line.kind == "picture":
        return 0.0
    text = line.text.strip()
    size = len(re.findall(r"[\u3400-\u9fff]", text))
    if line.links > LINK_LIST and not boilerplate.is_attachment(text):
        return -(size + 4.0)
    if boilerplate.is_furniture(text) or _speaks_of_rights(text):
        return -(size + 6.0)
    if line.kind == "row":
        return size / 2
    if re.search(r"[。；！？：]", text) or size >= 30:
        return float(size)
    if shapes.is_date_line(text) or shapes.is_signature(text):
        # How official documents end; a short one has hardly more than that.
        return 1.0
    return 1.0 if line.align or line.level else -1.0


def weigh_form(lines: Sequence[Line]) -> None:
    """Give the labels of a form that is set without a table, and what stands below each, the worth of text."""
    pairs = form_tables.pair_places([line.text for line in lines])
    if len({label for label, _ in pairs}) >= form_tables.LEAST:
        for _, places in pairs:
            for line in (lines[place] for place in places):
                if line.kind == "text" and line.links < LINK_LIST:
                    line.worth = max(line.worth, float(len(line.text.strip())))


def _speaks_of_rights(text: str) -> bool:
    """Whether a line is a site's notice of rights; a longer one where none but a site speaks so."""
    rows = _RIGHTS if len(text) <= _LONGEST_NOTICE else _SITES_RIGHTS
    return len(text) <= _LONGEST_OF_SITE and rows(text)


def main_path(lines: list[Line], names: Collection[str] = ()) -> tuple[int, ...]:
    """The path of the element that is the document: the heaviest.

    What stands above the page's title, told by one of `names`, is not the document, where a text follows that is
    worth anything.
    """
    best, weight = heaviest(lines)
    title = _stated_title(lines, names)
    inside = [index for index, line in enumerate(lines) if line.path[: len(best)] == best]
    if title is None or not inside or inside[0] >= title:
        return best
    below, found = heaviest(lines[title:])
    if inside[-1] < title and found < _ENOUGH * weight:
        # A list of names or a table of figures has no sentence that would speak for it.
        generous = [replace(line, worth=abs(line.worth)) if line.worth >= -1 else line for line in lines]
        below, found = heaviest(generous[title + 1 :])
        return below if found >= _LEAST_IN_LIST else best
    above = sum(lines[index].worth for index in inside if index < title)
    return below if found >= _ENOUGH * weight and above > _TITLE_SHARE * weight else best


_ENOUGH = 0.2
"""What stands below the page's title is the document where it is worth so much of what stands above it."""
_TITLE_SHARE = 0.5
"""An element around title and text is no text above the title: less than this share of it stands there."""


def _stated_title(lines: Sequence[Line], names: Collection[str]) -> int | None:
    """The first line that is the title by which the page calls its document, and no link; None where none is."""
    wanted = [re.sub(r"\s+", "", name) for name in names]
    for index, line in enumerate(lines):
        text = re.sub(r"\s+", "", line.text)
        if len(text) < _SHORTEST_TITLE or line.links >= LINK_LIST or is_organ(text):
            continue
        if any(_is_same_title(text, name) for name in wanted if len(name) >= _SHORTEST_TITLE):
            return index
    return None


def _is_same_title(text: str, name: str) -> bool:
    """Whether a line is a title; a number in brackets may stand behind one of them."""
    return text.startswith(name) or (name.startswith(text) and len(text) >= 0.6 * len(name))


_SHORTEST_TITLE = 8


def heaviest(lines: Sequence[Line]) -> tuple[tuple[int, ...], float]:
    """The path of the element whose lines are worth most together, the innermost of equals, and that worth.

    An element that is called the text of an article is taken where it holds nearly all of that.
    """
    totals: dict[tuple[int, ...], float] = {}
    named: set[tuple[int, ...]] = set()
    for line in lines:
        for depth in range(len(line.path) + 1):
            key = line.path[:depth]
            totals[key] = totals.get(key, 0.0) + line.worth
        named |= {line.path[:depth] for depth in line.named}
    if not totals:
        return (), 0.0
    best = _off_a_lone_line(max(totals, key=lambda path: (totals[path], len(path))), lines)
    inner = [path for path in named if path[: len(best)] == best and totals[path] >= 0.85 * totals[best]]
    path = max(inner, key=lambda path: (totals[path], len(path)), default=best)
    return path, totals[path]


def _off_a_lone_line(best: tuple[int, ...], lines: Sequence[Line]) -> tuple[int, ...]:
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


def reach(lines: Sequence[Line], chosen: tuple[int, ...]) -> tuple[int, int]:
    """Where the text of the document starts and ends: the chosen element, and the short lines beside it.

    Names in a list and labels of a form are worth nothing in themselves; where they stand beside the text, in an
    element with it, with nothing of the page's own between, and are most of what is there, they are the document's.
    """
    taken = [index for index, line in enumerate(lines) if line.path[: len(chosen)] == chosen]
    text = [index for index in taken if lines[index].kind != "picture"]
    own = (taken[0], taken[-1])
    if len(text) == 1:
        own = _along(lines, *own, chosen[:-1])
    first, last = own
    for depth in range(len(chosen) - 1, -1, -1):
        around = chosen[:depth]
        while first and _is_beside(lines[first - 1], around) and not _is_title(lines[first - 1]):
            first -= 1
        while last + 1 < len(lines) and _is_beside(lines[last + 1], around):
            last += 1
        if any(line.path[:depth] == around for line in (*lines[:first][-1:], *lines[last + 1 :][:1])):
            break
    # A few short lines around a text are the page's; where they are most of it, it is a list or a form.
    least = max(_LEAST_IN_LIST, len(taken))
    return (first if own[0] - first >= least else own[0], last if last - own[1] >= least else own[1])


_LEAST_IN_LIST = 4


def _along(lines: Sequence[Line], first: int, last: int, around: tuple[int, ...]) -> tuple[int, int]:
    """The range with the running text right above and below it in the element around it.

    Where a page's boxes stand in the element of the text, one paragraph is worth more than all of it with them.
    """
    ends = []
    for start, step in ((first, -1), (last, 1)):
        place = reached = start
        while abs(place - reached) <= _MOST_BETWEEN and 0 <= place + step < len(lines):
            place += step
            if not _is_beside(lines[place], around) or (step < 0 and _is_title(lines[place])):
                break
            reached = place if lines[place].worth >= _SAYS_SOMETHING else reached
        ends.append(reached)
    return ends[0], ends[1]


_SAYS_SOMETHING = 4.0
_MOST_BETWEEN = 3
"""Pictures and short lines between two paragraphs."""


def without_panels(lines: Sequence[Line], first: int, last: int, names: Collection[str]) -> int:
    """Where the text starts, which an element that holds a whole page begins with panels: below the page's title.

    Only where all that stands above the title is farther from it, in the tree of elements, than what follows.
    """
    title = _stated_title(lines, names)
    if title is None or not first < title < last:
        return first
    text = next((line for line in lines[title + 1 : last + 1] if line.worth > 0), None)
    own = _shared(lines[title], text) if text is not None else 0
    above = [line for line in lines[first:title] if line.worth > 0]
    apart = bool(above) and all(_shared(lines[title], line) < own for line in above)
    return title + 1 if apart else first


def _shared(one: Line, other: Line) -> int:
    """How many elements two lines stand in together."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one.path, other.path, strict=False)))


def _is_beside(line: Line, around: tuple[int, ...]) -> bool:
    return line.path[: len(around)] == around and line.worth >= -1.0


def _is_title(line: Line) -> bool:
    return line.titled or line.level == 1


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
    between = lines[start + 1 : first]
    for line in between:
        if _is_subtitle(line, lines[start]):
            # It heads nothing: no section begins under it.
            line.kind, line.level, line.subtitled = "text", 0, True
        else:
            line.subtitled = False
    # With the title over it, so that a subtitle is never taken for the title.
    title = [lines[start]] if any(line.subtitled for line in between) else []
    return title + [
        line
        for line in between
        if line.links < 0.3
        and (
            line.subtitled
            or _SUBTITLE.match(line.text.strip())
            or (line.worth >= 25 and line.text.rstrip("”’）").endswith("。") and not _SUMMARY(line.text))
        )
    ]


def _is_subtitle(line: Line, title: Line) -> bool:
    """Whether a line that goes with the page's title says more of it: a subtitle by its class, or a lesser heading."""
    text = line.text.strip()
    beside = _shared(line, title) >= len(title.path) - 1
    named = line.subtitled or (0 < title.level < line.level and len(line.path) == len(title.path))
    return (
        beside
        and named
        and _SHORTEST_SUBTITLE <= len(text) <= _LONGEST_SUBTITLE
        and not boilerplate.is_furniture(text)
        and not boilerplate.is_navigation_word(text)
    )


_SHORTEST_SUBTITLE, _LONGEST_SUBTITLE = 6, 60
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
