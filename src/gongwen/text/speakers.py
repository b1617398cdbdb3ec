"""Who speaks: labels such as “邢慧娜：” or “人民网记者：” at the start of a turn, and names of people."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from gongwen.text.fold import IDEOGRAPH

SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付"
    "傅方邹熊白孟秦邱侯江尹薛闫阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文洪祁丛牛盛邢骆庄申聂左焦柳温欧岳宁卓倪柯霍米解纪"
    "舒屈项祝阮葛俞殷奚费娄鲍齐伍翟齐庞樊兰牟詹辛管时司查车甘丘梅童耿安应冼单凌游路靳宫冀苗裴栗邬鲁关鞠景尤涂卞沙习"
    "俄买怀吉那阿巴木艾库热蒲尚桑秋毕宫敖柴瞿戚卞仇仲佟佘鄢滕麻简隋岑柏宗甄邰鄂芦苑楚晏巩匡阳逯劳郁全栾臧植盖迟闻蔺和明米计戴班伏成茅咸经裘缪解邓单"
)
_COMPOUND = ("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯")
_NAME = rf"(?:(?:{'|'.join(_COMPOUND)})[{IDEOGRAPH}]{{1,2}}|[{''.join(sorted(SURNAMES))}][{IDEOGRAPH}]{{1,2}}|[{IDEOGRAPH}]{{2,6}}·[{IDEOGRAPH}·]{{2,12}})"

POSTS = (
    r"部长|副部长|部长助理|主任|副主任|局长|副局长|司长|副司长|厅长|副厅长|处长|副处长|署长|副署长|院长|副院长|会长|副会长|理事长|秘书长|副秘书长|"
    r"书记|副书记|常委|委员|主席|副主席|总理|省长|副省长|市长|副市长|区长|县长|州长|行长|副行长|总经理|董事长|总裁|组长|副组长|发言人|"
    r"总工程师|总编辑|社长|主编|教授|研究员|专家|代表|检察长|审判长|庭长|副庭长|法官|参赞|大使|总监|馆长|台长|巡视员|调研员|负责人|负责同志|"
    r"总书记|党组成员|党组书记|工程师|院士|校长|主持人"
)
_POST = re.compile(rf"(?:{POSTS})$")
_REPORTER = re.compile(r"(?:记者|主播|编辑|通讯员|网友|记者问)$|^(?:问|记者|网友|提问)$")
_ROLE_ONLY = re.compile(r"^(?:主持人|主持|发言人|新闻发言人|嘉宾|答|回答|有关负责人|负责人|有关负责同志)$")
_LABEL = re.compile(
    r"(?P<label>[^：:，。；！？,;!?]{1,40}(?:、[^：:，。；！？]{1,30})?)[：:](?P<rest>.*)", re.DOTALL
)
_NAMED = re.compile(rf"(?P<office>.*?(?:{POSTS}))\s*(?P<name>{_NAME})(?:先生|女士|同志)?$")
_APART = re.compile(rf"(?P<office>.*?(?:{POSTS}))\s+(?P<name>{_NAME})(?:先生|女士|同志)?$")
_BARE = re.compile(rf"{_NAME}(?:先生|女士|同志)?$")
_VERBS = re.compile(
    r"(?:强调|指出|表示|认为|介绍|要求|提出|说|道|称|如下|包括|方面|工作|措施|问题|原则|目标|任务|意见|单位|机关|文件)$"
)

Role = Literal["question", "answer", "host", "speaker"]


@dataclass(frozen=True, slots=True)
class Label:
    """The words that introduce a turn.

    Attributes:
        text: the label as it stands, without the colon.
        name: the person, or the reporter's medium with 记者.
        office: office in front of the name, where the label gives it.
        asks: a reporter or reader, whose turn is a question.
        inline: the turn's text follows on the same line.
    """

    text: str
    name: str
    office: str | None
    asks: bool
    inline: bool


AUTHOR = re.compile(rf"(?P<office>[^，。；：！？]{{2,40}}(?:{POSTS}))\s+(?P<name>{_NAME})")
"""A line that names who speaks or writes, with the office: 甲会会长 某某."""


def labels(texts: Sequence[str]) -> dict[int, Label]:
    """Find the labels of turns among paragraphs.

    A label alone on its line needs a person or a reporter in it; a bare name counts where it is known from a
    label with an office or comes back. Labels with text after them count only in a text with several.

    Returns:
        Labels by index of the paragraph.
    """
    found: dict[int, Label] = {}
    bare: dict[int, Label] = {}
    for index, text in enumerate(texts):
        match = _LABEL.fullmatch(text) if len(text) < 2000 else None
        if match is None or len(match["label"]) > 40:
            continue
        label = _label(match["label"].strip(), inline=bool(match["rest"].strip()))
        if label is None:
            continue
        if label.office is None and not label.asks and not _ROLE_ONLY.match(label.text):
            bare[index] = label
        else:
            found[index] = label
    known = {label.name for label in found.values()}
    if bare:
        # The host may say who everybody is before they speak.
        known |= {name for text in texts for _, name, _ in with_offices(text)}
    times = Counter(label.name for label in bare.values())
    found |= {index: label for index, label in bare.items() if label.name in known or times[label.name] >= 2}
    alone = [label for label in found.values() if not label.inline]
    if len(found) - len(alone) < 3:
        # One or two lines like “主持人：甲” are a list of who was there, not a conversation.
        found = {index: label for index, label in found.items() if not label.inline}
    return dict(sorted(found.items())) if len(found) >= 2 else {}


def _label(text: str, *, inline: bool) -> Label | None:
    if _REPORTER.search(text) and len(text) <= 30:
        return Label(text, text, None, asks=True, inline=inline)
    if _ROLE_ONLY.match(text):
        return Label(text, text, None, asks=False, inline=inline)
    apart = _APART.fullmatch(text)
    if apart and len(apart["office"]) >= 2:
        # Office and name set apart by a space: no verb, even where the name ends like one (…主任 某闻道).
        return Label(
            text, apart["name"], apart["office"].removeprefix("主持人、").strip(), asks=False, inline=inline
        )
    if _VERBS.search(text):
        return None
    text_ = re.sub(r"^主持人[、，]\s*", "", text)
    named = _NAMED.fullmatch(text_)
    if named and len(named["office"]) >= 2:
        return Label(text, named["name"], named["office"].strip(), asks=False, inline=inline)
    if _BARE.fullmatch(text):
        return Label(text, re.sub(r"(?:先生|女士|同志)$", "", text), None, asks=False, inline=inline)
    return None


def is_person(text: str) -> bool:
    """Whether `text` is a person's name and nothing else."""
    return bool(_BARE.fullmatch(text)) and not _VERBS.search(text) and not _POST.search(text)


