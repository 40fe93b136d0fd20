"""Documents of a study are annotated where it asks for it, once, and nothing of them is kept."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sectorscope.errors import StudyError, VaultLocked, VocabularyError
from sectorscope.pipeline import annotating, build, make_run, rederive, render_profile
from sectorscope.pipeline.compare import inputs_changed
from sectorscope.pipeline.erasing import erase
from sectorscope.profile import AUDIENCES
from sectorscope.store import content_hash
from sectorscope.study import Study, open_study
from sectorscope.vault import keys
from tests.annotate.standin import StandIn, put_in_place
from tests.cli.command import environment
from tests.evidence.documents.made import docx_of
from tests.pipeline import sealed, shipped

SKILLS = '[skills]\nvocabulary = "own.csv"\nfast = true\n'
MAPPING = """title = "Interviews"
interviewer = ["INT"]
[[question]]
id = "hard"
chapter = "issues"
form = "issues"
text = "What is hard?"
says = "Skills in short supply"
open = true
[interviews."zorblaxian-talk"]
business = "Zorblaxian Widgets Ltd"
segments = ["orthopaedics"]
consent = { count = true }
[interviews."quibbletree-talk"]
business = "Quibbletree Devices"
consent = { count = true }
"""
INVENTED = """reconstruction = true
noun = "reconstructed businesses"
noun_one = "reconstructed business"
"""
OPEN = INVENTED + MAPPING
SPOKEN = ["INT: Is CAD hard to find?", "Gormelda: CAD is, and HNC; a flumadiddle."]
SPOKEN = [*SPOKEN, "INT: So?", "Gormelda: Well."]
OTHERS = "INT: Why SAP?\nGormelda: blatherskite CNC & <b>HNC</b>.\nINT: So?\nGormelda: Well."
ANOTHER = b"INT: Why?\nGormelda: DBS.\nINT: So?\nGormelda: Well."


@pytest.fixture(autouse=True)
def opened(monkeypatch: pytest.MonkeyPatch) -> list[StandIn]:
    """Nobody is asked for a key, and the stand-in annotates; those that were opened."""
    monkeypatch.delenv(keys.VARIABLE, raising=False)
    return put_in_place(monkeypatch)


def begun(folder: Path, skills: str = SKILLS) -> Study:
    study = sealed.empty(folder, skills + sealed.REGISTER)
    (folder / "own.csv").write_text("label\nCAD\n", "utf-8")
    return study


def interviewed(folder: Path, mapping: str = MAPPING, skills: str = SKILLS) -> Study:
    """A study with two interviews, in its vault unless they are invented."""
    study = begun(folder, skills)
    sealed.add(study, docx_of(SPOKEN), "zorblaxian-talk.docx", "transcripts", mapping)
    sealed.add(study, OTHERS.encode(), "quibbletree-talk.txt", "transcripts", mapping)
    return study


def built(study: Study) -> list[dict[str, Any]]:
    run = make_run(open_study(study.path), unlock=sealed.key(study)).run
    return run.tables().rows("annotation")


def change(study: Study, change_: Callable[[str], str]) -> Study:
    file = study.path / "study.toml"
    text = file.read_text("utf-8")
    assert change_(text) != text
    file.write_text(change_(text), "utf-8")
    return open_study(study.path)


# --- what is kept -------------------------------------------------------------------------------


def test_open_documents_are_annotated_with_who_speaks(tmp_path: Path, opened: list[StandIn]):
    study = interviewed(tmp_path / "study", OPEN)
    found = built(study)
    texts = {d["id"]: d["text"] for d in make_run(study).run.tables().rows("document")}
    assert sorted(texts[r["document"]][r["start"] : r["end"]] for r in found) == [
        *("CAD", "CAD", "CNC", "HNC", "HNC", "INT", "INT", "INT", "INT", "SAP")
    ]
    said = {(r["concept"], r["speaker"], r["segment"]) for r in found if r["concept"] != "made.int"}
    assert said == {
        ("made.cad", "INT", "interviewer"),
        ("made.cad", "Gormelda", "duties"),
        ("hnc", "Gormelda", ""),
        ("made.sap", "INT", "interviewer"),
        ("made.cnc", "Gormelda", "duties"),
    }
    row = next(r for r in found if r["concept"] == "hnc")
    assert (row["level"], row["framework"], row["kind"]) == (4, "RQF", "qualification")
    assert {(r["vocabulary"], r["annotator"]) for r in found} == {("made 1", "standin fast")}
    (annotator,) = opened
    assert (Path(annotator.source), annotator.fast) == (study.path / "own.csv", True)
    assert {kind for _, kind in annotator.read} == {"interview"}


def test_of_sealed_documents_nothing_of_the_text_is_kept(tmp_path: Path):
    study = interviewed(tmp_path / "study")
    found = built(study)
    assert len(found) == 10
    assert {r["speaker"] for r in found} == {None}
    assert {r["segment"] for r in found if r["concept"] == "made.sap"} == {"interviewer"}
    pseudonyms = {d["id"] for d in make_run(study).run.tables().rows("document")}
    assert {r["document"] for r in found} == pseudonyms
    for audience in AUDIENCES:
        render_profile(study, make_run(study), audience=audience)
    assert sealed.shown_in(study.path) == {}


def test_places_are_the_same_whether_sealed_or_not(tmp_path: Path):
    spans: list[list[tuple[int, int, str]]] = []
    for name, mapping in (("open", OPEN), ("sealed", MAPPING)):
        rows = built(interviewed(tmp_path / name, mapping))
        spans.append(sorted((r["start"], r["end"], r["concept"]) for r in rows))
    assert spans[0] == spans[1]


def test_why_holds_features_and_what_each_adds(tmp_path: Path):
    (row, *_) = [r for r in built(interviewed(tmp_path / "study")) if r["concept"] == "made.cad"]
    assert json.loads(row["why"]) == {"base": -1.0, "spelt": 2.1235}
    assert row["score"] == 0.1235


# --- what it costs ------------------------------------------------------------------------------


def test_a_study_that_does_not_ask_is_not_annotated(tmp_path: Path, opened: list[StandIn]):
    study = interviewed(tmp_path / "study", skills="")
    assert built(study) == []
    assert (opened, annotating.fingerprint(study)) == ([], "")


def test_documents_there_are_none_of_cost_nothing(tmp_path: Path, opened: list[StandIn]):
    assert built(begun(tmp_path / "study")) == []
    assert opened == []


def test_without_skills_nothing_heavy_is_loaded(tmp_path: Path):
    study = shipped.copy(tmp_path / "study")
    code = (
        "import sys; from sectorscope.study import open_study; "
        "from sectorscope.pipeline import make_run; make_run(open_study('.')); "
        "heavy = ('onnxruntime', 'tokenizers', 'sectorscope.annotate.annotator', "
        "'sectorscope.concepts.loading'); print([m for m in heavy if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=study, env=environment(), capture_output=True, check=True
    )
    assert done.stdout.decode().strip() == "[]"


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study that was annotated; not to be changed."""
    folder = tmp_path_factory.mktemp("annotated") / "study"
    with pytest.MonkeyPatch.context() as patch:
        put_in_place(patch)
        built(interviewed(folder))
    return folder


