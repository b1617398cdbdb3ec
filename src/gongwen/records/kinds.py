"""The four kinds of record, typed and frozen: the one schema of the archive's front matter.

A record is what a Markdown file under docs/ says of one document, agency, campaign or term. The models below
are read by the archive, by conversion and by the checks; the JSON Schemas for editors are generated from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from gongwen.records.edtf import Duration, Edtf, course
from gongwen.records.excerpt import excerpt
from gongwen.records.values import (
    Address,
    Evidence,
    Line,
    Original,
    Person,
    Relation,
    Repair,
    Rights,
    Sense,
    Sic,
    Slug,
    Source,
    Support,
    Url,
    Value,
)
from gongwen.records.vocabulary import (
    AGENCY_KINDS,
    CAMPAIGN_KINDS,
    TERM_CATEGORIES,
    Access,
    AgencyKind,
    Basis,
    CampaignKind,
    DateKind,
    DocumentType,
    Level,
    Status,
    TermCategory,
)


class Record(Value):
    """What all four kinds share.

    Attributes:
        id: the record's identity, taken from its path; never changes once published.
        file: path below docs/, with forward slashes.
        body: the Markdown after the front matter.
        summary_en: the record in one English sentence, in the archive's own words.
        redirects: addresses that the record had before.
    """

    id: SkipJsonSchema[str] = ""
    file: SkipJsonSchema[str] = ""
    body: SkipJsonSchema[str] = ""
    summary_en: Line | None = None
    redirects: tuple[Address, ...] = ()

    @property
    def public_body(self) -> str:
        """What of the body may be shown, searched and quoted."""
        return self.body

    @property
    def label(self) -> str:
        """The record's name as headings and links show it."""
        raise NotImplementedError

    @property
    def label_en(self) -> str | None:
        """The record's English name, where it has one."""
        raise NotImplementedError


class Document(Record):
    """A document of the archive: its text, or a digest in the archive's own words.

    Attributes:
        sources: what a digest and the facts of the record rest on beside `source`, official ones first.
        deadline: of a draft for comment, the last day for comments.
        outcome: of a draft, what came of it: the id of a document, or a title.
        version: the day of the version that the text is of, where that isn't `date`: the last amendment of a
            consolidated text.
    """

    title: Line
    title_en: Line | None = None
    date: Edtf | None = None
    date_kind: DateKind | None = None
    date_basis: Basis | None = None
    effective: Edtf | None = None
    version: Edtf | None = None
    deadline: Edtf | None = None
    outcome: Line | None = None
    status: Status | None = None
    type: DocumentType = "其他"
    issuers: tuple[Line, ...] = ()
    addressee: Line | None = None
    republisher: Line | None = None
    document_number: Line | None = None
    campaigns: tuple[Line, ...] = ()
    place: Line | None = None
    people: tuple[Person, ...] = ()
    relations: tuple[Relation, ...] = ()
    content: Literal["text", "digest"] = "text"
    access: Access = "full"
    rights: Rights | None = None
    source: Source | None = None
    sources: tuple[Support, ...] = ()
    original: Original | None = None
    evidence: Mapping[str, Evidence] = Field(default_factory=dict)
    repairs: tuple[Repair, ...] = ()
    sic: tuple[Sic, ...] = ()
    review: tuple[Line, ...] = ()

    @property
    def public_body(self) -> str:
        """What of the text is open, whatever a person left in; a digest is the archive's own and always public."""
        if self.content == "digest" or self.access == "full":
            return self.body
        return excerpt(self.body) if self.access == "excerpt" else ""

    @property
    def label(self) -> str:
        """The title."""
        return self.title

    @property
    def label_en(self) -> str | None:
        """The English title."""
        return self.title_en

    @property
    def year(self) -> int | None:
        """The year of the date; None for an undated document."""
        return self.date.year if self.date else None

    @property
    def is_original(self) -> bool:
        """Whether the body is the document's own words, and not the archive's."""
        return self.content == "text" and self.access != "record"

    @property
    def text_date(self) -> Edtf | None:
        """The day from which the words of the text date; None where that isn't known.

        A text that has been amended since it was passed dates from its version, not from its first passing.
        """
        return self.version or (None if self.status == "amended" else self.date)

    @property
    def order(self) -> tuple[str, str]:
        """Sort key in time; undated documents come first, ties fall by id."""
        return (self.date.plain if self.date else "", self.id)


