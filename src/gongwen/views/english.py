"""The archive in English: the words for what records say, and a record's facts for readers who have no Chinese.

Titles, names and summaries are the records' own; the words around them are here, one table each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongwen.derived.versions import Versions
from gongwen.pages import addresses
from gongwen.publish.styles import in_english
from gongwen.records import Agency, Campaign, Document, Named, Record, Source, Term
from gongwen.records.archive import Archive
from gongwen.records.document_types import DOCUMENT_TYPES
from gongwen.records.edtf import Edtf
from gongwen.records.vocabulary import AGENCY_KINDS, CAMPAIGN_KINDS, TERM_CATEGORIES
from gongwen.views.life import english_life
from gongwen.views.links import Link

ANCHOR = "english"
_DATES = {"document": "date of the document", "publication": "publication", "event": "event"}
_KINDS = {
    "party organ": "Party organ", "state organ": "State organ", "court": "Court or procuratorate", "office": "Coordinating office",
    "industry association": "Industry association", "mass organisation": "Mass organisation", "enterprise": "Enterprise",
    "media": "Media", "campaign": "Campaign", "programme": "Programme", "event series": "Event series", "event": "Event",
    "competition": "Competition",
}  # fmt: skip
_CATEGORIES = {
    "governance": "Governance", "law & regulation": "Law and regulation", "campaign language": "Campaign language",
    "media & opinion": "Media and opinion", "organisation": "Organisation", "society": "Society", "technology": "Technology",
}  # fmt: skip
_LEVELS = {"central": "central", "provincial": "provincial", "municipal": "municipal", "county": "county", "n/a": ""}  # fmt: skip
_STATUSES = {
    "in force": "In force", "amended": "Amended", "repealed": "Repealed", "expired": "Expired", "draft": "Draft for comment",
    "unknown": "",
}  # fmt: skip
_SECTIONS = {
    "gist": "What this page holds", "whole": "Full text", "outline": "Outline", "obligations": "Obligations", "powers": "Powers",
    "definitions": "Definitions", "versions": "Versions and amendments", "relations": "Relations to other documents",
    "mentions": "Where the archive's texts name it",
    "editing": "Editing notes", "review": "Not yet checked", "cite": "Cite", "provenance": "Provenance", "names": "Names",
    "lineage": "Lineage", "docs": "Documents", "kin": "Documents of earlier and later bodies", "campaigns": "Campaigns",
    "partners": "Issues together with", "bodies": "Bodies", "series": "Series", "targets": "Targets", "freq": "Uses by year",
    "kwic": "In context", "digests": "Named in digests of the archive", "joint": "Name plates of the same body",
    "see": "See also", "related": "Related terms", "others": "Other records", "outside": "Elsewhere",
}  # fmt: skip
"""What the sections of a page are called, by their anchors."""

_LINES = {
    "英文": "English", "英文简称": "Abbreviation", "文号": "Number", "机关": "Issued by", "行动": "Campaign", "提要": "Summary",
    "类型": "Type", "日期": "Date", "施行日期": "In force from", "正文版本": "Version", "意见截止": "Comments until",
    "结果": "Outcome", "效力": "Status", "地点": "Place", "主送": "To", "转载": "Reprinted by", "人物": "People",
    "他件": "Other documents", "章条": "Outline", "义务": "Obligations", "职权": "Powers", "定义": "Definitions",
    "来源": "Source", "权利": "Rights", "资料来源": "Sources", "存疑": "Doubtful", "依据": "Evidence", "页址": "Address",
    "题名": "Title", "名称": "Name", "类别": "Kind", "时段": "Time", "层级": "Level", "网站": "Website", "对象": "Target",
    "拼音": "Pinyin", "始见": "First known", "标题": "Heading",
}  # fmt: skip
"""What lines of records are called in search results (`gongwen.search.entries`)."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a record: what it is, and its value as words and links."""

    label: str
    values: tuple[str | Link, ...]


@dataclass(frozen=True, slots=True)
class EnglishView:
    """A record in English: its facts, what its page holds, and the list in which it stands."""

    facts: tuple[Fact, ...]
    sections: tuple[Link, ...]
    list: Link


def name(record: Record) -> str:
    """What a record is called in English; as it is called where nobody has named it."""
    return record.label_en or record.label


def kind(record: Record) -> str:
    """What kind of document, body, campaign or term a record is."""
    if isinstance(record, Document):
        return DOCUMENT_TYPES[record.type].english
    if isinstance(record, Agency | Campaign):
        return _KINDS[record.kind]
    return _CATEGORIES[record.category] if isinstance(record, Term) else ""


def words() -> dict[str, str]:
    """The English of what the search says of records in Chinese: what they are, and what a line of theirs is."""
    return {
        **{chinese: kind.english for chinese, kind in DOCUMENT_TYPES.items()},
        **{chinese: _KINDS[kind] for kind, chinese in {**AGENCY_KINDS, **CAMPAIGN_KINDS}.items()},
        **{chinese: _CATEGORIES[category] for category, chinese in TERM_CATEGORIES.items()},
        **_LINES,
    }


def category(word: str) -> str:
    """A category of terms."""
    return _CATEGORIES[word]


def body_kind(word: str) -> str:
    """A kind of body or of campaign."""
    return _KINDS[word]


def level(word: str) -> str:
    """A level of government; empty where there is none."""
    return _LEVELS[word]


def status(document: Document) -> str:
    """How a rule stands; empty where nothing is known."""
    return _STATUSES[document.status] if document.status else ""


