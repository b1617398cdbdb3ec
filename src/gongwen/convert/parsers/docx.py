"""DOCX: paragraphs, headings by style, tables, text boxes, notes, automatic numbers; revisions accepted and noted.

Read from its XML directly (ECMA-376 part 1): the libraries lose what official documents are made of, numbers that
Word makes, merged cells, moved text, text boxes or notes, each of them another part of it.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from gongwen.convert.parsers import docx_margins, numbering, package
from gongwen.convert.parsers.docx_styles import Styles, is_on, value
from gongwen.convert.parsers.docx_tree import W, accept_revisions, choose_alternatives
from gongwen.convert.parsers.values import CHUNK, Line, Parsed, Refused
from gongwen.messages import message

_WHAT = message("Word 文件")
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_PICTURE_NAME = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_OLD_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SIGNS = {"noBreakHyphen": "-", "softHyphen": "", "tab": "\t", "ptab": "\t"}
_SYMBOLS = {"F0FE": "☑", "F0FD": "☒", "F0A8": "□", "F06F": "□", "F0FC": "✓", "F0FB": "✗", "F06C": "●", "F06E": "■",
            "F0D8": "➢", "F075": "◆", "F0A7": "▪", "F0B7": "•"}  # fmt: skip
_INSIDE = frozenset(
    f"{W}{name}"
    for name in ("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "bdo", "dir", "ruby", "rubyBase")
)  # fmt: skip


def parse(data: bytes) -> Parsed:
    """Read a DOCX file.

    Raises:
        Refused: it is damaged, protected, too large when unpacked, or has no text.
    """
    with package.opened(data, _WHAT) as container:
        return _Reader(container).read()


def main_part(container: zipfile.ZipFile) -> str:
    """The part with the text: where the container says, or where every program puts it."""
    for kind, target in package.relations(container, "", _WHAT).values():
        if kind == "officeDocument" and target in container.namelist():
            return target
    return "word/document.xml"


@dataclass
class _Piece:
    text: str
    bold: bool


@dataclass
class _Paragraph:
    """A paragraph as it is read: pieces of text, broken into lines, and what hangs on it."""

    lines: list[list[_Piece]] = field(default_factory=lambda: [[]])
    boxes: list[Any] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    page_ends: bool = False


class _Reader:
    """Reads one file; keeps what it came across."""

    def __init__(self, container: zipfile.ZipFile) -> None:
        self._container = container
        self._part = main_part(container)
        relations = self._relations = package.relations(container, self._part, _WHAT)
        links = dict(relations.values())
        self._body = self._xml(self._part)
        styles = self._linked(links, "styles")
        self._styles = Styles(styles)
        notes = {kind: self._linked(links, f"{kind}s") for kind in ("footnote", "endnote")}
        self._notes = {kind: root for kind, root in notes.items() if root is not None}
        self._parsed = Parsed()
        self._numbered_notes: dict[tuple[str, str], int] = {}
        self._paged = self._began = False
        numbers = self._linked(links, "numbering")
        alternate = docx_margins.alternates(self._linked(links, "settings"))
        margins = docx_margins.parts(self._body, relations, alternate=alternate)
        self._first, self._running, self._feet = (
            [self._xml(name) for name in names if name in container.namelist()]
            for names in (margins.first, margins.running, margins.feet)
        )
        around = (*self._first, *self._running, *self._feet)
        revised = [accept_revisions(root) for root in (self._body, *self._notes.values(), *around)]
        for root in (self._body, *around):
            choose_alternatives(root)
            self._hide(root)
        written = numbering.write_numbers(self._body, numbers, styles)
        if written:
            self._parsed.changes.append(("automatic-numbers", written, "Word 自动生成的序号写成文字"))
        inserted, deleted = (sum(counts) for counts in zip(*revised, strict=True))
        if inserted + deleted:
            note = f"修订按接受处理：插入 {inserted} 处，删除 {deleted} 处"
            self._parsed.changes.append(("tracked-changes", inserted + deleted, note))
            self._parsed.asks.append(
                ("body", f"原件带有未定的修订（插入 {inserted} 处，删除 {deleted} 处），核对以哪一稿为准")
            )

    def _xml(self, name: str) -> Any:
        return package.tree(
            package.content(self._container, name, _WHAT).replace(_STRICT, _TRANSITIONAL), _WHAT
        )

    def _linked(self, links: Mapping[str, str], kind: str) -> Any | None:
        """The part of a kind, where the document has one."""
        return self._xml(links[kind]) if links.get(kind) in self._container.namelist() else None

    def _hide(self, root: Any) -> None:
        """Take out text that Word doesn't show, and say so."""
        hidden = [run for run in root.iter(f"{W}r") if is_on(run.find(f"{W}rPr/{W}vanish"))]
        words = [text for run in hidden if (text := "".join(t.text or "" for t in run.iter(f"{W}t")).strip())]
        for run in hidden:
            run.getparent().remove(run)
        if words:
            self._parsed.removed += [("hidden-text", text) for text in words]
            self._parsed.changes.append(("hidden-text", len(words), "原件中设为隐藏的文字"))

    def read(self) -> Parsed:
        body = self._body.find(f"{W}body")
        if body is None:
            raise Refused(message("{what}里没有正文", what=_WHAT), message("检查文件是否完整"))
        self._parsed.lines = list(self._blocks(body))
        contents = len(self._parsed.removed) - sum(
            kind != "contents-list" for kind, _ in self._parsed.removed
        )
        if contents:
            self._parsed.changes.append(("contents-list", contents, "Word 自动生成的目录"))
        words = [line for line in self._parsed.lines if line.kind != "picture"]
        if not words and self._parsed.lines:
            raise Refused(
                message(
                    "{what}里只有图片（{count} 张），没有文字，多半是扫描件",
                    what=_WHAT,
                    count=len(self._parsed.lines),
                ),
                message("先做文字识别，或找文字版"),
            )
        if words:
            self._read_margins()
        return self._parsed

    def _read_margins(self) -> None:
        """Put what headers and footers hold of the document above and below it; say what else stands there."""
        first, running, feet = map(self._margin_lines, (self._first, self._running, self._feet))
        around = docx_margins.taken(first, running, feet, self._parsed.lines)
        self._parsed.lines = [*around.head, *self._parsed.lines, *around.tail]
        self._parsed.removed += around.removed
        heads = sum(kind == "running-head" for kind, _ in around.removed)
        if heads:
            self._parsed.changes.append(("running-head", heads, "每页上端或下端的书眉"))

    def _margin_lines(self, roots: Sequence[Any]) -> list[Line]:
        lines: list[Line] = []
        for root in roots:
            self._began = False
            lines += self._blocks(root)
        return lines

    def _blocks(self, parent: Any) -> Iterator[Line]:
        """The lines of a body, a cell or a text box."""
        for element in parent:
            if element.tag == f"{W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{W}tbl":
                yield from self._table(element)
            elif element.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"}:
                yield from self._blocks(element)
            elif element.tag == f"{W}altChunk":
                yield from self._chunk(element)

    def _chunk(self, element: Any) -> Iterator[Line]:
        """Another file whole, in the place of paragraphs (ECMA-376 part 1, 17.17.2.1): its bytes, for who reads such."""
        _, name = self._relations.get(element.get(_RELATION, ""), ("", ""))
        if name in self._container.namelist():
            yield Line(package.content(self._container, name, _WHAT).decode("latin-1"), kind=CHUNK)
        else:
            self._parsed.doubts.append(("附入的文件", "原件里附入了另一个文件，没有读出"))

    def _paragraph(self, element: Any) -> Iterator[Line]:
        style = self._styles.of(element)
        found = _Paragraph()
        self._inside(element, found, bold=style.bold)
        if style.contents:
            self._parsed.removed += [
                ("contents-list", text) for text in map(_text, found.lines) if text.strip()
            ]
            return
        paged = self._paged or style.page_before
        # A box on the first paragraph is a letterhead, one further down stands beside the text.
        before = not self._began
        boxes = [line for box in found.boxes for line in self._blocks(box)]
        self._began = self._began or any(_text(pieces).strip() for pieces in found.lines)
        if before:
            yield from boxes
        for name in found.pictures:
            yield Line(name, kind="picture")
        for pieces in found.lines:
            text = _text(pieces)
            if text.strip():
                kind = "heading" if style.level else "text"
                yield Line(text, kind, style.level, lead=_lead(pieces), align=style.align, paged=paged)
                paged = False
        self._paged = found.page_ends or (paged and not any(_text(pieces).strip() for pieces in found.lines))
        for note in found.notes:
            yield Line(note)
        if not before:
            yield from boxes

    def _inside(self, element: Any, found: _Paragraph, *, bold: bool) -> None:
        """Gather the text of a paragraph or of what wraps a part of it."""
        for child in element:
            if child.tag == f"{W}r":
                self._run(child, found, bold=bold)
            elif child.tag in _INSIDE:
                self._inside(child, found, bold=bold)
            elif isinstance(child.tag, str) and child.tag.endswith(("}oMath", "}oMathPara")):
                found.lines[-1].append(
                    _Piece("".join(t.text or "" for t in child.iter(_MATH_TEXT)), bold=False)
                )

    def _run(self, run: Any, found: _Paragraph, *, bold: bool) -> None:
        bold = self._styles.run_is_bold(run.find(f"{W}rPr"), bold=bold)
        for child in run:
            tag = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
            if child.tag == f"{W}t":
                found.lines[-1].append(_Piece(child.text or "", bold))
            elif tag in _SIGNS:
                found.lines[-1].append(_Piece(_SIGNS[tag], bold))
            elif tag in {"br", "cr"}:
                if child.get(f"{W}type") == "page":
                    found.page_ends = True
                found.lines.append([])
            elif tag == "sym":
                found.lines[-1].append(_Piece(_SYMBOLS.get(child.get(f"{W}char", "").upper(), ""), bold))
            elif tag in {"footnoteReference", "endnoteReference"}:
                found.lines[-1].append(_Piece(self._note(tag.removesuffix("Reference"), child, found), bold))
            elif tag in {"drawing", "pict", "object"}:
                self._drawing(child, found)
            elif tag == "ruby":
                self._inside(child, found, bold=bold)

    def _note(self, kind: str, reference: Any, found: _Paragraph) -> str:
        """The mark of a note; its text goes below the paragraph."""
        identity = reference.get(f"{W}id", "")
        notes = self._notes.get(kind)
        note = (
            None
            if notes is None
            else next((n for n in notes.iter(f"{W}{kind}") if n.get(f"{W}id") == identity), None)
        )
        words = (
            ""
            if note is None
            else " ".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in note.iter(f"{W}p"))
        )
        if not words.strip():
            return ""
        number = self._numbered_notes.setdefault((kind, identity), len(self._numbered_notes) + 1)
        found.notes.append(f"[{number}]{words.strip()}")
        return f"[{number}]"

    @staticmethod
    def _drawing(element: Any, found: _Paragraph) -> None:
        boxes = list(element.iter(f"{W}txbxContent"))
        found.boxes += [box for box in boxes if not any(p in boxes for p in box.iterancestors())]
        if not boxes and (
            element.find(f".//{_PICTURE}") is not None or element.find(f".//{_OLD_PICTURE}") is not None
        ):
            name = element.find(f".//{_PICTURE_NAME}")
            found.pictures.append((name.get("descr") if name is not None else None) or "图")

    def _table(self, table: Any) -> Iterator[Line]:
        grid = [row for row in self._rows(table) if any(cell.lines for cell in row)]
        filled = max((sum(bool(cell.lines) for cell in row) for row in grid), default=0)
        if len(grid) < 2 or filled < 2 or self._styles.is_borderless(table):
            for row in grid:
                for cell in row:
                    yield from cell.lines
            return
        for row in grid:
            cells = [" ".join(line.text.replace("\t", " ").strip() for line in cell.lines) for cell in row]
            yield Line("\t".join(cells), kind="row")

    def _rows(self, table: Any) -> Iterator[list[_Cell]]:
        for row in table.iter(f"{W}tr"):
            if next(row.iterancestors(f"{W}tbl"), None) is not table:
                continue
            skipped = _whole(value(row.find(f"{W}trPr/{W}gridBefore")), 0)
            cells = [_Cell() for _ in range(min(skipped, _WIDEST))]
            for cell in row.iter(f"{W}tc"):
                if next(cell.iterancestors(f"{W}tr"), None) is not row:
                    continue
                properties = cell.find(f"{W}tcPr")
                merged = None if properties is None else properties.find(f"{W}vMerge")
                goes_on = merged is not None and value(merged, "continue") == "continue"
                lines = [] if goes_on else list(self._blocks(cell))
                cells.append(_Cell(lines))
                span = 1 if properties is None else _whole(value(properties.find(f"{W}gridSpan")), 1)
                cells += [_Cell() for _ in range(min(span, _WIDEST) - 1)]
            yield cells


_WIDEST = 60


@dataclass
class _Cell:
    lines: list[Line] = field(default_factory=list)


def _whole(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else default


def _text(pieces: list[_Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _lead(pieces: list[_Piece]) -> int:
    """How many characters of the text, without white space around it, are bold from its start on."""
    count = 0
    for piece in pieces:
        if not piece.bold and piece.text.strip():
            break
        count += len(piece.text)
    text = _text(pieces)
    return max(0, min(count, len(text.rstrip())) - (len(text) - len(text.lstrip())))
