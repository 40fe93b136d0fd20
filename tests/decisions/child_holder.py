"""A child: is in the middle of an append until it is told to go on."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from sectorscope.decisions import DecisionLog
from tests.decisions.made import coding

plain = os.fsync


def held(file: int) -> None:
    """Say where we are, and wait."""
    print("held", flush=True)
    sys.stdin.readline()
    plain(file)


DecisionLog(Path(sys.argv[1])).append(coding("a"))  # makes the file: one sync below
os.fsync = held
DecisionLog(Path(sys.argv[1])).append(coding("b"))