@pytest.fixture
def study(once: Path, tmp_path: Path) -> Study:
    return open_study(shutil.copytree(once, tmp_path / "study"))


def test_nothing_is_annotated_again_while_nothing_changes(study: Study, opened: list[StandIn]):
    assert not make_run(study).changed
    made = make_run(change(study, lambda t: t.replace("What makers need.", "Needs.")))
    assert made.changed
    assert "annotation" in made.kept
    assert opened == []


@pytest.mark.parametrize("what", ["vocabulary", "mode", "model", "document"])
def test_it_is_annotated_again_when_what_it_follows_from_changes(
    study: Study, opened: list[StandIn], what: str, monkeypatch: pytest.MonkeyPatch
):
    others = {"annotation"}
    if what == "vocabulary":
        (study.path / "own.csv").write_text("label\nCNC\n", "utf-8")
        others |= {"concept"}
    elif what == "mode":
        study = change(study, lambda t: t.replace("fast = true", "fast = false"))
    elif what == "model":
        monkeypatch.setattr(annotating, "_shipped", lambda **_: iter(["another"]))
    else:
        sealed.add(study, ANOTHER, "quibbletree-talk.txt", "transcripts", MAPPING)
        others |= {"document", "turn", "response"}
    with pytest.raises(VaultLocked):
        make_run(study)
    made = make_run(study, unlock=sealed.key(study))
    assert others <= set(made.read)
    assert what == "document" or set(made.read) == others
    assert len(opened) == 1
    assert ("skills" in inputs_changed(study)) is (what != "document")


