"""Describe: the front matter of a document, each field with its evidence.

Everything is derived from the words, from the records and from what the repairs took out; what the input's own
front matter says is weighed against that. A field that can't be told is left empty, and what is uncertain goes to
``review``.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from typing import Any

from gongwen.convert import pagetalk
from gongwen.convert.describe import bodies, dates, kinds, people, rights, stated
from gongwen.convert.describe.evidence import Found, Gathered
from gongwen.convert.model import Draft
from gongwen.convert.outline import Outline, Table
from gongwen.convert.repair.characters import on_one_line
from gongwen.names.matcher import Context, Matcher
from gongwen.records import Evidence, Source
from gongwen.records.archive import Archive
from gongwen.records.vocabulary import RULE_TYPES
from gongwen.text.fold import is_traditional, simplify

__all__ = ["Found", "describe"]


def describe(
    outline: Outline, draft: Draft, matcher: Matcher, archive: Archive, *, today: datetime.date | None = None
) -> dict[str, Any]:
    """Derive the front matter of a document.

    Args:
        outline: its shape.
        draft: the repaired draft, with what was taken out.
        matcher: finds names.
        archive: the records that names and dates are checked against.
        today: later dates are implausible; None skips that check.

    Returns:
        Values for the fields of `gongwen.records.Document`, without text and without what only the pipeline
        knows (original, repairs).
    """
    got = Gathered()
    title = simplify(_title(outline, draft, got))
    as_written, original = outline, draft
    if is_traditional(outline.text):
        # Read in Simplified, position by position; the page keeps its own characters.
        outline, draft = _simplified(outline), _simplified_draft(draft)
    number = got.put("document_number", kinds.find_number(outline, draft.hints.get("fact_number")))
    doc_type: str = got.put("type", kinds.find_type(title, outline, draft, number))
    place = got.put("place", bodies.find_place(title, outline, doc_type))
    undated = matcher.find(outline.text, Context(place=place))
    dated = dates.find_date(outline, draft, doc_type, undated, archive)
    date = None
    if dated is not None:
        date = dated.value.date
        got.put("date", Found(date, dated.basis, dated.text, dated.note, dated.doubtful))
        got.values |= {"date_kind": dated.value.kind, "date_basis": dated.basis}
    else:
        got.review.append("date")
    known = Context(date, place)
    mentions = matcher.find(outline.text, known)
    in_title = matcher.find(title, known)
    speakers = people.find_people(outline, doc_type, draft.hints.get("author"))
    issuers = bodies.find_issuers(
        bodies.Surroundings(
            title,
            outline,
            doc_type,
            number,
            draft.hints.get("fact_issuer"),
            next((person.office for person in speakers if person.role == "speaker"), None),
            mentions,
            lambda words: matcher.find(words, known),
            archive,
        )
    )
    got.put("issuers", issuers)
    if issuers is None:
        got.review.append("issuers")
    addressee = bodies.find_addressee(outline, doc_type)
    if addressee is not None:
        got.put("addressee", replace(addressee, value=_as_written(addressee.value, outline, as_written)))
    got.put("campaigns", bodies.find_campaigns(outline, in_title, mentions, doc_type, archive))
    got.values["people"] = tuple(
        person.model_copy(
            update={
                "name": _as_written(person.name, outline, as_written),
                "office": person.office and _as_written(person.office, outline, as_written),
            }
        )
        for person in speakers
    )
    if doc_type in RULE_TYPES | {"通知", "意见", "决定", "倡议公约", "公告"}:
        got.put(
            "effective",
            dates.find_effective(
                outline, date if doc_type in RULE_TYPES else None, draft.hints.get("fact_effective")
            ),
        )
    if doc_type in RULE_TYPES and (status := _STATUSES.get(draft.hints.get("fact_status", ""))):
        got.put("status", Found(status, "source", draft.hints["fact_status"], "网页著录的效力"))
    if any(line.kind == "digest" for line in outline.head):
        got.values["content"] = "digest"
    _provenance(draft, original, got)
    _access(draft, doc_type, got)
    stated.weigh(original, got, archive, lambda words: matcher.find(words, known))
    _object(got, archive, today)
    return got.front_matter()


def _object(got: Gathered, archive: Archive, today: datetime.date | None) -> None:
    """Have a person look at a date that can't be right."""
    date = got.values.get("date")
    objection = (
        dates.plausible(date, got.values.get("issuers", ()), archive, today) if date is not None else None
    )
    if objection:
        got.ask("date")
        got.evidence["date"] = Evidence(basis=got.values["date_basis"], note=objection)


