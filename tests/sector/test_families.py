"""Near copies and holding companies are found by what the register says of them, and kept apart."""

from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from sectorscope.sector.families import families, stems
from sectorscope.sector.frame import Frame, frame
from tests.sector.firms import company, definition

AT: dict[str, Any] = {"postcode": "S9 5PH", "sics": "32500", "basis": "accounts"}


def framed(*rows: dict[str, Any]) -> Frame:
    return frame(rows, definition())


def franchise(n: int, **said: object) -> dict[str, Any]:
    return company(
        f"0000{n:04d}", f"SMILE TEETH FRANCHISE {n} LIMITED", **AT | {"headcount": 7.0} | said
    )


@pytest.mark.parametrize(
    ("names", "same"),
    [
        (("Smile Franchise 13 Limited", "SMILE FRANCHISE 2 LTD"), True),
        (("A SHADE (F10) LLP", "A SHADE (F9) LLP"), True),
        (("Noodles One Ltd", "Noodles Two Ltd"), True),
        (("Propcap SPV1 Limited", "Propcap Limited"), True),
        (("Acme Tools Limited", "Acme Toys Limited"), False),
        (("Smith Ltd", "Smith Jones Ltd"), False),
    ],
)
def test_a_stem_is_a_name_without_what_numbers_it(names: tuple[str, str], same: bool):
    one, other = stems(pa.array(names)).to_pylist()
    assert (one == other) is same


def test_twenty_near_identical_companies_count_once():
    made = framed(*(franchise(n) for n in range(20)))
    assert made.eligible.sum() == 1
    assert len(set(made.group.tolist())) == 1
    assert all("near_copy" in f for f in made.flags)
    assert made.left_out() == {"near_copy": 19}
    assert made.eligible[made.group[0]]


def test_the_one_that_states_most_people_stands_for_the_family():
    rows = [franchise(n, headcount=h) for n, h in enumerate([0.0, 4.0, 7.0, 4.0, 7.0])]
    made = framed(*rows)
    assert made.names[made.group[0]] == "SMILE TEETH FRANCHISE 2 LIMITED"
    assert np.flatnonzero(made.eligible).tolist() == [2]


@pytest.mark.parametrize(
    "rows",
    [
        [franchise(n) for n in range(2)],
        [franchise(n, headcount=100.0 + n) for n in range(6)],
        [franchise(n, headcount=131.0) for n in range(6)],
        [franchise(n, postcode=f"S{n} 1AA") for n in range(6)],
        [franchise(n, postcode=None) for n in range(6)],
        [franchise(n, sics=f"32{n}00") for n in range(6)],
    ],
    ids=["two", "own headcounts", "large", "addresses", "no address", "industries"],
)
def test_companies_with_people_places_or_trades_of_their_own_are_no_family(
    rows: list[dict[str, Any]],
):
    made = framed(*rows)
    assert made.eligible.all()
    assert made.group.tolist() == list(range(len(rows)))


def test_a_chain_keeps_the_branches_that_state_people_of_their_own():
    rows = [franchise(n, headcount=h) for n, h in enumerate([0.0, None, 0.0, 62.0, 128.0])]
    made = framed(*rows)
    assert np.flatnonzero(made.eligible).tolist() == [0, 3, 4]


def test_a_holding_company_without_people_is_not_counted_beside_its_company():
    made = framed(
        company("1", "ACME HOLDINGS LIMITED", **AT, headcount=0.0, flags="holding"),
        company("2", "ACME LIMITED", **AT, headcount=40.0),
    )
    assert made.excluded == ("holding_group", "")
    assert made.group.tolist() == [1, 1]


def test_a_holding_company_with_the_groups_figure_is_not_counted_twice():
    made = framed(
        company("1", "ACME GROUP HOLDINGS LIMITED", **AT, headcount=65.0, flags="holding"),
        company("2", "ACME LIMITED", **AT, headcount=40.0),
        company("3", "ACME (NORTH) LIMITED", **AT, headcount=25.0),
    )
    assert made.excluded == ("holding_group", "", "")


@pytest.mark.parametrize(
    "other",
    [
        company("2", "ACME LIMITED", **AT | {"postcode": "S1 1AA"}, headcount=40.0),
        company("2", "OTHER LIMITED", **AT, headcount=40.0),
        company("2", "ACME LIMITED", **AT, headcount=40.0, flags="dissolved"),
    ],
)
def test_a_holding_company_on_its_own_counts(other: dict[str, Any]):
    made = framed(
        company("1", "ACME HOLDINGS LIMITED", **AT, headcount=5.0, flags="holding"), other
    )
    assert made.excluded[0] == ""


def test_a_holding_company_with_fewer_people_of_its_own_counts_beside_the_company():
    made = framed(
        company("1", "ACME HOLDINGS LIMITED", **AT, headcount=5.0, flags="holding"),
        company("2", "ACME LIMITED", **AT, headcount=40.0),
    )
    assert made.eligible.all()
    assert "holding_group" in made.flags[0]


def test_nothing_in_nothing_out():
    none = np.zeros(0, np.bool_)
    found = families(
        names=pa.array([], pa.string()),
        postcodes=[],
        first_sics=[],
        headcount=np.zeros(0),
        holding=none,
        possible=none,
    )
    assert len(found.group) == 0
