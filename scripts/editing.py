"""Commands that write records: begin one, give it another address, withdraw it."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from command_line import complain
from gongwen.errors import GongwenError, RecordError
from gongwen.messages import message, said, say
from gongwen.pages.addresses import slug
from gongwen.records import Document, Kind, Record, build, frontmatter, kind_named
from gongwen.records.archive import Archive, read_archive
from gongwen.records.edtf import Edtf
from gongwen.records.moving import pointing, renamed, withdrawn
from gongwen.records.reading import fault_of
from gongwen.records.references import refs
from gongwen.records.strays import PROSE_FOLDERS, TEXTS_TABLE
from gongwen.records.writing import STUB_BODY, scaffold
from writing import write, write_all

# A new record


def new(options: argparse.Namespace) -> int:
    """Begin a record: ask for what it needs, write a file that the schema takes."""
    kind = kind_named(options.kind)
    archive = read_archive(options.root / "docs", strict=False)
    values = _given(options.set, kind, archive)
    for key in _asked(kind):
        if key not in values:
            answer = _ask(key, kind, values, archive)
            if answer not in (None, ()):
                values[key] = answer
    if values.get("date"):
        values.setdefault("date_basis", "source")
    if kind.record is Document:
        values = {"type": "其他", **values, "content": "digest", "access": "full"}
    identity = _identity(options.id, kind, values, archive)
    data = scaffold(kind, values)
    text = frontmatter.dump({key: value for key, value in data.items() if value != ""}, STUB_BODY)
    file = f"{kind.folder}/{identity}.md"
    text = with_schema(text, kind, file)
    build(kind.record, frontmatter.parse(text, f"docs/{file}"), id=identity, file=file)
    write(options.root / "docs" / file, text)
    print(say("已写成 docs/{file}", file=file))
    print(say("下一步：把正文写完（现在是占位的一句），运行 make check，提交。"))
    return 0


def with_schema(text: str, kind: Kind, file: str) -> str:
    """A new record with the line that tells editors its schema: that of the site, once it is built.

    The line is yaml-language-server's; readers of YAML take it for a comment.
    """
    up = "../" * (file.count("/") + 1)
    return text.replace(
        "---\n", f"---\n# yaml-language-server: $schema={up}site/schemas/{kind.folder}.schema.json\n", 1
    )


def _asked(kind: Kind) -> list[str]:
    required = [key for key, info in kind.record.model_fields.items() if info.is_required()]
    return list(dict.fromkeys((*required, *kind.record.ASKED)))


def _given(pairs: list[str], kind: Kind, archive: Archive) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for pair in pairs:
        key, mark, text = pair.partition("=")
        if not mark or key not in kind.record.model_fields:
            raise GongwenError(
                message("--set“{pair}”不是{label}的 键=值", pair=pair, label=message(kind.label)),
                advice=message("键见 CONTRIBUTING.md"),
            )
        values[key] = _value(key, text, kind)
        fault = _fault(key, values, kind, archive)
        if fault:
            raise GongwenError(fault)
    return values


def _ask(key: str, kind: Kind, values: Mapping[str, Any], archive: Archive) -> Any:
    """The answer to a question, asked until it fits; None where it is left open."""
    info = kind.record.model_fields[key]
    about = message("（{about}）", about=message(info.description)) if info.description else ""
    prompt = message(
        "{title}{about}{optional}：",
        title=message(info.title or key),
        about=about,
        optional="" if info.is_required() else message("，可空"),
    )
    while True:
        try:
            text = input(said(prompt)).strip()
        except EOFError:
            raise GongwenError(
                message("没有答完，什么也没写"), advice=message("再运行一次；已知的值可用 --set 键=值 给出")
            ) from None
        if not text and not info.is_required():
            return None
        value = _value(key, text, kind)
        fault = _fault(key, {**values, key: value}, kind, archive)
        if fault is None:
            return value
        complain(fault)


def _value(key: str, text: str, kind: Kind) -> Any:
    """What a person typed as the value of a key: lists are parted by commas, a source is an address."""
    annotation = kind.record.model_fields[key].annotation
    if get_origin(annotation) is tuple:
        return tuple(
            part.strip() for part in text.replace("，", ",").replace("、", ",").split(",") if part.strip()
        )
    if key == "source":
        return {"url": text}
    if get_origin(annotation) is Literal or annotation is str:
        # The word for readers will do.
        description = kind.record.model_fields[key].description or ""
        return next(
            (word for word in get_args(annotation) if f"`{word}` {text}" in description.split("、")), text
        )
    return text


def _fault(key: str, values: Mapping[str, Any], kind: Kind, archive: Archive) -> str | None:
    fault = fault_of(kind.record, values, key)
    ref = refs(kind.record).get(key)
    if fault or ref is None:
        return fault
    given = values[key] if isinstance(values[key], tuple) else (values[key],)
    target = kind_named(ref.kind)
    unknown = [
        i for i in given if not archive.knows(ref.kind, i) and (not ref.names or target.id_form.fullmatch(i))
    ]
    return (
        message("馆内没有 id 为“{id}”的{label}", id=unknown[0], label=message(target.label))
        if unknown
        else None
    )


def _identity(given: str | None, kind: Kind, values: Mapping[str, Any], archive: Archive) -> str:
    """The id that was asked for, or one made of the name, with the year before a document's."""
    label = next(str(values[key]) for key, info in kind.record.model_fields.items() if info.is_required())
    name = given or slug(label)[:60] or "x"
    if "/" in kind.id_words and "/" not in name:
        date = values.get("date")
        name = f"{Edtf(str(date)).year:04d}/{name}" if date else f"undated/{name}"
    if not kind.id_form.fullmatch(name):
        raise GongwenError(
            message("“{name}”不能作{label}的 id", name=name, label=message(kind.label)),
            advice=message(
                "写成 {id_words} 的样子：小写拉丁字母、数字和连字符", id_words=message(kind.id_words)
            ),
        )
    if archive.knows(kind.name, name):
        raise GongwenError(
            message("馆内已有 docs/{folder}/{name}.md", folder=kind.folder, name=name),
            advice=message("换一个 --id，或改那一条"),
        )
    return name


