#!/usr/bin/env python3
"""external_links.py: asks the hosts that records link to whether the addresses still answer, gently, one at a time."""

from __future__ import annotations

import argparse
import datetime
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlsplit

import writing
from archived_copies import Find, copy_of, proposed, sources_of
from command_line import Parser, archive_folder, run
from gongwen.messages import message
from gongwen.records import Agency
from gongwen.records.archive import Archive, read_archive
from gongwen.records.edtf import Edtf
from review_words import code

ROOT = Path(__file__).resolve().parents[1]
_AGENT = "gongwen-link-check (weekly; reads no more than the head of an answer)"
_HOME = "转到了首页"
_GONE = frozenset({"答 404", "答 410", _HOME})
"""What an address says that is gone, and not only away."""


def parser() -> Parser:
    """The command line of external_links.py."""
    top = Parser(
        prog="external_links.py", description=message("记录里的外部网址还通不通；写成一页 Markdown。")
    )
    top.add_argument(
        "--root",
        type=Path,
        default=ROOT,
        metavar=message("目录"),
        help=message("档案所在的文件夹，默认是本仓库"),
    )
    top.add_argument(
        "--output", type=Path, metavar=message("文件"), help=message("写到此文件，不给则写到标准输出")
    )
    top.add_argument(
        "--timeout", type=float, default=20, metavar=message("秒"), help=message("等多久，默认 20 秒")
    )
    top.add_argument(
        "--pause",
        type=float,
        default=2,
        metavar=message("秒"),
        help=message("同一主机两次之间歇多久，默认 2 秒"),
    )
    top.add_argument(
        "--patch",
        type=Path,
        metavar=message("文件"),
        help=message("把记录该写的存档（archived）和失效（dead）写成补丁，看过再用 git apply"),
    )
    top.add_argument(
        "--timegate",
        default="",
        metavar=message("网址"),
        help=message("网页档案馆的 TimeGate（RFC 7089），其后接来源的网址；不给则不找存档"),
    )
    top.add_argument(
        "--at-most",
        type=int,
        default=100,
        metavar=message("个"),
        help=message("一次至多找多少个存档，默认 100"),
    )
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run external_links.py; exit code 0 where all could be asked, whatever they answered."""
    return run(lambda: _look(parser().parse_args(arguments)))


def _look(options: argparse.Namespace) -> int:
    root = archive_folder(options.root)
    archive = read_archive(root / "docs", strict=False)
    places = addresses(archive)
    by_host: dict[str, list[str]] = {}
    for url in places:
        by_host.setdefault(urlsplit(url).netloc, []).append(url)

    def ask_host(urls: Iterable[str]) -> list[tuple[str, str]]:
        answers = []
        for url in urls:
            answers.append((url, answer(url, options.timeout)))
            time.sleep(options.pause)
        return answers

    with ThreadPoolExecutor(8) as pool:
        answers = dict(pair for pairs in pool.map(ask_host, by_host.values()) for pair in pairs)
    bad = {url: said for url, said in answers.items() if said}
    rows = [
        f"- {code(url)}　{said}　{'、'.join(code(f'docs/{file}') for file in places[url])}"
        for url, said in sorted(bad.items())
    ]
    head = f"## 外部网址\n\n共 {len(places)} 个，不通 {len(bad)} 个。\n"
    text = head + "".join(f"{row}\n" for row in ("", *rows))
    if options.output:
        writing.write(options.output, text)
    else:
        sys.stdout.write(text)
    if options.patch:
        patch = proposed(archive, root / "docs", known_gone(answers), _finder(options), _today())
        writing.write(options.patch, patch)
    return 0


def known_gone(answers: Mapping[str, str]) -> dict[str, bool]:
    """Of addresses that answered clearly, whether they lead nowhere; a host that is down may be up tomorrow."""
    sure = {url: said in _GONE for url, said in answers.items()}
    return {url: gone for url, gone in sure.items() if gone or not answers[url]}


def _finder(options: argparse.Namespace) -> Find:
    """Looks for copies one at a time, and for no more than was asked for."""
    left = options.at_most if options.timegate else 0

    def find(url: str, day: Edtf | None) -> str | None:
        nonlocal left
        if left <= 0:
            return None
        left -= 1
        time.sleep(options.pause)
        return copy_of(url, day, options.timegate, options.timeout, _AGENT)

    return find


def _today() -> str:
    return datetime.datetime.now(tz=datetime.UTC).date().isoformat()


def addresses(archive: Archive) -> dict[str, list[str]]:
    """The external addresses that pages of records lead to, with the files that name them."""
    found: dict[str, list[str]] = {}
    for record in archive:
        urls = [source.linked for _, source in sources_of(record)]
        if isinstance(record, Agency):
            urls.append(record.website)
        for url in dict.fromkeys(filter(None, urls)):
            found.setdefault(str(url), []).append(record.file)
    return found


def answer(url: str, timeout: float) -> str:
    """What is wrong with an address, in a few words; empty where it answers."""
    parts = urlsplit(url)
    plain = quote(url.partition("#")[0], safe="%/:=&?~#+!$,;'@()*[]")
    request = urllib.request.Request(plain, headers={"User-Agent": _AGENT})  # noqa: S310  # records hold http(s) only
    try:
        with urllib.request.urlopen(request, timeout=timeout) as response:  # noqa: S310
            return "" if urlsplit(response.url).path.strip("/") or not parts.path.strip("/") else _HOME
    except urllib.error.HTTPError as error:
        error.close()
        return f"答 {error.code}"
    except (OSError, ValueError) as error:
        return f"没有应答（{type(error).__name__}）"


if __name__ == "__main__":
    sys.exit(main())
