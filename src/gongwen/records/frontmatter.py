"""Front matter: the YAML head of a record, read with line numbers and written so that it reads well.

Only what records need of YAML is taken: text, whole numbers, true/false, null, lists and mappings. Dates stay
text (they are EDTF), ``0123`` stays text, a key given twice is an error (YAML would keep the last in silence),
and anchors are refused, so that no few lines can unfold into many.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from gongwen.errors import RecordError
from gongwen.messages import message
from gongwen.records.edtf import Edtf

_FENCE = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_INT = re.compile(r"^(?:0|-?[1-9][0-9]{0,14})$")
_BOOL = re.compile(r"^(?:true|false)$")
_NULL = re.compile(r"^(?:null|~|)$")

_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")

Loc = tuple[str | int, ...]
"""A place in the data: keys and list positions from the top."""


class _Loader(yaml.CSafeLoader):
    """YAML with text as the default: no dates, no octal or sexagesimal numbers, no yes/no."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  # yaml's own way of configuring


class _Dumper(yaml.SafeDumper):
    """Writes what `_Loader` reads, without tags."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012


for _tool in (_Loader, _Dumper):
    _tool.add_implicit_resolver("tag:yaml.org,2002:int", _INT, list("-0123456789"))
    _tool.add_implicit_resolver("tag:yaml.org,2002:bool", _BOOL, list("tf"))
    _tool.add_implicit_resolver("tag:yaml.org,2002:null", _NULL, ["~", "n", ""])


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The head of a file and what follows it.

    Attributes:
        data: the head as plain values.
        body: everything after the closing fence, without blank lines around it.
        raw: the head's YAML as written, for finding lines.
        body_line: the line in the file (from 1) in which the body begins.
    """

    data: Mapping[str, Any]
    body: str
    raw: str
    body_line: int = 1

    def line_of(self, loc: Loc) -> int:
        """The line in the file (from 1) of the value at `loc`, or of the nearest thing that is there."""
        line = 2
        node = yaml.compose(self.raw, Loader=_Loader)
        for step in loc:
            if isinstance(node, yaml.MappingNode):
                for key, value in node.value:
                    if key.value == str(step):
                        line, node = key.start_mark.line + 2, value
                        break
                else:
                    return line
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                line = node.start_mark.line + 2
            else:
                return line
        return line

    def span_of(self, loc: Loc) -> tuple[int, int] | None:
        """Where in ``raw`` the value at `loc` stands; None where nothing does."""
        node = yaml.compose(self.raw, Loader=_Loader)
        for step in loc:
            if isinstance(node, yaml.MappingNode):
                node = next((value for key, value in node.value if key.value == str(step)), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
            else:
                return None
        return (node.start_mark.index, node.end_mark.index) if node is not None else None


def split(text: str) -> tuple[str, str] | None:
    """Part `text` into the YAML between the fences and the rest; None where no head stands at the top."""
    match = _FENCE.match(text)
    return (match[1], text[match.end() :]) if match else None


def parse(text: str, file: str) -> FrontMatter:
    """Read the front matter of `text`.

    Args:
        text: a whole Markdown file.
        file: its name, for messages.

    Raises:
        RecordError: no head, malformed YAML, a key given twice, anchors, or a head that isn't a mapping.
    """
    parts = split(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    if parts is None:
        raise RecordError(
            message("文件开头没有用两行 --- 围起的元数据"),
            file=file,
            line=1,
            advice=message("照 CONTRIBUTING.md 的样例补上"),
        )
    raw, body = parts
    blank = len(body) - len(body.lstrip("\n"))
    return FrontMatter(_values(raw, file), body.strip("\n"), raw, raw.count("\n") + 3 + blank)


def _values(raw: str, file: str) -> dict[str, Any]:
    try:
        loader = _Loader(raw)
        node = loader.get_single_node()
        _refuse_surprises(node, file)
        values = loader.construct_document(node) if node is not None else {}
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise RecordError(
            message("元数据不是合法的 YAML（{cause}）", cause=_cause(error, _line_at(raw, mark))),
            file=file,
            line=mark.line + 2 if mark else 2,
            advice=message("检查缩进和引号；含冒号、井号的值用引号括起"),
        ) from None
    except yaml.YAMLError:
        raise RecordError(
            message("元数据含有 YAML 不允许的字符"), file=file, line=2, advice=message("删去控制字符")
        ) from None
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise RecordError(message("元数据应是“键: 值”的形式"), file=file, line=2)
    return values


def _line_at(raw: str, mark: yaml.Mark | None) -> str:
    lines = raw.split("\n")
    return lines[mark.line] if mark and mark.line < len(lines) else ""


def _cause(error: yaml.MarkedYAMLError, line: str) -> str:
    problem = error.problem or ""
    if line.startswith("\t"):
        return message("用了制表符缩进")
    causes = {
        "mapping values are not allowed": message("一行里出现了第二个冒号"),
        "could not find expected ':'": message("键后缺冒号"),
        "found character '\\t'": message("用了制表符缩进"),
        "expected <block end>": message("缩进不齐"),
        "found unexpected end of stream": message("引号没有闭合"),
        "found undefined alias": message("用了 * 开头的值"),
        "could not determine a constructor": message("用了 ! 开头的标签"),
        "expected ',' or": message("方括号或花括号没有闭合"),
    }
    return next((text for key, text in causes.items() if key in problem), message("此处读不下去"))


def _refuse_surprises(root: yaml.Node | None, file: str) -> None:
    """Refuse keys given twice and anchors: YAML takes both in silence."""
    seen: set[int] = set()
    stack = [root] if root is not None else []
    while stack:
        node = stack.pop()
        line = node.start_mark.line + 2
        if id(node) in seen:
            raise RecordError(
                message("元数据里不能用 YAML 的锚（& 和 *）"),
                file=file,
                line=line,
                advice=message("把值写全"),
            )
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            keys: set[str] = set()
            for key, value in node.value:
                if key.value in keys:
                    line = key.start_mark.line + 2
                    raise RecordError(
                        message("“{key}”出现了两次", key=key.value),
                        file=file,
                        line=line,
                        advice=message("留下一处"),
                    )
                keys.add(key.value)
                stack.append(value)
        elif isinstance(node, yaml.SequenceNode):
            stack.extend(node.value)


def dump(data: Mapping[str, Any], body: str) -> str:
    """Write a whole file: `data` as YAML between fences, a blank line, `body`, one final newline.

    Values are text, int, bool, lists and mappings; mappings inside lists and lists of plain values take one
    line each, everything else a line per key. The text reads back as the same data.
    """
    head: str = yaml.serialize(_node(data), Dumper=_Dumper, allow_unicode=True, width=2**20)
    body = body.strip("\n")
    return f"---\n{head}---\n" + (f"\n{body}\n" if body else "")


def replaced(text: str, values: Mapping[Loc, Any]) -> str:
    """A file with other values at some places of its head, and everything else as it was written.

    Args:
        text: a whole file with a head.
        values: new values by place; a key that isn't there yet is put at the end of the head.
    """
    text = text.replace("\r\n", "\n")
    front = parse(text, "")
    raw = front.raw
    spans = {loc: front.span_of(loc) for loc in values}
    for loc, span in sorted(spans.items(), key=lambda item: item[1] or (0, 0), reverse=True):
        if span is not None:
            before, old, after = raw[: span[0]], raw[span[0] : span[1]], raw[span[1] :]
            if before.rstrip().endswith(":"):
                before = before.rstrip() + " "  # what stood on lines of its own stands behind its key now
            raw = before + _flow(values[loc]) + old[len(old.rstrip()) :] + after
    raw += "".join(f"{loc[0]}: {_flow(values[loc])}\n" for loc, span in spans.items() if span is None)
    start = text.index("\n") + 1
    return text[:start] + raw + text[start + len(front.raw) :]


def _flow(value: Any) -> str:
    """A value on one line."""
    written: str = yaml.serialize(
        _node(value, inner=True), Dumper=_Dumper, allow_unicode=True, width=2**20, explicit_end=False
    )
    return written.removesuffix("...\n").rstrip("\n")


def with_keys(text: str, data: Mapping[str, Any], *, after: str) -> str:
    """A whole file with keys added to its head, everything else as it stands.

    Args:
        text: the file; its head must be well-formed.
        data: the keys to add.
        after: the key behind which they are to stand; at the end of the head where it isn't there.
    """
    parts = split(text)
    assert parts is not None
    head, rest = parts
    own = _FENCE.split(dump(data, ""))[1]
    match = re.search(rf"^{re.escape(after)}:.*\n(?:[ \t-].*\n)*", head, re.MULTILINE)
    at = match.end() if match else len(head)
    return f"---\n{head[:at]}{own}{head[at:]}---\n{rest}"


def _node(value: Any, *, inner: bool = False) -> yaml.Node:
    if isinstance(value, Mapping):
        pairs = [(_node(str(key)), _node(item, inner=inner)) for key, item in value.items()]
        return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=inner)
    if isinstance(value, Sequence) and not isinstance(value, str):
        items = [_node(item, inner=True) for item in value]
        plain = not any(isinstance(item, yaml.CollectionNode) for item in items)
        return yaml.SequenceNode("tag:yaml.org,2002:seq", items, flow_style=inner or plain)
    if isinstance(value, bool):
        return yaml.ScalarNode("tag:yaml.org,2002:bool", "true" if value else "false")
    if isinstance(value, int):
        return yaml.ScalarNode("tag:yaml.org,2002:int", str(value))
    if value is None:
        return yaml.ScalarNode("tag:yaml.org,2002:null", "null")
    if isinstance(value, Edtf) and value.isdigit():
        # A year alone stands bare; the schema takes the number back as text.
        return yaml.ScalarNode("tag:yaml.org,2002:int", str(value))
    return yaml.ScalarNode("tag:yaml.org,2002:str", str(value), style=_style(str(value)))


def _style(text: str) -> str | None:
    """Quotes for what another YAML reader would take for something else than text; days stay bare."""
    if _BREAKS.search(text):
        return '"'
    for pattern_tag, pattern in yaml.SafeLoader.yaml_implicit_resolvers.get(text[:1], []):
        if pattern.match(text) and not (pattern_tag.endswith(":timestamp") and _is_day(text)):
            return "'"
    return None


def _is_day(text: str) -> bool:
    """Whether it is a day, which other readers give as such; 0000-00-00 they refuse."""
    try:
        return str(datetime.date.fromisoformat(text)) == text
    except ValueError:
        return False
