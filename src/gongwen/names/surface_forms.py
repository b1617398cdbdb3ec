"""Spellings: every way in which the archive's records are written, folded and squeezed, with what each can mean."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from gongwen.names.boundaries import Traits
from gongwen.records import KINDS, Agency, Named, Sense
from gongwen.records.archive import Archive
from gongwen.records.edtf import Edtf
from gongwen.text.fold import DASHES, DOTS, INNER, QUOTES, SPACES, fold, squeeze

_REMARK = re.compile(r"（[^（）]*）$")
_YEAR_REMARK = re.compile(r"（(\d{4})年[^（）]*）$")
_SHORT = 3
"""Names up to this length are asked about at jieba: 最高检 in 最高检出, 商务部 in 电子商务部."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A record that a spelling can mean.

    Attributes:
        senses: when, where and next to what it does; none where always.
    """

    kind: str
    id: str
    senses: tuple[Sense, ...] = ()


@dataclass(frozen=True, slots=True)
class Surface:
    """One squeezed spelling, with every record that it can mean.

    Attributes:
        text: folded and squeezed.
        inner: positions before which the name as written has punctuation like 、.
        bare: a two-character name of a campaign, which needs a word like 行动 near it.
        quoted: a name only between quotation marks.
        traits: what the rules about borders must know.
        meanings: in the order of the kinds, agencies before campaigns before terms.
    """

    text: str
    inner: frozenset[int]
    bare: bool
    quoted: bool
    traits: Traits
    meanings: tuple[Meaning, ...]


def surfaces(archive: Archive) -> Iterator[Surface]:
    """All spellings of all records, in order of code points."""
    meanings: dict[str, list[Meaning]] = defaultdict(list)
    inner: dict[str, set[int]] = defaultdict(set)
    quoted: set[str] = set()
    central: set[str] = set()
    rank = {kind.name: place for place, kind in enumerate(KINDS.values())}
    for kind, record in archive.named:
        quoted |= {squeeze(fold(sense.alias)).text for sense in record.senses if sense.quoted}
        for written in spellings(record):
            key = squeeze(fold(written)).text
            if len(key) < 2:
                continue
            inner[key] |= _inner_positions(fold(written))
            if isinstance(record, Agency) and _is_national(record) and _hides_its_level(written):
                central.add(key)
            senses = tuple(s for s in record.senses if squeeze(fold(s.alias)).text == key)
            year = _YEAR_REMARK.search(record.label)
            if not senses and year is not None and squeeze(fold(_REMARK.sub("", record.label))).text == key:
                # “…专项行动（2007年）”: the name without its remark means this record in that year only.
                senses = (Sense(alias=written, since=Edtf(year[1]), until=Edtf(year[1])),)
            if all(meaning.id != record.id or meaning.kind != kind for meaning in meanings[key]):
                meanings[key].append(Meaning(kind, record.id, senses))
    generic = _endings(archive)
    for key, found in sorted(meanings.items()):
        found.sort(key=lambda meaning: rank[meaning.kind])
        bare = len(key) == 2 and any(meaning.kind == "campaign" for meaning in found)
        traits = Traits(
            body=any(meaning.kind == "agency" for meaning in found),
            campaign=any(meaning.kind == "campaign" for meaning in found),
            central=key in central,
            generic=key in generic,
            common=len(key) <= _SHORT and not bare and key.isalpha() and not key.isascii(),
        )
        yield Surface(key, frozenset(inner[key]), bare, key in quoted, traits, tuple(found))


def _endings(archive: Archive) -> frozenset[str]:
    """Names of agencies in which those of others end: 领导小组, 新闻办."""
    names = {
        (squeeze(fold(written)).text, agency.id)
        for agency in archive.agencies.values()
        for written in spellings(agency)
    }
    owners: dict[str, set[str]] = defaultdict(set)
    for name, identity in names:
        for start in range(len(name) - 1):
            owners[name[start:]].add(identity)
    return frozenset(name for name, identity in names if owners[name] - {identity})


def keys(record: Named) -> Iterator[str]:
    """Squeezed spellings of a record."""
    return (squeeze(fold(written)).text for written in spellings(record))


def spellings(record: Named) -> Iterator[str]:
    """Every way in which a record's name is written."""
    yield record.label
    yield _REMARK.sub("", record.label)
    if isinstance(record, Agency):
        yield _REMARK.sub("", record.name)
        if record.short:
            yield record.short
    yield from record.aliases


def _inner_positions(folded: str) -> set[int]:
    """Positions in the squeezed name before which the written name has INNER punctuation."""
    positions, count = set(), 0
    for char in folded:
        if char in INNER:
            positions.add(count)
        elif char not in QUOTES + DOTS + DASHES + SPACES:
            count += 1
    return positions


def _is_national(agency: Agency) -> bool:
    """Whether there are local bodies of the same kind of name: 省妇联, 市互联网协会; enterprises have none."""
    return agency.level == "central" or agency.kind == "industry association"


def _hides_its_level(written: str) -> bool:
    return not re.match(r"国家|中国|中央|中共|全国|国务院|中华|最高|共青团|\d", written)
