"""The files of the search index: pieces of the tree, texts, what is known of each record, and the catalogue of all.

    search/index.bin         the catalogue
    search/names.bin         names of the authority records, and the tables of folding
    search/n/*.bin           agencies, campaigns and types of all documents
    search/p/<part>/*.bin    pieces of the tree, named after the string that they begin with and their content
    search/t/*.bin           texts, a few kilobytes each
    search/w/*.bin           words in Latin letters, a file for each first letter
    search/m/*.bin           title, date and the like of records in a row, for lists of many

The first two keep their names and are asked for together; all others are named after their content.

Documents older than the year before the last stand in a part of the index of their own: what is added every week
leaves that part, its files and their names alone. Parts and texts that haven't changed since the last build are
taken from the cache.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path

import numpy as np

from gongwen.pages.paragraphs import page_lines
from gongwen.records import KINDS
from gongwen.records.archive import Archive
from gongwen.records.document_types import DOCUMENT_TYPES
from gongwen.search import encoding, folding
from gongwen.search.entries import Entry, Line, Lines, Role, entries
from gongwen.search.files import OURS, Report, Shelves, Writer
from gongwen.search.folding import Spell
from gongwen.search.latin import Words
from gongwen.search.lined import DIGEST, Lined
from gongwen.search.names import names
from gongwen.search.shards import SIZE, pieces
from gongwen.search.spelled import Spelled
from gongwen.search.trie import DEPTH, LIMITS, Codes, Text, apart, ranges, tree_at
from gongwen.work.kept_values import KeptValues
from gongwen.work.workers import divided

_PROSE = "about"
"""The kind of pages that are no records."""
_PARTED = 2000
"""Fewer old documents than this don't get a part of their own."""
_MANY = 3000
"""A part with fewer records is cut into smaller pieces: there are few of them all the same."""
_PACK, _LARGE_PACK = 8_000, 32_000
"""Bytes that a file of texts has at least, before compression, if there are more texts of its group; more where files
are counted: what a reader loads with a text that was found is larger then."""
_CROWD = 9_000
"""Of more records two share a file at least: with their pages they would be more files than many hosts take."""
_GROUP = 64
"""Files of texts that are named together: the name of one changes with the content of any."""
_BLOCK = 128
"""Records in a row that a file of titles and dates is for."""
_REGIONS = 6
"""Parts of equal length into which a text is divided, to tell words that stand near each other."""
_LONGEST = 78
_VERSION = 4
"""Letters of a piece's content in its name, of five bits each."""


def build(
    archive: Archive,
    docs: Path,
    target: Path,
    cache: Path | None = None,
    lines: Lines = page_lines,
    *,
    few_files: bool = False,
    kept: KeptValues | None = None,
) -> Report:
    """Write the index of an archive.

    Args:
        archive: the records.
        docs: the folder that they come from, for the pages about the archive.
        target: folder for the files; those of an earlier index are replaced, others left alone.
        cache: where to keep parts for the next build; nothing is kept without it.
        lines: takes a document's page apart.
        few_files: put more texts into a file, for hosts that count files.
        kept: what earlier builds worked out.
    """
    with tempfile.TemporaryDirectory() as temporary:
        shelves = Shelves((cache or Path(temporary)) / OURS)
        writer = Writer(target)
        pack = _LARGE_PACK if few_files else 2 * _PACK if sum(1 for _ in archive) > _CROWD else _PACK
        spelled = Spelled(kept or KeptValues())
        found = entries(archive, docs, lines, spelled.syllables)
        _build(archive, found, _Texts(writer, shelves, pack), writer, shelves, spelled.syllables)
        spelled.keep()
        writer.tidy()
        shelves.tidy()
        writer.report.fresh = shelves.fresh
        return writer.report


