"""The values that records are made of: lines, ids, addresses, and the small groups of fields with a name of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from gongwen.records.edtf import Edtf
from gongwen.records.references import Ref
from gongwen.records.reprints import is_reprint
from gongwen.records.vocabulary import (
    BASES,
    PERSON_ROLES,
    RELATIONS,
    TEXT_PROVIDERS,
    Access,
    Basis,
    PersonRole,
    RelationType,
    RepairKind,
    TextProvider,
)

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_URL = re.compile(r"https?://[^\s<>\"]+")
_ADDRESS = re.compile(r"[a-z]+(?:/[a-z0-9]+(?:-[a-z0-9]+)*){1,2}/?")
_BELOW = re.compile(r"(?![A-Za-z]:)(?![.\s])[^/\\]+(?:/(?![.\s])[^/\\]+)*")
DOCUMENT_ID = re.compile(r"(?:\d{4}|undated)/[a-z0-9]+(?:-[a-z0-9]+)*")


def _line(text: str) -> str:
    text = text.strip()
    if not text:
        raise PydanticCustomError("empty", "")
    if _CONTROL.search(text):
        raise PydanticCustomError("control", "")
    return text


@dataclass(frozen=True)
class _Matching:
    """Text of one shape, for reading and for the schema alike."""

    pattern: re.Pattern[str]
    error: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(schema), "pattern": f"^(?:{self.pattern.pattern})$"}

    def _checked(self, text: str) -> str:
        if not self.pattern.fullmatch(text):
            raise PydanticCustomError(self.error, "{text}", {"text": text})
        return text


@dataclass(frozen=True)
class OneOf:
    """Text that is a key of a table: a word added to the table is a word of the schema."""

    table: Mapping[str, object]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(schema), "enum": [*self.table]}

    def _checked(self, text: str) -> str:
        if text not in self.table:
            raise PydanticCustomError("one_of", "{expected}", {"expected": "、".join(self.table)})
        return text


def matching(pattern: re.Pattern[str], error: str) -> Any:
    """Text of one shape, as an annotation; `error` names the words in which `gongwen.records.reading` refuses others."""
    return _Matching(pattern, error)


Line = Annotated[str, AfterValidator(_line)]
"""Text on one line, not empty, without control characters."""
Slug = Annotated[str, _Matching(SLUG, "slug")]
"""An id: small Latin letters, digits and single hyphens."""
Url = Annotated[str, _Matching(_URL, "url")]
DocumentId = Annotated[str, _Matching(DOCUMENT_ID, "document_id")]
Address = Annotated[str, _Matching(_ADDRESS, "address")]
"""An address that a record had before: its folder and its name, without a leading slash."""


_ANCHOR = re.compile(
    r"p-[0-9a-f]{8}(?:-[1-9]\d*)?|s-[0-9a-f]{8}(?:_[1-9]\d*)?|art-[1-9]\d*(?:-bis-[1-9]\d*)?(?:-[1-9]\d*){0,2}"
)
Anchor = Annotated[str, _Matching(_ANCHOR, "anchor")]
"""The fragment of the address of a paragraph, a heading or an article."""


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


def key(title: str, about: str = "") -> Any:
    """A key of the front matter as people know it, and what goes there; the schema and CONTRIBUTING say it."""
    return Field(title=title, description=about or None)


def choices(table: Mapping[str, str]) -> str:
    """A vocabulary as `key` may explain it: each word with what readers see for it."""
    return "、".join(f"`{key}` {name}" for key, name in table.items())


def _in_chinese(schema: dict[str, Any], model: type[BaseModel]) -> None:
    """Editors show the schema to people: what a value is stands there in Chinese, not our docstring."""
    schema.pop("description", None)
    if about := getattr(model, "ABOUT", ""):
        schema["title"] = about


class Value(BaseModel):
    """A part of a record: frozen, nothing unknown in it."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", coerce_numbers_to_str=True, json_schema_extra=_in_chinese
    )

    ABOUT: ClassVar[str] = ""
    """What it is, for the schema."""


class Person(Value):
    """Somebody who speaks or presides in a document; those only mentioned are not listed."""

    ABOUT: ClassVar[str] = "人物"

    name: Annotated[Line, key("姓名")]
    office: Annotated[Line | None, key("职务")] = None
    role: Annotated[PersonRole | None, key("角色", choices(PERSON_ROLES))] = None


class Relation(Value):
    """What a document does to another: `target` is the other's id, or its title where it has no record."""

    ABOUT: ClassVar[str] = "与另一文献的关系"

    type: Annotated[RelationType, key("关系", choices({name: one for name, (one, _) in RELATIONS.items()}))]
    target: Annotated[
        Line,
        Ref("document", "", "", names=True, by="type", labels=RELATIONS),
        key("对象", "馆内文献的 id；馆内没有的写题名"),
    ]


class Rights(Value):
    """Why the text is as open as `access` says."""

    ABOUT: ClassVar[str] = "权利"

    basis: Annotated[Line | None, key("依据")] = None
    note: Annotated[Line | None, key("说明", "未全文公开的，写明理由")] = None


class Source(Value):
    """Where something was published or found: `published` as it says, `retrieved` the day it was seen there.

    `archived` is a copy of it in an archive of the web, for the day on which the source is gone; `dead` is the day on
    which it was found to be.
    """

    ABOUT: ClassVar[str] = "来源"

    name: Annotated[Line | None, key("名称")] = None
    url: Annotated[Url | None, key("网址", "http:// 或 https:// 开头")] = None
    published: Annotated[Edtf | None, key("来源日期", "来源所记的日期")] = None
    retrieved: Annotated[Edtf | None, key("取得日期", "见到它的日期")] = None
    archived: Annotated[Url | None, key("存档", "网页档案馆里它的副本；来源失效之后，读者还找得到")] = None
    dead: Annotated[Edtf | None, key("失效", "查得打不开的日期；由 `scripts/external_links.py` 提出")] = None

    @property
    def linked(self) -> str | None:
        """The address that readers and programs may be sent to; None for a reprint on a site that nobody answers for."""
        return None if self.url is None or is_reprint(self.url) else self.url


