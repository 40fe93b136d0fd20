"""Commuters summed over a file: who works in each district, and which of its residents work.

Self-containment is a share of those who work somewhere, who may come from three hundred districts.
Each sum is made once, when tables are built, and a sentence rests on it as on one row. Only fixed
workplaces away from home are summed: people at home commute nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from sectorscope.schema.commuting import AREA
from sectorscope.schema.provision import EVERY

WORKERS, RESIDENTS = "workers", "residents"
DIMENSION = "commuting"
ENDS = {WORKERS: "work", RESIDENTS: "home"}
"""Which end of a flow a sum is of, by what it counts."""
_FILE = ("snapshot", "dataset", "population", "census")


def commuters(flows: pa.Table) -> list[dict[str, Any]]:
    """Rows of table `total` from table `commuting`: one a file, district and end.

    A sum with a figure withheld has no value.
    """
    fixed = flows.filter(pc.call_function("equal", [flows["place"], pa.scalar(AREA)]))
    known = pc.call_function("is_valid", [fixed["value"]]).cast(pa.int64())
    fixed = fixed.append_column("known", known)
    return [_row(row, measure) for measure in ENDS for row in _summed(fixed, measure)]


def _summed(fixed: pa.Table, measure: str) -> Iterator[dict[str, Any]]:
    """By the district's code: a file may spell its name in two ways, and the first is taken."""
    end = ENDS[measure]
    grouped = fixed.group_by([*_FILE, f"{end}_code"])
    yield from grouped.aggregate(
        [(end, "min"), ("value", "sum"), ("known", "sum"), ("known", "count")]
    ).to_pylist()


def _row(summed: dict[str, Any], measure: str) -> dict[str, Any]:
    end, cells = ENDS[measure], summed["known_count"]
    absent = cells - summed["known_sum"]
    return {
        "dataset": summed["dataset"],
        "measure": measure,
        "basis": summed["population"],
        "unit": "people",
        "dimension": DIMENSION,
        "code": EVERY,
        "place": summed[f"{end}_code"],
        "area": summed[f"{end}_min"],
        "period": summed["census"],
        "whole_year": True,
        "over": "",
        "value": None if absent else summed["value_sum"],
        "low": None,
        "high": None,
        "cells": cells,
        "absent": absent,
        "snapshot": summed["snapshot"],
        "locator": "",
        "raw": None,
    }
