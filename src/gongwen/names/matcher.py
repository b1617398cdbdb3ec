"""Names of all records in running text: longest match, at borders, with the sense chosen by date and place."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import ahocorasick_rs

from gongwen.names import boundaries, self_reference, years
from gongwen.names.disambiguation import Setting, choose, is_misplaced
from gongwen.names.surface_forms import Meaning, Surface, keys, surfaces
from gongwen.records import Sense
from gongwen.records.archive import Archive
from gongwen.records.edtf import Edtf
from gongwen.text import places
from gongwen.text.fold import DOTS, INNER, QUOTES, Squeezed, fold, squeeze, unwrap

_ACTIVITY = re.compile(r"行动|专项|整治|工程|系列|活动|任务|\d{4}")
_SERIES_YEAR = re.compile(r"\d{4}年?$")
_QUOTES = frozenset(QUOTES)
_OPENING, _CLOSING, _SYMMETRIC = "“‘「『〝", "”’」』〞", "\"'＂＇″′"


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
        own: it is what the document calls its issuer, not a name: 我部.
    """

    start: int
    end: int
    text: str
    kind: str
    id: str | None
    candidates: tuple[str, ...] = ()
    cited: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class _Hit:
    """A place in squeezed text where a name may stand."""

    start: int
    end: int
    surface: Surface
    meanings: tuple[Meaning, ...]
    year: Edtf | None = None  # named with the name; outranks the document's date


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the document in which names are looked for.

    Attributes:
        date: its date (EDTF), for names that changed hands.
        place: its place, such as 河南省洛阳市, for names like 市委网信办.
        issuers: ids of the agencies that issued it, for 我部 and the like.
    """

    date: Edtf | None = None
    place: str | None = None
    issuers: tuple[str, ...] = ()


NOWHERE = Context()
"""Nothing is known."""


class Matcher:
    """Finds the names of an archive's agencies, campaigns and terms.

    Build it once: the automaton is made of all names. It is read-only afterwards.
    """

    def __init__(self, archive: Archive) -> None:
        self._agencies = archive.agencies
        self._surfaces = tuple(surfaces(archive))
        self._others: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for kind, record in archive.named:
            for phrase in record.not_in:
                # A phrase of nothing but marks is none.
                if key := squeeze(fold(phrase)).text:
                    self._others[key].add((kind, record.id))
        self._other_keys = sorted(self._others)
        self._first_other = len(self._surfaces)
        patterns = [*(surface.text for surface in self._surfaces), *self._other_keys]
        self._automaton = ahocorasick_rs.AhoCorasick(patterns or ["\uffff"])
        bare = "|".join(re.escape(surface.text) for surface in self._surfaces if surface.bare) or "\uffff"
        self._listed_before = re.compile(rf"({bare})[{QUOTES}]*[、和及与][{QUOTES}]*\Z")
        self._listed_after = re.compile(rf"[{QUOTES}]*[、和及与][{QUOTES}]*({bare})")
        self._by_key = {surface.text: surface for surface in self._surfaces}
        self._series = years.Series(archive, keys)
        self._yearless = sorted(self._series.names) or ["\uffff"]
        self._yearless_automaton = ahocorasick_rs.AhoCorasick(self._yearless)

    def find(
        self, text: str, context: Context = NOWHERE, *, kinds: Iterable[str] | None = None
    ) -> tuple[Mention, ...]:
        """All names in `text`, in order, none overlapping another.

        Args:
            text: running text, Simplified or Traditional; markup counts as text; lines may be wrapped.
            context: what is known of the document.
            kinds: only names of these kinds; all where None.
        """
        joined = unwrap(text)
        found = self._find(joined.text, context, frozenset(kinds) if kinds is not None else None)
        if joined.text == text:
            return tuple(found)
        return tuple(_moved(mention, text, joined) for mention in found)

    def depends(self, text: str, context: Context) -> bool:
        """Whether what the names in `text` mean may depend on something that `context` leaves open."""
        if not context.issuers and self_reference.OWN.search(fold(text)):
            return True
        if context.date is not None and context.place is not None:
            return False
        squeezed = squeeze(fold(unwrap(text).text)).text
        hits = self._automaton.find_matches_as_indexes(squeezed, overlapping=True)
        return any(
            index < self._first_other and len(self._surfaces[index].meanings) > 1 for index, _, _ in hits
        )

    def _find(self, text: str, context: Context, kinds: frozenset[str] | None) -> list[Mention]:
        folded = fold(text)
        squeezed = squeeze(folded)
        hits = self._hits(folded, squeezed, kinds)
        titles = _title_spans(text) if "《" in text else []
        found: list[Mention] = []
        position = 0
        for hit in hits:
            first, last = squeezed.offset(hit.start), squeezed.offset(hit.end - 1) + 1
            if first < position or not _possible(folded, squeezed, first, last, hit, self._is_listed):
                continue
            mention = _mention(text, folded, first, last, hit, context, titles)
            if mention is not None:
                if mention.kind == "campaign" and mention.id is not None:
                    mention = replace(mention, id=self._series.in_its_year(mention.id, folded, first))
                found.append(mention)
                position = mention.end
        if context.issuers and (kinds is None or "agency" in kinds):
            found += self._own(folded, context.issuers, found, titles)
            found.sort(key=lambda mention: mention.start)
        return found

    def _hits(self, folded: str, squeezed: Squeezed, kinds: frozenset[str] | None) -> list[_Hit]:
        """Places where names may stand, in order, the longest first at each start."""
        hits: list[_Hit] = []
        others: list[tuple[int, int, set[tuple[str, str]]]] = []
        if years.YEAR.search(squeezed.text):
            hits += (self._of_year(dated, squeezed.text) for dated in self._around_years(squeezed.text))
        for index, start, end in self._automaton.find_matches_as_indexes(squeezed.text, overlapping=True):
            if index >= self._first_other:
                span = folded[squeezed.offset(start) : squeezed.offset(end - 1) + 1]
                if not any(char in INNER for char in span):
                    others.append((start, end, self._others[self._other_keys[index - self._first_other]]))
            else:
                surface = self._surfaces[index]
                hits.append(_Hit(start, end, surface, surface.meanings))
        if kinds is not None:
            hits = [_keeping(hit, [m for m in hit.meanings if m.kind in kinds]) for hit in hits]
        for start, end, owners in others:
            hits = [
                _keeping(hit, [m for m in hit.meanings if (m.kind, m.id) not in owners])
                if start <= hit.start and hit.end <= end
                else hit
                for hit in hits
            ]
        hits = [hit for hit in hits if hit.meanings]
        hits.sort(key=lambda hit: (hit.start, hit.start - hit.end))
        return hits

    def _around_years(self, text: str) -> Iterator[years.Dated]:
        def find(window: str) -> Iterator[tuple[str, int, int]]:
            for index, start, end in self._yearless_automaton.find_matches_as_indexes(
                window, overlapping=True
            ):
                yield self._yearless[index], start, end

        return years.around_years(text, find)

    def _of_year(self, dated: years.Dated, text: str) -> _Hit:
        """The campaigns that a name with a year can mean: that year's; else the series, without the year."""
        surface = self._by_key.get(dated.key)
        start = dated.start
        general = [
            meaning
            for meaning in (surface.meanings if surface else ())
            if meaning.kind == "campaign" and self._series.ran_in(meaning.id, dated.year)
        ]
        meanings = self._series.with_year(dated, general)
        if not meanings:
            meanings = tuple(
                replace(meaning, id=self._series.of_year(meaning.id, dated.year)) for meaning in general
            )
            if dated.cut == 0 and all(a.id == b.id for a, b in zip(general, meanings, strict=True)):
                start += len(years.YEAR.match(text, start)[0])  # type: ignore[index]
        written = text[start : dated.end]
        inner = frozenset(
            position if position <= dated.cut else position + len(written) - len(dated.key)
            for position in (surface.inner if surface else ())
        )
        bare = len(dated.key) == 2 and dated.cut == 0
        return _Hit(
            start,
            dated.end,
            Surface(written, inner, bare, quoted=False, traits=boundaries.Traits(), meanings=meanings),
            meanings,
            Edtf(dated.year),
        )

    def _is_listed(self, folded: str, first: int, last: int) -> bool:
        """Whether a bare name stands in a list with others of its kind: 净网、护苗、秋风."""
        name = folded[first:last].strip(QUOTES)
        before, after = (
            self._listed_before.search(folded[max(0, first - 12) : first]),
            self._listed_after.match(folded, last),
        )
        return any(match is not None and match[1] != name for match in (before, after))

    def _own(
        self,
        folded: str,
        issuers: Sequence[str],
        found: Sequence[Mention],
        titles: Sequence[tuple[int, int]],
    ) -> list[Mention]:
        """我部, 本会 …: the issuer that calls itself so."""
        own = []
        known = [self._agencies[identity] for identity in issuers if identity in self._agencies]
        for start, end, fitting in self_reference.find(folded, known):
            if any(mention.start < end and start < mention.end for mention in found):
                continue
            ids = tuple(agency.id for agency in fitting)
            cited = any(first < start and end <= last for first, last in titles)
            one = ids[0] if len(ids) == 1 else None
            own.append(
                Mention(start, end, folded[start:end], "agency", one, () if one else ids, cited, own=True)
            )
        return own


