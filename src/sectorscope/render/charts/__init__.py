"""Figures as static SVG: nothing to run, nothing to fetch, and colours that follow the page.

Each figure is drawn twice, for a page and for a phone, because shrunken text is not read. Both
carry the figure's own alternative text as their name.
"""

from __future__ import annotations

from sectorscope.profile import Figure
from sectorscope.render.charts import businesses, interval, matrix, svg, tiles

__all__ = ["draw"]

_MARKS = {
    "interval": interval.draw,
    "ratio": interval.ratios,
    "businesses": businesses.draw,
    "matrix": matrix.draw,
}


def draw(figure: Figure, *, narrow: bool = False) -> str:
    """The figure as one `<svg>` element, 640 units wide, or 340 for a phone."""
    layout = svg.NARROW if narrow else svg.WIDE
    if figure.mark == "tiles":
        drawn, height = tiles.draw(figure.data, layout, figure.tiles)
    else:
        drawn, height = _MARKS[figure.mark](figure.data, layout)
    return svg.root(drawn, layout.width, height, figure.alt)
