"""What can be wrong with records that are well-formed each by itself.

One module a concern; each finding names file, place, what is wrong and what to do, and no fault gives two.
"""

from __future__ import annotations

import datetime
from collections.abc import Container

from gongwen.records.archive import Archive, Key
from gongwen.records.checks.dates import dates
from gongwen.records.checks.files import files
from gongwen.records.checks.finding import Finding, Severity, placed
from gongwen.records.checks.life import lives
from gongwen.records.checks.naming import naming
from gongwen.records.checks.pointers import alone, pointers
from gongwen.records.checks.slips import slips
from gongwen.records.checks.stock import stock
from gongwen.records.checks.wording import links, prose, wording

__all__ = ["Finding", "Severity", "check", "files", "links", "placed", "prose"]


def check(archive: Archive, *, today: datetime.date, named: Container[Key] | None = None) -> list[Finding]:
    """All findings about an archive's records, by file.

    Args:
        archive: the records.
        today: documents can't be later than this.
        named: records that texts name, by kind and id; None where that hasn't been looked for.
    """
    found = [
        *pointers(archive),
        *dates(archive, today),
        *lives(archive),
        *wording(archive),
        *naming(archive),
        *slips(archive),
        *stock(archive),
        *(alone(archive, named) if named is not None else ()),
    ]
    return sorted(found, key=lambda finding: (finding.severity, finding.file, str(finding.loc)))
