"""What a page shows, as a digest: two pages with the same are laid out to the same bytes.

Records in it stand for themselves by their own digests, which are made once a build.
"""

from __future__ import annotations

import hashlib
import io
import pickle
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Any

from pydantic import BaseModel

from gongwen.records import Record
from gongwen.records.archive import Archive

_NOT_ABOUT_NAMES = frozenset({"body", "summary_en", "source", "sources", "redirects"})
"""What of a record has no part in where its name is found, and in what a reader sees on pointing at it."""


class Fingerprints:
    """Digests of values, of records among them."""

    def __init__(self) -> None:
        self._records: dict[int, tuple[Record, bytes]] = {}

    def of(self, *values: object) -> str:
        """A digest of plain values: numbers, words, dataclasses, records, and what is made of these.

        Raises:
            TypeError, pickle.PicklingError, AttributeError: a value is none of these.
        """
        return _digest(values, self).hex()

    def of_names(self, archive: Archive) -> str:
        """A digest of everything that decides which names are found where, and what is said of them there."""
        return self.of(
            *((kind, _fields(record, _NOT_ABOUT_NAMES), record.gloss) for kind, record in archive.named)
        )

    def record(self, record: Record) -> bytes:
        """The digest of a record."""
        known = self._records.get(id(record))
        if known is None or known[0] is not record:
            known = self._records[id(record)] = record, _digest(_fields(record), self)
        return known[1]


def _fields(value: BaseModel, but: frozenset[str] = frozenset()) -> tuple[object, ...]:
    # What has been worked out of the fields since, and is kept beside them, says nothing new.
    kept = value.__dict__
    return (type(value).__name__, *(kept[name] for name in type(value).model_fields if name not in but))


def _digest(value: object, known: Fingerprints) -> bytes:
    written = io.BytesIO()
    _Writer(written, known).dump(value)
    return hashlib.blake2b(written.getbuffer(), digest_size=16).digest()


class _Writer(pickle.Pickler):
    def __init__(self, file: io.BytesIO, known: Fingerprints) -> None:
        super().__init__(file, protocol=5)
        # Equal values give equal bytes, whether or not they are one and the same.
        self.fast = True
        self._known = known

    def reducer_override(self, value: Any) -> Any:
        kind = type(value)
        taken = _PARTS.get(kind)
        if taken is None:
            taken = _PARTS[kind] = _taking(kind)
        return taken(value, self._known)


_Taking = Callable[[Any, Fingerprints], Any]
_PARTS: dict[type, _Taking] = {}
"""How what is in a value is taken, by its type: of dataclasses, of which views are made, pickle's own way asks each time."""


def _taking(kind: type) -> _Taking:
    if issubclass(kind, Record):
        return lambda value, known: (bytes, (known.record(value),))
    if issubclass(kind, BaseModel):
        return lambda value, _: (tuple, (_fields(value),))
    if not is_dataclass(kind):
        return lambda *_: NotImplemented
    name, names = kind.__qualname__, tuple(field.name for field in fields(kind))
    if len(names) < 2:  # of one name `attrgetter` gives no tuple
        return lambda value, _: (tuple, ((name, *(getattr(value, one) for one in names)),))
    values = attrgetter(*names)
    return lambda value, _: (tuple, ((name, *values(value)),))
