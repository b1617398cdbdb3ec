"""A derived value with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from gongwen.records import Evidence
from gongwen.vocabulary import Basis

T = TypeVar("T")
TEXT_LIMIT = 20


@dataclass(frozen=True)
class Found(Generic[T]):
    """A value, how it came about, and whether a person should look at it.

    Attributes:
        value: the value.
        basis: ``text`` where it stands in the document, ``inferred`` where it was concluded.
        text: the words that it rests on.
        note: how it was concluded, in Chinese.
        doubtful: whether the field goes to ``review``.
    """

    value: T
    basis: Basis = "text"
    text: str | None = None
    note: str | None = None
    doubtful: bool = False

    @property
    def evidence(self) -> Evidence | None:
        """What the page shows of it; nothing for what plainly stands in the text."""
        if self.basis == "text":
            return None
        text = self.text[:TEXT_LIMIT] if self.text else None
        return Evidence(basis=self.basis, text=text, note=self.note)
