"""Abbreviations of English names, as people make and type them: CAC, MIIT, PIPL, CSL.

The initials of the words that carry meaning. What stands behind “of the PRC” or in brackets is left out; a compound
written as one word counts as one or as two, since both are in use (the Cybersecurity Law is the CSL, the Cyberspace
Administration of China the CAC), and one with a hyphen as two (the E-Commerce Law is the ECL).
"""

from __future__ import annotations

import re
from itertools import product

_COUNTRY = re.compile(r"\s+of (?:the )?(?:PRC|People[’']s Republic of China)\b")
_ASIDE = re.compile(r"\s*[(（][^)）]*[)）]")
_SMALL = frozenset({"of", "the", "and", "on", "for", "to", "in", "a", "an", "with", "by", "from", "as", "at", "or"})  # fmt: skip
_COMPOUND = re.compile(r"(?i)(cyber|inter|tele)(?=[a-z]{3})")
"""Parts that begin a compound and are initials of their own in abbreviations."""
_WORD = re.compile(r"[A-Za-z][A-Za-z’']*(?:-[A-Za-z]+)*")
LEAST, MOST = 3, 6
"""Shorter ones are words of everything; longer ones nobody makes."""


def abbreviations(name: str) -> tuple[str, ...]:
    """The abbreviations of an English name; none where it has too few words, or too many.

    >>> abbreviations("Personal Information Protection Law of the PRC")
    ('PIPL',)
    """
    bare = _ASIDE.sub("", _COUNTRY.sub("", name))
    words = [word for word in _WORD.findall(bare) if word.lower() not in _SMALL]
    if not words or not all(word[0].isupper() for word in words):
        return ()
    found = dict.fromkeys("".join(letters).upper() for letters in product(*map(_initials, words)))
    return tuple(letters for letters in found if LEAST <= len(letters) <= MOST)


def _initials(word: str) -> tuple[str, ...]:
    if word.isupper() and len(word) > 1:
        return (word,)
    parts = [_COMPOUND.sub(r"\1 ", part).split() for part in word.split("-")]
    apart = "".join(piece[0] for part in parts for piece in part)
    whole = "".join(part[0][0] for part in parts)
    return (whole,) if whole == apart else (apart, whole)
