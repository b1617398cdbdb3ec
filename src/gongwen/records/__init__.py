"""The four kinds of record, typed and frozen: the one schema of the archive's front matter.

A record is what a Markdown file under docs/ says of one document, agency, campaign or term. The models below
are read by the archive, by conversion and by the checks; the JSON Schemas for editors are generated from them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import ErrorDetails, PydanticCustomError

from gongwen.errors import FaultsError, RecordError
from gongwen.records.edtf import Duration, Edtf, course
from gongwen.records.excerpt import excerpt
from gongwen.records.frontmatter import FrontMatter
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
    PersonRole,
    RelationType,
    RepairKind,
    Status,
    TermCategory,
)

# Kinds of value

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_URL = re.compile(r"https?://[^\s<>\"]+")
_ADDRESS = re.compile(r"(?:documents|agencies|campaigns|glossary)(?:/[a-z0-9]+(?:-[a-z0-9]+)*){1,2}/?")
_BELOW = re.compile(r"(?![A-Za-z]:)(?![.\s])[^/\\]+(?:/(?![.\s])[^/\\]+)*")
DOCUMENT_ID = re.compile(r"(?:\d{4}|undated)/[a-z0-9]+(?:-[a-z0-9]+)*")


def _line(text: str) -> str:
    text = text.strip()
    if not text:
        raise PydanticCustomError("empty", "")
    if _CONTROL.search(text):
        raise PydanticCustomError("control", "")
    return text


def _matching(pattern: re.Pattern[str], kind: str) -> AfterValidator:
    def check(text: str) -> str:
        if not pattern.fullmatch(text):
            raise PydanticCustomError(kind, "{text}", {"text": text})
        return text

    return AfterValidator(check)


Line = Annotated[str, AfterValidator(_line)]
"""Text on one line, not empty, without control characters."""
Slug = Annotated[str, _matching(_SLUG, "slug")]
"""An id: small Latin letters, digits and single hyphens."""
Url = Annotated[str, _matching(_URL, "url")]
Address = Annotated[str, _matching(_ADDRESS, "address")]
"""An address that a record had before: its folder and its name, without a leading slash."""


def is_below(path: str) -> bool:
    """Whether a path stays below a folder: relative, forward slashes, nothing hidden, no step that leads up."""
    return bool(_BELOW.fullmatch(path)) and not _CONTROL.search(path) and path == path.strip()


def _below(text: str) -> str:
    if not is_below(text):
        raise PydanticCustomError("below", "{text}", {"text": text})
    return text


Below = Annotated[str, AfterValidator(_below)]
"""A path below sources/; see `is_below`."""


def file_name(name: str) -> str:
    """A file's own name as a record may hold it: what a `Below` refuses is left out or becomes “-”."""
    name = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029/\\:]", "-", name.encode("utf-8", "replace").decode())
    return name.strip().lstrip(".").strip() or "-"


class Value(BaseModel):
    """A part of a record: frozen, nothing unknown in it."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)


class Person(Value):
    """Somebody who speaks or presides in a document; those only mentioned are not listed."""

    name: Line
    office: Line | None = None
    role: PersonRole | None = None


class Relation(Value):
    """What a document does to another: `target` is the other's id, or its title where it has no record."""

    type: RelationType
    target: Line


class Rights(Value):
    """Why the text is as open as `access` says."""

    basis: Line | None = None
    note: Line | None = None


class Source(Value):
    """Where something was published or found: `published` as it says, `retrieved` the day it was seen there."""

    name: Line | None = None
    url: Url | None = None
    published: Edtf | None = None
    retrieved: Edtf | None = None


def _address_alone(value: object) -> object:
    return {"url": value} if isinstance(value, str) else value


Support = Annotated[Source, BeforeValidator(_address_alone)]
"""What a record rests on; an address alone may stand for it."""


class Original(Value):
    """The file that the page was made from; `part` counts where it holds several documents.

    `file` is its name below sources/, where it is kept, and what it was called otherwise.
    `fingerprint` is the digest of the page as the tool wrote it; it tells a page that a person has edited.
    """

    file: Below
    sha256: Annotated[str, _matching(re.compile(r"[0-9a-f]{64}"), "sha256")]
    format: Line
    encoding: Line | None = None
    part: Annotated[int, Field(ge=1)] | None = None
    fingerprint: Line | None = None


class Evidence(Value):
    """What a field rests on; `text` are the words themselves, at most 20 characters."""

    basis: Basis
    text: Annotated[str, Field(max_length=20)] | None = None
    note: Line | None = None


class Repair(Value):
    """One kind of change that was made to the text, and how often."""

    kind: RepairKind
    count: Annotated[int, Field(ge=1)]
    note: Line | None = None


class Sic(Value):
    """Words left as they stand although they look wrong."""

    text: Line
    note: Line | None = None


class Sense(Value):
    """When a shared alias means this record: by date, by place, by words nearby.

    `fallback` marks a record that stands for a kind of body and is meant where nothing else fits; `quoted` an
    alias that is a name only between quotation marks (“三个代表”).
    """

    alias: Line
    since: Edtf | None = None
    until: Edtf | None = None
    place: Line | None = None
    subject: tuple[Line, ...] = ()
    fallback: bool = False
    quoted: bool = False


# The four kinds


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


# Reading and explaining


R = TypeVar("R", bound=Record)


