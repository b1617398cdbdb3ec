"""What people are told, in Chinese and English: complete, chosen by the locale, and never in what is committed."""

from __future__ import annotations

import json
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import catalogue
from gongwen import messages
from gongwen.errors import GongwenError, ReadError
from gongwen.messages import Message, listed, message, packed, said, say, unpacked
from seeded_faults import CLEAN, LISTED, OWN, Fault, seed
from support import call, write_files

CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
PLACEHOLDER = re.compile(r"\{\w+[^{}]*\}|\\\d")
LOCALES = ("GONGWEN_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
SCRIPTS = ("audit.py", "build.py", "check.py", "comment.py", "external_links.py", "proposal.py", "review.py")
COMMANDS = (
    "site", "convert", "add", "verify", "mentions", "suggest", "serve", "index", "demo", "schema", "new", "rename",
    "withdraw", "anchors",
)  # fmt: skip
QUOTED = re.compile(r"“.*?”|〔.*?〕|docs/\S+|sources/\S+")
"""Words of records and files, which no locale changes."""


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGWEN_LANG", "en")


def entries() -> dict[str, str]:
    return {entry.id: entry.string for entry in catalogue.renewed(catalogue.PO.read_bytes()) if entry.id}


def test_every_message_has_its_english() -> None:
    found = entries()
    assert len(found) > 900
    assert not [text for text, english in found.items() if not english]
    assert not [english for english in found.values() if CHINESE.search(unquoted(english))]
    for text, english in found.items():
        assert sorted(PLACEHOLDER.findall(text)) == sorted(PLACEHOLDER.findall(english)), text
        assert text.startswith("\n") == english.startswith("\n"), text


# Types of documents and numbers of articles are the documents' own words.
OWN_WORDS = re.compile(
    r"法律, .* 其他|第[一-鿿]+(?:, 第[一-鿿]+ or 第[一-鿿]+)?|《》|〔|（类型）|（合称）|河南省洛阳市|`国发.*?`"
)


def unquoted(text: str) -> str:
    return OWN_WORDS.sub("", QUOTED.sub("", text))


def test_the_catalogue_is_of_today_and_compiled() -> None:
    renewed = catalogue.renewed(catalogue.PO.read_bytes())
    assert catalogue.written(renewed) == catalogue.PO.read_bytes(), "run scripts/catalogue.py"
    assert catalogue.compiled(renewed) == catalogue.MO.read_bytes(), "run scripts/catalogue.py"


@pytest.mark.parametrize(
    ("settings", "english"),
    [
        ({}, False),
        ({"LANG": "C"}, False),
        ({"LANG": "C.UTF-8"}, False),
        ({"LANG": "POSIX"}, False),
        ({"LANG": "zh_CN.UTF-8"}, False),
        ({"LANG": "zh_TW"}, False),
        ({"LANG": "fr_FR.UTF-8"}, False),
        ({"LANG": "eno"}, False),
        ({"LANG": "en"}, True),
        ({"LANG": "en_GB.UTF-8"}, True),
        ({"LANG": "EN_us"}, True),
        ({"LC_MESSAGES": "en_US", "LANG": "zh_CN"}, True),
        ({"LC_MESSAGES": "zh_CN", "LANG": "en_US"}, False),
        ({"LC_ALL": "C", "LC_MESSAGES": "en_US", "LANG": "en_US"}, False),
        ({"LC_ALL": "", "LANG": "en_US"}, True),
        ({"GONGWEN_LANG": "en", "LC_ALL": "zh_CN.UTF-8", "LANG": "zh_CN.UTF-8"}, True),
        ({"GONGWEN_LANG": "zh", "LC_ALL": "en_US", "LANG": "en_US"}, False),
        ({"GONGWEN_LANG": "", "LANG": "en_US"}, True),
    ],
)
def test_the_locale_chooses(settings: dict[str, str], english: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in LOCALES:
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert messages.in_english() is english
    assert (said(message("改正")) == "Correct it") is english


@pytest.mark.usefixtures("english")
def test_a_message_is_said_whole_and_stays_chinese() -> None:
    error = ReadError(
        message("{what}有密码", what=message("Word 文件")), file="甲.docx", line=3, advice=message("删去")
    )
    assert said(error) == "甲.docx:3: Word file has a password. Remove it"
    assert said(str(error)) == said(error)
    assert f"{error}" == "甲.docx:3：Word 文件有密码。删去"
    assert said(listed(["甲", message("删去")])) == "甲, Remove it"
    assert (listed([]), listed(["甲"])) == ("", "甲")
    assert said("没有译文的普通文字") == "没有译文的普通文字"
    assert say("没有这一句") == "没有这一句"
    assert json.dumps({"a": message("改正")}, ensure_ascii=False) == '{"a": "改正"}'
    # A value is put in as it is: braces in it mean nothing.
    assert say("{what}有密码", what="{given}") == "{given} has a password"


@pytest.mark.usefixtures("english")
def test_a_message_crosses_to_other_processes() -> None:
    error = ReadError(message("{what}有密码", what=message("Word 文件")), file="a", advice=message("删去"))
    assert said(pickle.loads(pickle.dumps(error))) == said(error)
    assert said(unpacked(json.loads(json.dumps(packed(error.problem))))) == "Word file has a password"
    assert unpacked(json.loads(json.dumps(packed("甲")))) == "甲"


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    "words", [*([script] for script in SCRIPTS), *(["build.py", name] for name in COMMANDS)]
)
def test_help_is_english(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    script, *more = words
    done = call(*more, "--help", script=script)
    assert done.returncode == 0
    assert not CHINESE.search(unquoted(done.stdout)), done.stdout
    assert done.stdout.startswith("Usage: ")


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nonsense"], "argument COMMAND can't be 'nonsense'; one of:"),
        (["convert"], "missing argument: PATH"),
        (["convert", "a", "--jobs"], "argument --jobs needs a value"),
        (["convert", "a", "--jobs", "0"], "wrong value for argument --jobs: '0'"),
        (["convert", "a", "--nonsense"], "unknown argument: --nonsense"),
        (["new", "thing"], "wrong value for argument KIND, one of: document, agency, campaign, term"),
        (["--root", "/nowhere", "verify"], "/nowhere: has no docs folder. --root must name"),
    ],
)
def test_wrong_usage_is_english(arguments: list[str], says: str) -> None:
    done = call(*arguments)
    assert says in done.stderr
    assert not CHINESE.search(done.stderr)


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("fault", [*LISTED, *OWN], ids=lambda fault: fault.name)
def test_findings_are_english(tmp_path: Path, fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(tmp_path, CLEAN)
    (tmp_path / "sources").mkdir()
    seed(tmp_path, fault)
    plain: list[str] = []
    real = GongwenError.sentence.fget  # type: ignore[attr-defined]

    def noted(error: GongwenError) -> Message:
        plain.extend(untranslated(error.problem))
        plain.extend(untranslated(error.advice or ""))
        return real(error)

    monkeypatch.setattr(GongwenError, "sentence", property(noted))
    done = call("--root", tmp_path, "--no-site", script="check.py")
    assert done.returncode == 1
    assert not plain
    assert re.match(r"(?:docs|sources)/.*?: ", done.stderr), done.stderr
    assert re.search(r"\nChecked \d+ records: ", f"\n{done.stdout}")


def untranslated(text: str) -> Iterator[str]:
    """Chinese that isn't a message, and values within messages that are words of ours and not of a record."""
    if not isinstance(text, Message):
        if CHINESE.search(text):
            yield text
        return
    for name, value in text.values.items():
        if isinstance(value, Message):
            yield from untranslated(value)
        elif isinstance(value, str) and value in OUR_WORDS and f"“{{{name}}}”" not in text.template:
            yield f"{name}={value}"


OUR_WORDS = frozenset(text for _, text in catalogue.messages() if CHINESE.search(text))


REFUSED: dict[str, bytes] = {
    "empty.txt": b"",
    "zeros.txt": b"\x00" * 400,
    "packed.7z": b"7z\xbc\xaf\x27\x1c" + b"\x00" * 64,
    "broken.pdf": b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n",
    "broken.docx": b"PK\x03\x04" + b"word/document.xml" * 9,
    "data.json": b'{"a": 1}',
    "data.xml": b'<?xml version="1.0"?><rows><row>1</row></rows>',
    "blank.html": b"<!DOCTYPE html><html><head><title>A</title></head><body><script>let a = 1;</script></body></html>",
    "slides.ppt": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "PowerPoint Document".encode("utf-16-le"),
    "picture.png": b"\x89PNG\r\n\x1a\n" + b"\x00" * 64,
    "cut.rtf": rb"{\rtf1 abc",
}


@pytest.mark.usefixtures("english")
def test_refusals_are_english(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, data in REFUSED.items():
        (folder / name).write_bytes(data)
    write_files(tmp_path, CLEAN)
    done = call(
        "--root", tmp_path, "convert", folder, "--output", tmp_path / "out", "--report", tmp_path / "r.jsonl",
        "--jobs", "1",
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.count("Failed: ") == len(REFUSED), done.stderr
    assert not CHINESE.search(done.stdout + done.stderr), done.stdout + done.stderr
    lines = [json.loads(line) for line in (tmp_path / "r.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(lines) == len(REFUSED)
    assert not [line["message"] for line in lines if CHINESE.search(line["message"])]


NOTICE = """某部关于开展示例检查的通知

各司局：
现就检查工作通知如下。

一、检查对象
\u200b各单位的网站。

                              某部
                        2009年3月6日
内部资料 注意保存
"""


def test_pages_and_records_are_the_same_in_any_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: dict[str, dict[str, bytes]] = {}
    for language in ("zh", "en"):
        monkeypatch.setenv("GONGWEN_LANG", language)
        root = tmp_path / language
        write_files(root, {**CLEAN, "in/notice.txt": NOTICE})
        call("--root", root, "convert", root / "in", "--output", root / "out")
        done = call("--root", root, "new", "term", "--set", "term=示例", "--set", "pinyin=shì lì", "--set",
                    "category=governance", "--set", "definition=一例。", "--set", "related=spam", "--set", "sources=")  # fmt: skip
        assert done.returncode in (0, 1)
        call("--root", root, "withdraw", "agencies/mpt", "--reason", "示例", "--date", "2026-01-02")
        made[language] = {
            path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*.md"))
        }
    assert len(made["zh"]) > len(CLEAN)
    assert made["zh"] == made["en"]
