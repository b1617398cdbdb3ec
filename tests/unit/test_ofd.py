"""OFD as producers make it: composites, fonts of their own, shadows, annotations, seals, several documents in a file."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import PurePath

import pytest

import one_text
from gongwen.convert.model import Draft
from gongwen.convert.readers import parse
from gongwen.errors import ReadError

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
SIZE = 5.64
FIRST = "各接入服务单位要逐个核对网站主办者的名称和联系电话。"
SECOND = "核对工作分三步走，六月底前把结果报送办公室备案。"


def words(said: str, x: float, y: float, *, ctm: str = "", more: str = "", size: float = SIZE) -> str:
    """A text object, its characters side by side."""
    matrix = f' CTM="{ctm}"' if ctm else ""
    return (
        f'<ofd:TextObject Boundary="{x} {y - 6} 200 8"{matrix} Font="1" Size="{size}"{more}>'
        f'<ofd:CGTransform CodePosition="0" CodeCount="{len(said)}" GlyphCount="{len(said)}"><ofd:Glyphs>'
        f"{' '.join(str(n + 2) for n in range(len(said)))}</ofd:Glyphs></ofd:CGTransform>"
        f'<ofd:TextCode X="0" Y="6" DeltaX="g {len(said) - 1} {size}">{escape(said)}</ofd:TextCode></ofd:TextObject>'
    )


def page(content: str, kind: str = "Body") -> str:
    return f'<ofd:Page {SPACE}><ofd:Content><ofd:Layer Type="{kind}">{content}</ofd:Layer></ofd:Content></ofd:Page>'


def ofd(
    bodies: Sequence[Sequence[str]], *, resources: str = "", notes: str = "", more: dict[str, str | bytes] | None = None
) -> bytes:  # fmt: skip
    """A file of documents, each of pages."""
    roots = "".join(
        f"<ofd:DocBody><ofd:DocRoot>/Doc_{n}/Document.xml</ofd:DocRoot></ofd:DocBody>"
        for n in range(len(bodies))
    )
    files: dict[str, str | bytes] = {"OFD.xml": f"<ofd:OFD {SPACE}>{roots}</ofd:OFD>"}
    for number, pages in enumerate(bodies):
        listed = "".join(
            f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages))
        )
        annotations = "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>" if notes else ""
        files[f"Doc_{number}/Document.xml"] = (
            f"<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
            "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes></ofd:CommonData>"
            f"<ofd:Pages>{listed}</ofd:Pages>{annotations}</ofd:Document>"
        )
        files[f"Doc_{number}/DocumentRes.xml"] = f"<ofd:Res {SPACE}>{resources}</ofd:Res>"
        files |= {f"Doc_{number}/Pages/Page_{n}/Content.xml": content for n, content in enumerate(pages)}
    if notes:
        place = "<ofd:Page PageID='0'><ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page>"
        files["Doc_0/Annots/Annotations.xml"] = f"<ofd:Annotations {SPACE}>{place}</ofd:Annotations>"
        files["Doc_0/Annots/Page_0/Annotation.xml"] = f"<ofd:PageAnnot {SPACE}>{notes}</ofd:PageAnnot>"
    return one_text.zipped({**files, **(more or {})})


def read(data: bytes) -> Draft:
    return parse(data, PurePath("a"))[0]


def text(*pages: str, **options: str) -> str:
    """What is read, in one piece: where lines of one length end paragraphs, nothing says so."""
    return "".join(block.text for block in read(ofd([pages], **options)).blocks)


def test_embedded_fonts() -> None:
    """Each character an object, in a font of which the file holds the few that it needs, sized by its matrix."""
    content = "".join(
        words(character, 20 + SIZE * n, 40, ctm="0.05 0 0 0.05 0 5.7", size=SIZE * 20)
        for n, character in enumerate(FIRST)
    )
    assert text(page(content)) == FIRST


def test_pages_with_fonts_of_their_own() -> None:
    lines = (FIRST, SECOND, "逾期没有完成的单位要书面说明原因。")
    pages = [page(words(line, 20, 90).replace('Font="1"', f'Font="{n + 7}"')) for n, line in enumerate(lines)]
    assert text(*pages) == "".join(lines)


def test_several_lines_in_an_object() -> None:
    lines = "".join(
        f'<ofd:TextCode X="0" Y="{6 + 10 * n}" DeltaX="{SIZE} g {len(line) - 2} {SIZE}">{line}</ofd:TextCode>'
        for n, line in enumerate((FIRST, SECOND))
    )
    content = f'<ofd:TextObject Boundary="20 40 200 40" Font="1" Size="{SIZE}">{lines}</ofd:TextObject>'
    assert text(page(content)) == FIRST + SECOND


def test_shadows_are_read_once() -> None:
    """Text filled and its outline; a shadow a little aside; bold by a second print."""
    content = (
        words(FIRST, 20, 40)
        + words(FIRST, 20, 40, more=' Fill="false" Stroke="true"')
        + words(SECOND, 20.3, 60.3, more=' Alpha="80"')
        + words(SECOND, 20, 60)
    )
    draft = read(ofd([[page(content)]]))
    assert draft.text.replace("\n", "") == FIRST + SECOND
    assert {change.kind: change.count for change in draft.changes} == {"doubled-text": len(FIRST + SECOND)}


def unit(number: int, content: str) -> str:
    return (
        f'<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="{number}" Width="600" Height="800"><ofd:Content>{content}'
        "</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>"
    )


def composite(number: int, *, boundary: str = "0 0 210 297", ctm: str = "0.5 0 0 0.5 0 0") -> str:
    return f'<ofd:CompositeObject ID="1" Boundary="{boundary}" CTM="{ctm}" ResourceID="{number}"/>'


def test_text_that_is_drawn_in_the_resources() -> None:
    """A composite, halved and moved, one in another; and where it is used twice, it is there twice."""
    resources = unit(5, words(FIRST, 40, 80, size=SIZE * 2)) + unit(6, composite(5, ctm="1 0 0 1 0 0"))
    content = words(SECOND, 20, 60) + composite(5) + composite(6, boundary="0 60 210 237")
    assert text(page(content), resources=resources) == FIRST + SECOND + FIRST


def test_a_composite_of_itself_ends() -> None:
    resources = unit(5, composite(5) * 9 + words(FIRST, 20, 40))
    assert FIRST in read(ofd([[page(composite(5, ctm="1 0 0 1 0 0"))]], resources=resources)).text


def test_annotations_and_seals_are_no_text() -> None:
    mark = '<ofd:Annot ID="9" Type="Watermark"><ofd:Appearance Boundary="0 0 210 297">{}</ofd:Appearance></ofd:Annot>'
    notes = mark.format(words("内部使用", 30, 90, ctm="0.7 0.7 -0.7 0.7 0 0") * 4)
    signs = f'<ofd:Signatures {SPACE}><ofd:Signature ID="1" BaseLoc="Sign_0/Signature.xml"/></ofd:Signatures>'
    draft = read(
        ofd([[page(words(FIRST, 20, 40))]], notes=notes,
            more={"Doc_0/Signs/Signatures.xml": signs, "Doc_0/Signs/Sign_0/Seal.esl": b"\x30\x82" * 50})
    )  # fmt: skip
    assert draft.text == FIRST
    assert [(removed.kind, removed.text) for removed in draft.removed] == [("running-head", "内部使用")]


def test_a_watermark_across_the_page_is_no_text() -> None:
    content = words("样张", 30, 90, ctm="0.7 0.7 -0.7 0.7 0 0") * 3 + words(FIRST, 20, 40)
    draft = read(ofd([[page(content, "Background")]]))
    assert draft.text == FIRST
    assert [removed.text for removed in draft.removed] == ["样张"] * 3


def test_a_page_that_is_turned_as_a_whole_is_read() -> None:
    content = words("核对范围", 30, 90, ctm="0 1 -1 0 0 0")
    assert sorted(text(page(content))) == sorted("核对范围")


def test_several_documents_in_a_file() -> None:
    draft = read(ofd([[page(words(FIRST, 20, 40))], [page(words(SECOND, 20, 40))]]))
    assert "".join(block.text for block in draft.blocks) == FIRST + SECOND


@pytest.mark.parametrize("character", ["\ue123", "\ufffd"])
def test_fonts_that_say_no_characters(character: str) -> None:
    assert "\ufffd" in read(ofd([[page(words(FIRST * 3, 20, 40) + words(f"备{character}", 20, 60))]])).text
    with pytest.raises(ReadError, match="没有文字对照"):
        read(ofd([[page(words(FIRST, 20, 40) + words(character * 9, 20, 60))]]))
