"""The type of a document and its number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongwen.convert.describe import dates
from gongwen.convert.describe.evidence import Found
from gongwen.convert.model import Draft
from gongwen.convert.outline import Outline
from gongwen.text.shapes import IDEOGRAPH

_REMARK = re.compile(r"[（(][^（()）]{1,30}[）)]$")
_YEAR = r"[〔\[【(（〈﹝]\s*(?:19|20)\d{2}\s*[〕\]】)）〉﹞]"
_OFFICIAL_NUMBER = re.compile(
    rf"(?P<organ>[{IDEOGRAPH}]{{1,14}})\s*(?P<year>{_YEAR})\s*(?:第\s*)?(?P<no>\d{{1,5}})\s*号"
)
_ORDER_NUMBER = re.compile(
    rf"(?P<organ>[{IDEOGRAPH}、 ]{{0,60}}?)(?P<kind>令|公告|主席令)\s*[（(]?\s*第\s*(?P<no>[\d一二三四五六七八九十百〇零]{{1,6}})\s*号"
)
_RULE_END = re.compile(r"(?:条例|规定|办法|细则|规则|规程|章程|准则)$")
_SOFT_RULE_END = re.compile(
    r"(?:指南|指引|规范|标准|方案|规划|纲要|战略|计划|要点|目录|清单|批复|函|导则|预案)$"
)
_NEWS_VERB = re.compile(
    r"召开|举行|举办|启动|部署|发布|印发|开展|约谈|通报|会见|出席|调研|公布|查处|依法|推进|联合|加强|整治|下架|关闭|处罚|上线|开通|签署|揭牌|"
    r"闭幕|开幕|在京|在.{2,4}举"
)
_NEWS_LEAD = re.compile(
    r"^(?:[（(【]?(?:本报|本网|新华社|中新社|人民网|央视网)|.{0,12}(?:讯|电)[（(\s　]|(?:日前|近日|今日|昨日|记者)|"
    r".{0,20}\d{1,2}月\d{1,2}日)"
)
_SPEECH_TEXT = re.compile(
    r"我(?:再)?(?:简要|重点|主要|着重|想)?(?:讲|谈|说|提)(?:几|三|四|两|五|一|二|以下|这样)[^，。]{0,4}(?:意见|问题|方面|点|句|要求|看法)|^同志们[：，！]"
)
_DIGESTED_NOTICE = re.compile(r"(?:《通知》|通知|《意见》|意见|《方案》)(?:指出|要求|强调|提出|明确|规定)")
_REPORTED = re.compile(r"(?:日前|近日|\d{1,2}月\d{1,2}日).{0,60}(?:印发|下发|发布|发出|联合发)")


def find_type(title: str, outline: Outline, draft: Draft, number: str | None) -> Found[str]:
    """The type, from the title's last words, the number and the shape of the text."""
    name = _REMARK.sub("", title.strip()).strip("“”《》") if not title.endswith("》") else title
    labels = [paragraph.label for paragraph in outline.paragraphs if paragraph.label]
    asked = sum(label.asks for label in labels)
    first = "".join(paragraph.text for paragraph in outline.paragraphs[:4])
    if len(labels) >= 3 and asked and re.search(r"发布会|吹风会|记者会|通气会", title + first[:200]):
        return Found("发布会实录")
    if re.search(r"答记者问|解读|一图读懂|问答$", title):
        return Found("解读")
    if re.search(r"(?:讲话|致辞|演讲|讲话稿|发言)$", name):
        return Found("讲话")
    if re.search(
        r"(?:汇报|工作报告|情况(?:的)?报告|工作(?:的)?报告|自查报告|工作总结|总结|述职报告|调研报告)$", name
    ):
        return Found("工作汇报")
    if re.search(r"(?:倡议书?|公约|宣言|共识|承诺书|自律规范|倡议)$", name):
        return Found("倡议公约")
    if re.search(r"的?(?:一封)?(?:公开)?信$", name) and re.search(r"倡议|呼吁|号召", outline.text[:600]):
        return Found("倡议公约")
    if re.search(r"白皮书$", name) or re.search(r"(?:发表|发布)(?:本|这[部份]|此)白皮书", first):
        return Found("白皮书")
    if _is_report_of_notice(outline, name):
        return Found("新闻报道", "inferred", first[:20], "正文转述文件而非文件本身", doubtful=True)
    rule = _rule_type(name, number, first)
    if rule is not None:
        return Found(rule)
    for ending, kind in (
        ("通知", "通知"),
        ("意见", "意见"),
        ("决定", "决定"),
        ("决议", "决定"),
        ("公告", "公告"),
        ("通告", "公告"),
        ("公示", "公告"),
    ):
        if name.endswith(ending):
            return Found(kind)
    if len(labels) >= 3 and asked:
        return Found("发布会实录", "inferred", labels[0].text, "有问有答的实录", doubtful=True)
    opening = outline.paragraphs[0].text if outline.paragraphs else ""
    early = "\n".join(paragraph.text for paragraph in outline.paragraphs[:4])
    if _SPEECH_TEXT.search(early):
        return Found("讲话", "inferred", _words(_SPEECH_TEXT, early), "正文以讲话人口吻写成")
    if (
        _NEWS_LEAD.match(opening)
        or _NEWS_VERB.search(title)
        or any(r.kind == "dateline" for r in draft.removed)
    ):
        return Found("新闻报道")
    return Found("其他", "inferred", None, "题名与正文都看不出文种", doubtful=True)


