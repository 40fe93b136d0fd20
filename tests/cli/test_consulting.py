"""The commands of a consultation as a person types them: when wrong, one sentence and a status."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sectorscope.pipeline import build, make_run
from sectorscope.study import Study, open_study
from sectorscope.vault import keys
from tests.cli import command
from tests.pipeline import sealed, warm

pytestmark = pytest.mark.skipif(not warm.CAN_FORK, reason="Windows forks no processes")
SIGNED = ("--sign", "A. Nalyst", "--date", "2026-11-23")
AS = ("review", "codings", "--as", "A. Nalyst")


@pytest.fixture(scope="module")
def process() -> Iterator[warm.Warm]:
    with warm.warm() as ready:
        yield ready


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    study = sealed.empty(tmp_path_factory.mktemp("consulting") / "study")
    sealed.add(study, sealed.survey(), retain_until="2026-12-31")
    make_run(study, unlock=sealed.key(study))
    return study.path


@pytest.fixture
def study(made: Path, tmp_path: Path) -> Study:
    return open_study(shutil.copytree(made, tmp_path / "study"))


@pytest.fixture
def ran(study: Study, process: warm.Warm):  # noqa: ANN201 - a function
    def run(*args: object, key: str = sealed.KEY) -> warm.Ran:
        return process.run(*args, cwd=study.path, env={keys.VARIABLE: key})

    return run


def refused(done: warm.Ran, status: int, *words: str) -> None:
    assert done.status == status, done.err
    assert done.out == ""
    (line,) = done.err.splitlines()
    assert line.startswith("sectorscope: ")
    for word in words:
        assert word in line, line


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("erase", "Snark"), ("nobody signed", "--sign NAME")),
        (("erase", *SIGNED), ("nobody is named", "--finish")),
        (("erase", "--finish", *SIGNED), ("no erasure is unfinished",)),
        (("erase", "Unheard Of", *SIGNED), ("nobody of that name",)),
        (("purge",), ("nobody signed",)),
        (("purge", "--sign", "A", "--date", "soon"), ("'soon' is no date", "2026-11-22")),
        (("erase", "S", "--sign", "A", "--date", "23/11/2026"), ("is no date",)),
        (("review", "coding"), ("no queue 'coding'", "did you mean 'codings'?")),
        (("review", "codings"), ("nobody is named as the coder", "--as CODER")),
        ((*AS, "--date", "now"), ("is no date",)),
        (AS, ("no terminal", "--export FILE.xlsx")),
        ((*AS, "--settle", "--agreement"), ("more than one thing",)),
        (("note", "issues", "Words.", "--sign", "A"), ("cites nothing", "--cite STATEMENT")),
        (("note", "isues", "Words.", "--cite", "a", "--sign", "A"), ("no chapter 'isues'",)),
        (("note", "issues", "--withdraw", "abc", "--sign", "A"), ("no note 'abc' stands",)),
        (("note", "issues", "Words.", "--cite", "zz"), ("nobody signed",)),
        (("counts", "--by", "Shoe size"), ("'Shoe size'", "Stand", "size_band")),
    ],
)
def test_wrong_use_is_one_sentence(ran, args: tuple[str, ...], says: tuple[str, ...]):  # noqa: ANN001
    refused(ran(*args), 2, *says)


@pytest.mark.parametrize(
    "args",
    [
        AS,
        ("erase", "Snarkelby Joints", *SIGNED),
        ("purge", *SIGNED),
        ("rederive",),
    ],
)
def test_without_a_key_or_with_a_wrong_one(ran, args: tuple[str, ...]):  # noqa: ANN001
    if args == ("rederive",):
        assert ran("profile").status == 0
    refused(ran(*args, key=""), 1, "no passphrase", keys.VARIABLE)
    refused(ran(*args, key="another"), 1, "does not open this vault")


@pytest.mark.parametrize("name", ["erase", "purge", "review", "note", "counts"])
def test_no_study_here(tmp_path: Path, process: warm.Warm, name: str):
    more = {"erase": ("x", *SIGNED), "purge": SIGNED, "review": AS[1:], "note": ("issues", "x")}
    done = process.run(name, *more.get(name, ()), cwd=tmp_path)
    refused(done, 1, "no study.toml", "sectorscope new")


def test_a_new_vault_needs_a_key_and_without_one_nothing_is_kept(tmp_path: Path):
    (tmp_path / "study.toml").write_text(sealed.STUDY, "utf-8")
    (tmp_path / "s.csv").write_bytes(sealed.survey())
    (tmp_path / "m.toml").write_text(sealed.MAPPING, "utf-8")
    add = ("add", "s.csv", "--as", "survey", "--mapping", "m.toml")
    done = command.run(*add, cwd=tmp_path, module=False, **{keys.VARIABLE: ""})
    assert done.status == 1
    assert keys.VARIABLE in done.sentence
    assert sorted(p.name for p in tmp_path.iterdir()) == ["m.toml", "s.csv", "study.toml"]
    done = command.run(*add, cwd=tmp_path, module=False, **{keys.VARIABLE: "a key"})
    assert done.status == 0
    assert "sealed in the vault as survey" in done.err
    assert command.run("build", cwd=tmp_path, module=False, **{keys.VARIABLE: "a key"}).status == 0
    assert command.run("build", cwd=tmp_path, module=False, **{keys.VARIABLE: ""}).status == 0


def test_counts_for_a_program_and_for_a_person(ran, study: Study):  # noqa: ANN001
    found = json.loads(ran("counts", "--by", "Sector", "--json").out) if _by(ran) else []
    found = found or json.loads(ran("counts", "--by", "segments", "--json").out)
    assert set(found[0]) == {"question", "code", "by", "k", "n", "states"}
    asked = {(c["question"], c["by"]): (c["k"], c["n"]) for c in found if not c["code"]}
    assert asked["recruited", "orthopaedics"] == (3, 3)
    assert asked["recruited", "biotech"] == (1, 2)
    for_a_person = ran("counts")
    assert "4 of 5" in for_a_person.out
    assert "%" not in for_a_person.out
    assert study.path.exists()


def _by(ran) -> bool:  # noqa: ANN001
    return ran("counts", "--by", "Sector", "--json").status == 0


def test_a_sheet_goes_out_and_in_and_is_counted(ran, tmp_path: Path):  # noqa: ANN001
    sheet = tmp_path / "queue.csv"
    done = ran(*AS, "--export", sheet)
    assert done.status == 0
    assert "3 to rule on" in done.err
    assert "only you can read it" in done.err
    assert sheet.stat().st_mode & 0o077 == 0
    refused(ran(*AS, "--export", sheet), 2, "there already")
    rows = list(csv.DictReader(sheet.open(encoding="utf-8-sig", newline="")))
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(r | {"ruling": "said"} for r in rows)
    done = ran(*AS, "--import", sheet)
    assert done.status == 0
    assert "3 rulings, 3 of them new" in done.err
    assert "0 of them new" in ran(*AS, "--import", sheet).err
    found = json.loads(ran("counts", "--json").out)
    coded = {c["code"]: (c["k"], c["n"]) for c in found if c["question"] == "scarce"}
    assert coded == {"": (3, 3), "machining": (2, 3), "regulatory": (1, 3)}
    for name in ("out.qdpx", "out.jsonld"):
        done = ran("review", "codings", "--export", tmp_path / name)
        assert done.status == 0
        assert "3 codings in 3 texts" in done.err
        assert (tmp_path / name).stat().st_mode & 0o077 == 0
        refused(ran("review", "codings", "--export", tmp_path / name), 2, "there already")


def test_a_note_is_written_told_and_withdrawn(ran, study: Study):  # noqa: ANN001
    said = next(s for s in build(study).statements() if s.chapter == "issues")
    done = ran("note", "issues", "Colleges know.", "--cite", said.id, *SIGNED)
    assert done.status == 0
    assert "supported by what it cites" in done.err
    identity = done.out.strip()
    doubted = ran("note", "issues", "Nearly all of 97 agree.", "--cite", said.id, *SIGNED)
    assert doubted.status == 0
    assert "“97”" in doubted.err
    assert "cannot be released" in doubted.err
    assert ran("note", "issues", "--withdraw", identity, *SIGNED).status == 0
    refused(ran("note", "issues", "--withdraw", identity, *SIGNED), 2, "stands")


def test_an_erasure_says_what_went_and_which_sentences_changed(ran):  # noqa: ANN001
    done = ran("erase", "snarkelby joints", *SIGNED)
    assert done.status == 0
    assert "public  changed  " in done.out
    assert "Sealed files rewritten or removed: 1; decisions removed: 0" in done.err
    assert "copies elsewhere are not reached" in done.err
    refused(ran("erase", "snarkelby joints", *SIGNED), 2, "nobody of that name")


def test_a_purge_says_what_went(ran):  # noqa: ANN001
    before = ran("purge", *SIGNED)
    assert "removed: 0; decisions removed: 0; earlier runs removed: 0" in before.err
    done = ran("purge", "--sign", "A. Nalyst", "--date", "2027-01-01")
    assert done.status == 0
    assert "Sealed files rewritten or removed: 2" in done.err
    assert json.loads(ran("counts", "--json").out) == []


def test_a_file_that_is_not_there_is_counted_and_not_named(ran):  # noqa: ANN001
    done = ran("add", "here-is-zorblaxian.csv", "--as", "survey", "--mapping", "m.toml")
    assert done.status == 2
    assert not sealed.shown(done.err.encode())
