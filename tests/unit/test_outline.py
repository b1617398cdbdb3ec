from __future__ import annotations

import pytest

from gongwen.convert import page
from gongwen.convert.outline import Heading, Outline, outline, stated
from gongwen.convert.readers import markdown, text
from gongwen.convert.repair import repair

BODY = "各单位要按照清单逐项检查，发现问题立即整改，并把结果按时报送秘书处汇总。"


def shape(source: str) -> Outline:
    return outline(repair(text.read(source)))


def headings(source: str) -> list[tuple[int, str]]:
    return [(e.level, e.text) for e in shape(source).elements if isinstance(e, Heading)]


def body(source: str) -> str:
    return page.body(shape(source).elements)


def test_title_and_head_lines() -> None:
    found = shape(
        f"某某协会文件\n互协发〔2015〕12号\n关于开展网站自查的通知\n（2015年3月2日）\n各会员单位：\n{BODY}"
    )
    assert found.title == "关于开展网站自查的通知"
    assert [(line.kind, line.text) for line in found.head] == [
        ("letterhead", "某某协会文件"), ("number", "互协发〔2015〕12号"), ("date", "（2015年3月2日）"),
    ]  # fmt: skip
    assert found.paragraphs[0].text == "各会员单位："


def test_a_title_on_two_lines() -> None:
    assert (
        shape(f"某某协会关于进一步加强会员单位\n网站备案管理工作的通知\n{BODY}").title
        == "某某协会关于进一步加强会员单位网站备案管理工作的通知"
    )


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("关于网站自查 及整改情况的汇报", "关于网站自查及整改情况的汇报"),
        ("关于严格日常管理 切实做好自查的通知", "关于严格日常管理 切实做好自查的通知"),
        ("通 知", "通知"),
        ("某某协会 关于自查的通知", "某某协会关于自查的通知"),
    ],
)
def test_line_breaks_in_titles(stated: str, title: str) -> None:
    assert shape(f"{stated}\n{BODY}").title == title


def test_a_title_printed_twice() -> None:
    found = shape(f"协会召开自查工作座谈会\n协会召开自查工作座谈会\n{BODY}")
    assert (found.title, len(found.paragraphs)) == ("协会召开自查工作座谈会", 1)
    assert [change.kind for change in found.changes] == ["duplicate-title"]


def test_text_without_a_title() -> None:
    assert shape(f"{BODY}\n{BODY[:20]}。").title is None


def test_levels() -> None:
    source = f"某某工作方案\n一、总体要求\n（一）工作目标\n{BODY}\n（二）工作原则\n{BODY}\n二、任务\n1.检查备案\n{BODY}\n2.检查值班\n{BODY}"
    assert headings(source) == [
        (2, "一、总体要求"), (3, "（一）工作目标"), (3, "（二）工作原则"), (2, "二、任务"), (3, "1.检查备案"), (3, "2.检查值班"),
    ]  # fmt: skip


def test_chapters_and_articles() -> None:
    source = "某某管理规定\n第一章　总则\n第一条　为了规范管理，制定本规定。\n第二条　本规定自发布之日起施行。\n第二章　罚则\n第三条　违反规定的，由主管部门责令改正。"
    assert headings(source) == [(2, "第一章 总则"), (2, "第二章 罚则")]
    assert "**" not in body(source)


def test_the_parts_of_a_code_head_its_chapters() -> None:
    code = "某某规则\n第二编　物品\n第一分编　通则\n第一章　登记\n第一条　物品应当登记。\n第二分编　保管\n第一章　保管人\n第二条　保管人由协会指定。\n第三编　附则\n第三条　本规则自公布之日起施行。"
    assert headings(code) == [
        (2, "第二编 物品"), (2, "第一分编 通则"), (2, "第一章 登记"), (2, "第二分编 保管"), (2, "第一章 保管人"), (2, "第三编 附则"),
    ]  # fmt: skip


