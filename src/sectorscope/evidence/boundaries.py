"""Outlines of districts from a GeoJSON file the user has: few corners, shared borders kept shared.

Corners are put on a grid, coarser until there are few enough, and those that add nothing are left
out. A corner two districts share goes to one place of the grid for both, so that no gap opens.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sectorscope.errors import EvidenceRefused

LARGEST = 64_000_000
"""Bytes of a file: the full-resolution districts of the United Kingdom have about 40 million."""
MOST = 1_200
"""Corners of all outlines together."""
BOX = 1000
"""The outlines' frame: coordinates from 0 to so much, y downwards."""

Point = tuple[float, float]
Ring = list[Point]


@dataclass(frozen=True)
class Outlines:
    """SVG paths by code, in a box of `BOX`, and each one's centre in the file's own coordinates."""

    paths: Mapping[str, str]
    centres: Mapping[str, Point]


def outlines(data: bytes, codes: Collection[str], most: int = MOST) -> Outlines:
    """Outlines of some districts.

    Args:
        data: a GeoJSON feature collection whose features have a district's code as a property.
        codes: of the districts wanted; others are passed over.
        most: corners of all outlines together.

    Raises:
        EvidenceRefused: it is no such file, is too large, or has none of the districts.
    """
    found = dict(_features(_read(data), codes))
    if not found:
        raise EvidenceRefused(
            "the boundaries hold none of the region's districts",
            expected="features with one of the codes " + ", ".join(sorted(codes)[:3]) + " …",
            hint="boundaries of the districts, of the same year as the region's list",
        )
    centres = {code: _centre(rings) for code, rings in found.items()}
    flat = dict(zip(found, _fitted(list(found.values())), strict=True))
    return Outlines(_coarse(flat, most), centres)


def _read(data: bytes) -> Any:  # noqa: ANN401 - whatever a stranger wrote
    if len(data) > LARGEST:
        raise EvidenceRefused(
            f"boundaries of {len(data):,} bytes",
            expected=f"at most {LARGEST:,}",
            hint="the generalised version that the same publisher offers",
        )
    try:
        held = json.loads(data)
    except (ValueError, RecursionError) as why:
        raise EvidenceRefused("the boundaries are no JSON", expected="GeoJSON") from why
    kind = held.get("type") if isinstance(held, dict) else None
    if kind != "FeatureCollection":
        hint = "save it as GeoJSON, for example with mapshaper" if kind == "Topology" else ""
        raise EvidenceRefused(
            f"boundaries of type {kind!r}", expected="a GeoJSON FeatureCollection", hint=hint
        )
    return held


def _features(held: Any, codes: Collection[str]) -> Iterator[tuple[str, list[Ring]]]:  # noqa: ANN401
    """The wanted districts with their rings; any property may hold the code."""
    for feature in held.get("features") or ():
        values = (feature.get("properties") or {}).values()
        code = next((v for v in values if isinstance(v, str) and v in codes), None)
        geometry = feature.get("geometry") or {}
        shapes = geometry.get("coordinates")
        if code is None or geometry.get("type") not in ("Polygon", "MultiPolygon"):
            continue
        polygons: Any = [shapes] if geometry["type"] == "Polygon" else shapes
        try:
            yield code, [[_point(p) for p in ring] for polygon in polygons for ring in polygon]
        except (TypeError, ValueError, IndexError) as why:
            raise EvidenceRefused(
                f"the outline of {code} cannot be read", expected="rings of pairs of numbers"
            ) from why


def _point(pair: Sequence[float]) -> Point:
    x, y = float(pair[0]), float(pair[1])
    if not (math.isfinite(x) and math.isfinite(y)):
        raise ValueError("a corner that is nowhere")
    return x, y


def _centre(rings: list[Ring]) -> Point:
    """The middle of the largest ring's box: enough to say who lies north of whom."""
    ring = max(rings, key=lambda r: _extent(r, 0) * _extent(r, 1))
    x, y = ([p[axis] for p in ring] for axis in (0, 1))
    return (min(x) + max(x)) / 2, (min(y) + max(y)) / 2


def _extent(ring: Ring, axis: int) -> float:
    values = [p[axis] for p in ring]
    return max(values) - min(values)


def _fitted(shapes: list[list[Ring]]) -> Iterator[list[Ring]]:
    """In the box, north upwards; degrees are narrowed as they are at that latitude."""
    points = [p for rings in shapes for ring in rings for p in ring]
    (left, right), (low, high) = ((min(v), max(v)) for v in zip(*points, strict=True))
    degrees = abs(left) <= 180 and abs(right) <= 180 and abs(low) <= 90 and abs(high) <= 90  # noqa: PLR2004
    narrow = math.cos(math.radians((low + high) / 2)) if degrees else 1.0
    scale = BOX / max((right - left) * narrow, high - low, 1e-9)
    for rings in shapes:
        yield [[((x - left) * narrow * scale, (high - y) * scale) for x, y in r] for r in rings]


def _coarse(shapes: Mapping[str, list[Ring]], most: int) -> dict[str, str]:
    step = 1.0
    while True:
        made = {c: [_on_grid(r, step) for r in rings] for c, rings in shapes.items()}
        kept = {c: [r for r in rings if len(r) > 2] for c, rings in made.items()}  # noqa: PLR2004
        if sum(len(r) for rings in kept.values() for r in rings) <= most or step > BOX / 8:
            return {c: "".join(_path(r) for r in rings) for c, rings in kept.items() if rings}
        step *= 1.5


def _on_grid(ring: Ring, step: float) -> Ring:
    """Corners on the grid, without repeats and without those on a straight line."""
    snapped = [(round(x / step) * step, round(y / step) * step) for x, y in ring]
    plain = [p for i, p in enumerate(snapped) if p != snapped[i - 1]]
    if len(plain) < 3:  # noqa: PLR2004 - a line or a point is no shape
        return []
    turned = [(plain[i - 1], p, plain[(i + 1) % len(plain)]) for i, p in enumerate(plain)]
    return [p for before, p, after in turned if _bends(before, p, after)]


def _bends(a: Point, b: Point, c: Point) -> bool:
    return abs((b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])) > 1e-9  # noqa: PLR2004


def _path(ring: Ring) -> str:
    corners = [f"{min(max(x, 0), BOX):g} {min(max(y, 0), BOX):g}" for x, y in ring]
    return "M" + "L".join(corners) + "Z"
