"""Outlines of districts as a map draws them: few corners, shared borders kept shared.

Corners are put on a grid, coarser until there are few enough, and those that add nothing are left
out. A corner two districts share goes to one place of the grid for both, so that no gap opens.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

MOST = 1_200
"""Corners of all outlines of a map together: some ten kilobytes of the page."""
BOX = 1000
"""The outlines' frame: coordinates from 0 to so much, y downwards."""
STEPS = {"degrees": 0.0005, "metres": 50.0}
"""The grid that table `boundary` keeps, by unit: on a map of a region 50 km wide, one step of its
frame. 0.0005 degrees are 30 to 60 metres in Britain."""

Point = tuple[float, float]
Ring = list[Point]


def thinned(rings: Sequence[Ring], step: float) -> list[Ring]:
    """Rings with their corners on a grid; those that are no shape there any more are left out.

    Args:
        rings: corners in order, east first; the last need not repeat the first.
        step: width of the grid, in the rings' own unit.
    """
    made = (_on_grid(ring, step) for ring in rings)
    return [ring for ring in made if len(ring) > 2]  # noqa: PLR2004 - a line or a point


def written(rings: Sequence[Ring]) -> str:
    """Rings as table `boundary` keeps them: `x y,x y,…` each, `;` between."""
    return ";".join(",".join(f"{_short(x)} {_short(y)}" for x, y in ring) for ring in rings)


def rings_of(text: str) -> list[Ring]:
    """The rings of a row of table `boundary`; the reverse of `written`."""
    return [[_pair(corner) for corner in ring.split(",")] for ring in text.split(";")]


def centre(rings: Sequence[Ring]) -> Point:
    """The middle of the largest ring's box: enough to say who lies north of whom."""
    ring = max(rings, key=lambda r: _extent(r, 0) * _extent(r, 1))
    x, y = ([p[axis] for p in ring] for axis in (0, 1))
    return (min(x) + max(x)) / 2, (min(y) + max(y)) / 2


def drawn(shapes: Mapping[str, Sequence[Ring]], most: int = MOST) -> dict[str, str]:
    """SVG paths by code in a box of `BOX`, north upwards.

    Args:
        shapes: rings by code, all in degrees (longitude first) or all in metres.
        most: corners of all outlines together.
    """
    if not shapes:
        return {}
    return _coarse(dict(zip(shapes, _fitted(list(shapes.values())), strict=True)), most)


def _short(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _pair(corner: str) -> Point:
    x, _, y = corner.partition(" ")
    return float(x), float(y)


def _extent(ring: Ring, axis: int) -> float:
    values = [p[axis] for p in ring]
    return max(values) - min(values)


def _fitted(shapes: Sequence[Sequence[Ring]]) -> Iterator[list[Ring]]:
    """In the box, north upwards; degrees are narrowed as they are at that latitude."""
    points = [p for rings in shapes for ring in rings for p in ring]
    (left, right), (low, high) = ((min(v), max(v)) for v in zip(*points, strict=True))
    degrees = abs(left) <= 180 and abs(right) <= 180 and abs(low) <= 90 and abs(high) <= 90  # noqa: PLR2004
    narrow = math.cos(math.radians((low + high) / 2)) if degrees else 1.0
    scale = BOX / max((right - left) * narrow, high - low, 1e-9)
    for rings in shapes:
        yield [[((x - left) * narrow * scale, (high - y) * scale) for x, y in r] for r in rings]


def _coarse(shapes: Mapping[str, list[Ring]], most: int) -> dict[str, str]:
    """Paths on the finest grid that leaves few enough corners.

    A district too small for it keeps the corners that the finest grid of all gives it.
    """
    step = 1.0
    while True:
        kept = {code: thinned(rings, step) for code, rings in shapes.items()}
        if sum(len(r) for rings in kept.values() for r in rings) <= most or step > BOX / 8:
            break
        step *= 1.5
    shown = {code: rings or thinned(shapes[code], 1.0) for code, rings in kept.items()}
    return {code: "".join(_path(r) for r in rings) for code, rings in shown.items() if rings}


def _on_grid(ring: Ring, step: float) -> Ring:
    """Corners on the grid, without repeats and without those on a straight line."""
    snapped = [(round(x / step) * step, round(y / step) * step) for x, y in ring]
    plain = [p for i, p in enumerate(snapped) if p != snapped[i - 1]]
    if len(plain) < 3:  # noqa: PLR2004 - a line or a point is no shape
        return []
    turned = [(plain[i - 1], p, plain[(i + 1) % len(plain)]) for i, p in enumerate(plain)]
    return [p for before, p, after in turned if _bends(before, p, after, step)]


def _bends(a: Point, b: Point, c: Point, step: float) -> bool:
    """Whether a corner turns: on the grid, by at least half of one of its squares."""
    twice = abs((b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]))
    return twice > step * step / 2


def _path(ring: Ring) -> str:
    corners = [f"{min(max(x, 0), BOX):g} {min(max(y, 0), BOX):g}" for x, y in ring]
    return "M" + "L".join(corners) + "Z"
