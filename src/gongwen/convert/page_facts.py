"""Facts that web pages give in tables and lines over the text, each with its label: 索引号, 发文机关, 成文日期."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from gongwen.rules import family

_LABELS = family("fact_label")
_GAP = r"[ \u3000]*"
_SPACED = sorted((_GAP.join(word) for row in _LABELS.rows for word in row.words), key=len, reverse=True)
_PAIR = re.compile(rf"(?P<label>{'|'.join(_SPACED)})\s*[:：]\s*")
_BRACKETED = re.compile(r"^\s*[【\[]([^】\]]{2,8})[】\]]\s*(?=\S)")
_SURE = frozenset({"index", "issuer", "written", "number"})
"""What only a page about a document states; titles and dates of publication stand on any page."""
_LONGEST_LINE = 300
_LONGEST_CELL = 200
_LONGEST_LABEL = 12


def label_of(cell: str) -> str | None:
    """What a cell such as “索 引 号：” labels; None for one that is no label."""
    return _LABELS.value(re.sub(r"[\s:：\u3000【】\[\]]", "", cell)) or None


def _key(label: str) -> str:
    return _LABELS.value(re.sub(r"\s", "", label))


def is_facts_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table holds facts about the document, such as number and date."""
    keys = {key for row in rows for cell in row for key in _keys_in(cell)}
    return len(keys) >= 3 and bool(keys & _SURE)


def _keys_in(cell: str) -> Iterable[str]:
    if (key := label_of(cell)) is not None:
        return (key,)
    return [_key(match["label"]) for match in _PAIR.finditer(cell)] if len(cell) < _LONGEST_CELL else ()


def is_facts_line(text: str) -> bool:
    """Whether a line holds two facts or more with their labels: 发文机关： 甲部 成文日期： 2024-09-12."""
    keys = {_key(match["label"]) for match in _PAIR.finditer(text)} if len(text) < _LONGEST_LINE else set()
    return len(keys) >= 2 and bool(keys & _SURE)


def facts(lines: Sequence[str]) -> dict[str, str]:
    """Facts that a page states with labels, by our name for them.

    Args:
        lines: lines of the page, in order; a label may stand on a line of its own before its value.

    Returns:
        Values by the values of the table ``fact_label``, the first of each; empty where fewer than two labels
        are there, which then may be anything.
    """
    found: dict[str, str] = {}
    pending: str | None = None
    for line in lines:
        text = _BRACKETED.sub(r"\1：", line.strip())
        matches = list(_PAIR.finditer(text)) if len(text) < _LONGEST_LINE else []
        if matches and matches[0].start() <= 2:
            for index, match in enumerate(matches):
                end = matches[index + 1].start() if index + 1 < len(matches) else len(text)
                value = text[match.end() : end].strip(" \u3000\t|丨【】[]")
                if value:
                    found.setdefault(_key(match["label"]), value)
                else:
                    pending = _key(match["label"])
            if found and text[matches[-1].end() :].strip():
                pending = None
        elif len(text) <= _LONGEST_LABEL and (label := label_of(text)) is not None:
            pending = label
        elif pending is not None:
            found.setdefault(pending, text)
            pending = None
    known = {f"fact_{key}": value for key, value in found.items()}
    return known if len(found) >= 2 and set(found) & _SURE else {}
