"""A map in squares, or in outlines where the reader's districts are held as such.

The number stands on each square; the shade only repeats it, in one colour from light to dark. What
is withheld is hatched and says so: nothing is told by colour alone.
"""

from __future__ import annotations

import re

from sectorscope.profile import Cell, Data, Tile
from sectorscope.render.charts import rows, svg

_GAP = 6
_LARGEST = 156
"""Side of a square: wider, the words in it stand lost."""
_LEAST, _DARKEST = 0.08, 0.5
"""Opacity: light enough for ink on it in both colour schemes; no softer colour is legible there."""
_PAD = 8
_HEIGHT = 84


def draw(data: Data, layout: svg.Layout, tiles: tuple[Tile, ...]) -> tuple[str, float]:
    """Squares, or outlines with a numbered list beneath: the drawing and its height."""
    read = {row.text("label"): row for row in rows.named(data)}
    most = max((r.cell("value").value or 0.0 for r in read.values()), default=0.0) or 1.0
    if all(tile.outline for tile in tiles):
        return _outlines(tiles, read, most, layout)
    across = max(tile.column for tile in tiles) + 1
    side = min((layout.width - _GAP * (across - 1)) / across, _LARGEST)
    drawn = [_square(tile, read[tile.label], most, side) for tile in tiles]
    down = max(tile.row for tile in tiles) + 1
    return "".join(drawn), down * (_HEIGHT + _GAP) - _GAP + 2


def _square(tile: Tile, row: rows.Named, most: float, side: float) -> str:
    x, y = tile.column * (side + _GAP), tile.row * (_HEIGHT + _GAP) + 1
    cell = row.cell("value")
    box = (
        f'<rect x="{svg.at(x + 0.5)}" y="{svg.at(y)}" width="{svg.at(side - 1)}" '
        f'height="{_HEIGHT}" rx="3" {_fill(cell, most)} stroke="{svg.LINE}"/>'
    )
    hatch = _hatched(x, y, side) if cell.value is None else ""
    return box + hatch + _words(tile.label, row, x + _PAD, y, side - 2 * _PAD)


def _words(label: str, row: rows.Named, x: float, y: float, room: float) -> str:
    """Name above, number beneath it, interval at the foot; what has no room is in the data."""
    name = svg.wrap(label, room, svg.SMALL)[:2]
    drawn = [
        svg.text(x, y + 17 + i * 14, line, size=svg.SMALL, halo=False)
        for i, line in enumerate(name)
    ]
    at = y + 24 + 14 * len(name)
    for line in svg.wrap(row.text("value"), room)[:2]:
        drawn.append(svg.text(x, at, line, halo=False))
        at += svg.LEADING
    said = _interval(row)
    if said and svg.width(said, svg.SMALL) <= room + _PAD / 2 and len(name) == 1:
        drawn.append(svg.text(x, at + 1, said, size=svg.SMALL, halo=False))
    return "".join(drawn)


def _interval(row: rows.Named) -> str:
    low, high = row.cell("low"), row.cell("high")
    return f"{low.text}–{high.text}" if low.value is not None and high.value is not None else ""


def _fill(cell: Cell, most: float) -> str:
    if cell.value is None:
        return f'fill="{svg.PAPER}"'
    shade = _LEAST + (_DARKEST - _LEAST) * min(max(cell.value / most, 0.0), 1.0)
    return f'fill="{svg.ACCENT}" fill-opacity="{shade:.2f}"'


def _hatched(x: float, y: float, side: float) -> str:
    """Short slanted strokes along the foot: withheld, not nought."""
    foot, step = y + _HEIGHT - 1, 9
    strokes = "".join(
        f"M{svg.at(x + at)} {svg.at(foot)}l8 -8" for at in range(3, int(side) - 10, step)
    )
    return f'<path d="{strokes}" stroke="{svg.SOFT}" stroke-width="1" fill="none"/>'


def _outlines(
    tiles: tuple[Tile, ...], read: dict[str, rows.Named], most: float, layout: svg.Layout
) -> tuple[str, float]:
    """Outlines as they are, in a box a thousand units wide; a number leads to the list beneath."""
    scale = min(layout.width, 420) / 1000
    shapes, marks, foot = [], [], 0.0
    for number, tile in enumerate(tiles, start=1):
        cell = read[tile.label].cell("value")
        dash = ' stroke-dasharray="14 8"' if cell.value is None else ""
        shapes.append(
            f'<path d="{tile.outline}" transform="scale({scale:.4f})" fill-rule="evenodd" '
            f'{_fill(cell, most)} stroke="{svg.SOFT}" stroke-width="3"{dash}/>'
        )
        x, y = (scale * c for c in middle(tile.outline))
        marks.append(svg.text(x, y + 4, str(number), anchor="middle"))
        foot = max(foot, scale * max(p[1] for p in points(tile.outline)))
    listed, end = _listed(tiles, read, foot + 24, layout)
    return "".join(shapes) + "".join(marks) + listed, end


def _listed(
    tiles: tuple[Tile, ...], read: dict[str, rows.Named], y: float, layout: svg.Layout
) -> tuple[str, float]:
    drawn: list[str] = []
    for number, tile in enumerate(tiles, start=1):
        row = read[tile.label]
        interval = _interval(row)
        said = f"{tile.label}: {row.text('value')}" + (f" ({interval})" if interval else "")
        drawn.append(svg.text(0, y, str(number), fill=svg.SOFT))
        for line in svg.wrap(said, layout.width - 26):
            drawn.append(svg.text(26, y, line))
            y += svg.LEADING
    return "".join(drawn), y - 8


def points(outline: str) -> list[tuple[float, float]]:
    """The corners of an outline."""
    found = re.findall(r"[ML]([\d.]+) ([\d.]+)", outline)
    return [(float(x), float(y)) for x, y in found]


def middle(outline: str) -> tuple[float, float]:
    """The centre of the largest ring's box: where its number stands."""
    rings = [points(ring) for ring in outline.split("Z") if ring.strip()]
    ring = max(rings, key=lambda r: _reach(r, 0) * _reach(r, 1))
    return _mean(ring, 0), _mean(ring, 1)


def _reach(ring: list[tuple[float, float]], axis: int) -> float:
    values = [p[axis] for p in ring]
    return max(values) - min(values)


def _mean(ring: list[tuple[float, float]], axis: int) -> float:
    values = [p[axis] for p in ring]
    return (max(values) + min(values)) / 2
