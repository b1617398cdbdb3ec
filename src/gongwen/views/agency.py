"""An agency's page: names, lineage, documents by role, campaigns, partners, mentions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from gongwen.derived import lineage
from gongwen.derived.occurrences import Occurrences
from gongwen.records import Agency, Campaign, Document
from gongwen.records.archive import Archive
from gongwen.records.document_types import DOCUMENT_TYPES
from gongwen.records.edtf import lifetime
from gongwen.records.references import ref_of
from gongwen.views import lineage_drawing
from gongwen.views.authority import by_year, digests, own_documents, related, uses
from gongwen.views.contexts import contexts, in_digests
from gongwen.views.links import Link, at, to
from gongwen.views.parts import (
    Cell,
    Drawing,
    Meter,
    MeterList,
    Part,
    RelatedLine,
    RelatedList,
    Run,
    Section,
    Table,
    Text,
)
from gongwen.views.powers import powers_section

_LATEST_OF_KIN = 4
_PARTNERS_SHOWN = 12


def agency_sections(agency: Agency, archive: Archive, occurrences: Occurrences) -> list[Section]:
    """Everything that the archive knows of an agency."""
    beside = _campaigns(agency, archive), _partners(agency, archive)
    half = all(beside)
    return [
        _names(agency),
        *_joint(agency, archive),
        *_lineage(agency, archive),
        *_documents(agency, archive),
        *_kin(agency, archive),
        *(replace(section, half=half) for sections in beside for section in sections),
        *powers_section(agency, archive, occurrences),
        *contexts(agency, uses([agency], occurrences), "此名称"),
        *in_digests(digests([agency], occurrences), archive),
    ]


def _names(agency: Agency) -> Section:
    rows = [(agency.name, "全称" if agency.name != agency.label or agency.short else "名称")]
    if agency.label != agency.name:
        rows.append((agency.label, "通称"))
    if agency.short and agency.short not in {agency.label, agency.name}:
        rows.append((agency.short, "简称"))
    known = {name for name, _ in rows}
    rows += [(a, "简称" if _abbreviates(a, agency) else "别称") for a in agency.aliases if a not in known]
    senses = _senses(agency)
    # Its own name a body has as long as it is there; since when others are used nobody has written down.
    own = {name: [agency.span] for name, kind in rows if kind in {"全称", "名称", "通称"} and agency.span}
    times = {**own, **senses}
    head = [Cell(("名称",)), Cell(("种类",)), *([Cell((_times_head(senses),))] if times else [])]
    cells = (
        (
            Cell((name,)),
            Cell((kind,), "nw"),
            *([Cell(("；".join(filter(None, times.get(name, []))),))] if times else []),
        )
        for name, kind in rows
    )
    return Section("names", "名称", (Table(tuple(head), tuple(cells)),), "文献中的写法")


def _times_head(senses: Mapping[str, Sequence[str]]) -> str:
    return "使用时间（地域）" if senses else "使用时间"


def _abbreviates(alias: str, agency: Agency) -> bool:
    """Whether another name is the name with characters left out: 信产部 of 信息产业部."""
    letters = iter(agency.name)
    return len(alias) < len(agency.label) and all(letter in letters for letter in alias)


def _senses(agency: Agency) -> dict[str, list[str]]:
    """When and where a shared alias means this agency, in words."""
    senses: dict[str, list[str]] = {}
    for sense in agency.senses:
        subject = "涉及" + "、".join(sense.subject) if sense.subject else ""
        parts = (lifetime(sense.since, sense.until), sense.place, subject)
        senses.setdefault(sense.alias, []).append("，".join(filter(None, parts)))
    return senses


def _lineage(agency: Agency, archive: Archive) -> list[Section]:
    drawn = lineage_drawing.picture(agency, archive)
    relatives = _relatives(agency, archive)
    parts: list[Part] = (
        [Drawing(drawn, english="Lineage: arrows lead to the body that took over.")] if drawn else []
    )
    if relatives:
        parts.append(RelatedList(tuple(relatives)))
    note = "箭头指向职责转入的机构" if drawn else ""
    return [Section("lineage", "沿革与隶属", tuple(parts), note)] if parts else []


def _joint(agency: Agency, archive: Archive) -> list[Section]:
    """Where the body's other name plates are, and how many documents and campaigns stand under which."""
    plates = archive.name_plates(agency.id)
    if len(plates) < 2:
        return []
    others = "、".join(archive.agency_name(plate) for plate in plates if plate != agency.id)
    note = f"与{others}是一个机构的几块牌子；本页各数只计用“{agency.label}”的名义，"
    parts = (Text((note, at("合看各块牌子", joint_page(plates)), "。")), plate_table(plates, archive))
    return [Section("joint", "一个机构，几块牌子", parts)]


