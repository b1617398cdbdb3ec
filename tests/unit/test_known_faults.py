"""Faults that users of comparable tools reported on exactly these files: each is a test, here or where the table says.

The reports are public; they are named by project and number.
"""

from __future__ import annotations

import random
import re
import resource
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePath

import pytest

import one_text
import pdf_writer
from conversion import converted
from delivery import Input
from eval.faults import make_docx as word
from gongwen.convert.readers import parse
from pdf_writer import Sheet

HERE = Path(__file__).resolve().parent
TESTED = {
    "pdf-inspector 400: GBK-EUC-H without ToUnicode": "test_formats.py::test_the_same_document_in_any_format",
    "pdf-inspector 364: UniGB-UCS2-H, nothing embedded": "test_formats.py::test_the_same_document_in_any_format",
    "docling 3582: a standard's cover garbled": "test_pdf.py::test_a_text_of_wrong_characters_is_refused",
    "docling 1262: characters of a title in another order": "test_known_faults.py::test_characters_in_any_order",
    "docling-serve 701: two workers, other results": "test_known_faults.py::test_as_many_workers_as_one_likes",
    "docling-serve 366, 474: memory grows from file to file": "test_known_faults.py::test_memory_stays",
    "MinerU 4697: date and signature below the seal lost": "test_pdf.py::test_a_seal_over_the_date_hides_nothing",
    "PaddleOCR 18082: the same in a scan": "test_ocr.py::test_degraded_pages",
    "OCRFlux 79: the red letterhead of a scan not recognised": "test_ocr.py::test_degraded_pages",
    "MinerU 3687, 5181: a paragraph broken by a page": "test_pdf.py::test_a_paragraph_goes_on_over_the_page",
    "MinerU 4941: merged cells lose their Chinese": "test_pdf.py::test_a_ruled_table_with_merged_cells",
    "MinerU 4708, 5036: automatic numbers at the wrong level": "test_docx.py::test_structure_and_automatic_numbers",
    "MinerU 2911: fonts and layout": "test_pdf.py::test_two_columns",
    "markitdown 1415: numbers of headings lost": "test_known_faults.py::test_numbers_of_headings",
    "markitdown 1282: a list without a level": "test_docx.py::test_lists_from_programs_that_leave_out_the_level",
    "markitdown 2214: a PDF without headings": "test_formats.py::test_the_same_document_in_any_format",
    "mammoth 56, 109: numbers of headings lost": "test_known_faults.py::test_numbers_of_headings",
    "mammoth 27: lists that don't begin at 1": "test_known_faults.py::test_lists_that_begin_later",
    "mammoth.js 228: a numbered heading without its number": "test_known_faults.py::test_numbers_of_headings",
    "pdfminer 566, 771, pdfplumber 159, 1022: (cid:…)": "test_pdf.py::test_signs_without_meaning_are_counted_and_refused_past_a_share",
    "grobid 477: blanks between characters": "test_known_faults.py::test_stretched_lines",
    "ofdrw 51: all pages but the first garbled": "test_ofd.py::test_pages_with_fonts_of_their_own",
    "ofdrw 312: doubled text": "test_ofd.py::test_shadows_are_read_once",
    "ofdrw 357: embedded fonts": "test_ofd.py::test_embedded_fonts",
    "easyofd 29: fonts that are not registered": "test_ofd.py::test_embedded_fonts",
    "marker 154: a PDF that a viewer edited": "test_known_faults.py::test_an_edited_file_says_what_it_was_edited_to",
    "text-dedup 33: texts cut in the middle of a character": "test_shared_runs.py::test_",
}  # fmt: skip


@pytest.mark.parametrize("fault", TESTED)
def test_every_fault_has_a_test(fault: str) -> None:
    file, _, name = TESTED[fault].partition("::")
    assert re.search(rf"^def {name}", (HERE / file).read_text(encoding="utf-8"), re.MULTILINE)


def texts(sheets: Sequence[Sheet], **options: bool) -> list[str]:
    return [block.text for block in parse(pdf_writer.pdf(sheets, **options), PurePath("a.pdf"))[0].blocks]


