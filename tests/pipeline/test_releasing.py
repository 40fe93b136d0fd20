"""A release: nothing goes out unsigned or gives away who left, and all of it is written down."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

from sectorscope.decisions import Decision, DecisionLog
from sectorscope.disclosure import Ledger
from sectorscope.errors import VaultError, VaultLocked
from sectorscope.pipeline import build, make_run, rederive
from sectorscope.pipeline.erasing import erase
from sectorscope.pipeline.noting import add_note
from sectorscope.pipeline.quoting import take_names
from sectorscope.pipeline.releasing import OpenLedger, Released, release
from sectorscope.profile import AUDIENCES, Audience
from sectorscope.study import Study, open_study
from sectorscope.vault import Vault, header, keys
from tests.pipeline import sealed, shipped

WHO = "A. Nalyst"
TOLD = {"recruited", "staff", "wages"}
"""Questions that are told at first; the others follow from an answer, and are withheld."""


@pytest.fixture(autouse=True)
def nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(keys.VARIABLE, raising=False)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study with a survey in its vault, and an empty ledger beside it; not to be changed."""
    folder = tmp_path_factory.mktemp("releasing") / "both"
    sealed.consulted(folder / "study")
    empty_ledger(folder / "ledger")
    return folder


@pytest.fixture
def study(made: Path, tmp_path: Path) -> Study:
    return open_study(shutil.copytree(made, tmp_path / "both") / "study")


def empty_ledger(folder: Path) -> None:
    """A ledger whose key costs little to try."""
    folder.mkdir()
    dear, header.COST["n"] = header.COST["n"], 16
    try:
        Vault.create(folder, sealed.KEY)
    finally:
        header.COST["n"] = dear


def ledger_of(study: Study, name: str = "ledger") -> OpenLedger:
    folder = study.path.parent / name
    return lambda called: Ledger.open(folder, sealed.KEY, study.config.study.id, called)


def released(study: Study, sign: str = WHO, audience: Audience = "public") -> Released:
    unlock, ledger = sealed.key(study), ledger_of(study)
    return release(
        study, audience=audience, sign=sign, today=sealed.DAY, unlock=unlock, open_ledger=ledger
    )


def blocking(done: Released) -> list[str]:
    assert not done.done
    assert done.files == ()
    return [item.what for item in done.items if item.state == "blocks"]


def told(done: Released) -> set[str]:
    """Questions whose counts stand in what went out."""
    (path,) = (p for p in done.files if p.suffix == ".json")
    profile = json.loads(path.read_text("utf-8"))
    blocks = [b for c in profile["chapters"] for b in c["blocks"]]
    return {s["question"] for b in blocks for s in b.get("statements", ())} & {
        *("recruited", "hard", "scarce", "wages", "staff")
    }


def decided(study: Study) -> list[dict[str, str]]:
    return [dict(d.body) for d in DecisionLog(study.path / "decisions").read("release")]


def trail(study: Study) -> list[tuple[str, str, int]]:
    return [(a.action, a.who, a.count) for a in sealed.catalogue(study).vault.audit()]


def gone(study: Study, who: str) -> None:
    erase(study, who, who=WHO, today=sealed.DAY, unlock=sealed.key(study))


# --- the checklist and the signature -------------------------------------------------------


@pytest.mark.parametrize("sign", ["", "  "])
def test_unsigned_there_is_a_checklist_and_nothing_else(study: Study, sign: str):
    before, secret = shipped.tree(study.path), shipped.tree(study.path.parent / "ledger")
    assert blocking(released(study, sign)) == ["Sign-off"]
    assert shipped.tree(study.path) == before
    assert shipped.tree(study.path.parent / "ledger") == secret


def test_signed_it_lies_in_a_folder_of_its_own_and_is_written_down(study: Study):
    done = released(study, f" {WHO} ")
    assert done.done
    (folder,) = {p.parent for p in done.files}
    (body,) = decided(study)
    assert folder.parent == study.path / "out" / "released"
    assert folder.name == f"2026-11-23-public-{body['fingerprint']}"
    assert {p.name for p in done.files} == {"profile.html", "profile.json", "annex.csv"}
    assert all(p.is_file() for p in done.files)
    (entry,) = DecisionLog(study.path / "decisions").in_force("release")
    assert (entry.who, entry.when, entry.ruling) == (WHO, "2026-11-23", "released")
    assert trail(study)[-1] == ("release", WHO, 3)
    held = ledger_of(study)(str).released()
    assert held == ((study.config.study.id, "public", body["fingerprint"]),)


def test_what_is_released_is_no_draft_and_names_nobody(study: Study):
    assert "Draft: not released" in build(study).citation
    for audience in AUDIENCES[:2]:
        done = released(study, audience=audience)
        assert [p.name for p in done.files if "Draft" in p.read_text("utf-8")] == []
    assert sealed.shown_in(study.path) == {}
    assert sealed.shown_in(study.path.parent / "ledger") == {}
    assert "Draft: not released" in build(study).citation


def test_the_same_again_is_fine_and_tells_the_same(study: Study):
    first, second = released(study), released(study)
    assert told(first) == told(second) == TOLD
    assert first.files == second.files
    assert len(ledger_of(study)(str).released()) == 2
    assert not [i for i in second.items if i.state == "blocks"]


def test_it_can_be_derived_again_afterwards(study: Study):
    released(study)
    assert not make_run(study).changed
    rederive(study, sealed.key(study))


def test_a_signature_that_names_somebody_consulted_releases_nothing(study: Study):
    before = shipped.tree(study.path)
    with pytest.raises(VaultError, match="names somebody") as refused:
        released(study, "Snarkelby Joints")
    assert not sealed.shown(str(refused.value).encode())
    assert shipped.tree(study.path) == before
    assert ledger_of(study)(str).released() == ()


