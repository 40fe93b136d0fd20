"""A study that moves to another version of its vocabulary is told what that changed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from sectorscope.cli.moving import as_json, in_short, lines
from sectorscope.decisions import Decision, DecisionLog
from sectorscope.pipeline import make_run
from sectorscope.pipeline.compare import vocabulary_moved
from sectorscope.pipeline.vocabularies import Use, VocabularyMove, moved, moved_by
from sectorscope.store import Store
from sectorscope.study import Study, open_study
from tests.annotate.standin import put_in_place
from tests.cli.command import run
from tests.concepts.made import ESCO, LOOM, SKILL, URI, esco_files, needs_data, zipped
from tests.pipeline import sealed
from tests.pipeline.test_annotating import OPEN

SPIN, KNIT, DYE, FELT = (f"{URI}skill/{name}" for name in ("spin", "knit", "dye", "felt"))
SPOKEN = (
    "INT: What is hard?\nRESP: We cannot find people who weave cloth, tend a loom or spin yarn, "
    "and nobody can weave cloth or knit socks. HNC, too."
)


def versions() -> tuple[dict[str, str], dict[str, str]]:
    """ESCO in small, twice: weaving is renamed, spinning has another id, knitting is gone."""
    old = esco_files()
    columns = old["skills_en.csv"].splitlines()[0].split(",")

    def row(uri: str, label: str) -> str:
        cells = {"conceptUri": uri, "preferredLabel": label, "skillType": "skill/competence"}
        return ",".join(cells.get(c, "") for c in columns) + "\r\n"

    new = dict(old)
    old["skills_en.csv"] += row(SPIN, "spin yarn") + row(KNIT, "knit socks")
    new["skills_en.csv"] = new["skills_en.csv"].replace(",weave cloth,", ",weave fabric,")
    new["skills_en.csv"] = new["skills_en.csv"].replace("weave  fabric", "weave cloth")
    new["skills_en.csv"] += row(f"{SPIN}2", "spin yarn") + row(DYE, "dye wool") + row(FELT, "felt")
    return old, new


def toml(name: str) -> str:
    return f'[skills]\nvocabulary = "{name}"\nfast = true\n'


def begun(folder: Path, files: Mapping[str, bytes], name: str) -> Study:
    """A study with an interview that was invented, and vocabularies beside its `study.toml`."""
    folder.mkdir(parents=True)
    (folder / "study.toml").write_text(sealed.STUDY + toml(name), "utf-8")
    study = open_study(folder)
    for one, data in files.items():
        (folder / one).write_bytes(data)
    sealed.add(study, SPOKEN.encode(), "zorblaxian-talk.txt", "transcripts", ONE)
    return study


ONE = OPEN[: OPEN.index('[interviews."quibbletree-talk"]')]


def to(study: Study, old: str, new: str) -> Study:
    file = study.path / "study.toml"
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    return open_study(study.path)


def name_in_a_decision(study: Study, concept: str) -> str:
    body = {"business": "R01", "question": "hard", "code": concept, "coder": "B", "quote": ""}
    body |= {"reading": "said"}
    made = Decision("reading", body, "B. Coder", sealed.WHEN, "as the words say")
    DecisionLog(study.path / "decisions").append(made)
    return made.id


OLD, NEW = "esco-v1.1.0.zip", "esco-v1.1.1.zip"


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Built with the older version, then with the newer."""
    old, new = map(zipped, versions())
    study = begun(tmp_path_factory.mktemp("moved") / "study", {OLD: old, NEW: new}, OLD)
    make_run(study)
    name_in_a_decision(study, SPIN)
    study = to(study, OLD, NEW)
    make_run(study)
    return study


@pytest.fixture
def move(study: Study) -> VocabularyMove:
    found = vocabulary_moved(study)
    assert found is not None
    return found


def test_every_concept_that_changed_is_listed(move: VocabularyMove):
    assert (move.before, move.after) == ("esco 1.1.0", "esco 1.1.1")
    assert sorted(c.id for c in move.added) == sorted([f"{SPIN}2", DYE, FELT])
    assert [g.old.id for g in move.removed if g.successor is None] == [KNIT]
    assert [(g.old.id, g.successor and g.successor.id, g.how) for g in move.replaced] == [
        (SPIN, f"{SPIN}2", "label")
    ]
    assert [(c.old.label, c.new.label) for c in move.renamed] == [("weave cloth", "weave fabric")]
    assert move.redefined == ()


def test_what_became_of_annotations_and_decisions_is_told(move: VocabularyMove, study: Study):
    (decision,) = DecisionLog(study.path / "decisions").in_force("reading")
    found = {use.concept: use for use in move.used}
    assert found == {
        SKILL: Use(SKILL, "weave cloth", "renamed", SKILL, "weave fabric", (2, 2), ()),
        LOOM: Use(LOOM, "tend a loom", "stands", LOOM, "tend a loom", (1, 1), ()),
        SPIN: Use(SPIN, "spin yarn", "replaced", f"{SPIN}2", "spin yarn", (1, 1), (decision.id,)),
        KNIT: Use(KNIT, "knit socks", "gone", "", "", (1, 0), ()),
    }


def test_decisions_are_left_as_they_are(study: Study):
    (decision,) = DecisionLog(study.path / "decisions").in_force("reading")
    assert decision.body["code"] == SPIN


def test_it_is_said_in_short(move: VocabularyMove):
    assert in_short(move) == (
        "vocabulary esco 1.1.0 is now esco 1.1.1: 3 concepts added, 2 removed (1 of them with a "
        "successor), 1 renamed, 0 redefined, 0 placed otherwise, 6 as they were; of the 4 that "
        "annotations or decisions used, 1 stand, 1 renamed, 1 gone with a successor to propose, "
        "1 gone."
    )


