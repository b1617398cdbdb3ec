"""What several folders of tests need: building a site, and inputs that try to become more than text."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
PARTS = ("docs", "hooks", "sources", "theme", "mkdocs.yml")


@dataclass(frozen=True)
class Build:
    """An archive's folder and how its build went."""

    root: Path
    done: subprocess.CompletedProcess[str]

    @property
    def site(self) -> Path:
        return self.root / "site"


def build(root: Path, site_url: str = "") -> Build:
    command = [sys.executable, str(REPOSITORY / "scripts" / "build.py"), "--root", str(root), "site"]
    env = {**os.environ, "SITE_URL": site_url}
    return Build(
        root, subprocess.run(command, capture_output=True, text=True, check=False, env=env, cwd=root)
    )


def copy_archive(root: Path) -> Path:
    for part in PARTS:
        source = REPOSITORY / part
        if source.is_dir():
            shutil.copytree(source, root / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, root / part)
    return root


def small_archive(root: Path, files: dict[str, str]) -> Path:
    """An archive of a few records given as file → text, with the pages that every site has."""
    for part in ("hooks", "theme", "mkdocs.yml"):
        source = REPOSITORY / part
        copy = shutil.copytree if source.is_dir() else shutil.copyfile
        if not (root / part).exists():
            copy(source, root / part)
    about = {
        f"docs/{page}": (REPOSITORY / "docs" / page).read_text(encoding="utf-8")
        for page in ("index.md", "search.md")
    }
    about |= {
        f"docs/about/{page.name}": page.read_text(encoding="utf-8")
        for page in (REPOSITORY / "docs" / "about").glob("*.md")
    }
    # This page links to records of the whole archive.
    about["docs/about/left-out.md"] = "---\ntitle: 不收的条目\n---\n\n没有。\n"
    base = {
        "docs/agencies/mii.md": "---\nname: 信息产业部\nkind: state organ\nlevel: central\n---\n",
        "docs/documents/2006/a.md": "---\ntitle: 甲\ndate: 2006-06-28\nissuers: [mii]\n---\n\n信息产业部发布消息。\n",
    }
    for file, text in {**about, **base, **files}.items():
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / "sources").mkdir(exist_ok=True)
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
