"""Parsers have no network: a connection is tried from within."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

import one_text
from gongwen.convert.readers import office

REACHING = """
import sys, types
from gongwen.convert.parsers import __main__ as start
from gongwen.convert.parsers.values import Line, Parsed

def parse(data):
    import socket
    said = []
    for reach in (lambda: socket.create_connection(("127.0.0.1", int(data)), 5), lambda: socket.getaddrinfo("localhost", 80)):
        try:
            reach()
            said.append(Line("reached"))
        except OSError as error:
            said.append(Line(type(error).__name__))
    return Parsed(lines=said)

module = types.ModuleType("reaching")
module.parse = parse
sys.modules["gongwen.convert.parsers.reaching"] = module
sys.exit(start.main(["reaching", str(2**30), "20"]))
"""
LEAVING = """
import socket, sys
from gongwen.convert.parsers import alone
print("left" if alone.leave_network() else "stayed")
try:
    socket.create_connection(("127.0.0.1", int(sys.argv[1])), 5)
    print("reached")
except OSError:
    print("refused")
"""


@pytest.fixture
def port() -> Iterator[int]:
    """Somewhere to connect to."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_parser_reaches_nothing(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), 5):
        pass  # it can be reached from here
    done = subprocess.run(
        [sys.executable, "-c", REACHING],
        input=str(port).encode(),
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert [line["text"] for line in json.loads(done.stdout)["lines"]] == ["PermissionError"] * 2


def test_the_system_itself_cuts_it_off(port: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LEAVING, str(port)], capture_output=True, text=True, timeout=60, check=True
    )
    left, reached = done.stdout.split()
    if left == "stayed":
        pytest.skip("this system doesn't let a process leave the network")
    assert reached == "refused"


def test_another_program_reaches_nothing_either(port: int) -> None:
    reaching = f"import socket; socket.create_connection(('127.0.0.1', {port}), 5)"
    command = [
        sys.executable,
        "-m",
        "gongwen.convert.parsers.alone",
        sys.executable,
        "-c",
        LEAVING,
        str(port),
    ]
    if subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout.startswith(
        "stayed"
    ):
        pytest.skip("this system doesn't let a process leave the network")
    done = subprocess.run([*command[:4], "-c", reaching], capture_output=True, timeout=60, check=False)
    assert b"Error" in done.stderr


@pytest.mark.skipif(not shutil.which("sh"), reason="no shell")
def test_the_program_is_run_with_its_arguments() -> None:
    command = [sys.executable, "-m", "gongwen.convert.parsers.alone", "sh", "-c", 'echo "$1"', "sh", "甲 乙"]
    assert subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout == "甲 乙\n"


@pytest.mark.skipif(office.program() is None, reason="no LibreOffice")
def test_libreoffice_works_without_network() -> None:
    """Read what it made itself: RTF → DOC → DOCX."""
    assert office.as_docx(one_text.rtf(), "RTF", ".rtf").startswith(b"PK")
