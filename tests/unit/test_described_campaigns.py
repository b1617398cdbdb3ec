"""Which campaigns a document is about: those that it launches, lists or reports on, not those that it names in passing."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.convert.pipeline import Converter
from gongwen.records import Campaign
from gongwen.records.archive import Archive


def campaign(
    identity: str, name: str, aliases: tuple[str, ...] = (), parents: tuple[str, ...] = ()
) -> Campaign:
    data = {
        "id": identity,
        "file": f"campaigns/{identity}.md",
        "name": name,
        "kind": "campaign",
        "start": 2019,
    }
    return Campaign.model_validate({**data, "aliases": aliases, "parents": parents})


CAMPAIGNS = (
    campaign("chengjing", "“澄镜”系列专项行动", ("澄镜",)),
    campaign("chengjing-2021", "2021年“澄镜”系列专项行动", parents=("chengjing",)),
    campaign("cj-ranking", "“热榜”乱象整治", parents=("chengjing-2021",)),
    campaign("cj-names", "账号名称乱象整治", parents=("chengjing-2021",)),
    campaign("cj-push", "澄镜·移动应用程序弹屏广告突出问题专项整治", parents=("chengjing-2021",)),
    campaign("hulin", "“护林网”专项行动", ("护林网2020",)),
    campaign("suyuan", "“溯源”专项行动", ("溯源2020",)),
    campaign("jiebing", "“解冰”专项行动", ("解冰2020",)),
)
MORE = "各网站平台应当落实主体责任，完善信息发布审核制度，并在月底以前报告清理情况。"


@pytest.fixture(scope="module")
def converter() -> Converter:
    return Converter(Archive(campaigns={record.id: record for record in CAMPAIGNS}))


def about(converter: Converter, title: str, *paragraphs: str) -> set[str]:
    text = "\n".join((title, *paragraphs))
    return set(converter.from_bytes(text.encode(), Path("a.txt"))[0].document.campaigns)


@pytest.mark.parametrize(
    ("said", "names"),
    [
        (
            "要求各地于三月至十一月组织开展“护林网2020”“溯源2020”“解冰2020”等专项行动，整治网络出版物",
            {"hulin", "suyuan", "jiebing"},
        ),
        (
            "部署开展“护林网2020”、“溯源2020”和“解冰2020”专项行动，整治网络直播",
            {"hulin", "suyuan", "jiebing"},
        ),
        ("将继续处理有关网站，还将开展“溯源2020”专项行动", {"suyuan"}),
        ("总结了网络治理的经验，有人提到“溯源2020”的名称", set()),
    ],
    ids=["run-on", "commas", "one", "mentioned"],
)
def test_those_in_a_list_share_the_verb_before_it(converter: Converter, said: str, names: set[str]) -> None:
    assert (
        about(converter, "云台市网信办召开工作会议", f"近日，云台市网信办召开会议，{said}。", MORE) == names
    )


def test_the_opening_is_the_first_paragraph_of_text_not_a_line_above_it(converter: Converter) -> None:
    paragraph = "近日，云台市网信办召开会议，部署开展“溯源2020”专项行动，整治网络直播中的乱象。"
    assert about(converter, "云台市网信办召开工作会议", "网信简报", paragraph, MORE) == {"suyuan"}


@pytest.mark.parametrize(
    "listed",
    [
        "“热榜”乱象整治、账号名称乱象整治等15项“澄镜”系列专项行动",
        "账号名称乱象整治、“热榜”乱象整治、校园网络环境整治等“澄镜”系列专项行动",
    ],
)
def test_a_series_stands_for_the_parts_that_it_gives_as_examples(converter: Converter, listed: str) -> None:
    first = f"记者从发布会上获悉，2021年，云台市网信办部署开展{listed}，清理账号三万个。"
    found = about(converter, "2021年澄镜系列专项行动处置账号三万个", first, MORE)
    assert found
    assert found <= {"chengjing", "chengjing-2021"}


def test_a_part_of_a_series_that_is_launched_itself_is_what_it_is_about(converter: Converter) -> None:
    first = "近日，云台市网信办部署开展账号名称乱象整治，这是今年“澄镜”系列专项行动的第三项任务。"
    assert "cj-names" in about(converter, "云台市网信办整治账号名称", first, MORE)


LAUNCHED = "云台市网信办决定即日起启动“澄镜·移动应用程序弹屏广告突出问题专项整治”，为期两个月。"
OPENING = "长期以来，各种广告在手机上反复弹出，内容低俗，关闭按钮难以找到，用户对此反映强烈。"


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("云台市网信办专项整治手机弹屏广告：关闭按钮要显眼", {"cj-push"}),
        ("云台市消费者协会公布上半年投诉情况", set()),
    ],
    ids=["headline", "another"],
)
def test_one_launched_below_the_opening_where_the_headline_speaks_of_it(
    converter: Converter, title: str, names: set[str]
) -> None:
    assert about(converter, title, OPENING, LAUNCHED, MORE) == names
