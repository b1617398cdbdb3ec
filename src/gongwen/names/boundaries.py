"""Where a name can't end: rules for matches that are part of a longer word or of another body's name.

The rules look at a few characters on either side of a match, in folded text. They are general: about kinds of
names (a ministry ends in 部, so 门 after it makes 部门), about levels (省妇联 is not 全国妇联), about
enterprises whose names are ordinary words (中国移动互联网). Where rules can't tell, jieba is asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongwen.text import places, words
from gongwen.text.fold import QUOTES

# After a name that ends in the key, these make another word for sure.
_CONTINUED: dict[str, re.Pattern[str]] = {
    ending: re.compile(pattern)
    for ending, pattern in {
        "部": r"门(?!户)|级|件",
        "办": r"公(?:厅|楼|桌|费|地点|软件|自动化|环境)|法|案|学|证",
        "协会": r"会员|议",
        "网": r"站|络|友|民|页|点|格|店|购|吧|址|管|红(?!色)",
        "报": r"道|告|名(?!誉)|表|销|警|考",
        "局": r"面|势|限",
        "院": r"士|校",
        "工程": r"师|院(?!士)|款|学",
        "大会": r"堂|战",
        "行动": r"者|力|导弹",
        "活动": r"家",
        "中心": r"任务|工作|环节|思想|组|目标|内容|主题|城区",
    }.items()
}
# After a name that ends in the key, these may go on with it or start the next word: jieba decides.
_DOUBTFUL: dict[str, str] = {
    "部": "分署队位落下长委属", "办": "公理好事件案", "委": "托派任员", "局": "部长促地", "会": "议场商见谈务计费员标刊同长合",
    "院": "长内系落", "网": "速贷信上银", "报": "送案到备复社", "署": "名理长", "台": "阶湾风账商独海", "社": "会区保交团群",
    "组": "织合成长建", "化": "解学验肥工", "度": "过数", "息": "化",
}  # fmt: skip

_LOCAL_BEFORE = re.compile(
    r"(?:[省市县区州旗盟镇乡村]|自治区|兵团|各级|各地|各地方|地方|基层|当地|属地|本地|两级|三级|四级|我[省市县区州]|首都)$"
)
_INSTITUTION_BEFORE = re.compile(
    # Whose 领导小组, 新闻办 or 举报中心 it is, stands right before it: 市政府新闻办, 大学网络安全和信息化领导小组.
    r"(?:(?<!中央)政府|(?<!的)党委|党组|大学|学院|学校|中学|小学|高校|公司|集团|检察院|法院|医院|银行|企业|公安厅|扶贫开发|扶贫|防汛|安全|指挥部|"
    r"疫情防控|互联网|行动|工程|[局厅校])$"
)
_ANYBODYS = re.compile(r"(?:领导小组|举报中心|联席会议|工作组|工作委员会)$")
_OF_SOMEBODY = re.compile(r"[\u3400-\u9fff](?<![由经向的在对为与和及同将把被受请报据该本各是以从原即])$")
_PARTY_OR_GOVERNMENT = re.compile(r"(?:[省市县区州旗]委|政府|党委)$")
_ITS_OFFICE = re.compile(
    # 省委宣传部, 市政府办公厅, 省委网信办: bodies of their own that are called by whose they are.
    r"(?:办公[厅室]|宣传部|组织部|统战部|政法委|网信办|新闻办|外宣办|研究室|督查室|党校|讲师团|编办|文明办|台办|农办|改革办|财经办|老干部局|政策研究|"
    r"直属|机关|信息化|参事|网络安全和信息化|互联网信息办)"
)
_SHORTEST_SERIES = 4
_OFFICE_OF = re.compile(rf"[{QUOTES}]*(?:办(?:公室)?(?![理法学案])|工作小组)")  # “扫黄打非”办 is a body
_HAS_BRANCHES = re.compile(r"银行$|公司$|集团$|^中国(?:移动|电信|联通|网通|铁通|卫通)$")
_BRANCH = re.compile(r"[\u3400-\u9fff]{2,8}?(?:中心支行|分行|支行|分公司|子公司|营业部|分局)")
_DEPARTMENT_BEFORE = re.compile(
    # Departments of firms and associations are called like ministries: 宣传教育部, 企业文化部, 电子商务部.
    r"(?:宣传|企业|电子|培训|群众|组织|思想|继续|人力|市场|产品|客户|综合|青年|青少年|妇女|校园|职工|员工|党员|社区|基础|职业|国际)$"
)
_MINISTRY = re.compile(r"[^国中]{2}部$")
_NUMERAL = re.compile(r"[一二三四五六七八九十百千万亿0-9]")
_RESEARCH = re.compile(
    r"(?:第[一二三四五六七八九十]|[^，。；、和与及\s]{0,2})(?:研究院|研究所|学院|大学|出版社|医院)"
)
_OTHER_BODY = re.compile(
    # A body of its own that carries another's name in front: 国务院发展研究中心, 国务院法制办.
    r"[^，。；、：:,;.!?！？《》（）()和与及等的在对就将为向由经以把会同批令令关\s]{0,12}?"
    r"(?:办公室|办公厅|领导小组|联席会议|委员会|研究中心|参事室|研究室|法制办|扶贫办|港澳办|侨办|台办|国资委|学位委|食安委|安委会|"
    r"新闻办|未保办|妇儿工委|工委办|信息办|信息化办|总局|专利局|档案局|参事|批准局)"
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
    for length in (2, 1):
        rule = _CONTINUED.get(name[-length:])
        if rule is not None and rule.match(after):
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
