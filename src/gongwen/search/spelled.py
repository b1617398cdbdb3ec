"""How titles and names are said in syllables, from one build to the next: looking that up takes longer than the rest."""

from __future__ import annotations

from gongwen.search.folding import syllables
from gongwen.work.kept_values import KeptValues
from gongwen.work.program import versions

_NAME = "syllables"
_LIBRARY = "pypinyin"


class Spelled:
    """Syllables of texts, each worked out once.

    Args:
        kept: what earlier builds worked out.
    """

    def __init__(self, kept: KeptValues) -> None:
        self._kept, self._key = kept, versions(_LIBRARY)
        self._before: dict[str, list[str]] = kept.get(_NAME, self._key) or {}
        self._found: dict[str, tuple[str, ...]] = {}

    def syllables(self, text: str) -> tuple[str, ...]:
        """See `folding.syllables`."""
        found = self._found.get(text)
        if found is None:
            before = self._before.get(text)
            found = self._found[text] = syllables(text) if before is None else tuple(before)
        return found

    def keep(self) -> None:
        """Keep what was asked for."""
        if self._found.keys() != self._before.keys():
            self._kept.keep(self._found, _NAME, self._key)
