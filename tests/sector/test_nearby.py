"""Of a whole register those elsewhere are not looked at, and the frame counts whom it counted."""

from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.schema import TABLES, from_rows
from sectorscope.sector import nearby as room
from sectorscope.sector.frame import Frame, frame
from sectorscope.sector.nearby import nearby
from sectorscope.sector.placing import districts_of
from tests.sector.firms import company, definition

LEEDS, SHEFFIELD, HARROGATE, YORKSHIRE = "E08000035", "E08000019", "E07000165", "E06000065"
REGION = {LEEDS: "Leeds", HARROGATE: "Harrogate"}
PLACES = {"LS1 4AP": LEEDS, "S1 1AA": SHEFFIELD, "HG1 1AA": None}
STANDS = {"locator": "bytes=0-1", "raw": None}


def table(rows: list[dict[str, Any]]) -> pa.Table:
    return from_rows(TABLES["company"], [r | STANDS for r in rows])


def placed() -> pa.Table:
    rows = [
        {"postcode": code, "district": district, "how": "directory" if district else "sector",
         "terminated": False, "snapshot": "0" * 64, **STANDS}
        for code, district in PLACES.items()
    ]  # fmt: skip
    return from_rows(TABLES["placed_postcode"], rows)


def framed(companies: pa.Table) -> Frame:
    return frame(companies, definition(), REGION, districts_of(placed().to_pylist()))


NAMES = ["", *["Acorn", "Bramble", "Cedar", "Dahlia", "Elder", "Fern", "Gorse", "Heather"]]
"""Unlike each other: near copies at one address are told by all that stand there."""

ROWS = st.lists(
    st.builds(
        lambda number, file, area, name, code: company(
            number, NAMES[int(number)], snapshot=file * 64, area_code=area, area=name, postcode=code
        ),
        st.sampled_from([f"{n:08}" for n in range(1, 9)]),
        st.sampled_from("abc"),
        st.sampled_from([None, None, LEEDS, SHEFFIELD, HARROGATE, YORKSHIRE]),
        st.sampled_from([None, None, "", "Leeds", "Sheffield"]),
        st.sampled_from([None, *PLACES, "BD1 1AA"]),
    ),
    unique_by=lambda row: (row["id"], row["snapshot"]),
)


@given(ROWS, st.sets(st.sampled_from([f"{n:08}" for n in range(1, 9)]), max_size=2))
def test_whoever_counts_is_near_and_whoever_is_not_near_is_outside(
    rows: list[dict[str, Any]], ruled: set[str]
):
    whole = table(rows)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(room, "MANY", -1)
        near = nearby(whole, placed(), REGION, ruled)
    all_of_them, those_near = framed(whole), framed(near)
    away = set(all_of_them.ids) - set(those_near.ids)
    assert {c for c, why in zip(all_of_them.ids, all_of_them.excluded, strict=True) if c in away
            and why != "outside"} == set()  # fmt: skip
    assert not away & ruled
    kept = [c for c in all_of_them.ids if c not in away]
    assert list(those_near.ids) == kept
    assert [all_of_them.excluded[all_of_them.index(c)] for c in kept] == list(those_near.excluded)


def test_a_company_is_left_out_only_if_all_that_is_known_of_it_says_elsewhere(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(room, "MANY", 0)
    rows = [
        company("1", area_code=SHEFFIELD),
        company("2", postcode="S1 1AA"),
        company("3", postcode="S1 1AA", area="Leeds"),  # by its name it may be Leeds
        company("4", postcode="S1 1AA", area_code=LEEDS),
        company("5", postcode="HG1 1AA"),  # of a district that cannot be told
        company("6", postcode="XX9 9XX"),  # no directory knows it
        company("7", postcode="S1 1AA"),
        company("7", postcode="LS1 4AP", snapshot="b" * 64),
        company("8", postcode="S1 1AA"),
    ]
    left = nearby(table(rows), placed(), REGION, kept=["8"])
    assert left["id"].to_pylist() == ["3", "4", "5", "6", "7", "7", "8"]


def test_an_analysts_list_is_kept_in_sight_as_it_is_and_so_is_all_without_a_region(
    monkeypatch: pytest.MonkeyPatch,
):
    rows = table([company("1", area_code=SHEFFIELD)])
    assert nearby(rows, placed(), REGION) is rows
    monkeypatch.setattr(room, "MANY", 0)
    assert nearby(rows, placed(), {}) is rows
    assert nearby(rows, placed(), REGION).num_rows == 0