def test_changed_words_change_the_rows(study: Study):
    before = {r["concept"] for r in built(study)}
    sealed.add(study, ANOTHER, "quibbletree-talk.txt", "transcripts", MAPPING)
    assert {r["concept"] for r in built(study)} - before == {"made.dbs"}


# --- the same every time ------------------------------------------------------------------------


def test_from_nothing_it_is_the_same(study: Study):
    first = make_run(study).run
    rederive(study, sealed.key(study))
    shutil.rmtree(study.path / "build")
    again = make_run(study, unlock=sealed.key(study)).run
    assert again.fingerprint == first.fingerprint
    assert (
        content_hash("annotation", again.tables().arrow("annotation"))
        == (first.manifest["tables"]["annotation"]["hash"])
    )


def test_an_erased_business_has_no_annotations(study: Study):
    who = sealed.catalogue(study).vault.pseudonym(sealed.ZORBLAX)
    assert any(r["document"].startswith(who) for r in built(study))
    erase(study, sealed.ZORBLAX, who="A. Nalyst", today=sealed.DAY, unlock=sealed.key(study))
    left = make_run(study).run.tables().rows("annotation")
    assert left
    assert not [r for r in left if r["document"].startswith(who)]


def test_the_public_profile_tells_nothing_of_it(study: Study):
    told = build(study).model_dump_json()
    plain = change(study, lambda t: t.replace(SKILLS, ""))
    make_run(plain, unlock=sealed.key(study))
    assert build(plain).model_dump_json() == told


# --- wrong settings -----------------------------------------------------------------------------


def test_a_vocabulary_that_is_not_there_is_told(study: Study):
    (study.path / "own.csv").unlink()
    with pytest.raises(VocabularyError, match=r"own\.csv, the vocabulary that study\.toml names"):
        make_run(study)


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ('vocabulry = "builtin"', "did you mean 'vocabulary'"),
        ('vocabulary = ""', "'skills.vocabulary' is ''"),
        ('fast = "yes please"', "'skills.fast'"),
    ],
)
def test_a_wrong_setting_is_told_with_its_line(tmp_path: Path, setting: str, words: str):
    (tmp_path / "study.toml").write_text(sealed.STUDY + f"[skills]\n{setting}\n", "utf-8")
    with pytest.raises(StudyError, match=rf"line \d+, column 1.*{words}"):
        open_study(tmp_path)


def test_skills_alone_mean_what_ships(tmp_path: Path):
    (tmp_path / "study.toml").write_text(sealed.STUDY + "[skills]\n", "utf-8")
    skills = open_study(tmp_path).config.skills
    assert skills is not None
    assert (skills.vocabulary, skills.fast) == ("builtin", False)


def test_the_vocabulary_that_ships_counts_only_where_it_is_used(
    study: Study, monkeypatch: pytest.MonkeyPatch
):
    own = annotating.fingerprint(study)
    shipping = annotating.fingerprint(change(study, lambda t: t.replace("own.csv", "builtin")))
    monkeypatch.setattr("sectorscope.concepts.builtin.parts", lambda: {"x.csv": b"label\n"})
    again = open_study(study.path)
    assert annotating.fingerprint(again) != shipping
    assert own == annotating.fingerprint(change(again, lambda t: t.replace("builtin", "own.csv")))


def test_the_model_counts_only_where_it_is_used():
    names = [line.split()[0] for line in annotating._shipped(fast=False)]
    fast = [line.split()[0] for line in annotating._shipped(fast=True)]
    assert not any(name.startswith(("page/", "vocabulary/", "templates/")) for name in names)
    assert [n for n in names if not n.endswith(".onnx")] == fast
