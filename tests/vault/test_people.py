"""Pseudonyms, identities, and what no public output may contain."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.errors import VaultError
from sectorscope.vault import Identity, Vault, normalise
from sectorscope.vault.people import People
from tests.vault import made

SPELLINGS = [
    "Acme Devices Ltd",
    "ACME  Devices Limited",
    "acme\u00a0devices ltd.",
    " Acme Devices, Ltd ",
    "\uff21cme Devices",
    "Acme De\u00advices LLP",
    "acme devices PLC",
]


@pytest.mark.parametrize("name", SPELLINGS)
def test_spellings_of_a_name_are_one(vault: Vault, name: str):
    assert vault.pseudonym(name) == vault.pseudonym(SPELLINGS[0])
    assert re.fullmatch("B[A-Z2-7]{8}", vault.pseudonym(name))


@pytest.mark.parametrize("name", ["Acme Device", "Acme", "Acme Devices North", "Limited Devices"])
def test_other_names_are_others(vault: Vault, name: str):
    assert vault.pseudonym(name) != vault.pseudonym(SPELLINGS[0])


def test_a_name_that_is_only_a_legal_form_stays():
    assert normalise("Limited") == "limited"
    assert normalise("Ltd Ltd") == "ltd"


@given(st.text())
def test_folding_twice_changes_nothing(name: str):
    assert normalise(normalise(name)) == normalise(name)


def test_a_pseudonym_lasts_and_is_this_vaults_own(tmp_path: Path, vault: Vault):
    name = vault.pseudonym("Acme")
    assert Vault.open(tmp_path, made.KEY).pseudonym("Acme") == name
    assert Vault.create(tmp_path / "other", made.KEY).pseudonym("Acme") != name


def test_a_known_business_keeps_its_pseudonym_under_all_its_names(vault: Vault):
    vault.know(Identity(made.BUSINESS, ("Old Name Ltd",)))
    assert vault.pseudonym("old name") == made.BUSINESS == vault.pseudonym(made.NAME)
    assert vault.pseudonym(made.BUSINESS) == made.BUSINESS


def test_two_businesses_never_share_a_pseudonym(
    tmp_path: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(People, "_letters", lambda self, name, nth: "B" + nth)
    first, second = vault.pseudonym("first"), vault.pseudonym("second")
    assert first != second
    vault.know(Identity(second, ("second",)))
    again = Vault.open(tmp_path, made.KEY)
    assert again.pseudonym("second") == second
    assert again.pseudonym("first") == first
    assert again.pseudonym("third") not in {first, second}


def test_no_name_no_pseudonym(vault: Vault):
    with pytest.raises(VaultError, match="no name"):
        vault.pseudonym("  ")


def test_pseudonyms_of_two_scopes_are_not_linked(vault: Vault):
    one, other = (vault.scoped_pseudonym(s, made.NAME) for s in ("a", "b"))
    assert len({one, other, made.BUSINESS}) == 3
    assert (
        one
        == vault.scoped_pseudonym("a", made.BUSINESS)
        == vault.scoped_pseudonym("a", made.NAME.upper())
    )
    assert one != vault.scoped_pseudonym("a", "Other Devices")


def test_digests_are_equal_for_equal_texts_alone(tmp_path: Path, vault: Vault):
    assert vault.digest("a", "bc") == vault.digest("a", "bc") != vault.digest("ab", "c")
    assert re.fullmatch("[0-9a-f]{16}", vault.digest("a"))
    assert Vault.create(tmp_path / "other", made.KEY).digest("a") != vault.digest("a")


def test_what_is_known_is_added_to(tmp_path: Path, vault: Vault):
    vault.know(Identity(made.BUSINESS, ("Old  Name",), ("Jo",), ("Widget 3",), ()))
    vault.know(Identity(made.BUSINESS, (made.NAME,), (made.PERSON,)))
    found = Vault.open(tmp_path, made.KEY).find("old name")
    assert found == Identity(
        made.BUSINESS,
        (made.NAME, "Old Name"),
        (made.PERSON, "Jo"),
        (made.PRODUCT, "Widget 3"),
        (made.CUSTOMER,),
    )
    assert vault.identities() == (found, made.OTHER)


def test_whoever_is_sought_is_found_by_name_contact_or_pseudonym(vault: Vault):
    for text in (made.BUSINESS, made.NAME.lower(), f" {made.PERSON.upper()} "):
        assert vault.find(text) == made.IDENTITY
    assert vault.find("nobody") is None
    vault.know(Identity("B0003", ("Third",), (made.PERSON,)))
    with pytest.raises(VaultError, match="that of 2 businesses"):
        vault.find(made.PERSON)


def test_a_name_of_two_businesses_is_refused_without_saying_it(vault: Vault):
    with pytest.raises(VaultError, match="B0003 is known as that of B0001"):
        vault.know(Identity("B0003", (made.NAME.upper(),)))
    assert vault.find("B0003") is None


@pytest.mark.parametrize("entry", ["", " ", "++", "\u2764"])
def test_an_entry_that_could_not_be_guarded_is_refused(vault: Vault, entry: str):
    for kind in ("names", "contacts", "products", "customers"):
        with pytest.raises(VaultError, match="neither letter nor digit"):
            vault.know(Identity("B0003", **{kind: (entry,)}))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("At Quibblethwaite Prosthetics we hire.", ["name", "customer"]),
        ("QUIBBLETHWAITE-PROSTHETICS", ["name", "customer"]),
        ("quibblethwaiteprosthetics", ["name", "customer"]),
        ("Quibble\u00adthwaite\u2011Prosthetics’s", ["name", "customer"]),
        ("our flim jaw and Flim-Jaw", ["product"]),
        ("Zébedee Ramsbottom Vole of Grimpenmire  General", ["contact", "customer"]),
        ("the flimjaws", []),
        ("Prosthetics", []),
        ("we use GE scanners", ["product"]),
        ("we use G\u00adE\u0301 scanners", ["product"]),
        ("we use ge scanners, and gel", []),
        ("Our MRI", ["customer"]),
        ("Our MRIs, our M R I", []),
        ("", []),
    ],
)
def test_what_a_text_mentions(vault: Vault, text: str, kinds: list[str]):
    vault.know(Identity(made.BUSINESS, (), (), ("GE",), ("MRI",)))
    assert vault.mentions(text) == kinds


def test_the_entry_itself_is_told_only_when_asked_for(vault: Vault):
    assert vault.mentions("a FLIMJAW", reveal=True) == [("product", made.PRODUCT)]
    assert made.PRODUCT not in str(vault.mentions("a FLIMJAW"))


def test_the_gazetteer_holds_everything_that_is_known(vault: Vault):
    both = (made.IDENTITY, made.OTHER)
    assert set(vault.gazetteer()) == {
        e for i in both for e in (*i.names, *i.contacts, *i.products, *i.customers)
    }
    assert list(vault.gazetteer()) == sorted(vault.gazetteer())


@given(st.text(st.characters(categories=["L", "N"]), min_size=4), st.text(), st.text())
def test_an_entry_between_any_words_is_found(entry: str, before: str, after: str):
    from sectorscope.vault.gazetteer import Gazetteer

    found = Gazetteer([("name", entry)]).find(f"{before} {entry.upper()} / {entry} {after}")
    assert found == [("name", entry)]


def test_three_hundred_businesses_and_a_long_transcript_take_no_time(vault: Vault):
    import time

    before = time.process_time()
    with vault.together():
        for n in range(300):
            name = f"Business Number {n} Ltd"
            vault.know(Identity(vault.pseudonym(name), (name,), (f"Person {n}",), (f"Product{n}",)))
    text = "we made many things with product 299 there " * 5000
    assert vault.mentions(text) == ["product"]
    assert time.process_time() - before < 3
