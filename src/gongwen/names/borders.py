"""Where a name can't end: rules for matches that are part of a longer word or of another body's name.

The rules look at a few characters on either side of a match, in folded text. They are general: about kinds of
names (a ministry ends in 部, so 门 after it makes 部门), about levels (省妇联 is not 全国妇联), about
enterprises whose names are ordinary words (中国移动互联网). Where rules can't tell, jieba is asked.
"""

from __future__ import annotations

import re

from gongwen.names import places, words

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
    r"(?:[省市县区州旗盟镇乡村]|自治区|兵团|各级|各地|各地方|地方|基层|当地|属地|本地|两级|三级|四级|我[省市县区州])$"
)
_OTHER_BODY = re.compile(
    # A body of its own that carries another's name in front: 国务院发展研究中心, 国务院法制办.
    r"[^，。；、：:,;.!?！？《》（）()和与及等的在对就将为向由经以把会同批令令关\s]{0,12}?"
    r"(?:办公室|办公厅|领导小组|联席会议|委员会|研究中心|参事室|研究室|法制办|扶贫办|港澳办|侨办|台办|国资委|学位委|食安委|安委会|"
    r"新闻办|未保办|信息办|信息化办|总局|专利局|档案局|参事|批准局)"
)
_LATIN = re.compile(r"[0-9a-z]")


def possible(folded: str, start: int, end: int, name: str, *, central: bool, common: bool) -> bool:
    """Whether the match of `name` at ``folded[start:end]`` can be a name there.

    Args:
        folded: the whole text, folded.
        start: where the match begins in `folded`.
        end: where it ends.
        name: the folded surface of the name.
        central: the name belongs to a central body and doesn't say so itself (妇联, 国资委).
        common: the name is short or an ordinary word, so that jieba is asked about its borders.
    """
    before, after = folded[max(0, start - 8) : start], folded[end : end + 16]
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
    if central and (_LOCAL_BEFORE.search(before) or places.place_before(before) is not None):
        return False
    if common:
        return words.is_border(folded, start) and words.is_border(folded, end)
    return after[:1] not in _DOUBTFUL.get(name[-1], "") or not after or words.is_border(folded, end)
