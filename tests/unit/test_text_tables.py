"""Tables in plain text: lines whose cells are set apart by strokes or tabs."""

from __future__ import annotations

from pathlib import Path

import pytest

from frozen import frozen
from gongwen.convert.pipeline import Converter
from gongwen.convert.readers import text

NOTICE = """甲省通信管理局关于四款应用软件的通报
我局检查了近期上架的应用软件，现将没有按期整改的通报如下，请有关单位尽快改正。
{table}
甲省通信管理局
2024年3月5日
"""
ROWS = (
    ("类别", "序号", "名称", "开发者", "备案号"),
    ("购物类", "1", "快买", "乙市某某公司", "甲ICP备00000001号-2A"),
    ("2", "慢买", "丙市某某公司", "甲ICP备00000002号-8A"),
    ("生活类", "3", "水电表", "丁市某某公司", "甲ICP备00000003号-7A"),
)


def converted(given: str) -> str:
    return Converter(frozen()).from_bytes(given.encode(), Path("a.txt"))[0].document.body


def body(table: str) -> str:
    return converted(NOTICE.format(table=table))


@pytest.mark.parametrize("stroke", [" | ", "|", "｜", "\t"])
def test_rows_set_apart_by_strokes_or_tabs_are_a_table(stroke: str) -> None:
    found = body("\n".join(stroke.join(row) for row in ROWS))
    for row in ROWS:
        assert "| " + " | ".join(row) + " |" in found or "| " + " | ".join(row) + " |  |" in found


def test_strokes_at_both_ends_and_a_rule_below_the_heads_make_no_cells() -> None:
    lines = ["| " + " | ".join(row) + " |" for row in ROWS]
    found = body("\n".join([lines[0], "|---|---|---|---|---|", *lines[1:]]))
    assert found.count("购物类") == 1
    assert "| 类别 | 序号 | 名称 | 开发者 | 备案号 |" in found
    assert found.count("\n| --- |") == 1


def test_a_row_cut_off_keeps_its_words() -> None:
    found = body("\n".join([*(" | ".join(row) for row in ROWS), "另违规使用个人信息 | ||||"]))
    assert "| 另违规使用个人信息 |" in found


def test_filing_numbers_in_a_table_are_no_footer_of_a_site() -> None:
    table = "\n".join(" | ".join(row) for row in ROWS)
    found = converted(NOTICE.format(table="附件：名单") + f"附件\n名单\n{table}\n")
    assert all(row[-1] in found for row in ROWS)


def test_the_footer_of_a_site_is_one_all_the_same() -> None:
    footer = "主办：甲省通信管理局 | 甲ICP备00000009号 | 网站标识码bm00000000\n"
    assert "00000009" not in converted(NOTICE.format(table="") + footer)


def test_menus_are_no_tables() -> None:
    menu = "首页 | 新闻 | 公告 | 服务\n机构 | 政策 | 法规 | 统计\n互动 | 信箱 | 访谈 | 投诉\n"
    assert {block.kind for block in text.read(menu).blocks} == {"text"}
