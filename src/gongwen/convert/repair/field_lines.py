"""Lines in which a scraper wrote what it knew of a page before the text: title: …, 来源：…, 发文字号：…."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongwen.convert import page_facts
from gongwen.convert.model import Block, Draft, Removed
from gongwen.records.vocabulary import RepairKind
from gongwen.rules import family, filled
from gongwen.text import shapes

_LABELS = family("field_label")
_INLINE = re.compile(
    r"\s*[*【\[#>\-\s]*(?P<label>[^:：*】\]]{1,20}?)\s*[*】\]]*\s*[:：]\s*\**\s*(?P<value>.*?)\s*"
)
_FACTS = {
    "title": "title",
    "url": "url",
    "author": "author",
    "published": "published",
    "source": "stated_source",
}
_MOST = 40
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class _Field:
    """A field: its meaning, its value, and the index behind its last line; what is left of a line is text."""

    key: str
    value: str
    end: int


def field_lines(draft: Draft) -> Draft:
    """Fields at the very top, one a line or label and value in turn, as facts; what follows the last is the text."""
    blocks = draft.blocks
    start = _start(blocks)
    fields: list[_Field] = []
    index = start
    while index < min(len(blocks) - 1, _MOST) and (found := _field(blocks, index)) is not None:
        fields.append(found)
        index = found.end
        if found.key == "body":
            break
    if not _are_fields(fields):
        return draft
    facts = facts_of([(field.key, field.value) for field in fields])
    removed = []
    place = start
    for field in fields:
        words = " ".join(block.text.strip() for block in blocks[place : field.end])
        if field.key != "body" or not field.value:
            removed.append(Removed(removed_as(field.key), words, blocks[place].line))
        place = field.end
    kept = [*blocks[:start], *blocks[index:]]
    last = fields[-1]
    if last.key == "body" and last.value:
        kept.insert(start, blocks[last.end - 1].saying(last.value))
    return draft.after(
        kept,
        "dateline",
        len(removed),
        "抓取程序写在正文前的各项",
        removed=removed,
        facts=facts | draft.facts.known(),
    )


def _start(blocks: Sequence[Block]) -> int:
    """Where the fields begin: at the top, or right below a title of a few lines."""
    for start in range(min(_TITLE_LINES + 1, len(blocks) - 2)):
        if _field(blocks, start) is not None:
            return start
        if shapes.ends_sentence(blocks[start].text):
            break
    return 0


_TITLE_LINES = 3


def removed_as(key: str) -> RepairKind:
    """As what a field counts that was taken out."""
    # The time of scraping is no date of the document.
    return (
        "dateline" if key in {"published", "updated", "source"} or key.startswith("fact_") else "navigation"
    )


def _field(blocks: Sequence[Block], index: int) -> _Field | None:
    block = blocks[index]
    if block.kind not in {"text", "item", "heading"}:
        return None
    text = block.text.strip()
    if len(text) > _LONGEST and not text.lower().startswith(("content", "正文", "text")):
        return None
    inline = _INLINE.fullmatch(text)
    if inline is not None and (known := key_of_label(inline["label"])):
        if not inline["value"] and (below := _value_below(blocks, index + 1, known)):
            return _Field(known, below, index + 2)
        return _Field(known, inline["value"], index + 1)
    if len(text) <= 10 and (key := _alone(text)):
        # Label and value on lines of their own; an empty value is followed by the next label.
        value = blocks[index + 1].text.strip() if index + 1 < len(blocks) else ""
        if (
            _alone(value)
            or index + 1 >= len(blocks)
            or blocks[index + 1].kind == "heading"
            or len(value) > 60
        ):
            return _Field(key, "", index + 1)
        return _Field(key, value, index + 2)
    return None


def _value_below(blocks: Sequence[Block], index: int, key: str) -> str:
    """The value of a label that ends its line: a time, or a name or a fact with the next label below; else empty."""
    if index + 1 >= len(blocks):
        return ""
    text, below = blocks[index].text.strip(), blocks[index + 1]
    if key in {"published", "updated"}:
        return text if _TIME.fullmatch(text) else ""
    if key.startswith("fact_"):
        # Without the next label, or a heading, a title may stand there.
        fits = len(text) <= _LONGEST_VALUE and not shapes.ends_sentence(text) and not _is_label(text)
        return text if fits and (below.kind == "heading" or _is_label(below.text.strip())) else ""
    if key not in {"source", "author"} or not 2 <= len(text) <= _LONGEST_NAME or _LABELLED.match(text):
        return ""
    return text if _LABELLED.match(below.text.strip()) else ""


def _is_label(text: str) -> bool:
    label = _INLINE.fullmatch(text)
    return bool(label and key_of_label(label["label"])) or bool(_alone(text))


_LONGEST_VALUE = 80
_TIME = re.compile(filled(r"{stamp}(?:\s*{minute}(?:[:：]\d{1,2})?)?"))
_LABELLED = re.compile(r"[^\s:：，。；]{2,6}\s*[:：]")
_LONGEST_NAME = 20


def _alone(text: str) -> str:
    """What a label on a line of its own stands for; a word that may be anything (内容, 时间) doesn't count."""
    fact = page_facts.label_of(text)
    return f"fact_{fact}" if fact else "other" if text in {"备注", "附注", "语种", "关键词"} else ""


def key_of_label(label: str) -> str:
    """What a label stands for; empty for words that are none."""
    words = re.sub(r"\s+", " ", label.strip())
    if known := _LABELS.value(words):
        return known
    fact = page_facts.label_of(words)
    return f"fact_{fact}" if fact else ""


def _are_fields(fields: Sequence[_Field]) -> bool:
    """Whether lines with labels are a scraper's: two and more that a document doesn't begin with."""
    keys = [field.key for field in fields]
    sure = {
        "url",
        "published",
        "source",
        "other",
        "author",
        "fact_number",
        "fact_issuer",
        "fact_index",
        "fact_written",
    }
    if keys == ["title"]:
        return bool(fields[0].value)
    return len(keys) >= 2 and bool(sure & set(keys))


def facts_of(fields: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Fields, each with its meaning and its value, by the names of a page's facts; the first of each counts."""
    facts: dict[str, str] = {}
    for key, value in fields:
        if not value:
            continue
        name = _FACTS.get(key, key if key.startswith("fact_") else "")
        if name == "stated_source" and value.startswith("http"):
            name = "url"
        if name == "title" and shapes.ends_sentence(value):
            continue
        if name:
            facts.setdefault(name, value)
            if name == "fact_title":
                facts.setdefault("title", value)
    return facts
