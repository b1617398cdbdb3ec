"""One document in every format: the same body, the same fields; and figures that it must not fall below."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

import markdown
import pytest
from lxml import html as lxml_html

import one_text
import payloads
from frozen import frozen
from gongwen.convert.pipeline import Converter
from gongwen.records import Document
from one_text import Part
from support import PAYLOADS

FIELDS = ("title", "date", "date_kind", "type", "issuers", "addressee", "document_number", "access")
FORMATS: dict[str, Callable[[], bytes]] = {
    "docx": one_text.docx,
    "docx with automatic numbers": lambda: one_text.docx(automatic=True),
    "pdf": lambda: one_text.pdf(head="江州市通信发展办公室文件"),
    "pdf, GBpc": lambda: one_text.pdf(encoding="GBpc-EUC-H"),
    "pdf, Unicode": lambda: one_text.pdf(encoding="UniGB-UCS2-H"),
    "pdf, UTF-16": lambda: one_text.pdf(encoding="UniGB-UTF16-H"),
    "rtf": one_text.rtf,
    "rtf, bytes of GBK": lambda: one_text.rtf(coded=True),
    "xlsx": one_text.xlsx,
    "epub": one_text.epub,
    "ofd": one_text.ofd,
    "ofd, printed twice": lambda: one_text.ofd(doubled=True),
    "mhtml": one_text.mhtml,
    "mail": one_text.mail,
    "zip": lambda: one_text.zipped({"通知/正文.pdf": one_text.pdf()}),
}


@pytest.fixture(scope="module")
def converter() -> Converter:
    return Converter(frozen())


@pytest.fixture(scope="module")
def as_page(converter: Converter) -> Document:
    """The document as a web page: the measure for the others."""
    return converter.from_bytes(one_text.html().encode(), PurePath("通知.html"))[0].document


def test_the_measure_itself(as_page: Document) -> None:
    assert as_page.title == one_text.NOTICE[0].text
    assert str(as_page.date) == "2021-04-06"
    assert as_page.document_number == "江通办发〔2021〕15号"
    for part in one_text.NOTICE:
        if part.kind in {"h1", "h2"}:
            assert f"{'##' if part.kind == 'h1' else '###'} {part.text}\n" in as_page.body
    assert as_page.body.count("\n| ") == 5


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_document_in_any_format(format_: str, converter: Converter, as_page: Document) -> None:
    made = converter.from_bytes(FORMATS[format_](), PurePath("通知"))[0].document
    assert made.body == as_page.body
    assert {field: getattr(made, field) for field in FIELDS} == {
        field: getattr(as_page, field) for field in FIELDS
    }


SAFE = frozenset(
    [
        "html",
        "body",
        "div",
        "p",
        "h2",
        "h3",
        "strong",
        "ul",
        "li",
        "ol",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ]
)
HOSTILE = tuple(" ".join(payload.split()) for payload in (*PAYLOADS, *payloads.LIVE))
WRAPPED: dict[str, Callable[[tuple[Part, ...]], bytes]] = {
    "docx": one_text.docx, "pdf": one_text.pdf, "rtf": one_text.rtf, "xlsx": one_text.xlsx, "epub": one_text.epub, "ofd": one_text.ofd,
    "mail": one_text.mail,
}  # fmt: skip


@pytest.mark.parametrize("format_", WRAPPED)
def test_what_wants_to_run_stays_text_in_any_format(format_: str, converter: Converter) -> None:
    """In the words, in a table's cells and in the title, rendered without the site's own guard."""
    hostile = [Part("p", f"{payload}") for payload in HOSTILE]
    table = Part(
        "table", rows=(("项目", "内容"), *((f"{n}", payload) for n, payload in enumerate(HOSTILE[:12])))
    )
    parts = (
        Part("title", "关于<svg onload=alert(1)>备案工作的通知"),
        *one_text.NOTICE[2:6],
        *hostile,
        table,
        *one_text.NOTICE[-2:],
    )
    document = converter.from_bytes(WRAPPED[format_](parts), PurePath("通知"))[0].document
    assert "备案工作的通知" in document.title
    assert "alert(1)" in document.body
    root = lxml_html.fromstring(
        f"<div>{markdown.markdown(document.body, extensions=['extra', 'sane_lists'])}</div>"
    )
    wrong = [
        (element.tag, dict(element.attrib))
        for element in root.iter()
        if element.tag not in SAFE or element.attrib
    ]
    assert wrong == []
