"""What repairs did, for readers: every change of an open text's original, and not a word of any other."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from gongwen.convert.model import Block, Draft
from gongwen.convert.pipeline import Converter
from gongwen.convert.steps import Traces, steps
from gongwen.records import Document
from gongwen.records.archive import Archive

RAW = "关于核对网站登记信息的通知\n\n自 2006 年 7 月 1 日起，各网站应当核对登记信息,并报送结果。\n\n本通知由试写的单位解释。\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "raw.txt").write_text(RAW, encoding="utf-8")
    return tmp_path


@pytest.fixture
def made(root: Path) -> Document:
    found = Converter(Archive()).convert(root / "sources" / "raw.txt").document
    return found.model_copy(update={"id": "2006/x", "file": "documents/2006/x.md", "access": "full"})


def test_every_change_is_there(root: Path, made: Document) -> None:
    found = {kind: step for step in Traces(root).of(made) for kind in step.kinds}
    assert {repair.kind for repair in made.repairs} <= found.keys()
    (comma,) = found["half-width-punctuation"].places
    assert (comma.before[-4:], comma.gone, comma.come, comma.after[:2]) == ("登记信息", ",", "，", "并报")
    (spaces,) = found["digit-spacing"].places
    assert spaces.gone.replace(" ", "") == spaces.come


def test_what_was_found_is_kept_until_the_original_or_the_tool_changes(root: Path, made: Document) -> None:
    first = Traces(root).of(made)
    (kept,) = (root / ".cache" / "steps").rglob("*.json")
    kept.write_text("[]", encoding="utf-8")
    assert Traces(root).of(made) == ()
    kept.unlink()
    assert Traces(root).of(made) == first != ()


@pytest.mark.parametrize(
    "change",
    [
        {"access": "record"},
        {"access": "excerpt"},
        {"content": "digest"},
        {"withdrawn": {"date": "2020", "reason": "有误"}},
        {"original": None},
        {"repairs": ()},
    ],
)
def test_nothing_is_said_of_texts_that_are_not_open(
    root: Path, made: Document, change: dict[str, object]
) -> None:
    data = {**made.model_dump(exclude={"whole"}), **change}
    assert Traces(root).of(made) != ()
    assert Traces(root).of(Document.model_validate(data)) == ()


def test_an_original_that_is_another_file_today_says_nothing(root: Path, made: Document) -> None:
    place = root / "sources" / "raw.txt"
    place.write_text(RAW + "又一段。\n", encoding="utf-8")
    assert Traces(root).of(made) == ()
    place.unlink()
    assert Traces(root).of(made) == ()
    elsewhere = root / "elsewhere.txt"
    elsewhere.write_text(RAW, encoding="utf-8")
    assert hashlib.sha256(elsewhere.read_bytes()).hexdigest() == made.original.sha256  # type: ignore[union-attr]
    place.symlink_to(elsewhere)
    assert Traces(root).of(made) == ()


def test_the_words_of_others_are_counted_and_not_shown() -> None:
    lines = [
        "试写的正文一段，说明登记的办法。",
        "试写的正文又一段，说明期限。",
        "网友评论",
        "某网友 2006-07-01",
        "我的话不许转录",
    ]
    found = steps(Draft(tuple(Block(text, number) for number, text in enumerate(lines, 1))))
    for step in found:
        if "comments" in step.kinds:
            assert step.places == ()
            assert step.more > 0
            return
    pytest.fail("没有当作评论去掉")
