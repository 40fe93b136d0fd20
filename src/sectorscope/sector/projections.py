"""Employment projections: net change and replacement demand, always together, small cells apart.

The publisher advises at least 10,000 individuals a cell for publication and 1,000 otherwise, with
judgement between (sheet "Warning" of its workbooks). A category is judged by the employment its
figures are based on, in both years: a change is not a count, but it rests on two. Public and
partner outputs withhold under 10,000 unless a decision releases the category; nobody sees one
under 1,000. Where one category alone is withheld beside a total, the next smallest is too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sectorscope.profile import Audience, Estimate, EvidenceRef, Uncertainty

Row = Mapping[str, Any]
Ref = Callable[[Row], EvidenceRef]

PUBLISHED, UNPUBLISHED = 10_000, 1_000
"""The publisher's advice: least individuals in a cell, for published and unpublished use."""

TOTAL = "all"

NO_MARGIN = Uncertainty(
    kind="none_published",
    why="the publisher says that precise margins of error cannot be given for its projections",
)


@dataclass(frozen=True)
class Category:
    """One category of one area: levels at both ends, net change, replacement, requirement.

    withheld: the figures may not be shown to this audience.
    """

    code: str
    label: str
    cells: Mapping[str, Row]
    withheld: bool = False

    @property
    def tellable(self) -> bool:
        """Whether all its figures are given and may be shown."""
        given = all(c["value"] is not None for c in self.cells.values())
        return given and not self.withheld and bool(self.cells["from"]["value"])

    @property
    def smallest(self) -> float | None:
        """The smaller of the two levels, in jobs; None where one is not given."""
        levels = [self.cells[k]["value"] for k in ("from", "to")]
        return None if None in levels else min(levels)

    def estimate(self, key: str, ref: Ref) -> Estimate:
        """One of its figures: from, to, net_change, replacement_demand, total_requirement."""
        cell = self.cells[key]
        return Estimate(
            label=f"{self.label}, {_NAMES[key]}, {cell['period']}",
            value=cell["value"],
            unit="jobs",
            standing="published",
            method=_COPIED if is_copy(cell["dataset"]) else "as the workbook projects it",
            assumes=cell["basis"],
            uncertainty=NO_MARGIN,
            inputs=(ref(cell),),
        )

    def rate(self, ref: Ref) -> Estimate:
        """Net change as a share of the earlier level, in per cent."""
        change, level = self.cells["net_change"], self.cells["from"]
        return Estimate(
            label=f"{self.label}, net change, share of {level['period']}",
            unit="%",
            value=100 * change["value"] / level["value"],
            standing="derived",
            method="net change over the earlier level",
            uncertainty=NO_MARGIN,
            inputs=(ref(change), ref(level)),
        )


_NAMES = {
    "from": "employment",
    "to": "employment",
    "net_change": "net change",
    "replacement_demand": "replacement demand",
    "total_requirement": "total requirement",
}


_COPIED = "as a copy of the published workbook, made by others, has it"


def is_copy(dataset: str) -> bool:
    """Whether figures were read from a file that others made of the published workbook."""
    return "copy" in dataset


def categories(
    statistics: Iterable[Row],
    *,
    area: str,
    dimension: str,
    years: tuple[int, int],
    audience: Audience,
    released: frozenset[str],
) -> list[Category]:
    """The categories of one area and dimension that hold all five figures, as published.

    Each is of one file: of the published workbook where it holds it, else of a copy.

    Args:
        statistics: rows of `statistic`.
        area: the projections' own area name.
        dimension: industry_6 or occupation_26.
        years: first and last year.
        audience: who may see them.
        released: codes a decision releases in this area and dimension.
    """
    found: dict[str, dict[str, dict[str, Row]]] = {}
    for row in statistics:
        key = _key(row, years) if (row["area"], row["dimension"]) == (area, dimension) else None
        if key:
            found.setdefault(row["code"], {}).setdefault(row["dataset"], {})[key] = row
    made = [
        Category(code, cells["to"]["label"], cells)
        for code, by_dataset in found.items()
        if (cells := _published(by_dataset))
    ]
    return _withhold(made, audience, released)


def _published(by_dataset: Mapping[str, Mapping[str, Row]]) -> Mapping[str, Row] | None:
    """All five figures of one file, of the published one before any copy; None where none has."""
    whole = [d for d, cells in by_dataset.items() if cells.keys() == _NAMES.keys()]
    return by_dataset[min(whole, key=lambda d: (is_copy(d), d))] if whole else None


def _key(row: Row, years: tuple[int, int]) -> str | None:
    first, last = years
    if row["measure"] == "employment":
        return {str(first): "from", str(last): "to"}.get(row["period"])
    same = row["measure"] in _NAMES and row["period"] == f"{first}-{last}"
    return row["measure"] if same else None


def _withhold(made: list[Category], audience: Audience, released: frozenset[str]) -> list[Category]:
    hidden = {c.code for c in made if not _may_show(c, audience, released)}
    others = sorted(
        (c for c in made if c.code not in hidden and c.code != TOTAL), key=lambda c: c.smallest or 0
    )
    if len(hidden) == 1 and others and any(c.code == TOTAL for c in made):
        hidden.add(others[0].code)  # else it is the total less all the others
    return [replace(c, withheld=c.code in hidden) for c in made]


def _may_show(category: Category, audience: Audience, released: frozenset[str]) -> bool:
    smallest = category.smallest
    if smallest is None or smallest < UNPUBLISHED:
        return False
    return smallest >= PUBLISHED or audience == "internal" or category.code in released
