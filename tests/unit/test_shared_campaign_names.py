"""Campaigns whose name two series share, and reports whose paragraphs go from one campaign to the next."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gongwen.convert.pipeline import Converter
from gongwen.names.matcher import Matcher
from gongwen.records import Campaign
from gongwen.records.archive import Archive


def campaign(identity: str, name: str, *aliases: str, **more: Any) -> Campaign:
    data = {
        "id": identity,
        "file": f"campaigns/{identity}.md",
        "name": name,
        "kind": "campaign",
        "start": 2014,
    }
    return Campaign.model_validate({**data, "aliases": aliases, **more})


CAMPAIGNS = (
    campaign("saochu", "“清淤除害”专项行动", "清淤除害"),
    campaign("fushu", "护树行动", "“护树”专项行动", parents=("saochu",)),
    campaign("qiuyu", "秋雨行动", "“秋雨”专项行动", parents=("saochu",)),
    campaign(
        "chengjing",
        "澄镜行动（清淤除害）",
        "“澄镜”专项行动",
        parents=("saochu",),
        senses=[{"alias": "“澄镜”专项行动", "subject": ["清淤除害"]}],
    ),
    campaign(
        "jing-chengjing",
        "“澄镜”专项行动（警方）",
        "“澄镜”专项行动",
        "“澄镜”行动",
        senses=[{"alias": "“澄镜”专项行动", "since": 2018, "subject": ["公安"]}],
    ),
)
MORE = "各单位应当在七月底以前核对网站备案信息，并把核对结果报送协会秘书处汇总，逾期不报的予以通报。"


@pytest.fixture(scope="module")
def archive() -> Archive:
    return Archive(campaigns={record.id: record for record in CAMPAIGNS})


def about(archive: Archive, *lines: str) -> set[str]:
    text = "\n".join(lines)
    return set(Converter(archive).from_bytes(text.encode(), Path("a.txt"))[0].document.campaigns)


def test_a_title_means_what_the_text_means(archive: Archive) -> None:
    found = about(
        archive,
        "开展“澄镜”专项行动护航网络环境",
        f"2020年5月6日，江州召开会议。{MORE}",
        f"公安机关以“澄镜”专项行动为抓手，深化打击。{MORE}",
    )
    assert found == {"jing-chengjing"}


def test_a_title_stays_open_where_the_text_doesnt_say(archive: Archive) -> None:
    assert not about(archive, "开展“澄镜”专项行动护航网络环境", f"2020年5月6日，江州召开会议。{MORE}")


def test_a_report_that_goes_from_one_campaign_to_the_next(archive: Archive) -> None:
    found = about(
        archive,
        f"2023年9月4日，江州市文化局召开会议。{MORE}",
        f"抓好“澄镜2023”专项行动。{MORE}",
        f"抓好“护树2023”专项行动。{MORE}",
        f"抓好“秋雨2023”专项行动。{MORE}",
    )
    assert found == {"chengjing", "fushu", "qiuyu"}


def test_one_paragraph_of_a_report_is_not_what_it_is_about(archive: Archive) -> None:
    assert not about(
        archive,
        f"2023年9月4日，江州市文化局召开会议。{MORE}",
        f"抓好日常检查。{MORE}",
        f"抓好“护树2023”专项行动。{MORE}",
    )


@pytest.mark.parametrize("office", ["工作办公室", "工作领导小组", "领导小组"])
def test_an_office_named_after_a_campaign_is_not_the_campaign(archive: Archive, office: str) -> None:
    matcher = Matcher(archive)
    assert not matcher.find(f"记者从江州市“清淤除害”{office}获悉")
    assert matcher.find("江州市开展“清淤除害”工作")
