"""What stands above a title (addresses, greetings, spam) and behind a text, and titles that are told only there."""

from __future__ import annotations

from pathlib import Path

import pytest

from frozen import frozen
from gongwen.convert.pipeline import Converted, Converter

PARAGRAPH = "各单位应当在七月底以前核对全部备案信息，并把核对结果报送协会秘书处汇总，逾期不报的予以通报。"
MORE = "会议指出，备案信息的核对关系到全市网络运行的安全，各学校要指定专人负责，建立台账，逐项销号，并在学期结束前完成整改。"
NEWS = f"近日，江州市教育局召开会议，研究备案工作。{PARAGRAPH}"


@pytest.fixture(scope="module")
def converter() -> Converter:
    return Converter(frozen())


def made(converter: Converter, *lines: str, name: str = "a.txt") -> Converted:
    return converter.from_bytes(("\n".join(lines) + "\n").encode(), Path(name))[0]


@pytest.mark.parametrize(
    "above",
    [
        ("www.jiangzhou.example.cn", "您当前的位置: 首页 >> 工作专题 >> 部署推进", "部署推进"),
        ("您好！欢迎访问江州市教育局门户网站！", "", "| 网站无障碍本站支持IPV6 | 微信公众号", ""),
        ("AV某某的天堂在线观看国产，国内精品某某，真实国产乱子伦某某", "", "央广网", ""),
        ("央廣網", ""),
    ],
)
def test_what_stands_above_a_title_is_no_title(converter: Converter, above: tuple[str, ...]) -> None:
    converted = made(
        converter, *above, "江州市教育局研究备案工作", "2022-03-07   浏览次数: 次    [ ]", "", NEWS
    )
    assert converted.document.title == "江州市教育局研究备案工作"
    assert converted.document.body.strip() == NEWS


def test_a_column_of_the_same_words_further_down_stays(converter: Converter) -> None:
    converted = made(
        converter,
        "您当前的位置: 首页 >> 工作专题 >> 部署推进",
        "江州市教育局研究备案工作",
        "2022-03-07   浏览次数: 次",
        NEWS,
        "部署推进",
        PARAGRAPH,
    )
    assert "部署推进" in converted.document.body


@pytest.mark.parametrize("label", ["原标题：", "原標題: "])
def test_a_title_that_only_the_reprinters_line_has(converter: Converter, label: str) -> None:
    converted = made(
        converter,
        f"江州日报讯（记者王小明）{NEWS}",
        PARAGRAPH,
        f"{label}江州市教育局研究网站备案工作",
        "责任编辑：王小红",
    )
    assert converted.document.title == "江州市教育局研究网站备案工作"


def test_a_texts_own_title_stands_before_the_reprinters_line(converter: Converter) -> None:
    converted = made(converter, "江州核对网站备案", NEWS, PARAGRAPH, "原标题：江州市教育局研究网站备案工作")
    assert converted.document.title == "江州核对网站备案"


def test_what_an_account_says_of_itself_behind_the_end(converter: Converter) -> None:
    converted = made(
        converter,
        "# 江州核对网站备案",
        NEWS,
        PARAGRAPH,
        MORE,
        "素材来源：“江州发布”微信公众号",
        "END",
        "云台易信科技有限公司-安全部",
        "我们致力于保障客户的网络安全，为客户提供风险评估服务，确保客户安全。",
        "云台易信安全中心",
        "专业的安全团队，定期推送漏洞预警和安全知识。",
        name="a.md",
    )
    assert converted.document.body.strip() == f"{NEWS}\n\n{PARAGRAPH}\n\n{MORE}"


def test_what_a_document_has_behind_such_a_mark_stays(converter: Converter) -> None:
    lines = ("附件：备案核对表", "第一条 我们致力于保障客户的网络安全，定期推送漏洞预警。")
    converted = made(converter, "# 江州核对网站备案", NEWS, PARAGRAPH, "END", *lines, name="a.md")
    assert all(line in converted.document.body for line in lines)


def test_a_draft_of_a_law_with_a_space_before_the_bracket(converter: Converter) -> None:
    articles = [f"第{n}条 {PARAGRAPH}" for n in "一二三四五六七"]
    assert made(converter, "中华人民共和国备案信息保护法 （草案 ）", *articles).document.type == "法律"


@pytest.mark.parametrize("line", ["即可参与", "即可领取"])
def test_the_rest_of_a_prompt(converter: Converter, line: str) -> None:
    converted = made(
        converter, "# 江州核对网站备案", NEWS, PARAGRAPH, "公众号内回复关键词“备案”", line, name="a.md"
    )
    assert line not in converted.document.body
