r"""What lines and words mean, as tables: each row a pattern with examples, where it may stand, and why it is there.

A family of rows is a TOML file in this folder::

    family = "page_controls"
    name = "网页的按钮与计数"
    match = "token"          # whole: the row is all of the line; start: its beginning; inside: somewhere in it;
                             # token: the line consists of nothing but such words
    fold = true              # Traditional characters and letter case are folded first
    between = '[\\s|]+'        # token: what parts words; white space where nothing is said
    frame = '{row}{colon}.*' # what stands around each row in the same way; the row alone where nothing is said
    sample = "{row}：某"      # how a word is shown where its example is the word itself

    [[row]]
    id = "font-size"
    pattern = "字号{digit}?" # or words = ["字号", "字体"]: these words and nothing else, each its own example
    where = "edge"           # head, tail, edge (either), anywhere
    yes = ["字号"]
    no = ["字号以国家标准为准"]
    why = "政府网站在题下给出字号切换"

In a pattern ``{year}``, ``{day}``, ``{number}`` … stand for the shapes in `gongwen.rules.classes`; other braces are
the regular expression's own. A test holds every row against its examples, and takes each row and each word out to
see that an example is then no longer understood: no row stands here without need.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from importlib import resources
from typing import Any, Literal, get_args

from gongwen.messages import listed, message
from gongwen.rules.classes import CLASSES
from gongwen.text.fold import simplify

Match = Literal["whole", "start", "inside", "token"]
Where = Literal["head", "tail", "edge", "anywhere"]

_CLASS = re.compile(r"\{([a-z_]+)\}")
_NAMED_GROUP = re.compile(r"\(\?P<\w+>")
_ALLOWED: dict[Where, frozenset[str]] = {
    "head": frozenset({"head", "edge", "anywhere"}),
    "tail": frozenset({"tail", "edge", "anywhere"}),
    "edge": frozenset({"head", "tail", "edge", "anywhere"}),
    "anywhere": frozenset({"anywhere"}),
}
_REMEMBERED = 8192
"""Lines whose answer is kept: the same line is asked about by readers, repairs and the outline."""


class RuleError(ValueError):
    """A table that can't be used as it stands: names the file, the row and what is wrong."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that a line or word may be.

    Attributes:
        id: its name within the family.
        pattern: a regular expression, named classes still in it.
        where: where in a document's surroundings it may stand.
        yes, no: examples that must and must not be understood by it; first those of its words, in their order.
        why: where it was seen and why it is taken for what it is.
        value: what it stands for, where rows of a family stand for different things.
        words: the words that the pattern was made of, where it is a list of words.
    """

    id: str
    pattern: str
    where: Where
    yes: tuple[str, ...]
    no: tuple[str, ...] = ()
    why: str = ""
    value: str = ""
    words: tuple[str, ...] = ()

    @property
    def regex(self) -> str:
        """The pattern with its classes filled in."""
        return filled(self.pattern)

    @property
    def alternatives(self) -> tuple[str, ...]:
        """What the pattern holds side by side: its words, or what stands between its outermost bars."""
        return self.words or _alternatives(self.pattern)

    def without(self, alternative: str) -> Row:
        """The row with one of its alternatives taken out; nothing is understood by it where that was the only one."""
        rest = tuple(other for other in self.alternatives if other != alternative)
        pattern = (_pattern_of(rest) if self.words else "|".join(rest)) or "(?!)"
        return replace(self, words=rest if self.words else (), pattern=pattern)


@dataclass(frozen=True)
class Family:
    """Rows that mean the same kind of thing.

    Attributes:
        name: the family, as files and rows name it.
        label: what it is, in Chinese.
        match: how much of a line a row must be.
        fold: whether Traditional characters and case are folded before looking.
        rows: the rows, in order.
        between: what parts words from each other, where a line consists of words.
        frame: what stands around each row, ``{row}`` in the row's place.
    """

    name: str
    label: str
    match: Match
    fold: bool
    rows: tuple[Row, ...]
    between: str = ""
    frame: str = ""

    @cached_property
    def _combined(self) -> re.Pattern[str]:
        rows = (row.regex for row in (self._longest_first() if self.match == "token" else self.rows))
        return self._compiled("|".join(_NAMED_GROUP.sub("(?:", row) for row in rows) or r"(?!)")

    def _longest_first(self) -> list[Row]:
        """Rows of one word each: words run together are told apart without trying every way to part them."""
        parts = [
            replace(row, pattern=re.escape(word), words=(word,)) for row in self.rows for word in row.words
        ]
        parts += [row for row in self.rows if not row.words]
        return sorted(parts, key=lambda row: (-max(map(len, row.words or row.yes)), not row.words))

    @cached_property
    def _single(self) -> tuple[tuple[Row, re.Pattern[str]], ...]:
        return tuple((row, self._compiled(row.regex)) for row in self.rows)

    def _compiled(self, rows: str) -> re.Pattern[str]:
        whole = filled(self.frame).replace("{row}", f"(?:{rows})") if self.frame else f"(?:{rows})"
        whole = f"(?>{whole})++" if self.match == "token" else f"(?:{whole})"
        return re.compile(whole, re.IGNORECASE if self.fold else 0)

    @cached_property
    def _separator(self) -> re.Pattern[str]:
        return re.compile(self.between or r"\s+")

    @cached_property
    def _parts(self) -> dict[str, Family]:
        return {}

    def _part(self, key: str, wanted: Callable[[Row], bool]) -> Family:
        """Part of the family, made once: what is remembered of lines stays with it."""
        if key not in self._parts:
            self._parts[key] = replace(self, rows=tuple(row for row in self.rows if wanted(row)))
        return self._parts[key]

    @cached_property
    def _remembered(self) -> Callable[[str], bool]:
        return lru_cache(_REMEMBERED)(self._understands)

    def __call__(self, line: str) -> bool:
        """Whether a line is of this family."""
        return self._remembered(line)

    def _understands(self, line: str) -> bool:
        if self.match == "token":
            tokens = self.tokens(line)
            return bool(tokens) and all(map(self._combined.fullmatch, tokens))
        return self.search(line) is not None

    def which(self, line: str) -> Row | None:
        """The first row that understands a line; of a line of several words, its first word."""
        if not self(line):
            return None
        if self.match == "token":
            token = self.tokens(line)[0]
            return next((row for row, regex in self._single if regex.match(token)), None)
        text = self._seen(line)
        return next((row for row, regex in self._single if self._look(regex, text)), None)

    def value(self, line: str) -> str:
        """What a line stands for: the value of the first row that understands it; empty where none does."""
        row = self.which(line)
        return row.value if row else ""

    def search(self, line: str) -> re.Match[str] | None:
        """The family's match in a line, without white space around it and folded where the family folds."""
        text = self._seen(line)
        return self._look(self._combined, text) if text else None

    def groups(self, line: str) -> Mapping[str, str]:
        """The named parts of a line, as the first row that has any in it understands them."""
        text = self._seen(line)
        matches = (self._look(regex, text) for _, regex in self._single)
        parts = ({k: v for k, v in match.groupdict().items() if v} for match in matches if match)
        return next(filter(None, parts), {})

    def span(self, line: str) -> tuple[int, int] | None:
        """Where in a line the family is found; None where it isn't."""
        found = self.search(line)
        return found.span() if found else None

    def sub(self, line: str, by: str = "") -> str:
        """A line without what the family understands of it; folding is not undone."""
        return self._combined.sub(by, self._seen(line))

    def tokens(self, line: str) -> list[str]:
        """The words of a line, as the family's separators part them."""
        return [token for token in self._separator.split(self._seen(line)) if token]

    def knows(self, token: str) -> bool:
        """Whether a single word is one of the family's, or some of them run together."""
        return self._combined.fullmatch(self._seen(token)) is not None

    def holds(self, line: str) -> bool:
        """Whether one of the family's words stands anywhere in a line."""
        return self._combined.search(self._seen(line)) is not None

    @property
    def regex(self) -> re.Pattern[str]:
        """All rows as one expression, for callers that look at many places and need no more than that."""
        return self._combined

    @property
    def pattern(self) -> str:
        """All rows as one expression, to be part of a larger one; longer words before shorter ones."""
        words = sorted((word for row in self.rows for word in row.words), key=len, reverse=True)
        others = [row.regex for row in self.rows if not row.words]
        return "(?:" + "|".join([*others, *map(re.escape, words)]) + ")"

    def at(self, place: Where) -> Family:
        """The rows that may stand at a place: before the document, behind it, at either edge, or anywhere in it."""
        return self._part(f"@{place}", lambda row: row.where in _ALLOWED[place])

    def valued(self, value: str) -> Family:
        """The rows that stand for one thing."""
        return self._part(f"={value}", lambda row: row.value == value)

    def without(self, row: Row) -> Family:
        """The family with one row taken out."""
        return replace(self, rows=tuple(other for other in self.rows if other is not row))

    def alone(self, row: Row) -> Family:
        """A family of one row."""
        return replace(self, rows=(row,))

    def changed(self, row: Row, by: Row) -> Family:
        """The family with one row in another's place."""
        return replace(self, rows=tuple(by if other is row else other for other in self.rows))

    def _seen(self, line: str) -> str:
        return _simplified(line) if self.fold else line.strip()

    def _look(self, regex: re.Pattern[str], text: str) -> re.Match[str] | None:
        if self.match == "inside":
            return regex.search(text)
        return regex.match(text) if self.match == "start" else regex.fullmatch(text)


