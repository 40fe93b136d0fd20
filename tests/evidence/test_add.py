"""What enters passed its gates and can be read; what does not is kept with its reason."""

import json
from pathlib import Path
from typing import Any

import pytest

from sectorscope.errors import EvidenceRefused, UsageError, VaultLocked
from sectorscope.evidence.add import Added, add_file
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import Catalogue, Override
from sectorscope.evidence.sources import Dropped, load
from tests.evidence.samples import (
    BAD,
    FACTS,
    MAPPING,
    TRIMMED_COLUMNS,
    WHEN,
    bres,
    section,
    table,
    trimmed,
    workbook,
)


def add(study: Path, data: bytes, name: str, source: str = "nomis", **more: Any) -> Added:  # noqa: ANN401 - add_file checks them
    return add_file(study, data, name=name, source=source, retrieved=WHEN, **more)


def refusals(study: Path) -> list[dict[str, Any]]:
    path = study / "evidence" / "refused" / "refused.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_a_good_file_is_in_the_catalogue(tmp_path: Path):
    path = tmp_path / "bres.csv"
    path.write_bytes(bres())
    done = add_file(tmp_path, path, source="nomis", retrieved=WHEN)
    assert Catalogue(tmp_path).current() == [done.snapshot]
    assert (done.snapshot.name, done.warnings, done.already_there) == ("bres.csv", (), False)


def test_a_refusal_that_quotes_half_a_sign_is_kept(tmp_path: Path):
    with pytest.raises(GateRefused, match="the file is an error message"):
        add(tmp_path, b'{"error": "gone \\ud83d"}', "a.json", "companies_house_api")


def test_what_a_file_does_not_state_is_a_warning_and_what_is_left_out_is_counted(tmp_path: Path):
    assert "does not state its dataset" in add(tmp_path, trimmed(), "a.csv").warnings[0]
    done = add(tmp_path, bres({}, {"MEASURE_NAME": "Industry percentage"}), "b.csv")
    assert done.dropped == (Dropped("MEASURE “Industry percentage”", 1),)


@pytest.mark.parametrize("name", BAD)
def test_a_wrong_answer_is_kept_apart_with_its_reason(tmp_path: Path, name: str):
    add(tmp_path, trimmed(), "good.csv")
    before = (tmp_path / "evidence" / "catalogue.jsonl").read_bytes()
    data = BAD[name][1]
    with pytest.raises(EvidenceRefused) as why:
        add(tmp_path, data, name)
    (line,) = refusals(tmp_path)
    kept = tmp_path / "evidence" / "refused" / f"{line['sha256'][:16]}-{name}"
    assert kept.read_bytes() == data
    assert line["reason"] == str(why.value)
    assert (tmp_path / "evidence" / "catalogue.jsonl").read_bytes() == before


def test_a_mapping_is_evidence_too(tmp_path: Path):
    path = tmp_path / "labels.toml"
    path.write_bytes(MAPPING)
    done = add(tmp_path, trimmed(), "a.csv", mapping_path=path)
    catalogue = Catalogue(tmp_path)
    mapping = catalogue.find(str(done.snapshot.mapping))
    assert (mapping.source, mapping.name) == ("mapping", "labels.toml")
    assert catalogue.read(mapping) == MAPPING
    assert done.warnings == ()


def test_a_wrong_mapping_lets_nothing_in(tmp_path: Path):
    path = tmp_path / "labels.toml"
    path.write_bytes(b'datset = "BRES"\n')
    with pytest.raises(EvidenceRefused, match="did you mean 'dataset'"):
        add(tmp_path, trimmed(), "a.csv", mapping_path=path)
    assert Catalogue(tmp_path).all() == []


def test_adding_again_says_it_stands_there(tmp_path: Path):
    first = add(tmp_path, trimmed(), "a.csv")
    assert add(tmp_path, trimmed(), "a.csv").already_there
    renamed = add(tmp_path, trimmed(), "b.csv")
    assert (renamed.already_there, renamed.snapshot) == (True, first.snapshot)
    assert "as a.csv" in renamed.warnings[-1]


def test_the_same_bytes_read_otherwise_under_another_name_are_refused(tmp_path: Path):
    add(tmp_path, trimmed(), "a.csv")
    path = tmp_path / "labels.toml"
    path.write_bytes(MAPPING)
    with pytest.raises(GateRefused, match=r"same bytes as a\.csv"):
        add(tmp_path, trimmed(), "b.csv", mapping_path=path)


ODD = table(
    (*TRIMMED_COLUMNS, "NOTE"),
    [(2021, "E08000034", "Kirklees", "A", "A : Agriculture", 900, "x")],
)


def test_an_override_lets_in_and_is_recorded(tmp_path: Path):
    with pytest.raises(GateRefused, match="column 'NOTE'"):
        add(tmp_path, ODD, "a.csv")
    done = add(tmp_path, ODD, "a.csv", override="columns", why="a column of notes")
    assert done.snapshot.overrides == (Override("columns", "a column of notes"),)
    assert Catalogue(tmp_path).current() == [done.snapshot]
    assert "gate columns was overruled: a column of notes" in done.warnings
    # Later readings open the same gate again, because the entry says so.
    assert list(load("nomis").read(done.snapshot, ODD, None))


