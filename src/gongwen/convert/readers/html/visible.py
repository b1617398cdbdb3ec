"""What a browser doesn't show of a page: by the page's own style sheets, by attributes, by names that frameworks use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from gongwen.rules import family

_HIDDEN_CLASSES = family("hidden_class")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ONLY_SOMEWHERE = re.compile(r"@(?:media|supports|keyframes)[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
"""Rules for printing or for small screens say nothing of what a reader sees."""
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_CLASS_ALONE = re.compile(r"\w*\.([\w-]+)")
_DISPLAY = re.compile(r"(?<![-\w])display\s*:\s*([\w-]+)\s*(!\s*important)?", re.IGNORECASE)
_NO_INK = re.compile(
    r"(?<![-\w])color\s*:\s*(?:#fff(?:fff)?\b|white\b)(?!.*background)|font-size\s*:\s*0(?:px)?\s*(?:;|$)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Unseen:
    """Classes whose elements a page doesn't show.

    Attributes:
        inkless: shown without ink, or hidden whatever the element itself says.
        hidden: not displayed, unless the element's own style displays it: how a script shows what it has loaded.
    """

    inkless: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()

    def holds(self, element: Any) -> bool:
        """Whether a browser doesn't show an element, whatever stands around it."""
        if element.get("hidden") is not None:
            return True
        style = element.get("style") or ""
        own = _DISPLAY.search(style) if "display" in style else None
        if own is not None and own[1].lower() == "none":
            return True
        names = element.get("class") or ""
        if not names:
            return False
        classes = names.split()
        if not self.inkless.isdisjoint(classes):
            return True
        return own is None and (not self.hidden.isdisjoint(classes) or any(map(_HIDDEN_CLASSES, classes)))


NOTHING_UNSEEN = Unseen()


def unseen_in(text: str) -> Unseen:
    """What the style sheets of a page, which is given as its source, make invisible: forums strew such words against copying.

    A rule for a class inside another (``.popup .content``) says nothing of the class elsewhere; of two rules for
    one class the later counts.
    """
    displays: dict[str, tuple[bool, bool]] = {}
    inkless: set[str] = set()
    for sheet in re.findall(r"<style[^>]*>(.*?)</style>", text, re.DOTALL | re.IGNORECASE):
        for rule in _RULE.finditer(_ONLY_SOMEWHERE.sub("", _COMMENT.sub("", sheet))):
            display, no_ink = _DISPLAY.search(rule[2]), _NO_INK.search(rule[2])
            if not (display or no_ink):
                continue
            names = [alone[1] for one in rule[1].split(",") if (alone := _CLASS_ALONE.fullmatch(one.strip()))]
            if no_ink:
                inkless.update(names)
            for name in names if display else ():
                important = bool(display and display[2])
                if important or not displays.get(name, (False, False))[1]:
                    displays[name] = (bool(display and display[1].lower() == "none"), important)
    forced = {name for name, (none, important) in displays.items() if none and important}
    hidden = {name for name, (none, important) in displays.items() if none and not important}
    return Unseen(frozenset(inkless | forced), frozenset(hidden))
