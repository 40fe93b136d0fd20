"""Look-ups of output areas: which sector of postcodes, and which district, each lies in."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa

from sectorscope.evidence.beginnings import pattern
from sectorscope.evidence.columns import each, pasted
from sectorscope.evidence.companies.columns import filled, matches
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.sources import Dropped
from sectorscope.evidence.sources.postcodes.cells import sector
from sectorscope.evidence.sources.postcodes.header import Lookup

_CODE = r"^[A-Z]\d{8}$"
_KEY = ("code", "kind", "version")


def output_areas(
    of: Callable[[str], pa.Array], roles: Lookup, places: pa.Array, kept: tuple[str, ...]
) -> tuple[pa.Table, tuple[Dropped, ...]]:
    """Rows of table `output_area` but `snapshot`, and what is left out.

    Args:
        of: a column by its name, N texts.
        roles: what the columns are.
        places: where the N rows stand.
        kept: how the sectors begin that are kept; none: all. Districts are all kept.

    Raises:
        GateRefused: gates `values`, `no_rows`.
    """
    codes = of(roles.area)
    parts: list[pa.Table] = []
    elsewhere = 0
    if roles.sector:
        told = each(of(roles.sector), sector, pa.string())
        _check(codes, filled(told), "a sector of postcodes, such as LS1 4")
        within = matches(told, pattern(kept)) if kept else np.ones(len(told), np.bool_)
        elsewhere = int(np.count_nonzero(~within))
        part = _part(codes, "postcode sector", told, roles.versions[0], places, roles.area)
        parts.append(part.filter(pa.array(within)))
    if roles.district:
        told = of(roles.district)
        _check(codes, matches(told, _CODE), "the code of a district, such as E08000035")
        parts.append(_part(codes, "district", told, roles.versions[1], places, roles.area))
    rows, again = _once(pa.concat_tables(parts))
    if not rows.num_rows:
        raise GateRefused(
            "no_rows", f"no output area is in {', '.join(kept)}", expected="at least one"
        )
    gone = (
        Dropped(f"output areas elsewhere than in {', '.join(kept)}", elsewhere),
        Dropped("rows that say the same again", again),
    )
    return rows, tuple(one for one in gone if one.rows)


def _check(codes: pa.Array, right: np.ndarray, expected: str) -> None:
    right = right & matches(codes, _CODE)
    if not right.all():
        row = int(np.flatnonzero(~right)[0])
        raise GateRefused(
            "values", f"row {row + 1:,} has {codes[row].as_py()[:20]!r}", expected=expected
        )


def _part(
    codes: pa.Array, kind: str, told: pa.Array, version: str, places: pa.Array, field: str
) -> pa.Table:
    n = len(codes)
    return pa.table(
        {
            "code": codes,
            "kind": pa.repeat(pa.scalar(kind), n),
            "place": told,
            "version": pa.repeat(pa.scalar(version), n),
            "locator": pasted(places, f";field={field}"),
            "raw": codes,
        }
    )


def _once(rows: pa.Table) -> tuple[pa.Table, int]:
    """Each area once for a kind; refuse one that lies in two places."""
    keyed = rows.append_column("at", pa.array(np.arange(rows.num_rows)))
    sums = [("at", "min"), ("place", "count_distinct"), ("place", "min")]
    found = keyed.group_by(list(_KEY)).aggregate(sums)
    twice = found.filter(pa.array(np.asarray(found["place_count_distinct"]) > 1))
    if twice.num_rows:
        raise GateRefused(
            "values", f"{twice['code'][0].as_py()} lies in two places", expected="one for each"
        )
    at = np.sort(np.asarray(found["at_min"]))
    return rows.take(pa.array(at)).combine_chunks(), rows.num_rows - len(at)
