"""Who issued a document: of an official text who signed or passed it, of news who acted, of a briefing its host."""

from __future__ import annotations

import re
from collections.abc import Callable

from gongwen.convert.describe.bodies import (
    Body,
    acting,
    bodies_in,
    first_sentence,
    fuller,
    keys,
    named_by,
    subjects,
)
from gongwen.convert.describe.evidence import Found
from gongwen.convert.describe.page_source import by_source, in_full, is_department
from gongwen.convert.describe.reading import Reading, Sources
from gongwen.convert.describe.spoken_for import (
    Issuers,
    acting_ids,
    asked,
    hosted,
    named,
    on_behalf,
    said_by,
    speaks_for,
    spoken_for,
    spokesman,
)
from gongwen.names.boundaries import goes_on
from gongwen.records.vocabulary import RULE_TYPES
from gongwen.text.organs import is_organ
from gongwen.text.places import find_places
from gongwen.text.shapes import IDEOGRAPH
from gongwen.text.speakers import is_person


def _signed(reading: Reading) -> Issuers | None:
    """The first signature whose lines name bodies: what comes behind it is carried along (GB/T 9704, 落款)."""
    for signature in reading.own_signatures:
        found: list[Body] = []
        # A line that names no body ends the list from above: 特此通知 / 某局 / 日期.
        lines = list(signature.bodies)
        while lines:
            line = _ALL_OF.sub("", lines.pop())
            bodies = (
                bodies_in(reading, lines[-1] + line)
                if lines and _is_broken(reading, lines[-1], line)
                else None
            )
            if bodies is not None:
                lines.pop()
            else:
                bodies = bodies_in(reading, line)
            if bodies is None:
                # A long name may be broken: 中共某市委网络安全和信息化 / 委员会办公室.
                last = signature.bodies[len(lines)]
                bodies = bodies_in(reading, lines.pop() + last) if lines else None
            if bodies is None:
                break
            if lines and _SUB_BODY.search(bodies[0].words) and _SOCIETY.search(lines[-1]):
                # A society and its branch on two lines are one body.
                bodies = bodies_in(reading, lines[-1] + bodies[0].words) or bodies
                lines.pop()
            found = [*bodies, *found]
        if found:
            return named(tuple(found), signature.bodies[-1])
    return None


def _is_broken(reading: Reading, above: str, line: str) -> bool:
    """Whether two lines are one name that the text has whole: 某省应用专项 / 治理工作组."""
    text = re.sub(r"\s", "", reading.outline.text)
    return bodies_in(reading, above) is None and text.count(above + line) > 1  # once where it signs


_ALL_OF = re.compile(r"全体(?:会员|成员)(?:单位)?$")
_SUB_BODY = re.compile(r"(?:专业委员会|工作委员会|专委会|分会)$")
_SOCIETY = re.compile(r"(?:协会|学会|商会|联合会|研究会|促进会)$")


def _ordered(reading: Reading) -> Issuers | None:
    """“甲部、乙办令第N号”: who gave the order."""
    match = re.match(r"(?P<bodies>.+?)(?:令|公告|通告)(?:\d{4}年)?第?", reading.number or "")
    return named(bodies_in(reading, match["bodies"]), reading.number) if match else None


_PASSED = re.compile(r"[^，。；]{0,30}?(?:通过|公布|发布|批准|修订|修正|印发|颁布)")
_LOCAL = re.compile(
    rf"(?P<place>[{IDEOGRAPH}]{{1,12}}?(?:省|市|自治区|州|县|区|旗))(?P<body>人民代表大会(?:常务委员会)?|人大常委会)"
)
_SESSION = re.compile(r"第[一二三四五六七八九十\d]+(?:届|次)|[（()）\s　]|\d{4}年\d{1,2}月\d{1,2}日")


