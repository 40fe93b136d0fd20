"""A data set's whole CSV: places and periods by known columns, then filters, then figures.

The file does not say which columns are filters and which are figures. A mapping may; else a column
that holds nothing but figures and symbols is taken for figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sectorscope.evidence.mappings import entries
from sectorscope.evidence.refusal import GateRefused, check_columns, nearest
from sectorscope.evidence.rows import Row, rows_with_offsets
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources.ees.cells import cell, is_figure

_TIME = ("time_period", "time_identifier")
_LEVELS: dict[str, tuple[str, str]] = {
    "National": ("country_code", "country_name"),
    "Regional": ("region_code", "region_name"),
    "Local authority": ("new_la_code", "la_name"),
    "Local authority district": ("lad_code", "lad_name"),
    "Parliamentary constituency": ("pcon_code", "pcon_name"),
    "Local skills improvement plan area": ("lsip_code", "lsip_name"),
    "English devolved area": ("english_devolved_area_code", "english_devolved_area_name"),
    "Local enterprise partnership": (
        "local_enterprise_partnership_code",
        "local_enterprise_partnership_name",
    ),
}
"""Levels of geography by the columns that hold their code and name."""

_PLACES = frozenset({c for pair in _LEVELS.values() for c in pair} | {"old_la_code"})
_DECLARED = ("dataset", "filters", "indicators")


def rows(snapshot: Snapshot, data: bytes, mapping: bytes | None) -> Iterator[dict[str, Any]]:
    """A row for each figure.

    Raises:
        GateRefused: gates `columns`, `classification` (another level), `values`, `fields`.
    """
    header, drawn = rows_with_offsets(data)
    needed = (*_TIME, "geographic_level")
    check_columns(header.names, needed=needed, known=header.names, name=snapshot.name)
    said, held = _declared(mapping), list(drawn)
    if not held:
        raise GateRefused(
            "no_rows", f"{snapshot.name} has a header and no rows", expected="at least one"
        )
    rest = [n for n in header.names if n not in needed and n not in _PLACES]
    figures = _chosen(said.get("indicators"), rest) or _figures(rest, held)
    filters = _chosen(said.get("filters"), rest) or [n for n in rest if n not in figures]
    dataset = said.get("dataset", "not stated")
    for row in held:
        code, area = _place(row.values)
        for name in figures:
            yield _row(row, name, filters, (code, area), str(dataset))


def unstated(mapping: bytes | None) -> Iterator[str]:
    """What nobody has said of the file."""
    if "dataset" not in _declared(mapping):
        yield "the file does not state its dataset"


def _row(
    row: Row, name: str, filters: Sequence[str], place: tuple[str, str], dataset: str
) -> dict[str, Any]:
    values = row.values
    figure = cell(values[name])
    category = " / ".join(values[f] for f in filters) or "all"
    return {
        "dataset": dataset if dataset == "not stated" else f"{dataset} (as declared)",
        "measure": name,
        "area_code": place[0],
        "area": place[1],
        "geography": values["geographic_level"],
        "dimension": "/".join(filters) or "all",
        "code": category,
        "label": category,
        "period": values["time_period"],
        "unit": "not stated",
        "basis": values["time_identifier"].lower(),
        "value": figure.value,
        "low": None,
        "high": None,
        "status": figure.status,
        "symbol": figure.symbol,
        "advice": None,
        "locator": f"bytes={row.start}-{row.end};field={name}",
        "raw": values[name],
    }


def _place(values: Mapping[str, str]) -> tuple[str, str]:
    level = values["geographic_level"]
    columns = _LEVELS.get(level)
    if columns is None:
        raise GateRefused(
            "classification",
            f"the file speaks of level {level!r}",
            expected="one of " + ", ".join(_LEVELS),
            hint=nearest(level, _LEVELS),
        )
    code, area = (values.get(column, "") for column in columns)
    return code or area, area


def _figures(columns: Sequence[str], rows: Sequence[Row]) -> list[str]:
    found = [c for c in columns if all(is_figure(r.values[c]) for r in rows)]
    if not found:
        raise GateRefused(
            "columns",
            "no column holds figures alone",
            expected="at least one",
            hint="name them in a mapping: indicators = [...]",
        )
    return found


def _chosen(names: object, columns: Sequence[str]) -> list[str]:
    if names is None:
        return []
    if not isinstance(names, list) or not all(n in columns for n in names):
        raise GateRefused(
            "fields", f"the mapping names {names!r}", expected="columns among " + ", ".join(columns)
        )
    return list(names)


def _declared(mapping: bytes | None) -> dict[str, Any]:
    said = entries(mapping)
    for key in said:
        if key not in _DECLARED:
            raise GateRefused(
                "fields",
                f"the mapping has {key}",
                expected=", ".join(_DECLARED),
                hint=nearest(key, _DECLARED),
            )
    return said
