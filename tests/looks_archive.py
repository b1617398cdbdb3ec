"""An archive of our own for tests of looks: a page of each family, with texts long and short."""

from __future__ import annotations

import shutil
from pathlib import Path

from laws_archive import DIGEST
from laws_archive import FILES as LAWS
from support import REPOSITORY, small_archive

_SENTENCE = "试写的条文说明记录怎样保存、由谁保存、保存多久，到期以后又怎样处理。"


def _law() -> str:
    """A code with 编, 章 and 节: contents higher than any window, and paragraphs of every length up to two lines."""
    lines = [
        "---\ntitle: 试写档案法\ntitle_en: Records Act (a test)\ndate: 2016-11-07\ntype: 法律\nissuers: [older]",
        "document_number: 试字第1号\nstatus: in force\neffective: 2017-01-01\ncontent: text\naccess: full",
        "original: {file: law.txt, format: txt, encoding: utf-8, sha256: " + "0" * 64 + "}",
        "repairs: [{kind: joined-lines, count: 2, note: 断行}]\n---\n",
    ]
    article = 0
    for part in "一二三":
        lines.append(f"## 第{part}编　试写的编名\n")
        for chapter in "一二三四":
            lines.append(f"## 第{chapter}章　试写的章名与一般规定\n")
            for section in "一二三":
                lines.append(f"### 第{section}节　试写的节名\n")
                for _ in range(2):
                    article += 1
                    lines.append(f"第{article}条　{(_SENTENCE * 3)[: 10 + article]}。\n")
    return "\n".join(lines)


_BRIEFING = """---
title: 试写的发布会：新的档案局说明备案的办法、期限与第一批任务的进展
date: 2017-03-02
type: 发布会实录
issuers: [newer]
content: text
access: full
original: {file: briefing.txt, format: txt, encoding: utf-8, sha256: 1111111111111111111111111111111111111111111111111111111111111111}
---

**主持人甲：**各位好，今天的发布会由新的档案局举行，先请乙局长介绍情况，然后回答记者的提问。

**乙：**“试写行动”自今年起在各地开展，第一批有三项任务，都与档案备案有关。

**试写日报记者：**请问备案要多久？

**乙：**一般十个工作日以内，材料不齐的另算。
"""

RECORDS = {
    "docs/documents/2016/law.md": _law(),
    "docs/documents/2017/briefing.md": _BRIEFING,
    "docs/agencies/older.md": "---\nname: 旧档案局\nname_en: Old Records Bureau\nsummary_en: A bureau made for tests.\nkind: state organ\nlevel: central\n"
    "founded: 1998-03\ndissolved: 2008-03\nsuccessors: [newer]\n---\n\n试写的机构，职责转入新档案局。\n",
    "docs/agencies/newer.md": "---\nname: 新档案局\nname_en: New Records Bureau\nsummary_en: A bureau made for tests.\nkind: state organ\nlevel: central\n"
    "founded: 2008-03\npredecessors: [older]\n---\n\n试写的机构，职责由旧档案局转来。\n",
    "docs/campaigns/drive.md": "---\nname: 试写行动\nname_en: Test Campaign\nsummary_en: A campaign made for tests.\nkind: campaign\n"
    "start: 2015-03\nleads: [newer]\n---\n\n试写的行动，每年一次。\n",
    "docs/campaigns/drive-2016.md": "---\nname: 试写行动2016\nname_en: Test Campaign 2016\nsummary_en: A campaign made for tests.\nkind: campaign\n"
    "start: 2016-03\nend: 2016-09\nparents: [drive]\nleads: [newer]\n---\n\n试写行动的第二年。\n",
    "docs/glossary/filing.md": "---\nterm: 备案\nterm_en: filing\npinyin: bèi àn\ncategory: law & regulation\ndefinition: 把材料报给主管部门登记。\n"
    "definition_en: Registration with the authority in charge.\n---\n\n试写的术语。\n",
}

