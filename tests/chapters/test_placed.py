"""A directory of postcodes places employers, grants and companies before any cruder rule does."""

from __future__ import annotations

from pathlib import Path

from sectorscope.evidence.add import add_file
from sectorscope.pipeline import diff, make_run
from sectorscope.pipeline.companies import frame_of
from sectorscope.profile import DataTable, Gap, Profile, Statement
from sectorscope.study import open_study
from sectorscope.trace import trace
from tests.evidence.granted import innovate, participant
from tests.evidence.referred import directory, districts, sectors
from tests.support import sized
from tests.support.counts import add_employers, study
from tests.support.studies import WHEN, build

KIRKLEES, LEEDS, SHEFFIELD = "E08000034", "E08000035", "E08000019"
LISTED = [
    ("IN LEEDS LIMITED", "LS1 4AP", "25620", "250 to 499"),
    ("OVER THE BORDER LIMITED", "LS29 9AA", "25620", "250 to 499"),
    ("IN KIRKLEES LIMITED", "BD19 3AA", "25620", "250 to 499"),
    ("UNKNOWN TO IT LIMITED", "LS2 7EY", "25620", "250 to 499"),
]
HELD = directory(
    ("LS1 4AP", LEEDS, "198001", "199606"),
    ("LS29 9AA", "E08000032", "198001", ""),
    ("BD19 3AA", KIRKLEES, "198001", ""),
)


def add(path: Path, data: bytes, source: str = "postcodes", name: str = "ONSPD_2024.csv") -> None:
    add_file(path, data, name=name, source=source, retrieved=WHEN)


def told(path: Path, held: bytes | None = HELD) -> Profile:
    add_employers(path, LISTED)
    if held:
        add(path, held)
    return build(path)


def table(profile: Profile, identity: str) -> list[list[str]]:
    (one,) = (b for b in profile.blocks() if isinstance(b, DataTable) and b.id == identity)
    return [[cell.text for cell in row] for row in one.data.rows]


def placed(profile: Profile) -> Statement:
    (said,) = (s for s in profile.statements() if s.subject == "placed")
    return said


def test_the_directory_goes_before_how_a_postcode_begins(tmp_path: Path):
    profile = told(study(tmp_path / "dale"))
    assert [row[0] for row in table(profile, "large-employers")] == [
        "IN KIRKLEES LIMITED", "IN LEEDS LIMITED", "UNKNOWN TO IT LIMITED",
    ]  # fmt: skip
    assert placed(profile).text == (
        "Of the 3 addresses, 2 are in a district of Dale by the directory of postcodes that is "
        "held; those it does not place count by how their postcode begins (LS and HD1), as the "
        "study rules."
    )


def test_without_a_directory_the_rule_stands_as_it_did(tmp_path: Path):
    profile = told(study(tmp_path / "dale"), None)
    names = [row[0] for row in table(profile, "large-employers")]
    assert "OVER THE BORDER LIMITED" in names
    assert "IN KIRKLEES LIMITED" not in names
    assert "if its postcode begins with" in placed(profile).text
    assert not [
        b for b in profile.blocks() if isinstance(b, DataTable) and b.id == "method-postcodes"
    ]


def test_a_directory_serves_a_study_that_names_no_postcodes(tmp_path: Path):
    path = study(tmp_path / "dale")
    file = path / "study.toml"
    text = file.read_text("utf-8")
    assert 'postcodes = ["LS", "HD1"]' in text
    file.write_text(text.replace('postcodes = ["LS", "HD1"]', "postcodes = []"), "utf-8")
    profile = told(path)
    assert [row[0] for row in table(profile, "large-employers")] == [
        "IN KIRKLEES LIMITED", "IN LEEDS LIMITED",
    ]  # fmt: skip
    assert placed(profile).text.startswith("Each of the 2 addresses lies in a district of Dale by")


def test_the_sentence_leads_to_the_directory_s_row(tmp_path: Path):
    path = study(tmp_path / "dale")
    profile = told(path)
    steps = trace(open_study(path), placed(profile).id).steps
    assert {(step.snapshot.name, step.found.text) for step in steps} == {
        ("ONSPD_2024.csv", "LS1 4AP"),
        ("ONSPD_2024.csv", "BD19 3AA"),
    }


def test_a_look_up_that_only_takes_addresses_away_is_told_and_traced(tmp_path: Path):
    path = study(tmp_path / "dale")
    add(path, sectors(("E00000001", "LS29 9")), name="sectors.csv")
    add(path, districts(("E00000001", "E08000032")), name="districts.csv")
    profile = told(path, None)
    assert [row[0] for row in table(profile, "large-employers")] == [
        "IN LEEDS LIMITED", "UNKNOWN TO IT LIMITED",
    ]  # fmt: skip
    said = placed(profile)
    assert said.text == (
        "Of the 3 addresses whose postcode begins with LS or HD1, the directory or look-up of "
        "postcodes that is held places 1 outside Dale; any other counts as in Dale by how its "
        "postcode begins, as the study rules: postcodes cross the boundaries of districts, so that "
        "an employer near one may be misplaced."
    )
    steps = trace(open_study(path), said.id).steps
    assert ("sectors.csv", "E00000001") in {(s.snapshot.name, s.found.text) for s in steps}
    cited = {r.id for r in said.evidence if r.id.startswith("employer|")}
    assert len(cited) == 1  # the one that was taken away, and none of those that are listed
    listed = {b.id: b for b in profile.blocks() if isinstance(b, DataTable)}["large-employers"]
    assert cited.isdisjoint(r.id for r in listed.evidence)


