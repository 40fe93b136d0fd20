"""Nomis: employment (BRES) and business counts by section of industry, from saved CSV.

Two shapes are read. The full answer of the API labels everything: percentages that stand among
counts are told apart by MEASURE and left out, aloud, and it says of how many records it is. The
trimmed one has six columns, or seven with bands of sizes, and states neither dataset, employment
status nor measure: an analyst may declare them in a mapping, and what was declared says so.
Suppressed and missing are never nought.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sectorscope.evidence.columns import columns_of, texts
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Dropped, Remarks
from sectorscope.evidence.sources.nomis.cells import cell, section
from sectorscope.evidence.sources.nomis.labels import Labels, label
from sectorscope.evidence.sources.nomis.shapes import (
    BAND,
    USED,
    Row,
    check_count,
    check_header,
    check_mixture,
    kept,
)
from sectorscope.statistics.rounding import ladder_interval, on_ladder


@dataclass(frozen=True)
class _File:
    rows: list[Row]
    labels: Labels
    dropped: tuple[Dropped, ...]


def read(
    snapshot: Snapshot, data: bytes, mapping: bytes | None = None
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Rows of table `statistic`: one a published cell.

    Raises:
        GateRefused: gates `columns`, `values`, `mixture`, `classification`, `dataset`, `fields`,
            `count` (a page of an answer, and not all of it).
    """
    file = _opened(snapshot, data, mapping)
    rows = [_statistic(row, file.labels, snapshot.sha256) for row in file.rows]
    if _rounded(rows, file.labels):
        bounds = {value: ladder_interval(value) for value in _distinct(rows)}
        for row in (r for r in rows if r["value"] is not None):
            row["low"], row["high"] = bounds[row["value"]]
    yield "statistic", rows


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """What the file does not state, and the rows that were left out."""
    file = _opened(snapshot, data, mapping)
    warnings = list(file.labels.warnings)
    rows = [_statistic(row, file.labels, snapshot.sha256) for row in file.rows]
    if file.labels.bres and not _rounded(rows, file.labels):
        warnings.append("not every figure is rounded as BRES is, so no rounding is stated for any")
    gone = sum(row["value"] is None for row in rows)
    if gone:
        warnings.append(f"{gone} of {len(rows)} cells are suppressed or not available")
    return Remarks(tuple(warnings), file.dropped)


@lru_cache(maxsize=1)
def _opened(snapshot: Snapshot, data: bytes, mapping: bytes | None) -> _File:
    given = columns_of(data, USED)
    full = check_header(snapshot, given.names)
    names = [n for n in given.names if n in given.cells]
    columns = zip(*(texts(given.cells[n]) for n in names), strict=True)
    drawn = zip(columns, given.places.to_pylist(), strict=True)
    every = [Row(dict(zip(names, cells, strict=True)), place) for cells, place in drawn]
    check_count(snapshot, every)
    rows, dropped = kept(every, full)
    check_mixture(snapshot, [row.values["OBS_VALUE"] for row in rows])
    return _File(rows, label([row.values for row in rows], mapping), dropped)


def _statistic(row: Row, labels: Labels, sha256: str) -> dict[str, Any]:
    values = row.values
    code, name = section(values)
    figure = cell(values)
    band = values.get(BAND, "Total")
    split = band != "Total"
    return {
        "dataset": labels.dataset,
        "measure": labels.measure,
        "area_code": values["GEOGRAPHY_CODE"],
        "area": values["GEOGRAPHY_NAME"],
        "geography": labels.geography or values.get("GEOGRAPHY_TYPE") or "not stated",
        "dimension": "sic_section/size_band" if split else "sic_section",
        "code": f"{code}/{band}" if split else code,
        "label": f"{name}, {band}" if split else name,
        "period": values["DATE"],
        "unit": labels.unit,
        "basis": labels.basis,
        "value": figure.value,
        "low": None,
        "high": None,
        "status": figure.status,
        "symbol": figure.symbol,
        "advice": None,
        "snapshot": sha256,
        "locator": f"{row.place};field=OBS_VALUE",
        "raw": values["OBS_VALUE"],
    }


def _rounded(rows: list[dict[str, Any]], labels: Labels) -> bool:
    """Whether the BRES ladder may be applied: BRES, or unnamed figures that all stand on it."""
    if not (labels.bres or labels.unnamed):
        return False
    return all(on_ladder(value) for value in _distinct(rows))


def _distinct(rows: list[dict[str, Any]]) -> set[float]:
    return {r["value"] for r in rows if r["value"] is not None}
