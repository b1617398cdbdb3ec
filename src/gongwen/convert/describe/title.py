"""The title as the page takes it, and what it rests on."""

from __future__ import annotations

from gongwen.convert.describe.evidence import Found
from gongwen.convert.model import Draft
from gongwen.convert.outline import Outline


def find_title(outline: Outline, draft: Draft) -> Found[str]:
    """The title that the outline found, doubtful where only a library's banner gives it; else the first words."""
    if outline.title:
        from_banner = outline.title == draft.facts.title and any(
            removed.kind == "library-banner" for removed in draft.removed
        )
        if from_banner:
            return Found(outline.title, "inferred", outline.title, "据文库横幅里的文件名", doubtful=True)
        return Found(outline.title)
    first = outline.paragraphs[0].text if outline.paragraphs else ""
    words = first[:30].split("。")[0] or "无题"
    return Found(words, "inferred", words, "没有题名行，暂取正文首句", doubtful=True)
