"""Business counts: told with what rounding leaves open, compared only where counted alike."""

import re
from pathlib import Path

import pytest

from sectorscope.evidence.add import add_file
from sectorscope.profile import DataTable, Gap, Profile, Statement
from tests.evidence.samples import counts, section
from tests.support.counts import BANDS, ENGLAND, HERE, Figures, add_counts, study
from tests.support.studies import WHEN, build

KIRKLEES, LEEDS = HERE
(NATION,) = ENGLAND


def figures(years: tuple[str, ...] = ("2017", "2022"), areas: tuple[str, ...] = ()) -> Figures:
    """Section C: 100 of 1,000 in each district, 1,000 of 20,000 in England; C grows by half."""
    made = dict[tuple[str, str, str, str], int]()
    for year in years:
        grown = 1.5 if year == max(years) else 1
        for area in areas or (KIRKLEES, LEEDS, NATION):
            size = 20 if area == NATION else 1
            part = 1_000 if area == NATION else 100
            for letter, value in (("C", part * grown), ("M", 1_000 * size - part * grown)):
                for band, of in zip(BANDS, (0.9, 0.1), strict=True):
                    made[year, area, letter, band] = round(value * of / 5) * 5
    return made


def made(folder: Path, held: Figures, **changes: str) -> Profile:
    path = study(folder / "dale", **changes)
    add_counts(path, held)
    return build(path)


def about(profile: Profile, question: str) -> list[Statement]:
    return [s for s in profile.statements() if s.question == question]


def gaps(profile: Profile) -> dict[str, str]:
    return {b.id: b.because.text for b in profile.blocks() if isinstance(b, Gap)}


def table(profile: Profile, identity: str) -> DataTable:
    (found,) = (b for b in profile.blocks() if isinstance(b, DataTable) and b.id == identity)
    return found


def test_a_section_is_counted_shared_compared_and_followed_over_five_years(tmp_path: Path):
    said = " ".join(s.text for s in made(tmp_path, figures()).statements())
    assert "counts 300 local units in Section C (SIC section C) across the two districts" in said
    assert "290 to 310 once rounding is undone: 15.0% of the total over every section." in said
    assert re.search(r"There were 50\.0% more local units in Section C in 2022 than in 2017", said)
    assert "a location quotient, which is the former over the latter, of 2.00" in said
    assert "more concentrated here than there" in said
    assert re.search(r"In England, their change over those years was \+50\.0%", said)


def test_every_interval_holds_what_all_that_rounds_alike_would_give(tmp_path: Path):
    """By hand: four cells of the section here and four of the rest; two and two in England."""
    (found,) = (s for s in about(made(tmp_path, figures()), "quotient")
                if s.subject == "local_units/C/England")  # fmt: skip
    doubt = found.estimates[0].uncertainty
    low = (290 / (290 + 1710)) / (1505 / (1505 + 18_495))
    high = (310 / (310 + 1690)) / (1495 / (1495 + 18_505))
    assert doubt.kind == "rounding"
    assert (doubt.low, doubt.high) == (pytest.approx(low), pytest.approx(high))
    assert found.estimates[0].value == pytest.approx(2)
    assert "the part's share of the whole here over its share of the whole there" in (
        found.estimates[0].method
    )


def test_sizes_are_shares_of_their_section_and_compared_band_by_band(tmp_path: Path):
    profile = made(tmp_path, figures())
    (sizes,) = (s for s in about(profile, "businesses") if s.subject == "local_units/C/sizes")
    assert "90.0% are micro (0 to 9) and 10.0% are large (250+)" in sizes.text
    rows = {r[0].text: r for r in table(profile, "local-units-by-size").data.rows}
    assert rows["Section C: Large (250+)"][1].value == 30
    assert rows["Every section: Large (250+)"][1].value == 200
    beside = table(profile, "local-units-by-size-beside").data
    column = [c.name for c in beside.columns].index("quotient_0")
    quotients = {r[0].text: r[column].value for r in beside.rows}
    assert quotients["Section C: Large (250+)"] == pytest.approx(1)


def test_without_england_there_is_no_quotient_and_a_gap_says_so(tmp_path: Path):
    profile = made(tmp_path, figures(areas=(KIRKLEES, LEEDS)))
    assert not about(profile, "quotient")
    assert (
        "compares with England: no like-for-like figure is held"
        in (gaps(profile)["no-comparator-businesses"])
    )


