"""Names as the search offers them: every spelling of agencies, campaigns and terms, with pinyin and successors."""

from __future__ import annotations

from gongwen.names.surface_forms import spellings
from gongwen.pages import addresses
from gongwen.records import Agency, Named
from gongwen.records.archive import Archive
from gongwen.search.folding import Spell, fold_line, syllables
from gongwen.text.abbreviations import abbreviations

_TYPED = 8
"""Nobody types the pinyin of a name with more syllables."""


def spelled(record: Named) -> list[str]:
    """Every spelling of a record's name once, the name in use first; those that fold alike count as one."""
    written: dict[str, str] = {}
    for name in spellings(record):
        written.setdefault(fold_line(name), name)
    return [*written.values()]


def names(archive: Archive, spell: Spell = syllables) -> list[dict[str, object]]:
    """For each agency, campaign and term: what the site's scripts need to offer it and to search by its names.

    Keys: ``k`` kind (``agency``, ``campaign``, ``term``), ``u`` address, ``e`` English name, ``d`` span of time,
    ``a`` all spellings in Chinese or Latin, the name in use first, ``p`` the pinyin of those that people may type so, ``x``
    abbreviations of the English name in small letters, ``s`` places of successors in the list.
    Empty ones are left out.
    """
    records = [record for _, record in archive.named]
    place = {(type(record), record.id): index for index, record in enumerate(records)}
    return [
        {key: value for key, value in _name(kind, record, place, spell).items() if value}
        for kind, record in archive.named
    ]


def _name(
    kind: str, record: Named, place: dict[tuple[type[Named], str], int], spell: Spell
) -> dict[str, object]:
    written = spelled(record)
    return {
        "k": kind,
        "u": addresses.url(record.file),
        "e": record.label_en,
        "d": record.span,
        "a": written,
        "p": [" ".join(sounds) if len(sounds := spell(name)) <= _TYPED else "" for name in written],
        "x": [letters.lower() for letters in abbreviations(record.label_en or "")],
        "s": [place[Agency, id_] for id_ in record.successors if (Agency, id_) in place]
        if isinstance(record, Agency)
        else [],
    }
