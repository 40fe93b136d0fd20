"""Evidence in the vault: listed, superseded and read like any other, and named nowhere else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sectorscope.errors import StoreError, VaultLocked
from sectorscope.evidence.sealed import SealedCatalogue
from sectorscope.evidence.snapshots import Snapshot, describe
from sectorscope.study import Study
from sectorscope.vault import keys
from tests.evidence.samples import WHEN
from tests.pipeline import sealed


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return sealed.empty(tmp_path / "study")


@pytest.fixture
def catalogue(study: Study) -> SealedCatalogue:
    return sealed.catalogue(study)


def entry(data: bytes, name: str = sealed.FILE) -> Snapshot:
    return describe(data, name=name, source="survey", retrieved=WHEN)


def test_what_is_put_in_is_listed_under_its_name_and_a_keyed_hash(catalogue: SealedCatalogue):
    plain = entry(b"one")
    put, new = catalogue.put(plain, b"one")
    assert new
    assert put == replace(plain, sha256=put.sha256, sealed=True)
    assert put.sha256 != plain.sha256
    assert catalogue.all() == [put]
    assert catalogue.read(put) == b"one"
    assert catalogue.find(put.sha256[:12]) == put


def test_another_vault_gives_the_same_bytes_another_hash(tmp_path: Path, study: Study):
    other = sealed.catalogue(sealed.empty(tmp_path / "other"))
    hashes = {c.put(entry(b"one"), b"one")[0].sha256 for c in (other, sealed.catalogue(study))}
    assert len(hashes) == 2


def test_a_newer_file_of_the_same_name_takes_its_place(catalogue: SealedCatalogue):
    first = catalogue.put(entry(b"one"), b"one")[0]
    second = catalogue.put(entry(b"two"), b"two")[0]
    third = catalogue.put(entry(b"three", "z.csv"), b"three")[0]
    assert catalogue.current() == [second, third]
    assert catalogue.all() == [first, second, third]


def test_the_same_bytes_again_are_there_already_and_an_older_issue_can_come_back(
    catalogue: SealedCatalogue,
):
    first = catalogue.put(entry(b"one"), b"one")[0]
    assert catalogue.put(entry(b"one"), b"one") == (first, False)
    catalogue.put(entry(b"two"), b"two")
    back, new = catalogue.put(entry(b"one"), b"one")
    assert new
    assert catalogue.current() == [back]


def test_what_is_not_there_is_not_found(catalogue: SealedCatalogue):
    for wanted in ("", "0" * 12):
        with pytest.raises(StoreError, match="lists no bytes"):
            catalogue.find(wanted)


def test_a_study_without_a_vault_holds_nothing(tmp_path: Path):
    catalogue = SealedCatalogue(tmp_path)
    assert not catalogue.held
    assert catalogue.all() == catalogue.current() == []
    assert catalogue.fingerprint() == "none"


def test_the_fingerprint_needs_no_key_and_follows_every_change(
    study: Study, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv(keys.VARIABLE, raising=False)
    keyless = SealedCatalogue(study.path)
    before = keyless.fingerprint()
    sealed.catalogue(study).put(entry(b"one"), b"one")
    assert keyless.fingerprint() != before
    with pytest.raises(VaultLocked):
        keyless.all()


def test_refused_bytes_are_kept_nowhere(study: Study, catalogue: SealedCatalogue):
    catalogue.refuse(b"zorblaxian", name=sealed.FILE, reason="no")
    assert sealed.shown_in(study.path) == {}
    assert not (study.path / "evidence").exists()


def test_a_retention_date_is_kept_and_a_later_one_takes_its_place(study: Study):
    for until in ("2027-01-01", "2028-01-01", ""):
        held = SealedCatalogue(study.path, sealed.key(study), retain_until=until)
        held.put(entry(b"one"), b"one")
    (kept,) = sealed.catalogue(study).vault.entries()
    assert kept.facts["retain_until"] == "2028-01-01"


def test_what_is_known_of_an_entry_can_be_said_anew(catalogue: SealedCatalogue):
    put = catalogue.put(entry(b"one"), b"one")[0]
    catalogue.put(entry(b"two", "b.csv"), b"two")
    catalogue.restate(replace(put, name="x.csv", mapping="f" * 64))
    assert [(s.name, s.mapping) for s in catalogue.all()] == [("x.csv", "f" * 64), ("b.csv", None)]
    assert list(catalogue.standing()) == ["1", "2"]
