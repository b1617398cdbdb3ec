"""The type of a document (文种): from what kind of text it is, who passed it, and the title's last words."""

from __future__ import annotations

import re
from collections.abc import Callable

from gongwen.convert.describe import own_words
from gongwen.convert.describe.bodies import first_sentence, subjects
from gongwen.convert.describe.evidence import Found
from gongwen.convert.describe.own_words import name_of
from gongwen.convert.describe.reading import Reading, Source, Sources
from gongwen.text.shapes import IDEOGRAPH

_RULE_END = re.compile(r"(?:条例|规定|办法|细则|规则|规程|章程|准则)$")
_SOFT_RULE_END = re.compile(
    r"(?:指南|指引|规范|标准|方案|规划|纲要|战略|计划|要点|目录|清单|批复|导则|预案|大纲)$"
)
NEWS_VERB = re.compile(
    r"召开|举行|举办|启动|部署|发布|印发|开展|约谈|通报|会见|出席|调研|公布|查处|依法|推进|联合|加强|整治|下架|关闭|处罚|上线|开通|签署|揭牌|"
    r"闭幕|开幕|看望|视察|发表(?:重要|电视)?讲话|在京|在.{2,4}举"
)
_NEWS_LEAD = re.compile(
    r"^(?:[（(【]?(?:本报|本网|新华社|中新社|人民网|央视网)|\d{1,2}日[，,]|.{0,12}(?:讯|电)[（(\s　]|(?:日前|近日|今日|昨日|记者)|"
    r"(?:为|在)[^。]{4,60}，(?:日前|近日|近期|连日来)|"
    r".{0,20}\d{1,2}月\d{1,2}日|【[^【】]{2,10}】.{0,40}(?:消息|讯)|.{2,120}?\d{1,2}月\d{1,2}日.{2,60}?(?:召开|举行|举办)|.{2,30}?发言人.{0,10}\d{1,2}日)"
)
_TOLD_LATER = re.compile(
    r"[。！？](?:(?:19|20)\d{2}年)?\d{1,2}月\d{1,2}日(?:[上下]午)?，[^。]{4,80}?(?:召开|举行|举办|发布|启动|印发|通报)"
)
"""A report that begins with a case says only then what happened on which day."""
_SPEECH_TEXT = re.compile(
    r"我(?:再)?(?:简要|重点|主要|着重|想)?(?:讲|谈|说|提)(?:几|三|四|两|五|一|二|以下|这样)[^，。]{0,4}(?:意见|问题|方面|点|句|要求|看法)|^同志们[：，！]"
)
_GREETED = re.compile(r"女士们|先生们|各位(?:记者|媒体|来宾|朋友)|大家(?:好|上午好|下午好)|记者朋友")
_DIGESTED_NOTICE = re.compile(r"(?:《通知》|通知|《意见》|意见|《方案》)(?:指出|要求|强调|提出|明确|规定)")
_REPORTED = re.compile(r"(?:日前|近日|\d{1,2}月\d{1,2}日).{0,60}(?:印发|下发|发布|发出|联合发)")


def _asked(reading: Reading) -> bool:
    labels = [paragraph.label for paragraph in reading.outline.paragraphs if paragraph.label]
    return len(labels) >= 3 and any(label.asks for label in labels)


def _briefing(reading: Reading) -> Found[str] | None:
    held = re.search(r"发布会|吹风会|记者(?:招待)?会|通气会", reading.title + reading.opening[:200])
    return Found("发布会实录", text=held[0]) if held and _asked(reading) else None


def _conference(reading: Reading) -> Found[str] | None:
    """A title that names a conference over a text in which somebody asks."""
    named = re.search(
        r"(?:例行)?记者(?:招待)?会(?:实录|上答记者问)?$|发布会(?:文字)?实录$|发布会上答记者问$",
        name_of(reading),
    )
    asks = any(paragraph.label and paragraph.label.asks for paragraph in reading.outline.paragraphs)
    asks = asks or bool(re.search(r"^(?:记者)?问[：:]", reading.outline.text, re.MULTILINE))
    if named and asks:
        return Found("发布会实录", text=named[0])
    # 某任务第二场新闻发布会: what was said there, where the title doesn't tell that it was held.
    held = re.search(r"(?:新闻)?(?:发布会|吹风会|通气会)$", name_of(reading))
    spoken = _GREETED.search(reading.opening[:300])
    told = re.search(r"召开|举行|举办|将于", name_of(reading))
    return Found("发布会实录", text=held[0]) if held and spoken and not told else None


