"""Where names occur: every mention of an agency, campaign or term in every document, both ways."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from operator import attrgetter
from typing import Any

from gongwen.derived.kept_reading import KeptReading, Read
from gongwen.derived.titles import Titles
from gongwen.derived.versions import Versions
from gongwen.names.deciding import deciding
from gongwen.names.matcher import Context, Matcher, Mention
from gongwen.pages.paragraphs import Line, is_own, page_lines
from gongwen.records import Document
from gongwen.records.archive import Archive, Key
from gongwen.text import words
from gongwen.work.kept_values import KeptValues
from gongwen.work.workers import FEW, divided

_AT_ONCE = 2000
"""Documents that are looked through together."""
_LINE, _MENTION = (attrgetter(*(field.name for field in fields(kind))) for kind in (Line, Mention))


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One mention of a name in a document: the line that has it, and where in the line."""

    document: Document
    line: Line
    mention: Mention

    @property
    def is_use(self) -> bool:
        """Whether it stands in the document's own words, outside the titles that it cites."""
        return is_own(self.document, self.line) and not self.mention.cited

    @property
    def in_digest(self) -> bool:
        """Whether it is the archive that names it, in a digest."""
        return self.document.content == "digest" and not self.line.whole and not self.mention.cited


class Occurrences:
    """All mentions in an archive, found once.

    A use is a mention in a document's own words, outside the titles that it cites. Mentions in digests are the
    archive's words: they are kept apart and never counted as uses.

    Args:
        archive: the records and the documents.
        kept: what earlier builds worked out.

    Attributes:
        matcher: finds names.
        titles: finds titles of documents.
        versions: which documents are versions of one.
    """

    def __init__(self, archive: Archive, kept: KeptValues | None = None) -> None:
        self.archive = archive
        self._kept = KeptReading(kept or KeptValues(), deciding(archive))
        self.matcher = Matcher(archive)
        self.titles = Titles(archive)
        self.versions = Versions(archive)
        self._lines: dict[str, tuple[Line, ...]] = {}
        self._counted: tuple[object, dict[str, Counter[str]]] = None, {}

    def lines(self, document: Document) -> tuple[Line, ...]:
        """What readers see of a document, digest and text, taken apart once a build."""
        found = self._lines.get(document.id)
        if found is None:
            found = self._lines[document.id] = page_lines(document)
        return found

    @cached_property
    def by_document(self) -> Mapping[str, tuple[Occurrence, ...]]:
        """Mentions by document id, in the order of the text.

        Those that an earlier build found in the same text hold; others are looked for, by several processes where
        there are many.
        """
        documents = self.archive.documents_in_time
        found: dict[str, tuple[Occurrence, ...]] = {}
        unknown = []
        for document in documents:
            read = self._kept.get(document)
            if read is None:
                unknown.append(document)
            else:
                found[document.id] = self._taken(document, read)
        if len(unknown) > FEW:
            words.is_word("")  # the dictionary, read before there are copies
        # What copies found is larger than what comes of it, so it isn't had of all documents at once.
        for start in range(0, len(unknown), _AT_ONCE):
            some = unknown[start : start + _AT_ONCE]
            reads = divided(self._read, some)
            for place, document in enumerate(some):
                read = reads.pop(place) if place in reads else self._read(document)
                self._kept.keep(document, read)
                found[document.id] = self._taken(document, read)
        return {document.id: found[document.id] for document in documents}

    def named(self, document: Document, *, whole: bool) -> Mapping[str, Sequence[Mention]]:
        """Names by the words of the line that has them: of the whole text below a digest, or of what stands above it.

        Only of lines in which names are looked for; what the document calls its issuer is no name.
        """
        found: dict[str, list[Mention]] = {
            line.text: [] for line in self.lines(document) if _is_read(line) and line.whole == whole
        }
        last: Line | None = None
        for occurrence in self.by_document[document.id]:
            line = occurrence.line
            if line.whole != whole or occurrence.mention.own:
                continue
            if line is not last:
                # A line that comes again says the same.
                found[line.text] = []
                last = line
            found[line.text].append(occurrence.mention)
        return found

    @cached_property
    def by_record(self) -> Mapping[Key, tuple[Occurrence, ...]]:
        """Mentions by kind and id of the record, in time order: uses, and what digests and cited titles name."""
        found: dict[Key, list[Occurrence]] = defaultdict(list)
        for occurrences in self.by_document.values():
            for occurrence in occurrences:
                mention = occurrence.mention
                if mention.id is not None:
                    found[mention.kind, mention.id].append(occurrence)
        return {key: tuple(value) for key, value in found.items()}

    @cached_property
    def uses(self) -> Mapping[Key, tuple[Occurrence, ...]]:
        """Uses by kind and id of the record, from the oldest text to the newest, undated texts last."""
        found: dict[Key, list[Occurrence]] = defaultdict(list)
        for document in sorted(self.archive.documents_in_time, key=lambda d: (d.text_date or "9", d.id)):
            own = document.is_original
            for occurrence in self.by_document[document.id]:
                mention = occurrence.mention
                if (own or occurrence.line.whole) and mention.id is not None and not mention.cited:
                    found[mention.kind, mention.id].append(occurrence)
        return {key: tuple(value) for key, value in found.items()}

    @cached_property
    def in_digests(self) -> Mapping[Key, tuple[Document, ...]]:
        """Documents whose digest, in the archive's words, names a record, in time order."""
        found: dict[Key, dict[str, Document]] = defaultdict(dict)
        for document in self.archive.documents_in_time:
            if document.content == "digest":
                for occurrence in self.by_document[document.id]:
                    mention = occurrence.mention
                    if mention.id is not None and occurrence.in_digest:
                        found[mention.kind, mention.id][document.id] = document
        return {key: tuple(named.values()) for key, named in found.items()}

    def naming(self, kind: str, identity: str) -> tuple[Document, ...]:
        """The documents that name a record in their own words or in their digest, in time order."""
        key = (kind, identity)
        found = {use.document.id: use.document for use in self.uses.get(key, ())}
        found |= {document.id: document for document in self.in_digests.get(key, ())}
        return tuple(sorted(found.values(), key=lambda document: document.order))

    def take(self, document: Document, archive: Archive) -> None:
        """Look for the names of one document again; what is grouped by names stays as it was found.

        Args:
            document: as it reads now.
            archive: the archive that it is in.
        """
        self.archive = archive
        self._lines.pop(document.id, None)
        self.by_document = {**self.by_document, document.id: tuple(self._of(document))}

    def forget(self) -> None:
        """Let go of all mentions, once hardly anybody will ask: they are as large as the texts, and found again if need be."""
        for name in ("by_document", "by_record", "uses", "in_digests", "citations"):
            self.__dict__.pop(name, None)

    @cached_property
    def texts_by_year(self) -> Mapping[int, tuple[Document, ...]]:
        """Documents whose own words the archive has, by the year of those words."""
        found: dict[int, list[Document]] = defaultdict(list)
        for document in self.archive.documents_in_time:
            if (document.is_original or document.whole_body) and document.text_date:
                found[document.text_date.year].append(document)
        return {year: tuple(found[year]) for year in sorted(found)}

    @cached_property
    def characters_by_year(self) -> Mapping[int, int]:
        """How many characters of documents' own words the archive has of each year."""
        return {
            year: sum(
                len(line.text)
                for document in texts
                for line in self.lines(document)
                if is_own(document, line)
            )
            for year, texts in self.texts_by_year.items()
        }

    @cached_property
    def citations(self) -> Mapping[str, tuple[tuple[Document, Line], ...]]:
        """For each document id, which documents have its title in 《》, and the first line that does."""
        found: dict[str, dict[str, tuple[Document, Line]]] = defaultdict(dict)
        for document in self.archive.documents_in_time:
            if "《" not in document.public_body and "《" not in document.whole_body:
                continue
            for line in self.lines(document):
                for cited in self.titles.cited(line.text, document.date):
                    if cited.document.id != document.id:
                        found[cited.document.id].setdefault(document.id, (document, line))
        return {identity: tuple(citing.values()) for identity, citing in found.items()}

    def counts(self, document: Document, kind: str) -> list[tuple[str, int]]:
        """How often each record of `kind` is named in a document: (id, times), the most frequent first."""
        found = self.by_document[document.id]
        if self._counted[0] is not found:
            # Of one document all kinds are asked for.
            counts: dict[str, Counter[str]] = defaultdict(Counter)
            for occurrence in found:
                mention = occurrence.mention
                if mention.id:
                    counts[mention.kind][mention.id] += 1
            self._counted = found, counts
        return self._counted[1].get(kind, Counter()).most_common()

    def _read(self, document: Document) -> Read:
        occurrences = self._of(document)
        lines = self.lines(document)
        places = {id(line): place for place, line in enumerate(lines)}
        mentions = [(places[id(o.line)], _MENTION(o.mention)) for o in occurrences]
        return [_LINE(line) for line in lines], mentions

    def _taken(self, document: Document, read: Read) -> tuple[Occurrence, ...]:
        lines = self._lines[document.id] = tuple(Line(*values) for values in read[0])
        return tuple(Occurrence(document, lines[place], _mention(*values)) for place, values in read[1])

    def _of(self, document: Document) -> list[Occurrence]:
        context = Context(document.date, document.place, document.issuers)
        # The words of a whole text are of the day of its version, which a body may have been renamed before.
        as_of = Context(document.text_date or document.date, document.place, document.issuers)
        return [
            Occurrence(document, line, mention)
            for line in self.lines(document)
            if _is_read(line)
            for mention in self.matcher.find(line.text, as_of if line.whole else context)
        ]


def _mention(start: int, end: int, text: str, *others: Any) -> Mention:
    # The same few names over and over: one string for each.
    return Mention(start, end, sys.intern(text), *others)


def _is_read(line: Line) -> bool:
    """Whether names are looked for in a line."""
    return not line.heading and not line.label
