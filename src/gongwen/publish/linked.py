"""What a page says to machines about itself: JSON-LD in the words of schema.org, and links as Signposting has them.

Nothing of a document's text goes in: only what its page's head says to everybody. Both need the site's own address.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gongwen.derived.life import doing, repeals
from gongwen.pages import addresses
from gongwen.publish.styles import ARCHIVE_NAME
from gongwen.records import Agency, Campaign, Document, Named, Record, Term
from gongwen.records.archive import Archive
from gongwen.records.document_types import DOCUMENT_TYPES
from gongwen.records.edtf import Edtf

SCHEMA = "https://schema.org"
ELI = {"eli": "http://data.europa.eu/eli/ontology#"}
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
"""Of what the archive writes itself."""
_FORCE = {"in force": "InForce", "amended": "InForce", "repealed": "NotInForce", "expired": "NotInForce"}
_TYPES = {"report": "Report", "newspaperArticle": "NewsArticle"}
_PUBLIC_BODIES = frozenset({"state organ", "court"})


@dataclass(frozen=True, slots=True)
class Signpost:
    """A typed link of a page (signposting.org/FAIR)."""

    rel: str
    href: str
    type: str = ""


def linked(record: Record, archive: Archive, site: str) -> dict[str, Any] | None:
    """A record as JSON-LD; None for one that is withdrawn.

    Args:
        record: the record.
        archive: for what it points to.
        site: the site's address, ending in a slash.
    """
    if record.withdrawn:
        return None
    if isinstance(record, Document):
        context = [SCHEMA, ELI] if DOCUMENT_TYPES[record.type].rule else SCHEMA
        return {"@context": context, **_document_page(record, archive, site)}
    if isinstance(record, Agency):
        return {"@context": SCHEMA, **_clean(_agency(record, archive, site))}
    if isinstance(record, Campaign):
        return {"@context": SCHEMA, **_clean(_campaign(record, archive, site))}
    if isinstance(record, Term):
        return {"@context": SCHEMA, **_clean(_term(record, site))}
    return {"@context": SCHEMA, **_clean({"@type": "Thing", **_named(record, site)})}


def signposts(record: Record, archive: Archive, site: str) -> tuple[Signpost, ...]:
    """The typed links of a record's page."""
    own = _url(record, site)
    found = [
        Signpost("cite-as", own),
        Signpost("type", f"{SCHEMA}/AboutPage"),
        Signpost("type", f"{SCHEMA}/{_type(record)}"),
        Signpost("collection", f"{site}about/data/", "text/html"),
    ]
    if isinstance(record, Document):
        if record.content == "digest":
            found += (Signpost("author", site), Signpost("license", LICENSE))
        else:
            issuers = (archive.agencies.get(issuer) for issuer in record.issuers)
            found += (Signpost("author", _url(agency, site)) for agency in issuers if agency)
    else:
        found += (Signpost("author", site), Signpost("license", LICENSE))
    return tuple(found) if not record.withdrawn else tuple(found[:1])


def dataset(site: str, files: dict[str, str]) -> dict[str, Any]:
    """The archive's data as a Dataset.

    Args:
        site: the site's address.
        files: media types by path below the site.
    """
    return {
        "@context": SCHEMA,
        "@type": "Dataset",
        "@id": f"{site}about/data/",
        "url": f"{site}about/data/",
        "name": f"{ARCHIVE_NAME}的数据",
        "alternateName": "Data of the Archive of Chinese Internet Governance Documents",
        "description": "1994 年以来中国互联网治理的公开文献、机构、行动、术语：著录、公开的文本、提及和相互关系。",
        "inLanguage": ["zh-CN", "en"],
        "temporalCoverage": "1994/..",
        "license": LICENSE,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": ARCHIVE_NAME, "url": site},
        "distribution": [
            {"@type": "DataDownload", "contentUrl": site + path, "encodingFormat": kind}
            for path, kind in files.items()
        ],
    }


def _type(record: Record) -> str:
    """The class of a record in schema.org."""
    if isinstance(record, Document):
        declared = DOCUMENT_TYPES[record.type]
        return "Legislation" if declared.rule else _TYPES.get(declared.zotero, "DigitalDocument")
    if isinstance(record, Agency):
        return "GovernmentOrganization" if record.kind in _PUBLIC_BODIES else "Organization"
    return "Event" if isinstance(record, Campaign) else "DefinedTerm" if isinstance(record, Term) else "Thing"


def _url(record: Record, site: str) -> str:
    return site + addresses.url(record.file)


def _clean(value: dict[str, Any]) -> dict[str, Any]:
    return {key: item for key, item in value.items() if item not in (None, "", [], ())}


def _document_page(document: Document, archive: Archive, site: str) -> dict[str, Any]:
    """The document that the page holds; of a digest the archive's text, and what that is about."""
    url = _url(document, site)
    itself = _document(document, archive, site)
    if document.content != "digest":
        return _clean({"@type": itself.pop("@type"), "@id": url, "url": url, **itself})
    return {
        "@type": "Article",
        "@id": url,
        "url": url,
        "name": f"《{document.title}》提要",
        "inLanguage": "zh-CN",
        "license": LICENSE,
        "author": {"@type": "Organization", "name": ARCHIVE_NAME, "url": site},
        "about": itself,
    }