def build(kind: type[R], front: FrontMatter, *, id: str, file: str) -> R:  # noqa: A002
    """Make a record from front matter.

    Args:
        kind: which of the four.
        front: head and body of the file.
        id: identity from the path; an ``id`` in the head must agree with it.
        file: path of the file below docs/.

    Raises:
        FaultsError: every fault of the head, each with its line.
    """
    data = dict(front.data)
    shown = f"docs/{file}"
    stated = str(data.pop("id", id))
    faults: list[RecordError] = []
    if stated != id:
        faults.append(
            RecordError(
                f"id“{stated}”与文件名“{id}”不一致",
                file=shown,
                line=front.line_of(("id",)),
                advice="改成一致；发布后的 id 不再变动",
            )
        )
    for own in ("file", "body"):
        if own in data:
            del data[own]
            faults.append(
                RecordError(f"不认识的键“{own}”", file=shown, line=front.line_of((own,)), advice="删去")
            )
    try:
        record = kind.model_validate({**data, "id": id, "file": file, "body": front.body})
    except ValidationError as error:
        faults += (_explain(details, kind, front, shown) for details in error.errors(include_url=False))
        raise FaultsError(faults) from None
    if faults:
        raise FaultsError(faults)
    return record


def _explain(details: ErrorDetails, kind: type[Record], front: FrontMatter, file: str) -> RecordError:
    loc = tuple(part for part in details["loc"] if not str(part).startswith(("function-", "constrained-")))
    field = ".".join(str(part) for part in loc)
    given = details.get("input")
    shown = f"“{given}”" if isinstance(given, str | int | float) else ""
    problem, advice = _wording(details, field, shown, kind)
    return RecordError(problem, file=file, line=front.line_of(loc), advice=advice)


def _wording(details: ErrorDetails, field: str, shown: str, kind: type[Record]) -> tuple[str, str]:
    match details["type"]:
        case "missing":
            return f"缺“{field}”", "补上"
        case "extra_forbidden":
            known = get_close_matches(field.rpartition(".")[2], _known_keys(kind), 1, 0.6)
            return (
                f"不认识的键“{field}”",
                f"是不是“{known[0]}”？" if known else "删去，或对照 CONTRIBUTING.md 的键表",
            )
        case "literal_error":
            expected = (
                details.get("ctx", {})
                .get("expected", "")
                .replace("'", "")
                .replace(" or ", "、")
                .replace(", ", "、")
            )
            return f"{field} 的值{shown}不在词表里", f"可用：{expected}"
        case "edtf":
            return f"{field} 的值{shown}不是 EDTF 日期", "写成 2006-06-28、2011-05、2006 或 2023? 的样子"
        case "duration":
            return f"{field} 的值{shown}不是时长", "写成 P2M（两个月）、P90D、P8W、P1Y 的样子"
        case "slug":
            return f"{field} 的值{shown}不是合法的 id", "只用小写拉丁字母、数字和连字符"
        case "url":
            return f"{field} 的值{shown}不是网址", "写全 http:// 或 https:// 开头的地址"
        case "address":
            return f"{field} 的值{shown}不是站内地址", "写成 agencies/mii 的样子，开头不加斜线"
        case "below":
            return (
                f"{field} 的值{shown}不是 sources/ 里的文件名",
                "写文件在 sources/ 里的路径，如 2015/通知.txt；不用绝对路径、..、反斜线和隐藏文件",
            )
        case "sha256":
            return f"{field} 的值{shown}不是 SHA-256", "应为 64 个十六进制数字"
        case "empty":
            return f"{field} 是空的", "填写，或删去这一行"
        case "control":
            return f"{field} 含换行或控制字符", "写在一行里"
        case "string_too_long":
            return f"{field} 超过 {details.get('ctx', {}).get('max_length', '')} 字", "截短"
        case "string_type":
            return f"{field} 应是一行文字", "值里有冒号或方括号时用引号括起"
        case "tuple_type" | "list_type":
            return f"{field} 应是列表", "写成 [甲, 乙] 或每行一个“- 甲”"
        case "int_type" | "int_parsing" | "greater_than_equal":
            return f"{field} 的值{shown}应是正整数", "改成数字"
        case "bool_type" | "bool_parsing":
            return f"{field} 的值{shown}应是 true 或 false", "改正"
        case "mapping_type" | "dict_type" | "model_type" | "model_attributes_type":
            return f"{field} 应是“键: 值”的形式", "对照 CONTRIBUTING.md 的样例"
        case _:
            return f"{field} 的值{shown}不合格式", "对照 CONTRIBUTING.md 的键表"


def _known_keys(kind: type[Record]) -> list[str]:
    parts = (Person, Relation, Rights, Source, Original, Evidence, Repair, Sic, Sense)
    return [key for model in (kind, *parts) for key in model.model_fields]


_FIRST_KEYS = ("id", "title", "term", "name", "short", "aliases", "name_en", "term_en")
_LAST_KEYS = ("senses", "not_in", "sources", "verified", "redirects")


def front_matter(record: Record) -> dict[str, Any]:
    """The record as front matter: keys in the order of the schema, empty and default ones left out."""
    data = record.model_dump(mode="python", exclude_defaults=True, exclude={"file", "body"})
    if isinstance(record, Document):
        data.pop("id", None)
        # The kind of text and its openness are stated on every page, default or not.
        data |= {"type": record.type, "content": record.content, "access": record.access}
    known = type(record).model_fields
    keys = (*_FIRST_KEYS, *(key for key in known if key not in {*_FIRST_KEYS, *_LAST_KEYS}), *_LAST_KEYS)
    return {key: _plain(data[key]) for key in keys if key in data and data[key] not in ((), None, {})}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items() if item not in ((), None, {})}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value


def json_schema(kind: type[Record]) -> dict[str, Any]:
    """The JSON Schema of a kind's front matter, for editors (JSON Schema 2020-12)."""
    schema = kind.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
