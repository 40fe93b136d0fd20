"""Headings over the columns of a matrix: level where they fit, slanted where they do not.

A phone has room for neither, so there each column gets a letter and the key stands beneath.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Literal

from sectorscope.render.charts import svg
from sectorscope.render.charts.grid import Grid

_SLANT = 45
_LONGEST = 124
"""Length of a slanted line."""
_MOST_LINES = 3


@dataclass(frozen=True)
class Headings:
    """Where columns stand and how they are named; `asked` names the last, which is not shaded."""

    names: tuple[str, ...]
    asked: bool
    style: Literal["level", "slanted", "letters"]
    layout: svg.Layout
    left: float
    pitch: float

    def above(self) -> tuple[str, float]:
        """The headings, and where the cells can begin."""
        if self.style == "slanted":
            return self._slanted()
        names = tuple(ascii_uppercase[: len(self.names)]) if self.style == "letters" else self.names
        heads = [svg.wrap(name, self.pitch - 6, svg.SMALL) for name in names + self._last()]
        most = max(len(lines) for lines in heads)
        drawn = [
            self._level(line, column, (most - len(lines) + i) * svg.SMALL_LEADING + 12)
            for column, lines in enumerate(heads)
            for i, line in enumerate(lines)
        ]
        return "".join(drawn), most * svg.SMALL_LEADING

    def key(self, y: float) -> tuple[str, float]:
        """What the letters stand for, where there are letters."""
        if self.style != "letters":
            return "", y
        drawn, y = [], y + 22
        for letter, name in zip(ascii_uppercase, self.names, strict=False):
            drawn.append(svg.text(0, y, letter, size=svg.SMALL))
            for line in svg.wrap(name, self.layout.width - 22, svg.SMALL):
                drawn.append(svg.text(22, y, line, fill=svg.SOFT, size=svg.SMALL))
                y += svg.LEADING
        return "".join(drawn), y - 8

    def _last(self) -> tuple[str, ...]:
        return ("asked",) if self.asked else ()

    def _level(self, line: str, column: int, y: float) -> str:
        x = self.left + (column + 0.5) * self.pitch
        return svg.text(x, y, line, fill=svg.SOFT, size=svg.SMALL, anchor="middle")

    def _slanted(self) -> tuple[str, float]:
        heads = [svg.wrap(name, _LONGEST, svg.SMALL) for name in self.names + self._last()]
        longest = max(svg.width(line, svg.SMALL) for lines in heads for line in lines)
        most = max(len(lines) for lines in heads)
        height = longest * math.sin(math.radians(_SLANT)) + most * 7 + 10
        drawn = "".join(self._turned(lines, i, height) for i, lines in enumerate(heads))
        return drawn, height

    def _turned(self, lines: list[str], column: int, y: float) -> str:
        x = self.left + (column + 0.5) * self.pitch + 4
        first = 4 - 6.5 * (len(lines) - 1)
        said = "".join(
            svg.text(0, first + 13 * i, line, fill=svg.SOFT, size=svg.SMALL, halo=False)
            for i, line in enumerate(lines)
        )
        return f'<g transform="translate({svg.at(x)} {svg.at(y - 4)}) rotate(-{_SLANT})">{said}</g>'


def choose(grid: Grid, layout: svg.Layout) -> Headings:
    """The plainest headings that fit beside the rows' labels."""
    names, asked = grid.heads, bool(grid.row_n)
    most = 160 if layout.stacked else 210
    left = min(most, max(svg.width(label) for label in ("asked", *grid.labels)) + 20)
    room = layout.width - left
    if layout.stacked:
        return Headings(names, asked, "letters", layout, left, _pitch(room, names, asked))
    pitch = _pitch(room, names, asked)
    if all(_fits(name, pitch) for name in names):
        return Headings(names, asked, "level", layout, left, pitch)
    return Headings(names, asked, "slanted", layout, left, _pitch(room - 96, names, asked))


def _pitch(room: float, names: tuple[str, ...], asked: bool) -> float:
    """The width of a column; wider than this, its number stands lost in it."""
    return min(room / (len(names) + asked), 120)


def _fits(name: str, pitch: float) -> bool:
    words = max(svg.width(word, svg.SMALL) for word in name.split() or [""])
    return words <= pitch - 6 and len(svg.wrap(name, pitch - 6, svg.SMALL)) <= _MOST_LINES
