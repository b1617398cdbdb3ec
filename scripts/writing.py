"""Files that are written whole or not at all, whatever happens meanwhile."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all; what is no file, such as /dev/stdout, is written to as it comes.

    Raises:
        OSError: it can't be written; says so of `path`, never of the temporary file beside it.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_text(text, encoding="utf-8", newline="\n")
        else:
            write_whole(path.resolve(), text.encode())
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        OSError: it can't be written; nothing is left of it then.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not os.path.lexists(path) and _linked(path, data):
        return
    with _beside(path, data) as whole:
        whole.replace(path)


def write_all(folder: Path, texts: Mapping[str, str], gone: Iterable[str] = ()) -> None:
    """Write several files and take others away: all of it or, where the disk refuses, nothing.

    Args:
        folder: what the names are below.
        texts: what each file is to say.
        gone: files to take away.

    Raises:
        OSError: something can't be written; everything is as it was then.
    """
    gone = [*gone]
    before = {
        file: (folder / file).read_text(encoding="utf-8")
        for file in (*texts, *gone)
        if (folder / file).is_file()
    }
    try:
        for file, text in texts.items():
            write(folder / file, text)
        for file in gone:
            (folder / file).unlink()
    except OSError:
        for file in (*texts, *gone):
            if file in before:
                write(folder / file, before[file])
            else:
                (folder / file).unlink(missing_ok=True)
        raise


def write_new(path: Path, data: bytes) -> None:
    """Write a file that isn't there yet, whole; whoever comes second leaves it as the first one wrote it.

    Raises:
        OSError: it can't be written.
    """
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with _beside(path, data) as whole, contextlib.suppress(FileExistsError):
        path.hardlink_to(whole)


@contextlib.contextmanager
def _beside(path: Path, data: bytes) -> Iterator[Path]:
    """A temporary file beside another, written whole; what hasn't been moved away from its name goes afterwards."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _linked(path: Path, data: bytes) -> bool:
    """Write a new file that has no name before it is whole, so that even a killed run leaves nothing of it.

    False where the system can't, or the name was taken meanwhile.
    """
    if not hasattr(os, "O_TMPFILE"):
        return False
    try:
        handle = os.open(path.parent, os.O_TMPFILE | os.O_WRONLY, 0o644)
    except OSError as error:
        if error.errno in {errno.EOPNOTSUPP, errno.EISDIR, errno.EINVAL}:
            return False
        raise
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fchmod(handle, 0o644)
        try:
            # With a folder given, the link under /proc is followed to the file.
            os.link(f"/proc/self/fd/{handle}", path, src_dir_fd=handle, follow_symlinks=True)
        except (FileExistsError, FileNotFoundError, PermissionError, NotImplementedError):
            return False
    return True
