"""One document in every format: the same body, the same fields; and figures that it must not fall below."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from html import escape
from pathlib import PurePath

import markdown
import pytest
from lxml import html as lxml_html

import one_text
import payloads
from frozen import frozen
from gongwen.convert.pipeline import Converter
from gongwen.convert.readers import office
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


def in_margins(parts: tuple[Part, ...]) -> bytes:
    """A Word file with the paragraphs in its page header, in notes and in text boxes too."""
    from eval.faults import make_docx as word

    boxes = "".join(
        f"<w:p><w:r><w:pict><w:txbxContent>{word.paragraph(escape(part.text))}</w:txbxContent></w:pict></w:r></w:p>"
        for part in parts if part.kind == "p"
    )  # fmt: skip
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = word.centred(escape(parts[0].text)) + word.paragraph(word.run("正文。") + note) + boxes
    notes = {2: "".join(escape(part.text) for part in parts[3:])}
    return word.packed(body, footnotes=notes)


def lines(parts: tuple[Part, ...]) -> bytes:
    """The words alone, a line each."""
    said = [part.text for part in parts] + ["\t".join(row) for part in parts for row in part.rows]
    return "\n\n".join(filter(None, said)).encode()


def table_alone(parts: tuple[Part, ...]) -> bytes:
    """A table of all words, as programs for sheets write it."""
    target = io.StringIO()
    rows = [[parts[0].text, "项目"], *([part.text, str(n)] for n, part in enumerate(parts) if part.text)]
    csv.writer(target).writerows(rows)
    return target.getvalue().encode()


def through_libreoffice(parts: tuple[Part, ...]) -> bytes:
    if office.program() is None:
        pytest.skip("no LibreOffice")
    return office.converted(one_text.rtf(parts), "RTF", ".rtf", "doc")


WRAPPED: dict[str, Callable[[tuple[Part, ...]], bytes]] = {
    "docx": one_text.docx, "docx, around the text": in_margins, "pdf": one_text.pdf, "rtf": one_text.rtf, "xlsx": one_text.xlsx,
    "epub": one_text.epub, "ofd": one_text.ofd, "mail": one_text.mail, "mhtml": one_text.mhtml, "html": lambda parts: one_text.html(parts).encode(),
    "zip": lambda parts: one_text.zipped({"通知.rtf": one_text.rtf(parts)}), "text": lines, "csv": table_alone, "doc": through_libreoffice,
}  # fmt: skip


def alive(document: Document) -> list[tuple[object, dict[object, object]]]:
    """What of a page, rendered without the site's own guard, is more than text."""
    root = lxml_html.fromstring(
        f"<div>{markdown.markdown(document.body, extensions=['extra', 'sane_lists'])}</div>"
    )
    return [(e.tag, dict(e.attrib)) for e in root.iter() if e.tag not in SAFE or e.attrib]


@pytest.mark.parametrize("format_", WRAPPED)
def test_what_wants_to_run_stays_text_in_any_format(format_: str, converter: Converter) -> None:
    """In the words, in a table's cells and in the title."""
    table = Part(
        "table", rows=(("项目", "内容"), *((f"{n}", payload) for n, payload in enumerate(HOSTILE[:12])))
    )
    parts = (
        Part("title", "关于<svg onload=alert(1)>备案工作的通知"),
        *one_text.NOTICE[2:6],
        *(Part("p", f"网站的页面上不得出现{payload}这样的内容。") for payload in HOSTILE),
        table,
        *one_text.NOTICE[-2:],
    )
    document = converter.from_bytes(WRAPPED[format_](parts), PurePath("通知"))[0].document
    assert "备案工作的通知" in document.title + document.body
    assert "alert(1)" in document.body
    assert alive(document) == []


@pytest.mark.parametrize("suffix", [".html", ".md", ".mhtml", ".epub"])
def test_what_runs_in_a_page_is_gone_or_is_text(suffix: str, converter: Converter) -> None:
    """Where the words themselves are markup that wants to run."""
    hostile = "".join(f"<p>核对办法：{payload}要落实到每个单位。</p>\n" for payload in HOSTILE)
    whole = one_text.html().replace("<p>二", "").replace("</div></body>", f"{hostile}</div></body>")
    data = {
        ".html": lambda: whole.encode(),
        ".md": lambda: ("\n\n".join((one_text.NOTICE[0].text, one_text.LONG, *HOSTILE))).encode(),
        ".mhtml": lambda: one_text.mhtml_of(whole),
        ".epub": lambda: one_text.epub_of(whole),
    }[suffix]()
    document = converter.from_bytes(data, PurePath(f"通知{suffix}"))[0].document
    assert "通知主办者更正" in document.body
    assert alive(document) == []
