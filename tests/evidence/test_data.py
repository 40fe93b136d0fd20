"""The same on real files, where they are at hand: each refused, or read to the last cell."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from sectorscope.errors import EvidenceRefused
from sectorscope.evidence.add import add_file
from sectorscope.evidence.snapshots import Catalogue
from sectorscope.statistics.rounding import LADDER, TOP_STEP, on_ladder
from sectorscope.testing import check_source
from tests.evidence.samples import DATA, WHEN, needs_data

pytestmark = [needs_data, pytest.mark.data]
OFFICIAL = DATA / "official"
WRONG = {
    "ees_header_only_bad_filter.csv": "header of 16 columns and no rows",
    "html_error_saved_as.csv": "web page titled “Service unavailable”",
    "json_not_found_saved_as.csv": "JSON error message (“not found”)",
    "nomis_empty_body_http200.csv": "is empty (0 bytes)",
    "nomis_html_help_page_saved_as.csv": "whose 1,888 lines would have been taken for rows",
}


def rows(source: str, name: str) -> list[dict[str, Any]]:
    found = check_source(source, (OFFICIAL / name).read_bytes())
    return [row for _, some in found for row in some]


def plain(name: str) -> list[dict[str, str]]:
    text = (OFFICIAL / name).read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("name", WRONG)
def test_the_real_wrong_answers_are_refused(tmp_path: Path, name: str):
    with pytest.raises(EvidenceRefused) as why:
        add_file(tmp_path, DATA / "bad_responses" / name, source="nomis", retrieved=WHEN)
    assert WRONG[name] in str(why.value)
    assert Catalogue(tmp_path).all() == []
    kept = [p for p in (tmp_path / "evidence" / "refused").iterdir() if p.name.endswith(name)]
    assert [p.read_bytes() for p in kept] == [(DATA / "bad_responses" / name).read_bytes()]


def test_every_bres_figure_stands_on_the_ladder_and_every_rung_is_used():
    values = {float(r["OBS_VALUE"]) for r in plain("bres_sections_13_districts_2015_2021.csv")}
    assert all(map(on_ladder, values))
    rungs = {float(v) for v in range(0, LADDER[-1][0] + 20 * TOP_STEP + 1, 5) if on_ladder(v)}
    assert rungs <= values


def test_bres_of_thirteen_districts():
    found = rows("nomis", "bres_sections_13_districts_2015_2021.csv")
    assert len(found) == 13 * 21 * 7
    assert {r["dataset"] for r in found} == {"not stated"}
    assert all(r["low"] <= r["value"] <= r["high"] for r in found)


def test_the_answers_of_the_api():
    employees = rows("nomis", "nomis-bres-sic-sections.csv")
    assert (len(employees), {r["basis"] for r in employees}) == (21, {"employees; workplace"})
    units = rows("nomis", "nomis-business-counts.csv")
    assert (len(units), {r["measure"] for r in units}) == (21, {"enterprises"})


def test_a_table_made_of_another_publishers_is_refused_not_misread(tmp_path: Path):
    data = OFFICIAL / "bres_itl2_jobs_by_section_2015_2022.csv"
    with pytest.raises(EvidenceRefused, match="column"):
        add_file(tmp_path, data, source="nomis", retrieved=WHEN)


WORKBOOKS = {
    "West Yorkshire": "WY_LSIP_MainTables.Main.xlsm",
    "England": "EN_MainTables.Main.xlsm",
}


def label(row: dict[str, Any]) -> str:
    coded = row["code"] not in ("all", row["label"])
    return f"{row['code']} {row['label']}" if coded else row["label"]


@pytest.mark.parametrize("area", WORKBOOKS)
def test_the_workbooks_agree_with_the_tables_derived_from_them(area: str):
    found = rows("skills_imperative", WORKBOOKS[area])
    assert len(found) == 437
    assert all("10,000 individuals per cell" in r["advice"] for r in found)
    ours = {(r["dimension"], label(r), r["measure"], r["period"]): r["value"] for r in found}
    compared = 0
    for name in (
        "skills_imperative_2035_replacement_WY_EN.csv",
        "skills_imperative_2035_tidy_WY_EN.csv",
    ):
        for row in (r for r in rows("skills_imperative", name) if r["area"] == area):
            key = (row["dimension"], label(row), row["measure"], row["period"])
            if key in ours:
                assert ours[key] == pytest.approx(row["value"], abs=0.51), key
                compared += 1
    assert compared >= 34 * 8 + (6 + 22 + 26 + 9) * 5


def test_advice_and_area_are_found_in_both():
    found = [rows("skills_imperative", name)[0] for name in WORKBOOKS.values()]
    assert [(r["area"], r["geography"]) for r in found] == [
        ("West Yorkshire", "LSIP area, version not stated"),
        ("England", "country"),
    ]
