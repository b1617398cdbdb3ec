"""Addresses of paragraphs that were published: kept through corrections, missed where they aren't.

git knows the text as it was published; see `published`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import published
from gongwen.errors import GongwenError
from gongwen.messages import message, say
from gongwen.pages.old_anchors import kept_anchors, published_anchors
from gongwen.records import Document, build, frontmatter
from gongwen.records.archive import Archive, read_archive
from writing import write


def keep(options: argparse.Namespace) -> int:
    """Write into each changed document where the published addresses of its paragraphs lead today."""
    docs = options.root / "docs"
    archive = read_archive(docs, strict=False)
    written = 0
    for before, document in _changed(options.root, archive, options.base):
        kept = kept_anchors(before, document)
        if kept == document.anchors:
            continue
        values = [item.model_dump(exclude_none=True) for item in kept]
        text = (docs / document.file).read_text(encoding="utf-8")
        write(docs / document.file, frontmatter.replaced(text, {("anchors",): values}))
        gone = sum(item.new is None for item in kept)
        print(
            say("docs/{file}：{count} 个旧址仍通", file=document.file, count=len(kept) - gone)
            + (say("，{gone} 段已删去", gone=gone) if gone else "")
        )
        written += 1
    print(say("写了 {written} 件", written=written) if written else say("发布过的段落地址都还在，不必写"))
    return 0


def lost(root: Path, archive: Archive, base: str | None) -> Iterator[GongwenError]:
    """Documents on which a published address of a paragraph leads nowhere, and nothing says so."""
    for before, document in _changed(root, archive, base):
        missing = published_anchors(before) - published_anchors(document)
        if missing:
            yield GongwenError(
                message(
                    "发布过的段落地址有 {count} 个没有了（{missing}）",
                    count=len(missing),
                    missing=min(missing),
                ),
                file=f"docs/{document.file}",
                line=1,
                advice=message("运行 build.py anchors，旧址会写进 anchors"),
            )


def _changed(root: Path, archive: Archive, base: str | None) -> Iterator[tuple[Document, Document]]:
    """Documents that aren't as they were published, each as it was and as it is."""
    now = {document.file: document for document in archive.documents.values() if not document.withdrawn}
    now |= {f"{old.strip('/')}.md": document for document in list(now.values()) for old in document.redirects}
    for file, text in published.changed(root, "documents", base):
        document = now.get(file)
        if document is None:
            continue
        try:
            before = build(Document, frontmatter.parse(text, file), id=document.id, file=file)
        except GongwenError:
            continue  # what couldn't be read then has no address to keep
        yield before, document
