"""Boundaries and look-ups of areas, re-created small: the publisher's names, invented shapes."""

from __future__ import annotations

import json
from typing import Any

DISTRICTS = {"E08000035": "Leeds", "E08000032": "Bradford", "E08000033": "Calderdale"}
WEST, SOUTH = -2.0, 53.7
SIDE = 0.2


def box(west: float, south: float, east: float, north: float) -> list[list[float]]:
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def square(column: int, row: int = 0) -> list[list[float]]:
    """A square of a row from the west, in degrees about Leeds."""
    west, south = WEST + column * SIDE, SOUTH + row * SIDE
    return box(west, south, west + SIDE, south + SIDE)


def feature(
    code: str | None,
    *rings: list[list[float]],
    prefix: str = "LAD23",
    name: str = "",
    **more: object,
) -> dict[str, Any]:
    own = {f"{prefix}CD": code, f"{prefix}NM": name or DISTRICTS.get(str(code), "Elsewhere")}
    shape = {"type": "Polygon", "coordinates": list(rings)}
    return {"type": "Feature", "properties": own, "geometry": shape} | more


def features() -> list[dict[str, Any]]:
    return [feature(code, square(i)) for i, code in enumerate(DISTRICTS)]


def geojson(*given: dict[str, Any]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": given or features()}).encode()


def topology(**changes: object) -> bytes:
    """Two squares side by side: line 0 is their border, walked south by one, north by the other."""
    geometries = [
        {"type": "Polygon", "arcs": [[0, 1]], "properties": {"lad13cd": "E08000035"}},
        {"type": "MultiPolygon", "arcs": [[[-1, 2]]], "properties": {"lad13cd": "E08000032"}},
    ]
    made = {
        "type": "Topology",
        "transform": {"scale": [0.1, 0.1], "translate": [WEST, SOUTH]},
        "arcs": [
            [[2, 2], [0, -2]],
            [[2, 0], [2, 0], [0, 2], [-2, 0]],
            [[2, 2], [-2, 0], [0, -2], [2, 0]],
        ],
        "objects": {"lad": {"type": "GeometryCollection", "geometries": geometries}},
    }  # fmt: skip
    return json.dumps(made | changes).encode()


GOOD: dict[str, tuple[str, bytes, bytes | None]] = {
    "boundaries, GeoJSON": ("boundaries", geojson(), None),
    "boundaries, TopoJSON": ("boundaries", topology(), None),
}
