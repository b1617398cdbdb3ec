"""Several documents in one file: found where they are, not where attachments or rules follow."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.convert.pipeline import Converter, Wishes
from gongwen.records.archive import Archive

FIRST = """某市通信协会关于核对备案信息的通知
通协〔2012〕3号
各会员单位：
请于本月底以前核对本单位的备案信息，并把结果报送协会秘书处。
某市通信协会
2012年3月4日
"""
SECOND = """某市通信协会关于举办备案培训班的通知
通协〔2012〕5号
各会员单位：
协会定于下月举办备案培训班，请派一名工作人员参加，不收费用。
某市通信协会
2012年4月9日
"""
ATTACHED = """附件1
备案信息核对表填写办法
第一条 核对表由接入单位填写，由协会汇总。
第二条 填写应当真实、完整。
第三条 本办法自公布之日起施行。
"""
NEWS = """市通信协会召开年会
2013-02-01 10:20 来源：协会网站
市通信协会昨日召开年会，一百家单位参加会议。
会议总结了上一年度的工作情况，讨论了新的章程。
市通信协会走访会员
2013-03-05 09:10 来源：协会网站
市通信协会秘书处近日走访了十家会员单位，听取意见。
走访活动到本月底结束，结果将向理事会报告。
"""


def converted(text: str, tmp_path: Path, *, split: bool = True) -> list[tuple[str, str]]:
    path = tmp_path / "文件.txt"
    path.write_text(text, encoding="utf-8")
    converter = Converter(Archive())
    return [
        (part.document.title, str(part.document.date))
        for part in converter.convert_all(path, Wishes(split=split))
    ]


def test_two_notices_become_two_pages(tmp_path: Path) -> None:
    assert converted(FIRST + SECOND, tmp_path) == [
        ("某市通信协会关于核对备案信息的通知", "2012-03-04"),
        ("某市通信协会关于举办备案培训班的通知", "2012-04-09"),
    ]


def test_two_articles_become_two_pages(tmp_path: Path) -> None:
    assert [title for title, _ in converted(NEWS, tmp_path)] == ["市通信协会召开年会", "市通信协会走访会员"]


def test_unasked_the_file_stays_whole_and_the_place_is_named(tmp_path: Path) -> None:
    path = tmp_path / "两件.txt"
    path.write_text(FIRST + SECOND, encoding="utf-8")
    document = Converter(Archive()).convert(path).document
    assert "培训班" in document.body
    assert any("另一件" in (doubt.note or "") and "培训班" in doubt.text for doubt in document.sic)


@pytest.mark.parametrize("text", [FIRST, FIRST + ATTACHED, SECOND])
def test_attachments_are_no_documents_of_their_own(text: str, tmp_path: Path) -> None:
    assert len(converted(text, tmp_path)) == 1


def test_parts_say_which_they_are(tmp_path: Path) -> None:
    path = tmp_path / "两件.txt"
    path.write_text(FIRST + SECOND, encoding="utf-8")
    parts = Converter(Archive()).convert_all(path, Wishes(split=True))
    assert [part.document.original.part for part in parts if part.document.original] == [1, 2]
    assert len({part.document.original.sha256 for part in parts if part.document.original}) == 1
