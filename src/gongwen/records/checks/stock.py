"""Records beside each other: the same original, number or text twice, addresses claimed twice, sentences taken over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from gongwen.messages import listed, message
from gongwen.records import KINDS, Document, near_duplicates
from gongwen.records.archive import Archive
from gongwen.records.checks.finding import Finding
from gongwen.records.references import references
from gongwen.records.shared_runs import Pieces, shared_runs
from gongwen.records.vocabulary import OFFICIAL_HOSTS

_LONG_DIGEST = 600
"""Characters: a digest says what a document is, it doesn't stand for it."""


def stock(archive: Archive) -> Iterator[Finding]:
    """What is wrong with records beside each other, and what each should have."""
    yield from _twice(archive)
    yield from _alike(archive)
    yield from _redirects(archive)
    yield from _digests(archive)
    for record in archive:
        for key in record.WANTED:
            if not getattr(record, key) and not record.withdrawn:
                yield Finding(record.file, message("没有 {key}", key=key), message("补上"), severity="info")
        if record.summary_en and not record.summary_en.endswith("."):
            yield Finding(
                record.file,
                message("summary_en 不是完整的句子"),
                message("以句点结尾"),
                ("summary_en",),
                "info",
            )
    for document in archive.documents.values():
        if not document.withdrawn:
            yield from _described(document)
            yield from _source(document)


def _twice(archive: Archive) -> Iterator[Finding]:
    """One original with two pages, one number or one title of one day with two documents."""
    originals: dict[tuple[str, int | None], Document] = {}
    numbers: dict[str, Document] = {}
    titles: dict[tuple[str, str], Document] = {}
    for document in archive.documents.values():
        if document.original is not None:
            other = originals.setdefault((document.original.sha256, document.original.part), document)
            if other is not document:
                yield Finding(
                    document.file,
                    message("与 docs/{file} 出自同一原件", file=other.file),
                    message("留下一页"),
                    ("original",),
                )
                continue
        if document.document_number:
            other = numbers.setdefault(re.sub(r"\s", "", document.document_number), document)
            if other is not document:
                problem = message(
                    "文号“{document_number}”与 docs/{file} 相同",
                    document_number=document.document_number,
                    file=other.file,
                )
                yield Finding(
                    document.file, problem, message("改正文号；同一件的留下一页"), ("document_number",)
                )
                continue
        other = titles.setdefault((re.sub(r"[\W_]", "", document.title), str(document.date or "")), document)
        if other is not document:
            problem = message("题名与日期都与 docs/{file} 相同", file=other.file)
            yield Finding(
                document.file, problem, message("同一件的留下一页；不是的，写明文号或发布机关"), ("title",)
            )


def _alike(archive: Archive) -> Iterator[Finding]:
    """Texts with most of their words in common that don't say what they are to each other."""
    related = {
        frozenset((document.id, reference.target))
        for document in archive.documents.values()
        for reference in references(document)
        if reference.ref.kind == "document"
    }
    texts = [document for document in archive.documents_in_time if document.is_original]
    for one, other, share in near_duplicates.pairs(texts):
        same_original = one.original and other.original and one.original.sha256 == other.original.sha256
        if frozenset((one.id, other.id)) not in related and not same_original:
            problem = message("正文约 {share:.0%} 与 docs/{file} 相同", share=share, file=one.file)
            yield Finding(
                other.file, problem, message("同一件的留下一页；一件修订另一件的，写进 relations"), at=0
            )


def _redirects(archive: Archive) -> Iterator[Finding]:
    addresses = {record.address: record.file for record in archive}
    for record in archive:
        for index, old in enumerate(record.redirects):
            loc = ("redirects", index)
            holder = addresses.setdefault(old.strip("/"), record.file)
            if holder != record.file:
                yield Finding(
                    record.file,
                    message("旧地址“{old}”已为 docs/{holder} 所用", old=old, holder=holder),
                    message("改正"),
                    loc,
                )
            elif old.strip("/") == record.address:
                yield Finding(
                    record.file, message("旧地址“{old}”就是现在的地址", old=old), message("删去"), loc
                )
            elif old.split("/")[0] not in KINDS:
                advice = message("写成 agencies/mii 的样子，首段是 {folders}", folders=listed(KINDS))
                yield Finding(record.file, message("旧地址“{old}”不在记录的文件夹里", old=old), advice, loc)


def _digests(archive: Archive) -> Iterator[Finding]:
    """Digests are the archive's own words: short, and no sentence of one taken over into another."""
    digests = {d.file: d for d in archive.documents.values() if d.content == "digest"}
    for digest in digests.values():
        if len(digest.body) > _LONG_DIGEST:
            problem = message("提要有 {count} 字，超过 {most} 字", count=len(digest.body), most=_LONG_DIGEST)
            yield Finding(digest.file, problem, message("可以缩短；原文可以全文收入"), severity="info")
    known = [name for _, record in archive.named for name in record.names]
    pieces = Pieces([*known, *(document.label for document in archive.documents.values())])
    for shared in shared_runs({file: pieces.of(digest.body) for file, digest in digests.items()}):
        problem = message(
            "提要与 docs/{other} 有 {count} 字相同：“{run}”",
            other=shared.other,
            count=len(shared.run),
            run=shared.run,
        )
        at = digests[shared.one].body.find(shared.run)
        yield Finding(shared.one, problem, message("用自己的话改写；引文加引号"), at=max(at, 0))


_STATED = ("type", "content", "access")
"""What a page must say of its document, default or not: what it is, whose words these are, how open they are."""


def _described(document: Document) -> Iterator[Finding]:
    missing = [key for key in _STATED if key not in document.model_fields_set]
    if missing:
        yield Finding(
            document.file, message("没有写 {keys}", keys=listed(missing)), message("写明"), ("title",)
        )
    fields = {*Document.model_fields, "body"}
    places = [(("evidence", name), name) for name in document.evidence]
    places += [(("review", index), name) for index, name in enumerate(document.review)]  # type: ignore[misc]
    for loc, name in places:
        if name not in fields:
            problem = message("{loc} 里的“{name}”不是文献的键", loc=loc[0], name=name)
            yield Finding(document.file, problem, message("写元数据的键；正文写 body"), loc)
    if document.is_original and document.access == "full" and not _rests(document):
        yield Finding(
            document.file,
            message("没有写原文从何而来"),
            message("写 source 或 original，或在 rights 里写明依据"),
            ("content",),
        )


def _rests(document: Document) -> bool:
    """Whether a page says where its text is from."""
    rights, source = document.rights, document.source
    named = source and (source.url or source.name)
    return bool(document.original or document.text or named or (rights and rights.basis))


def _source(document: Document) -> Iterator[Finding]:
    url = document.source.url if document.source else None
    if not url:
        yield Finding(
            document.file, message("没有来源网址"), message("查得到就补上 source.url"), severity="info"
        )
        return
    host = urlsplit(url).hostname or ""
    if not any(host == known or host.endswith(f".{known}") for known in OFFICIAL_HOSTS):
        problem = message("来源 {host} 不是国家机关或刊登其文件的中央媒体的网站", host=host)
        yield Finding(
            document.file, problem, message("能找到发布机关的页面就换成它"), ("source", "url"), "info"
        )
