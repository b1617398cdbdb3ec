"""What earlier builds worked out: had again where it can be believed, worked out again where it can't."""

from __future__ import annotations

import contextlib
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gongwen.work import kept_values
from gongwen.work.kept_values import KeptValues

VALUE = {"甲": [1, None, "乙"], "half": "\ud800"}


def kept(file: Path, program: str = "p", value: object = VALUE) -> Path:
    values = KeptValues(file, program)
    values.keep(value, "kind", "key", 1)
    values.close()
    return file


def asked(file: Path, *key: object, program: str = "p") -> object:
    values = KeptValues(file, program)
    found = values.get("kind", *key)
    values.close()
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return kept(tmp_path / "cache" / "values.sqlite")


def test_what_was_kept_is_had_again_by_the_same_program_for_the_same_key(file: Path) -> None:
    assert asked(file, "key", 2) is None
    assert asked(kept(file), "key", 1) == VALUE
    assert asked(file, "key", 1) == VALUE
    assert asked(file, "key", 1, program="other") is None


def test_without_a_file_nothing_is_kept() -> None:
    values = KeptValues()
    values.keep(VALUE, "kind", "key")
    assert values.get("kind", "key") is None
    values.close()


def test_what_a_whole_build_had_no_use_for_is_forgotten(file: Path) -> None:
    values = KeptValues(file, "p")
    values.keep(2, "kind", "other")
    values.close(forget=False)
    values = KeptValues(file, "p")
    assert values.get("kind", "other") == 2
    values.close()
    assert asked(file, "key", 1) is None


def changed(file: Path) -> None:
    with contextlib.closing(sqlite3.connect(file)) as database, database:
        (value,) = database.execute("SELECT value FROM kept").fetchone()
        database.execute("UPDATE kept SET value = ?", (value[:-1] + bytes([value[-1] ^ 1]),))


def of_another_place(file: Path) -> None:
    """A value, whole, that was kept for something else."""
    values = KeptValues(file, "p")
    values.keep(2, "kind", "other")
    values.close(forget=False)
    with contextlib.closing(sqlite3.connect(file)) as database, database:
        places = [place for (place,) in database.execute("SELECT place FROM kept")]
        for old, new in zip(places, (b"-", places[0]), strict=True):
            database.execute("UPDATE kept SET place = ? WHERE place = ?", (new, old))
        database.execute("UPDATE kept SET place = ? WHERE place = ?", (places[1], b"-"))


def no_database(file: Path) -> None:
    file.write_bytes(b"\xff" * 9000)
    file.with_name(f"{file.name}-journal").write_bytes(b"\xff" * 9000)


def of_another_form(file: Path) -> None:
    file.unlink()
    with contextlib.closing(sqlite3.connect(file)) as database, database:
        database.execute("CREATE TABLE kept (what)")


@pytest.mark.parametrize(
    "spoil",
    [
        changed,
        of_another_place,
        of_another_form,
        lambda file: file.write_bytes(file.read_bytes()[:5000]),
        lambda file: file.write_bytes(file.read_bytes()[:50]),
        no_database,
        lambda file: file.write_bytes(b""),
        lambda file: file.with_name(f"{file.name}-journal").write_bytes(b"\xff" * 9000) and file.unlink(),
    ],
    ids=[
        "changed",
        "of another place",
        "of another form",
        "cut off",
        "head only",
        "no database",
        "empty",
        "journal",
    ],
)
def test_what_is_damaged_is_none_and_later_builds_keep_again(
    file: Path, spoil: Callable[[Path], object]
) -> None:
    spoil(file)
    assert asked(file, "key", 1) is None
    assert not file.with_name(f"{file.name}-journal").exists()
    assert asked(kept(kept(file)), "key", 1) == VALUE


def test_a_file_that_another_build_writes_is_let_be(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_values, "_PATIENCE", 0.01)
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert asked(file, "key", 1) is None
        kept(file, value=2)
        other.execute("COMMIT")
    assert asked(file, "key", 1) == VALUE


_ENDED = """
import os, signal, sys
from pathlib import Path
from gongwen.work import kept_values

write = kept_values.KeptValues._write

def ended(self, database, **how):
    write(self, database, **how)
    os.kill(os.getpid(), signal.SIGKILL)

kept_values.KeptValues._write = ended
values = kept_values.KeptValues(Path(sys.argv[1]), "p")
for number in range(3000):
    values.keep("x" * number, "kind", number)
values.close()
"""


def test_an_end_while_it_is_written_leaves_what_was_there(file: Path) -> None:
    done = subprocess.run([sys.executable, "-c", _ENDED, str(file)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert asked(file, "key", 1) == VALUE
    assert asked(file, 2999) is None


def test_no_key_is_taken_for_another(tmp_path: Path) -> None:
    file = tmp_path / "values.sqlite"
    keys: list[tuple[object, ...]] = [
        ("ab", "c"),
        ("a", "bc"),
        ("abc",),
        ("1",),
        (1,),
        ("None",),
        (None,),
        (("a", "b"),),
        ("('a', 'b')",),
    ]
    values = KeptValues(file, "p")
    for number, key in enumerate(keys):
        values.keep(number, "kind", *key)
    values.close()
    values = KeptValues(file, "p")
    assert [values.get("kind", *key) for key in keys] == [*range(len(keys))]
    values.close()
