"""Faults seeded into a small clean archive, one at a time: what is changed, and which file and line must be named.

A row is a `Fault`. `edits` give for each file (below the archive's folder) the words to replace and their
replacement, or the whole new file; `at` is a file and words that stand in the line that must be named, after the
change ("" for line 1); `says` are words of the message.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

Edit = tuple[str, str] | str | bytes | None
"""Words and their replacement; a whole file; None: the file goes."""


@dataclass(frozen=True)
class Fault:
    name: str
    edits: Mapping[str, Edit]
    at: tuple[str, str]
    says: str


def seed(root: Path, fault: Fault) -> None:
    """Put a fault into the archive in `root`."""
    for file, edit in fault.edits.items():
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        if edit is None:
            path.unlink(missing_ok=True)
        elif isinstance(edit, bytes):
            path.write_bytes(edit)
        elif isinstance(edit, str):
            path.write_bytes(edit.encode())
        else:
            text = path.read_text(encoding="utf-8")
            assert text.count(edit[0]) == 1, (fault.name, edit[0])
            path.write_bytes(text.replace(*edit).encode())


MAIL = "docs/documents/2006/mail-measures.md"
NOTICE = "docs/documents/2007/mail-notice.md"
MII = "docs/agencies/mii.md"
MPT = "docs/agencies/mpt.md"
GREEN = "docs/campaigns/green.md"
SPAM = "docs/glossary/spam.md"
FILING = "docs/glossary/filing.md"
ABOUT = "docs/about/editing.md"

CLEAN: dict[str, str] = {
    MAIL: """---
title: 某邮件服务管理办法
title_en: Measures on Certain Mail Services
summary_en: Measures of the ministry on certain mail services.
date: 2006-02-20
date_kind: document
date_basis: source
effective: 2006-03-30
status: in force
type: 部门规章
issuers: [mii]
document_number: 某部令第38号
campaigns: [green]
relations:
- {type: implements, target: 2000/services-measures}
content: digest
access: full
source:
  name: 某部
  url: https://www.miit.gov.cn/a.html
---

某部第38号令，规定邮件服务，自三月底起施行。

## 主要内容

提供邮件服务的要办理备案；商业广告邮件须先征得收件人同意，退订的方式由发送者提供，见[备案](../../glossary/filing.md)。
""",
    "docs/documents/2000/services-measures.md": """---
title: 某服务管理办法
title_en: Measures on Certain Services
summary_en: Measures on certain services.
date: 2000-09-25
date_kind: document
date_basis: source
type: 行政法规
issuers: [mii]
document_number: 某令第292号
content: digest
access: full
source:
  name: 某院
  url: https://www.gov.cn/b.html
---

这件规定区分经营性与非经营性两类服务，前一类实行许可，后一类实行备案。
""",
    NOTICE: """---
title: 某部关于开展邮件治理的通知
title_en: Notice on Mail
summary_en: A notice on mail.
date: 2007-04-10
date_kind: document
date_basis: text
type: 通知
issuers: [mii, cncert]
campaigns: [green]
content: text
access: full
source:
  name: 某部
  url: https://www.miit.gov.cn/c.html
evidence:
  date: {basis: text, text: 2007年4月10日}
review: [people]
---

各省、自治区、直辖市通信管理局：

为落实有关要求，现就开展邮件治理通知如下。各单位要认真组织自查，按时报送结果，并指定专人负责联络。

## 一、工作安排

治理分为动员、自查、检查、总结四个步骤，自四月起，到十月底结束。各步骤的时间由各单位按照实际情况确定。

自查的内容包括服务器的登记、用户投诉的处理、转发邮件的限制，逐项填写附表。检查由省一级组织，抽取的比例不低于三成，结果在系统内通报。

总结材料写明做法、成效和问题，十一月十日以前报部，电子版同时报送。
""",
    MII: """---
id: mii
name: 某信息产业部
short: 某信产部
aliases: [某信产]
name_en: A Ministry
summary_en: A ministry.
kind: state organ
level: central
founded: 1998-03
dissolved: 2008-03
predecessors: [mpt]
website: https://www.miit.gov.cn/
---

一九九八年由邮电部门改组而来的部门，管理电信业。
""",
    MPT: """---
