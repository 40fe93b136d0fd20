"""`rederive` agrees with what was honestly made, and catches whatever was changed since."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sectorscope.errors import Differs, EvidenceChanged, SectorscopeError, StoreError
from sectorscope.pipeline import make_run, rederive, render_profile
from sectorscope.schema import TABLES
from sectorscope.store import content_hash
from sectorscope.store.hashing import fingerprint
from sectorscope.study import Study
from tests.pipeline import shipped

RUN = Path("build") / "runs" / "0001"


def rendered(study: Study) -> Path:
    render_profile(study, make_run(study), formats=("json",))
    return study.path / "out" / "profile.json"


def manifest(study: Study) -> dict[str, Any]:
    return json.loads((study.path / RUN / "manifest.json").read_bytes())


def write_manifest(study: Study, changed: dict[str, Any]) -> None:
    (study.path / RUN / "manifest.json").write_text(json.dumps(changed), "utf-8")


def retold(study: Study, name: str, change: Callable[[list[dict[str, Any]]], None]) -> pa.Table:
    """Write a table of the run again, validly, with other rows."""
    path = study.path / RUN / f"{name}.parquet"
    with pq.ParquetFile(path) as file:
        held = file.read()
    rows = held.to_pylist()
    change(rows)
    path.unlink()
    table = pa.Table.from_pylist(rows, schema=held.schema)
    pq.write_table(table, path)
    return table


def test_it_agrees_on_the_shipped_study(study: Study):
    found = rederive(study)
    assert set(found.tables) == set(TABLES)
    assert found.tables == {n: t["hash"] for n, t in manifest(study)["tables"].items()}
    assert found.documents == ("profile.public.json",)


def test_it_compares_the_rendered_profile_too(study: Study):
    rendered(study)
    assert rederive(study).documents == ("profile.public.json", "out/profile.json")


def test_it_writes_nothing(study: Study):
    rendered(study)
    before = shipped.tree(study.path)
    rederive(study)
    assert shipped.tree(study.path) == before


def test_it_agrees_on_a_run_of_kept_tables(study: Study):
    shipped.change_fact(study, "value = 4200", "value = 4300")
    assert make_run(study).kept
    rederive(study)


def test_without_a_run_it_says_so(unbuilt: Study):
    with pytest.raises(StoreError, match="has not been built"):
        rederive(unbuilt)


@pytest.mark.parametrize("name", shipped.EVIDENCE)
@pytest.mark.parametrize("at", [0, 0.5, 1], ids=["first", "middle", "last"])
def test_one_changed_byte_of_evidence_is_caught(study: Study, name: str, at: float):
    path = study.path / "evidence" / name
    data = bytearray(path.read_bytes())
    data[round(at * (len(data) - 1))] ^= 1
    path.write_bytes(data)
    with pytest.raises(EvidenceChanged) as why:
        rederive(study)
    assert name in str(why.value)


@pytest.mark.parametrize("name", shipped.EVIDENCE)
def test_missing_evidence_is_caught(study: Study, name: str):
    (study.path / "evidence" / name).unlink()
    with pytest.raises(EvidenceChanged, match=f"{name} is missing"):
        rederive(study)


HELD = (
    *("snapshot", "fact", "decision", "consultation", "question", "code", "consultee"),
    *("consultee_group", "response", "assertion"),
)
"""Tables the shipped study has rows of."""


def test_every_table_with_rows_is_tried(study: Study):
    files = (study.path / RUN).glob("*.parquet")
    assert {f.stem for f in files if pq.read_metadata(f).num_rows} == set(HELD)


@pytest.mark.parametrize("name", HELD)
def test_a_table_written_again_with_another_cell_is_caught(study: Study, name: str):
    def change(rows: list[dict[str, Any]]) -> None:
        column = next(c.name for c in TABLES[name].columns if c.type == "text")
        rows[0][column] = "another"

    retold(study, name, change)
    with pytest.raises(StoreError, match=f"table {name} of run 0001"):
        rederive(study)


def test_a_table_that_lost_a_row_is_caught(study: Study):
    def change(rows: list[dict[str, Any]]) -> None:
        rows.pop()

    retold(study, "assertion", change)
    with pytest.raises(StoreError, match="table assertion of run 0001"):
        rederive(study)


def test_a_table_and_a_manifest_that_agree_on_a_lie_are_caught(study: Study):
    """Hashes inside the run hold; only making it again from evidence can tell."""

    def change(rows: list[dict[str, Any]]) -> None:
        (fact,) = (r for r in rows if r["id"] == "crude-remainder")
        fact["value"] = 5200.0

    held = manifest(study)
    held["tables"]["fact"]["hash"] = content_hash("fact", retold(study, "fact", change))
    held["fingerprint"] = fingerprint({n: t["hash"] for n, t in held["tables"].items()})
    write_manifest(study, held)
    with pytest.raises(Differs, match=r"differ from run 0001: fact[.;]"):
        rederive(study)


def test_a_frozen_profile_and_a_manifest_that_agree_on_a_lie_are_caught(study: Study):
    path = study.path / RUN / "profile.public.json"
    data = path.read_bytes().replace(b"All 12 ", b"All 13 ")
    assert data != path.read_bytes()
    path.write_bytes(data)
    held = manifest(study)
    held["texts"]["profile.public.json"] = sha256(data).hexdigest()
    write_manifest(study, held)
    with pytest.raises(Differs, match=r"profile\.public\.json"):
        rederive(study)


@pytest.mark.parametrize("what", ["word", "space", "order"])
def test_an_edited_output_is_caught(study: Study, what: str):
    path = rendered(study)
    text = path.read_text("utf-8")
    changed = {
        "word": text.replace("orthopaedics", "orthopedics", 1),
        "space": text + " ",
        "order": json.dumps(json.loads(text), ensure_ascii=False, indent=1, sort_keys=True) + "\n",
    }[what]
    assert changed != text
    path.write_text(changed, "utf-8")
    with pytest.raises(Differs, match=r"out/profile\.json"):
        rederive(study)


def tamper(held: dict[str, Any], how: str) -> None:
    match how:
        case "a table's hash":
            held["tables"]["fact"]["hash"] = "0" * 64
        case "the fingerprint":
            held["fingerprint"] = "0" * 64
        case "a text's hash":
            held["texts"]["profile.public.json"] = "0" * 64
        case "a table less":
            del held["tables"]["fact"]
        case "a text less":
            held["texts"] = {}
        case "a table nobody declares":
            held["tables"]["facts"] = held["tables"]["fact"]
        case "another format":
            held["format"] = 99
        case _:
            raise AssertionError(how)


@pytest.mark.parametrize(
    "how",
    [
        *("a table's hash", "the fingerprint", "a text's hash", "a table less", "a text less"),
        *("a table nobody declares", "another format"),
    ],
)
def test_a_tampered_manifest_is_caught(study: Study, how: str):
    held = manifest(study)
    tamper(held, how)
    write_manifest(study, held)
    with pytest.raises(SectorscopeError) as why:
        rederive(study)
    assert isinstance(why.value, StoreError | Differs)
    assert why.value.exit_status == 1


def test_an_entry_of_the_manifest_that_is_no_entry_is_caught(study: Study):
    held = manifest(study)
    held["tables"]["fact"] = "whole"
    write_manifest(study, held)
    with pytest.raises(SectorscopeError):
        rederive(study)


def test_evidence_added_since_is_a_difference_it_names(study: Study):
    shipped.change_fact(study, "value = 4200", "value = 4300")
    with pytest.raises(Differs, match=r"fact, snapshot, profile\.public\.json.* try: sectorscope"):
        rederive(study)


def test_a_decision_made_since_is_a_difference_it_names(study: Study):
    shipped.withdraw(study, business="R01", question="graduate_fields")
    with pytest.raises(Differs, match=r"assertion, decision, profile\.public\.json"):
        rederive(study)


def test_a_damaged_table_is_a_sentence(study: Study):
    (study.path / RUN / "fact.parquet").write_bytes(b"PAR1")
    with pytest.raises(StoreError, match="table fact of run 0001 cannot be read"):
        rederive(study)


@pytest.mark.parametrize("how", ["damaged", "another cell"])
def test_what_the_message_says_to_do_helps(study: Study, how: str):
    if how == "damaged":
        (study.path / RUN / "fact.parquet").write_bytes(b"PAR1")
    else:
        retold(study, "fact", lambda rows: rows[0].update(label="another"))
    with pytest.raises(StoreError, match="try: `sectorscope build`, which writes a new run"):
        rederive(study)
    make_run(study)
    rederive(study)
