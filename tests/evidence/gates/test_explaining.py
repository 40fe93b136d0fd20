"""`add --explain` says what each gate said; an overruled one stays known; new sources are built."""

from pathlib import Path
from typing import Any

import pytest

from sectorscope.cli.adding import add_files
from sectorscope.evidence.add import add_file
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import Catalogue
from sectorscope.pipeline.making import make_run
from sectorscope.study import Study
from tests.evidence import provided
from tests.evidence.samples import DATA, TRIMMED_COLUMNS, WHEN, bres, needs_data, table
from tests.pipeline import sealed

NAME = "A : Agriculture, forestry and fishing"
STEEP = table(
    TRIMMED_COLUMNS,
    [(2014, "E08000035", "Leeds", "A", NAME, 2000), (2015, "E08000035", "Leeds", "A", NAME, 2500)],
)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return sealed.empty(tmp_path / "study")


def explained(study: Study, capsys: pytest.CaptureFixture[str], data: bytes) -> list[list[str]]:
    file = study.path.parent / "a.csv"
    file.write_bytes(data)
    asked: dict[str, Any] = {"mapping": None, "override": None, "why": None, "explain": True}
    add_files(study, [file], source="nomis", retrieved=WHEN, **asked)
    lines = capsys.readouterr().err.splitlines()
    return [line.split(maxsplit=2) for line in lines if line.startswith("  ")]


def outcomes(lines: list[list[str]]) -> dict[str, str]:
    return {gate if outcome != "not" else rest.split()[0]: outcome for outcome, gate, rest in lines}


def test_a_good_file_passes_every_gate_by_name(study: Study, capsys: pytest.CaptureFixture[str]):
    found = outcomes(explained(study, capsys, bres()))
    assert set(found.values()) == {"passed"}
    assert list(found)[:4] == ["empty", "encoding", "html", "json_error"]
    assert {"columns", "count", "mixture", "areas", "step", "personal"} <= set(found)
    assert not Catalogue(study.path).all()


def test_a_gate_is_listed_once_though_it_looks_at_bytes_and_at_rows(
    study: Study, capsys: pytest.CaptureFixture[str]
):
    for data in (bres(), STEEP):
        gates = [gate for _, gate, _ in explained(study, capsys, data)]
        assert {"units", "mangled", "personal"} <= set(gates)
        assert len(gates) == len(set(gates))


def test_what_was_flagged_is_told_and_the_file_is_let_in(
    study: Study, capsys: pytest.CaptureFixture[str]
):
    lines = explained(study, capsys, STEEP)
    assert outcomes(lines)["step"] == "flagged"
    (said,) = (rest for outcome, gate, rest in lines if gate == "step")
    assert "Leeds moves by +25.0% from 2014 to 2015" in said
    added = add_file(study.path, STEEP, name="a.csv", source="nomis", retrieved=WHEN)
    assert any("+25.0%" in w for w in added.warnings)


def test_after_a_refusal_the_rest_is_not_reached(study: Study, capsys: pytest.CaptureFixture[str]):
    lines = explained(study, capsys, bres({"MEASURE_NAME": "Count", "RECORD_COUNT": "900"}))
    found = outcomes(lines)
    assert found["count"] == "refused"
    assert found["empty"] == "passed"
    assert found["mixture"] == "not"


def test_a_flag_may_be_answered_with_a_reason_that_stays(study: Study):
    asked: dict[str, Any] = {"name": "a.csv", "source": "nomis", "retrieved": WHEN}
    added = add_file(
        study.path, STEEP, override="step", why="coverage widened", who="A. Nalyst", **asked
    )
    assert added.warnings[-1] == "gate step was overruled: coverage widened"
    assert not any("+25.0%" in w for w in added.warnings)
    (kept,) = Catalogue(study.path).all()
    assert [(o.gate, o.why, o.who) for o in kept.overrides] == [
        ("step", "coverage widened", "A. Nalyst")
    ]


def test_an_override_opens_its_own_gate_only(study: Study):
    data = bres({"RECORD_COUNT": "900", "GEOGRAPHY_NAME": "Leeds"})
    asked: dict[str, Any] = {"name": "a.csv", "source": "nomis", "retrieved": WHEN}
    with pytest.raises(GateRefused) as why:
        add_file(study.path, data, override="count", why="a page is enough", **asked)
    assert why.value.gate == "areas"
    assert not Catalogue(study.path).all()


def test_every_new_source_is_added_and_built(study: Study):
    again = (
        *("apprenticeships, districts", "apprenticeships, with a notice, in UTF-16"),
        *("hesa, under gzip", "hesa, a zip of one", "hesa, a zip of several"),
    )
    for number, (what, (source, data, mapping)) in enumerate(provided.GOOD.items()):
        beside = study.path.parent / f"{number}.mapping" if mapping else None
        if beside and mapping:
            beside.write_bytes(mapping)
        if what not in again:  # the same figures in another form
            add_file(study.path, data, name=f"{number}.dat", source=source, retrieved=WHEN,
                     mapping_path=beside)  # fmt: skip
    tables = make_run(study, unlock=sealed.key(study)).run.tables()
    assert tables.arrow("apprenticeship").num_rows == 3
    assert tables.arrow("standard").num_rows == 2
    assert tables.arrow("employer").num_rows == 1
    assert tables.arrow("provider_income").num_rows == 9


@needs_data
@pytest.mark.slow
def test_the_real_files_are_added_and_built(study: Study):
    files = (
        ("apprenticeships", "provision/lad_map_data_west_yorkshire.csv"),
        ("standards", "provision/apprenticeship_standards_640.json"),
        ("gender_pay_gap", "companies/gender_pay_gap_employers_2021_22.csv.gz"),
    )
    for source, file in files:
        add_file(study.path, DATA / file, source=source, retrieved=WHEN)
    tables = make_run(study, unlock=sealed.key(study)).run.tables()
    assert tables.arrow("apprenticeship").num_rows == 124_548
    assert tables.arrow("standard").num_rows == 640
    assert tables.arrow("employer").num_rows == 10_465


@needs_data
def test_the_13_per_cent_of_a_real_series_are_flagged_and_kept(study: Study):
    file = DATA / "official" / "ukbc_local_units_by_employment.csv"
    added = add_file(study.path, file, source="nomis", retrieved=WHEN)
    assert any("Leeds moves by +13.1% from 2014 to 2015" in w for w in added.warnings)
    assert Catalogue(study.path).current() == [added.snapshot]
