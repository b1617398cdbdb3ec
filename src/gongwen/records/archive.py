"""The archive in memory: every record of docs/, by id, with the look-ups both ways that pages need."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from gongwen.errors import FaultsError, GongwenError
from gongwen.records import (
    KINDS,
    Agency,
    Campaign,
    Document,
    Named,
    Record,
    Term,
    kind_of,
)
from gongwen.records.record_files import identity_of, read_record
from gongwen.records.references import Reference, references
from gongwen.records.strays import strays
from gongwen.records.values import OldAnchor

_OWN = {"document": "documents", "agency": "agencies", "campaign": "campaigns", "term": "terms"}
"""Kinds whose records the archive gives by a name of their own, with their type."""
Key = tuple[str, str]
"""Name of a kind and id of a record of it."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """A record that points, the name of its kind, and how it points."""

    kind: str
    record: Record
    reference: Reference


@dataclass(frozen=True)
class Archive:
    """All records, by kind and id.

    Attributes:
        documents, agencies, campaigns, terms: records by id, of the kinds that code calls by name.
        others: records of other kinds by id, by the name of the kind.
        faults: problems of single files, where the reader was asked to go on despite them.
        faulty: records that can't be read; they stand for their ids all the same.
    """

    documents: Mapping[str, Document] = field(default_factory=dict)
    agencies: Mapping[str, Agency] = field(default_factory=dict)
    campaigns: Mapping[str, Campaign] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    others: Mapping[str, Mapping[str, Record]] = field(default_factory=dict)
    faults: tuple[GongwenError, ...] = ()
    faulty: frozenset[Key] = frozenset()

    @classmethod
    def of(
        cls, records: Iterable[Record], *, faults: Iterable[GongwenError] = (), faulty: Iterable[Key] = ()
    ) -> Archive:
        """The archive of these records."""
        found: dict[str, dict[str, Any]] = {kind.name: {} for kind in KINDS.values()}
        for record in records:
            found[kind_of(record).name][record.id] = record
        own = {name: found.pop(kind) for kind, name in _OWN.items()}
        return cls(**own, others=found, faults=tuple(faults), faulty=frozenset(faulty))

    def with_record(self, record: Record) -> Archive:
        """The archive with one record as it is given here, which it has already or not."""
        kind = kind_of(record).name
        name = _OWN.get(kind)
        found: dict[str, Any] = {**self.records(kind), record.id: record}
        return replace(self, **{name: found} if name else {"others": {**self.others, kind: found}})

    def records(self, kind: str) -> Mapping[str, Record]:
        """Records of a kind by id, in order of their ids."""
        name = _OWN.get(kind)
        found: Mapping[str, Record] = getattr(self, name) if name else self.others.get(kind, {})
        return found

    def __iter__(self) -> Iterator[Record]:
        """Every record, kind by kind."""
        for kind in KINDS.values():
            yield from self.records(kind.name).values()

    @cached_property
    def named(self) -> tuple[tuple[str, Named], ...]:
        """Every record that has a name, with the name of its kind."""
        return tuple(
            (kind.name, record)
            for kind in KINDS.values()
            for record in self.records(kind.name).values()
            if isinstance(record, Named)
        )

    def find(self, kind: str, identity: str) -> Record | None:
        """A record by kind and id; None where there is none."""
        return self.records(kind).get(identity)

    def knows(self, kind: str, identity: str) -> bool:
        """Whether there is a record, be it one that can't be read."""
        return identity in self.records(kind) or (kind, identity) in self.faulty

    # Look-ups both ways, from the pointers that records declare

    @cached_property
    def pointing(self) -> Mapping[Key, tuple[Pointer, ...]]:
        """Who points to a record or a name: by kind and id, in order of kinds and of time."""
        return _grouped(
            ((reference.ref.kind, reference.target), Pointer(kind.name, record, reference))
            for kind in KINDS.values()
            for record in self.in_order(kind.name)
            for reference in references(record)
        )

    @cached_property
    def led_away(self) -> Mapping[str, tuple[tuple[Document, OldAnchor], ...]]:
        """Paragraphs that stood on another page: by its address, the document in which each stands now."""
        return _grouped(
            (item.page.strip("/"), (document, item))
            for document in self.documents.values()
            for item in document.anchors
            if item.page
        )

    def pointing_to(self, record: Record) -> tuple[Pointer, ...]:
        """Who points to a record, in order of kinds and of time."""
        return self.pointing.get((kind_of(record).name, record.id), ())

    def pointing_from_others(self, record: Record) -> tuple[Pointer, ...]:
        """Who of the kinds that have no view of their own points to a record."""
        return tuple(pointer for pointer in self.pointing_to(record) if pointer.kind not in _OWN)

    def in_order(self, kind: str) -> tuple[Record, ...]:
        """Records of a kind in time."""
        if kind == "document":
            return self.documents_in_time
        return tuple(sorted(self.records(kind).values(), key=lambda record: record.order))

    def _backwards(self, kind: str, *fields: str) -> Mapping[str, tuple[Pointer, ...]]:
        """Pointers from records of a kind, by what they point to."""
        found = {
            target: tuple(
                pointer for pointer in pointers if pointer.kind == kind and pointer.reference.field in fields
            )
            for (_, target), pointers in self.pointing.items()
        }
        return {target: pointers for target, pointers in found.items() if pointers}

    @cached_property
    def documents_in_time(self) -> tuple[Document, ...]:
        """Documents from the oldest to the newest; undated ones first."""
        return tuple(sorted(self.documents.values(), key=lambda document: document.order))

    @cached_property
    def documents_by_year(self) -> Mapping[int, tuple[Document, ...]]:
        """Dated documents by year, years and documents in time order."""
        return _grouped((document.year, document) for document in self.documents_in_time if document.year)

    @cached_property
    def undated_documents(self) -> tuple[Document, ...]:
        """Documents without a date."""
        return tuple(document for document in self.documents_in_time if document.year is None)

    @cached_property
    def documents_by_issuer(self) -> Mapping[str, tuple[Document, ...]]:
        """Documents by issuer: an agency id, or the name as it stands where there is no record."""
        return self._records("document", "issuers")

    @cached_property
    def documents_by_campaign(self) -> Mapping[str, tuple[Document, ...]]:
        """Documents by campaign id or name."""
        return self._records("document", "campaigns")

    def _records(self, kind: str, field_: str) -> Mapping[str, tuple[Any, ...]]:
        return {
            target: tuple(pointer.record for pointer in pointers)
            for target, pointers in self._backwards(kind, field_).items()
        }

    @cached_property
    def documents_by_type(self) -> Mapping[str, tuple[Document, ...]]:
        """Documents by type, in time order."""
        return _grouped((document.type, document) for document in self.documents_in_time)

    @cached_property
    def document_by_original(self) -> Mapping[tuple[str, int | None], Document]:
        """The document made from each original, by the original's name in sources/ and the part of it."""
        return {
            (document.original.file, document.original.part): document
            for document in self.documents.values()
            if document.original is not None
        }

    @cached_property
    def texts_in_sources(self) -> frozenset[str]:
        """The originals in sources/ that are whole texts of digests."""
        places = (document.text for document in self.documents.values())
        return frozenset(place.key for place in places if place is not None and place.provider == "sources")

    @cached_property
    def position_in_time(self) -> Mapping[str, int]:
        """The place of each document in time order, by id."""
        return {document.id: place for place, document in enumerate(self.documents_in_time)}

    @cached_property
    def unrecorded(self) -> Mapping[Key, tuple[Document, ...]]:
        """Issuers and campaigns that have no record: documents by ``agency`` or ``campaign`` and the name."""
        return _grouped(
            ((reference.ref.kind, reference.target), document)
            for document in self.documents_in_time
            for reference in references(document)
            if reference.ref.names
            and reference.ref.kind != "document"
            and not self.knows(reference.ref.kind, reference.target)
        )

    @cached_property
    def campaign_children(self) -> Mapping[str, tuple[Campaign, ...]]:
        """Campaigns by the id of each of their parents, in order of their start."""
        return self._records("campaign", "parents")

    def campaign_parts(self, campaign: str) -> tuple[Campaign, ...]:
        """What a campaign consists of: its children, then theirs, each once."""
        found: dict[str, Campaign] = {}
        queue = [campaign]
        while queue:
            for child in self.campaign_children.get(queue.pop(0), ()):
                if child.id not in found and child.id != campaign:
                    found[child.id] = child
                    queue.append(child.id)
        return tuple(found.values())

    def campaign_family(self, campaign: str) -> tuple[str, ...]:
        """The ids of a campaign and of everything that it consists of."""
        return (campaign, *(part.id for part in self.campaign_parts(campaign)))

    def documents_of_family(self, campaign: str) -> tuple[Document, ...]:
        """Documents of a campaign and of its parts, in time order, each once."""
        found = {
            document.id: document
            for member in self.campaign_family(campaign)
            for document in self.documents_by_campaign.get(member, ())
        }
        return tuple(sorted(found.values(), key=lambda document: self.position_in_time[document.id]))

    @cached_property
    def campaigns_by_agency(self) -> Mapping[str, tuple[Pointer, ...]]:
        """Campaigns that an agency led or took part in, by agency id: those it led first, each by start."""
        found = self._backwards("campaign", "leads", "participants")
        return {
            agency: tuple(sorted(pointers, key=lambda pointer: pointer.reference.field))
            for agency, pointers in found.items()
        }

    @cached_property
    def subordinates(self) -> Mapping[str, tuple[Agency, ...]]:
        """Agencies by the id of their parent."""
        return self._records("agency", "parent")

    @cached_property
    def _same_bodies(self) -> Mapping[str, tuple[str, ...]]:
        groups: dict[str, set[str]] = {}
        for agency in self.agencies.values():
            twin = agency.same_body_as
            if twin and twin in self.agencies and twin != agency.id:
                whole = groups.get(agency.id, {agency.id}) | groups.get(twin, {twin})
                groups |= dict.fromkeys(whole, whole)
        order = list(self.agencies)
        return {identity: tuple(sorted(whole, key=order.index)) for identity, whole in groups.items()}

    def name_plates(self, agency: str) -> tuple[str, ...]:
        """The ids of one body under several name plates, an agency's own among them; itself alone where it has one."""
        return self._same_bodies.get(agency, (agency,))

    @cached_property
    def incoming_relations(self) -> Mapping[str, tuple[Pointer, ...]]:
        """For each document id, which documents state a relation to it, in time order."""
        return self._backwards("document", "relations")

    def co_issuers(self, agency: str) -> tuple[tuple[str, int], ...]:
        """Whom an agency issues documents with, and how many; the most frequent first."""
        counts = Counter(
            other
            for document in self.documents_by_issuer.get(agency, ())
            for other in document.issuers
            if other != agency
        )
        return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))

    def agency_name(self, agency: str) -> str:
        """The name of an issuer, whether it has a record or stands as a name."""
        record = self.agencies.get(agency)
        return record.label if record else agency

    def issuer_line(self, document: Document, *, most: int = 3) -> str:
        """The issuers of a document in a few words: up to `most` names, then “等几部门”."""
        names = [self.agency_name(issuer) for issuer in document.issuers]
        if len(names) > most:
            return f"{names[0]}等 {len(names)} 部门"
        return "、".join(names)

    def campaign_name(self, campaign: str) -> str:
        """The name of a campaign, whether it has a record or stands as a name."""
        record = self.campaigns.get(campaign)
        return record.label if record else campaign


def read_archive(docs: Path, *, strict: bool = True) -> Archive:
    """Read all records below `docs`.

    Args:
        docs: the content folder with a folder for each kind.
        strict: raise on the first pass over everything; otherwise leave out what can't be read and list it
            in ``faults``.

    Raises:
        FaultsError: with `strict`, all the faults of all files.
    """
    faults: list[GongwenError] = []
    faulty: list[Key] = []
    found: list[Record] = []
    for kind in KINDS.values():
        for path in sorted((docs / kind.folder).rglob("*.md")):
            if path.is_symlink():
                continue  # named among the strays, never read
            file = path.relative_to(docs).as_posix()
            try:
                found.append(read_record(docs, file))
            except GongwenError as error:
                faults += error if isinstance(error, FaultsError) else (error,)
                faulty.append((kind.name, identity_of(file)))
    faults += strays(docs)
    if faults and strict:
        raise FaultsError(faults)
    return Archive.of(found, faults=faults, faulty=faulty)


K = TypeVar("K")
V = TypeVar("V")


def _grouped(pairs: Iterable[tuple[K, V]]) -> Mapping[K, tuple[V, ...]]:
    groups: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}
