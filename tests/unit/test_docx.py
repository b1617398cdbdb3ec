"""DOCX: structure, automatic numbering, and what is refused."""

from __future__ import annotations

import base64
import io
import zipfile
from pathlib import Path, PurePath

import pytest

from gongwen.convert.model import Draft
from gongwen.convert.parsers import docx, package
from gongwen.convert.parsers.numbering import numeral
from gongwen.convert.readers import apart, parse, read
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
        parts.writestr("word/styles.xml", extra.pop("styles", STYLES))
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
    assert {change.kind: change.count for change in draft.changes} == {
        "automatic-numbers": 5,
        "tracked-changes": 2,
    }
    assert [field for field, _ in draft.asks] == ["body"]


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


def made(body: str, **extra: str) -> Draft:
    """The draft of a Word file, read as the tool reads it, in a process of its own."""
    return parse(packed(body, **extra), PurePath("a.docx"))[0]


def texts(body: str, **extra: str) -> list[str]:
    return [line.text for line in docx.parse(packed(body, **extra)).lines]


def test_a_bomb_is_refused_by_its_directory() -> None:
    with pytest.raises(ReadError, match="展开后过大"):
        made(BODY, bomb="0" * (package.XML_LIMIT + 1))


def test_many_small_parts_are_refused() -> None:
    with pytest.raises(ReadError, match=r"500\d 个部件"):
        made(BODY, **{f"part{n}": "" for n in range(5000)})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_declarations_in_xml_are_refused(encoding: str) -> None:
    entity = (
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        f"<w:document {W}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        out.writestr("word/document.xml", entity.encode(encoding))
    with pytest.raises(ReadError, match="实体声明"):
        parse(target.getvalue(), PurePath("a.docx"))


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_moved_and_deleted_text_goes_and_the_marks_with_it() -> None:
    gone = '<w:rPr><w:del w:id="1"/></w:rPr>'
    body = (
        f"<w:p><w:pPr>{gone}</w:pPr>{run('前半句')}</w:p><w:p>{run('后半句。')}</w:p>"
        f"<w:p><w:moveFrom>{run('原处。')}</w:moveFrom></w:p><w:p><w:moveTo>{run('新处。')}</w:moveTo></w:p>"
        f"<w:p><w:pPr><w:pPrChange><w:pPr>{numbered(0)}</w:pPr></w:pPrChange></w:pPr>{run('没有序号。')}</w:p>"
        "<w:tbl><w:tr><w:tc>" + paragraph("甲") + "</w:tc><w:tc>" + paragraph("乙") + "</w:tc></w:tr>"
        "<w:tr><w:trPr><w:del w:id='3'/></w:trPr><w:tc>" + paragraph("删") + "</w:tc><w:tc>" + paragraph("行") + "</w:tc></w:tr>"
        "<w:tr><w:tc>" + paragraph("丙") + "</w:tc><w:tc>" + paragraph("丁") + "</w:tc></w:tr></w:tbl>"
    )  # fmt: skip
    assert texts(body) == ["前半句后半句。", "新处。", "没有序号。", "甲\t乙", "丙\t丁"]


def test_a_deleted_number_is_not_counted() -> None:
    body = (
        paragraph("甲", numbered(0))
        + f"<w:p><w:pPr>{numbered(0)}<w:rPr><w:del w:id='1'/></w:rPr></w:pPr><w:del>{run('乙')}</w:del></w:p>"
    )
    assert texts(body + paragraph("丙", numbered(0))) == ["一、甲", "二、丙"]


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('某市人民政府文件')}</w:txbxContent>"
    both = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert texts(f"<w:p><w:r>{both}</w:r>{run('关于备案的通知')}</w:p>") == [
        "某市人民政府文件",
        "关于备案的通知",
    ]
    assert texts(paragraph("开头。") + f"<w:p><w:r>{both}</w:r>{run('正文。')}</w:p>") == [
        "开头。",
        "正文。",
        "某市人民政府文件",
    ]


def test_fields_show_their_result_and_contents_go() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("2021年4月6日")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    styles = f'<w:styles {W}><w:style w:styleId="C"><w:name w:val="toc 1"/></w:style></w:styles>'
    body = paragraph("一、总则\t1", '<w:pStyle w:val="C"/>') + f"<w:p>{run('印发日期：')}{field}</w:p>"
    draft = made(body, styles=styles)
    assert draft.text == "印发日期：2021年4月6日"
    assert [(r.kind, r.text) for r in draft.removed] == [("contents-list", "一、总则\t1")]


def test_hidden_text_goes_and_is_said() -> None:
    draft = made(
        paragraph("正文。")
        + paragraph("内部批注", "", "<w:vanish/>")
        + paragraph("留下。", "", '<w:vanish w:val="0"/>')
    )
    assert draft.text == "正文。\n留下。"
    assert [(r.kind, r.text) for r in draft.removed] == [("hidden-text", "内部批注")]


def test_only_pictures_is_a_scan() -> None:
    picture = '<w:p><w:r><w:drawing><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"/></w:drawing></w:r></w:p>'
    with pytest.raises(ReadError, match="只有图片（2 张）"):
        made(picture * 2)