# Another address


def rename(options: argparse.Namespace) -> int:
    """Give a record another address; what points or links to it follows."""
    docs = options.root / "docs"
    archive = read_archive(docs, strict=False)
    record = record_at(options.old, archive)
    changed = renamed(record, options.id, archive, dict(prose(docs)), lambda file: text_of(docs / file))
    changed |= listed(docs, record, options.id)
    moved = next(file for file in changed if not (docs / file).is_file())
    write_all(docs, changed, gone=[record.file])
    print(say("docs/{file} → docs/{moved}，旧地址留有指路的页面", file=record.file, moved=moved))
    tell_changed(set(changed) - {moved})
    return 0


def listed(docs: Path, record: Record, identity: str | None) -> dict[str, str]:
    """The list of where texts are, with a document's new id, without it for None; nothing where it doesn't name it."""
    path = docs / TEXTS_TABLE
    if not isinstance(record, Document) or not path.is_file():
        return {}
    before = text_of(path)
    lines = before.split("\n")
    own = f"{record.id}\t"
    after = "\n".join(
        f"{identity}\t{line.removeprefix(own)}" if line.startswith(own) else line
        for line in lines
        if identity is not None or not line.startswith(own)
    )
    return {TEXTS_TABLE: after} if after != before else {}


# Withdrawing


def withdraw(options: argparse.Namespace) -> int:
    """Withdraw a record: its page stays and says no more than title, date and reason."""
    docs = options.root / "docs"
    archive = read_archive(docs, strict=False)
    record = record_at(options.address, archive)
    if record.withdrawn:
        raise RecordError(message("已经撤下了"), file=f"docs/{record.file}")
    date = options.date or Edtf(datetime.datetime.now(tz=datetime.UTC).date().isoformat())
    write(docs / record.file, withdrawn(record, options.reason, date))
    print(say("已撤下 docs/{file}：只留题名、日期与理由", file=record.file))
    drop_originals(options.root, record, archive)
    for file in pointing(record, archive):
        print(say("仍指向它：docs/{file}", file=file))
    return 0


def tell_changed(files: Iterable[str]) -> None:
    """Say which other files were changed for what points or links to a record."""
    for file in sorted(files):
        print(say("改了其中的 id 或链接：docs/{file}", file=file))


def drop_originals(root: Path, record: Record, archive: Archive) -> None:
    """Take the files in sources/ away that only this record was made from, and say so."""
    others = {name for other in archive if other is not record for name in _kept_files(other)}
    for name in sorted(_kept_files(record) - others):
        if (root / "sources" / name).is_file():
            (root / "sources" / name).unlink()
            print(say("已删去 sources/{name}", name=name))


def _kept_files(record: Record) -> set[str]:
    """The files in sources/ that a record was made from, or that its whole text is in."""
    if not isinstance(record, Document):
        return set()
    place = record.text if record.text and record.text.provider == "sources" else None
    return {name for name in (record.original and record.original.file, place and place.key) if name}


def record_at(address: str, archive: Archive) -> Record:
    """The record at an address, which may be written as its file.

    Raises:
        GongwenError: there is none, or it can't be read.
    """
    file = f"{address.strip('/').removeprefix('docs/').removesuffix('.md')}.md"
    for record in archive:
        if record.file == file:
            return record
    faulty = next((fault for fault in archive.faults if fault.file == f"docs/{file}"), None)
    if faulty is not None:
        raise faulty
    raise GongwenError(message("没有 docs/{file}", file=file), advice=message("写成 agencies/mii 的样子"))


def prose(docs: Path) -> Iterator[tuple[str, str]]:
    """The pages that are no records: file below docs/, text."""
    pages = [path for folder in PROSE_FOLDERS for path in (docs / folder).rglob("*.md")]
    for path in sorted((*pages, *docs.glob("*.md"))):
        text = text_of(path)
        if frontmatter.split(text) is not None:
            yield path.relative_to(docs).as_posix(), text


def text_of(path: Path) -> str:
    """What a file says."""
    return path.read_text(encoding="utf-8")
