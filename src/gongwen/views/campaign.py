"""A campaign's page: who, when, parts, documents, mentions; of a series what its parts have comes up to it."""

from __future__ import annotations

from gongwen.derived.occurrences import Occurrences
from gongwen.records import Campaign, Document
from gongwen.records.archive import Archive
from gongwen.records.references import ref_of
from gongwen.views.agency import agency_link
from gongwen.views.authority import by_year, digests, own_documents, related, uses
from gongwen.views.contexts import contexts, in_digests
from gongwen.views.links import to
from gongwen.views.parts import RelatedLine, RelatedList, Section, Text


def campaign_sections(campaign: Campaign, archive: Archive, occurrences: Occurrences) -> list[Section]:
    """Everything that the archive knows of a campaign and of what it consists of."""
    parts = archive.campaign_parts(campaign.id)
    family = [campaign, *parts]
    return [
        *_names(campaign),
        *_bodies(campaign, archive),
        *_relatives(campaign, archive),
        *_targets(campaign),
        *_documents(campaign, archive),
        *contexts(campaign, uses(family, occurrences), "此名称", {part.id: part.label for part in parts}),
        *in_digests(digests(family, occurrences), archive),
    ]


def _names(campaign: Campaign) -> list[Section]:
    also = "又作：" + "、".join(campaign.aliases) + "。"
    return [Section("names", "名称", (Text((also,)),))] if campaign.aliases else []


def _bodies(campaign: Campaign, archive: Archive) -> list[Section]:
    bodies = related(campaign, "leads", "participants")
    lines = tuple(RelatedLine(role, agency_link(agency, archive)) for role, agency in bodies)
    return [Section("bodies", "机构", (RelatedList(lines),))] if lines else []


def _relatives(campaign: Campaign, archive: Archive) -> list[Section]:
    """What the campaign belongs to, and its parts, those of its parts indented by their own page."""
    relatives = [
        (label, archive.campaigns[i]) for label, i in related(campaign, "parents") if i in archive.campaigns
    ]
    part = ref_of(Campaign, "parents").back
    relatives += [(part, child) for child in archive.campaign_children.get(campaign.id, ())]
    lines = tuple(RelatedLine(role, to(other), other.when) for role, other in relatives)
    return [Section("series", "系列", (RelatedList(lines),))] if lines else []


def _targets(campaign: Campaign) -> list[Section]:
    targets = "、".join(campaign.targets) + "。"
    return [Section("targets", "对象", (Text((targets,)),))] if campaign.targets else []


def _documents(campaign: Campaign, archive: Archive) -> list[Section]:
    """Documents of the campaign and of its parts, each of the latter with the part named."""
    found = archive.documents_of_family(campaign.id)
    if not found:
        return []
    own = {document.id for document in archive.documents_by_campaign.get(campaign.id, ())}

    def by(document: Document) -> str | None:
        if document.id in own:
            return None
        part = next(i for i in archive.campaign_family(campaign.id) if i in document.campaigns)
        return f"{ref_of(Campaign, 'parents').back}：{archive.campaign_name(part)}"

    parts = (*by_year(found, archive), *own_documents(campaign, found, archive, by))
    note = f"{len(found)} 件"
    if len(own) < len(found):
        note += f"；其中分项的 {len(found) - len(own)} 件"
    return [Section("docs", "文献", parts, note)]
