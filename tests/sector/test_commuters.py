"""Sums of commuters: one a district and end, whatever a file calls it."""

from __future__ import annotations

from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources import load
from sectorscope.schema import TABLES, from_rows
from sectorscope.sector.commuters import commuters
from tests.evidence.samples import WHEN
from tests.support.commuting import LEEDS, odwp


def sums(data: bytes) -> dict[tuple[str, str], tuple[float, str]]:
    entry = describe(data, name="a.csv", source="commuting", retrieved=WHEN)
    ((_, rows),) = load("commuting").read(entry, data, None)
    totals = from_rows(TABLES["total"], commuters(from_rows(TABLES["commuting"], rows)))
    return {(r["measure"], r["place"]): (r["value"], r["area"]) for r in totals.to_pylist()}


def test_a_district_that_a_file_spells_in_two_ways_has_one_sum():
    two = sums(odwp().replace(b"E08000035,Leeds", b"E08000035,City of Leeds", 1))
    assert two["workers", LEEDS] == (189_000, "City of Leeds")
    assert {k: v for k, (v, _) in two.items()} == {k: v for k, (v, _) in sums(odwp()).items()}
