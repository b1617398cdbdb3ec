"""make, where it takes words from people."""

from __future__ import annotations

import os
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
