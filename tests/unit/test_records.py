import json
import re

import pytest

import key_tables
from gongwen.errors import FaultsError
from gongwen.records import (
    KINDS,
    Agency,
    Document,
    Kind,
    build,
    file_name,
    front_matter,
    frontmatter,
    is_below,
    json_schema,
    kind_named,
)
from gongwen.records.document_types import DOCUMENT_TYPES, known_as
from gongwen.records.references import references, refs


def document(head: str, body: str = "正文。") -> Document:
    front = frontmatter.parse(f"---\n{head}\n---\n\n{body}\n", "docs/documents/2006/x.md")
    return build(Document, front, id="2006/x", file="documents/2006/x.md")


def faults(head: str) -> list[str]:
    with pytest.raises(FaultsError) as caught:
        document(head)
    return [str(fault) for fault in caught.value]


def test_a_full_head() -> None:
    record = document("title: 题\ndate: 2006-06-28\ntype: 通知\nissuers: [mii, 某局]\nrights: {note: 编者注}")
    assert record.year == 2006
    assert record.issuers == ("mii", "某局")
    assert record.access == "full"
    assert record.body == "正文。"


@pytest.mark.parametrize(
    ("head", "line", "words"),
    [
        ("title: 题\ndate: 2006-6-28", 3, "不是 EDTF 日期"),
        ("title: 题\ntype: 新闻", 3, "不在词表里"),
        ("title: 题\ntyp: 通知", 3, "是不是“type”"),
        ("date: 2006", 2, "缺“title”"),
        ("title: 题\nissuers: mii", 3, "应是列表"),
        ("title: ''", 2, "是空的"),
        ("title: 题\npeople:\n- {office: 部长}", 4, "缺“people.0.name”"),
        ("title: 题\nsource: {url: www.example.org}", 3, "不是网址"),
        (
            "title: 题\nevidence: {date: {basis: text, text: 一二三四五六七八九十一二三四五六七八九十一}}",
            3,
            "超过 20 字",
        ),
        ("title: 题\nid: 2006/y", 3, "与文件名"),
        ("title: 题\nbody: 甲", 3, "不认识的键"),
        ("title: 题\nrepairs: [{kind: page-number, count: 0}]", 3, "正整数"),
    ],
)
def test_faults_are_placed(head: str, line: int, words: str) -> None:
    (fault,) = faults(head)
    assert fault.startswith(f"docs/documents/2006/x.md:{line}：")
    assert words in fault


@pytest.mark.parametrize(
    "path",
    ["/etc/passwd", "../a.txt", "a/../../b.txt", "..\\b.txt", "a\\b.txt", "C:/a.txt", ".a.txt", "a/.b.txt", "a//b.txt", "a/", " a.txt", "甲\\a乙.txt", ""],
)  # fmt: skip
def test_paths_of_records_stay_below_their_folder(path: str) -> None:
    assert not is_below(path)
    quoted = json.dumps(path)
    original = f'original: {{file: {quoted}, sha256: "{"0" * 64}", format: txt}}'
    (fault,) = faults(f"title: 题\n{original}")
    assert fault.startswith("docs/documents/2006/x.md:3：original.file 的值")


@pytest.mark.parametrize("path", ["../a", "a/../../b", "/a", ".git/a", "a/.b", "a\\\\b", "a b"])
def test_old_addresses_stay_inside_the_site(path: str) -> None:
    (fault,) = faults(f'title: 题\nredirects: ["{path}"]')
    assert "不是站内地址" in fault


@pytest.mark.parametrize("path", ["a.txt", "2015/通知（一）.txt", "甲 乙.docx", "a..b", "a.", "“甲”.html"])
def test_other_names_of_files_do(path: str) -> None:
    assert is_below(path)
    assert file_name(path) == path.replace("/", "-")


@pytest.mark.parametrize(
    "name", ["../../a.txt", ".a.txt", "...", "甲\n乙\\丙.txt", "c:a.txt", "  ", "\udce4.txt"]
)
def test_a_files_own_name_is_made_fit(name: str) -> None:
    assert is_below(file_name(name))


def test_all_faults_at_once() -> None:
    assert len(faults("date: x\ntype: y\nissuers: z")) == 4


def test_writing_keeps_what_was_read() -> None:
    record = document(
        "title: 题\ndate: '2006'\ntype: 通知\nsic: [{text: 甲, note: 乙}]\nredirects: [documents/old]"
    )
    again = frontmatter.dump(front_matter(record), record.body)
    assert build(Document, frontmatter.parse(again, "x"), id=record.id, file=record.file) == record
    assert "content: text\naccess: full\n" in again


