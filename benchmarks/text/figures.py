"""The reliability plot as a static SVG: small panels, one a mode and a set; data in the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import sqrt
from typing import NamedTuple

SIDE, LEFT, TOP, GAP = 220, 52, 46, 48
COLUMNS = 2
LINE, SOFT, INK, MARK = "#c9ced6", "#e9ecf0", "#2b3138", "#1f5f8b"
_Z = 1.959964
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
_LEAST, _MOST = 2.5, 9.0  # radius of a dot


class Bin(NamedTuple):
    """How many annotations, their mean score, and the share that is right."""

    n: int
    score: float
    right: float


@dataclass(frozen=True)
class Panel:
    """One plot: what it is of, and its bins."""

    name: str
    bins: Sequence[Bin]


def wilson(share: float, n: int) -> tuple[float, float]:
    """Bounds of a share at 95 % (Wilson 1927)."""
    z2 = _Z * _Z
    middle, spread = share + z2 / (2 * n), _Z * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return (middle - spread) / (1 + z2 / n), (middle + spread) / (1 + z2 / n)


def reliability(panels: Sequence[Panel]) -> str:
    """All panels in one figure."""
    rows = -(-len(panels) // COLUMNS)
    width, height = LEFT + COLUMNS * (SIDE + GAP), rows * (SIDE + TOP + GAP)
    told = "; ".join(f"{p.name}: {sum(b.n for b in p.bins):,} annotations" for p in panels)
    drawn = "".join(_panel(panel, *divmod(i, COLUMNS)) for i, panel in enumerate(panels))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" font-family="system-ui, sans-serif" font-size="12" '
        f'fill="{INK}"><title>Share of annotations that is right, by score</title>'
        f"<desc>{escape(told)}. On the diagonal a score is what it says.</desc>"
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>{drawn}</svg>\n'
    )


def _panel(panel: Panel, row: int, column: int) -> str:
    x, y = LEFT + column * (SIDE + GAP), TOP + row * (SIDE + TOP + GAP)
    most = max((b.n for b in panel.bins), default=1)
    parts = [*_axes(panel.name, first=not column), *(_dot(b, most) for b in panel.bins)]
    return f'<g transform="translate({x} {y})">{"".join(parts)}</g>'


def _axes(name: str, *, first: bool) -> Iterator[str]:
    yield f'<text x="0" y="-14" font-weight="600">{escape(name)}</text>'
    for tick in _TICKS:
        at, up = tick * SIDE, (1 - tick) * SIDE
        yield f'<path d="M0 {up:g}H{SIDE}M{at:g} 0V{SIDE}" stroke="{SOFT}"/>'
        yield f'<text x="{at:g}" y="{SIDE + 18}" text-anchor="middle">{tick:g}</text>'
        yield f'<text x="-8" y="{up + 4:g}" text-anchor="end">{tick:g}</text>'
    yield f'<path d="M0 {SIDE}L{SIDE} 0" stroke="{LINE}" stroke-dasharray="4 4"/>'
    yield f'<text x="{SIDE / 2:g}" y="{SIDE + 36}" text-anchor="middle">mean score</text>'
    if first:
        yield (
            f'<text transform="translate(-38 {SIDE / 2:g}) rotate(-90)" '
            f'text-anchor="middle">share right</text>'
        )


def _dot(one: Bin, most: int) -> str:
    low, high = wilson(one.right, one.n)
    x, y = one.score * SIDE, (1 - one.right) * SIDE
    radius = max(_LEAST, _MOST * sqrt(one.n / most))
    return (
        f'<path d="M{x:.1f} {(1 - high) * SIDE:.1f}V{(1 - low) * SIDE:.1f}" stroke="{MARK}" '
        f'stroke-opacity="0.5" stroke-width="1.5"/><circle cx="{x:.1f}" cy="{y:.1f}" '
        f'r="{radius:.1f}" fill="{MARK}" fill-opacity="0.75"><title>{one.n:,} annotations, mean '
        f"score {one.score:.2f}, right {one.right:.2f}</title></circle>"
    )
