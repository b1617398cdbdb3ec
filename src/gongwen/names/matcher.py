"""Names of all records in running text: longest match, at borders, with the sense chosen by date and place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import ahocorasick_rs

from gongwen.archive import Archive
from gongwen.edtf import Edtf
from gongwen.names import borders, places
from gongwen.names.fold import DOTS, INNER, QUOTES, Squeezed, fold, squeeze
from gongwen.names.senses import Setting, choose
from gongwen.records import Agency, Campaign, Named, Sense, Term

Kind = Literal["agency", "campaign", "term"]
_RANK: dict[Kind, int] = {"agency": 0, "campaign": 1, "term": 2}
_REMARK = re.compile(r"（[^（）]*）$")
_YEAR_REMARK = re.compile(r"（(\d{4})年[^（）]*）$")
_SHORT = 3
"""Names up to this length are asked about at jieba: 最高检 in 最高检出, 商务部 in 电子商务部."""
_ACTIVITY = re.compile(r"行动|专项|整治|工程|系列|活动|任务|\d{4}")
_SERIES_YEAR = re.compile(r"\d{4}年?$")
_QUOTES = frozenset(QUOTES)
_OPENING, _CLOSING = "“‘「『", "”’」』"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a text.

    Attributes:
        start: offset of the first character in the text as read.
        end: offset behind the last one.
        text: the words as they stand.
        kind: what the name is a name of.
        id: the record; None where several are possible.
        candidates: the possible records where `id` is None.
        cited: the name stands inside a title 《…》 and so isn't acting here.
    """

    start: int
    end: int
    text: str
    kind: Kind
    id: str | None
    candidates: tuple[str, ...] = ()
    cited: bool = False


@dataclass(frozen=True, slots=True)
class _Meaning:
    kind: Kind
    id: str
    senses: tuple[Sense, ...]
    central: bool


@dataclass(frozen=True, slots=True)
class _Surface:
    """One squeezed spelling, with every record that it can mean."""

    text: str
    inner: frozenset[int]  # positions before which the name as written has punctuation like 、
    bare: bool  # a two-character campaign name that needs a word like 行动 near it
    common: bool
    quoted: bool  # a name only between quotation marks
    meanings: tuple[_Meaning, ...]


class Matcher:
    """Finds the names of an archive's agencies, campaigns and terms.

    Build it once: the automaton is made of all names. It is read-only afterwards.
    """

    def __init__(self, archive: Archive) -> None:
        self._surfaces = tuple(_surfaces(archive))
        others = {squeeze(fold(phrase)).text for _, record in _named(archive) for phrase in record.not_in}
        self._first_other = len(self._surfaces)
        patterns = [*(surface.text for surface in self._surfaces), *sorted(others - {""})]
        self._automaton = ahocorasick_rs.AhoCorasick(patterns or ["\uffff"])

    def find(
        self,
        text: str,
        *,
        date: Edtf | None = None,
        place: str | None = None,
        kinds: Iterable[Kind] | None = None,
    ) -> tuple[Mention, ...]:
        """All names in `text`, in order, none overlapping another.

        Args:
            text: running text, Simplified or Traditional; markup counts as text.
            date: the document's date (EDTF), for names that changed hands.
            place: the document's place, such as 河南省洛阳市, for names like 市委网信办.
            kinds: only names of these kinds; all where None.
        """
        folded = fold(text)
        squeezed = squeeze(folded)
        wanted = frozenset(kinds) if kinds is not None else None
        hits = []
        other: list[tuple[int, int]] = []  # spans in which a name is part of another expression
        for index, start, end in self._automaton.find_matches_as_indexes(squeezed.text, overlapping=True):
            if index >= self._first_other:
                span = folded[squeezed.offset(start) : squeezed.offset(end - 1) + 1]
                if not any(char in INNER for char in span):
                    other.append((start, end))
                continue
            surface = self._surfaces[index]
            meanings = surface.meanings
            if wanted is not None:
                meanings = tuple(meaning for meaning in meanings if meaning.kind in wanted)
                if not meanings:
                    continue
            hits.append((start, start - end, end, surface, meanings))
        hits.sort(key=lambda hit: hit[:2])
        titles = _title_spans(text) if hits and "《" in text else []
        setting = Setting(date, place)
        found: list[Mention] = []
        position = 0
        for start, _, end, surface, meanings in hits:
            first, last = squeezed.offset(start), squeezed.offset(end - 1) + 1
            if first < position or any(a <= start and end <= b for a, b in other):
                continue
            if not _possible(folded, squeezed, first, last, surface, start):
                continue
            mention = _mention(text, folded, first, last, meanings, setting, titles)
            found.append(mention)
            position = mention.end
        return tuple(found)


def _possible(folded: str, squeezed: Squeezed, first: int, last: int, surface: _Surface, start: int) -> bool:
    if last - first != len(surface.text):
        for k in range(1, len(surface.text)):
            gap = folded[squeezed.offset(start + k - 1) + 1 : squeezed.offset(start + k)]
            # A comma between two things is not part of a name, unless the name itself has one there.
            if gap and k not in surface.inner and any(char in INNER for char in gap):
                return False
    central = any(meaning.central for meaning in surface.meanings)
    if surface.bare and not _is_activity(folded, first, last):
        return False
    if surface.quoted and not (folded[first - 1 : first] in _QUOTES and folded[last : last + 1] in _QUOTES):
        return False
    return borders.possible(folded, first, last, surface.text, central=central, common=surface.common)