def test_records_are_frozen() -> None:
    record = document("title: 题")
    with pytest.raises(ValueError, match="frozen"):
        record.title = "别的"  # type: ignore[misc]


def test_agency_label_drops_the_country() -> None:
    front = frontmatter.parse(
        "---\nname: 中华人民共和国信息产业部\nkind: state organ\nlevel: central\n---\n", "x"
    )
    assert build(Agency, front, id="mii", file="agencies/mii.md").label == "信息产业部"


@pytest.mark.parametrize("kind", KINDS.values())
def test_json_schema_is_for_front_matter_only(kind: Kind) -> None:
    schema = json_schema(kind)
    assert not {"body", "file"} & set(schema["properties"])
    assert schema["additionalProperties"] is False
    json.dumps(schema)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_schemas_speak_to_editors_in_their_language(kind: Kind) -> None:
    schema = json_schema(kind)
    parts = {"": schema, **schema["$defs"]}
    for part in parts.values():
        assert re.search("[\u4e00-\u9fff]", part["title"])
        for key, info in part["properties"].items():
            assert key == "id" or re.search("[\u4e00-\u9fff]", info["title"]), key
            assert not re.match("[A-Z][a-z]+ [a-z]", info.get("description", "")), key
    assert re.search(schema["properties"]["id"]["pattern"], "2006/x-1" if kind.record is Document else "x-1")
    assert not re.search(schema["properties"]["id"]["pattern"], "X y")
    for record_ref in refs(kind.record).values():
        assert record_ref.kind in {known.name for known in KINDS.values()}


def test_the_schema_takes_what_editors_write() -> None:
    properties = json_schema(kind_named("document"))["properties"]
    assert properties["date"]["type"] == ["string", "integer"]  # 2006 stands bare
    assert re.search(properties["date"]["pattern"], "2006-06-28")
    assert not re.search(properties["date"]["pattern"], "2006.6.28")
    one, other = properties["sources"]["items"]["anyOf"]
    assert (one["pattern"][:8], other) == ("^(?:http", {"$ref": "#/$defs/Source"})
    assert "通知" in properties["type"]["enum"]


def test_the_guide_lists_every_key() -> None:
    text = key_tables.GUIDE.read_text(encoding="utf-8")
    assert text == key_tables.with_tables(text), "运行 scripts/key_tables.py"
    assert all(f"| `{key}` |" in text for kind in KINDS.values() for key in json_schema(kind)["properties"])


def test_a_key_in_the_wrong_place_is_said_to_be() -> None:
    assert (
        "不认识的键“people.0.campaigns”。“campaigns”写在最外层"
        in faults("title: 题\npeople:\n- {name: 甲, campaigns: [x]}")[0]
    )
    # A key that is known only elsewhere isn't its own correction.
    assert "是不是“role”" in faults("title: 题\npeople:\n- {name: 甲, rol: host}")[0]
    assert "写作“部门规章”" in faults("title: 题\ntype: 规章")[0]


def test_several_faults_are_one_line() -> None:
    with pytest.raises(FaultsError) as caught:
        document("date: x\ntype: y")
    assert str(caught.value).count("\n") == 0
    assert str(caught.value).endswith("（另有 2 处，运行 make check 逐条列出）")


def test_references_are_followed_wherever_they_stand() -> None:
    record = document(
        "title: 题\nissuers: [a, b]\nrelations:\n- {type: amends, target: 2005/x}\noutcome: 2007/y"
    )
    found = [(r.field, r.loc, r.target, r.label, r.back) for r in references(record)]
    assert found == [
        ("outcome", ("outcome",), "2007/y", "结果", "征求意见稿"),
        ("issuers", ("issuers", 0), "a", "发布机关", "文献"),
        ("issuers", ("issuers", 1), "b", "发布机关", "文献"),
        ("relations", ("relations", 0, "target"), "2005/x", "修改", "修改本件的"),
    ]


def test_types_of_document_say_what_follows() -> None:
    assert {name for name, kind in DOCUMENT_TYPES.items() if kind.rule} == {
        "法律", "行政法规", "部门规章", "司法解释", "地方性法规", "规范性文件",
    }  # fmt: skip
    assert all(kind.official for kind in DOCUMENT_TYPES.values() if kind.rule)
    assert (known_as("规章"), known_as("通知"), known_as("无此种")) == ("部门规章", "通知", None)
