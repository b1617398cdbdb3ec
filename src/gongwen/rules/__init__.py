"""What lines and words mean, as tables: each row a pattern with examples, where it may stand, and why it is there.

A family of rows is a TOML file in this folder::

    family = "page-controls"
    name = "网页的按钮与计数"
    match = "whole"          # whole: the row is all of the line; start: its beginning; inside: somewhere in it;
                             # token: the line consists of nothing but such words
    fold = true              # Traditional characters and letter case are folded first

    [[row]]
    id = "font-size"
    pattern = "字号[：:]?{number}?"
    where = "edge"           # head, tail, edge (either), anywhere
    yes = ["字号"]
    no = ["字号以国家标准为准"]
    why = "政府网站在题下给出字号切换"

In a pattern ``{year}``, ``{date}``, ``{organ}`` … stand for the shapes in `gongwen.text.shapes`; other braces are
the regular expression's own. A test holds every row against its examples, and takes each row out to see that one
of its examples is then no longer understood: no row stands here without need.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import resources
from typing import Any, Literal, get_args

from gongwen.rules.classes import CLASSES
from gongwen.text.fold import simplify

Match = Literal["whole", "start", "inside", "token"]
Where = Literal["head", "tail", "edge", "anywhere"]

_CLASS = re.compile(r"\{([a-z_]+)\}")


class RuleError(ValueError):
    """A table that can't be used as it stands: names the file, the row and what is wrong."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that a line or word may be.

    Attributes:
        id: its name within the family.
        pattern: a regular expression, named classes still in it.
        where: where in a document's surroundings it may stand.
        yes, no: examples that must and must not be understood by it.
        why: where it was seen and why it is taken for what it is.
        value: what it stands for, where rows of a family stand for different things.
    """

    id: str
    pattern: str
    where: Where
    yes: tuple[str, ...]
    no: tuple[str, ...] = ()
    why: str = ""
    value: str = ""

    @property
    def regex(self) -> str:
        """The pattern with its classes filled in, its groups unnamed."""
        return _filled(self.pattern)


@dataclass(frozen=True)
class Family:
    """Rows that mean the same kind of thing.

    Attributes:
        name: the family, as files and rows name it.
        label: what it is, in Chinese.
        match: how much of a line a row must be.
        fold: whether Traditional characters and case are folded before looking.
        rows: the rows, in order.
    """

    name: str
    label: str
    match: Match
    fold: bool
    rows: tuple[Row, ...]
    between: str = ""
    _found: dict[str, Row | None] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def _combined(self) -> re.Pattern[str]:
        rows = "|".join(f"(?:{row.regex})" for row in self.rows) or r"(?!)"
        return re.compile(rf"(?:{rows})", re.IGNORECASE if self.fold else 0)

    @cached_property
    def _single(self) -> tuple[tuple[Row, re.Pattern[str]], ...]:
        flags = re.IGNORECASE if self.fold else 0
        return tuple((row, re.compile(rf"(?:{row.regex})", flags)) for row in self.rows)

    @cached_property
    def _separator(self) -> re.Pattern[str]:
        return re.compile(self.between or r"\s+")

    def __call__(self, line: str) -> bool:
        """Whether a line is of this family."""
        text = self._seen(line)
        if self.match == "token":
            tokens = self.tokens(line)
            return bool(tokens) and all(map(self._combined.fullmatch, tokens))
        return bool(text) and self._look(self._combined, text) is not None

    def which(self, line: str) -> Row | None:
        """The first row that understands a line."""
        text = self._seen(line)
        if not text or not self(line):
            return None
        if self.match == "token":
            token = self.tokens(line)[0]
            return next(row for row, regex in self._single if regex.fullmatch(token))
        return next(row for row, regex in self._single if self._look(regex, text))

    def span(self, line: str) -> tuple[int, int] | None:
        """Where in a line the family is found; None where it isn't."""
        found = self._look(self._combined, self._seen(line))
        return found.span() if found else None

    def sub(self, line: str, by: str = "") -> str:
        """A line without what the family understands of it; folding is not undone."""
        return self._combined.sub(by, self._seen(line))

    def tokens(self, line: str) -> list[str]:
        """The words of a line, as the family's separators part them."""
        return [token for token in self._separator.split(self._seen(line)) if token]

    def knows(self, token: str) -> bool:
        """Whether a single word is one of the family's."""
        return self._combined.fullmatch(self._seen(token)) is not None

    def without(self, row: Row) -> Family:
        """The family with one row taken out."""
        rows = tuple(other for other in self.rows if other is not row)
        return Family(self.name, self.label, self.match, self.fold, rows, self.between)

    def _seen(self, line: str) -> str:
        return (simplify(line) if self.fold else line).strip()

    def _look(self, regex: re.Pattern[str], text: str) -> re.Match[str] | None:
        if self.match == "inside":
            return regex.search(text)
        return regex.match(text) if self.match == "start" else regex.fullmatch(text)


