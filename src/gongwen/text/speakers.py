"""Who speaks: labels such as “邢慧娜：” or “人民网记者：” at the start of a turn, and names of people."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from gongwen.rules import family
from gongwen.text.fold import IDEOGRAPH

_SURNAMES = family("surname")
_SINGLE = "".join(word for row in _SURNAMES.rows for word in row.words if len(word) == 1)
_COMPOUND = "|".join(word for row in _SURNAMES.rows for word in row.words if len(word) > 1)
_NAME = rf"(?:(?:{_COMPOUND})[{IDEOGRAPH}]{{1,2}}|[{_SINGLE}][{IDEOGRAPH}]{{1,2}}|[{IDEOGRAPH}]{{2,6}}·[{IDEOGRAPH}·]{{2,12}})"

_POST = family("post")
POSTS = _POST.pattern
"""The ends of offices, to be part of a pattern: 部长, 主任."""
_REPORTER = family("turn_asker")
_ROLE_ONLY = family("turn_role")
_NO_SPEAKER = family("not_a_speaker")
_VERB_FOLLOWS = family("after_name")
_LABEL = re.compile(
    r"(?P<label>[^：:，。；！？,;!?]{1,40}(?:、[^：:，。；！？]{1,30})?)[：:](?P<rest>.*)", re.DOTALL
)
_NAMED = re.compile(rf"(?P<office>.*?(?:{POSTS}))\s*(?P<name>{_NAME})(?:先生|女士|同志)?$")
_APART = re.compile(rf"(?P<office>.*?(?:{POSTS}))\s+(?P<name>{_NAME})(?:先生|女士|同志)?$")
_BARE = re.compile(rf"{_NAME}(?:先生|女士|同志)?$")

Role = Literal["question", "answer", "host", "speaker"]


@dataclass(frozen=True, slots=True)
class Label:
    """The words that introduce a turn.

    Attributes:
        text: the label as it stands, without the colon.
        name: the person, or the reporter's medium with 记者.
        office: office in front of the name, where the label gives it.
        asks: a reporter or reader, whose turn is a question.
        inline: the turn's text follows on the same line.
    """

    text: str
    name: str
    office: str | None
    asks: bool
    inline: bool


AUTHOR = re.compile(rf"(?P<office>[^，。；：！？]{{2,40}}(?:{POSTS}))\s+(?P<name>{_NAME})")
"""A line that names who speaks or writes, with the office: 甲会会长 某某."""


def labels(texts: Sequence[str]) -> dict[int, Label]:
    """Find the labels of turns among paragraphs.

    A label alone on its line needs a person or a reporter in it; a bare name counts where it is known from a
    label with an office or comes back. Labels with text after them count only in a text with several.

    Returns:
        Labels by index of the paragraph.
    """
    found: dict[int, Label] = {}
    bare: dict[int, Label] = {}
    for index, text in enumerate(texts):
        match = _LABEL.fullmatch(text) if len(text) < 2000 else None
        if match is None or len(match["label"]) > 40:
            continue
        label = _label(match["label"].strip(), inline=bool(match["rest"].strip()))
        if label is None:
            continue
        if label.office is None and not label.asks and not _ROLE_ONLY(label.text):
            bare[index] = label
        else:
            found[index] = label
    known = {label.name for label in found.values()}
    if bare:
        # The host may say who everybody is before they speak.
        known |= {name for text in texts for _, name, _ in with_offices(text)}
    times = Counter(label.name for label in bare.values())
    found |= {index: label for index, label in bare.items() if label.name in known or times[label.name] >= 2}
    alone = [label for label in found.values() if not label.inline]
    if len(found) - len(alone) < 3:
        # One or two lines like “主持人：甲” are a list of who was there, not a conversation.
        found = {index: label for index, label in found.items() if not label.inline}
    return dict(sorted(found.items())) if len(found) >= 2 else {}


def _label(text: str, *, inline: bool) -> Label | None:
    if len(text) <= 30 and _REPORTER(text):
        return Label(text, text, None, asks=True, inline=inline)
    if _ROLE_ONLY(text):
        return Label(text, text, None, asks=False, inline=inline)
    apart = _APART.fullmatch(text)
    if apart and len(apart["office"]) >= 2:
        # Office and name set apart by a space: no verb, even where the name ends like one (…主任 某闻道).
        return Label(
            text, apart["name"], apart["office"].removeprefix("主持人、").strip(), asks=False, inline=inline
        )
    if _NO_SPEAKER(text):
        return None
    text_ = re.sub(r"^主持人[、，]\s*", "", text)
    named = _NAMED.fullmatch(text_)
    if named and len(named["office"]) >= 2:
        return Label(text, named["name"], named["office"].strip(), asks=False, inline=inline)
    if _BARE.fullmatch(text):
        return Label(text, re.sub(r"(?:先生|女士|同志)$", "", text), None, asks=False, inline=inline)
    return None


def is_person(text: str) -> bool:
    """Whether `text` is a person's name and nothing else."""
    return bool(_BARE.fullmatch(text)) and not _NO_SPEAKER(text) and not _POST(text)


_FOLLOWS_NAME = re.compile(rf"[、，。；：（(！？”\s]|$|和|与|作|为|答|{_VERB_FOLLOWS.pattern}")


def with_offices(text: str) -> list[tuple[str, str, int]]:
    """People named with their office in running text: (office, name, offset of the name)."""
    found = []
    for match in re.finditer(rf"(?:{POSTS})(?P<name>{_NAME})", text):
        start = match.start("name")
        name = _trimmed(match["name"], text[match.end() : match.end() + 4])
        if name is None:
            continue
        before = _OFFICE_START.search(text[max(0, start - 80) : start])
        office = _after_list(before[0].lstrip("，。；：！？（）()\n") if before else "")
        if len(office) >= 3:
            found.append((office, name, start))
    return found


def _trimmed(name: str, after: str) -> str | None:
    """The name without a last character that belongs to the next word (蔡武出|席); None where none fits."""
    shorter = name[:-1]
    if len(shorter) >= 2 and _VERB_FOLLOWS(name[-1] + after):
        return shorter
    return name if _FOLLOWS_NAME.match(after) else None


_LISTED = re.compile(
    rf"(?:{POSTS}){_NAME}(?:和|与|以及|、)|^(?:由|请|对|据|会上|会议由)|.*(?:邀请(?:到)?了?|请来了?|请到了?|有幸请|有请)(?:的?(?:是|有))?"
)
_OFFICE_START = re.compile(r"(?:^|[，。；：！？（）()\n])(?:[^，。；：！？“”（）()\n]|“[^“”\n]{1,12}”)*$")


def _after_list(office: str) -> str:
    """“甲部部长某某、乙办主任” → “乙办主任”: what stands before the last person in a list is not his office."""
    ends = [match.end() for match in _LISTED.finditer(office)]
    office = office[ends[-1] :] if ends else office
    parts = office.split("、")
    for index in range(len(parts) - 1, 0, -1):
        if not _POST(parts[index - 1]):
            return "、".join(parts[index:])
    return office
