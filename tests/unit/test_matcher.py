from __future__ import annotations

import pytest

from gongwen.names.matcher import Context, Matcher
from gongwen.records import Campaign, Sense
from gongwen.records.archive import Archive
from gongwen.records.edtf import Edtf
from gongwen.text.fold import fold, squeeze
from gongwen.text.places import find_places, place_before


@pytest.fixture(scope="session")
def matcher(archive: Archive) -> Matcher:
    return Matcher(archive)


def ids(matcher: Matcher, text: str, date: str | None = None, place: str | None = None) -> list[str]:
    found = matcher.find(text, Context(Edtf(date) if date else None, place), kinds=("agency", "campaign"))
    return [mention.id or "?" for mention in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公安部部署开展检查。", ["mps"]),
        ("公安部门部署开展检查。", []),
        ("国务院办公厅印发文件。", ["gosc"]),
        ("国务院新闻办举行发布会。", ["scio"]),
        ("国务院法制办公室征求意见。", []),
        ("信息产业部电信研究院的专家。", ["mii-catr"]),
        ("文化部门加强管理。", []),
        ("中国移动互联网用户持续增长。", []),
        ("中国移动要负责审核。", ["china-mobile"]),
        ("中国互联网协会违法和不良信息举报中心受理举报。", ["ciirc"]),
        ("各省党委新闻办参加会议。", ["news-office-type"]),
        ("全国“扫黄打非”办与全国扫黄打非办。", ["noapip", "noapip"]),
        ("某省妇联和市国资委参加。", []),
        ("開展阳光·绿色网络工程", ["sunshine-green"]),
        ("清朗·从严整治‘自媒体’乱象专项行动", ["ql2023-zimeiti"]),
        ("推进文明办网，文明上网活动。", ["civil-web-2006"]),
        ("网络空间日渐清朗。", []),
        ("共建“清朗”网络家园。", []),
        ("参与文明办网的评选。", []),
        ("请登录中央文明办网站。", ["?"]),
        ("参加ISC 2023年度大会的ISC 2023展商。", ["isc"]),
        ("经国务院电信主管部门批准。", []),
        ("持续开展“清朗”专项行动。", ["qinglang"]),
    ],
)
def test_names_and_traps(matcher: Matcher, text: str, expected: list[str]) -> None:
    assert ids(matcher, text) == expected


@pytest.mark.parametrize(
    ("text", "date", "place", "expected"),
    [
        ("广电总局发布通知。", "2010-05-01", None, ["sarft"]),
        ("广电总局发布通知。", "2020-05-01", None, ["nrta"]),
        ("国信办负责人表示。", "2006", None, ["scito"]),
        ("国信办负责人表示。", "2013-05", None, ["cac"]),
        ("中央网信办部署。", "2016", None, ["oclgci"]),
        ("中央网信办部署。", "2023-06-30", None, ["occac"]),
        ("中央网信办部署。", None, None, ["?"]),
        ("市委网信办汇报。", "2016", "河南省洛阳市", ["ly-cac"]),
        ("市委网信办汇报。", "2020", "福建省厦门市", ["xm-cac"]),
        ("市委网信办汇报。", "2020", "四川省成都市", ["muni-cac"]),
    ],
)
def test_senses(
    matcher: Matcher, text: str, date: str | None, place: str | None, expected: list[str]
) -> None:
    assert ids(matcher, text, date, place) == expected


def shared_name() -> Matcher:
    """Two bodies call what they do every year 扫网; of 2018 each has a record, of 2019 only the police."""

    def campaign(identity: str, name: str, series: str, subject: str, since: str | None = None) -> Campaign:
        sense = Sense(alias=name, subject=[subject], since=Edtf(since) if since else None)
        return Campaign(
            id=identity,
            name=f"“{name}”（{subject}）",
            name_en=identity,
            kind="campaign",
            aliases=[name],
            parents=[series] if series else [],
            senses=[sense],
        )

    records = [
        campaign("police", "扫网", "", "公安", "2018"),
        campaign("police-2018", "扫网2018", "police", "公安"),
        campaign("police-2019", "扫网2019", "police", "公安"),
        campaign("press", "扫网", "", "出版"),
        campaign("press-2018", "扫网2018", "press", "出版"),
    ]
    return Matcher(Archive(campaigns={record.id: record for record in records}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公安部通报“扫网2018”专项行动的情况。", "police-2018"),
        ("出版部门通报“扫网2018”专项行动的情况。", "press-2018"),
        ("2018年“扫网”专项行动由公安机关开展。", "police-2018"),
        ("“扫网2018”专项行动已经结束。", ("police-2018", "press-2018")),
        ("公安部通报“扫网2019”专项行动的情况。", "police-2019"),
        ("出版部门通报“扫网2019”专项行动的情况。", "press"),
        ("“扫网2019”专项行动已经结束。", ("police-2019", "press")),
    ],
)
def test_a_name_with_a_year_that_bodies_share_is_told_by_the_words_near_it(
    text: str, expected: str | tuple[str, ...]
) -> None:
    (mention,) = shared_name().find(text)
    assert (mention.id or tuple(sorted(mention.candidates))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公安部2018年的“扫网”行动已经结束。", "police-2018"),
        ("公安部2018年3月至6月的“扫网”行动已经结束。", "police-2018"),
        ("2018年3月5日，公安部部署当年的“扫网”行动。", "police-2018"),
        ("2018年3月5日，公安部部署“扫网”行动。", "police"),
        ("公安部2020年的“扫网”行动已经结束。", "police"),
        ("公安部每年开展“扫网”行动。", "police"),
        ("每年都开展“扫网”行动。", ("police", "press")),
    ],
)
def test_a_series_is_its_years_campaign_where_the_words_before_it_say_so(
    text: str, expected: str | tuple[str, ...]
) -> None:
    (mention,) = shared_name().find(text)
    assert (mention.id or tuple(sorted(mention.candidates))) == expected


def test_offsets_are_those_of_the_text_as_read(matcher: Matcher) -> None:
    text = "據悉，「清朗」系列專項行動由國家網信辦部署。"
    for mention in matcher.find(text):
        assert text[mention.start : mention.end] == mention.text
    assert ids(matcher, text) == ["qinglang", "cac"]


def test_titles_are_cited(matcher: Matcher) -> None:
    mentions = matcher.find("《信息产业部关于某事的通知》由国务院转发。")
    assert [(m.id, m.cited) for m in mentions if m.kind == "agency"] == [
        ("mii", True),
        ("state-council", False),
    ]


def test_folding_keeps_positions() -> None:
    text = "ＡＢＣ　網信辦“清朗”·行動"
    assert len(fold(text)) == len(text)
    squeezed = squeeze(fold(text))
    assert squeezed.text == "abc网信办清朗行动"
    assert [fold(text)[squeezed.offset(i)] for i in range(len(squeezed.text))] == list(squeezed.text)


def test_places() -> None:
    assert [place.full for _, place in find_places("会议在河南洛阳召开")] == ["河南省", "河南省洛阳市"]
    place = place_before("会同厦门市")
    assert place is not None
    assert place.full == "福建省厦门市"
    assert place_before("会同有关") is None