FAMILIES = {
    "home": "",
    "law": "documents/2016/law/",
    "briefing": "documents/2017/briefing/",
    "documents": "documents/",
    "year": "documents/2016/",
    "agency": "agencies/older/",
    "agencies": "agencies/",
    "campaign": "campaigns/drive/",
    "campaigns": "campaigns/",
    "leads": "campaigns/leads/",
    "term": "glossary/filing/",
    "glossary": "glossary/",
    "about": "about/editing/",
    "coverage": "about/coverage/",
    "search": "search/",
    "lost": "404.html",
}

MORE = {
    "docs/about/all.md": "---\ntitle: 样样都有\n---\n\n## 一节\n\n### 小节\n\n1. 一\n2. 二\n\n| 甲 | 乙 |\n|---|---|\n| 一 | 二 |\n\n> 引\n\n    一行`代码`\n\n#### 更小的\n",
    "docs/documents/2015/old.md": "---\ntitle: 试写的旧办法\ndate: 2015-03-02\ntype: 部门规章\nissuers: [newer]\nstatus: repealed\n"
    "source: {name: 某网, url: 'https://s.example/1', retrieved: 2026-11-01, archived: 'https://w.example/1'}\nsources: [{url: 'https://s.example/2', archived: 'https://w.example/2', dead: 2026-11-02}, {name: 某转载, url: 'http://uzzf.com/9', retrieved: 2026-11-02}]\n"
    "anchors: [{old: p-0a0a0a0a, page: documents/2021/rule-law}]\n---\n\n一段。\n",
    "docs/documents/2015/draft.md": "---\ntitle: 试写的办法（征求意见稿）\ndate: 2015-06-02\ntype: 部门规章\nissuers: [newer]\nstatus: draft\n"
    "deadline: 2015-07-02\noutcome: 试写的办法\nsource: {name: 某网}\n---\n\n一段征求意见的话。\n",
    "docs/agencies/third.md": "---\nname: 第三档案局\nkind: state organ\nlevel: central\n---\n\n试写的机构，管备案。\n",
    "docs/campaigns/later.md": "---\nname: 后来的行动\nkind: campaign\nstart: 2023-03\nleads: [newer]\n---\n\n试写的行动。\n",
    "docs/campaigns/undated.md": "---\nname: 不知何时的行动\nkind: campaign\nleads: [newer]\n---\n\n试写的行动。\n",
    "docs/documents/2011/rule-law.md": DIGEST.format(
        date="2011-03-01", status="amended", more="", key="2011.txt", year=2011
    ).replace("某某服务法", "试写规则法"),
    "docs/documents/2021/rule-law.md": DIGEST.format(
        date="2021-03-01",
        status="in force",
        more="version_of: 2011/rule-law\n",
        key="2021.txt\n  marked: [第二条]",
        year=2021,
    ).replace("某某服务法", "试写规则法"),
    "sources/raw.txt": "关于试写登记的通知\n\n各有关单位：\n\n自 2017 年 7 月 1 日起，各单位应当登记,并每月报送一次。\n\n新档案局\n\n2017年6月20日\n",
    "sources/2011.txt": "试写规则法\n（2011年3月1日旧档案局公布）\n第一条　为了试写规则，制定本法。\n第二条　规则由旧档案局编号，并按年装订成册。\n"
    "第三条　借阅规则须经馆长同意，借期不过七日。\n第四条　本法自2011年5月1日起施行。\n",
    "sources/2021.txt": "试写规则法\n（2021年3月1日新档案局公布）\n第一条　为了试写规则，制定本法。\n第二条　规则由新档案局编号，记下：\n"
    "（一）名称，包括：\n1.全称；\n2.简称；\n（二）日期。\n第三条　本法自2021年5月1日起施行。\n",
}
"""What the archive of looks and the specimen lack."""


def every_family(root: Path) -> Path:
    """An archive with every family of page in every state: this one and the specimen in one."""
    small_archive(root, RECORDS | LAWS | MORE)
    shutil.copytree(REPOSITORY / "tests" / "specimen" / "docs", root / "docs", dirs_exist_ok=True)
    return root