def _build(
    archive: Archive,
    found: Iterator[Entry],
    texts: _Texts,
    writer: Writer,
    shelves: Shelves,
    spell: Spell,
) -> None:
    old = _old_documents(archive)
    parts = [_Part(0, 0)]
    catalogue, latin = _Catalogue(archive), Words()
    # Texts that go by articles, in time order: the record's number, its title and address.
    laws: list[tuple[int, str, str]] = []
    number = -1
    for number, entry in enumerate(found):
        if number == old and old:
            parts.append(_Part(len(parts), number))
        lines = [*_placed(entry)]
        parts[-1].add(entry, lines)
        latin.add(number, ((line.text, bit) for line, _, bit in lines))
        catalogue.add(entry)
        texts.add(entry)
        if entry.law:
            laws.append((number, entry.title, entry.path))
    texts.close()
    segments = [part.written(writer, shelves) for part in parts]
    writer.report.records = number + 1
    data = catalogue.data() | {
        "columns": writer.write("n", _plain_json(catalogue.columns())),
        "depth": DEPTH,
        "segments": segments,
        "texts": texts.groups,
        "words": {letter: writer.write("w", file) for letter, file in latin.files()},
        "block": _BLOCK,
        "meta": [writer.write("m", encoding.json_bytes(block)) for block in catalogue.blocks()],
    }
    writer.write_as("index.bin", _plain_json(data))
    known = {**folding.tables(), **encoding.code_page(), "names": names(archive, spell), "laws": laws}
    writer.write_as("names.bin", _plain_json(known))


