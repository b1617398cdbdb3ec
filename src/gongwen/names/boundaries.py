"""Where a name can't end: rules for matches that are part of a longer word or of another body's name.

The words stand in tables of `gongwen.rules`. The rules look at a few characters on either side of a match, in
folded text. They are general: about kinds of names (a ministry ends in 部, so 门 after it makes 部门), about levels
(省妇联 is not 全国妇联), about enterprises whose names are ordinary words (中国移动互联网). Where rules can't tell,
jieba is asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongwen.rules import family
from gongwen.text import places, words
from gongwen.text.fold import QUOTES

# The last two characters of a name, a stroke, and what follows: 部/门规章.
_CONTINUED = family("name_continued").regex
_DOUBTFUL: dict[str, str] = {}
for _row in family("name_doubtful").rows:
    for _word in _row.words:
        _ending, _next = _word.split("/")
        _DOUBTFUL[_ending] = _DOUBTFUL.get(_ending, "") + _next

_LOCAL_BEFORE = family("local_before").regex
_INSTITUTION_BEFORE = family("institution_before").regex
_ANYBODYS = family("anybodys_name").regex
_OF_SOMEBODY = re.compile(r"[\u3400-\u9fff](?<![由经向的在对为与和及同将把被受请报据该本各是以从原即])$")
_PARTY_OR_GOVERNMENT = re.compile(r"(?:[省市县区州旗]委|政府|党委)$")
_ITS_OFFICE = family("its_office").regex
_SHORTEST_SERIES = 4
_OFFICE_OF = re.compile(
    rf"[{QUOTES}]*(?:办(?:公室)?(?![理法学案])|(?:工作)?(?:领导)?小组|工作办公室)"
)  # “扫黄打非”办 is a body
_HAS_BRANCHES = re.compile(r"银行$|公司$|集团$|^中国(?:移动|电信|联通|网通|铁通|卫通)$")
_BRANCH = re.compile(r"[\u3400-\u9fff]{2,8}?(?:中心支行|分行|支行|分公司|子公司|营业部|分局)")
_DEPARTMENT_BEFORE = family("department_before").regex
_MINISTRY = re.compile(r"[^国中]{2}部$")
_NUMERAL = re.compile(r"[一二三四五六七八九十百千万亿0-9]")
_RESEARCH = re.compile(
    r"(?:第[一二三四五六七八九十]|[^，。；、和与及\s]{0,2})(?:研究院|研究所|学院|大学|出版社|医院)"
)
_OTHER_BODY = re.compile(
    # A body of its own that carries another's name in front: 国务院发展研究中心, 国务院法制办.
    r"[^，。；、：:,;.!?！？《》（）()和与及等的在对就将为向由经以把会同批令令关\s]{0,12}?"
    r"(?:办公室|办公厅|领导小组|联席会议|委员会|研究中心|参事室|研究室|法制办|扶贫办|港澳办|侨办|台办|国资委|学位委|食安委|安委会|"
    r"新闻办|未保办|妇儿工委|工委办|信息办|信息化办|总局|专利局|档案局|参事|批准局|主管部门)"
)
_NEGATIONS = frozenset("未已不须需应")
_LATIN = re.compile(r"[0-9a-z]")


@dataclass(frozen=True, slots=True)
class Traits:
    """What the rules must know of a name.

    Attributes:
        body: it is a name of an agency.
        campaign: it is a name of a campaign.
        central: it belongs to a central body and doesn't say so itself (妇联, 国资委).
        generic: it could be any body's and is told by what stands before it (领导小组, 新闻办, 举报中心).
        common: it is short or an ordinary word, so that jieba is asked about its borders.
    """

    body: bool = False
    campaign: bool = False
    central: bool = False
    generic: bool = False
    common: bool = False


def goes_on(name: str, after: str) -> bool:
    """Whether the end of a name and what follows are one word: 司 + 法保护, 部 + 门规章."""
    return bool(after) and bool(_CONTINUED.search(f"{name[-2:]}/{after}"))


def possible(folded: str, start: int, end: int, name: str, traits: Traits) -> bool:
    """Whether the match of `name` at ``folded[start:end]`` can be a name there.

    Args:
        folded: the whole text, folded.
        start: where the match begins in `folded`.
        end: where it ends.
        name: the folded surface of the name.
        traits: what is known of the name.
    """
    before, after = folded[max(0, start - 8) : start].rstrip(QUOTES), folded[end : end + 16]
    if _LATIN.match(name[0]) and before and _LATIN.match(before[-1]):
        return False
    if _LATIN.match(name[-1]) and after and _LATIN.match(after[0]):
        return False
    if goes_on(name, after):
        return False
    if name == "国务院" and _OTHER_BODY.match(after):
        return False
    if _NUMERAL.match(name[-1]) and after and _NUMERAL.match(after[0]):
        return False
    if traits.central and (_LOCAL_BEFORE.search(before) or places.place_before(before) is not None):
        return False
    if traits.body and _RESEARCH.match(after):
        return False
    if _MINISTRY.fullmatch(name) and _DEPARTMENT_BEFORE.search(before):
        return False
    if traits.generic and _INSTITUTION_BEFORE.search(before):
        return False
    if traits.campaign and len(name) <= _SHORTEST_SERIES and _OFFICE_OF.match(after):
        return False
    if traits.body and (
        (_HAS_BRANCHES.search(name) and _BRANCH.match(after))
        or (_PARTY_OR_GOVERNMENT.search(name) and _ITS_OFFICE.match(after))
        or (_ANYBODYS.fullmatch(name) and _OF_SOMEBODY.search(before))
    ):
        return False
    if traits.common:
        return _begins(folded, start) and _ends(folded, end)
    return after[:1] not in _DOUBTFUL.get(name[-1], "") or not after or words.is_border(folded, end)


def _begins(folded: str, start: int) -> bool:
    # 未备案 and 国务院令 are words of jieba's dictionary too.
    return words.is_border(folded, start) or (
        folded[start - 1 : start] in _NEGATIONS and words.is_border(folded, start - 1)
    )


def _ends(folded: str, end: int) -> bool:
    return words.is_border(folded, end) or (
        folded[end : end + 1] == "令" and words.is_border(folded, end + 1)
    )
