"""Provinces and prefecture-level cities of China (names from GB/T 2260), for placing documents and names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_SUFFIXES = re.compile(
    r"(?:(?:蒙古|回|藏|彝|羌|土家|苗|侗|布依|壮|哈尼|傣|白|景颇|傈僳|朝鲜|柯尔克孜|哈萨克|黎)族?)*自治[州县]$|[市县盟]$|地区$|林区$"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A province or a city in it.

    Attributes:
        full: the name with its province: 河南省洛阳市.
        short: the name as people say it: 洛阳.
        province: the province's full name.
    """

    full: str
    short: str
    province: str

    @property
    def is_province(self) -> bool:
        """Whether this is a province, autonomous region, municipality or special region."""
        return self.full == self.province


@cache
def places() -> tuple[Place, ...]:
    """All places, each province before its cities."""
    found: list[Place] = []
    for line in files("gongwen.text").joinpath("places.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        province, short, cities = line.split("\t")
        found.append(Place(province, short, province))
        found += (Place(province + city, _SUFFIXES.sub("", city), province) for city in cities.split())
    return tuple(found)


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, Place]]:
    names: dict[str, Place] = {}
    for place in places():
        for name in (place.full, place.full.removeprefix(place.province), place.short):
            # A short name of one character, or one that is also a common word, would match everywhere.
            if len(name) >= 2 and name not in _COMMON_WORDS:
                names.setdefault(name, place)
    alternatives = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.compile(alternatives), names


_COMMON_WORDS = frozenset({"朝阳", "东方", "白银", "来宾", "文昌", "黄山", "安顺", "河池"})
"""Short names of cities that are also ordinary words; such cities are found by their full names only."""


def find_places(text: str) -> list[tuple[int, Place]]:
    """Every place named in Simplified `text`, with its offset, longest names first at each offset."""
    pattern, names = _pattern()
    return [(match.start(), names[match[0]]) for match in pattern.finditer(text)]


def place_before(text: str) -> Place | None:
    """The place whose name ends `text`, such as 洛阳 or 洛阳市 at the end of “会同洛阳市”."""
    pattern, names = _pattern()
    for length in range(min(14, len(text)), 1, -1):
        tail = text[-length:]
        if tail in names and pattern.fullmatch(tail):
            return names[tail]
    return None
