"""Writes the DOCX inputs of this folder, byte for byte the same each time: `python tests/eval/faults/make_docx.py`."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def run(text: str, *, bold: bool = False) -> str:
    properties = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inner: str, properties: str = "") -> str:
    """A paragraph; `inner` is plain text or runs."""
    inner = inner if inner.startswith("<") else run(inner)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def right(text: str) -> str:
    return paragraph(text, '<w:jc w:val="right"/>')


def centred(text: str) -> str:
    return paragraph(run(text, bold=True), '<w:jc w:val="center"/>')


def numbered(text: str, list_id: int, level: int = 0) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def cell(text: str, *, merge: str = "", span: int = 1) -> str:
    """A table cell; merge is restart or continue for a cell merged downwards."""
    properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    if merge:
        properties += '<w:vMerge w:val="restart"/>' if merge == "restart" else "<w:vMerge/>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text))}</w:tc>"


def table(*rows: tuple[str, ...]) -> str:
    return "<w:tbl><w:tblPr/>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def numbering(lists: dict[int, tuple[tuple[str, str], ...]]) -> str:
    """Lists by id: for each level its number format and its text; numbers of articles run on through chapters."""
    abstract = concrete = ""
    for list_id, levels in lists.items():
        body = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            + ('<w:lvlRestart w:val="0"/>' if "条" in text else "")
            + f'<w:lvlText w:val="{text}"/></w:lvl>'
            for level, (form, text) in enumerate(levels)
        )
        abstract += f'<w:abstractNum w:abstractNumId="{list_id}">{body}</w:abstractNum>'
        concrete += f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{list_id}"/></w:num>'
    return abstract + concrete


def part(root: str, inner: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{root} xmlns:w="{W}">{inner}</w:{root}>'
    )


Lists = dict[int, tuple[tuple[str, str], ...]]


def write(
    path: Path, body: str, *, lists: Lists | None = None, footnotes: dict[int, str] | None = None
) -> None:
    """Write a DOCX of `body`, with numbering and footnotes where given."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(packed(body, lists=lists, footnotes=footnotes))


def packed(body: str, *, lists: Lists | None = None, footnotes: dict[int, str] | None = None) -> bytes:
    """A DOCX of `body`."""
    parts = {"document": part("document", f"<w:body>{body}<w:sectPr/></w:body>")}
    if lists:
        parts["numbering"] = part("numbering", numbering(lists))
    if footnotes:
        notes = "".join(
            f'<w:footnote w:id="{note}">{paragraph(run(text))}</w:footnote>'
            for note, text in footnotes.items()
        )
        parts["footnotes"] = part("footnotes", notes)
    main = '<Override PartName="/word/{0}.xml" ContentType="' + OFFICE + '.{1}+xml"/>'
    types = "".join(main.format(name, "document.main" if name == "document" else name) for name in parts)
    links = "".join(
        f'<Relationship Id="r{name}" Type="{RELATION}/{name}" Target="{name}.xml"/>'
        for name in parts
        if name != "document"
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{RELATION}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
        **{f"word/{name}.xml": text for name, text in parts.items()},
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text)
    return target.getvalue()


CHINESE = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
ARTICLES = (
    ("chineseCountingThousand", "第%1章　"),
    ("chineseCountingThousand", "第%2条　"),
    ("chineseCounting", "（%3）"),
)
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def tables_and_notes() -> None:
    """k43: cells merged downwards, footnotes, accepted revisions."""
    write(
        HERE / "k43a-merged-cells.docx",
        centred("云台市网站分级检查表")
        + paragraph("检查结果分为三级，列表如下。")
        + table(
            (cell("等级"), cell("网站"), cell("得分")),
            (cell("甲级", merge="restart"), cell("图书馆网"), cell("95")),
            (cell("", merge="continue"), cell("博物馆网"), cell("92")),
            (cell("乙级"), cell("公交网"), cell("81")),
        )
        + paragraph(run("得分按百分制计算") + NOTE + run("，由第三方打分。"))
        + right("云台市大数据中心")
        + right("2022年10月9日"),
        footnotes={2: "加分项不计入总分。"},
    )
    write(
        HERE / "k43b-revisions.docx",
        centred("江州市互联网信息办公室关于报送案例的通知")
        + paragraph("各县（区）互联网信息办公室：")
        + numbered("报送范围", 3)
        + paragraph(
            run("2023年以来的") + f'<w:ins w:id="5" w:author="x">{run("执法")}</w:ins>' + run("案例。")
        )
        + numbered("报送时间", 3)
        + paragraph(
            run("请于")
            + '<w:del w:id="6" w:author="x"><w:r><w:delText>3月底</w:delText></w:r></w:del>'
            + f'<w:ins w:id="7" w:author="x">{run("5月底")}</w:ins>'
            + run("前报送。")
        )
        + table(
            (cell("类别", merge="restart"), cell("数量", span=2)),
            (cell("", merge="continue"), cell("上限"), cell("下限")),
            (cell("约谈"), cell("9"), cell("1")),
        )
        + right("江州市互联网信息办公室")
        + right("2023年3月14日"),
        lists={3: CHINESE},
    )


