"""Apprenticeship starts: whole years only, each data set for itself, gaps where none holds both."""

from pathlib import Path

import pytest

from sectorscope.evidence.add import add_file
from sectorscope.profile import DataTable, Gap, Profile
from tests.evidence.taught import lars, listed, rows_of
from tests.support.counts import (
    add_districts,
    add_regions,
    add_standards,
    add_standards_by_district,
    add_starts,
    study,
)
from tests.support.studies import WHEN, build

TITLES = {"ST0349": "Welder", "ST0607": "Metal fabricator", "ST1305": "Machining technician"}
PART = "2025/26 (Aug to Apr)"
STARTS: list[tuple[str, str, str, object]] = [
    ("2019/20", "A COLLEGE", "Welder", 40),
    ("2024/25", "A COLLEGE", "Welder", 30),
    ("2024/25", "B COLLEGE", "Welder", 20),
    ("2024/25", "A COLLEGE", "Metal Fabricator", 10),
    ("2024/25", "A COLLEGE", "Hairdresser", 140),
    (PART, "A COLLEGE", "Welder", 900),
]
DISTRICTS: list[tuple[str, str, str, object]] = [
    (year, home, delivery, value)
    for year in ("2024/25", PART)
    for home, delivery, value in (("Leeds", "Leeds", 50), ("Kirklees", "Leeds", 7),
                                  ("Kirklees", "Kirklees", 3), ("York", "Leeds", 5))
]  # fmt: skip


def told(
    folder: Path,
    starts: list[tuple[str, str, str, object]] | None = None,
    districts: list[tuple[str, str, str, object]] | None = None,
    *,
    as_of: str = "2026-01-01",
) -> Profile:
    path = study(folder / "dale", **{"as_of = 2026-01-01": f"as_of = {as_of}"})
    add_standards(path, TITLES)
    add_starts(path, STARTS if starts is None else starts)
    add_districts(path, DISTRICTS if districts is None else districts)
    return build(path)


def said(profile: Profile) -> dict[str, str]:
    return {s.subject: s.text for s in profile.statements() if s.question == "starts"}


def gaps(profile: Profile) -> dict[str, str]:
    return {b.id: b.because.text for b in profile.blocks() if isinstance(b, Gap)}


def table(profile: Profile, identity: str) -> DataTable:
    (found,) = (b for b in profile.blocks() if isinstance(b, DataTable) and b.id == identity)
    return found


def test_starts_on_named_standards_are_summed_over_providers_whatever_the_capitals(tmp_path: Path):
    text = said(told(tmp_path))["standards"]
    assert text.startswith("In 2024/25, 60 apprenticeships on the two standards")
    assert text.endswith("wherever the learner lives: 30.0% of those started on any standard or "
                         "framework.")  # fmt: skip


def test_the_most_are_named_first(tmp_path: Path):
    assert said(told(tmp_path))["standards/most"] == (
        "Among them, 50 were on Welder (ST0349) and 10 were on Metal fabricator (ST0607)."
    )


def test_a_part_of_a_year_is_told_in_no_sentence_and_stands_apart_in_the_table(tmp_path: Path):
    profile = told(tmp_path, as_of="2026-07-01")
    assert not [t for t in said(profile).values() if "2025" in t or "900" in t]
    columns = [c.title for c in table(profile, "starts-by-standard").data.columns]
    assert columns[-1] == f"{PART}, a part of a year"
    assert "not to be set beside whole ones" in table(profile, "starts-by-standard").caveat


def test_only_a_part_of_a_year_is_no_whole_year(tmp_path: Path):
    profile = told(tmp_path, [s for s in STARTS if s[0] == PART])
    assert "standards" not in said(profile)
    assert "no whole year of starts by standard is held" in gaps(profile)["no-starts"]


def test_five_years_are_compared_where_they_are_held_on_standards_that_both_have(tmp_path: Path):
    profile = told(tmp_path)
    assert said(profile)["standards/before"] == (
        "On the one of these standards that the file has in each of the years, they were 50 in "
        "2024/25 and 40 in 2019/20, the earliest whole year that is held."
    )
    assert "no-five-years-of-starts" not in gaps(profile)
    shorter = told(tmp_path / "again", [s for s in STARTS if s[0] != "2019/20"])
    assert "since 2019/20: that year is not held" in gaps(shorter)["no-five-years-of-starts"]


def test_a_withheld_figure_leaves_no_total(tmp_path: Path):
    rows = [*STARTS, ("2024/25", "C COLLEGE", "Welder", "c")]
    profile = told(tmp_path, rows)
    assert said(profile)["standards/most"] == "Among them, 10 were on Metal fabricator (ST0607)."
    rows_shown = {r[0].text: r for r in table(profile, "starts-by-standard").data.rows}
    assert "withheld in part" in [c.text for c in rows_shown["Welder (ST0349)"]]


def test_a_standard_without_starts_is_a_gap_and_no_nought(tmp_path: Path):
    profile = told(tmp_path)
    assert "Machining technician" in gaps(profile)["standards-without-starts"]
    rows = {r[0].text: r for r in table(profile, "starts-by-standard").data.rows}
    assert {c.text for c in rows["Machining technician (ST1305)"][2:]} == {"none under this title"}


