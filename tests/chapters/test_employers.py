"""Large employers: a list placed by postcode and hinted at by codes, with bands never summed."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.evidence.add import add_file
from sectorscope.evidence.beginnings import begins
from sectorscope.profile import DataTable, Gap, Paragraph, Profile
from tests.evidence.granted import innovate, participant
from tests.evidence.referred import directory
from tests.support.counts import add_employers, study
from tests.support.studies import WHEN, build

LISTED = [
    ("BORE AND BROACH LIMITED", "LS10 1AA", "25620", "250 to 499"),
    ("ALMOND INSTRUMENTS LIMITED", "LS1 4AP", '26511,\n"', "1000 to 4999"),
    ("ELSEWHERE TOOLS LIMITED", "S1 1AA", "25620", "250 to 499"),
    ("DALE GROCERS LIMITED", "LS2 7EY", "47110", "5000 to 19,999"),
    ("NEAR HUDDERSFIELD LIMITED", "HD11 1AA", "25620", "250 to 499"),
    ("HUDDERSFIELD PUMPS LIMITED", "HD1 1AA", "28131", "500 to 999"),
    ("A PUBLIC BODY", "LS1 1AA", "1", "20,000 or more"),
]


def told(folder: Path, rows: list[tuple[str, str, str, str]] | None = None) -> Profile:
    path = study(folder / "dale")
    cleaned = [(n, p, s.replace('"', ""), b) for n, p, s, b in rows or LISTED]
    add_employers(path, cleaned)
    return build(path)


def table(profile: Profile) -> DataTable:
    (found,) = (
        b for b in profile.blocks() if isinstance(b, DataTable) and b.id == "large-employers"
    )
    return found


def test_employers_are_those_here_with_a_code_of_the_definition_core_first(tmp_path: Path):
    rows = [[c.text for c in row] for row in table(told(tmp_path)).data.rows]
    assert [row[0] for row in rows] == [
        "ALMOND INSTRUMENTS LIMITED",
        "BORE AND BROACH LIMITED",
        "HUDDERSFIELD PUMPS LIMITED",
    ]
    assert rows[0][1] == "1000 to 4999"
    assert rows[0][2] == "core; electronics and instruments"
    assert rows[2][2] == "possible"


def test_the_sentence_counts_entries_and_says_that_bands_are_never_summed(tmp_path: Path):
    profile = told(tmp_path)
    (said,) = (s for s in profile.statements() if s.subject == "listed")
    assert said.text.startswith("3 of the 5 employers that reported on pay for 2021/22 from a ")
    assert "bands are never summed" in said.text
    assert "the whole of the United Kingdom" in said.text
    assert len(said.estimates) == 1


FORMULA = '=HYPERLINK(""http://x.example"",""ACME"")'


def test_a_name_that_is_a_formula_is_flagged_and_quoted(tmp_path: Path):
    path = study(tmp_path / "dale")
    text = "EmployerName,PostCode,CompanyNumber,SicCodes,EmployerSize\n"
    text += f'"{FORMULA}",LS10 1AA,00000001,25620,250 to 499\n'
    name = "gender_pay_gap_employers_2021_22.csv"
    added = add_file(path, text.encode(), name=name, source="gender_pay_gap", retrieved=WHEN)
    (said,) = (w for w in added.warnings if "formula" in w)
    assert said.startswith("1 of the entries of 'name' begin as a formula of a spreadsheet")
    ((cell, *_),) = table(build(path)).data.rows
    quoted = FORMULA.replace('""', '"')
    assert cell.text == f"“{quoted}” (a formula, as the file has it)"


def test_no_figure_is_a_sum_of_bands(tmp_path: Path):
    """Neither of least, most nor middles: a list has no total."""
    profile = told(tmp_path)
    sums = {1000 + 250 + 500, 4999 + 499 + 999, 1000 + 250, 250 + 500}
    blocks = [b for b in profile.blocks() if isinstance(b, Paragraph | DataTable)]
    text = " ".join(b.model_dump_json() for b in blocks)
    numbers = {int(n.replace(",", "")) for n in re.findall(r"(?<![\d|])\d[\d,]*\d(?!\d)", text)}
    assert not numbers & sums


def test_the_rule_of_placing_is_stated(tmp_path: Path):
    (said,) = (s for s in told(tmp_path).statements() if s.subject == "placed")
    assert "if its postcode begins with LS or HD1, as the study rules" in said.text
    assert "may be misplaced" in said.text


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([("FAR LIMITED", "S1 1AA", "25620", "250 to 499")], "no address begins with a postcode"),
        ([("SHOP LIMITED", "LS1 1AA", "47110", "250 to 499")], "no employer on the list has an"),
    ],
)
def test_where_there_is_no_list_a_gap_says_why(
    tmp_path: Path, rows: list[tuple[str, str, str, str]], why: str
):
    profile = told(tmp_path, rows)
    (found,) = (b for b in profile.blocks() if isinstance(b, Gap) and b.id == "no-large-employers")
    assert why in found.because.text


def test_a_list_that_is_not_held_is_a_gap(tmp_path: Path):
    profile = build(study(tmp_path / "dale"))
    (found,) = (b for b in profile.blocks() if isinstance(b, Gap) and b.id == "no-large-employers")
    assert "no list is held" in found.because.text


NOWHERE = {'postcodes = ["LS", "HD1"]': "postcodes = []"}


@pytest.mark.parametrize("held", ["no directory", "one that knows no address of the list"])
def test_a_list_that_nothing_places_is_a_gap_that_says_what_it_takes(tmp_path: Path, held: str):
    path = study(tmp_path / "dale", **NOWHERE)
    add_employers(path, [LISTED[0]])
    if held != "no directory":
        data = directory(("HX1 1AA", "E08000033", "198001", ""))
        add_file(path, data, name="ONSPD_2024.csv", source="postcodes", retrieved=WHEN)
    (found,) = (
        b for b in build(path).blocks() if isinstance(b, Gap) and b.id == "no-large-employers"
    )
    assert "nothing that is held places" in found.because.text
    assert found.takes is not None
    assert "[region] postcodes" in found.takes.text
    assert "directory of postcodes" in found.takes.text


@pytest.mark.parametrize("directory_serves_grants", [False, True])
def test_a_study_that_holds_no_list_and_names_no_postcodes_is_told_of_neither(
    tmp_path: Path, directory_serves_grants: bool
):
    path = study(tmp_path / "dale", **NOWHERE)
    if directory_serves_grants:
        award = participant(district="Unknown") | {"Postcode": "LS1 4AP"}
        add_file(path, innovate(award), name="iuk.xlsx", source="innovate_uk", retrieved=WHEN)
        data = directory(("LS1 4AP", "E08000035", "198001", ""))
        add_file(path, data, name="ONSPD_2024.csv", source="postcodes", retrieved=WHEN)
    profile = build(path)
    assert directory_serves_grants is any(s.question == "grants" for s in profile.statements())
    assert "no-large-employers" not in [b.id for b in profile.blocks() if isinstance(b, Gap)]


def test_the_newest_year_alone_is_told(tmp_path: Path):
    path = study(tmp_path / "dale")
    add_employers(path, LISTED[:1], "2017_18")
    add_employers(path, [("NEWER LIMITED", "LS1 1AA", "25620", "250 to 499")], "2021_22")
    assert [r[0].text for r in table(build(path)).data.rows] == ["NEWER LIMITED"]


@pytest.mark.parametrize(
    ("postcode", "starts", "there"),
    [
        ("LS10 1AA", "LS", True),
        ("LS10 1AA", "LS1", False),
        ("LS1 4AP", "LS1", True),
        ("ls14ap", "LS1 4", True),
        ("LS1 4AP", "LS1 5", False),
        ("LS1 4AP", "L", False),
        ("EC1A 1BB", "EC", True),
        ("EC1A 1BB", "EC1A", True),
        ("nowhere", "LS", False),
        ("", "LS", False),
        (None, "LS", False),
    ],
)
def test_a_postcode_begins_with_whole_areas_districts_and_sectors(
    postcode: str | None, starts: str, there: bool
):
    assert begins(postcode, [starts]) is there


@given(st.text(max_size=12), st.sampled_from(["LS", "LS1", "LS1 4"]))
def test_what_is_no_postcode_is_placed_nowhere(text: str, starts: str):
    if begins(text, [starts]):
        plain = "".join(text.upper().split())
        assert plain.startswith(starts.replace(" ", ""))
