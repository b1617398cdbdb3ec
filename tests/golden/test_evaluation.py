"""The converter misses what it missed when somebody last looked, no more and no less: see bench/evaluate.py.

After a change on purpose: ``python bench/evaluate.py --keep``, and read the difference before committing it.
"""

from __future__ import annotations

import difflib

import evaluate


def test_what_is_missed_is_what_was_kept() -> None:
    kept = evaluate.MISSES.read_text(encoding="utf-8").splitlines()
    changed = list(difflib.unified_diff(kept, evaluate.standing(), "kept", "today", lineterm="", n=0))
    assert not changed, "\n" + "\n".join(changed[:80])


def test_every_case_says_what_it_is_about() -> None:
    cases = evaluate.all_cases()
    assert len({case.name for case in cases}) == len(cases)
    held = [case for case in cases if case.held]
    assert len(held) >= 20
    assert {"plain text", "web page", "account article", "library", "scrape", "docx"} <= {
        c.channel for c in cases
    }
