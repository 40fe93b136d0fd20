"""Rows of table `overlap`: each pair the definition asks about, once, fit for its table."""

import json
from typing import Any

import numpy as np
import pytest

from sectorscope.schema import TABLES, from_rows
from sectorscope.sector.definition import Definition
from sectorscope.sector.overlaps import BY_CODES, FIRST_CODE, overlaps
from sectorscope.sector.reviewed import Reviewed
from sectorscope.study.sector import Sector

DEFINITION = Definition(
    Sector.model_validate(
        {
            "name": "medtech",
            "definition": "x",
            "segment": [{"id": s, "label": s} for s in ("a", "b", "c")],
            "neighbour": [
                {"id": "digital", "label": "digital", "industries": ["62"]},
                {"id": "vague", "label": "vague", "keywords": ["things"]},
            ],
        }
    )
)
N = 12
SICS = [("32500", "62012")] * 3 + [("62012",)] * 3 + [("32500",)] * 6


def held(*members: int) -> Reviewed:
    """Twelve companies of ten people, every one read in the audit."""
    z = np.isin(np.arange(N), members).astype(np.float64)
    ones, nobody = np.ones(N), np.full(N, np.nan)
    known, audited = np.zeros(N, bool), np.ones(N, bool)
    return Reviewed(ones / 2, 10 * ones, ones, known, ones, audited, z, nobody, 100 * ones)


@pytest.fixture(scope="module")
def rows() -> dict[tuple[str, str], dict[str, Any]]:
    found = {
        "sector": held(*range(9)), "a": held(0, 1, 2, 3), "b": held(1, 2, 3, 4, 5, 6),
        "c": held(8),
    }  # fmt: skip
    made = list(overlaps(found, SICS, DEFINITION))
    assert len(made) == 4
    return {(r["first"], r["second"]): r for r in made}


def test_a_neighbour_is_drawn_by_its_codes(rows: dict[tuple[str, str], dict[str, Any]]):
    row = rows["sector", "near:digital"]
    assert (row["of_first"], row["of_second"]) == pytest.approx((6 / 9, 1.0))
    assert (row["both"], row["either"]) == pytest.approx((60, 90))
    assert row["assumes"] == BY_CODES
    (moved,) = json.loads(row["sensitivity"])
    assert moved["assumption"] == FIRST_CODE
    assert moved["of_first"] == pytest.approx(3 / 9)


def test_a_neighbour_without_codes_is_left_out(rows: dict[tuple[str, str], dict[str, Any]]):
    assert not [pair for pair in rows if "vague" in pair[1]]


def test_segments_pair_with_one_another_once(rows: dict[tuple[str, str], dict[str, Any]]):
    assert {p for p in rows if p[0] != "sector"} == {("a", "b"), ("a", "c"), ("b", "c")}
    row = rows["a", "b"]
    assert (row["of_first"], row["of_second"]) == pytest.approx((3 / 4, 3 / 6))
    assert rows["a", "c"]["of_first"] is None
    assert rows["a", "c"]["both"] is None
    assert "fewer than 3" in rows["a", "c"]["withheld"]


def test_rows_fit_their_table(rows: dict[tuple[str, str], dict[str, Any]]):
    traced = {"draw": "d", "snapshot": "s", "locator": "l", "raw": None}
    made = from_rows(TABLES["overlap"], [r | traced for r in rows.values()])
    assert made.num_rows == 4
