"""What whole sites take, from a small archive to a large one, beside plain Material with its search over the same pages.

Each is built from nothing, then again without a change, then with a word changed in one document. What matters is
the ratio in one run: seconds depend on what else a machine is doing.
"""

from __future__ import annotations

import gzip
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

import corpus
from gongwen.records import frontmatter
from gongwen.texts.law_package import Heading, laws
from processes import ROOT, Cost, measure
from standing import LIST

Fill = Callable[[Path], int]
"""Writes documents into an archive's ``docs/``; returns how many there are."""

_PLAIN = """site_name: plain
theme:
  name: material
  language: zh
  font: false
plugins:
  - search:
      lang: zh
nav:
  - index.md
not_in_nav: |
  /documents/
"""
"""Material cuts Chinese with jieba where it is installed, as it is here."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one archive took.

    Attributes:
        name: what it is, in Chinese.
        documents: how many it has.
        built, again, walked, edited: from nothing; without a change, as `make site` sees before it builds; without a
            change, looked through whole; with a line more in one document.
        plain: Material alone, over the same documents.
        size: of the site, in words.
    """

    name: str
    documents: int
    built: Cost
    again: Cost
    walked: Cost
    edited: Cost
    plain: Cost
    size: str


def archives(sizes: Sequence[int]) -> Iterator[tuple[str, Fill]]:
    """The archives to measure with: generated documents, so many, and the laws of the data package."""
    for size in sizes:
        yield f"生成的 {size} 件", partial(_generated, count=size)
    yield "数据包里的法律", _laws


def measured(name: str, fill: Fill) -> Measured:
    """Build an archive of these documents and our own records in every way, each time as a process of its own.

    Raises:
        GongwenError: a build fails.
    """
    with tempfile.TemporaryDirectory(prefix="gongwen-bench-") as folder:
        root, plain = Path(folder) / "archive", Path(folder) / "plain"
        for part in ("docs", "sources", "hooks", "theme", "src"):
            shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
        documents = fill(root / "docs")
        site = [sys.executable, str(ROOT / "scripts" / "build.py"), "--root", str(root), "site"]
        built = measure(site, ROOT)
        size = size_of(root / "site")
        again = measure(site, ROOT)
        (root / LIST).unlink()
        walked = measure(site, ROOT)
        touch(root / "docs" / "documents")
        edited = measure(site, ROOT)
        shutil.copytree(root / "docs" / "documents", plain / "docs" / "documents")
        shutil.rmtree(root)
        return Measured(name, documents, built, again, walked, edited, beside_material(plain), size)


def beside_material(folder: Path) -> Cost:
    """Build the pages in a folder's ``docs/documents`` with Material and its search alone."""
    (folder / "docs" / "index.md").write_text("# plain\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(_PLAIN, encoding="utf-8")
    return measure([sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(folder / "mkdocs.yml")], folder)


def show(found: Sequence[Measured]) -> None:
    """Print the table, the ratios, and what each further document takes."""
    print("\n网站　　处理器秒（时钟秒，最大的进程 MiB）")
    for one in found:
        print(f"{one.name}（文献共 {one.documents} 件）：{one.size}")
        for label, cost in (
            ("从头构建", one.built),
            ("没有改动，再构建", one.again),
            ("没有改动，但整个走一遍", one.walked),
            ("改一件，再构建", one.edited),
            ("同样的文献，只用 Material 和它的检索", one.plain),
        ):
            print(f"    {label}　{cost.cpu:.1f}（{cost.wall:.1f}，{cost.memory:.0f}）")
        built, plain = one.built, one.plain
        print(
            f"    从头构建与只用 Material 之比：处理器 {built.cpu / plain.cpu:.2f}，时钟 {built.wall / plain.wall:.2f}，"
            f"内存 {built.memory / plain.memory:.2f}；改一件与从头构建之比：{one.edited.cpu / built.cpu:.2f}"
        )
    for few, many in pairwise(one for one in found if one.name.startswith("生成")):
        more = many.documents - few.documents
        slopes = (
            (b.cpu - a.cpu) / more * 1000 for a, b in ((few.built, many.built), (few.plain, many.plain))
        )
        ours, theirs = slopes
        memory = (many.built.memory - few.built.memory) / more * 1000
        print(
            f"从 {few.documents} 到 {many.documents} 件，每多一件：{ours:.1f} 毫秒，{memory:.0f} KiB；只用 Material {theirs:.1f} 毫秒"
        )


def size_of(site: Path) -> str:
    """How many files a site has, and how large it is: hosts limit both, and a list must not grow with the archive."""
    files = [path for path in site.rglob("*") if path.is_file()]
    total = sum(path.stat().st_size for path in files)
    largest = max((path for path in files if path.suffix == ".html"), key=lambda path: path.stat().st_size)
    packed = len(gzip.compress(largest.read_bytes()))
    return (
        f"{len(files)} 个文件，{total / 1e6:.0f} MB；"
        f"最大的网页 {largest.relative_to(site).parent}/ 压缩后 {packed / 1000:.0f} KB"
    )


def touch(documents: Path) -> None:
    """Change a word of one document."""
    path = min(documents.rglob("*.md"))
    path.write_text(path.read_text(encoding="utf-8") + "\n又及。\n", encoding="utf-8")


def _generated(docs: Path, count: int) -> int:
    corpus.fill(docs, count)
    return _count(docs)


def _laws(docs: Path) -> int:
    for number, law in enumerate(laws()):
        day = law.version or law.published
        head = {
            "title": law.title,
            "date": str(day) if day else "1994",
            "type": "法律",
            "content": "text",
            "access": "full",
        }
        parts = [
            "#" * part.level + " " + part.text if isinstance(part, Heading) else "\n\n".join(part.paragraphs)
            for part in law.parts()
        ]
        year = str(day)[:4] if day else "1994"
        path = docs / "documents" / year / f"law-{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(frontmatter.dump(head, "\n\n".join(parts)), encoding="utf-8")
    return _count(docs)


def _count(docs: Path) -> int:
    return sum(1 for _ in (docs / "documents").rglob("*.md"))