def joint_page(plates: Sequence[str]) -> str:
    """Source file of the page that shows a body's name plates together."""
    return f"agencies/{plates[0]}/joint.md"


def plate_table(plates: Sequence[str], archive: Archive) -> Table:
    """Documents and campaigns by name plate, and together."""
    rows: list[tuple[Run, int, int]] = []
    issued, led = set[str](), set[str]()
    for plate in plates:
        documents = {d.id for d in archive.documents_by_issuer.get(plate, ())}
        campaigns = {pointer.record.id for pointer in archive.campaigns_by_agency.get(plate, ())}
        rows.append((agency_link(plate, archive), len(documents), len(campaigns)))
        issued |= documents
        led |= campaigns
    rows.append(("合看", len(issued), len(led)))
    head = (Cell(("名义",)), Cell(("文献（件）",), "n"), Cell(("行动（项）",), "n"))
    cells = tuple((Cell((name,)), Cell((str(a),), "n"), Cell((str(b),), "n")) for name, a, b in rows)
    return Table(head, cells)


def _relatives(agency: Agency, archive: Archive) -> list[RelatedLine]:
    plates = archive.name_plates(agency.id)
    pairs = [
        *related(agency, "predecessors", "successors"),
        *((ref_of(Agency, "same_body_as").label, plate) for plate in plates if plate != agency.id),
        *related(agency, "parent"),
        *((ref_of(Agency, "parent").back, a.id) for a in archive.subordinates.get(agency.id, ())),
    ]
    return [
        RelatedLine(role, agency_link(other, archive), _life(archive.agencies.get(other)))
        for role, other in pairs
    ]


def agency_link(identity: str, archive: Archive) -> Link:
    """A link to an agency; its bare name where it has no record."""
    record = archive.agencies.get(identity)
    return to(record) if record else Link(identity)


def _life(agency: Agency | None) -> str:
    return agency.span if agency else ""


def _documents(agency: Agency, archive: Archive) -> list[Section]:
    issued = archive.documents_by_issuer.get(agency.id, ())
    if not issued:
        return []
    alone = sum(len(document.issuers) == 1 for document in issued)
    note = f"{len(issued)} 件，单独发布 {alone} 件，联合发布 {len(issued) - alone} 件"
    more = Link("在检索中打开", f"search/?{urlencode({'q': agency.label, 'agency': agency.id})}")
    listed = own_documents(agency, issued, archive, lambda document: _role(document, agency, archive))
    return [Section("docs", "文献", (*by_year(issued, archive), *listed), note, more=more)]


def _role(document: Document, agency: Agency, archive: Archive) -> str:
    """In which role an agency stands in a document: alone, with others, as host."""
    others = [archive.agency_name(issuer) for issuer in document.issuers if issuer != agency.id]
    role = DOCUMENT_TYPES[document.type].act
    if others:
        named = "、".join(others[:3]) + (f"等 {len(others)} 个机构" if len(others) > 3 else "")
        role = f"与{named}一同{role}" if role in {"发布", "举行", "发起"} else f"与{named}共同列名"
    return "　".join(filter(None, (document.document_number, role)))


def _kin(agency: Agency, archive: Archive) -> list[Section]:
    """What the bodies before and after did: the way from an agency that is no more to those that went on."""
    lines = []
    for way in ("predecessors", "successors"):
        role = ref_of(Agency, way).label
        for other in lineage.line(agency, way, archive):
            found = archive.documents_by_issuer.get(other.id, ())
            if found:
                latest = tuple(to(document) for document in list(reversed(found))[:_LATEST_OF_KIN])
                lines.append(RelatedLine(role, to(other), count=f"{len(found)} 件", below=latest))
    return [Section("kin", "前后机构的文献", (RelatedList(tuple(lines)),), "最近的几件")] if lines else []


def _campaigns(agency: Agency, archive: Archive) -> list[Section]:
    lines = tuple(
        RelatedLine(pointer.reference.back, to(pointer.record), pointer.record.when)
        for pointer in archive.campaigns_by_agency.get(agency.id, ())
        if isinstance(pointer.record, Campaign)
    )
    return [Section("campaigns", "行动", (RelatedList(lines),), "牵头与参加")] if lines else []


def _partners(agency: Agency, archive: Archive) -> list[Section]:
    partners: Sequence[tuple[str, int]] = archive.co_issuers(agency.id)
    if not partners:
        return []
    most = partners[0][1]
    lines = tuple(
        Meter(agency_link(other, archive), count * 100 // most, count)
        for other, count in partners[:_PARTNERS_SHOWN]
    )
    return [Section("partners", "同署机构", (MeterList(lines),), "同一文献列名的次数")]
