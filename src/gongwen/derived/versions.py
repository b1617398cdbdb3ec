"""A document and its versions: which there are, in order, and which decisions stand between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from itertools import pairwise

from gongwen.pages.articles import is_law
from gongwen.pages.paragraphs import lines
from gongwen.records import Document
from gongwen.records.archive import Archive
from gongwen.records.edtf import Edtf


def day(document: Document) -> Edtf | None:
    """The day of the version that a document's record is of."""
    return (document.text.version if document.text else None) or document.version or document.date


def own_text(document: Document) -> str:
    """The document's own words, as far as the archive may show them; empty where it has none."""
    return document.whole_body or (document.public_body if document.is_original else "")


class Versions:
    """Versions of the documents of an archive.

    Args:
        archive: the records; ``version_of`` says what belongs together.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    @cached_property
    def _groups(self) -> Mapping[str, tuple[Document, ...]]:
        first: dict[str, str] = {}
        for document in self._archive.documents.values():
            seen = {document.id}
            root = document
            while (of := root.version_of) is not None and of in self._archive.documents and of not in seen:
                root = self._archive.documents[of]
                seen.add(root.id)
            first[document.id] = root.id
        members: dict[str, list[Document]] = defaultdict(list)
        for identity, root_id in first.items():
            members[root_id].append(self._archive.documents[identity])
        found: dict[str, tuple[Document, ...]] = {}
        for group in members.values():
            if len(group) > 1:
                ordered = tuple(sorted(group, key=lambda document: (day(document) or "", document.id)))
                found |= dict.fromkeys((document.id for document in group), ordered)
        return found

    def of(self, document: Document) -> tuple[Document, ...]:
        """All versions of a document, itself among them, the oldest first; empty where it is the only one."""
        return self._groups.get(document.id, ())

    def amendments(self, document: Document) -> tuple[Document, ...]:
        """What amends a document, by its records' relations, in time order."""
        incoming = self._archive.incoming_relations.get(document.id, ())
        return tuple(
            pointer.record
            for pointer in incoming
            if pointer.reference.type == "amends" and isinstance(pointer.record, Document)
        )

    @cached_property
    def pairs(self) -> tuple[tuple[Document, Document], ...]:
        """Versions to set side by side, the older first: each with the next, and the oldest with the newest."""
        found = []
        for group in {group[0].id: group for group in self._groups.values()}.values():
            whole = [document for document in group if has_articles(document)]
            found += [*pairwise(whole), *([(whole[0], whole[-1])] if len(whole) > 2 else [])]
        return tuple(found)

    @cached_property
    def decisions(self) -> tuple[tuple[Document, Document], ...]:
        """Decisions and the laws whose text is the one that they made, both with their words."""
        return tuple(
            (decision, law)
            for law in self._archive.documents.values()
            for decision in self.amendments(law)
            if own_text(decision) and day(law) is not None and day(decision) == day(law)
            # Last: to know it, the text is taken apart.
            if has_articles(law)
        )


def has_articles(document: Document) -> bool:
    """Whether the archive has a document's text, and it goes by articles."""
    text = own_text(document)
    return bool(text) and is_law(line.text for line in lines(text) if not line.heading)
