"""Indicators by area that a third party made: read as that, and doubted where they must be."""

from pathlib import Path

import pytest

from sectorscope.evidence.add import add_file
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources import load
from sectorscope.testing import check_source
from tests.evidence.granted import indicator
from tests.evidence.samples import DATA, WHEN, needs_data, table

HELD = DATA / "universities"
FILES = sorted(HELD.glob("hebci/*.csv")) + sorted(HELD.glob("*_funding.*.csv"))
MULTIPLIED = "ce_cpd_learner_days.lep.csv"


def test_an_indicator_says_what_it_counts_and_what_it_does_not_say():
    ((_, rows),) = check_source("hebci", indicator())
    assert [r["value"] for r in rows] == [120_000, 119_000.5, 0]
    first, *_, last = rows
    assert (first["unit"], first["label"]) == ("pounds", "Contract research for SMEs")
    assert "third party" in first["basis"]
    assert "third party" in first["dataset"]
    assert (first["area_code"], first["geography"]) == (
        "E37000016",
        "local enterprise partnerships, version 2014 as the file has it",
    )
    assert (last["status"], last["raw"]) == ("zero", "0")
    assert load("hebci").meta.basis == "third_party"


def test_areas_of_several_versions_are_flagged(tmp_path: Path):
    added = add_file(tmp_path, indicator(), name="a.csv", source="hebci", retrieved=WHEN)
    assert any("versions 2014, 2017" in w for w in added.warnings)


@pytest.mark.parametrize(
    ("data", "gate"),
    [
        (indicator("contract_research"), "columns"),
        (table(("year", "lep_id", "ip_revenue"), [(2016, "E37000016", 1)]), "columns"),
        (indicator(rows=[(2016, "E08000035", 2014, 1)]), "values"),
        (indicator(rows=[("2016/17", "E37000016", 2014, 1)]), "values"),
        (indicator(rows=[(2016, "E37000016", 2014, "£1m")]), "values"),
        (indicator(rows=[(2016, "E37000016", 2014, "1e999")]), "values"),
        (indicator(rows=[(2016, "E37000016", v, 1) for v in (2014, 2017)]), "rows"),
        (indicator("ce_cpd_learner_days", rows=[(2016, "E37000016", 2014, 56_490_001)]), "units"),
        (b'{"error": "gone"}', "json_error"),
    ],
)
def test_another_file_or_figure_is_refused(data: bytes, gate: str):
    entry = describe(data, name="a", source="hebci", retrieved=WHEN)
    with pytest.raises(GateRefused) as why:
        list(load("hebci").read(entry, data, None))
    assert why.value.gate == gate


def test_learner_days_of_a_likely_number_are_read():
    data = indicator("ce_cpd_learner_days", rows=[(2016, "E37000016", 2014, 18_778)])
    ((_, (row,)),) = check_source("hebci", data)
    assert (row["value"], row["unit"]) == (18_778, "learner days")


@needs_data
@pytest.mark.parametrize("file", [f for f in FILES if f.name != MULTIPLIED], ids=lambda f: f.name)
def test_the_real_files_keep_every_promise(file: Path):
    ((_, rows),) = check_source("hebci", file.read_bytes())
    assert len(rows) == len(file.read_text("utf-8").splitlines()) - 1


@needs_data
def test_the_real_learner_days_are_refused_until_somebody_vouches_for_them(tmp_path: Path):
    """Published multiplied by a thousand: sixty-six days of training for everybody in England."""
    file = HELD / "hebci" / MULTIPLIED
    with pytest.raises(GateRefused, match=r"3,751,511,000 \(gate units\)"):
        add_file(tmp_path, file, source="hebci", retrieved=WHEN)
    why = "kept as published, in thousandths of a day"
    added = add_file(tmp_path, file, source="hebci", retrieved=WHEN, override="units", why=why)
    assert added.snapshot.overridden == {"units"}