def _plain_json(value: object) -> bytes:
    """A value as compressed JSON in UTF-8; halves of surrogate pairs, with which keys may end, are escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    text = re.sub("[\ud800-\udfff]", lambda half: f"\\u{ord(half[0]):04x}", text)
    return encoding.compressed(text.encode())


def _old_documents(archive: Archive) -> int:
    """How many documents are older than the year before the last; 0 where they are too few to be kept apart."""
    years = [document.year or 0 for document in archive.documents_in_time]
    old = sum(year < years[-1] - 1 for year in years) if years else 0
    return old if old >= _PARTED else 0


class _Part:
    """Records in a row whose tree is made at once."""

    def __init__(self, number: int, first: int) -> None:
        self.number, self.first = number, first
        self._codes = bytearray(2)
        self._lengths: list[int] = []
        self._spans: list[int] = [1]
        self._bits = bytearray(1)
        self._digests = bytearray(DIGEST)

    def add(self, entry: Entry, lines: Sequence[tuple[Line, str, int]]) -> None:
        """The next record: its lines, folded, and where in the record each stands (`_placed`)."""
        # The code before the text belongs to the first record.
        before = len(self._codes) if self._lengths else 0
        spelled = ((text, 1) for text in folding.pinyin_lines(entry.pinyin))
        for text, bit in (*((text, bit) for _, text, bit in lines), *spelled):
            if not text:
                continue
            data = text.encode("utf-16-le", "surrogatepass") + b"\0\0"
            self._codes += data
            self._digests += hashlib.blake2b(data, digest_size=DIGEST).digest()
            self._spans.append(len(data) // 2)
            self._bits.append(bit)
        self._lengths.append((len(self._codes) - before) // 2)

    def written(self, writer: Writer, shelves: Shelves) -> dict[str, object]:
        """Write the part's pieces; what the catalogue says of it."""
        keys, named = [], []
        for key, name, file in self._files(shelves):
            keys.append(key)
            # Within a part a key is alone; the few letters tell one version of the piece from another.
            named.append(name[:_VERSION])
            plain = key.encode("utf-16-be", "surrogatepass").hex()
            writer.place(f"p/{self.number}/{plain}-{name[:_VERSION]}.bin", file)
        return {
            "first": self.first,
            "limit": self._limit(),
            "keys": "\n".join(keys),
            "files": "".join(named),
        }

    def _limit(self) -> int:
        """How many records a node may list without being continued: few where texts are few and share their files."""
        return next(limit for limit in LIMITS if limit >= min(len(self._lengths) // 100, LIMITS[-1]))

    def _files(self, shelves: Shelves) -> list[tuple[str, str, Path]]:
        """The files of all ranges of first characters; made, by several processes, where lines of a range have changed."""
        if not self._lengths:
            return []
        codes = np.frombuffer(self._codes, dtype="<u2")
        cut = ranges(codes)
        size, limit = SIZE if len(self._lengths) > _MANY else SIZE * 2 // 5, self._limit()
        lines = Lined(codes, self._spans, self._bits, self._lengths, self._digests)
        keys = [f"{size} {limit} {key}".encode() for key in lines.keys(cut)]
        del lines
        fresh = [number for number, key in enumerate(keys) if not shelves.has(key)]
        text, at = (self._text(codes), apart(codes, cut)) if fresh else (None, None)

        def made(number: int) -> list[tuple[str, bytes]]:
            assert text is not None
            assert at is not None
            nodes = tree_at(text, at(number), limit=limit)
            return [(piece.key, piece.data) for piece in pieces((nodes,), size=size)]

        def shelved(number: int) -> int:
            return len(shelves.files(keys[number], partial(made, number)))

        # Copies put on the shelves what they make: all of it together is as large as the text.
        shelves.fresh += sum(divided(shelved, fresh, few=1).values())
        shown: list[tuple[str, str, Path]] = []
        for number, key in enumerate(keys):
            shown += shelves.files(key, partial(made, number))
        return shown

    def _text(self, codes: Codes) -> Text:
        numbers = np.arange(len(self._lengths), dtype=np.min_scalar_type(len(self._lengths)))
        return Text(
            codes,
            np.repeat(numbers, self._lengths),
            np.repeat(np.frombuffer(self._bits, dtype=np.uint8), self._spans),
        )


def _placed(entry: Entry) -> Iterator[tuple[Line, str, int]]:
    """The lines of a record, each with its text as the tree has it and the bit of its place."""
    found = [(line, folding.fold_line(line.text)) for line in entry.lines]
    total = sum(len(text) for line, text in found if line.role is Role.TEXT) or 1
    passed = 0
    for line, text in found:
        bit = {Role.TITLE: 1, Role.STRONG: 2, Role.HEADING: 2, Role.DATA: 4}.get(line.role, 0)
        if not bit:
            bit = 4 << passed * _REGIONS // total
            passed += len(text)
        yield line, text, bit


class _Texts:
    """Texts in files of a few kilobytes: records in a row share one while they are short."""

    def __init__(self, writer: Writer, shelves: Shelves, pack: int) -> None:
        self.groups: list[list[object]] = []
        self._writer, self._shelves, self._pack = writer, shelves, pack
        self._group: list[list[str]] = []
        self._key: object = None
        self._number = self._first = 0

    def add(self, entry: Entry) -> None:
        """The next record."""
        key = (entry.kind, entry.year)
        text = json.dumps(_text(entry), ensure_ascii=False, separators=(",", ":"))
        full = bool(self._group) and sum(map(len, self._group[-1])) * 2 >= self._pack
        if key != self._key or (full and len(self._group) == _GROUP):
            self.close()
            self._key, self._first = key, self._number
        if not self._group or full:
            self._group.append([])
        self._group[-1].append(text)
        self._number += 1

    def close(self) -> None:
        """Write the files of the group."""
        if not self._group:
            return
        group, self._group = self._group, []
        key = "\n".join("\n".join(texts) for texts in group).encode("utf-8", "surrogatepass")
        found = self._shelves.files(key, lambda: (("", _packed(texts)) for texts in group))
        name = encoding.name_of("".join(name for _, name, _ in found).encode())
        for place, (_, _, file) in enumerate(found):
            self._writer.place(f"t/{name}-{place}.bin", file)
        self.groups.append([name, self._first, [len(texts) for texts in group]])


def _packed(texts: Sequence[str]) -> bytes:
    return encoding.compressed(encoding.text_bytes(f"[{','.join(texts)}]"))


def _text(entry: Entry) -> dict[str, object]:
    """A record as the site's scripts show it: short keys, empty ones left out."""
    data: dict[str, object] = {
        "u": entry.path,
        "t": entry.title,
        "k": [*KINDS, _PROSE].index(entry.kind),
        "d": entry.date,
        "y": entry.type,
        "w": entry.by,
        "n": entry.number,
        "g": int(entry.digest),
        "a": int(entry.law),
        "p": " ".join(entry.pinyin),
        "l": [_line(line) for line in entry.lines],
    }
    return {key: value for key, value in data.items() if value}


def _line(line: Line) -> list[object]:
    """Text, anchor, role, label. Of what is most frequent, paragraphs, only text and anchor without its “p-”.

    Lines without an anchor stand at the one before them, so it isn't repeated.
    """
    if line.role is Role.TEXT:
        return [line.text, line.anchor.removeprefix("p-")] if line.number else [line.text]
    return [line.text, line.anchor, int(line.role), *([line.label] if line.label else [])]


class _Catalogue:
    """What is known of every record without its text: for facets, order and lists."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._entries: list[tuple[object, ...]] = []
        self._kinds: list[str] = []
        self._years: list[int] = []
        self._types: list[str] = []
        self._agencies: list[tuple[str, ...]] = []
        self._campaigns: list[tuple[str, ...]] = []
        self._lengths: list[str] = []
        self._sizes: list[str] = []

    def add(self, entry: Entry) -> None:
        """The next record."""
        self._kinds.append(entry.kind)
        self._lengths.append(chr(48 + min(len(folding.fold_line(entry.title)), _LONGEST)))
        size = sum(len(line.text) for line in entry.lines)
        self._sizes.append(chr(48 + round(3 * math.log2(size))))
        self._entries.append((entry.path, entry.title, entry.date, entry.type, entry.by, entry.number))
        if entry.kind == "documents":
            self._years.append(entry.year)
            self._types.append(entry.type)
            self._agencies.append(entry.agencies)
            self._campaigns.append(entry.campaigns)

    def blocks(self) -> Iterator[list[tuple[object, ...]]]:
        """Address, title, date, type, issuers and number of the records, in rows of `_BLOCK`."""
        for start in range(0, len(self._entries), _BLOCK):
            yield self._entries[start : start + _BLOCK]

    def data(self) -> dict[str, object]:
        """What is needed to put results in order: kinds and years in rows, lengths of titles and texts.

        A length is the character as far behind “0”; that of a text three times its binary logarithm.
        """
        counts = Counter(self._kinds)
        labels = {folder: kind.label for folder, kind in KINDS.items()} | {_PROSE: "本库说明"}
        return {
            "kinds": [[kind, counts[kind], label] for kind, label in labels.items()],
            "years": [[year, len([*found])] for year, found in groupby(self._years)],
            "lengths": "".join(self._lengths),
            "sizes": "".join(self._sizes),
        }

    def columns(self) -> dict[str, object]:
        """What facets are made of: a character for each document or value, which compresses well and reads fast."""
        types = sorted(set(self._types), key=[*DOCUMENT_TYPES].index)
        agencies, agency = _listed(self._agencies)
        campaigns, campaign = _listed(self._campaigns)
        return {
            "types": types,
            "type": "".join(chr(48 + types.index(name)) for name in self._types),
            "agencies": [[name, self._archive.agency_name(name)] for name in agencies],
            "agency": agency,
            "campaigns": [[name, self._archive.campaign_name(name)] for name in campaigns],
            "campaign": campaign,
        }


def _listed(values: Sequence[tuple[str, ...]]) -> tuple[list[str], str]:
    """All values, and for each record its values as characters from U+4E00 on, records parted by commas."""
    names_ = sorted({name for found in values for name in found})
    place = {name: chr(0x4E00 + index) for index, name in enumerate(names_)}
    return names_, ",".join("".join(place[name] for name in found) for found in values)
