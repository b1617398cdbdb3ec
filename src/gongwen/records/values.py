"""The values that records are made of: lines, ids, addresses, and the small groups of fields with a name of their own."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from gongwen.records.edtf import Edtf
from gongwen.records.vocabulary import Basis, PersonRole, RelationType, RepairKind

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_URL = re.compile(r"https?://[^\s<>\"]+")
_ADDRESS = re.compile(r"(?:documents|agencies|campaigns|glossary)(?:/[a-z0-9]+(?:-[a-z0-9]+)*){1,2}/?")
_BELOW = re.compile(r"(?![A-Za-z]:)(?![.\s])[^/\\]+(?:/(?![.\s])[^/\\]+)*")
DOCUMENT_ID = re.compile(r"(?:\d{4}|undated)/[a-z0-9]+(?:-[a-z0-9]+)*")


def _line(text: str) -> str:
    text = text.strip()
    if not text:
        raise PydanticCustomError("empty", "")
    if _CONTROL.search(text):
        raise PydanticCustomError("control", "")
    return text


def _matching(pattern: re.Pattern[str], kind: str) -> AfterValidator:
    def check(text: str) -> str:
        if not pattern.fullmatch(text):
            raise PydanticCustomError(kind, "{text}", {"text": text})
        return text

    return AfterValidator(check)


Line = Annotated[str, AfterValidator(_line)]
"""Text on one line, not empty, without control characters."""
Slug = Annotated[str, _matching(_SLUG, "slug")]
"""An id: small Latin letters, digits and single hyphens."""
Url = Annotated[str, _matching(_URL, "url")]
Address = Annotated[str, _matching(_ADDRESS, "address")]
"""An address that a record had before: its folder and its name, without a leading slash."""


def is_below(path: str) -> bool:
    """Whether a path stays below a folder: relative, forward slashes, nothing hidden, no step that leads up."""
    return bool(_BELOW.fullmatch(path)) and not _CONTROL.search(path) and path == path.strip()


def _below(text: str) -> str:
    if not is_below(text):
        raise PydanticCustomError("below", "{text}", {"text": text})
    return text


Below = Annotated[str, AfterValidator(_below)]
"""A path below sources/; see `is_below`."""


def file_name(name: str) -> str:
    """A file's own name as a record may hold it: what a `Below` refuses is left out or becomes “-”."""
    name = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029/\\:]", "-", name.encode("utf-8", "replace").decode())
    return name.strip().lstrip(".").strip() or "-"


class Value(BaseModel):
    """A part of a record: frozen, nothing unknown in it."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)


class Person(Value):
    """Somebody who speaks or presides in a document; those only mentioned are not listed."""

    name: Line
    office: Line | None = None
    role: PersonRole | None = None


class Relation(Value):
    """What a document does to another: `target` is the other's id, or its title where it has no record."""

    type: RelationType
    target: Line


class Rights(Value):
    """Why the text is as open as `access` says."""

    basis: Line | None = None
    note: Line | None = None


class Source(Value):
    """Where something was published or found: `published` as it says, `retrieved` the day it was seen there."""

    name: Line | None = None
    url: Url | None = None
    published: Edtf | None = None
    retrieved: Edtf | None = None


def _address_alone(value: object) -> object:
    return {"url": value} if isinstance(value, str) else value


Support = Annotated[Source, BeforeValidator(_address_alone)]
"""What a record rests on; an address alone may stand for it."""


class Original(Value):
    """The file that the page was made from; `part` counts where it holds several documents.

    `file` is its name below sources/, where it is kept, and what it was called otherwise.
    `fingerprint` is the digest of the page as the tool wrote it; it tells a page that a person has edited.
    """

    file: Below
    sha256: Annotated[str, _matching(re.compile(r"[0-9a-f]{64}"), "sha256")]
    format: Line
    encoding: Line | None = None
    part: Annotated[int, Field(ge=1)] | None = None
    fingerprint: Line | None = None


class Evidence(Value):
    """What a field rests on; `text` are the words themselves, at most 20 characters."""

    basis: Basis
    text: Annotated[str, Field(max_length=20)] | None = None
    note: Line | None = None


class Repair(Value):
    """One kind of change that was made to the text, and how often."""

    kind: RepairKind
    count: Annotated[int, Field(ge=1)]
    note: Line | None = None


class Sic(Value):
    """Words left as they stand although they look wrong."""

    text: Line
    note: Line | None = None


class Sense(Value):
    """When a shared alias means this record: by date, by place, by words nearby.

    `fallback` marks a record that stands for a kind of body and is meant where nothing else fits; `quoted` an
    alias that is a name only between quotation marks (“三个代表”).
    """

    alias: Line
    since: Edtf | None = None
    until: Edtf | None = None
    place: Line | None = None
    subject: tuple[Line, ...] = ()
    fallback: bool = False
    quoted: bool = False
