"""Nomis: employment (BRES), business counts, the data sets of `datasets`, commuting of 2011.

Two shapes are read of figures by industry. The full answer of the API labels everything:
percentages that stand among counts are told apart by MEASURE and left out, aloud, and it says of
how many records it is. The trimmed one has six columns, or seven with bands of sizes, and states
neither dataset, employment status nor measure: an analyst may declare them in a mapping, and what
was declared says so. Other data sets are read from full answers alone (`measured`, `flows`).
Suppressed and missing are never nought.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pyarrow as pa

from sectorscope.evidence.columns import Columns, columns_of, each, of_snapshot, pasted
from sectorscope.evidence.distinct import Distinct
from sectorscope.evidence.gates.scales import units
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Dropped, Remarks
from sectorscope.evidence.sources.nomis.cells import cell, section
from sectorscope.evidence.sources.nomis.flows import USED as USED_OF_FLOWS
from sectorscope.evidence.sources.nomis.flows import flows, is_of_flows
from sectorscope.evidence.sources.nomis.labels import Labels, label
from sectorscope.evidence.sources.nomis.measured import measured, number_of
from sectorscope.evidence.sources.nomis.shapes import (
    BAND,
    USED,
    check_codes,
    check_count,
    check_header,
    check_mangled,
    check_mixture,
    kept,
)
from sectorscope.schema import Records
from sectorscope.statistics.rounding import ladder_interval, on_ladder

_FIGURE = ("OBS_VALUE", "OBS_STATUS", "OBS_CONF", "OBS_STATUS_NAME")
_CATEGORY = ("INDUSTRY_CODE", "INDUSTRY_NAME", "INDUSTRY_TYPE", BAND)


@dataclass(frozen=True)
class _File:
    """rows: of `table`, but `snapshot`. rounded: whether BRES's rounding is stated."""

    rows: pa.Table
    labels: Labels
    rounded: bool
    dropped: tuple[Dropped, ...]
    table: str = "statistic"


def read(
    snapshot: Snapshot, data: bytes, mapping: bytes | None = None
) -> Iterator[tuple[str, Records]]:
    """Rows of table `statistic`, one a published cell, or of `commuting`, one a flow.

    Raises:
        GateRefused: gates `columns`, `values`, `mangled`, `mixture`, `classification`, `dataset`,
            `fields`, `count` (a page of an answer, and not all of it), `rows` (a flow twice),
            `areas`, `units`.
    """
    file = _opened(snapshot, data, mapping)
    yield file.table, of_snapshot(file.rows, snapshot.sha256)


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """What the file does not state, and the rows that were left out."""
    file = _opened(snapshot, data, mapping)
    warnings = list(file.labels.warnings)
    if file.labels.bres and not file.rounded:
        warnings.append("not every figure is rounded as BRES is, so no rounding is stated for any")
    gone = file.rows["value"].null_count
    if gone:
        warnings.append(f"{gone} of {file.rows.num_rows} cells are suppressed or not available")
    return Remarks(tuple(warnings), file.dropped)


@lru_cache(maxsize=1)
def _opened(snapshot: Snapshot, data: bytes, mapping: bytes | None) -> _File:
    given = columns_of(data, USED | USED_OF_FLOWS)
    if is_of_flows(given.names):
        return _flows(snapshot, given, mapping)
    if "URN" in given.names and "INDUSTRY" not in {n.partition("_")[0] for n in given.names}:
        return _measured(snapshot, given, mapping)
    full = check_header(snapshot, given.names)
    cells = {**given.cells, "place": given.places}
    check_count(snapshot, cells, len(given))
    counts, dropped = kept(cells, full)
    if counts is not None and not counts.all():
        cells = {name: column.filter(pa.array(counts)) for name, column in cells.items()}
    check_mangled(snapshot, _different(cells))
    check_codes(snapshot, cells)
    labels = label(cells, mapping)
    rows = _described(cells, labels) | _figures(cells)
    _check_fractions(snapshot, cells, rows)
    rounded = _rounded(rows["value"], labels)
    rows |= {
        name: _ladder(rows["value"], end) if rounded else pa.nulls(len(rows["value"]), pa.float64())
        for end, name in enumerate(("low", "high"))
    }
    return _File(pa.table(rows), labels, rounded, dropped)


def _check_fractions(
    snapshot: Snapshot, cells: Mapping[str, pa.Array], rows: Mapping[str, pa.Array]
) -> None:
    """Refuse fractions: years in thousands, where they are that, else percentages among counts."""
    try:
        check_mixture(snapshot, _different(cells))
    except GateRefused:
        if "units" not in snapshot.overridden:
            units(pa.table(dict(rows)))
        raise


