"""Consent: per use, to the letter, the latest holds; and the quotes that are fit to render."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from sectorscope.errors import VaultError
from sectorscope.vault import USES, Consent, Identity, Vault
from tests.vault import made

B = "B0007"


@pytest.mark.parametrize("use", USES)
def test_silence_is_no_consent(vault: Vault, use: str):
    assert not vault.may(B, use, "words")


@pytest.mark.parametrize("use", ["count", "list"])
def test_a_use_agreed_to_is_that_use_alone_until_withdrawn(vault: Vault, use: str):
    vault.consent(Consent(B, use, True, made.DAY))
    assert [u for u in USES if vault.may(B, u)] == [use]
    vault.consent(Consent(B, use, False, made.DAY))
    assert not vault.may(B, use)
    vault.consent(Consent(B, use, True, made.LATER))
    assert vault.may(B, use)
    assert [c.given for c in vault.consents(B)] == [True, False, True]


def test_the_latest_date_holds_whenever_it_was_recorded(vault: Vault):
    vault.consent(Consent(B, "count", False, made.LATER), Consent(B, "count", True, made.DAY))
    assert not vault.may(B, "count")


def test_the_same_again_is_recorded_once(tmp_path: Path, vault: Vault):
    vault.consent(Consent(B, "count", True, made.DAY))
    before = Vault.fingerprint(tmp_path)
    vault.consent(Consent(B, "count", True, made.DAY))
    assert Vault.fingerprint(tmp_path) == before


def test_a_quote_is_agreed_to_in_these_words_and_no_others(vault: Vault):
    vault.consent(Consent(B, "quote", True, made.DAY, "We hire."))
    assert vault.may(B, "quote", "We hire.")
    for words in ("We hire", "we hire.", "We  hire.", ""):
        assert not vault.may(B, "quote", words)
    vault.consent(Consent(B, "quote", False, made.LATER))
    assert not vault.may(B, "quote", "We hire.")


@pytest.mark.parametrize(
    ("consent", "said"),
    [
        (Consent(B, "sell", True, made.DAY), "unknown"),
        (Consent(B, "quote", True, made.DAY), "without its words"),
        (Consent(" ", "count", True, made.DAY), "whose"),
    ],
)
def test_a_consent_that_says_nothing_is_refused(vault: Vault, consent: Consent, said: str):
    with pytest.raises(VaultError, match=said):
        vault.consent(Consent(B, "count", True, made.DAY), consent)
    assert vault.consents(B) == ()
    with pytest.raises(VaultError, match="unknown"):
        vault.may(B, "sell")


def test_those_are_listed_who_agree(vault: Vault):
    assert vault.listed() == (made.NAME,)
    vault.consent(Consent("B0002", "list", True, made.DAY))
    assert vault.listed() == ("Other Devices plc", made.NAME)
    vault.consent(Consent(made.BUSINESS, "list", False, made.LATER))
    assert vault.listed() == ("Other Devices plc",)


def test_a_quote_is_fit_with_consent_and_a_signature_and_nobodys_name(vault: Vault):
    (quote,) = vault.quotes(fit=True)
    assert (quote.words, quote.original) == (made.WORDS, made.ANSWER)
    assert (quote.consented, quote.checked_by, quote.checked) == (made.DAY, "A. Analyst", made.DAY)


def test_without_consent_it_is_not(vault: Vault):
    vault.consent(Consent(made.BUSINESS, "quote", False, made.LATER))
    assert vault.quotes(fit=True) == ()
    assert [q.consented for q in vault.quotes()] == [None]
    assert vault.faults(vault.quotes()[0]) == ("no consent to these words",)


def test_without_a_signature_it_is_not_and_other_words_need_their_own(vault: Vault):
    vault.consent(Consent(made.BUSINESS, "quote", True, made.DAY, "We hire."))
    quote = vault.propose(made.BUSINESS, "needs", "We hire.", "well we, er, hire")
    assert vault.faults(quote) == ("no person has signed it",)
    assert quote not in vault.quotes(fit=True)
    signed = vault.sign(quote.id, "A. Analyst", made.LATER)
    assert vault.faults(signed) == ()
    assert signed in vault.quotes(fit=True)
    assert vault.propose(made.BUSINESS, "needs", "We hire.", "well we hire").checked == made.LATER


def test_with_a_name_in_it_it_is_not(vault: Vault):
    words = f"We sell to {made.CUSTOMER}."
    vault.consent(Consent(made.BUSINESS, "quote", True, made.DAY, words))
    quote = vault.propose(made.BUSINESS, "needs", words, words)
    signed = vault.sign(quote.id, "A. Analyst", made.DAY)
    assert vault.faults(signed) == ("it contains a customer",)
    assert signed not in vault.quotes(fit=True)
    vault.know(Identity("B0009", ("Eleven Engineers Ltd",)))  # known only later
    assert vault.quotes(fit=True) == ()


def test_quotes_are_withdrawn_and_the_unknown_refused(vault: Vault):
    vault.withdraw(vault.quotes()[0].id)
    assert vault.quotes() == ()
    for refused in (
        lambda: vault.withdraw("x"),
        lambda: vault.sign("x", "A", made.DAY),
        lambda: vault.propose(B, "q", " ", "x"),
    ):
        with pytest.raises(VaultError, match=r"no quote|no words"):
            refused()
    quote = vault.propose(B, "q", "x", "x")
    with pytest.raises(VaultError, match="not signed"):
        vault.sign(quote.id, " ", datetime.date(2026, 1, 1))