def _passed(reading: Reading) -> Issuers | None:
    """Who passed or promulgated it, by the note under the title: the last that made it what it is."""
    for note in (*reading.notes, *reading.told_notes):
        local = _LOCAL.search(_SESSION.sub("", note))
        if local and re.search(r"通过|批准", note):
            return Found((local["place"] + local["body"],), text=note.strip("（）()"))
        found = [
            m.id
            for m in acting(reading, reading.named(note))
            if m.id and _PASSED.match(note[m.end :]) and not reading.archive.agencies[m.id].is_class
        ]
        last = _LAST_ORDER.search(note)
        if last and (bodies := bodies_in(reading, re.split(r"日|[\s　，（(]", last["organ"])[-1])):
            return named(bodies, last[0])
        if found:
            return Found(tuple(dict.fromkeys(found)), text=note.strip("（）()"))
    return None


_LAST_ORDER = re.compile(
    rf".*(?:日|^|[\s　])(?P<organ>[{IDEOGRAPH}、]{{2,40}}?)令(?:\d{{4}}年)?第[\d一二三四五六七八九十百]+号"
)
_TITLE_BODIES = re.compile(
    r"[^《》“”]{2,80}?(?=关于|印发|转发|批转|公布|令|公告$|通告$|工作报告|行政(?:处罚|许可))"
)
_OFFICE = re.compile(r"办公[厅室]$")


def _titled(reading: Reading) -> Issuers | None:
    """“甲部 乙办关于…的通知”: the bodies before 关于, also those without a record."""
    match = _TITLE_BODIES.match(re.sub(r"^(?:19|20)\d{2}年(?:度)?", "", reading.title))
    if match is None:
        return None
    for words in (match[0], _OFFICE.sub("", match[0])):
        if bodies := bodies_in(reading, words):
            return named(bodies, words)
    return None


_OWNER = re.compile(
    rf"[{IDEOGRAPH}]{{3,30}}?(?:委员会|人民政府|办公[厅室]|[局厅]|大学|学院|协会)(?=.{{0,30}}(?:办法|规定|规则|细则|制度|规程)$)"
)


def _owner(reading: Reading) -> Issuers | None:
    """Whose own rule it is by its title, where nothing else says who made it: 某州人大常委会机关公文处理办法."""
    match = _OWNER.match(reading.title)
    placed = match is not None and any(at == 0 for at, _ in find_places(match[0]))
    bodies = bodies_in(reading, match[0]) if match and placed else None
    return (
        Found(keys(bodies), "inferred", match[0], "据题名所称机关", doubtful=True)
        if match and bodies
        else None
    )


def _own_report(reading: Reading) -> Issuers | None:
    """Whose report it is by its title, where the text calls that body its own: 某县教育局…自查报告 over 我局…."""
    for end in range(4, len(reading.title)):
        name = reading.title[:end]
        own = is_organ(name) and not goes_on(name, reading.title[end : end + 4])
        # 市交通运输局 could be any city's.
        own = own and not re.match(r"[省市县区州旗](?![场])", name)
        if own and re.search(rf"我{name[-1]}(?![法理门势面])", reading.outline.text):
            return named(bodies_in(reading, name), name)
    return None


def _letterhead(reading: Reading) -> Issuers | None:
    lines = [line for line in reading.outline.head if line.kind in {"letterhead", "issuer"}]
    found = [bodies_in(reading, line.text.removesuffix("文件")) for line in lines]
    bodies = tuple(body for one in found if one for body in one)
    return named(bodies, lines[0].text) if bodies else None


def _on_page(reading: Reading) -> Issuers | None:
    return _stated(reading, reading.facts.fact_issuer, "网页著录的发文机关")


def _stated(reading: Reading, stated: str, note: str) -> Issuers | None:
    bodies = bodies_in(reading, stated) if stated and not is_department(stated) else None
    return Found(keys(bodies), "source", stated, note) if bodies else None


