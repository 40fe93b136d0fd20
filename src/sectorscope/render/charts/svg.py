"""The few shapes figures are made of, and a careful guess at how wide text will be.

Widths are those of the widest font in the page's stack: text that fits here fits everywhere.
Colours are the page's variables, with the light ones as fallback where the page is not there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

INK = "var(--ink,#1b1f24)"
SOFT = "var(--soft,#5a6472)"
LINE = "var(--line,#d9dee4)"
PAPER = "var(--paper,#fff)"
WASH = "var(--wash,#f5f7f9)"
ACCENT = "var(--accent,#0b5c7a)"

SIZE, SMALL = 13, 12
LEADING, SMALL_LEADING = 17, 15.5

_HALO = f'stroke="{PAPER}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'
_WIDTHS = (("il.,:;'|!jI ·", 0.33), ("frt()-/[]", 0.41), ("mwMW%—@", 0.98), ("–−+=<>", 0.84))
_CAPITAL, _OTHER = 0.73, 0.635


@dataclass(frozen=True)
class Layout:
    """How wide a drawing is, and where its plot begins; at zero labels stand above marks."""

    width: int
    plot: int

    @property
    def stacked(self) -> bool:
        """Whether labels stand above the marks and not beside them."""
        return self.plot == 0

    @property
    def label_room(self) -> int:
        """The width labels may take."""
        return self.width if self.stacked else self.plot - 20


WIDE = Layout(640, 236)
NARROW = Layout(340, 0)


def root(body: str, width: float, height: float, name: str) -> str:
    """The drawing; its name is what a screen reader says in its place."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {at(width)} {at(height)}" '
        f'role="img" aria-label="{escape(name)}" font-family="var(--sans,sans-serif)" '
        f'font-size="{SIZE}">{body}</svg>'
    )


def at(value: float) -> str:
    """A coordinate, to a tenth of a unit, without idle digits."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


def text(  # noqa: PLR0913  a piece of text has that many properties
    x: float,
    y: float,
    said: str,
    *,
    fill: str = INK,
    size: float = SIZE,
    anchor: str = "start",
    halo: bool = True,
) -> str:
    """Text, with a halo in the colour of the paper, so that grid lines do not cross it."""
    small = f' font-size="{size}"' if size != SIZE else ""
    side = f' text-anchor="{anchor}"' if anchor != "start" else ""
    edge = f" {_HALO}" if halo else ""
    return f'<text x="{at(x)}" y="{at(y)}" fill="{fill}"{small}{side}{edge}>{escape(said)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, style: str) -> str:
    """A straight line; `style` holds its stroke attributes."""
    return f'<line x1="{at(x1)}" y1="{at(y1)}" x2="{at(x2)}" y2="{at(y2)}" {style}/>'


def square(x: float, y: float, side: float, pattern: str) -> str:
    """One business: solid, hatched (drawn line by line: a pattern needs a name), or empty."""
    box = f'<rect x="{at(x + 0.75)}" y="{at(y + 0.75)}" width="{side - 1.5}" height="{side - 1.5}"'
    if pattern == "empty":
        return f'{box} rx="2" fill="none" stroke="{SOFT}" stroke-width="1.5"/>'
    if pattern != "hatched":
        return f'{box} rx="2" fill="{ACCENT}" stroke="{ACCENT}" stroke-width="1.5"/>'
    third = (side - 1.5) / 3
    strokes = "".join(
        f"M{at(x + 0.75)} {at(y + 0.75 + k * third)}L{at(x + 0.75 + k * third)} {at(y + 0.75)}"
        if k <= 3  # noqa: PLR2004  the diagonal; beyond it lines end on the other two sides
        else f"M{at(x + 0.75 + (k - 3) * third)} {at(y + side - 0.75)}"
        f"L{at(x + side - 0.75)} {at(y + 0.75 + (k - 3) * third)}"
        for k in range(1, 6)
    )
    return (
        f'{box} rx="2" fill="none" stroke="{ACCENT}" stroke-width="1.5"/>'
        f'<path d="{strokes}" stroke="{ACCENT}" stroke-width="1.6"/>'
    )


def width(said: str, size: float = SIZE) -> float:
    """How wide text may get, in units of the drawing."""
    return sum(_em(letter) for letter in said) * size


def wrap(said: str, room: float, size: float = SIZE) -> list[str]:
    """Text in lines that fit; a word too long for a line is divided rather than let overflow."""
    lines: list[str] = []
    for word in re.split(r"\s+", said.strip()):
        if lines and width(f"{lines[-1]} {word}", size) <= room:
            lines[-1] += f" {word}"
        else:
            lines.extend(_divided(word, room, size))
    return lines


def _divided(word: str, room: float, size: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(f"{pieces[-1]}{letter}-", size) > room and width(word, size) > room:
            pieces[-1] += "-"
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _em(letter: str) -> float:
    for letters, em in _WIDTHS:
        if letter in letters:
            return em
    return _CAPITAL if letter.isupper() else _OTHER
