"""Campaigns that a document launches, deploys or reports on; not those mentioned in passing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gongwen.convert.describe.evidence import Found
from gongwen.convert.describe.reading import Reading, Sources
from gongwen.names.matcher import Mention
from gongwen.records.archive import Archive
from gongwen.text.shapes import IDEOGRAPH

_DEPLOYS = re.compile(
    r"(?:介绍|通报|围绕|部署|启动|开展|推进|实施|组织|举办|举行|召开|深入开展|扎实推进|发起|打好|整治).{0,16}$"
)
_KEEPS = re.compile(
    r"^[”’」]?(?:系列)?(?:专项)?(?:行动|工程|活动|整治|治理)?.{0,12}(?:进行|作出|作|全面)?(?:部署|启动|开展|动员|总结|推进)"
)
_NAMED = re.compile(r"行动|工程|专项|整治|清理|宣传周|活动")
_CARRIED = re.compile(r"(?:开展|实施|推进|部署|启动|组织|落实)(?:好|了)?(?:[“”、：]|“[^”]*”|.){0,24}$")
_WITHIN = re.compile(r"[”’]?(?:专项)?(?:行动)?(?:中|期间|里)")
_BY_PLAN = re.compile(
    r"[”’」]?(?:系列)?(?:专项)?(?:整治)?(?:行动|工程|活动)?的?(?:工作)?(?:统一)?(?:安排|部署|要求)"
)
_LISTED_BEFORE = re.compile(r"(?:[“‘「][^“”‘’「」]{2,24}[”’」]?[、和及与]?)*[“‘「]?$")
"""“甲2020”“乙2020”“: names that stand in a list before this one and share its verb."""
_PARTS_OF = re.compile(
    r"[^。；！？]{0,80}等(?:[\d一二三四五六七八九十]+[项个次])?[\s“‘「]*(?:[\d一二三四五六七八九十]{1,4}年?[“‘「]?)?$"
)
"""…、乙整治等15项“: what a series is made of, as its parts are listed before its name."""
_FIELD = re.compile(
    r"网络|网民|网站|互联网|信息|账号|平台|直播|短视频|电信|通信|数据|App|应用程序|软件|版权|谣言|诈骗|有害|色情|淫秽|低俗|未成年人|"
    r"黑客|漏洞|个人信息|上网|手机|电商|媒体|出版|扫黄打非|涉网|线上"
)
"""Words of the field: a campaign goes by a common word (护苗), and so do forestry programmes and medicine."""


_GENERIC = re.compile(rf"[^{IDEOGRAPH}A-Za-z\d]|系列|专项|行动|活动|工程|整治|工作")
_COMMON_WORD = 2
"""Characters: 护网, 断卡, 净网 are words of other fields too; a longer name is a name."""


def _known(mentions: Sequence[Mention]) -> list[Mention]:
    return [m for m in mentions if m.kind == "campaign" and m.id and not m.cited]


def _about_the_field(mention: Mention, text: str) -> bool:
    """Whether the words around a campaign's name speak of the field at all, where that is a common word (“护网”行动)."""
    if len(_GENERIC.sub("", mention.text)) > _COMMON_WORD:
        return True
    around = text[max(0, mention.start - 120) : mention.start] + text[mention.end : mention.end + 120]
    return bool(_FIELD.search(around))


def _told_apart(mention: Mention, reading: Reading) -> Mention:
    """A name that two series share, by what the text calls so elsewhere, else by the series of those beside it."""
    if mention.id or not mention.candidates:
        return mention
    others = {m.id for m in reading.mentions if m.kind == "campaign" and m.id}
    fits = others & set(mention.candidates)
    if not fits:
        company = others.union(*(_ancestors(other, reading.archive) for other in others))
        fits = {c for c in mention.candidates if _ancestors(c, reading.archive) & company}
    return replace(mention, id=fits.pop(), candidates=()) if len(fits) == 1 else mention


def _named_in_text(reading: Reading) -> list[Mention]:
    return _known([_told_apart(m, reading) for m in reading.mentions if m.kind == "campaign"])


def _in_title(reading: Reading) -> list[str]:
    whole = f"{reading.title}\n{reading.lead}"
    return [
        m.id
        for m in (_told_apart(m, reading) for m in reading.named(reading.title) if m.kind == "campaign")
        if m.id and _about_the_field(m, whole)
    ]


def _deployed(reading: Reading) -> list[str]:
    """Those whose deployment the first paragraph of a report tells of."""
    first, start = next(
        ((paragraph, at) for paragraph, at in reading.spans if paragraph.text == reading.lead), (None, 0)
    )
    if first is None:
        return []
    text = reading.outline.text
    end = start + len(first.text)
    return [
        mention.id or ""
        for mention in _known(reading.mentions)
        if start <= mention.start < end
        and _is_deployed(mention, text, start)
        and not _is_part_of_series(mention, reading, end)
    ]


def _is_deployed(mention: Mention, text: str, start: int) -> bool:
    """Whether the clause around a campaign's name, in a paragraph from `start` on, says that it is set going."""
    before = re.split(r"[。；]", text[start : mention.start])[-1]
    acted = (
        _DEPLOYS.search(before)
        or _DEPLOYS.search(_LISTED_BEFORE.sub("", before))
        or _KEEPS.match(text[mention.end : mention.end + 30])
    )
    return bool(acted) and _about_the_field(mention, text)


