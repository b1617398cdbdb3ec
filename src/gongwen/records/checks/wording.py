"""What stands in texts and mustn't: editors' words, what runs, personal data, more of a text than may go out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gongwen.messages import listed, message
from gongwen.records import Document, Record, frontmatter, openness
from gongwen.records.archive import Archive
from gongwen.records.checks import personal
from gongwen.records.checks.finding import Finding, texts
from gongwen.records.excerpt import text_length
from gongwen.records.strays import PROSE_FOLDERS
from gongwen.records.writing import STUB_BODY
from gongwen.text.markdown_text import may_link, scheme_of

_EDITORS = re.compile(
    r"样本\s*\d{3}|\bseeds?/\d{3}|\.\./shared|\b(?:TODO|FIXME)\b|lorem ipsum|" + re.escape(STUB_BODY[:5])
)
"""What nobody but an editor or a tool writes."""
_PLACEHOLDERS = re.compile(
    r"\bXXX\b|待写|（待[补写查核定]）|此处待补|此处填写|待补充|待完善|（示例）|【[^】]{0,8}待[补填写][^】]{0,4}】|\bTBD\b",
    re.IGNORECASE,
)
"""What documents too may say of forms and templates; in the archive's own words it is unfinished."""
_SECRET = re.compile(r"(?:绝密|机密|秘密)\s*[★☆]")
"""The mark of a state secret (GB/T 9704, 7.2.2): what bears it isn't published."""
_LIVE_HTML = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"]*>)(?:/?[a-zA-Z]|!--)")
"""A tag or a comment; <https://…> is Markdown's way to write an address, and looked at as one."""
_TEMPLATE = re.compile(r"\{\{|\{%|(?<!\\)\{[:#.][^{}\n]*\}")
"""Marks of template languages, and of Markdown extensions that set attributes."""
_HALF_WIDTH = re.compile(r"(?<=[\u4e00-\u9fff])[,;:!?](?=[\u4e00-\u9fff])")
_BODY_HEADING = re.compile(r"^(?:#|#{4,6})\s", re.MULTILINE)
_REPEATED = 20
"""Characters: shorter paragraphs may well stand twice."""


def wording(archive: Archive) -> Iterator[Finding]:
    """What is wrong with the words of records."""
    for record in archive:
        yield from _head(record)
        yield from _body(record)
        if isinstance(record, Document):
            yield from _openness(record)


def prose(docs: Path) -> Iterator[Finding]:
    """What is wrong with the pages that are no records: HTML and addresses that run, what is unfinished.

    Args:
        docs: the content folder.
    """
    pages = [path for folder in PROSE_FOLDERS for path in (docs / folder).rglob("*.md")]
    for path in sorted((*pages, *docs.glob("*.md"))):
        text = path.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n")
        parts = frontmatter.split(text)
        body = parts[1].strip("\n") if parts else ""
        yield from live(path.relative_to(docs).as_posix(), body)


def _is_own(record: Record) -> bool:
    """Whether the body is the archive's own words."""
    return not isinstance(record, Document) or record.content == "digest"


def _head(record: Record) -> Iterator[Finding]:
    for loc, text in texts(record):
        name = ".".join(str(step) for step in loc)
        if match := _EDITORS.search(text):
            yield Finding(
                record.file,
                message("{name} 里有编辑用语“{match}”", name=name, match=match[0]),
                message("改写或删去"),
                loc,
            )
        elif _LIVE_HTML.search(text):
            yield Finding(
                record.file, message("{loc} 里有 HTML 记号", loc=loc[0]), message("删去；元数据只写文字"), loc
            )
        elif loc[0] not in {"sic", "original", "source", "sources"}:
            for what, _ in personal.found(text):
                yield Finding(
                    record.file, message("{name} 里有{what}", name=name, what=what), message("删去"), loc
                )


def _body(record: Record) -> Iterator[Finding]:
    body, own = record.body, _is_own(record)
    unfinished = _EDITORS.search(body) or (_PLACEHOLDERS.search(body) if own else None)
    if unfinished:
        problem = message("正文里有编辑用语“{unfinished}”", unfinished=unfinished[0])
        yield Finding(record.file, problem, message("写完，改写或删去"), at=unfinished.start())
    if secret := _SECRET.search(body):
        problem = message("正文里有密级标志“{mark}”", mark=secret[0])
        yield Finding(record.file, problem, message("不收；已解密的，写明依据并删去标志"), at=secret.start())
    yield from live(record.file, body)
    yield from _marks(record, own=own)
    yield from _repeated(record, own=own)
    kept = [doubt.text for doubt in record.sic] if isinstance(record, Document) else []
    for what, match in personal.found(body):
        if not any(match[0] in text for text in kept):
            advice = (
                message("删去")
                if own
                else message("核对能否公开；原件确已公布的写进 sic 说明，否则改 access")
            )
            yield Finding(record.file, message("正文里有{what}", what=what), advice, at=match.start())


