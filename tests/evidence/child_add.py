"""A process that adds two files and is killed at the nth flush or replacement, if it gets there."""

import sys
from pathlib import Path

from sectorscope.evidence.add import add_file
from tests.support.dying import Calls

study, data, mapping, deadline = Path(sys.argv[1]), *map(Path, sys.argv[2:4]), int(sys.argv[4])
Calls(deadline, after=sys.argv[5] == "after").count("fsync", "replace")
add_file(study, data, source="nomis", retrieved="2026-11-22", mapping_path=mapping)
