"""Where names occur: every mention of an agency, campaign or term in every document, both ways."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from gongwen.archive import Archive
from gongwen.names.matcher import Context, Matcher, Mention
from gongwen.names.surfaces import Kind
from gongwen.pages.paragraphs import Passage, passages
from gongwen.records import Document

FOLDERS: dict[Kind, str] = {"agency": "agencies", "campaign": "campaigns", "term": "glossary"}


_TITLE = re.compile(r"《([^《》]{4,80})》")


def _bare(title: str) -> str:
    """A title as texts cite it: without the country before it and the marks around it."""
    return re.sub(r"\s", "", title).removeprefix("中华人民共和国").strip("《》")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One mention of a name in a document."""

    document: Document
    passage: Passage
    mention: Mention


class Occurrences:
    """All mentions in an archive, found once.

    Args:
        archive: the records and the documents.
    """

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.matcher = Matcher(archive)
        self._passages: dict[str, tuple[Passage, ...]] = {}

    def passages(self, document: Document) -> tuple[Passage, ...]:
        """The paragraphs of a document, taken apart once a build."""
        found = self._passages.get(document.id)
        if found is None:
            found = self._passages[document.id] = passages(document.public_body)
        return found

    @cached_property
    def by_document(self) -> Mapping[str, tuple[Occurrence, ...]]:
        """Mentions by document id, in the order of the text."""
        return {document.id: tuple(self._of(document)) for document in self.archive.documents_in_time}

    @cached_property
    def by_record(self) -> Mapping[tuple[Kind, str], tuple[Occurrence, ...]]:
        """Mentions by kind and id of the record, in time order."""
        found: dict[tuple[Kind, str], list[Occurrence]] = defaultdict(list)
        for occurrences in self.by_document.values():
            for occurrence in occurrences:
                if occurrence.mention.id is not None:
                    found[occurrence.mention.kind, occurrence.mention.id].append(occurrence)
        return {key: tuple(value) for key, value in found.items()}

    @cached_property
    def characters_by_year(self) -> Mapping[int, int]:
        """How many characters of text the archive has of each year."""
        counts: Counter[int] = Counter()
        for document in self.archive.documents_in_time:
            if document.year:
                counts[document.year] += sum(len(passage.text) for passage in self.passages(document))
        return counts

    @cached_property
    def citations(self) -> Mapping[str, tuple[tuple[Document, Passage], ...]]:
        """For each document id, which documents have its title in 《》, and the first paragraph that does."""
        titles = {_bare(document.title): document for document in self.archive.documents_in_time}
        found: dict[str, dict[str, tuple[Document, Passage]]] = defaultdict(dict)
        for document in self.archive.documents_in_time:
            if "《" not in document.public_body:
                continue
            for passage in self.passages(document):
                for title in _TITLE.findall(passage.text):
                    target = titles.get(_bare(title))
                    if target is not None and target.id != document.id:
                        found[target.id].setdefault(document.id, (document, passage))
        return {identity: tuple(citing.values()) for identity, citing in found.items()}

    def counts(self, document: Document, kind: Kind) -> list[tuple[str, int]]:
        """How often each record of `kind` is named in a document: (id, times), the most frequent first."""
        counts = Counter(
            o.mention.id for o in self.by_document[document.id] if o.mention.kind == kind and o.mention.id
        )
        return [(identity, count) for identity, count in counts.most_common() if identity]

    def _of(self, document: Document) -> list[Occurrence]:
        context = Context(document.date, document.place, document.issuers)
        return [
            Occurrence(document, passage, mention)
            for passage in self.passages(document)
            for mention in self.matcher.find(passage.text, context)
        ]
