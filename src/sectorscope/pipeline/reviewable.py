"""The tables a review of companies needs, without the sizing that follows from it.

A build sizes the sector anew after every ruling, and withholds sizes where a draw's file is lost or
altered. Neither may keep a reader from going on, or from mending it.
"""

from __future__ import annotations

import pyarrow as pa

from sectorscope.pipeline.steps import SIZED_FROM, Say, Steps
from sectorscope.pipeline.unfinished import refuse_unfinished
from sectorscope.sector.placing import ADDRESSED, DIRECTORIES
from sectorscope.store import Store, Tables
from sectorscope.study import Study

READ = frozenset({*SIZED_FROM, *DIRECTORIES, *ADDRESSED})
"""What they are made of: tables that sources fill, where no run holds those that are needed."""


def reviewable(study: Study, say: Say | None = None) -> Tables:
    """Companies and official statistics, from the last run where they have not changed since.

    Raises:
        EvidenceChanged: a byte of evidence is not what was added.
        VaultError: an erasure was begun and not finished.
    """
    refuse_unfinished(study.path)
    steps = Steps(study, say)
    current = Store(study.path).current()
    if current is not None and current.intact():
        keys = steps.keys()
        if all(current.inputs.get(f"table:{n}") == keys[f"table:{n}"] for n in SIZED_FROM):
            return Tables.from_arrow({n: current.tables().arrow(n) for n in SIZED_FROM})
    made: dict[str, pa.Table] = {}
    for sources, names in steps.groups.items():
        if READ & set(names):
            made |= steps.read(sources)
    made["placed_postcode"] = steps.placed_postcode(made)
    return Tables.from_arrow({n: made[n] for n in SIZED_FROM})