@lru_cache(_REMEMBERED)
def _simplified(line: str) -> str:
    """A line as families that fold see it: one line is shown to many of them."""
    return simplify(line).strip()


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
        raise RuleError(message("规则表 {name}.toml 不存在", name=name)) from None
    except tomllib.TOMLDecodeError as error:
        raise RuleError(message("规则表 {name}.toml 读不了：{error}", name=name, error=error)) from None
    return _family(name, table)


def families() -> Iterator[Family]:
    """All families, by name."""
    names = (entry.name for entry in resources.files(__package__).iterdir())
    for name in sorted(name for name in names if name.endswith(".toml")):
        yield family(name.removesuffix(".toml"))


def _family(name: str, table: dict[str, Any]) -> Family:
    known = {"family", "name", "match", "fold", "between", "frame", "sample", "row"}
    if table.keys() - known:
        raise RuleError(
            message("{name}：不认识的键 {keys}", name=name, keys=listed(sorted(table.keys() - known)))
        )
    if table.get("family") != name or table.get("match") not in get_args(Match):
        raise RuleError(
            message(
                "{name}：family 应与文件名相同，match 应是 {known}", name=name, known=listed(get_args(Match))
            )
        )
    rows = tuple(_row(name, row, table.get("sample", "{row}")) for row in table.get("row", ()))
    doubled = {row.id for row in rows if sum(other.id == row.id for other in rows) > 1}
    if doubled:
        raise RuleError(message("{name}：行名重复 {rows}", name=name, rows=listed(sorted(doubled))))
    made = Family(
        name,
        table.get("name", name),
        table["match"],
        table.get("fold", False),
        rows,
        table.get("between", ""),
        table.get("frame", ""),
    )
    if made.frame and "{row}" not in made.frame:
        raise RuleError(message("{name}：frame 里应有 {{row}}", name=name))
    return made


