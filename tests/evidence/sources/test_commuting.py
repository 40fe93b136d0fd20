"""Flows between home and work: who is counted, what a place of work is, and what is refused."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from sectorscope.evidence.add import add_file
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources import Remarks, load
from sectorscope.evidence.sources.commuting.read import COLUMNS, FILE
from sectorscope.testing import check_source
from tests.evidence.samples import WHEN
from tests.support.commuting import (
    AT_HOME,
    BRADFORD,
    FIXED,
    FLOWS,
    FLOWS_2011,
    KIRKLEES,
    LEEDS,
    Commuting,
    odwp,
    of_2011,
    packed,
    wf01bew,
)
from tests.support.counts import study

REGION, SMALL, SCOTLAND, EDINBURGH = "E12000003", "E02002330", "S92000003", "S12000036"


def read(data: bytes, source: str = "commuting") -> list[dict[str, Any]]:
    ((table, rows),) = check_source(source, data)
    assert table == "commuting"
    return rows


def refused(data: bytes, source: str = "commuting") -> GateRefused:
    with pytest.raises(GateRefused) as why:
        read(data, source)
    return why.value


def remarks(data: bytes, source: str = "commuting") -> Remarks:
    entry = describe(data, name="a.csv", source=source, retrieved=WHEN)
    return load(source).remarks(entry, data, None)


def by_place(rows: list[dict[str, Any]]) -> Counter[str]:
    found = Counter[str]()
    for row in rows:
        found[row["place"]] += row["value"]
    return found


# --- Census 2021 ---------------------------------------------------------------------------


def test_those_at_home_are_told_from_those_who_work_in_their_own_district():
    rows = read(odwp())
    own = [r for r in rows if (r["home_code"], r["work_code"]) == (LEEDS, LEEDS)]
    assert {r["place"]: r["value"] for r in own} == {
        "area": 150_000,
        "home_or_no_fixed_place": 130_000,
    }
    assert by_place(rows) == {
        "area": sum(int(str(n)) for _, _, i, n in FLOWS if i == "3"),
        "home_or_no_fixed_place": 180_000,
        "offshore": 30,
        "outside_uk": 120,
    }


def test_people_who_do_not_work_are_left_out_aloud():
    assert "190000" not in {r["raw"] for r in read(odwp())}
    (left,) = remarks(odwp()).dropped
    assert (left.what, left.rows) == ("people who are not in employment", 1)


def test_every_row_says_when_who_and_what_was_done_to_it():
    (row, *_) = read(odwp())
    assert row["census"] == "2021"
    assert row["population"].startswith("usual residents of England and Wales aged 16 and over")
    assert "Census 2021" in row["geography"]
    assert "noise" in row["protection"]
    assert any("furlough" in said for said in remarks(odwp()).warnings)


def test_of_a_zip_the_file_of_districts_is_read_and_leads_back_into_it():
    rows = read(packed())
    assert [r["value"] for r in rows] == [r["value"] for r in read(odwp())]
    assert {r["locator"].partition(";")[0] for r in rows} == {f"part={FILE}"}
    nested = packed({f"odwp01ew/{FILE}": odwp()})
    assert len(read(nested)) == len(rows)


def test_a_zip_without_it_is_refused():
    why = refused(packed({"ODWP01EW_RGN.csv": odwp()}))
    assert (why.gate, FILE in str(why)) == ("archive", True)


@pytest.mark.parametrize(
    ("column", "level"),
    [
        ("Regions code", "regions"),
        ("Upper tier local authorities code", "upper tier"),
        ("Middle layer Super Output Areas code", "super output areas"),
        ("Output Areas code", "output areas"),
    ],
)
def test_files_of_other_levels_are_refused_by_what_they_are_of(column: str, level: str):
    why = refused(odwp(names=(column, *COLUMNS[1:])))
    assert why.gate == "classification"
    assert level in str(why)


def test_a_table_that_is_broken_down_further_is_refused():
    further = odwp(names=(*COLUMNS[:6], "Sex (2 categories) code"))
    assert refused(further).gate == "columns"


@pytest.mark.parametrize("flow", [(REGION, LEEDS), (LEEDS, REGION), (LEEDS, SMALL)])
def test_districts_and_another_level_in_one_file_are_refused(flow: tuple[str, str]):
    why = refused(odwp([*FLOWS, (*flow, "3", 5)]))
    assert why.gate == "mixture"
    assert "count the same people again" in str(why)


def test_regions_under_the_columns_of_districts_are_refused():
    assert refused(odwp([(REGION, REGION, "3", 9)])).gate == "classification"


def test_a_code_of_other_digits_is_no_districts():
    why = refused(odwp().replace(b"E06000014,York", "E0600001٣,York".encode()))
    assert why.gate == "classification"
    assert "has an area 'E0600001" in str(why)


def test_a_country_as_a_whole_may_stand_beside_districts_but_not_beside_its_own():
    whole = (LEEDS, SCOTLAND, "3", 9)
    without = [f for f in FLOWS if f[1] != EDINBURGH]
    assert len(read(odwp([*without, whole]))) == len(without)  # one is not in employment
    assert refused(odwp([*FLOWS, whole])).gate == "mixture"


def test_a_flow_that_stands_twice_is_refused():
    why = refused(odwp([*FLOWS, (KIRKLEES, LEEDS, "3", 7)]))
    assert (why.gate, KIRKLEES in str(why)) == ("rows", True)


def test_an_area_without_a_name_is_refused():
    """A sentence tells it by its name; without one the whole profile ended."""
    why = refused(odwp().replace(b"E06000014,York", b"E06000014, "))
    assert why.gate == "values"
    assert "has no name for E06000014" in str(why)
    answer = of_2011().answer()
    assert refused(answer.replace(b"Scotland", b""), "nomis").gate == "values"


@pytest.mark.parametrize("count", ["-3", "12.5", "", "c", "1,200", "1e3", "9" * 30, "٣"])
def test_what_is_no_whole_number_of_people_is_refused(count: str):
    assert refused(odwp([(LEEDS, LEEDS, "3", count)])).gate == "values"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f",3,{FIXED},60000", f",4,{FIXED},60000"),
        (f",3,{FIXED},60000", f",3,{'Working at home'},60000"),
        (f',1,"{AT_HOME}",50000', f",1,{FIXED},50000"),
        (",-8,Does not apply,190000", ",3,Does not apply,190000"),
        (",-8,Does not apply,-8,", ",E08000034,Kirklees,-8,"),
    ],
)
def test_an_indicator_beside_another_label_is_refused(old: str, new: str):
    text = odwp().decode()
    assert old in text
    assert refused(text.replace(old, new).encode()).gate == "classification"


def test_a_header_alone_is_refused_and_so_is_a_file_of_people_who_do_not_work():
    assert refused(odwp([])).gate == "no_rows"
    assert refused(odwp([(LEEDS, "-8", "-8", 9)])).gate == "no_rows"


@pytest.mark.parametrize("source", ["commuting", "nomis"])
def test_a_code_beside_another_districts_name_is_refused(tmp_path: Path, source: str):
    data = odwp() if source == "commuting" else of_2011().answer()
    wrong = data.replace(b"Bradford", b"Harrogate")
    with pytest.raises(GateRefused, match="E08000032 is called 'Harrogate'"):
        add_file(study(tmp_path / "a"), wrong, name="a.csv", source=source, retrieved=WHEN)


def test_a_district_that_had_ended_by_the_census_is_named(tmp_path: Path):
    data = odwp([*FLOWS, ("E06000048", LEEDS, "3", 4)])
    added = add_file(study(tmp_path / "a"), data, name="a.csv", source="commuting", retrieved=WHEN)
    assert any("E06000048 Northumberland ended on 2013-03-31" in w for w in added.warnings)


def test_districts_of_the_census_that_ended_since_are_as_they_should_be(tmp_path: Path):
    data = odwp([*FLOWS, ("E07000163", LEEDS, "3", 4)])
    added = add_file(study(tmp_path / "a"), data, name="a.csv", source="commuting", retrieved=WHEN)
    assert not any("Craven" in w for w in added.warnings)


# --- 2011, by Nomis ------------------------------------------------------------------------


@pytest.mark.parametrize("answer", [of_2011(), of_2011(sexes=True), wf01bew()])
def test_answers_of_2011_give_everybody_once(answer: Commuting):
    rows = read(answer.answer(), "nomis")
    assert sum(r["value"] for r in rows) == sum(n for *_, n in FLOWS_2011)
    assert by_place(rows)["home"] == 48_000
    assert by_place(rows)["no_fixed_place"] == 34_000
    assert {r["census"] for r in rows} == {"2011"}
    where = "England and Wales" if answer.dataset == "NM_1228_1" else "the United Kingdom"
    assert all(r["population"].startswith(f"usual residents of {where} aged 16") for r in rows)


def test_a_place_that_is_no_area_is_known_by_its_name_where_its_code_is_another():
    data = of_2011().answer().replace(b"OD0000003", b"4294967295")
    assert by_place(read(data, "nomis"))["no_fixed_place"] == 34_000
    why = refused(data.replace(b"No fixed place", b"Nowhere"), "nomis")
    assert why.gate == "classification"
    assert "a place of work is '4294967295', 'Nowhere'" in str(why)


def test_parts_by_sex_are_left_out_and_held_against_their_total():
    data = of_2011(sexes=True).answer()
    said = remarks(data, "nomis")
    assert [(d.what, d.rows) for d in said.dropped] == [("a part only: SEX", 26)]
    assert not any("add up" in w for w in said.warnings)
    spoilt = data.replace(b",45000,", b",45001,", 1)
    assert spoilt != data
    assert "the parts of 1 flows do not add up to their total" in remarks(spoilt, "nomis").warnings


def test_an_answer_of_men_alone_is_refused():
    data = of_2011(changes={"SEX_NAME": "Males"}).answer()
    assert refused(data, "nomis").gate == "no_rows"


@pytest.mark.parametrize(
    ("column", "gate"),
    [("SEX_NAME", "mixture"), ("MEASURES_NAME", "mixture"), ("USUAL_RESIDENCE_NAME", "columns")],
)
def test_without_a_column_that_labels_it_an_answer_is_refused(column: str, gate: str):
    data = of_2011().answer().replace(f'"{column}"'.encode(), b'"OBS_CONF_NAME2"', 1)
    assert refused(data, "nomis").gate == gate


@pytest.mark.parametrize(
    ("changes", "gate"),
    [
        ({"OBS_VALUE": "-1"}, "values"),
        ({"OBS_VALUE": "0.4"}, "mixture"),
        ({"OBS_VALUE": "1_000"}, "values"),
        ({"OBS_VALUE": "٣"}, "values"),
        ({"OBS_VALUE": "1E+05"}, "mangled"),
        ({"SEX_NAME": "All other persons"}, "no_rows"),
        ({"DATE": "2001"}, "dataset"),
        ({"URN": "Nm-1204d1d2011d1d2d0d20100"}, "dataset"),
        ({"URN": "Nm-1228d1d2011d1d2d0d20100"}, "dataset"),
        ({"RECORD_COUNT": "99"}, "count"),
        ({"USUAL_RESIDENCE_CODE": REGION}, "mixture"),
        ({"USUAL_RESIDENCE_CODE": "E41000001"}, "mixture"),
        ({"PLACE_OF_WORK_CODE": LEEDS, "USUAL_RESIDENCE_CODE": LEEDS}, "rows"),
        ({"MEASURES_NAME": "Percent"}, "no_rows"),
    ],
)
def test_what_is_no_answer_on_flows_is_refused(changes: dict[str, str], gate: str):
    assert refused(of_2011(changes=changes).answer(), "nomis").gate == gate


def test_a_withheld_flow_is_no_nought():
    data = of_2011(changes={"OBS_VALUE": "", "OBS_STATUS": "Q"}).answer()
    assert {(r["value"], r["status"]) for r in read(data, "nomis")} == {(None, "not_available")}


def test_two_files_that_give_one_flow_are_refused(tmp_path: Path):
    folder = study(tmp_path / "a")
    add_file(folder, of_2011().answer(), name="a.csv", source="nomis", retrieved=WHEN)
    add_file(folder, odwp(), name="b.csv", source="commuting", retrieved=WHEN)
    with pytest.raises(GateRefused, match="gate overlap"):
        add_file(folder, wf01bew().answer(), name="c.csv", source="nomis", retrieved=WHEN)
    with pytest.raises(GateRefused, match="gate overlap"):
        add_file(folder, packed(), name="d.zip", source="commuting", retrieved=WHEN)


def test_flows_of_one_place_may_come_file_by_file(tmp_path: Path):
    folder = study(tmp_path / "a")
    for n, home in enumerate((KIRKLEES, LEEDS, BRADFORD)):
        part = of_2011(flows=[f for f in FLOWS_2011 if f[0] == home]).answer()
        add_file(folder, part, name=f"{n}.csv", source="nomis", retrieved=WHEN)
