"""The contents of a conversation: who speaks first where, and what was asked, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongwen.pages.paragraphs import Line
from gongwen.text.speakers import Label, labels

_SHOWN = 14
"""Characters of a question that its entry shows."""


@dataclass(frozen=True, slots=True)
class Turn:
    """An entry of the contents.

    Attributes:
        text: a heading, a speaker, the beginning of a question.
        anchor: where it is.
        asks: whether it is a question.
    """

    text: str
    anchor: str
    asks: bool = False


def turns(lines: Sequence[Line]) -> tuple[Turn, ...]:
    """The contents of a text in which people ask and answer; empty for any other."""
    spoken = [line for line in lines if line.number or line.label]
    found = labels([line.text for line in spoken])
    if not any(label.asks for label in found.values()):
        return ()
    said = {id(spoken[index]): (label, _words(index, label, spoken)) for index, label in found.items()}
    return tuple(_entries(lines, said))


def _entries(lines: Sequence[Line], said: dict[int, tuple[Label, Line | None]]) -> Iterator[Turn]:
    heard: set[str] = set()
    for line in lines:
        if line.heading:
            yield Turn(line.text, line.anchor)
            continue
        label, words = said.get(id(line), (None, None))
        if label is None or words is None:
            continue
        if label.asks:
            text = words.text.partition("：")[2] if words is line else words.text
            shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}……"
            yield Turn(shown.strip() or label.text, words.anchor, asks=True)
        elif label.name not in heard:
            heard.add(label.name)
            yield Turn(label.name, words.anchor)


def _words(index: int, label: Label, spoken: Sequence[Line]) -> Line | None:
    """The paragraph in which what is said begins: the label's own, or the next one."""
    if label.inline:
        return spoken[index]
    following = spoken[index + 1 : index + 2]
    return following[0] if following and following[0].number else None
