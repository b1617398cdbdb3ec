"""Addresses of paragraphs that were published: kept through corrections, missed where they aren't.

git knows the text as it was published; see `published`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path

import published
from gongwen.errors import GongwenError
from gongwen.messages import message, say
from gongwen.pages.old_anchors import kept_anchors, published_anchors
from gongwen.pages.parting import carried, missing
from gongwen.records import Document, build, frontmatter
from gongwen.records.archive import Archive, read_archive
from writing import write


def keep(options: argparse.Namespace) -> int:
    """Write into each changed document where the published addresses of its paragraphs lead today."""
    docs = options.root / "docs"
    archive = read_archive(docs, strict=False)
    written = 0
    was: dict[str, Document] = {}
    for before, document in _changed(options.root, archive, options.base):
        # Of several that are one now, that which stands at its address, or stood there last, is what it was.
        known = was.get(document.file)
        if known is None or _rank(before, document) > _rank(known, document):
            was[document.file] = before
    documents = {document.file: document for document in archive.documents.values()}
    away = _carried(options, archive, documents, was)
    for file, document in documents.items():
        first, own = was.get(file), archive.documents[document.id].anchors
        kept = document.anchors
        if first is not None:
            kept = kept_anchors(first, document, _led(first, archive) | away.get(file, set()))
        if kept == own:
            continue
        values = [item.model_dump(exclude_none=True) for item in kept]
        text = (docs / file).read_text(encoding="utf-8")
        write(docs / file, frontmatter.replaced(text, {("anchors",): values}))
        gone = sum(item.new is None and item.page is None for item in kept)
        print(
            say("docs/{file}：{count} 个旧址仍通", file=file, count=len(kept) - gone)
            + (say("，{gone} 段已删去", gone=gone) if gone else "")
        )
        written += 1
    print(say("写了 {written} 件", written=written) if written else say("发布过的段落地址都还在，不必写"))
    return 0


def _carried(
    options: argparse.Namespace, archive: Archive, documents: dict[str, Document], was: Mapping[str, Document]
) -> dict[str, set[str]]:
    """Let documents say what was carried into them from pages by hand; the addresses that each page has no more.

    Args:
        options: where the archive is, and what of it is published.
        archive: all records.
        documents: documents by file; those that must say something are put in anew.
        was: documents as they were published, by the file that they have now.
    """
    known: set[str] | None = None
    away: dict[str, set[str]] = {}
    for file, before in was.items():
        led = _led(before, archive)
        lacking = [(line, own) for line, own in missing(before, documents[file]) if not led.issuperset(own)]
        if not lacking:
            continue
        known = published.addresses(options.root, options.base) if known is None else known
        for other in list(documents.values()):
            if other.file == file or other.withdrawn or (other.address in known and other.file not in was):
                continue
            entries = carried(before, lacking, other, was.get(other.file))
            if not entries:
                continue
            gone = {item.old for item in entries if item.page == before.address}
            lacking = [(line, own) for line, own in lacking if not gone.issuperset(own)]
            away.setdefault(file, set()).update(gone)
            anchors = dict.fromkeys((*other.anchors, *entries))
            documents[other.file] = other.model_copy(update={"anchors": tuple(anchors)})
            further = {(item.page, item.old) for item in entries}
            left = tuple(i for i in documents[file].anchors if (i.page, i.old) not in further)
            documents[file] = documents[file].model_copy(update={"anchors": left})
            print(
                say(
                    "docs/{file} 的一部分今在 docs/{other}，旧址通向那里",
                    file=before.file,
                    other=other.file,
                )
            )
    return away


def lost(root: Path, archive: Archive, base: str | None) -> Iterator[GongwenError]:
    """Documents on which a published address of a paragraph leads nowhere, and nothing says so."""
    for before, document in _changed(root, archive, base):
        missing = published_anchors(before) - published_anchors(document) - _led(before, archive)
        missing |= {
            item.old
            for item in before.anchors
            if item.page and item.old not in _leading(item.page.strip("/"), archive)
        }
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


def _led(document: Document, archive: Archive) -> set[str]:
    """Addresses of paragraphs of a page that lead to another one now."""
    return {item.old for _, item in archive.led_away.get(document.address, ())}


def _leading(address: str, archive: Archive) -> set[str]:
    """The addresses of paragraphs that lead somewhere from the page at an address."""
    here = archive.documents.get(address.partition("/")[2])
    return {item.old for _, item in archive.led_away.get(address, ())} | (
        published_anchors(here) if here else set()
    )


def _rank(before: Document, document: Document) -> int:
    """How near a document as it was published is to what it is now."""
    old = [f"{address.strip('/')}.md" for address in document.redirects]
    return len(old) if before.file == document.file else old.index(before.file)


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
