"""What repairs did on the way from an original to a page, as values that a page can show."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """A place that a repair changed: `before` and `after` it what is alike, `gone` what stood there, `come` what does."""

    before: str
    gone: str
    come: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """What one repair did.

    Attributes:
        kinds: the kinds of repair that it counts as.
        places: what it changed, the first of them.
        more: how many more there are; all of them where the words were others'.
    """

    kinds: tuple[str, ...]
    places: tuple[Shown, ...]
    more: int = 0
