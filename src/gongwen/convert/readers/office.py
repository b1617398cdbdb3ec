"""DOC, WPS, ODT and whatever else LibreOffice opens: turned into DOCX by it, where it is installed."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from gongwen.errors import ReadError
from gongwen.messages import message

SECONDS = 120
_PROGRAMS = ("soffice", "libreoffice")


def program() -> str | None:
    """Where LibreOffice is; None where it isn't installed."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def as_docx(data: bytes, what: str, suffix: str) -> bytes:
    """A file as DOCX; as `converted`."""
    return converted(data, what, suffix, "docx")


def converted(data: bytes, what: str, suffix: str, target: str) -> bytes:
    """A file in another format.

    Args:
        data: the file.
        what: what kind of file it is, for the person.
        suffix: what the name of such a file ends with.
        target: the format that LibreOffice is to write.

    Raises:
        ReadError: LibreOffice isn't there, can't open the file, or takes too long.
    """
    office = program()
    if office is None:
        raise ReadError(
            message("是{what}，要有 LibreOffice 才读得了", what=what),
            advice=message("装上 LibreOffice 再试，或另存为 DOCX"),
        )
    with tempfile.TemporaryDirectory(prefix="gongwen-") as folder:
        source = Path(folder) / f"in{suffix}"
        source.write_bytes(data)
        command = [
            sys.executable, "-P", "-m", "gongwen.convert.parsers.alone",
            office, "--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation=file://{folder}/profile",
            "--convert-to", target, "--outdir", f"{folder}/out", str(source),
        ]  # fmt: skip
        _run(command, what)
        # On a damaged file it ends well and writes nothing.
        made = Path(folder) / "out" / f"in.{target}"
        if not made.is_file():
            raise ReadError(
                message("{what}读不出", what=what),
                advice=message("文件可能损坏或有密码；用原来的软件打开，另存为 DOCX 再试"),
            )
        return made.read_bytes()


def _run(command: list[str], what: str) -> None:
    process = subprocess.Popen(  # noqa: S603  # a program of the system, no shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        raise ReadError(
            message("{what}用 LibreOffice 开了 {seconds} 秒还没开完", what=what, seconds=SECONDS),
            advice=message("在原来的软件里另存为 DOCX"),
        ) from None
    finally:
        # It starts others, which would outlive it.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
