"""Which record a shared name means: by the document's date, by place, by the words around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongwen.edtf import Edtf, overlaps
from gongwen.names.fold import fold
from gongwen.records import Sense


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of the text in which a name stands; None where it isn't."""

    date: Edtf | None = None
    place: str | None = None


def choose(
    senses_of: Sequence[tuple[str, Sequence[Sense]]], setting: Setting, nearby: str
) -> tuple[str | None, tuple[str, ...]]:
    """Choose among the records that share a name.

    Args:
        senses_of: for each candidate its id and its senses of this name; no senses means always possible.
        setting: date and place of the document (or of the words just before the name).
        nearby: folded text around the name, for senses that go by subject.

    Returns:
        The id and no candidates where one is left; None and the candidates that remain where more are. Where
        the senses exclude all, they are all candidates again: undecided is a result, a wrong choice is not.
    """
    fits = [identity for identity, senses in senses_of if _fits(senses, setting, nearby, fallback=False)]
    if not fits:
        fits = [identity for identity, senses in senses_of if _fits(senses, setting, nearby, fallback=True)]
    if len(fits) == 1:
        return fits[0], ()
    return None, tuple(fits or [identity for identity, _ in senses_of])


def _fits(senses: Sequence[Sense], setting: Setting, nearby: str, *, fallback: bool) -> bool:
    if not senses:
        return not fallback
    return any(_sense_fits(sense, setting, nearby) for sense in senses if sense.fallback == fallback)


def _sense_fits(sense: Sense, setting: Setting, nearby: str) -> bool:
    if setting.date is not None and not overlaps(sense.since, sense.until, setting.date):
        return False
    if sense.place is not None and (setting.place is None or sense.place not in setting.place):
        return False
    return not sense.subject or any(fold(word) in nearby for word in sense.subject)
