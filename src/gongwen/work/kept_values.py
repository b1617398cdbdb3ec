"""What earlier builds worked out, by what they worked it out of: so that it isn't worked out again.

Nothing here is believed for standing there: a value whose digest isn't that of its bytes is none, and a file that is
damaged, cut off or of another version is begun anew. Values are plain ones, written as JSON: reading them runs nothing.
Writing is one transaction, which several builds at once wait for, and which an end in its middle leaves undone.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
import zlib
from pathlib import Path
from typing import Any

_VERSION = 2
_PATIENCE = 5.0
"""Seconds to wait for another build that is writing; after that this one keeps nothing."""
_QUICK = 1
"""Level of compression: a third of the size already, for a fraction of the time that the values take to work out."""


class KeptValues:
    """Values by name and key, in one file.

    Only those that a build asked for or kept are there for the next: others are what archives of the past were made of.

    Args:
        file: where they are kept; nothing is kept without it.
        program: a digest of all that decides how values are worked out; those of another program are none.
    """

    def __init__(self, file: Path | None = None, program: str = "") -> None:
        self._file, self._program = file, program
        self._database: sqlite3.Connection | None = None
        self._used: set[bytes] = set()
        self._fresh: dict[bytes, bytes] = {}

    def get(self, name: str, *key: object) -> Any:
        """What was kept; None where nothing was that can be believed.

        Args:
            name: what kind of value.
            key: what it was worked out of: words, numbers, and what reads as all that it is.
        """
        place = self._place(name, key)
        try:
            database = self._opened()
            found = database and database.execute("SELECT * FROM kept WHERE place = ?", (place,)).fetchone()
        except sqlite3.Error as error:
            self._give_up(error)
            return None
        if not found or not isinstance(found[2], bytes) or _digest(place, found[2]) != found[1]:
            return None
        self._used.add(place)
        return json.loads(zlib.decompress(found[2]))

    def keep(self, value: Any, name: str, *key: object) -> None:
        """Keep a value, of which JSON gives the same again."""
        if self._file is None:
            return
        plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        self._fresh[self._place(name, key)] = zlib.compress(plain, _QUICK)

    def close(self, *, forget: bool = True) -> None:
        """Write what was kept; where that can't be done, the next build works it out.

        Args:
            forget: whether what wasn't asked for is forgotten; a build that ended early hasn't asked for all.
        """
        try:
            database = self._opened()
            if database is not None:
                with contextlib.closing(database), database:
                    self._write(database, forget=forget)
        except sqlite3.Error as error:
            self._give_up(error)
        self._database, self._file = None, None

    def _write(self, database: sqlite3.Connection, *, forget: bool) -> None:
        database.execute("BEGIN IMMEDIATE")
        if forget:
            known = {place for (place,) in database.execute("SELECT place FROM kept")}
            unused = known - self._used - self._fresh.keys()
            database.executemany("DELETE FROM kept WHERE place = ?", ((place,) for place in unused))
        rows = ((place, _digest(place, value), value) for place, value in self._fresh.items())
        database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)

    def _opened(self) -> sqlite3.Connection | None:
        if self._database is None and self._file is not None:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            database = sqlite3.connect(self._file, timeout=_PATIENCE, isolation_level=None)
            self._database = database
            # Whatever comes of a power cut, values have digests.
            database.execute("PRAGMA synchronous = OFF")
            database.execute(
                "CREATE TABLE IF NOT EXISTS kept (place BLOB PRIMARY KEY, digest BLOB, value BLOB)"
            )
        return self._database

    def _give_up(self, error: sqlite3.Error) -> None:
        """Keep nothing in this build; where the file is damaged, and not only in use, the next one begins anew."""
        file, database = self._file, self._database
        self._file = self._database = None
        if database is not None:
            database.close()
        in_use = getattr(error, "sqlite_errorcode", 0) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
        if file is not None and not in_use:
            with contextlib.suppress(OSError):
                # What a transaction left beside it SQLite itself takes away, as it belongs to no file.
                file.unlink(missing_ok=True)

    def _place(self, name: str, key: tuple[object, ...]) -> bytes:
        place = hashlib.blake2b(repr((_VERSION, self._program, name)).encode(), digest_size=16)
        for part in key:
            # Texts as they are: to write one as Python does takes longer than all the rest.
            kind, words = ("text", part) if isinstance(part, str) else ("value", repr(part))
            data = words.encode("utf-8", "surrogatepass")
            place.update(f"{kind} {len(data)}\n".encode())
            place.update(data)
        return place.digest()


def _digest(place: bytes, value: bytes) -> bytes:
    return hashlib.blake2b(value, digest_size=16, key=place).digest()
