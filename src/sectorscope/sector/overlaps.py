"""Every overlap a definition asks about, as rows of table `overlap`.

The sector with each neighbour, and segments with one another. Nobody reviews a neighbour: it is
drawn by the codes its definition lists, and how the answer moves if only the code listed first
counts stands beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from sectorscope.sector.definition import WHOLE, Definition
from sectorscope.sector.margins import Weights
from sectorscope.sector.overlap import Overlap, Share, by_codes, neighbour, overlap, segments
from sectorscope.sector.reviewed import Reviewed

Row = dict[str, Any]

METHOD = "review, then audit; intervals by Taylor's variance and Korn and Graubard's sample size"
NEAR = "near:"
BY_CODES = "the neighbour is drawn by the industry codes its definition lists; nobody reviewed it"
BY_RULINGS = "a company ruled to be in both in part is in both with the smaller part"
FIRST_CODE = "only the code a company lists first counts"


def overlaps(
    held: Mapping[str, Reviewed],
    sics: Sequence[Sequence[str]],
    definition: Definition,
    weights: Weights | None = None,
) -> Iterator[Row]:
    """Rows without what they are traced to.

    Args:
        held: by target, what the one audit found, by the central reading; the sector among them.
        sics: codes of the same N companies, as digits.
        definition: has the neighbours, the segments and what they are called.
        weights: to official margins, as the size has them.
    """
    for near in definition.sector.neighbour:
        if near.industries:
            yield _near(held[WHOLE], sics, definition, near.id, weights)
    parts = [t for t in definition.targets if t != WHOLE]
    for one, other in combinations(parts, 2):
        made = overlap(segments(held[WHOLE], held[one], held[other]), weights)
        yield _row(definition, one, other, made) | {"assumes": BY_RULINGS, "sensitivity": "[]"}


def _near(
    whole: Reviewed,
    sics: Sequence[Sequence[str]],
    definition: Definition,
    near: str,
    weights: Weights | None,
) -> Row:
    made = overlap(neighbour(whole, by_codes(sics, definition, near)), weights)
    other = overlap(neighbour(whole, by_codes(sics, definition, near, first=True)), weights)
    moved: list[Row] = []
    if other.of_first and other.of_second:
        ends = {"of_first": other.of_first.value, "of_second": other.of_second.value}
        moved = [{"assumption": FIRST_CODE, **ends}]
    row = _row(definition, WHOLE, near, made) | {"second": NEAR + near}
    return row | {"assumes": BY_CODES, "sensitivity": json.dumps(moved)}


def _row(definition: Definition, first: str, second: str, made: Overlap) -> Row:
    both, either = made.both.made, made.either.made
    sayable = made.both.withheld is None and not made.withheld
    together = made.either.withheld is None and not made.withheld
    return {
        "first": first,
        "second": second,
        "first_label": definition.label(first),
        "second_label": definition.label(second),
        "both": both.total if sayable else None,
        "both_low": both.low,
        "both_high": both.high,
        "either": either.total if together else None,
        "either_low": either.low,
        "either_high": either.high,
        **_share("of_first", made.of_first),
        **_share("of_second", made.of_second),
        "members": made.members,
        "audited": made.audited,
        "withheld": made.withheld or None,
        "method": METHOD,
    }


def _share(name: str, made: Share | None) -> Row:
    ends = (made.value, made.low, made.high) if made else (None, None, None)
    return dict(zip((name, f"{name}_low", f"{name}_high"), ends, strict=True))
