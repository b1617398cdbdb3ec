"""Further pages of records: all uses and all documents of those that have many, and names without a record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from gongwen.derived.occurrences import Occurrences
from gongwen.pages import addresses
from gongwen.records import (
    KINDS,
    Agency,
    Campaign,
    Document,
    Kind,
    Named,
    frontmatter,
    kind_named,
    kind_of,
)
from gongwen.records.archive import Archive
from gongwen.records.references import refs
from gongwen.records.writing import STUB_BODY, scaffold
from gongwen.views import contexts
from gongwen.views.agency import joint_page, plate_table
from gongwen.views.authority import by_year, document_pages, uses
from gongwen.views.links import AGENCIES, HOME, Link, at, door, to
from gongwen.views.moved import moved
from gongwen.views.page import Later, Page
from gongwen.views.parts import (
    Cell,
    CountedList,
    DocumentList,
    RelatedLine,
    RelatedList,
    Section,
    Table,
    Text,
    document_line,
    document_list,
    loose,
)
from gongwen.views.sorting import pinyin_key


def _unrecorded_kinds() -> list[Kind]:
    """The kinds whose names may stand in a document without a record, in which each gets a page."""
    pointed = {ref.kind for ref in refs(Document).values() if ref.names}
    return [kind for kind in KINDS.values() if kind.name in pointed and kind.record is not Document]


def further_pages(archive: Archive, occurrences: Occurrences) -> Iterator[Page]:
    """Pages beside those of the records themselves."""
    for _, record in archive.named:
        crumbs = (HOME, door(kind_of(record)), to(record))
        for src, label, part in contexts.chunks(record, uses(_whole(record, archive), occurrences)):
            lede = f"用到这一名称的原文，{label}，{len(part)} 件；链接指向第一处所在的段落。"
            yield Page(
                src, f"{record.label}：全部用例", lede, crumbs, Later(partial(contexts.all_uses, part))
            )
        own = _own_documents(record, archive)
        for src, label, documents in document_pages(record, own):
            lede = f"{label}，{len(documents)} 件，由新到旧。"
            sections = Later(partial(_table_alone, documents, archive))
            yield Page(src, f"{record.label}：全部文献", lede, crumbs, sections)
    yield from _joint_pages(archive, occurrences)
    yield from unrecorded_pages(archive)
    yield from redirects(archive)


def redirects(archive: Archive) -> Iterator[Page]:
    """A page at every address that a record had before, which leads to where it is now."""
    for record in archive:
        for old in record.redirects:
            src = f"{old.strip('/')}.md"
            crumbs = (HOME, to(record))
            yield Page(src, record.label, "", crumbs, (), "redirect.html", moved=moved(src, archive))


def _whole(record: Named, archive: Archive) -> list[Named]:
    """A record with what it consists of."""
    parts = archive.campaign_parts(record.id) if isinstance(record, Campaign) else ()
    return [record, *parts]


def _own_documents(record: Named, archive: Archive) -> Sequence[Document]:
    if isinstance(record, Agency):
        return archive.documents_by_issuer.get(record.id, ())
    return archive.documents_of_family(record.id) if isinstance(record, Campaign) else ()


def _joint_pages(archive: Archive, occurrences: Occurrences) -> Iterator[Page]:
    """A page for every body with several name plates: what was done under any of them."""
    for plates in sorted({archive.name_plates(agency) for agency in archive.agencies}):
        if len(plates) > 1:
            yield _joint_page(plates, archive, occurrences)


def _joint_page(plates: tuple[str, ...], archive: Archive, occurrences: Occurrences) -> Page:
    agencies = [archive.agencies[plate] for plate in plates]
    documents = {d.id: d for plate in plates for d in archive.documents_by_issuer.get(plate, ())}
    issued = sorted(documents.values(), key=lambda document: document.order)
    led = (p.record for plate in plates for p in archive.campaigns_by_agency.get(plate, ()))
    campaigns = {campaign.id: campaign for campaign in led if isinstance(campaign, Campaign)}
    names = "、".join(agency.label for agency in agencies)
    sections = [
        Section(
            "plates",
            "名义",
            (plate_table(plates, archive),),
            "一件文献、一项行动用了几个名义的，合看时只计一次",
        )
    ]
    if issued:
        listed = DocumentList(
            tuple(document_line(d, archive, by=_under(d.issuers, plates, archive)) for d in reversed(issued))
        )
        sections.append(
            Section("docs", "文献", (*by_year(issued, archive), listed), f"{len(issued)} 件，由新到旧")
        )
    if campaigns:
        lines = tuple(
            RelatedLine(_under((*c.leads, *c.participants), plates, archive), to(c), c.when)
            for c in sorted(campaigns.values(), key=lambda c: (str(c.start or "9"), c.id))
        )
        sections.append(Section("campaigns", "行动", (RelatedList(lines),), f"{len(lines)} 项，牵头或参加"))
    sections += contexts.contexts(agencies[0], uses(agencies, occurrences), "这些名称")
    lede = f"{names}是一个机构的几块牌子，分别立有条目；这里合看，各数计任一名义。"
    crumbs = (HOME, AGENCIES, to(agencies[0]))
    return Page(joint_page(plates), f"{agencies[0].label}：合看各块牌子", lede, crumbs, tuple(sections))


def _under(named: Sequence[str], plates: Sequence[str], archive: Archive) -> str:
    """Which of the name plates were used."""
    agencies = (archive.agencies[plate] for plate in plates if plate in named)
    return "、".join(agency.short or agency.label for agency in agencies)


def _table_alone(documents: Sequence[Document], archive: Archive) -> tuple[Section, ...]:
    return (loose(_table(documents, archive)),)


def _table(documents: Sequence[Document], archive: Archive) -> Table:
    rows = tuple(
        (
            Cell((str(document.date or "无日期"),), "nw"),
            Cell((document.type,), "nw"),
            Cell((to(document),)),
            Cell((archive.issuer_line(document),)),
        )
        for document in documents
    )
    return Table((), rows)


def unrecorded_page(kind: str, name: str) -> str:
    """Source file of the page of a name that has no record."""
    return f"{kind_named(kind).folder}/unrecorded/{addresses.slug(name) or 'x'}.md"


def unrecorded_pages(archive: Archive) -> Iterator[Page]:
    """A page for every name without a record, marked as such (names that sound alike share one), and their index."""
    pages: dict[str, list[tuple[str, str]]] = {}
    for kind, name in archive.unrecorded:
        pages.setdefault(unrecorded_page(kind, name), []).append((kind, name))
    for src, names in pages.items():
        sections = tuple(
            _unrecorded(number, kind, name, archive) for number, (kind, name) in enumerate(names)
        )
        of = kind_named(names[0][0])
        crumbs: tuple[Link, ...] = (HOME, door(of), _unrecorded_door(of))
        yield Page(src, "、".join(name for _, name in names), f"尚无条目的{of.label}。", crumbs, sections)
    for of in _unrecorded_kinds():
        found = sorted((name for kind, name in archive.unrecorded if kind == of.name), key=pinyin_key)
        links = tuple(
            at(name, unrecorded_page(of.name, name), count=len(archive.unrecorded[of.name, name]))
            for name in found
        )
        yield Page(
            f"{of.folder}/unrecorded/index.md",
            f"尚无条目的{of.label}",
            f"文献中列名而本库尚无条目的{of.label}，按拼音排列；名称照文献原样。",
            (HOME, door(of)),
            (loose(CountedList(links) if links else Text(("目前没有。",))),),
        )


def _unrecorded_door(kind: Kind) -> Link:
    return at("尚无条目的", f"{kind.folder}/unrecorded/index.md")


def _unrecorded(number: int, kind: str, name: str, archive: Archive) -> Section:
    found = archive.unrecorded[kind, name]
    note = f"这个{kind_named(kind).label}还没有条目，名称照文献原样；下面是列名的文献。"
    parts = (Text((note,), mark="待建"), document_list(reversed(found), archive))
    return Section(f"n{number}", name, parts, f"{len(found)} 件")


def stub(kind: str, name: str) -> str:
    """A record to begin with, for a name that has none: its file, and what the schema asks for."""
    of = kind_named(kind)
    head = frontmatter.dump(scaffold(of, {"name": name}), STUB_BODY)
    return f"docs/{of.folder}/{addresses.slug(name)[:40] or 'id'}.md\n{head}".rstrip("\n")
