"""Where a name can't end: rules for matches that are part of a longer word or of another body's name.

The rules look at a few characters on either side of a match, in folded text. They are general: about kinds of
names (a ministry ends in 部, so 门 after it makes 部门), about levels (省妇联 is not 全国妇联), about
enterprises whose names are ordinary words (中国移动互联网). Where rules can't tell, jieba is asked.
"""

from __future__ import annotations

import re

from gongwen.names import places, words

# After a name that ends in the key, these continuations make another word.
_CONTINUED: dict[str, re.Pattern[str]] = {
    ending: re.compile(pattern)
    for ending, pattern in {
        "部": r"门|分(?!别)|署|队|级|件|位|落|下(?!属|设)",
        "办": r"公(?:厅|楼|会|桌|费|地)|理|法|好|学|案|证|事(?!处)|实事",
        "委": r"托|派|任(?!务)|屈|靠|婉",
        "局": r"面|部(?!署)|势|限|促|域",
        "会": r"议|场|商|见|谈|务|计|费|员(?!会)|标|徽|址|刊|同",
        "院": r"士|校|落|系|线",
        "网": r"站|络|友|民|页|点|格|店|购|红|银|速|贷|络|址|吧|管|信",
        "报": r"道|告|名|表|送|案|销|警|到|考|备|复",
        "署": r"名|理",
        "台": r"阶|湾|风|账|商|独|海",
        "社": r"会|区|保|交|团|群",
        "组": r"织|合|成(?!员)|长|建",
        "中心": r"任务|工作|环节|思想|城|组|学习组|目标|内容|主题",
        "新闻": r"报道|网|稿",
        "协会": r"会员",
        "总局": r"面",
        "行动": r"计划|方案|派|者|力|导弹|不便|指南(?!》)",
        "工程": r"师|院|款|队|学|建设项目|机械",
        "大会": r"堂|战",
        "活动": r"家|房",
    }.items()
}

_LOCAL_BEFORE = re.compile(
    r"(?:[省市县区州旗盟镇乡村]|自治区|兵团|各级|各地|各地方|地方|基层|当地|属地|本地|两级|三级|四级|我[省市县区州])$"
)
_OTHER_BODY = re.compile(
    # A body of its own that carries another's name in front: 国务院发展研究中心, 国务院法制办.
    r"[^，。；、：:,;.!?！？《》（）()和与及等的在对就将为向由经以把会同批令令关\s]{1,12}?"
    r"(?:办公室|办公厅|领导小组|联席会议|委员会|研究中心|参事室|研究室|法制办|扶贫办|港澳办|侨办|台办|国资委|学位委|食安委|安委会|"
    r"新闻办|未保办|信息办|信息化办|总局|专利局|档案局|参事|批准局)"
)
_WORD_NAMES: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern)
    for name, pattern in {
        "中国移动": r"互联网|支付|应用|游戏|终端|电商|办公|宽带|网络|数据|医疗|阅读|营销|广告|出行|app|安全|端|化|通信(?!集团)|"
        r"通讯|电话|源|阅|互联|物联网|智能|搜索|社交|直播|短信|操作系统|芯片|浏览器|电视",
        "中国电信": r"业|市场|条例|运营|网络|诈骗|监管|普遍服务|资费|技术|设备|产业|"
        r"服务|科学|研究|基础|发展|法|体制|改革|企业|终端",
        "中国联通": r"世界",
        "新浪": r"潮|费",
        "中国日报": r"道|告",
        "新京报": r"道|告|名",
        "百度": r"角|以上|以下|春",
        "央视": r"角|觉|线|野|察",
        "总台": r"阶",
        "央行": r"政|动|业",
        "人民银行": r"卡",
        "12321": r"\d",
        "12377": r"\d",
    }.items()
}
_BEFORE_WORD: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern)
    for name, pattern in {
        "央行": r"[中]$",
        "央视": r"[中]$",
        "人民网": r"(?:各国|广大|为|全国)$",
        "总台": r"(?:电视|广播|影视|集团|广电|广播电视|省|市)$",
        "百度": r"[一二三四五六七八九十几\d]$",
        "网信": r"[互联]$",
        "新闻办": r"(?:党委|省委|市委|县委|区委|地委|州委|政府|宣传部|外宣办)$",
        "网通": r"联$",
        "卫通": r"保$",
    }.items()
}
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
    rule = _WORD_NAMES.get(name)
    if rule is not None and rule.match(after):
        return False
    rule = _BEFORE_WORD.get(name)
    if rule is not None and rule.search(before):
        return False
    if name == "国务院" and _OTHER_BODY.match(after):
        return False
    if central and (_LOCAL_BEFORE.search(before) or places.place_before(before) is not None):
        return False
    if common:
        return words.is_border(folded, start) and words.is_border(folded, end)
    return True
