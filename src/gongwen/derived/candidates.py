"""Expressions that no record covers: candidates for new agencies, campaigns and terms, each with its contexts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from gongwen.derived.occurrences import Occurrences
from gongwen.pages.paragraphs import Line
from gongwen.records import Document
from gongwen.text import words
from gongwen.text.fold import IDEOGRAPH

Guess = Literal["agency", "campaign", "term"]
"""What kind of record an expression looks like."""

_QUOTED = re.compile(rf"“([{IDEOGRAPH}A-Za-z0-9·]{{2,14}})”")
_BODY = re.compile(
    r"[\u4e00-\u9fff]{2,16}?(?:委员会办公室|领导小组|办公室|委员会|总局|协会|联合会|基金会|研究院|研究中心|中心|联盟|学会)(?![\u4e00-\u9fff]?[主副]任)"
)
_ACTION = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9“”·]{2,16}?(?:专项行动|专项整治|行动计划|行动|工程|宣传周|大会|论坛|计划)"
)
_LONGEST, _SHORTEST = 16, 3
_PARTICLE = re.compile(r".*(?:由|会同|向|经|在|请|据|对|被|把|让|使)", re.DOTALL)
_FILLER = re.compile(
    r"^(?:的|了|和|与|及|在|对|由|把|将|从|向|等|其|该|各|本|这|那|有|以|为|被|并|或|以及|开展|进行|加强|"
    r"关于|根据|按照|参加|启动|部署|组织|成立|会同|联合|是|要|对于|通过|一个|有关|其他|所属|相关|全国性|地方|上级)"
)


@dataclass(frozen=True, slots=True)
class Context:
    """Where an expression stands: the document, and the words around it."""

    document: Document
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """An expression without a record.

    Attributes:
        words: the expression.
        guess: what kind of record it might become.
        times: how often it stands in the archive's texts.
        contexts: one for each document, in time order.
    """

    words: str
    guess: Guess
    times: int
    contexts: tuple[Context, ...]


def candidates(occurrences: Occurrences, *, documents: int = 2) -> list[Candidate]:
    """Expressions that stand in at least so many documents and that no record has, the most widespread first.

    What a record's name covers is left out, and so is what is part of a longer candidate as often as it stands
    alone.
    """
    found: dict[str, list[tuple[Guess, Document, Line, int]]] = defaultdict(list)
    for document in occurrences.archive.documents_in_time:
        taken: dict[Line, list[tuple[int, int]]] = defaultdict(list)
        for occurrence in occurrences.by_document[document.id]:
            taken[occurrence.line].append((occurrence.mention.start, occurrence.mention.end))
        for line in occurrences.lines(document):
            for guess, start, end in _spans(line.text):
                covered = any(start < until and since < end for since, until in taken[line])
                if not covered:
                    found[line.text[start:end]].append((guess, document, line, start))
    known = _known(occurrences)
    kept: dict[str, Candidate] = {}
    for expression, places in found.items():
        contexts = {
            document.id: Context(document, *_around(line.text, start, expression))
            for _, document, line, start in reversed(places)
        }
        if len(contexts) >= documents and expression not in known:
            ordered = tuple(sorted(contexts.values(), key=lambda context: context.document.order))
            kept[expression] = Candidate(expression, places[0][0], len(places), ordered)
    longer = sorted(kept, key=len, reverse=True)
    whole = [
        candidate
        for expression, candidate in kept.items()
        if not any(
            expression != other and expression in other and kept[other].times >= candidate.times
            for other in longer
        )
    ]
    return sorted(whole, key=lambda candidate: (-len(candidate.contexts), -candidate.times, candidate.words))


def _known(occurrences: Occurrences) -> set[str]:
    archive = occurrences.archive
    known: set[str] = set()
    for _, record in archive.named:
        known |= {record.label, *record.aliases}
    return known | {document.title for document in archive.documents.values()}


def _spans(text: str) -> Iterator[tuple[Guess, int, int]]:
    titles = [match.span() for match in re.finditer(r"《[^《》]*》", text)]
    seen: set[tuple[int, int]] = set()
    for guess, pattern in (("agency", _BODY), ("campaign", _ACTION), ("term", _QUOTED)):
        for match in pattern.finditer(text):
            start, end = match.span(1) if pattern is _QUOTED else match.span()
            if pattern is not _QUOTED:
                start = _trimmed(text, start, end)
            inside_title = any(since <= start and end <= until for since, until in titles)
            if inside_title or not _SHORTEST <= end - start <= _LONGEST or (start, end) in seen:
                continue
            seen.add((start, end))
            yield guess, start, end  # type: ignore[misc]  # the pairs above are literal


def _trimmed(text: str, start: int, end: int) -> int:
    """Where the name in a match begins: behind verbs and particles, at the border of a word."""
    inside = _PARTICLE.match(text, start, end - _SHORTEST)
    if inside and words.is_border(text, inside.end()):
        start = inside.end()
    while start < end - _SHORTEST:
        filler = _FILLER.match(text[start:end])
        if filler:
            start += filler.end()
        elif not words.is_border(text, start):
            start += 1
        else:
            break
    return start


def _around(text: str, start: int, expression: str) -> tuple[str, str]:
    end = start + len(expression)
    return text[max(0, start - 16) : start], text[end : end + 16]