def _marks(record: Record, *, own: bool) -> Iterator[Finding]:
    if isinstance(record, Document) and (heading := _BODY_HEADING.search(record.body)):
        problem = message("正文里有一级或四级以下的标题")
        yield Finding(record.file, problem, message("用 ## 和 ###；题名在元数据里"), at=heading.start())
    if template := _TEMPLATE.search(record.body):
        problem = message("正文里有模板或属性的记号“{mark}”", mark=template[0][:20])
        yield Finding(record.file, problem, message("删去；确是原文的，在 { 前加反斜线"), at=template.start())
    if half := _HALF_WIDTH.search(record.body):
        problem = message("汉字之间有半角标点“{half}”", half=half[0])
        yield Finding(
            record.file,
            problem,
            message("改为全角") if own else message("照原件核对"),
            (),
            "error" if own else "info",
            half.start(),
        )


def _repeated(record: Record, *, own: bool) -> Iterator[Finding]:
    """A paragraph that stands twice: a slip in our own words, and worth a look in a document's."""
    seen: set[str] = set()
    at = 0
    for line in record.body.split("\n"):
        if len(line) >= _REPEATED and line in seen:
            problem = message("同一段写了两次：“{line}…”", line=line[:12])
            yield Finding(record.file, problem, message("留下一处"), (), "error" if own else "info", at)
        seen.add(line)
        at += len(line) + 1


_LINK = re.compile(
    r"(!?)\[[^\]\n]*\]\(\s*<?([^\s)>]+)|^\[[^\]]+\]:\s*<?(\S+?)>?\s*$|<([A-Za-z][A-Za-z0-9+.-]*:[^\s>]*)>",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a link or a picture leads.

    Attributes:
        text: the address as written.
        start: where it begins in the body.
        opens: where the link begins.
        picture: whether it is a picture's.
    """

    text: str
    start: int
    opens: int
    picture: bool


def links(body: str) -> Iterator[Address]:
    """Where the links and pictures of a Markdown body lead, in whichever way they are written."""
    for match in _LINK.finditer(body):
        group = next(number for number in (2, 3, 4) if match[number])
        yield Address(match[group], match.start(group), match.start(), bool(match[1]))


def live(file: str, body: str) -> Iterator[Finding]:
    """HTML in a body, links that lead to what runs, pictures from elsewhere."""
    if html := _LIVE_HTML.search(body):
        advice = message("网站照字面显示它；改成 Markdown，文献的文字写成 &lt;")
        yield Finding(file, message("正文里有 HTML"), advice, at=html.start())
    for address in links(body):
        if not may_link(address.text):
            problem = message("正文里有通往“{text}”的链接", text=address.text[:40])
            yield Finding(
                file, problem, message("只许 http、https、mailto 和站内的相对地址"), at=address.opens
            )
        elif address.picture and scheme_of(address.text):
            problem = message("图片“{text}”在站外", text=address.text[:40])
            yield Finding(file, problem, message("存进 docs/assets/，或改成链接"), at=address.opens)


def _openness(document: Document) -> Iterator[Finding]:
    """More of a text than its access lets out, in the body or quoted in other fields."""
    if document.withdrawn:
        if document.body:
            yield Finding(document.file, message("已撤下的文献不得有正文"), message("删去正文"), at=0)
        return
    if document.access != "full" and not (document.rights and document.rights.note):
        yield Finding(
            document.file, message("未全文公开而没有写明理由"), message("在 rights.note 里写明"), ("access",)
        )
    most = openness.limit(document)
    if most is None:
        return
    advice = message("删去，或改 access 并写明 rights.note")
    if most == 0 and document.body:
        yield Finding(document.file, message("仅著录的文献不得有正文"), advice, ("access",))
    elif text_length(document.body) > most:
        problem = message(
            "节录有 {length} 字，超过 {most} 字，多出的不会公开",
            length=text_length(document.body),
            most=most,
        )
        yield Finding(
            document.file, problem, message("删去多出的文字，或改 access 并写明 rights.note"), ("access",)
        )
    elif openness.given_out(document) > most:
        where = next((key for key in ("sic", "evidence") if getattr(document, key)), "sic")
        problem = (
            message("仅著录的文献不得引用原文")
            if most == 0
            else message("节录连同引文超过 {most} 字", most=most)
        )
        yield Finding(
            document.file,
            message("{problem}（{where}）", problem=problem, where=listed(_quoting(document))),
            advice,
            (where,),
        )


def _quoting(document: Document) -> Iterator[str]:
    """The fields that quote the text."""
    yield from (f"evidence.{name}.text" for name, item in document.evidence.items() if item.text)
    if document.sic:
        yield "sic"
