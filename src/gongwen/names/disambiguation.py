"""Which record a shared name means: by the document's date, by place, by the words around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongwen.records import Sense
from gongwen.records.edtf import Edtf, overlaps
from gongwen.text.fold import fold


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of the text in which a name stands; None where it isn't."""

    date: Edtf | None = None
    place: str | None = None


def choose(
    senses_of: Sequence[tuple[str, Sequence[Sense]]], setting: Setting, nearby: str
) -> tuple[str | None, tuple[str, ...]]:
    """Choose among the records that share a name.

    A sense is certain where all that it asks for is known to hold, excluded where something is known not to,
    possible in between: an unknown date excludes nothing and makes nothing certain, only likely where the subject is
    named nearby; words that are missing nearby exclude nothing either. A place must be known and be the one.

    Args:
        senses_of: for each candidate its id and its senses of this name; no senses means certain.
        setting: date and place of the document (or of the words just before the name).
        nearby: folded text around the name, for senses that go by subject.

    Returns:
        The id and no candidates where one is left; None and the candidates that remain where more are. Where
        the senses exclude all, they are all candidates again: undecided is a result, a wrong choice is not.
    """
    for fallback in (False, True):
        degrees = {
            identity: _degree(senses, setting, nearby, fallback=fallback) for identity, senses in senses_of
        }
        for wanted in (3, 2, 1):
            fits = [identity for identity, degree in degrees.items() if degree >= wanted]
            if len(fits) == 1:
                return fits[0], ()
            if fits and (wanted == 1 or len(fits) > 1):
                return None, tuple(fits)
    return None, tuple(identity for identity, _ in senses_of)


def is_misplaced(senses: Sequence[Sense], setting: Setting, *, by_date: bool) -> bool:
    """Whether a name of a single record can't mean it here.

    Args:
        senses: what the record asks for.
        setting: date and place.
        by_date: whether the date may exclude it; later texts go on naming a campaign of a past year.
    """
    if not by_date:
        setting = Setting(None, setting.place)
    return not any(_sense_degree(sense, setting, "") for sense in senses)


def _degree(senses: Sequence[Sense], setting: Setting, nearby: str, *, fallback: bool) -> int:
    """3 certain, 2 likely, 1 possible, 0 excluded, by the best of the senses."""
    if not senses:
        return 0 if fallback else 3
    return max(
        (_sense_degree(sense, setting, nearby) for sense in senses if sense.fallback == fallback), default=0
    )


def _sense_degree(sense: Sense, setting: Setting, nearby: str) -> int:
    degree = 3
    if sense.since is not None or sense.until is not None:
        if setting.date is None:
            degree = 2 if sense.subject else 1
        elif not overlaps(sense.since, sense.until, setting.date):
            return 0
    if sense.place is not None and (setting.place is None or sense.place not in setting.place):
        return 0
    if sense.subject and not any(fold(word) in nearby for word in sense.subject):
        degree = 1
    return degree
