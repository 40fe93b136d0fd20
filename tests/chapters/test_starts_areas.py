"""Starts by district and subject area, of one table: whole years, no sum over what is no number."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from sectorscope.evidence.add import add_file
from sectorscope.profile import DataTable, Gap, Profile
from sectorscope.wording.check import check
from tests.evidence.provided import CUT, cut, tool_labels, tool_list
from tests.evidence.samples import table as table_of
from tests.support.counts import add_districts, study
from tests.support.replay.ees import answered
from tests.support.studies import WHEN, build

ENGINEERING, ARTS = "Engineering and Manufacturing Technologies", "Arts, Media and Publishing"
Figures = tuple[object, object]
EVERY = {"Leeds": (1720, 440), "Kirklees": (1190, 280)}
CODES = {"Leeds": "E08000035", "Kirklees": "E08000034"}
AREAS = 'subject_areas = ["4.1", "9"]\n\n[region]'


def rows(area: str, by: Mapping[str, Figures], year: str = "2022/23") -> list[tuple[object, ...]]:
    return [(year, CODES[d], d, area, "Total", *figures) for d, figures in by.items()]


STARTED = [
    *rows("Total", EVERY),
    *rows(ENGINEERING, {"Leeds": (240, 50), "Kirklees": (51, "low")}),
    *rows(ARTS, {"Leeds": (10, "low"), "Kirklees": ("low", "c")}),
    ("2022/23", CODES["Leeds"], "Leeds", "Total", "Higher Apprenticeship", 9000, 9000),
    ("2022/23", CODES["Leeds"], "Leeds", ENGINEERING, "Unknown", 9000, 9000),
    ("2022/23", "E07000163", "Craven", "Total", "Total", 70, 10),
]


def made(folder: Path, given: list[tuple[object, ...]], areas: str = AREAS, **changes: str) -> Path:
    path = study(folder / "dale", **({"[region]": areas} if areas else {}), **changes)
    add(path, cut(*given), "starts.csv")
    return path


def add(path: Path, data: bytes, name: str, period: str = "academic year") -> None:
    """Add a table; one that was cut out of a data set with what its mapping says of its years."""
    beside = path.parent / "mapping.toml"
    beside.write_text(f'period = "{period}"\n' if period else "", encoding="utf-8")
    cut_out = data.startswith(b"date,")
    mapping = beside if cut_out and period else None
    add_file(path, data, name=name, source="ees", retrieved=WHEN, mapping_path=mapping)


def said(profile: Profile) -> dict[str, str]:
    told = [s for s in profile.statements() if s.question == "starts-areas"]
    assert not [wrong for s in told if (wrong := check(s))]
    return {s.subject: s.text for s in told}


def gaps(profile: Profile) -> dict[str, str]:
    return {b.id: b.because.text for b in profile.blocks() if isinstance(b, Gap)}


def table(profile: Profile) -> list[list[str]]:
    found = [b for b in profile.blocks() if isinstance(b, DataTable) and b.id == "starts-by-area"]
    return [[c.text for c in row] for t in found for row in t.data.rows]


def test_the_districts_are_told_together_and_the_definitions_areas_as_parts(tmp_path: Path):
    profile = build(made(tmp_path, STARTED))
    assert said(profile) == {
        "district": "By the department's table, 2,910 apprenticeships of any kind were started in "
        "the two districts of Dale in 2022/23.",
        "achieved": "In that year 720 were achieved there.",
        "areas": "Of those started, 291 (10%) were in engineering and manufacturing technologies "
        "(SSA 4): whole sector subject areas, which are wider than the sector.",
    }
    (one,) = (s for s in profile.statements() if s.subject == "district"
              and s.question == "starts-areas")  # fmt: skip
    assert "where learners live or where they are taught the table does not say" in one.caveat
    assert "the whole of the academic year is the study's own word" in one.caveat
    assert "what it calls low is not nought" in one.caveat


def test_low_is_no_nought_and_leaves_no_sum(tmp_path: Path):
    profile = build(made(tmp_path, STARTED))
    text = gaps(profile)["starts-withheld-9"]
    assert "arts, media and publishing (SSA 9)" in text
    assert "no number for Kirklees" in text
    assert table(profile) == [
        ["Kirklees", "1,190", "280", "51", "low, but not nought", "low, but not nought",
         "withheld"],
        ["Leeds", "1,720", "440", "240", "50", "10", "low, but not nought"],
    ]  # fmt: skip


@pytest.mark.parametrize("figure", ["low", "c", None])
def test_a_district_without_a_number_leaves_no_total(tmp_path: Path, figure: str | None):
    given = [r for r in STARTED if r[2:5] != ("Kirklees", "Total", "Total")]
    extra = rows("Total", {"Kirklees": (figure, 5)}) if figure else []
    profile = build(made(tmp_path, [*given, *extra]))
    assert not said(profile)
    assert len(table(profile)) == (2 if figure else 0)  # of some districts alone there is none
    assert "no figure of Kirklees" in gaps(profile)["starts-not-every-district"]


def test_a_gap_of_a_partial_table_denies_nothing_that_another_table_tells(tmp_path: Path):
    path = made(tmp_path, [r for r in STARTED if r[1] == CODES["Kirklees"]])
    add_districts(path, [("2022/23", d, d, 4000) for d in CODES])
    text = gaps(build(path))["starts-not-every-district"]
    assert "How many apprenticeships of any kind are started" not in text
    assert text.startswith("How many apprenticeships were achieved in Dale in 2022/23, and how")
    assert "no figure of Leeds" in text


def test_a_gap_of_a_table_of_unsaid_years_denies_nothing_that_another_table_tells(tmp_path: Path):
    path = study(tmp_path / "dale")
    add(path, cut(*STARTED), "a.csv", "")
    add_districts(path, [("2022/23", d, d, 4000) for d in CODES])
    text = gaps(build(path))["starts-year-not-stated"]
    assert text.startswith("How many apprenticeships were achieved in Dale in 2022/23, and how")
    assert "publishes a year while it lasts" in text


def test_a_definition_without_subject_areas_is_a_gap_beside_the_totals(tmp_path: Path):
    profile = build(made(tmp_path, STARTED, areas=""))
    assert set(said(profile)) == {"district", "achieved"}
    assert "starts-no-subject-areas" in gaps(profile)


def test_a_year_that_had_not_ended_when_the_table_came_is_not_told(tmp_path: Path):
    given = [("2026/27", *r[1:]) for r in STARTED]
    assert not said(build(made(tmp_path, given)))
    both = [*STARTED, *(("2023/24", *r[1:5], 3, 1) for r in STARTED if r[3] == "Total")]
    text = said(build(made(tmp_path / "again", both)))["district"]
    assert "in 2023/24" in text
    assert ", 6 apprenticeships" in text


@pytest.mark.parametrize("period", ["financial year", "academic year to October"])
def test_years_that_are_no_whole_academic_ones_are_not_told(tmp_path: Path, period: str):
    path = study(tmp_path / "dale")
    add(path, cut(*STARTED), "a.csv", period)
    assert not said(build(path))


def test_a_table_that_does_not_say_what_its_years_are_may_hold_a_part_of_one(tmp_path: Path):
    path = study(tmp_path / "dale")
    add(path, cut(*(("202223", *r[1:]) for r in STARTED)), "a.csv", "")
    profile = build(path)
    assert not said(profile)
    assert not table(profile)
    add(path, cut(("2021/22", CODES["Leeds"], "Leeds", "Total", "Total", 9, 1)), "b.csv")
    text = gaps(build(path))["starts-year-not-stated"]
    assert "in Dale in 2022/23" in text
    assert "publishes a year while it lasts" in text


def test_a_table_whose_sum_is_another_than_that_of_learners_homes_is_not_told(tmp_path: Path):
    path = made(tmp_path, STARTED)
    add_districts(path, [("2022/23", d, d, 4000) for d in CODES])
    profile = build(path)
    assert not said(profile)
    assert not table(profile)
    assert (
        "has 2,910, where the one by learners' homes has 8,000"
        in (gaps(profile)["starts-disagree"])
    )


def test_a_table_by_home_and_delivery_tells_the_same_year_instead(tmp_path: Path):
    path = made(tmp_path, STARTED)
    add_districts(path, [("2022/23", d, d, 1460) for d in CODES])
    assert set(said(build(path))) == {"areas"}


def test_other_figures_of_the_service_are_not_taken_for_apprenticeships(tmp_path: Path):
    names = [n.replace("apprenticeship_level", "age_summary") for n in CUT]
    data = cut(*STARTED).replace(",".join(CUT).encode(), ",".join(names).encode())
    path = study(tmp_path / "dale")
    add(path, data, "starts.csv")
    profile = build(path)
    assert not said(profile)
    assert not table(profile)


def test_ended_districts_of_the_region_are_said_where_they_are_told(tmp_path: Path):
    path = study(tmp_path / "dale")
    toml = path / "study.toml"
    text = toml.read_text(encoding="utf-8")
    old = '{code = "E08000034", name = "Kirklees"}'
    assert old in text
    toml.write_text(text.replace(old, '{code = "E07000163", name = "Craven"}'), encoding="utf-8")
    add(path, cut(*STARTED), "starts.csv")
    (one,) = (s for s in build(path).statements() if s.subject == "district"
              and s.question == "starts-areas")  # fmt: skip
    assert "Since 2023-03-31, Craven is in North Yorkshire" in one.caveat


def test_an_answer_of_the_api_and_a_whole_data_set_are_told_too(tmp_path: Path):
    path = study(tmp_path / "dale")
    add(path, answered(), "answer.json")
    (one,) = (s for s in build(path).statements() if s.subject == "district")
    assert "published while its newest year lasted" in one.caveat
    assert "were started in the two districts of Dale in 20" in said(build(path))["district"]
    names = ("time_period", "time_identifier", "geographic_level", "lad_code", "lad_name",
             "apps_level", "starts")  # fmt: skip
    level = "Local authority district"
    whole = [(202021, "Academic year", level, CODES[d], d, "Total", 50) for d in CODES]
    path = study(tmp_path / "again" / "dale")
    add(path, table_of(names, whole), "whole.csv")
    assert said(build(path))["district"].endswith(
        "100 apprenticeships of any kind were started in the two districts of Dale in 2020/21."
    )


def test_a_newer_table_of_fewer_districts_takes_no_ones_place(tmp_path: Path):
    path = made(tmp_path, STARTED)
    newer = cut(("2023/24", CODES["Leeds"], "Leeds", "Total", "Total", 9, 1))
    add(path, newer, "newer.csv")
    assert "in 2022/23" in said(build(path))["district"]


def test_england_is_told_beside_five_years_before(tmp_path: Path):
    labels = tool_labels()
    labels["timePeriod"]["options"].append({"code": "AY", "label": "2019/20", "year": 2019})
    results = [*tool_list("353500"), *tool_list("322530", timePeriod="2019_AY")]
    path = study(tmp_path / "dale")
    beside = tmp_path / "labels.json"
    beside.write_text(json.dumps(labels), encoding="utf-8")
    data = json.dumps(results).encode()
    add_file(path, data, name="a.json", source="ees", retrieved=WHEN, mapping_path=beside)
    assert said(build(path)) == {
        "england": "In England, 353,500 apprenticeships of any kind were started in 2024/25, and "
        "322,530 in 2019/20."
    }
