"""What stands in the page headers and footers of a Word document: which parts hold them, and which lines are the document's.

A letterhead, a number or a degree of secrecy set in the page header (发文机关标志, 发文字号, 密级 of GB/T 9704) is a
part of the document; what every page repeats, and page numbers, are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gongwen.convert.parsers.docx_styles import is_on
from gongwen.convert.parsers.docx_tree import W
from gongwen.convert.parsers.values import Line

_LETTERHEAD = re.compile(r"[\u4e00-\u9fff（）()、·]{3,60}(?:文件|令|公告)")
_NUMBER = re.compile(
    r"[（(]?(?:[\u4e00-\u9fff]{1,14}[〔\[【（(](?:19|20)\d{2}[〕\]】）)]第?\d{1,5}号|第\d{1,4}号)[）)]?"
)
_MARK = re.compile(
    r"(?:绝密|机密|秘密|内部资料|特急|特提|加急|急件|平急)(?:[★☆].{0,8})?|签发人[:：].{1,12}|份号[:：]?\d{0,8}|0\d{5}"
)
_COPIES = re.compile(r"(?:抄送|抄报|分送|主题词)[:：].+|.{4,30}\d{4}年\d{1,2}月\d{1,2}日印发")
_ADDRESS = re.compile(r"电话|传真|邮编|地址|邮箱|网址|https?:|www\.|@")
_SENTENCE = re.compile(r"[。！？；]")
_PAGE = re.compile(
    r"[-—–－―·•.\s]*(?:第\s*)?[\dIVXivx]*(?:\s*页)?(?:\s*[/／,，]?\s*共?\s*\d*\s*页?)?[-—–－―·•.\s]*"
)
_APART = re.compile(r"\t+|[ \u3000]{3,}")
_LONGEST = 60


@dataclass
class Parts:
    """Names of parts: headers of the first page alone, headers of the others, footers."""

    first: list[str]
    running: list[str]
    feet: list[str]


def parts(root: Any, links: Mapping[str, tuple[str, str]], *, alternate: bool) -> Parts:
    """Which parts the sections of a document name as headers and footers of pages that it has.

    Args:
        root: the document.
        links: its relations, by id.
        alternate: whether even pages have headers of their own.
    """
    found = Parts([], [], [])
    sections = (s for s in root.iter(f"{W}sectPr") if s.getparent().tag != f"{W}sectPrChange")
    for number, section in enumerate(sections):
        has_first = is_on(section.find(f"{W}titlePg"))
        for reference in section.iter(f"{W}headerReference", f"{W}footerReference"):
            identity = next((v for name, v in reference.attrib.items() if name.endswith("}id")), "")
            target = links.get(identity, ("", ""))[1]
            kind = reference.get(f"{W}type", "default")
            shown = {"first": has_first, "even": alternate}.get(kind, True)
            names = found.feet if reference.tag == f"{W}footerReference" else found.running
            if kind == "first" and number == 0 and names is found.running:
                names = found.first
            if target and shown and target not in names:
                names.append(target)
    return found


@dataclass
class Taken:
    """Lines of headers and footers: those above the text, those below it, and what was left out."""

    head: list[Line]
    tail: list[Line]
    removed: list[tuple[str, str]]


def taken(
    first: Sequence[Line], running: Sequence[Line], feet: Sequence[Line], body: Sequence[Line]
) -> Taken:
    """Tell the lines that are the document's, and that its text lacks, from what stands around every page.

    Args:
        first: lines of headers of the first page alone.
        running: lines of the other headers.
        feet: lines of footers.
        body: the text.
    """
    seen = {_squeezed(line.text) for line in running}
    whole = "".join(_squeezed(line.text) for line in body)
    result = Taken([], [], [])
    for lines, wanted, into in (
        (first, lambda text: _squeezed(text) not in seen and _is_plain(text), result.head),
        (running, _is_head, result.head),
        (feet, _is_tail, result.tail),
    ):
        for line in _pieces(lines):
            text = _squeezed(line.text)
            if not text or any(_squeezed(other.text) == text for other in into):
                continue
            if wanted(line.text) and text not in whole and not _PAGE.fullmatch(line.text):
                into.append(line)
            elif (kind := _gone(line.text), line.text) not in result.removed:
                result.removed.append((kind, line.text))
    return result


def _gone(text: str) -> str:
    return "page-number" if _PAGE.fullmatch(text) else "running-head"


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _pieces(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, cut where a number and the name of who signed stand far apart on one."""
    joined = _squeezed("".join(line.text for line in lines))
    if len(lines) > 1 and _LETTERHEAD.fullmatch(joined):
        # One name over several lines, “文件” below it.
        yield Line(joined, align="center")
        return
    for line in lines:
        if line.kind == "picture":
            continue
        cut = [piece for piece in map(str.strip, _APART.split(line.text)) if piece]
        if len(cut) > 1 and all(_is_head(piece) for piece in cut):
            yield from (Line(piece) for piece in cut)
        else:
            yield Line(line.text.replace("\t", " ").strip(), align=line.align)


def _is_head(text: str) -> bool:
    squeezed = _squeezed(text)
    return any(shape.fullmatch(squeezed) for shape in (_LETTERHEAD, _NUMBER, _MARK))


def _is_plain(text: str) -> bool:
    """Whether a line that the first page alone carries is of the document: neither a sentence nor an address."""
    return len(text) <= _LONGEST and not _SENTENCE.search(text) and not _ADDRESS.search(text)


def _is_tail(text: str) -> bool:
    return bool(_COPIES.fullmatch(text.strip()))


def alternates(settings: Any | None) -> bool:
    """Whether the settings of a document give even pages headers of their own."""
    return settings is not None and is_on(settings.find(f"{W}evenAndOddHeaders"))
