from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gongwen.errors import RecordError
from gongwen.records import frontmatter

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00"), max_size=30)
# What YAML itself can't hold is refused by the schema (control characters), so it isn't tried here.
SAFE = TEXT.filter(
    lambda text: not any((ord(c) < 32 and c not in "\n\t") or 0x7F <= ord(c) < 0xA0 for c in text)
)
SCALARS = SAFE | st.integers(-(10**9), 10**9) | st.booleans()
KEYS = st.from_regex(r"[a-z_]{1,8}", fullmatch=True)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, VALUES, max_size=6))
def test_round_trip(data: dict[str, Any]) -> None:
    written = frontmatter.dump(data, "正文")
    assert frontmatter.parse(written, "x.md").data == data
    assert frontmatter.dump(frontmatter.parse(written, "x.md").data, "正文") == written


@given(SAFE.filter(lambda text: "\ufeff" not in text))
def test_body_survives(body: str) -> None:
    parsed = frontmatter.parse(frontmatter.dump({"title": "题"}, body), "x.md")
    assert parsed.body == body.strip("\n")


@given(st.dictionaries(KEYS, SAFE, min_size=1, max_size=4))
def test_other_yaml_readers_see_text_as_text(data: dict[str, str]) -> None:
    head = frontmatter.split(frontmatter.dump(data, ""))
    assert head is not None
    read = yaml.safe_load(head[0])
    assert {key: str(value) for key, value in read.items()} == data


@pytest.mark.parametrize("text", ["0000-00-00", "2006-02-30", "2006-13-01"])
def test_what_only_looks_like_a_day_is_text_to_other_readers(text: str) -> None:
    head = frontmatter.split(frontmatter.dump({"title": text}, ""))
    assert head is not None
    assert yaml.safe_load(head[0]) == {"title": text}


def test_looks_as_people_write_it() -> None:
    text = frontmatter.dump(
        {
            "title": "关于加强网络文明建设的意见",
            "date": "2006-06-28",
            "issuers": ["mii", "scio"],
            "repairs": [{"kind": "duplicate-block", "count": 1, "note": "第6行起重复"}],
            "evidence": {"date": {"basis": "inferred", "text": "今年2月启动"}},
        },
        "第一段。",
    )
    assert text == (
        "---\ntitle: 关于加强网络文明建设的意见\ndate: 2006-06-28\nissuers: [mii, scio]\n"
        "repairs:\n- {kind: duplicate-block, count: 1, note: 第6行起重复}\n"
        "evidence:\n  date:\n    basis: inferred\n    text: 今年2月启动\n---\n\n第一段。\n"
    )


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("没有元数据", 1, "没有用两行 --- 围起"),
        ("---\ntitle: 甲: 乙\n---\n", 2, "第二个冒号"),
        ("---\ntitle: 甲\nissuers: [mii\n---\n", 4, "方括号"),
        ("---\ntitle: 甲\ntitle: 乙\n---\n", 3, "出现了两次"),
        ("---\na: &x [1]\nb: *x\n---\n", 2, "锚"),
        ("---\n- a\n---\n", 2, "键: 值"),
        ("---\na: !!python/object:os.system x\n---\n", 2, "标签"),
        ('---\na: "没有收尾\n---\n', 3, "引号"),
        ("---\na: \x01\n---\n", 2, "控制字符"),
    ],
)
def test_faults_name_file_line_and_remedy(text: str, line: int, words: str) -> None:
    with pytest.raises(RecordError) as caught:
        frontmatter.parse(text, "docs/x.md")
    assert words in str(caught.value)
    assert str(caught.value).startswith("docs/x.md:")
    assert abs((caught.value.line or 0) - line) <= 1
    assert "\n" not in str(caught.value)


def test_lines_are_found_by_key() -> None:
    front = frontmatter.parse("---\na: 1\nb:\n- x\n- {k: 1}\nc:\n  d: 3\n---\n", "x.md")
    assert [front.line_of(loc) for loc in [("a",), ("b", 1, "k"), ("c", "d"), ("b", 9)]] == [2, 5, 7, 3]
