"""What of the archive can be searched: each record as lines of text, each line saying what it is.

Exactly what readers may see: the title and names, the metadata and the body, as far as the record's rights let it
out. What weaving adds to a page stands in other records, and is found there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from gongwen.pages import addresses, paragraphs
from gongwen.records import Document, Named, Source, frontmatter, kind_of, openness
from gongwen.records.archive import Archive
from gongwen.records.document_types import DOCUMENT_TYPES
from gongwen.records.life import Change
from gongwen.records.provisions import POWER_KINDS
from gongwen.records.strays import PROSE_FOLDERS
from gongwen.records.vocabulary import STATUSES
from gongwen.search.folding import Spell, syllables
from gongwen.search.names import spelled
from gongwen.text.abbreviations import abbreviations

ENGLISH = "英文"
"""The label of the line that the site's scripts show under a title (`found.js`)."""


class Role(IntEnum):
    """What a line is to its record; the first two weigh more than the rest."""

    TITLE = 0
    STRONG = 1
    HEADING = 2
    DATA = 3
    TEXT = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a record.

    Attributes:
        role: what it is.
        text: its words as readers see them.
        label: what kind of metadata it is, in Chinese.
        anchor: the fragment of the address of its paragraph or heading; empty for the top of the page.
        number: that of its paragraph; 0 for other lines.
    """

    role: Role
    text: str
    label: str = ""
    anchor: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as the search sees it.

    Attributes:
        path: the address of its page below the site's root.
        kind: ``documents``, ``agencies``, ``campaigns``, ``glossary`` or ``about``.
        title: what heads it in results.
        lines: everything that can be found.
        date: when it is from, for readers.
        year: the year it is from; 0 for none.
        type: type of a document, kind of another record.
        by: who issued it, in a few words.
        number: the document number.
        agencies, campaigns: ids, or names where there is no record.
        digest: whether the text is the archive's own.
        pinyin: the title's syllables.
        law: whether its text goes by articles.
    """

    path: str
    kind: str
    title: str
    lines: tuple[Line, ...]
    date: str = ""
    year: int = 0
    type: str = ""
    by: str = ""
    number: str = ""
    agencies: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()
    digest: bool = False
    pinyin: tuple[str, ...] = ()
    law: bool = False


Lines = Callable[[Document], tuple[paragraphs.Line, ...]]
"""Takes a document's page apart."""


def entries(
    archive: Archive, docs: Path, lines: Lines = paragraphs.page_lines, spell: Spell = syllables
) -> Iterator[Entry]:
    """Everything that can be searched: documents in time order, then agencies, campaigns, terms, pages about."""
    yield from (document_entry(document, archive, lines, spell) for document in archive.documents_in_time)
    for _, record in archive.named:
        yield named_entry(record)
    for path in sorted(path for folder in PROSE_FOLDERS for path in (docs / folder).rglob("*.md")):
        yield page_entry(path.relative_to(docs).as_posix(), path.read_text(encoding="utf-8"))


def document_entry(
    document: Document,
    archive: Archive,
    taken_apart: Lines = paragraphs.page_lines,
    spell: Spell = syllables,
) -> Entry:
    """A document: its text or digest, and its metadata as the page states them."""
    body = taken_apart(document)
    document = openness.public(document)
    campaigns = [archive.campaign_name(campaign) for campaign in document.campaigns]
    lines = [
        *_lines(Role.TITLE, "题名", document.title),
        *_lines(Role.TITLE, ENGLISH, document.title_en),
        *_lines(Role.TITLE, "英文简称", *_abbreviated(document)),
        *_lines(Role.STRONG, "文号", document.document_number),
        *_lines(Role.STRONG, "机关", *_names(document, archive)),
        *_lines(Role.STRONG, "行动", *campaigns),
        *_lines(Role.DATA, "提要", document.summary_en),
        *_lines(Role.DATA, "类型", document.type),
        *_lines(Role.DATA, "日期", document.date),
        *_lines(Role.DATA, "施行日期", document.effective),
        *_lines(Role.DATA, "立法过程", *_life(document)),
        *_lines(Role.DATA, "正文版本", document.version),
        *_lines(Role.DATA, "意见截止", document.deadline),
        *_lines(Role.DATA, "结果", _outcome(document, archive)),
        *_lines(Role.DATA, "效力", STATUSES[document.status] if document.status else None),
        *_lines(Role.DATA, "地点", document.place),
        *_lines(Role.DATA, "主送", document.addressee),
        *_lines(Role.DATA, "转载", document.republisher),
        *_lines(Role.DATA, "人物", *("，".join(filter(None, (p.name, p.office))) for p in document.people)),
        *_lines(
            Role.DATA, "他件", *(r.target for r in document.relations if r.target not in archive.documents)
        ),
        *_provisions(document),
        *_source(document),
        *_lines(Role.DATA, "存疑", *(sic.note for sic in document.sic)),
        *_lines(Role.DATA, "依据", *(evidence.note for evidence in document.evidence.values())),
        *_lines(Role.DATA, "页址", document.id),
        *_text(body, numbered=True),
    ]
    return Entry(
        addresses.url(document.file),
        "documents",
        document.title,
        tuple(lines),
        str(document.date or ""),
        document.year or 0,
        document.type,
        archive.issuer_line(document),
        document.document_number or "",
        document.issuers,
        document.campaigns,
        document.content == "digest" and not document.whole_body,
        spell(document.title),
        any(line.place for line in body),
    )


