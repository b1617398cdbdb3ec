"""What stands between a title and a text: a day beside a number, labels with their values below, the title over lines."""

from __future__ import annotations

from pathlib import Path

from frozen import frozen
from gongwen.convert.model import Block, Draft
from gongwen.convert.pipeline import Converter
from gongwen.convert.repair.field_lines import field_lines
from gongwen.records import Document

TEXT = "各省、自治区、直辖市高级人民法院、人民检察院、公安厅（局）：\n\n为了加强监督，现就有关事项通知如下。\n\n一、各地应当按期报告。\n"


def converted(text: str, name: str = "a.md") -> Document:
    return Converter(frozen()).from_bytes(text.encode(), Path(name))[0].document


def test_a_day_beside_a_number_gives_both() -> None:
    text = f"# 关于加强存款管理的通知\n\n1996年8月13日　法〔1996〕83号\n\n{TEXT}"
    found = converted(text)
    assert (str(found.date), found.document_number) == ("1996-08-13", "法〔1996〕83号")
    assert "法〔1996〕83号" not in found.body


def test_a_number_beside_a_day_gives_both() -> None:
    found = converted(f"# 关于加强存款管理的通知\n\n公通字〔2006〕5号　2006年8月13日\n\n{TEXT}")
    assert (str(found.date), found.document_number) == ("2006-08-13", "公通字〔2006〕5号")


def test_the_title_again_over_lines_with_its_bodies_apart_is_one() -> None:
    title = "最高人民法院、最高人民检察院、公安部关于对存款的执法活动加强监督的通知"
    again = "最高人民法院　最高人民检察院　公安部\n\n关于对存款的\n\n执法活动加强监督的通知"
    found = converted(f"---\ntitle: {title}\n---\n\n{again}\n\n1996年8月13日　法〔1996〕83号\n\n{TEXT}")
    assert found.title == title
    assert found.body.startswith("各省、自治区、直辖市") or found.addressee
    assert "执法活动加强监督的通知" not in found.body
    assert found.document_number == "法〔1996〕83号"


def test_facts_with_their_values_below_are_no_text() -> None:
    facts = "信息名称：\n\n教育部办公厅关于举办活动的通知\n\n信息索引：\n\n360A12-07-2024-0008-1\n\n生成日期：\n\n2024-06-04\n\n发文机构：\n\n教育部办公厅\n\n发文字号：\n\n教思政厅函〔2024〕10号\n\n信息类别：\n\n高等教育\n\n"
    found = converted(f"{facts}# 教育部办公厅关于举办活动的通知\n\n{TEXT}")
    assert found.document_number == "教思政厅函〔2024〕10号"
    assert "信息索引" not in found.body
    assert "高等教育" not in found.body


def test_a_title_below_an_empty_label_is_the_title() -> None:
    facts = "索引号： A/2026-00039\n发布机构： 甲市科技创新局\n成文日期： 2026-02-25\n主题词：\n\n"
    title = "甲市科技创新局关于印发《甲市研发投入\n补助计划项目管理办法》的通知"
    found = converted(f"{facts}{title}\n\n{TEXT}", "a.txt")
    assert found.title == title.replace("\n", "")


def test_a_label_right_above_the_last_line_is_no_fault() -> None:
    draft = Draft(
        blocks=tuple(Block(text, 1) for text in ("索引号： A/1", "发布机构： 甲局", "发文字号：", "某局"))
    )
    assert [block.text for block in field_lines(draft).blocks] == ["某局"]


def test_page_marks_of_a_tool_that_reads_pdf_are_no_text() -> None:
    found = converted(
        f"--- 第 1 页 ---\n关于加强存款管理的通知\n\n{TEXT}\n--- 第 2 页 ---\n二、各地应当核对账目。\n",
        "a.txt",
    )
    assert found.title == "关于加强存款管理的通知"
    assert "页" not in found.body