def test_it_is_listed_for_a_person_what_was_used_first(move: VocabularyMove):
    said = list(lines(move))
    assert said[0] == in_short(move)
    assert [line.split("  ")[0] for line in said[1:]] == [
        *("used, gone", "used, replaced", "used, renamed"),
        *("added", "added", "added", "removed", "replaced", "renamed"),
    ]
    (spin,) = [line for line in said if line.startswith("used, replaced")]
    assert "named in " in spin
    assert "1 annotations before, 1 now" in spin


def test_what_is_placed_otherwise_is_counted_and_listed(move: VocabularyMove):
    elsewhere = replace(move, moved=move.renamed)
    assert "1 placed otherwise" in in_short(elsewhere)
    (line,) = [line for line in lines(elsewhere) if line.startswith("placed otherwise")]
    assert line.startswith("placed otherwise  weave fabric  (skill, ")


def test_nothing_moved_where_the_vocabulary_did_not(study: Study):
    runs = Store(study.path).runs()
    assert moved(study, runs[-1], runs[-1]) is None
    assert moved_by(study, runs[0]) is None


def test_a_run_that_kept_no_vocabulary_is_passed_over(tmp_path: Path):
    study = begun(tmp_path / "study", {"own.csv": b"label\nknit socks\n"}, "own.csv")
    study = to(study, toml("own.csv"), "")
    make_run(study)
    (study.path / "study.toml").write_text(study.text + toml("own.csv"), "utf-8")
    study = open_study(study.path)
    assert moved_by(study, make_run(study).run) is None


def test_a_list_of_ones_own_that_was_edited_is_a_move(tmp_path: Path):
    study = begun(tmp_path / "study", {"own.csv": b"label\nknit socks\nspin yarn\n"}, "own.csv")
    make_run(study)
    (study.path / "own.csv").write_text("label\nknit socks\nfelting\n", "utf-8")
    found = moved_by(study, make_run(study).run)
    assert found is not None
    assert "vocabulary own unknown changed: 1 concept added, 1 removed" in in_short(found)
    assert {u.concept: u.became for u in found.used} == {
        "knit_socks": "stands",
        "spin_yarn": "gone",
    }


# --- as a person types it ----------------------------------------------------------------------


def test_build_says_it_and_diff_lists_it(study: Study, tmp_path: Path):
    copy = open_study(shutil.copytree(study.path, tmp_path / "study"))
    again = to(copy, NEW, OLD)
    built = run("build", cwd=again.path)
    assert (built.status, built.out) == (0, "")
    assert built.err.startswith(
        "note: vocabulary esco 1.1.1 is now esco 1.1.0: 2 concepts added, 3"
    )
    assert "`sectorscope diff` lists them.\nRun 0003" in built.err
    told = run("diff", "2", "3", cwd=again.path)
    assert (told.status, told.err.count("\n")) == (0, 1)
    assert "renamed  weave fabric -> weave cloth" in told.out
    found = json.loads(run("diff", "1", "2", "--json", cwd=again.path).out)
    assert [c["concept"] for c in found["vocabulary"]["removed"]] == [KNIT]
    assert len(found["vocabulary"]["used"]) == 4
    assert json.loads(run("diff", "2", "2", "--json", cwd=again.path).out)["vocabulary"] is None


def test_two_vocabularies_are_compared_without_a_study(tmp_path: Path):
    for name, files in zip((OLD, NEW), versions(), strict=True):
        (tmp_path / name).write_bytes(zipped(files))
    done = run("diff", "--vocabularies", OLD, NEW, cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("vocabulary esco 1.1.0 is now esco 1.1.1: 3 concepts added")
    assert "replaced  spin yarn" in done.out
    found = json.loads(run("diff", "--vocabularies", OLD, NEW, "--json", cwd=tmp_path).out)
    assert (found["before"], found["used"]) == ("esco 1.1.0", [])
    assert [(c["before"], c["label"]) for c in found["renamed"]] == [
        ("weave cloth", "weave fabric")
    ]


def test_one_vocabulary_is_too_few(tmp_path: Path):
    done = run("diff", "--vocabularies", "builtin", cwd=tmp_path)
    assert (done.status, done.out) == (2, "")
    assert "--vocabularies takes two" in done.sentence


@needs_data
@pytest.mark.data
def test_a_study_moves_from_esco_110_to_111(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    put_in_place(monkeypatch)
    study = begun(tmp_path / "study", {}, OLD)
    for name, version in ((OLD, "1.1.0"), (NEW, "1.1.1")):
        (study.path / name).symlink_to(ESCO[version])
    make_run(study)
    named = ("promote inclusion in research", "use welding equipment", "therapeutic radiographer")
    (gender, welding, radiographer) = (_only(study, label) for label in named)
    for concept in (gender, welding, radiographer):
        name_in_a_decision(study, concept)
    study = to(study, OLD, NEW)
    found = moved_by(study, make_run(study).run)
    assert found is not None
    told = as_json(found)
    assert [c["label"] for c in told["renamed"]] == [
        "use waterway traffic control systems",
        "integrate gender dimension in research",
    ]
    assert (len(told["added"]), len(told["removed"]), len(told["replaced"])) == (420, 19, 400)
    assert {use.concept: (use.became, use.now_label) for use in found.used} == {
        gender: ("renamed", "integrate gender dimension in research"),
        welding: ("stands", "use welding equipment"),
        radiographer: ("replaced", "radiation therapist"),
    }


def _only(study: Study, label: str) -> str:
    rows = make_run(study).run.tables().rows("concept")
    (row,) = [r for r in rows if r["label"].startswith(label) and r["kind"] != "group"]
    return row["id"]