def test_districts_are_told_in_total_by_home_and_by_delivery(tmp_path: Path):
    profile = told(tmp_path)
    assert said(profile)["district"] == (
        "In 2024/25, 60 apprenticeships of any kind were started by learners who live in the two "
        "districts of Dale, and 65 were delivered there."
    )
    rows = {r[0].text: [c.value for c in r[1:]] for r in table(
        profile, "starts-by-district").data.rows}  # fmt: skip
    assert rows == {"Kirklees": [10, 3], "Leeds": [50, 62]}


def test_no_file_holds_both_and_a_gap_says_so(tmp_path: Path):
    text = gaps(told(tmp_path))["no-starts-by-standard-and-district"]
    assert "no file that is held breaks starts down by standard and by district at once" in text
    assert "no location quotient" in text


def test_a_district_that_the_file_lacks_leaves_no_total(tmp_path: Path):
    profile = told(tmp_path, districts=[d for d in DISTRICTS if d[1] == "Leeds"])
    assert "district" not in said(profile)
    assert "no-starts-by-district" in gaps(profile)


@pytest.mark.parametrize("newest", ["2024/25", "2026/27"])
def test_starts_by_region_beside_those_by_district_change_nothing(tmp_path: Path, newest: str):
    path = study(tmp_path / "dale")
    add_standards(path, TITLES)
    add_districts(path, DISTRICTS)
    add_regions(path, [(y, "North", "North", 900) for y in ("2023/24", newest)])
    profile = build(path)
    assert said(profile)["district"].startswith("In 2024/25, 60 apprenticeships of any kind")
    assert "no-starts-by-district" not in gaps(profile)


@pytest.mark.parametrize(
    ("others", "told_of"),
    [
        ([("2026/27", "Leeds", "Leeds", 1)], "In 2024/25, 60 "),  # newer, but of one district
        ([("2026/27", "Leeds", "Leeds", 1), ("2026/27", "Kirklees", "Kirklees", 2)],
         "In 2026/27, 3 "),
        ([("2024/25", d, d, 4) for d in ("Leeds", "Kirklees")], "In 2024/25, 60 "),  # as new, fewer
    ],
)  # fmt: skip
def test_of_two_that_have_every_district_the_newest_then_the_longer_is_told(
    tmp_path: Path, others: list[tuple[str, str, str, object]], told_of: str
):
    path = study(tmp_path / "dale")
    add_districts(path, [*DISTRICTS, *(("2023/24", *d[1:]) for d in DISTRICTS[:4])])
    add_standards_by_district(path, others)
    profile = build(path)
    assert said(profile)["district"].startswith(f"{told_of}apprenticeships of any kind")


def add_register(path: Path, *rows: dict[str, object]) -> None:
    """The register of learning aims; codes 1, 2 and 3 are those of the list's standards."""
    data = lars(Standard=rows_of(rows))
    add_file(path, data, name="lars.zip", source="lars", retrieved=WHEN)


def test_standards_closed_to_new_starts_are_named_with_the_day(tmp_path: Path):
    path = study(tmp_path / "dale")
    add_standards(path, TITLES)
    add_register(path, listed(1, LastDateStarts="31 Jul 2024"), listed(2), listed(9),
                 listed(3, EffectiveTo="31 Dec 2019", LastDateStarts="31 Jul 2024"))  # fmt: skip
    assert said(build(path))["closed"] == (
        "Of the three standards that the definition names and the register of learning aims has, "
        "two are closed to new starts on 1 January 2026: Welder (ST0349) (since 1 August 2024) and "
        "Machining technician (ST1305) (since 1 January 2020)."
    )


@pytest.mark.parametrize("last", ["", "31 Dec 2025", "01 Jan 2026"])
def test_a_standard_is_closed_from_the_day_after_its_last_one(tmp_path: Path, last: str):
    path = study(tmp_path / "dale")
    add_standards(path, TITLES)
    add_register(path, listed(1, LastDateStarts=last))
    assert ("closed" in said(build(path))) is (last == "31 Dec 2025")


def test_starts_under_the_title_of_the_register_are_found_by_the_code(tmp_path: Path):
    path = study(tmp_path / "dale")
    add_standards(path, TITLES)
    renamed = [(y, w, t.replace("Metal Fabricator", "Fabricator of metal"), v)
               for y, w, t, v in STARTS]  # fmt: skip
    add_starts(path, renamed)
    assert "50 apprenticeships on the one" in said(build(path))["standards"]
    add_register(path, listed(1, StandardName="Hairdresser"),
                 listed(2, StandardName="Fabricator of Metal"))  # fmt: skip
    profile = build(path)
    assert "60 apprenticeships on the two" in said(profile)["standards"]
    (one,) = (s for s in profile.statements() if s.subject == "standards")
    assert "the title of the register of learning aims is" in one.caveat
    assert any(r.id.startswith("registered_standard|2") for e in one.estimates for r in e.inputs)


def test_where_the_lists_own_titles_are_there_nothing_is_said_of_the_registers(tmp_path: Path):
    path = study(tmp_path / "dale")
    add_standards(path, TITLES)
    add_starts(path, STARTS)
    add_register(path, listed(1, StandardName="Welder"))
    (one,) = (s for s in build(path).statements() if s.subject == "standards")
    assert "register" not in one.caveat


@pytest.mark.parametrize("held", ["starts", "standards", "nothing"])
def test_what_the_definition_names_and_nobody_holds_is_a_gap(tmp_path: Path, held: str):
    path = study(tmp_path / "dale")
    if held == "starts":
        add_starts(path, STARTS)
    if held == "standards":
        add_standards(path, TITLES)
    assert "no-starts" in gaps(build(path))
