"""Feeds: what is new in the archive, of an agency, of a campaign, of a term; what changed. Atom, RFC 4287."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from gongwen.pages import addresses
from gongwen.publish.history import History
from gongwen.publish.styles import ARCHIVE_NAME
from gongwen.records import Agency, Campaign, Document, Record, Term
from gongwen.records.archive import Archive

ALL, CHANGES = "feeds/all.xml", "feeds/changes.xml"
_MOST = 50
_MOST_CHANGES = 100
_NAMESPACE = "http://www.w3.org/2005/Atom"
_UNFIT = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML can't hold."""
_UNKNOWN = "1994-01-01"
"""Atom wants a day for everything; before the archive's first document nothing can have changed."""


@dataclass(frozen=True, slots=True)
class _Entry:
    identity: str
    title: str
    address: str
    updated: str
    summary: str = ""
    authors: tuple[str, ...] = ()
    category: str = ""


Naming = Callable[[Term], Sequence[Document]]
"""Gives the documents that name a term."""


def path(record: Record) -> str:
    """Where the feed of an agency, a campaign or a term is, below the site's root."""
    return f"feeds/{record.file.removesuffix('.md')}.xml"


def has_feed(record: Record, archive: Archive, naming: Naming) -> bool:
    """Whether there is something to follow: an agency, campaign or term with documents."""
    return not record.withdrawn and bool(_documents(record, archive, naming))


def feeds(
    archive: Archive, history: History, site: str, summary: Callable[[Record], str], naming: Naming
) -> Iterator[tuple[str, bytes]]:
    """Every feed: its path below the site's root, and its file.

    Args:
        archive: the records.
        history: when they came in and changed.
        site: the site's address, ending in a slash.
        summary: a line about a record, with no more of a text than may go out.
        naming: the documents that name a term.
    """

    def listed(documents: Iterable[Document]) -> list[_Entry]:
        newest = sorted(documents, key=lambda d: (history.added(d), d.order), reverse=True)
        return [_entry(document, archive, history, site, summary) for document in newest[:_MOST]]

    shown = [document for document in archive.documents_in_time if not document.withdrawn]
    yield ALL, _feed(ALL, f"{ARCHIVE_NAME}：新收文献", site, listed(shown), site)
    changed = history.changes(archive, _MOST_CHANGES)
    entries = [
        _Entry(
            f"{_address(change.record, site)}#{change.day}",
            f"{change.what}：{change.record.label}",
            _address(change.record, site),
            change.day,
            change.record.withdrawn.reason if change.record.withdrawn else "",
            category=change.what,
        )
        for change in changed
    ]
    yield CHANGES, _feed(CHANGES, f"{ARCHIVE_NAME}：新收、更正、撤下", site, entries, site)
    for record in (*archive.agencies.values(), *archive.campaigns.values(), *archive.terms.values()):
        if has_feed(record, archive, naming):
            own = [document for document in _documents(record, archive, naming) if not document.withdrawn]
            page = _address(record, site)
            yield (
                path(record),
                _feed(path(record), f"{ARCHIVE_NAME}：{record.label}", page, listed(own), site),
            )


def _documents(record: Record, archive: Archive, naming: Naming) -> Sequence[Document]:
    if isinstance(record, Term):
        return naming(record)
    if isinstance(record, Agency):
        return archive.documents_by_issuer.get(record.id, ())
    return archive.documents_by_campaign.get(record.id, ()) if isinstance(record, Campaign) else ()


def _address(record: Record, site: str) -> str:
    return site + addresses.url(record.file)


def _entry(
    document: Document, archive: Archive, history: History, site: str, summary: Callable[[Record], str]
) -> _Entry:
    day = history.changed(document) or (document.date.first.isoformat() if document.date else _UNKNOWN)
    address = _address(document, site)
    authors = tuple(archive.agency_name(issuer) for issuer in document.issuers)
    return _Entry(address, document.title, address, day, summary(document), authors, document.type)


def _feed(own: str, title: str, page: str, entries: list[_Entry], site: str) -> bytes:
    feed = ElementTree.Element("feed", {"xmlns": _NAMESPACE, "xml:lang": "zh-CN"})
    _text(feed, "id", site + own)
    _text(feed, "title", title)
    ElementTree.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": site + own})
    ElementTree.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": page})
    _text(feed, "updated", _moment(max((entry.updated for entry in entries), default=_UNKNOWN)))
    _text(ElementTree.SubElement(feed, "author"), "name", ARCHIVE_NAME)
    for entry in entries:
        _add(feed, entry)
    ElementTree.indent(feed, "")
    text: str = ElementTree.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _add(feed: ElementTree.Element, entry: _Entry) -> None:
    item = ElementTree.SubElement(feed, "entry")
    _text(item, "id", entry.identity)
    _text(item, "title", entry.title)
    ElementTree.SubElement(item, "link", {"rel": "alternate", "type": "text/html", "href": entry.address})
    _text(item, "updated", _moment(entry.updated))
    for name in entry.authors:
        _text(ElementTree.SubElement(item, "author"), "name", name)
    if entry.category:
        ElementTree.SubElement(item, "category", {"term": entry.category})
    if entry.summary:
        _text(item, "summary", entry.summary)


def _text(parent: ElementTree.Element, tag: str, text: str) -> None:
    ElementTree.SubElement(parent, tag).text = _UNFIT.sub("", text)


def _moment(day: str) -> str:
    return f"{day}T00:00:00+08:00"