# --- what earlier releases forbid ----------------------------------------------------------


@pytest.mark.parametrize("audience", AUDIENCES[1:])
def test_what_was_told_to_anybody_is_withheld_once_one_has_left(study: Study, audience: Audience):
    released(study, audience=audience)
    gone(study, sealed.QUIBBLE)
    assert blocking(released(study, "")) == ["Sign-off"]
    done = released(study)
    assert told(done) == set()
    numbers = ("3 of 4", "4 of 5", "(3 of", "(4 of")
    texts = [p.read_text("utf-8") for p in done.files]
    assert [n for n in numbers for t in texts if n in t] == []


def test_counts_are_withheld_until_three_have_left(tmp_path: Path):
    study = sealed.empty(tmp_path / "study")
    alike = [row | {"Sector": "orthopaedics", "Town": "Leeds"} for row in sealed.answers()]
    sealed.add(study, sealed.survey([row | {"Employees": "10-49"} for row in alike]))
    make_run(study, unlock=sealed.key(study))
    empty_ledger(tmp_path / "ledger")
    assert "recruited" in told(released(study))
    seen: list[bool] = []
    for who in (sealed.QUIBBLE, sealed.FROBNITZ, sealed.SNARK):
        gone(study, who)
        seen.append("recruited" in told(released(study)))
    assert seen == [False, False, True]


def test_internal_use_is_told_all_and_stands_in_the_ledger_all_the_same(study: Study):
    first = told(released(study, audience="internal"))
    gone(study, sealed.QUIBBLE)
    assert told(released(study, audience="internal")) == first > TOLD
    assert released(study).done
    held = {(audience, mark) for _, audience, mark in ledger_of(study)(str).released()}
    assert held == {(d["audience"], d["fingerprint"]) for d in decided(study)}


def test_without_the_ledger_nothing_more_is_released(study: Study):
    assert released(study).done
    folder = study.path.parent / "ledger"
    shutil.move(folder, folder.with_name("kept"))
    empty_ledger(folder)
    assert blocking(released(study)) == ["The ledger"]
    shutil.rmtree(folder)
    shutil.move(folder.with_name("kept"), folder)
    assert released(study).done


def test_a_ledger_that_changed_meanwhile_stops_it(study: Study, monkeypatch: pytest.MonkeyPatch):
    refusal = (object(),)
    monkeypatch.setattr(Ledger, "record", lambda *_, **__: refusal)
    with pytest.raises(VaultError, match="release again"):
        released(study)
    assert decided(study) == []
    assert not (study.path / "out" / "released").exists()


def test_the_key_is_needed(study: Study):
    locked = lambda: Vault.open(study.path, "another")  # noqa: E731 - as unlock is
    asked = {"audience": "public", "sign": WHO, "today": sealed.DAY, "unlock": locked}
    with pytest.raises(VaultLocked):
        release(study, open_ledger=ledger_of(study), **asked)  # type: ignore[arg-type]
    assert decided(study) == []


# --- what blocks ---------------------------------------------------------------------------


def noted(study: Study, text: str) -> None:
    run = make_run(study, unlock=sealed.key(study)).run
    cited = next(s for s in build(study).statements() if s.question == "recruited")
    when = sealed.WHEN
    key = sealed.key(study)
    add_note(study, run, "issues", text, (cited.id,), who=WHO, when=when, unlock=key)


def test_a_note_that_its_citations_do_not_support_blocks(study: Study):
    noted(study, "Nearly all of 97 agree.")
    done = released(study)
    assert set(blocking(done)) == {"Notes"}
    assert "“97”" in " ".join(i.detail for i in done.items)
    assert decided(study) == []


def test_a_note_that_they_do_support_goes_out(study: Study):
    noted(study, "Colleges were told.")
    done = released(study)
    assert done.done
    assert any("Colleges were told." in p.read_text("utf-8") for p in done.files)


def test_a_name_that_is_known_only_later_blocks(study: Study):
    noted(study, "Colleges teach with the Wobblotron.")
    assert released(study).done
    vault = sealed.catalogue(study).vault
    take_names(vault, [(2, {"business": sealed.SNARK, "products": "Wobblotron"})])
    done = released(study)
    assert blocking(done) == ["Names"]
    assert not any("obblotron" in f"{i.what} {i.detail}" for i in done.items)


def test_what_coders_read_differently_blocks_until_it_is_settled(study: Study):
    who = sealed.catalogue(study).vault.pseudonym(sealed.WOMBLE)
    log = DecisionLog(study.path / "decisions")
    body = {"business": who, "question": "scarce", "code": "machining"}
    for coder, reading in (("A. Nalyst", "not_said"), ("B. Oss", "said")):
        read = body | {"coder": coder, "reading": reading, "quote": "sealed:0-2:0123456789abcdef"}
        log.append(Decision("reading", read, coder, sealed.WHEN, "as read"))
    assert blocking(released(study)) == ["Codings"]
    ruled = body | {"quote": "", "state": "withdrawn"}
    log.append(Decision("coding", ruled, "C. Hief", sealed.WHEN, "it is not about machining"))
    assert released(study).done


# --- without a real consultation -----------------------------------------------------------


def test_a_study_without_a_real_consultation_needs_no_key(tmp_path: Path, built: Path):
    study = open_study(shutil.copytree(built, tmp_path / "study"))

    def ask(*_: object) -> NoReturn:
        raise AssertionError

    done = release(
        study,
        audience="public",
        sign=WHO,
        today=sealed.DAY,
        unlock=ask,
        open_ledger=ask,
    )
    assert done.done
    assert [p.exists() for p in done.files] == [True] * 3
    assert len(decided(study)) == 1
    assert not Vault.exists(study.path)
