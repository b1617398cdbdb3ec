"""The whole way from a file to a page, on files that the tests write."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen import frontmatter
from gongwen.convert import page
from gongwen.convert.pipeline import Converter, Wishes
from gongwen.errors import GongwenError
from gongwen.records import Document, build

NOTICE = """工业和信息化部文件
工信部某〔2015〕12号

关于做好网站备案自查工作的通知

各省、自治区、直辖市通信管理局：

为落实《某某通知》（某发〔2014〕3号）要求，现就有关事项通知如下。

一、自查范围

本次自查时间为2015年4月1日至30日。

请于2015年5月10日前报送结果。

工业和信息化部
2015年3月2日
"""
NEWS = """工业和信息化部部署网站备案自查
2015年3月2日，工业和信息化部在北京召开会议，部署网站备案自查工作。工业和信息化部副部长李文平出席会议并讲话，工业和信息化部某司司长赵启明主持会议。
会议指出，要抓好落实。据了解，公安部也将开展检查。
"""


@pytest.fixture
def made(converter: Converter, tmp_path: Path):
    def make(text: str | bytes, name: str = "x.txt", **wishes: str) -> Document:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return converter.convert(path, Wishes(**wishes)).document  # type: ignore[arg-type]

    return make


def test_a_notice(made) -> None:
    document = made(NOTICE)
    assert document.title == "关于做好网站备案自查工作的通知"
    assert (document.date, document.date_kind, document.date_basis) == ("2015-03-02", "document", "text")
    assert document.type == "通知"
    assert document.document_number == "工信部某〔2015〕12号"
    assert document.issuers == ("miit",)
    assert document.addressee == "各省、自治区、直辖市通信管理局"
    assert document.access == "full"
    assert document.review == ()
    assert document.repairs == ()
    assert document.body.startswith("各省、自治区、直辖市通信管理局：\n\n")
    assert "## 一、自查范围" in document.body
    assert document.body.endswith("工业和信息化部\n\n2015年3月2日")


def test_a_news_report(made) -> None:
    document = made(NEWS)
    assert document.type == "新闻报道"
    assert (document.date, document.date_kind) == ("2015-03-02", "event")
    assert document.issuers == ("miit",)
    assert document.place == "北京"
    assert [(p.name, p.office, p.role) for p in document.people] == [
        ("李文平", "工业和信息化部副部长", "speaker"), ("赵启明", "工业和信息化部某司司长", "host"),
    ]  # fmt: skip


def test_no_year_is_invented(made) -> None:
    document = made(NEWS.replace("2015年3月2日", "3月2日"))
    assert document.date is None
    assert "date" in document.review


def test_what_the_input_states_stands(made) -> None:
    document = made("---\ntitle: 另一题名\ndate: 2014-01\nissuers: [mps]\nunknown: x\n---\n\n" + NEWS, "x.md")
    assert (document.title, document.date, document.issuers) == ("另一题名", "2014-01", ("mps",))


def test_wishes_outrank_the_signals(made) -> None:
    text = NEWS + "未经本网书面授权，任何单位和个人不得转载本页内容。\n"
    assert made(text).access == "excerpt"
    document = made(text, access="full", rights_note="经查为公开新闻")
    assert document.access == "full"
    assert document.rights is not None
    assert document.rights.note == "经查为公开新闻"


def test_pages_are_signed(made) -> None:
    document = made(NOTICE)
    read = build(Document, frontmatter.parse(page.render(document), "x"), id="", file="")
    assert page.is_untouched(read)
    assert not page.is_untouched(read.model_copy(update={"title": "改过的题名"}))
    assert not page.is_untouched(read.model_copy(update={"original": None}))


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "x.txt", "空"),
        (b"PK\x03\x04....", "x.txt", "ZIP"),
        (b"%PDF-1.7", "x.txt", "PDF"),
        ("图片已损坏\n\n图片已损坏\n".encode(), "x.txt", ""),
        ("只有题名".encode(), "x.txt", "没有正文"),
    ],
)
def test_bad_files_get_one_clear_line(made, content: bytes, name: str, words: str) -> None:
    try:
        made(content, name)
    except GongwenError as error:
        assert words in str(error)
        assert "\n" not in str(error)


def test_slugs() -> None:
    assert (
        page.slug("关于做好网站备案自查工作的通知") == "guanyu-zuohao-wangzhan-beian-zicha-gongzuo-de-tongzhi"
    )
    assert page.slug("２０１５年“净网”行动") == page.slug("2015年净网行动")
    assert len(page.slug("某某" * 200)) <= 60
    assert page.slug("！？").startswith("wenxian-")


LINES = st.text(
    st.sampled_from("网站备案公安部清朗一二三四、。，：“”（）《》 \t12年月日第条章*_#<>&[]`-+.!|~{}\\"),
    max_size=40,
)


@given(st.lists(LINES, min_size=1, max_size=14))
def test_any_text_makes_a_page_that_comes_back(
    converter: Converter, tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    path = tmp_path_factory.mktemp("any") / "x.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    try:
        document = converter.convert(path, Wishes(access="full")).document
    except GongwenError:
        return
    text = page.render(document)
    read = build(Document, frontmatter.parse(text, "x"), id="", file="")
    assert read.body == document.body
    again = path.with_name("again.md")
    again.write_text(text, encoding="utf-8")
    assert converter.convert(again).document.body == document.body
