"""Numbers with their intervals on one common scale: from zero, or of ratios about one.

What nobody gave is not drawn: a number without an interval is a hollow dot and says so. A
sensitivity is dashed, because it is no interval. One accent for ours, grey for what is not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sectorscope.profile import Data
from sectorscope.render.charts import rows, scale, svg

_OURS = ("derived", "implied", "counted", "ours", "sensitivity")
_GAP = 18
"""Between one row and the next."""
_AWAY = 12
"""Between a mark and the words about it."""


@dataclass(frozen=True)
class Row:
    """One number of the figure."""

    label: str
    note: str
    said: str
    value: float | None
    ends: tuple[float, float] | None
    dashed: bool
    ours: bool


def draw(data: Data, layout: svg.Layout) -> tuple[str, float]:
    """The rows under one another above a common axis: the drawing and its height."""
    return _drawn(data, layout, scale.Scale.of)


def ratios(data: Data, layout: svg.Layout) -> tuple[str, float]:
    """The same above a logarithmic axis that holds one."""
    return _drawn(data, layout, scale.Ratios.of)


def _drawn(data: Data, layout: svg.Layout, of: Callable[..., scale.Scale]) -> tuple[str, float]:
    read = [_read(row) for row in rows.named(data)]
    values = [v for row in read for v in (row.value, *(row.ends or ())) if v is not None]
    axis = of(values, layout.plot, layout.width, most=3 if layout.stacked else 4)
    drawn, y = [], 6.0
    for row in read:
        body, y = _row(row, y, layout, axis)
        drawn.append(body)
        y += _GAP
    bottom = y - _GAP / 2
    below, height = axis.draw(bottom, rows.unit(data, "value"), layout)
    grid = "" if layout.stacked else axis.grid(0, bottom)
    return grid + "".join(drawn) + below, height


def _read(row: rows.Named) -> Row:
    value, low, high = (row.cell(name).value for name in ("value", "low", "high"))
    kind = row.text("kind")
    ends = None if low is None or high is None else (low, high)
    note = row.text("note")
    return Row(
        label=row.text("label"),
        note=note if kind.lower() in note.lower() else f"{kind}: {note}" if note else kind,
        said=_said(row, value, ends),
        value=value,
        ends=ends,
        dashed="sensitivity" in kind.lower(),
        ours=any(word in kind.lower() for word in _OURS),
    )


def _said(row: rows.Named, value: float | None, ends: tuple[float, float] | None) -> str:
    """The words on the mark: the value as printed, and its interval or that there is none."""
    if value is None:
        return row.text("value")
    if ends is None:
        return f"{row.text('value')} · no interval given"
    dash = " to " if ends[0] < 0 else "–"
    return f"{row.text('value')} · {row.text('low')}{dash}{row.text('high')}"


def _row(row: Row, top: float, layout: svg.Layout, axis: scale.Scale) -> tuple[str, float]:
    words, end = rows.label(top + 12, row.label, row.note, layout.label_room)
    middle = end - 2 if layout.stacked else top + 8
    said, lowest = _words(row, middle, axis)
    # Above stacked marks stand labels, which no line of the scale may cross.
    grid = axis.rail(middle, lowest + 2) if layout.stacked else ""
    return grid + words + _mark(row, middle, axis) + said, max(end - 12, lowest)


def _mark(row: Row, y: float, axis: scale.Scale) -> str:
    if row.value is None:
        return ""
    colour = svg.ACCENT if row.ours else svg.SOFT
    dot = f'<circle cx="{svg.at(axis.at(row.value))}" cy="{svg.at(y)}"'
    if row.ends is None:
        return f'{dot} r="5" fill="{svg.PAPER}" stroke="{colour}" stroke-width="2"/>'
    dashes = ' stroke-dasharray="4 3"' if row.dashed else ""
    low, high = (axis.at(end) for end in row.ends)
    # The caps stand out where an interval is narrower than its dot.
    caps = f"M{svg.at(low)} {svg.at(y - 8)}v16M{svg.at(high)} {svg.at(y - 8)}v16"
    return (
        svg.line(low, y, high, y, f'stroke="{colour}" stroke-width="3"{dashes}')
        + f'<path d="{caps}" stroke="{colour}" stroke-width="1.5"/>'
        + f'{dot} r="4.5" fill="{colour}"/>'
    )


def _words(row: Row, y: float, axis: scale.Scale) -> tuple[str, float]:
    """Beside the mark where there is room, right before left; else beneath it."""
    places = [axis.at(v) for v in (row.value, *(row.ends or ())) if v is not None] or [axis.left]
    fill = svg.INK if row.ours else svg.SOFT
    room = svg.width(row.said) + _AWAY
    if max(places) + room <= axis.right:
        return svg.text(max(places) + _AWAY, y + 4.5, row.said, fill=fill), y + 9
    if min(places) - room >= axis.left:
        return svg.text(min(places) - _AWAY, y + 4.5, row.said, fill=fill, anchor="end"), y + 9
    drawn: list[str] = []
    for words in svg.wrap(row.said, axis.right - axis.left):
        y += svg.LEADING + (5 if not drawn else 0)
        taken = svg.width(words)
        x = max(axis.left, min(places[0] - taken / 2, axis.right - taken))
        drawn.append(svg.text(x, y, words, fill=fill))
    return "".join(drawn), y + 4
