"""Boundaries and look-ups of areas, re-created small: the publisher's names, invented shapes."""

from __future__ import annotations

import io
import json
from typing import Any

import openpyxl

from tests.evidence.samples import table

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


DISTRICT_LIST = ("lad_code", "lad_name", "date_of_introduction", "date_of_termination", "status")
TO_LSIP = (
    "first_available_year_included",
    "most_recent_year_included",
    "lad_name",
    "lsip_name",
    "lad_code",
    "lsip_code",
)
TO_REGION = ("region_code", "region_name", "old_la_code", "la_name", "new_la_code")


def districts(*rows: tuple[str, ...]) -> bytes:
    """A list of districts with dates, as the department writes it."""
    given = rows or (
        ("E08000035", "Leeds", "", "", "live"),
        ("E07000163", "Craven", "", "31/03/2023", "terminated"),
        ("E06000065", "North Yorkshire", "01/04/2023", "", "live"),
    )
    return table(DISTRICT_LIST, given)


def to_lsip() -> bytes:
    return table(
        TO_LSIP,
        [
            ("2023", "2025", "Leeds", "West Yorkshire", "E08000035", "E69000037"),
            ("2023", "2023", "Southwark", "Greater London", "E09000028", "E69000013"),
            ("2025", "2025", "Southwark", "Central London Forward", "E09000028", "E69000039"),
        ],
    )


def to_authority(year: int = 19) -> bytes:
    names = [f"{stem}{year}{end}" for stem in ("LAD", "CAUTH") for end in ("CD", "NM")]
    row = ("1", "E08000035", "Leeds", "E47000003", "West Yorkshire", "")
    return table(("FID", *names, "column4"), [row])


def workbook() -> bytes:
    """A workbook whose first sheet says where it is from, and whose second is the look-up."""
    book = openpyxl.Workbook()
    book.active.append(("Local_Authority_District", "https://example.org"))  # type: ignore[union-attr]
    sheet = book.create_sheet("districts 2011")
    craven, north = ("E07000163", "Craven"), ("E06000065", "North Yorkshire")
    sheet.append(("LAD11CD", "LAD11NM", "LAD11NMW", "LAD21CD", "LAD21NM", "LAD23CD", "LAD23NM"))
    sheet.append((*craven, "", *craven, *north))
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


GOOD: dict[str, tuple[str, bytes, bytes | None]] = {
    "boundaries, GeoJSON": ("boundaries", geojson(), None),
    "boundaries, TopoJSON": ("boundaries", topology(), None),
    "areas, dated": ("areas", districts(), None),
    "areas, LSIP": ("areas", to_lsip(), None),
    "areas, authorities": ("areas", to_authority(), None),
    "areas, workbook": ("areas", workbook(), None),
}
