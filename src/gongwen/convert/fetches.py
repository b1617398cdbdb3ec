"""Pages that were saved although their text never came: an error, a check for robots, a script that wasn't waited for."""

from __future__ import annotations

from gongwen.convert.model import Draft
from gongwen.rules import family
from gongwen.text import shapes

_FAILED = family("failed_fetch")
_FEW = 150


def failure(draft: Draft) -> str | None:
    """What a page shows instead of its text; None where there is text.

    Beside such words an empty page has its title and its furniture, but no sentence.
    """
    words = [block.text.strip() for block in draft.blocks if block.kind != "picture"]
    told = [text for text in words if _FAILED(text)]
    rest = "".join(text for text in words if text not in told)
    if not told or len(rest) > _FEW or shapes.SENTENCE_MARK.search(rest):
        return None
    return max(told, key=len)
