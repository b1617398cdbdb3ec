"""Which rows of the rule tables some committed text exercises: a row that none does is there for nobody knows what.

Texts are the evaluation's inputs as the readers give them, with the names in their markup and the keys of their front
matter, the strings in the tests, and the samples where they are at hand. The tables' own examples don't count.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from gongwen.convert.readers import read
from gongwen.convert.readers.decode import decode
from gongwen.errors import GongwenError
from gongwen.rules import Family, families
from gongwen.text.fold import simplify

_NAMES = re.compile(r"""\b(?:class|id|name|property)\s*=\s*["']([^"']+)["']""", re.IGNORECASE)
_KEY = re.compile(r"^(\S{1,30}?)\s*:", re.MULTILINE)
_PIECES = re.compile(r"[\s:：|,，、；;【】\[\]（）()\"'<>=_—|/-]+")
_RULES_TEST = "test_rules.py"
_BORDER = "/"


@dataclass(frozen=True, slots=True)
class Unexercised:
    """What no text was found for.

    Attributes:
        row: the row, with its family.
        words: those of its words that occur nowhere; empty for a row that is exercised nowhere itself.
    """

    row: str
    words: tuple[str, ...] = ()


def texts(root: Path) -> frozenset[str]:
    """All lines that are committed as something to convert or to test with."""
    found: set[str] = set()
    samples = root.parent / "shared" / "seeds"
    inputs = [path for path in (root / "tests" / "eval").rglob("*") if path.is_file()]
    inputs += sorted(samples.iterdir()) if samples.is_dir() else []
    for path in inputs:
        if path.name not in {"expected.md", "README.md"} and path.suffix not in {".py", ".jsonl"}:
            found.update(_of_input(path))
    for path in (root / "tests").rglob("*.py"):
        if path.name != _RULES_TEST:
            found.update(_literals(path))
    return frozenset(found - {""})


def _of_input(path: Path) -> Iterator[str]:
    try:
        draft = read(path)[0]
    except GongwenError:
        return
    yield from (block.text.strip() for block in draft.blocks)
    yield from (line.strip() for removed in draft.removed for line in removed.text.split("\n"))
    if path.suffix in {".html", ".md", ".txt"}:
        raw = decode(path.read_bytes()).text
        yield from (line.strip() for line in raw.split("\n"))
        yield from (name.strip() for match in _NAMES.finditer(raw) for name in (match[1], *match[1].split()))
        yield from (match[1].lower() for match in _KEY.finditer(raw))


def _literals(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from (line.strip() for line in node.value.split("\n"))


def unexercised(known: Iterable[str]) -> list[Unexercised]:
    """Rows and words that no text exercises, in the order of the tables."""
    lines = frozenset(known)
    # What is asked of a whole word in a larger pattern stands in lines between marks.
    pieces = lines | {piece for line in lines for piece in _PIECES.split(line) if piece}
    return [
        missing
        for family in map(_in_running_text, families())
        for missing in _missing(family, pieces if family.match in {"whole", "token"} else lines)
    ]


def _in_running_text(family: Family) -> Family:
    """A family as it is seen in a text: a name goes on behind it, and no stroke marks a name's border."""
    family = replace(family, frame=family.frame.removesuffix("$"))
    if not all(_BORDER in example for row in family.rows for example in row.yes):
        return family
    rows = (
        replace(
            row,
            pattern=row.pattern.replace(_BORDER, ""),
            words=tuple(w.replace(_BORDER, "") for w in row.words),
        )
        for row in family.rows
    )
    return replace(family, match="inside", rows=tuple(rows))


def _missing(family: Family, lines: frozenset[str]) -> Iterator[Unexercised]:
    understood = [line for line in lines if family(line)]
    for row in family.rows:
        name = f"{family.name}/{row.id}"
        alone = family.alone(row)
        hits = [line for line in understood if alone(line)]
        if not hits:
            yield Unexercised(name)
            continue
        seen = simplify("\n".join(hits)).lower() if family.fold else "\n".join(hits)
        if words := tuple(word for word in row.words if word.lower() not in seen):
            yield Unexercised(name, words)


def report(root: Path) -> Iterator[str]:
    """Lines for people: rows that nothing exercises, then words."""
    missing = unexercised(texts(root))
    rows = [item.row for item in missing if not item.words]
    words = sum(len(item.words) for item in missing)
    every = sum(len(family.rows) for family in families())
    yield f"规则表 {every} 行，没有文字用到的 {len(rows)} 行；其中的词没有用到的 {words} 个"
    yield from (f"    {row}" for row in rows)
    yield from (f"    {item.row}：{'、'.join(item.words)}" for item in missing if item.words)
