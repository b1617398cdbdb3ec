"""Which addresses of a page's paragraphs lead where once its text has been corrected.

An anchor comes from words, so a corrected word makes another. Held against the text as it was published, each
paragraph keeps the addresses that it had: one whose words changed, one that was split or joined, one that equals
others and stands behind a new one. What is gone is known to be gone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from gongwen.pages.paragraphs import Anchors, Line, Passage, letters, lines, passages
from gongwen.records import Document
from gongwen.records.values import OldAnchor

_ALIKE = 0.6
"""So much of the shorter of two paragraphs stands in the other too, where one became the other."""
_LEAST = 2
"""Fewer letters in a row that two paragraphs share say nothing."""


def kept_anchors(before: Document, after: Document, away: Collection[str] = ()) -> tuple[OldAnchor, ...]:
    """What the `anchors` of a document must say for every published address of a paragraph to lead somewhere.

    Args:
        before: the document as it was published.
        after: the document as it is to be published; what its own `anchors` say of this page doesn't count.
        away: addresses whose paragraphs stand on another page now, whose record says so.
    """
    old, new = published(before), passages(after.public_body)
    turned = dict(became([letters(passage.text) for passage, _ in old], [letters(p.text) for p in new]))
    held: dict[int, list[str]] = {}
    for index, (_, addresses) in enumerate(old):
        if index in turned:
            held.setdefault(turned[index], []).extend(addresses)
    found: list[OldAnchor] = []
    for index, passage in enumerate(new):
        addresses = held.get(index, [])
        if addresses != [passage.anchor]:
            # The words' own address comes first where the paragraph had it: pages name what leads there by the first.
            addresses.sort(key=passage.anchor.__ne__)
            found += (OldAnchor(old=address, new=passage.anchor) for address in addresses)
    alive = published_anchors(after.model_copy(update={"anchors": tuple(found)}))
    gone = [address for index, (_, own) in enumerate(old) if index not in turned for address in own]
    gone += (item.old for item in before.anchors if item.new is None and item.page is None)
    gone = [address for address in dict.fromkeys(gone) if address not in alive and address not in away]
    others = (item for item in after.anchors if item.page is not None)
    return (*found, *(OldAnchor(old=address) for address in gone), *others)


def published_anchors(document: Document) -> set[str]:
    """Every address that has led to a paragraph of this document, those that are known to be gone too."""
    found = {address for _, own in published(document) for address in own}
    return found | {item.old for item in document.anchors if item.new is None and item.page is None}


def published(document: Document) -> list[tuple[Passage, list[str]]]:
    """The paragraphs of a document's own text, each with its addresses, that which pages give first."""
    anchors = Anchors(document.anchors)
    found = []
    for passage in passages(document.public_body):
        own = anchors.of(passage.text)
        found.append((passage, [own, *anchors.others(own)]))
    return found


def addressed(document: Document) -> list[tuple[Line, list[str]]]:
    """Every line of a document's own text with its addresses.

    A paragraph has those of `published` and that of its article, a heading its own, other lines none.
    """
    further = {own[0]: own[1:] for _, own in published(document)}
    found = []
    for line in lines(document.public_body, kept=document.anchors):
        own = [line.anchor] if line.number or line.heading else []
        own += further[line.anchor] if line.number else []
        own += [line.place.anchor] if line.place and line.place.anchor else []
        found.append((line, own))
    return found


def now_at(address: str, shown: Sequence[Line], index: int) -> str:
    """The address that what had an address has now.

    Args:
        address: what led there.
        shown: the lines of the page where it is now.
        index: which of them it is.
    """
    place = shown[index].place
    if address.startswith("art-") and place and place.anchor:
        return place.anchor
    # A line without an address of its own is found at the one before it, or after it where there is none.
    return next(line.anchor for line in (*shown[index:], *reversed(shown[:index])) if line.anchor)


def became(old: list[str], new: list[str]) -> Iterator[tuple[int, int]]:
    """Pairs of a paragraph before and what became of it, by their places; several may have become one."""
    changed: list[tuple[range, range]] = []
    for here, there in _stretches(old, new):
        matcher = SequenceMatcher(
            None, old[here.start : here.stop], new[there.start : there.stop], autojunk=False
        )
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            if tag == "equal":
                yield from zip(here[i1:i2], there[j1:j2], strict=True)
            else:
                changed.append((here[i1:i2], there[j1:j2]))
    free: dict[str, list[int]] = {}
    for _, there in changed:
        for j in there:
            free.setdefault(new[j], []).append(j)
    for here, there in changed:
        for i in here:
            if free.get(old[i]):
                yield i, free[old[i]].pop(0)  # moved as it was
            elif (best := _likest(old[i], [(j, new[j]) for j in there])) is not None:
                yield i, best


def _stretches(old: list[str], new: list[str]) -> list[tuple[range, range]]:
    """What stands between the paragraphs of which there is but one, before and after, each of these with what follows.

    Paragraphs that equal others are held against each other only within these: what stands around them says which is
    which. A paragraph whose words were corrected parts as well as one that is as it was.
    """
    before, after = Counter(old), Counter(new)
    single = {text for text in before if before[text] == 1 == after[text]}
    mine = [i for i, text in enumerate(old) if text in single]
    theirs = [j for j, text in enumerate(new) if text in single]
    matcher = SequenceMatcher(None, [old[i] for i in mine], [new[j] for j in theirs], autojunk=False)
    borders = [
        (mine[block.a + n], theirs[block.b + n])
        for block in matcher.get_matching_blocks()
        for n in range(block.size)
    ]
    found: list[tuple[range, range]] = []
    at = (0, 0)
    for border in (*borders, (len(old), len(new))):
        cuts = _corrected(range(at[0], border[0]), range(at[1], border[1]), old, new)
        for cut in (*cuts, border):
            found.append((range(at[0], cut[0]), range(at[1], cut[1])))
            at = cut
    return found


def _corrected(here: range, there: range, old: list[str], new: list[str]) -> Iterator[tuple[int, int]]:
    """Pairs of a paragraph with words that are gone and the one with new words that it became, one after the other."""
    gone, come = set(old) - set(new), set(new) - set(old)
    last = there.start - 1
    for i in here:
        if old[i] in gone:
            best = _likest(old[i], [(j, new[j]) for j in there if j > last and new[j] in come])
            if best is not None:
                yield i, best
                last = best


def _likest(text: str, others: Iterable[tuple[int, str]]) -> int | None:
    """The paragraph that holds most of a text, where it is alike enough to have come from it."""
    best, most = None, 0
    for index, other in others:
        blocks = SequenceMatcher(None, text, other, autojunk=False).get_matching_blocks()
        shared = sum(block.size for block in blocks if block.size >= _LEAST)
        if shared > most and shared >= _ALIKE * min(len(text), len(other)):
            best, most = index, shared
    return best
