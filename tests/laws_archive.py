"""A small archive with laws: digests whose texts lie in sources/, two versions of one, a decision; all words made up."""

from __future__ import annotations

OLD = """某某服务法
（2010年3月1日信息产业部公布）
第一章 总则
第一条　为了规范某某服务的提供和使用，制定本法。
第二条　提供某某服务的单位应当到主管部门办理登记手续。
第二章 罚则
第三条　未经登记提供服务的，处一万元以下罚款。
第四条　本法自2010年5月1日起施行。
"""
NEW = """某某服务法
（2020年3月1日信息产业部公布）
第一章 总则
第一条　为了规范某某服务的提供和使用，制定本法。
第二条　国家鼓励公众参与监督，各级政府设置举报电话。
第三条　提供某某服务的单位应当到主管部门办理备案手续。
提供者应当核验下列事项，逐项记录，并在办理之后的十个工作日之内把记录送交主管部门：
（一）使用者的名称，以及使用者在主管部门登记的地址，两者应当与所交的证件一致；
（二）使用的目的。
未备案的，不得提供服务。
第二章 罚则
第四条　未经备案提供服务的，处一万元以下罚款。
第五条　本法自2020年5月1日起施行。
"""
DIGEST = "---\ntitle: 某某服务法\ntitle_en: Law on Such Services\ndate: {date}\ndate_kind: document\nstatus: {status}\ntype: 法律\nissuers: [mii]\ncontent: digest\naccess: full\n{more}text:\n  provider: sources\n  key: {key}\n  version: {date}\n---\n\n{year}年的文本规定了某某服务。\n"
CITING = "---\ntitle: 某通知\ndate: 2021-06-28\ntype: 通知\nissuers: [mii]\n---\n\n依照《某某服务法》第三条第二款第（一）项，并按《某某服务法》办理。\n"
FILES = {
    "docs/documents/2010/service-law.md": DIGEST.format(
        date="2010-03-01", status="amended", more="", key="2010.txt", year=2010
    ),
    "docs/documents/2020/service-law.md": DIGEST.format(
        date="2020-03-01", status="in force", more="version_of: 2010/service-law\n", key="2020.txt", year=2020
    ),
    "docs/documents/2021/citing.md": CITING,
    "sources/2010.txt": OLD,
    "sources/2020.txt": NEW,
}
LAW, COMPARED, CITED = (
    "documents/2020/service-law/",
    "documents/2020/service-law/compared-2010-03-01/",
    "documents/2021/citing/",
)
