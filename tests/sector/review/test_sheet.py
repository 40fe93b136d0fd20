"""Rulings as rows of a sheet: what goes out, and what of it is taken in."""

from pathlib import Path
from typing import Any

import pytest

from sectorscope.errors import DecisionError
from sectorscope.sector.review.drawing import Plan
from sectorscope.sector.review.reading import AGAIN, IN, OUT, SETTLED, UNRESOLVED, Reading
from sectorscope.sector.review.room import Review
from sectorscope.sector.review.sheet import COLUMNS, apply, marked, sheet
from tests.sector.review.made import material, reading, review, rule

PLAN = Plan(10, 16)
Row = dict[str, str]


@pytest.fixture
def seeds(tmp_path: Path) -> Review:
    own = review(tmp_path)
    own.advance("Ann", PLAN)
    return own


def out(own: Review, reader: str = "Ann") -> list[Row]:
    return sheet(own.queue(reader, own.position()), own)


def taken(own: Review, *rows: Row, reader: str = "Ann") -> tuple[Reading, ...]:
    return apply(list(enumerate(rows, start=2)), own, reader=reader)


def filled(own: Review, **cells: str) -> Row:
    return out(own)[0] | {"ruling": "in"} | cells


def test_what_goes_out_says_nothing_of_the_model(seeds: Review):
    rule(seeds)
    seeds.advance("Ann")
    listed = out(seeds)
    assert [r["company"] for r in listed] == list(seeds.position().left)
    assert all(set(r) == set(COLUMNS) for r in listed)
    told = "\n".join(cell for r in listed for cell in r.values())
    assert "0.7" not in told
    assert "0.02" not in told


def test_a_row_tells_what_a_reader_needs(seeds: Review):
    row = next(r for r in out(seeds) if int(r["company"]) % 5 == 0)
    assert row["text"] == "Makes «hip» «implants» and more."
    assert row["industries"] == "32500 Manufacture of medical instruments"
    assert row["headcount"] == f"{int(row['company'])} (from its accounts)"
    assert row["place"].startswith("Leeds, LS")
    assert row["look"] == "first"
    assert not any(row[c] for c in ("reader", "ruling", "share", "segments", "why"))


def test_a_filled_row_is_a_reading(seeds: Review):
    cells = {
        "ruling": "In, not strict".replace(",", ""),
        "share": "30%",
        "verified_headcount": "1,200",
        "segments": "wounds; hips",
        "why": "its site",
        "reader": "Bob",
    }
    (one,) = taken(seeds, filled(seeds, **cells))
    assert (one.ruling, one.share, one.headcount) == ("in_not_strict", 0.3, 1200)
    assert (one.segments, one.why, one.reader) == (("hips", "wounds"), "its site", "Bob")
    assert one.draw == seeds.draws["seeds"].csv


def test_what_nobody_filled_in_says_nothing(seeds: Review):
    listed = out(seeds)
    listed[3]["ruling"] = "out"
    assert [r.company for r in taken(seeds, *listed)] == [listed[3]["company"]]


def test_leading_noughts_that_a_spreadsheet_took_are_put_back(seeds: Review):
    row = filled(seeds)
    (one,) = taken(seeds, row | {"company": row["company"].lstrip("0")})
    assert one.company == row["company"]


@pytest.mark.parametrize(
    ("cells", "column", "said"),
    [
        ({"ruling": "maybe"}, "ruling", "'maybe' is none"),
        ({"ruling": "", "share": "0.5"}, "ruling", "it is empty"),
        ({"ruling": "", "why": "odd"}, "ruling", "it is empty"),
        ({"ruling": "inn"}, "ruling", "try: in"),
        ({"share": "1.5"}, "share", "no share"),
        ({"share": "0"}, "share", "rule out"),
        ({"verified_headcount": "-3"}, "verified_headcount", "no headcount"),
        ({"verified_headcount": "about 10"}, "verified_headcount", "no headcount"),
        ({"segments": "hip"}, "segments", "hips"),
        ({"ruling": "out", "share": "0.5"}, "ruling", "share of a company that is out"),
        ({"ruling": "out", "segments": "hips"}, "ruling", "segment of a company that is out"),
        ({"company": "00000099"}, "company", "was not drawn"),
        ({"company": "09999999"}, "company", "was not drawn"),
        ({"look": "third"}, "look", "'third' is none"),
        ({"look": "again"}, "look", "has not ruled on it before"),
        ({"look": "settled"}, "look", "nothing about it is disputed"),
    ],
)
def test_a_mistake_is_named_by_row_and_column(seeds: Review, cells: Row, column: str, said: str):
    with pytest.raises(DecisionError, match=f"row 3, column {column}: ") as raised:
        taken(seeds, out(seeds)[1] | {"ruling": "out"}, filled(seeds, **cells))
    assert said in str(raised.value)
    assert "nothing was taken in" in str(raised.value)


