"""Names as the search offers them: every spelling of agencies, campaigns and terms, with pinyin and successors."""

from __future__ import annotations

from gongwen.archive import Archive
from gongwen.edtf import lifetime
from gongwen.names.surfaces import named, spellings
from gongwen.pages import addresses
from gongwen.records import Agency, Campaign, Named
from gongwen.search.folding import fold_line, syllables


def names(archive: Archive) -> list[dict[str, object]]:
    """For each agency, campaign and term: what the site's scripts need to offer it and to search by its names.

    Keys: ``k`` kind (``agency``, ``campaign``, ``term``), ``u`` address, ``n`` name, ``e`` English name, ``d`` span of
    time, ``a`` all spellings in Chinese or Latin, ``p`` the pinyin of each, ``s`` places of successors in the list.
    Empty ones are left out.
    """
    records = [record for _, record in named(archive)]
    place = {(type(record), record.id): index for index, record in enumerate(records)}
    return [
        {key: value for key, value in _name(kind, record, place).items() if value}
        for kind, record in named(archive)
    ]


def _name(kind: str, record: Named, place: dict[tuple[type[Named], str], int]) -> dict[str, object]:
    written = [*{fold_line(name): name for name in reversed([*spellings(record)])}.values()][::-1]
    span = ""
    if isinstance(record, Agency):
        span = lifetime(record.founded, record.dissolved)
    elif isinstance(record, Campaign):
        span = lifetime(record.start, record.end)
    return {
        "k": kind,
        "u": addresses.url(record.file),
        "n": record.label,
        "e": record.label_en,
        "d": span,
        "a": written,
        "p": [" ".join(syllables(name)) for name in written],
        "s": [place[Agency, id_] for id_ in record.successors if (Agency, id_) in place]
        if isinstance(record, Agency)
        else [],
    }
