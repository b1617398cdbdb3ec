"""The example archive: laws of the data package among the records of an archive, pointing to nothing it lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

import demo
from gongwen.errors import GongwenError
from gongwen.records.archive import read_archive
from gongwen.records.checks.pointers import dead_ends
from gongwen.texts.law_package import by_title
from support import small_archive, write_files

TERM = (
    "---\nterm: 备案\npinyin: bèi àn\ncategory: governance\nsee_also_documents: [2006/a]\n---\n\n一条术语。\n"
)


@pytest.mark.skipif(not by_title(), reason="没有装法律数据包")
def test_the_example_points_to_nothing_that_it_lacks(tmp_path: Path) -> None:
    root = small_archive(tmp_path / "archive", {"docs/glossary/filing.md": TERM})
    laws = demo.prepare(root, tmp_path / "demo")
    made = read_archive(tmp_path / "demo" / "docs")
    assert len(made.documents) == laws > 300
    assert made.terms["filing"].body == "一条术语。"
    assert list(dead_ends(made)) == []


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    write_files(tmp_path, {"demo/mine.txt": "某"})
    with pytest.raises(GongwenError, match="里面有别的东西"):
        demo.prepare(tmp_path, tmp_path / "demo")
    assert (tmp_path / "demo" / "mine.txt").is_file()
