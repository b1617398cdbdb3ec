"""One document of our own words in every format: what it says must come out the same whichever it was in."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
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
    return f"<html><head><meta charset='utf-8'><title>{escape(parts[0].text)}</title></head><body><div>{''.join(pieces)}</div></body></html>"


# Word


def docx(parts: Sequence[Part] = NOTICE, *, automatic: bool = False) -> bytes:
    """A Word file; its numbers typed, or made by Word."""
    from eval.faults import make_docx as word

    body = ""
    for part in parts:
        level = {"h1": 0, "h2": 1}.get(part.kind)
        if part.kind == "table":
            body += word.table(*(tuple(word.cell(escape(cell)) for cell in row) for row in part.rows))
        elif part.kind == "title":
            body += word.centred(escape(part.text))
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
    return pdf_writer.pdf(set_on_pages(parts, head).sheets, encoding)


def set_on_pages(parts: Sequence[Part], head: str = "") -> _Setter:
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
    return page


# Others


def rtf(parts: Sequence[Part] = NOTICE, *, coded: bool = False) -> bytes:
    """RTF as Word writes it, with characters by number, or as older programs do, as bytes of GBK."""

    def words(text: str) -> str:
        text = re.sub(r"([\\{}])", r"\\\1", text)
        if coded:
            return "".join(
                c if c.isascii() else "".join(f"\\'{b:02x}" for b in c.encode("gb18030")) for c in text
            )
        return "".join(
            c if c.isascii() else f"\\u{ord(c) if ord(c) < 0x8000 else ord(c) - 0x10000}?" for c in text
        )

    body = ""
    for part in parts:
        if part.kind == "table":
            for row in part.rows:
                body += "\\trowd" + "".join(f"\\pard\\intbl {words(cell)}\\cell" for cell in row) + "\\row\n"
            body += "\\pard"
        else:
            align = {"title": "\\qc", "right": "\\qr"}.get(part.kind, "")
            body += f"\\pard{align} {words(part.text)}\\par\n"
    fonts = "{\\fonttbl{\\f0\\fcharset134 \\'cb\\'ce\\'cc\\'e5;}}"
    return f"{{\\rtf1\\ansi\\ansicpg936\\uc1{fonts}{{\\*\\generator x;}}\\f0 {body}}}".encode("ascii")


def _rows(parts: Sequence[Part]) -> list[tuple[str, ...]]:
    return [row for part in parts for row in (part.rows or ((part.text,),))]


def xlsx(parts: Sequence[Part] = NOTICE) -> bytes:
    """A sheet with a paragraph to a row, and the table's cells where they are."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    texts = [cell for row in _rows(parts) for cell in row]
    numbers = iter(range(len(texts)))
    rows = "".join(
        f'<row r="{r}">'
        + "".join(f'<c r="{"ABCDEFGH"[c]}{r}" t="s"><v>{next(numbers)}</v></c>' for c in range(len(row)))
        + "</row>"
        for r, row in enumerate(_rows(parts), 1)
    )
    strings = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    return zipped(
        {
            "xl/workbook.xml": f'<workbook xmlns="{space}" xmlns:r="{relation}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{relation}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="r2" Type="{relation}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
            "xl/sharedStrings.xml": f'<sst xmlns="{space}">{strings}</sst>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>',
        }
    )


