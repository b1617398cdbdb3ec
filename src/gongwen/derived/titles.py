"""Titles in 《》: which document of the archive a text means by one, and which article of it.

A title may have several versions in the archive; meant is the one whose words stood when the text was written.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from gongwen.pages.articles import cited_at
from gongwen.pages.paragraphs import lines
from gongwen.records import Document
from gongwen.records.archive import Archive
from gongwen.records.edtf import Edtf

_TITLE = re.compile(r"《([^《》]{2,80}(?:[《〈][^《》〈〉]{2,60}[》〉][^《》]{0,40})?)》")
_INSIDE = str.maketrans("〈〉", "《》")


def bare(title: str) -> str:
    """A title as texts cite it: without the country before it, spaces and the marks around it."""
    inner = re.sub(r"\s", "", title).translate(_INSIDE)
    return inner.removeprefix("中华人民共和国").removeprefix("《中华人民共和国").strip("《》")


@dataclass(frozen=True, slots=True)
class Cited:
    """A title that a text cites.

    Attributes:
        start, end: where it stands, with its brackets.
        document: what it means.
        place_end: where the article that follows it ends; `end` where none does.
        anchor: that article's address; empty where none follows, or the document has no such article.
    """

    start: int
    end: int
    document: Document
    place_end: int
    anchor: str


class Titles:
    """The titles of an archive's documents.

    Args:
        archive: the documents.
    """

    def __init__(self, archive: Archive) -> None:
        self._by_title: dict[str, list[Document]] = defaultdict(list)
        for document in archive.documents_in_time:
            self._by_title[bare(document.title)].append(document)
        self._anchors: dict[str, frozenset[str]] = {}

    def meant(self, title: str, date: Edtf | None = None) -> Document | None:
        """The document of that title: of several versions the last one not later than `date`, else the newest."""
        found = self._by_title.get(bare(title))
        if not found:
            return None
        before = [d for d in found if date is None or (d.date is not None and d.date.first <= date.last)]
        return before[-1] if before else found[-1]

    def cited(self, text: str, date: Edtf | None = None) -> Iterator[Cited]:
        """Titles in a text that are those of documents, with the article that follows each.

        Args:
            text: running text.
            date: the day of the text.
        """
        for match in _TITLE.finditer(text):
            document = self.meant(match[1], date)
            if document is None:
                continue
            place = cited_at(text, match.end())
            if place is not None and place.anchor in self.anchors(document):
                yield Cited(match.start(), match.end(), document, place.end, place.anchor)
            else:
                yield Cited(match.start(), match.end(), document, match.end(), "")

    def anchors(self, document: Document) -> frozenset[str]:
        """The addresses of a document's articles, with their 款 and 项."""
        found = self._anchors.get(document.id)
        if found is None:
            body = document.whole_body or (document.public_body if document.is_original else "")
            found = frozenset(line.place.anchor for line in lines(body) if line.place and line.place.anchor)
            self._anchors[document.id] = found
        return found
