"""Sealed files: kept once, given back byte for byte, replaced and forgotten for good."""

from __future__ import annotations

import datetime
import hashlib
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.errors import VaultError
from sectorscope.vault import Vault
from tests.vault import made

FACTS = st.dictionaries(st.text().filter(lambda key: key != "retain_until"), st.text())


@settings(max_examples=40)
@given(st.lists(st.tuples(st.binary(max_size=9000), FACTS), max_size=5))
def test_any_files_and_facts_come_back(files: list[tuple[bytes, dict[str, str]]]):
    with tempfile.TemporaryDirectory() as folder:
        made.cheap()
        vault = Vault.create(Path(folder), made.KEY)
        expected: dict[str, tuple[bytes, dict[str, str]]] = {}
        for data, facts in files:
            identity = vault.seal(data, facts=facts)
            old = expected.get(identity, (data, {}))[1]
            expected[identity] = data, {**old, **facts}
        again = Vault.open(Path(folder), made.KEY)
        found = {e.id: (again.read(e.id), dict(e.facts)) for e in again.entries()}
        assert found == expected
        assert [e.id for e in again.entries()] == list(expected)


def test_the_same_bytes_again_are_one_file_with_the_new_facts(tmp_path: Path, vault: Vault):
    one = vault.seal(b"x", facts={"name": "a", "kind": "notes"})
    before = Vault.fingerprint(tmp_path)
    assert vault.seal(b"x", facts={"name": "a"}) == one
    assert Vault.fingerprint(tmp_path) == before  # nothing changed, so nothing is rebuilt
    vault.seal(b"x", facts={"name": "b"})
    assert dict(vault.entries()[-1].facts) == {"kind": "notes", "name": "b"}
    assert Vault.fingerprint(tmp_path) != before
    assert len(vault.entries()) == 3


def test_an_id_cannot_be_guessed_and_checked(tmp_path: Path, vault: Vault):
    identity = vault.seal(b"yes", facts={})
    assert identity not in {hashlib.new(a, b"yes").hexdigest() for a in ("sha256", "sha3_256")}
    assert Vault.create(tmp_path / "other", made.KEY).seal(b"yes", facts={}) != identity


def test_a_file_that_replaces_another_takes_its_place(tmp_path: Path, vault: Vault):
    old, other = (e.id for e in vault.entries())
    new = vault.replace(old, b"redacted", {"name": "r"})
    assert next((e.id, dict(e.facts)) for e in vault.entries()) == (new, {"name": "r"})
    assert vault.read(new) == b"redacted"
    assert len(list((tmp_path / "vault" / "files").iterdir())) == 2
    with pytest.raises(VaultError, match="no file of that id"):
        vault.read(old)
    assert vault.replace(new, b"redacted", {"name": "s"}) == new
    assert vault.read(new) == b"redacted"
    assert vault.replace(other, b"redacted", {"name": "t"}) == new  # the two are now one
    assert [dict(e.facts) for e in vault.entries()] == [{"name": "t"}]
    assert vault.read(new) == b"redacted"


def test_what_is_forgotten_is_gone_from_the_disk(tmp_path: Path, vault: Vault):
    for entry in vault.entries():
        vault.forget(entry.id)
    assert vault.entries() == []
    assert list((tmp_path / "vault" / "files").iterdir()) == []
    with pytest.raises(VaultError, match="no file of that id"):
        vault.forget("x")


def test_the_old_bytes_are_overwritten_before_they_are_removed(
    tmp_path: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch
):
    seen: list[bytes] = []
    plain = Path.unlink

    def unlink(path: Path, missing_ok: bool = False):
        if path.parent.name == "files":
            seen.append(path.read_bytes())
        plain(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink)
    vault.forget(vault.entries()[0].id)
    assert len(seen) == 1
    assert set(seen[0]) == {0}


def test_retention_ends_after_its_last_day(vault: Vault):
    (first, _) = (e.id for e in vault.entries())
    assert vault.due(datetime.date(2027, 1, 31)) == ()
    assert vault.due(datetime.date(2027, 2, 1)) == (first,)
    with pytest.raises(VaultError, match="retain_until is no date"):
        vault.seal(b"x", facts={"retain_until": "soon"})
    with pytest.raises(VaultError, match="expected text"):
        vault.seal(b"x", facts={"n": 3})  # pyright: ignore[reportArgumentType]


def test_changes_made_together_are_one_or_none(tmp_path: Path, vault: Vault):
    before, disk = made.picture(vault), made.on_disk(tmp_path)
    with pytest.raises(RuntimeError):
        _cut_off(vault)
    assert made.picture(vault) == before
    assert made.on_disk(tmp_path) == disk


def _cut_off(vault: Vault) -> None:
    with vault.together():
        identity = vault.seal(b"x", facts={})
        assert vault.read(identity) == b"x"
        vault.forget(vault.entries()[0].id)
        raise RuntimeError


def test_a_full_disk_is_said_and_leaves_the_vault_as_it_was(
    tmp_path: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch
):
    from sectorscope.vault import disk

    before = made.picture(vault)
    for name in ("write_synced", "replace_synced"):
        with monkeypatch.context() as patch:

            def full(path: Path, data: bytes):
                raise OSError(28, "No space left on device", str(path))

            patch.setattr(disk, name, full)
            with pytest.raises(VaultError, match=r"as it was \(No space left on device\)"):
                vault.seal(b"x", facts={})
        assert made.picture(Vault.open(tmp_path, made.KEY)) == before


def test_files_are_for_their_owner_alone(tmp_path: Path, vault: Vault):
    paths = [tmp_path / "vault", *(tmp_path / "vault").rglob("*")]
    assert len(paths) > 5
    assert not [p for p in paths if p.stat().st_mode & 0o077]
