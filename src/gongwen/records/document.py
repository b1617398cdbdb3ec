"""The record of a document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from gongwen.records.document_types import DOCUMENT_TYPES, OTHER
from gongwen.records.edtf import Edtf
from gongwen.records.excerpt import excerpt
from gongwen.records.life import Adoption, Amendment, Draft, Repeal
from gongwen.records.provisions import Definition, Obligation, OutlinePart, Power
from gongwen.records.record import SOURCES, Record
from gongwen.records.references import Ref
from gongwen.records.values import (
    DocumentId,
    Evidence,
    Line,
    OldAnchor,
    OneOf,
    Original,
    Person,
    Relation,
    Repair,
    Rights,
    Sic,
    Source,
    Support,
    TextPlace,
    WholeText,
    choices,
    key,
)
from gongwen.records.vocabulary import (
    ACCESSES,
    BASES,
    DATE_KINDS,
    STATUSES,
    Access,
    Basis,
    DateKind,
    Status,
)


class Document(Record):
    """A document of the archive: its text, or a digest in the archive's own words.

    Attributes:
        sources: what a digest and the facts of the record rest on beside `source`, official ones first.
        deadline: of a draft for comment, the last day for comments.
        outcome: of a draft, what came of it: the id of a document, or a title.
        drafts, amended, repealed: what befell a rule and no other record tells; `gongwen.derived.life` has it all.
        adopted: when, by whom and in which session it was passed.
        published: the day on which it was made public, where that isn't `date`.
        earlier: of a text that is a revision, the days of those before it that have no record.
        version: the day of the version that the text is of, where that isn't `date`: the last amendment of a
            consolidated text.
        version_of: the id of the document that this one is another version of.
        as_of: the day of the text on which what follows rests, where that isn't the text on the page.
        outline, obligations, powers, definitions: what a rule provides, in the archive's own words; always public.
        text: where the whole text is to be had.
        whole: that text, where it was to be had; a digest's page shows it below the digest.
    """

    WANTED: ClassVar[tuple[str, ...]] = ("title_en", "summary_en")
    ASKED: ClassVar[tuple[str, ...]] = ("date", "type", "issuers", "document_number", "source")

    title: Annotated[Line, key("题名", "照原件")]
    title_en: Annotated[Line | None, key("英文题名")] = None
    date: Annotated[
        Edtf | None, key("日期", "`2006-06-28`、`2011-05`、`2006`、`2023?`（存疑）、`2023-06~`（约）")
    ] = None
    date_kind: Annotated[DateKind | None, key("日期种类", f"{choices(DATE_KINDS)}，依此次序取")] = None
    date_basis: Annotated[Basis | None, key("日期依据", choices(BASES))] = None
    effective: Annotated[Edtf | None, key("施行日期", "规章等开始施行的日期")] = None
    version: Annotated[
        Edtf | None,
        key(
            "正文版本",
            "正文是后来修正的文本时，写该版本的日期；用例按它计年。`status` 为 `amended` 而不写的，其用例不计年",
        ),
    ] = None
    version_of: Annotated[
        DocumentId | None,
        Ref("document", "同一文献的版本", "其他版本", upward=True),
        key("同一文献的版本", "同一文献另一版本的 id；有全文的版本逐条对照，各成一页"),
    ] = None
    deadline: Annotated[Edtf | None, key("意见截止", "征求意见稿（`status: draft`）的意见截止日期")] = None
    outcome: Annotated[
        Line | None,
        Ref("document", "结果", "征求意见稿", names=True),
        key("结果", "征求意见稿的结果，馆内文献的 id 或题名"),
    ] = None
    drafts: Annotated[
        tuple[Draft, ...], key("征求意见", "馆内没有条目的征求意见稿；有条目的，写它的 `outcome`")
    ] = ()
    adopted: Annotated[Adoption | None, key("通过", "哪天由谁在哪次会议上通过")] = None
    published: Annotated[Edtf | None, key("公布日期", "向社会公布的日期，与日期不同时")] = None
    earlier: Annotated[
        tuple[Edtf, ...], key("此前文本", "本件是修订后的文本时，从前通过、修改的日期；馆内有条目的不写")
    ] = ()
    amended: Annotated[
        tuple[Amendment, ...], key("修改", "本件后来何时由什么修改；馆内有条目的，写那一件的 `relations`")
    ] = ()
    repealed: Annotated[
        Repeal | None, key("废止", "何时由什么废止；馆内有条目的，写那一件的 `relations`")
    ] = None
    status: Annotated[Status | None, key("效力", choices(STATUSES))] = None
    type: Annotated[str, OneOf(DOCUMENT_TYPES), key("类型", "、".join(DOCUMENT_TYPES))] = OTHER
    issuers: Annotated[
        tuple[Line, ...],
        Ref("agency", "发布机关", "文献", names=True),
        key("发布机关", "机构的 id（即文件名）；没有条目的写全名"),
    ] = ()
    addressee: Annotated[Line | None, key("主送")] = None
    republisher: Annotated[Line | None, key("转载者")] = None
    document_number: Annotated[Line | None, key("文号", "如 `国发〔2019〕5号`，括号用六角的")] = None
    campaigns: Annotated[
        tuple[Line, ...],
        Ref("campaign", "涉及行动", "文献", names=True),
        key("行动", "发起、部署或报道的行动的 id；没有条目的写全名"),
    ] = ()
    place: Annotated[Line | None, key("地点")] = None
    people: Annotated[tuple[Person, ...], key("人物", "主持、讲话、答问的人；只提到的不列")] = ()
    relations: Annotated[tuple[Relation, ...], key("关系", "对别的文献做了什么")] = ()
    as_of: Annotated[
        Edtf | None,
        key(
            "所据文本",
            "章条要目、义务、职权、定义摘自哪一天的文本；不写则依 `text.version`，再依正文版本和日期",
        ),
    ] = None
    outline: Annotated[
        tuple[OutlinePart, ...], key("章条要目", "法规各章各条讲什么，用本库自己的话，不抄条文")
    ] = ()
    obligations: Annotated[
        tuple[Obligation, ...], key("义务", "法规要谁做什么、多大才要、何时做完、不做会怎样")
    ] = ()
    powers: Annotated[tuple[Power, ...], key("职权", "法规让谁可以做什么")] = ()
    definitions: Annotated[tuple[Definition, ...], key("定义", "法规给哪些用语下了定义；定义本身看条文")] = ()
    content: Annotated[Literal["text", "digest"], key("内容", "`text` 原文，`digest` 本库提要")] = "text"
    access: Annotated[Access, key("公开范围", f"{choices(ACCESSES)}，管原文在一切出口的公开范围")] = "full"
    rights: Annotated[Rights | None, key("权利", "公开到这个范围的依据与说明")] = None
    text: Annotated[TextPlace | None, key("全文所在", "构建网站时到哪里取全文，见“全文”；有正文的不写")] = (
        None
    )
    whole: SkipJsonSchema[WholeText | None] = None
    source: Annotated[Source | None, key("来源", "文献在哪里公布")] = None
    sources: Annotated[tuple[Support, ...], key("资料来源", SOURCES)] = ()
    original: Annotated[Original | None, key("原件", "页面由哪个文件得来，由工具写")] = None
    evidence: Annotated[
        Mapping[str, Evidence], key("依据", "每个推定的字段依据什么，如 `date: {basis: inferred}`")
    ] = Field(default_factory=dict)
    repairs: Annotated[tuple[Repair, ...], key("整理说明", "工具改了什么，由工具写")] = ()
    sic: Annotated[tuple[Sic, ...], key("存疑", "看来有误而照录的字句，由工具写，人核对")] = ()
    anchors: Annotated[
        tuple[OldAnchor, ...],
        key("段落旧址", "改过的段落从前的地址通向哪里，由 `build.py anchors`、`split`、`merge` 写"),
    ] = ()
    review: Annotated[tuple[Line, ...], key("待核", "还要人核对的键；核对过的删去")] = ()

    @property
    def public_body(self) -> str:
        """What of the text is open, whatever a person left in; a digest is the archive's own and always public."""
        if self.withdrawn:
            return ""
        if self.content == "digest" or self.access == "full":
            return self.body or self._given_body
        return excerpt(self.body or self._given_body) if self.access == "excerpt" else ""

    @property
    def _given_body(self) -> str:
        """The text of a record that has none itself; a digest is never taken for one."""
        return self.whole.body if self.whole and self.content == "text" else ""

    @property
    def whole_body(self) -> str:
        """The text that stands below a digest; empty where there is none."""
        shown = self.whole and self.content == "digest" and not self.withdrawn
        return self.whole.body if self.whole and shown else ""

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
        if self.whole is not None and self.text is not None and self.text.version is not None:
            return self.text.version
        return self.version or (None if self.status == "amended" else self.date)

    @property
    def provided_as_of(self) -> Edtf | None:
        """The day of the text on which what the record says of the rule's articles rests."""
        return self.as_of or (self.text.version if self.text else None) or self.version or self.date

    @property
    def order(self) -> tuple[str, str]:
        """Sort key in time; undated documents come first, ties fall by id."""
        return (self.date.plain if self.date else "", self.id)
