"""A scale that always holds zero, with few round ticks; and one of ratios that holds one."""

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
    firm: float = 0.0
    """The tick that is drawn firmly: where nothing is, or where a ratio says that two are alike."""

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
        """A quiet line at each tick, and a firmer one where nothing differs."""
        return "".join(
            svg.line(x, top, x, bottom, f'stroke="{svg.LINE if tick != self.firm else svg.SOFT}"')
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


@dataclass(frozen=True)
class Ratios(Scale):
    """From ratios to units of the drawing: equal steps are equal factors."""

    @classmethod
    def of(cls, values: Sequence[float], left: float, right: float, most: int) -> Ratios:
        """A scale of these values, above nought, and one; its ticks are powers of a factor."""
        logs = [math.log(v) for v in values if v > 0] or [0.0]
        low, high = min(0.0, *logs, 0.0), max(0.0, *logs, 0.0)
        factor = next(f for f in _FACTORS if _steps(low, high, f) <= most or f == _FACTORS[-1])
        first, last = math.floor(low / math.log(factor) + 1e-9), _up(high, factor)
        ticks = (round(float(factor) ** k, 10) for k in range(first, max(last, first + 1) + 1))
        return cls(left + 7, right - 7, tuple(ticks), 1.0)

    def at(self, value: float) -> float:
        """Where a ratio lies; nought at the left end."""
        low, high = math.log(self.ticks[0]), math.log(self.ticks[-1])
        place = max(math.log(value), low) if value > 0 else low
        return self.left + (self.right - self.left) * (place - low) / (high - low)


_FACTORS = (2, 4, 10, 100, 1000)


def _steps(low: float, high: float, factor: int) -> int:
    return _up(high, factor) - math.floor(low / math.log(factor) + 1e-9)


def _up(high: float, factor: int) -> int:
    return math.ceil(high / math.log(factor) - 1e-9)


def _round_step(least: float) -> float:
    """The smallest of 1, 2, 2.5, 5 times a power of ten that is no less."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(power * k for k in (1, 2, 2.5, 5, 10) if power * k >= least * (1 - 1e-9))
