"""The documents that stand nearest to one: of its campaign, or of its body in its year."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from gongwen.records import Document
from gongwen.records.archive import Archive
from gongwen.views.links import Link, to

_LIMIT = 8


def siblings(document: Document, archive: Archive) -> tuple[str, tuple[Link, ...]]:
    """Other documents of the same campaign, or of the same body in the same year."""
    for campaign in document.campaigns:
        others = _near(document, archive.documents_by_campaign.get(campaign, ()), archive)
        if others:
            return "同一行动", tuple(to(other) for other in others)
    for issuer in document.issuers:
        same = [
            other
            for other in _near(document, archive.documents_by_issuer.get(issuer, ()), archive)
            if other.year == document.year
        ]
        if same:
            return "同一机构同年所发", tuple(to(other) for other in same)
    return "", ()


def _near(document: Document, found: Sequence[Document], archive: Archive) -> list[Document]:
    """Those of `found` nearest to a document in time, without going through all of them."""
    place = archive.position_in_time[document.id]
    at = bisect_left(found, place, key=lambda other: archive.position_in_time[other.id])
    around = [other for other in found[max(0, at - _LIMIT) : at + _LIMIT + 1] if other.id != document.id]
    around.sort(key=lambda other: abs(archive.position_in_time[other.id] - place))
    return sorted(around[:_LIMIT], key=lambda other: archive.position_in_time[other.id])
