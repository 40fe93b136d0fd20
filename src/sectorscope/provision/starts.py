"""Apprenticeship starts summed over providers: by standard, and by where learners live.

A file holds a row a provider, so that one standard is a few hundred rows and one district some
thousands. Each sum is made once, when tables are built, and a sentence rests on it as on one row.
Starts are learners who start in an academic year, as the Department for Education counts them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from sectorscope.schema.provision import EVERY

STANDARD = "Standard"
"""How the file names what is no framework."""

_FILE = ("snapshot", "dataset", "period", "whole_year")
_GROUPS = (("standard", "kind"), ("home",), ("delivery",), ("standard", "kind", "home"))


def starts(apprenticeships: pa.Table) -> list[dict[str, Any]]:
    """Rows of table `total` from table `apprenticeship`: a file's starts, however it splits them.

    Over all, by standard, by district where learners live, by district where it is delivered, and
    by standard and district where a file holds both. A sum with a figure withheld has no value.
    """
    given = apprenticeships.filter(_is(apprenticeships["measure"], "starts"))
    if not given.num_rows:
        return []
    known = pc.call_function("is_valid", [given["value"]])
    given = given.append_column("known", known.cast(pa.int64()))
    found = [_row(r) for r in _summed(given, ())]
    for columns in _GROUPS:
        found += [_row(r) for r in _summed(given, columns)]
    return found


def _summed(given: pa.Table, columns: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Sums by some columns, of the rows that are broken down by each of them."""
    for column in columns:
        if column != "kind":
            given = given.filter(pc.call_function("invert", [_is(given[column], EVERY)]))
    grouped = given.group_by([*_FILE, *columns])
    yield from grouped.aggregate(
        [("value", "sum"), ("known", "sum"), ("measure", "count")]
    ).to_pylist()


def _is(column: pa.ChunkedArray, text: str) -> pa.ChunkedArray:
    return pc.call_function("equal", [column, pa.scalar(text)])


def _row(summed: dict[str, Any]) -> dict[str, Any]:
    cells, absent = summed["measure_count"], summed["measure_count"] - summed["known_sum"]
    standard, kind = summed.get("standard", EVERY), summed.get("kind") or STANDARD
    home, delivery = summed.get("home", ""), summed.get("delivery", "")
    place = f"home:{home}" if home else f"delivery:{delivery}" if delivery else EVERY
    return {
        **{k: summed[k] for k in (*_FILE,)},
        "measure": "starts",
        "basis": "learners who start",
        "unit": "apprenticeships",
        "dimension": kind.casefold() if standard != EVERY else EVERY,
        "code": standard,
        "place": place,
        "area": home or delivery or EVERY,
        "over": "",
        "value": None if absent else float(summed["value_sum"] or 0),
        "low": None,
        "high": None,
        "cells": cells,
        "absent": absent,
        "locator": "",
        "raw": None,
    }
