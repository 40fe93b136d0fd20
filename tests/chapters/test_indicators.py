"""What universities earn with businesses, as a third party has it: said so, and of one area."""

from pathlib import Path

import pytest

from sectorscope.evidence.add import add_file
from sectorscope.profile import Profile
from sectorscope.render.words import BASES
from sectorscope.wording.check import check
from tests.evidence.granted import indicator
from tests.evidence.samples import table
from tests.support.counts import study
from tests.support.studies import WHEN, build, gaps

HERE, THERE = "E37000016", "E37000001"
MEASURE = "collaborative_research_cash"
YEARS = {2012: 9, 2013: 8, 2014: 7, 2015: 5, 2016: 6, 2017: 30, 2018: 20}


LEP = ("local_enterprise_partnership_code", "local_enterprise_partnership_name")
DATED = (*LEP, "date_of_introduction", "date_of_termination", "status")
BELONGS = ("LAD17CD", "LAD17NM", "LEP17CD", "LEP17NM")


def made(
    folder: Path, rows: list[tuple[object, ...]], area: str = HERE, areas: bytes | None = None
) -> Profile:
    named = f'[universities]\narea = "{area}"\n\n[official]\n'
    path = study(folder / "dale", **{"[official]\n": named})
    if rows:
        data = indicator(MEASURE, rows=rows)
        add_file(path, data, name="a.csv", source="hebci", retrieved=WHEN)
    if areas:
        add_file(path, areas, name="areas.csv", source="areas", retrieved=WHEN)
    return build(path)


def of(versions: dict[int, int], area: str = HERE) -> list[tuple[object, ...]]:
    return [(y, area, versions.get(y, 2014), v * 1000) for y, v in YEARS.items()]


def said(profile: Profile) -> list[str]:
    told = [s for s in profile.statements() if s.question == "indicators"]
    assert not [wrong for s in told if (wrong := check(s))]
    return [s.text for s in told]


def missed(profile: Profile) -> list[str]:
    return [g.id for g in gaps(profile) if g.id.startswith("indicators")]


def test_nothing_is_said_and_no_gap_stated_where_nothing_is_held(tmp_path: Path):
    profile = made(tmp_path, [])
    assert not said(profile)
    assert not missed(profile)


def test_the_newest_year_and_where_it_lay_over_five_say_whose_indicator_it_is(tmp_path: Path):
    profile = made(tmp_path, [*of({}), *of({}, THERE)])
    assert said(profile) == [
        "By a third party's indicator, universities' income in cash from collaborative research "
        "was £20,000 in 2018 in the area that the study names (E37000016); over the five years "
        "held from 2014 to 2018 it lay between £5,000 and £30,000."
    ]
    (one,) = (s for s in profile.statements() if s.question == "indicators")
    assert one.basis == "third_party"
    assert "third party" in BASES[one.basis]
    assert {e.uncertainty.kind for e in one.estimates} == {"none_published", "exact"}


def test_years_of_another_version_of_the_area_are_not_set_beside(tmp_path: Path):
    profile = made(tmp_path, of({2017: 2017, 2018: 2017}))
    (text,) = said(profile)
    assert text.endswith(
        "over the two years held from 2017 to 2018 it lay between £20,000 and £30,000."
    )
    (one,) = (s for s in profile.statements() if s.question == "indicators")
    assert "another version" in one.caveat


def test_a_year_alone_has_no_range(tmp_path: Path):
    (text,) = said(made(tmp_path, of({2018: 2017})))
    assert text.endswith("was £20,000 in 2018 in the area that the study names (E37000016).")


def test_an_area_is_called_by_its_name_where_a_look_up_held_has_it(tmp_path: Path):
    named = table(DATED, [(HERE, "Heart of the South West", "", "", "live")])
    profile = made(tmp_path, of({2018: 2017}), areas=named)
    (text,) = said(profile)
    assert text.endswith("was £20,000 in 2018 in Heart of the South West (E37000016).")
    assert not missed(profile)  # which districts belong to it, this look-up does not say


@pytest.mark.parametrize(
    ("districts", "lost"),
    [
        ({"E08000035": "Leeds", "E07000040": "East Devon"}, []),
        ({"E07000040": "East Devon"}, ["indicators-area-elsewhere"]),
    ],
)
def test_an_area_that_no_district_of_the_region_belongs_to_is_a_gap(
    tmp_path: Path, districts: dict[str, str], lost: list[str]
):
    whole = (HERE, "Heart of the South West")
    held = table(BELONGS, [(*named, *whole) for named in districts.items()])
    profile = made(tmp_path, of({2018: 2017}), areas=held)
    assert "in Heart of the South West (E37000016)." in said(profile)[0]
    assert missed(profile) == lost
    for one in gaps(profile):
        if one.id in lost:
            assert "no district of Dale belongs to it" in one.because.text
            assert one.evidence


def test_an_area_that_is_not_named_or_not_in_the_files_is_a_gap(tmp_path: Path):
    unnamed = made(tmp_path / "a", of({}), area="")
    assert (said(unnamed), missed(unnamed)) == ([], ["indicators-no-area"])
    elsewhere = made(tmp_path / "b", of({}, THERE))
    assert (said(elsewhere), missed(elsewhere)) == ([], ["indicators-not-there"])