def _life(document: Document) -> Iterator[str]:
    """The days and the words of a rule's life that its record alone tells."""
    adopted = document.adopted
    yield from (" ".join(filter(None, (d.date, d.deadline, d.title))) for d in document.drafts)
    if adopted:
        yield " ".join(filter(None, (adopted.date, adopted.session)))
    yield from filter(None, (document.published, *document.earlier))
    ends: list[Change] = [*document.amended, *([document.repealed] if document.repealed else [])]
    yield from (" ".join(filter(None, (one.date, one.by))) for one in ends)


def _abbreviated(document: Document) -> tuple[str, ...]:
    """What a rule is called in short; nobody shortens the title of a notice or a piece of news."""
    return abbreviations(document.title_en or "") if DOCUMENT_TYPES[document.type].rule else ()


def _provisions(document: Document) -> Iterator[Line]:
    """What the archive says of a rule's articles, a line each as the page's tables have it."""
    for part in document.outline:
        yield from _anchored("outline", "章条", part.place, part.about)
    for one in document.obligations:
        limits = (one.threshold, one.time, one.consequence, one.under)
        yield from _anchored("obligations", "义务", one.who, one.must, *limits, one.article)
    for power in document.powers:
        kind = POWER_KINDS[power.kind]
        yield from _anchored("powers", "职权", power.who, kind, power.may, power.article)
    for term in document.definitions:
        yield from _anchored("definitions", "定义", term.term, term.english, term.article)


def _anchored(anchor: str, label: str, *words: str | None) -> Iterator[Line]:
    yield Line(Role.DATA, "　".join(filter(None, words)), label, anchor)


def _outcome(document: Document, archive: Archive) -> str | None:
    """The title of what became of a draft."""
    target = archive.documents.get(document.outcome or "")
    return target.title if target else document.outcome


def _names(document: Document, archive: Archive) -> Iterator[str]:
    for issuer in document.issuers:
        record = archive.agencies.get(issuer)
        yield record.label if record else issuer


def _source(document: Document) -> Iterator[Line]:
    source, rights = document.source, document.rights
    if source:
        yield from _lines(Role.DATA, "来源", source.name, source.url, source.published)
    if rights:
        yield from _lines(Role.DATA, "权利", rights.basis, rights.note)
    yield from _supports(document.sources)


def _supports(sources: Iterable[Source]) -> Iterator[Line]:
    for source in sources:
        yield from _lines(Role.DATA, "资料来源", source.name, source.url, source.published)


def named_entry(record: Named) -> Entry:
    """A record that has a name: names, facts and prose."""
    facts = [line for label, fact in record.facts for line in _lines(Role.DATA, label, fact)]
    return Entry(
        addresses.url(record.file),
        kind_of(record).folder,
        record.label,
        (
            *_lines(Role.TITLE, "名称", *spelled(record)),
            *_lines(Role.TITLE, ENGLISH, record.label_en),
            *_lines(Role.TITLE, "英文简称", *abbreviations(record.label_en or "")),
            *_lines(Role.DATA, "提要", record.summary_en),
            *_lines(Role.DATA, "类别", record.kind_label),
            *_lines(Role.DATA, "时段", record.span),
            *_lines(Role.DATA, "地点", record.place),
            *facts,
            *_lines(Role.TEXT, "", *record.definitions),
            *_text(paragraphs.lines(record.public_body), numbered=False),
            *_supports(record.sources),
            *_lines(Role.DATA, "页址", record.id),
        ),
        record.span,
        type=record.kind_label,
    )


def page_entry(src: str, text: str) -> Entry:
    """A page about the archive, from its source file and that file's text."""
    front = frontmatter.parse(text, f"docs/{src}")
    title = str(front.data.get("title", src))
    lines = (*_lines(Role.TITLE, "题名", title), *_text(paragraphs.lines(front.body), numbered=False))
    return Entry(addresses.url(src), "about", title, lines, type="本库说明")


def _text(body: Iterable[paragraphs.Line], *, numbered: bool) -> Iterator[Line]:
    """The lines of a body; paragraphs have numbers and anchors on documents' pages only, headings everywhere."""
    for line in body:
        role = Role.HEADING if line.heading else Role.TEXT
        yield (
            Line(role, line.text, "", line.anchor, line.number)
            if numbered or line.heading
            else Line(role, line.text)
        )


def _lines(role: Role, label: str, *texts: object) -> Iterable[Line]:
    return [Line(role, str(text), label) for text in texts if text]
