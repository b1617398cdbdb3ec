"""Each repair on text that needs it, and all of them on text that doesn't. The texts are the tests' own."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongwen.convert.model import Block, Draft
from gongwen.convert.pipeline import Converter
from gongwen.convert.readers import markdown, text
from gongwen.convert.repair import repair
from gongwen.convert.repair.punctuation import full_width
from gongwen.records.archive import Archive

CLEAN = """关于做好网站自查工作的通知
各会员单位：
为落实主管部门的要求，现就网站自查工作通知如下。
一、自查范围
本次自查包括网站首页、论坛和“跟帖”栏目，时间为3月1日至15日。
二、自查方法
一是逐栏目检查；二是核对备案信息；三是公布举报电话12321，方便用户监督。
请于3月20日16:30以前报送结果，联系邮箱为zicha@example.cn。
某市互联网行业协会
2015年2月27日
"""


def repaired(source: str) -> Draft:
    return repair(text.read(source))


def lines(source: str) -> list[str]:
    return [block.text for block in repaired(source).blocks]


def log(source: str) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for change in repaired(source).changes:
        counts[change.kind] += change.count
    return dict(counts)


def test_clean_text_is_left_alone() -> None:
    assert log(CLEAN) == {}
    assert lines(CLEAN) == CLEAN.strip().split("\n")


@pytest.mark.parametrize(
    ("source", "expected", "kind", "count"),
    [
        ("网站\u200b应当\ufeff备案。", ["网站应当备案。"], "invisible-characters", 2),
        ("联系人\u00a0李某，电话见公告。", ["联系人 李某，电话见公告。"], "odd-spaces", 1),
        ("    会议要求各单位抓好落实。", ["会议要求各单位抓好落实。"], "indent", 1),
        ("会议在市里召开。\u3000\u3000会上通报了情况。", ["会议在市里召开。", "会上通报了情况。"], "split-paragraph", 1),
        ("会议在市里召开。    会上通报了情况。", ["会议在市里召开。", "会上通报了情况。"], "split-paragraph", 1),
        ("共有 12 家单位参加，占 80% 以上。", ["共有12家单位参加，占80%以上。"], "digit-spacing", 4),
        ("各单位要自查,要整改;结果要上报.", ["各单位要自查，要整改；结果要上报。"], "half-width-punctuation", 2),
        ("(一) 自查范围", ["（一）自查范围"], "enumeration-bracket", 1),
        ("要做到**三个到位**，确保落实。", ["要做到三个到位，确保落实。"], "stray-bold", 1),
        ("正文第一段说明情况。\n— 3 —\n正文第二段说明做法。", ["正文第一段说明情况。", "正文第二段说明做法。"], "page-number", 1),
        ("正文第一段说明情况。\n图片加载失败\n正文第二段说明做法。", ["正文第一段说明情况。", "正文第二段说明做法。"], "image-placeholder", 1),
        ("首页 > 新闻 > 正文\n协会召开座谈会\n座谈会在协会举行。", ["协会召开座谈会", "座谈会在协会举行。"], "breadcrumb", 1),
        (
            "协会召开座谈会\n2015-03-04 09:30 来源：协会网站\n座谈会在协会举行。",
            ["协会召开座谈会", "座谈会在协会举行。"], "dateline", 1,
        ),
        (
            "协会召开座谈会\n座谈会在协会举行，二十家单位参加。\n未经本网书面授权，任何单位不得转载本页内容。",
            ["协会召开座谈会", "座谈会在协会举行，二十家单位参加。"], "copyright-notice", 1,
        ),
        ("网站共１２家，含Ａ类３家。", ["网站共12家，含A类3家。"], "full-width-letters", 4),
        ("网(wǎng)络(luò)安全检查由协会负责。", ["网络安全检查由协会负责。"], "injected-pinyin", 2),
        ("会议在教 育 部大楼举行，二十人参加。", ["会议在教育部大楼举行，二十人参加。"], "letter-spacing", 2),
        ("现提出以下意 见，请各单位执行。", ["现提出以下意见，请各单位执行。"], "letter-spacing", 1),
        ("各单位要自查，，并上报。。", ["各单位要自查，并上报。"], "doubled-punctuation", 2),
        ("核对结果要上报.各单位要留底.", ["核对结果要上报。各单位要留底。"], "full-stop", 2),
        ("各单位要自查， 并在三日内 ，逐级上报。", ["各单位要自查，并在三日内，逐级上报。"], "punctuation-spacing", 2),
        ("正文第一段说明情况。\n【打印本页】【关闭窗口】\n正文第二段说明做法。", ["正文第一段说明情况。", "正文第二段说明做法。"], "page-controls", 1),
        ("正文第一段说明情况。\n长按二维码，关注我们\n正文第二段说明做法。", ["正文第一段说明情况。", "正文第二段说明做法。"], "reader-prompt", 1),
        ("首页\n要闻\n機構\n协会召开座谈会\n座谈会在协会举行。", ["协会召开座谈会", "座谈会在协会举行。"], "navigation", 3),
        ("协会召开座谈会\n座谈会在协会举行。\n（责编：某某、某人）", ["协会召开座谈会", "座谈会在协会举行。"], "dateline", 1),
        ("协会召开座谈会\n座谈会在协会举行。\n原标题：协会开会了", ["协会召开座谈会", "座谈会在协会举行。"], "page-credit", 1),
        ("协会召开座谈会\n座谈会在协会举行。\n相关链接：\n协会走访会员\n协会举办培训", ["协会召开座谈会", "座谈会在协会举行。"], "related-links", 3),
        ("协会召开座谈会\n座谈会在协会举行。\n主办单位：甲协会　技术支持：乙公司", ["协会召开座谈会", "座谈会在协会举行。"], "page-footer", 1),
        ("请各单位执行。\n甲协会\n2014年5月6日\n抄送：乙协会，丙协会。", ["请各单位执行。", "甲协会", "2014年5月6日"], "colophon", 1),
        ("本书所称网\ue5d2络，是指公用的网络。", ["本书所称网络，是指公用的网络。"], "invisible-characters", 1),
        (
            "会议由协会主持。2015-06-10 10:01:30\n会议听取了汇报。2015-06-10 10:03:12\n会议作了总结。",
            ["会议由协会主持。", "会议听取了汇报。", "会议作了总结。"], "page-controls", 2,
        ),
        (
            "第一条 办法适用于会员。\n第二条 会员应当备案。\n第三条 备案每年一次。第四条 办法由协会解释。\n第五条 办法自公布之日起施行。",
            ["第一条 办法适用于会员。", "第二条 会员应当备案。", "第三条 备案每年一次。", "第四条 办法由协会解释。", "第五条 办法自公布之日起施行。"],
            "glued-heading", 1,
        ),
        (
            "通知\n要求各单位对照清单逐项检查本单位网站的备案信息和安全措施是否齐全，发现问题的要立即整\n"
            "改，并在三日内把整改情况书面报告给协会秘书处，由秘书处汇总后报送主管部门备查。",
            [
                "通知",
                "要求各单位对照清单逐项检查本单位网站的备案信息和安全措施是否齐全，发现问题的要立即整改，并在三日内把整改情况书面报告给协会秘书处，"
                "由秘书处汇总后报送主管部门备查。",
            ],
            "joined-lines", 1,
        ),
    ],
)  # fmt: skip
def test_repairs(source: str, expected: list[str], kind: str, count: int) -> None:
    assert lines(source) == expected
    assert log(source)[kind] == count


@pytest.mark.parametrize(
    "source",
    [
        "会议要求：一、加大力度，落实责任；二、抓好整改，按时上报。",
        "——从实际出发，不搞一刀切。",
        "第一条 作品由作者保管。\n未经作者同意，任何人不得复制作品。\n第二条 本办法自公布之日起施行。",
        "第一章\u3000\u3000总则",
        "主题是“共建网上家园 同享清朗空间”。",
        "请于16:30以前拨打010-1234567，网址http://example.cn/a,b。",
        "价值1,234,567元。",
        "1 范围",
        "谢谢。\n主持人：\n请下一位提问。\n主持人：\n谢谢。",
        "某某同志*月*日到会。",
        "厦门举办市民开放日 12个体验区教您安全上网",
        "全年处理举报2.5万件，比上年增长10.2%……其中，网站举报占一半——这是多年来的最高值。",
        "第三条 依照第五条第二款的规定。第六条 另有规定的除外。",
        "他说：“好。”（笑）",
        "版本为V2.0.1，网址www.example.cn.",
        "会议共有A、B两个分会场，参会的有IT企业30家。",
        "请关注网络安全，不要点击来历不明的链接。",
    ],
)
def test_left_alone(source: str) -> None:
    changed = {change.kind for change in repaired(source).changes} - {"odd-spaces", "indent"}
    assert changed == set()


PARAGRAPHS = [
    "协会在年初对会员网站开展检查，重点查看首页、论坛和下载栏目，共检查网站四十余家，发现问题一百多处。",
    "检查结果表明，多数网站建立了值班制度，少数网站的备案信息没有及时更新，个别网站没有公布投诉电话。",
    "协会要求有问题的网站在一个月内改正，并把结果在网站显著位置公布，接受用户监督。",
]
LONG = [f"{paragraph}对此，{paragraph}" for paragraph in PARAGRAPHS]
TITLE = "协会通报网站检查情况"
ITEMS = [
    "（一）登记开户人的姓名、住址和联系方式；",
    "（二）核对开户人提交的营业执照副本，并留存复印件；",
    "（三）法律、法规规定的其他义务。",
]
RULE = [
    "某市接入服务登记规定",
    "第一条 为了规范接入服务，制定本规定。",
    "第二条 接入服务者应当履行下列义务：",
    *ITEMS,
    "第三条 本规定自公布之日起施行。",
]


@pytest.mark.parametrize(
    ("before", "again", "after"),
    [
        ([], PARAGRAPHS, []),
        ([TITLE], PARAGRAPHS, []),
        ([], [TITLE, *PARAGRAPHS], []),
        ([], [TITLE, *PARAGRAPHS], ["某市互联网行业协会"]),
        ([TITLE, "2015年2月27日"], PARAGRAPHS, []),
        ([], [TITLE, PARAGRAPHS[0], *ITEMS, PARAGRAPHS[2]], []),
        ([], RULE, []),
        (
            [TITLE, "协会日前召开会议，通报网站检查的情况，二十家会员单位的负责人参加。"],
            LONG,
            ["会议由协会秘书长主持，主管部门的同志到会指导，并讲了话。"],
        ),
        ([], [TITLE, *LONG], ["会议由协会秘书长主持，主管部门的同志到会指导，并讲了话。"]),
    ],
)
def test_a_pasted_copy_goes(before: list[str], again: list[str], after: list[str]) -> None:
    draft = repaired("\n".join([*before, *again, *again, *after]))
    assert [block.text for block in draft.blocks] == [*before, *again, *after]
    assert [(change.kind, change.count) for change in draft.changes] == [("duplicate-block", 1)]
    assert Counter(removed.text for removed in draft.removed) == Counter(again)


@pytest.mark.parametrize(
    "source",
    [
        # Items of two articles, equal paragraphs of two articles, one sentence twice.
        ["第一条 甲类网站应当：", *ITEMS, "第二条 乙类网站应当：", *ITEMS],
        ["第一条 甲类网站备案。", *LONG, "第二条 乙类网站备案。", *LONG, "第三条 本规定自公布之日起施行。"],
        [TITLE, PARAGRAPHS[0], "另外还有一件事要说，就是备案信息。", PARAGRAPHS[0], PARAGRAPHS[1]],
        [TITLE, *PARAGRAPHS[:2], "另外还有一件事要说，就是备案信息。", *PARAGRAPHS[:2], PARAGRAPHS[2]],
        # Numbered points and labelled parts of two cases.
        [TITLE, "案例一", *ITEMS, PARAGRAPHS[0], "案例二", *ITEMS, PARAGRAPHS[0], "以上两例，请各单位引以为戒，举一反三，抓好整改落实工作。"],
        [TITLE, "一、甲市", *[f"{n}、{paragraph}" for n, paragraph in enumerate(LONG, 1)], "二、乙市", *[f"{n}、{paragraph}" for n, paragraph in enumerate(LONG, 1)]],
        # Too little, or not the whole.
        [TITLE, PARAGRAPHS[0], *ITEMS, TITLE, PARAGRAPHS[0], *ITEMS, PARAGRAPHS[1]],
        [TITLE, "请各单位按期上报检查结果。", TITLE, "请各单位按期上报检查结果。"],
        ["一、检查情况", *PARAGRAPHS, *PARAGRAPHS],
        [TITLE, "主要内容如下：", "网站名称；", "备案编号；", "主要内容如下：", "网站名称；", "备案编号；"],
    ],
)  # fmt: skip
def test_what_is_said_twice_stays_twice(source: list[str]) -> None:
    draft = repaired("\n".join(source))
    assert "duplicate-block" not in {change.kind for change in draft.changes}
    assert visible("".join(source)) == visible(draft.text)


@pytest.mark.parametrize(
    ("source", "again"),
    [
        ([TITLE, PARAGRAPHS[0], PARAGRAPHS[0], PARAGRAPHS[1]], PARAGRAPHS[0]),
        ([*RULE[:3], *ITEMS, *ITEMS, RULE[-1]], ITEMS[0]),
    ],
)
def test_what_follows_itself_is_a_doubt(source: list[str], again: str) -> None:
    draft = repaired("\n".join(source))
    assert [block.text for block in draft.blocks] == source
    (doubt,) = draft.doubts
    assert doubt.text == again[:20]
    assert "疑为重复粘贴，照录" in doubt.note


def test_short_lines_that_follow_themselves_are_no_doubt() -> None:
    source = [
        TITLE,
        "谢谢。",
        "谢谢。",
        "答：",
        "有。",
        "答：",
        "有。",
        *RULE[1:3],
        *ITEMS,
        "第四条 乙类网站应当：",
        *ITEMS,
    ]
    assert repaired("\n".join(source)).doubts == ()


def rows(*cells: str) -> list[Block]:
    return [Block(cell, number, "row") for number, cell in enumerate(cells, 1)]


def test_rows_and_items_of_the_input_stay() -> None:
    table = rows(
        "单位\t数量",
        "甲公司负责登记和核对开户人提交的全部材料，并留存复印件\t3",
        "甲公司负责登记和核对开户人提交的全部材料，并留存复印件\t3",
    )
    items = [Block(f"{paragraph}", 9, "item") for paragraph in LONG]
    for blocks in (table, items * 2, [Block(TITLE, 0), *table, *table], [*items, Block("其次：", 9), *items]):
        assert [block.text for block in repair(Draft(tuple(blocks))).blocks] == [
            block.text for block in blocks
        ]


NUMERALS = "一二三四五六七八九十"
CLAUSES = st.lists(
    st.sampled_from(
        [
            "登记开户人的姓名、住址、联系方式以及经办人的身份证件号码；",
            "核对开户人提交的营业执照副本或者机构登记证书，并留存复印件；",
            "保存开户合同、变更记录和注销记录的原件不少于五年；",
            "按月向所在地主管机关报送开户统计，报送内容应当真实完整；",
            "法律、法规规定的其他义务。",
        ]
    ),
    max_size=6,
)
PLAIN = st.lists(st.sampled_from(["违反前款规定的，由主管机关责令限期改正；逾期不改正的，处一万元以上三万元以下罚款。", "前款规定的期限届满，当事人可以申请续期，续期不得超过一次，每次不得超过一年。"]), max_size=3)  # fmt: skip
TABLES = st.lists(
    st.sampled_from(["| 甲公司 | 登记 | 3 |", "| 乙公司 | 核对 | 3 |", "| 同上 | 同上 | 同上 |"]), max_size=5
)
ARTICLES = st.lists(st.tuples(CLAUSES, PLAIN, TABLES), min_size=3, max_size=9)


def law(articles: list[tuple[list[str], list[str], list[str]]]) -> list[str]:
    """The blocks of a law in Markdown: its title, articles with items and paragraphs, tables under them."""
    blocks = ["# 某市接入服务登记条例"]
    for number, (clauses, plain, table) in enumerate(articles):
        items = [f"（{NUMERALS[i]}）{clause}" for i, clause in enumerate(clauses)]
        blocks += [f"第{NUMERALS[number]}条 接入服务者应当履行下列义务：", *items, *plain]
        if table:
            blocks.append("\n".join(["| 单位 | 事项 | 数量 |", "|---|---|---|", *table]))
    return blocks


def letters(source: str) -> Counter[str]:
    return Counter(char for char in source if char.isalnum())


@given(ARTICLES)
def test_a_law_loses_no_character(articles: list[tuple[list[str], list[str], list[str]]]) -> None:
    source = "\n\n".join(law(articles))
    draft = repair(markdown.read(source))
    assert letters(draft.text) == letters(source)
    assert draft.removed == ()


CONVERTER = Converter(Archive())


@settings(max_examples=60)
@given(ARTICLES)
def test_a_law_keeps_every_character_on_its_page(
    articles: list[tuple[list[str], list[str], list[str]]],
) -> None:
    source = "\n\n".join(law(articles))
    documents = CONVERTER.from_bytes(source.encode(), Path("x.md"))
    assert letters("".join(made.document.title + made.document.body for made in documents)) == letters(source)


def test_fake_pages_are_joined_and_headings_cut_off() -> None:
    sentence = "各会员单位要把自查工作列入日程，明确责任部门和责任人，逐个栏目逐个页面检查，不留空白，不走过场，确保按期完成。"
    body = (
        "《自查工作讲话.docx》由会员分享,可在线阅读,更多相关《自查工作讲话.docx(3页珍藏版)》请在某某文库上搜索。\n"
        f"1、自查工作讲话同志们：今天的会议很重要。一、充分认识自查工作的重要意义当前,互联网应用日益普及。{sentence * 2}检查要突\n"
        f"2、出重点。{sentence * 3}要把用户反映集中的问题摆在前面来\n"
        f"3、解决。二、准确把握自查工作的主要内容近年来,协会做了不少工作。{sentence}"
    )
    draft = repaired(body)
    texts = [block.text for block in draft.blocks]
    assert texts[0] == "自查工作讲话"
    assert "一、充分认识自查工作的重要意义" in texts
    assert "二、准确把握自查工作的主要内容" in texts
    assert any(line.startswith("当前，互联网") for line in texts)
    assert any("检查要突出重点。" in line for line in texts)
    assert draft.facts.known() == {"title": "自查工作讲话", "library": "某某文库"}


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("要健全报告、通报 etc 制度。", "etc"),
        ("会议在*月*日召开。", "*月*日"),
        ("负责人说，“要守住底线。各单位要落实。", "引号"),
        ("要抓好意识工作责任制。", "意识"),
    ],
)
def test_doubts_are_listed_and_left(source: str, words: str) -> None:
    draft = repaired(source)
    assert [block.text for block in draft.blocks] == [source]
    assert any(words in doubt.text + doubt.note for doubt in draft.doubts)


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("自查,整改", "自查，整改"), ("你好!", "你好！"), ("APP,有效", "APP，有效"), ("3:15", "3:15"), ("甲:乙", "甲：乙"),
        ("党委(党组)", "党委（党组）"), ("P2P(对等联网)", "P2P（对等联网）"), ("IPv6(RFC 8200)", "IPv6(RFC 8200)"),
        ("1,000件", "1,000件"), ("a,b", "a,b"), ("来源:某报", "来源：某报"), ("时间:9:30", "时间：9:30"),
    ],
)  # fmt: skip
def test_full_width(given_text: str, expected: str) -> None:
    assert full_width(given_text) == expected


WORDS = st.sampled_from(
    [
        "网站",
        "备案",
        "。",
        "，",
        ",",
        ";",
        ":",
        "(",
        ")",
        "（",
        "）",
        "“",
        "”",
        "*",
        "**",
        "\n",
        "\n\n",
        "一、",
        "（一）",
        "1.",
        "1、",
        "2、",
        "——",
        "第三条",
        "2015年3月4日",
        "16:30",
        "12",
        "\u3000\u3000",
        "\xa0",
        "\u200b",
        "图片",
        "版权声明",
        "来源：",
        "首页",
        ">",
        "—",
        "2",
        "—",
        "记者：",
        "各单位",
        "要",
        "抓好",
        "落实",
        "etc",
        "意识安全",
        "《办法》",
        "P2P",
        "App",
        "～",
        "···",
        "#",
    ]
)
TEXTS = st.lists(WORDS, max_size=60).map("".join) | st.text(max_size=120)


def visible(source: str) -> Counter[str]:
    return Counter(char for char in source if not char.isspace())


@given(TEXTS)
def test_repair_is_idempotent(source: str) -> None:
    once = repaired(source)
    again = repair(Draft(once.blocks))
    assert [block.text for block in again.blocks] == [block.text for block in once.blocks]


@given(TEXTS)
def test_nothing_is_lost_unreported(source: str) -> None:
    draft = repaired(source)
    before = visible("".join(block.text for block in text.read(source).blocks))
    after = visible(draft.text)
    removed = visible("".join(gone.text for gone in draft.removed))
    kinds = {change.kind for change in draft.changes}
    missing = before - after - removed
    if kinds & {"half-width-punctuation", "enumeration-bracket", "full-stop", "full-width-letters"}:
        # These put another form of the same character in its place; how many is in the log.
        missing = Counter(
            {
                char: count
                for char, count in missing.items()
                if char not in ",;:?!()." and not (0xFF10 <= ord(char) <= 0xFF5A)
            }
        )
    assert not missing or "composed-characters" in kinds, missing


# Lines of a text that somebody wrapped by hand, which look like something else at their start

_WRAPPED_TEXTS = [
    "参观单位有下列情形之一，讲解员未予提醒的，由协会责令改正并记入档案，逾期不改的停止安排参观",
    "登记依照本规则第八条第（七）、（八）、（九）项的规定办理，缺少材料的一次告知，补齐以后三日内办结",
    "馆舍存在隐患又不整改的，由协会报请主管的区县办事处批准，责令停业、关闭：未配备灭火器材的；出口堵塞的；无人值守的",
    "馆内资料可以由读者复印，但每次不超过二十页；需要的份数多的，向值班人员申请打印，分享给他人的注明出处和日期即可",
]


@pytest.mark.parametrize("width", range(16, 31))
@pytest.mark.parametrize("indent", ["", "　　"])
def test_wrapping_a_text_changes_nothing(width: int, indent: str) -> None:
    paragraphs = [f"{text}。{text}。" for text in _WRAPPED_TEXTS]
    wrapped = "\n".join(
        line
        for paragraph in paragraphs
        for line in (f"{indent}{paragraph}"[i : i + width] for i in range(0, len(indent + paragraph), width))
    )
    made = repair(text.read(wrapped))
    assert "".join(block.text for block in made.blocks) == "".join(paragraphs)


# Sentences that a saver cut into a line for every styled word of them


def test_words_on_lines_of_their_own_are_one_sentence_again() -> None:
    pieces = "某馆近日发现读者可以打开库房的门\n，读者可\n利用上述\n缺口\n取走\n展品\n，随后离开\n。\n目前已有\n两件\n展品\n丢失\n。"
    made = repair(text.read(f"关于修理库房门锁的通报\n\n{pieces}\n\n建议\n各馆\n，尽快\n换锁\n。\n"))
    assert [block.text for block in made.blocks] == [
        "关于修理库房门锁的通报", "某馆近日发现读者可以打开库房的门，读者可利用上述缺口取走展品，随后离开。",
        "目前已有两件展品丢失。", "建议各馆，尽快换锁。",
    ]  # fmt: skip


def test_one_cut_line_joins_no_others() -> None:
    lines = ["关于换锁的通报", "某某协会", "本月十日起换锁", "，由秘书处办理。"]
    made = repair(text.read("\n".join(lines)))
    assert [block.text for block in made.blocks] == [*lines[:2], "本月十日起换锁，由秘书处办理。"]
