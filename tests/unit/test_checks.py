from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from gongwen.records.archive import read_archive
from gongwen.records.checks import Finding, check, personal, prose

EXCERPT = "access: excerpt\nrights: {note: 缘由}"
DIGEST = "type: 通知\ncontent: digest\naccess: full"
TODAY = datetime.date(2026, 1, 1)
SENTENCE = "各地主管单位要在月底以前把自查的结果和整改的措施逐一汇总并且向社会说明"


def findings(tmp_path: Path, files: dict[str, str]) -> list[Finding]:
    """What is found, but for what a new record can't have yet."""
    return [finding for finding in everything(tmp_path, files) if not finding.problem.startswith("没有")]


def everything(tmp_path: Path, files: dict[str, str]) -> list[Finding]:
    base = {
        "agencies/mii.md": "name: 信息产业部\nkind: state organ\nlevel: central\nfounded: 1998-03\ndissolved: 2008-03",
        "campaigns/green.md": "name: 某某工程\nkind: programme\nleads: [mii]",
    }
    for file, text in {**base, **files}.items():
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        head, _, body = text.partition("\n\n")
        path.write_text(f"---\n{head}\n---\n\n{body}\n", encoding="utf-8")
    return check(read_archive(tmp_path), today=TODAY)


def test_nothing_to_find(tmp_path: Path) -> None:
    assert (
        findings(
            tmp_path,
            {"documents/2006/a.md": "title: 甲\ndate: 2006\nissuers: [mii]\ncampaigns: [green]\n\n正文。"},
        )
        == []
    )


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("documents/2006/a.md", "title: 甲\nissuers: [mij]", "机构 id“mij”不存在"),
        ("documents/2006/a.md", "title: 甲\ncampaigns: [red]", "行动 id“red”不存在"),
        (
            "documents/2006/a.md",
            "title: 甲\nrelations: [{type: cites, target: 2005/b}]",
            "relations 里的文献 id“2005/b”不存在",
        ),
        ("documents/2006/a.md", "title: 甲\nrelations: [{type: cites, target: 2006/a}]", "指向自己"),
        ("documents/2006/a.md", "title: 甲\ndate: 2009-01-01\nissuers: [mii]", "晚于信息产业部撤销"),
        ("documents/2006/a.md", "title: 甲\ndate: 1997\nissuers: [mii]", "早于信息产业部设立"),
        ("documents/2006/a.md", "title: 甲\ndate: 2027-01-02", "日期在将来"),
        ("documents/2006/a.md", "title: 甲\n\n据样本002，会议召开。", "编辑用语“样本002”"),
        ("documents/2006/a.md", "title: 甲\nsource: {name: seeds/002_x.txt}", "编辑用语"),
        ("documents/2006/a.md", "title: 甲\ncontent: digest\n\n正文待写", "编辑用语“待写”"),
        ("documents/2006/a.md", "title: 甲\n\n<script>alert(1)</script>", "正文里有 HTML"),
        ("documents/2006/a.md", "title: 甲\n\n见[附件](javascript:alert(1))。", "通往“javascript:alert(1”"),
        (
            "documents/2006/a.md",
            "title: 甲\n\n见[附件][1]。\n\n[1]: data:text/html,x",
            "通往“data:text/html,x”",
        ),
        ("documents/2006/a.md", "title: 甲\n\n<vbscript:x>", "通往“vbscript:x”"),
        (
            "documents/2006/a.md",
            "title: 甲\nissuers: ['某<svg onload=alert(1)>局']",
            "issuers 里有 HTML 记号",
        ),
        ("documents/2006/a.md", "title: 甲\n\n# 标题", "一级"),
        ("documents/2006/a.md", "title: 甲\naccess: record\nrights: {note: 缘由}\n\n正文。", "不得有正文"),
        ("documents/2006/a.md", "title: 甲\naccess: excerpt\n\n正文。", "没有写明理由"),
        ("documents/2006/a.md", f"title: 甲\n{EXCERPT}\n\n{'会议召开。' * 41}", "节录有 205 字，超过 200 字"),
        (
            "documents/2006/a.md",
            f"title: 甲\n{EXCERPT}\nsic: [{{text: 会议召开一}}]\n\n{'会议召开。' * 40}",
            "连同引文超过 200 字（sic）",
        ),
        (
            "documents/2006/a.md",
            "title: 甲\naccess: record\nrights: {note: 缘由}\nevidence: {date: {basis: inferred, text: 今年}}",
            "不得引用原文（evidence.date.text）",
        ),
        (
            "documents/2006/a.md",
            "title: 甲\naccess: record\nrights: {note: 缘由}\nsic: [{text: 今年}]",
            "不得引用原文（sic）",
        ),
        (
            "agencies/miit.md",
            "name: 工信部\nkind: state organ\nlevel: central\npredecessors: [mii]",
            "两边写成一致",
        ),
        ("agencies/a.md", "name: 甲局\nkind: state organ\nlevel: central\nparent: a", "指向自己"),
        (
            "agencies/a.md",
            "name: 甲局\nkind: state organ\nlevel: central\nfounded: 2010\ndissolved: 2009",
            "早于起始日期",
        ),
        ("campaigns/b.md", "name: 乙行动\nkind: campaign\nparents: [nowhere]", "行动“nowhere”不存在"),
        ("glossary/c.md", "term: 丙\npinyin: bing\ncategory: society\nrelated: [d]", "术语“d”不存在"),
    ],
)
def test_found(tmp_path: Path, file: str, text: str, words: str) -> None:
    found = findings(tmp_path, {file: text})
    assert any(
        words in finding.problem + finding.advice and finding.severity == "error" for finding in found
    ), found
    assert all(finding.file == file or "mii" in finding.file for finding in found)