def _is_part_of_series(mention: Mention, reading: Reading, end: int) -> bool:
    """Whether a campaign only stands among the examples of its series: 甲整治、乙整治等15项“某”系列行动."""
    above = _ancestors(mention.id or "", reading.archive)
    between = reading.outline.text[mention.end : end]
    return any(
        _PARTS_OF.fullmatch(between[: other.start - mention.end])
        for other in _known(reading.mentions)
        if mention.end <= other.start < end and other.id in above
    )


def _ancestors(campaign: str, archive: Archive) -> frozenset[str]:
    """The series that a campaign is a part of, and theirs."""
    found: set[str] = set()
    todo = [campaign]
    while todo:
        more = set(archive.campaigns[todo.pop()].parents) & archive.campaigns.keys() - found
        found |= more
        todo += more
    return frozenset(found)


def _announced(reading: Reading) -> list[str]:
    """Those that a report tells of below its opening, and its headline in their words: 决定启动“清朗·…弹窗…整治”."""
    title = _plain(reading.title)
    near = reading.spans[1:_OPENING]
    text = reading.outline.text
    return [
        mention.id or ""
        for mention in _known(reading.mentions)
        for paragraph, start in near
        if start <= mention.start < start + len(paragraph.text)
        and _BEGUN.search(text[start : mention.start])
        and _share_words(title, _plain(mention.text))
    ]


_TAKEN_UP = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．是])?(?:着力|深入|扎实|持续|全面|认真|组织)?(?:抓好|打好|开展|推进|实施|深化|部署)[“‘「]?"
)


def _by_sections(reading: Reading) -> list[str]:
    """Those with which a report's paragraphs begin, one after the other: 抓好“甲”专项行动。…"""
    text = reading.outline.text
    starts = {start for _, start in reading.spans}
    found = [
        mention.id or ""
        for mention in _named_in_text(reading)
        if (line := text.rfind("\n", 0, mention.start) + 1) in starts
        and _TAKEN_UP.fullmatch(text[line : mention.start])
        and _about_the_field(mention, text)
    ]
    return found if len(set(found)) > 1 else []


_OPENING = 4
_BEGUN = re.compile(r"(?:启动|部署|开展|组织|发起)[^，。；“”]{0,6}[“‘「《]?$")
_SHARED = 4


def _plain(name: str) -> str:
    """A name without the words that all campaigns' names are made of."""
    return _GENERIC.sub(" ", name)


def _share_words(title: str, name: str) -> bool:
    """Whether two names have a run of characters in common that is more than a word."""
    runs = (name[at : at + _SHARED] for at in range(len(name) - _SHARED + 1))
    return any(" " not in run and run in title for run in runs)


def _carried_out(reading: Reading) -> list[str]:
    """Campaigns that a speech or report says are carried out: 开展“清朗”专项行动, 实施…工程."""
    text = reading.outline.text
    chosen = []
    for mention in _known(reading.mentions):
        record = reading.archive.campaigns[mention.id or ""]
        # In passing, programmes go by descriptive words; what is meant as a name is quoted or given in full.
        quoted = any(mark in text[mention.start - 1 : mention.end + 1] for mark in "“‘「")
        if not quoted and mention.text != record.name:
            continue
        if record.kind not in {"campaign", "programme", "event series"} or not _NAMED.search(
            mention.text + text[mention.end : mention.end + 12]
        ):
            continue
        before = re.split(r"[。；]", text[max(0, mention.start - 40) : mention.start])[-1]
        after = text[mention.end : mention.end + 20]
        within = reading.doc_type == "工作汇报" and re.search(r"在[“‘]?$", before) and _WITHIN.match(after)
        if (_CARRIED.search(before) or within or _BY_PLAN.match(after)) and _about_the_field(mention, text):
            chosen.append(mention.id or "")
    return chosen


def _about(reading: Reading) -> Found[tuple[str, ...]] | None:
    in_title = _in_title(reading)
    chosen = list(in_title)
    if reading.doc_type in {"新闻报道", "发布会实录"}:
        chosen += _deployed(reading) or _announced(reading) or _by_sections(reading)
    elif reading.doc_type in {"讲话", "工作汇报", "通知", "意见", "公告"} and not chosen:
        chosen += _carried_out(reading)
    chosen = list(dict.fromkeys(chosen))
    chosen = [c for c in chosen if c in in_title or not _covered(c, chosen, reading.archive)]
    return Found(tuple(chosen)) if chosen else None


def _covered(campaign: str, chosen: Sequence[str], archive: Archive) -> bool:
    """Whether a part of this series stands beside it, named after it (2021年“清朗”… beside “清朗”…)."""
    name = _GENERIC.sub("", archive.campaigns[campaign].name)
    return any(campaign in archive.campaigns[c].parents and name in archive.campaigns[c].name for c in chosen)


CAMPAIGNS: Sources[tuple[str, ...]] = (("题名与正文", _about),)
