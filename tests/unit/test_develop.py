"""The pages for developers stay true: files, modules and commands that they name are there."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path

import pytest

from support import REPOSITORY

PAGES = sorted((REPOSITORY / "docs" / "develop").rglob("*.md"))
MADE = {".venv", ".cache/", "site/", ".venv/bin/python"}
"""What isn't in the repository but made by its commands."""


def named(page: Path) -> list[str]:
    return re.findall(r"(?<!`)`([^`\n]+)`(?!`)", page.read_text(encoding="utf-8"))


def missing(name: str) -> str | None:
    """What of a name in backticks doesn't exist; None where all does."""
    if re.fullmatch(r"gongwen(?:\.\w+)*", name):
        return None if importlib.util.find_spec(name) else f"没有模块 {name}"
    if match := re.fullmatch(r"make ([\w-]+).*", name):
        targets = re.findall(
            r"^([\w-]+):", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
        )
        return None if match[1] in targets else f"没有命令 {name}"
    if re.fullmatch(r"[\w.-]+(?:/[\w.-]*)+|[\w-]+\.(?:py|toml|yml|md)|Makefile", name) and name not in MADE:
        return None if (REPOSITORY / name).exists() else f"没有文件 {name}"
    return None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_is_named_is_there(page: Path) -> None:
    assert [fault for name in named(page) if (fault := missing(name))] == []


def test_most_pages_name_something() -> None:
    assert len(PAGES) > 8
    assert sum(len(named(page)) for page in PAGES) > 100
    assert missing("src/gongwen/nowhere.py")
    assert missing("gongwen.nowhere")
    assert missing("make nothing")


def test_all_rooms_stand_in_the_picture_and_the_table() -> None:
    text = (REPOSITORY / "docs" / "develop" / "architecture.md").read_text(encoding="utf-8")
    source = REPOSITORY / "src" / "gongwen"
    rooms = {
        path.stem for path in source.iterdir() if (path / "__init__.py").is_file() or path.suffix == ".py"
    }
    rooms -= {"__init__"}
    assert rooms == set(re.findall(r"^\| `gongwen\.(\w+)` \|", text, re.MULTILINE))


def test_the_picture_has_the_order_of_the_contract() -> None:
    text = (REPOSITORY / "docs" / "develop" / "architecture.md").read_text(encoding="utf-8")
    picture = text.split("```")[1]
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    floors = [re.sub(r"gongwen\.|\s", "", layer) for layer in layers]
    drawn = [re.sub(r"\s", "", row) for row in re.findall(r"^  \|(.{49})\|", picture, re.MULTILINE)]
    assert [row for row in drawn if row in floors] == floors
