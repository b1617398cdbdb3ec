"""The site, really built, once a test run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from support import Build, build, copy_frozen, small_archive


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The site of the frozen archive, under a sub-path."""
    return build(copy_frozen(tmp_path_factory.mktemp("archive")), "https://example.org/archive/")


@pytest.fixture
def small(tmp_path: Path) -> Callable[[dict[str, str]], Build]:
    """Builds an archive of a few records given as file → text."""
    return lambda files: build(small_archive(tmp_path, files))