id: mpt
name: 某邮电部
name_en: An Older Ministry
summary_en: An older ministry.
kind: state organ
level: central
founded: 1949
dissolved: 1998-03
successors: [mii]
---

较早的部门，管理邮政和电信。
""",
    "docs/agencies/cncert.md": """---
id: cncert
name: 某应急中心
name_en: A Centre
summary_en: A centre.
kind: office
level: central
parent: mii
founded: 2002
---

负责网络安全的技术机构。
""",
    GREEN: """---
id: green
name: 某绿色工程
aliases: [某绿色行动]
name_en: Green Project
summary_en: A project.
kind: programme
start: 2006-02-21
end: 2007-02
leads: [mii]
participants: [cncert]
---

为期一年的系列活动，分若干主题。
""",
    SPAM: """---
id: spam
term: 垃圾邮件
term_en: spam
pinyin: lā jī yóu jiàn
category: technology
definition: 未经同意大量发送的邮件。
definition_en: Mail sent in bulk without consent.
related: [filing]
see_also_documents: [2006/mail-measures]
---

各国都有治理的规定。
""",
    FILING: """---
id: filing
term: 备案
term_en: filing
pinyin: bèi àn
category: governance
definition: 向主管机关报送材料备查。
definition_en: Handing in material for the record.
related: [spam]
---

非经营性服务实行备案。
""",
    ABOUT: """---
title: 编辑
---

## 一条规则

说明收录与整理的办法，见[备案](../glossary/filing.md)。
""",
}
"""The archive as it is before anything is seeded; the words are the tests' own."""


def mail(old: str, new: str, says: str, name: str, at: str | None = None) -> Fault:
    return Fault(
        name, {MAIL: (old, new)}, (MAIL, new.strip("\n").split("\n")[-1] if at is None else at), says
    )


def body(text: str, says: str, name: str, at: str | None = None, file: str = MAIL) -> Fault:
    """A paragraph put into a body."""
    before, after = {
        MAIL: ("## 主要内容\n", "## 主要内容\n"), NOTICE: ("## 一、工作安排\n", "## 一、工作安排\n"),
        MII: ("一九九八年", "一九九八年"), ABOUT: ("## 一条规则\n", "## 一条规则\n"),
    }[file]  # fmt: skip
    return Fault(
        name, {file: (before, f"{text}\n\n{after}")}, (file, text.split("\n")[0] if at is None else at), says
    )


def head(line: str, says: str, name: str, file: str = MAIL, at: str | None = None) -> Fault:
    """A line put into a front matter, behind its first."""
    first = CLEAN[file].split("\n")[1]
    return Fault(
        name, {file: (first, f"{first}\n{line}")}, (file, line.split("\n")[-1] if at is None else at), says
    )


def copy(file: str, *changes: tuple[str, str]) -> str:
    """A record of the clean archive with some words changed."""
    text = CLEAN[file]
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


_LONG = "这一段说明材料怎样报送、由谁审核、何时答复，分别列出三种情形，并附有办理的流程和所需的期限。"
_NEW = "docs/documents/2007/other.md"
_RECORD = "---\ntitle: 某部关于另一事项的通知\ndate: 2007-05\ndate_kind: document\ndate_basis: text\ntype: 通知\ncontent: digest\naccess: full\n---\n\n另一事项的说明。\n"

