"""What an excerpt gives out: the first sentences of a text, up to a limit, whoever wrote the page."""

from __future__ import annotations

import re

from gongwen.text.markdown_text import escape, escape_inline, unescape

EXCERPT_LIMIT = 200
"""Characters of a document's text that an excerpt gives out, quotations elsewhere on the page included."""

_LEAD = re.compile(r"\*\*((?:\\.|[^*\\])+)\*\*")
_BOLD = re.compile(r"(?<!\\)\*\*")
_HEADING = re.compile(r"#{1,6}\s+")
_ROW_RULE = re.compile(r"[\s|:-]*$")
_NO_PARAGRAPH = re.compile(r"\s*(?:#{1,6}\s|[-*+]\s|\d+[.)]\s|>|\||```|~~~|<)|\s{4}")
_SENTENCE_ENDS = "。！？；"


def excerpt(body: str, limit: int = EXCERPT_LIMIT) -> str:
    """The first lines of a body up to `limit` characters of text, cut behind a sentence.

    Only a first sentence longer than the limit is cut short.

    Args:
        body: Markdown.
        limit: how many characters; marks of headings and bold don't count.

    Returns:
        Markdown that is the same again as the excerpt of itself.
    """
    kept: list[str] = []
    room = limit
    for line in body.strip("\n").split("\n"):
        size = text_length(line)
        if size > room:
            if room > 0 and not _NO_PARAGRAPH.match(line):
                kept.append(_cut(line, room, whole=room < limit))
            break
        kept.append(line)
        room -= size
    while kept and (not kept[-1].strip() or _HEADING.match(kept[-1])):
        kept.pop()
    return "\n".join(kept)


def text_length(body: str) -> int:
    """How many characters of text a body gives out, as `excerpt` counts them."""
    return sum(len(_plain(line)) for line in body.split("\n") if not _ROW_RULE.match(line))


def _plain(line: str) -> str:
    return unescape(_BOLD.sub("", _HEADING.sub("", line, count=1) if _HEADING.match(line) else line)).strip()


def _cut(line: str, room: int, *, whole: bool) -> str:
    """A paragraph's first sentences within `room` characters, `whole` or none; its bold head stays bold."""
    text = _plain(line)
    stop = max(text.rfind(mark, 0, room) for mark in _SENTENCE_ENDS) + 1 or (0 if whole else room)
    text = text[:stop].rstrip()
    bold = _LEAD.match(line)
    lead = unescape(bold[1]) if bold else ""
    if lead and len(lead) <= len(text):
        return f"**{escape(lead)}**{escape_inline(text[len(lead) :])}"
    return escape(text)
