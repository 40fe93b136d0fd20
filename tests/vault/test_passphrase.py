"""The passphrase: any that is not empty opens what it made; where it comes from; how it changes."""

from __future__ import annotations

import json
import sys
import tempfile
import time
import unicodedata
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sectorscope.errors import VaultError, VaultLocked
from sectorscope.vault import Vault, passphrase, remember
from tests.vault import made

ANY = st.text(st.characters(), min_size=1)


@settings(max_examples=40)
@given(secret=ANY, wrong=ANY, data=st.binary(max_size=200))
def test_any_passphrase_opens_what_it_made_and_no_other_does(secret: str, wrong: str, data: bytes):
    assume(unicodedata.normalize("NFC", secret) != unicodedata.normalize("NFC", wrong))
    with tempfile.TemporaryDirectory() as folder:
        made.cheap()
        identity = Vault.create(Path(folder), secret).seal(data, facts={})
        assert Vault.open(Path(folder), secret).read(identity) == data
        before = made.on_disk(Path(folder))
        with pytest.raises(VaultLocked, match="the passphrase does not open this vault"):
            Vault.open(Path(folder), wrong)
        assert made.on_disk(Path(folder)) == before


def test_letters_may_arrive_composed_or_not(tmp_path: Path):
    Vault.create(tmp_path, "caf\u00e9")
    assert Vault.open(tmp_path, "cafe\u0301")


def test_a_passphrase_of_any_length(tmp_path: Path):
    Vault.create(tmp_path, "x" * 100_000)
    with pytest.raises(VaultLocked):
        Vault.open(tmp_path, "x" * 99_999)


def test_an_empty_one_is_refused_and_makes_nothing(tmp_path: Path, vault: Vault):
    with pytest.raises(VaultLocked, match="empty"):
        Vault.create(tmp_path / "new", "")
    assert not (tmp_path / "new").exists()
    with pytest.raises(VaultLocked, match="empty"):
        vault.rekey("")
    assert Vault.open(tmp_path, made.KEY)


def test_a_new_passphrase_replaces_the_old(tmp_path: Path, vault: Vault):
    before, print_before = made.picture(vault), Vault.fingerprint(tmp_path)
    vault.rekey(made.OTHER_KEY)
    assert made.picture(Vault.open(tmp_path, made.OTHER_KEY)) == before
    assert Vault.fingerprint(tmp_path) == print_before
    with pytest.raises(VaultLocked):
        Vault.open(tmp_path, made.KEY)


def test_a_guess_costs_what_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.undo()  # the cost that users get
    Vault.create(tmp_path, made.KEY)
    kdf = json.loads((tmp_path / "vault" / "vault.json").read_text())["kdf"]
    assert (kdf["name"], kdf["n"], kdf["r"], kdf["p"]) == ("scrypt", 65536, 8, 1)
    before = time.process_time()
    Vault.open(tmp_path, made.KEY)
    assert 0.05 < time.process_time() - before < 5


def test_a_second_vault_is_not_made_over_the_first(tmp_path: Path, vault: Vault):
    before = made.on_disk(tmp_path)
    with pytest.raises(VaultError, match="has a vault already"):
        Vault.create(tmp_path, made.OTHER_KEY)
    assert made.on_disk(tmp_path) == before


def test_where_there_is_no_vault(tmp_path: Path):
    assert not Vault.exists(tmp_path)
    assert Vault.fingerprint(tmp_path) == "none"
    with pytest.raises(VaultError, match="has no vault"):
        Vault.open(tmp_path, made.KEY)


class Ring(SimpleNamespace):
    """A keyring such as a system's."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, user: str) -> str | None:
        return self.kept.get((service, user))

    def set_password(self, service: str, user: str, secret: str) -> None:
        self.kept[service, user] = secret


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Ring:
    found = Ring()
    monkeypatch.setitem(sys.modules, "keyring", found)
    return found


def _never(prompt: str) -> str:
    raise AssertionError("nobody was to be asked")


def test_environment_then_keyring_then_a_person(
    tmp_path: Path, vault: Vault, ring: Ring, monkeypatch: pytest.MonkeyPatch
):
    assert passphrase(tmp_path, ask=lambda prompt: "typed") == "typed"
    assert remember(tmp_path, "kept")
    (service, user), _ = next(iter(ring.kept.items()))
    assert service == "sectorscope"
    assert user in (tmp_path / "vault" / "vault.json").read_text()
    assert passphrase(tmp_path, ask=_never) == "kept"
    assert passphrase(tmp_path, new=True, ask=lambda prompt: "typed") == "typed"
    monkeypatch.setenv("SECTORSCOPE_VAULT_KEY", "set")
    assert passphrase(tmp_path, ask=_never) == "set"


def test_a_keyring_that_fails_or_is_not_there_is_passed_over(
    tmp_path: Path, vault: Vault, ring: Ring, monkeypatch: pytest.MonkeyPatch
):
    def locked(*_: str) -> str:
        raise RuntimeError("locked")

    monkeypatch.setattr(ring, "get_password", locked)
    monkeypatch.setattr(ring, "set_password", locked)
    assert not remember(tmp_path, "x")
    assert passphrase(tmp_path, ask=lambda prompt: "typed") == "typed"
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert not remember(tmp_path, "x")
    assert passphrase(tmp_path, ask=lambda prompt: "typed") == "typed"


def test_nobody_to_ask_says_what_to_do(tmp_path: Path, vault: Vault):
    with pytest.raises(VaultLocked, match="SECTORSCOPE_VAULT_KEY"):
        passphrase(tmp_path)
    with pytest.raises(VaultLocked, match="no passphrase"):
        passphrase(tmp_path, ask=lambda prompt: "")


def test_a_new_one_is_typed_twice(tmp_path: Path):
    typed = iter(["one", "two"])
    with pytest.raises(VaultLocked, match="differ") as caught:
        passphrase(tmp_path, new=True, ask=lambda prompt: next(typed))
    assert "one" not in str(caught.value).split()
