"""Who answered is told to the vault and to nobody else; no refusal names a file or a business."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from pathlib import Path

import pytest

from sectorscope.errors import EvidenceRefused, VaultError
from sectorscope.evidence.people import nameless
from sectorscope.evidence.refusal import GateRefused
from sectorscope.study import Study
from sectorscope.vault import Identity
from tests.pipeline import sealed


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return sealed.empty(tmp_path / "study")


def test_everybody_who_answered_is_known_with_their_contacts(study: Study):
    sealed.add(study, sealed.survey())
    vault = sealed.catalogue(study).vault
    found = {i.names[0]: i.contacts for i in vault.identities()}
    assert set(found) == {*sealed.MAKERS, sealed.SHY}
    assert found[sealed.SNARK] == ("gormelda.snarkelby@snarkelby.example",)


def test_consents_are_kept_with_their_date(study: Study):
    sealed.add(study, sealed.survey())
    vault = sealed.catalogue(study).vault
    who = vault.pseudonym(sealed.ZORBLAX)
    given = {(c.use, c.given, c.date.isoformat()) for c in vault.consents(who)}
    assert given == {
        ("count", True, "2026-11-01"),
        ("list", True, "2026-11-01"),
        ("quote", False, "2026-11-01"),
    }
    assert vault.listed() == (sealed.ZORBLAX,)


def test_a_later_no_holds(study: Study):
    sealed.add(study, sealed.survey())
    rows = [r | {"List us?": "No"} for r in sealed.answers()]
    sealed.add(study, sealed.survey(rows), mapping=sealed.MAPPING.replace("-11-01", "-11-02"))
    assert sealed.catalogue(study).vault.listed() == ()


@pytest.mark.parametrize("gate", ["html", ""])
def test_a_refusal_loses_the_file_s_name_and_what_it_quotes(gate: str):
    name = "zorblaxian-talk.docx"
    said = f"{name} is a page titled “Womblesnap”; ZORB"
    why = GateRefused(gate, said, hint=f"add {name}") if gate else EvidenceRefused(said)
    with pytest.raises(type(why)) as refused, nameless(name):
        raise why
    text = "".join(traceback.format_exception(refused.value))
    assert not sealed.shown(str(refused.value).encode())
    assert "the file is a page titled “…”" in str(refused.value)
    assert "womblesnap" not in text.partition("The above")[0].rpartition("GateRefused:")[2].lower()


def test_a_refusal_keeps_its_gate():
    with pytest.raises(GateRefused) as refused, nameless("zorblaxian.csv"):
        raise GateRefused("html", "zorblaxian.csv is a page", expected="zorblaxian.csv as data")
    assert refused.value.gate == "html"
    assert str(refused.value).count("(gate html)") == 1
    assert refused.value.__cause__ is None


@pytest.mark.parametrize(
    "who", [sealed.ZORBLAX, "ZORBLAXIAN WIDGETS", "Zorblaxian  Widgets LIMITED"]
)
def test_whoever_was_erased_stays_erased_however_it_is_spelled(study: Study, who: str):
    vault = sealed.catalogue(study).vault
    vault.know(Identity(vault.pseudonym(sealed.ZORBLAX), (sealed.ZORBLAX,)))
    identity = vault.find(sealed.ZORBLAX)
    assert identity is not None
    vault.erase(identity, date=sealed.DAY)
    with pytest.raises(GateRefused) as refused:
        sealed.add(study, sealed.survey([sealed.row(who), sealed.row(sealed.SNARK)]))
    assert refused.value.gate == "erased"
    assert "2026-11-23" in str(refused.value)
    assert not sealed.shown(str(refused.value).encode())
    assert sealed.catalogue(study).all() == []
    assert sealed.catalogue(study).vault.identities() == ()


def test_what_fails_half_way_leaves_neither_file_nor_names(
    study: Study, monkeypatch: pytest.MonkeyPatch
):
    def broken(*_: object, **__: Mapping[str, object]) -> None:
        raise VaultError("the disk is full")

    monkeypatch.setattr("sectorscope.evidence.sealed.SealedCatalogue.put", broken)
    with pytest.raises(VaultError):
        sealed.add(study, sealed.survey())
    monkeypatch.undo()
    vault = sealed.catalogue(study).vault
    assert vault.identities() == ()
    assert vault.entries() == []
