"""Counts of businesses, one square each: a dozen people are not a percentage."""

from __future__ import annotations

from itertools import groupby

from sectorscope.profile import Cell, Data
from sectorscope.render.charts import rows, svg
from sectorscope.render.words import number

_SIDE, _PITCH, _GAP = 15, 19, 14
_END_ROOM = 76
"""Kept free for the number at the end."""
_MOST = 200
"""Above this many squares nobody counts, and the number alone is drawn."""


def draw(data: Data, layout: svg.Layout) -> tuple[str, float]:
    """A line of squares for each label, its number at the end: the drawing and its height."""
    drawn, y = [], 4.0
    for label, group in groupby(rows.named(data), key=lambda row: row.text("label")):
        body, y = _line(label, list(group), y, layout)
        drawn.append(body)
        y += _GAP
    return "".join(drawn), y - _GAP + 4


def _line(label: str, group: list[rows.Named], top: float, layout: svg.Layout) -> tuple[str, float]:
    note = "; ".join(dict.fromkeys(row.text("note") for row in group if row.text("note")))
    words, end = rows.label(top + 12, label, note, layout.label_room)
    start = end - 10 if layout.stacked else top
    counts = [(row.cell("value"), row.text("pattern") or "solid") for row in group]
    marks, lowest = _squares(counts, layout.plot, start, layout.width)
    return words + marks, max(end - 12, lowest)


def _squares(
    counts: list[tuple[Cell, str]], left: float, top: float, width: float
) -> tuple[str, float]:
    patterns = [p for cell, p in counts for _ in range(_how_many(cell))]
    across = int((width - left - _END_ROOM) // _PITCH)
    drawn = [
        svg.square(left + i % across * _PITCH, top + i // across * _PITCH, _SIDE, pattern)
        for i, pattern in enumerate(patterns)
    ]
    last = max(len(patterns) - 1, 0)
    x = left + (last % across + 1) * _PITCH + 5 if patterns else left
    y = top + last // across * _PITCH
    lines = svg.wrap(_end(counts), max(width - x, _END_ROOM))
    for i, words in enumerate(lines):
        drawn.append(svg.text(x, y + 12.5 + i * svg.LEADING, words))
    return "".join(drawn), y + _SIDE + (len(lines) - 1) * svg.LEADING


def _how_many(cell: Cell) -> int:
    whole = cell.value is not None and float(cell.value).is_integer()
    return int(cell.value or 0) if whole and (cell.value or 0) <= _MOST else 0


def _end(counts: list[tuple[Cell, str]]) -> str:
    """The number as printed; of several patterns in one line their sum, unless one is withheld."""
    if len(counts) == 1:
        return counts[0][0].text
    values = [cell.value for cell, _ in counts]
    if any(value is None for value in values):
        return ", ".join(cell.text for cell, _ in counts)
    return number(sum(value for value in values if value is not None))