def _measured(snapshot: Snapshot, given: Columns, mapping: bytes | None) -> _File:
    """An answer that is by no industry: it is labelled throughout, and nothing is declared."""
    cells = {**given.cells, "place": given.places}
    check_count(snapshot, cells, len(given))
    found = measured(snapshot, given.names, cells)
    check_codes(snapshot, cells)
    check_mangled(snapshot, _different(cells))
    said = tuple(dict.fromkeys(a for a in found.rows["advice"].unique().to_pylist() if a))
    return _File(found.rows, _states_itself(mapping, said), rounded=False, dropped=found.dropped)


def _flows(snapshot: Snapshot, given: Columns, mapping: bytes | None) -> _File:
    """An answer by where people live and where they work: it is labelled throughout too."""
    cells = {**given.cells, "place": given.places}
    check_count(snapshot, cells, len(given))
    found = flows(snapshot, given.names, number_of(cells["URN"]), cells)
    check_mangled(snapshot, _different(cells))
    labels = _states_itself(mapping, found.said)
    return _File(found.rows, labels, rounded=False, dropped=found.dropped, table="commuting")


def _different(cells: Mapping[str, pa.Array]) -> list[str]:
    """Each figure once, as it stands."""
    return cells["OBS_VALUE"].unique().to_pylist()


def _states_itself(mapping: bytes | None, said: tuple[str, ...]) -> Labels:
    ignored = ("the mapping is not used: the file states what it is",) if mapping else ()
    return Labels("", "", "", "", "", warnings=(*ignored, *said))


def _described(cells: Mapping[str, pa.Array], labels: Labels) -> dict[str, pa.Array]:
    """What each figure is a figure of."""
    n = len(cells["place"])
    same = {f: getattr(labels, f) for f in ("dataset", "measure", "unit", "basis")}
    industries = _read(cells, _CATEGORY, _category)
    levels = cells.get("GEOGRAPHY_TYPE")
    stated = labels.geography or "not stated"
    return {
        **{field: pa.repeat(pa.scalar(text), n) for field, text in same.items()},
        "area_code": cells["GEOGRAPHY_CODE"],
        "area": cells["GEOGRAPHY_NAME"],
        "geography": pa.repeat(pa.scalar(stated), n)
        if labels.geography or levels is None
        else each(levels, lambda level: level or "not stated", pa.string()),
        **{f: industries.texts(lambda c, f=f: c[f]) for f in ("dimension", "code", "label")},
        "period": cells["DATE"],
    }


def _category(values: Mapping[str, str]) -> dict[str, str]:
    code, name = section(values)
    band = values.get(BAND, "Total")
    if band == "Total":
        return {"dimension": "sic_section", "code": code, "label": name}
    both = {"code": f"{code}/{band}", "label": f"{name}, {band}"}
    return {"dimension": "sic_section/size_band", **both}


def _figures(cells: Mapping[str, pa.Array]) -> dict[str, pa.Array]:
    """The figures, how they stand, and where."""
    figures = _read(cells, _FIGURE, cell)
    return {
        "value": pa.array(figures.numbers(lambda c: c.value), pa.float64(), from_pandas=True),
        "status": figures.texts(lambda c: c.status),
        "symbol": figures.texts(lambda c: c.symbol),
        "locator": pasted(cells["place"], ";field=OBS_VALUE"),
        "raw": cells["OBS_VALUE"],
    }


def _read(
    cells: Mapping[str, pa.Array],
    wanted: tuple[str, ...],
    made: Callable[[Mapping[str, str]], Any],
) -> Distinct:
    """What is made of some cells of each row, once for all rows where they are the same."""
    known = [name for name in wanted if name in cells]
    columns = [cells[name] for name in known]
    return Distinct.together(columns, lambda row: made(dict(zip(known, row, strict=True))))


def _rounded(values: pa.Array, labels: Labels) -> bool:
    """Whether the BRES ladder may be applied: BRES, or unnamed figures that all stand on it."""
    if not (labels.bres or labels.unnamed):
        return False
    return all(on_ladder(value) for value in values.drop_null().unique().to_pylist())


def _ladder(values: pa.Array, end: int) -> pa.Array:
    """Lower or upper ends of the intervals that round to figures; missing where these are."""
    coded = values.dictionary_encode()
    ends = [ladder_interval(value)[end] for value in coded.dictionary.to_pylist()]
    return pa.array(ends, pa.float64()).take(coded.indices)