def _keeping(hit: _Hit, meanings: list[Meaning]) -> _Hit:
    return hit if len(meanings) == len(hit.meanings) else replace(hit, meanings=tuple(meanings))


def _moved(mention: Mention, text: str, joined: Squeezed) -> Mention:
    start, end = joined.offset(mention.start), joined.offset(mention.end - 1) + 1
    return replace(mention, start=start, end=end, text=text[start:end])


def _possible(
    folded: str, squeezed: Squeezed, first: int, last: int, hit: _Hit, listed: Callable[[str, int, int], bool]
) -> bool:
    surface, start = hit.surface, hit.start
    if last - first != len(surface.text):
        for k in range(1, len(surface.text)):
            gap = folded[squeezed.offset(start + k - 1) + 1 : squeezed.offset(start + k)]
            # A comma between two things is not part of a name, unless the name itself has one there.
            if gap and k not in surface.inner and any(char in INNER for char in gap):
                return False
    if surface.bare and not (_is_activity(folded, first, last) or listed(folded, first, last)):
        return False
    if surface.quoted and not (folded[first - 1 : first] in _QUOTES and folded[last : last + 1] in _QUOTES):
        return False
    return boundaries.possible(folded, first, last, surface.text, surface.traits)


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
    hit: _Hit,
    context: Context,
    titles: Sequence[tuple[int, int]],
) -> Mention | None:
    kind = hit.meanings[0].kind
    same_kind = [(meaning.id, meaning.senses) for meaning in hit.meanings if meaning.kind == kind]
    identity: str | None = same_kind[0][0]
    candidates: tuple[str, ...] = ()
    if len(same_kind) > 1 or same_kind[0][1]:
        date = hit.year or years.stated(folded, first, context.date) or context.date
        # A place named right before the name is where the name belongs, wherever the document is from.
        named_place = places.place_before(folded[max(0, first - 14) : first])
        setting = Setting(date, named_place.full if named_place else context.place)
        if len(same_kind) > 1:
            same_kind = _by_age(same_kind, folded[max(0, first - 3) : first], date)
            identity, candidates = choose(same_kind, setting, folded[max(0, first - 60) : last + 60])
        elif is_misplaced(same_kind[0][1], setting, by_date=kind == "agency"):
            return None
    if last - first > hit.end - hit.start:  # something is written inside the name
        first, last = _with_quotes(text, first, last)
    cited = any(start < first and last <= end for start, end in titles)
    # The same few names over and over: one string for each.
    return Mention(first, last, sys.intern(text[first:last]), kind, identity, candidates, cited)


def _by_age(
    meanings: list[tuple[str, tuple[Sense, ...]]], before: str, date: Edtf | None
) -> list[tuple[str, tuple[Sense, ...]]]:
    """“原国信办” is the one that has ended, “新的中国联通” the one that has begun."""
    if date is None:
        return meanings
    if before.endswith(("原", "原来的", "前")):
        fits = [m for m in meanings if any(s.until is not None and s.until.last <= date.last for s in m[1])]
    elif before.endswith(("新的", "新")):
        fits = [m for m in meanings if any(s.since is not None and s.since.first <= date.last for s in m[1])]
    else:
        return meanings
    return [(identity, ()) for identity, _ in fits] if len(fits) == 1 else meanings


def _with_quotes(text: str, first: int, last: int) -> tuple[int, int]:
    """Take in a quotation mark whose partner stands inside the match: “清朗”系列专项行动."""
    inside = text[first:last]
    for opening, closing in zip(_OPENING, _CLOSING, strict=True):
        surplus = inside.count(closing) - inside.count(opening)
        if surplus == 1 and first > 0 and text[first - 1] == opening:
            return first - 1, last
        if surplus == -1 and last < len(text) and text[last] == closing:
            return first, last + 1
    for mark in _SYMMETRIC:
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
