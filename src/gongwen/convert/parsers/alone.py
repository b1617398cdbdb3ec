"""No network for a process that reads files of strangers: by the system where it lets us, and by Python everywhere.

``python -m gongwen.convert.parsers.alone PROGRAM ARGUMENT…`` becomes that program, cut off.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys

_NEW_NETWORK = 0x40000000
_NEW_USER = 0x10000000


def leave_network() -> bool:
    """Move this process to a network of its own with nothing in it, as Linux lets any process with one thread.

    Where it may, without a user namespace: in one, root would lose its right to files of others.

    Returns:
        Whether the system did it; some forbid it, others have no such thing.
    """
    with contextlib.suppress(OSError, AttributeError):
        unshare = ctypes.CDLL(None).unshare
        return any(unshare(kind) == 0 for kind in (_NEW_NETWORK, _NEW_USER | _NEW_NETWORK))
    return False


def refuse_sockets() -> None:
    """Let no Python code of this process use a socket; can't be taken back."""

    def hook(event: str, _: tuple[object, ...]) -> None:
        if event.startswith("socket."):
            raise PermissionError("no network here")

    sys.addaudithook(hook)


def main(arguments: list[str]) -> None:
    """Become another program, without network where the system lets us."""
    leave_network()
    os.execvp(arguments[0], arguments)  # noqa: S606  # a program of the system, no shell


if __name__ == "__main__":
    main(sys.argv[1:])
