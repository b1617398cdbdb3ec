"""Words that end as bodies' names do and are none, and bodies that are told only by what the text does with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from frozen import frozen
from gongwen.convert.pipeline import Converter
from gongwen.text.organs import is_organ

PARAGRAPH = "各单位应当在七月底以前核对全部备案信息，并把核对结果报送协会秘书处汇总，逾期不报的予以通报。"


@pytest.fixture(scope="module")
def converter() -> Converter:
    return Converter(frozen())


def issuers(converter: Converter, *lines: str) -> set[str]:
    text = "\n".join(lines) + "\n"
    return set(converter.from_bytes(text.encode(), Path("a.txt"))[0].document.issuers)


@pytest.mark.parametrize(
    "words",
    [
        "严厉打击整治非法倒卖存折银行",
        "严肃查处虚假宣传公司",
        "并请全国政协委",
        "其中技术部",
        "其中一家医院",
        "例如客服中心",
        "澄镜”行动作出部",
        "澄镜”行动组委会",
        "输送到公司",
    ],
)
def test_what_is_said_to_be_done_is_no_body(words: str) -> None:
    assert not is_organ(words)


@pytest.mark.parametrize(
    "name",
    [
        "江州市打击治理网络黑产工作联席会议",
        "云台县打击侵权假冒工作领导小组",
        "江州市整治虚假宣传专项行动办公室",
        "并州市教育局",
    ],
)
def test_names_with_such_words_stay_names(name: str) -> None:
    assert is_organ(name)


def test_who_suffers_in_a_headline_didnt_act(converter: Converter) -> None:
    found = issuers(
        converter,
        "云台商业银行江州分行因未及时修补漏洞被罚款二十万元",
        f"2025年3月10日，中国人民银行云台市分行公布的处罚信息显示，有关机构被警告。{PARAGRAPH}",
    )
    assert found == {"中国人民银行云台市分行"}


def test_an_academician_is_not_his_academy(converter: Converter) -> None:
    found = issuers(
        converter,
        "专家谈漏洞治理",
        "活动在江州举办，两百余人参加。",
        f"云台工程院院士王小明在活动上强调了治理的重要性。{PARAGRAPH}",
    )
    assert found == set()


def test_who_does_what_for_a_purpose(converter: Converter) -> None:
    found = issuers(
        converter,
        "围绕核对备案护航营商环境",
        f"按照上级部署，各地都在核对。为此，云台市公安局江州分局以核对备案为抓手，深化治理。{PARAGRAPH}",
    )
    assert found == {"云台市公安局江州分局"}


def test_a_body_with_a_quoted_word_in_its_name(converter: Converter) -> None:
    found = issuers(
        converter,
        "江州核对出版物",
        f"9月4日，记者从江州市“扫黄打非”工作办公室获悉，今年以来全市核对了出版物。{PARAGRAPH}",
    )
    assert found == {"江州市“扫黄打非”工作办公室"}


def test_a_short_name_in_a_lead_is_given_in_full_below(converter: Converter) -> None:
    found = issuers(
        converter,
        "严重泄露数据，江州一公司被罚二十万元",
        "云台省文旅厅对某公司未履行保护义务作出行政处罚。",
        f"近日，云台省文化和旅游厅依法查明，某公司存在不履行保护义务的行为。{PARAGRAPH}",
    )
    assert found == {"云台省文化和旅游厅"}


def test_whose_report_it_is_by_its_title_and_its_own_words(converter: Converter) -> None:
    found = issuers(converter, "云台县教育局网络系统安全自查报告", f"我局对备案一直十分重视。{PARAGRAPH}")
    assert found == {"云台县教育局"}


def test_a_bare_level_names_no_body(converter: Converter) -> None:
    found = issuers(converter, "市教育局网络系统安全自查报告", f"我局对备案一直十分重视。{PARAGRAPH}")
    assert found == set()


def test_a_report_on_another_body_is_not_its_own(converter: Converter) -> None:
    found = issuers(converter, "云台县教育局网络系统安全调研报告", f"该局对备案十分重视。{PARAGRAPH}")
    assert found == set()


def test_the_report_on_the_work_of_government_speaks_for_it(converter: Converter) -> None:
    text = "\n".join(
        (
            "各位代表：",
            "现在，我代表云台市人民政府，向大会报告政府工作，请予审议，并请市政协委员提出意见。",
            "一、去年工作回顾",
            PARAGRAPH,
        )
    )
    document = converter.from_bytes(text.encode(), Path("a.txt"))[0].document
    assert document.type == "工作汇报"
    assert set(document.issuers) == {"云台市人民政府"}


ESSAY = f"为了规范诊疗，国家卫生健康委员会于2018年7月17日发布了三份文件。{PARAGRAPH}"


def test_whom_an_essay_tells_of_didnt_issue_it(converter: Converter) -> None:
    assert issuers(converter, "王小明：远程诊疗怎样做", ESSAY) == set()


@pytest.mark.parametrize(
    "head",
    [
        "江州：远程诊疗怎样做",
        "江州市：远程诊疗怎样做",
        "石家庄：远程诊疗怎样做",
        "三份文件发布：远程诊疗怎样做",
    ],
)
def test_a_place_or_a_thing_before_a_colon_makes_no_essay(converter: Converter, head: str) -> None:
    assert issuers(converter, head, ESSAY) == {"nhc"}


def test_a_report_of_what_a_person_says_is_no_essay(converter: Converter) -> None:
    found = issuers(
        converter, "王小明：远程诊疗怎样做", f"国家卫生健康委员会近日召开会议，王小明出席。{PARAGRAPH}"
    )
    assert found == {"nhc"}
