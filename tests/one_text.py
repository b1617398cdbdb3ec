"""One document of our own words in every format: what it says must come out the same whichever it was in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import pdf_writer
from pdf_writer import Sheet

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Part:
    """A part of the document: kind is title, to, h1, h2, h3, p, table, right or left."""

    kind: str
    text: str = ""
    rows: Rows = ()


TABLE: Rows = (
    ("序号", "检查项目", "责任单位", "时限"),
    ("1", "主体信息是否真实准确", "接入服务单位", "5月底"),
    ("2", "前置审批文件是否有效", "网站主办单位", "6月底"),
    ("3", "联系方式是否能够接通", "网站主办单位", "6月底"),
)
LONG = (
    "各接入服务单位要对照备案信息逐个核对网站主办者名称、证件号码、负责人姓名和联系电话，对信息不准确的网站，应当在十个工作日内"
    "通知主办者更正；逾期没有更正的，停止接入服务，并把名单报送市通信发展办公室。核对工作要留下记录，记录至少保存三年，备查。"
)
NOTICE = (
    Part("title", "江州市通信发展办公室关于开展网站备案信息核对工作的通知"),
    Part("left", "江通办发〔2021〕15号"),
    Part("to", "各县（区）通信发展办公室，各接入服务单位："),
    Part("p", "为了提高网站备案信息的准确率，根据年度工作安排，现就开展核对工作的有关事项通知如下。"),
    Part("h1", "一、核对范围"),
    Part(
        "p",
        "在本市接入的全部网站，截至2021年3月31日共3256个，其中单位网站2894个、个人网站362个，准确率为92.5%。",
    ),
    Part("h1", "二、核对内容"),
    Part("h2", "（一）主体信息"),
    Part("p", LONG),
    Part("h2", "（二）网站信息"),
    Part("p", "核对网站名称、域名和服务内容。网站内容与备案的服务项目不符的，按下列办法处理："),
    Part("p", "1．内容超出备案项目的，责令改正。"),
    Part("p", "2．涉及前置审批而没有取得许可的，注销备案，" + LONG),
    Part("h1", "三、工作要求"),
    Part("p", LONG),
    Part("p", "各项工作的分工和时限见下表。"),
    Part("table", rows=TABLE),
    Part("p", "附件：1．网站备案信息核对表"),
    Part("p", "2．接入服务单位自查报告样式"),
    Part("right", "江州市通信发展办公室"),
    Part("right", "2021年4月6日"),
)
LINES = tuple(part.text for part in NOTICE if part.kind != "table")


def html(parts: Sequence[Part] = NOTICE) -> str:
    pieces = []
    for part in parts:
        if part.kind == "table":
            rows = "".join(
                "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in part.rows
            )
            pieces.append(f"<table border='1'>{rows}</table>")
        elif part.kind == "title":
            pieces.append(f"<h1>{escape(part.text)}</h1>")
        else:
            pieces.append(f"<p{' align=right' if part.kind == 'right' else ''}>{escape(part.text)}</p>")
    return f"<html><head><meta charset='utf-8'><title>{parts[0].text}</title></head><body><div>{''.join(pieces)}</div></body></html>"


# Word


def docx(parts: Sequence[Part] = NOTICE, *, automatic: bool = False) -> bytes:
    """A Word file; its numbers typed, or made by Word."""
    from eval.faults import make_docx as word

    body = ""
    for part in parts:
        level = {"h1": 0, "h2": 1}.get(part.kind)
        if part.kind == "table":
            body += word.table(*(tuple(word.cell(cell) for cell in row) for row in part.rows))
        elif part.kind == "title":
            body += word.centred(part.text)
        elif part.kind == "right":
            body += word.right(part.text)
        elif automatic and level is not None:
            body += word.numbered(
                part.text.split("、", 1)[-1] if level == 0 else part.text.split("）", 1)[-1], 3, level
            )
        else:
            body += word.paragraph(escape(part.text))
    return word.packed(body, lists={3: word.CHINESE} if automatic else None)


# PDF

_LEFT, _TOP, _BOTTOM, _MEASURE, _SIZE, _PITCH = 79.0, 737.0, 100.0, 27, 16.0, 28.0


class _Setter:
    """Sets parts on pages as the standard for official documents says: 22 lines of about 28 characters."""

    def __init__(self, head: str) -> None:
        self.sheets: list[Sheet] = []
        self._head = head
        self._new()

    def _new(self) -> None:
        self.sheets.append(Sheet())
        number = len(self.sheets)
        self._y = _TOP
        self.sheets[-1].words.append((470 if number % 2 else _LEFT, 66, 14, f"— {number} —"))
        if self._head:
            self.sheets[-1].words.append((_LEFT, 790, 10.5, self._head))

    def line(self, text: str, inset: float, size: float = _SIZE) -> None:
        if self._y < _BOTTOM:
            self._new()
        self.sheets[-1].words.append((_LEFT + inset * _SIZE, self._y, size, text))
        self._y -= _PITCH

    def table(self, rows: Rows) -> None:
        if self._y - _PITCH * len(rows) < _BOTTOM:
            self._new()
        edges = [_LEFT, _LEFT + 50, _LEFT + 230, _LEFT + 350, _LEFT + 430]
        rules = self.sheets[-1].rules
        top = self._y + 22
        for number, row in enumerate(rows):
            for edge, cell in zip(edges, row, strict=False):
                self.sheets[-1].words.append((edge + 5, self._y, 14, cell))
            rules.append((edges[0], top - _PITCH * number, edges[-1], top - _PITCH * number))
            self._y -= _PITCH
        low = top - _PITCH * len(rows)
        rules.append((edges[0], low, edges[-1], low))
        rules += [(edge, low, edge, top) for edge in edges]


def pdf(parts: Sequence[Part] = NOTICE, *, encoding: str = "GBK-EUC-H", head: str = "") -> bytes:
    """A PDF with page numbers, and a running head where one is given."""
    page = _Setter(head)
    for part in parts:
        if part.kind == "table":
            page.table(part.rows)
        elif part.kind == "title":
            for text in pdf_writer.broken(part.text, 19, 0):
                page.line(text, (_MEASURE - pdf_writer.width(text) * 22 / _SIZE) / 2, 22)
        elif part.kind == "right":
            page.line(part.text, _MEASURE - 4 - pdf_writer.width(part.text))
        else:
            inset = 0 if part.kind in {"to", "left"} else 2
            for number, text in enumerate(pdf_writer.broken(part.text, _MEASURE, inset)):
                page.line(text, 0 if number else inset)
    return pdf_writer.pdf(page.sheets, encoding)
