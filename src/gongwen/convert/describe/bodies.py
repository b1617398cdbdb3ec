"""Which bodies words name: lines of nothing but names, and those that act in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongwen.convert.describe.reading import Reading
from gongwen.names.boundaries import goes_on
from gongwen.names.matcher import Mention
from gongwen.text.organs import is_organ, parted
from gongwen.text.shapes import ANY_DATE, IDEOGRAPH

_SEPARATORS = re.compile(r"[、，,；;\s　]+|(?<=[部办局会院署委厅])[和与及](?=[^议])")
_TIME = (
    r"(?:近日|日前|今日|昨日|今天|昨天|近期|最近|上午|下午|晚间|(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?(?:上午|下午|晚)?|\d{1,2}日(?:上午|下午)?|"
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:至|—|-)\d{1,2}日)"
)
_FILED = re.compile(
    r"^[（(【\[]?(?:(?:本报|本网|本刊|本台|新华社|新华网|中新社|中新网|人民网|央视网|央广网|中国网|光明网)[^，。：]{0,24}?(?:讯|电|消息)|"
    r"[^，。：]{0,20}?(?:讯|电)(?=[\s　（(：:]))\s*(?:[（(][^（()）]{0,40}[）)])?[】\])）]?[：:]?\s*"
)
_JOIN = re.compile(r"、|和|与|及|以及|会同|联合|携手|，会同|，联合|[\s　]+")
_MORE = re.compile(r"等[一二三四五六七八九十\d]{0,3}(?:个)?(?:部门|单位|部委|机构)?")
_NO_SUBJECT = re.compile(
    r"(?:的|等地|系统|党组(?!召开)|党委(?!召开)|[副]?(?:主任|局长|部长|司长|厅长|处长|会长|主席|书记|市长|省长|县长|区长|院长|署长|行长|校长|秘书长|理事长|检察长)|"
    r"院士|教授|研究员|首席|总经理|总裁|董事长|总编辑|台长|"
    r"干部|职工|工作人员|民警|领导|同志|成员|位于|是(?!否)|成立于|所属|直属|下属|网站|官网|大楼|门前|门口|微信|微博)"
)
ACTS = re.compile(
    rf"(?:[、和与及，]|{_TIME}|在京|在[{IDEOGRAPH}]{{2,8}}?(?=联合|召开|举行|举办|启动|发布|开展)|联合|共同|会同|等|"
    r"正式|专门|再次|组织|集中|深入|全面|严密|认真|积极|进一步|依法|持续|主动|扎实|统筹|公开|首次)*"
    r"(?:召开|举行|举办|启动|部署|发布|印发|开展|约谈|通报|公布|出台|下发|发出|查处|推进|整治|要求|表示|宣布|指出|决定|制定|成立|开通|公告|"
    r"会见|调研|督促|指导|处罚|下架|关闭|清理|征求|曝光|提醒|提示|回应|收录|收到|监测|发现|通告|就|关于|对|将|以[^，。；]{2,30}为(?:抓手|契机|主线|牵引|载体|重点)|负责人|有关负责人|相关负责人|有关司局负责人|新闻发言人|为)"
)
"""What follows a body that acts."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body that words name: its record's id, or the name as it stands; and the words."""

    key: str
    words: str


def keys(found: Sequence[Body]) -> tuple[str, ...]:
    """Ids and names, each once; of a short and a full name of the same local body the full one.

    In a list the place is said once: 厦门市委网信办、市教育局.
    """
    names = list(dict.fromkeys(_placed(body, found[:index]) for index, body in enumerate(found)))
    return tuple(
        name for name in names if not any(_is_short_for(name, other) for other in names if other != name)
    )


_GOVERNMENT = re.compile(r"(?<=[省市县区州旗镇乡])政府(?=$|办公)")
_LEVEL = re.compile(r"(?P<level>[省市县区州旗])(?![场])")


