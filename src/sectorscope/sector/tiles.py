"""Where a district's square stands on a tile map: one square each, so that none looks larger.

Typed facts where they are held (the districts of Yorkshire, as they lie); else from the centres of
boundaries the user has; else in the order of the region's list, which is no map and says so.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

YORKSHIRE: dict[str, tuple[int, int]] = {
    "E07000163": (0, 0),  # Craven, until 2023
    "E07000165": (1, 0),  # Harrogate, until 2023
    "E06000014": (2, 0),  # York
    "E08000032": (0, 1),  # Bradford
    "E08000035": (1, 1),  # Leeds
    "E07000169": (2, 1),  # Selby, until 2023
    "E08000033": (0, 2),  # Calderdale
    "E08000034": (1, 2),  # Kirklees
    "E08000036": (2, 2),  # Wakefield
    "E08000016": (2, 3),  # Barnsley, until 2025
    "E08000038": (2, 3),  # Barnsley
    "E08000017": (3, 3),  # Doncaster
    "E08000019": (2, 4),  # Sheffield, until 2025
    "E08000039": (2, 4),  # Sheffield
    "E08000018": (3, 4),  # Rotherham
}
"""Column from the west and row from the north of districts, by code. Each neighbours on this map
those it borders on the ground, as far as squares allow."""

MOST_COLUMNS = 4
"""Squares side by side that a phone can show with words in them."""

How = Literal["as they lie", "by their centres", "in order"]


@dataclass(frozen=True)
class Tiles:
    """Column and row of each place, from nought, and how they were come by."""

    at: dict[str, tuple[int, int]]
    how: How


def tiles(codes: Sequence[str], centres: Mapping[str, tuple[float, float]] | None = None) -> Tiles:
    """A square for each place, no two on one.

    Args:
        codes: of the places, in the order of the region.
        centres: easting (or longitude) and northing (or latitude) by code, where they are known.
    """
    wanted = list(dict.fromkeys(codes))
    typed = {c: YORKSHIRE[c] for c in wanted if c in YORKSHIRE}
    if wanted and len(set(typed.values())) == len(wanted):
        return Tiles(_from_nought(typed), "as they lie")
    if centres and all(c in centres for c in wanted):
        return Tiles(_by_centres(wanted, centres), "by their centres")
    across = _across(len(wanted))
    return Tiles({c: (i % across, i // across) for i, c in enumerate(wanted)}, "in order")


def _from_nought(at: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    left, top = (min(p[i] for p in at.values()) for i in (0, 1))
    return {code: (x - left, y - top) for code, (x, y) in at.items()}


def _across(n: int) -> int:
    return max(min(math.ceil(math.sqrt(n)), MOST_COLUMNS), 1)


def _by_centres(
    codes: Sequence[str], centres: Mapping[str, tuple[float, float]]
) -> dict[str, tuple[int, int]]:
    """Rows of equal length from north to south, each from west to east.

    North of and west of are kept within a row's reach, not distance. Ties by code.
    """
    across = _across(len(codes))
    southward = sorted(codes, key=lambda c: (-centres[c][1], c))
    at: dict[str, tuple[int, int]] = {}
    for row, first in enumerate(range(0, len(southward), across)):
        eastward = sorted(southward[first : first + across], key=lambda c: (centres[c][0], c))
        at |= {code: (column, row) for column, code in enumerate(eastward)}
    return at
