"""Type, number and date of documents whose title doesn't tell them, or tells them in its own way.

Every shape is written in our own words; names of bodies without a record are made up.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from frozen import frozen
from gongwen.convert.pipeline import Converter
from gongwen.records import Document

TEXT = "各单位应当在七月底以前核对全部备案信息，并把核对结果报送协会秘书处汇总，逾期不报的予以通报。"
MORE = "核对工作由协会秘书处承担，有关材料应当保存三年，保存期满以后按照档案管理的要求处理。"
ASKED = (
    "问：核对工作什么时候开始？\n答：七月一日开始，月底结束。\n问：有多少单位参加？\n答：已有三百家单位报名。"
)


@pytest.fixture(scope="module")
def converter() -> Converter:
    return Converter(frozen())


def made(converter: Converter, text: str, name: str = "a.txt") -> Document:
    return converter.from_bytes(text.encode(), Path(name))[0].document


# Types


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        (
            "2002年6月4日某部发言人在记者招待会上答记者问",
            f"6月4日，某部发言人回答了以下问题：\n{ASKED}",
            "发布会实录",
        ),
        ("某部负责人就核对工作答记者问", f"某部负责人就核对工作回答了记者提问。\n{ASKED}", "解读"),
        ("回复选登·核对办法", f"编者按：网友就核对办法提出问题，现选登两则回复。\n{TEXT}\n{MORE}", "解读"),
        (
            "云台市互联网协会理事会会议纪要",
            f"2024年4月3日下午，会长主持召开理事会会议，现纪要如下：\n{TEXT}\n{MORE}",
            "其他",
        ),
        (
            "云台市漏洞信息共享平台发布某软件高危风险提示",
            f"云台市漏洞信息共享平台近日发布风险提示，提醒企业关注某软件的漏洞。\n{MORE}",
            "新闻报道",
        ),
        (
            "云台市互联网协会关于防范某软件漏洞的风险提示",
            f"各会员单位：\n{TEXT}\n云台市互联网协会\n2021年7月2日",
            "公告",
        ),
        ("《云台市网信办关于废止部分文件的决定》", f"现公布本决定。\n{TEXT}\n{MORE}", "决定"),
    ],
    ids=["conference", "answers", "replies", "minutes", "retold", "warning", "brackets"],
)
def test_a_type_by_what_the_title_says(converter: Converter, title: str, text: str, kind: str) -> None:
    assert made(converter, f"{title}\n{text}\n").type == kind


def test_results_in_a_table_are_made_known(converter: Converter) -> None:
    rows = "".join(f"<tr><td>{n}</td><td>某{n}</td><td>计算机</td><td>通过</td></tr>" for n in range(1, 6))
    lead = "经协会评审，拟录取结果如下，后续手续请关注协会网站。"
    page = f"<html><body><h1>云台学院评审录取结果</h1><p>{lead}</p><table>{rows}</table><p>云台学院</p><p>2022年4月13日</p></body></html>"
    assert made(converter, page, "a.html").type == "公告"


def test_questions_in_traditional_characters_are_questions(converter: Converter) -> None:
    asked = ASKED.replace("问", "問").replace("么时候开", "麼時候開")
    text = f"某通訊社北京12月10日電/2013年12月10日，某部發言人主持例行記者會。\n{asked}\n問：還有甚麼要說明？\n答：沒有了。\n"
    assert made(converter, f"某部駁斥有關說法\n{text}").type == "发布会实录"


# Numbers


def test_a_number_with_a_space_before_its_year_heads_the_text(converter: Converter) -> None:
    document = made(
        converter, f"云台市政府关于核对备案信息的意见\n云政发 〔2015〕40号\n各区人民政府：\n{TEXT}\n{MORE}\n"
    )
    assert document.document_number == "云政发〔2015〕40号"


def test_a_number_in_traditional_characters_below_who_put_it_up(converter: Converter) -> None:
    lead = "某網4月22日消息：某局決定開展核對工作，並發出通知。全文如下："
    text = f"某局發布核對備案信息的通知\n{lead}\n雲信函[2013]160號\n各區通信管理局、各單位：\n為核對備案信息，現將有關事項通知如下。\n雲臺市某局\n2013年4月7日\n"
    assert made(converter, text).document_number == "云信函〔2013〕160号"


def test_a_value_cut_off_at_its_colon_goes_on_with_its_label(converter: Converter) -> None:
    text = f"# 关于某软件存在漏洞的安全公告\n\n**安全公告编号**\n:CNTA-2025-0003\n\n{TEXT}\n\n{MORE}\n"
    assert made(converter, text, "a.md").document_number == "CNTA-2025-0003"


# Dates


def test_the_day_of_delivery_behind_several_hyphens(converter: Converter) -> None:
    text = f"政府工作报告\n----2012年2月29日在云台区第十三届人民代表大会第六次会议上\n各位代表：\n{TEXT}\n{MORE}\n"
    assert str(made(converter, text).date) == "2012-02-29"


def test_a_day_without_a_year_behind_one_in_full_in_the_same_sentence(converter: Converter) -> None:
    first = "2020年9月14日至20日是全国宣传周，为普及知识，9月15日，云台市网信办组织会员单位开展核对活动。"
    later = "活动延续到2021年，2022年还将举办。"
    assert str(made(converter, f"{first}\n{MORE}{later}\n").date) == "2020-09-15"


def test_a_day_in_a_drawn_table_of_numbers_over_the_text(converter: Converter) -> None:
    border = "+----------------+-----+----------------+"
    table = (
        f"{border}\n| 1981年1月27日  |     | 〔81〕云民字第2号 |\n|    |     | 〔81〕云宗字第16号 |\n{border}"
    )
    text = f"# 云台市某局关于房屋归属问题的复函\n\n{table}\n\n云台区某局：\n\n{TEXT}\n\n此复。\n"
    document = made(converter, text, "a.md")
    assert str(document.date) == "1981-01-27"
    assert "〔81〕云宗字第16号" in document.body
    assert "+--" not in document.body


def test_a_person_who_signs_with_the_day_on_one_line(converter: Converter) -> None:
    text = (
        "《云台办法》已经修订通过，现予公布，自2010年10月1日起施行。\n云台市市长 李明远2010年4月29日\n第一章 总则\n"
        f"第一条 {TEXT}\n第二条 {MORE}\n第三条 {TEXT}\n"
    )
    document = made(converter, text)
    assert str(document.date) == "2010-04-29"
    assert "2010年4月29日" in document.body.split("\n\n")
