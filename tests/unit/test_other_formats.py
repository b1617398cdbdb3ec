"""RTF, sheets, EPUB, OFD and what LibreOffice opens: what is particular to each, and what is refused."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path, PurePath

import pytest

import one_text
from gongwen.convert.model import Draft
from gongwen.convert.parsers import grid, xlsx
from gongwen.convert.readers import office, parse
from gongwen.errors import ReadError
from pdf_writer import Sheet

LONG = "各接入服务单位要逐个核对网站主办者的名称和负责人的联系电话，对不准确的要通知更正并留下记录。" * 4


def read(data: bytes, name: str = "a") -> Draft:
    return parse(data, PurePath(name))[0]


def rtf(body: str, head: str = "") -> bytes:
    return f"{{\\rtf1\\ansi\\ansicpg936{head}{body}}}".encode("gb18030")


def texts(body: str, head: str = "") -> list[str]:
    return [block.text for block in read(rtf(body, head)).blocks]


def test_rtf_keeps_numbers_and_leaves_out_what_is_no_text() -> None:
    body = (
        r"{\*\pgdsctbl 不读}{\header 书眉}\pard{\listtext\f0 一、\tab}核对范围\par{\field{\*\fldinst PAGE}{\fldrslt 全市}}网站。\par"
        r"{\pict 89504e47}{\v 隐藏}{\*\bkmkstart a}末段。\par"
    )
    assert texts(body) == ["一、核对范围", "全市网站。", "末段。"]


def test_rtf_characters() -> None:
    assert texts(r"\uc1\u-10179?\u-8704?\u20013\'d6\par") == ["\U0001f600中"]
    assert texts(r"\uc2\u20013\'d6\'d0文\par") == ["中文"]
    assert texts(
        r"\f1\'a4\'a4\'a4\'e5\f0\'ce\'c4\par", r"{\fonttbl{\f0\fcharset134 a;}{\f1\fcharset136 b;}}"
    ) == ["中文文"]
    assert texts(r"\ldblquote 甲\rdblquote\emdash\{乙\}\~丙\par") == ["“甲”—{乙}\u00a0丙"]


def test_rtf_notes_stand_below_their_paragraph() -> None:
    assert texts(r"得分按百分制计算{\footnote\pard 加分项不计入。}，由第三方打分。\par末段。\par") == [
        "得分按百分制计算[1]，由第三方打分。", "[1]加分项不计入。", "末段。",
    ]  # fmt: skip


def test_rtf_revisions_are_accepted_and_said() -> None:
    draft = read(rtf(r"请于{\deleted 三月底}{\revised 五月底}前报送。\par"))
    assert draft.text == "请于五月底前报送。"
    assert [change.kind for change in draft.changes] == ["tracked-changes"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (rtf(r"正文。\par")[:-1], "缺了一截"),
        (rtf(""), "没有文字"),
        (rtf("{" * 600 + "甲" + "}" * 600), "嵌套太深"),
    ],
)
def test_rtf_that_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(ReadError, match=words):
        read(data)


def test_raw_bytes_in_rtf_are_stepped_over() -> None:
    data = rtf(r"甲。\par{\pict\bin5 }}}}}}乙。\par")
    assert [block.text for block in read(data).blocks] == ["甲。", "乙。"]


def test_sheets_show_dates_and_leave_out_empty_columns() -> None:
    assert xlsx._number("44292", is_date=True) == "2021年4月6日"
    assert [xlsx._number(text, is_date=False) for text in ("3", "92.5", "0.1", "x")] == [
        "3",
        "92.5",
        "0.1",
        "x",
    ]
    rows = [
        ["通知"],
        [],
        ["", "甲", "", "1"],
        ["", "乙", "", "2"],
        ["第一段\n第二段"],
        ["某局", "", "2021年"],
    ]
    assert [(line.kind, line.text) for line in grid.lines(rows)] == [
        ("text", "通知"), ("row", "甲\t1"), ("row", "乙\t2"), ("text", "第一段"), ("text", "第二段"), ("text", "某局  2021年"),
    ]  # fmt: skip


def test_a_table_of_many_texts_is_no_document() -> None:
    table = "\n".join(f"通知{n},2021-04-06,{LONG}" for n in range(3))
    with pytest.raises(ReadError, match="3 条记录的数据表"):
        read(f"题名,日期,正文\n{table}\n".encode())


def test_csv_by_its_lines_not_its_name() -> None:
    table = "项目,单位,分值\n备案,市局,30\n制度,区局,20\n"
    assert parse(table.encode(), PurePath("a.txt"))[1] == "csv"
    assert [block.text for block in read(table.encode()).blocks] == [
        "项目\t单位\t分值",
        "备案\t市局\t30",
        "制度\t区局\t20",
    ]
    prose = "关于备案的通知\n各单位,\n请于月底前,完成备案,并报送结果。\n逾期的,予以通报。\n"
    assert parse(prose.encode(), PurePath("a.csv"))[1] == "txt"


def test_a_locked_book_is_refused() -> None:
    data = one_text.zipped(
        {"META-INF/container.xml": "<a/>", "META-INF/rights.xml": "<a/>", "mimetype": "application/epub+zip"}
    )
    with pytest.raises(ReadError, match="加了密"):
        read(data)


def test_layout_files_are_up_for_review() -> None:
    draft = read(one_text.ofd(doubled=True))
    assert [name for name, _ in draft.asks] == ["body"]
    assert "doubled-text" in {change.kind for change in draft.changes}


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        (Sheet(image=True), "扫描件，1 页"),
        (Sheet(), "没有文字"),
        (Sheet(words=[(80, 700, 16, "甲\ue001\ue002乙")]), "50% 的字读不出"),
    ],
)
def test_layout_files_that_are_refused(sheet: Sheet, words: str) -> None:
    with pytest.raises(ReadError, match=words):
        read(one_text.ofd_of([sheet]))


def test_a_layout_file_that_names_no_page() -> None:
    with pytest.raises(ReadError, match="OFD 不完整，缺少"):
        read(one_text.zipped({"OFD.xml": "<OFD><DocRoot>../../x.xml</DocRoot></OFD>"}))


# LibreOffice: a stand-in that does what it does


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setattr(office, "_PROGRAMS", ("office-of-the-test",))
    return folder / "office-of-the-test"


def put(program: Path, script: str) -> None:
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


def test_old_word_files_without_libreoffice(installed: Path) -> None:
    with pytest.raises(ReadError, match=r"DOC、WPS.*LibreOffice") as caught:
        read(one_text.compound("WordDocument"))
    assert "另存为 DOCX" in (caught.value.advice or "")
    with pytest.raises(ReadError, match="旧版 Excel"):
        read(one_text.compound("Workbook"))


def test_old_word_files_with_libreoffice(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "made.docx").write_bytes(one_text.docx())
    put(
        installed,
        f'while [ "$1" != --outdir ]; do shift; done; mkdir -p "$2"; cp {tmp_path}/made.docx "$2/in.docx"',
    )
    draft, format_, _ = parse(one_text.compound("WordDocument"), PurePath("通知.doc"))
    assert format_ == "doc"
    assert one_text.NOTICE[0].text in draft.text


@pytest.mark.parametrize(
    ("script", "words"), [("exit 0", "读不出"), ("exit 1", "读不出"), ("sleep 30", "1 秒还没开完")]
)
def test_libreoffice_that_fails(
    installed: Path, script: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "SECONDS", 1)
    put(installed, script)
    with pytest.raises(ReadError, match=words):
        read(one_text.compound("WordDocument"))


def test_a_bomb_in_any_container() -> None:
    for name in ("xl/workbook.xml", "OFD.xml", "META-INF/container.xml"):
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
            out.writestr(name, " " * (25 * 2**20))
        with pytest.raises(ReadError, match="过大"):
            read(target.getvalue())
