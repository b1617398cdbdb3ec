"""What the name of a body looks like: where it is, what it does, how it ends (江州市互联网信息办公室).

A record's names are found by `gongwen.names`; most bodies that sign a document have no record, and are told by
the shape of their names alone. Endings are those that bodies of state, party, courts, enterprises and associations
have; GB/T 9704 wants a body's full name or its usual short form in letterhead and signature.
"""

from __future__ import annotations

import re

from gongwen.text.places import find_places
from gongwen.text.shapes import IDEOGRAPH

_ENDINGS = (
    "人民代表大会", "人大常委会", "常务委员会", "常委会", "委员会", "人民政府", "政府", "领导小组", "工作组", "专班", "小组", "联席会议", "联防联控机制",
    "指挥部", "学生会", "研究生会",
    "办公厅", "办公室", "新闻办", "网信办", "文明办", "办", "厅", "总局", "分局", "局", "署", "部", "院", "省委", "市委", "区委", "县委", "州委",
    "纪委", "监委", "团委", "工委", "党委", "党组", "教委", "委", "总队", "支队", "大队", "消协", "消保委",
    "协会", "联合会", "学会", "商会", "工会", "妇联", "残联", "科协", "文联", "记协", "团中央", "工商联", "基金会", "促进会", "研究会", "组委会", "理事会",
    "联盟", "中心", "集团", "公司", "银行", "交易所", "研究院", "研究所", "大学", "学院", "学校", "中学", "小学", "医院",
    "分行", "支行", "分公司", "司", "图书馆", "博物馆", "档案馆", "日报社", "报社", "出版社", "通讯社", "电视台", "广播台", "电台", "总台", "处",
    "共享平台", "漏洞库", "研究室", "操作室", "政协", "使馆", "领事馆", "代表处", "同业公会",
)  # fmt: skip
_ENDING = "|".join(sorted(_ENDINGS, key=len, reverse=True))
_NOT_FIRST = (
    r"(?!\d{1,2}(?!\d)|[（(]|各|年|[日月](?!报|本)|受(?!理)|本(?!溪|科)|该|其他|其它|有关|相关|全国各|全[省市县区州](?![人政妇工总文记残侨台消党])|一些|多个|多家|这|那|我|你|他|请|由|经|对|向|从|为|与|和|及|在|以|据|关于|根据|按照|附件|"
    r"联系|抄送|发至|报送|送至|召开|参加|出席|第[一二三四五六七八九十\d])"
)
_VERBS = re.compile(
    r"部门|部署|(?<!自)由|调往|他|她|们|正在|共同|努力|向(?!阳)|紧紧|围绕|\d{4}年|联合(?!会|国|社|执法|工作|办)|关于|开展|加强|召开|举行|举办|通过|进行|印发|发布|推进|落实|组织(?!部|处|联合|协会|委|局)|制定|(?<!联席)会议(?!中心)|座谈|提出|要求|发言|"
    r"的(?!士)|是|了|将|把|被|应当|可以|不得"
)
_WHOLE = re.compile(
    rf"{_NOT_FIRST}[{IDEOGRAPH}（）()“”·\dA-Za-z]{{1,36}}(?:{_ENDING})(?:[（(][^（()）]{{2,20}}[）)])?"
)


_CENTRAL = re.compile(
    r"国家|国务院|中国|中共|中央|全国|最高人民|工业和信息化|公安|教育|财政|商务|文化和|民政|司法|交通运输|农业|生态环境|自然资源|人力资源|住房|水利|"
    r"卫生|应急管理|审计|海关|市场监管|科学技术|科技|外交|国防"
)
_FULL_ENDING = re.compile(r"办公[厅室]|委员会|委(?!员)|部(?!队|门)|总局|局|署|院|银行|会|司|办(?!公)")


def parted(words: str) -> tuple[str, ...]:
    """The names of bodies that stand in `words` without a mark between them; `words` alone where that can't be told.

    住房和城乡建设部办公厅国务院扶贫办综合司 → 住房和城乡建设部办公厅, 国务院扶贫办综合司.
    """
    found: list[str] = []
    start = 0
    for match in _FULL_ENDING.finditer(words):
        end = match.end()
        if end < len(words) and _CENTRAL.match(words, end) and is_organ(words[start:end]):
            found.append(words[start:end])
            start = end
    rest = words[start:]
    return (*found, rest) if found and is_organ(rest) else (words,)


_SAID_OF = re.compile(
    r"^(?:并[请将由向与对在]|其中|其余|例如|比如)|严厉|严肃|严惩|坚决|从严|[作做]出|[送交寄转]到"
)
"""Words of a sentence that stand before or in what ends as a name does: 其中技术部, 严厉打击…银行(卡)."""


_NUMERALS = frozenset("一二三四五六七八九十两几")
_ANY = re.compile(
    r"(?:委员会|常务委员会|常委会|人民政府|政府|领导小组|工作组|小组|办公室|办公厅|组委会|理事会|联席会议|指挥部)+"
)
"""Endings alone say which kind of body it is, but not which."""


_WORD_END = re.compile(
    r"(?:[开举主承协创经督申代查交兴民公合筹催停试]办|[布格结全大当残开战变危时平]局|[内全干省局外西东南北底顶]部|(?<![省市县区州旗盟镇乡民国])政府)$"
)
"""Words that end as names do and are none: 企业开办, 规划布局, 省部, 优化政府."""


def is_organ(words: str) -> bool:
    """Whether `words` have the shape of one body's name, and nothing else."""
    if words.endswith("司") and any(place.short == words[:-1] for _, place in find_places(words[:-1])):
        return False  # 安徽司 of 安徽司法厅
    if words[:1] in _NUMERALS and next((at for at, _ in find_places(words[:5])), 1) != 0:
        return False  # 三部门, but 四平市委
    return (
        3 <= len(words) <= 40
        and _ANY.fullmatch(words) is None
        and _WORD_END.search(words) is None
        and _SAID_OF.search(words) is None
        and words.count("“") == words.count("”")
        and _WHOLE.fullmatch(words) is not None
        and not _VERBS.search(re.sub(r"[（(].*?[）)]", "", words))
    )
