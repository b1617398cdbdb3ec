"""Who issued documents that name it in a way of their own: in brackets, over two lines, through an officer.

Every shape is written in our own words; names of bodies without a record are made up.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from frozen import frozen
from gongwen.convert.pipeline import Converter

TEXT = "各单位应当在七月底以前核对全部备案信息，并把核对结果报送协会秘书处汇总，逾期不报的予以通报。"
MORE = "核对工作由协会秘书处承担，有关材料应当保存三年，保存期满以后按照档案管理的要求处理。"


@pytest.fixture(scope="module")
def converter() -> Converter:
    return Converter(frozen())


def issuers(converter: Converter, text: str, name: str = "a.txt") -> tuple[str, ...]:
    return converter.from_bytes(text.encode(), Path(name))[0].document.issuers


# Signatures


def test_a_signature_with_its_letters_in_brackets(converter: Converter) -> None:
    text = f"关于发布漏洞奖励计划的公告\n{TEXT}\n云台信息安全漏洞库（YNVD）\n2023年4月3日\n"
    assert issuers(converter, text) == ("云台信息安全漏洞库",)


def test_a_name_over_two_lines_that_the_text_has_whole(converter: Converter) -> None:
    name = "云台市App违规收集信息专项治理工作组"
    head = f"关于38款App违规收集信息情况的通报\n近期，{name}组织检测，现予通报。\n{TEXT}\n"
    assert issuers(converter, f"{head}{name[:-7]}\n{name[-7:]}\n2022年2月10日\n") == (name,)


def test_a_name_of_a_list_above_a_signature_is_no_part_of_it(converter: Converter) -> None:
    text = f"关于公布检测规范名单的公告\n{TEXT}\n名单如下：\n云台市电子印章检测规范\n云台市密码管理局\n2022年2月10日\n"
    assert issuers(converter, text) == ("云台市密码管理局",)


def test_all_members_of_a_society_sign_for_it(converter: Converter) -> None:
    text = (
        f"云台基金业倡议书：共渡难关\n我们倡议如下：\n{TEXT}\n云台市投资基金同业公会全体会员\n2015年7月3日\n"
    )
    assert issuers(converter, text) == ("云台市投资基金同业公会",)


# Reports


@pytest.mark.parametrize(
    ("title", "first", "names"),
    [
        (
            "云台市回应网站备案核对问题",
            "昨日（9日）在云台市会议中心举行的活动上，云台市互联网信息办公室主任李明远在回答记者提问时表示，核对工作已经开始。",
            ("云台市互联网信息办公室",),
        ),
        (
            "云台市商务局网站消息，有媒体问：江州市商务局昨晚发布公告称，停止核对工作，请问对此有何评论？",
            "云台市商务局新闻发言人表示：我们注意到江州市商务局宣布的措施，核对工作按计划进行。",
            ("云台市商务局",),
        ),
        (
            "云台市政协召开远程协商会",
            "本报云台11月27日电 （记者某甲）云台市政协27日在云台召开核对工作远程协商会。",
            ("云台市政协",),
        ),
    ],
    ids=["officer", "asked", "conference"],
)
def test_who_acts_in_a_report(converter: Converter, title: str, first: str, names: tuple[str, ...]) -> None:
    assert issuers(converter, f"{title}\n{first}\n{MORE}\n") == names


def test_an_embassys_spokesman_answers_for_it(converter: Converter) -> None:
    text = (
        "某社云台5月7日电 当地时间5月7日，中国驻某国使馆发言人就某国媒体炒作网站备案问题答记者问。\n"
        f"有记者问：某国国防部称系统出现故障。你对此有何评论？\n中国驻某国使馆发言人说，指责毫无根据。{MORE}\n"
    )
    assert issuers(converter, text) == ("中国驻某国使馆",)


def test_a_headlines_body_whose_office_acts_is_that_office(converter: Converter) -> None:
    text = "云台市网信办、国务院扶贫办联合下发通知要求各单位报送核对结果\n云台市网信办、国务院扶贫办综合司日前联合下发核对工作的通知，要求各单位报送结果。\n"
    found = issuers(converter, text + MORE)
    assert "国务院扶贫办综合司" in found
    assert "cpad" not in found


def test_a_sentence_that_a_link_made_lines_of(converter: Converter) -> None:
    text = f"# 核对规范等5项标准发布\n\n近日，云台市标准化管理委员会\n在官方网站发布《云台市标准公告》，批准5项标准。\n\n{MORE}\n"
    document = converter.from_bytes(text.encode(), Path("a.md"))[0].document
    assert document.body.startswith("近日，云台市标准化管理委员会在官方网站发布《云台市标准公告》")
    assert document.issuers == ("云台市标准化管理委员会",)


def test_a_letter_is_from_all_that_its_title_names(converter: Converter) -> None:
    text = f"云台市高级人民法院 云台市宗教事务局关于房屋归属问题的复函\n云台区人民法院、云台区宗教事务局：\n{TEXT}\n此复。\n"
    document = converter.from_bytes(text.encode(), Path("a.txt"))[0].document
    assert document.issuers == ("云台市高级人民法院", "云台市宗教事务局")
    assert document.type == "其他"
