"""Where a name can't end: what goes on behind it or stands before it makes another word of it."""

from __future__ import annotations

import pytest

from gongwen.names.boundaries import Traits, possible

BODY = Traits(body=True)


def stands(text: str, name: str, traits: Traits) -> bool:
    start = text.index(name)
    return possible(text, start, start + len(name), name, traits)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("公安部级联席会议", "公安部"),
        ("公安部门联合检查", "公安部"),
        ("互联网协会会员单位名单", "互联网协会"),
        ("中国网红经济年会", "中国网"),
        ("工程院院士候选人", "工程院院"),
        ("中国工程院审议结果", "中国工程"),
        ("国家科学大会堂启用", "国家科学大会"),
        ("某地清朗行动者联盟", "清朗行动"),
        ("社会活动家座谈", "社会活动"),
        ("市经济中心任务分解", "市经济中心"),
    ],
)
def test_a_longer_word_is_not_the_name(text: str, name: str) -> None:
    assert not stands(text, name, BODY)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("公安部门户网站发布公告", "公安部"),
        ("中国网红色频道上线", "中国网"),
        ("互联网协会会长致辞", "互联网协会"),
        ("公安部办公厅印发通知", "公安部"),
        ("清朗行动启动", "清朗行动"),
        ("信用制度过渡安排", "信用制度"),
        ("科学院长期合作项目", "科学院"),
    ],
)
def test_a_name_ends_where_another_word_begins(text: str, name: str) -> None:
    assert stands(text, name, BODY)


@pytest.mark.parametrize(
    ("text", "name", "traits"),
    [
        ("各级妇联组织", "妇联", Traits(body=True, central=True)),
        ("市政府新闻办发布", "新闻办", Traits(body=True, generic=True)),
        ("某公司领导小组", "领导小组", Traits(body=True, generic=True)),
        ("企业党委新闻办", "新闻办", Traits(body=True, generic=True)),
        ("防汛指挥部新闻办", "新闻办", Traits(body=True, generic=True)),
        ("省委宣传部部署", "省委", BODY),
        ("企业文化部组织", "文化部", BODY),
    ],
)
def test_whose_it_is_stands_before(text: str, name: str, traits: Traits) -> None:
    assert not stands(text, name, traits)
