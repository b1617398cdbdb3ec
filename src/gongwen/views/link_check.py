"""Links of records and of prose before anything is built: pages, anchors and pictures that aren't there.

Only what has views knows which pages and which anchors there will be.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from gongwen.messages import message
from gongwen.pages import addresses, paragraphs
from gongwen.records import Document, frontmatter
from gongwen.records.checks import Finding, links
from gongwen.records.strays import PROSE_FOLDERS
from gongwen.text.markdown_text import scheme_of
from gongwen.views.site import Site


def dead_links(site: Site, docs: Path) -> Iterator[Finding]:
    """Links that lead nowhere, in the bodies of records and of prose.

    Args:
        site: the site that will be built of the archive.
        docs: its content folder.
    """
    bodies = _bodies(site, docs)

    @cache
    def anchors(src: str) -> frozenset[str]:
        record = site.record(src)
        whole, kept = (record.whole_body, record.anchors) if isinstance(record, Document) else ("", ())
        shown = paragraphs.lines(bodies.get(src, ""), whole, kept)
        own = (
            {item.old for item in kept if item.new and item.page is None}
            | {line.anchor for line in shown}
            | {line.place.anchor for line in shown if line.place}
        )
        return frozenset(own | site.anchors(src))

    for document in site.archive.documents.values():
        led = [(n, one) for n, one in enumerate(document.anchors) if one.page and one.new]
        if not led or document.withdrawn:
            continue
        known = {one.old for one in document.anchors if one.page is None} | anchors(document.file)
        for index, item in led:
            if item.new not in known:
                astray = message("{page} 的段落通向本页没有的 {anchor}", page=item.page, anchor=item.new)
                yield Finding(document.file, astray, message("写成那一段今天的段址"), ("anchors", index))
    for file, body in bodies.items():
        for address in links(body):
            problem = None if scheme_of(address.text) else _dead(address.text, file, site, docs, anchors)
            if problem:
                yield Finding(file, problem, message("改正链接，或补上文件"), at=address.opens)


def taken_addresses(site: Site, docs: Path) -> Iterator[Finding]:
    """Files whose address a generated page has already."""
    generated = {
        addresses.url(page.src): page
        for page in site.generated_pages()
        if page.template != "redirect.html"  # held against records when they are
    }
    for file in _bodies(site, docs):
        page = generated.get(addresses.url(file))
        if page is not None:
            yield Finding(
                file,
                message("地址为网站生成的页面“{title}”所用", title=page.title),
                message("改文件名（即 id）"),
            )


def _bodies(site: Site, docs: Path) -> Mapping[str, str]:
    found = {record.file: record.body for record in site.archive}
    pages = [path for folder in PROSE_FOLDERS for path in (docs / folder).rglob("*.md")]
    for path in sorted((*pages, *docs.glob("*.md"))):
        parts = frontmatter.split(path.read_text(encoding="utf-8", errors="replace"))
        found[path.relative_to(docs).as_posix()] = parts[1].strip("\n") if parts else ""
    return found


def _dead(
    address: str, file: str, site: Site, docs: Path, anchors: Callable[[str], frozenset[str]]
) -> str | None:
    """What is wrong with a relative address; None for nothing."""
    path, _, anchor = unquote(address).partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(file), path)) if path else file
    if path.startswith("/") or target.startswith(".."):
        return message("链接“{address}”不是站内的相对路径", address=address)
    if path and not path.endswith(".md") and not (docs / target).is_file():
        return message("链接“{address}”不是指向 .md 文件的相对路径", address=address)
    if path.endswith(".md") and not (docs / target).is_file() and not site.has(target):
        return message("链接“{address}”没有目标 {target}", address=address, target=target)
    if anchor and target.endswith(".md") and anchor not in anchors(target):
        return message(
            "链接“{address}”指向{place}没有的锚点",
            address=address,
            place=message("本页") if target == file else f" {target} ",
        )
    return None
