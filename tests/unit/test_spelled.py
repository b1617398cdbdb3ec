"""Syllables of titles are looked up once, and again only where nothing that can be believed says them."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.search import spelled
from gongwen.search.folding import syllables
from gongwen.search.spelled import Spelled
from gongwen.work.kept_values import KeptValues


def said(file: Path, *texts: str) -> list[tuple[str, ...]]:
    kept = KeptValues(file, "p")
    one = Spelled(kept)
    found = [one.syllables(text) for text in texts]
    one.keep()
    kept.close()
    return found


def test_what_was_said_is_said_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(spelled, "syllables", lambda text: asked.append(text) or syllables(text))
    file = tmp_path / "values.sqlite"
    assert said(file, "清风行动", "通知", "通知") == [
        ("qing", "feng", "xing", "dong"),
        ("tong", "zhi"),
        ("tong", "zhi"),
    ]
    assert said(file, "清风行动") == [("qing", "feng", "xing", "dong")]
    assert asked == ["清风行动", "通知"]
    said(file, "通知")  # forgotten by the build that had no use for it
    assert asked == ["清风行动", "通知", "通知"]
    monkeypatch.setattr(spelled, "_LIBRARY", "jieba")
    said(file, "通知")
    assert asked[3:] == ["通知"]
