"""Holds a converted page against a line of tests/eval/faults/expected.jsonl; its README says what the keys mean."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

from frozen import frozen
from gongwen.convert.pipeline import Converter, Wishes
from gongwen.errors import GongwenError
from gongwen.records import Document
from support import REPOSITORY

FAULTS = REPOSITORY / "tests" / "eval" / "faults"
FREE = {"file", "kind", "or_status"}
"""Keys that ask for nothing by themselves."""

Complaint = str
Names = dict[str, str]
Check = Callable[[Document, Any, Names], Iterable[Complaint]]

_FIELDS = {"text": "body"}
"""What the expectations call by another name than a record."""
_HEADING = re.compile(r"^#{2,6} (.*?)(?: *\{.*\})?$", re.MULTILINE)


def expectations() -> list[dict[str, Any]]:
    """The lines of expected.jsonl."""
    lines = (FAULTS / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def converter() -> tuple[Converter, Names]:
    """A converter over the archive, and the id of each name of a body in it."""
    archive = frozen()
    names = {
        name: body.id
        for body in archive.agencies.values()
        for name in (body.name, body.short, *body.aliases)
        if name
    }
    return Converter(archive), names


def judge(expected: dict[str, Any], convert: Converter, names: Names) -> list[Complaint]:
    """What of `expected` doesn't hold once its file is converted; empty where all does.

    Of a file that holds several documents the first one is judged, over the text of all.
    """
    try:
        parts = [part.document for part in convert.convert_all(FAULTS / expected["file"], Wishes(split=True))]
    except GongwenError as error:
        refused = {expected.get("status"), expected.get("or_status")}
        return [] if "failed" in refused or expected.get("status_or_review") else [f"refused: {error}"]
    first = parts[0].model_copy(update={"body": "\n\n".join(part.body for part in parts)})
    return [
        f"{key}: {complaint}"
        for key, wanted in expected.items()
        if key not in FREE
        for complaint in CHECKS[key](first, wanted, names)
    ]


def plain(text: object) -> str:
    """Text without spaces, Markdown's marks and differences of width."""
    return re.sub(r"[\s*#\\|]", "", unicodedata.normalize("NFKC", "" if text is None else str(text)))


def _same(field: str) -> Check:
    def check(document: Document, wanted: Any, names: Names) -> Iterable[Complaint]:
        got = getattr(document, field)
        if plain(got).replace("、", "") != plain(wanted).replace("、", ""):
            yield f"got {got!r}"

    return check


def _issuers(document: Document, wanted: Any, names: Names) -> Iterable[Complaint]:
    yield from _one_of_issuers(document, [wanted], names)


def _one_of_issuers(document: Document, wanted: Any, names: Names) -> Iterable[Complaint]:
    got = {names.get(name, name) for name in document.issuers}
    if got not in [{names.get(name, name) for name in these} for these in wanted]:
        yield f"got {sorted(got)}"


def _access(document: Document, wanted: Any, names: Names) -> Iterable[Complaint]:
    if (document.access == "full") != (wanted == "full"):
        yield f"got {document.access}"


def _campaigns(document: Document, wanted: Any, names: Names) -> Iterable[Complaint]:
    if [*document.campaigns] != wanted:
        yield f"got {[*document.campaigns]}"


def _sic(document: Document, wanted: Any, names: Names) -> Iterable[Complaint]:
    if len(document.sic) != len(wanted):
        yield f"got {[doubt.text for doubt in document.sic]}"


def _source(document: Document, wanted: Any, names: Names) -> Iterable[Complaint]:
    got = document.source.name if document.source else None
    if got != wanted:
        yield f"got {got}"


def _headings(document: Document, wanted: Any, names: Names) -> Iterable[Complaint]:
    got = [plain(heading) for heading in _HEADING.findall(document.body)]
    if got != [plain(heading) for heading in wanted]:
        yield f"got {got}"


def _stands(document: Document, words: str) -> bool:
    if words.isdigit():
        return any(re.match(rf"\W*{words}(?!\d)", line) for line in document.body.splitlines())
    return plain(words) in plain(document.body) or plain(words) == plain(document.title)


def _kept(document: Document, wanted: Any, names: Names) -> Iterable[Complaint]:
    yield from (f"{words} lost" for words in wanted if not _stands(document, words))


