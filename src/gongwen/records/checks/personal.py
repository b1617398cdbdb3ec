"""Personal data by its shape: numbers of mobile telephones and identity cards, private mailboxes, homes."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from gongwen.messages import message

_MOBILE = re.compile(r"(?<![\d.])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\d.])")
"""Eleven digits from 13 to 19 (YD/T 1267), as people group them."""
_IDENTITY = re.compile(r"(?<!\d)[1-8]\d{5}((?:19|20)\d{2})(\d{2})(\d{2})\d{3}[\dXx](?!\d)")
"""Eighteen characters with a date in them (GB 11643)."""
_MAILBOX = re.compile(
    r"[A-Za-z0-9._%+-]+@(?:qq|163|126|yeah|sina|sohu|139|189|wo|foxmail|gmail|hotmail|outlook|live|yahoo|icloud)"
    r"\.(?:com|cn|net)(?:\.cn)?\b"
)
"""At a provider of mailboxes for anybody."""
_HOME = re.compile(
    r"(?:家庭)?住址[:：]\s*[\u4e00-\u9fff]|\d+\s*(?:号楼|栋|幢|座)\s*(?:\d+\s*单元)?\s*\d{2,4}\s*[室号]"
)
_CARD = re.compile(r"(?<![\d.])(?:62|4\d|5[1-5])\d{2}(?: ?\d{4}){2,3}(?: ?\d{1,3})?(?![\d.])")
"""Sixteen to nineteen digits that begin as cards of banks do (ISO/IEC 7812), as people group them."""


def found(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """What looks like personal data, the first of each sort: what it is, and where."""
    identity = next((match for match in _IDENTITY.finditer(text) if _is_day(match)), None)
    if identity:
        yield message("身份证号"), identity
    mobile = next((match for match in _MOBILE.finditer(text) if len(re.sub(r"\D", "", match[0])) >= 11), None)
    if mobile:
        yield message("手机号码"), mobile
    card = next((match for match in _CARD.finditer(text) if _is_card(match[0])), None)
    if card:
        yield message("银行卡号"), card
    for what, pattern in ((message("个人邮箱"), _MAILBOX), (message("住址"), _HOME)):
        if match := pattern.search(text):
            yield what, match


def _is_day(match: re.Match[str]) -> bool:
    try:
        datetime.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return False
    return True


def _is_card(digits: str) -> bool:
    """Whether the check digit is right (ISO/IEC 7812-1 annex B)."""
    numbers = [int(digit) for digit in reversed(digits.replace(" ", ""))]
    doubled = [sum(divmod(2 * number, 10)) for number in numbers[1::2]]
    return 16 <= len(numbers) <= 19 and (sum(numbers[::2]) + sum(doubled)) % 10 == 0