def _is_activity(folded: str, first: int, last: int) -> bool:
    """Whether a bare name such as 清朗 is used of an activity: a quoted name or a year, then 行动 and the like."""
    before, after = folded[max(0, first - 6) : first], folded[last : last + 14]
    if re.match(rf"[{QUOTES}]?[{DOTS}]", after):
        return True
    quoted = bool(before) and before[-1] in QUOTES and bool(after) and after[0] in QUOTES
    clause = re.split(r"[，。；！？,;!?]", after.lstrip(QUOTES))[0]
    if not _ACTIVITY.search(clause[: 10 if quoted else 4]):
        return False
    return (
        quoted
        or bool(_SERIES_YEAR.search(before.rstrip(QUOTES)))
        or bool(re.match(r"行动|专项|系列|工程|\d{4}", clause))
    )


def _mention(
    text: str,
    folded: str,
    first: int,
    last: int,
    meanings: Sequence[_Meaning],
    setting: Setting,
    titles: Sequence[tuple[int, int]],
) -> Mention:
    rank = min(_RANK[meaning.kind] for meaning in meanings)
    kind: Kind = next(meaning.kind for meaning in meanings if _RANK[meaning.kind] == rank)
    same_kind = [meaning for meaning in meanings if meaning.kind == kind]
    identity: str | None = same_kind[0].id
    candidates: tuple[str, ...] = ()
    if len(same_kind) > 1:
        # A place named right before the name is where the name belongs, wherever the document is from.
        named = places.place_before(folded[max(0, first - 14) : first])
        if named is not None:
            setting = Setting(setting.date, named.full)
        nearby = folded[max(0, first - 60) : last + 60]
        identity, candidates = choose([(m.id, m.senses) for m in same_kind], setting, nearby)
    first, last = _with_quotes(text, first, last)
    cited = any(start < first and last <= end for start, end in titles)
    return Mention(first, last, text[first:last], kind, identity, candidates, cited)


def _with_quotes(text: str, first: int, last: int) -> tuple[int, int]:
    """Take in a quotation mark whose partner stands inside the match: “清朗”系列专项行动."""
    inside = text[first:last]
    for opening, closing in zip(_OPENING, _CLOSING, strict=True):
        surplus = inside.count(closing) - inside.count(opening)
        if surplus == 1 and first > 0 and text[first - 1] == opening:
            return first - 1, last
        if surplus == -1 and last < len(text) and text[last] == closing:
            return first, last + 1
    for mark in "\"'":
        if inside.count(mark) % 2:
            if inside.rfind(mark) < len(inside) / 2 + 3 and text[first - 1 : first] == mark:
                return first - 1, last
            if text[last : last + 1] == mark:
                return first, last + 1
    return first, last


def _title_spans(text: str) -> list[tuple[int, int]]:
    """Spans of titles 《…》, brackets included, the outermost of nested ones."""
    spans, depth, start = [], 0, 0
    for match in re.finditer(r"[《》\n]", text):
        if match[0] == "《":
            if depth == 0:
                start = match.start()
            depth += 1
        elif match[0] == "\n":
            depth = 0
        elif depth:
            depth -= 1
            if depth == 0:
                spans.append((start, match.end()))
    return spans


def _surfaces(archive: Archive) -> Iterator[_Surface]:
    meanings: dict[str, list[_Meaning]] = defaultdict(list)
    inner: dict[str, set[int]] = defaultdict(set)
    quoted: dict[str, bool] = {}
    for kind, record in _named(archive):
        for sense in record.senses:
            if sense.quoted:
                quoted[squeeze(fold(sense.alias)).text] = True
        for written in _spellings(record):
            key = squeeze(fold(written)).text
            if len(key) < 2:
                continue
            inner[key] |= _inner_positions(fold(written))
            central = isinstance(record, Agency) and _is_national(record) and _hides_its_level(written)
            senses = tuple(s for s in record.senses if squeeze(fold(s.alias)).text == key)
            year = _YEAR_REMARK.search(record.label)
            if not senses and year is not None and squeeze(fold(_REMARK.sub("", record.label))).text == key:
                # “…专项行动（2007年）”: the name without its remark means this record in that year only.
                senses = (Sense(alias=written, since=Edtf(year[1]), until=Edtf(year[1])),)
            if all(meaning.id != record.id or meaning.kind != kind for meaning in meanings[key]):
                meanings[key].append(_Meaning(kind, record.id, senses, central))
    for key, found in sorted(meanings.items()):
        bare = len(key) == 2 and any(meaning.kind == "campaign" for meaning in found)
        common = len(key) <= _SHORT and not bare and key.isalpha() and not key.isascii()
        yield _Surface(key, frozenset(inner[key]), bare, common, quoted.get(key, False), tuple(found))


def _named(archive: Archive) -> Iterator[tuple[Kind, Named]]:
    for agency in archive.agencies.values():
        yield "agency", agency
    for campaign in archive.campaigns.values():
        yield "campaign", campaign
    for term in archive.terms.values():
        yield "term", term


def _spellings(record: Named) -> Iterator[str]:
    yield _REMARK.sub("", record.label)
    if isinstance(record, Agency):
        yield _REMARK.sub("", record.name)
        if record.short:
            yield record.short
    elif isinstance(record, Campaign | Term):
        yield _REMARK.sub("", record.label)
    yield from record.aliases


def _inner_positions(folded: str) -> set[int]:
    """Positions in the squeezed name before which the written name has INNER punctuation."""
    positions, count = set(), 0
    for char in folded:
        if char in INNER:
            positions.add(count)
        elif char not in QUOTES + DOTS + " \u00a0":
            count += 1
    return positions


def _is_national(agency: Agency) -> bool:
    """Whether there are local bodies of the same kind of name: 省妇联, 市互联网协会; enterprises have none."""
    return agency.level == "central" or agency.kind == "industry association"


def _hides_its_level(written: str) -> bool:
    return not re.match(r"国家|中国|中央|中共|全国|国务院|中华|最高|共青团|\d", written)
