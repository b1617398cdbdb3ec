"""Front matter becomes a record, or every fault of it a line that says where it is and what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from gongwen.errors import FaultsError, RecordError
from gongwen.messages import listed, message
from gongwen.records.document_types import known_as
from gongwen.records.frontmatter import FrontMatter, Loc
from gongwen.records.record import Record
from gongwen.records.references import model_at

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
                message("id“{stated}”与文件名“{id}”不一致", stated=stated, id=id),
                file=shown,
                line=front.line_of(("id",)),
                advice=message("改成一致；发布后的 id 不再变动"),
            )
        )
    for own in ("file", "body", "whole"):
        if own in data:
            del data[own]
            faults.append(
                RecordError(
                    message("不认识的键“{own}”", own=own),
                    file=shown,
                    line=front.line_of((own,)),
                    advice=message("删去"),
                )
            )
    try:
        record = kind.model_validate({**data, "id": id, "file": file, "body": front.body})
    except ValidationError as error:
        faults += (_explain(details, kind, front, shown) for details in error.errors(include_url=False))
        raise FaultsError(faults) from None
    if faults:
        raise FaultsError(faults)
    return record


_DATE = message("写成 2006-06-28、2011-05、2006 或 2023? 的样子")
_WORDINGS: dict[str, tuple[str, str]] = {
    "missing": (message("缺“{field}”"), message("补上")),
    "literal_error": (message("{field} 的值{shown}不在词表里"), message("可用：{expected}")),
    "one_of": (message("{field} 的值{shown}不在词表里"), message("可用：{expected}")),
    "edtf": (message("{field} 的值{shown}不是 EDTF 日期"), _DATE),
    "year": (message("{field} 的年份不对（{shown}）"), message("核对年份")),
    "duration": (
        message("{field} 的值{shown}不是时长"),
        message("写成 P2M（两个月）、P90D、P8W、P1Y 的样子"),
    ),
    "slug": (message("{field} 的值{shown}不是合法的 id"), message("只用小写拉丁字母、数字和连字符")),
    "document_id": (
        message("{field} 的值{shown}不是文献的 id"),
        message("写成 2016/cybersecurity-law 的样子"),
    ),
    "url": (message("{field} 的值{shown}不是网址"), message("写全 http:// 或 https:// 开头的地址")),
    "places": (
        message("{field} 的值{shown}不是条、章的号"),
        message("写成第二十三条、第三条第二款或第二章的样子"),
    ),
    "anchor": (message("{field} 的值{shown}不是段落的锚"), message("由 build.py anchors 写，不手改")),
    "address": (
        message("{field} 的值{shown}不是站内地址"),
        message("写成 agencies/mii 的样子，开头不加斜线"),
    ),
    "below": (
        message("{field} 的值{shown}不是 sources/ 里的文件名"),
        message("写文件在 sources/ 里的路径，如 2015/通知.txt；不用绝对路径、..、反斜线和隐藏文件"),
    ),
    "sha256": (message("{field} 的值{shown}不是 SHA-256"), message("应为 64 个十六进制数字")),
    "empty": (message("{field} 是空的"), message("填写，或删去这一行")),
    "control": (message("{field} 含换行或控制字符"), message("写在一行里")),
    "string_too_long": (message("{field} 超过 {max_length} 字"), message("截短")),
    "string_type": (message("{field} 应是一行文字"), message("值里有冒号或方括号时用引号括起")),
    **dict.fromkeys(
        ("tuple_type", "list_type"), (message("{field} 应是列表"), message("写成 [甲, 乙] 或每行一个“- 甲”"))
    ),
    **dict.fromkeys(
        ("int_type", "int_parsing", "greater_than_equal"),
        (message("{field} 的值{shown}应是正整数"), message("改成数字")),
    ),
    **dict.fromkeys(
        ("bool_type", "bool_parsing"), (message("{field} 的值{shown}应是 true 或 false"), message("改正"))
    ),
    **dict.fromkeys(
        ("mapping_type", "dict_type", "model_type", "model_attributes_type"),
        (message("{field} 应是“键: 值”的形式"), message("对照 CONTRIBUTING.md 的键表")),
    ),
}
"""What is said of each kind of fault: what is wrong, and what to do."""


def fault_of(model: type[Record], data: Mapping[str, object], key: str) -> str | None:
    """What is wrong with the value of one key, in words; None for nothing. Other keys may still be missing."""
    try:
        model.model_validate(dict(data))
    except ValidationError as error:
        for details in error.errors(include_url=False):
            if details["loc"][:1] == (key,):
                loc = _plain_loc(details)
                problem, advice = (
                    _unknown_key(loc, model)
                    if details["type"] == "extra_forbidden"
                    else _wording(details, loc)
                )
                return message("{problem}，{advice}", problem=problem, advice=advice)
    return None


def _plain_loc(details: ErrorDetails) -> Loc:
    return tuple(part for part in details["loc"] if not str(part).startswith(("function-", "constrained-")))


def _explain(details: ErrorDetails, kind: type[Record], front: FrontMatter, file: str) -> RecordError:
    loc = _plain_loc(details)
    if details["type"] == "extra_forbidden":
        problem, advice = _unknown_key(loc, kind)
    else:
        problem, advice = _wording(details, loc)
    return RecordError(problem, file=file, line=front.line_of(loc), advice=advice)


def _wording(details: ErrorDetails, loc: Loc) -> tuple[str, str]:
    given = details.get("input")
    context = details.get("ctx", {})
    words = {
        "field": ".".join(str(part) for part in loc),
        "shown": message("“{given}”", given=given) if isinstance(given, str | int | float) else "",
        "expected": listed(re.split(" or |, |、", str(context.get("expected", "")).replace("'", ""))),
        "max_length": context.get("max_length", ""),
    }
    standard = (message("{field} 的值{shown}不合格式"), message("对照 CONTRIBUTING.md 的键表"))
    problem, advice = _WORDINGS.get(details["type"], standard)
    meant = known_as(given) if loc == ("type",) and isinstance(given, str) else None
    if meant:
        advice, words["meant"] = message("写作“{meant}”"), meant
    return message(problem, **words), message(advice, **words)


def _unknown_key(loc: Loc, kind: type[Record]) -> tuple[str, str]:
    """A key that isn't known where it stands: it may be misspelt, or stand in the wrong place."""
    name = str(loc[-1])
    problem = message("不认识的键“{key}”", key=".".join(str(part) for part in loc))
    model = model_at(kind, loc[:-1])
    known = [key for key in (model or kind).model_fields if key not in _OWN]
    close = get_close_matches(name, known, 1, 0.6)
    if close:
        return problem, message("是不是“{key}”？", key=close[0])
    if len(loc) > 1 and name in kind.model_fields:
        return problem, message("“{key}”写在最外层", key=name)
    return problem, message("删去，或对照 CONTRIBUTING.md 的键表")


_OWN = frozenset({"id", "file", "body", "whole"})
"""What a record takes from its path and its text, and what the build gives it."""
