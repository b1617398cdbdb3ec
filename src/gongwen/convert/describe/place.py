"""Where an event took place or the body sits; not where something else is announced to happen."""

from __future__ import annotations

import re
from collections import Counter

from gongwen.convert.describe.evidence import Found
from gongwen.convert.describe.reading import Reading, Sources
from gongwen.text.places import Place, find_places
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
_OWN = re.compile(r"我(?:[省市州区县]|自治区)|全[省市](?!场)|本[省市]")
_ONE_BODY = frozenset({"工作汇报", "讲话", "通知", "意见", "公告", "决定", "规范性文件", "地方性法规"})
"""Types in which “我市” is always the same city; in a transcript every speaker has his own."""
_EVENTS = frozenset({"新闻报道", "其他", "发布会实录"})


def _called(place: Place) -> str:
    return place.short if place.is_province else place.full


def _in_lead(reading: Reading) -> Found[str] | None:
    """“在京召开”, “在西安举行”: in the first paragraph of a report."""
    if reading.doc_type not in _EVENTS or not reading.outline.paragraphs:
        return None
    lead = reading.outline.paragraphs[0].text
    match = re.search(rf"在京(?={_MEETS})", lead)
    if match:
        return Found("北京", text=lead[max(0, match.start() - 8) : match.end() + 4])
    for match in _AT_PLACE.finditer(lead):
        found = find_places(match["place"])
        if found and not _FUTURE.search(lead[: match.start()]):
            return Found(_called(found[-1][1]), text=match[0])  # 陕西西安: the city
    return None


def _filed(reading: Reading) -> Found[str] | None:
    """Where a report was filed: 新华社北京1月1日电."""
    if reading.doc_type not in _EVENTS or not reading.outline.paragraphs:
        return None
    filed = _FILED.match(reading.outline.paragraphs[0].text)
    if filed and (found := find_places(filed["place"])):
        return Found(_called(found[0][1]), "inferred", filed[0], "据电头", doubtful=True)
    return None


def _here(reading: Reading) -> Found[str] | None:
    """Where a speaker says that one is."""
    if reading.doc_type not in {"发布会实录", "讲话"}:
        return None
    for paragraph in reading.outline.paragraphs[:4]:
        for match in _HERE.finditer(paragraph.text):
            if found := find_places(match["place"] or match["venue"] or match["city"]):
                return Found(_called(found[0][1]), text=match[0])
    return None


def _in_title(reading: Reading) -> Found[str] | None:
    if reading.doc_type == "地方性法规" and (found := find_places(reading.title[:12])):
        return Found(found[0][1].full, text=reading.title[:8])
    return None


def _own(reading: Reading) -> Found[str] | None:
    """“我市”: the place that a text names most often."""
    text = reading.outline.text
    if reading.doc_type not in _ONE_BODY or not _OWN.search(reading.title + text):
        return None
    counts: Counter[str] = Counter(place.full for _, place in find_places(reading.title + text))
    wants_city = len(re.findall(r"我市|全市|市委|市政府", text)) >= len(re.findall(r"我省|全省", text))
    for full, count in counts.most_common():
        last = find_places(full)[-1][1]
        if (last.full != last.province) == wants_city and count >= 2:
            note = f"文中自称“我{'市' if wants_city else '省'}”，最常见的地名是{last.short}"
            return Found(full, "inferred", last.short, note)
    return None


_PAGE_NAMES = frozenset({"navigation", "breadcrumb", "page-footer"})


def _of_site(reading: Reading) -> Found[str] | None:
    """“我市” on the page of a city's government or paper: the city that the page names."""
    own = re.search(r"我(?P<level>[市省])|全(?P<all>市|省)", reading.title + reading.lead)
    if reading.doc_type != "新闻报道" or own is None:
        return None
    wants_city = (own["level"] or own["all"]) == "市"
    facts = reading.facts
    around = [r.text for r in reading.draft.removed if r.kind in _PAGE_NAMES]
    page = " ".join((facts.page_title, facts.meta_title, facts.site, facts.account, *around))
    for _, place in find_places(page):
        if place.is_province != wants_city:
            return Found(place.full, "inferred", place.short, f"文中自称“{own[0]}”，网页属{place.short}")
    return None


PLACE: Sources[str] = (
    ("导语", _in_lead),
    ("电头", _filed),
    ("开场白", _here),
    ("题名", _in_title),
    ("自称", _own),
    ("网页所属", _of_site),
)
