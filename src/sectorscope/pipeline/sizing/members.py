"""Rows of table `membership`: how likely each company is in each target, and why."""

from __future__ import annotations

from collections.abc import Iterator

from sectorscope.pipeline.sizing.base import Base, Flags, Floats, Row
from sectorscope.sector.definition import WHOLE

_TOLD = 0.05
"""Probability from which reasons are written down; below, only for a company that was ruled on."""
_SOUGHT = 0.01
"""The same for being in the table at all, of a segment; the sector's holds every company."""
_PLACES, _LEAST = 4, 1e-4


def membership(base: Base) -> Iterator[Row]:
    """Every eligible company of the sector, and those that may be of a segment."""
    for target in base.material.definition.targets:
        p = base.probabilities.p[target]
        known, z = base.ruled(target)
        chosen = base.listed(target)
        for i in base.material.eligible.tolist():
            if target == WHOLE or known[i] or p[i] >= _SOUGHT:
                yield _member(base, target, i, p) | _ruled(i, known, z, chosen)


def _member(base: Base, target: str, i: int, p: Floats) -> Row:
    company = base.material.frame.ids[i]
    told = p[i] >= _TOLD or company in base.rulings
    row = base.rows[company]
    return {
        "company": company,
        "target": target,
        "p": min(max(round(float(p[i]), _PLACES), _LEAST), 1 - _LEAST),
        "reasons": "; ".join(base.probabilities.reasons(i, target)) if told else "",
        **{name: row[name] for name in ("snapshot", "locator", "raw")},
    }


def _ruled(i: int, known: Flags, z: Floats, chosen: Flags) -> Row:
    return {"z": float(z[i]) if known[i] else None, "listed": bool(chosen[i])}