LISTED: tuple[Fault, ...] = (
    # YAML
    mail("issuers: [mii]", "issuers: [mii", "没有闭合", "方括号不闭合", "document_number"),
    mail("  name: 某部", "\tname: 某部", "制表符", "制表符缩进", "\tname"),
    mail("type: 部门规章", "type: 部门规章\ntype: 通知", "出现了两次", "键重复", "type: 通知"),
    mail("issuers: [mii]", "issuer: [mii]", "是不是“issuers”", "不认识的键"),
    mail("title: 某邮件", "title: 某: 邮件", "第二个冒号", "值里有冒号", "title: 某: "),
    mail("issuers: [mii]", "issuers: [mii-x]", "id“mii-x”不存在", "机构不存在"),
    mail("date: 2006-02-20", "date: 2006-02-30", "不是 EDTF 日期", "不可能的日期"),
    mail("date: 2006-02-20", "date: 2006.2.20", "不是 EDTF 日期", "点号日期"),
    Fault("将来的日期", {NOTICE: ("date: 2007-04-10", "date: 2097-04-10"), MII: ("dissolved: 2008-03\n", "")}, (NOTICE, "date: 2097"), "在将来"),
    mail("date: 2006-02-20", "date: 0206-02-20", "年份", "日期 0206 年"),
    Fault("设立晚于文献", {MII: ("founded: 1998-03", "founded: 2001-03")}, ("docs/documents/2000/services-measures.md", "date: 2000"), "早于某信息产业部设立"),
    mail("effective: 2006-03-30", "effective: 1996-03-30", "早于本件日期", "施行早于公布"),
    mail("2000/services-measures}", "2005/no-such}", "id“2005/no-such”不存在", "关系目标不存在", "2005/no-such"),
    mail("2000/services-measures}", "2006/mail-measures}", "指向自己", "关系指向自己", "2006/mail-measures}"),
    mail("2000/services-measures}", "2007/mail-notice}", "晚于本件", "实施未来的文件", "2007/mail-notice}"),
    mail("target: 2000/services-measures", "target: 某服务管理办法", "馆内有条目", "关系写题名", "target: 某服务"),
    mail("type: implements", "type: supersedes", "不在词表里", "关系类型错", "supersedes"),
    Fault("沿革成环", {MII: ("predecessors: [mpt]", "predecessors: [mpt]\nsuccessors: [mpt]"), MPT: ("successors: [mii]", "successors: [mii]\npredecessors: [mii]")}, (MII, "predecessors: [mpt]"), "绕成了环"),
    Fault("沿革单边", {MPT: ("successors: [mii]\n", "")}, (MII, "predecessors: [mpt]"), "两边写成一致"),
    Fault("上级成环", {MII: ("level: central", "level: central\nparent: cncert")}, ("docs/agencies/cncert.md", "parent: mii"), "绕成了环"),
    Fault("别名与别的机构重名", {MPT: ("kind: state organ", "aliases: [某信产]\nkind: state organ")}, (MII, "aliases"), "无从分辨"),
    head("aliases: [管理]", "常用词", "别名是常用词", MPT),
    head("aliases: [网]", "只有一个字", "别名一个字", MPT),
    Fault("别名重复", {MII: ("aliases: [某信产]", "aliases: [某信产, 某信产]")}, (MII, "aliases"), "写了两次"),
    Fault("题名、文号全同", {"docs/documents/2006/again.md": copy(MAIL, ("某部第38号令，规定邮件服务，自三月底起施行。", "另写的一段。"), ("提供邮件服务的要办理备案；商业广告邮件须先征得收件人同意，退订的方式由发送者提供，见", "再说一遍，见"))}, (MAIL, "document_number"), "文号“某部令第38号”与 docs/documents/2006/again.md 相同"),
    Fault("正文几乎全同", {"docs/documents/2007/again.md": copy(NOTICE, ("title: 某部关于开展邮件治理的通知", "title: 另一通知"), ("四个步骤", "四个阶段"))}, (NOTICE, "各省、自治区"), "正文约"),
    Fault("原件缺失", {MAIL: ("content: digest", "original: {file: x.txt, sha256: " + "0" * 64 + ", format: txt}\ncontent: text")}, (MAIL, "original:"), "sources/x.txt 不在"),
    Fault("校验值不符", {MAIL: ("content: digest", "original: {file: x.txt, sha256: " + "0" * 64 + ", format: txt}\ncontent: text"), "sources/x.txt": "别的文字。\n"}, (MAIL, "original:"), "校验值"),
    head("original: {file: ../../../../etc/passwd, sha256: " + "0" * 64 + ", format: txt}", "不是 sources/ 里的文件名", "原件在文件夹之外"),
    Fault("仅著录而有正文", {NOTICE: ("access: full", "access: record\nrights: {note: 缘由}")}, (NOTICE, "access: record"), "不得有正文"),
    Fault("仅著录而原件在馆", {"docs/documents/2007/other.md": _RECORD.replace("content: digest\naccess: full", "content: text\naccess: record\nrights: {note: 缘由}\noriginal: {file: y.txt, sha256: " + "0" * 64 + ", format: txt}").replace("另一事项的说明。\n", ""), "sources/y.txt": "文字。\n"}, (_NEW, "original:"), "原件不得留在 sources/y.txt"),
    Fault("节录是全文", {NOTICE: ("access: full", "access: excerpt\nrights: {note: 缘由}"), "docs/documents/2007/zz.md": None}, (NOTICE, "access: excerpt"), "节录"),
    Fault("未全文公开而无理由", {"docs/documents/2007/other.md": _RECORD.replace("content: digest\naccess: full", "content: text\naccess: excerpt")}, (_NEW, "access:"), "没有写明理由"),
    body("联系电话13800138000。", "手机号码", "手机号", file=NOTICE),
    body("身份证号11010119900307123X。", "身份证号", "身份证号", file=NOTICE),
    body("来信请寄 wangxiaoming@qq.com 收。", "个人邮箱", "邮箱", file=NOTICE),
    body("Cafe\u0301 一家。", "NFC", "非 NFC"),
    body("理\uf9fe一字。", "兼容汉字", "兼容字"),
    body("缺字\ue863一个。", "私用区", "私用区字"),
    body("有\x00一个。", "控制字符 U+0000", "正文含 NUL"),
    mail("title: 某邮件", "title: 某\x00邮件", "控制字符 U+0000", "题名含 NUL", "title: 某\x00"),
    body("有\x07一个。", "控制字符 U+0007", "正文含响铃"),
    mail("title: 某邮件", "title: 某\u200b邮件", "看不见的字符 U+200B", "题名含零宽空格"),
    mail("title: 某邮件", "title: 某\u202e邮件", "看不见的字符 U+202E", "题名含方向覆写"),
    Fault("BOM 开头", {MAIL: "\ufeff" + CLEAN[MAIL]}, (MAIL, ""), "看不见的字符 U+FEFF"),
    Fault("CRLF", {MAIL: CLEAN[MAIL].replace("\n", "\r\n").encode()}, (MAIL, ""), "换行是 CRLF"),
    Fault("CR", {MAIL: CLEAN[MAIL].replace("\n", "\r").encode()}, (MAIL, ""), "换行是 CR"),
    Fault("二十兆的页面", {"docs/documents/2007/other.md": _RECORD + "字" * 7_000_000}, (_NEW, ""), "太大"),
    Fault("年份文件夹不符", {"docs/documents/2016/mail-measures.md": CLEAN[MAIL], MAIL: None}, (SPAM, "see_also"), "“2006/mail-measures”不存在"),
    Fault("文件夹不是年份", {"docs/documents/new/other.md": _RECORD}, ("docs/documents/new/other.md", ""), "不是年份"),
    Fault("放在顶层", {"docs/documents/other.md": _RECORD}, ("docs/documents/other.md", ""), "放错了位置"),
    Fault("文件名有空格", {"docs/documents/2007/other one.md": _RECORD}, ("docs/documents/2007/other one.md", ""), "不能作地址"),
    Fault("文件名大写", {"docs/documents/2007/Other.md": _RECORD}, ("docs/documents/2007/Other.md", ""), "不能作地址"),
    Fault("文件名汉字", {"docs/glossary/术语.md": CLEAN[FILING]}, ("docs/glossary/术语.md", ""), "不能作地址"),
    Fault("扩展名 .MD", {"docs/documents/2007/other.MD": _RECORD}, ("docs/documents/2007/other.MD", ""), "不是网站所收的文件"),
    Fault("扩展名 .markdown", {"docs/documents/2007/other.markdown": _RECORD}, ("docs/documents/2007/other.markdown", ""), "不是网站所收的文件"),
    Fault("误放原件", {"docs/documents/2007/other.docx": b"PK"}, ("docs/documents/2007/other.docx", ""), "不是网站所收的文件"),
    Fault("index.md", {"docs/documents/2006/index.md": _RECORD}, ("docs/documents/2006/index.md", ""), "索引页的位置"),
    body("见[另一件](../2005/no-such.md)。", "没有目标", "链接没有目标"),
    body("见[一处](../2000/services-measures.md#p-deadbeef)。", "没有的锚点", "锚点不存在"),
    body("见[一处](#p-deadbeef)。", "本页没有的锚点", "本页锚点不存在"),
    body("![图](http://example.com/a.png)", "在站外", "站外图片"),
    body("这是<b>粗体</b>。", "HTML", "裸 HTML"),
    body("<script>alert(1)</script>", "HTML", "script"),
    body("见[此](javascript:alert(1))。", "通往", "javascript 链接"),
    body("见[此](data:text/html,x)。", "通往", "data 链接"),
    body("见此{: onclick=x }。", "记号", "attr_list"),
    body("<javascript:alert(1)>", "", "自动链接"),
    body("据样本002，会议召开。", "编辑用语“样本002”", "样本编号"),
    body("TODO 再查。", "编辑用语“TODO”", "TODO"),
    body("（两到六句：是什么，据什么说的。）", "编辑用语", "占位文字"),
    body("<<<<<<< HEAD\n甲\n=======\n乙\n>>>>>>> x", "合并冲突", "合并冲突", "<<<<<<< HEAD"),
    body("# 标题", "一级", "一级标题"),
    body("{{ 7*7 }}", "记号“{{”", "模板记号"),
    Fault("两段全同", {MAIL: ("## 主要内容\n", f"{_LONG}\n\n## 主要内容\n\n{_LONG}\n")}, (MAIL, "=2"), "写了两次"),
    body("邮件,服务。", "半角标点", "半角标点"),
    mail("issuers: [mii]", "issuers: !!python/object:os.system [mii]", "! 开头的标签", "YAML 标签"),
    mail("issuers: [mii]", "issuers: &a [mii]\ncampaigns2: *a", "锚", "YAML 锚", "issuers: &a"),
    mail("title: 某邮件服务管理办法", "title: [某, 办法]", "应是一行文字", "题名是列表"),
    mail("title: 某邮件服务管理办法", "title:", "应是一行文字", "题名空", "title:"),
    mail("issuers: [mii]", "issuers: mii", "应是列表", "issuers 是文字"),
    mail("type: 部门规章", "type: 部门规张", "不在词表里", "文种错字"),
    mail("content: digest\n", "", "没有写 content", "漏写 content", "title:"),
    mail("date_basis: source\n", "", "没有写 date_basis", "漏写 date_basis", "date: 2006"),
    Fault("漏写 date_kind", {NOTICE: ("date_kind: document\n", "")}, (NOTICE, "date: 2007"), "没有写 date_kind"),
    mail("url: https://www.miit.gov.cn/a.html", "url: www.miit.gov.cn/a.html", "不是网址", "不是网址"),
    head("evidence: {date: {basis: text, text: 一二三四五六七八九十一二三四五六七八九十一}}", "超过 20 字", "evidence 太长"),
    head("evidence: {datum: {basis: text}}", "“datum”不是文献的键", "evidence 的键"),
    head("review: [datum]", "“datum”不是文献的键", "review 的键"),
    head("repairs: [{kind: no-such, count: 1}]", "不在词表里", "repairs 的种类"),
    head("redirects: [../x]", "不是站内地址", "redirects 带 .."),
    head("redirects: [documents/2007/mail-notice]", "已为", "redirects 占用"),
    Fault("结束早于开始", {GREEN: ("end: 2007-02", "end: 2005-02")}, (GREEN, "end: 2005"), "早于起始日期"),
    Fault("牵头机构不存在", {GREEN: ("leads: [mii]", "leads: [miix]")}, (GREEN, "leads"), "“miix”不存在"),
    Fault("撤销后仍发文", {NOTICE: ("date: 2007-04-10", "date: 2009-04-10")}, (NOTICE, "date: 2009"), "晚于某信息产业部撤销"),
    Fault("相关术语不存在", {SPAM: ("related: [filing]", "related: [filling]")}, (SPAM, "related"), "“filling”不存在"),
    Fault("拼音不合", {FILING: ("pinyin: bèi àn", "pinyin: bèi àn zhì")}, (FILING, "pinyin"), "读音不合"),
    head("note: 某", "不认识的键“note”", "不认识的键 note", FILING),
    Fault("GBK 编码", {MAIL: CLEAN[MAIL].encode("gb18030")}, (MAIL, ""), "不是 UTF-8"),
    Fault("空文件", {"docs/glossary/empty.md": ""}, ("docs/glossary/empty.md", ""), "没有用两行 ---"),
    mail("  url: https://www.miit.gov.cn/a.html\n---", "  url: https://www.miit.gov.cn/a.html\n", "没有用两行 ---", "缺收尾", ""),
    Fault("没有元数据", {_NEW: "只有正文。\n"}, (_NEW, ""), "没有用两行 ---"),
    mail("title: 某邮件服务管理办法", "title: 某邮件服務管理办法", "混用繁体", "混用繁简"),
    mail("title_en: Measures on Certain Mail Services", "title_en: 某邮件服务管理办法", "写成了中文", "英文题名是中文"),
    mail("document_number: 某部令第38号", "document_number: 某部[2006]38号", "〔2006〕", "文号的括号"),
)  # fmt: skip
"""The faults of a list that was made before the checks were: those that could be seeded there."""

