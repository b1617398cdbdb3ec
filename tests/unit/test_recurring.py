"""Lines that recur at the edges of a delivery's files are their source's; what documents share stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gongwen.convert import recurring
from gongwen.convert.model import Draft
from gongwen.convert.readers.text import read
from support import call


def delivery(head: str = "云台热线特稿", tail: str = "云台热线一站式便民", count: int = 6) -> list[Draft]:
    return [
        read(
            f"{head}\n关于第{n}项备案工作的通知\n各单位：\n请核对第{n}项备案信息，并于月底以前报送协会秘书处。\n"
            f"特此通知。\n云台市通信管理局\n2015年3月{n}日\n{tail}\n"
        )
        for n in range(1, count + 1)
    ]


def test_lines_of_the_source_are_told_with_their_count() -> None:
    assert recurring.recurring(delivery()) == {"云台热线特稿": 6, "云台热线一站式便民": 6}


@pytest.mark.parametrize(
    "line",
    [
        "云台市人民政府文件", "各县区人民政府：", "特此通知。", "（此件公开发布）", "附件：备案登记表", "2015年3月", "谢谢大家。",
        "一、工作目标", "本办法自公布之日起施行，由云台市通信管理局负责解释。", "王小明",
    ],
)  # fmt: skip
def test_what_documents_share_is_left_alone(line: str) -> None:
    assert recurring.recurring(delivery(line, line)) == {}


def test_three_files_teach_nothing() -> None:
    assert recurring.recurring(delivery(count=3)) == {}


def test_a_line_in_another_place_each_time_is_no_furniture() -> None:
    drafts = [
        read("\n".join([*(f"第{n}{k}段说的是别的事情" for k in range(n)), "有关要求", "请核对。"]))
        for n in range(1, 7)
    ]
    assert "有关要求" not in recurring.recurring(drafts)


def test_only_the_edges_lose_them_and_all_is_listed() -> None:
    inside = read(
        "云台热线特稿\n备案进展\n"
        + "".join(f"第{n}段。\n" for n in range(20))
        + "云台热线特稿\n"
        + "末段。\n" * 9
    )
    cleaned = recurring.without(inside, {"云台热线特稿": 6})
    assert [(removed.kind, removed.text, removed.line) for removed in cleaned.removed] == [
        ("recurring", "云台热线特稿", 1)
    ]
    assert cleaned.text.count("云台热线特稿") == 1


def test_a_file_of_nothing_else_stays() -> None:
    draft = read("云台热线特稿\n")
    assert recurring.without(draft, {"云台热线特稿": 6}) == draft


ALIKE = "网站备案核验结果告知书\n各接入单位：\n经核验，你单位第{n}批备案材料齐全，准予通过，请及时告知网站主办者。\n特此告知。\n"
NEARLY = """云台热线特稿
关于第{n}批备案的通知
经办单位应当指定专人负责材料收发，不得转由他人代办。
第{n}批共有{n}家网站备案，材料在协会秘书处，请派人领取，领取时出示单位介绍信和本人证件。
领取以后请于三日以内核对，逾期不再受理更正。
联系电话见协会网站公示栏
云台市互联网协会
2015年3月{n}日
云台热线一站式便民
"""


@pytest.mark.parametrize("text", [ALIKE, ALIKE.replace("{n}", "一"), "今日无备案变更。\n"])
def test_short_files_that_are_alike_lose_nothing(text: str) -> None:
    drafts = [read(text.replace("{n}", str(n))) for n in range(1, 13)]
    lines = recurring.recurring(drafts)
    assert [recurring.without(draft, lines) for draft in drafts] == drafts


def test_what_stands_between_title_and_signature_is_the_documents() -> None:
    drafts = [read(NEARLY.replace("{n}", str(n))) for n in range(1, 13)]
    lines = recurring.recurring(drafts)
    assert "领取以后请于三日以内核对，逾期不再受理更正。" in lines
    for draft in drafts:
        gone = [removed.text for removed in recurring.without(draft, lines).removed]
        assert gone == ["云台热线特稿", "云台热线一站式便民"]


def test_the_one_line_that_can_be_the_title_stays() -> None:
    drafts = [
        read(
            f"云台热线特稿\n网上有害信息周况\n第{n}周共接到举报{n}件，都已转交有关单位，{n}件办结，当事人没有异议。\n"
        )
        for n in range(1, 13)
    ]
    lines = recurring.recurring(drafts)
    assert [removed.text for removed in recurring.without(drafts[0], lines).removed] == ["云台热线特稿"]


def test_the_command_lists_what_was_taken_and_who_was_asked(tmp_path: Path) -> None:
    folder = tmp_path / "来件"
    folder.mkdir()
    for number, draft in enumerate(delivery(), 1):
        (folder / f"{number}.txt").write_text(draft.text, encoding="utf-8")
    report = tmp_path / "报告.jsonl"
    done = call("convert", folder, "--output", tmp_path / "页", "--report", report, "--show-removed")
    assert done.returncode == 0
    assert "第 1 行　删去同批文件首尾相同的文字　云台热线特稿" in done.stdout
    rows = [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]
    assert [row["text"] for row in rows[0]["removed"]] == ["云台热线特稿", "云台热线一站式便民"]
    assert rows[0]["asked"]["issuers"][0] == {"source": "落款", "words": "云台市通信管理局"}
