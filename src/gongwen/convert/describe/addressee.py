"""To whom a document is addressed (主送机关)."""

from __future__ import annotations

import re
from collections import Counter

from gongwen.convert.describe.evidence import Found
from gongwen.convert.describe.reading import Reading, Sources
from gongwen.convert.outline import tail
from gongwen.text.shapes import IDEOGRAPH

_SUBMITTED = re.compile(
    r"(?:提请|报请|提交|请)(?P<body>[^，。；：（）]{2,24}?)(?:研究|审议|审定|批准|决定|解决|同意)"
)


def _line(reading: Reading) -> Found[str] | None:
    """The line under the title that ends in a colon."""
    if reading.doc_type in {"新闻报道", "发布会实录", "讲话", "解读"}:
        return None
    words = tail.addressee(reading.outline.elements)
    return Found(words, text=words) if words else None


def _submitted(reading: Reading) -> Found[str] | None:
    """Whom a report asks to decide."""
    if reading.doc_type != "工作汇报":
        return None
    for element in reading.outline.elements:
        match = _SUBMITTED.search(element.text)
        if match:
            return Found(_fuller(match["body"], reading.outline.text), "inferred", match[0], "报请研究的对象")
    return None


def _fuller(body: str, text: str) -> str:
    """The longest name in `text` that ends in `body` and starts with a level (市委…领导小组)."""
    levels = r"(?:中央|省委|市委|县委|区委|省|市)"
    local: Counter[str] = Counter(re.findall(rf"{levels}[{IDEOGRAPH}]{{2,16}}?{re.escape(body)}", text))
    own = "市委" if len(re.findall(r"我市", text)) > len(re.findall(r"我省", text)) else "省委"
    for name, _ in local.most_common():
        if name.startswith(own):
            return name
    if local:
        return re.sub(rf"^{levels}", own, local.most_common(1)[0][0])
    return body


ADDRESSEE: Sources[str] = (("主送", _line), ("报请", _submitted))
