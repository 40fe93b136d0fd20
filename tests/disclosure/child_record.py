"""A child: opens a ledger and writes a second release down."""

from __future__ import annotations

import sys
from pathlib import Path

from sectorscope.disclosure import Cell, Ledger
from sectorscope.vault import header

KEY = "a passphrase"


def release_of(question: int) -> list[Cell]:
    who = frozenset("abcdefgh")
    return [Cell(f"q{question}", "said", "", frozenset("abc"), who)]


if __name__ == "__main__":
    header.COST["n"] = 2
    ledger = Ledger.open(Path(sys.argv[1]), KEY, "s")
    ledger.record(release_of(2), audience="public", date="2026-02-01", fingerprint="2")
