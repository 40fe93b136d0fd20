"""The tables a review of companies needs, without the sizing that follows from it.

A build sizes the sector anew after every ruling, and withholds sizes where a draw's file is lost or
altered. Neither may keep a reader from going on, or from mending it.
"""

from __future__ import annotations

import pyarrow as pa

from sectorscope.pipeline.steps import Say, Steps
from sectorscope.pipeline.unfinished import refuse_unfinished
from sectorscope.store import Store, Tables
from sectorscope.study import Study

NEEDED = ("activity", "company", "postcode", "output_area", "statistic")


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
        if all(current.inputs.get(f"table:{n}") == keys[f"table:{n}"] for n in NEEDED):
            return Tables.from_arrow({n: current.tables().arrow(n) for n in NEEDED})
    made: dict[str, pa.Table] = {}
    for sources, names in steps.groups.items():
        if set(NEEDED) & set(names):
            made |= steps.read(sources)
    return Tables.from_arrow({n: made[n] for n in NEEDED})
