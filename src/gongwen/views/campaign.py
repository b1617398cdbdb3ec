"""A campaign's page: who, when, parts, documents, mentions."""

from __future__ import annotations

from gongwen.archive import Archive
from gongwen.derived.occurrences import Occurrences
from gongwen.edtf import lifetime
from gongwen.records import Campaign
from gongwen.views.agency import agency_link
from gongwen.views.authority import by_year, own_documents, uses
from gongwen.views.contexts import contexts
from gongwen.views.links import to
from gongwen.views.parts import RelatedLine, RelatedList, Section, Text


def campaign_sections(campaign: Campaign, archive: Archive, occurrences: Occurrences) -> list[Section]:
    """Everything that the archive knows of a campaign."""
    return [
        *_names(campaign),
        *_bodies(campaign, archive),
        *_family(campaign, archive),
        *_targets(campaign),
        *_documents(campaign, archive),
        *contexts(campaign, uses(campaign, occurrences)),
    ]


def _names(campaign: Campaign) -> list[Section]:
    also = "又作：" + "、".join(campaign.aliases) + "。"
    return [Section("names", "名称", (Text((also,)),))] if campaign.aliases else []


def _bodies(campaign: Campaign, archive: Archive) -> list[Section]:
    bodies = [("牵头", a) for a in campaign.leads] + [("参加", a) for a in campaign.participants]
    lines = tuple(RelatedLine(role, agency_link(agency, archive)) for role, agency in bodies)
    return [Section("bodies", "机构", (RelatedList(lines),))] if lines else []


def _family(campaign: Campaign, archive: Archive) -> list[Section]:
    parent = archive.campaigns.get(campaign.parent or "")
    relatives = [("上级", parent)] if parent else []
    relatives += [("下级", child) for child in archive.campaign_children.get(campaign.id, ())]
    lines = tuple(RelatedLine(role, to(other), lifetime(other.start, other.end)) for role, other in relatives)
    return [Section("series", "系列", (RelatedList(lines),))] if lines else []


def _targets(campaign: Campaign) -> list[Section]:
    return (
        [Section("targets", "对象", (Text(("、".join(campaign.targets) + "。",)),))]
        if campaign.targets
        else []
    )


def _documents(campaign: Campaign, archive: Archive) -> list[Section]:
    found = archive.documents_by_campaign.get(campaign.id, ())
    if not found:
        return []
    parts = (*by_year(found, archive), *own_documents(campaign, found, archive, lambda _: None))
    return [Section("docs", "文献", parts, f"{len(found)} 件，新的在前")]
