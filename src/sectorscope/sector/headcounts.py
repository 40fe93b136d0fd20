"""The size a company is drawn and weighed with, where its headcount is not one known figure.

| what is known | size | |
|---|---|---|
| a figure above nought | the figure | known |
| an interval | geometric middle, nought counting as one | imputed |
| an interval without end | twice its lower end | imputed |
| nought | a half | imputed |
| nothing | median of like companies | imputed |

The geometric middle halves an interval on the scale on which firms differ. Twice the lower end is
the median of sizes that fall as one over size (Axtell 2001, "Zipf distribution of U.S. firm
sizes", Science 293: exponent 1.06). Nought in accounts says that nobody has a contract, not that
nobody works there: a half lets the company be drawn, and adds little. Like companies are those of
the same division and district, then division, then section, then all; at least `LEAST` of them
with a known figure above nought, except of all. What is imputed is verified when it is audited.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sectorscope.study.sector import SECTIONS

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

LEAST = 10
"""Known figures a median is taken of."""
NOBODY = 0.5
"""Size of a company that states nought."""
_OPEN = 2.0


class Sizes(NamedTuple):
    """For each of N companies: its size, whether that is imputed, and how it was come by.

    how: known, interval, open interval, nought, division and district, division, section, all,
    nothing known.
    """

    size: Floats
    imputed: Bools
    how: tuple[str, ...]


def sizes(
    *,
    headcount: Floats,
    low: Floats,
    high: Floats,
    divisions: Sequence[str],
    districts: Sequence[str],
    donors: Bools,
) -> Sizes:
    """Sizes above nought; each array has N entries.

    Args:
        headcount: people, nan where no single figure is known.
        low: lower end of the interval, nan where there is none.
        high: upper end; nan, or infinite, where it has none.
        divisions: two digits of SIC, empty where not known.
        districts: a district's code, empty where not known.
        donors: whose known figures may speak for others.
    """
    size = np.full(len(headcount), np.nan)
    how = np.full(len(headcount), "", dtype=object)
    for name, where, values in _given(headcount, low, high):
        size[where], how[where] = values[where], name
    missing = np.isnan(size)
    known = donors & (headcount > 0)
    for name, keys in _levels(divisions, districts):
        at_least = 1 if name == "all" else LEAST
        filled = _medians(keys, np.where(known, headcount, np.nan), at_least)
        where = missing & ~np.isnan(filled)
        size[where], how[where] = filled[where], name
        missing &= ~where
    size[missing], how[missing] = 1.0, "nothing known"
    return Sizes(size, np.asarray(how != "known", dtype=np.bool_), tuple(how))


def _given(headcount: Floats, low: Floats, high: Floats) -> Iterator[tuple[str, Bools, Floats]]:
    single = ~np.isnan(headcount)
    yield "known", single & (headcount > 0), headcount
    yield "nought", single & (headcount <= 0), np.full(len(headcount), NOBODY)
    open_ended = ~single & ~np.isnan(low) & ~np.isfinite(high)
    yield "open interval", open_ended, _OPEN * np.maximum(low, 1)
    between = ~single & ~np.isnan(low) & np.isfinite(high)
    yield "interval", between, np.sqrt(np.maximum(low, 1) * np.maximum(high, 1))


def _levels(
    divisions: Sequence[str], districts: Sequence[str]
) -> Iterator[tuple[str, npt.NDArray[np.str_]]]:
    """Groups of like companies, the closest first; an empty key is in no group."""
    pairs = zip(divisions, districts, strict=True)
    yield "division and district", np.array([f"{d} {a}" if d and a else "" for d, a in pairs], str)
    yield "division", np.array(divisions, str)
    yield "section", np.array([_SECTION_OF.get(d, "") for d in divisions], str)
    yield "all", np.full(len(divisions), "all")


_SECTION_OF = {f"{d:02d}": s for s, (a, b) in SECTIONS.items() for d in range(a, b + 1)}


def _medians(keys: npt.NDArray[np.str_], figures: Floats, at_least: int) -> Floats:
    """For each company the median of its group's known figures; nan where there are too few."""
    found = np.full(len(keys), np.nan)
    if not len(keys):
        return found
    groups, place = np.unique(keys, return_inverse=True)
    order = np.argsort(place, kind="stable")
    ends = np.searchsorted(place[order], np.arange(1, len(groups)))
    for group, members in zip(groups, np.split(order, ends), strict=True):
        known = figures[members][~np.isnan(figures[members])]
        if group and len(known) >= at_least:
            found[members] = np.median(known)
    return found