def _document(document: Document, archive: Archive, site: str) -> dict[str, Any]:
    kind = _type(document)
    issuers = [_issuer(issuer, archive, site) for issuer in document.issuers]
    date = document.date.plain if document.date else ""
    public = document.published.plain if document.published else date
    found: dict[str, Any] = {
        "@type": kind,
        "name": document.title,
        "alternateName": document.title_en,
        "inLanguage": "zh-CN",
        "identifier": document.document_number,
        "genre": document.type,
        "datePublished": public,
        "publisher" if kind == "NewsArticle" else "author": issuers,
        "sameAs": document.source.linked if document.source else None,
        "archivedAt": document.source.archived if document.source else None,
    }
    if kind == "Legislation":
        adopted = document.adopted
        passed = [_issuer(adopted.by, archive, site)] if adopted and adopted.by else issuers
        found |= {
            **_european(document, archive, site),
            "legislationIdentifier": document.document_number,
            "legislationType": document.type,
            "legislationDate": date,
            "legislationDateVersion": document.version.plain if document.version else "",
            "legislationPassedBy": passed,
            "legislationJurisdiction": "CN",
            "legislationLegalForce": f"{SCHEMA}/{_FORCE[document.status]}"
            if document.status in _FORCE
            else "",
            "temporalCoverage": _in_force(document, archive),
            "legislationChanges": _targets(document, "amends", archive, site),
            "legislationRepeals": _targets(document, "repeals", archive, site),
            "legislationApplies": _targets(document, "implements", archive, site),
        }
    return _clean(found)


def _european(document: Document, archive: Archive, site: str) -> dict[str, Any]:
    """The days of a rule in the words of ELI, the European Legislation Identifier, where schema.org has none."""
    signed = document.date if document.date_kind == "document" else None
    days = {
        "date_document": document.adopted.date if document.adopted else signed,
        "date_publication": document.published
        or (document.date if document.date_kind == "publication" else None),
        "first_date_entry_in_force": document.effective,
        "date_no_longer_in_force": _ended(document, archive),
    }
    acts = {
        "amended_by": [{"@id": _url(record, site)} for record in doing("amends", document, archive)],
        "repealed_by": [{"@id": _url(record, site)} for record in repeals(document, archive)],
    }
    return {
        **{f"eli:{name}": day.plain for name, day in days.items() if day},
        **{f"eli:{name}": found for name, found in acts.items()},
    }


def _ended(document: Document, archive: Archive) -> Edtf | None:
    """The first day on which a rule no longer holds; None where it does, or nobody says since when it doesn't."""
    if document.repealed:
        return document.repealed.date
    return next((record.effective or record.date for record in repeals(document, archive)), None)


def _in_force(document: Document, archive: Archive) -> str:
    """The time in which a rule holds, as ISO 8601 has it."""
    ended = _ended(document, archive)
    return f"{document.effective.plain}/{ended.plain if ended else '..'}" if document.effective else ""


def _targets(document: Document, kind: str, archive: Archive, site: str) -> list[dict[str, Any]]:
    found = []
    for relation in document.relations:
        if relation.type == kind:
            target = archive.documents.get(relation.target)
            found.append(
                {"@type": "Legislation", "@id": _url(target, site), "name": target.title}
                if target
                else {"@type": "Legislation", "name": relation.target}
            )
    return found


def _issuer(issuer: str, archive: Archive, site: str) -> dict[str, Any]:
    agency = archive.agencies.get(issuer)
    if agency is None:
        return {"@type": "Organization", "name": issuer}
    return {"@type": _type(agency), "@id": _url(agency, site), "name": agency.label}


def _named(record: Record, site: str) -> dict[str, Any]:
    names = record.names[1:] if isinstance(record, Named) else ()
    return {
        "@id": _url(record, site),
        "url": _url(record, site),
        "name": record.label,
        "alternateName": [*filter(None, (record.label_en, *dict.fromkeys(names)))],
        "description": record.summary_en,
    }


def _agency(agency: Agency, archive: Archive, site: str) -> dict[str, Any]:
    return {
        "@type": _type(agency),
        **_named(agency, site),
        "foundingDate": agency.founded.plain if agency.founded else "",
        "dissolutionDate": agency.dissolved.plain if agency.dissolved else "",
        "parentOrganization": _issuer(agency.parent, archive, site) if agency.parent else None,
        "sameAs": agency.website,
    }


def _campaign(campaign: Campaign, archive: Archive, site: str) -> dict[str, Any]:
    return {
        "@type": "Event",
        **_named(campaign, site),
        "startDate": campaign.start.plain if campaign.start else "",
        "endDate": campaign.end.plain if campaign.end else "",
        "organizer": [_issuer(lead, archive, site) for lead in campaign.leads],
        "superEvent": [
            {"@type": "Event", "@id": _url(parent, site), "name": parent.label}
            for parent in map(archive.campaigns.get, campaign.parents)
            if parent
        ],
    }


def _term(term: Term, site: str) -> dict[str, Any]:
    return {
        "@type": "DefinedTerm",
        **_named(term, site),
        "description": term.definition or term.summary_en,
        "inDefinedTermSet": {
            "@type": "DefinedTermSet",
            "@id": f"{site}glossary/",
            "name": f"{ARCHIVE_NAME}术语",
        },
    }