def _kept_any(document: Document, wanted: Any, names: Names) -> Iterable[Complaint]:
    yield from (
        f"{choice[0]} lost" for choice in wanted if not any(_stands(document, words) for words in choice)
    )


def _kept_raw_any(document: Document, wanted: Any, names: Names) -> Iterable[Complaint]:
    yield from (
        f"{choice[0]} lost" for choice in wanted if not any(words in document.body for words in choice)
    )


def _kept_twice(document: Document, wanted: Any, names: Names) -> Iterable[Complaint]:
    yield from (f"{words} once" for words in wanted if plain(document.body).count(plain(words)) < 2)


def _lines(document: Document, wanted: Any, names: Names) -> Iterable[Complaint]:
    lines = {plain(line).lstrip("-<").rstrip(">") for line in document.body.splitlines()}
    yield from (f"{line} glued or gone" for line in wanted if plain(line) not in lines)


def _rows(document: Document) -> list[list[str]]:
    lines = [line for line in document.body.splitlines() if line.startswith("|")]
    return [[plain(cell) for cell in line.strip().strip("|").split("|")] for line in lines]


def _fits(row: list[str], wanted: list[str]) -> bool:
    pairs = zip(row, wanted, strict=False)
    return len(row) == len(wanted) and all(
        cell in ("", plain(want[1:])) if want.startswith("?") else cell == plain(want) for cell, want in pairs
    )


def _table_rows(document: Document, wanted: Any, names: Names) -> Iterable[Complaint]:
    rows = _rows(document)
    yield from (f"{row} not among {rows}" for row in wanted if not any(_fits(one, row) for one in rows))


def _table_counts(document: Document, wanted: Any, names: Names) -> Iterable[Complaint]:
    cells = [cell for row in _rows(document) for cell in row]
    yield from (
        f"{cell} {cells.count(cell)} times" for cell, count in wanted.items() if cells.count(cell) != count
    )


def _gone(document: Document, wanted: Any, names: Names) -> Iterable[Complaint]:
    lines = {line.strip() for line in document.body.splitlines()}
    for words in wanted:
        bare = plain(words)
        if (
            words.strip() in lines
            if len(words.strip()) < 4
            else bare in plain(document.body)
            if bare
            else words in document.body
        ):
            yield f"{words!r} stays"


def _not_raw(document: Document, wanted: Any, names: Names) -> Iterable[Complaint]:
    yield from (f"{words!r} is there" for words in wanted if words in document.body)


def _review(document: Document, wanted: Any, names: Names) -> Iterable[Complaint]:
    fields = (_FIELDS.get(field, field) for field in wanted)
    yield from (f"{field} not up for review" for field in fields if field not in document.review)


def _status(document: Document, wanted: Any, names: Names) -> Iterable[Complaint]:
    yield f"converted as {document.title!r}"


def _status_or_review(document: Document, wanted: Any, names: Names) -> Iterable[Complaint]:
    yield from _review(document, ["text"], names)


CHECKS: dict[str, Check] = {
    "title": _same("title"),
    "date": _same("date"),
    "type": _same("type"),
    "doc_number": _same("document_number"),
    "issuers": _issuers,
    "issuers_any": _one_of_issuers,
    "access": _access,
    "campaigns": _campaigns,
    "sic": _sic,
    "source": _source,
    "headings": _headings,
    "must_keep": _kept,
    "must_keep_any": _kept_any,
    "must_keep_raw_any": _kept_raw_any,
    "must_keep_twice": _kept_twice,
    "must_keep_lines": _lines,
    "table_rows": _table_rows,
    "table_counts": _table_counts,
    "boilerplate": _gone,
    "must_not_raw": _not_raw,
    "review": _review,
    "status": _status,
    "status_or_review": _status_or_review,
}


def main() -> None:
    """Say of each input whether all holds, and of the lot how many do."""
    convert, names = converter()
    good = 0
    lines = expectations()
    for expected in lines:
        complaints = judge(expected, convert, names)
        good += not complaints
        print("holds" if not complaints else "FAILS", expected["file"], "; ".join(complaints))
    print(f"{good} of {len(lines)} hold")


if __name__ == "__main__":
    main()
