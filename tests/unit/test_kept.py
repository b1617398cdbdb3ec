"""What only looks like a page's furniture is the document's, and stays: each kind with inputs of the tests' own."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.convert.pipeline import Converter, Wishes
from gongwen.records import Document
from gongwen.records.archive import Archive
from gongwen.text.markdown_text import unescape


@pytest.fixture(scope="module")
def converter() -> Converter:
    return Converter(Archive())


@pytest.fixture
def made(converter: Converter, tmp_path: Path):
    def make(text: str, name: str = "x.txt") -> Document:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return converter.convert(path, Wishes("full")).document

    return make


def lines(document: Document) -> list[str]:
    return [unescape(line).replace("**", "") for line in document.body.split("\n") if line.strip()]


RIGHTS = {
    "an article": (
        "某市影像资料管理规定\n第一条 为了规范影像资料的管理，制定本规定。\n{}\n第三条 本规定自公布之日起施行。\n",
        "第二条 未经保管单位许可，任何人不得复制、转载和传播影像资料。",
    ),
    "a paragraph of an article": (
        "某市档案利用办法\n第一条 档案向社会开放。\n第二条 利用档案应当登记。\n{}\n第三条 本办法自公布之日起施行。\n",
        "未经同意，任何单位和个人不得复制、引用尚未开放的档案。",
    ),
    "a point of a pledge": (
        "网站自律公约\n我们郑重承诺：\n一、传播真实信息，不编造、不夸大。\n二、尊重作者权利。\n{}\n",
        "三、未经作者授权，不得转载、摘编他人作品，转载的注明来源。",
    ),
    "the last point, in brackets": (
        "网站自律公约\n我们郑重承诺：\n（一）传播真实信息，不编造、不夸大。\n{}\n",
        "（二）未经作者授权，不得转载、摘编他人作品。",
    ),
    "a paragraph of a signed notice": (
        "关于报送检查数据的通知\n各会员单位：\n请于月底前报送检查数据。\n{}\n某市互联网行业协会\n2015年3月2日\n",
        "未经协会同意，任何单位不得引用、传播尚未公布的数据。",
    ),
}


@pytest.mark.parametrize("case", RIGHTS)
def test_what_speaks_of_copying_is_no_notice_of_the_site(made, case: str) -> None:
    text, line = RIGHTS[case]
    assert line in lines(made(text.format(line)))


@pytest.mark.parametrize(
    "notice",
    [
        "未经本网书面授权，任何单位不得转载本页内容。",
        "版权声明：本文版权归某网所有，转载请注明出处。",
        "1、凡本网注明来源的作品，版权均归本网所有。",
    ],
)
def test_a_sites_notice_behind_a_signed_text_still_goes(made, notice: str) -> None:
    text = "关于报送检查数据的通知\n各会员单位：\n请于月底前报送检查数据。\n某市互联网行业协会\n2015年3月2日\n版权声明\n"
    assert notice not in lines(made(text + notice + "\n"))
    assert lines(made(text + notice + "\n"))[-1] == "2015年3月2日"


COLOPHONS = {
    "an example in a rule": (
        "某市公文格式规定\n第一条 通报的末尾写明抄送单位。\n{}\n第二条 通报由办公室印发。\n",
        "抄送：某某局，某某办。（单位较多的，另起一行）",
    ),
    "a point that begins with the word": (
        "公文写作说明\n版记依次写明以下各项。\n{}\n以上各项写在最后一页，单位较多的另起一行，与冒号后的首字对齐。\n",
        "主题词：写三至五个，词与词之间空一格。",
    ),
    "steps of a procedure": (
        "信访事项办理流程\n一、登记。\n{}\n二、办结后五个工作日内书面答复信访人，并将答复意见存档备查。\n",
        "报送：由登记人员将登记表送负责人阅批。",
    ),
}


@pytest.mark.parametrize("case", COLOPHONS)
def test_what_reads_like_a_colophon_stays_where_text_follows(made, case: str) -> None:
    text, line = COLOPHONS[case]
    assert line in lines(made(text.format(line)))


@pytest.mark.parametrize(
    "after",
    ["", "附件：1.名单\n", "附件1\n某市网站名单\n甲网站由某单位主办，备案信息已经核对，没有发现问题。\n"],
)
def test_a_colophon_at_the_end_still_goes(made, after: str) -> None:
    text = "关于报送检查数据的通知\n各会员单位：\n请于月底前报送检查数据。\n某协会\n2015年3月2日\n抄送：某某局，某某办。\n"
    assert "抄送：某某局，某某办。" not in lines(made(text + after))


REPORTS = {
    "buttons above, dateline below": "下载\n打印\n【字号：\n加大\n减小\n】\n2013年某市政府工作报告\n——2013年1月28日在某市第六届人民代表大会第四次会议上\n来源：某市日报\n时间：2013-02-03\n{}\n\n各位代表：\n\n现在，我代表市人民政府向大会报告工作，请予审议。\n\n一、工作回顾\n\n全市网络安全形势平稳。\n",
    "in brackets": "首页\n要闻\n公开\n某县政府工作报告\n（2013年1月28日在某县第三届人民代表大会第二次会议上）\n2013-02-03 09:10 来源：某县政府网\n{}\n\n各位代表：\n\n现在，我代表县人民政府向大会报告工作，请予审议。\n\n全县网络安全形势平稳，各项任务顺利完成。\n",
    "clean": "某县政府工作报告\n——2013年1月28日在某县第三届人民代表大会第二次会议上\n{}\n\n各位代表：\n\n现在，我代表县人民政府向大会报告工作，请予审议。\n",
    "no subtitle": "某县政府工作报告\n{}\n各位代表：\n现在，我代表县人民政府向大会报告工作，请予审议。\n",
}


@pytest.mark.parametrize("case", REPORTS)
def test_a_subtitle_is_no_title_and_an_office_is_not_lost(made, case: str) -> None:
    document = made(REPORTS[case].format("某县人民政府县长 王小明"))
    assert document.title.endswith("政府工作报告")
    assert document.type == "工作汇报"
    assert "某县人民政府县长 王小明" in lines(document)
    if case != "no subtitle":
        assert document.date == "2013-01-28"
        assert any("2013年1月28日在" in line for line in lines(document)[:2])
    assert not any(word in lines(document) for word in ("下载", "打印", "要闻"))


LISTS = {
    "addresses": ["https://support.example.com/web/ecx/solutiondetails?patchId=5574", "https://docs.example.com/en/jia-cloud/8.0/rn/index.html", "参考链接：", "ftp://files.example.com/pub/notes/2015/03/readme-first.txt"],
    "an address behind words": ["通用安装包的下载地址见 https://support.example.com/web/ecx/solution?id=5", "补丁说明见 https://docs.example.com/en/jia-cloud/8.0/rn/index.html#known-issues", "其他版本："],
    "an address under words": ["请各单位在三个工作日内到以下地址下载安装包，并按照说明书的步骤逐项完成全部配置", "https://docs.example.com/en/jia-cloud/8.0/rn/index.html"],
    "versions": ["Jia Cloud Server Enterprise 8.0 with Update Manager < 8.0 U3d", "Jia Cloud Server Enterprise 7.0 with Update Manager < 7.0 U3t", "Jia Cloud Foundation and Operations Suite 5.x < 8.0 U3d"],
    "digests": ["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"],
}  # fmt: skip


@pytest.mark.parametrize("gap", ["\n\n", "\n"])
@pytest.mark.parametrize("case", LISTS)
def test_lines_of_a_list_are_not_glued(made, case: str, gap: str) -> None:
    text = gap.join(
        [
            "# 关于某应用存在漏洞的公告",
            "某平台收录了一个漏洞，请及时更新。",
            *LISTS[case],
            "感谢某公司提供的技术支持。",
        ]
    )
    shown = lines(made(text, "x.md"))
    assert [line for line in LISTS[case] if line not in shown] == []


NUMBERED = {
    "cases": ["甲博物馆未履行安全义务案", "甲博物馆网站被篡改，造成不良影响。", "乙公司未履行安全义务案", "乙公司服务器被入侵。", "丙学校未履行安全义务案", "丙学校网站被篡改。"],
    "points with longer texts": ["登记", "登记由会员单位自行完成，逐项填写网站名称、备案编号、负责人和联系电话，填写后盖章。", "核对", "核对由协会完成，协会逐个栏目查看会员网站，与登记表对照，发现不符的退回重填。"],
}  # fmt: skip


@pytest.mark.parametrize("gap", ["\n\n", "\n"])
@pytest.mark.parametrize("case", NUMBERED)
def test_numbers_of_points_are_no_pages(made, case: str, gap: str) -> None:
    pairs = NUMBERED[case]
    points = [line for i in range(0, len(pairs), 2) for line in (str(i // 2 + 1), pairs[i], pairs[i + 1])]
    document = made(gap.join(["检查案例", "今年以来，协会公布了几起案例。", *points]))
    assert "page-number" not in {repair.kind for repair in document.repairs}
    shown = lines(document)
    numbers = [str(i + 1) for i in range(len(pairs) // 2)]
    if gap == "\n":
        assert all(any(line.startswith(number) for line in shown) for number in numbers)
    else:
        assert [line for line in shown if line.isdigit()] == numbers


def test_numbers_of_pages_still_go(made) -> None:
    page = [
        "协会逐个栏目查看会员网站，记录备案编号、更新日期和投诉电话，并与登记信息核对，发现问题当场指出，限期改正。"
    ] * 6
    pages = [
        *page,
        "1",
        *[line.replace("协会", "平台") for line in page],
        "2",
        *[line.replace("协会", "公司") for line in page],
        "3",
    ]
    assert not {"1", "2", "3"} & set(lines(made("\n".join(["检查情况", *pages]))))
    cut = [
        "检查情况",
        "协会对会员网站开展检查，重点是备案",
        "1",
        "信息和投诉电话。",
        "检查发现，少数网站没有公布",
        "2",
        "投诉电话，备案信息也不全。",
    ]
    document = made("\n".join(cut))
    assert not {"1", "2"} & set(lines(document))
    assert "page-number" in {repair.kind for repair in document.repairs}


PAGE = '<html><head><meta charset="utf-8"><title>{title}_某市网信网</title></head><body><div class="nav"><a href="/">首页</a> <a href="/a">要闻</a> <a href="/b">公告</a></div><h1>{title}</h1>{text}<div class="foot">主办：某市互联网信息办公室 京ICP备00000000号</div></body></html>'
SHORT = {
    "one paragraph": ("某市网信办任免通知", '<div class="con"><p>任命某甲为网络监测科科长，免去某乙的原任职务。</p><p>某市互联网信息办公室</p><p>2013年3月1日</p></div>'),
    "in a table cell": ("关于暂停系统的公告", '<table><tr><td><p>因设备检修，备案系统于本周六暂停服务一天，请各单位合理安排时间。</p><p align="right">某市通信管理局</p><p align="right">2013年3月1日</p></td></tr></table>'),
    "in divisions": ("关于更换印章的公告", "<div><div>本会自即日起启用新印章，原印章同时作废，特此公告。</div><div>某市互联网协会</div><div>二〇一三年三月一日</div></div>"),
}  # fmt: skip


@pytest.mark.parametrize("case", SHORT)
def test_a_short_notice_keeps_its_signature(made, case: str) -> None:
    title, text = SHORT[case]
    document = made(PAGE.format(title=title, text=text), "x.html")
    assert document.date == "2013-03-01"
    assert len(document.issuers) == 1
    assert len(lines(document)) == 3
    assert "首页" not in document.body


ENDS = {
    "the text behind the end": '<html><head><title>{t}_公报</title></head><body><table><tr><td><a href="/">首页</a> <a href="/a">公报</a></td></tr></table></body></html><h2>{t}</h2><div>{p}</div>',
    "two pages in one": "<html><head><title>公报</title></head><body><p><a href='/'>首页</a></p></body></html><html><head><title>{t}</title></head><body><h1>{t}</h1><div>{p}</div></body></html>",
    "the end in the middle": "<html><head><title>{t}</title></head><body><h1>{t}</h1><div><p>会议听取了情况汇报，并进行了审议，与会人员发表了意见。</p></HTML >{p}</div></BODY></html>",
}  # fmt: skip


@pytest.mark.parametrize("case", ENDS)
def test_text_behind_the_end_of_a_page_is_read(made, case: str) -> None:
    paragraph = "会议审议了提请审议的议案，决定批准调整后的检查方案，由办公室组织实施，并在年底前报告结果。"
    document = made(ENDS[case].format(t="关于批准调整检查方案的决议", p=f"<p>{paragraph}</p>"), "x.html")
    assert document.title == "关于批准调整检查方案的决议"
    assert paragraph in lines(document)
    assert "首页" not in document.body
