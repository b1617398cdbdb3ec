"""The type of a document by its own words (文种): what a notice, an announcement, a call for opinions says of itself."""

from __future__ import annotations

import re

from gongwen.convert.describe.evidence import Found
from gongwen.convert.describe.reading import Reading
from gongwen.convert.outline import Table

_REMARK = re.compile(r"[（(][^（()）]{1,30}[）)]$")


def name_of(reading: Reading) -> str:
    """The title without a remark in brackets at its end: 某办法（试行）."""
    title = reading.title.strip()
    if title.endswith("》") and not (title.startswith("《") and title.count("《") == 1):
        return title
    return _REMARK.sub("", title).strip("“”《》 　")


_SENT = re.compile(
    r"现(?:将|把|予以?)?.{0,100}?(?:印发|转发|下发|发)给你们|现(?:就|将)有关(?:事项|要求|工作)通知如下"
)


def sent(reading: Reading) -> Found[str] | None:
    """The words of a notice over a signature, under a headline that isn't its title: 工信部发布《…办法》."""
    says = _SENT.search(reading.opening[:600])
    return Found("通知", text=says[0]) if says and reading.own_signatures else None


_NOTIFIED = re.compile(r"现(?:将|就)[^。；]{2,80}通知如下[：:]")


def notified(reading: Reading) -> Found[str] | None:
    """A text without a title that says it is a notice: 现将…要求通知如下：."""
    says = _NOTIFIED.search(reading.lead[:400]) if reading.outline.title is None else None
    return Found("通知", text=says[0]) if says else None


def _is_signed(reading: Reading) -> bool:
    """Whether a body signs it with a day."""
    return any(signature.bodies and signature.date for signature in reading.own_signatures)


_ACCOUNTS = re.compile(
    r"我(?:谨|受|现在)?代表[^，。；]{2,40}，?向[^，。；]{0,16}?(?:大会|会议|委员会)[^，。；]{0,6}?(?:报告|作|汇报)[^，。；]{0,30}?工作"
)


def accounts(reading: Reading) -> Found[str] | None:
    """A text without a title that gives account of work to a congress: 我代表某市人民政府，向大会报告政府工作."""
    says = _ACCOUNTS.search(reading.opening[:400]) if reading.outline.title is None else None
    return Found("工作汇报", text=says[0]) if says else None


_CONSULTS = re.compile(
    r"现(?:面向|向)?(?:社会|公众|各有关方面)?(?:各界)?(?:公开)?(?:征求|征集|听取)(?:社会|公众|各方面?)*意见|意见反馈截止"
)


def consulting(reading: Reading) -> Found[str] | None:
    """A signed text that asks the public for opinions, under whatever headline."""
    says = _CONSULTS.search(reading.opening[:800])
    return Found("公告", text=says[0]) if says and _is_signed(reading) else None


_MADE_KNOWN = re.compile(
    r"现(?:将[^。；]{0,60})?予以?(?:公开)?(?:通报|公告|公示|公布)|现(?:将|就)[^。；]{2,60}(?:通报|公告|公示|公布)如下"
)


def made_known(reading: Reading) -> Found[str] | None:
    """A signed text that makes something known in so many words, under a headline: 现予以通报."""
    says = _MADE_KNOWN.search(reading.opening[:800])
    return Found("公告", text=says[0]) if says and _is_signed(reading) else None


_NUMBERED_FRONT = re.compile(
    r"[^丨｜|，。：:《》]{2,30}(?P<kind>公告|通告|通报)\s*[（(]?(?:(?:19|20)\d{2}年)?第\s*\d{1,4}\s*号[）)]?\s*[丨｜|]"
)


def numbered_front(reading: Reading) -> Found[str] | None:
    """What an account's headline says before the bar that it passes on: 某局公告（第3号）丨…, over a signed text."""
    front = _NUMBERED_FRONT.match(reading.title)
    return Found("公告", text=front[0]) if front and _is_signed(reading) else None


_IN_FULL = re.compile(
    r"(?:讲话|发言|致辞|演讲)(?:的)?[。，：]?(?:现将)?(?:发言|讲话|致辞|演讲)?全文(?:刊发|发布|转载)?如下"
)


def given_in_full(reading: Reading) -> Found[str] | None:
    """A speech that a sentence of who put it up introduces: …在会上发言。全文如下：."""
    says = _IN_FULL.search(reading.opening[:400])
    return Found("讲话", text=says[0]) if says else None


_MADE_PUBLIC = re.compile(r"现(?:将|予以?)?.{0,80}?(?:公告|公布|公示|公开发布)")


def published(reading: Reading) -> Found[str] | None:
    """A text without a title that makes something public: 根据…，现公开发布…."""
    says = _MADE_PUBLIC.search(reading.lead[:200]) if reading.outline.title is None else None
    return Found("公告", "inferred", says[0], "无题名，正文自称公布", doubtful=True) if says else None


def results(reading: Reading) -> Found[str] | None:
    """Results or a list made known in a table: 某院拟录取结果 over “结果如下”."""
    named = re.search(r"(?:结果|名单)$", name_of(reading))
    lists = any(isinstance(element, Table) for element in reading.outline.elements)
    return Found("公告", text=named[0]) if named and lists and "如下" in reading.lead else None


def warned(reading: Reading) -> Found[str] | None:
    """A report that somebody gave a warning, retold in its first sentence: 某平台发布风险提示，提醒…."""
    told = re.search(r"发布[^《》]{0,24}(?:提示|预警)$", name_of(reading))
    says = re.search(r"发布[^。]{0,24}(?:提示|预警)，(?:提醒|建议|要求)", reading.lead)
    return Found("新闻报道", text=says[0]) if told and says and not _is_signed(reading) else None
