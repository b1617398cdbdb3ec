"""Sentences of documents in the words of pages: what is ruled about sites, accounts, records and copyright stays.

The same words call readers or say whose site it is where they stand outside the document, which other tests hold.
"""

from __future__ import annotations

import pytest

from gongwen.convert.readers import text
from gongwen.convert.repair import repair

HEAD = "关于核对会费台账的通知\n各会员单位：\n"
FIRST = "各会员单位应当在每年三月核对会费台账，并在核对以后报送秘书处汇总。"
SECOND = "协会每年在春秋两季检查设备，检查结果在季末公布，公布前征求会员的意见。"
SIGNED = "某某协会\n2020年1月1日\n"

SENTENCES = """\
用户点击“立即下载”按钮后，程序未经同意即安装了三个捆绑软件。
平台应当在显著位置提供“关注”“点赞”“转发”功能的关闭选项。
请广大网民关注官方微信公众号，及时了解活动进展。
部分公众号文末以“点击阅读原文”诱导用户下载应用。
这些账号以“关注我们领红包”等方式诱导分享，被依法处置。
近期检查发现，部分网站没有取得ICP备案号就开通运营。
已取得ICP证的单位应当核对公网安备编号和网站标识码。
版权所有者提出异议的，由接入单位在三日内答复。
转载新闻信息应当注明来源，不得歪曲、篡改标题原意。
未经许可，任何组织和个人不得转载其采编的新闻信息。
责任编辑由具有新闻记者证的人员担任，对稿件负责。
会员可以免费预览前三页，其余部分付费后阅读。
扫码点餐不得强制关注公众号。
新闻热线和投稿邮箱向社会公开。
各单位应当建议使用人升级浏览器，并公布新闻热线：00000000，方便群众监督。
网站底部应当标明ICP备案号和公网安备编号，并链接至管理系统。
活动由主办单位：某市通信管理局和承办单位：某市互联网协会共同组织。
您的浏览记录属于个人信息，平台不得擅自提供给第三方。
免责声明不能免除平台的主体责任。
""".splitlines()


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("order", ["{first}\n{it}\n{second}\n", "{first}\n{second}\n{it}\n"])
def test_a_sentence_within_a_document_stays(sentence: str, order: str) -> None:
    body = order.format(first=FIRST, second=SECOND, it=sentence)
    assert sentence in [block.text for block in repair(text.read(f"{HEAD}{body}{SIGNED}")).blocks]


def test_who_holds_an_event_stands_in_its_notice() -> None:
    lines = [
        "一、活动主题", "网络安全为人民。", "二、组织单位", "主办单位：某市人民政府办公室", "承办单位：某市互联网协会",
        "技术支持：某某信息技术有限公司", "三、报名方式", "新闻热线：00000000", "请于九月一日以前报名。", "某市互联网协会", "2020年8月1日",
    ]  # fmt: skip
    assert [block.text for block in repair(text.read(HEAD + "\n".join(lines))).blocks][2:] == lines


@pytest.mark.parametrize(
    "line",
    [
        "主办单位：某市人民政府办公室", "技术支持：某某信息技术有限公司", "京ICP备00000000号-1 京公网安备00000000000000号", "网站标识码：bm00000000",
        "新闻热线：00000000", "请关注官方微信公众号，及时了解更多。", "版权所有：某某网，未经授权不得转载。",
    ],
)  # fmt: skip
def test_the_same_below_the_signature_is_the_sites(line: str) -> None:
    made = repair(text.read(f"{HEAD}{FIRST}\n{SECOND}\n{SIGNED}{line}\n"))
    assert made.blocks[-1].text == "2020年1月1日"
    assert line in [removed.text for removed in made.removed]


def test_a_programme_without_a_sentence_stays() -> None:
    lines = [
        "某馆2020年参观周活动日程表", "9月14日", "开幕式（一号厅）", "9月15日（周二）", "校园日", "9月16日", "法治日", "主办：某市公安局", "9月17日",
        "金融日", "9月18日（休馆）",
    ]  # fmt: skip
    page = ["责任编辑：李大江", "微信扫一扫关注本馆", "京ICP备00000000号"]
    assert [block.text for block in repair(text.read("\n".join(lines))).blocks] == lines
    assert [block.text for block in repair(text.read("\n".join([*lines, *page]))).blocks] == lines


def test_when_and_where_it_was_told() -> None:
    lines = [
        "参观周开幕式议程",
        "时间：2020年9月14日上午",
        "地点：某馆一号厅",
        "主持人：李大江",
        f"议程：{FIRST}",
    ]
    assert [block.text for block in repair(text.read("\n".join(lines))).blocks] == lines
    page = ["参观周开幕", "时间：2020年9月14日 10:00", FIRST, SECOND]
    assert [block.text for block in repair(text.read("\n".join(page))).blocks] == [page[0], *page[2:]]


def test_a_short_sentence_ends_a_report_of_figures() -> None:
    lines = [
        FIRST,
        "图1 会费收入",
        "会费收入12万元。",
        "表1 会费构成",
        "类别 数量 占比",
        "个人 120 12%",
        "单位 980 88%",
        "会员比上年增加3家。",
    ]
    made = repair(
        text.read("\n".join(["某会会费收支状况（2019年）", *lines, "责任编辑：李大江", "微信扫一扫关注本会"]))
    )
    assert made.blocks[-1].text == lines[-1]
    assert [block.text[:2] for block in made.blocks[-4:-1]] == ["类别", "个人", "单位"]