class Named(Record):
    """An authority record: a name with its variants.

    Attributes:
        senses: what tells records apart that share an alias.
        sources: what the record rests on, official ones first.
        not_in: longer expressions in which a name of the record is not meant (中国移动互联网 for 中国移动).
    """

    name_en: Line | None = None
    aliases: tuple[Line, ...] = ()
    senses: tuple[Sense, ...] = ()
    not_in: tuple[Line, ...] = ()
    place: Line | None = None
    sources: tuple[Support, ...] = ()
    verified: bool = True

    @property
    def kind_label(self) -> str:
        """What kind of agency, campaign or term this is, in Chinese."""
        raise NotImplementedError


class Agency(Named):
    """A body that acts in documents: organ, office, association, enterprise, medium."""

    name: Line
    short: Line | None = None
    kind: AgencyKind
    level: Level
    parent: Slug | None = None
    founded: Edtf | None = None
    dissolved: Edtf | None = None
    predecessors: tuple[Slug, ...] = ()
    successors: tuple[Slug, ...] = ()
    same_body_as: Slug | None = None
    website: Url | None = None

    @property
    def label(self) -> str:
        """The name in use: the full name without the country before it."""
        name = self.name.removeprefix("中华人民共和国") or self.name
        return name.removesuffix("（类型）").removesuffix("（合称）")

    @property
    def kind_label(self) -> str:
        """What kind of body this is, in Chinese."""
        return AGENCY_KINDS[self.kind]

    @property
    def is_class(self) -> bool:
        """Whether the record stands for a class of bodies or for several together, not for one."""
        return self.name.endswith(("（类型）", "（合称）"))

    @property
    def label_en(self) -> str | None:
        """The English name."""
        return self.name_en


class Campaign(Named):
    """A campaign, programme, event series or competition with a name, a lead and a time.

    Attributes:
        parents: what it is a part of: the series, the year of a series, the theme; several where several hold it.
        length: how long it was to last, as announced (``P2M``), where no end is recorded.
    """

    name: Line
    kind: CampaignKind
    parents: tuple[Slug, ...] = ()
    start: Edtf | None = None
    end: Edtf | None = None
    length: Duration | None = None
    leads: tuple[Slug, ...] = ()
    participants: tuple[Slug, ...] = ()
    targets: tuple[Line, ...] = ()

    @property
    def when(self) -> str:
        """Its time in words; an end that isn't recorded is said to be so, where there must have been one."""
        if self.start and not self.end and not self.length:
            if self.kind == "event":
                return str(self.start)
            if self.kind in {"event series", "competition"}:
                return f"{self.start.chinese}首办"
        return course(self.start, self.end, self.length)

    @property
    def computed_end(self) -> Edtf | None:
        """The end that follows from the announced length, where none is recorded."""
        return self.length.after(self.start) if self.length and self.start and not self.end else None

    @property
    def kind_label(self) -> str:
        """What kind of campaign this is, in Chinese."""
        return CAMPAIGN_KINDS[self.kind]

    @property
    def label(self) -> str:
        """The name."""
        return self.name

    @property
    def label_en(self) -> str | None:
        """The English name."""
        return self.name_en


class Term(Named):
    """A term of the glossary."""

    term: Line
    term_en: Line | None = None
    pinyin: Line
    category: TermCategory
    definition: Line | None = None
    definition_en: Line | None = None
    first_known: Edtf | None = None
    related: tuple[Slug, ...] = ()
    see_also_documents: tuple[Line, ...] = ()

    @property
    def kind_label(self) -> str:
        """The category, in Chinese."""
        return TERM_CATEGORIES[self.category]

    @property
    def label(self) -> str:
        """The term."""
        return self.term

    @property
    def label_en(self) -> str | None:
        """The English equivalent."""
        return self.term_en


KINDS: dict[str, type[Record]] = {
    "documents": Document,
    "agencies": Agency,
    "campaigns": Campaign,
    "glossary": Term,
}
"""The folder of docs/ that holds each kind."""