def test_an_override_that_was_not_needed_is_not_recorded(tmp_path: Path):
    done = add(tmp_path, trimmed(), "a.csv", override="html", why="just in case")
    assert done.snapshot.overrides == ()
    assert "nothing was overruled" in done.warnings[-1]


def test_an_override_opens_its_own_gate_only(tmp_path: Path):
    with pytest.raises(GateRefused) as why:
        add(tmp_path, ODD, "a.csv", override="html", why="x")
    assert why.value.gate == "columns"


def test_a_page_overruled_must_still_be_read(tmp_path: Path):
    with pytest.raises(GateRefused) as why:
        add(tmp_path, BAD["help_page.csv"][1], "a.csv", override="html", why="looks fine")
    assert why.value.gate in ("columns", "rows", "no_rows")
    assert Catalogue(tmp_path).all() == []


@pytest.mark.parametrize(
    ("override", "why", "says"),
    [
        ("colums", "x", "did you mean 'columns'"),
        ("empty", "x", "cannot be overruled"),
        ("columns", " ", "without a reason"),
        (None, "x", "no gate"),
    ],
)
def test_an_override_must_name_a_gate_and_a_reason(
    tmp_path: Path, override: str | None, why: str, says: str
):
    with pytest.raises(UsageError, match=says):
        add(tmp_path, trimmed(), "a.csv", override=override, why=why)


def test_an_unknown_source_suggests_a_known_one(tmp_path: Path):
    with pytest.raises(UsageError, match="did you mean 'nomis'"):
        add(tmp_path, trimmed(), "a.csv", source="nomiss")


def test_a_missing_file_is_a_wrong_use(tmp_path: Path):
    with pytest.raises(UsageError, match=r"gone\.csv"):
        add_file(tmp_path, tmp_path / "gone.csv", source="nomis", retrieved=WHEN)
    with pytest.raises(UsageError, match="no name"):
        add_file(tmp_path, b"x", source="nomis", retrieved=WHEN)


def test_a_table_whose_key_stands_twice_is_refused(tmp_path: Path):
    twice = bres(section("C"), section("C"), {"OBS_VALUE": "5"} | section("C"))
    says = r"gives 2 records .* such as .* 2024, at bytes=(\S+);\S+ and bytes=(?!\1)\S+;"
    with pytest.raises(GateRefused, match=says) as why:
        add(tmp_path, twice, "a.csv")
    assert why.value.gate == "rows"
    assert "each record once" in str(why.value)


ANSWERS = b"business,q1\nAcme Surgical Ltd,yes\n"


READS = b'question = [{ id = "q1", column = "q1" }]\n[business]\nid = "business"\n'


@pytest.mark.parametrize(
    "mapping", [None, b"x = 1\n", b'reconstruction = "true"\n', b"no toml", READS]
)
def test_without_a_key_nothing_of_real_consultation_evidence_is_kept(
    tmp_path: Path, mapping: bytes | None, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("SECTORSCOPE_VAULT_KEY", raising=False)
    study = tmp_path / "study"
    path = tmp_path / "m.toml"
    path.write_bytes(mapping or b"")
    with pytest.raises((GateRefused, VaultLocked)) as why:
        add(study, ANSWERS, "answers.csv", "survey", mapping_path=path if mapping else None)
    assert "Acme" not in str(why.value)
    assert not study.exists()


def test_facts_that_say_they_are_invented_are_refused(tmp_path: Path):
    said = FACTS.replace(b"reconstruction = false", b"reconstruction = true")
    with pytest.raises(GateRefused, match="its facts are a reconstruction"):
        add(tmp_path, said, "facts.toml", "facts")
    assert not add(tmp_path, FACTS, "facts.toml", "facts").snapshot.reconstruction


def test_a_workbook_enters(tmp_path: Path):
    done = add(tmp_path, workbook(), "tables.xlsm", "skills_imperative")
    assert not done.already_there


def test_a_second_file_with_the_same_records_is_refused_and_named(tmp_path: Path) -> None:
    first = FACTS
    again = first + b"\n# the same facts, saved once more\n"
    add_file(tmp_path, first, source="facts", retrieved="2026-11-22", name="first.toml")
    with pytest.raises(GateRefused, match=r"second\.toml gives records that first\.toml gives"):
        add_file(tmp_path, again, source="facts", retrieved="2026-11-22", name="second.toml")
    newer = add_file(tmp_path, again, source="facts", retrieved="2026-11-22", name="first.toml")
    assert not newer.already_there
    assert [s.name for s in Catalogue(tmp_path).current()] == ["first.toml"]


def test_a_mapping_that_is_left_out_when_a_file_is_added_again_is_remarked(tmp_path: Path):
    mapping = tmp_path / "bres.toml"
    mapping.write_bytes(MAPPING)
    add(tmp_path, trimmed(), "bres.csv", mapping_path=mapping)
    again = add(tmp_path, trimmed(), "bres.csv")
    assert "it was read with the mapping bres.toml before, and is not any more" in again.warnings
    assert not [w for w in add(tmp_path, trimmed(), "bres.csv").warnings if "before" in w]
