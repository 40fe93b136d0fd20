"""A run says what it holds, and can be held to it."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from sectorscope.errors import StoreError
from sectorscope.store import Run, Store, content_hash
from tests.store.made import codes, facts


@pytest.fixture
def run(tmp_path: Path) -> Run:
    with Store(tmp_path).begin() as writer:
        writer.write("code", codes("a", "b"))
        writer.write("fact", facts(1))
        writer.write_text("profile.public.json", '{"where": "Calderdale\r\n—"}\n')
        return writer.commit({"study.toml": "ab", "decisions": "cd"})


def test_the_manifest_says_what_the_run_holds(run: Run):
    manifest = json.loads((run.path / "manifest.json").read_bytes())
    assert manifest["format"] == 1
    file = sha256((run.path / "code.parquet").read_bytes()).hexdigest()
    held = content_hash("code", codes("a", "b"))
    assert manifest["tables"]["code"] == {"rows": 2, "hash": held, "file": file}
    assert set(manifest["texts"]) == {"profile.public.json"}
    assert run.inputs == {"study.toml": "ab", "decisions": "cd"}
    assert (run.id, run.manifest) == ("0001", manifest)


def test_texts_come_back_as_they_were_written(run: Run):
    assert run.text("profile.public.json") == '{"where": "Calderdale\r\n—"}\n'
    assert run.text("profile.partner.json") is None


def test_the_fingerprint_is_of_the_tables_alone(tmp_path: Path, run: Run):
    with Store(tmp_path).begin() as writer:
        writer.write("fact", facts(1))
        writer.write("code", codes("b", "a"))
        again = writer.commit({"study.toml": "other"})
    assert again.fingerprint == run.fingerprint
    with Store(tmp_path).begin() as writer:
        writer.write("code", codes("a", "c"))
        assert writer.commit({}).fingerprint != run.fingerprint


def test_a_sound_run_verifies(run: Run):
    run.verify()


def test_a_table_that_was_changed_is_named(run: Run):
    pq.write_table(codes("a", "c"), run.path / "code.parquet")
    with pytest.raises(StoreError, match="table code of run 0001"):
        run.verify()


@pytest.mark.parametrize("damage", [b"", b"PAR1", None])
def test_a_table_that_is_damaged_or_gone_is_named(run: Run, damage: bytes | None):
    path = run.path / "fact.parquet"
    path.unlink()
    if damage is not None:
        path.write_bytes(damage)
    with pytest.raises(StoreError, match="table fact of run 0001"):
        run.verify()


def test_a_text_that_was_changed_or_is_gone_is_named(run: Run):
    path = run.path / "profile.public.json"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(StoreError, match=r"text profile\.public\.json"):
        run.verify()
    path.unlink()
    with pytest.raises(StoreError, match=r"text profile\.public\.json"):
        run.text("profile.public.json")


def test_a_fingerprint_that_was_changed_is_found(run: Run):
    changed = Run(run.path, {**run.manifest, "fingerprint": "00"})
    with pytest.raises(StoreError, match="fingerprint"):
        changed.verify()
