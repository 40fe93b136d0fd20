"""The labour market here: figures as published, each with its interval, none averaged."""

from pathlib import Path

import pytest

from sectorscope.evidence.add import add_file
from sectorscope.profile import DataTable, Profile
from tests.support.counts import study
from tests.support.labour import QUALIFIED, density, pay, survey
from tests.support.studies import WHEN, build

KIRKLEES, LEEDS, ENGLAND = "E08000034", "E08000035", "E92000001"
RATES: dict[str, tuple[float | str, float | str]] = {
    KIRKLEES: (70.0, 2.0),
    LEEDS: (78.0, 1.5),
    ENGLAND: (75.5, 0.2),
}


def made(folder: Path, *files: bytes) -> Profile:
    path = study(folder / "dale")
    for n, data in enumerate(files):
        add_file(path, data, name=f"{n}.csv", source="nomis", retrieved=WHEN)
    return build(path)


def said(profile: Profile) -> list[str]:
    return [s.text for s in profile.statements() if s.question == "labour_market"]


def table(profile: Profile) -> list[DataTable]:
    return [b for b in profile.blocks() if isinstance(b, DataTable) and b.id == "labour-market"]


def test_nothing_is_said_and_no_gap_stated_where_nothing_is_held(tmp_path: Path):
    profile = made(tmp_path)
    assert not said(profile)
    assert not table(profile)
    assert "labour market" not in profile.model_dump_json()


def test_the_least_and_the_most_are_told_with_what_sampling_leaves_open(tmp_path: Path):
    assert said(made(tmp_path, survey(RATES))) == [
        "In the year to September 2025, the share of residents aged 16 to 64 who are in work ran "
        "from 70.0% (68.0% to 72.0% by sampling alone) in Kirklees to 78.0% (76.5% to 79.5% by "
        "sampling alone) in Leeds across the two districts of Dale.",
        "In England, it was 75.5% (75.3% to 75.7% by sampling alone).",
    ]


def test_where_intervals_overlap_no_district_is_said_to_be_ahead(tmp_path: Path):
    first, _ = said(made(tmp_path, survey({**RATES, LEEDS: (72.0, 3.0)})))
    assert first.endswith("overlap, so that which district is ahead is not known.")


def test_figures_that_are_alike_have_no_least(tmp_path: Path):
    first, _ = said(made(tmp_path, survey({**RATES, LEEDS: (70.0, 3.0)})))
    assert first.endswith("was 70.0% in each of the two districts of Dale.")


def test_a_district_without_a_figure_is_in_the_table_and_no_range_is_told(tmp_path: Path):
    profile = made(tmp_path, survey({KIRKLEES: (70.0, 2.0), LEEDS: ("!", "!")}))
    assert not said(profile)
    (shown,) = table(profile)
    assert [row[1].text for row in shown.data.rows] == ["70.0% (68.0% to 72.0%)", "suppressed"]


def test_no_figure_of_the_region_is_made_of_those_of_its_districts(tmp_path: Path):
    profile = made(tmp_path, survey(RATES))
    values = {
        e.value for s in profile.statements() if s.question == "labour_market" for e in s.estimates
    }
    assert values == {70.0, 78.0, 75.5, 2}


def test_a_figure_without_published_confidence_says_so_and_has_no_interval(tmp_path: Path):
    figures = dict.fromkeys((KIRKLEES, LEEDS), (70.0, "!")) | {LEEDS: (78.0, "!")}
    profile = made(tmp_path, survey(figures))
    (one,) = (s for s in profile.statements() if s.question == "labour_market")
    assert "by sampling" not in one.text
    assert one.estimates[0].uncertainty.kind == "none_published"
    assert "is not held" in one.estimates[0].uncertainty.why


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (
            pay({KIRKLEES: (30238, 2.0), LEEDS: (36000, 1.5)}, "Nm-30d1"),
            "the median annual pay, gross, of employees who live there ran from £30,238 (£29,053 "
            "to £31,423 by sampling alone) in Kirklees",
        ),
        (
            pay({KIRKLEES: (30238, 2.0), LEEDS: (36000, 1.5)}),
            "the median annual pay, gross, of employees who work there",
        ),
        (
            density({KIRKLEES: 0.66, LEEDS: 0.98}),
            "In 2023, jobs density, which is jobs for each resident aged 16 to 64, ran from 0.66 "
            "in Kirklees to 0.98 in Leeds",
        ),
        (
            survey({KIRKLEES: (40.0, 2.0), LEEDS: (50.0, 2.0)}, QUALIFIED),
            "with a qualification at level 4 or above (RQF) ran from 40.0%",
        ),
    ],
)
def test_pay_jobs_and_qualifications_say_whose_they_are(tmp_path: Path, data: bytes, words: str):
    (one,) = said(made(tmp_path, data))
    assert words in one


def test_pay_has_a_table_of_its_own_which_names_what_is_not_held(tmp_path: Path):
    paid = pay({KIRKLEES: (30238, 2.0), LEEDS: (36000, 1.5), ENGLAND: (39000, 0.2)})
    residents = pay({KIRKLEES: (31238, 2.0), LEEDS: (37000, 1.5)}, "Nm-30d1")
    profile = made(tmp_path, paid, residents)
    (shown,) = (b for b in profile.blocks() if isinstance(b, DataTable) and b.id.endswith("-pay"))
    assert [[c.text for c in row][::2] for row in shown.data.rows] == [
        ["Kirklees", "£30,238 (£29,053 to £31,423)"],
        ["Leeds", "£36,000 (£34,942 to £37,058)"],
        ["England", "£39,000 (£38,847 to £39,153)"],
    ]
    assert shown.data.rows[2][1].text == "not held"


def test_the_newest_period_is_told_that_most_districts_have(tmp_path: Path):
    profile = made(
        tmp_path,
        survey(RATES, year="2024-09"),
        survey({KIRKLEES: (60.0, 2.0)}, year="2025-09"),
    )
    assert said(profile)[0].startswith("In the year to September 2024, ")
    (shown,) = (b for b in profile.blocks() if isinstance(b, DataTable))
    titles = [c.title for c in shown.data.columns]
    assert titles[1] == "In work, aged 16 to 64, twelve months to September 2024"
    (one, *_) = (s for s in profile.statements() if s.question == "labour_market")
    assert one.vintage == "twelve months to September 2024"
