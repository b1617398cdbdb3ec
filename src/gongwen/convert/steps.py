"""What each repair did to a text, step by step: for readers who want to see how a page came of its original.

Conversion itself keeps only what the page needs; here it is run again on the original, and every repair that changed
something leaves what stood there before and what stands there after.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path

from gongwen import convert, rules
from gongwen.convert import parts
from gongwen.convert.model import Draft
from gongwen.convert.readers import read_all
from gongwen.convert.repair import repair, stages
from gongwen.errors import GongwenError
from gongwen.pages.steps import Shown, Step
from gongwen.records import Document, openness
from gongwen.work.program import program_digest

_MOST = 30
"""Changes of a repair that are shown; a text with more of them is one whose repairs are all alike."""
_CONTEXT, _LONGEST = 12, 160
_OTHERS_WORDS = frozenset({"comments", "related-links"})
"""What these take away was said by others, who didn't ask to be quoted in an archive: it is counted, not shown."""


def steps(draft: Draft) -> tuple[Step, ...]:
    """Every repair that changes the words of a draft, in the order in which they run."""
    return tuple(_step(before, after) for before, after in stages(draft) if _words(before) != _words(after))


def _words(draft: Draft) -> list[str]:
    return [block.text for block in draft.blocks]


def _step(before: Draft, after: Draft) -> Step:
    kinds = tuple(dict.fromkeys(change.kind for change in after.changes[len(before.changes) :]))
    old, new = _words(before), _words(after)
    found: list[Shown] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if kind == "replace" and b - a == d - c:
            found += (_shown(gone, come) for gone, come in zip(old[a:b], new[c:d], strict=True))
        else:
            found.append(_shown("\n".join(old[a:b]), "\n".join(new[c:d])))
    shown = () if set(kinds) & _OTHERS_WORDS else tuple(found[:_MOST])
    return Step(kinds, shown, len(found) - len(shown))


def _shown(gone: str, come: str) -> Shown:
    """Two texts without what is alike at their ends, but for a few characters."""
    start = _alike(gone, come)
    end = _alike(gone[start:][::-1], come[start:][::-1])
    before, after = gone[max(0, start - _CONTEXT) : start], gone[len(gone) - end :][:_CONTEXT]
    return Shown(before, _cut(gone[start : len(gone) - end]), _cut(come[start : len(come) - end]), after)


def _alike(one: str, other: str) -> int:
    """How many characters two texts have in common at their start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"


class Traces:
    """The steps of the archive's documents, as far as their originals are kept and their texts open.

    Args:
        root: the archive's folder; what was found is kept in its ``.cache``.
    """

    def __init__(self, root: Path) -> None:
        self._sources, self._kept = root / "sources", root / ".cache" / "steps"

    def of(self, document: Document) -> tuple[Step, ...]:
        """The steps from a document's original to its page; empty where it has none, or none that may be seen."""
        original = document.original
        open_ = document.content == "text" and openness.is_open(document)
        if original is None or document.withdrawn or not document.repairs or not open_:
            return ()
        path = self._sources / original.file
        if not path.is_file() or path.is_symlink():
            return ()
        if hashlib.sha256(path.read_bytes()).hexdigest() != original.sha256:
            return ()
        return self._once(
            f"{original.sha256}-{original.part or 0}", lambda: self._traced(path, original.part)
        )

    def _once(self, name: str, trace: Callable[[], tuple[Step, ...]]) -> tuple[Step, ...]:
        place = self._kept / self._tool / f"{name}.json"
        if place.is_file():
            return tuple(map(_read, json.loads(place.read_text(encoding="utf-8"))))
        found = trace()
        place.parent.mkdir(parents=True, exist_ok=True)
        new = place.with_suffix(".new")
        new.write_text(json.dumps([asdict(step) for step in found], ensure_ascii=False), encoding="utf-8")
        new.replace(place)
        return found

    @cached_property
    def _tool(self) -> str:
        """The version of what makes the steps: another one makes others."""
        return program_digest(*(Path(package.__path__[0]) for package in (convert, rules)))[:16]

    @staticmethod
    def _traced(path: Path, part: int | None) -> tuple[Step, ...]:
        try:
            readings, _ = read_all(path)
        except GongwenError:
            return ()
        drafts = [reading.draft for reading in readings]
        if len(drafts) == 1 and part:
            drafts = [*parts.cut(drafts[0], repair(drafts[0]))]
        number = (part or 1) - 1
        return steps(drafts[number]) if number < len(drafts) else ()


def _read(data: dict[str, object]) -> Step:
    places = data["places"]
    kinds = data["kinds"]
    assert isinstance(places, list)
    assert isinstance(kinds, list)
    return Step(tuple(kinds), tuple(Shown(**place) for place in places), int(str(data["more"])))
