"""Sites that only reprint, and that nobody answers for: records say what was read there, readers aren't sent there."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from urllib.parse import urlsplit


@cache
def _hosts() -> frozenset[str]:
    lines = Path(__file__).with_name("reprint_hosts.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def is_reprint(url: str) -> bool:
    """Whether an address is on such a site, or on one below it."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    parts = host.split(".")
    return any(".".join(parts[start:]) in _hosts() for start in range(len(parts)))
