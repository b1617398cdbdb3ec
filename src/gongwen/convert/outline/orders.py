"""Orders (令, 公告) over what they promulgate: their head of body and number, and the title of what they carry."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gongwen.convert.model import Block
from gongwen.convert.outline.model import HeadLine
from gongwen.convert.outline.title import squeezed
from gongwen.convert.outline.title_lines import NUMERAL, without_line_breaks
from gongwen.text import shapes
from gongwen.text.organs import is_organ

_ORDER_HEAD = re.compile(rf"(?:[{shapes.IDEOGRAPH}（）、 ]{{2,80}})?(?:令|公告|主席令)")
_BARE_NUMBER = re.compile(rf"[（(]?\s*(?:(?:19|20)\d{{2}}\s*年)?\s*第\s*{NUMERAL}\s*号\s*[）)]?")
_ORDER_TITLE = re.compile(
    r"(?:条例|规定|办法|细则|规则|法|解释|决定|标准|规范|目录|章程|通则)(?:[（(][^（()）]{1,16}[）)])?$"
)


def order(blocks: list[Block]) -> list[HeadLine]:
    """“甲部令” and “第N号” over an order, on two lines or more where several bodies issue it."""
    for count in range(1, min(8, len(blocks) - 1)):
        lines = [block.text.strip() for block in blocks[: count + 1]]
        if not _BARE_NUMBER.fullmatch(lines[count]):
            if len(lines[count]) > 40 or shapes.ends_sentence(lines[count]):
                return []
            continue
        names = "".join(lines[:count]) if count == 1 else _joined_names(lines[:count])
        if not _ORDER_HEAD.fullmatch(names) or not all(map(_names_body, lines[: count if count > 1 else 0])):
            return []
        number = f"{names}{squeezed(lines[count]).strip('（）()')}"
        head = HeadLine("number", number, blocks[0].line)
        del blocks[: count + 1]
        return [head]
    return []


def _names_body(line: str) -> bool:
    words = squeezed(line).removeprefix("中华人民共和国")
    return words in {"令", "公告", ""} or is_organ(words.removesuffix("令").removesuffix("公告"))


def _joined_names(lines: Sequence[str]) -> str:
    names = [line.removeprefix("中华人民共和国") for line in lines if line not in {"令", "公告"}]
    ending = next((line for line in lines if line in {"令", "公告"}), "")
    return "、".join(names) + ending


def is_order(line: HeadLine) -> bool:
    """Whether a number is that of an order, not of a notice that carries a rule: 甲部令第3号, 第3号, not 甲发〔2020〕3号."""
    return line.kind == "number" and (
        re.search(r"[令告]", line.text) is not None or not shapes.NUMBER.fullmatch(squeezed(line.text))
    )


def title_of_order(blocks: list[Block]) -> str | None:
    """The title of what an order promulgates, taken off the blocks where it comes first, left as it is otherwise."""
    for index, block in enumerate(blocks[:14]):
        text = block.text.strip()
        following = blocks[index + 1].text if index + 1 < len(blocks) else ""
        is_title = bool(_ORDER_TITLE.search(text)) and len(text) <= 60 and not shapes.ends_sentence(text)
        starts = re.match(r"第[一1][章条]|[（(].{0,12}\d{4}年|目\s*录|总\s*则|一、|为了?", following)
        if is_title and starts and not text.endswith("的决定"):
            if index == 0:
                del blocks[0]
            else:
                blocks[index] = replace(block, lead=len(text))
            return without_line_breaks(text)[0]
    return None
