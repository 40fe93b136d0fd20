"""What was fetched of ESCO's service is a study's vocabulary, by the id of its query."""

from __future__ import annotations

from pathlib import Path

import pytest

from sectorscope.errors import VocabularyError
from sectorscope.evidence.add import add_file
from sectorscope.pipeline import build, make_run, rederive
from sectorscope.study import Study, open_study
from sectorscope.trace import trace
from tests.concepts.made import URI, esco_files, zipped
from tests.evidence.samples import WHEN
from tests.support.advertised import advertise, adverts, studied
from tests.support.replay.esco import Esco

FETCH = '\n[[fetch]]\nid = "skills-of-esco"\nsource = "esco"\nversion = "v1.2.0"\n'
SNAPSHOT = "skills-of-esco-v1.2.0.json"


def concepts() -> dict[str, str]:
    """ESCO in small, with the skills that the adverts ask for."""
    files = esco_files()
    labels = ("instrument calibration", "sterilisation", "payroll administration", "bookkeeping")
    extra = "".join(
        f"KnowledgeSkillCompetence,{URI}skill/0000000{n}-0000-4000-8000-000000000000,"
        f"skill/competence,cross-sector,{label},,,,,,,,\n"
        for n, label in enumerate(labels)
    )
    return files | {"skills_en.csv": files["skills_en.csv"].replace("\r\n", "\n") + extra}


def asking(folder: Path, vocabulary: str) -> Study:
    """A study whose adverts are annotated with a vocabulary; ESCO's has a query."""
    study = studied(folder)
    path = study.path / "study.toml"
    text = path.read_text("utf-8").replace("own.csv", vocabulary)
    path.write_text(text + FETCH, "utf-8")
    advertise(study, adverts())
    return open_study(study.path)


def served(study: Study) -> None:
    data = b"[" + b",".join(Esco(concepts()).whole()) + b"]\n"
    add_file(study.path, data, name=SNAPSHOT, source="esco", retrieved=WHEN)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    made = asking(tmp_path / "served", "skills-of-esco")
    served(made)
    return made


def test_what_adverts_ask_for_is_what_it_is_with_the_zip(study: Study, tmp_path: Path):
    other = asking(tmp_path / "zipped", "esco-v1.2.0.zip")
    (other.path / "esco-v1.2.0.zip").write_bytes(zipped(concepts()))
    ours, theirs = (make_run(one).run.tables().rows("demand") for one in (study, other))
    assert [(r["skill"], r["k"], r["vocabulary"]) for r in ours] == [
        (r["skill"], r["k"], r["vocabulary"]) for r in theirs
    ]
    assert {r["vocabulary"] for r in ours} == {"esco 1.2.0"}
    assert ours


def test_a_sentence_on_skills_leads_to_what_esco_says_of_them(study: Study):
    (ranked,) = (s for s in build(study).statements() if s.question == "demand:ranked")
    told = str(trace(study, ranked.id))
    assert "ESCO 1.2.0: skill “instrument calibration”" in told
    assert SNAPSHOT in told


def test_another_version_fetched_moves_the_vocabulary_and_a_run_is_made_again(study: Study):
    make_run(study)
    key = make_run(study).run.inputs["table:concept"]
    path = study.path / "study.toml"
    path.write_text(path.read_text("utf-8").replace("v1.2.0", "v1.2.1"), "utf-8")
    newer = Esco(concepts(), version="v1.2.1").whole()
    data = b"[" + b",".join(a.replace(b"v1.2.0", b"v1.2.1") for a in newer) + b"]\n"
    name = SNAPSHOT.replace("v1.2.0", "v1.2.1")
    add_file(study.path, data, name=name, source="esco", retrieved=WHEN)
    run = make_run(open_study(study.path)).run
    assert run.inputs["table:concept"] != key
    assert {r["version"] for r in run.tables().rows("concept")} == {"1.2.1"}
    assert rederive(open_study(study.path)).tables


def test_a_query_that_was_not_fetched_is_said_to_be(tmp_path: Path):
    made = asking(tmp_path / "bare", "skills-of-esco")
    with pytest.raises(VocabularyError, match=r"has not been fetched.*sectorscope fetch esco"):
        make_run(made)
