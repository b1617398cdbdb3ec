"""Pages of agencies, campaigns and terms: what the archive knows of each, as Markdown below its prose."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Sequence

from gongwen.archive import Archive
from gongwen.markdown_text import escape_inline
from gongwen.names.surfaces import Kind
from gongwen.records import Agency, Campaign, Document, Named, Term
from gongwen.vocabulary import AGENCY_KINDS, CAMPAIGN_KINDS, TERM_CATEGORIES
from gongwen.weave import addresses, charts, listing
from gongwen.weave.listing import block, link, section
from gongwen.weave.occurrences import FOLDERS, Occurrences
from gongwen.weave.termlinks import lifetime

MENTIONED_LIMIT = 50


def agency_page(agency: Agency, archive: Archive, occurrences: Occurrences) -> str:
    """Names, relations, documents, campaigns and partners of an agency."""
    base = agency.file
    parts = [_names(agency)]
    relatives = _relatives(agency, archive)
    if relatives:
        parts.append(section("lineage", "沿革与隶属", relatives))
    issued = archive.documents_by_issuer.get(agency.id, ())
    if issued:
        alone = sum(len(document.issuers) == 1 for document in issued)
        note = f"{len(issued)} 件，其中单独发布 {alone} 件，联合发布 {len(issued) - alone} 件"
        parts.append(
            section(
                "docs",
                "文献",
                _by_year(issued, archive) + listing.documents(issued, archive, base),
                note=note,
            )
        )
    campaigns = archive.campaigns_by_agency.get(agency.id, ())
    if campaigns:
        lines = [
            f'- <span class="r">{"牵头" if role == "lead" else "参加"}</span>{link(c.label, c.file, base)}{_span(c)}'
            for role, c in campaigns
        ]
        parts.append(section("campaigns", "行动", block(lines, "gw-rel"), note="牵头与参加"))
    partners = archive.co_issuers(agency.id)
    if partners:
        parts.append(
            section("partners", "同署机构", _meters(partners, archive, base), note="同一文献列名的次数")
        )
    parts += _mentioned(agency, archive, occurrences, {document.id for document in issued})
    return "\n\n".join(part for part in parts if part)


def campaign_page(campaign: Campaign, archive: Archive, occurrences: Occurrences) -> str:
    """Who, when, parts, documents of a campaign."""
    base = campaign.file
    parts = []
    if campaign.aliases:
        parts.append(section("names", "名称", _aliases(campaign)))
    bodies = [("牵头", a) for a in campaign.leads] + [("参加", a) for a in campaign.participants]
    if bodies:
        lines = [
            f'- <span class="r">{role}</span>{_agency_link(agency, archive, base)}' for role, agency in bodies
        ]
        parts.append(section("bodies", "机构", block(lines, "gw-rel")))
    family = []
    if campaign.parent and campaign.parent in archive.campaigns:
        parent = archive.campaigns[campaign.parent]
        family.append(f'- <span class="r">上级</span>{link(parent.label, parent.file, base)}{_span(parent)}')
    family += [
        f'- <span class="r">下级</span>{link(child.label, child.file, base)}{_span(child)}'
        for child in archive.campaign_children.get(campaign.id, ())
    ]
    if family:
        parts.append(section("series", "系列", block(family, "gw-rel")))
    if campaign.targets:
        parts.append(
            section("targets", "对象", "、".join(escape_inline(target) for target in campaign.targets) + "。")
        )
    found = archive.documents_by_campaign.get(campaign.id, ())
    if found:
        parts.append(
            section("docs", "文献", listing.documents(found, archive, base), note=f"{len(found)} 件")
        )
    parts += _mentioned(campaign, archive, occurrences, {document.id for document in found})
    return "\n\n".join(parts)


def term_page(term: Term, archive: Archive, occurrences: Occurrences) -> str:
    """Where a term occurs, and what belongs beside it."""
    base = term.file
    parts = []
    used = [o.document for o in occurrences.by_record.get(("term", term.id), ())]
    documents = list(dict.fromkeys(document.id for document in used))
    if documents:
        counts = Counter(document.id for document in used)
        records = [archive.documents[i] for i in documents]
        note = f"{len(records)} 件文献用到此词，馆藏共 {len(archive.documents)} 件"
        lines = [
            listing.line(document, archive, base, by=f"{counts[document.id]} 处")
            for document in reversed(records[-MENTIONED_LIMIT:])
        ]
        parts.append(section("docs", "用例", _by_year(records, archive) + block(lines), note=note))
    see = [
        archive.documents[i] for i in term.see_also_documents if i in archive.documents and i not in documents
    ]
    if see:
        parts.append(section("see", "参见文献", listing.documents(see, archive, base)))
    related = [archive.terms[i] for i in term.related if i in archive.terms]
    if related:
        lines = [
            f'- <span class="r">相关</span><span>{link(t.label, t.file, base)}{_english(t)}</span>'
            for t in related
        ]
        parts.append(section("related", "相关术语", block(lines, "gw-rel")))
    return "\n\n".join(parts)


def _names(agency: Agency) -> str:
    rows = [(agency.name, "全称" if agency.name != agency.label or agency.short else "名称")]
    if agency.label != agency.name:
        rows.append((agency.label, "通称"))
    if agency.short and agency.short not in {agency.label, agency.name}:
        rows.append((agency.short, "简称"))
    rows += [(alias, "别称") for alias in agency.aliases if alias not in {name for name, _ in rows}]
    senses: dict[str, list[str]] = {}
    for sense in agency.senses:
        senses.setdefault(sense.alias, []).append(
            "，".join(
                filter(
                    None,
                    (
                        lifetime(sense.since, sense.until),
                        sense.place,
                        "涉及" + "、".join(sense.subject) if sense.subject else "",
                    ),
                )
            )
        )
    cells = "".join(
        f'<tr><td>{html.escape(name)}</td><td class="nw">{kind}</td>'
        + (f"<td>{html.escape('；'.join(filter(None, senses.get(name, []))))}</td>" if senses else "")
        + "</tr>"
        for name, kind in rows
    )
    when = "<th>何时何地指本机构</th>" if senses else ""
    head = f"<thead><tr><th>名称</th><th>种类</th>{when}</tr></thead>"
    table = f'<div class="gw-scroll"><table class="gw-table">{head}<tbody>{cells}</tbody></table></div>'
    return section("names", "名称", table, note="文献中的写法")


def _aliases(campaign: Campaign) -> str:
    return "又作：" + "、".join(escape_inline(alias) for alias in campaign.aliases) + "。"


def _relatives(agency: Agency, archive: Archive) -> str:
    base = agency.file
    pairs: list[tuple[str, str]] = [("前身", a) for a in agency.predecessors] + [
        ("后身", a) for a in agency.successors
    ]
    twins = {agency.same_body_as} | {a.id for a in archive.agencies.values() if a.same_body_as == agency.id}
    pairs += [("同体", a) for a in sorted(filter(None, twins))]
    if agency.parent:
        pairs.append(("隶属", agency.parent))
    pairs += [("下属", a.id) for a in archive.subordinates.get(agency.id, ())]
    lines = [
        f'- <span class="r">{role}</span>{_agency_link(other, archive, base)}{_life(other, archive)}'
        for role, other in pairs
    ]
    return block(lines, "gw-rel") if lines else ""


def _agency_link(identity: str, archive: Archive, base: str) -> str:
    record = archive.agencies.get(identity)
    return link(record.label, record.file, base) if record else f"<span>{html.escape(identity)}</span>"


def _life(identity: str, archive: Archive) -> str:
    record = archive.agencies.get(identity)
    span = lifetime(record.founded, record.dissolved) if record else ""
    return f"<time>{span}</time>" if span else ""


def _span(campaign: Campaign) -> str:
    span = lifetime(campaign.start, campaign.end)
    return f"<time>{span}</time>" if span else ""


def _english(record: Named) -> str:
    return f'　<span lang="en">{html.escape(record.label_en)}</span>' if record.label_en else ""


def _by_year(found: Sequence[Document], archive: Archive) -> str:
    """Columns of these documents by year on all documents of that year, where there are enough to draw."""
    own = Counter(document.year for document in found if document.year)
    if len(own) < 3:
        return ""
    first, last = min(own), max(own)
    total = {year: len(archive.documents_by_year.get(year, ())) for year in range(first, last + 1)}
    picture = charts.columns(
        total, dict(own), label=f"{first} 至 {last} 年各年件数，朱色为本页所列，灰色为馆藏总数"
    )
    return f'<figure class="gw-fig">{picture}</figure>\n\n'


def _meters(partners: Sequence[tuple[str, int]], archive: Archive, base: str) -> str:
    most = partners[0][1]
    lines = [
        f'- {_agency_link(agency, archive, base)}<span><span class="meter" style="display:block;width:{count * 100 // most}%"></span></span>'
        f'<span class="num">{count} 件</span>'
        for agency, count in partners[:12]
    ]
    return block(lines, "gw-with")


def _mentioned(
    record: Agency | Campaign, archive: Archive, occurrences: Occurrences, shown: set[str]
) -> list[str]:
    """Documents that name the record without being listed as its own."""
    kind: Kind = "agency" if isinstance(record, Agency) else "campaign"
    counts = Counter(
        o.document.id for o in occurrences.by_record.get((kind, record.id), ()) if o.document.id not in shown
    )
    found = [document for document in archive.documents_in_time if document.id in counts]
    if not found:
        return []
    lines = [
        listing.line(d, archive, record.file, by=f"提及 {counts[d.id]} 处")
        for d in reversed(found[-MENTIONED_LIMIT:])
    ]
    return [section("mentions", "其他文献提及", block(lines), note=f"{len(found)} 件")]


def kind_label(record: Named) -> str:
    """What kind of record this is, in Chinese."""
    if isinstance(record, Agency):
        return AGENCY_KINDS[record.kind]
    if isinstance(record, Campaign):
        return CAMPAIGN_KINDS[record.kind]
    assert isinstance(record, Term)
    return TERM_CATEGORIES[record.category]


def folder_of(record: Named) -> str:
    """The folder that holds this kind of record."""
    return FOLDERS[
        "agency" if isinstance(record, Agency) else "campaign" if isinstance(record, Campaign) else "term"
    ]


def source_of(record: Named) -> str:
    """The source file of a record's page."""
    return addresses.source(record)
