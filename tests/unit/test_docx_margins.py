"""Page headers and footers of Word files: what of them is the document, and what stands around every page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

import pytest

import one_text
from eval.faults import make_docx as word
from frozen import frozen
from gongwen.convert.model import Draft
from gongwen.convert.pipeline import Converter
from gongwen.convert.readers import parse

TEXT = (
    word.centred("关于开展网站备案信息核对工作的通知")
    + word.paragraph("各县（区）通信发展办公室：")
    + word.paragraph("现就开展核对工作的有关事项通知如下。")
    + word.right("江州市通信发展办公室")
    + word.right("2021年4月6日")
)
PAGE = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType="separate"/></w:r>'


def packed(
    margins: Mapping[str, str], *, title_page: bool = False, body: str = TEXT, even: bool = False
) -> bytes:
    """A Word file with these headers and footers, by kind: “header first”, “footer default”."""
    links = references = ""
    files: dict[str, str | bytes] = {}
    for number, (name, inner) in enumerate(margins.items()):
        part, kind = name.split()
        links += f'<Relationship Id="m{number}" Type="{word.RELATION}/{part}" Target="{part}{number}.xml"/>'
        references += f'<w:{part}Reference xmlns:r="{word.RELATION}" r:id="m{number}" w:type="{kind}"/>'
        files[f"word/{part}{number}.xml"] = word.part("hdr" if part == "header" else "ftr", inner)
    if even:
        links += f'<Relationship Id="s" Type="{word.RELATION}/settings" Target="settings.xml"/>'
        files["word/settings.xml"] = word.part("settings", "<w:evenAndOddHeaders/>")
    section = f"<w:sectPr>{references}{'<w:titlePg/>' if title_page else ''}</w:sectPr>"
    return one_text.zipped(
        {
            "_rels/.rels": f'<Relationships xmlns="{word.PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{word.RELATION}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{word.PACKAGE}/relationships">{links}</Relationships>',
            "word/document.xml": word.part("document", f"<w:body>{body}{section}</w:body>"),
            **files,
        }
    )


def read(margins: Mapping[str, str], *, title_page: bool = False, body: str = TEXT) -> Draft:
    return parse(packed(margins, title_page=title_page, body=body), PurePath("a.docx"))[0]


def lines(draft: Draft) -> list[str]:
    return [block.text for block in draft.blocks]


BODY = [
    "关于开展网站备案信息核对工作的通知", "各县（区）通信发展办公室：", "现就开展核对工作的有关事项通知如下。", "江州市通信发展办公室",
    "2021年4月6日",
]  # fmt: skip
LETTERHEAD = (
    word.paragraph("机密★1年")
    + word.centred("江 州 市 通 信 发 展 办 公 室 文 件")
    + word.paragraph("<w:r><w:t>江通办发〔2021〕15号</w:t><w:tab/><w:t>签发人：王小明</w:t></w:r>")
)
HEAD = ["机密★1年", "江 州 市 通 信 发 展 办 公 室 文 件", "江通办发〔2021〕15号", "签发人：王小明"]


@pytest.mark.parametrize(("kind", "title_page"), [("first", True), ("default", False)])
def test_a_letterhead_in_the_header_is_read(kind: str, title_page: bool) -> None:
    draft = read({f"header {kind}": LETTERHEAD}, title_page=title_page)
    assert lines(draft) == HEAD + BODY
    assert draft.removed == ()


def test_the_fields_of_a_document_whose_letterhead_is_in_the_header() -> None:
    data = packed({"header first": LETTERHEAD, "header default": word.paragraph("通知汇编")}, title_page=True)
    document = Converter(frozen()).from_bytes(data, PurePath("通知.docx"))[0].document  # type: ignore[arg-type]
    assert document.title == BODY[0]
    assert document.document_number == "江通办发〔2021〕15号"
    assert document.issuers == ("江州市通信发展办公室",)
    assert "running-head" in {repair.kind for repair in document.repairs}


def test_a_letterhead_of_several_lines_is_one() -> None:
    draft = read({"header default": word.centred("江州市通信发展办公室") + word.centred("文件")})
    assert lines(draft) == ["江州市通信发展办公室文件", *BODY]


def test_what_the_text_has_is_not_read_twice() -> None:
    draft = read(
        {"header first": word.paragraph("江通办发〔2021〕15号")},
        title_page=True,
        body=word.paragraph("江通办发 〔2021〕15号") + TEXT,
    )
    assert lines(draft)[1:] == BODY
    assert [(removed.kind, removed.text) for removed in draft.removed] == [
        ("running-head", "江通办发〔2021〕15号")
    ]


def test_running_heads_and_page_numbers_go_and_are_listed() -> None:
    draft = read(
        {
            "header default": word.paragraph("通知汇编（2021年）"),
            "footer default": word.paragraph(PAGE + word.run("— 1 —")),
            "footer first": word.paragraph("第 3 页 共 8 页"),
        },
        title_page=True,
    )
    assert lines(draft) == BODY
    assert [(removed.kind, removed.text) for removed in draft.removed] == [
        ("running-head", "通知汇编（2021年）"), ("page-number", "— 1 —"), ("page-number", "第 3 页 共 8 页"),
    ]  # fmt: skip
    assert {change.kind: change.count for change in draft.changes} == {"running-head": 1}


def test_what_no_page_shows_is_left_alone() -> None:
    """A header of the first page where no page is set apart as first; of even pages where those have no own."""
    draft = read({"header first": LETTERHEAD, "header even": word.paragraph("偶数页")})
    assert lines(draft) == BODY
    assert draft.removed == ()
    shown = parse(packed({"header even": word.paragraph("偶数页")}, even=True), PurePath("a.docx"))[0]
    assert [removed.text for removed in shown.removed] == ["偶数页"]


def test_other_lines_of_the_first_page_alone() -> None:
    """What stands once is the document's; the address of who printed it is not, nor what other pages have too."""
    first = (
        word.paragraph("工作简报") + word.paragraph("地址：江州市一号路，电话：010-00000000") + word.paragraph("通知汇编") + word.paragraph("- 1 -")
    )  # fmt: skip
    draft = read({"header first": first, "header default": word.paragraph("通知汇编")}, title_page=True)
    assert lines(draft) == ["工作简报", *BODY]
    assert [removed.text for removed in draft.removed] == [
        "地址：江州市一号路，电话：010-00000000",
        "通知汇编",
        "- 1 -",
    ]


def test_the_colophon_in_a_footer_stands_below_the_text() -> None:
    footer = word.paragraph("抄送：市委办公室。") + word.paragraph("江州市通信发展办公室　　2021年4月6日印发")
    draft = read({"footer default": footer})
    assert lines(draft) == [*BODY, "抄送：市委办公室。", "江州市通信发展办公室　　2021年4月6日印发"]


def test_hidden_and_deleted_words_of_a_header_go_too() -> None:
    header = (
        '<w:p><w:del w:id="1"><w:r><w:delText>内部</w:delText></w:r></w:del>' + word.run("特急") + "</w:p>"
    )
    draft = read(
        {"header default": header + "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>加急</w:t></w:r></w:p>"}
    )
    assert lines(draft) == ["特急", *BODY]
    assert [(removed.kind, removed.text) for removed in draft.removed] == [("hidden-text", "加急")]
