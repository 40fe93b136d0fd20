"""Erasure: nothing of the business or person is left, and it does not come back unnoticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from sectorscope.errors import VaultErased, VaultError
from sectorscope.vault import Consent, Identity, Vault
from tests.vault import made


def _erase(vault: Vault, **more: bytes | None) -> None:
    first = vault.entries()[0].id
    vault.erase(made.IDENTITY, date=made.LATER, replacements={first: more.get("data", b"redacted")})


def _held(vault: Vault) -> str:
    """All the vault knows, as the text that is sealed."""
    return vault._now().to_bytes().decode()


def test_nothing_of_a_business_is_left(tmp_path: Path, vault: Vault):
    assert made.NAME in _held(vault)
    _erase(vault)
    again = Vault.open(tmp_path, made.KEY)
    assert again.find(made.BUSINESS) is again.find(made.NAME) is again.find(made.PERSON) is None
    assert again.consents(made.BUSINESS) == again.quotes() == again.listed() == ()
    assert again.identities() == (
        Identity("B0002", ("Other Devices plc",), ("Ann Other",)),  # it was their customer
    )
    held = _held(again) + "".join(str(again.read(e.id)) for e in again.entries())
    assert not [c for c in made.CANARIES if c.casefold() in held.casefold()]
    assert made.BUSINESS not in held


def test_its_files_are_replaced_and_keep_what_is_known_of_them(tmp_path: Path, vault: Vault):
    old = vault.entries()
    _erase(vault)
    first, second = vault.entries()
    assert vault.read(first.id) == b"redacted"
    assert (first.facts["source"], first.facts["retain_until"]) == ("survey", "2027-01-31")
    assert first.facts["name"].startswith("erased ")
    assert second == old[1]
    assert len(list((tmp_path / "vault" / "files").iterdir())) == 2


def test_or_removed(tmp_path: Path, vault: Vault):
    (_, second) = vault.entries()
    _erase(vault, data=None)
    assert vault.entries() == [second]
    assert len(list((tmp_path / "vault" / "files").iterdir())) == 1


def test_what_others_said_of_it_goes_too(vault: Vault):
    for words in ("We copy Quibblethwaite Prosthetics.", "We sell the Flim-jaw.", "We hire."):
        vault.consent(Consent("B0002", "quote", True, made.DAY, words))
        vault.sign(vault.propose("B0002", "needs", words, words).id, "A. Analyst", made.DAY)
    told = "We hire more."
    vault.consent(Consent("B0002", "quote", True, made.DAY, told))
    vault.sign(vault.propose("B0002", "q", told, f"so says {made.PERSON}").id, "A", made.DAY)
    _erase(vault)
    assert [q.words for q in vault.quotes()] == ["We hire."]
    assert [c.words for c in vault.consents("B0002")] == ["We hire.", told]


@pytest.mark.parametrize(
    "name", [made.NAME, made.NAME.upper(), "quibblethwaite prosthetics limited", made.PERSON]
)
def test_a_tombstone_knows_every_spelling_and_lets_nobody_back(
    tmp_path: Path, vault: Vault, name: str
):
    assert vault.tombstoned(name) is None
    _erase(vault)
    again = Vault.open(tmp_path, made.KEY)
    assert again.tombstoned(name) == made.LATER
    before = Vault.fingerprint(tmp_path)
    with pytest.raises(VaultErased, match="erased on 2026-03-01"):
        again.know(Identity("B0009", ("New Name",), (name,)))
    with pytest.raises(VaultErased):
        again.know(Identity("B0009", (name,)))
    assert Vault.fingerprint(tmp_path) == before
    assert again.tombstoned("Other Devices") is None


def test_a_tombstone_is_salted_and_says_nothing(tmp_path: Path, vault: Vault):
    first = vault.erase(made.IDENTITY, date=made.LATER)
    second = vault.erase(made.IDENTITY, date=made.LATER)
    assert len(first.marks) == len(second.marks) == 2
    assert not {*first.marks, first.salt} & {*second.marks, second.salt}
    assert vault.digest(made.NAME) not in first.marks


def test_names_that_only_the_vault_knows_are_erased_with_it(vault: Vault):
    vault.know(Identity(made.BUSINESS, ("Old Name",)))
    _erase(vault)
    assert vault.tombstoned("old name") == made.LATER


def test_a_person_is_erased_and_the_business_stays(vault: Vault):
    words = f"Ask {made.PERSON}."
    vault.propose("B0002", "needs", words, words)
    vault.erase(Identity("", (), (made.PERSON,)), date=made.LATER)
    found = vault.find(made.NAME)
    assert found
    assert (found.contacts, found.products) == ((), (made.PRODUCT,))
    assert vault.may(made.BUSINESS, "count")
    assert [q.words for q in vault.quotes()] == [made.WORDS]
    assert vault.tombstoned(made.PERSON)
    assert not vault.tombstoned(made.NAME)


def test_nobody_and_nothing_are_refused_and_change_nothing(tmp_path: Path, vault: Vault):
    before = Vault.fingerprint(tmp_path)
    with pytest.raises(VaultError, match="nobody is named"):
        vault.erase(Identity("B0009"), date=made.LATER)
    with pytest.raises(VaultError, match="no file of one of the ids"), vault.together():
        vault.erase(made.IDENTITY, date=made.LATER, replacements={"x": b""})
    assert Vault.fingerprint(tmp_path) == before
    assert vault.find(made.NAME) == made.IDENTITY
