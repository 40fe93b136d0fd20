"""A child: takes the lock, says so, and holds it until it is told to let go or is killed."""

from __future__ import annotations

import sys
from pathlib import Path

from sectorscope.store import Store

with Store(Path(sys.argv[1])).lock(wait=0):
    print("held", flush=True)
    sys.stdin.readline()
