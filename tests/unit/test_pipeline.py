"""The whole way from a file to a page, on files that the tests write."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st
from markdown import Markdown

from gongwen.convert import page
from gongwen.convert.pipeline import Converter, Wishes
from gongwen.errors import GongwenError
from gongwen.records import Document, build, frontmatter, is_below
from gongwen.records.archive import Archive
from support import PAYLOADS

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


HEAD = "---\n{}\n---\n\n"


def test_front_matter_fills_what_the_text_leaves_open(made) -> None:
    head = HEAD.format("title: 备案自查情况\ndate: 2014-01\ntype: 解读\nissuers: [公安部]")
    document = made(head + "备案自查分三步，先看首页，再看栏目，后看论坛。\n\n三步都要留下记录。\n", "x.md")
    assert (document.title, document.date, document.date_basis) == ("备案自查情况", "2014-01", "source")
    assert (document.type, document.issuers) == ("解读", ("mps",))
    assert {document.evidence[key].basis for key in ("title", "date", "type", "issuers")} == {"source"}
    assert document.review == ()


def test_where_front_matter_and_text_disagree_the_text_stands_and_a_person_looks(made) -> None:
    head = HEAD.format(
        "title: 关于另一件事的通知\ndate: 2014-01-05\ntype: 意见\nissuers: [mps]\ndocument_number: 公某〔2014〕1号"
    )
    document = made(head + NOTICE, "x.md")
    plain = made(NOTICE)
    assert document.date == plain.date == "2015-03-02"
    assert document.issuers == plain.issuers == ("miit",)
    assert (document.type, document.document_number) == (plain.type, plain.document_number)
    assert set(document.review) == {"title", "date", "type", "issuers", "document_number"}
    assert "2014-01-05" in (document.evidence["date"].note or "")
    assert document.body == plain.body


def test_front_matter_that_agrees_changes_nothing(made) -> None:
    head = HEAD.format(
        "title: 关于做好网站备案自查工作的通知\ndate: 2015-03\ntype: 通知\nissuers: [工业和信息化部]"
    )
    document, plain = made(head + NOTICE, "x.md"), made(NOTICE)
    ignored = {"original": None}
    assert document.model_copy(update=ignored) == plain.model_copy(update=ignored)


@pytest.mark.parametrize("field", ["issuers", "campaigns"])
@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("某县某某办公室", ("某县某某办公室",)),
        ("no-such-record", None),
        ("某市<svg onload=alert(1)>办公室", None),
        ("[点此](javascript:alert(1))行动", None),
        ("某局{: onclick=alert(1)}", None),
    ],
)
def test_names_without_a_record_go_to_review(
    made, field: str, value: str, kept: tuple[str, ...] | None
) -> None:
    document = made(
        HEAD.format(f"type: 解读\n{field}: ['{value}']") + "备案自查分三步。\n\n三步都要留下记录。\n", "x.md"
    )
    assert field in document.review
    assert getattr(document, field) == (kept or ())


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
        (b"PK\x03\x04....", "x.txt", "压缩包损坏"),
        (b"%PDF-1.7", "x.txt", "PDF"),
        ("图片已损坏\n\n图片已损坏\n".encode(), "x.txt", "没有正文"),
        ("[图片]\n【打印】【关闭】\n图片加载失败 2\n".encode(), "x.txt", "没有正文"),
        (b"![a](a.png)\n\n![](b.jpg)\n", "x.md", "没有正文"),
        ("首页 > 新闻 > 正文\n扫一扫关注我们\n责任编辑：某某\n".encode(), "x.txt", "没有正文"),
        ("只有题名".encode(), "x.txt", "没有正文"),
    ],
)
def test_bad_files_get_one_clear_line(made, content: bytes, name: str, words: str) -> None:
    with pytest.raises(GongwenError, match=words) as caught:
        made(content, name)
    assert "\n" not in str(caught.value)


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
    converter: Converter, archive: Archive, tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    root = tmp_path_factory.mktemp("any")
    path = root / "x.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    try:
        document = converter.convert(path, Wishes(access="full")).document
    except GongwenError:
        reject()
    text = page.render(document)
    read = build(Document, frontmatter.parse(text, "x"), id="", file="")
    assert read.body == document.body
    own = root / "docs" / "documents" / "2015" / "again.md"
    own.parent.mkdir(parents=True)
    own.write_text(text, encoding="utf-8")
    again = Converter(archive, docs=root / "docs").convert(own)
    assert again.own
    assert page.render(again.document) == text


PAGE = """---
title: 关于做好网站备案自查工作的通知
type: 通知
content: text
access: full
---

各单位要<b onclick="x()">自查</b>，见[附件](javascript:alert(1))、[办法](https://example.org/a)。

按期上报。
{: onmouseover="alert(1)" }
"""


def test_a_page_is_the_archives_own_only_by_where_it_lies(archive: Archive, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    converter = Converter(archive, docs=docs)
    for place in (
        "docs/documents/2015/a.md",
        "docs/about/a.md",
        "docs/documents/a.md",
        "elsewhere/documents/2015/a.md",
    ):
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE, encoding="utf-8")
        assert converter.convert(path).own is (place == "docs/documents/2015/a.md")
    (docs / "documents" / "2015" / "link.md").symlink_to(
        tmp_path / "elsewhere" / "documents" / "2015" / "a.md"
    )
    assert not converter.convert(docs / "documents" / "2015" / "link.md").own


def test_a_page_that_names_another_original_is_refused(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "docs" / "documents" / "2015" / "a.md"
    path.parent.mkdir(parents=True)
    original = "original: {file: a.txt, sha256: " + "0" * 64 + ", format: txt}\n---\n\n各单位"
    path.write_text(PAGE.replace("---\n\n各单位", original), encoding="utf-8")
    converter = Converter(archive, docs=tmp_path / "docs")
    assert converter.convert(path).own
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.txt").write_text("别的文字。", encoding="utf-8")
    with pytest.raises(GongwenError, match="校验值不同"):
        converter.convert(path)


def test_nothing_in_a_foreign_page_is_live(made) -> None:
    document = made(PAGE, "x.md")
    html = Markdown(extensions=["attr_list", "tables"]).convert(document.body)
    assert "<b" not in html.replace("<br", "")
    assert "href" not in html
    assert not re.search(r"<[^>]*onmouseover", html)
    assert "见附件、办法。" in re.sub(r"<[^>]+>", "", html)


FIELDS = (
    "document_number",
    "addressee",
    "place",
    "issuers",
    "campaigns",
    "type",
    "status",
    "date",
    "effective",
)


@pytest.mark.parametrize("field", FIELDS)
def test_no_markup_comes_in_by_front_matter(made, field: str) -> None:
    for payload in (p for p in PAYLOADS if re.search(r"[<>\[\]{}|`*#]", p)):
        value = [payload] if field in {"issuers", "campaigns"} else payload
        head = frontmatter.dump({"type": "解读", field: value}, "")
        document = made(head + "\n备案自查分三步，先看首页，再看栏目。\n\n三步都要留下记录。\n", "x.md")
        assert payload not in str(document.model_dump(exclude={"body"})), payload


@pytest.mark.parametrize("name", ["..x.txt", " a\\b.txt", ".a.txt", "甲\t乙.txt", "c:a.txt"])
def test_any_file_name_can_stand_in_a_record(made, name: str) -> None:
    original = made(NOTICE, name).original
    assert original is not None
    assert is_below(original.file)
