"""Boundaries as a file the user has them: codes, names, and outlines coarse enough for a map.

The property that holds the code is found by its name, as the publisher builds it: what kind of
area, two digits of the year, `CD` (`LAD23CD`, `lad19cd`, `CAUTH24CD`); beside it `NM`, the name.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import pyarrow as pa

from sectorscope.concepts.area_changes import changes
from sectorscope.evidence.area_codes import code_name, is_code, kind_of, year_of
from sectorscope.evidence.boundaries import STEPS, Ring, centre, thinned, written
from sectorscope.evidence.gates import inspect
from sectorscope.evidence.gates.places import areas
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.rows import decode
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Dropped, Remarks
from sectorscope.evidence.sources.boundaries.layers import Feature, Layer
from sectorscope.schema import whole_text

_PLAIN = ("code", "reference", "gss_code")
"""Names of the code that say neither kind nor year."""
NAMED = 3
"""Areas that a remark names, before it says that there are more."""
_WITHIN = {"degrees": ((-9.5, 2.5), (49.0, 61.5)), "metres": ((-2e4, 7e5), (-2e4, 1.3e6))}
"""Where the United Kingdom lies, by unit: longitude and latitude (WGS 84), easting and northing
(British National Grid), each with some room."""


class _Column(NamedTuple):
    """The property that holds the code, the one that holds the name, and what they are of."""

    code: str
    name: str
    kind: str
    version: str


def read(
    snapshot: Snapshot, data: bytes, mapping: bytes | None = None
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Rows of table `boundary`.

    Raises:
        GateRefused: gates `oversize`, `encoding`, `html`, `json_error`, `truncated`, `no_rows`,
            `fields`, `values`, `areas`.
    """
    rows, _ = _opened(data, snapshot.name, snapshot.overridden)
    yield "boundary", [row | {"snapshot": snapshot.sha256} for row in rows]


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """Which areas have ended since, whose year is not known, and what had no code."""
    rows, bare = _opened(data, snapshot.name, snapshot.overridden)
    said: list[str] = []
    merged = [c for r in rows if (c := changes().get(r["code"])) and c.how == "merged"]
    if merged:
        some = "; ".join(f"{c.name} on {c.last_day}" for c in merged[:NAMED])
        said.append(
            f"{len(merged):,} of {len(rows):,} areas have ended and gone into others: {some}"
            + "; …" * (len(merged) > NAMED)
            + ". A region that has what came after needs outlines of a later year"
        )
    if rows[0]["version"] == "not stated":
        said.append("neither a property nor the file's name says of which year the codes are")
    return Remarks(tuple(said), (Dropped("areas without a code", bare),) if bare else ())


@lru_cache(maxsize=1)
def _opened(data: bytes, name: str, overridden: frozenset[str]) -> tuple[list[dict[str, Any]], int]:
    """The rows, and how many areas were left out for want of a code."""
    inspect(data, name, table=False)
    text, encoding, mark = decode(data)
    layer = Layer(text, len(data), name)
    column = _column(layer.features, name)
    coded = _coded(layer.features, column, "fields" in overridden)
    rings = {code: layer.rings(feature, code) for code, feature in coded.items()}
    unit = _unit([ring for shape in rings.values() for ring in shape])
    places = _places(data[mark:], encoding, list(coded), mark)
    rows = [
        {
            "code": code,
            "name": whole_text(str(feature.properties.get(column.name) or "")).strip() or None,
            "kind": column.kind,
            "version": column.version,
            **_outline(code, rings[code], unit),
            **places[code],
        }
        for code, feature in coded.items()
    ]
    if "areas" not in overridden:
        _check_names(rows)
    return rows, len(layer.features) - len(rows)


