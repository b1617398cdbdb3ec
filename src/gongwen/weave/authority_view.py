"""The head of an agency's, campaign's or term's page: plain values for the template."""

from __future__ import annotations

from dataclasses import dataclass

from gongwen.edtf import lifetime
from gongwen.records import Agency, Campaign, Named, Term
from gongwen.weave import charts, indexes
from gongwen.weave.links import Link, crumb_links


@dataclass(frozen=True, slots=True)
class AuthorityView:
    """The head of an agency's, campaign's or term's page."""

    record: Named
    crumbs: tuple[Link, ...]
    kindline: tuple[str, ...]
    english: str
    pinyin: str = ""
    definition: str = ""
    definition_en: str = ""
    picture: str = ""
    sources: tuple[str, ...] = ()
    website: str = ""
    unverified: bool = False


def authority_view(record: Named) -> AuthorityView:
    """What stands above the text of a record's page."""
    kind = record.kind_label
    if isinstance(record, Agency):
        line = [
            kind,
            lifetime(record.founded, record.dissolved),
            "已撤销" if record.dissolved else "",
            "合称或类型，非单一机构" if record.is_class else "",
            record.place or "",
        ]
        crumbs: tuple[indexes.Crumb, ...] = (indexes.HOME, indexes.AGENCIES)
        english = record.name_en or ""
    elif isinstance(record, Campaign):
        line = [kind, lifetime(record.start, record.end), record.place or ""]
        door = (kind, indexes.campaign_index_page(record.kind))
        crumbs = (indexes.HOME, indexes.CAMPAIGNS, *([door] if record.kind != "campaign" else []))
        english = record.name_en or ""
    else:
        assert isinstance(record, Term)
        also = f"又作：{'、'.join(record.aliases)}" if record.aliases else ""
        line = ["术语", kind, also]
        crumbs = (indexes.HOME, indexes.GLOSSARY)
        english = record.term_en or ""
    return AuthorityView(
        record=record,
        crumbs=crumb_links(crumbs),
        kindline=tuple(part for part in line if part),
        english=english,
        pinyin=record.pinyin if isinstance(record, Term) else "",
        definition=(record.definition or "") if isinstance(record, Term) else "",
        definition_en=(record.definition_en or "") if isinstance(record, Term) else "",
        picture=_when(record) if isinstance(record, Campaign) else "",
        sources=record.sources,
        website=(record.website or "") if isinstance(record, Agency) else "",
        unverified=not record.verified,
    )


def _when(campaign: Campaign) -> str:
    """A campaign's bar on the line of years around it."""
    if campaign.start is None:
        return ""
    end = indexes.decimal(campaign.end, end=True) if campaign.end else None
    first, last = (
        campaign.start.year - 2,
        max(campaign.end.year if campaign.end else 0, campaign.start.year) + 2,
    )
    marks = "".join(
        f'<text x="{(year - first) / (last + 1 - first) * 100:.2f}%" y="14">{year}</text>'
        for year in range(first, last + 1)
    )
    track = charts.track(first, last, [(indexes.decimal(campaign.start), end)])
    return f'<svg class="scale" aria-hidden="true">{marks}</svg>{track}'
