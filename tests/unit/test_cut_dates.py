"""Days that markup broke into several lines."""

from __future__ import annotations

import pytest

from gongwen.convert.model import Block, Draft
from gongwen.convert.repair import lines


def repaired(*texts: str) -> list[str]:
    draft = Draft(blocks=tuple(Block(text, number) for number, text in enumerate(texts, 1)))
    once = lines.cut_dates(draft)
    assert lines.cut_dates(once).blocks == once.blocks
    return [block.text for block in once.blocks]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (("某局", "202", "4", "年", "12", "月", "27", "日"), ["某局", "2024年12月27日"]),
        (("某局", "2024年", "3月5日"), ["某局", "2024年3月5日"]),
        (("自2025", "年7", "月1日起施行。"), ["自2025年7月1日起施行。"]),
        (("本办法自2025年7", "月1日起施行。"), ["本办法自2025年7月1日起施行。"]),
        (("会议于2025年7月", "1日召开。"), ["会议于2025年7月1日召开。"]),
        (("会议于2025年7月1", "日召开。"), ["会议于2025年7月1日召开。"]),
    ],
)
def test_a_day_is_one_again(given: tuple[str, ...], expected: list[str]) -> None:
    assert repaired(*given) == expected


@pytest.mark.parametrize(
    "given",
    [
        ("共有2025", "年初的数字"),
        ("计划完成2025", "年度任务"),
        ("2024年12月27日", "2024年12月28日"),
        ("一、2024", "二、2025"),
        ("文号 2024", "12"),
        ("2024年12月", "某局"),
        ("见第2024", "日前，某局通报。"),
    ],
)
def test_what_is_no_day_stays(given: tuple[str, ...]) -> None:
    assert repaired(*given) == [*given]