def with_place(reading: Reading, name: str) -> str:
    """A name that begins with a bare level (省人民政府), with the place that the title or the head says."""
    own = re.match(r"(?P<level>[省市县区州旗]|自治区)(?!场)", name)
    if own is None:
        return name
    words = " ".join((reading.title, *(paragraph.text for paragraph in reading.outline.paragraphs[:3])))
    words = re.sub(rf"{ANY_DATE}(?:在|于)?", " ", words)
    place = re.search(
        rf"(?:^|[^{IDEOGRAPH}]|在|年)(?P<place>(?:(?!在)[{IDEOGRAPH}]){{2,8}}?{own['level']})", words
    )
    return place["place"] + name[len(own["level"]) :] if place else name


def _placed(body: Body, before: Sequence[Body]) -> str:
    """The name of a body, with the place of one before it where it starts with a bare level."""
    if body.key != body.words:
        return body.key
    if not (own := _LEVEL.match(body.words)):
        # 甲省政府 is what the press calls 甲省人民政府.
        return _GOVERNMENT.sub("人民政府", body.key)
    for other in reversed(before):
        place = re.match(rf"[{IDEOGRAPH}]{{2,10}}?{own['level']}", other.words)
        if place:
            return place[0] + body.words[1:]
    return body.key


_OFFICES = (
    ("互联网信息办公室", "网信办"),
    ("人民政府新闻办公室", "政府新闻办"),
    ("市场监督管理局", "市场监管局"),
    ("精神文明建设办公室", "文明办"),
    ("新闻办公室", "新闻办"),
)


def _is_short_for(name: str, other: str) -> bool:
    return any(name.endswith(short) and name.removesuffix(short) + full == other for full, short in _OFFICES)


def fuller(body: Body, others: Sequence[Body]) -> Body:
    """A body that a headline calls by a short name, or whose office acts, as the first sentence has it in full."""
    if body.key != body.words:
        return next((other for other in others if _is_office_of(other.words, body.words)), body)
    return next((other for other in others if _shortens(body.words, other.words)), body)


def _is_office_of(name: str, body: str) -> bool:
    """Whether a name is that of an office of a body: 国务院某办综合司 of 国务院某办."""
    return name.startswith(body) and bool(re.fullmatch(r"(?:办公[厅室]|综合[司局处])", name[len(body) :]))


def _shortens(short: str, full: str) -> bool:
    """Whether a name leaves out its beginning, or characters after the first: 网信办, 江大文学院 of 江州大学文学院."""
    rest = iter(full)
    return len(short) < len(full) and (
        full.endswith(short) or (short[0] == full[0] and all(char in rest for char in short))
    )


