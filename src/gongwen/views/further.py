"""Further pages of records: all uses and all documents of those that have many, and names without a record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongwen.archive import Archive
from gongwen.derived.occurrences import Occurrences
from gongwen.pages import addresses
from gongwen.records import Agency, Document, Named
from gongwen.views import contexts
from gongwen.views.authority import document_pages, uses
from gongwen.views.links import AGENCIES, CAMPAIGNS, GLOSSARY, HOME, Link, to
from gongwen.views.page import Page
from gongwen.views.parts import Cell, Section, Table, Text, document_list, loose

_DOORS = {"agencies": AGENCIES, "campaigns": CAMPAIGNS, "glossary": GLOSSARY}
_FOLDERS = {"agency": "agencies", "campaign": "campaigns"}
_KINDS = {"agency": "机构", "campaign": "行动"}


def further_pages(archive: Archive, occurrences: Occurrences) -> Iterator[Page]:
    """Pages beside those of the records themselves."""
    named: list[Named] = [*archive.agencies.values(), *archive.campaigns.values(), *archive.terms.values()]
    for record in named:
        crumbs = (HOME, _DOORS[record.file.split("/")[0]], to(record))
        for src, label, part in contexts.chunks(record, uses(record, occurrences)):
            lede = f"馆内用到这一名称的文献，{label}，{len(part)} 件；链接指向第一处所在的段落。"
            yield Page(src, f"{record.label}：全部用例", lede, crumbs, contexts.all_uses(part))
        own: Sequence[Document] = (
            archive.documents_by_issuer if isinstance(record, Agency) else archive.documents_by_campaign
        ).get(record.id, ())
        for src, label, documents in document_pages(record, own):
            lede = f"{label}，{len(documents)} 件，新的在前。"
            yield Page(src, f"{record.label}：全部文献", lede, crumbs, (loose(_table(documents, archive)),))
    yield from unrecorded_pages(archive)


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
    """Source file of the page of an issuer or campaign that has no record."""
    return f"{_FOLDERS[kind]}/unrecorded/{addresses.slug(name) or 'x'}.md"


def unrecorded_pages(archive: Archive) -> Iterator[Page]:
    """A page for every name without a record, marked as such; names that sound alike share one."""
    pages: dict[str, list[tuple[str, str]]] = {}
    for kind, name in archive.unrecorded:
        pages.setdefault(unrecorded_page(kind, name), []).append((kind, name))
    for src, names in pages.items():
        sections = tuple(
            _unrecorded(number, kind, name, archive) for number, (kind, name) in enumerate(names)
        )
        kind = names[0][0]
        crumbs: tuple[Link, ...] = (HOME, _DOORS[_FOLDERS[kind]])
        yield Page(src, "、".join(name for _, name in names), f"尚无条目的{_KINDS[kind]}。", crumbs, sections)


def _unrecorded(number: int, kind: str, name: str, archive: Archive) -> Section:
    found = archive.unrecorded[kind, name]
    note = f"这个{_KINDS[kind]}还没有条目，名称照文献原样；下面是列名的文献。"
    parts = (Text((note,), mark="待建"), document_list(reversed(found), archive))
    return Section(f"n{number}", name, parts, f"{len(found)} 件")


def stub(kind: str, name: str) -> str:
    """A record to begin with, for a name that has none."""
    folder = _FOLDERS[kind]
    lines = [f"docs/{folder}/{addresses.slug(name)[:40] or 'id'}.md", "---", f"name: {name}", "name_en: "]
    lines += ["kind: state organ", "level: central"] if kind == "agency" else ["kind: campaign", "leads: []"]
    return "\n".join([*lines, "---", "", "（两到六句：是什么，据什么说的。）"])
