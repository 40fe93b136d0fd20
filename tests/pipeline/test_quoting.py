"""Quotes: words stand in a profile once their business agreed to exactly these, and no longer."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from sectorscope.errors import DecisionError
from sectorscope.pipeline import build, make_run
from sectorscope.pipeline.quoting import names_sheet, quotes_sheet, take_names, take_quotes
from sectorscope.profile import AUDIENCES, Audience, Quote
from sectorscope.study import Study, open_study
from sectorscope.vault import Consent, Vault
from tests.pipeline import sealed, shipped

WORDS = "Nobody can be found who turns titanium."
QUESTIONS = ("recruited", "scarce")
LATER = date(2026, 12, 1)
ROW = {
    "business": sealed.ZORBLAX,
    "question": "recruited",
    "original": "er, nobody, well, who turns titanium",
    "words": WORDS,
    "agreed": "2026-11-20",
    "checked_by": "A. Nalyst",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study with a survey in its vault; not to be changed."""
    return sealed.consulted(tmp_path_factory.mktemp("quoting") / "study").path


@pytest.fixture
def study(made: Path, tmp_path: Path) -> Study:
    return open_study(shutil.copytree(made, tmp_path / "study"))


@pytest.fixture
def vault(study: Study) -> Vault:
    return sealed.key(study)()


def take(vault: Vault, *rows: dict[str, str]) -> None:
    take_quotes(vault, list(enumerate(rows, start=2)), QUESTIONS, sealed.DAY)


def quoted(study: Study, audience: Audience = "public") -> list[Quote]:
    make_run(study, unlock=sealed.key(study))
    return [b for b in build(study, audience=audience).blocks() if isinstance(b, Quote)]


def stands(vault: Vault) -> list[str]:
    return [row["stands"] for row in quotes_sheet(vault)]


# --- what is rendered ----------------------------------------------------------------------


def test_with_consent_and_a_signature_it_stands_and_says_whose_by_no_name(
    study: Study, vault: Vault
):
    assert quoted(study) == []
    take(vault, ROW)
    secret = {i.pseudonym for i in vault.identities()}
    secret |= {vault.scoped_pseudonym("public", sealed.ZORBLAX)}
    for audience in AUDIENCES:
        (quote,) = quoted(study, audience)
        assert (quote.text, quote.who) == (WORDS, "A business consulted")
        told = json.dumps(quote.model_dump(mode="json"))
        assert not [s for s in secret if s in told]
    assert stands(vault) == ["may be rendered"]
    assert sealed.shown_in(study.path) == {}


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"agreed": ""}, "no consent to these words"),
        ({"checked_by": " "}, "no person has signed it"),
        ({"words": "Quibbletree devices took ours."}, "it contains a name"),
        ({"words": "Ask gormelda.snarkelby@snarkelby.example."}, "it contains a contact"),
        ({"agreed": "", "checked_by": ""}, "no consent to these words; no person has signed it"),
    ],
)
def test_else_it_does_not_and_the_sheet_says_why(
    study: Study, vault: Vault, more: dict[str, str], why: str
):
    take(vault, ROW | more)
    assert quoted(study) == []
    assert stands(vault) == [why]


def test_other_words_are_another_quote_and_the_first_stands(study: Study, vault: Vault):
    take(vault, ROW)
    take(vault, ROW | {"words": WORDS.replace("can be", "could be"), "agreed": ""})
    assert [q.text for q in quoted(study)] == [WORDS]
    assert stands(vault) == ["may be rendered", "no consent to these words"]


def test_consent_to_other_words_is_none_to_these(study: Study, vault: Vault):
    take(vault, ROW | {"checked_by": ""})
    take(vault, ROW | {"words": WORDS.rstrip("."), "agreed": ""})
    assert quoted(study) == []