def acting(reading: Reading, mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions of agencies that can act: decided, not inside a title, no medium."""
    agencies = reading.archive.agencies
    return [
        mention
        for mention in mentions
        if mention.kind == "agency"
        and not mention.cited
        and (mention.id is None or agencies[mention.id].kind != "media")
    ]


def body_of(reading: Reading, name: str) -> tuple[Body, ...] | None:
    """The body, or the bodies without a mark between them, that `name` as a whole names; None for other words."""
    agencies = reading.archive.agencies
    short = name.removeprefix("中华人民共和国") or name
    inside = [m for m in reading.named(short) if m.kind == "agency"]
    for mention in inside:
        if mention.end - mention.start < 0.8 * len(short) or mention.id is None:
            continue
        record = agencies[mention.id]
        if not record.is_class and not _names_elsewhere(short, mention):
            return (Body(mention.id, name),)
        if record.is_class and (members := _members(reading, record.name)):
            return members
    known = [m for m in inside if m.id is not None and not agencies[m.id].is_class]
    if known and len(known) == len(inside) and sum(m.end - m.start for m in inside) >= 0.9 * len(short):
        return tuple(Body(m.id, m.text) for m in inside if m.id is not None)
    names = parted(short)
    if len(names) > 1:
        several = [body_of(reading, one) for one in names]
        return tuple(body for bodies in several if bodies for body in bodies) if all(several) else None
    if is_organ(short):
        return (Body(name if short == name or len(short) < 4 else short, name),)
    return None


def _names_elsewhere(name: str, mention: Mention) -> bool:
    """Whether the name has a place in front that the mention leaves out: 某县 + 网信办 isn't the central office."""
    return bool(re.search(r"[省市县区州旗]$", name[: mention.start]))


def _members(reading: Reading, joint: str) -> tuple[Body, ...]:
    """The bodies that a joint name stands for: 两高 is two courts."""
    if not joint.endswith("（合称）"):
        return ()
    found = [body_of(reading, name) for name in joint.removesuffix("（合称）").split("、")]
    return tuple(body for bodies in found if bodies for body in bodies) if all(found) else ()


def bodies_in(reading: Reading, line: str) -> tuple[Body, ...] | None:
    """The bodies that a line of nothing but names lists; None where it has other words."""
    text = line.strip().strip("（）()[]【】 　")
    if short := re.search(r"[（(][A-Za-z\d-]{2,12}$", text):
        text = text[: short.start()]  # 某漏洞库（CNNVD）
    if re.fullmatch(rf"(?:[{IDEOGRAPH}][\s　]+){{2,}}[{IDEOGRAPH}]", text):
        text = re.sub(r"[\s　]+", "", text)
    whole = body_of(reading, text)
    if whole is not None and not re.search(r"[、，\s　]", text):
        return whole
    found: list[Body] = []
    for piece in filter(None, _SEPARATORS.split(text)):
        bodies = body_of(reading, piece)
        if bodies is None:
            return None
        found += bodies
    return tuple(found) or None


def subjects(reading: Reading, sentence: str, *, strict: bool = False) -> tuple[Body, ...]:
    """The bodies that act in a sentence: the list that one of its clauses begins with.

    “日前，甲部会同乙办启动…”: the clause's first words are names, one after the other, and what follows is no
    attribute (甲局局长, 甲部的); where `strict`, a verb that bodies act by.
    """
    # What a reporter asks tells of others.
    text = re.split(r"问(?:道)?[：:]", _FILED.sub("", sentence.strip(), count=1))[0]
    for clause in re.split(r"(?<=[，：:；])", text):
        start = re.match(
            rf"(?:{_TIME}[，]?|\d{{4}}年(?:上半年|下半年|第?[一二三四]季度)?|(?:记者)?(?:从|据|由|经)|[“”\s　])*",
            clause,
        )
        offset = start.end() if start else 0
        found, end = _listed(reading, clause[offset:])
        by = bool(re.search(r"[由从据经]$", clause[:offset]))
        rest = clause[offset + end :]
        acts = bool(ACTS.match(rest)) if strict else _is_predicate(rest)
        if clause[:offset].endswith("经"):
            acts = False  # 经国务院同意，甲部印发…: it only lets others act
        if found and (acts or (by and _done_by(rest))):
            more = (
                _listed(reading, rest[m.end() :])[0] if (m := re.match(r"(?:，)?(?:会同|联合)", rest)) else ()
            )
            return (*found, *more)
    return ()


def named_by(reading: Reading, text: str) -> tuple[tuple[Body, ...], str]:
    """The bodies that “由…主办”, “从…获悉” name in running text, with the words; empty where none does."""
    for match in re.finditer(r"由|从|据|经", text):
        found, end = _listed(reading, text[match.end() : match.end() + 200])
        if found and _done_by(text[match.end() + end :]):
            return found, text[match.start() : match.end() + end + 2]
    return (), ""


_SUFFERS = re.compile(
    r"(?:(?:因|由于)[^。；]{2,60}?)?(?:被|受到?|遭到?|领|收)[^，。；]{0,12}(?:罚|处分|警告|约谈|通报批评|责令|问责|起诉|判)"
)
"""What others do to the body that a sentence begins with: 某银行因…被罚款."""


def _is_predicate(rest: str) -> bool:
    return bool(rest.strip()) and not (_NO_SUBJECT.match(rest) or _SUFFERS.match(rest))


def _done_by(rest: str) -> bool:
    return bool(
        re.match(
            r"(?:[、和与等]\S{0,24}?)?(?:获悉|了解到|消息|介绍|通报|主办|举办|组织|牵头|发起|提出|倡议|制定|主持制定|联合|共同)",
            rest,
        )
    )


def _listed(reading: Reading, text: str) -> tuple[tuple[Body, ...], int]:
    """The bodies that `text` begins with, and where their list ends."""
    mentions = acting(reading, reading.named(text[:240]))
    found: list[Body] = []
    position = end = 0
    while position < len(text):
        bodies, stop = _at(reading, text, position, mentions)
        if not bodies:
            break
        found += bodies
        end = position = stop
        if short := _SHORT_FORM.match(text, position):
            end = position = short.end()
        if more := _MORE.match(text, position):
            end = position = more.end()
        # A time may stand between: 甲部近日会同乙办.
        time = re.match(rf"{_TIME}(?=会同|联合)", text[position:])
        position += time.end() if time else 0
        join = _JOIN.match(text, position)
        if join is None and not any(mention.start == position for mention in mentions):
            break
        position = join.end() if join else position
    return tuple(found), end


_SHORT_FORM = re.compile(r"[（(](?:(?:以下)?简称[：:]?)?[“\"]?[A-Za-z\u4e00-\u9fff]{2,16}[”\"]?[）)]")
"""What a body is called from here on: （CNVD）, （以下简称某平台）."""


def _at(reading: Reading, text: str, start: int, mentions: Sequence[Mention]) -> tuple[tuple[Body, ...], int]:
    """The body whose name begins at `start`, with its end."""
    shaped = _shaped(text, start)
    known = next(
        (
            m
            for m in mentions
            if start <= m.start <= start + 7 and text[start : m.start] in {"", "中华人民共和国", "中共"}
        ),
        None,
    )
    if known is not None and not (
        shaped > known.end and (known.id is None or _OFFICE_OF.fullmatch(text, known.end, shaped))
    ):
        bodies = body_of(reading, text[start : known.end])
        return (bodies, known.end) if bodies else ((), start)
    if shaped > start:
        name = text[start:shaped]
        bodies = body_of(reading, name)
        return (bodies, shaped) if bodies else ((), start)
    return (), start


_OFFICE_OF = re.compile(
    rf"[{IDEOGRAPH}]{{0,14}}?(?:办公室|办公厅|网信办|文明办|新闻办|宣传部|组织部|政法委|网信委|支队|总队|大队|分局|分行|支行|分公司|管理局|监管局|"
    r"秘书局|综合司|司|委员会|中心|学院|共享平台|漏洞库)"
)
"""What makes a longer name of a body's: 江州市委 + 网信办, 甲市公安局 + 网安支队, 甲部 + 信息通信管理局."""
_LONGER_END = re.compile(r"办公[室厅]|委员会|司法[厅局部]")


def _shaped(text: str, start: int) -> int:
    """The end of the name that has the shape of a body's at `start`; `start` where none begins there."""
    end = next(
        (e for e in range(start + 3, min(len(text), start + 32) + 1) if is_organ(text[start:e])), start
    )
    if end == start or set(_QUOTED_WORD.sub("", text[start:end])) & set("，、：“《"):
        return start
    end = _whole_ending(text, start, end)
    while not _FOLLOWS.match(text, end):
        longer = _OFFICE_OF.match(text, end)
        if longer is None or longer.end() - start > 36 or not is_organ(text[start : longer.end()]):
            break
        end = _whole_ending(text, start, longer.end())
    return start if goes_on(text[start:end], text[end : end + 4]) else end


_QUOTED_WORD = re.compile(r"“[^“”，。]{2,8}”(?=工作|领导|小组|办)")
"""A word in quotation marks that is part of a name: 市“某某”工作领导小组办公室."""


def _whole_ending(text: str, start: int, end: int) -> int:
    """The end of a name whose ending goes on: 办 of 办公室, 委 of 委员会."""
    whole = _LONGER_END.match(text, end - 1)
    return whole.end() if whole and is_organ(text[start : whole.end()]) else end


_FOLLOWS = re.compile(
    rf"$|{_JOIN.pattern}|{_MORE.pattern}|[，：]|{_TIME}|{ACTS.pattern}|{_NO_SUBJECT.pattern}|主办|承办|牵头|获悉|了解到"
)


def first_sentence(text: str) -> str:
    """The first sentence of a paragraph."""
    stop = re.search(r"[。！？]", text)
    return text[: stop.start()] if stop else text