def test_chapters_in_a_row_are_a_list() -> None:
    assert headings(f"某某规则\n第一章　登记\n第二章　保管\n{BODY}") == [(2, "第二章 保管")]


def test_items_of_an_article_are_no_headings() -> None:
    items = "（一）对单位的罚款\n1.停机一次的，处一千元；\n2.停机两次的，处五千元。\n（二）对个人的罚款\n1.首次的，处一百元；\n2.再次的，处五百元。"
    rule = f"某某管理规定\n第一章　总则\n第一条　为了规范管理，制定本规定。\n第二条　罚款依照下列规定：\n{items}\n第三条　本规定自发布之日起施行。"
    assert headings(rule) == [(2, "第一章 总则")]
    assert headings(f"{rule}\n附件\n（一）填写说明\n{BODY}\n（二）报送办法\n{BODY}")[1:] == [
        (3, "（一）填写说明"), (3, "（二）报送办法"),
    ]  # fmt: skip


def test_a_list_is_not_a_row_of_headings() -> None:
    assert headings(f"某某会议议程\n会议议程如下：\n1.通报情况\n2.交流发言\n3.部署工作\n{BODY}") == []


def test_run_in_heads_are_bold_to_the_first_full_stop() -> None:
    source = f"某某工作汇报\n（一）抓检查，促整改。{BODY}\n（二）抓值班，保安全。{BODY}\n1.抓备案。{BODY}"
    assert body(source).split("\n\n") == [
        f"**（一）抓检查，促整改。**{BODY}",
        f"**（二）抓值班，保安全。**{BODY}",
        f"**1.抓备案。**{BODY}",
    ]


def test_prose_enumeration_stays_prose() -> None:
    prose = "下一步抓三方面：一、抓检查。要逐项对照；二、抓整改。要限期完成。一是抓值班。二是抓备案。"
    assert body(f"某某会议召开\n{prose}\n一是抓好检查。{BODY}") == f"{prose}\n\n一是抓好检查。{BODY}"


def test_parallel_dash_leads() -> None:
    source = f"某某会议召开\n——抓检查，促整改。\n{BODY}\n——抓值班，保安全。\n{BODY}"
    assert body(source).split("\n\n")[::2] == ["**——抓检查，促整改。**", "**——抓值班，保安全。**"]


def test_turns() -> None:
    source = (
        "某某新闻发布会\n某某办公室副主任、新闻发言人李文平：\n大家好，现在开始。\n某某局局长赵启明：\n先介绍情况。要做到三点：\n一是检查。\n"
        "某某日报记者：\n请问进展如何？\n赵启明：\n进展顺利。\n李文平：\n今天到此结束。"
    )
    found = shape(source)
    labels = [(p.label.name, p.label.office, p.label.asks) for p in found.paragraphs if p.label]
    assert labels == [
        ("李文平", "某某办公室副主任、新闻发言人", False), ("赵启明", "某某局局长", False), ("某某日报记者", None, True),
        ("赵启明", None, False), ("李文平", None, False),
    ]  # fmt: skip
    assert "**赵启明：**" in body(source)
    assert "**先介绍" not in body(source)


def test_labels_on_the_same_line() -> None:
    source = "某某访谈实录\n主持人：欢迎各位。\n李文平：谢谢主持人。\n网友：怎么举报？\n李文平：可以打电话。"
    assert body(source).split("\n\n")[1] == "**李文平：**谢谢主持人。"


def test_a_colon_is_not_a_speaker() -> None:
    source = f"某某通知\n联系人：李文平\n电话：010-1234\n重点抓以下工作：\n{BODY}"
    assert all(p.label is None for p in shape(source).paragraphs)


def test_own_markdown_comes_back() -> None:
    source = (
        f"## 一、总体要求\n\n**（一）抓检查，促整改。**{BODY}\n\n\\*月\\*日到会。\n\n1\\. 项目\n\n&lt;甲>"
    )
    assert page.body(stated(markdown.read(source).blocks, "某某方案").elements) == source
