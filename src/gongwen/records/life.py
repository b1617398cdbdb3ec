"""The life of a rule, as far as no other record tells it: drafts, passing, amendments, the end.

What another record of the archive does to a rule stands there, in its ``relations`` and its ``outcome``, and only there;
`gongwen.derived.life` puts both together.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from gongwen.records.edtf import Edtf
from gongwen.records.references import Ref
from gongwen.records.values import Line, Url, Value, key

_BY = "做这件事的文件的题名；馆内有条目的不写在这里，写在那一件的 `relations` 里"


class Draft(Value):
    """A draft of a rule that was open for comment and has no record of its own."""

    ABOUT: ClassVar[str] = "征求意见"

    date: Annotated[Edtf, key("发布日期")]
    deadline: Annotated[Edtf | None, key("意见截止")] = None
    title: Annotated[Line | None, key("题名", "与正式文本的题名不同时")] = None
    url: Annotated[Url | None, key("网址")] = None


class Adoption(Value):
    """The passing of a rule: when, by whom, in which session. `by` is left out where the issuers passed it."""

    ABOUT: ClassVar[str] = "通过"

    date: Annotated[Edtf, key("日期")]
    by: Annotated[
        Line | None,
        Ref("agency", "通过机关", "通过", names=True),
        key("通过机关", "不是发布机关通过的；机构的 id，没有条目的写全名"),
    ] = None
    session: Annotated[Line | None, key("会议", "如 国务院第40次常务会议")] = None


class Change(Value):
    """What befell a rule through something that has no record."""

    ABOUT: ClassVar[str] = "修改或废止"

    date: Annotated[Edtf, key("日期", "废止的，写不再有效的第一天")]
    by: Annotated[Line | None, key("依据", _BY)] = None


class Amendment(Change):
    """An amendment by something that has no record."""

    ABOUT: ClassVar[str] = "修改"

    effective: Annotated[Edtf | None, key("施行日期", "修改从哪天起施行，与日期不同时")] = None


class Repeal(Change):
    """The end of a rule by something that has no record."""

    ABOUT: ClassVar[str] = "废止"
