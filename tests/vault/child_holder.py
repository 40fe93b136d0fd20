"""A child: is in the middle of a change until it is told to go on."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from sectorscope.vault import Vault
from tests.vault import made

vault = Vault.open(Path(sys.argv[1]), made.KEY)
plain = os.replace


def held(old: Path, new: Path) -> None:
    """Say where we are, and wait."""
    print("held", flush=True)
    sys.stdin.readline()
    plain(old, new)


os.replace = held
vault.seal(b"theirs", facts={})
