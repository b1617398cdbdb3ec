"""Folding: variants of a character made equal, position by position.

Traditional becomes Simplified by the character table of OpenCC (t2s), full-width Latin and digits become
half-width, capitals small. One character in, one character out, so an offset in folded text is an offset in
the text as read. What a name may carry inside without becoming another name (quotation marks, middle dots,
spaces) is squeezed out in a second step that keeps the way back.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import opencc

IDEOGRAPH = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
"""Chinese characters, for use inside a regular expression's brackets."""

QUOTES = "“”‘’\"'「」『』〝〞＂＇″′"
DOTS = "·•・‧∙⋅●"
SPACES = " \t\u00a0\u3000\u2002\u2003\u2009\u200b\ufeff"
INNER = "、，,"
"""Punctuation that stands in some names (文明办网、文明上网) and is left out or changed by writers."""
DASHES = "—–-－~～"

_IDEOGRAPHS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x2FA20))


@cache
def table() -> dict[int, str]:
    """Character → folded character, for ``str.translate``; characters not listed stay."""
    characters = [chr(code) for start, end in _IDEOGRAPHS for code in range(start, end)]
    simplified = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    mapping = {
        ord(char): simple
        for char, simple in zip(characters, simplified, strict=True)
        if char != simple and len(simple) == 1
    }
    for code in range(0xFF01, 0xFF5F):
        mapping[code] = chr(code - 0xFEE0).lower()
    mapping |= {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
    mapping[0x3000] = " "
    return mapping


def simplify(text: str) -> str:
    """`text` with Traditional characters made Simplified one by one, everything else as it stands."""
    return text.translate(_simplified())


@cache
def _simplified() -> tuple[int, ...]:
    return _by_position(
        {code: char for code, char in table().items() if 0x3400 < code < 0xFF00 or code > 0x20000}
    )


def fold(text: str) -> str:
    """`text` with variants of characters made equal; as many characters as before."""
    return text.translate(_folded())


@cache
def _folded() -> tuple[int, ...]:
    return _by_position(table())


def _by_position(mapping: dict[int, str]) -> tuple[int, ...]:
    """A table for ``str.translate`` without gaps: a character that a dictionary lacks costs an exception."""
    return tuple(ord(mapping.get(code, chr(code))) for code in range(0x30000))


_IGNORED = frozenset(QUOTES + DOTS + SPACES + INNER + DASHES)
_IGNORABLE = re.compile(f"[{re.escape(''.join(sorted(_IGNORED)))}]")


@dataclass(frozen=True, slots=True)
class Squeezed:
    """Folded text without ignorable characters, with the way back.

    Attributes:
        text: what is left.
    """

    text: str
    _cuts: Sequence[int]

    def offset(self, index: int) -> int:
        """The position in the text as read of the character at `index`."""
        return index + bisect_right(self._cuts, index)


def squeeze(folded: str) -> Squeezed:
    """Leave out of folded text what a name may carry or lack inside."""
    text = _IGNORABLE.sub("", folded)
    if len(text) == len(folded):
        return Squeezed(text, ())
    # The n-th character left out stood before the squeezed position given by its own minus n.
    return Squeezed(text, [match.start() - n for n, match in enumerate(_IGNORABLE.finditer(folded))])


_WRAPPED = re.compile(
    rf"(?<=[{IDEOGRAPH}、，：；“”‘’《》（）·0-9A-Za-z])[ \t]*\r?\n(?=[{IDEOGRAPH}、，：；。“”‘’《》（）·0-9A-Za-z])"
)
_IDEOGRAPH = re.compile(f"[{IDEOGRAPH}]")
_FULL_LINE = 15
_LIST_MARK = re.compile(
    r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.．、]|第[一二三四五六七八九十百]+[章条节]"
)


def unwrap(text: str) -> Squeezed:
    """`text` without line ends that only wrap a line: the line before is long, and Chinese stands on both sides.

    An indent, a blank line or a list mark behind the line end keeps it.
    """
    if "\n" not in text:
        return Squeezed(text, ())
    pieces, cuts, removed, position = [], [], 0, 0
    for match in _WRAPPED.finditer(text):
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if len(line) < _FULL_LINE or _LIST_MARK.match(text, match.end()):
            continue
        pieces.append(text[position : match.start()])
        cuts += [match.start() - removed] * (match.end() - match.start())
        removed += match.end() - match.start()
        position = match.end()
    return Squeezed("".join([*pieces, text[position:]]), cuts)


def is_traditional(text: str) -> bool:
    """Whether `text` is written in Traditional characters rather than Simplified."""
    ideographs = len(_IDEOGRAPH.findall(text))
    changed = sum(a != b for a, b in zip(text, simplify(text), strict=True))
    return ideographs > 0 and changed > 0.05 * ideographs


def mixes_scripts(text: str) -> tuple[str, str] | None:
    """A character that is Traditional only and one that is Simplified only, where a text has both; None otherwise.

    A character that both ways of writing share tells nothing, nor does one (著, 乾) that Simplified texts keep.
    """
    plain = simplify(text)
    traditional = [a for a, b in zip(text, plain, strict=True) if a != b and a not in _KEPT]
    if not traditional:
        return None
    expanded = _expand(text)
    simplified = [a for a, b in zip(text, expanded, strict=False) if a != b and simplify(b) == a]
    return (traditional[0], simplified[0]) if simplified else None


_KEPT = frozenset("著乾於瞭藉麽徵镕")
"""Characters that the table changes and that Simplified texts have too."""


def _expand(text: str) -> str:
    """Simplified as Traditional, character by character."""
    return "".join(_expanded(char) for char in text)


@cache
def _expanded(char: str) -> str:
    wide = _wide().convert(char)
    return str(wide) if len(wide) == 1 else char


@cache
def _wide() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")
