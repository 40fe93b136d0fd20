"""Which companies of the register a study keeps, by how their postcodes begin.

The register has no districts. A mapping names the postcode areas (`LS`), districts (`LS1`) or
sectors (`LS1 4`) of a region:

    postcodes = ["BD", "HD", "HX", "LS", "WF"]

and only companies registered there become rows. The file itself is kept whole.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa

from sectorscope.evidence.beginnings import pattern
from sectorscope.evidence.companies.columns import filled, matches
from sectorscope.evidence.companies.given import Given
from sectorscope.evidence.companies.reading import postcodes_of
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.sources import Dropped


def cut(given: Given, kept: tuple[str, ...]) -> tuple[Given, tuple[Dropped, ...]]:
    """The rows whose postcode begins so, and how many others there are.

    Raises:
        GateRefused: gate `no_rows`: there is none.
    """
    if not kept:
        return given, ()
    codes = postcodes_of(given)
    within = matches(codes, pattern(kept))
    if not within.any():
        raise GateRefused(
            "no_rows",
            f"no company of the file has a postcode that begins {', '.join(kept)}",
            expected="at least one",
        )
    unknown = ~filled(codes)
    elsewhere = int(np.count_nonzero(~within & ~unknown))
    gone = (
        Dropped(f"they are registered elsewhere than in {', '.join(kept)}", elsewhere),
        Dropped("they have no postcode that can be read", int(np.count_nonzero(unknown))),
    )
    return _of(given, pa.array(within)), tuple(one for one in gone if one.rows)


def _of(given: Given, within: pa.Array) -> Given:
    return replace(
        given,
        rows=int(np.count_nonzero(within)),
        columns={field: column.filter(within) for field, column in given.columns.items()},
        sics=[column.filter(within) for column in given.sics],
        previous=[column.filter(within) for column in given.previous],
        locators=given.locators.filter(within),
        raw=None if given.raw is None else given.raw.filter(within),
    )
