"""PDF: paragraphs from where lines stand, what stands around them, and what is refused."""

from __future__ import annotations

import os
from pathlib import PurePath

import pytest

import one_text
import pdf_writer
from gongwen.convert.model import Draft
from gongwen.convert.parsers import pdf_lines
from gongwen.convert.parsers.pdf_lines import Glyph, Page
from gongwen.convert.readers import apart, parse, scans
from gongwen.errors import ReadError
from pdf_writer import Sheet

EM = 16.0
LEFT = 79.0
FIRST = "各接入服务单位要逐个核对网站主办者的名称和负责人的联系电话，对不准确的要通知更正并留下记录。"
SECOND = "核对工作分三步走，四月底前完成自查，五月底前完成抽查，六月底前把结果报送市通信发展办公室备案。"
THIRD = "逾期没有完成的单位要书面说明原因，连续两次没有完成的，在全市范围内予以通报。"


@pytest.fixture(autouse=True)
def without_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the extra isn't installed."""
    monkeypatch.setattr(scans, "installed", lambda: False)


def read(*sheets: Sheet, encoding: str = "UniGB-UCS2-H", **options: bool) -> Draft:
    return parse(pdf_writer.pdf(sheets, encoding, **options), PurePath("a.pdf"))[0]


def texts(*sheets: Sheet) -> list[str]:
    return [block.text for block in read(*sheets).blocks]


def set_in(
    sheet: Sheet,
    paragraphs: list[str],
    *,
    top: float = 737,
    inset: float = 2,
    measure: float = 27,
    gap: float = 0,
    left: float = LEFT,
) -> float:
    """Set paragraphs below each other; returns where the next line would stand."""
    for paragraph in paragraphs:
        for number, text in enumerate(pdf_writer.broken(paragraph, measure, inset)):
            sheet.words.append((left + (0 if number else inset * EM), top, EM, text))
            top -= 28
        top -= gap
    return top


def test_paragraphs_that_are_set_in() -> None:
    sheet = Sheet()
    set_in(sheet, [FIRST, SECOND, THIRD])
    assert texts(sheet) == [FIRST, SECOND, THIRD]


def test_paragraphs_parted_by_white_space() -> None:
    sheet = Sheet()
    set_in(sheet, [FIRST, SECOND, THIRD], inset=0, gap=20)
    assert texts(sheet) == [FIRST, SECOND, THIRD]


def test_paragraphs_that_only_end_short() -> None:
    sheet = Sheet()
    set_in(sheet, [FIRST, SECOND, THIRD], inset=0)
    assert texts(sheet) == [FIRST, SECOND, THIRD]


def numbered(number: int, *, head: str = "") -> Sheet:
    sheet = Sheet(words=[(290, 60, 14, f"- {number} -")])
    if head:
        sheet.words.append((LEFT, 800, 10, head))
    return sheet


