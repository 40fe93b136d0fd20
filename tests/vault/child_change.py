"""A child: makes a vault, or changes one."""

from __future__ import annotations

import sys
from pathlib import Path

from sectorscope.vault import Vault
from tests.vault import made

made.cheap()
study, operation = Path(sys.argv[1]), sys.argv[2]
if operation == "create":
    Vault.create(study, made.KEY)
else:
    made.change(Vault.open(study, made.KEY), operation)