@pytest.mark.parametrize("words", [WORDS, ""], ids=["of these words", "of every quote"])
def test_consent_that_is_withdrawn_takes_it_out(study: Study, vault: Vault, words: str):
    take(vault, ROW)
    assert len(quoted(study)) == 1
    vault.consent(Consent(vault.pseudonym(sealed.ZORBLAX), "quote", False, LATER, words))
    assert quoted(study) == []
    assert stands(vault) == ["no consent to these words"]


def test_a_name_that_is_known_only_later_takes_it_out(study: Study, vault: Vault):
    take(vault, ROW)
    assert len(quoted(study)) == 1
    take_names(vault, [(2, {"business": sealed.SNARK, "products": "Turns; Titanium"})])
    assert quoted(study) == []
    assert stands(vault) == ["it contains a product"]


# --- the sheets ----------------------------------------------------------------------------


def test_a_sheet_taken_in_twice_changes_nothing(vault: Vault):
    take(vault, ROW)
    before = quotes_sheet(vault)
    (row,) = before
    take(vault, row)
    assert quotes_sheet(vault) == before
    assert row == ROW | {
        "business": vault.pseudonym(sealed.ZORBLAX),
        "stands": "may be rendered",
    }


@pytest.mark.parametrize(
    ("more", "column"),
    [
        ({"business": "Gormelda & Daughters"}, "business"),
        ({"business": " "}, "business"),
        ({"question": "scarse"}, "question"),
        ({"words": "  "}, "words"),
        ({"agreed": "20/11/2026"}, "agreed"),
    ],
)
def test_a_wrong_row_is_told_by_row_and_column_and_nothing_is_kept(
    study: Study, vault: Vault, more: dict[str, str], column: str
):
    before = shipped.tree(study.path)
    with pytest.raises(DecisionError) as refused:
        take(vault, ROW, ROW | {"question": "scarce"} | more)
    assert f"row 3, column {column}: " in str(refused.value)
    assert not sealed.shown(str(refused.value).encode(), (*sealed.CANARIES, "titanium"))
    assert quotes_sheet(sealed.key(study)()) == []
    assert shipped.tree(study.path) == before


def test_names_are_added_to_what_is_known_and_printed_nowhere(study: Study, vault: Vault):
    more = {"products": " Hipotron ;; Kneeotron", "customers": "St Blather's"}
    assert take_names(vault, [(2, {"business": sealed.SNARK} | more)]) == 1
    row = next(r for r in names_sheet(vault) if sealed.SNARK in r["names"])
    assert (row["products"], row["customers"]) == ("Hipotron; Kneeotron", "St Blather's")
    assert row["contacts"].startswith("gormelda.")
    assert sealed.key(study)().mentions("of the KNEEOTRON at st blathers") != []
    make_run(study, unlock=sealed.key(study))
    assert sealed.shown_in(study.path, ("hipotron", "kneeotron", "blather's")) == {}


@pytest.mark.parametrize(
    ("more", "column"),
    [
        ({"business": "Gormelda & Daughters"}, "business"),
        ({"names": sealed.QUIBBLE}, "names"),
        ({"products": "!?"}, "names"),
    ],
)
def test_wrong_names_are_told_by_row_and_nothing_is_kept(
    vault: Vault, more: dict[str, str], column: str
):
    before = names_sheet(vault)
    good = {"business": sealed.SNARK, "products": "Hipotron"}
    with pytest.raises(DecisionError, match=f"row 3, column {column}: ") as refused:
        take_names(vault, [(2, good), (3, {"business": sealed.ZORBLAX} | more)])
    assert not sealed.shown(str(refused.value).encode())
    assert names_sheet(vault) == before


def test_a_contact_of_two_businesses_is_told_by_its_row(vault: Vault):
    both = "gormelda@thwackett.example"
    rows = [{"business": b, "contacts": both} for b in (sealed.SNARK, sealed.WOMBLE)]
    take_names(vault, list(enumerate(rows, start=2)))
    with pytest.raises(DecisionError, match="row 2, column business: ") as refused:
        take(vault, ROW | {"business": both})
    assert not sealed.shown(str(refused.value).encode())