def test_england_of_another_dataset_is_not_like_for_like(tmp_path: Path):
    path = study(tmp_path / "dale")
    add_counts(path, figures(areas=(KIRKLEES, LEEDS)))
    add_counts(path, figures(areas=(NATION,)), dataset="Enterprises of the business counts")
    profile = build(path)
    assert not about(profile, "quotient")
    assert "no-comparator-businesses" in gaps(profile)


def test_a_comparison_across_the_year_coverage_widened_is_refused(tmp_path: Path):
    profile = made(tmp_path, figures(("2014", "2019")))
    assert not [s for s in profile.statements() if "/change" in s.subject]
    assert "changed before 2019" in gaps(profile)["no-change-local-units"]
    columns = [c.title for c in table(profile, "local-units-by-section").data.columns]
    assert not [c for c in columns if c.startswith("Change")]


def test_a_step_in_a_total_on_the_way_refuses_the_comparison(tmp_path: Path):
    steady = figures(("2017", "2018", "2022"))
    for (year, area, *rest), value in list(steady.items()):
        if year == "2018" and area == LEEDS:
            steady |= {(year, area, *rest): round(value * 1.2 / 5) * 5}  # type: ignore[dict-item]
    profile = made(tmp_path, steady)
    assert not [s for s in profile.statements() if "/change" in s.subject]
    assert "moves further within a year" in gaps(profile)["no-change-local-units"]


def test_a_year_that_is_not_held_for_every_district_is_not_compared(tmp_path: Path):
    less = {k: v for k, v in figures().items() if k[:2] != ("2017", LEEDS)}
    profile = made(tmp_path, less)
    assert not [s for s in profile.statements() if "/change" in s.subject]
    assert "that year is not held for every district" in gaps(profile)["no-change-local-units"]


def test_a_cell_that_is_not_there_leaves_no_total(tmp_path: Path):
    less = {k: v for k, v in figures().items() if k != ("2022", LEEDS, "C", BANDS[1])}
    profile = made(tmp_path, less)
    assert not [s for s in about(profile, "businesses") if s.subject == "local_units/C"]
    assert "a sum without them is no total" in gaps(profile)["incomplete-businesses-c"]


def test_a_wider_region_is_the_sum_of_its_places(tmp_path: Path):
    """The region beside itself: a quotient of one, which has no side."""
    places = 'places = ["E92000001"]'
    profile = made(tmp_path, figures(), **{places: f'places = ["{KIRKLEES}", "{LEEDS}"]'})
    (found,) = (s for s in about(profile, "quotient") if s.subject == "local_units/C/England")
    assert found.estimates[0].value == 1
    assert "leaves open whether they are more or less concentrated" in found.text


def test_what_is_named_and_held_by_nobody_is_a_gap(tmp_path: Path):
    profile = build(study(tmp_path / "dale"))
    assert "no official count of them is held" in gaps(profile)["no-business-counts"]


def test_a_count_of_some_districts_alone_is_said_to_be_held(tmp_path: Path):
    profile = made(tmp_path, {k: v for k, v in figures().items() if k[1] == KIRKLEES})
    text = gaps(profile)["no-business-counts"]
    assert "is held of Kirklees in 2022, and not of Leeds;" in text
    assert not about(profile, "businesses")


def test_an_answer_of_the_service_with_totals_and_bands_counts_nothing_twice(tmp_path: Path):
    """As the template asks for it: figures over all sizes, and beside them their parts."""
    every = list(figures().items())
    sums = dict[tuple[str, str, str], int]()
    for (year, area, s, _), value in every:
        sums[year, area, s] = sums.get((year, area, s), 0) + value
    every += [((*k, "Total"), v) for k, v in sums.items()]
    names = {**HERE, **ENGLAND}
    changes = [
        {"DATE": year, "GEOGRAPHY_CODE": area, "GEOGRAPHY_NAME": names[area], **section(s),
         "EMPLOYMENT_SIZEBAND_NAME": band, "OBS_VALUE": str(value), "URN": "Nm-141d1",
         "RECORD_COUNT": str(len(every))}
        for (year, area, s, band), value in every
    ]  # fmt: skip
    path = study(tmp_path / "dale")
    add_file(path, counts(*changes), name="units.csv", source="nomis", retrieved=WHEN)
    profile = build(path)
    (said,) = (s for s in about(profile, "businesses") if s.subject == "local_units/C")
    assert "UK Business Counts, local units (Nomis 141) counts 300 local units" in said.text
    assert "295 to 305 once rounding is undone: 15.0% of the total" in said.text
    rows = {r[0].text: r[4].value for r in table(profile, "local-units-by-size").data.rows}
    assert rows["Section C: Large (250+)"] == pytest.approx(10)
    assert rows["Every section: Micro (0 to 9)"] == pytest.approx(90)
