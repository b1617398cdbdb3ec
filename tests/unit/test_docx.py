"""DOCX: structure, automatic numbering, and what is refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from gongwen.convert.readers import docx, read
from gongwen.convert.readers.numbering import numeral
from gongwen.errors import ReadError
from gongwen.text.shapes import chinese_number, chinese_numeral

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
PARTS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/>'
    '<Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>'
    "</Relationships>"
)
NUMBERING = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl></w:abstractNum>
<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>"""
STYLES = f"""<w:styles {W}><w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="二级"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
</w:styles>"""


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def numbered(level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr>'


def packed(body: str, **extra: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", TYPES)
        parts.writestr("_rels/.rels", RELATIONS)
        parts.writestr("word/_rels/document.xml.rels", PARTS)
        parts.writestr("word/numbering.xml", NUMBERING)
        parts.writestr("word/styles.xml", STYLES)
        parts.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, content in extra.items():
            parts.writestr(f"word/{name}.xml", content)
    return target.getvalue()


BODY = (
    paragraph("关于开展备案检查的通知", '<w:pStyle w:val="T"/><w:jc w:val="center"/>')
    + paragraph("检查范围", numbered(0))
    + paragraph("全市的接入单位。", "", "<w:b/>")
    + paragraph("检查办法", numbered(0))
    + paragraph("单位自查", '<w:pStyle w:val="Sub"/>')
    + paragraph("逐项核对。")
    + paragraph("现场抽查", '<w:pStyle w:val="Sub"/>')
    + paragraph("由协会派人。")
    + paragraph("时间安排", numbered(0))
    + paragraph("要点之一", numbered(2))
    + "<w:tbl><w:tr><w:tc>" + paragraph("项目") + "</w:tc><w:tc>" + paragraph("分值") + "</w:tc></w:tr>"
    "<w:tr><w:tc>" + paragraph("备案") + "</w:tc><w:tc>" + paragraph("30") + "</w:tc></w:tr></w:tbl>"
    '<w:p><w:ins w:id="1"><w:r><w:t>插入的文字</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>删去的文字</w:delText></w:r></w:del></w:p>'
    + paragraph("某协会", '<w:jc w:val="right"/>')
)  # fmt: skip


def test_structure_and_automatic_numbers(tmp_path: Path) -> None:
    path = tmp_path / "通知.docx"
    path.write_bytes(packed(BODY))
    draft, format_, encoding, _ = read(path)
    assert (format_, encoding) == ("docx", None)
    assert [block.text for block in draft.blocks] == [
        "关于开展备案检查的通知", "一、检查范围", "全市的接入单位。", "二、检查办法", "（一）单位自查", "逐项核对。", "（二）现场抽查",
        "由协会派人。", "三、时间安排", "要点之一", "项目\t分值", "备案\t30", "插入的文字", "某协会",
    ]  # fmt: skip
    assert draft.blocks[0].align == "center"
    assert draft.blocks[0].level == 1
    assert draft.blocks[-1].align == "right"
    assert [block.kind for block in draft.blocks][10:12] == ["row", "row"]
    assert {change.kind: change.count for change in draft.changes} == {"automatic-numbers": 5}


@pytest.mark.parametrize(
    ("value", "format_", "expected"),
    [
        (12, "chineseCountingThousand", "十二"), (105, "japaneseCounting", "一百〇五"), (3, "decimalEnclosedCircle", "③"),
        (4, "upperRoman", "IV"), (27, "lowerLetter", "aa"), (2, "ideographTraditional", "乙"), (7, "decimalZero", "07"),
        (21, "chineseLegalSimplified", "贰拾壹"), (5, "decimal", "5"),
    ],
)  # fmt: skip
def test_number_formats(value: int, format_: str, expected: str) -> None:
    assert numeral(value, format_) == expected


def test_chinese_numerals_there_and_back() -> None:
    assert all(chinese_number(chinese_numeral(value)) == value for value in range(1, 10000))
    assert chinese_numeral(0) == "〇"
    assert chinese_numeral(10110) == "10110"


def test_a_bomb_is_refused_by_its_directory() -> None:
    with pytest.raises(ReadError, match="展开后过大"):
        docx.read(packed(BODY, bomb="0" * (docx.XML_LIMIT + 1)))


def test_declarations_in_xml_are_refused() -> None:
    entity = '<!DOCTYPE x [<!ENTITY a "文">]><w:settings/>'
    with pytest.raises(ReadError, match="读不出"):
        docx.read(packed(BODY, settings=entity))


@pytest.mark.parametrize("damage", [b"PK\x03\x04", packed(BODY)[:-40], packed("<w:p>")])
def test_damaged_files_are_refused(damage: bytes, tmp_path: Path) -> None:
    path = tmp_path / "坏.docx"
    path.write_bytes(damage)
    with pytest.raises(ReadError):
        read(path)
