"""What a new user does, in order, as real processes; where each word goes; what is written."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from sectorscope.profile import Profile
from sectorscope.schema import TABLES
from sectorscope.study import Study, open_study
from tests.cli.command import COMMANDS, run
from tests.pipeline import shipped

TEMPLATE = "leeds-healthtech-2013"
FILES = ["profile.html", "profile.json", "annex.csv"]


def printed(out: str, folder: Path) -> list[str]:
    return [Path(line).relative_to(folder).as_posix() for line in out.splitlines()]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_a_sentence_and_an_example(tmp_path: Path, command: str):
    done = run(command, "--help", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    usage, *rest = [part.strip() for part in done.out.split("\n\n") if part.strip()]
    assert usage.startswith(f"Usage: sectorscope {command}")
    assert re.fullmatch(r"[A-Z][^.]+.*\.", rest[0], re.DOTALL)
    assert f"Example: sectorscope {command}" in rest[-1]


def test_help_names_every_command(tmp_path: Path):
    done = run("--help", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    assert re.findall(r"^  ([a-z]+)  ", done.out.split("Commands:")[1], re.M) == list(COMMANDS)


@pytest.mark.parametrize("module", [False, True], ids=["script", "module"])
def test_version(tmp_path: Path, module: bool):
    done = run("--version", cwd=tmp_path, module=module)
    assert (done.status, done.err) == (0, "")
    assert re.fullmatch(r"sectorscope \d+\.\d+\.\d+\S*\n", done.out)


def test_a_new_user_gets_a_profile(tmp_path: Path):
    """In a folder with spaces and letters beyond ASCII."""
    name = "Étude de santé — Łódź"
    made = run("new", name, "--template", TEMPLATE, cwd=tmp_path)
    assert (made.status, made.out) == (0, "")
    assert "Healthcare technologies in the Leeds City Region" in made.err
    study = tmp_path / name
    built = run("build", cwd=study)
    assert (built.status, built.out) == (0, "")
    assert built.err.startswith(f"Run 0001: {len(TABLES)} tables")
    done = run("profile", cwd=study)
    assert done.status == 0
    assert printed(done.out, study) == [f"out/{name}" for name in FILES]
    assert all((study / "out" / name).stat().st_size for name in FILES)
    assert run("rederive", cwd=study).status == 0


def test_what_it_says_to_type_next_can_be_typed(tmp_path: Path):
    made = run("new", "My study", "--template", TEMPLATE, cwd=tmp_path)
    (line,) = (li for li in made.err.splitlines() if li.startswith("Next: "))
    words = shlex.split(line.removeprefix("Next: "))
    assert words[: words.index("&&")] == ["cd", "My study"]


def test_profile_needs_no_build_before_it(tmp_path: Path):
    study = shipped.copy(tmp_path / "study")
    assert run("profile", cwd=study).status == 0
    assert sorted(p.name for p in (study / "out").iterdir()) == sorted(FILES)
    assert (study / "build" / "runs" / "0001").is_dir()


def test_the_second_time_nothing_changed_and_nothing_is_touched(study: Study):
    first = run("profile", cwd=study.path)
    before = shipped.tree(study.path)
    for command, says in (("build", "Nothing changed"), ("profile", "Nothing changed")):
        done = run(command, cwd=study.path)
        assert (done.status, says in done.err) == (0, True)
    assert sorted(done.out.splitlines()) == sorted(first.out.splitlines())
    assert shipped.tree(study.path) == before


def test_the_second_time_the_files_are_named_in_the_same_order(study: Study):
    first, second = (run("profile", cwd=study.path) for _ in range(2))
    assert first.out == second.out


def test_an_output_edited_by_hand_is_written_again(study: Study):
    run("profile", cwd=study.path)
    for name in FILES:
        path = study.path / "out" / name
        good = path.read_bytes()
        path.write_bytes(good + b"\nmine")
        done = run("profile", cwd=study.path)
        assert (done.status, "Nothing changed" in done.err) == (0, False)
        assert path.read_bytes() == good


def test_an_output_that_was_deleted_is_written_again(study: Study):
    run("profile", cwd=study.path)
    good = (study.path / "out" / "annex.csv").read_bytes()
    (study.path / "out" / "annex.csv").unlink()
    assert run("profile", cwd=study.path).status == 0
    assert (study.path / "out" / "annex.csv").read_bytes() == good


@pytest.mark.parametrize("audience", ["partner", "internal"])
def test_what_is_not_public_lies_apart(study: Study, audience: str):
    run("profile", cwd=study.path)
    public = shipped.tree(study.path / "out")
    done = run("profile", "--audience", audience, cwd=study.path)
    assert printed(done.out, study.path) == [f"out/{audience}/{name}" for name in FILES]
    text = (study.path / "out" / audience / "profile.json").read_text("utf-8")
    assert Profile.model_validate_json(text).audience == audience
    now = shipped.tree(study.path / "out")
    assert {n: f for n, f in now.items() if not n.startswith(audience)} == public


def test_only_the_formats_asked_for_are_written(study: Study):
    done = run("profile", "--format", "json,annex", cwd=study.path)
    assert printed(done.out, study.path) == ["out/profile.json", "out/annex.csv"]
    assert sorted(p.name for p in (study.path / "out").iterdir()) == ["annex.csv", "profile.json"]


def test_the_profile_of_the_run_is_what_is_written(study: Study):
    run("profile", cwd=study.path)
    frozen = (study.path / "build/runs/0001/profile.public.json").read_text("utf-8")
    written = (study.path / "out" / "profile.json").read_text("utf-8")
    assert json.loads(written) == json.loads(frozen)
    page = (study.path / "out" / "profile.html").read_text("utf-8")
    for statement in Profile.model_validate_json(frozen).statements():
        assert f"s-{statement.id}" in page


def test_from_elsewhere_and_from_below(study: Study, tmp_path: Path):
    deep = study.path / "notes" / "2026"
    deep.mkdir(parents=True)
    assert "Nothing changed" in run("build", cwd=deep).err
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for place in (study.path, deep, Path("..") / study.path.name):
        done = run("build", "--study", place, cwd=elsewhere)
        assert (done.status, done.err) == (0, "Nothing changed; run 0001 stands.\n")
    assert not any(elsewhere.iterdir())


def test_rederive_prints_hashes_as_data(study: Study):
    done = run("rederive", cwd=study.path)
    assert done.status == 0
    assert len(done.out.splitlines()) == len(TABLES)
    assert all(re.fullmatch(r"[0-9a-f]{64}  [a-z_]+", li) for li in done.out.splitlines())
    assert done.err.startswith(f"The same: {len(TABLES)} tables, profile.public.json")


def test_rederive_does_not_depend_on_hash_seeds(study: Study):
    run("profile", cwd=study.path, PYTHONHASHSEED="1")
    assert run("rederive", cwd=study.path, PYTHONHASHSEED="2").status == 0


def statement_id(study: Study, question: str) -> str:
    run("profile", "--format", "json", cwd=study.path)
    text = (study.path / "out" / "profile.json").read_text("utf-8")
    statements = Profile.model_validate_json(text).statements()
    return next(s.id for s in statements if s.question == question)


def test_trace_for_a_person_and_for_a_program(study: Study):
    identity = statement_id(study, "optimism")
    told = run("trace", identity, cwd=study.path)
    assert (told.status, told.err) == (0, "")
    assert told.out.startswith("All 12 reconstructed businesses were optimistic")
    given = run("trace", f"#s-{identity}", "--json", cwd=study.path)
    assert (given.status, given.err) == (0, "")
    answer = json.loads(given.out)
    assert answer["statement"]["id"] == identity
    assert len(answer["evidence"]) == told.out.count("\nevidence   ") == 12
    for piece in answer["evidence"]:
        path = next((study.path / "evidence").glob(f"{piece['snapshot'][:16]}-*"))
        record = path.read_bytes()[piece["start"] : piece["end"]].decode()
        assert piece["text"] == piece["raw"]
        assert piece["text"] in record
        assert piece["locator"] in told.out


def test_trace_into_a_file_on_windows(study: Study):
    """Redirected output there is in the system's code page, not in UTF-8."""
    identity = statement_id(study, "optimism")
    with (study.path / "trace.txt").open("wb") as told:
        done = subprocess.run(
            [sys.executable, "-m", "sectorscope.cli", "trace", identity],
            cwd=study.path,
            stdout=told,
            env=os.environ | {"PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252"},
            check=False,
        )
    assert done.returncode == 0
    assert identity in (study.path / "trace.txt").read_text("cp1252")


