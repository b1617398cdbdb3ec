"""Commands that make several records of one, and one of two: whole or not at all."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from pathlib import Path

from editing import drop_originals, listed, prose, record_at, tell_changed, text_of
from gongwen.errors import GongwenError, RecordError
from gongwen.messages import message, say
from gongwen.pages.parting import Part, divided, joined
from gongwen.records import KINDS, Document, Record, build, frontmatter, kind_named, kind_of
from gongwen.records.archive import Archive, read_archive
from gongwen.records.frontmatter import Loc, replaced
from gongwen.records.moving import joined as pointed
from gongwen.records.moving import relinked, taken
from gongwen.records.writing import front_matter
from writing import write_all


def split(options: argparse.Namespace) -> int:
    """Make several documents of one; cited paragraphs lead to where they stand now."""
    docs = options.root / "docs"
    archive = read_archive(docs, strict=False)
    document = record_at(options.address, archive)
    if not isinstance(document, Document) or document.withdrawn:
        raise RecordError(message("只有未撤下的文献能拆"), file=f"docs/{document.file}")
    parts = _parts(options.at, options.title, archive)
    parted = divided(document, parts, text_of(docs / document.file), _last_part(document, archive))

    def lead(target: str, anchor: str) -> tuple[str, str]:
        return parted.led.get(anchor, (target, anchor)) if target == document.file else (target, anchor)

    texts = {record.file: text_of(docs / record.file) for record in archive}
    texts |= {**dict(prose(docs)), **parted.texts}
    changed = {**parted.texts, **relinked(texts, lead, dict.fromkeys(parted.texts, document.file))}
    _readable(changed, parted.texts)
    write_all(docs, changed)
    for part in parts:
        print(
            say(
                "docs/{file} 的一部分 → docs/{part}，原页的段落地址通向那里",
                file=document.file,
                part=f"documents/{part.id}.md",
            )
        )
    tell_changed(set(changed) - set(parted.texts))
    print(say("下一步：核对各件的题名、日期、机关，运行 make check，提交。"))
    return 0


def _parts(at: Iterable[str], titles: Iterable[str], archive: Archive) -> list[Part]:
    kind = kind_named("document")
    named = dict(title.partition("=")[::2] for title in titles)
    held = {*taken(archive)}
    parts = []
    for pair in at:
        anchor, _, identity = pair.partition("=")
        if not kind.id_form.fullmatch(identity):
            raise GongwenError(
                message("--at“{pair}”不是 段址=新id", pair=pair),
                advice=message("写成 p-1a2b3c4d=2006/x 的样子"),
            )
        if f"documents/{identity}" in held or archive.knows("document", identity):
            raise GongwenError(
                message("“{identity}”已有人用", identity=identity), advice=message("换一个 id")
            )
        held.add(f"documents/{identity}")
        parts.append(Part(anchor.strip().lstrip("#"), identity, named.pop(identity, "").strip()))
    if named:
        raise GongwenError(
            message("--title 的“{id}”不在 --at 里", id=min(named)), advice=message("写成 新id=题名 的样子")
        )
    return parts


def _last_part(document: Document, archive: Archive) -> int:
    """The highest number that a record of the same original has among its parts."""
    own = document.original
    originals = (other.original for other in archive.documents.values())
    return max((o.part or 1 for o in originals if o and own and o.sha256 == own.sha256), default=1)


def merge(options: argparse.Namespace) -> int:
    """Make two records one: the first one's address leads to the second, so do its paragraphs."""
    docs = options.root / "docs"
    archive = read_archive(docs, strict=False)
    one, other = record_at(options.old, archive), record_at(options.into, archive)
    if one is other or kind_of(one) is not kind_of(other) or one.withdrawn or other.withdrawn:
        raise RecordError(message("要两条同类的、未撤下的记录"), file=f"docs/{one.file}")
    values: dict[Loc, object] = {}
    places: dict[str, str] = {}
    body, gone = _bodies(one, other, append=options.append)
    if isinstance(one, Document) and isinstance(other, Document):
        body, anchors, gone = joined(one, other, append=options.append)
        places = {item.old: item.new or item.old for item in anchors if item.page == one.address}
        if anchors or other.anchors:
            values["anchors",] = [item.model_dump(exclude_none=True) for item in anchors]
    if gone and not options.drop:
        raise RecordError(
            message(
                "有 {count} 段是 docs/{file} 没有的（“{start}…”）",
                count=len(gone),
                file=other.file,
                start=gone[0][:12],
            ),
            file=f"docs/{one.file}",
            advice=message("接在后面用 --append，不要了用 --drop"),
        )

    def lead(target: str, anchor: str) -> tuple[str, str]:
        return (other.file, places.get(anchor, anchor)) if target == one.file else (target, anchor)

    changed = pointed(one, other, archive, dict(prose(docs)), lambda file: text_of(docs / file), lead)
    changed[other.file] = _with(changed.get(other.file) or text_of(docs / other.file), body, values)
    changed |= listed(docs, one, None)
    _readable(changed, [other.file])
    write_all(docs, changed, gone=[one.file])
    _tell_merged(options.root, archive, one, other)
    tell_changed(set(changed) - {other.file})
    return 0


def _bodies(one: Record, other: Record, *, append: bool) -> tuple[str, tuple[str, ...]]:
    """The body of the record that stays, and what of the other's would be gone."""
    body = one.body.strip()
    if not body or body in other.body:
        return other.body, ()
    return (f"{other.body.strip()}\n\n{body}", ()) if append else (other.body, (body,))


def _with(text: str, body: str, values: Mapping[Loc, object]) -> str:
    """A file with another body, and other values in its head."""
    front = frontmatter.parse(text, "")
    if front.body.strip() != body.strip():
        at = text.index(front.body) if front.body else len(text)
        text = text[:at].rstrip("\n") + "\n\n" + body.strip("\n") + "\n"
    return replaced(text, values) if values else text


def _readable(changed: Mapping[str, str], files: Iterable[str]) -> None:
    """Refuse what wouldn't be a record, before anything is written."""
    for file in files:
        folder, _, identity = file.removesuffix(".md").partition("/")
        build(KINDS[folder].record, frontmatter.parse(changed[file], f"docs/{file}"), id=identity, file=file)


def _tell_merged(root: Path, archive: Archive, one: Record, other: Record) -> None:
    print(say("docs/{file} 并入 docs/{other}，旧地址留有指路的页面", file=one.file, other=other.file))
    mine = front_matter(other)
    left = [
        key for key in front_matter(one) if key not in mine and key not in {"anchors", "redirects", "aliases"}
    ]
    if left:
        print(say("没有并入的键：{keys}（见 git 里的 docs/{file}）", keys="、".join(left), file=one.file))
    drop_originals(root, one, archive)
