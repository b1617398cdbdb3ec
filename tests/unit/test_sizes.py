"""No module over 400 lines, no function over 60. What is over today is listed, and may only shrink."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from support import REPOSITORY

ROOMS = ("src", "scripts", "bench", "hooks", "theme")
WRITTEN = {".py", ".js", ".css", ".html"}
MOST_LINES = 400
MOST_IN_A_FUNCTION = 60
# Places and their lines: nothing may be added, nothing may grow, and what is short enough goes from the list.
MODULES: dict[str, int] = {}
FUNCTIONS = {"src/gongwen/convert/readers/html/lines.py:lines_of": 72}


def files() -> Iterator[tuple[str, str]]:
    for room in ROOMS:
        for path in sorted((REPOSITORY / room).rglob("*")):
            if path.suffix in WRITTEN:
                yield path.relative_to(REPOSITORY).as_posix(), path.read_text(encoding="utf-8")


def functions(place: str, text: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{place}:{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def judged(lines: dict[str, int], most: int, known: dict[str, int]) -> tuple[list[str], list[str]]:
    """What is too long and not known to be so, and what is known as too long and no longer is."""
    over = {place: count for place, count in lines.items() if count > most}
    grown = [f"{place} {count}" for place, count in over.items() if count > known.get(place, 0)]
    return grown, sorted(known.keys() - over.keys())


def test_modules_are_short() -> None:
    lines = {place: len(text.splitlines()) for place, text in files()}
    assert len(lines) > 150
    assert judged(lines, MOST_LINES, MODULES) == ([], [])


def test_functions_are_short() -> None:
    lines = dict(
        found for place, text in files() if place.endswith(".py") for found in functions(place, text)
    )
    assert len(lines) > 900
    assert judged(lines, MOST_IN_A_FUNCTION, FUNCTIONS) == ([], [])
