"""The archive in memory: every record of docs/, by id, with the look-ups both ways that pages need."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from gongwen.errors import FaultsError, GongwenError, RecordError, advice, reason
from gongwen.records import KINDS, Agency, Campaign, Document, Record, Term, build, frontmatter

PROSE_FOLDERS = frozenset({"about", "develop", "contribute"})
"""Folders of pages that are no records: prose by the archive's makers."""
_DOORS = frozenset({"index.md", "search.md"})
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif"})


@dataclass(frozen=True)
class Archive:
    """All records, by kind and id.

    Attributes:
        documents, agencies, campaigns, terms: records by id.
        faults: problems of single files, where the reader was asked to go on despite them.
    """

    documents: Mapping[str, Document] = field(default_factory=dict)
    agencies: Mapping[str, Agency] = field(default_factory=dict)
    campaigns: Mapping[str, Campaign] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    faults: tuple[GongwenError, ...] = ()

    def __iter__(self) -> Iterator[Record]:
        """Every record, kind by kind."""
        for records in (self.documents, self.agencies, self.campaigns, self.terms):
            yield from records.values()

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
        return _grouped(
            (issuer, document) for document in self.documents_in_time for issuer in document.issuers
        )

    @cached_property
    def documents_by_campaign(self) -> Mapping[str, tuple[Document, ...]]:
        """Documents by campaign id or name."""
        return _grouped(
            (campaign, document) for document in self.documents_in_time for campaign in document.campaigns
        )

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
    def position_in_time(self) -> Mapping[str, int]:
        """The place of each document in time order, by id."""
        return {document.id: place for place, document in enumerate(self.documents_in_time)}

    @cached_property
    def unrecorded(self) -> Mapping[tuple[str, str], tuple[Document, ...]]:
        """Issuers and campaigns that have no record: documents by ``agency`` or ``campaign`` and the name."""
        return _grouped(
            ((kind, name), document)
            for document in self.documents_in_time
            for kind, names, known in (
                ("agency", document.issuers, self.agencies),
                ("campaign", document.campaigns, self.campaigns),
            )
            for name in names
            if name not in known
        )

    @cached_property
    def campaign_children(self) -> Mapping[str, tuple[Campaign, ...]]:
        """Campaigns by the id of each of their parents, in order of their start."""
        ordered = sorted(self.campaigns.values(), key=lambda campaign: (campaign.start or "9", campaign.id))
        return _grouped((parent, campaign) for campaign in ordered for parent in campaign.parents)

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
    def campaigns_by_agency(self) -> Mapping[str, tuple[tuple[str, Campaign], ...]]:
        """Campaigns that an agency led (``lead``) or took part in (``part``), by agency id, by start."""
        ordered = sorted(self.campaigns.values(), key=lambda campaign: (campaign.start or "9", campaign.id))
        pairs = [(agency, ("lead", campaign)) for campaign in ordered for agency in campaign.leads]
        pairs += [(agency, ("part", campaign)) for campaign in ordered for agency in campaign.participants]
        return _grouped(pairs)

    @cached_property
    def subordinates(self) -> Mapping[str, tuple[Agency, ...]]:
        """Agencies by the id of their parent."""
        return _grouped((agency.parent, agency) for agency in self.agencies.values() if agency.parent)

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
    def incoming_relations(self) -> Mapping[str, tuple[tuple[str, Document], ...]]:
        """For each document id, who points to it: (type of relation, document), in time order."""
        return _grouped(
            (relation.target, (relation.type, document))
            for document in self.documents_in_time
            for relation in document.relations
        )

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
        docs: the content folder with documents/, agencies/, campaigns/ and glossary/.
        strict: raise on the first pass over everything; otherwise leave out what can't be read and list it
            in ``faults``.

    Raises:
        FaultsError: with `strict`, all the faults of all files.
    """
    faults: list[GongwenError] = []
    found: dict[str, dict[str, Record]] = {}
    for folder, kind in KINDS.items():
        records: dict[str, Record] = {}
        for path in sorted((docs / folder).rglob("*.md")):
            if path.is_symlink():
                continue  # named among the strays, never read
            file = path.relative_to(docs).as_posix()
            try:
                record = _read(path, file, kind)
            except FaultsError as errors:
                faults += errors
            except GongwenError as error:
                faults.append(error)
            else:
                records[record.id] = record
        found[folder] = records
    faults += strays(docs)
    if faults and strict:
        raise FaultsError(faults)
    return Archive(
        documents=found["documents"],  # type: ignore[arg-type]  # each folder holds its own kind
        agencies=found["agencies"],  # type: ignore[arg-type]
        campaigns=found["campaigns"],  # type: ignore[arg-type]
        terms=found["glossary"],  # type: ignore[arg-type]
        faults=tuple(faults),
    )


def strays(docs: Path) -> Iterator[RecordError]:
    """Files below `docs` that no part of the archive knows: the site publishes nothing unseen.

    Known are records (``.md`` in their folders), prose in `PROSE_FOLDERS`, the pages of the doors, and pictures
    (no SVG, which can hold scripts) in ``assets/`` and beside prose. Hidden files are never published.
    """
    for path in sorted(docs.rglob("*")):
        file = path.relative_to(docs)
        if any(part.startswith(".") for part in file.parts) or (path.is_dir() and not path.is_symlink()):
            continue
        shown = f"docs/{file.as_posix()}"
        if path.is_symlink():
            yield RecordError("是符号链接，网站不收", file=shown, advice="换成文件本身")
        elif not _is_known(file):
            yield RecordError(
                "不是网站所收的文件",
                file=shown,
                advice="记录和说明用 .md（小写），图片用 PNG、JPEG、WebP、GIF、AVIF；原件放进 sources/，其余移走",
            )


def _is_known(file: Path) -> bool:
    folder = file.parts[0]
    if len(file.parts) == 1:
        return file.name in _DOORS
    if folder in KINDS:
        return file.suffix == ".md"
    if folder in PROSE_FOLDERS:
        return file.suffix == ".md" or file.suffix in _PICTURES
    return folder == "assets" and file.suffix in _PICTURES


def _read(path: Path, file: str, kind: type[Record]) -> Record:
    identity = file.split("/", 1)[1].removesuffix(".md")
    if path.name in {"index.md", "README.md"}:
        raise RecordError("是索引页的位置，索引由记录生成", file=f"docs/{file}", advice="改名，或移走")
    depth = 2 if kind is Document else 1
    if identity.count("/") != depth - 1:
        wanted = (
            "documents/<年份或 undated>/<名称>.md" if kind is Document else f"{file.split('/')[0]}/<id>.md"
        )
        raise RecordError("文件放错了位置", file=f"docs/{file}", advice=f"应为 docs/{wanted}")
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise RecordError("不是 UTF-8 文本", file=f"docs/{file}", advice="另存为 UTF-8") from None
    except OSError as error:
        raise RecordError(f"读不了（{reason(error)}）", file=f"docs/{file}", advice=advice(error)) from None
    return build(kind, frontmatter.parse(text, f"docs/{file}"), id=identity, file=file)


K = TypeVar("K")
V = TypeVar("V")


def _grouped(pairs: Iterable[tuple[K, V]]) -> Mapping[K, tuple[V, ...]]:
    groups: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}
