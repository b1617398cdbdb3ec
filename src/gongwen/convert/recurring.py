"""What files of one delivery teach each other: lines that recur where they begin and end are the source's.

A site prints the same columns above and the same notices below all of its pages. What no rule knows is known when
it stands in the same place of several files; what documents themselves share (特此通知, a body that signs, a
salutation) is left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from gongwen.convert.model import Block, Draft
from gongwen.convert.repair import removing
from gongwen.text import shapes
from gongwen.text.organs import is_organ
from gongwen.text.speakers import AUTHOR, is_person

EDGE = 8
"""Lines at the beginning and at the end of a file that are looked at."""
SAMPLE = 60
"""Files that are looked at, of however many."""
_LEAST, _SHARE = 4, 0.25
"""Files in which a line must recur, and the share of those looked at."""
_SAME_PLACE = 0.6
"""The share of its occurrences in one and the same place, counted from its end of the file."""
_LONGEST = 80
_SENTENCE_LEAST = 16
_DOCUMENTS_OWN = re.compile(
    r"[：:]$|^[（(]?\d{4}年(?:\d{1,2}月)?[）)]?$|^(?:附[件表录]|抄送|特此|此[件致复]|以上|谢谢|同志们|各位|[（(]?(?:此件|信息公开|公开))|"
    r"施行|印发|解释|执行|贯彻|遵照|通知如下|公告如下|(?:令|文件|公告|通告|通知|决定|意见|报告|讲话|办法|规定|条例|公报|讲话|发言)$|第.{1,8}[章节条号期]"
)

Recurring = Mapping[str, int]
"""Lines without white space, and in how many files each was seen."""


def recurring(drafts: Iterable[Draft]) -> Recurring:
    """The lines that recur at the edges of files of one source.

    Args:
        drafts: the files as they were read, not repaired; at most `SAMPLE` of them are worth reading.
    """
    files = 0
    seen: Counter[str] = Counter()
    places: dict[str, Counter[int]] = {}
    for draft in drafts:
        files += 1
        here: dict[str, int] = {}
        for place, block in _edges(draft):
            here.setdefault(_key(block), place)
        for line, place in here.items():
            seen[line] += 1
            places.setdefault(line, Counter())[place] += 1
    return {
        line: count
        for line, count in sorted(seen.items())
        if count >= max(_LEAST, _SHARE * files)
        and max(places[line].values()) >= _SAME_PLACE * count
        and not _is_documents_own(line)
    }


def without(draft: Draft, lines: Recurring) -> Draft:
    """The draft without lines that recur in its delivery, where they stand at its edges.

    Documents may be alike as well: what most of a file consists of stays, what stands above the signature and the
    date, a sentence below the first line of the file's own, and the one line that can be the title.
    """
    hits = [block for _, block in _edges(draft) if _key(block) in lines] if lines else []
    own = _own(draft, hits)
    hits = [block for block in hits if id(block) not in own]
    if _length(hits) * 2 > _length(draft.blocks):
        return draft
    most = max((lines[_key(block)] for block in hits), default=0)
    return removing.without(draft, hits, "recurring", f"同批文件首尾都有的文字，最多见于{most}件")


def _own(draft: Draft, hits: Sequence[Block]) -> frozenset[int]:
    """The ids of the blocks among `hits` that are the document's by where they stand."""
    blocks, among = draft.blocks, {id(block) for block in hits}
    first = next((index for index, block in enumerate(blocks) if id(block) not in among), 0)
    begun = next(
        (i for i, block in enumerate(blocks) if id(block) not in among and shapes.ends_sentence(block.text)),
        len(blocks),
    )
    signed = max((index for index, block in enumerate(blocks) if _signs(block.text)), default=0)
    own = {
        id(block)
        for index, block in enumerate(blocks)
        if first < index < signed and (index > begun or shapes.ends_sentence(block.text))
    }
    if first and (
        blocks[first].text.rstrip().endswith(("：", ":")) or shapes.ends_sentence(blocks[first].text)
    ):
        own.add(id(blocks[first - 1]))
    return frozenset(own)


def _signs(text: str) -> bool:
    return shapes.is_date_line(text) or shapes.is_signature(text)


def _length(blocks: Iterable[Block]) -> int:
    return sum(len(_key(block)) for block in blocks)


def _edges(draft: Draft) -> list[tuple[int, Block]]:
    """Lines at the edges with their places: 0 is the first, -1 the last."""
    blocks = draft.blocks
    head = list(enumerate(blocks[:EDGE]))
    tail = [(index - len(blocks), block) for index, block in enumerate(blocks)][
        max(EDGE, len(blocks) - EDGE) :
    ]
    return [(place, block) for place, block in (*head, *tail) if block.kind in {"text", "heading", "item"}]


def _key(block: Block) -> str:
    return re.sub(r"\s+", "", block.text)


def _is_documents_own(line: str) -> bool:
    """Whether a line may recur because documents are alike, not because their pages are."""
    if not 2 <= len(line) <= _LONGEST or line.isdigit():
        return True
    if _DOCUMENTS_OWN.search(line) or shapes.is_date_line(line) or is_organ(line) or is_person(line):
        return True
    if shapes.starts_enumerated(line) or AUTHOR.fullmatch(line) or shapes.NUMBER.fullmatch(line):
        return True
    # A short sentence may end many speeches; a long one that is the same to the letter is a page's.
    return shapes.ends_sentence(line) and len(line) < _SENTENCE_LEAST
