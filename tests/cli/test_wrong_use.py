"""Wrong input: the status the design gives, one clear sentence on standard error, nothing lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sectorscope.evidence.snapshots import Catalogue
from sectorscope.pipeline import make_run
from sectorscope.study import Study
from tests.cli.command import COMMANDS, Done, run
from tests.evidence.samples import BAD, trimmed
from tests.pipeline import shipped


def refused(done: Done, status: int, *words: str) -> None:
    assert done.status == status, done.err
    assert done.out == ""
    for word in words:
        assert word in done.sentence, done.err
    assert done.sentence.startswith("sectorscope: ")


def test_a_wrong_template_suggests(tmp_path: Path):
    done = run("new", "x", "--template", "leeds-helthtech-2013", cwd=tmp_path)
    refused(done, 2, "'leeds-helthtech-2013'", "did you mean 'leeds-healthtech-2013'?")
    assert not any(tmp_path.iterdir())


def test_an_existing_folder_is_left_alone(tmp_path: Path):
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "mine.txt").write_text("mine", "utf-8")
    before = shipped.tree(tmp_path)
    refused(run("new", "x", "-t", "healthtech", cwd=tmp_path), 2, "x exists and is not empty")
    assert shipped.tree(tmp_path) == before


def test_an_existing_file_is_left_alone(tmp_path: Path):
    (tmp_path / "x").write_text("mine", "utf-8")
    refused(run("new", "x", "-t", "healthtech", cwd=tmp_path), 2, "x exists")
    assert (tmp_path / "x").read_text("utf-8") == "mine"


def test_an_area_that_the_template_is_not_of(tmp_path: Path):
    done = run("new", "x", "-t", "leeds-healthtech-2013", "--area", "Kent", cwd=tmp_path)
    refused(done, 2, "Leeds City Region", "Kent", "--template healthtech")
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("command", [c for c in COMMANDS if c not in ("new", "annotate", "doctor")])
def test_no_study_here(tmp_path: Path, command: str):
    more = {
        "add": ["x.csv", "--as", "nomis"],
        "trace": ["abc"],
        "review": ["codings"],
        "note": ["issues", "Said."],
        "erase": ["Somebody"],
        "withdraw": ["a.csv"],
    }.get(command, [])
    refused(run(command, *more, cwd=tmp_path), 1, "no study.toml", "sectorscope new", "--study")


def test_no_study_there(study: Study, tmp_path: Path):
    (tmp_path / "other").mkdir()
    done = run("build", "--study", tmp_path / "other", cwd=study.path)
    refused(done, 1, "no study.toml", "other")


def test_an_unknown_key_is_told_with_line_column_and_suggestion(study: Study):
    file = study.path / "study.toml"
    text = file.read_text("utf-8").replace("\nlede = ", "\n  leed = ")
    file.write_text(text, "utf-8")
    line = next(n for n, li in enumerate(text.splitlines(), 1) if "leed =" in li)
    where = f"study.toml, line {line}, column 3: unknown key 'leed'"
    refused(run("build", cwd=study.path), 1, where, "did you mean 'lede'?")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('label = "telehealth"', 'lable = "telehealth"'),
        ('name = "Kirklees"', 'nmae = "Kirklees"'),
        ("\nas_of = ", "\nasof = "),
    ],
)
def test_a_mistyped_key_that_is_needed_is_told_where_it_stands(study: Study, old: str, new: str):
    file = study.path / "study.toml"
    text = file.read_text("utf-8").replace(old, new)
    file.write_text(text, "utf-8")
    right, wrong = (part.split(" =")[0].strip() for part in (old, new))
    line, told = next((n, li) for n, li in enumerate(text.splitlines(), 1) if f"{wrong} =" in li)
    where = f"line {line}, column {told.index(f'{wrong} =') + 1}"
    refused(run("build", cwd=study.path), 1, where, f"did you mean '{right}'?")


def test_text_that_is_no_toml_is_told_with_its_line(study: Study):
    file = study.path / "study.toml"
    file.write_text(file.read_text("utf-8") + "x =\n", "utf-8")
    line = len(file.read_text("utf-8").splitlines())
    refused(run("build", cwd=study.path), 1, "study.toml", f"line {line}")


def test_an_unknown_source_suggests(study: Study):
    done = run("add", study.path / "study.toml", "--as", "nomiss", cwd=study.path)
    refused(done, 2, "'nomiss'", "did you mean 'nomis'?")


@pytest.mark.parametrize("what", ["gone.csv", "evidence"])
def test_a_missing_file_is_named(study: Study, what: str):
    refused(run("add", what, "--as", "nomis", cwd=study.path), 2, what)


def test_a_missing_mapping_is_named(study: Study, tmp_path: Path):
    good = tmp_path / "good.csv"
    good.write_bytes(trimmed())
    done = run("add", good, "--as", "nomis", "--mapping", "gone.toml", cwd=study.path)
    refused(done, 2, "gone.toml")


def test_add_must_be_told_what_reads_the_file(study: Study):
    done = run("add", "x.csv", cwd=study.path)
    assert (done.status, done.out) == (2, "")
    assert "'--as'" in done.err


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["bild"], "'build'"),
        (["build", "--studdy", "x"], "--study"),
        (["trace"], "statement"),
        (["new", "x"], "--template"),
    ],
)
def test_what_is_no_command_suggests(tmp_path: Path, args: list[str], says: str):
    done = run(*args, cwd=tmp_path)
    assert (done.status, done.out) == (2, "")
    assert says.lower() in done.err.lower()


def test_a_wrong_audience_suggests_before_anything_is_built(tmp_path: Path):
    study = shipped.copy(tmp_path / "study")
    done = run("profile", "--audience", "pubic", cwd=study)
    refused(done, 2, "'pubic'", "did you mean 'public'?", "partner", "internal")
    assert not (study / "build").exists()


@pytest.mark.parametrize(
    ("formats", "says"),
    [("htm", "did you mean 'html'?"), ("json,htlm", "did you mean 'html'?"), (",", "no format")],
)
def test_a_wrong_format_suggests(study: Study, formats: str, says: str):
    refused(run("profile", "--format", formats, cwd=study.path), 2, says)
    assert not (study.path / "out").exists()


def test_a_date_that_is_none(study: Study, tmp_path: Path):
    good = tmp_path / "good.csv"
    good.write_bytes(trimmed())
    done = run("add", good, "--as", "nomis", "--retrieved", "yesterday", cwd=study.path)
    refused(done, 2, "'yesterday'", "2026-11-22")


def test_one_refusal_does_not_hold_up_the_others(study: Study, tmp_path: Path):
    """The five wrong answers, among good files, in one command."""
    files = dict(BAD)
    for name, (_, data) in files.items():
        (tmp_path / name).write_bytes(data)
    for n in (1, 2):
        (tmp_path / f"good-{n}.csv").write_bytes(trimmed().replace(b"2021", b"202%d" % n))
    first, *rest = [tmp_path / name for name in files]
    order = [tmp_path / "good-1.csv", first, *rest, tmp_path / "good-2.csv"]
    catalogue = study.path / "evidence" / "catalogue.jsonl"
    before = catalogue.read_bytes()
    done = run("add", *order, "--as", "nomis", cwd=study.path)
    assert (done.status, done.out) == (1, "")
    said = [li for li in done.err.splitlines() if "refused: " in li]
    assert [name for li in said for name in files if name in li] == list(files)
    assert done.err.count(": added as nomis") == 2
    added = catalogue.read_bytes().removeprefix(before).splitlines()
    assert [json.loads(li)["name"] for li in added] == ["good-1.csv", "good-2.csv"]
    for name, (gate, data) in files.items():
        assert f"(gate {gate})" in next(li for li in said if name in li)
        (kept,) = (study.path / "evidence" / "refused").glob(f"*-{name}")
        assert kept.read_bytes() == data


def test_a_missing_file_does_not_hold_up_the_others(study: Study, tmp_path: Path):
    for n in (1, 2):
        (tmp_path / f"good-{n}.csv").write_bytes(trimmed().replace(b"2021", b"202%d" % n))
    files = [tmp_path / name for name in ("good-1.csv", "gone.csv", "good-2.csv")]
    done = run("add", *files, "--as", "nomis", cwd=study.path)
    assert (done.status, done.out) == (2, "")
    assert "gone.csv" in done.err
    names = {s.name for s in Catalogue(study.path).current() if s.source == "nomis"}
    assert names == {"good-1.csv", "good-2.csv"}


@pytest.mark.parametrize("name", BAD)
def test_a_wrong_answer_is_refused_in_one_sentence(study: Study, tmp_path: Path, name: str):
    file = tmp_path / name
    file.write_bytes(BAD[name][1])
    done = run("add", file, "--as", "nomis", cwd=study.path)
    assert (done.status, done.out) == (1, "")
    assert f"refused: {name} " in done.sentence
    assert run("build", cwd=study.path).err == "Nothing changed; run 0001 stands.\n"
    assert file.read_bytes() == BAD[name][1]


@pytest.mark.parametrize("wanted", ["zzz", "9"])
def test_a_statement_that_cannot_be_told(study: Study, wanted: str):
    refused(run("trace", wanted, "--json", cwd=study.path), 1, repr(wanted))


def test_diff_without_two_runs(study: Study):
    refused(run("diff", "--json", cwd=study.path), 1, "has 1 run", "two to compare")


def test_diff_with_a_run_that_is_not_there(study: Study):
    refused(run("diff", "1", "9", cwd=study.path), 1, "'9'", "0001")


def test_rederive_before_a_build(tmp_path: Path):
    study = shipped.copy(tmp_path / "study")
    refused(run("rederive", cwd=study), 1, "not been built", "sectorscope build")


def spoil_evidence(study: Study) -> None:
    path = study.path / "evidence" / shipped.EVIDENCE[0]
    path.write_bytes(path.read_bytes()[:-1])


def spoil_table(study: Study) -> None:
    path = study.path / "build/runs/0001/fact.parquet"
    path.write_bytes(path.read_bytes()[:-9])


def spoil_output(study: Study) -> None:
    run("profile", cwd=study.path)
    path = study.path / "out" / "profile.json"
    path.write_text(path.read_text("utf-8").replace("All 12", "All 13", 1), "utf-8")


def spoil_manifest(study: Study) -> None:
    path = study.path / "build/runs/0001/manifest.json"
    manifest = json.loads(path.read_bytes())
    manifest["tables"]["fact"]["hash"] = "0" * 64
    path.write_text(json.dumps(manifest), "utf-8")


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (spoil_evidence, shipped.EVIDENCE[0]),
        (spoil_table, "table fact of run 0001"),
        (spoil_output, "out/profile.json"),
        (spoil_manifest, "table fact of run 0001"),
    ],
)
def test_rederive_fails_in_one_sentence(study: Study, spoil: object, says: str):
    assert callable(spoil)
    spoil(study)
    refused(run("rederive", cwd=study.path), 1, says)


def test_changed_evidence_stops_every_command_that_reads_it(study: Study):
    spoil_evidence(study)
    for command in (["build"], ["profile"], ["trace", "abc"]):
        refused(run(*command, cwd=study.path), 1, shipped.EVIDENCE[0], "has changed")


def test_a_broken_line_of_decisions_is_named(study: Study):
    path = study.path / "decisions" / "codings.jsonl"
    path.write_bytes(path.read_bytes() + b"{}\n")
    refused(run("build", cwd=study.path), 1, "codings.jsonl, line 104")


FACT = """
[[source]]
id = "s"
title = "A report"
publisher = "A body"

