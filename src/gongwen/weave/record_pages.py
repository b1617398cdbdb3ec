"""Further pages of records: all uses and all documents of those that have many, and names without a record."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from gongwen.archive import Archive
from gongwen.pages import addresses
from gongwen.records import Agency, Document, Named
from gongwen.weave import authorities, concordance, listing
from gongwen.weave.indexes import AGENCIES, CAMPAIGNS, GLOSSARY, HOME, Page
from gongwen.weave.listing import raw, section
from gongwen.weave.occurrences import Occurrences

_DOORS = {"agencies": AGENCIES, "campaigns": CAMPAIGNS, "glossary": GLOSSARY}
_FOLDERS = {"agency": "agencies", "campaign": "campaigns"}
_KINDS = {"agency": "机构", "campaign": "行动"}


def record_pages(archive: Archive, occurrences: Occurrences) -> Iterator[Page]:
    """Pages beside those of the records themselves."""
    named: list[Named] = [*archive.agencies.values(), *archive.campaigns.values(), *archive.terms.values()]
    for record in named:
        crumbs = (HOME, _DOORS[record.file.split("/")[0]], (record.label, record.file))
        for src, label, part in concordance.chunks(record, authorities.uses(record, occurrences)):
            lede = f"馆内用到这一名称的文献，{label}，{len(part)} 件；链接指向第一处所在的段落。"
            yield Page(src, f"{record.label}：全部用例", concordance.all_uses(part, src), lede, crumbs)
        own: Sequence[Document] = (
            archive.documents_by_issuer if isinstance(record, Agency) else archive.documents_by_campaign
        ).get(record.id, ())
        for src, label, documents in authorities.document_pages(record, own):
            body = _table(documents, archive, src)
            yield Page(
                src, f"{record.label}：全部文献", body, f"{label}，{len(documents)} 件，新的在前。", crumbs
            )
    yield from unrecorded_pages(archive)


def _table(documents: Sequence[Document], archive: Archive, base: str) -> str:
    rows = "".join(
        f'<tr><td class="nw">{d.date or "无日期"}</td><td class="nw">{d.type}</td>'
        f'<td><a href="{html.escape(addresses.path(d.file, base))}">{html.escape(d.title)}</a></td>'
        f"<td>{html.escape(archive.issuer_line(d))}</td></tr>"
        for d in documents
    )
    return raw(f'<div class="gw-scroll"><table class="gw-table"><tbody>{rows}</tbody></table></div>')


def unrecorded_page(kind: str, name: str) -> str:
    """Source file of the page of an issuer or campaign that has no record."""
    return f"{_FOLDERS[kind]}/unrecorded/{addresses.slug(name) or 'x'}.md"


def unrecorded_pages(archive: Archive) -> Iterator[Page]:
    """A page for every name without a record, marked as such; names that sound alike share one."""
    pages: dict[str, list[tuple[str, str]]] = {}
    for kind, name in archive.unrecorded:
        pages.setdefault(unrecorded_page(kind, name), []).append((kind, name))
    for src, names in pages.items():
        parts: list[str] = []
        for kind, name in names:
            found = archive.unrecorded[kind, name]
            what = _KINDS[kind]
            note = f'<p><span class="gw-review">待建</span>　这个{what}还没有条目，名称照文献原样；下面是列名的文献。</p>'
            parts.append(
                section(
                    f"n{len(parts)}",
                    name,
                    note + "\n\n" + listing.documents(found, archive, src),
                    note=f"{len(found)} 件",
                )
            )
        kind = names[0][0]
        crumbs = (HOME, _DOORS[_FOLDERS[kind]])
        yield Page(
            src,
            "、".join(name for _, name in names),
            "\n\n".join(parts),
            f"尚无条目的{_KINDS[kind]}。",
            crumbs,
        )


def stub(kind: str, name: str) -> str:
    """A record to begin with, for a name that has none."""
    folder = _FOLDERS[kind]
    lines = [f"docs/{folder}/{addresses.slug(name)[:40] or 'id'}.md", "---", f"name: {name}", "name_en: "]
    lines += ["kind: state organ", "level: central"] if kind == "agency" else ["kind: campaign", "leads: []"]
    return "\n".join([*lines, "---", "", "（两到六句：是什么，据什么说的。）"])