OWN: tuple[Fault, ...] = (
    Fault("另一块牌子不存在", {MII: ("level: central", "level: central\nsame_body_as: nowhere")}, (MII, "same_body_as"), "“nowhere”不存在"),
    head("redirects: [assets/old]", "不在记录的文件夹里", "旧地址在别处"),
    head("redirects: [documents/2006/mail-measures]", "就是现在的地址", "旧地址是现址"),
    head("deadline: 2005-01-01", "早于本件日期", "意见截止早于公布"),
    mail("  name: 某部", "  name: 某部\n  retrieved: 2097-01-01", "在将来", "取得日期在将来"),
    Fault("系列成环", {GREEN: ("kind: programme", "kind: programme\nparents: [deep]"), "docs/campaigns/deep.md": copy(GREEN, ("green", "deep"), ("某绿色工程", "某深工程"), ("某绿色行动", "某深行动"), ("leads:", "parents: [green]\nleads:"))}, ("docs/campaigns/deep.md", "parents"), "绕成了环"),
    Fault("牵头写成行动", {GREEN: ("leads: [mii]", "leads: [green]")}, (GREEN, "leads"), "机构“green”不存在"),
    mail("issuers: [mii]", "issuers: [某信息产业部]", "写它的 id：mii", "机构写名称"),
    mail("campaigns: [green]", "campaigns: [某绿色行动]", "写它的 id：green", "行动写名称"),
    Fault("参见文献不存在", {SPAM: ("[2006/mail-measures]", "[2006/mail-measure]")}, (SPAM, "see_also"), "“2006/mail-measure”不存在"),
    head("withdrawn: {date: 2020-01-01, reason: 误收}", "已撤下", "撤下而有正文", at="某部第38号令"),
    head("withdrawn: {date: 2020-01-01}", "缺“withdrawn.reason”", "撤下无理由"),
    head("evidence: {date: {basis: guess}}", "不在词表里", "依据的种类"),
    head("people: [{name: 某人, role: chair}]", "不在词表里", "人物的角色"),
    head("people: [{name: 某人, titel: 部长}]", "不认识的键“people.0.titel”", "嵌套的键"),
    head("people: [{name: 某人, campaigns: [green]}]", "写在最外层", "键放错了层"),
    head("original: {file: a.txt, sha256: " + "0" * 64 + ", format: txt, part: 0}", "正整数", "第零件"),
    Fault("图片是 SVG", {"docs/assets/x.svg": "<svg/>"}, ("docs/assets/x.svg", ""), "不是网站所收的文件"),
    body("联系 zhangsan@163.com。", "个人邮箱", "条目里的邮箱", file=MII),
    body("住址：某市某路 5 号楼 2 单元 301 室。", "住址", "住址"),
    body("字\ufe0f形。", "看不见的字符 U+FE0F", "变体选择符", file=ABOUT),
    head("summary_en: A <b>bold</b> claim.", "HTML 记号", "提要里的 HTML", FILING),
    body("见[备案](../../glossary/filing)。", "不是指向 .md", "链接无扩展名"),
    body("见[某页](no-such.md)。", "没有目标", "说明页的死链", file=ABOUT),
    body("<iframe src=x></iframe>", "HTML", "说明页的 HTML", file=ABOUT),
    Fault("行动 id 与索引相撞", {"docs/campaigns/series.md": copy(GREEN, ("id: green", "id: series"), ("某绿色工程", "某系列"), ("某绿色行动", "某系列行动"))}, ("docs/campaigns/series.md", ""), "地址为网站生成的页面"),
    Fault("机构 id 与索引相撞", {"docs/agencies/periods.md": copy(MPT, ("id: mpt", "id: periods"), ("某邮电部", "某时期局"), ("successors: [mii]\n", ""))}, ("docs/agencies/periods.md", ""), "地址为网站生成的页面"),
    Fault("行动 id 与文件夹相撞", {"docs/campaigns/kinds.md": copy(GREEN, ("id: green", "id: kinds"), ("某绿色工程", "某种行动"), ("某绿色行动", "某种类行动"))}, ("docs/campaigns/kinds.md", ""), "地址为网站生成的页面"),
    Fault("英文释义是中文", {FILING: ("definition_en: Handing in material for the record.", "definition_en: 报送材料备查。")}, (FILING, "definition_en"), "写成了中文"),
    Fault("两件提要有一句相同", {"docs/documents/2000/services-measures.md": ("前一类实行许可", "商业广告邮件须先征得收件人同意，退订的方式由发送者提供，前一类实行许可")}, (MAIL, "提供邮件服务的"), "字相同"),
    Fault("题名日期全同", {_NEW: copy(NOTICE, ("各省、自治区、直辖市通信管理局：", "有关单位："), ("content: text", "content: digest"), ("为落实有关要求，现就开展邮件治理通知如下。各单位要认真组织自查，按时报送结果，并指定专人负责联络。", "另写的提要。"), ("治理分为动员、自查、检查、总结四个步骤，自四月起，到十月底结束。各步骤的时间由各单位按照实际情况确定。", "再写一段。"))}, (_NEW, "title:"), "题名与日期都与"),
    Fault("来源是 FTP", {MII: ("website: https://www.miit.gov.cn/", "website: ftp://www.miit.gov.cn/")}, (MII, "website"), "不是网址"),
    Fault("辨义不是名称", {MII: ("level: central", "level: central\nsenses: [{alias: 别的部, since: 1998}]")}, (MII, "senses"), "不是本条目的名称"),
    Fault("不在其中不含名称", {MII: ("level: central", "level: central\nnot_in: [别的词语]")}, (MII, "not_in"), "不含本条目的名称"),
    Fault("没写完的条目", {"docs/agencies/stub.md": "---\nname: 某新机构\nname_en: A New Body\nkind: state organ\nlevel: central\n---\n\n（两到六句：是什么，据什么说的。）\n"}, ("docs/agencies/stub.md", "两到六句"), "编辑用语"),
    Fault("文件名太长", {f"docs/glossary/{'a' * 125}.md": copy(FILING, ("id: filing\n", ""), ("term: 备案", "term: 某词"), ("bèi àn", "mǒu cí"))}, (f"docs/glossary/{'a' * 125}.md", ""), "太长"),
    Fault("原文无从而来", {NOTICE: ("source:\n  name: 某部\n  url: https://www.miit.gov.cn/c.html\n", "")}, (NOTICE, "content: text"), "原文从何而来"),
    head("version_of: 2005/nowhere", "version_of 里的文献“2005/nowhere”不存在", "另一版本不存在"),
    head("version_of: mail-measures", "不是文献的 id", "另一版本不是 id"),
    head("version_of: 2006/mail-measures", "指向自己", "另一版本是自己"),
    Fault("版本成环", {NOTICE: ("content: text", "version_of: 2006/mail-measures\ncontent: text"), MAIL: ("content: digest", "version_of: 2007/mail-notice\ncontent: digest")}, (MAIL, "version_of"), "绕成了环"),
    head("text: {provider: sources, key: no-such.txt}", "sources/里没有文件 no-such.txt", "全文不在"),
    head("text: {provider: sources, key: no-such.txt, version: 2020-13}", "不是 EDTF 日期", "全文的版本"),
    head("whole: {body: 某}", "不认识的键“whole”", "构建时才有的键"),
    Fault("全文表里的 id", {"docs/texts.tsv": "id\ttitle\taddress\twhere\n2006/no-such\t某\t\t未查得\n"}, ("docs/texts.tsv", "no-such"), "“2006/no-such”不存在"),
    Fault("全文表缺一栏", {"docs/texts.tsv": "id\ttitle\taddress\twhere\n2006/mail-measures\t某邮件服务管理办法\t未查得\n"}, ("docs/texts.tsv", "2006/mail"), "有 3 栏"),
    Fault("原件还没有页面", {"sources/new.txt": "某部关于某事的通知\n"}, ("sources/new.txt", ""), "还没有页面"),
    mail("https://www.miit.gov.cn/a.html", "https://name:word@www.miit.gov.cn/a.html", "网址里有账号", "网址带账号"),
    mail("https://www.miit.gov.cn/a.html", "http://192.168.1.8/a.html", "内网", "网址在内网"),
    body("见[此处](http://127.0.0.1:8000/a)。", "自己的机器", "链到自己的机器"),
    body("见[此处](http://localhost:8000/a)。", "自己的机器", "条目链到自己的机器", file=MII),
    head("deadline: 2006-03-20", "status 不是 draft", "已施行而有截止日期"),
    Fault("表格多一栏", {MAIL: ("## 主要内容", "| 甲 | 乙 |\n|---|---|\n| 一 | 二 | 三 |\n\n## 主要内容")}, (MAIL, "| 一 | 二 | 三 |"), "有 3 栏，多于表头的 2 栏"),
    Fault("原文的表格多一栏", {NOTICE: ("治理分为动员", "| 甲 | 乙 |\n|---|---|\n| 一 | 二 | 三 |\n\n治理分为动员")}, (NOTICE, "| 一 | 二 | 三 |"), "多于表头的 2 栏"),
    body("（待补）", "编辑用语“（待补）”", "待补"),
    body("（待核）", "编辑用语“（待核）”", "条目待核", file=MII),
    body("账号 6222 0212 3456 7890 128。", "银行卡号", "银行卡号"),
    body("账号 4111111111111111。", "银行卡号", "条目里的银行卡号", file=MII),
    body("机密★10年", "密级标志“机密★”", "密级标志"),
    Fault("原文的密级标志", {NOTICE: ("治理分为动员", "秘密 ★\n\n治理分为动员")}, (NOTICE, "秘密 ★"), "密级标志"),
    mail("issuers: [mii]", "issuers: [mii, mii]", "issuers 里同一项写了两次", "机关写了两次"),
    mail("campaigns: [green]", "campaigns: [green, green]", "campaigns 里同一项写了两次", "行动写了两次"),
    mail("- {type: implements, target: 2000/services-measures}", "- {type: implements, target: 2000/services-measures}\n- {type: implements, target: 2000/services-measures}", "relations 里同一项写了两次", "关系写了两次", at="=2"),
    Fault("牵头写了两次", {GREEN: ("leads: [mii]", "leads: [mii, mii]")}, (GREEN, "leads"), "leads 里同一项写了两次"),
    Fault("参见写了两次", {SPAM: ("[2006/mail-measures]", "[2006/mail-measures, 2006/mail-measures]")}, (SPAM, "see_also"), "同一项写了两次"),
    mail("  name: 某部", "  name: 某部\n  published: 2006-03-01\n  retrieved: 2006-02-01", "早于公布日期", "先取得后公布", at="retrieved"),
    body("##", "标题是空的", "空的标题"),
    Fault("原文里空的标题", {NOTICE: ("治理分为动员", "###\n\n治理分为动员")}, (NOTICE, "###"), "标题是空的"),
    body("见[此处]()。", "没有写目标", "空的链接"),
    body("见此处[^1]。", "没有写目标", "没有内容的脚注"),
    body("见[此处][甲]。", "没有写目标", "没有目标的引用链接"),
    body("**某办法。", "** 不成对", "加粗没有收住"),
    body("称“某办法。", "“ 不成对", "引号没有收住"),
    body("见《某办法。", "《 不成对", "书名号没有收住", file=MII),
    body("某办法（某年。", "（ 不成对", "括号没有收住", file=MII),
    Fault("图片不是图片", {"docs/assets/x.png": b"<html><script>1</script></html>"}, ("docs/assets/x.png", ""), "内容不是图片"),
    Fault("说明里的图片不是图片", {"docs/about/x.webp": b"RIFF0000WAVEfmt "}, ("docs/about/x.webp", ""), "内容不是图片"),
)  # fmt: skip
"""Faults thought of since."""