@pytest.mark.parametrize(
    "text",
    [
        f"title: 甲\n{EXCERPT}\n\n{'会议召开。' * 40}",
        f"title: 甲\ncontent: digest\n{EXCERPT}\n\n{'会议召开。' * 90}",
        "title: 甲\naccess: record\nrights: {note: 缘由}\nevidence: {date: {basis: inferred, note: 据首句}}",
    ],
)
def test_what_access_lets_out_is_no_fault(tmp_path: Path, text: str) -> None:
    assert findings(tmp_path, {"documents/2006/a.md": text}) == []


def test_rings_are_found(tmp_path: Path) -> None:
    ring = "kind: state organ\nlevel: central\nparent: "
    found = findings(tmp_path, {"agencies/a.md": f"name: 甲\n{ring}b", "agencies/b.md": f"name: 乙\n{ring}a"})
    assert [(finding.file, finding.problem) for finding in found] == [
        ("agencies/a.md", "parent 绕成了环（隶属）")
    ]


def test_names_without_a_record_are_information(tmp_path: Path) -> None:
    (finding,) = findings(tmp_path, {"documents/2006/a.md": "title: 甲\nissuers: [某某委员会]"})
    assert (finding.severity, finding.problem) == ("info", "机构“某某委员会”尚无条目")


def test_shared_names_need_senses(tmp_path: Path) -> None:
    same = "kind: office\nlevel: municipal\naliases: [市委某办]"
    (finding,) = findings(
        tmp_path, {"agencies/a.md": f"name: 甲办\n{same}", "agencies/b.md": f"name: 乙办\n{same}"}
    )
    assert finding.severity == "error"
    assert "市委某办" in finding.problem


def test_one_original_has_one_page(tmp_path: Path) -> None:
    original = "original: {file: x.txt, sha256: " + "0" * 64 + ", format: txt}"
    found = findings(
        tmp_path,
        {"documents/2006/a.md": f"title: 甲\n{original}", "documents/2006/b.md": f"title: 乙\n{original}"},
    )
    assert [finding.problem for finding in found] == ["与 docs/documents/2006/a.md 出自同一原件"]


@pytest.mark.parametrize(
    ("file", "text", "problems"),
    [
        ("documents/2006/a.md", f"title: 甲\n{DIGEST}", ["没有 title_en", "没有 summary_en", "没有来源网址"]),
        ("agencies/a.md", "name: 甲局\nkind: state organ\nlevel: central", ["没有 name_en", "没有 summary_en"]),
        ("campaigns/a.md", "name: 甲行动\nkind: campaign", ["没有 name_en", "没有 summary_en"]),
        ("glossary/a.md", "term: 甲\npinyin: jia\ncategory: society", ["没有 term_en", "没有 definition", "没有 definition_en"]),
    ],
)  # fmt: skip
def test_what_a_new_record_wants_is_information(
    tmp_path: Path, file: str, text: str, problems: list[str]
) -> None:
    found = [finding for finding in everything(tmp_path, {file: text}) if finding.file == file]
    assert sorted(finding.problem for finding in found) == sorted(problems)
    assert {finding.severity for finding in found} == {"info"}
    assert all(finding.advice for finding in found)


@pytest.mark.parametrize(
    ("url", "official"),
    [
        ("https://www.gov.cn/zhengce/a.htm", True),
        ("http://cac.gov.cn/a.htm", True),
        ("https://gov.cn.example.org/a", False),
        ("https://notgov.cn/a", False),
        ("https://example.org/gov.cn/", False),
    ],
)
def test_sources_elsewhere_are_information(tmp_path: Path, url: str, official: bool) -> None:
    found = findings(tmp_path, {"documents/2006/a.md": f"title: 甲\nsource: {{url: '{url}'}}"})
    assert [finding.loc for finding in found] == ([] if official else [("source", "url")])
    assert all(finding.severity == "info" for finding in found)


def test_an_english_sentence_ends(tmp_path: Path) -> None:
    (finding,) = findings(tmp_path, {"documents/2006/a.md": "title: 甲\nsummary_en: A notice"})
    assert (finding.loc, finding.severity) == (("summary_en",), "info")


