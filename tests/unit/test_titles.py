"""Titles in 《》: which document is meant, and that they link to it and to the article behind them."""

from __future__ import annotations

import pytest
from markdown import Markdown

from gongwen.derived.occurrences import Occurrences
from gongwen.derived.titles import Titles
from gongwen.names.matcher import NOWHERE, Context
from gongwen.pages.whole import BREAK
from gongwen.records import Document, WholeText
from gongwen.records.archive import Archive
from gongwen.records.edtf import Edtf
from gongwen.views.name_links import NameLinkExtension, Surroundings

BODY = "第一条　甲。\n\n第二条　乙：\n\n（一）丙；\n\n丁。\n\n第三条　戊。"


def document(identity: str, title: str, **more: object) -> Document:
    data = {
        "id": identity,
        "file": f"documents/{identity}.md",
        "title": title,
        "date": f"{identity[:4]}-05-01",
        "body": "正文。",
    }
    return Document.model_validate({**data, **more})


LAW = document("2010/law", "中华人民共和国某某促进法", content="digest").model_copy(
    update={"whole": WholeText(body=BODY, origin="某处", sha256="0")}
)
OLD = document("2005/rule", "某某服务管理规定")
NEW = document("2015/rule", "某某服务管理规定")
DECISION = document("2016/decision", "关于修改《中华人民共和国某某促进法》的决定")
ARCHIVE = Archive(documents={d.id: d for d in (LAW, OLD, NEW, DECISION)})


@pytest.mark.parametrize(
    ("title", "day", "expected"),
    [
        ("某某促进法", None, "2010/law"),
        ("中华人民共和国某某促进法", None, "2010/law"),
        ("某某服务管理规定", None, "2015/rule"),
        ("某某服务管理规定", "2010-01-01", "2005/rule"),
        ("某某服务管理规定", "2015-05-01", "2015/rule"),
        ("某某服务管理规定", "2000", "2015/rule"),
        ("关于修改〈中华人民共和国某某促进法〉的决定", None, "2016/decision"),
        ("某某服务", None, None),
    ],
)
def test_the_version_that_stood_is_meant(title: str, day: str | None, expected: str | None) -> None:
    found = Titles(ARCHIVE).meant(title, Edtf(day) if day else None)
    assert (found.id if found else None) == expected


def html(
    text: str, src: str = "documents/2020/x.md", context: Context = NOWHERE, below: Context | None = None
) -> str:
    found = Occurrences(ARCHIVE)
    surroundings = Surroundings(src, context, below)
    return Markdown(
        extensions=[NameLinkExtension(ARCHIVE, found.matcher, found.titles, lambda: surroundings)]
    ).convert(text)


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("依照《某某促进法》办理", 'href="../2010/law.md" title="中华人民共和国某某促进法\n2010-05-01">《某某促进法》</a>办理'),
        ("依照《某某促进法》第三条办理", 'href="../2010/law.md#art-3"'),
        ("依照《中华人民共和国某某促进法》第二条第二款规定", '#art-2-2" title="中华人民共和国某某促进法\n2010-05-01">《中华人民共和国某某促进法》第二条第二款</a>规定'),
        ("依照《某某促进法》第二条第（一）项", 'href="../2010/law.md#art-2-1-1"'),
        ("依照《某某促进法》第九条办理", 'href="../2010/law.md" '),
    ],
)  # fmt: skip
def test_a_title_links_to_its_document_and_the_article_behind_it(text: str, link: str) -> None:
    assert link in html(text)


def test_a_title_links_once_a_section_an_article_each_time() -> None:
    made = html(
        "《某某促进法》。《某某促进法》第一条、《某某促进法》第二条。《某某促进法》。\n\n## 节\n\n《某某促进法》。"
    )
    assert made.count("law.md#art-1") == made.count("law.md#art-2") == 1
    assert made.count('law.md" ') == 2


def test_a_page_links_to_its_own_articles_and_not_to_itself() -> None:
    made = html("《某某促进法》第二条，见《某某促进法》。", src="documents/2010/law.md")
    assert made.count("<a ") == 1
    assert 'href="#art-2"' in made


def test_a_text_below_a_digest_means_what_stood_on_its_day() -> None:
    made = html(
        f"《某某服务管理规定》。\n\n{BREAK}\n\n《某某服务管理规定》。",
        context=Context(Edtf("2020")), below=Context(Edtf("2010")),
    )  # fmt: skip
    assert made.index("../2015/rule.md") < made.index("../2005/rule.md")


def test_titles_without_a_document_stay_words() -> None:
    assert "<a" not in html("《没有的规定》第二条。")
