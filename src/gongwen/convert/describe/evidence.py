"""A derived value with what it rests on, and the ledger of all that was asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from gongwen.records import Evidence
from gongwen.records.vocabulary import Basis

T = TypeVar("T")
R = TypeVar("R")
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


@dataclass(frozen=True, slots=True)
class Answer:
    """What one source of a field said: its name, and the words that it rests on; None where it knew nothing."""

    source: str
    words: str | None


@dataclass
class Ledger:
    """Front matter as it fills up, with every source that was asked for it.

    Attributes:
        values: the fields.
        evidence: what they rest on, where they don't plainly stand in the text.
        review: fields that a person should look at.
        asked: by field, what each source answered, up to the one that was believed.
    """

    values: dict[str, Any] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    review: list[str] = field(default_factory=list)
    asked: dict[str, list[Answer]] = field(default_factory=dict)

    def consult(
        self, key: str, sources: Sequence[tuple[str, Callable[[R], Found[T] | None]]], reading: R
    ) -> Found[T] | None:
        """Ask the sources of a field in turn until one answers; every answer is kept."""
        for name, source in sources:
            found = source(reading)
            words = None if found is None else str(found.text or found.value)
            self.asked.setdefault(key, []).append(Answer(name, words))
            if found is not None:
                return found
        return None

    def take(
        self, key: str, sources: Sequence[tuple[str, Callable[[R], Found[T] | None]]], reading: R
    ) -> T | None:
        """Ask the sources of a field, and put down what is found."""
        found = self.consult(key, sources, reading)
        self.put(key, found)
        return None if found is None else found.value

    def put(self, key: str, found: Found[Any] | None) -> Any:
        """Take a value with its evidence; None for nothing found leaves the field as it is."""
        if found is None:
            return None
        self.values[key] = found.value
        if found.evidence is not None:
            self.evidence[key] = found.evidence
        if found.doubtful:
            self.ask(key)
        return found.value

    def ask(self, key: str, note: str | None = None) -> None:
        """Have a person look at a field, with the reason."""
        if key not in self.review:
            self.review.append(key)
        if note is not None:
            known = self.evidence.get(key)
            whole = f"{known.note}；{note}" if known and known.note else note
            self.evidence[key] = Evidence(
                basis=known.basis if known else "text", text=known.text if known else None, note=whole
            )

    def front_matter(self) -> dict[str, Any]:
        """All that was gathered, without empty fields."""
        values = {key: value for key, value in self.values.items() if value not in (None, (), "")}
        return {**values, "evidence": dict(self.evidence), "review": list(self.review)}