def test_no_sentence_of_a_digest_is_taken_over(tmp_path: Path) -> None:
    digest = "title: {}\ncontent: digest\n\n{}。"
    one, other = digest.format("甲", SENTENCE), digest.format("乙", f"据说，{SENTENCE}")
    (finding,) = findings(tmp_path, {"documents/2006/a.md": one, "documents/2006/b.md": other})
    assert (finding.file, finding.severity) == ("documents/2006/b.md", "error")
    assert "docs/documents/2006/a.md" in finding.problem
    assert SENTENCE in finding.problem


def test_texts_and_quotations_may_share_sentences(tmp_path: Path) -> None:
    digest = f"title: 甲\ncontent: digest\n\n{SENTENCE}。"
    text = f"title: 乙\ncontent: text\n\n{SENTENCE}。"
    quoting = f"title: 丙\ncontent: digest\n\n通知说“{SENTENCE}”。"
    files = dict(
        zip(
            "abcd",
            (
                digest,
                text,
                text.replace("乙", "丁") + "另有别的话，说的是别的事，同前面那一句没有关系。" * 3,
                quoting,
            ),
            strict=True,
        )
    )
    assert findings(tmp_path, {f"documents/2006/{name}.md": text for name, text in files.items()}) == []


def test_long_digests_are_information(tmp_path: Path) -> None:
    (finding,) = findings(
        tmp_path, {"documents/2006/a.md": "title: 甲\ncontent: digest\n\n" + "说明。" * 201}
    )
    assert (finding.severity, finding.problem) == ("info", "提要有 603 字，超过 600 字")


def test_prose_is_looked_at_too(tmp_path: Path) -> None:
    for file, text in {
        "about/a.md": "---\ntitle: 甲\n---\n\n<script>alert(1)</script>\n",
        "about/deep/b.md": "---\ntitle: 乙\n---\n\n见[此](javascript:x)。\n",
        "about/c.md": "---\ntitle: 丙\n---\n\n见[此](https://www.gov.example/)和[彼](a.md)，又见<https://www.gov.example/a>。\n",
    }.items():
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert [(finding.file, finding.problem) for finding in prose(tmp_path)] == [
        ("about/a.md", "正文里有 HTML"),
        ("about/deep/b.md", "正文里有通往“javascript:x”的链接"),
    ]


def test_a_record_that_nothing_leads_to_is_information(tmp_path: Path) -> None:
    # green points to mii; nothing points to green, and no text names it.
    findings(tmp_path, {"documents/2006/a.md": "title: 甲"})
    archive = read_archive(tmp_path)

    def alone(named: set[tuple[str, str]]) -> list[str]:
        return [
            f.file for f in check(archive, today=TODAY, named=named) if f.problem.startswith("没有文献提到它")
        ]

    assert alone(set()) == ["campaigns/green.md", "documents/2006/a.md"]
    assert alone({("campaign", "green"), ("agency", "green")}) == ["documents/2006/a.md"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("电话13800138000", "手机号码"),
        ("电话 +86 138-0013-8000。", "手机号码"),
        ("电话 138 0013 8000。", "手机号码"),
        ("证件11010119900307123X", "身份证号"),
        ("证件11010119901307123X", None),
        ("网站备案号京公网安备11010502030143号", None),
        ("编号 138001380001234", None),
        ("共13800.138亿元", None),
        ("服务电话010-12345678、12377", None),
        ("信箱 jubao@12377.cn", None),
        ("信箱 law@cac.gov.cn", None),
        ("信箱 someone@foxmail.com", "个人邮箱"),
        ("住址：某市某路", "住址"),
        ("登记姓名、住址和账号", None),
        ("某路5号楼301室", "住址"),
        ("某大街 11 号", None),
    ],
)
def test_personal_data_by_its_shape(text: str, what: str | None) -> None:
    assert [found for found, _ in personal.found(text)] == ([what] if what else [])


def test_a_number_that_was_published_so_may_stand(tmp_path: Path) -> None:
    head = "title: 甲\nsource: {name: 某局}\ntype: 通知\ncontent: text\naccess: full"
    sic = "\nsic: [{text: 13800138000, note: 原件公布的联系电话}]"
    assert len(findings(tmp_path, {"documents/2006/a.md": f"{head}\n\n电话13800138000。"})) == 1
    assert findings(tmp_path, {"documents/2006/a.md": f"{head}{sic}\n\n电话13800138000。"}) == []


@pytest.mark.parametrize(
    ("effective", "faulty"), [("2006", False), ("2006-05", False), ("2006-05-01", True), ("2005", True)]
)
def test_a_coarse_date_contradicts_only_what_it_cant_be(tmp_path: Path, effective: str, faulty: bool) -> None:
    text = f"title: 甲\ndate: 2006-05-20\neffective: {effective}"
    assert bool(findings(tmp_path, {"documents/2006/a.md": text})) == faulty


def test_what_documents_say_isnt_what_editors_leave(tmp_path: Path) -> None:
    text = "title: 甲\ncontent: text\n\n期待写好这一篇，格式为XXX单位，{文中的括号}与<https://www.gov.example/>照录。"
    assert findings(tmp_path, {"documents/2006/a.md": text}) == []