def test_lists_from_programs_that_leave_out_the_level() -> None:
    assert texts(paragraph("甲", '<w:numPr><w:numId w:val="3"/></w:numPr>')) == ["一、甲"]


def test_strict_files_are_read_alike() -> None:
    strict = packed(BODY)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(strict)) as parts, zipfile.ZipFile(target, "w") as out:
        for name in parts.namelist():
            content = parts.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            out.writestr(
                name,
                content.replace(
                    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
                    b"http://purl.oclc.org/ooxml/officeDocument/relationships/",
                ),
            )
    assert docx.parse(target.getvalue()).lines == docx.parse(strict).lines


def test_a_table_without_lines_only_sets_words_side_by_side() -> None:
    borders = "<w:tblPr><w:tblBorders><w:top w:val='none'/><w:insideV w:val='nil'/></w:tblBorders></w:tblPr>"
    rows = "<w:tr><w:tc>" + paragraph("甲局") + "</w:tc><w:tc>" + paragraph("乙局") + "</w:tc></w:tr>"
    assert texts(f"<w:tbl>{borders}{rows * 2}</w:tbl>") == ["甲局", "乙局"] * 2
    assert texts(f"<w:tbl>{rows * 2}</w:tbl>") == ["甲局\t乙局"] * 2


@pytest.mark.parametrize("limit", [{"memory": 120 * 2**20}, {"seconds": 1}])
def test_a_parser_that_takes_too_much_is_stopped(limit: dict[str, int]) -> None:
    with pytest.raises(ReadError, match=r"读不出|用尽|过大|损坏"):
        apart.run("docx", packed(paragraph("正文。") * 150_000), "Word 文件", **limit)


def test_a_module_in_the_current_folder_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(7)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert made(paragraph("正文。")).text == "正文。"


@pytest.mark.parametrize("damage", [b"PK\x03\x04", packed(BODY)[:-40], packed("<w:p>")])
def test_damaged_files_are_refused(damage: bytes, tmp_path: Path) -> None:
    path = tmp_path / "坏.docx"
    path.write_bytes(damage)
    with pytest.raises(ReadError):
        read(path)


def test_a_source_that_breaks_within_a_paragraph() -> None:
    draft = made(paragraph("前半句，\n后半句。\u2028又一句。"))
    assert draft.text == "前半句， 后半句。 又一句。"


PAGE = "<html><head><style>p {color: red}</style></head><body><h1>备案工作的通知</h1><p>各县&amp;区：</p><p>请于月底以前报送。</p></body></html>"
SAVED = (
    'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="b"\n\n--b\n'
    'Content-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: base64\n\n{body}\n--b--\n'
)
INSERTED = (
    '<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="c1"/>'
)
WORDS = ["备案工作的通知", "各县&区：", "请于月底以前报送。"]


def with_chunk(body: str, data: bytes, mode: str = "") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", TYPES)
        parts.writestr("_rels/.rels", RELATIONS)
        parts.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="c1" '
            f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" Target="chunk.bin" {mode}/></Relationships>',
        )
        parts.writestr("word/chunk.bin", data)
        parts.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
    return target.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        PAGE.encode(),
        PAGE.replace("<head>", '<head><meta charset="gbk">').encode("gbk"),
        SAVED.format(body=base64.b64encode(PAGE.encode()).decode()).encode(),
        "\n".join(WORDS).encode(),
        with_chunk("".join(paragraph(word.replace("&", "&amp;")) for word in WORDS), b""),
        ("{\\rtf1\\ansi " + "\\par ".join("".join(f"\\u{ord(c)}?" for c in w) for w in WORDS) + "}").encode(),
    ],
    ids=["page", "page in GBK", "saved page", "text", "docx", "rtf"],
)
def test_a_file_in_the_place_of_paragraphs_is_read_where_it_stands(data: bytes) -> None:
    made, *_ = parse(
        with_chunk(paragraph("信息产业部文件") + INSERTED + paragraph("完"), data), PurePath("a.docx")
    )
    assert [block.text for block in made.blocks] == ["信息产业部文件", *WORDS, "完"]
    assert [block.line for block in made.blocks] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n" + bytes(40), b"%PDF-1.4 x", with_chunk(INSERTED, PAGE.encode()), b"{\\rtf1 "],
    ids=["picture", "pdf", "a chunk within a chunk", "damaged"],
)
def test_a_file_in_it_that_is_not_read_is_told(data: bytes) -> None:
    made, *_ = parse(with_chunk(paragraph("信息产业部文件") + INSERTED, data), PurePath("a.docx"))
    assert [(doubt.text, doubt.unread) for doubt in made.doubts] == [("附入的文件", True)]
    with pytest.raises(ReadError, match="附入的文件"):
        parse(with_chunk(INSERTED, data), PurePath("a.docx"))


def test_a_file_elsewhere_is_not_opened() -> None:
    made, *_ = parse(
        with_chunk(paragraph("信息产业部文件") + INSERTED, PAGE.encode(), 'TargetMode="External"'),
        PurePath("a.docx"),
    )
    assert [block.text for block in made.blocks] == ["信息产业部文件"]
    assert made.doubts
