"""Comparing what two generators make."""

from __future__ import annotations

from pathlib import Path

from longevity import differences


def test_any_difference_is_named(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        (folder / "a").mkdir(parents=True)
        (folder / "a" / "same.html").write_text("同", encoding="utf-8")
        (folder / "a" / "other.html").write_text(folder.name, encoding="utf-8")
    (one / "only.html").touch()
    (two / "a" / "new.html").touch()
    assert sorted(differences(one, two)) == ["a/new.html", "a/other.html", "only.html"]
    assert list(differences(one, one)) == []
