"""Rows of companies that may be of a region: of a whole register the others are never looked at.

A company is elsewhere where every row of it says so: by its own district, or where it names none by
the one that a directory of postcodes gives its address. It would be excluded from the frame as
`outside`; leaving it out before spares five million rows of being read one by one. The model then
weighs words by the companies near, not by those of all the country.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sectorscope.concepts.area_changes import known_as
from sectorscope.evidence.columns import each
from sectorscope.evidence.distinct import Bools

MANY = 100_000
"""Rows up to which nobody is left out: an analyst's list is kept in sight as it is."""


def nearby(
    companies: pa.Table,
    placed: pa.Table,
    region: Mapping[str, str],
    kept: Collection[str] = (),
) -> pa.Table:
    """Rows of table `company` that may count, in their order, with every row of their companies.

    Args:
        companies: the table.
        placed: table `placed_postcode`.
        region: names of the region's districts by code; none: all rows stay.
        kept: ids that stay wherever they are, as those that were ruled on.
    """
    if not region or companies.num_rows <= MANY:
        return companies
    companies = companies.combine_chunks()
    near = ~_elsewhere(companies, placed, region)
    told = pa.array(sorted(kept), pa.string())
    near |= _true(pc.call_function("is_in", [companies["id"]], _set(told)))
    return companies.filter(_of_those(companies, near))


def _elsewhere(companies: pa.Table, placed: pa.Table, region: Mapping[str, str]) -> Bools:
    """Rows whose own district, or else that of their postcode, is known and is another."""
    own, named, codes = (
        companies[n].combine_chunks().cast(pa.string()).fill_null("")
        for n in ("area_code", "area", "postcode")
    )
    away = each(own, lambda c: bool(c) and known_as(c, region) not in region, pa.bool_())
    silent = _true(_is(own, "")) & _true(_is(pc.call_function("utf8_trim_whitespace", [named]), ""))
    district = placed["district"].combine_chunks().cast(pa.string())
    within = pc.call_function("is_in", [district], _set(pa.array(list(region), pa.string())))
    there = _true(district.is_valid()) & ~_true(within)
    outside = placed["postcode"].combine_chunks().filter(pa.array(there))
    return _true(away) | (silent & _true(pc.call_function("is_in", [codes], _set(outside))))


def _is(column: pa.Array, text: str) -> pa.Array:
    return pc.call_function("equal", [column, text])


def _of_those(companies: pa.Table, near: Bools) -> pa.Array:
    """Which rows are of a company that has a row near; it goes by its number, else by its id."""
    ids = pc.call_function("coalesce", [companies["number"], companies["id"]]).combine_chunks()
    return pc.call_function("is_in", [ids], _set(ids.filter(pa.array(near)).unique()))


def _set(values: pa.Array) -> pc.SetLookupOptions:
    return pc.SetLookupOptions(values)


def _true(column: pa.Array | pa.ChunkedArray) -> Bools:
    return np.asarray(column).astype(np.bool_)
