"""Rows of tables `size` and `overlap`: targets, readings and places, each with its interval."""

from __future__ import annotations

import json
from collections.abc import Iterator

import numpy as np

from sectorscope.pipeline.sizing.audits import Audit, NoAudit, audit_of
from sectorscope.pipeline.sizing.base import Base, Row
from sectorscope.sector.definition import WHOLE
from sectorscope.sector.overlaps import overlaps
from sectorscope.sector.reviewed import Reviewed
from sectorscope.sector.size import Sized, nested, sensitivities, size, within

METHOD = "review, then audit"


def sizes(base: Base) -> Iterator[Row]:
    """The sector by both measures and three readings, its segments, its places."""
    for target in base.material.definition.targets:
        audit = audit_of(base, target)
        if isinstance(audit, NoAudit):
            yield _unsized(base, target, audit.because)
            continue
        for measure, reading in _asked(target):
            held = audit.held(target, measure, reading)
            central = None if reading == "central" else audit.held(target, measure)
            made = _sized(audit, target, measure, held, central, reading)
            yield _part(base, target, measure, reading) | made
        if target == WHOLE:
            yield from _places(audit)


def overlap(base: Base) -> Iterator[Row]:
    """The sector with its neighbours, and segments with one another, on the sector's audit."""
    audit = audit_of(base, WHOLE)
    if isinstance(audit, NoAudit):
        return
    definition, frame = base.material.definition, base.material.frame
    held = {target: audit.held(target) for target in definition.targets}
    for row in overlaps(held, [frame.sics[i] for i in audit.rows], definition, audit.weights):
        yield row | {"draw": audit.decision, **base.origin}


def _asked(target: str) -> Iterator[tuple[str, str]]:
    for measure in ("headcount", "businesses"):
        for reading in ("central", "strict", "broad") if target == WHOLE else ("central",):
            yield measure, reading


def _places(audit: Audit) -> Iterator[Row]:
    base, held = audit.base, audit.held(WHOLE)
    for place in base.study.config.region.places:
        part = within(held, audit.inside(place.code))
        named: Row = {"dimension": "place", "part": place.code, "label": place.name}
        named["list_total"] = base.list_total(WHOLE, "headcount", place.code)
        row = _part(base, WHOLE, "headcount", "central") | named
        yield row | _sized(audit, WHOLE, "headcount", part)


def _part(base: Base, target: str, measure: str, reading: str) -> Row:
    return {
        "target": target,
        "measure": measure,
        "reading": reading,
        "dimension": "all",
        "part": "all",
        "label": base.material.definition.label(target),
        "method": METHOD,
        "list_total": base.list_total(target, measure),
        **base.origin,
    }


def _sized(
    audit: Audit,
    target: str,
    measure: str,
    held: Reviewed,
    central: Reviewed | None = None,
    reading: str = "central",
) -> Row:
    far = audit.reached
    weights = audit.weights if measure == "headcount" else None
    sized = size(held, weights, read=far.ruled)
    if central is not None:
        sized = nested(sized, size(central, weights, read=far.ruled), broad=reading == "broad")
    # Of an estimate that is withheld they would tell what it was.
    ranges = [] if sized.withheld else sensitivities(held, sized.made, weights)
    said = [{"assumption": s.assumption, "low": s.low, "high": s.high} for s in ranges]
    return _figures(sized) | {
        "audited": far.ruled,
        "drawn": far.drawn,
        "known": int(held.known.sum()),
        "unresolved": sized.made.unresolved,
        "members": sized.members,
        "sensitivity": json.dumps(said),
        "draw": audit.decision,
    }


def _figures(sized: Sized) -> Row:
    made, back = sized.made, sized.withheld
    return {
        "estimate": None if back else made.total,
        "low": made.low,
        "high": made.high,
        "floor": made.floor,
        "withheld": back.reason if back else None,
        "reviews_needed": back.reviews_needed if back else None,
    }


def _unsized(base: Base, target: str, because: str) -> Row:
    """What can still be said without an audit: what is confirmed, and the list."""
    known, told = base.ruled(target)
    z, held = np.nan_to_num(told), base.material.frame.eligible & known
    return _part(base, target, "headcount", "central") | {
        "estimate": None,
        "low": None,
        "high": None,
        "floor": float((base.confirmed * z)[held].sum()),
        "audited": 0,
        "drawn": 0,
        "known": int(held.sum()),
        "unresolved": sum(r.unresolved for r in base.rulings.values()),
        "members": int((z[held] > 0).sum()),
        "withheld": because,
        "reviews_needed": None,
        "sensitivity": "[]",
        "draw": "",
    }
