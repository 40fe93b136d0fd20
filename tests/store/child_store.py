"""A child: reads what is current, writes the next run beside it, and swaps it in."""

from __future__ import annotations

import sys
from pathlib import Path

from sectorscope.store import Store
from tests.store.made import codes

store = Store(Path(sys.argv[1]))
last = store.current()
assert last is not None
with store.begin() as writer:
    writer.write("code", codes("new"))
    writer.reuse("fact", last)
    writer.write_text("profile.public.json", "new")
    writer.commit({"made": "new"})
