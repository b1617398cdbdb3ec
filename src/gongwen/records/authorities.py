"""The records of what has a name: agencies, campaigns, terms."""

from __future__ import annotations

from typing import Annotated, ClassVar

from gongwen.records.edtf import Duration, Edtf, course, lifetime
from gongwen.records.record import SOURCES, Record
from gongwen.records.references import Ref
from gongwen.records.values import Line, Sense, Slug, Support, Url, choices, key
from gongwen.records.vocabulary import (
    AGENCY_KINDS,
    CAMPAIGN_KINDS,
    LEVELS,
    TERM_CATEGORIES,
    AgencyKind,
    CampaignKind,
    Level,
    TermCategory,
)


class Named(Record):
    """An authority record: a name with its variants.

    Attributes:
        senses: what tells records apart that share an alias.
        sources: what the record rests on, official ones first.
        not_in: longer expressions in which a name of the record is not meant (中国移动互联网 for 中国移动).
    """

    WANTED: ClassVar[tuple[str, ...]] = ("name_en", "summary_en")

    name_en: Annotated[Line | None, key("英文名")] = None
    aliases: Annotated[
        tuple[Line, ...], key("别名", "一切写法，最长者优先；繁简、全半角、引号和间隔号的出入不必另写")
    ] = ()
    senses: Annotated[
        tuple[Sense, ...], key("辨义", "几个条目共用一个名称时，何时、何地、近旁有什么字指它")
    ] = ()
    not_in: Annotated[
        tuple[Line, ...], key("不在其中", "包含这个名称而另有所指的词语，如中国移动条目的“中国移动互联网”")
    ] = ()
    place: Annotated[Line | None, key("地点")] = None
    sources: Annotated[tuple[Support, ...], key("资料来源", SOURCES)] = ()
    verified: Annotated[bool, key("已核实", "`false` 表示未经核实，页面上注明")] = True

    @property
    def kind_label(self) -> str:
        """What kind of agency, campaign or term this is, in Chinese."""
        raise NotImplementedError

    @property
    def label_en(self) -> str | None:
        """The English name."""
        return self.name_en

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that the record gives itself, the one in use first."""
        return (self.label, *self.aliases)

    @property
    def span(self) -> str:
        """Its time in words; empty where it has none."""
        return ""

    STANDINGS: ClassVar[tuple[str, str, str]] = ("", "", "")
    """How it stands before, in and after its time, as a document of that day would see it."""

    @property
    def lifespan(self) -> tuple[Edtf | None, Edtf | None]:
        """When it began and ended, as far as the record says."""
        return None, None

    @property
    def gloss(self) -> str:
        """What tells a reader most about it, in a line."""
        return self.span

    def standing(self, day: Edtf | None) -> str:
        """How it stood on the day of a document that names it, in words; empty where that can't be told."""
        begin, end = self.lifespan
        if day is None or (begin is None and end is None):
            return ""
        before, lasting, after = self.STANDINGS
        if begin is not None and day.last < begin.first:
            return before
        if end is not None and day.first > end.last:
            return after
        begun = begin is not None and begin.last <= day.first
        return lasting if begun and end is not None and day.last <= end.first else ""

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What else is known of it, for search and for pages that have no place of their own for it: labels, values."""
        return ()

    @property
    def definitions(self) -> tuple[str, ...]:
        """What it means, in Chinese and in English."""
        return ()


class Agency(Named):
    """A body that acts in documents: organ, office, association, enterprise, medium."""

    ASKED: ClassVar[tuple[str, ...]] = ("name_en", "founded", "parent")
    SPANS: ClassVar[tuple[tuple[str, str], ...]] = (("founded", "dissolved"),)

    name: Annotated[Line, key("名称", "全称；某一类机构加“（类型）”，几个机构的合称加“（合称）”")]
    short: Annotated[Line | None, key("简称")] = None
    kind: Annotated[AgencyKind, key("种类", choices(AGENCY_KINDS))]
    level: Annotated[Level, key("层级", choices(LEVELS))]
    parent: Annotated[
        Slug | None, Ref("agency", "隶属", "下设", upward=True), key("隶属", "上级机构的 id")
    ] = None
    founded: Annotated[Edtf | None, key("设立")] = None
    dissolved: Annotated[Edtf | None, key("撤销")] = None
    predecessors: Annotated[
        tuple[Slug, ...],
        Ref("agency", "前身", "后续机构", answer="successors", upward=True),
        key("前身", "前身机构的 id；那边的 `successors` 要写上本机构"),
    ] = ()
    successors: Annotated[
        tuple[Slug, ...],
        Ref("agency", "后续机构", "前身", answer="predecessors", upward=True),
        key("后续机构", "职责转入的机构的 id；那边的 `predecessors` 要写上本机构"),
    ] = ()
    same_body_as: Annotated[
        Slug | None, Ref("agency", "同一机构", "同一机构"), key("同一机构", "一个机构几块牌子的，另一块的 id")
    ] = None
    website: Annotated[Url | None, key("网站")] = None

    @property
    def label(self) -> str:
        """The name in use: the full name without the country before it."""
        name = self.name.removeprefix("中华人民共和国") or self.name
        return name.removesuffix("（类型）").removesuffix("（合称）")

    @property
    def names(self) -> tuple[str, ...]:
        """The names in use, in full, in short, and the aliases."""
        return tuple(name for name in (self.label, self.name, self.short, *self.aliases) if name)

    @property
    def kind_label(self) -> str:
        """What kind of body this is, in Chinese."""
        return AGENCY_KINDS[self.kind]

    @property
    def is_class(self) -> bool:
        """Whether the record stands for a class of bodies or for several together, not for one."""
        return self.name.endswith(("（类型）", "（合称）"))

    @property
    def span(self) -> str:
        """From its founding to its end."""
        return lifetime(self.founded, self.dissolved)

    STANDINGS: ClassVar[tuple[str, str, str]] = ("本件成文时尚未设立", "本件成文时在设", "本件成文时已撤销")

    @property
    def lifespan(self) -> tuple[Edtf | None, Edtf | None]:
        """From its founding to its dissolution."""
        return self.founded, self.dissolved

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Level and website."""
        return (("层级", LEVELS[self.level]), ("网站", self.website or ""))