_VERB_FOLLOWS = re.compile(
    r"同志|先生|女士|出席|在|主持|参加|致辞|发表|发言|就|对|代表|介绍|表示|指出|强调|要求|宣布|宣读|陪同|一行|等|今天|今日|近日|日前|向|会见|受|"
    r"深入|先后|率|前往|到会|到场|说|称|还|也|分别|通报|讲话|回答|最后|首先|认为|提出|总结|传达|部署|签署"
)
_FOLLOWS_NAME = re.compile(rf"[、，。；：（(！？”\s]|$|和|与|作|为|答|{_VERB_FOLLOWS.pattern}")


def with_offices(text: str) -> list[tuple[str, str, int]]:
    """People named with their office in running text: (office, name, offset of the name)."""
    found = []
    for match in re.finditer(rf"(?:{POSTS})(?P<name>{_NAME})", text):
        start = match.start("name")
        name = _trimmed(match["name"], text[match.end() : match.end() + 4])
        if name is None:
            continue
        before = _OFFICE_START.search(text[max(0, start - 80) : start])
        office = _after_list(before[0].lstrip("，。；：！？（）()\n") if before else "")
        if len(office) >= 3:
            found.append((office, name, start))
    return found


def _trimmed(name: str, after: str) -> str | None:
    """The name without a last character that belongs to the next word (蔡武出|席); None where none fits."""
    shorter = name[:-1]
    if len(shorter) >= 2 and _VERB_FOLLOWS.match(name[-1] + after):
        return shorter
    return name if _FOLLOWS_NAME.match(after) else None


_LISTED = re.compile(
    rf"(?:{POSTS}){_NAME}(?:和|与|以及|、)|^(?:由|请|对|据|会上|会议由)|.*(?:邀请(?:到)?了?|请来了?|请到了?|有幸请|有请)(?:的?(?:是|有))?"
)
_OFFICE_START = re.compile(r"(?:^|[，。；：！？（）()\n])(?:[^，。；：！？“”（）()\n]|“[^“”\n]{1,12}”)*$")


def _after_list(office: str) -> str:
    """“甲部部长某某、乙办主任” → “乙办主任”: what stands before the last person in a list is not his office."""
    ends = [match.end() for match in _LISTED.finditer(office)]
    office = office[ends[-1] :] if ends else office
    parts = office.split("、")
    for index in range(len(parts) - 1, 0, -1):
        if not _POST.search(parts[index - 1]):
            return "、".join(parts[index:])
    return office