def _row(name: str, row: dict[str, Any], sample: str) -> Row:
    known = {"id", "pattern", "words", "where", "yes", "no", "why", "value"}
    place = f"{name}/{row.get('id', '？')}"
    words = _texts(row.get("words", ()))
    yes = (*(sample.replace("{row}", word) for word in words), *_texts(row.get("yes", ())))
    if row.keys() - known or "id" not in row or ("pattern" in row) == ("words" in row):
        raise RuleError(
            message("{place}：键应是 id、pattern 或 words、where、yes、no、why、value", place=place)
        )
    where = row.get("where", "anywhere")
    if where not in get_args(Where) or not yes:
        raise RuleError(
            message("{place}：where 应是 {known}；yes 不能空", place=place, known=listed(get_args(Where)))
        )
    made = Row(
        row["id"],
        row.get("pattern") or _pattern_of(words),
        where,
        yes,
        _texts(row.get("no", ())),
        row.get("why", ""),
        row.get("value", ""),
        words,
    )
    try:
        re.compile(made.regex)
    except re.error as error:
        raise RuleError(message("{place}：写法有误（{error}）", place=place, error=error)) from None
    return made


def _texts(value: Sequence[str] | str) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _pattern_of(words: Sequence[str]) -> str:
    """Words as a pattern, longer ones before those that they begin with."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _alternatives(pattern: str) -> tuple[str, ...]:
    """The parts of a pattern between bars that stand in no group and no class of characters."""
    found, depth, in_class, start, place = [], 0, False, 0, 0
    while place < len(pattern):
        char = pattern[place]
        if char == "\\":
            place += 1
        elif in_class:
            in_class = char != "]"
        elif char == "[":
            in_class = True
            # A bracket right behind the opening one is a character of the class.
            place += pattern.startswith("[]", place)
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif char == "|" and not depth:
            found.append(pattern[start:place])
            start = place + 1
        place += 1
    return (*found, pattern[start:])


def filled(pattern: str) -> str:
    """A pattern with shapes in the place of their names; ``{row}`` stays, which a frame is filled with later.

    Raises:
        RuleError: a name is no class's.
    """

    def shape(match: re.Match[str]) -> str:
        if match[1] == "row":
            return match[0]
        if match[1] not in CLASSES:
            raise RuleError(message("没有名为 {{{shape}}} 的字类", shape=match[1]))
        return f"(?:{CLASSES[match[1]]})"

    return _CLASS.sub(shape, pattern)