def _titled(pattern: str, kind: str) -> Callable[[Reading], Found[str] | None]:
    """A source that knows `kind` by the title's last words."""
    compiled = re.compile(pattern)

    def source(reading: Reading) -> Found[str] | None:
        match = compiled.search(name_of(reading))
        return Found(kind, text=match[0]) if match else None

    return source


def _column(reading: Reading) -> Found[str] | None:
    """A column in front of the title that says what stands under it: 【政策简评】, 问答 |."""
    column = next((line.text for line in reading.outline.head if line.kind == "column"), "")
    match = re.search(r"(?:解读|简评|评析|问答)$", column)
    return Found("解读", text=column) if match else None


def _letter(reading: Reading) -> Found[str] | None:
    """An open letter that calls for something, or a text without a title that says it does."""
    calls = re.search(r"倡议|呼吁|号召", reading.outline.text[:600])
    if calls and re.search(r"的?(?:一封)?(?:公开)?信$", name_of(reading)):
        return Found("倡议公约", text=calls[0])
    says = re.search(r"(?:发出|提出)(?:如下|以下)?倡议|倡议如下|倡导如下", reading.opening[:400])
    return Found("倡议公约", text=says[0]) if says and reading.outline.title is None else None


def _white_paper(reading: Reading) -> Found[str] | None:
    says = re.search(r"(?:发表|发布)(?:本|这[部份]|此)白皮书", reading.opening)
    return Found("白皮书", text=says[0]) if says else None


def _retold(reading: Reading) -> Found[str] | None:
    """A title that says 通知 over a text that only tells of the notice."""
    if not re.search(r"(?:通知|意见|方案)$", name_of(reading)):
        return None
    texts = [paragraph.text for paragraph in reading.outline.paragraphs[:6]]
    if texts and _REPORTED.search(texts[0][:160]) and any(_DIGESTED_NOTICE.search(t) for t in texts):
        return Found("新闻报道", "inferred", reading.opening[:20], "正文转述文件而非文件本身", doubtful=True)
    return None


_PASSED_BY = re.compile(
    rf"(?P<who>全国人民代表大会|全国人大|[{IDEOGRAPH}]{{2,12}}?(?:省|市|自治区|自治州|自治县|州|县)(?:第?[{IDEOGRAPH}\d]{{1,4}}届)?人民代表大会|"
    rf"[{IDEOGRAPH}]{{2,12}}?(?:省|市|自治区|自治州)人大|国务院)"
)


_COURTS = re.compile(r"最高人民法院审判委员会|最高人民检察院.{0,12}检察委员会")


def _passed(reading: Reading) -> Found[str] | None:
    """Who passed it by the note under the title: a legislature's text is law whatever it is called (Legislation Law, art. 7, 52, 72)."""
    name = name_of(reading)
    note = " ".join(reading.notes)
    if not re.search(r"通过|批准|修正|修订|公布|发布", note):
        return None
    if _COURTS.search(note) and re.search(r"(?:解释|规定|批复|意见|决定)$", name):
        return Found("司法解释", text=note[:30])
    who = _PASSED_BY.search(re.sub(r"[（()）\s　]|第[一二三四五六七八九十\d]+(?:届|次)", "", note))
    if who is None:
        return None
    if name.endswith(("决定", "决议")):
        return Found("决定", text=note[:30])
    if who["who"].startswith("全国人"):
        return Found("法律", text=who[0])
    if who["who"] == "国务院":
        is_rule = _RULE_END.search(name) and not re.search(r"国务院[^，。 ]{1,12}(?:令|部|委|局|办)", note)
        return Found("行政法规", text=who[0]) if is_rule else None
    return Found("地方性法规", text=who[0]) if _RULE_END.search(name) or name.endswith("法") else None


_MINISTRY_MEETING = re.compile(
    r"(?:部务|室务|局务|署务|委务|委主任|行务|会务|院务|厅务|主席|主任|部长|局长|署长|行长)(?:办公)?会议?(?:审议)?(?:通过)?"
)


