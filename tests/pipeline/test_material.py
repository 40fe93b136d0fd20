"""What codings are reviewed with: words of the vault, in memory, and suggestions for them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sectorscope.consultation.anchors import place
from sectorscope.errors import VaultLocked
from sectorscope.pipeline import make_run
from sectorscope.pipeline.material import material
from sectorscope.study import Study, open_study
from sectorscope.vault import keys
from tests.evidence.sources.qdpx_made import qde, qdpx, selection, source
from tests.pipeline import sealed, shipped
from tests.pipeline.test_sealed import INTERVIEWS


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    study = sealed.empty(tmp_path_factory.mktemp("material") / "study")
    sealed.add(study, sealed.survey())
    make_run(study, unlock=sealed.key(study))
    return study.path


@pytest.fixture
def study(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    monkeypatch.delenv(keys.VARIABLE, raising=False)
    return open_study(shutil.copytree(made, tmp_path / "study"))


def test_what_was_said_is_there_under_pseudonyms(study: Study):
    held = material(study, make_run(study).run.tables(), sealed.key(study))
    vault = sealed.catalogue(study).vault
    assert held.answers[vault.pseudonym(sealed.ZORBLAX), "scarce"] == sealed.SAID
    assert not [b for b, _ in held.answers if vault.find(b) is None]
    assert vault.pseudonym(sealed.SHY) not in {b for b, _ in held.answers}


def test_the_codebook_s_phrases_are_suggested_where_they_stand(study: Study):
    held = material(study, make_run(study).run.tables(), sealed.key(study))
    found = {(s.business, s.code): held.text(s)[s.start : s.end] for s in held.suggestions}
    vault = sealed.catalogue(study).vault
    names = {n: vault.pseudonym(n) for n in (sealed.ZORBLAX, sealed.SNARK, sealed.WOMBLE)}
    assert found == {
        (names[sealed.ZORBLAX], "machining"): "CNC machinists",
        (names[sealed.SNARK], "machining"): "CNC machinists",
        (names[sealed.WOMBLE], "regulatory"): "regulatory",
    }


def test_anchors_find_their_words_and_tell_them_to_nobody_else(study: Study):
    held = material(study, make_run(study).run.tables(), sealed.key(study))
    assert held.seal is not None
    quote = held.seal("CNC machinists", 0, 14)
    assert quote.startswith("sealed:0-14:")
    assert not sealed.shown(quote.encode())
    assert place(quote, sealed.SAID, held.digest) == (0, 14)
    assert place(quote, "XXX" + sealed.SAID, held.digest) is None


def test_without_the_key_there_is_nothing_to_review(study: Study):
    with pytest.raises(VaultLocked):
        material(study, make_run(study).run.tables())


def test_nothing_of_it_is_written(study: Study):
    before = shipped.tree(study.path)
    material(study, make_run(study).run.tables(), sealed.key(study))
    after = shipped.tree(study.path)
    assert {n for n in after if after[n] != before.get(n)} <= {"vault/.lock", "build/.lock"}


def test_a_coded_project_is_proposed_before_the_codebook_s_own_phrases(tmp_path: Path):
    study = sealed.empty(tmp_path / "study")
    text = "INT: Why?\nGormelda: the pay is low.\nINT: So?\nGormelda: the pay."
    at = text.index("pay is low")
    chosen = selection(at, at + 10, "pay is low")
    mapping = INTERVIEWS.replace('code = "pay"', 'code = "pay_conditions"').replace(
        'label = "low pay"', 'label = "Pay & conditions"'
    )
    data = qdpx(qde(source(text, chosen, name="zorblaxian-talk")))
    sealed.add(study, data, "coded.qdpx", "qda", mapping)
    held = material(
        study, make_run(study, unlock=sealed.key(study)).run.tables(), sealed.key(study)
    )
    (one,) = [s for s in held.suggestions if s.code == "pay_conditions"]
    assert held.text(one)[one.start : one.end] == "pay is low"


def test_a_reconstruction_is_reviewed_without_a_vault(tmp_path: Path):
    study = open_study(shipped.copy(tmp_path / "study"))
    held = material(study, make_run(study).run.tables())
    assert held.seal is None
    assert any(held.answers.values())
