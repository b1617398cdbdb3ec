from __future__ import annotations

import json
import zlib
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.search import encoding, folding
from index_reader import decoded

KNOWN = json.loads(json.dumps({**folding.tables(), **encoding.code_page()}))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("網絡文明", "网络文明"),
        ("ＩＰｖ６", "ipv6"),
        ("“文明办网、文明上网”", "文明办网文明上网"),
        ("国发〔2019〕5号", "国发20195号"),
        ("国发[2019]5号", "国发20195号"),
        ("清朗·2023", "清朗2023"),
        ("增长3.5%", "增长3.5%"),
        ("见1.总则", "见1总则"),
        ("3．5", "3.5"),
        ("C++ 与 C#", "c++与c#"),
        ("二〇二三年", "二〇二三年"),
        ("各种\u200b不可见\ufeff\u00ad字\ue000符", "各种不可见字符"),
        ("\U00020000字", "\U00020000字"),
        ("。，！", ""),
        ("", ""),
    ],
)
def test_folds_what_people_type_otherwise(text: str, folded: str) -> None:
    assert folding.fold_line(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    once = folding.fold_line(text)
    assert folding.fold_line(once) == once


@given(st.text(), st.text())
def test_a_line_keeps_what_its_parts_have(left: str, right: str) -> None:
    """Nothing that a person searches inside a part is lost by what stands around it, but a point between digits."""
    whole = folding.fold_line(left + right).replace(".", "")
    assert folding.fold_line(left).replace(".", "") in whole
    assert folding.fold_line(right).replace(".", "") in whole


def test_pinyin_has_letters_of_its_own() -> None:
    spelled = folding.syllables("《网络安全法》2016")
    assert spelled == ("wang", "luo", "an", "quan", "fa")
    whole, initials = folding.pinyin_lines(spelled)
    assert len(whole) == len("wangluoanquanfa")
    assert len(initials) == 5
    assert not {char for char in whole + initials if ord(char) < 0xE000}
    # A syllable's first letter is another than the same letter inside one: 西安 isn't 先.
    assert folding.pinyin_lines(("xi", "an"))[0] != folding.pinyin_lines(("xian",))[0]
    assert folding.fold_line(whole) == ""


@given(st.text(alphabet=st.characters(codec=None)))
def test_texts_survive_their_bytes(text: str) -> None:
    assert decoded(encoding.text_bytes(text), KNOWN) == text.encode("utf-16-le", "surrogatepass").decode(
        "utf-16-le", "surrogatepass"
    )


@given(st.lists(st.integers(0, 2**21 - 1)))
def test_numbers_survive_their_bytes(numbers: list[int]) -> None:
    data, ends = encoding.varints(np.array(numbers, np.int64))
    found = []
    for begin, end in pairwise(ends.tolist()):
        part = data[begin:end].tolist()
        assert all(byte > 127 for byte in part[:-1])
        assert part[-1] < 128
        found.append(sum((byte & 127) << 7 * place for place, byte in enumerate(part)))
    assert found == numbers


def test_names_tell_contents_apart() -> None:
    assert encoding.name_of(b"a") != encoding.name_of(b"b")
    assert encoding.name_of(b"a").isalnum()
    assert encoding.name_of(b"a").islower()
    assert zlib.decompress(encoding.compressed(b"abc")) == b"abc"
