"""make, where it takes words from people."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
NAMES = (
    "通知.txt",
    "甲 乙（一）.txt",
    "a`touch x`.html",
    "a$(touch x).html",
    "a$(shell touch x).html",
    "a${shell touch x}.html",
    "a$$x.html",
    "a$HOME.html",
    "a'; touch x; '.html",
    'a"; touch x; ".html',
    "a;touch x;.html",
    "a\\b.html",
    "-n.html",
    "--help",
    "a#b.html",
    "a\ntouch x\n.html",
    "a%b*.html",
)


@pytest.mark.skipif(shutil.which("make") is None, reason="没有 make")
@pytest.mark.parametrize("by", ["argument", "environment"])
@pytest.mark.parametrize("name", NAMES)
def test_a_files_name_reaches_the_script_as_it_is(tmp_path: Path, name: str, by: str) -> None:
    shutil.copyfile(REPOSITORY / "Makefile", tmp_path / "Makefile")
    uv = tmp_path / "uv"
    uv.write_text('#!/bin/sh\nfor word in "$@"; do printf "%s\\0" "$word"; done >> calls\n', encoding="utf-8")
    uv.chmod(0o755)
    command = ["make", "add", f"UV={uv}"]
    env = {key: value for key, value in os.environ.items() if key not in {"FILE", "MAKEFLAGS", "MAKELEVEL"}}
    if by == "argument":
        command.append(f"FILE={name}")
    else:
        env["FILE"] = name
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    words = (tmp_path / "calls").read_text(encoding="utf-8").split("\0")
    assert words[-4:] == ["add", "--", name, ""]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Makefile", "calls", "uv"]


@pytest.mark.skipif(shutil.which("make") is None, reason="没有 make")
def test_without_a_file_make_says_how(tmp_path: Path) -> None:
    shutil.copyfile(REPOSITORY / "Makefile", tmp_path / "Makefile")
    env = {key: value for key, value in os.environ.items() if key != "FILE"}
    done = subprocess.run(
        ["make", "add", "UV=true"], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "用法：make add FILE=文件" in done.stdout


def plain(**settings: str) -> dict[str, str]:
    """The environment without what chooses a language, names a file, or has make tell its folders within another."""
    names = {"FILE", "GONGWEN_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "MAKEFLAGS", "MAKELEVEL", "MFLAGS"}
    return {key: value for key, value in os.environ.items() if key not in names} | settings


def made(folder: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    shutil.copyfile(REPOSITORY / "Makefile", folder / "Makefile")
    return subprocess.run(
        ["make", *words], cwd=folder, env=plain(**settings), capture_output=True, text=True, check=False
    )


@pytest.mark.skipif(shutil.which("make") is None, reason="没有 make")
@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({}, "用法："),
        ({"LANG": "C.UTF-8"}, "用法："),
        ({"LANG": "zh_CN.UTF-8"}, "用法："),
        ({"LANG": "en_US.UTF-8"}, "Usage: "),
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "用法："),
        ({"GONGWEN_LANG": "en", "LANG": "zh_CN.UTF-8"}, "Usage: "),
    ],
)
def test_make_speaks_as_the_commands_do(tmp_path: Path, settings: dict[str, str], says: str) -> None:
    assert made(tmp_path, "add", "UV=true", **settings).stdout.startswith(says)


@pytest.mark.skipif(shutil.which("make") is None, reason="没有 make")
def test_help_is_whole_in_both_languages(tmp_path: Path) -> None:
    chinese, english = (
        made(tmp_path, "help", GONGWEN_LANG=each).stdout.splitlines() for each in ("zh", "en")
    )
    targets = re.findall(
        r"^([a-z-]+):.*##", (tmp_path / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert [line.split()[1] for line in chinese] == [line.split()[1] for line in english] == targets
    assert len(targets) > 15
    for ours, theirs in zip(chinese, english, strict=True):
        assert re.search(r"[一-鿿]", ours)
        assert re.fullmatch(r"make [a-z-]+ +[\x20-\x7e]+", theirs)


@pytest.mark.skipif(shutil.which("make") is None, reason="没有 make")
@pytest.mark.skipif(os.geteuid() == 0, reason="管理员到处能写")
def test_where_nothing_can_be_written_make_says_so(tmp_path: Path) -> None:
    shutil.copyfile(REPOSITORY / "Makefile", tmp_path / "Makefile")
    tmp_path.chmod(0o555)
    try:
        done = subprocess.run(
            ["make", "site", "UV=true"],
            cwd=tmp_path,
            env=plain(),
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        tmp_path.chmod(0o755)
    assert done.returncode == 2
    assert done.stdout.startswith("这个文件夹不能写")


@pytest.mark.skipif(shutil.which("make") is None, reason="没有 make")
def test_an_old_python_is_refused(tmp_path: Path) -> None:
    (tmp_path / "python3").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    (tmp_path / "python3").chmod(0o755)
    done = made(tmp_path, "setup", "UV=.venv/bin/uv", PATH=f"{tmp_path}:{os.environ['PATH']}")
    assert done.returncode == 2
    assert done.stdout.startswith("要 Python 3.11 以上")


@pytest.mark.skipif(shutil.which("make") is None, reason="没有 make")
@pytest.mark.parametrize(
    ("target", "kit"), [("site", False), ("serve", False), ("check", False), ("lint", True), ("bench", True)]
)
def test_only_tests_and_measurements_install_the_test_kit(target: str, *, kit: bool) -> None:
    done = subprocess.run(
        ["make", "--dry-run", target, "UV=uv"], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    syncs = [line for line in done.stdout.splitlines() if line.startswith("uv sync")]
    assert syncs[0] == "uv sync --frozen --inexact --quiet"
    assert ("--group dev" in done.stdout) is kit
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    assert settings["tool"]["uv"]["default-groups"] == []