class Campaign(Named):
    """A campaign, programme, event series or competition with a name, a lead and a time.

    Attributes:
        parents: what it is a part of: the series, the year of a series, the theme; several where several hold it.
        length: how long it was to last, as announced (``P2M``), where no end is recorded.
    """

    ASKED: ClassVar[tuple[str, ...]] = ("name_en", "start", "leads")
    SPANS: ClassVar[tuple[tuple[str, str], ...]] = (("start", "end"),)

    name: Annotated[Line, key("名称")]
    kind: Annotated[CampaignKind, key("种类", choices(CAMPAIGN_KINDS))]
    parents: Annotated[
        tuple[Slug, ...],
        Ref("campaign", "所属系列", "分项", upward=True),
        key("所属系列", "所属的系列、年度、主题的 id，可以不止一个，各处都会列出它的文献和用例"),
    ] = ()
    start: Annotated[Edtf | None, key("起始")] = None
    end: Annotated[Edtf | None, key("结束", "没有记载的不写")] = None
    length: Annotated[
        Duration | None,
        key(
            "期限",
            "宣布的期限（ISO 8601：`P2M` 两个月、`P90D`）；没有记载 `end` 时据它推算止期，页面注明是推算",
        ),
    ] = None
    leads: Annotated[tuple[Slug, ...], Ref("agency", "牵头", "牵头"), key("牵头机构", "牵头机构的 id")] = ()
    participants: Annotated[
        tuple[Slug, ...], Ref("agency", "参加", "参加"), key("参加机构", "参加机构的 id")
    ] = ()
    targets: Annotated[tuple[Line, ...], key("对象", "行动针对什么")] = ()

    @property
    def order(self) -> tuple[str, str]:
        """By the start; what has none comes last."""
        return (self.start or "9", self.id)

    STANDINGS: ClassVar[tuple[str, str, str]] = ("本件成文时尚未开始", "本件成文时在进行", "本件成文时已结束")

    @property
    def lifespan(self) -> tuple[Edtf | None, Edtf | None]:
        """From its start to its end, recorded or computed from its length."""
        return self.start, self.end or self.computed_end

    @property
    def span(self) -> str:
        """Its time in words."""
        return self.when

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What it was aimed at."""
        return tuple(("对象", target) for target in self.targets)

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


class Term(Named):
    """A term of the glossary."""

    WANTED: ClassVar[tuple[str, ...]] = ("term_en", "definition", "definition_en")
    ASKED: ClassVar[tuple[str, ...]] = ("term_en", "definition", "definition_en")

    term: Annotated[Line, key("术语")]
    term_en: Annotated[Line | None, key("英文")] = None
    pinyin: Annotated[Line, key("拼音", "逐字注调，如 `bèi àn`")]
    category: Annotated[TermCategory, key("类别", choices(TERM_CATEGORIES))]
    definition: Annotated[Line | None, key("释义", "注明是谁说的、据什么说的")] = None
    definition_en: Annotated[Line | None, key("英文释义")] = None
    first_known: Annotated[Edtf | None, key("始见", "已知最早见于何时")] = None
    related: Annotated[tuple[Slug, ...], Ref("term", "相关", "相关"), key("相关术语", "相关术语的 id")] = ()
    see_also_documents: Annotated[
        tuple[Line, ...], Ref("document", "参见文献", "参见术语"), key("参见文献", "馆内文献的 id")
    ] = ()

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

    @property
    def gloss(self) -> str:
        """The definition."""
        return self.definition or ""

    @property
    def definitions(self) -> tuple[str, ...]:
        """What the term means, in Chinese and in English."""
        return tuple(filter(None, (self.definition, self.definition_en)))

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Pinyin and the first known use."""
        return (("拼音", self.pinyin), ("始见", self.first_known or ""))
