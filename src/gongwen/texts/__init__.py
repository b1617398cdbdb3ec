"""Whole texts that stand outside the repository: where they come from, and the laws among them as data.

A record says where its text is (`gongwen.records.TextPlace`); a build asks who has it and puts it below the digest.
Where nobody has it, the digest stands alone and its page says what is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from gongwen.errors import GongwenError
from gongwen.records import Document, TextPlace, WholeText
from gongwen.records.archive import Archive
from gongwen.records.excerpt import excerpt
from gongwen.records.vocabulary import Access
from gongwen.shelf import exceeds
from gongwen.texts.providers import Given, Provider


@dataclass(frozen=True)
class Texts:
    """An archive with the whole texts that were to be had.

    Attributes:
        archive: the records, each with its text where there is one.
        faults: why a document's text couldn't be had, by the document's id.
    """

    archive: Archive
    faults: Mapping[str, GongwenError] = field(default_factory=dict)

    @property
    def missing(self) -> Mapping[str, str]:
        """What pages say of the texts that couldn't be had, by the document's id."""
        return {identity: fault.problem for identity, fault in self.faults.items()}


def with_texts(archive: Archive, providers: Iterable[Provider]) -> Texts:
    """Give each document that says where its whole text is that text.

    Args:
        archive: the records.
        providers: who has texts.
    """
    known = {provider.name: provider for provider in providers}
    documents = dict(archive.documents)
    faults: dict[str, GongwenError] = {}
    for identity, document in archive.documents.items():
        place = document.text
        if place is None:
            continue
        try:
            whole = _whole(document, place, known[place.provider].get(place))
        except GongwenError as error:
            faults[identity] = error
        else:
            documents[identity] = document.model_copy(update={"whole": whole})
    return Texts(replace(archive, documents=documents), faults)


def _whole(document: Document, place: TextPlace, given: Given) -> WholeText:
    access = _access(document, place, given)
    body = given.body if access == "full" else excerpt(given.body) if access == "excerpt" else ""
    return WholeText(body=body, origin=given.origin, sha256=given.sha256, access=access)


def _access(document: Document, place: TextPlace, given: Given) -> Access:
    """How open a text is: as the record says, and no more than signals in the file allow unless it says why.

    A folder's texts are only recorded where the record doesn't say more of them.
    """
    default: Access = "record" if place.provider == "folder" else document.access
    stated = place.access or default
    noted = bool(document.rights and document.rights.note)
    return given.allowed if exceeds(stated, given.allowed) and not noted else stated