def _of_ministry(reading: Reading) -> Found[str] | None:
    """A rule that a ministry's own meeting passed, by the note (Ordinance on the Making of Rules, art. 27)."""
    note = next((note for note in reading.notes if _MINISTRY_MEETING.search(note) and "通过" in note), "")
    local = re.search(r"[省市县区州](?:人民)?政府", note)
    return (
        Found("部门规章", text=note[:40])
        if note and not local and _RULE_END.search(name_of(reading))
        else None
    )


def _rule(reading: Reading) -> Found[str] | None:
    kind = rule_type(name_of(reading), reading.number or "", reading.opening)
    return Found(kind) if kind else None


def rule_type(name: str, number: str, first: str) -> str | None:
    """The type of a rule by its name, its number and its first words; None for what is none."""
    if name.startswith(("最高人民法院", "最高人民检察院")) and re.search(r"(?:解释|规定|批复|意见)$", name):
        return "司法解释"
    if number.startswith(("法释", "高检发释")):
        return "司法解释"
    if re.search(r"(?<![办方做司执立普守违合非宪说想看手打用书])法$", name) or name.endswith(
        ("宪法", "修正案", "法典")
    ):
        return "法律"
    if re.search(r"全国人民代表大会(?:常务委员会)?关于.{4,}的解释$", name):
        return "法律"
    if _RULE_END.search(name):
        if "国务院令" in number or (
            name.endswith("条例") and ("国务院" in first[:200] or name.startswith("中华人民共和国"))
        ):
            return "行政法规"
        if _OF_OFFICE.search(name):
            return "规范性文件"
        if re.search(r"(?:省|市|自治区|州)人民代表大会", name + first[:200]) or re.match(
            r"[\u4e00-\u9fff]{2,7}[省市州](?!场).{2,30}条例$", name
        ):
            return "地方性法规"
        if "令" in number and not re.search(r"(?:省|市|州|县|区)(?:人民)?政府令", number):
            return "部门规章"
        return "行政法规" if name.endswith("条例") else "规范性文件"
    return "规范性文件" if _SOFT_RULE_END.search(name) and not NEWS_VERB.match(name) else None


_OF_OFFICE = re.compile(r"(?:常务委员会|人大常委会)(?:机关|办公[厅室])")
"""What the staff of a legislature works by isn't its law."""
_PROMULGATED = re.compile(r"《[^《》]{2,40}法》.{0,80}全国人民代表大会.{0,120}通过.{0,80}公布")


def _promulgated(reading: Reading) -> Found[str] | None:
    """The words of promulgation of a law over its articles: 《…法》…由全国人民代表大会…通过，现予公布 (Legislation Law, art. 28)."""
    says = _PROMULGATED.search(re.sub(r"\s", "", reading.opening[:400]))
    articles = sum(paragraph.text.startswith("第") for paragraph in reading.outline.paragraphs)
    return Found("法律", text=says[0][:40]) if says and articles > _ARTICLES else None


_ARTICLES = 5
_ENDINGS = (
    ("通知", "通知"), ("意见", "意见"), ("决定", "决定"), ("决议", "决定"),
    ("公告", "公告"), ("通告", "公告"), ("公示", "公告"), ("公报", "公告"), ("通报", "公告"), ("提示", "公告"),
    ("公示表", "公告"), ("公开表", "公告"), ("公示信息", "公告"), ("决定书", "决定"),
)  # fmt: skip


def _ending(reading: Reading) -> Found[str] | None:
    name = name_of(reading)
    if _ASKS_FOR_OPINIONS.search(name):
        return None
    return next((Found(kind, text=ending) for ending, kind in _ENDINGS if name.endswith(ending)), None)


_ASKS_FOR_OPINIONS = re.compile(r"(?:征求|征集|听取|收集)(?:社会|公众|各方面?|有关|群众)*意见$")
"""某条例公开征求意见: what the title ends in is asked for, not given."""


def _transcript(reading: Reading) -> Found[str] | None:
    if not _asked(reading):
        return None
    first = next(paragraph.label.text for paragraph in reading.outline.paragraphs if paragraph.label)
    return Found("发布会实录", "inferred", first, "有问有答的实录", doubtful=True)


_INTERVIEWED = re.compile(
    r"(?:负责人|负责同志|发言人).{0,40}?(?:答记者问|接受.{0,10}采访|回答.{0,8}(?:提问|问题))"
)


