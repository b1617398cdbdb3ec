#!/usr/bin/env python3
"""Writes the records of docs/ beside this file, one line each, for the tests to run on.

Tests assert what the tool does, on an archive that stays as it is while the real one grows. Run this where a change
of the schema or of the records is one that tests are to see; read the difference before committing it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from gongwen.records import KINDS, front_matter
from gongwen.records.archive import read_archive

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Freeze the archive as it is today."""
    lines: dict[str, list[str]] = {folder: [] for folder in KINDS}
    for record in read_archive(HERE.parents[1] / "docs"):
        folder = record.file.split("/")[0]
        line = {"id": record.id, **front_matter(record), "body": record.body}
        lines[folder].append(json.dumps(line, ensure_ascii=False))
    for folder, records in lines.items():
        (HERE / f"{folder}.jsonl").write_text("\n".join(sorted(records)) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
