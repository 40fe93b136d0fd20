"""Which companies of the register a study keeps, by how their postcodes begin.

The register has no districts. A mapping names the postcode areas (`LS`), districts (`LS1`) or
sectors (`LS1 4`) of a region:

    postcodes = ["BD", "HD", "HX", "LS", "WF"]

and only companies registered there become rows. The file itself is kept whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pyarrow as pa

from sectorscope.evidence.beginnings import pattern
from sectorscope.evidence.companies.columns import filled, matches
from sectorscope.evidence.companies.given import Given, joined
from sectorscope.evidence.companies.reading import postcodes_of
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.sources import Dropped


def cut(parts: Iterable[Given], kept: tuple[str, ...]) -> tuple[Given, tuple[Dropped, ...]]:
    """The rows whose postcode begins so, and how many others there are.

    Args:
        parts: a file's rows, in one part or in several.
        kept: how the postcodes begin; none: every row is kept.

    Raises:
        GateRefused: gate `no_rows`: there is none.
    """
    if not kept:
        return joined(list(parts)), ()
    found: list[Given] = []
    elsewhere = unread = 0
    for given in parts:
        codes = postcodes_of(given)
        within, unknown = matches(codes, pattern(kept)), ~filled(codes)
        elsewhere += int(np.count_nonzero(~within & ~unknown))
        unread += int(np.count_nonzero(unknown))
        found.append(_of(given, pa.array(within)))
    if not any(one.rows for one in found):
        raise GateRefused(
            "no_rows",
            f"no company of the file has a postcode that begins {', '.join(kept)}",
            expected="at least one",
        )
    gone = (
        Dropped(f"they are registered elsewhere than in {', '.join(kept)}", elsewhere),
        Dropped("they have no postcode that can be read", unread),
    )
    return joined(found), tuple(one for one in gone if one.rows)


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