def _column(features: list[Feature], name: str) -> _Column:
    """Of several properties with codes, the first in which no code stands twice: the area's own."""
    found = [key for key in features[0].properties if code_name(key) or key.casefold() in _PLAIN]
    own = next((key for key in found if _own(features, key)), found[0] if found else None)
    if own is None:
        raise GateRefused(
            "fields",
            f"no property of {name} holds the code of an area",
            expected="one called like LAD23CD, or code",
            hint="properties are " + ", ".join(list(features[0].properties)[:8]),
        )
    parts = code_name(own)
    stem = own[:-2] if parts else ""
    wanted = ("name",) if not parts else (f"{stem}nm".casefold(),)
    called = next((k for k in features[0].properties if k.casefold() in wanted), "")
    return _Column(own, called, kind_of(own), year_of(own, name))


def _own(features: list[Feature], key: str) -> bool:
    codes = [c for f in features if is_code(c := f.properties.get(key))]
    return bool(codes) and len(set(codes)) == len(codes)


def _coded(features: list[Feature], column: _Column, leave_out: bool) -> dict[str, Feature]:
    found: dict[str, Feature] = {}
    bare = [f for f in features if not is_code(f.properties.get(column.code))]
    if bare and not leave_out:
        value = bare[0].properties.get(column.code)
        raise GateRefused(
            "fields",
            f"{len(bare):,} of {len(features):,} areas have no code: "
            f"{column.code} is {str(value)[:40]!r}",
            expected="a letter and eight digits, such as E08000035",
        )
    for feature in features:
        code = feature.properties.get(column.code)
        if code in found:
            raise GateRefused(
                "fields",
                f"{column.code} {code} stands twice",
                expected="each area once, its parts in one outline",
            )
        if is_code(code):
            found[str(code)] = feature
    return found


def _unit(rings: list[Ring]) -> str:
    """Degrees or metres, by where the corners lie; anything else is refused."""
    corners = [p for ring in rings for p in ring]
    if not corners:
        raise GateRefused("values", "the outlines have no corners", expected="rings of corners")
    ends = [(min(v), max(v)) for v in zip(*corners, strict=True)]
    turned = all(abs(v) <= 180 for end in ends for v in end)  # noqa: PLR2004 - degrees there are
    unit = "degrees" if turned else "metres"
    if _lies(ends, unit):
        return unit
    hint = "save it in WGS 84 or in British National Grid."
    if turned and _lies(ends[::-1], unit):
        hint = "latitude stands before longitude; GeoJSON has it the other way."
    (west, east), (south, north) = ends
    raise GateRefused(
        "values",
        f"corners lie from {west:.6g} to {east:.6g} and from {south:.6g} to {north:.6g}",
        expected="longitude and latitude, or easting and northing, within the United Kingdom",
        hint=hint,
    )


def _lies(ends: list[tuple[float, float]], unit: str) -> bool:
    return all(
        low <= least and most <= high
        for (least, most), (low, high) in zip(ends, _WITHIN[unit], strict=True)
    )


def _outline(code: str, rings: list[Ring], unit: str) -> dict[str, Any]:
    kept = thinned(rings, STEPS[unit])
    if not kept:
        raise GateRefused("values", f"the outline of {code} encloses nothing", expected="a shape")
    x, y = centre(kept)
    return {"outline": written(kept), "unit": unit, "x": round(x, 4), "y": round(y, 4)}


def _places(
    data: bytes, encoding: str, codes: list[str], mark: int
) -> dict[str, dict[str, str | None]]:
    """Where each code stands in the file, within its quotation marks; codes in the file's order."""
    found: dict[str, dict[str, str | None]] = {}
    quote, at = '"'.encode(encoding), 0
    for code in codes:
        wanted = code.encode(encoding)
        quoted = quote + wanted + quote
        later = data.find(quoted, at)
        if later < 0:  # written in escapes: the whole file, then
            found[code] = {"locator": f"bytes=0-{mark + len(data)}", "raw": None}
            continue
        at = later
        start = mark + at + len(quote)
        found[code] = {"locator": f"bytes={start}-{start + len(wanted)}", "raw": code}
    return found


def _check_names(rows: list[dict[str, Any]]) -> None:
    """Refuse a code beside another area's name."""
    named = [{"area_code": r["code"], "area": r["name"], "period": ""} for r in rows if r["name"]]
    if named:
        areas(pa.Table.from_pylist(named))