def _found_out(reading: Reading) -> Issuers | None:
    """Who found what an unsigned warning tells of, by its first sentence: 近日，某漏洞库（…）收到….

    An account that passes the warning on stands before its title, and is not who warns.
    """
    if reading.doc_type != "公告":
        return None
    for paragraph in reading.outline.paragraphs[:3]:
        if found := subjects(reading, first_sentence(paragraph.text), strict=True):
            return named(found)
    return None


def _announced(reading: Reading) -> Issuers | None:
    """Whose name an account sets before the title: 某部：关于…."""
    column = next((line.text for line in reading.outline.head if line.kind == "column"), "")
    return named(bodies_in(reading, column), column) if column else None


def _in_form(reading: Reading) -> Issuers | None:
    """In the form that is the document: 作出决定的机关."""
    return named(bodies_in(reading, reading.form.get("issuer", "")), reading.form.get("issuer"))


def _author(reading: Reading) -> Issuers | None:
    """A body that the page names as its author."""
    return _stated(reading, reading.facts.author, "网页著录的作者")


def _numbered(reading: Reading) -> Issuers | None:
    """By the organ code of the number: 国办发 is the General Office of the State Council."""
    ids = acting_ids(reading, reading.number or "")
    return Found(ids, text="文号") if ids else None


_COLUMN = re.compile(r"^(?P<who>[^：:，。]{2,24})[：:](?=\S)")


def _in_headline(reading: Reading) -> tuple[Body, ...]:
    """Bodies that a headline begins with: 甲部、乙办启动…, 甲部：…."""
    speaks = _COLUMN.match(reading.title)
    if speaks and (bodies := bodies_in(reading, speaks["who"])):
        return bodies
    # 某办值班制度: outside the news what follows the name is a verb, or the name only belongs to the thing.
    return subjects(reading, reading.title, strict=reading.doc_type not in {"新闻报道", "解读"})


def _acted(reading: Reading) -> Issuers | None:
    """Who acts in a report: by its headline and the first sentence, which has the full list."""
    if _is_essay(reading):
        return None
    head = _in_headline(reading)
    lead: tuple[Body, ...] = ()
    for paragraph in reading.outline.paragraphs[:3]:
        if len(paragraph.text) >= 12 and (lead := subjects(reading, first_sentence(paragraph.text))):
            break
    if not (head or lead):
        lead = _later(reading)
    both = in_full(reading, _agreeing(head, lead))
    return named(_as_below(reading, both)) if both else None


def _is_essay(reading: Reading) -> bool:
    """Whether a person's name heads the text and no report of that person follows: 王某某：某事怎样做."""
    speaks = _COLUMN.match(reading.title)
    who = speaks["who"] if speaks else ""
    opening = "".join(paragraph.text for paragraph in reading.outline.paragraphs[:3])
    # Two characters may as well be a place.
    whose = len(who) > 2 and not re.search(r"[省市县区州旗盟]$", who) and not list(find_places(who))
    return whose and is_person(who) and who not in opening


def _as_below(reading: Reading, bodies: tuple[Body, ...]) -> tuple[Body, ...]:
    """Bodies that the lead calls by a short name, as the paragraph below it has them in full."""
    if all(body.key != body.words for body in bodies):
        return bodies
    below = [
        body
        for paragraph in reading.outline.paragraphs[1:3]
        for body in subjects(reading, first_sentence(paragraph.text))
    ]
    return tuple(fuller(body, below) for body in bodies)


def _later(reading: Reading) -> tuple[Body, ...]:
    """Who acts in a later sentence of the first paragraph, which begins with why: 为…，甲部、乙办近日联合印发…."""
    for sentence in re.split(r"(?<=[。！])", reading.lead)[1:6]:
        if found := subjects(reading, sentence, strict=True):
            return found
    return ()


def _headlined(reading: Reading) -> Issuers | None:
    return named(_in_headline(reading))