def test_characters_in_any_order() -> None:
    """A file may draw its characters one by one, the last first."""
    page = one_text.set_on_pages(one_text.NOTICE[:8])
    shuffled = []
    for sheet in page.sheets:
        single = []
        for x, y, size, text in sheet.words:
            at = x
            for character in text:
                single.append((at, y, size, character))
                at += size * (0.5 if character.isascii() else 1)
        random.Random(3).shuffle(single)
        shuffled.append(replace(sheet, words=single))
    assert texts(shuffled) == texts(page.sheets)


def test_as_many_workers_as_one_likes(tmp_path: Path) -> None:
    files = {
        "a.docx": one_text.docx(),
        "b.pdf": one_text.pdf(),
        "c.ofd": one_text.ofd(),
        "d.rtf": one_text.rtf(),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    items = [Input(tmp_path / name, name) for name in files]
    one, three = (list(converted(items, tmp_path, jobs=jobs)) for jobs in (1, 3))
    assert [made for _, made in one] == [made for _, made in three]
    assert len(one) == 4


@pytest.mark.skipif(sys.platform == "win32", reason="no such figure")
def test_memory_stays() -> None:
    data = one_text.pdf(one_text.NOTICE * 3)

    def most() -> int:
        for _ in range(6):
            parse(data, PurePath("a.pdf"))
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    first = most()
    assert most() - first < 20_000  # kilobytes


def numbered_headings() -> bytes:
    """Headings whose numbers Word makes, by their own properties and by the style."""
    levels = (("chineseCounting", "第%1章　"), ("decimal", "%2.　"))
    heading = '<w:pStyle w:val="2"/><w:outlineLvl w:val="0"/>'
    number = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="6"/></w:numPr>'
    body = (
        word.centred("江州市网站备案管理办法")
        + word.paragraph("总则", heading + number.format(0))
        + word.paragraph("范围", heading.replace('"0"', '"1"') + number.format(1))
        + word.paragraph("本市的网站适用本办法。")
        + word.paragraph("备案", heading + number.format(0))
        + word.paragraph("材料", heading.replace('"0"', '"1"') + number.format(1))
    )
    return word.packed(body, lists={6: levels})


def test_numbers_of_headings() -> None:
    blocks = parse(numbered_headings(), PurePath("a.docx"))[0].blocks
    assert [block.text for block in blocks if block.kind == "heading"] == [
        "第一章　总则",
        "1.　范围",
        "第二章　备案",
        "1.　材料",
    ]


def test_lists_that_begin_later() -> None:
    made = word.packed(
        word.paragraph("步骤如下：") + word.numbered("填写", 5) + word.numbered("报送", 5),
        lists={5: (("decimal", "%1."),)},
    )
    later = word.packed(
        word.paragraph("步骤如下：") + word.numbered("填写", 5) + word.numbered("报送", 5),
        lists={5: (("decimal", "%1."),)},
    )
    assert [block.text for block in parse(made, PurePath("a.docx"))[0].blocks][1:] == ["1.填写", "2.报送"]
    changed = one_text.replaced(later, "word/numbering.xml", 'w:start w:val="1"', 'w:start w:val="5"')
    assert [block.text for block in parse(changed, PurePath("a.docx"))[0].blocks][1:] == ["5.填写", "6.报送"]


def test_stretched_lines() -> None:
    """Lines that are stretched to the margin, and titles set wide, have no blanks."""
    line = "各接入服务单位要逐个核对网站主办者的名称"
    for step in (1.2, 1.45):
        sheet = Sheet(words=[(60 + 16 * step * n, 700, 16, character) for n, character in enumerate(line)])
        assert texts([sheet]) == [line]


def test_an_edited_file_says_what_it_was_edited_to() -> None:
    """Viewers append what they change and leave the old in the file."""
    old, new = (Sheet(words=[(79, 700, 16, f"核对工作于{month}月底前完成。")]) for month in ("五", "六"))
    assert texts([old]) == ["核对工作于五月底前完成。"]
    edited = pdf_writer.edited(pdf_writer.pdf([old]), new)
    assert (
        "".join(block.text for block in parse(edited, PurePath("a.pdf"))[0].blocks)
        == "核对工作于六月底前完成。"
    )
