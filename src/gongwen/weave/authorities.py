"""Pages of agencies, campaigns and terms: what the archive knows of each, as Markdown below its prose."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Callable, Sequence

from gongwen.archive import Archive
from gongwen.edtf import lifetime
from gongwen.markdown_text import escape_inline
from gongwen.names.surfaces import Kind
from gongwen.pages import addresses
from gongwen.records import Agency, Campaign, Document, Named, Term
from gongwen.weave import charts, concordance, lineage, listing
from gongwen.weave.listing import block, link, raw, section
from gongwen.weave.occurrences import FOLDERS, Occurrences

DOCUMENTS_SHOWN = 60
"""So many of an agency's or campaign's own documents stand on its page; the others on pages of their own."""
_LATEST_OF_KIN = 4


def agency_page(agency: Agency, archive: Archive, occurrences: Occurrences) -> str:
    """Names, lineage, documents by role, campaigns, partners and mentions of an agency."""
    parts = [_names(agency)]
    relatives = _relatives(agency, archive)
    drawn = lineage.picture(agency, archive)
    if relatives or drawn:
        note = "箭头指职责转入的机构" if drawn else ""
        parts.append(
            section("lineage", "沿革与隶属", (raw(drawn) if drawn else "") + "\n\n" + relatives, note=note)
        )
    issued = archive.documents_by_issuer.get(agency.id, ())
    if issued:
        alone = sum(len(document.issuers) == 1 for document in issued)
        note = f"{len(issued)} 件，其中单独列名 {alone} 件，与他机构并列 {len(issued) - alone} 件"
        body = _by_year(issued, archive) + _own_documents(
            agency, issued, archive, lambda d: _role(d, agency, archive)
        )
        parts.append(section("docs", "文献", body, note=note))
    parts += _kin(agency, archive)
    campaigns = archive.campaigns_by_agency.get(agency.id, ())
    if campaigns:
        lines = [
            f'- <span class="r">{"牵头" if role == "lead" else "参加"}</span>{link(c.label, c.file, agency.file)}{_span(c)}'
            for role, c in campaigns
        ]
        parts.append(section("campaigns", "行动", block(lines, "gw-rel"), note="牵头与参加"))
    partners = archive.co_issuers(agency.id)
    if partners:
        parts.append(
            section(
                "partners", "同署机构", _meters(partners, archive, agency.file), note="同一文献列名的次数"
            )
        )
    parts.append(concordance.concordance(agency, uses(agency, occurrences)))
    return "\n\n".join(part for part in parts if part)


def uses(record: Named, occurrences: Occurrences) -> tuple[concordance.Group, ...]:
    """Where a record is named, by document."""
    kind: Kind = (
        "agency" if isinstance(record, Agency) else "campaign" if isinstance(record, Campaign) else "term"
    )
    return concordance.groups(occurrences.by_record.get((kind, record.id), ()))


_ROLES = {"发布会实录": "举行", "新闻报道": "所报道", "讲话": "讲话人所属", "倡议公约": "发起"}


def _role(document: Document, agency: Agency, archive: Archive) -> str:
    """In which role an agency stands in a document: alone, with others, as host."""
    others = [archive.agency_name(issuer) for issuer in document.issuers if issuer != agency.id]
    role = _ROLES.get(document.type, "发布")
    if others:
        named = "、".join(others[:3]) + (f"等 {len(others)} 个机构" if len(others) > 3 else "")
        role = f"与{named}一同{role}" if role in {"发布", "举行", "发起"} else f"并列{named}"
    return "　".join(filter(None, (document.document_number, role)))


def _own_documents(
    record: Agency | Campaign,
    found: Sequence[Document],
    archive: Archive,
    by: Callable[[Document], str] | None,
) -> str:
    shown = list(reversed(found))[:DOCUMENTS_SHOWN]
    lines = [
        listing.line(document, archive, record.file, by=by(document) if by else None) for document in shown
    ]
    text = block(lines)
    pages = document_pages(record, found)
    if pages:
        where = "、".join(f"[{label}]({addresses.relative(src, record.file)})" for src, label, _ in pages)
        text += f'\n\n<p class="gw-note" markdown="1">以上是最近的 {len(shown)} 件；全部 {len(found)} 件：{where}。</p>'
    return text


def document_pages(record: Named, found: Sequence[Document]) -> list[tuple[str, str, list[Document]]]:
    """Pages that list all documents of an agency or campaign: (source file, years, documents); empty for few."""
    if len(found) <= DOCUMENTS_SHOWN:
        return []
    newest_first = list(reversed(found))
    stem = record.file.removesuffix(".md")
    pages = []
    for number, start in enumerate(range(0, len(newest_first), concordance.PER_PAGE), 1):
        part = newest_first[start : start + concordance.PER_PAGE]
        years = [document.year for document in part if document.year]
        label = f"{min(years)}—{max(years)} 年" if years else "无日期"
        pages.append((f"{stem}/documents{'' if number == 1 else f'-{number}'}.md", label, part))
    return pages


def _kin(agency: Agency, archive: Archive) -> list[str]:
    """What the bodies before and after did: the way from an agency that is no more to those that went on."""
    lines = []
    for role, way in (("前身", "predecessors"), ("后身", "successors")):
        for other in lineage.line(agency, way, archive):
            found = archive.documents_by_issuer.get(other.id, ())
            if not found:
                continue
            latest = "；".join(
                link(d.title, d.file, agency.file) for d in list(reversed(found))[:_LATEST_OF_KIN]
            )
            lines.append(
                f'- <span class="r">{role}</span><span>{link(other.label, other.file, agency.file)}　'
                f'<span class="num">{len(found)} 件</span><span class="by" markdown="1">{latest}</span></span>'
            )
    return [section("kin", "前后机构的文献", block(lines, "gw-rel"), note="最近的几件")] if lines else []


def campaign_page(campaign: Campaign, archive: Archive, occurrences: Occurrences) -> str:
    """Who, when, parts, documents and mentions of a campaign."""
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
            section(
                "docs",
                "文献",
                _by_year(found, archive) + _own_documents(campaign, found, archive, None),
                note=f"{len(found)} 件，新的在前",
            )
        )
    parts.append(concordance.concordance(campaign, uses(campaign, occurrences)))
    return "\n\n".join(part for part in parts if part)


def term_page(term: Term, archive: Archive, occurrences: Occurrences) -> str:
    """How often a term occurs, where first, in which contexts, and what belongs beside it."""
    base = term.file
    found = uses(term, occurrences)
    parts = []
    if found:
        first = next((group for group in found if group.document.date), None)
        if first is not None:
            where = link(
                first.document.title, f"{first.document.file}#{first.mentions[0].passage.anchor}", base
            )
            parts.append(
                f'<p class="gw-note" markdown="1">馆内最早一例：{first.document.date}，{where}。“最早”只就本馆所收而言。</p>'
            )
        parts.append(_frequency(found, archive, occurrences))
        parts.append(concordance.concordance(term, found))
    used = {group.document.id for group in found}
    see = [archive.documents[i] for i in term.see_also_documents if i in archive.documents and i not in used]
    if see:
        parts.append(section("see", "参见文献", listing.documents(see, archive, base)))
    related = [archive.terms[i] for i in term.related if i in archive.terms]
    if related:
        lines = [
            f'- <span class="r">相关</span><span>{link(t.label, t.file, base)}{_english(t)}</span>'
            for t in related
        ]
        parts.append(section("related", "相关术语", block(lines, "gw-rel")))
    return "\n\n".join(part for part in parts if part)


def _frequency(found: Sequence[concordance.Group], archive: Archive, occurrences: Occurrences) -> str:
    """Uses by year against all documents and characters of the year: a picture, and the table behind it."""
    totals = {year: len(documents) for year, documents in archive.documents_by_year.items()}
    rows = concordance.per_year(found, totals, occurrences.characters_by_year)
    cells = "".join(
        f'<tr><td>{year}</td><td class="n">{using}</td><td class="n">{all_}</td><td class="n">{times}</td>'
        f'<td class="n">{characters / 1000:.1f}</td><td class="n">{times * 10000 / characters if characters else 0:.1f}</td></tr>'
        for year, using, times, all_, characters in rows
    )
    table = (
        '<details class="gw-fold plain"><summary><b>数据表</b></summary><div class="gw-scroll"><table class="gw-table"><thead><tr><th>年份</th>'
        '<th class="n">用到此词（件）</th><th class="n">馆藏（件）</th><th class="n">处数</th><th class="n">馆藏（千字）</th><th class="n">每万字</th>'
        f"</tr></thead><tbody>{cells}</tbody></table></div></details>"
    )
    share = f"{len(found) * 100 / max(1, len(archive.documents)):.0f}%"
    note = f"{len(found)} 件文献用到此词，占馆藏 {len(archive.documents)} 件的 {share}"
    return section(
        "freq", "逐年用例", _by_year([group.document for group in found], archive) + table, note=note
    )


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
    return raw(f'<figure class="gw-fig">{picture}</figure>') + "\n\n"


def _meters(partners: Sequence[tuple[str, int]], archive: Archive, base: str) -> str:
    most = partners[0][1]
    lines = [
        f'- {_agency_link(agency, archive, base)}<span><span class="meter" style="display:block;width:{count * 100 // most}%"></span></span>'
        f'<span class="num">{count} 件</span>'
        for agency, count in partners[:12]
    ]
    return block(lines, "gw-with")


def folder_of(record: Named) -> str:
    """The folder that holds this kind of record."""
    return FOLDERS[
        "agency" if isinstance(record, Agency) else "campaign" if isinstance(record, Campaign) else "term"
    ]


def source_of(record: Named) -> str:
    """The source file of a record's page."""
    return addresses.source(record)
