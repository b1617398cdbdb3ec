"""Front matter becomes a record, or every fault of it a line that says where it is and what to do."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from gongwen.errors import FaultsError, RecordError
from gongwen.records.frontmatter import FrontMatter
from gongwen.records.kinds import Record
from gongwen.records.values import (
    Evidence,
    Original,
    Person,
    Relation,
    Repair,
    Rights,
    Sense,
    Sic,
    Source,
)

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
