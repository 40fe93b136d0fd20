"""Rows by columns of counts: the number is written, the shade says what part of those asked."""

from __future__ import annotations

from sectorscope.profile import Cell, Data
from sectorscope.render.charts import headings, svg
from sectorscope.render.charts.grid import Grid, read

_CELL = 30
"""Height of a cell."""
_DARKEST = 0.5
"""Dark enough to stand out, light enough for ink on it in both colour schemes."""


def draw(data: Data, layout: svg.Layout) -> tuple[str, float]:
    """The grid under its headings: the drawing and its height."""
    grid = read(data)
    heads = headings.choose(grid, layout)
    grid = grid.within(_room(heads))
    above, y = heads.above()
    body, y = _body(grid, heads, y + 8)
    key, y = heads.key(y)
    left_out, y = _left_out(grid, heads, y)
    return above + body + key + left_out, y


def _body(grid: Grid, heads: headings.Headings, y: float) -> tuple[str, float]:
    drawn: list[str] = []
    for row, label in enumerate(grid.labels):
        lines = svg.wrap(label, heads.left - 12)
        height = max(_CELL, len(lines) * svg.LEADING + 6)
        drawn.append(_lines(lines, y + height / 2))
        for column, cell in enumerate(grid.cells[row]):
            drawn.append(_shaded(cell, grid.share(row, column), heads, column, (y, height)))
        if grid.row_n:
            drawn.append(_plain(grid.row_n[row], heads, len(grid.heads), y + height / 2))
        y += height + 3
    return "".join(drawn) + _asked(grid, heads, y), y + (24 if grid.column_n else 0)


def _lines(lines: list[str], middle: float) -> str:
    top = middle - (len(lines) - 1) * svg.LEADING / 2 + 4.5
    return "".join(svg.text(0, top + i * svg.LEADING, said) for i, said in enumerate(lines))


def _shaded(
    cell: Cell, share: float, heads: headings.Headings, column: int, row: tuple[float, float]
) -> str:
    y, height = row
    x, shade = heads.left + column * heads.pitch, 0.08 + (_DARKEST - 0.08) * share
    fill = f'fill="{svg.ACCENT}" fill-opacity="{shade:.2f}"' if share else f'fill="{svg.WASH}"'
    box = f'<rect x="{svg.at(x + 1.5)}" y="{svg.at(y)}" width="{svg.at(heads.pitch - 3)}"'
    return f'{box} height="{svg.at(height)}" rx="2" {fill}/>' + _plain(
        cell, heads, column, y + height / 2, ink=bool(share)
    )


def _plain(
    cell: Cell, heads: headings.Headings, column: int, middle: float, *, ink: bool = False
) -> str:
    """A number in the middle of its column, quiet unless it counts somebody."""
    said = cell.text if _fits(cell, heads) else "–"
    x = heads.left + (column + 0.5) * heads.pitch
    fill = svg.INK if ink else svg.SOFT
    return svg.text(x, middle + 4.5, said, fill=fill, anchor="middle", halo=False)


def _asked(grid: Grid, heads: headings.Headings, y: float) -> str:
    if not grid.column_n:
        return ""
    cells = (_plain(cell, heads, i, y + 10) for i, cell in enumerate(grid.column_n))
    return svg.text(0, y + 14.5, "asked", fill=svg.SOFT) + "".join(cells)


def _room(heads: headings.Headings) -> float:
    return heads.pitch - 4


def _fits(cell: Cell, heads: headings.Headings) -> bool:
    return svg.width(cell.text) <= _room(heads)


def _left_out(grid: Grid, heads: headings.Headings, y: float) -> tuple[str, float]:
    """What a dash stands for, where a cell's own words have no room."""
    every = (cell for row in grid.cells for cell in row)
    words = dict.fromkeys(cell.text for cell in every if not _fits(cell, heads))
    if not words:
        return "", y
    said = f"– {', '.join(words)}"
    return svg.text(0, y + 20, said, fill=svg.SOFT, size=svg.SMALL), y + 26