def _words(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    return match[0] if match else None


def _is_report_of_notice(outline: Outline, name: str) -> bool:
    """A title that says 通知 over a text that only tells of the notice."""
    if not re.search(r"(?:通知|意见|方案)$", name):
        return False
    texts = [paragraph.text for paragraph in outline.paragraphs[:6]]
    return (
        bool(texts)
        and bool(_REPORTED.search(texts[0][:160]))
        and any(_DIGESTED_NOTICE.search(t) for t in texts)
    )


def _rule_type(name: str, number: str | None, first: str) -> str | None:
    number = number or ""
    if name.startswith(("最高人民法院", "最高人民检察院")) and re.search(r"(?:解释|规定|批复|意见)$", name):
        return "司法解释"
    if number.startswith("法释"):
        return "司法解释"
    if re.search(r"(?<![办方做司执立普守违合非宪])法$", name):
        return "法律"
    if name.endswith(("宪法", "修正案")):
        return "法律"
    if _RULE_END.search(name):
        if "国务院令" in number or (
            name.endswith("条例") and ("国务院" in first[:200] or name.startswith("中华人民共和国"))
        ):
            return "行政法规"
        if re.search(r"(?:省|市|自治区|州)人民代表大会", name + first[:200]) or re.match(
            r"[\u4e00-\u9fff]{2,7}[省市州](?!场).{2,30}条例$", name
        ):
            return "地方性法规"
        if "令" in number:
            return "部门规章"
        return "行政法规" if name.endswith("条例") else "规范性文件"
    return "规范性文件" if _SOFT_RULE_END.search(name) and not _NEWS_VERB.match(name) else None


def find_number(outline: Outline, stated: str | None = None) -> Found[str] | None:
    """The document's own number: on a line by itself near the title, or in the note under it.

    A number inside running text is another document's. What a web page's metadata table gives counts where the
    text has none.

    Args:
        outline: the document.
        stated: the number in the page's metadata.
    """
    for line in outline.head:
        if line.kind == "number" and (number := normal_number(line.text)):
            return Found(number, text=line.text)
    for note in dates.notes(outline):
        # Of several orders the last is the one that made the text what it is.
        orders = [*_ORDER_NUMBER.finditer(note)] or [*_OFFICIAL_NUMBER.finditer(note)]
        for match in reversed(orders):
            organ = re.split(r"日|\s|，|[（(《》]", match["organ"])[-1]
            number = normal_number(organ + match[0][len(match["organ"]) :])
            if number:
                return Found(number, text=match[0])
    number = normal_number(stated) if stated else None
    return Found(number, "source", stated, "网页著录的文号") if number else None


_CONGRESS_NUMBER = re.compile(
    rf"[{IDEOGRAPH}]{{4,30}}公告[〔\[【(（][^〔〕\[\]]{{2,12}}[〕\]】)）]第?[\d一二三四五六七八九十百〇零]{{1,8}}号"
)


def normal_number(text: str) -> str | None:
    """A document number as GB/T 9704 writes it: 国发〔2019〕5号, 国务院令第147号; None where it isn't one."""
    compact = re.sub(r"\s+", "", text.strip("（）() "))
    if _CONGRESS_NUMBER.fullmatch(compact):
        return compact
    official = _OFFICIAL_NUMBER.fullmatch(compact)
    if official:
        year = re.sub(r"\D", "", official["year"])
        return f"{official['organ']}〔{year}〕{int(official['no'])}号"
    order = _ORDER_NUMBER.fullmatch(compact)
    if order and order["organ"]:
        return f"{order['organ'].removeprefix('中华人民共和国')}{order['kind']}第{order['no']}号"
    return None


def labelled(draft: Draft, names: Sequence[str]) -> str | None:
    """The value of a labelled line that was taken out, such as 来源：某报."""
    for removed in draft.removed:
        if removed.kind not in {"dateline", "page-credit", "page-controls"}:
            continue
        match = re.search(
            rf"(?:{'|'.join(names)})\s*(?:[:：]|[】\]])\s*[:：]?\s*(?P<value>[^\s:：|丨【】\[\]]{{2,30}})",
            removed.text,
        )
        if match:
            value = re.sub(
                r"(?:字号|字体|浏览|点击|编辑|责任编辑|作者|打印|分享|阅读|人气|日期|时间).*$",
                "",
                match["value"],
            )
            value = re.sub(r"[（(][^（()）]*[）)]?$", "", value.strip("　 -|/"))
            return value.strip("）)。，、") or None
    return None
