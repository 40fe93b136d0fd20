"""A child: seals ten files of its own, one after another."""

from __future__ import annotations

import sys
from pathlib import Path

from sectorscope.vault import Identity, Vault
from tests.vault import made

vault = Vault.open(Path(sys.argv[1]), made.KEY)
for n in range(10):
    name = f"{sys.argv[2]} {n}"
    vault.seal(name.encode(), facts={"name": name})
    vault.know(Identity(vault.pseudonym(name), (name,)))
    vault.note("sealed", "A. Analyst", made.DAY, 1)