def test_a_look_up_of_places_that_no_rule_names_leaves_the_sentence_as_it_was(tmp_path: Path):
    path = study(tmp_path / "dale")
    add(path, sectors(("E00000001", "BD19 3")), name="sectors.csv")
    add(path, districts(("E00000001", "E08000032")), name="districts.csv")
    assert placed(told(path, None)).text.startswith(
        "An address counts as in Dale if its postcode begins with LS or HD1, as the study rules"
    )


def test_the_method_box_counts_how_each_list_was_placed(tmp_path: Path):
    path = study(tmp_path / "dale")
    add(path, sectors(("E00000001", "LS2 7")), name="sectors.csv")
    add(path, districts(("E00000001", LEEDS)), name="districts.csv")
    profile = told(path)
    assert table(profile, "method-postcodes") == [
        ["Large employers, 2021/22", "3", "1", "0", "0", "0", "0", "1"]
    ]
    assert placed(profile).text.startswith("Each of the 3 addresses lies")
    (box,) = (
        b for b in profile.blocks() if isinstance(b, DataTable) and b.id == "method-postcodes"
    )
    assert len([r for r in box.evidence if r.id.startswith("employer|")]) == 1


def test_of_employers_the_year_that_is_told_is_counted_and_a_newer_one_is_what_moved(
    tmp_path: Path,
):
    path = study(tmp_path / "dale")
    add_employers(path, LISTED)
    add(path, HELD)
    build(path)
    make_run(open_study(path))
    add_employers(path, [*LISTED, ("ANOTHER LIMITED", "LS1 4AP", "25620", "250 to 499")], "2022_23")
    assert table(build(path), "method-postcodes")[0][:2] == ["Large employers, 2022/23", "4"]
    make_run(open_study(path))
    (change,) = (c for c in diff(open_study(path)) if c.id == "method-postcodes")
    assert {m.what for m in change.beneath.records} >= {"came"}
    assert not change.beneath.beside


def test_a_list_that_is_counted_and_not_cited_is_said_to_have_come(tmp_path: Path):
    path = study(tmp_path / "dale")
    add_employers(path, LISTED)
    add(path, HELD)
    make_run(open_study(path))
    names = ("name", "number", "postcode", "district code")
    add(path, sized.table(names, [("A Ltd", "10000001", "LS1 4AP", "")]), "companies", "firms.csv")
    make_run(open_study(path))
    assert table(build(path), "method-postcodes")[0][0] == "Companies"
    (change,) = (c for c in diff(open_study(path)) if c.id == "method-postcodes")
    assert change.beneath.beside == (
        "files came or went whose rows it counts, and does not cite one by one",
    )


def test_grants_whose_list_names_no_district_are_placed_by_the_directory(tmp_path: Path):
    path = study(tmp_path / "dale")
    rows = [
        participant(name="NEAR LTD", crn="1", district="Unknown") | {"Postcode": "LS1 4AP"},
        participant(name="FAR LTD", crn="2", project="2", district="Unknown")
        | {"Postcode": "LS29 9AA"},
        participant(name="LOST LTD", crn="3", project="3", district="Unknown")
        | {"Postcode": "ZE1 0AA"},
    ]
    add(path, innovate(*rows), "innovate_uk", "iuk.xlsx")
    add(path, HELD)
    profile = build(path)
    (held,) = (s for s in profile.statements() if s.subject == "innovate_uk/held")
    assert "one project with awards to one organisation in Dale" in held.text
    assert "else by its postcode in a directory" in held.geography
    gaps = {b.id: b for b in profile.blocks() if isinstance(b, Gap)}
    assert "Whether one of the three awards" in gaps["grants-not-placed-innovate-uk"].because.text


def test_companies_without_a_district_are_placed_and_one_with_a_district_keeps_it(tmp_path: Path):
    path = sized.studied(tmp_path / "study", companies=0).path
    names = ("name", "number", "postcode", "district code")
    firms = [
        ("Leeds Ltd", "10000001", "LS1 4AP", ""), ("Sheffield Ltd", "10000002", "S1 1AA", ""),
        ("Said Ltd", "10000003", "S1 1AA", LEEDS), ("Nowhere Ltd", "10000004", "ZE1 0AA", ""),
    ]  # fmt: skip
    add(path, sized.table(names, firms), "companies", "firms.csv")
    before = make_run(open_study(path)).run
    add(path, directory(("LS1 4AP", LEEDS, "", ""), ("S1 1AA", SHEFFIELD, "", "")))
    made = make_run(open_study(path)).run
    frame = frame_of(open_study(path), made.tables())
    assert frame.area_codes == (LEEDS, SHEFFIELD, LEEDS, "")
    assert frame.excluded == ("", "outside", "", "")
    assert made.inputs["table:size"] != before.inputs["table:size"]
