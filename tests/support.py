"""What several folders of tests need: the archive they run on, commands as people run them, hostile inputs."""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import pytest

from frozen import frozen_files
from gongwen.records import frontmatter

REPOSITORY = Path(__file__).resolve().parents[1]
PARTS = ("hooks", "theme", "mkdocs.yml")


def needed(tool: str, path: str | Path | None) -> str:
    """Where a tool is that the machine may lack; its absence skips, and fails where GONGWEN_TOOLS=required."""
    if path is not None and Path(path).exists():
        return str(path)
    if os.environ.get("GONGWEN_TOOLS") == "required":
        pytest.fail(f"没有 {tool}，而这里要求它")
    pytest.skip(f"没有 {tool}，跳过")


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


def call(*arguments: str | Path, script: str = "build.py") -> Done:
    """Run a command here: what takes a process 1.5 s of imports takes none, and its warnings are errors."""
    module = importlib.import_module(script.removesuffix(".py"))
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
        code = module.main([*map(str, arguments)])
    return Done(code, out.getvalue(), err.getvalue())


def start(*arguments: str | Path, script: str = "build.py") -> subprocess.Popen[str]:
    """Start a command as a process, in a group of its own as in a terminal: for signals."""
    command = [sys.executable, str(REPOSITORY / "scripts" / script), *map(str, arguments)]
    env = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True, env=env
    )


@dataclass(frozen=True)
class Build:
    """An archive's folder and how its build went."""

    root: Path
    done: Done

    @property
    def site(self) -> Path:
        return self.root / "site"


def build(root: Path, site_url: str = "") -> Build:
    with mock.patch.dict(os.environ, SITE_URL=site_url):
        return Build(root, call("--root", root, "site"))


def write_files(root: Path, files: Mapping[str, str]) -> None:
    for file, text in files.items():
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def copy_tool(root: Path) -> Path:
    """What a site is built with: hooks, theme, configuration, and the pages that are no records."""
    for part in PARTS:
        source = REPOSITORY / part
        if not source.is_dir():
            shutil.copyfile(source, root / part)
        elif not (root / part).exists():
            shutil.copytree(source, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    docs = REPOSITORY / "docs"
    prose = (page for folder in ("about", "contribute", "develop") for page in (docs / folder).rglob("*.md"))
    pages = [*docs.glob("*.md"), *prose]
    write_files(root, {p.relative_to(REPOSITORY).as_posix(): p.read_text(encoding="utf-8") for p in pages})
    for picture in (docs / "contribute").glob("*.[pj][np]g"):
        shutil.copyfile(picture, root / "docs" / "contribute" / picture.name)
    # These pages link to records of the whole archive.
    linking = {"left-out": "不收的条目", "cac-index": "网信办目录对照"}
    write_files(
        root, {f"docs/about/{name}.md": f"---\ntitle: {t}\n---\n\n没有。\n" for name, t in linking.items()}
    )
    assets = REPOSITORY / "docs" / "assets"
    shutil.copytree(assets, root / "docs" / "assets", dirs_exist_ok=True)
    (root / "sources").mkdir(exist_ok=True)
    return root


def copy_frozen(root: Path) -> Path:
    """An archive with the records of tests/archive/, ready to be built."""
    copy_tool(root)
    write_files(root, {f"docs/{file}": frontmatter.dump(data, body) for file, data, body in frozen_files()})
    return root


def copy_repository(root: Path) -> Path:
    """The archive of this repository as it is today, ready to be built and added to."""
    for part in ("docs", "sources"):
        shutil.copytree(REPOSITORY / part, root / part)
    for part in PARTS:
        copy = shutil.copytree if (REPOSITORY / part).is_dir() else shutil.copyfile
        copy(REPOSITORY / part, root / part)
    return root


def small_archive(root: Path, files: Mapping[str, str]) -> Path:
    """An archive of a few records given as file → text, with the pages that every site has."""
    base = {
        "docs/agencies/mii.md": "---\nname: 信息产业部\nkind: state organ\nlevel: central\n---\n",
        "docs/documents/2006/a.md": "---\ntitle: 甲\ndate: 2006-06-28\ndate_basis: source\ntype: 其他\nissuers: [mii]\ncontent: text\naccess: full\n"
        "source: {name: 信息产业部}\n---\n\n信息产业部发布消息。\n",
    }
    copy_tool(root)
    write_files(root, {**base, **files})
    return root


PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "[点此](javascript:alert(1))",
    "![图](https://e.example/x.png)",
    "<https://e.example/>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)",
    "# 假标题一级",
    "## 假标题二级",
    "> 假引用文字",
    "- 假列表文字",
    "1. 假编号文字",
    "    缩进成代码",
    "```python",
    "~~~ 代码围栏",
    "| 甲列 | 乙列 |",
    "|---|---|",
    "---",
    "***",
    "===",
    "[TOC]",
    "[^1]: 假脚注文字",
    "[假引用]: https://e.example",
    "*[缩写词]: 全称文字",
    "甲文字{: onclick=alert(1) }",
    "## 标题{#hack .cls}",
    "<!-- 注释文字 -->",
    "{{ config.site_url }}",
    "{% include 'x' %}",
    '--8<-- "secret"',
    '!!! note "假提示"',
    "title: 假元数据",
    "---\ntitle: 假\n---",
    '<div markdown="1">假容器</div>',
    "</div></article><script>alert(3)</script>",
    "javascript:alert(1)//",
    "$(alert)(1)",
    "\\<script>alert(4)</script>",
)
