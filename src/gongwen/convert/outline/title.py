"""Titles: which of a page's lines are one, without what an account or a site put around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongwen.convert import boilerplate, page_titles
from gongwen.rules import family
from gongwen.text import shapes
from gongwen.text.fold import simplify
from gongwen.text.organs import is_organ
from gongwen.text.shapes import IDEOGRAPH

_COLUMNS = family("title_column")
_MARKED = re.compile(
    r"(?P<column>[【\[［][^】\]］【\[［]{2,8}[】\]］]|[^丨｜|《》“”，。：:]{2,8}\s*[丨｜|])\s*(?P<rest>.{6,})",
    re.DOTALL,
)
_BEHIND = re.compile(r"(?P<title>.{8,}?)\s*[丨｜|]\s*[^丨｜|《》“”，。：:\s]{2,6}$")
_LABELLED = re.compile(r"(?:标题|题目|名称)\s*[:：]\s*(?=\S{4})")
_ANNOUNCED = re.compile(
    r"^[^：:，。《》]{2,12}[：:]\s*(?=关于.{4,}(?:通知|公告|通告|提示|意见|通报|函|批复|决定)$)"
)
_BODY = re.compile(r"(?:部|委|办|局|署|院|厅|会|政府|中心|联盟)$")
"""What ends a body's name: 工信部：关于…的提示 says who warns, and is the headline as it stands."""
_NUMBER = re.compile(
    rf"\s*[（(](?P<number>[{IDEOGRAPH}]{{1,14}}\s*[〔\[［【(（](?:19|20)\d{{2}}[〕\]］】)）]\s*第?\s*\d{{1,5}}\s*号)[）)]$"
)
_ORDER = re.compile(
    rf"(?P<number>[{IDEOGRAPH}、\s　]{{2,100}}(?:令|公告)\s*(?:[〔\[［(（]\s*(?:19|20)\d{{2}}\s*[〕\]］)）]|(?:19|20)\d{{2}}年)?"
    r"\s*第\s*[\d一二三四五六七八九十百]{1,5}\s*号)\s*"
    r"[（(《]\s*(?P<title>[^（()）]{4,60}(?:[（(][^（()）]{1,10}[）)])?)\s*[）)》]$"
)
_ORDER_NUMBER = re.compile(
    rf"\s*[（(](?P<number>[{IDEOGRAPH}、]{{2,40}}令\s*(?:(?:19|20)\d{{2}}年)?第\s*[\d一二三四五六七八九十百]{{1,5}}\s*号)[）)]$"
)
_LINE_NUMBERED = re.compile(r"^\s*大纲\d+$|^附[件表录]\s*[\d一二三四五六七八九十]{0,3}\s*[:：]?$")
_GENERIC = re.compile(
    r"(?:通知公告|公示公告|详情页?|详细页面?|正文|内容页|新闻详情|信息公开|政府信息公开|[^，。]{0,20}政府信息公开|新闻动态|各区动态|工作动态|"
    r"欢迎(?:访问|光临)[^。；]{0,80}|返回(?:栏目|列表|首页|上一?页|顶部)|[\u4e00-\u9fff]{2,4}(?:新闻|日报|晚报)?网|.{0,20}(?:门户网站|官方网站)|首页|无标题|untitled|40[034].{0,12}|.{0,6}页面不存在.{0,6})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A title without what was put around it.

    Attributes:
        title: the title.
        number: the document's number, where it stood in the title.
        column: the column's name in front, where one stood there.
    """

    title: str
    number: str = ""
    column: str = ""


def cleaned(title: str) -> Cleaned:
    """`title` without columns, labels, a number in brackets at its end, or the order that it stood in."""
    text = page_titles.without_copyist(_LABELLED.sub("", _bare(title), count=1))
    column = ""
    while (marked := _MARKED.fullmatch(text)) and _COLUMNS(marked["column"]):
        column = column or marked["column"].strip("【】[]［］丨｜| ")
        text = marked["rest"].strip()
    if behind := _BEHIND.fullmatch(text):
        column = column or re.split(r"[丨｜|]", text)[-1].strip()
        text = behind["title"]
    if (announced := _ANNOUNCED.match(text)) and not _BODY.search(announced[0].rstrip(" :：")):
        column = column or announced[0].strip(" :：")
        text = text[announced.end() :]
    if named := _NAMED_ORDER.fullmatch(text) or NUMBERED_TITLE.fullmatch(text):
        return Cleaned(named["title"], named["number"], column)
    if order := _ORDER.fullmatch(text):
        return Cleaned(order["title"].strip("《》"), order["number"], column)
    if number := _NUMBER.search(text) or _ORDER_NUMBER.search(text):
        return Cleaned(text[: number.start()].rstrip(), number["number"], column)
    return Cleaned(text, "", column)


_NAMED_ORDER = re.compile(
    r"《(?P<title>[^《》]{4,60})》\s*[（(]?(?P<number>(?:(?:19|20)\d{2}\s*年\s*)?第\s*\d{1,5}\s*号)令?[）)]?"
)
"""《某规定》2024年第7号令: how accounts head an order."""
NUMBERED_TITLE = re.compile(
    rf"(?P<number>[{IDEOGRAPH}]{{1,14}}\s*[〔\[［【(（](?:19|20)\d{{2}}[〕\]］】)）]\s*第?\s*\d{{1,5}}\s*号)\s*《(?P<title>[^《》]{{6,80}})》"
)
"""甲发〔2014〕2号《甲省人民政府关于…的意见》: how libraries head what they collect."""
_FRAMED = re.compile(
    r"[=＝*~—-]{2,}\s*(?:[\[【][\w-]{2,16}[\]】])?\s*(?P<title>.{6,}?)\s*(?:[（(]\d+\s*字[）)])?\s*[=＝*~—-]{2,}"
)
"""=== [库名] 某通知 （800字） ===: how tools part texts in one file."""
_REMARK = re.compile(r"[{｛][^{}｛｝]{0,40}[}｝]$")


def _bare(title: str) -> str:
    """A title without the frame and the remark in braces that a tool or a copyist put around it."""
    text = title.strip()
    framed = _FRAMED.fullmatch(text)
    return _REMARK.sub("", framed["title"] if framed else text).strip() or text


def is_generic(title: str) -> bool:
    """Whether a page's title says nothing of the document: a column, the site, an error."""
    text = simplify(title.strip())
    if not re.search(r"[^\W\d_]", text):
        return True
    if _GENERIC.fullmatch(text) or _LINE_NUMBERED.fullmatch(text):
        return True
    parts = [part for part in re.split(r"\s*[-_|｜—>»]+\s*|\s+", text) if part]
    return bool(parts) and all(
        boilerplate.is_navigation_word(part) or _GENERIC.fullmatch(part) for part in parts
    )


def is_fuller(words: str, title: str) -> bool:
    """Whether `words` are the title with the bodies' names before it, of which `title` has the second half or a short form.

    三部门关于印发… is short for 甲部 乙部 丙办关于印发….
    """
    whole, short = squeezed(words), squeezed(title)
    rest = re.sub(r"^[一二三四五六七八九十两多]{1,3}(?:部门|部委|机构|单位|家)(?:联合)?", "", short)
    if len(rest) < 8 or not whole.endswith(rest) or not len(rest) < len(whole) <= 160:
        return False
    before = words.rstrip()[: -len(rest)] if words.rstrip().endswith(rest) else whole[: -len(rest)]
    return "关于" in before or all(map(is_organ, filter(None, re.split(r"[\s　、]+", before))))


def squeezed(text: str) -> str:
    """`text` without white space."""
    return re.sub(r"\s+", "", text)


def is_subtitle(text: str) -> bool:
    """Whether a line goes on with a title behind a dash: ——在某会上的讲话; a date there is the day of delivery."""
    match = re.match(r"[—―-]{1,4}\s*(?=\S)", text.strip())
    return (
        match is not None
        and 4 <= len(text) <= 60
        and not shapes.ends_sentence(text)
        and not shapes.DATE.match(text.strip()[match.end() :])
    )