def test_nobody_named_is_a_mistake(seeds: Review):
    with pytest.raises(DecisionError, match="row 2, column reader"):
        taken(seeds, filled(seeds), reader="")


def test_rows_that_contradict_each_other_are_refused_and_repeats_are_not(seeds: Review):
    row = filled(seeds)
    assert len(taken(seeds, row, row)) == 1
    with pytest.raises(DecisionError, match="row 3, column ruling: row 2 rules otherwise"):
        taken(seeds, row, row | {"ruling": "out"})
    two = taken(seeds, row, row | {"ruling": "out", "reader": "Bob"})
    assert [r.reader for r in two] == ["Ann", "Bob"]


def test_a_sheet_from_an_earlier_step_is_still_taken_in(seeds: Review):
    row = filled(seeds, ruling="unresolved")
    rule(seeds)
    seeds.advance("Ann")
    (one,) = taken(seeds, row)
    assert one.draw == seeds.draws["seeds"].csv


def test_second_looks_and_settlements_go_through_sheets_too(tmp_path: Path):
    own = review(tmp_path)
    for _ in range(4):
        rule(own)
        own.advance("Ann", PLAN)
    (row,) = out(own)
    assert row["look"] == AGAIN
    other = OUT if own.rulings[row["company"]].ruling == IN else IN
    own.keep(taken(own, row | {"ruling": other}))
    assert own.position().twice.disputed == (row["company"],)
    settled = row | {"look": SETTLED, "ruling": other}
    with pytest.raises(DecisionError, match="column why"):
        taken(own, settled)
    own.keep(taken(own, settled | {"why": "rang them"}))
    assert own.position().done


def test_taking_in_the_same_sheet_twice_keeps_nothing_new(seeds: Review):
    row = filled(seeds)
    assert len(seeds.keep(taken(seeds, row))) == 1
    assert seeds.keep(taken(seeds, row)) == ()


@pytest.mark.parametrize(
    ("longest", "told"),
    [(100, "a «hip» b"), (6, "a «hip» …"), (3, "a «hip»…"), (1, "a…")],
)
def test_marks_and_cuts(longest: int, told: str):
    assert marked("a hip b", [(2, 5)], longest) == told


def test_a_family_is_shown_once_with_its_number(tmp_path: Path):
    from sectorscope.sector.frame import frame
    from tests.sector.review.made import definition, rows

    shells: list[dict[str, Any]] = [
        rows(1)[0]
        | {
            **dict.fromkeys(("id", "number"), f"1000000{i}"),
            "name": f"Implant Clinic {i} Ltd",
            "text": "An implant clinic.",
            "postcode": "LS9 9ZZ",
            "headcount": None,
            "basis": None,
        }
        for i in range(1, 8)
    ]
    held = frame([*rows(20), *shells], definition())
    own = Review(tmp_path, material(frame=held), today="2026-11-26")
    own.advance("Ann", Plan(100, 0))
    family = [r for r in out(own) if "Implant Clinic" in r["name"]]
    assert len(family) == 1
    assert "stands for 7 companies: itself, Implant Clinic 2 Ltd" in family[0]["notes"]
    assert "near-identical" in family[0]["notes"]


def test_a_ruling_nobody_can_tell_is_a_ruling(seeds: Review):
    (one,) = taken(seeds, filled(seeds, ruling="Unresolved"))
    assert one == reading(one.company, ruling=UNRESOLVED, draw=one.draw)