def test_diff_for_a_person_and_for_a_program(study: Study):
    shipped.change_answers(study, "optimism", {"R04": "no"})
    assert run("build", cwd=study.path).err.startswith("Run 0002:")
    told = run("diff", cwd=study.path)
    assert told.status == 0
    lines = told.out.splitlines()
    assert [li[:4] for li in lines] == ["chan", "  - ", "  + ", "    ", "new ", "  + ", "    "]
    assert (lines[1][4:10], "11 of 12" in lines[2]) == ("All 12", True)
    assert re.fullmatch(
        r"    Reconstructed business R04: Are you .*\?.*: yes → no "
        r"\(reconstructed-answers\.csv, line 5, column optimism, 2026-11-22, [0-9a-f]{12}\)",
        lines[3],
    )
    given = run("diff", "0001", "0002", "--json", cwd=study.path)
    assert (given.status, given.err) == (0, "")
    answer = json.loads(given.out)
    assert answer["inputs"] == ["evidence"]
    change, dissent = answer["changes"]
    (record,) = change["beneath"]["records"]
    assert (record["before"]["value"], record["after"]["value"]) == ("yes", "no")
    assert record["after"]["locator"].endswith(";field=optimism")
    assert dissent["after"] == (
        "One reconstructed business of the 12 asked said no to “Are you optimistic about the "
        "prospects of the sector?”."
    )
    assert (change["before"], change["after"]) == (lines[1][4:], lines[2][4:])