def test_a_paragraph_goes_on_over_the_page() -> None:
    pages = [
        numbered(1, head="某市公报2021年第3期"),
        numbered(2, head="某市公报2021年第3期"),
        numbered(3, head="某市公报2021年第3期"),
    ]
    lines = pdf_writer.broken(FIRST + SECOND + THIRD, 27, 2)
    for number, text in enumerate(lines):
        page = pages[min(number // 2, 2)]
        page.words.append(
            (
                LEFT + (0 if number else 2 * EM),
                737 - 28 * (number % 2 if number < 4 else number - 4),
                EM,
                text,
            )
        )
    draft = read(*pages)
    assert [block.text for block in draft.blocks] == [FIRST + SECOND + THIRD]
    assert {change.kind: change.count for change in draft.changes} == {"page-number": 3, "running-head": 3}
    assert len(draft.removed) == 6


def test_a_page_that_begins_a_paragraph_is_known() -> None:
    pages = [numbered(1), numbered(2)]
    set_in(pages[0], [FIRST])
    set_in(pages[1], [SECOND])
    assert [(block.text, block.paged) for block in read(*pages).blocks] == [(FIRST, False), (SECOND, True)]


def test_two_columns() -> None:
    sheet = Sheet(words=[(150, 760, 20, "关于核对工作的通报")])
    bottom = set_in(sheet, [FIRST, SECOND, THIRD, FIRST], measure=14, top=720, left=50)
    set_in(sheet, [SECOND, THIRD, FIRST, SECOND], measure=14, top=720, left=310)
    assert bottom > 0
    assert texts(sheet) == ["关于核对工作的通报", FIRST, SECOND, THIRD, FIRST, SECOND, THIRD, FIRST, SECOND]


def dotted(sheet: Sheet, entries: list[tuple[str, str]], top: float) -> float:
    for text, number in entries:
        sheet.words.append((LEFT, top, 12, f"{text}{'.' * 40}{number}"))
        top -= 20
    return top


def test_a_table_of_contents_goes_and_is_listed() -> None:
    first, second = Sheet(words=[(270, 740, EM, "目 录")]), Sheet()
    dotted(first, [("前言", "II"), ("一、核对范围", "1"), ("二、核对内容", "1"), ("三、工作要求", "3")], 700)
    top = dotted(second, [("附录一", "4"), ("附录二", "5"), ("附录三", "9")], 740)
    set_in(second, [FIRST, SECOND], top=top - 30)
    draft = read(first, second)
    assert [block.text for block in draft.blocks] == [FIRST, SECOND]
    assert {change.kind: change.count for change in draft.changes} == {"contents-list": 8}
    assert draft.removed[0].text == "目录"


def test_dots_alone_are_no_table_of_contents() -> None:
    """A list of prices, whose numbers go up and down; and one without the heading."""
    for heading, prices in (("目录", ("30", "5", "12")), ("价目", ("5", "12", "30"))):
        sheet = Sheet(words=[(270, 740, EM, heading)])
        top = dotted(sheet, [(f"第{n}种服务", price) for n, price in enumerate(prices)], 700)
        set_in(sheet, [FIRST, SECOND], top=top - 30)
        assert read(sheet).blocks[0].text == heading
        assert "第1种服务" in read(sheet).text


def test_a_page_with_little_text_is_set_as_the_pages_near_it() -> None:
    """Not as the wide tables that most of the document consists of."""
    wide = [Sheet() for _ in range(3)]
    for sheet in wide:
        for row in range(20):
            sheet.words += [(x, 740 - 30 * row, 10, f"第{row}行的内容") for x in (30, 180, 330, 480)]
    text, short = Sheet(), Sheet()
    set_in(text, [FIRST, SECOND, THIRD] * 3)
    set_in(short, [THIRD])
    assert read(text, short, *wide).blocks[9].text == THIRD


def test_title_and_signature_by_their_place() -> None:
    sheet = Sheet()
    for text, size, top in (("某市人民政府办公厅文件", 36, 740), ("关于开展核对工作的通知", 22, 680)):
        sheet.words.append(((595 - pdf_writer.width(text) * size) / 2, top, size, text))
    top = set_in(sheet, [FIRST, SECOND, THIRD], top=640)
    for text in ("某市人民政府办公厅", "2021年4月6日"):
        sheet.words.append((LEFT + (27 - 4 - pdf_writer.width(text)) * EM, top, EM, text))
        top -= 28
    aligned = [(block.text, block.align) for block in read(sheet).blocks]
    assert aligned[:2] == [("某市人民政府办公厅文件", "center"), ("关于开展核对工作的通知", "center")]
    assert aligned[-2:] == [("某市人民政府办公厅", "right"), ("2021年4月6日", "right")]
    assert [align for _, align in aligned[2:-2]] == ["", "", ""]


def test_a_seal_over_the_date_hides_nothing() -> None:
    sheet = Sheet(image=False)
    top = set_in(sheet, [FIRST, SECOND, THIRD])
    sheet.words.append((400, top, EM, "2021年4月6日"))
    sheet.raw = f"1 0 0 RG 4 w 380 {top - 60} m 500 {top - 60} 500 {top + 60} 380 {top + 60} c S q 90 0 0 90 380 {top - 40} cm /I Do Q"
    assert texts(sheet)[-1] == "2021年4月6日"


def table(sheet: Sheet, rows: list[list[str]], top: float, *, merged: bool = False) -> None:
    edges = [80, 180, 380, 500]
    for number, row in enumerate(rows):
        for edge, cell in zip(edges, row, strict=False):
            sheet.words.append((edge + 4, top - 20 - 28 * number, 12, cell))
    for number in range(len(rows) + 1):
        y = top - 28 * number
        sheet.rules.append((180 if merged and number == 2 else 80, y, 500, y))
    sheet.rules += [(edge, top - 28 * len(rows), edge, top) for edge in edges]


def test_a_ruled_table_with_merged_cells() -> None:
    sheet = Sheet()
    top = set_in(sheet, [FIRST])
    table(
        sheet,
        [
            ["等级", "网站", "得分"],
            ["", "图书馆网", "95"],
            ["甲级", "博物馆网", "92"],
            ["乙级", "公交网", "81"],
        ],
        top,
        merged=True,
    )
    set_in(sheet, [SECOND, THIRD], top=top - 160)
    rows = ["等级\t网站\t得分", "甲级\t图书馆网\t95", "\t博物馆网\t92", "乙级\t公交网\t81"]
    blocks = read(sheet).blocks
    assert [block.text for block in blocks] == [FIRST, *rows, SECOND, THIRD]
    assert [block.kind for block in blocks].count("row") == 4


def test_a_table_over_two_pages_is_one() -> None:
    pages = [numbered(1), numbered(2)]
    table(pages[0], [["等级", "网站", "得分"], ["甲级", "图书馆网", "95"]], 300)
    table(pages[1], [["等级", "网站", "得分"], ["乙级", "公交网", "81"]], 740)
    draft = read(*pages)
    assert [block.text for block in draft.blocks] == [
        "等级\t网站\t得分",
        "甲级\t图书馆网\t95",
        "乙级\t公交网\t81",
    ]
    assert ("running-head", "等级 网站 得分") in [(removed.kind, removed.text) for removed in draft.removed]


def test_a_list_of_names_without_rules() -> None:
    sheet = Sheet()
    top = set_in(sheet, [FIRST])
    for number, row in enumerate(
        [("王一", "市图书馆", "馆长"), ("李二三", "市博物馆", "主任"), ("张四", "公交公司", "经理")]
    ):
        for x, cell in zip((90, 200, 400), row, strict=True):
            sheet.words.append((x, top - 28 * number, EM, cell))
    assert texts(sheet)[1:] == ["王一\t市图书馆\t馆长", "李二三\t市博物馆\t主任", "张四\t公交公司\t经理"]


def test_bold_by_printing_twice_is_read_once() -> None:
    sheet = Sheet()
    set_in(sheet, [FIRST, SECOND] * 3)
    sheet.words += [(x + 1.5, y, size, text) for x, y, size, text in list(sheet.words)]
    draft = read(sheet)
    assert [block.text for block in draft.blocks] == [FIRST, SECOND] * 3
    assert [change.count for change in draft.changes if change.kind == "doubled-text"] == [
        len(FIRST + SECOND) * 3
    ]


def test_the_letters_of_a_ligature_stay() -> None:
    page = Page(
        100, 100, [Glyph(text, x, 10, x + 8, 20) for text, x in (("o", 10), ("f", 18), ("f", 18), ("o", 10))]
    )
    pdf_lines.drop_doubled(page)
    assert ("".join(glyph.text for glyph in page.glyphs), page.doubled) == ("off", 1)


def test_doubled_words_stay() -> None:
    sheet = Sheet()
    set_in(sheet, ["天天向上，处处留心，人人有责。"])
    assert texts(sheet) == ["天天向上，处处留心，人人有责。"]


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_turned_pages(rotate: int) -> None:
    sheet = Sheet(rotate=rotate)
    set_in(sheet, [FIRST, SECOND, THIRD])
    assert texts(sheet) == [FIRST, SECOND, THIRD]


def test_a_watermark_is_no_text() -> None:
    sheet = Sheet()
    set_in(sheet, [FIRST, SECOND, THIRD])
    mark = "某网站整理".encode("utf-16-be").hex()
    sheet.raw = f"BT /F 40 Tf 0.7 0.7 -0.7 0.7 150 300 Tm <{mark}> Tj ET"
    draft = read(sheet)
    assert [block.text for block in draft.blocks] == [FIRST, SECOND, THIRD]
    assert [removed.text for removed in draft.removed] == ["某网站整理"]


def test_letters_and_digits_between_characters() -> None:
    sheet = Sheet()
    words = "截至2020年12月31日，共有备案网站3256个，占92.5%，联系邮箱为abc@example.cn，依据GB/T 9704执行。"
    set_in(sheet, [words])
    assert texts(sheet) == [words]


@pytest.mark.parametrize("count", [1, 3])
def test_scanned_pages_are_named(count: int) -> None:
    with pytest.raises(ReadError, match=f"扫描件，全部 {count} 页没有文字") as caught:
        read(*[Sheet(image=True)] * count)
    assert caught.value.advice == scans.ADVICE


def test_scans_go_to_recognition_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def run(parser: str, data: bytes, what: str, **limits: int) -> dict[str, object]:
        asked.append(parser)
        if parser == "pdf":
            raise apart.ScanError("x", advice="y")
        return {
            "lines": [{"text": FIRST}],
            "changes": [],
            "removed": [],
            "doubts": [],
            "pages": [],
            "asks": [["body", "核对"]],
        }

    monkeypatch.setattr(scans, "installed", lambda: True)
    monkeypatch.setattr(apart, "run", run)
    assert read(Sheet(image=True)).text == FIRST
    assert parse(b"\x89PNG\r\n\x1a\n", PurePath("a"))[0].asks == (("body", "核对"),)
    assert asked == ["pdf", "ocr", "ocr"]


def test_one_scanned_page_among_others_is_a_doubt() -> None:
    pages = [Sheet() for _ in range(4)]
    for page in pages:
        set_in(page, [FIRST])
    draft = read(*pages, Sheet(image=True))
    assert [doubt.note for doubt in draft.doubts] == ["第5页是扫描的图片，文字没有读出"]
    assert [name for name, _ in draft.asks] == ["body"]
    with pytest.raises(ReadError, match="第3—4页没有文字"):
        read(*pages[:2], Sheet(image=True), Sheet(image=True))


def test_text_over_a_scan_is_up_for_review() -> None:
    sheet = Sheet(image=True)
    set_in(sheet, [FIRST, SECOND])
    draft = read(sheet)
    assert [block.text for block in draft.blocks] == [FIRST, SECOND]
    assert [name for name, _ in draft.asks] == ["body"]


def test_signs_without_meaning_are_counted_and_refused_past_a_share() -> None:
    few = Sheet()
    set_in(few, [FIRST * 3 + "\ue001末尾"])
    draft = read(few)
    assert "\ufffd末尾" in draft.text
    assert ["1 个字" in doubt.note for doubt in draft.doubts] == [True]
    many = Sheet()
    set_in(many, [FIRST + "\ue001" * 9])
    with pytest.raises(ReadError, match=r"1[0-9]% 的字读不出"):
        read(many)


def test_radicals_become_the_characters_they_look_like() -> None:
    sheet = Sheet()
    set_in(sheet, ["⻔⼾网站和⻓期运⾏的⽹站。"])
    draft = read(sheet)
    assert draft.text == "门户网站和长期运行的网站。"
    assert {change.kind: change.count for change in draft.changes} == {"character-forms": 5}


def test_a_text_of_wrong_characters_is_refused() -> None:
    sheet = Sheet()
    set_in(sheet, ["鏂囧瓧鍏ㄩ兘涓嶅鐨勪竴椤碉紝璇讳笉鍑烘剰鎬濇潵銆傞偅涔堝啀鍐欏嚑涓瓧杩涘幓鍚с€"])
    with pytest.raises(ReadError, match="不成文字"):
        read(sheet)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.4\n", "损坏"),
        (pdf_writer.pdf([], "GBK-EUC-H"), "损坏"),
        (pdf_writer.pdf([Sheet(words=[(100, 100, 12, "甲")])], encrypt=True), "密码|加密"),
        (pdf_writer.pdf([Sheet()]), "没有文字"),
        (one_text.pdf()[:1500], "损坏|没有文字|没有页"),
    ],
)
def test_what_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(ReadError, match=words):
        parse(data, PurePath("a.pdf"))


def test_a_damaged_stream_is_refused_though_the_library_reads_on() -> None:
    data = bytearray(one_text.pdf())
    assert parse(bytes(data), PurePath("a.pdf"))
    place = data.index(b"stream\n", data.index(b"/Contents")) + 300
    data[place : place + 4] = b"\x00\xff\x00\xff"
    with pytest.raises(ReadError, match="1 处数据损坏"):
        parse(bytes(data), PurePath("a.pdf"))


def test_a_file_cut_off_is_refused_though_the_library_reads_on() -> None:
    data = one_text.pdf()
    with pytest.raises(ReadError, match=r"缺了一截|损坏"):
        parse(data[: data.rindex(b"xref")], PurePath("a.pdf"))


def test_twenty_pages_in_two_seconds() -> None:
    """In the time that the parser's process and this one work, whatever else the machine does."""
    parts = [one_text.NOTICE[0], *[part for part in one_text.NOTICE if part.kind != "table"] * 13]
    data = one_text.pdf(parts)
    started = sum(os.times()[:4])
    assert len(parse(data, PurePath("a.pdf"))[0].blocks) > 200
    assert sum(os.times()[:4]) - started < 2
