"""Makes what the commands share importable here too: benchmarks are run as files, beside ``scripts/``."""

import sys
from pathlib import Path

_SCRIPTS = str(Path(__file__).resolve().parents[1] / "scripts")
if _SCRIPTS not in sys.path:
    sys.path.insert(1, _SCRIPTS)