def test_new_fills_in_the_districts_of_an_area(tmp_path: Path):
    done = run("new", "wy", "--template", "healthtech", "--area", "west yorkshire", cwd=tmp_path)
    assert (done.status, done.out) == (0, "")
    region = open_study(tmp_path / "wy").config.region
    assert region.name == "West Yorkshire"
    assert [p.name for p in region.places] == [
        *("Bradford", "Calderdale", "Kirklees", "Leeds", "Wakefield")
    ]
    assert all(re.fullmatch(r"E08000\d{3}", p.code) for p in region.places)


def test_new_without_an_area_says_what_is_missing_and_still_builds(tmp_path: Path):
    done = run("new", "empty", "--template", "healthtech", cwd=tmp_path)
    assert (done.status, "[region]" in done.err) == (0, True)
    assert run("profile", cwd=tmp_path / "empty").status == 0
    assert run("rederive", cwd=tmp_path / "empty").status == 0


def test_new_with_an_unknown_area_suggests_and_goes_on(tmp_path: Path):
    done = run("new", "wy", "-t", "healthtech", "--area", "West Yorksire", cwd=tmp_path)
    assert done.status == 0
    assert "did you mean 'West Yorkshire'?" in done.err
    assert open_study(tmp_path / "wy").config.region.places == ()


def test_add_says_what_it_did_and_explain_does_nothing(study: Study, tmp_path: Path):
    facts = tmp_path / "more.toml"
    facts.write_text(
        '[[source]]\nid = "s"\ntitle = "A report"\npublisher = "A body"\n\n'
        '[[fact]]\nid = "x"\nsource = "s"\nkind = "recognition"\nlabel = "a scheme"\n'
        'detail = "a programme"\n',
        "utf-8",
    )
    before = shipped.tree(study.path)
    done = run("add", facts, "--as", "facts", "--explain", cwd=study.path)
    assert (done.status, done.out) == (0, "")
    assert "would be added" in done.err
    assert shipped.tree(study.path) == before
    assert "added as facts" in run("add", facts, "--as", "facts", cwd=study.path).err
    assert "nothing to do" in run("add", facts, "--as", "facts", cwd=study.path).err
    built = run("build", cwd=study.path)
    assert built.err.startswith(f"Run 0002: {len(TABLES)} tables")
    assert "a scheme" in (study.path / "build/runs/0002/profile.public.json").read_text("utf-8")


def test_a_decision_that_was_cut_off_is_told(study: Study):
    assert "cut off" not in run("build", cwd=study.path).err
    with (study.path / "decisions" / "codings.jsonl").open("a", encoding="utf-8") as log:
        log.write('{"kind": "coding", "bo')
    done = run("build", cwd=study.path)
    assert done.status == 0
    assert "the last decision was cut off" in done.err


def test_a_wrong_file_is_taken_out_and_what_was_told_from_it_goes(study: Study):
    before = run("profile", cwd=study.path)
    assert before.status == 0, before.err
    asked = ("withdraw", "facts.toml", "--why", "it is of another sector")
    assert run(*asked, cwd=study.path).status == 2  # nobody signed
    done = run(*asked, "--sign", "A. Nalyst", cwd=study.path)
    assert done.status == 0, done.err
    assert "withdrawn as facts" in done.err
    again = run("build", cwd=study.path)
    assert again.status == 0, again.err
    told = run("diff", "--json", cwd=study.path)
    assert "facts.toml" in told.out
    assert '"gone"' in told.out
