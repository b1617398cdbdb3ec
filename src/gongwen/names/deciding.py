"""What decides which names are found: as plain words, so that what was found holds as long as these stay the same."""

from __future__ import annotations

from gongwen.records.archive import Archive

FIELDS = frozenset(
    {"id", "name", "term", "short", "aliases", "senses", "not_in", "level", "kind", "start", "end", "parents"}
)
"""What of a record has a part in where its name is found, and whether it is the one that is meant."""


def deciding(archive: Archive) -> str:
    """Everything of an archive that decides which names a text has."""
    return repr(
        [
            (kind, [(key, getattr(record, key)) for key in sorted(FIELDS & type(record).model_fields.keys())])
            for kind, record in archive.named
        ]
    )
