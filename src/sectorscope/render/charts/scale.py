"""A scale that always holds zero, with few round ticks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from sectorscope.render.charts import svg
from sectorscope.render.words import number

_LEAST = 1e-6
"""Numbers closer together than this are one point on any scale people read."""


@dataclass(frozen=True)
class Scale:
    """From units of the data to units of the drawing."""

    left: float
    right: float
    ticks: tuple[float, ...]

    @classmethod
    def of(cls, values: Sequence[float], left: float, right: float, most: int) -> Scale:
        """A scale for these values whose ticks are at most `most` round steps apart."""
        low, high = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
        reach = high - low if high - low > _LEAST else 1.0
        step = _round_step(reach / most)
        first = math.floor(low / step)
        last = max(math.ceil(high / step - 1e-9), first + 1)
        ticks = tuple(round(step * k, 10) for k in range(first, last + 1))
        # Room for the dot of a value that lies on an end of the scale.
        return cls(left + 7, right - 7, ticks)

    def at(self, value: float) -> float:
        """Where a value lies."""
        low, high = self.ticks[0], self.ticks[-1]
        return self.left + (self.right - self.left) * (value - low) / (high - low)

    def grid(self, top: float, bottom: float) -> str:
        """A quiet line at each tick, and a firmer one at zero."""
        return "".join(
            svg.line(x, top, x, bottom, f'stroke="{svg.LINE if tick else svg.SOFT}"')
            for tick, x in ((tick, self.at(tick)) for tick in self.ticks)
        )

    def rail(self, y: float, bottom: float) -> str:
        """The scale under one row alone."""
        line = svg.line(self.left, y, self.right, y, f'stroke="{svg.LINE}"')
        return self.grid(y - 9, max(bottom, y + 9)) + line

    def draw(self, y: float, unit: str, layout: svg.Layout) -> tuple[str, float]:
        """The numbers under the ticks and the unit: the drawing, and the height it ends at."""
        drawn = [self._tick(tick, y + 16) for tick in self.ticks]
        if not unit:
            return "".join(drawn), y + 22
        height = y + (32 if layout.stacked else 16)
        for words in svg.wrap(unit, layout.label_room, svg.SMALL):
            drawn.append(svg.text(0, height, words, fill=svg.SOFT, size=svg.SMALL))
            height += svg.SMALL_LEADING
        return "".join(drawn), height - 9

    def _tick(self, tick: float, y: float) -> str:
        half = svg.width(number(tick), svg.SMALL) / 2
        x = max(self.left - 7 + half, min(self.at(tick), self.right + 7 - half))
        return svg.text(x, y, number(tick), fill=svg.SOFT, size=svg.SMALL, anchor="middle")


def _round_step(least: float) -> float:
    """The smallest of 1, 2, 2.5, 5 times a power of ten that is no less."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(power * k for k in (1, 2, 2.5, 5, 10) if power * k >= least * (1 - 1e-9))
