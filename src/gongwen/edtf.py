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
            "type": "string",
            "pattern": PATTERN,
            "description": "EDTF 日期，如 2006-06-28、2011-05、2023?",
        }


def _validated(text: str) -> Edtf:
    try:
        return Edtf(text)
    except ValueError:
        # Passed by type: pydantic would otherwise wrap the text of the ValueError in English.
        raise PydanticCustomError("edtf", "{text}", {"text": text}) from None


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
