"""Dates that may be incomplete or uncertain: the part of EDTF that the archive uses.

Extended Date/Time Format, Library of Congress 2019 (ISO 8601-2): level 0 dates (``2006-06-28``, ``2011-05``,
``2006``) and level 1 qualifiers of the whole date (``2023?`` uncertain, ``2023-06~`` approximate, ``2023%``
both). Intervals are written as two fields. The ``edtf`` package reads the same strings and is the oracle in
the tests; here it isn't used, because it needs four milliseconds a date and takes forms that records must not
contain.
"""

from __future__ import annotations

import calendar
import datetime
import re
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

PATTERN = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?[?~%]?$"
_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%]?)", re.ASCII)
EARLIEST = 1800
"""No record has an earlier year; 0206 is a slip for 2006, and no chart of years should begin there."""
_QUALIFIERS = {"?": "存疑", "~": "约", "%": "约，存疑", "": ""}


class Edtf(str):
    """An EDTF date as it is written, with its parts; equal to and usable as the plain string.

    Raises:
        ValueError: the text isn't a date of the subset above, or such a day doesn't exist.
    """

    __slots__ = ("day", "month", "qualifier", "year")
    year: int
    month: int | None
    day: int | None
    qualifier: str

    def __new__(cls, text: str) -> Edtf:
        """Parse `text`, such as ``2006-06-28`` or ``2023?``."""
        match = _EDTF.fullmatch(text)
        if match is None:
            raise ValueError(text)
        self = super().__new__(cls, text)
        self.year = int(match[1])
        self.month = int(match[2]) if match[2] else None
        self.day = int(match[3]) if match[3] else None
        self.qualifier = match[4]
        if self.year == 0:
            raise ValueError(text)
        if self.month is not None:
            datetime.date(self.year, self.month, self.day or 1)
        return self

    @property
    def first(self) -> datetime.date:
        """The earliest day that the date can mean; qualifiers are not widened."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> datetime.date:
        """The latest day that the date can mean."""
        month = self.month or 12
        day = self.day or calendar.monthrange(self.year, month)[1]
        return datetime.date(self.year, month, day)

    @property
    def plain(self) -> str:
        """The date without its qualifier, fit for an HTML ``datetime`` attribute."""
        return self[: len(self) - len(self.qualifier)]

    @property
    def note(self) -> str:
        """The qualifier in Chinese (存疑, 约), or an empty string."""
        return _QUALIFIERS[self.qualifier]

    @property
    def chinese(self) -> str:
        """The date in running Chinese: 2006年6月28日, 约2023年6月."""
        text = f"{self.year}年"
        if self.month is not None:
            text += f"{self.month}月"
        if self.day is not None:
            text += f"{self.day}日"
        if self.qualifier in ("~", "%"):
            text = "约" + text
        if self.qualifier in ("?", "%"):
            text += "（存疑）"
        return text

    def __reduce__(self) -> tuple[type[Edtf], tuple[str]]:
        return (type(self), (str(self),))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            _validated, core_schema.str_schema(coerce_numbers_to_str=True)
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {
            # A year alone stands bare, and so is a number to other readers of YAML.
            "type": ["string", "integer"],
            "pattern": PATTERN,
            "description": "EDTF 日期，如 2006-06-28、2011-05、2023?",
        }


def _validated(text: str) -> Edtf:
    try:
        date = Edtf(text)
    except ValueError:
        # Passed by type: pydantic would otherwise wrap the text of the ValueError in English.
        raise PydanticCustomError("edtf", "{text}", {"text": text}) from None
    if date.year < EARLIEST:
        raise PydanticCustomError("year", "{text}", {"text": text})
    return date


def overlaps(start: Edtf | None, end: Edtf | None, date: Edtf) -> bool:
    """Whether `date` can fall between `start` and `end`, both included; an open side is no bound."""
    if start is not None and date.last < start.first:
        return False
    return end is None or date.first <= end.last


def lifetime(start: Edtf | None, end: Edtf | None) -> str:
    """A span of time as readers see it: 1998-03 — 2008-03; open ends stay open."""
    if start is None and end is None:
        return ""
    return f"{start or '未详'} — {end or ''}".strip()


_DURATION = re.compile(r"P([1-9]\d{0,2})([YMWD])", re.ASCII)
_UNITS = {"Y": "年", "M": "个月", "W": "周", "D": "天"}


class Duration(str):
    """A stated length of time, ISO 8601-1: ``P2M``, ``P8W``, ``P90D``, ``P1Y``; one unit only.

    Raises:
        ValueError: the text isn't such a length.
    """

    __slots__ = ("number", "unit")
    number: int
    unit: str

    def __new__(cls, text: str) -> Duration:
        """Parse `text`, such as ``P2M``."""
        match = _DURATION.fullmatch(text)
        if match is None:
            raise ValueError(text)
        self = super().__new__(cls, text)
        self.number, self.unit = int(match[1]), match[2]
        return self

    @property
    def chinese(self) -> str:
        """The length in Chinese: 2个月."""
        return f"{self.number}{_UNITS[self.unit]}"

    def after(self, start: Edtf) -> Edtf | None:
        """The end of a time of this length, as precise as its start; None where the start is too coarse to tell.

        From 2025-07-15, two months last to 2025-09-14; from 2025-07 they last to 2025-08.
        """
        if self.unit in "WD":
            if start.day is None:
                return None
            days = self.number * (7 if self.unit == "W" else 1)
            return Edtf((start.first + datetime.timedelta(days=days - 1)).isoformat())
        if start.month is None:
            return Edtf(f"{start.year + self.number - 1:04d}") if self.unit == "Y" else None
        months = start.year * 12 + start.month - 1 + self.number * (12 if self.unit == "Y" else 1)
        if start.day is None:
            year, month = divmod(months - 1, 12)
            return Edtf(f"{year:04d}-{month + 1:02d}")
        year, month = divmod(months, 12)
        day = min(start.day, calendar.monthrange(year, month + 1)[1])
        return Edtf((datetime.date(year, month + 1, day) - datetime.timedelta(days=1)).isoformat())

    def __reduce__(self) -> tuple[type[Duration], tuple[str]]:
        return (type(self), (str(self),))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(_duration, core_schema.str_schema())

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {
            "type": "string",
            "pattern": f"^{_DURATION.pattern}$",
            "description": "ISO 8601 时长，如 P2M、P90D",
        }


def _duration(text: str) -> Duration:
    try:
        return Duration(text)
    except ValueError:
        raise PydanticCustomError("duration", "{text}", {"text": text}) from None


def course(start: Edtf | None, end: Edtf | None, length: Duration | None = None) -> str:
    """The time of something that was begun, in words: what isn't recorded is said, never left to be guessed.

    2007-04 — 2007-10; 2025-07-15 — 2025-09-14（止期据为期2个月推算）; 2015年1月起，结束时间未见记载.
    """
    if start is None and end is None:
        return ""
    if start is None:
        return f"起始未见记载 — {end}"
    if end is not None:
        return str(start) if start == end else f"{start} — {end}"
    if length is not None:
        computed = length.after(start)
        if computed is not None:
            return f"{start} — {computed}（止期据为期{length.chinese}推算）"
        return f"{start.chinese}起，为期{length.chinese}"
    return f"{start.chinese}起，结束时间未见记载"
