"""Named classes for the patterns of rules: how numerals, dates, numbers of documents, names of bodies look.

Each is said here once. Numbers and dates follow GB/T 15835 and GB/T 9704-2012.
"""

from __future__ import annotations

from gongwen.text.fold import IDEOGRAPH

_CHINESE_DIGIT = "〇零○一二三四五六七八九"
_YEAR = r"(?:19|20)\d{2}"
_CHINESE_YEAR = rf"[一二][九〇零○O0][{_CHINESE_DIGIT}O0]{{2}}"
_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_BODY_END = r"部|办|办公室|办公厅|委员会|委|局|总局|院|署|总署|厅|政府|中心|协会|学会|联合会|联盟|公司|集团|领导小组|小组|社|台|会"

CLASSES: dict[str, str] = {
    "han": rf"[{IDEOGRAPH}]",
    "digit": r"\d",
    "chinese_digit": rf"[{_CHINESE_DIGIT}]",
    "numeral": rf"(?:\d{{1,5}}|[{_CHINESE_DIGIT}十百千]{{1,6}})",
    "year": _YEAR,
    "any_year": rf"(?:{_YEAR}|{_CHINESE_YEAR})",
    "day": rf"(?:{_YEAR}|{_CHINESE_YEAR})\s*年\s*{_DAY}\s*月\s*{_DAY}\s*日",
    "month": rf"(?:{_YEAR}|{_CHINESE_YEAR})\s*年\s*{_DAY}\s*月",
    "english_stamp": r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, "
    + _YEAR
    + r"\b",
    "stamp": rf"(?:{_YEAR}\s*[-/.年]\s*\d{{1,2}}\s*[-/.月]\s*\d{{1,2}}\s*日?|(?<![\d.])\d{{1,2}}\.\d{{1,2}}\.{_YEAR}(?![\d.]))",
    "iso_day": rf"{_YEAR}-\d{{1,2}}-\d{{1,2}}",
    "clock": r"(?<!\d)\d{1,2}\s*[:：时]\s*\d{2}(?:\s*[:：分]\s*\d{2})?分?(?!\d)",
    "minute": r"(?<!\d)\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?!\d)",
    "weekday": r"星期[一二三四五六日天]",
    "open": r"[【\[（(〔「『《<]",
    "close": r"[】\]）)〕」』》>]",
    "colon": r"[:：]",
    "sep": r"[\s|｜/／·,，、—–_-]",
    "arrow": r"(?:[>»›＞→]|&gt;|>>|::)",
    "organ": rf"[{IDEOGRAPH}（）]{{1,24}}?(?:{_BODY_END})",
    "number_year": rf"[〔\[【(（〈﹝]\s*{_YEAR}\s*[〕\]】)）〉﹞]",
    "number": rf"[{IDEOGRAPH}]{{1,14}}\s*[〔\[【(（〈﹝]\s*{_YEAR}\s*[〕\]】)）〉﹞]\s*第?\s*\d{{1,5}}\s*号",
    "person": rf"[{IDEOGRAPH}·]{{2,8}}",
    "words": r"[^。；！？]",
    "file": r"\.(?:pdf|docx?|xlsx?|zip|rar|wps|ofd|et|pptx?|txt)",
}