def _as_written(words: str, outline: Outline, as_written: Outline) -> str:
    """`words` of the Simplified outline in the characters of the original, which has as many."""
    position = outline.text.find(words)
    return as_written.text[position : position + len(words)] if position >= 0 else words


_STATUSES = {
    "有效": "in force", "现行有效": "in force", "现行": "in force", "已修改": "amended", "已被修改": "amended", "修改": "amended",
    "失效": "expired", "已失效": "expired", "废止": "repealed", "已废止": "repealed",
}  # fmt: skip


def _simplified(outline: Outline) -> Outline:
    return replace(
        outline,
        head=tuple(replace(line, text=simplify(line.text)) for line in outline.head),
        elements=tuple(
            replace(element, rows=tuple(tuple(simplify(cell) for cell in row) for row in element.rows))
            if isinstance(element, Table)
            else replace(element, text=simplify(element.text))
            for element in outline.elements
        ),
    )


def _simplified_draft(draft: Draft) -> Draft:
    return replace(
        draft,
        blocks=tuple(block.saying(simplify(block.text)) for block in draft.blocks),
        removed=tuple(replace(removed, text=simplify(removed.text)) for removed in draft.removed),
    )


def _title(outline: Outline, draft: Draft, got: Gathered) -> str:
    if outline.title:
        from_banner = outline.title == draft.hints.get("title") and any(
            removed.kind == "library-banner" for removed in draft.removed
        )
        found = Found(outline.title, doubtful=from_banner)
        if from_banner:
            found = Found(outline.title, "inferred", outline.title, "据文库横幅里的文件名", doubtful=True)
        return str(got.put("title", found))
    first = outline.paragraphs[0].text if outline.paragraphs else ""
    words = first[:30].split("。")[0] or "无题"
    return str(got.put("title", Found(words, "inferred", words, "没有题名行，暂取正文首句", doubtful=True)))


_SOURCE_LABELS = (
    "来源", "來源", "稿源", "信息来源", "文章来源", "出处", "转自", "转载自", "本文来源", "稿件来源",
)  # fmt: skip


def _provenance(draft: Draft, original: Draft, got: Gathered) -> None:
    """Where the text was published, and who put it up again."""
    hints = draft.hints
    site = hints.get("site") or pagetalk.site_of(hints.get("page_title", "") or hints.get("meta_title", ""))
    named = on_one_line(kinds.labelled(original, _SOURCE_LABELS) or hints.get("stated_source", ""))
    name = named or hints.get("library") or hints.get("account") or site
    url = hints.get("url", "")
    if not re.fullmatch(r"https?://[^\s/<>\"]+\.[^\s<>\"]+", url):
        url = ""
    if name or url:
        got.values["source"] = Source(name=name or None, url=url or None)
    if site and name and site != name:
        got.values["republisher"] = site


def _access(draft: Draft, doc_type: str, got: Gathered) -> None:
    found = rights.find_access(draft, doc_type, has_source="source" in got.values)
    got.values["access"] = found.value
    if found.note:
        got.values["rights"] = {"note": found.note}
        got.ask("access")
    if got.values.get("content") == "digest" and found.value != "full":
        # A digest is always public; a file that has to be held back isn't believed to be one.
        got.values["content"] = "text"
        got.ask("content", "文件自称提要，未采信")
    only_stated = any(r.kind == "front-matter" for r in draft.removed) and not kinds.labelled(
        draft, _SOURCE_LABELS
    )
    if doc_type == "工作汇报" and found.value == "full" and only_stated:
        got.ask("access", "来源只见于文件自带的元数据")