def _interviewed(reading: Reading) -> Found[str] | None:
    """A lead that says who answers questions about what was issued, over questions and answers."""
    says = _INTERVIEWED.search(reading.lead[:400])
    asked = re.search(r"(?:^|[。！？])(?:有?记者)?问[：:]", reading.outline.text, re.MULTILINE)
    return Found("解读", text=says[0]) if says and asked else None


def _form(reading: Reading) -> Found[str] | None:
    """A form that makes a decision on a penalty or a licence public."""
    return Found("公告", text=next(iter(reading.form.values()))) if reading.form else None


def _told(reading: Reading) -> Found[str] | None:
    """A text without a title whose first sentence tells what bodies do."""
    acts = reading.outline.title is None and subjects(reading, first_sentence(reading.lead))
    if not acts:
        return None
    return Found(
        "新闻报道", "inferred", first_sentence(reading.lead)[:30], "无题名，首句叙述机关所为", doubtful=True
    )


def _spoken(reading: Reading) -> Found[str] | None:
    early = "\n".join(paragraph.text for paragraph in reading.outline.paragraphs[:4])
    match = _SPEECH_TEXT.search(early)
    return Found("讲话", "inferred", match[0], "正文以讲话人口吻写成") if match else None


def _news(reading: Reading) -> Found[str] | None:
    opening = reading.outline.paragraphs[0].text if reading.outline.paragraphs else ""
    lead = _NEWS_LEAD.match(opening) or _NEWS_LEAD.match(reading.lead) or NEWS_VERB.search(reading.title)
    lead = lead or _TOLD_LATER.search(reading.lead)
    told = any(len(paragraph.text) >= _PASSAGE for paragraph in reading.outline.paragraphs)
    dateline = told and any(removed.kind == "dateline" for removed in reading.draft.removed)
    return Found("新闻报道", text=lead[0] if lead else None) if lead or dateline else None


_PASSAGE = 20
"""Characters of a line that tells something: a list of names or a table is no report."""


def _unknown(_: Reading) -> Found[str]:
    return Found("其他", "inferred", None, "题名与正文都看不出文种", doubtful=True)


_TITLED: tuple[Source[str], ...] = (
    ("题名：纪要、函", _titled(r"会议纪要$|关于.{4,60}的?(?:复函|的函)$", "其他")),
    (
        "题名：解读",
        _titled(r"^(?:回复|答复|留言)选登|答记者问|解读|一图读懂|图解|问答$|\d+问$|简评$", "解读"),
    ),
    ("栏目：解读", _column),
    ("题名：讲话", _titled(r"(?:(?<!发表)(?<!发表重要)(?<!发表电视)讲话|致辞|演讲|讲话稿|发言)$", "讲话")),
    (
        "题名：汇报",
        _titled(
            r"(?:汇报|工作报告|情况(?:的)?报告|工作(?:的)?报告|自查报告|工作总结|总结|述职报告|调研报告)$",
            "工作汇报",
        ),
    ),
    ("题名：倡议", _titled(r"(?:倡议书?|公约|宣言|共识|承诺书|自律规范|倡议)$|倡议书[：:]", "倡议公约")),
    ("公开信", _letter),
    ("题名：白皮书", _titled(r"白皮书$", "白皮书")),
)
DOC_TYPE: Sources[str] = (
    ("发布会问答", _briefing),
    ("题名：记者会", _conference),
    ("题注所记通过机关", _passed),
    ("公布法律的话", _promulgated),
    *_TITLED,
    ("白皮书自称", _white_paper),
    ("转述", _retold),
    ("部务会议通过", _of_ministry),
    ("规章名称", _rule),
    ("转述的提示", own_words.warned),
    ("题名末字", _ending),
    ("所列的结果", own_words.results),
    ("答问", _interviewed),
    ("印发用语", own_words.sent),
    ("通知用语", own_words.notified),
    ("公布用语", own_words.published),
    ("报告用语", own_words.accounts),
    ("征求意见用语", own_words.consulting),
    ("通报用语", own_words.made_known),
    ("题前所称", own_words.numbered_front),
    ("全文刊发的讲话", own_words.given_in_full),
    ("公示的表", _form),
    ("问答", _transcript),
    ("讲话口吻", _spoken),
    ("新闻", _news),
    ("首句", _told),
    ("看不出", _unknown),
)