def automatic_numbers() -> None:
    """b09: numbers that Word writes by itself, several lists, a list that begins anew."""
    write(
        HERE / "b09a-chapters.docx",
        centred("乙县网络服务站管理规定")
        + numbered("总则", 1)
        + numbered("为了规范网络服务站，制定本规定。", 1, 1)
        + numbered("服务站应当公示下列事项：", 1, 1)
        + numbered("收费标准；", 1, 2)
        + numbered("投诉电话。", 1, 2)
        + numbered("附则", 1)
        + numbered("本规定自2023年1月1日起施行。", 1, 1),
        lists={1: ARTICLES},
    )
    write(
        HERE / "b09b-two-lists.docx",
        centred("云台市统计局关于核实平台名录的通知")
        + paragraph("各区县统计局：")
        + numbered("核实内容", 4)
        + numbered("名称", 4, 1)
        + numbered("地址", 4, 1)
        + numbered("核实方式", 4)
        + numbered("电话核实", 4, 1)
        + paragraph("核实步骤：")
        + numbered("下载名录", 5)
        + numbered("标注差异", 5)
        + right("云台市统计局")
        + right("2021年9月6日"),
        lists={4: CHINESE, 5: (("decimal", "%1."),)},
    )


def small_marks() -> None:
    """b10: hyphens, tabs and breaks inside runs; b15: a deleted paragraph mark joins two paragraphs."""
    write(
        HERE / "b10a-hyphens.docx",
        centred("云台市标准目录")
        + paragraph(
            "<w:r><w:t>GB</w:t><w:noBreakHyphen/><w:t>T 9704</w:t></w:r>"
            + run("等标准自公布之日起采用。")
            + "<w:r><w:softHyphen/></w:r>"
        )
        + paragraph("<w:r><w:t>名称：</w:t><w:tab/><w:t>公文格式</w:t><w:br/><w:t>类别：推荐</w:t></w:r>"),
    )
    write(
        HERE / "b10b-symbols.docx",
        centred("乙县网速测试说明")
        + paragraph(
            '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>已测试　下行≥100Mbps，</w:t></w:r>'
            '<w:r><w:t xml:space="preserve">误差±2</w:t><w:noBreakHyphen/><w:t>3%</w:t></w:r>'
        )
        + paragraph("测试点设在县图书馆。"),
    )
    deleted = '<w:rPr><w:del w:id="9" w:author="x"/></w:rPr>'
    write(
        HERE / "b15a-deleted-mark.docx",
        centred("江州市网络投诉情况")
        + paragraph("四月共受理投诉", deleted)
        + paragraph("八十二件。")
        + paragraph("已全部办结。"),
    )
    write(
        HERE / "b15b-deleted-paragraph.docx",
        centred("乙县网络文明日公告")
        + paragraph(
            '<w:del w:id="8" w:author="x"><w:r><w:delText>内部讨论稿</w:delText></w:r></w:del>', deleted
        )
        + paragraph("每月八日为网络文明日，")
        + paragraph("<w:moveFrom w:id='3' w:author='x'><w:r><w:t>由教育局牵头。</w:t></w:r></w:moveFrom>")
        + paragraph("由县文明办牵头。")
        + right("乙县精神文明建设办公室")
        + right("2020年8月8日"),
    )


if __name__ == "__main__":
    tables_and_notes()
    automatic_numbers()
    small_marks()
