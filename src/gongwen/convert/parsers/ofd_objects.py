"""What stands on a page of an OFD file: text, ruled lines, pictures, and what is drawn once and shown in several places.

A point of an object lies on the page by its own matrix and boundary, and by those of each composite that holds it
(GB/T 33190-2016, 8.5 and 13).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from gongwen.convert.parsers.pdf_lines import Glyph, Page, Rule

POINTS = 72 / 25.4
_LARGE = 0.4
_THIN = 0.9
_DEEPEST = 8
_MOST_OBJECTS = 200_000
_TALLEST = 400
Matrix = tuple[float, float, float, float, float, float]
Units = Mapping[str, Any]
"""Composite units by their id."""

_AS_IT_IS: Matrix = (1, 0, 0, 1, 0, 0)


def numbers(text: str) -> list[float]:
    """The numbers in a text; none where one of its words is no number."""
    found = []
    for word in text.split():
        try:
            number = float(word)
        except ValueError:
            return []
        found.append(number if math.isfinite(number) else 0.0)
    return found


def read(root: Any, page: Page, units: Units) -> None:
    """Put the text, the ruled lines and the pictures of a page, or of its template, on `page`.

    Args:
        root: the page's or template's XML.
        page: takes what is found; text that runs in another direction goes to its ``across``.
        units: what composite objects show.
    """
    turned = Page(page.width, page.height)
    for element, place in _objects(root, _AS_IT_IS, units, [_MOST_OBJECTS], 0):
        kind = _name(element)
        if kind == "ImageObject":
            wide, high = numbers(element.get("Boundary", ""))[2:4]
            area = abs(wide * high * _scale(place, element)) * POINTS**2
            page.scanned = page.scanned or area > _LARGE * page.width * page.height
        elif kind == "PathObject":
            page.rules += _rules(element, place)
        elif abs(place[1]) > _STRAIGHT * math.hypot(place[0], place[1]):
            _text(element, place, turned)
            page.across.append("".join(_characters(element)))
        else:
            _text(element, place, page)
    if turned.glyphs and not page.glyphs:
        # The page is turned as a whole: better in pieces than not at all.
        page.glyphs, page.unreadable = turned.glyphs, page.unreadable + turned.unreadable
        page.across.clear()


_STRAIGHT = 0.03


def texts(root: Any) -> list[str]:
    """All text in a part, an object each."""
    found = ("".join(_characters(element)) for element in root.iter("{*}TextObject"))
    return [text for text in found if text.strip()]


def _characters(element: Any) -> Iterator[str]:
    for code in element.iter("{*}TextCode"):
        yield from (code.text or "").strip("\r\n")


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _objects(
    root: Any, outer: Matrix, units: Units, left: list[int], depth: int
) -> Iterator[tuple[Any, Matrix]]:
    """The objects of a page, those of composites in their place, each with the matrix that puts it on the page."""
    for element in root.iter("{*}TextObject", "{*}PathObject", "{*}ImageObject", "{*}CompositeObject"):
        boundary = numbers(element.get("Boundary", ""))
        left[0] -= 1
        if len(boundary) != 4 or element.get("Visible", "true") == "false" or left[0] < 0:
            continue
        own = numbers(element.get("CTM", ""))
        a, b, c, d, e, f = own if len(own) == 6 else _AS_IT_IS
        place = _then((a, b, c, d, e + boundary[0], f + boundary[1]), outer)
        if _name(element) != "CompositeObject":
            yield element, place
        elif depth < _DEEPEST and (unit := units.get(element.get("ResourceID", ""))) is not None:
            yield from _objects(unit, place, units, left, depth + 1)


def _then(inner: Matrix, outer: Matrix) -> Matrix:
    """First `inner`, then `outer`."""
    a, b, c, d, e, f = inner
    p, q, r, s, x, y = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + x, e * q + f * s + y)


def _scale(place: Matrix, element: Any) -> float:
    """How much larger an object is on the page than its boundary says: by what holds it, not by its own matrix."""
    own = numbers(element.get("CTM", ""))
    a, b, c, d = own[:4] if len(own) == 6 else _AS_IT_IS[:4]
    return (place[0] * place[3] - place[1] * place[2]) / ((a * d - b * c) or 1.0)


def _text(element: Any, ctm: Matrix, page: Page) -> None:
    size = next(iter(numbers(element.get("Size", ""))), 0.0)
    stretch = next(iter(numbers(element.get("HScale", ""))), 1.0) or 1.0
    high = size * math.hypot(ctm[2], ctm[3]) * POINTS
    if not 0.5 < high < _TALLEST:
        return
    x = y = 0.0
    for code in element.iter("{*}TextCode"):
        x = next(iter(numbers(code.get("X", ""))), x)
        y = next(iter(numbers(code.get("Y", ""))), y)
        steps, drops = _deltas(code.get("DeltaX", "")), _deltas(code.get("DeltaY", ""))
        at_x, at_y = x, y
        for index, character in enumerate((code.text or "").strip("\r\n")):
            wide = size * stretch * (0.5 if character.isascii() else 1.0)
            if not character.isspace():
                left = (ctm[0] * at_x + ctm[2] * at_y + ctm[4]) * POINTS
                base = (ctm[1] * at_x + ctm[3] * at_y + ctm[5]) * POINTS
                if 0xE000 <= ord(character) < 0xF900 or character == "\ufffd" or ord(character) < 0x20:
                    page.unreadable += 1
                    character = "\ufffd"
                width = max(wide * math.hypot(ctm[0], ctm[1]) * POINTS, 0.1)
                page.glyphs.append(
                    Glyph(character, left, base - 0.88 * high, left + width, base + 0.12 * high)
                )
            at_x += steps[index] if index < len(steps) else 0.0 if drops else wide
            at_y += drops[index] if index < len(drops) else 0.0


_MOST_STEPS = 20_000


def _deltas(text: str) -> list[float]:
    """Steps from character to character; “g 3 4.2” says that one is repeated."""
    words, found = text.split(), list[float]()
    index = 0
    while index < len(words) and len(found) < _MOST_STEPS:
        if words[index] == "g" and index + 2 < len(words) and words[index + 1].isdigit():
            step = numbers(words[index + 2])
            found += (step or [0.0]) * min(int(words[index + 1]), _MOST_STEPS)
            index += 3
        else:
            found += numbers(words[index]) or [0.0]
            index += 1
    return found


_PATH = re.compile(r"([MLBCQA])((?:\s+-?[\d.]+)*)|(C)")


def _rules(element: Any, ctm: Matrix) -> Iterator[Rule]:
    """The straight edges of a path, one for each of its lines."""
    at: tuple[float, float] | None = None
    start: tuple[float, float] | None = None
    data = next(((e.text or "").strip() for e in element.iter("{*}AbbreviatedData")), "")
    for match in _PATH.finditer(data):
        found = numbers(match[2] or "")
        if match[1] in {"M", "L"} and len(found) >= 2:
            point = (
                (ctm[0] * found[0] + ctm[2] * found[1] + ctm[4]) * POINTS,
                (ctm[1] * found[0] + ctm[3] * found[1] + ctm[5]) * POINTS,
            )
            if match[1] == "L" and at is not None:
                yield from _edge(at, point)
            start = point if match[1] == "M" else start
            at = point
        elif match[1] == "C" and at is not None and start is not None:
            yield from _edge(at, start)
            at = start


def _edge(a: tuple[float, float], b: tuple[float, float]) -> Iterator[Rule]:
    wide, high = abs(a[0] - b[0]), abs(a[1] - b[1])
    if high <= _THIN < wide:
        y = (a[1] + b[1]) / 2
        yield Rule(min(a[0], b[0]), y, max(a[0], b[0]), y)
    elif wide <= _THIN < high:
        x = (a[0] + b[0]) / 2
        yield Rule(x, min(a[1], b[1]), x, max(a[1], b[1]))
