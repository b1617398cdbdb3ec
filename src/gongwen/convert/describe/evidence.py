"""A derived value with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from gongwen.records import Evidence
from gongwen.records.vocabulary import Basis

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


@dataclass
class Gathered:
    """Front matter as it fills up."""

    values: dict[str, Any] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    review: list[str] = field(default_factory=list)

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
