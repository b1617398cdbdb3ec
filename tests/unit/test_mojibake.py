"""Mojibake: undone where it is certain and complete, named otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.convert.readers.mojibake import undo

TEXT = (
    "关于开展网站备案信息核对工作的通知\n各会员单位：\n为了掌握备案信息的真实情况，协会决定在全市范围内开展一次核对。\n"
    "现将有关事项通知如下：\n一、核对的范围包括全部接入单位和网站。\n2019年5月\n核对工作由协会秘书处负责组织\n"
    "结果在协会网站公布\n会员单位应当积极参加\n有关问题可向秘书处反映"
)


def as_windows_shows(data: bytes) -> str:
    """UTF-8 as Windows shows it under the Chinese code page: two bytes a character, the byte 80 alone a euro sign."""
    shown, at = "", 0
    while at < len(data):
        wide = data[at : at + 2]
        if data[at] < 0x80:
            shown, at = shown + chr(data[at]), at + 1
        elif data[at] == 0x80:
            shown, at = shown + "€", at + 1
        else:
            shown, at = shown + wide.decode("gb18030", "replace"), at + 2
    return shown


def readable(text: str, wrong: str, right: str) -> str:
    """Only those lines of `text` that survive being read wrongly without losing a byte."""
    lines = []
    for line in text.split("\n"):
        shown = as_windows_shows(line.encode()) if (wrong, right) == ("gb18030", "utf-8") else None
        try:
            fits = "\ufffd" not in shown if shown is not None else bool(line.encode(right).decode(wrong))
        except UnicodeError:
            fits = False
        lines += [line] if fits else []
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("gb18030", "utf-8"), ("latin-1", "utf-8"), ("latin-1", "gb18030"), ("cp1252", "gb18030")],
)
def test_a_text_read_wrongly_comes_back(wrong: str, right: str) -> None:
    text = readable(TEXT, wrong, right)
    assert text.count("\n") >= 2
    damaged = (
        as_windows_shows(text.encode())
        if (wrong, right) == ("gb18030", "utf-8")
        else text.encode(right).decode(wrong)
    )
    assert damaged != text
    undone = undo(damaged)
    assert undone.text == text
    assert undone.lines >= 3
    assert undone.sample == ""


def test_the_euro_sign_of_windows_is_half_a_character() -> None:
    text = "会议指出要守住“网上家园”的底线\n会议决定由协会负责人“共同”落实"
    damaged = as_windows_shows(text.encode())
    assert "€" in damaged
    undone = undo(damaged)
    assert undone.text == (text if "\ufffd" not in damaged else damaged)


def test_lost_bytes_are_named_and_nothing_is_changed() -> None:
    whole = as_windows_shows(readable(TEXT, "gb18030", "utf-8").encode())
    damaged = whole[:10] + "?" + whole[11:]
    undone = undo(damaged)
    assert undone.text == damaged
    assert undone.lines == 0
    assert "不能完整还原" in undone.note
    assert undone.sample


def test_replacement_characters_read_again_are_named() -> None:
    undone = undo("会议要求各单位抓好落实。锟斤拷锟斤拷锟斤拷")
    assert undone.lines == 0
    assert "丢失" in undone.note
    assert undone.sample == "锟斤拷"


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "魑魅魍魉，饕餮貔貅，龙骧虎贲，氤氲缱绻，觊觎窈窕，踟蹰踯躅。\n彳亍彷徨，囹圄桎梏，耄耋髫龀。",
        "國務院新聞辦公室公佈了關於網絡出版服務的管理規定，自發布之日起施行。",
        "Die Übergröße der Straße: déjà vu, naïve, façade. Ärger über Öl.",
        "ICP备12345678号",
        "",
    ],
)
def test_sound_text_is_left_alone(text: str) -> None:
    undone = undo(text)
    assert (undone.text, undone.lines, undone.sample) == (text, 0, "")


@given(
    st.text(
        alphabet=st.sampled_from(
            [
                *"的了一在是和有不会议通知网络信息管理办法，。《》“”（）",
                "é",
                "ü",
                "€",
                "\ue001",
                "鍥",
                "\n",
                "a",
                "1",
            ]
        ),
        max_size=80,
    )
)
def test_undoing_twice_is_undoing_once(text: str) -> None:
    once = undo(text).text
    assert undo(once).text == once
