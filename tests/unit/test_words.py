"""jieba without its noise."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

import disturbing
from gongwen.text import words


def test_a_cache_that_cannot_be_kept_is_no_news(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """jieba would log a traceback."""
    tokenizer = words.jieba().Tokenizer()
    tokenizer.tmp_dir = str(tmp_path)
    with disturbing.refusing(errno.EROFS, tmp_path):
        tokenizer.initialize()
    assert tokenizer.FREQ
    assert caplog.records == []
    assert list(tmp_path.iterdir()) == []
