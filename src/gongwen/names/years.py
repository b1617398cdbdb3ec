"""Campaign series with years: 清朗·2023年暑期未成年人网络环境整治, “净网2019”专项行动, 2021年“清朗”专项行动.

A campaign's name may carry a year in front, inside or behind, and writers move it about or leave it out. Names
are therefore also kept without their years; around a year in the text the year is cut out, and what is found
across the cut is the campaign of that year, or the series where that year has no record of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongwen.names.surface_forms import Meaning
from gongwen.records import Campaign, Sense
from gongwen.records.archive import Archive
from gongwen.records.edtf import Edtf
from gongwen.text.fold import QUOTES, fold, squeeze

YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d|年\d{1,2}月)(?:年度|年)?")
_BEFORE, _AFTER = 24, 36


@dataclass(frozen=True, slots=True)
class Dated:
    """A name across a year.

    Attributes:
        start: where it begins, the year included where it stands in front.
        end: where it ends.
        key: the name without the year.
        year: the year as four digits.
        cut: where in the name the year stands; 0 in front of it.
    """

    start: int
    end: int
    key: str
    year: str
    cut: int


def without_years(key: str) -> str:
    """A squeezed name without the years in it."""
    return YEAR.sub("", key)


def around_years(squeezed: str, find: Callable[[str], Iterator[tuple[str, int, int]]]) -> Iterator[Dated]:
    """Names that a year stands in front of, within or behind.

    Args:
        squeezed: squeezed text.
        find: finds yearless names in a text: (name, start, end).
    """
    for match in YEAR.finditer(squeezed):
        left = squeezed[max(0, match.start() - _BEFORE) : match.start()]
        right = squeezed[match.end() : match.end() + _AFTER]
        cut = len(left)
        for key, start, end in find(left + right):
            if not start <= cut <= end or (end == cut and not match[0].isdigit()):
                continue  # 年 after the year: what follows it is another matter
            yield Dated(
                match.start() + start - cut,
                match.end() + end - cut if end > cut else match.end(),
                key,
                match[1],
                cut - start,
            )


class Series:
    """Which campaign a series had in which year.

    Args:
        archive: the campaigns.
        spellings: squeezed names of a campaign.
    """

    def __init__(self, archive: Archive, spellings: Callable[[Campaign], Iterator[str]]) -> None:
        self._campaigns = archive.campaigns
        self.exact: Mapping[tuple[str, str], list[str]] = defaultdict(list)
        """(yearless name, year) → campaigns with just that year in their name."""
        self.keys: Mapping[str, list[str]] = defaultdict(list)
        """Yearless name → campaigns that are called so without a year."""
        self._senses: dict[tuple[str, str, str], tuple[Sense, ...]] = {}
        self._of_year: dict[tuple[str, str], str] = {}
        dated: list[tuple[Campaign, str, str]] = []
        for campaign in self._campaigns.values():
            for spelling in spellings(campaign):
                years = [match[1] for match in YEAR.finditer(spelling)]
                key = without_years(spelling)
                if len(years) == 1 and len(key) >= 2:
                    dated.append((campaign, key, years[0]))
                elif not years and len(key) >= 2:
                    _add(self.keys[key], campaign.id)
        for campaign, key, year in dated:
            _add(self.exact[key, year], campaign.id)
            self._senses[campaign.id, key, year] = tuple(
                sense for sense in campaign.senses if _is_called(sense, key, year)
            )
            # “2021年‘清朗’系列专项行动” names what its parent, “‘清朗’系列专项行动”, was in 2021.
            for parent in campaign.parents:
                if parent in self.keys.get(key, ()):
                    self._of_year[parent, year] = campaign.id

    @property
    def names(self) -> frozenset[str]:
        """All yearless names."""
        return frozenset(key for key, _ in self.exact) | frozenset(self.keys)

    def with_year(self, dated: Dated, general: Sequence[Meaning]) -> tuple[Meaning, ...]:
        """What campaigns a name with just that year is the name of; none where no record has it.

        Where each of them shares the name with others, as their senses say, a series that has no campaign of its
        own among them may be meant as well: “净网2019” was announced by two bodies.

        Args:
            dated: the name.
            general: the campaigns, or series of them, that are called so without the year.
        """
        exact = self.exact.get((dated.key, dated.year), ())
        meanings = [Meaning("campaign", one, self._senses[one, dated.key, dated.year]) for one in exact]
        if exact and all(meaning.senses for meaning in meanings):
            covered = {*exact, *(parent for one in exact for parent in self._campaigns[one].parents)}
            meanings += (series for series in general if series.senses and series.id not in covered)
        return tuple(meanings)

    def of_year(self, identity: str, year: str) -> str:
        """What the series `identity` was in `year`: that year's campaign, itself where there is none."""
        return self._of_year.get((identity, year), identity)

    def in_its_year(self, identity: str, folded: str, first: int) -> str:
        """What the series `identity` was in the year that the words before its name give it.

        “2020年10月至12月的‘网剑’行动”, “当年的‘清朗’行动” of a sentence with a year; the series itself where there is
        no such year. A year that merely stands in the sentence gives none.
        """
        before = folded[max(0, first - 24) : first]
        if match := _ITS_YEAR.search(before):
            return self.of_year(identity, match[1])
        year = stated(folded, first, None) if _THAT_YEAR.search(before) else None
        return self.of_year(identity, str(year.year)) if year else identity

    def ran_in(self, identity: str, year: str) -> bool:
        """Whether a campaign can have taken place in `year`, by its own dates or those of what it belongs to."""
        around = [identity]
        for current in around:  # grows while it is walked; each campaign stands in it once
            campaign = self._campaigns.get(current)
            if campaign is None:
                continue
            named = YEAR.search(campaign.name)
            if named is not None and named[1] != year:
                return False
            start, end = campaign.start, campaign.end
            if start is not None and int(year) < start.year:
                return False
            if end is not None and int(year) > end.year:
                return False
            around += (parent for parent in campaign.parents if parent not in around)
        return True


