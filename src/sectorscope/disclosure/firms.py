"""Whether a total over companies may be told: what the register publishes, and what firms told.

A headcount from filed accounts is public, company by company, so that a sum of such figures gives
nobody away. One that a list gives, or that a reader verified by asking, may have been told in
confidence: a cell with such a figure in it follows the rules for numbers that firms supply.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sectorscope.disclosure.policy import magnitude


@dataclass(frozen=True)
class Part:
    """One company's part of a cell: its people in it, and whether anybody may look them up."""

    people: float
    public: bool


def tellable(parts: Iterable[Part]) -> bool:
    """Whether a cell's total may be told outside the study.

    Args:
        parts: companies that were found to be in it, one with nobody too: that it has nobody is
            its own word as well. Those the model only expects there are no part of what is known,
            and hide those that are.
    """
    held = list(parts)
    return all(p.public for p in held) or magnitude([p.people for p in held])


def kept_back(cells: Mapping[str, tuple[Part, ...]]) -> frozenset[str]:
    """Which cells of a split that adds up may not be told.

    Where one alone is kept back it is the whole less the others: the smallest other one with
    anybody in it goes with it, or any other where there is none.

    Args:
        cells: companies found in each cell.
    """
    hidden = {name for name, parts in cells.items() if not tellable(parts)}
    others = sorted(
        cells.keys() - hidden, key=lambda c: (not _people(cells[c]), _people(cells[c]), c)
    )
    return frozenset(hidden | set(others[:1]) if len(hidden) == 1 else hidden)


def _people(parts: Iterable[Part]) -> float:
    return sum(p.people for p in parts)
