"""What a rule provides, in the archive's own words: its outline, who must do what, who may do what, what it defines.

Each statement names the article that it rests on, so that it can be held against the text.
"""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from gongwen.records.references import Ref
from gongwen.records.values import Line, Slug, Value, choices, key, matching

PowerKind = Literal[
    "coordinate",
    "make rules",
    "license",
    "review",
    "inspect",
    "order",
    "sanction",
    "emergency",
    "support",
    "litigate",
]
POWER_KINDS: dict[str, str] = {
    "coordinate": "统筹协调", "make rules": "制定规则与标准", "license": "许可、备案与认证", "review": "审查与评估",
    "inspect": "监督检查与调查", "order": "责令与处置", "sanction": "处罚", "emergency": "预警与应急", "support": "扶持与服务",
    "litigate": "诉讼",
}  # fmt: skip
"""What a body may do, by kind."""

_NUMERAL = "[一二三四五六七八九十百千零〇]"
_ARTICLE = (
    rf"第{_NUMERAL}{{1,8}}条(?:之{_NUMERAL}{{1,3}})?(?:第{_NUMERAL}{{1,3}}款)?(?:第{_NUMERAL}{{1,3}}项)?"
)
_HEADING = rf"(?:第{_NUMERAL}{{1,5}}(?:分编|[编章节])){{1,4}}"
_ITEM = rf"{_NUMERAL}{{1,3}}"
_ONE = rf"(?:{_ARTICLE}|{_HEADING}|{_ITEM})"
PLACES = re.compile(rf"{_ONE}(?:[、至]{_ONE}){{0,5}}")
"""Where in a rule: an article with its 款 and 项, a chapter, an item of a decision (一); several with 、 or 至 between."""
ONE_PLACE = re.compile(_ONE)

_WHERE = "如第二十三条、第三条第二款、第二章；决定的各项写作“三”；几处以、或至相连"
Places = Annotated[str, matching(PLACES, "places")]
Short = Annotated[Line, Field(max_length=24)]
"""Up to twelve words, which are up to twenty-four characters."""
Statement = Annotated[Line, Field(max_length=90)]
"""A fact in the archive's own words, and no sentence of the text."""


class OutlinePart(Value):
    """A chapter or article of a rule, and what it is about."""

    ABOUT: ClassVar[str] = "章条要目"

    place: Annotated[Places, key("章条", _WHERE)]
    about: Annotated[Short, key("要目", "讲什么，至多 24 字")]


class Obligation(Value):
    """Somebody must do something: from which size on, by when, and what follows where it isn't done.

    Attributes:
        consequence: what follows; `under` is the article that says so.
    """

    ABOUT: ClassVar[str] = "义务"

    who: Annotated[Short, key("义务人", "照条文的称呼，如网络运营者")]
    must: Annotated[Statement, key("应当做什么", "用本库自己的话，至多 90 字")]
    threshold: Annotated[
        Statement | None, key("门槛", "达到多少才有这项义务，数字用阿拉伯数字，如处理100万人以上个人信息")
    ] = None
    time: Annotated[
        Short | None,
        key(
            "期限",
            "`10个工作日内` 是限期，`30日前` 是提前，`至少6个月`、`满15日` 是保存、等候的期间，`每年1次` 是周期",
        ),
    ] = None
    consequence: Annotated[Statement | None, key("后果", "不履行的会怎样")] = None
    under: Annotated[Places | None, key("后果所在条", _WHERE)] = None
    article: Annotated[Places, key("所在条", _WHERE)]


class Power(Value):
    """Somebody may do something: `body` is the id of the one who is called `who` there, where there is a record."""

    ABOUT: ClassVar[str] = "职权"

    who: Annotated[Short, key("谁", "照条文的称呼，如国家网信部门")]
    body: Annotated[
        Slug | None, Ref("agency", "职权", "职权"), key("机构", "今天是哪个机构，馆内机构的 id")
    ] = None
    kind: Annotated[PowerKind, key("种类", choices(POWER_KINDS))]
    may: Annotated[Statement, key("可以做什么", "用本库自己的话，至多 90 字")]
    article: Annotated[Places, key("所在条", _WHERE)]


class Definition(Value):
    """A word that a rule defines, and where; the definition itself stands there."""

    ABOUT: ClassVar[str] = "定义"

    term: Annotated[Short, key("用语", "照条文")]
    english: Annotated[Line | None, key("英文")] = None
    article: Annotated[Places, key("所在条", _WHERE)]