_IN_SENTENCE = re.compile(r"((?:19|20)\d{2})年(?:(\d{1,2})月)?(?!\d{0,2}日?(?:以来|以后|至|到|起|—|-|~))")


def stated(folded: str, first: int, date: Edtf | None) -> Edtf | None:
    """The time that the sentence itself gives before a name: “1987年1月，国务院设立新闻出版署”.

    It outranks the document's date, unless it lies behind it, as goals do.

    Args:
        folded: folded text.
        first: where the name begins in it.
        date: the document's date.
    """
    start = max(folded.rfind(end, max(0, first - 120), first) for end in "。！？；\n")
    sentence = folded[max(start + 1, first - 120) : first]
    matches = list(_IN_SENTENCE.finditer(sentence))
    if not matches or (date is not None and int(matches[-1][1]) > date.year):
        return None
    year, month = matches[-1].groups()
    return Edtf(f"{year}-{int(month):02d}" if month and 1 <= int(month) <= 12 else year)


_ITS_YEAR = re.compile(
    rf"((?:19|20)\d{{2}})年(?:度|\d{{1,2}}月(?:\d{{1,2}}日)?(?:[至到—~-]\d{{1,2}}月(?:\d{{1,2}}日)?)?)?的[{QUOTES}]*\Z"
)
_THAT_YEAR = re.compile(rf"(?:当年|同年|这一?年|该年)的?[{QUOTES}]*\Z")


def _is_called(sense: Sense, key: str, year: str) -> bool:
    """Whether a sense is of the name `key` with `year`, wherever in the name the year stands."""
    written = squeeze(fold(sense.alias)).text
    return without_years(written) == key and [match[1] for match in YEAR.finditer(written)] == [year]


def _add(found: list[str], identity: str) -> None:
    if identity not in found:
        found.append(identity)