def zipped(files: dict[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in files.items():
            out.writestr(name, content)
    return target.getvalue()


def replaced(whole: bytes, name: str, old: str, new: str) -> bytes:
    """A container with other words in one of its parts."""
    with zipfile.ZipFile(io.BytesIO(whole)) as parts:
        files: dict[str, str | bytes] = {part: parts.read(part) for part in parts.namelist()}
    changed = files[name]
    assert isinstance(changed, bytes)
    assert old.encode() in changed
    return zipped({**files, name: changed.replace(old.encode(), new.encode())})


def epub(parts: Sequence[Part] = NOTICE) -> bytes:
    """A book of two pages."""
    middle = len(parts) // 2
    return epub_of(html(parts[:middle]), html(parts[middle:]))


def epub_of(first: str, second: str = "") -> bytes:
    """A book of these pages."""
    pages = {
        f"OEBPS/{name}.xhtml": f'<?xml version="1.0"?><!DOCTYPE html>{page}'
        for name, page in (("a", first), ("b", second))
    }
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="n" href="nav.xhtml" properties="nav"/><item id="a" href="a.xhtml"/>'
        '<item id="b" href="b.xhtml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
    )
    container = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "OEBPS/book.opf": package,
            "OEBPS/nav.xhtml": "",
            **pages,
        }
    )


def ofd(parts: Sequence[Part] = NOTICE, *, doubled: bool = False) -> bytes:
    """An OFD of the same pages as the PDF, in millimetres from the top left."""
    page = set_on_pages(parts)
    return ofd_of(page.sheets, doubled=doubled)


def ofd_of(sheets: Sequence[Sheet], *, doubled: bool = False) -> bytes:
    mm, space = 25.4 / 72, 'xmlns:ofd="http://www.ofdspec.org/2016"'
    files: dict[str, str | bytes] = {
        "OFD.xml": f'<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>',
        "Doc_0/Document.xml": f'<ofd:Document {space}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>'
        "</ofd:CommonData><ofd:Pages>" + "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(sheets)))
        + "</ofd:Pages></ofd:Document>",
    }  # fmt: skip
    for number, sheet in enumerate(sheets):
        objects = ""
        for x, y, size, text in sheet.words * (2 if doubled else 1):
            steps = [size * mm * (0.5 if char.isascii() else 1) for char in text[:-1]]
            delta = (
                f"g {len(steps)} {steps[0]:.3f}"
                if steps and len(set(steps)) == 1
                else " ".join(f"{step:.3f}" for step in steps)
            )
            place = f"{x * mm:.3f} {(842 - y) * mm - 10:.3f} 200 20"
            objects += (
                f'<ofd:TextObject Boundary="{place}" Size="{size * mm:.3f}"><ofd:TextCode X="0" Y="10" DeltaX="{delta}">{escape(text)}'
                "</ofd:TextCode></ofd:TextObject>"
            )
        for x0, y0, x1, y1 in sheet.rules:
            ends = [f"{x * mm:.3f} {(842 - y) * mm:.3f}" for x, y in ((x0, y0), (x1, y1))]
            objects += (
                '<ofd:PathObject Boundary="0 0 210 297"><ofd:AbbreviatedData>'
                f"M {ends[0]} L {ends[1]}</ofd:AbbreviatedData></ofd:PathObject>"
            )
        if sheet.image:
            objects += '<ofd:ImageObject Boundary="10 10 190 270" ResourceID="1"/>'
        files[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f"<ofd:Page {space}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    return zipped(files)


def mhtml(parts: Sequence[Part] = NOTICE) -> bytes:
    return mhtml_of(html(parts))


def mhtml_of(page: str) -> bytes:
    """A web page as browsers save it in one file."""
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://www.example.gov.cn/t1.html"
    message.set_content(page.encode(), maintype="text", subtype="html", cte="quoted-printable")
    message.add_related(b"\x89PNG", maintype="image", subtype="png", cid="<a@b>")
    return bytes(message)


def mail(parts: Sequence[Part] = NOTICE) -> bytes:
    """A mail with the document attached as a Word file."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.cn", "b@example.cn", "转发"
    message.set_content("请查收。")
    message.add_attachment(docx(parts), maintype="application", subtype="octet-stream", filename="通知.docx")
    return bytes(message)


def compound(*streams: str) -> bytes:
    """What the start of an OLE file with these streams looks like."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(504)
        + b"".join(name.encode("utf-16-le") for name in streams)
    )
