"""Whom those who speak in a document speak for: who holds a briefing, whose officer answers, whose report it is."""

from __future__ import annotations

import re
from collections import Counter

from gongwen.convert.describe.bodies import Body, acting, bodies_in, keys, subjects, with_place
from gongwen.convert.describe.evidence import Found
from gongwen.convert.describe.reading import Reading
from gongwen.text.shapes import ANY_DATE, IDEOGRAPH
from gongwen.text.speakers import POSTS

Issuers = Found[tuple[str, ...]]


def named(bodies: tuple[Body, ...] | None, words: str | None = None) -> Issuers | None:
    """The answer of a source: these bodies, by these words or by their names; None where there are none."""
    if not bodies:
        return None
    return Found(keys(bodies), text=words or "、".join(body.words for body in bodies))


def acting_ids(reading: Reading, words: str) -> tuple[str, ...]:
    """The records of the bodies that words name and that can act."""
    agencies = reading.archive.agencies
    found = (m.id for m in acting(reading, reading.named(words)))
    return tuple(
        dict.fromkeys(identity for identity in found if identity and not agencies[identity].is_class)
    )


def hosted(reading: Reading) -> Issuers | None:
    """Who holds a briefing."""
    for words in (reading.lead, reading.title):
        for match in _HOSTS.finditer(words):
            start = re.split(r"[，。：]|上午|下午|\d日|今天|近日|日前", words[: match.start()])[-1]
            place = re.sub(rf"在[{IDEOGRAPH}]{{2,12}}$", "", start)
            if found := subjects(reading, f"{place}举行发布会"):
                return named(found[:1], match[0])
    return None


_SPOKESMAN = re.compile(rf"(?P<who>[{IDEOGRAPH}]{{2,20}}?)(?:新闻)?发言人")


def spokesman(reading: Reading) -> Issuers | None:
    """Whose spokesman holds it: 某日外交部发言人某某主持例行记者会."""
    for words in (re.sub(rf"^{ANY_DATE}", "", reading.title), reading.lead):
        match = _SPOKESMAN.search(words)
        if match and (bodies := bodies_in(reading, match["who"])):
            return named(bodies, match[0])
    return None


_SAID = re.compile(
    rf"(?P<who>[{IDEOGRAPH}]{{3,24}}?)(?:党组)?(?:副|总)?(?:{POSTS})[{IDEOGRAPH}]{{2,4}}?(?:在[^，。；]{{2,30}}(?:时|上))?(?:表示|指出|介绍|强调|说)"
)
_AT_ITS_CONFERENCE = re.compile(rf"(?:日|^|在|，)(?P<who>[{IDEOGRAPH}]{{2,16}}?)例行(?:记者会|新闻发布会)")


def said_by(reading: Reading) -> Issuers | None:
    """Whose officer a report lets speak, or at whose regular conference: 某办主任某某在回答提问时表示."""
    opening = "".join(re.split(r"(?<=[。！])", reading.lead)[:2])
    for match in (_AT_ITS_CONFERENCE.search(opening), *_SAID.finditer(opening)):
        who = re.split(r"日|上午|下午|近日", match["who"])[-1] if match else ""
        if match and (bodies := bodies_in(reading, who)):
            return named(bodies, match[0])
    return None


_HOSTS = re.compile(r"(?:举行|召开|举办)(?=.{0,60}(?:发布会|吹风会|记者会|通气会))")
_ASKED = re.compile(
    r"(?:有关|相关)?(?:司局|部门|司|局)?(?:有关|相关)?(?:负责人|负责同志|发言人|新闻发言人)(?=就|回答|答)"
)


def asked(reading: Reading) -> Issuers | None:
    """Which body answers: 甲部有关负责人就《…》答记者问."""
    for words in (reading.title, *(paragraph.text for paragraph in reading.outline.paragraphs[:3])):
        for match in _ASKED.finditer(words):
            start = re.split(r"[，。：“]|日前|近日", words[: match.start()])[-1]
            if bodies := bodies_in(reading, start):
                return named(bodies, words[: match.end()][-30:])
    return None


def spoken_for(reading: Reading) -> Issuers | None:
    """The body that a speaker stands for, by the office."""
    office = next((person.office for person in reading.people if person.role == "speaker"), None)
    if not office:
        return None
    ids = acting_ids(reading, office)
    return Found((ids[0],), "inferred", office, "据讲话人职务") if ids else None


_ON_BEHALF = re.compile(rf"我(?:谨|受|现在)?代表(?P<who>[{IDEOGRAPH}]{{2,24}}?)(?=，|向|作|报告)")


def on_behalf(reading: Reading) -> Issuers | None:
    """“我代表某县人民政府，向大会报告工作”: whose report it is."""
    for paragraph in reading.outline.paragraphs[:6]:
        match = _ON_BEHALF.search(paragraph.text)
        if match and (bodies := bodies_in(reading, with_place(reading, match["who"]))):
            return named(bodies, match[0])
    return None


def speaks_for(reading: Reading) -> Issuers | None:
    """The local body that a report without signature speaks for: the one of its place most often named."""
    agencies = reading.archive.agencies
    counts: Counter[str] = Counter()
    words: dict[str, str] = {}
    for mention in acting(reading, reading.mentions):
        if mention.id is None:
            continue
        agency = agencies[mention.id]
        local = agency.level == "municipal" and any(sense.place for sense in agency.senses)
        if local and agency.kind == "party organ" and mention.text.endswith(("办", "办公室", "局", "部")):
            counts[mention.id] += 1
            words.setdefault(mention.id, mention.text)
    own = Counter(match[1] for match in re.finditer(r"我(办|局|部|委)(?!公|法|理|门)", reading.outline.text))
    for identity in counts:
        counts[identity] += sum(
            n for ending, n in own.items() if re.search(rf"{ending}(?:公室)?$", words[identity])
        )
    best, count = counts.most_common(1)[0] if counts else ("", 0)
    if count < 2:
        return None
    note = f"文中{count}次以{words[best]}自述，未见署名"
    return Found((best,), "inferred", words[best], note, doubtful=True)