[[fact]]
id = "x"
source = "s"
kind = "published_size"
label = "jobs"
value = 4000
unit = "jobs"
definition = "jobs in the sector"
geography = "the region"
period = "2021"
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('unit = "jobs"\n', ""),
        ("value = 4000\n", ""),
        ('period = "2021"', 'period = "spring 2021"'),
    ],
)
def test_a_fact_that_cannot_be_told_is_a_sentence(study: Study, tmp_path: Path, old: str, new: str):
    file = tmp_path / "x.toml"
    file.write_text(FACT.replace(old, new), "utf-8")
    added = run("add", file, "--as", "facts", cwd=study.path)
    built = run("build", cwd=study.path)
    assert {added.status, built.status} <= {0, 1}
    assert len(built.err.splitlines()) == 1


def test_a_mistyped_kind_of_fact_is_not_passed_over(study: Study, tmp_path: Path):
    file = tmp_path / "x.toml"
    file.write_text(FACT.replace("published_size", "publishd_size"), "utf-8")
    added = run("add", file, "--as", "facts", cwd=study.path)
    assert "published_size" in added.err + run("build", cwd=study.path).err


@pytest.mark.parametrize("what", ["out", "out/profile.html"])
def test_an_output_that_cannot_be_written_is_a_sentence(study: Study, what: str):
    if what == "out":
        (study.path / "out").write_text("in the way", "utf-8")
    else:
        (study.path / what).mkdir(parents=True)
    refused(run("profile", cwd=study.path), 1, "out")


def test_fixtures_are_sound(study: Study):
    assert not make_run(study).changed


def test_what_was_retrieved_on_a_day_that_has_not_come(study: Study, tmp_path: Path):
    (tmp_path / "a.csv").write_bytes(trimmed())
    before = len(Catalogue(study.path).all())
    asked = ("add", tmp_path / "a.csv", "--as", "nomis", "--retrieved", "2999-01-01")
    refused(run(*asked, cwd=study.path), 2, "2999-01-01 has not come")
    assert len(Catalogue(study.path).all()) == before
