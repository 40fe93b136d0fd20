"""Areas a region can be: the Local Skills Improvement Plan areas of England, by their districts.

The table ships with the product, as dated facts; an area that is not in it can still be studied,
with its districts typed into `study.toml`.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Area:
    """An area as the districts that make it, in a stated version of their geography."""

    name: str
    geography: str
    places: tuple[tuple[str, str], ...]


def names() -> list[str]:
    """Names of all areas."""
    return sorted(a.name for a in _areas().values())


def find(name: str) -> Area | None:
    """The area of that name, whatever its capitals."""
    return _areas().get(" ".join(name.casefold().split()))


def every_place() -> dict[str, str]:
    """Names of the districts of all areas by code."""
    return {code: name for area in _areas().values() for code, name in area.places}


@cache
def _areas() -> dict[str, Area]:
    text = files("sectorscope").joinpath("data", "areas.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    found: dict[str, list[dict[str, str]]] = {}
    for row in csv.DictReader(lines):
        found.setdefault(row["area"], []).append(row)
    return {
        " ".join(name.casefold().split()): Area(
            name, rows[0]["geography"], tuple((r["code"], r["district"]) for r in rows)
        )
        for name, rows in found.items()
    }