def _agreeing(head: tuple[Body, ...], lead: tuple[Body, ...]) -> tuple[Body, ...]:
    """Headline and first sentence together where they name a body in common; else the headline."""
    if not head or not lead:
        return head or lead
    head = tuple(fuller(body, lead) for body in head)
    shared = {body.key for body in head} & {body.key for body in lead}
    merged = keys((*head, *lead))
    if shared or len(merged) < len({body.key for body in (*head, *lead)}):
        return (*head, *lead)
    return head


def _behind_news(reading: Reading) -> Issuers | None:
    """“活动由甲办主办”, “记者从甲部获悉”, “（甲中心）” under a report."""
    bodies, words = named_by(reading, reading.lead)
    return named(bodies, words)


def _interpreted(reading: Reading) -> Issuers | None:
    """Who issued what is interpreted: the lead says it."""
    for paragraph in reading.outline.paragraphs[:3]:
        if found := subjects(reading, first_sentence(paragraph.text)):
            return named(found)
    return None


def _launched(reading: Reading) -> Issuers | None:
    """“由甲、乙发起”: who a pledge comes from."""
    bodies, words = named_by(reading, reading.outline.text)
    if bodies and re.search(
        r"发起|发布|提出|倡议|制定|联合|共同", reading.outline.text.partition(words)[2][:12] + words
    ):
        return named(bodies, words)
    for paragraph in reading.outline.paragraphs[:3]:
        if re.search(r"(?:发起|发布|提出|发出).{0,12}(?:倡议|公约|呼吁)|倡议如下", paragraph.text) and (
            found := subjects(reading, first_sentence(paragraph.text))
        ):
            return named(found)
    return None


def _with_title(source: Sources[tuple[str, ...]]) -> Sources[tuple[str, ...]]:
    """The same sources, believing the title where it names more: a note names only who passed it last."""
    return tuple((name, _completed(ask)) for name, ask in source)


def _completed(ask: Callable[[Reading], Issuers | None]) -> Callable[[Reading], Issuers | None]:
    def source(reading: Reading) -> Issuers | None:
        found = ask(reading)
        titled = _titled(reading) if found else None
        if not found or not titled:
            return found
        # A signature may be short for what the title says in full: 省府办公厅.
        short = len(found.value) == len(titled.value) == 1 and re.match(r"[省市县区州]", found.value[0])
        return titled if set(found.value) < set(titled.value) or short else found

    return source


_OFFICIAL: Sources[tuple[str, ...]] = _with_title(
    (
        ("落款", _signed),
        ("令号", _ordered),
        ("题注", _passed),
        ("题名", _titled),
        ("版头", _letterhead),
        ("表中机关", _in_form),
        ("网页著录", _on_page),
        ("文号", _numbered),
        ("首句", _found_out),
        ("题名前所称", _announced),
        ("网页著录的作者", _author),
        ("题名所属机关", _owner),
    )
)
_BY_TYPE: dict[str, Sources[tuple[str, ...]]] = {
    "新闻报道": (
        ("标题与导语", _acted),
        ("主办与消息来源", _behind_news),
        ("讲话人所属", said_by),
        ("文末署名", _signed),
    ),
    "发布会实录": (("主办", hosted), ("发言人", spokesman), ("标题与导语", _acted)),
    "讲话": (("代表", on_behalf), ("讲话人职务", spoken_for), ("题名", _titled)),
    "解读": (("答问者", asked), ("标题与导语", _acted), ("所解读文件", _interpreted)),
    "倡议公约": (*_OFFICIAL, ("发起", _launched), ("标题与导语", _acted)),
    "其他": (*_OFFICIAL, ("标题与导语", _acted)),
    "工作汇报": (*_OFFICIAL, ("代表", on_behalf), ("题名与自称", _own_report), ("自述", speaks_for)),
}


def sources_for(doc_type: str) -> Sources[tuple[str, ...]]:
    """Where the issuers of a document of this type are looked for, in order."""
    named = _OFFICIAL if doc_type in RULE_TYPES else (*_OFFICIAL, ("题名所称", _headlined))
    return (*_BY_TYPE.get(doc_type, named), ("网页所注来源", by_source))