def _address_alone(value: object) -> object:
    return {"url": value} if isinstance(value, str) else value


Support = Annotated[Source, BeforeValidator(_address_alone, json_schema_input_type=Url | Source)]
"""What a record rests on; an address alone may stand for it."""


class Original(Value):
    """The file that the page was made from; `part` counts where it holds several documents.

    `file` is its name below sources/, where it is kept, and what it was called otherwise.
    `fingerprint` is the digest of the page as the tool wrote it; it tells a page that a person has edited.
    """

    ABOUT: ClassVar[str] = "原件"

    file: Annotated[Below, key("文件", "在 `sources/` 里的路径")]
    sha256: Annotated[str, _Matching(re.compile(r"[0-9a-f]{64}"), "sha256"), key("校验值", "SHA-256")]
    format: Annotated[Line, key("格式")]
    encoding: Annotated[Line | None, key("编码")] = None
    part: Annotated[int | None, Field(ge=1), key("第几件", "一个文件里有几件文献时")] = None
    fingerprint: Annotated[Line | None, key("指纹", "用来认出人工改动")] = None


class Evidence(Value):
    """What a field rests on; `text` are the words themselves, at most 20 characters."""

    ABOUT: ClassVar[str] = "一个字段的依据"

    basis: Annotated[Basis, key("据何", choices(BASES))]
    text: Annotated[str | None, Field(max_length=20), key("原文", "至多 20 字")] = None
    note: Annotated[Line | None, key("说明")] = None


class Repair(Value):
    """One kind of change that was made to the text, and how often."""

    ABOUT: ClassVar[str] = "一种修复"

    kind: Annotated[RepairKind, key("种类")]
    count: Annotated[int, Field(ge=1), key("处数")]
    note: Annotated[Line | None, key("说明")] = None


class Withdrawn(Value):
    """That a record was withdrawn: the day, and why."""

    ABOUT: ClassVar[str] = "撤下"

    date: Annotated[Edtf, key("撤下日期")]
    reason: Annotated[Line, key("理由")]


class OldAnchor(Value):
    """An address that a paragraph, a heading or an article had, and where it leads today: `new` is what its own words give.

    Without `new` the paragraph is gone from the page. With `page` the paragraph stood on that page and stands on this
    one now, since the other was divided or joined to this: under `new`, or under the same anchor as there.
    """

    ABOUT: ClassVar[str] = "段落从前的地址"

    old: Annotated[Anchor, key("旧锚", "段落的如 `p-1a2b3c4d`，标题的如 `s-1a2b3c4d`，条的如 `art-3`")]
    new: Annotated[Anchor | None, key("今锚", "由该段今天的文字算出；不写即已删去")] = None
    page: Annotated[
        Address | None,
        key("从前的页", "拆分、合并之前在另一页的，如 `documents/2006/x`；此时不写今锚即锚未变"),
    ] = None


class Sic(Value):
    """Words left as they stand although they look wrong."""

    ABOUT: ClassVar[str] = "存疑照录"

    text: Annotated[Line, key("原文")]
    note: Annotated[Line | None, key("说明")] = None


class Sense(Value):
    """When a shared alias means this record: by date, by place, by words nearby.

    `fallback` marks a record that stands for a kind of body and is meant where nothing else fits; `quoted` an
    alias that is a name only between quotation marks (“三个代表”).
    """

    ABOUT: ClassVar[str] = "共用的名称何时指本条目"

    alias: Annotated[Line, key("名称")]
    since: Annotated[Edtf | None, key("起")] = None
    until: Annotated[Edtf | None, key("止")] = None
    place: Annotated[Line | None, key("地域")] = None
    subject: Annotated[tuple[Line, ...], key("近旁的词")] = ()
    fallback: Annotated[bool, key("备选", "别的条目都不合时才指它")] = False
    quoted: Annotated[bool, key("加引号", "只有加引号时才是名称")] = False


class TextPlace(Value):
    """Where the whole text of a document is to be had when the site is built; it is never in the repository.

    Attributes:
        provider: who has it: an installed data package, a folder outside the repository, ``sources/``.
        key: its name there: the title in a package, the path of the file in a folder.
        version: the day of the version that it is: of the last amendment that it takes in.
        access: how open it is. A package's text is as open as the record says; a folder's only recorded, unless
            this says otherwise.
        marked: articles that matter to the archive's field: 第一千零三十四条.
    """

    ABOUT: ClassVar[str] = "全文所在"

    provider: Annotated[TextProvider, key("由谁提供", choices(TEXT_PROVIDERS))]
    key: Annotated[Line, key("那里的名称", "数据包里的题名，文件夹里的路径")]
    version: Annotated[Edtf | None, key("版本", "最后一次修改的日期")] = None
    access: Annotated[Access | None, key("公开范围", "不写则数据包的依记录，文件夹的只著录")] = None
    marked: Annotated[tuple[Line, ...], key("要条", "与本库范围有关的条，如第一千零三十四条")] = ()


class WholeText(Value):
    """A whole text as a provider gave it; made by the build, never written.

    Attributes:
        body: the text as Markdown, no more of it than its access lets out.
        origin: what gave it, and in which version, for readers.
        sha256: the digest of the file that it is from.
        access: how open it is.
    """

    body: str
    origin: Line
    sha256: str
    access: Access = "full"
