"""Copies of addresses in an archive of the web, and what records should say of the addresses that they hold.

Archives of the web answer for a page as it was near a day by the Memento protocol (RFC 7089): a time gate leads to the
copy, which says so in its head.
"""

from __future__ import annotations

import difflib
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from gongwen.records import Source, frontmatter
from gongwen.records.archive import Archive
from gongwen.records.edtf import Edtf
from gongwen.records.frontmatter import Loc
from gongwen.records.record import Record

Find = Callable[[str, Edtf | None], str | None]
"""Gives the copy of an address near a day; None where there is none."""


def copy_of(url: str, day: Edtf | None, gate: str, timeout: float, agent: str) -> str | None:
    """The copy of a page nearest to a day that an archive of the web has; None where it has none or doesn't answer.

    Args:
        url: the page's address.
        day: the day; today's copy where None.
        gate: the address of the archive's time gate, behind which the page's is put.
        timeout: seconds to wait.
        agent: who asks.
    """
    when = datetime.fromisoformat(day.plain if day and len(day.plain) == 10 else "2100-01-01").replace(
        tzinfo=UTC
    )
    headers = {"User-Agent": agent, "Accept-Datetime": when.strftime("%a, %d %b %Y %H:%M:%S GMT")}
    request = urllib.request.Request(gate + url, headers=headers)  # noqa: S310  # given by who runs it
    try:
        with urllib.request.urlopen(request, timeout=timeout) as response:  # noqa: S310
            return response.url if response.headers.get("Memento-Datetime") else None
    except urllib.error.HTTPError as error:
        error.close()
        return None
    except (OSError, ValueError):
        return None


def sources_of(record: Record) -> Iterator[tuple[Loc, Source]]:
    """The sources that a record names, with their places in its head."""
    one = getattr(record, "source", None)
    if isinstance(one, Source):
        yield ("source",), one
    for index, source in enumerate(getattr(record, "sources", ())):
        yield ("sources", index), source


def proposed(archive: Archive, docs: Path, gone: Mapping[str, bool], find: Find, today: str) -> str:
    """What records should say of their sources after they were asked: a patch, empty where nothing is to be changed.

    Args:
        archive: the records.
        docs: their folder.
        gone: of each address that was asked, whether it surely leads nowhere; those that gave no clear answer aren't in it.
        find: looks for copies.
        today: the day.
    """
    found: dict[str, str | None] = {}
    pieces: list[str] = []
    for record in archive:
        if record.withdrawn:
            continue
        values: dict[Loc, Any] = {}
        for loc, source in sources_of(record):
            changed = _changed(source, gone, found, find, today)
            if changed != source:
                values[loc] = changed.model_dump(exclude_none=True)
        if values:
            before = (docs / record.file).read_text(encoding="utf-8")
            after = frontmatter.replaced(before, values)
            name = f"docs/{record.file}"
            pieces += difflib.unified_diff(
                before.splitlines(keepends=True), after.splitlines(keepends=True), f"a/{name}", f"b/{name}"
            )
    return "".join(pieces)


def _changed(
    source: Source, gone: Mapping[str, bool], found: dict[str, str | None], find: Find, today: str
) -> Source:
    """A source as it should be: with a copy where there is one, dead where it is, and not where it answers again."""
    url = source.url
    if url is None:
        return source
    if source.archived is None:
        if url not in found:
            found[url] = find(url, source.retrieved or source.published)
        if found[url]:
            source = source.model_copy(update={"archived": found[url]})
    if gone.get(url) and source.dead is None:
        return source.model_copy(update={"dead": Edtf(today)})
    if gone.get(url) is False and source.dead is not None:
        return source.model_copy(update={"dead": None})
    return source
