"""From the file's columns to one row a figure, without looking at any row alone."""

from __future__ import annotations

import re
from typing import Any

import pyarrow as pa

from sectorscope.evidence.columns import Columns, each, pasted
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.sources.apprenticeships.shapes import FIELDS, LONG, MEASURES, breakdown
from sectorscope.evidence.sources.ees.cells import cell
from sectorscope.schema.provision import EVERY

_PROVIDER = re.compile(r"(.+?)\s*\((\d{8})\)\s*")
_YEAR = re.compile(r"20\d{2}/\d{2}(?P<part>\s*\(.+\))?")


def long(given: Columns) -> pa.Table:
    """One row a figure.

    Args:
        given: N rows of the file.

    Returns:
        Columns of table `apprenticeship` but `snapshot`; N rows, or 3 N where each measure has a
        column of its own.

    Raises:
        GateRefused: gates `values`, `classification`.
    """
    base = _described(given)
    if LONG[1] in given.cells:
        measure = each(given.cells[LONG[0]], _measure, pa.string())
        return _with_figures(base, measure, given.cells[LONG[1]], given.places, LONG[1])
    n = len(given)
    parts = [
        _with_figures(base, pa.repeat(pa.scalar(m), n), given.cells[m], given.places, m)
        for m in MEASURES
    ]
    return pa.concat_tables(parts).combine_chunks()


def _described(given: Columns) -> dict[str, pa.Array]:
    columns = {field: _first(given, names) for field, names in FIELDS.items()}
    named = columns["provider_name"] or pa.nulls(0)
    period = columns["period"] or pa.nulls(0)
    places = EVERY
    for name in given.names:
        places = "district" if name.endswith("_lad") else places
        places = "region" if name.endswith("_region") else places
    every = pa.repeat(pa.scalar(EVERY), len(given))
    said = pa.repeat(pa.scalar(breakdown(given.names)), len(given))
    return {
        "dataset": said,
        "period": period,
        "whole_year": each(period, _whole, pa.bool_()),
        "provider": each(named, lambda t: _provider(t)[1], pa.string()),
        "provider_name": each(named, lambda t: _provider(t)[0], pa.string()),
        **{f: columns[f] for f in ("provider_type", "kind", "area") if columns[f] is not None},
        **{
            f: every if columns[f] is None else columns[f]
            for f in ("level", "standard", "subject", "age", "home", "delivery")
        },
        "places": pa.repeat(pa.scalar(places), len(given)),
    }


def _with_figures(
    base: dict[str, pa.Array], measure: pa.Array, raw: pa.Array, places: pa.Array, field: str
) -> pa.Table:
    return pa.table(
        {
            **base,
            "measure": measure,
            "value": each(raw, lambda t: _figure(t).value, pa.float64()),
            "status": each(raw, lambda t: _figure(t).status, pa.string()),
            "symbol": each(raw, lambda t: _figure(t).symbol, pa.string()),
            "locator": pasted(places, f";field={field}"),
            "raw": raw,
        }
    )


def _first(given: Columns, names: tuple[str, ...]) -> pa.Array | None:
    return next((given.cells[n] for n in names if n in given.cells), None)


def _figure(text: str) -> Any:  # noqa: ANN401 - a cell of the department's
    found = cell(text)
    if found.value is not None and (found.value < 0 or found.value % 1):
        raise GateRefused("values", f"{text!r} is no number of learners", expected="whole numbers")
    return found


def _measure(text: str) -> str:
    if text.casefold() not in MEASURES:
        raise GateRefused("values", f"measure {text[:40]!r}", expected=", ".join(MEASURES))
    return text.casefold()


def _whole(text: str) -> bool:
    found = _YEAR.fullmatch(text)
    if found is None:
        raise GateRefused(
            "classification",
            f"{text[:40]!r} is no academic year",
            expected="one like 2024/25, or 2025/26 (Aug to Apr)",
        )
    return found["part"] is None


def _provider(text: str) -> tuple[str, str]:
    found = _PROVIDER.fullmatch(text)
    if found is None:
        raise GateRefused(
            "classification",
            f"{text[:60]!r} names no provider's number",
            expected="a name and its UKPRN, such as A COLLEGE (10000001)",
        )
    return found[1], found[2]