@cache
def family(name: str) -> Family:
    """The family of that name, read once.

    Raises:
        RuleError: there is none, or its table is wrong.
    """
    file = resources.files(__package__).joinpath(f"{name}.toml")
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise RuleError(f"规则表 {name}.toml 不存在") from None
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"规则表 {name}.toml 读不了：{error}") from None
    return _family(name, table)


def families() -> Iterator[Family]:
    """All families, by name."""
    names = (entry.name for entry in resources.files(__package__).iterdir())
    for name in sorted(name for name in names if name.endswith(".toml")):
        yield family(name.removesuffix(".toml"))


def _family(name: str, table: dict[str, Any]) -> Family:
    known = {"family", "name", "match", "fold", "between", "row"}
    if table.keys() - known:
        raise RuleError(f"{name}：不认识的键 {'、'.join(sorted(table.keys() - known))}")
    if table.get("family") != name or table.get("match") not in get_args(Match):
        raise RuleError(f"{name}：family 应与文件名相同，match 应是 {'、'.join(get_args(Match))}")
    rows = tuple(_row(name, row) for row in table.get("row", ()))
    doubled = {row.id for row in rows if sum(other.id == row.id for other in rows) > 1}
    if doubled:
        raise RuleError(f"{name}：行名重复 {'、'.join(sorted(doubled))}")
    return Family(
        name,
        table.get("name", name),
        table["match"],
        table.get("fold", False),
        rows,
        table.get("between", ""),
    )


def _row(name: str, row: dict[str, Any]) -> Row:
    known = {"id", "pattern", "where", "yes", "no", "why", "value"}
    place = f"{name}/{row.get('id', '？')}"
    if row.keys() - known or not {"id", "pattern", "yes"} <= row.keys():
        raise RuleError(f"{place}：键应是 id、pattern、where、yes、no、why、value，前三样中 yes 必有例子")
    where = row.get("where", "anywhere")
    if where not in get_args(Where) or not row["yes"]:
        raise RuleError(f"{place}：where 应是 {'、'.join(get_args(Where))}；yes 不能空")
    made = Row(
        row["id"],
        row["pattern"],
        where,
        _texts(row["yes"]),
        _texts(row.get("no", ())),
        row.get("why", ""),
        row.get("value", ""),
    )
    try:
        re.compile(made.regex)
    except re.error as error:
        raise RuleError(f"{place}：写法有误（{error}）") from None
    return made


def _texts(value: Sequence[str] | str) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _filled(pattern: str) -> str:
    """A pattern with shapes in the place of their names."""

    def shape(match: re.Match[str]) -> str:
        if match[1] not in CLASSES:
            raise RuleError(f"没有名为 {{{match[1]}}} 的字类")
        return f"(?:{CLASSES[match[1]]})"

    return _CLASS.sub(shape, pattern)
