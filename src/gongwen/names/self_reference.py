"""我部, 我办, 本会: what a document calls the body that issued it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from gongwen.records import Agency
from gongwen.text import words

_ENDINGS = {
    "部": r"部", "办": r"办(?:公室)?", "局": r"局", "委": r"委(?:员会)?", "署": r"署", "院": r"院", "厅": r"厅",
    "社": r"社", "台": r"台", "会": r"会", "中心": r"中心", "公司": r"公司", "协会": r"协会", "总局": r"总局",
    "联盟": r"联盟", "学会": r"学会", "基金会": r"基金会",
}  # fmt: skip
OWN = re.compile(rf"[我本](?P<kind>{'|'.join(sorted(_ENDINGS, key=len, reverse=True))})")
"""Words that may be such; without the checks that need the issuer."""
_GOES_ON = re.compile(
    # 我部门, 本部分, 我局部, 本会议, 我委托, 我会议 …; and 我会努力, where 会 is a verb.
    r"(?:部(?:[门分署队落位件级]|长会)|办(?:公|理(?!解|论)|法|学|案|好|完|过|得|了|的事)|局[部面势限]|委[托派任员屈]|署名|院[士校内长落]|"
    r"会(?:[议场上见谈员长计继努尽把给让为去来不有不全认好]|一[定如直]|在|议)|社[会区交保群]|台[阶风账]|厅[堂]|中心(?:任务|工作|思想|城区|小学))"
)
_VERB_WILL = re.compile(r"我会(?![将已于对就各定拟决收同秘近现第]|[，。、；：\s]|关于|会员)")


def find(folded: str, issuers: Sequence[Agency]) -> Iterator[tuple[int, int, tuple[Agency, ...]]]:
    """Words by which issuers call themselves.

    Args:
        folded: folded text.
        issuers: the bodies that issued the document.

    Yields:
        Start, end, and the issuers that can call themselves so.
    """
    for match in OWN.finditer(folded):
        fitting = tuple(agency for agency in issuers if _fits(agency, match["kind"]))
        if not fitting or _GOES_ON.match(folded, match.start("kind")):
            continue
        if _VERB_WILL.match(folded, match.start()):
            continue
        if words.is_border(folded, match.start()):  # not in 自我
            yield match.start(), match.end(), fitting


def _fits(agency: Agency, kind: str) -> bool:
    ending = re.compile(rf"{_ENDINGS[kind]}$")
    return any(ending.search(re.sub(r"（[^（）]*）$", "", name)) for name in _names(agency))


def _names(agency: Agency) -> Iterable[str]:
    yield agency.name
    if agency.short:
        yield agency.short