def span(start: Edtf | None, end: Edtf | None) -> str:
    """A time; an open end is said to be one."""
    if start is None and end is None:
        return ""
    if end is None:
        return f"since {start}; no end recorded"
    return f"until {end}" if start is None else f"{start} to {end}"


def time(record: Record) -> str:
    """When a record is from."""
    if isinstance(record, Document):
        return str(record.date or "undated")
    if isinstance(record, Agency):
        return f"{record.founded} to {record.dissolved or 'today'}" if record.founded else span(None, record.dissolved)  # fmt: skip
    if isinstance(record, Campaign):
        once = record.kind == "event" and record.start and not record.end
        return str(record.start) if once else span(record.start, record.end)
    return ""


def in_list(record: Record) -> Link:
    """A link to what a record's page says in English."""
    return Link(name(record), f"{addresses.url(record.file)}#{ANCHOR}")


def body(identity: str, archive: Archive) -> str:
    """A body's English name; its name as it stands in the document where it has no record."""
    record = archive.agencies.get(identity)
    return name(record) if record else identity


def page(src: str) -> str:
    """The address of the English page of a list."""
    return addresses.url(f"en/{src}")


def english_view(
    record: Record, archive: Archive, anchors: tuple[str, ...], versions: Versions
) -> EnglishView:
    """A record in English.

    Args:
        record: the record.
        archive: for the English names of what it points to.
        anchors: the sections of its page, in order.
        versions: the versions of documents.
    """
    if isinstance(record, Document):
        facts = [*_of_document(record, archive, versions)]
        listed = Link(
            f"Documents of {record.year}" if record.year else "Undated documents",
            page(addresses.year_page(record.year)),
        )
    else:
        facts = [*_of_named(record, archive)]
        folder = record.file.split("/")[0]
        listed = Link(folder.capitalize(), page(f"{folder}/index.md"))
    sections = tuple(
        Link(_SECTIONS[a], f"{addresses.url(record.file)}#{a}") for a in anchors if a in _SECTIONS
    )
    return EnglishView(tuple(fact for fact in facts if any(fact.values)), sections, listed)


def _of_document(document: Document, archive: Archive, versions: Versions) -> Iterator[Fact]:
    yield Fact("Type", (DOCUMENT_TYPES[document.type].english,))
    yield Fact("Issued by", tuple(_link(issuer, archive.agencies) for issuer in document.issuers))
    if document.date:
        what = f" ({_DATES[document.date_kind]})" if document.date_kind else ""
        yield Fact("Date", (in_english(document.date) + what,))
    yield Fact("Number", (document.document_number or "",))
    yield from (Fact(label, values) for label, values in english_life(document, archive, versions))
    yield Fact("Status", (status(document),))
    yield Fact("Campaigns", tuple(_link(campaign, archive.campaigns) for campaign in document.campaigns))
    yield Fact("This page holds", (_holds(document),))
    if document.source:
        yield Fact("Published at", (*_published(document.source, document, archive),))


def _holds(document: Document) -> str:
    if document.withdrawn:
        return "nothing: the document has been withdrawn"
    if document.content == "digest":
        below = "; the full text in Chinese stands below it" if document.whole_body else ""
        return f"a digest in Chinese, written by the archive; it is not the document's text{below}"
    return {
        "full": "the full text in Chinese",
        "excerpt": "the beginning of the text in Chinese",
        "record": "the record only, not the text",
    }[document.access]


def _published(source: Source, document: Document, archive: Archive) -> Iterator[str | Link]:
    """Where a document was published, and when; a source that is gone leads to its copy first."""
    said = _medium(source.name or "", document, archive) or source.url or ""
    gone = f"{in_english(source.dead)}: no longer there" if source.dead else ""
    if source.dead and source.archived:
        yield Link(f"{said} (archived copy)", source.archived)
        yield Link(f"its address, {gone}", source.linked) if source.linked else gone
    else:
        yield Link(said, source.linked) if source.linked else said
        if source.archived:
            yield Link("archived copy", source.archived)
        yield gone
    yield in_english(source.published) if source.published else ""


def _medium(source: str, document: Document, archive: Archive) -> str:
    """The English name of a body whose site it was; the name as the record has it where it is none of a body."""
    said = source.removesuffix("网站")
    issuers = (archive.agencies.get(issuer) for issuer in document.issuers)
    known = (agency for agency in (*issuers, *archive.agencies.values()) if agency and said in agency.names)
    body = next(known, None)
    return name(body) if body else source


def _of_named(record: Record, archive: Archive) -> Iterator[Fact]:
    yield Fact("Kind", (kind(record),))
    yield Fact("Time", (time(record),))
    if isinstance(record, Agency):
        yield Fact("Level", (level(record.level),))
        yield Fact("Part of", tuple(_link(i, archive.agencies) for i in (record.parent,) if i))
        yield Fact("Before", tuple(_link(i, archive.agencies) for i in record.predecessors))
        yield Fact("After", tuple(_link(i, archive.agencies) for i in record.successors))
    elif isinstance(record, Campaign):
        yield Fact("Part of", tuple(_link(i, archive.campaigns) for i in record.parents))
        yield Fact("Led by", tuple(_link(i, archive.agencies) for i in record.leads))
    elif isinstance(record, Term):
        yield Fact("Related", tuple(_link(i, archive.terms) for i in record.related))


def _link(identity: str, records: Mapping[str, Named]) -> Link:
    record = records.get(identity)
    return in_list(record) if record else Link(identity)
