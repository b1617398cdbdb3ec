"""A Word document's XML made plain before it is read: revisions accepted, alternatives chosen.

What Word keeps of earlier states (ECMA-376 part 1, 17.13.5) is no text of the document: deletions and places that text was
moved from go, insertions stay, and a paragraph whose mark was deleted runs on into the next.
"""

from __future__ import annotations

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = (f"{W}del", f"{W}moveFrom")


def accept_revisions(root: Any) -> tuple[int, int]:
    """Accept all revisions in place.

    Returns:
        How many insertions and how many deletions there were.
    """
    # Marks of paragraphs, rows and numbers stand in properties; text stands in runs.
    inserted = sum(1 for name in ("ins", "moveTo") for e in root.iter(f"{W}{name}") if not _is_mark(e))
    for row in [e.getparent().getparent() for e in root.iter(f"{W}del") if e.getparent().tag == f"{W}trPr"]:
        if row.getparent() is not None:
            row.getparent().remove(row)
    deleted = 0
    for element in list(root.iter(*_GONE)):
        if not _is_mark(element) and element.getparent() is not None:
            deleted += 1
            _remove(element)
    marks = [
        e
        for e in root.iter(*_GONE)
        if e.getparent().tag == f"{W}rPr" and e.getparent().getparent().tag == f"{W}pPr"
    ]
    # From the last on, so that several in a row run together.
    for mark in reversed(marks):
        _run_on(mark.getparent().getparent().getparent())
    return inserted, deleted + len(marks)


def _is_mark(element: Any) -> bool:
    return element.getparent() is None or element.getparent().tag in {
        f"{W}rPr",
        f"{W}trPr",
        f"{W}numPr",
        f"{W}tcPr",
    }


def _remove(element: Any) -> None:
    parent = element.getparent()
    parent.remove(element)


def _run_on(paragraph: Any) -> None:
    """Put a paragraph's words at the start of the next, whose properties then hold for all of them."""
    following = paragraph.getnext()
    words = [child for child in paragraph if child.tag != f"{W}pPr"]
    if following is None or following.tag != f"{W}p":
        if not words and paragraph.getparent() is not None:
            paragraph.getparent().remove(paragraph)
        return
    place = 1 if len(following) and following[0].tag == f"{W}pPr" else 0
    for word in reversed(words):
        following.insert(place, word)
    paragraph.getparent().remove(paragraph)


def choose_alternatives(root: Any) -> None:
    """Keep one of the forms in which newer and older programs are told the same, the one that has text."""
    for element in list(root.iter(f"{_MC}AlternateContent")):
        parent = element.getparent()
        if parent is None:
            continue
        forms = [child for child in element if child.tag in {f"{_MC}Choice", f"{_MC}Fallback"}]
        kept = next(
            (form for form in forms if form.find(f".//{W}t") is not None), forms[0] if forms else None
        )
        place = parent.index(element)
        parent.remove(element)
        if kept is not None:
            for child in reversed(list(kept)):
                parent.insert(place, child)
