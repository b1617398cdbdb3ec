from __future__ import annotations

import pytest

from gongwen.text.speakers import is_person, labels, with_offices


@pytest.mark.parametrize("name", ["李文平", "赵启明", "欧阳一凡", "阿不都·某某"])
def test_people(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize("text", ["会议", "强调", "办公室主任", "李", "李文平等人", "要求"])
def test_not_people(text: str) -> None:
    assert not is_person(text)


def test_offices_in_running_text() -> None:
    text = "某某部部长李文平、某某办公室主任赵启明出席会议并讲话，某某部副部长钱立主持会议。"
    assert [(office, name) for office, name, _ in with_offices(text)] == [
        ("某某部部长", "李文平"), ("某某办公室主任", "赵启明"), ("某某部副部长", "钱立"),
    ]  # fmt: skip


def test_two_offices_of_one_person() -> None:
    assert [(o, n) for o, n, _ in with_offices("行动领导小组组长、某某部副部长钱立发表讲话。")] == [
        ("行动领导小组组长、某某部副部长", "钱立")
    ]


def test_one_label_is_no_conversation() -> None:
    assert labels(["主持人：", "下面开会。"]) == {}
    assert labels(["时间：三月", "地点：某地", "主持：李文平"]) == {}


def test_a_bare_name_must_come_back() -> None:
    assert list(labels(["某某日报记者：", "请问？", "李文平：", "回答。"])) == []
    assert list(
        labels(
            [
                "某某日报记者：",
                "请问？",
                "李文平：",
                "回答。",
                "某某晚报记者：",
                "请问？",
                "李文平：",
                "回答。",
            ]
        )
    ) == [0, 2, 4, 6]


@pytest.mark.parametrize("surname", ["欧阳", "司马", "王", "艾"])
def test_a_surname_begins_a_name(surname: str) -> None:
    assert is_person(f"{surname}一舟")
    assert not is_person(f"{surname}一舟局长")


@pytest.mark.parametrize(
    "office",
    [
        "某公司董事长",
        "某公司总经理",
        "某集团总裁",
        "某局局长",
        "某报总编辑",
        "某学会副理事长",
        "某院党组书记",
    ],
)
def test_an_office_ends_in_a_post(office: str) -> None:
    assert with_offices(f"会上，{office}钱一舟介绍了情况。") == [(office, "钱一舟", 3 + len(office))]
