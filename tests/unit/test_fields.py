"""A field of documents is known everywhere: it has a name, stands in the manual, and what pages show is found."""

from __future__ import annotations

import contextlib
import re

from pydantic import ValidationError

from gongwen.derived.occurrences import Occurrences
from gongwen.records import Document, field_name
from gongwen.records.archive import Archive
from gongwen.search.entries import document_entry
from gongwen.views.document import document_view
from support import REPOSITORY

INNER = {"id", "file", "whole"}
"""Not written in front matter: they come from the file's place, and from whoever has the text."""


def test_every_field_has_a_name_for_people() -> None:
    assert {name for name in Document.model_fields.keys() - INNER if field_name(name) == name} == set()


def test_every_field_stands_in_the_manual() -> None:
    manual = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`(\w+)`", manual))
    assert Document.model_fields.keys() - INNER - {"body"} - told == set()


def written() -> dict[str, object]:
    """The head of a document with a word of its own in every field that takes words."""
    base: dict[str, object] = {"id": "2006/a", "file": "documents/2006/a.md", "title": "题", "body": "正文。"}
    words: dict[str, object] = {}
    for name in Document.model_fields.keys() - base.keys():
        for value in (f"独有的{name}", [f"独有的{name}"]):
            with contextlib.suppress(ValidationError):
                Document.model_validate(base | {name: value})
                words[name] = value
    return base | words


def test_words_that_a_page_shows_are_found() -> None:
    document = Document.model_validate(written())
    archive = Archive(documents={document.id: document})
    view = document_view(document, archive, Occurrences(archive), "")
    shown = " ".join(row.text + " ".join(link.text for link in row.links) for row in view.rows)
    indexed = " ".join(line.text for line in document_entry(document, archive).lines)
    marks = set(re.findall(r"独有的\w+", shown))
    assert len(marks) > 5
    assert sorted(mark for mark in marks if mark not in indexed) == []
