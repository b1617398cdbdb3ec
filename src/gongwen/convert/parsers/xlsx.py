"""XLSX: the sheets in order, as far as a document stands in them (ECMA-376 part 1, 18)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any

from gongwen.convert.parsers import grid, package
from gongwen.convert.parsers.values import Parsed, Refused
from gongwen.messages import message

_WHAT = message("Excel 文件")
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_STRICT_RELATIONS = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
_DATES = frozenset({14, 15, 16, 17, 22, *range(27, 32), *range(50, 59)})
_MOST_ROWS = 5000
_MOST_COLUMNS = 100
_FIRST_DAY = datetime.date(1899, 12, 30)


def parse(data: bytes) -> Parsed:
    """Read an XLSX file.

    Raises:
        Refused: it is damaged, protected, empty, or a table of many records.
    """
    parsed = Parsed()
    with package.opened(data, _WHAT) as container:

        def xml(name: str) -> Any:
            content = package.content(container, name, _WHAT)
            content = content.replace(_STRICT, _S[1:-1].encode()).replace(
                _STRICT_RELATIONS, _ID[1 : _ID.index("}")].encode()
            )
            return package.tree(content, _WHAT)

        links = package.relations(container, "xl/workbook.xml", _WHAT)
        named = dict(links.values())
        strings = (
            _strings(xml(named["sharedStrings"]))
            if named.get("sharedStrings") in container.namelist()
            else []
        )
        dates = _date_styles(xml(named["styles"])) if named.get("styles") in container.namelist() else set()
        for sheet in xml("xl/workbook.xml").iter(f"{_S}sheet"):
            target = links.get(sheet.get(_ID, ""), ("", ""))[1]
            if sheet.get("state", "visible") != "visible":
                parsed.doubts.append((sheet.get("name", "工作表"), "隐藏的工作表，没有读"))
            elif target in container.namelist():
                parsed.lines += grid.lines(list(_rows(xml(target), strings, dates)))
    if not parsed.lines:
        raise Refused(message("{what}里没有文字", what=_WHAT), message("检查文件是否完整"))
    return parsed


def _strings(root: Any) -> list[str]:
    """The shared strings, without the readings that stand over their characters."""
    return [
        "".join(t.text or "" for t in item.iter(f"{_S}t") if t.getparent().tag != f"{_S}rPh")
        for item in root.iter(f"{_S}si")
    ]


def _date_styles(root: Any) -> set[int]:
    """The numbers of the cell styles that show a number as a date."""
    own = {
        int(f.get("numFmtId", "0"))
        for f in root.iter(f"{_S}numFmt")
        if re.search(r"[yd年日]", re.sub(r'"[^"年月日]*"|\[[^\]]*\]', "", f.get("formatCode", "")))
    }
    styles = root.find(f"{_S}cellXfs")
    formats = [] if styles is None else [int(style.get("numFmtId", "0")) for style in styles]
    return {number for number, format_ in enumerate(formats) if format_ in _DATES | own}


def _rows(root: Any, strings: list[str], dates: set[int]) -> Iterator[list[str]]:
    for count, row in enumerate(root.iter(f"{_S}row")):
        if count >= _MOST_ROWS:
            raise Refused(
                message("{what}有 {most} 行以上，不像一件文献", what=_WHAT, most=_MOST_ROWS),
                message("只留下文献所在的部分"),
            )
        cells: list[str] = []
        for cell in row.iter(f"{_S}c"):
            column = _column(cell.get("r", ""), len(cells))
            if column < _MOST_COLUMNS:
                cells += [""] * (column - len(cells))
                cells.append(_value(cell, strings, dates))
        yield cells


def _column(reference: str, default: int) -> int:
    letters = re.match(r"[A-Z]{1,3}", reference)
    if letters is None:
        return default
    number = 0
    for letter in letters[0]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return max(number - 1, default)


def _value(cell: Any, strings: list[str], dates: set[int]) -> str:
    kind, value = cell.get("t", "n"), cell.findtext(f"{_S}v") or ""
    if kind == "inlineStr":
        return "".join(t.text or "" for t in cell.iter(f"{_S}t"))
    if kind == "s":
        return strings[int(value)] if value.isdigit() and int(value) < len(strings) else ""
    if kind == "n" and value:
        return _number(value, is_date=cell.get("s", "").isdigit() and int(cell.get("s")) in dates)
    return "" if kind == "e" else value


def _number(value: str, *, is_date: bool) -> str:
    try:
        number = float(value)
    except ValueError:
        return value
    if is_date and 1 <= number < 100_000:
        day = _FIRST_DAY + datetime.timedelta(days=int(number))
        return f"{day.year}年{day.month}月{day.day}日"
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else f"{number:.10g}"
