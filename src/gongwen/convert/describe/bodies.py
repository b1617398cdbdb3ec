"""Who issued a document, to whom, where, within which campaigns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gongwen.convert.describe import dates
from gongwen.convert.describe.evidence import Found
from gongwen.convert.outline import Outline, Paragraph
from gongwen.names.matcher import Mention
from gongwen.records.archive import Archive
from gongwen.text import shapes
from gongwen.text.places import find_places
from gongwen.text.shapes import IDEOGRAPH

_MEETS = r"(?:联合|共同|隆重|正式)?(?:召开|举行|举办|启动|开幕|签署|揭牌|发布|成立)"
_AT_PLACE = re.compile(rf"在(?P<place>[{IDEOGRAPH}]{{1,12}}?)(?:市|省)?{_MEETS}")
_FILED = re.compile(
    rf"^[（(【]?(?:本报|本网|本刊|新华社|新华网|中新社|中新网|人民网)讯?(?:记者)?(?P<place>[{IDEOGRAPH}]{{2,4}}?)(?:\d{{1,2}}月)?\d{{1,2}}日[讯电]"
)
_HERE = re.compile(
    rf"我们(?:今天)?在(?P<place>[{IDEOGRAPH}]{{2,8}}?)(?:举行|召开|举办)|(?:新闻办|办公室)在(?P<venue>[{IDEOGRAPH}]{{2,8}}?)举行的|"
    rf"(?:相聚|齐聚|欢聚|相会)(?:于|在)?(?P<city>[{IDEOGRAPH}]{{2,8}}?)(?=[，。、])"
)
_FUTURE = re.compile(r"(?:将|拟|定|即将|计划).{0,12}$")
_OWN_PLACE = re.compile(r"我(?:[省市州区县]|自治区)|全[省市](?!场)|本[省市]")
_ACTS = re.compile(
    r"^(?:[、和与及，]|(?:在京|在\S{1,8}?)?(?:在京|在[\u4e00-\u9fff]{2,8}?(?=联合|召开|举行|举办|启动|发布|开展)|联合|共同|会同|等|近日|日前|今日|昨日|今天|"
    r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日|上午|下午|正式|专门|再次|组织|集中|深入|全面|严密|"
    r"认真|积极|进一步|依法|持续|主动|扎实|统筹|公开|首次)*"
    r"(?:召开|举行|举办|启动|部署|发布|印发|开展|约谈|通报|公布|出台|下发|发出|查处|推进|整治|要求|表示|宣布|指出|决定|制定|成立|开通|公告|"
    r"会见|调研|督促|指导|处罚|下架|关闭|清理|征求|曝光|提醒|就|关于|对|将|负责人|有关负责人|为))"
)
_ONE_BODY = frozenset({"工作汇报", "讲话", "通知", "意见", "公告", "决定", "规范性文件", "地方性法规"})
"""Types in which “我市” is always the same city; in a transcript every speaker has his own."""
_MEDIA_ROLE = frozenset({"media"})
_HOSTS = re.compile(r"(?:举行|召开|举办).{0,60}(?:发布会|吹风会|记者会|通气会)")
_LEAD_IN = re.compile(r"(?:下列|如下|以下|受理|决定|规定|为了|根据)")
_SALUTATION = re.compile(rf"^(?:各|[{IDEOGRAPH}])[{IDEOGRAPH}、，（）()“”·\s\d]{{2,200}}[：:]$")
_GREETING = re.compile(
    r"^(?:各位(?:同志|代表|委员|来宾|领导|网友|朋友|记者)?[，：:]|同志们|朋友们|女士们|先生们|大家好|尊敬的)"
)
_SUBMITTED = re.compile(
    r"(?:提请|报请|提交|请)(?P<body>[^，。；：（）]{2,24}?)(?:研究|审议|审定|批准|决定|解决|同意)"
)


def acting(mentions: Sequence[Mention], archive: Archive) -> list[Mention]:
    """Mentions of agencies that can act here: decided, not inside a title, not a medium."""
    return [
        mention
        for mention in mentions
        if mention.kind == "agency"
        and not mention.cited
        and (mention.id is None or archive.agencies[mention.id].kind not in _MEDIA_ROLE)
    ]


def find_place(title: str, outline: Outline, doc_type: str) -> Found[str] | None:
    """Where the event took place or the body sits; not where something else is announced to happen."""
    if doc_type in {"新闻报道", "其他", "发布会实录"} and outline.paragraphs:
        lead = outline.paragraphs[0].text
        match = re.search(rf"在京(?={_MEETS})", lead)
        if match:
            return Found("北京", text=lead[max(0, match.start() - 8) : match.end() + 4])
        for match in _AT_PLACE.finditer(lead):
            found = find_places(match["place"])
            if found and not _FUTURE.search(lead[: match.start()]):
                place = found[-1][1]  # 陕西西安: the city
                return Found(place.short if place.is_province else place.full, text=match[0])
        filed = _FILED.match(lead)
        if filed and (found := find_places(filed["place"])):
            place = found[0][1]
            return Found(
                place.short if place.is_province else place.full,
                "inferred",
                filed[0],
                "据电头",
                doubtful=True,
            )
    if doc_type in {"发布会实录", "讲话"}:
        for paragraph in outline.paragraphs[:4]:
            for match in _HERE.finditer(paragraph.text):
                if found := find_places(match["place"] or match["venue"] or match["city"]):
                    place = found[0][1]
                    return Found(place.short if place.is_province else place.full, text=match[0])
    if doc_type == "地方性法规" and (found := find_places(title[:12])):
        place = found[0][1]
        return Found(place.full, text=title[:8])
    text = outline.text
    if doc_type in _ONE_BODY and _OWN_PLACE.search(title + text):
        counts: Counter[str] = Counter()
        for _, place in find_places(title + text):
            counts[place.full] += 1
        wants_city = len(re.findall(r"我市|全市|市委|市政府", text)) >= len(re.findall(r"我省|全省", text))
        for full, count in counts.most_common():
            is_city = find_places(full)[-1][1].full != find_places(full)[-1][1].province
            if is_city == wants_city and count >= 2:
                short = find_places(full)[-1][1].short
                return Found(
                    full,
                    "inferred",
                    short,
                    f"文中自称“我{'市' if wants_city else '省'}”，最常见的地名是{short}",
                )
    return None


@dataclass(frozen=True)
class Surroundings:
    """What `find_issuers` reads.

    Attributes:
        title: the title.
        outline: the document.
        doc_type: its type.
        number: its own number, where it has one.
        stated: issuers as the web page's metadata table has them.
        office: the office of who gives a speech.
        mentions: names in the outline's text.
        named: finds the names in any other words of the document.
        archive: the records.
    """

    title: str
    outline: Outline
    doc_type: str
    number: str | None
    stated: str | None
    office: str | None
    mentions: Sequence[Mention]
    named: Callable[[str], Sequence[Mention]]
    archive: Archive


def find_issuers(known: Surroundings) -> Found[tuple[str, ...]] | None:
    """Issuers by id, or by the name as it stands where there is no record.

    In this order: the signature at the end, the body of an order's number, who passed it by the note under the
    title, the title's first words, the letterhead, the web page's metadata, the organ code of the document number,
    who is said to have launched a pledge, the lead of a news report, the body that a report speaks for.
    """
    title, outline, doc_type, archive = known.title, known.outline, known.doc_type, known.archive
    mentions, title_mentions = known.mentions, known.named(title)
    if doc_type not in {"新闻报道", "发布会实录", "讲话", "解读"}:
        found = (
            _signature(outline, known.named, archive)
            or _order_body(known.number, known.named, archive)
            or _enacted_by(outline, known.named, archive)
            or _title_bodies(title, known.named, archive)
            or _letterhead(outline, known.named, archive)
            or _stated_bodies(known.stated, known.named, archive)
        )
        if found:
            titled = _title_bodies(title, known.named, archive)
            # The note names only who passed it last; the title has all of several courts or bodies.
            return titled if titled and set(found.value) < set(titled.value) else found
        numbered = _ids(acting(known.named(known.number or ""), archive))
        if numbered:
            return Found(numbered, text="文号")
    titled = _in_title(title, title_mentions, archive)
    if doc_type == "发布会实录":
        return _host(title, outline, title_mentions, mentions) or titled
    if titled:
        if doc_type == "新闻报道":
            return _with_lead(titled, outline, mentions, archive)
        return titled
    if doc_type == "倡议公约":
        return _launched_by(outline, mentions, archive)
    if doc_type == "新闻报道":
        return _in_lead(outline, mentions, archive)
    if doc_type == "工作汇报":
        return _speaks_for(outline, mentions, archive)
    if doc_type == "讲话" and known.office:
        speaks_for = _ids(acting(known.named(known.office), archive))
        return Found(speaks_for[:1], "inferred", known.office, "据讲话人职务") if speaks_for else None
    return None


def _ids(mentions: Sequence[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.id for mention in mentions if mention.id is not None))


def bodies_in(
    line: str, named: Callable[[str], Sequence[Mention]], archive: Archive
) -> tuple[str, ...] | None:
    """The bodies that a line of nothing but names lists, by id or as they stand; None where it has other words."""
    pieces = [
        piece
        for piece in re.split(r"[、，,\s]+|(?<=[部办局会院署委厅])[和与及](?=[^议])", line.strip())
        if piece
    ]
    found: list[str] = []
    for piece in pieces:
        name = piece.removeprefix("中华人民共和国") or piece
        inside = [m for m in named(name) if m.kind == "agency"]
        whole = [m for m in inside if m.end - m.start >= 0.8 * len(name)]
        if whole and whole[0].id is not None and not archive.agencies[whole[0].id].is_class:
            found.append(whole[0].id)
        elif inside and sum(m.end - m.start for m in inside) >= 0.9 * len(name) and all(m.id for m in inside):
            found += (m.id for m in inside if m.id)
        elif shapes.is_signature(name) and 4 <= len(name) <= 30 and not _NO_BODY.search(name):
            found.append(piece)
        else:
            return None
    return tuple(dict.fromkeys(found)) or None


_NO_BODY = re.compile(
    r"^(?:附件|联系|关于|各|有关|本|该|召开|参加|出席)|(?:开展|加强|关于|通过|进行|工作会|座谈会|的会|会议|大会|发布会|年会|峰会|论坛)|[，。；：？！\d]"
)


def _signature(
    outline: Outline, named: Callable[[str], Sequence[Mention]], archive: Archive
) -> Found[tuple[str, ...]] | None:
    """Lines at the end, before the date, that are nothing but names of bodies."""
    paragraphs = outline.paragraphs
    last = next(
        (
            index
            for index in range(len(paragraphs) - 1, max(-1, len(paragraphs) - 13), -1)
            if shapes.is_date_line(paragraphs[index].text)
        ),
        None,
    )
    issuers: list[str] = []
    words = ""
    if last is None:
        signed = (
            paragraphs[-1:]
            if paragraphs and re.search(r"\d{4}年\d{1,2}月\d{1,2}日$", paragraphs[-1].text)
            else ()
        )
        lines = [re.sub(rf"\s*[（(]?{_ANY_DATE}[）)]?$", "", p.text) for p in signed] or [
            p.text for p in paragraphs[-6:]
        ]
    else:
        lines = [p.text for p in paragraphs[max(0, last - 14) : last]]
    for line in reversed(lines):
        text = line.strip()
        bodies = (
            None if len(text) > 80 or re.search(r"[。；：！？]", text) else bodies_in(text, named, archive)
        )
        if bodies is None:
            if issuers:
                break
            if last is not None and len(text) > 12:
                return None  # a date that follows running text signs nothing
            continue
        issuers = [*bodies, *issuers]
        words = text
    return Found(tuple(dict.fromkeys(issuers)), text=words) if issuers else None


_ANY_DATE = r"(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"


def _order_body(
    number: str | None, named: Callable[[str], Sequence[Mention]], archive: Archive
) -> Found[tuple[str, ...]] | None:
    """“甲部、乙办令第N号”: who gave the order."""
    match = re.match(r"(?P<bodies>.+?)(?:令|公告)第?", number or "")
    if match is None:
        return None
    bodies = bodies_in(match["bodies"], named, archive)
    return Found(bodies, text=number) if bodies else None


_PASSED = re.compile(r"[^，。；]{0,30}?(?:通过|公布|发布|批准|修订|修正|印发|颁布)")
_LOCAL_CONGRESS = re.compile(
    rf"(?P<place>[{IDEOGRAPH}]{{2,10}}?(?:省|市|自治区|州|县))第?[一二三四五六七八九十]{{0,4}}届?(?P<body>人民代表大会(?:常务委员会)?)"
)


def _enacted_by(
    outline: Outline, named: Callable[[str], Sequence[Mention]], archive: Archive
) -> Found[tuple[str, ...]] | None:
    """Who passed or promulgated it, by the note under the title."""
    for note in dates.notes(outline):
        local = _LOCAL_CONGRESS.search(re.sub(r"^[（(]?|\d{4}年\d{1,2}月\d{1,2}日", "", note))
        if local:
            return Found((local["place"] + local["body"],), text=note.strip("（）()"))
        found = [
            m.id
            for m in acting(named(note), archive)
            if m.id and _PASSED.match(note[m.end :]) and not archive.agencies[m.id].is_class
        ]
        if found:
            return Found(tuple(dict.fromkeys(found)), text=note.strip("（）()"))
    return None


def _title_bodies(
    title: str, named: Callable[[str], Sequence[Mention]], archive: Archive
) -> Found[tuple[str, ...]] | None:
    """“甲部 乙办关于…的通知”: the bodies before 关于, also those without a record."""
    match = re.match(r"(?P<bodies>[^《》“”]{2,80}?)(?:办公[厅室])?(?=关于|印发|转发|公布|令|公告$)", title)
    if match is None:
        return None
    for text in (re.match(r"[^《》“”]{2,80}?(?=关于|印发|转发|公布|令|公告$)", title), match):
        if text is not None and (bodies := bodies_in(text[0], named, archive)):
            return Found(bodies, text=text[0])
    return None


def _stated_bodies(
    stated: str | None, named: Callable[[str], Sequence[Mention]], archive: Archive
) -> Found[tuple[str, ...]] | None:
    bodies = bodies_in(stated, named, archive) if stated else None
    return Found(bodies, "source", stated, "网页著录的发文机关") if bodies else None


def _in_title(title: str, mentions: Sequence[Mention], archive: Archive) -> Found[tuple[str, ...]] | None:
    """Bodies at the start of the title, as in “甲部、乙办关于…” and “甲部启动…”."""
    found: list[Mention] = []
    position = 0
    for mention in acting(mentions, archive):
        if title[position : mention.start].strip(" 、和与及") not in {"", "会同", "联合", "关于印发"}:
            break
        found.append(mention)
        position = mention.end
    if not found or (
        not _ACTS.match(title[position:]) and title[position : position + 1] not in {"", "令", "公"}
    ):
        return None
    return Found(_ids(found), text=title[: position + 4]) if _ids(found) else None


def _host(
    title: str, outline: Outline, mentions: Sequence[Mention], known: Sequence[Mention]
) -> Found[tuple[str, ...]] | None:
    lead = outline.paragraphs[0].text if outline.paragraphs else ""
    unknown = re.search(
        rf"(?:^|[，。日])(?P<body>[{IDEOGRAPH}]{{2,16}}(?:新闻办公室|新闻办))(?:近日|今日)?(?:在[{IDEOGRAPH}]{{2,8}}?)?(?:召开|举行|举办)",
        lead,
    )
    for mention in mentions:
        if mention.kind == "agency" and mention.id and _HOSTS.search(title[mention.end :]):
            return Found((mention.id,), text=title[: mention.end + 2])
    if unknown:
        return Found((unknown["body"],), text=unknown["body"])
    start = outline.text.find(lead) if lead else -1
    for mention in known:
        held = _HOSTS.search(outline.text[mention.end : mention.end + 60])
        if mention.kind == "agency" and mention.id and start <= mention.start < start + len(lead) and held:
            return Found((mention.id,), text=outline.text[mention.start : mention.end + 6])
    return None


def _letterhead(
    outline: Outline, named: Callable[[str], Sequence[Mention]], archive: Archive
) -> Found[tuple[str, ...]] | None:
    for line in outline.head:
        if line.kind in {"letterhead", "issuer"}:
            bodies = bodies_in(line.text.removesuffix("文件"), named, archive)
            if bodies:
                return Found(bodies, text=line.text)
    return None


_LAUNCHED = re.compile(r"(?:等\S{0,12}?)?(?:共同|联合)?(?:发起|发布|提出|倡议|制定|主持制定)")


def _launched_by(
    outline: Outline, mentions: Sequence[Mention], archive: Archive
) -> Found[tuple[str, ...]] | None:
    """“由甲、乙发起”: who a pledge comes from."""
    text = outline.text
    for mention in acting(mentions, archive):
        if text[max(0, mention.start - 1) : mention.start] != "由":
            continue
        group = [mention]
        for other in acting(mentions, archive):
            if other.start > group[-1].end and text[group[-1].end : other.start] in {"、", "和", "与"}:
                group.append(other)
        if _LAUNCHED.match(text[group[-1].end :]) and _ids(group):
            return Found(_ids(group), text=text[mention.start - 1 : group[-1].end + 2])
    return None


_WITH_OTHERS = re.compile(r"(?:近日|日前|今天|今日|昨天|昨日|(?:\d{1,2}月)?\d{1,2}日)?(?:会同|联合)")
_BODY = rf"[{IDEOGRAPH}]{{2,18}}?(?:部|委|办|局|署|院|委员会|办公室|厅|协会|联合会|中心)"


def _unrecorded(gap: str) -> tuple[str, ...] | None:
    """Bodies without a record between two that have one, in a list (甲部、乙署和丙办); None where it is no list."""
    gap = gap.strip(" ")
    if re.fullmatch(
        r"(?:近日|日前|今天|今日|昨天|昨日|(?:\d{1,2}月)?\d{1,2}日)?(?:、|和|与|及|会同|联合|以及)", gap
    ):
        return ()
    if not re.fullmatch(rf"(?:[、和与及]{_BODY})+[、和与及]?", gap):
        return None
    return tuple(name for name in re.split(r"[、和与及]", gap) if name and not _NO_BODY.search(name))


def _in_lead(
    outline: Outline, mentions: Sequence[Mention], archive: Archive
) -> Found[tuple[str, ...]] | None:
    """The bodies that act in the first sentence of a news report."""
    if not outline.paragraphs:
        return None
    lead = outline.paragraphs[0].text
    start = next(position for paragraph, position in _spans(outline) if paragraph is outline.paragraphs[0])
    stop = lead.find("。")
    end = start + (stop if stop > 0 else len(lead))
    text = outline.text
    found: list[str] = []
    first = last = 0
    for mention in acting(mentions, archive):
        if not start <= mention.start < end:
            continue
        between = _unrecorded(text[last : mention.start]) if found else ()
        if between is None or not (
            _ACTS.match(text[mention.end :]) or _WITH_OTHERS.match(text[mention.end :])
        ):
            continue
        first = first if found else mention.start
        found += [*between, *([mention.id] if mention.id else [])]
        last = mention.end
    if found:
        follows = re.match(rf"(?:[、和与及]{_BODY}(?={_ACTS.pattern[1:]}))+", text[last:end])
        found += (_unrecorded(follows[0]) or ()) if follows else ()
        return Found(tuple(dict.fromkeys(found)), text=text[first : last + 4])
    for mention in acting(mentions, archive):
        # “活动由甲办主办”: in the first paragraph.
        if (
            mention.id
            and start <= mention.start < start + len(lead)
            and re.search(r"由$", text[max(0, mention.start - 1) : mention.start])
            and re.match(
                r"(?:[、和与]\S{2,24}?)*(?:联合|共同)?(?:主办|举办|组织|牵头|发起)", text[mention.end :]
            )
        ):
            return Found((mention.id,), text=text[mention.start - 1 : mention.end + 2])
    for mention in acting(mentions, archive):
        # “记者从甲部获悉”: what follows is the body's own news.
        if (
            mention.id
            and start <= mention.start < start + min(len(lead), 160)
            and re.search(r"(?:从|据)$", text[max(0, mention.start - 1) : mention.start])
            and re.match(r".{0,10}?(?:获悉|了解到|消息|介绍|通报|发布)", text[mention.end :])
        ):
            return Found((mention.id,), text=text[mention.start - 1 : mention.end + 4])
    return None


def _with_lead(
    titled: Found[tuple[str, ...]], outline: Outline, mentions: Sequence[Mention], archive: Archive
) -> Found[tuple[str, ...]]:
    """A headline may shorten the list of bodies (甲部等五部门); the lead has them all."""
    lead = _in_lead(outline, mentions, archive)
    if lead is None or not set(titled.value) & set(lead.value):
        return titled
    return Found(tuple(dict.fromkeys((*titled.value, *lead.value))), text=lead.text)


def _speaks_for(
    outline: Outline, mentions: Sequence[Mention], archive: Archive
) -> Found[tuple[str, ...]] | None:
    """The local body that a report without signature speaks for: the one of its place most often named."""
    counts: Counter[str] = Counter()
    words: dict[str, str] = {}
    for mention in acting(mentions, archive):
        if mention.id is None:
            continue
        agency = archive.agencies[mention.id]
        local = agency.level == "municipal" and any(sense.place for sense in agency.senses)
        if local and agency.kind == "party organ" and mention.text.endswith(("办", "办公室", "局", "部")):
            counts[mention.id] += 1
            words.setdefault(mention.id, mention.text)
    own = Counter(match[1] for match in re.finditer(r"我(办|局|部|委)(?!公|法|理|门)", outline.text))
    for identity in counts:
        counts[identity] += sum(
            n for ending, n in own.items() if re.search(rf"{ending}(?:公室)?$", words[identity])
        )
    if not counts:
        return None
    best, count = counts.most_common(1)[0]
    if count < 2:
        return None
    return Found(
        (best,), "inferred", words[best], f"文中{count}次以{words[best]}自述，未见署名", doubtful=True
    )


def _spans(outline: Outline) -> list[tuple[Paragraph, int]]:
    """Paragraphs with their offset in `Outline.text`."""
    spans, position = [], 0
    for element in outline.elements:
        if isinstance(element, Paragraph):
            spans.append((element, position))
        position += len(element.text) + 1
    return spans


def find_addressee(outline: Outline, doc_type: str) -> Found[str] | None:
    """The bodies addressed: the line under the title that ends in a colon, or whom a report asks to decide."""
    if doc_type not in {"新闻报道", "发布会实录", "讲话", "解读"} and outline.paragraphs:
        start = [e for e in outline.elements[:3] if isinstance(e, Paragraph)] if outline.elements else []
        for first in start[:2]:
            if (
                first.label is None
                and _SALUTATION.match(first.text)
                and not _GREETING.match(first.text)
                and not _LEAD_IN.search(first.text)
            ):
                return Found(first.text.rstrip("：:"), text=first.text)
    if doc_type == "工作汇报":
        for element in outline.elements:
            match = _SUBMITTED.search(element.text)
            if match:
                body = match["body"]
                full = _fuller(body, outline.text)
                return Found(full, "inferred", match[0], "报请研究的对象")
    return None


def _fuller(body: str, text: str) -> str:
    """The longest name in `text` that ends in `body` and starts with a level (市委…领导小组)."""
    levels = r"(?:中央|省委|市委|县委|区委|省|市)"
    local: Counter[str] = Counter(re.findall(rf"{levels}[{IDEOGRAPH}]{{2,16}}?{re.escape(body)}", text))
    own = "市委" if len(re.findall(r"我市", text)) > len(re.findall(r"我省", text)) else "省委"
    for name, _ in local.most_common():
        if name.startswith(own):
            return name
    if local:
        return re.sub(rf"^{levels}", own, local.most_common(1)[0][0])
    return body


def find_campaigns(
    outline: Outline,
    title_mentions: Sequence[Mention],
    mentions: Sequence[Mention],
    doc_type: str,
    archive: Archive,
) -> Found[tuple[str, ...]] | None:
    """Campaigns that the document launches, deploys or reports on; not those mentioned in passing."""
    in_title = [m for m in title_mentions if m.kind == "campaign" and m.id]
    chosen = list(_ids(in_title))
    if doc_type in {"新闻报道", "发布会实录"}:
        chosen += _deployed_in_lead(outline, mentions)
    elif doc_type in {"讲话", "工作汇报", "通知", "意见", "公告"} and not chosen:
        chosen += _carried_out(outline, mentions, archive, doc_type)
    chosen = list(dict.fromkeys(chosen))
    chosen = [c for c in chosen if c in _ids(in_title) or not _covered(c, chosen, archive)]
    return Found(tuple(chosen)) if chosen else None


def _covered(campaign: str, chosen: Sequence[str], archive: Archive) -> bool:
    """Whether a part of this series stands beside it, named after it (2021年“清朗”… beside “清朗”…)."""
    name = re.sub(rf"[^{IDEOGRAPH}]|系列|专项|行动|活动|工程", "", archive.campaigns[campaign].name)
    return any(campaign in archive.campaigns[c].parents and name in archive.campaigns[c].name for c in chosen)


_DEPLOYS = re.compile(
    r"(?:介绍|通报|围绕|部署|启动|开展|推进|实施|组织|举办|举行|召开|深入开展|扎实推进|发起|打好|整治).{0,16}$"
)
_KEEPS = re.compile(
    r"^[”’」]?(?:系列)?(?:专项)?(?:行动|工程|活动|整治|治理)?.{0,12}(?:进行|作出|作|全面)?(?:部署|启动|开展|动员|总结|推进)"
)


def _deployed_in_lead(outline: Outline, mentions: Sequence[Mention]) -> list[str]:
    if not outline.paragraphs:
        return []
    spans = _spans(outline)
    first, start = spans[0]
    text = outline.text
    end = start + len(first.text)
    chosen = []
    for mention in mentions:
        if (
            mention.kind != "campaign"
            or mention.id is None
            or mention.cited
            or not start <= mention.start < end
        ):
            continue
        before = re.split(r"[。；]", text[start : mention.start])[-1]
        if _DEPLOYS.search(before) or _KEEPS.match(text[mention.end : mention.end + 30]):
            chosen.append(mention.id)
    return chosen


def _carried_out(outline: Outline, mentions: Sequence[Mention], archive: Archive, doc_type: str) -> list[str]:
    """Campaigns that a speech or report says are carried out: 开展“清朗”专项行动, 实施…工程."""
    text = outline.text
    chosen = []
    for mention in mentions:
        if mention.kind != "campaign" or mention.id is None or mention.cited:
            continue
        record = archive.campaigns[mention.id]
        # In passing, programmes go by descriptive words; what is meant as a name is quoted or given in full.
        quoted = any(mark in text[mention.start - 1 : mention.end + 1] for mark in "“‘「")
        if not quoted and mention.text != record.name:
            continue
        if record.kind not in {"campaign", "programme", "event series"} or not re.search(
            r"行动|工程|专项|整治|清理|宣传周|活动", mention.text + text[mention.end : mention.end + 12]
        ):
            continue
        before = re.split(r"[。；]", text[max(0, mention.start - 40) : mention.start])[-1]
        after = text[mention.end : mention.end + 20]
        carried = re.search(
            r"(?:开展|实施|推进|部署|启动|组织|落实)(?:好|了)?(?:[“”、：]|“[^”]*”|.){0,24}$", before
        )
        within = (
            doc_type == "工作汇报"
            and re.search(r"在[“‘]?$", before)
            and re.match(r"[”’]?(?:专项)?(?:行动)?(?:中|期间|里)", after)
        )
        if (
            carried
            or within
            or re.match(
                r"[”’」]?(?:系列)?(?:专项)?(?:整治)?(?:行动|工程|活动)?的?(?:工作)?(?:统一)?(?:安排|部署|要求)",
                after,
            )
        ):
            chosen.append(mention.id)
    return chosen
