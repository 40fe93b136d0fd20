"""`sectorscope doctor` tells what is broken, hides no fault behind another, and names nobody."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sectorscope.cli import examining, machine
from sectorscope.cli.finding import Finding
from sectorscope.evidence.snapshots import Catalogue
from sectorscope.study import Study
from sectorscope.vault import keys
from tests.cli.command import run
from tests.pipeline import sealed, shipped
from tests.support import sized


@pytest.fixture(autouse=True)
def nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(keys.VARIABLE, raising=False)


def looked(folder: Path) -> dict[str, Finding]:
    """What was found in a study, by what was looked at; the gravest where there are two."""
    order = {"good": 0, "note": 1, "broken": 2}
    found = sorted(examining.examined(folder), key=lambda f: order[f.standing])
    return {f.what: f for f in found}


def broken(folder: Path) -> dict[str, Finding]:
    return {what: f for what, f in looked(folder).items() if f.standing == "broken"}


def test_a_whole_study_is_good_and_nothing_in_it_is_touched(study: Study):
    before = shipped.tree(study.path)
    done = run("doctor", cwd=study.path)
    assert (done.status, done.err) == (0, "")
    assert shipped.tree(study.path) == before
    standing = {line.split()[1]: line.split()[0] for line in done.out.splitlines()}
    assert {standing[w] for w in ("python", "sectorscope", "encoder")} == {"good"}
    own = ("study.toml", "evidence", "unfinished", "decisions", "build")
    assert {w: standing[w] for w in own} == dict.fromkeys(own, "good")
    assert "evidence     3 files as added" in done.out
    assert str(study.path) not in done.out


def test_json_says_the_same_and_the_status_says_whether_anything_is_broken(study: Study):
    gone = shipped.snapshot(study, "facts")
    (study.path / "evidence" / gone.file).unlink()
    done = run("doctor", "--json", cwd=study.path)
    assert done.status == 1
    found = {f["what"]: f for f in json.loads(done.out)}
    assert found["evidence"]["standing"] == "broken"
    assert gone.sha256[:12] in found["evidence"]["found"]
    assert "bring them back" in found["evidence"]["hint"]
    assert gone.name not in done.out


def test_without_a_study_the_machine_is_looked_at_all_the_same(tmp_path: Path):
    done = run("doctor", cwd=tmp_path)
    assert done.status == 0
    assert "note    study        none here or above" in done.out
    assert run("doctor", "--study", tmp_path, cwd=tmp_path).status == 1


Harm = Callable[[Path], object]


def _changed(folder: Path) -> None:
    path = next(folder.glob("evidence/*-facts.toml"))
    path.write_bytes(path.read_bytes() + b"\n")


def _cut(path: str, text: str) -> Harm:
    def harm(folder: Path) -> None:
        with (folder / path).open("a", encoding="utf-8") as file:
            file.write(text)

    return harm


def _erasing(folder: Path) -> None:
    (folder / "vault").mkdir()
    (folder / "vault" / "erasing").write_text("p-1 1 0\n", encoding="ascii")


@pytest.mark.parametrize(
    ("what", "harm", "says"),
    [
        ("evidence", _changed, "1 of 3 files gone or changed"),
        ("evidence", _cut("evidence/catalogue.jsonl", "[]\n{}\n"), "catalogue.jsonl"),
        ("study.toml", _cut("study.toml", "\n[nonsense]\nwho = 'Gormelda'\n"), "study.toml, line"),
        ("decisions", _cut("decisions/codings.jsonl", '{"who": "Gormelda"}\n'), "codings.jsonl"),
        ("unfinished", _erasing, "an erasure was begun and not finished"),
    ],
)
def test_each_fault_is_found_alone_and_repeats_nothing_of_what_stands_there(
    study: Study, what: str, harm: Harm, says: str
):
    assert broken(study.path) == {}
    harm(study.path)
    (found,) = broken(study.path).values()
    assert (found.what, bool(found.hint)) == (what, True)
    assert says in found.found
    assert "Gormelda" not in f"{found.found} {found.hint}"
    assert str(study.path) not in f"{found.found} {found.hint}"


def test_several_faults_are_all_told(study: Study):
    _changed(study.path)
    _cut("decisions/codings.jsonl", "{}\n")(study.path)
    assert set(broken(study.path)) == {"evidence", "decisions"}


def test_earlier_bytes_that_nothing_rests_on_are_a_note(study: Study):
    old = shipped.snapshot(study, "facts")
    shipped.change_fact(study, "value = 4200", "value = 4300")
    (study.path / "evidence" / old.file).unlink()
    found = looked(study.path)["evidence"]
    assert (found.standing, found.found[:28]) == ("note", "1 earlier file gone or chang")


def test_what_a_killed_process_left_is_a_note(study: Study):
    (study.path / "evidence" / ".unfinished-x").write_bytes(b"half")
    with (study.path / "decisions" / "codings.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"kind": "cod')
    found = looked(study.path)
    assert (found["unfinished"].standing, found["decisions"].standing) == ("note", "note")
    assert "1 file half written" in found["unfinished"].found


def test_a_damaged_run_is_made_anew_and_so_is_a_note(study: Study):
    next(study.path.glob("build/runs/*/fact.parquet")).write_bytes(b"PAR1")
    assert (looked(study.path)["build"].standing, broken(study.path)) == ("note", {})


def test_a_draw_that_was_altered_or_lost_is_named_by_its_hash(tmp_path: Path):
    study = sized.studied(tmp_path / "study")
    sized.review(study, most=5)
    assert looked(study.path)["draws"].standing == "good"
    (drawn,) = study.path.glob("decisions/draws/*.csv")
    drawn.write_bytes(drawn.read_bytes() + b" ")
    assert drawn.stem[:12] in broken(study.path)["draws"].found
    drawn.unlink()
    assert "1 of 1 file missing or altered" in broken(study.path)["draws"].found


@pytest.fixture(scope="module")
def consulted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sealed.consulted(tmp_path_factory.mktemp("vault") / "study").path


@pytest.fixture
def vault(consulted: Path, tmp_path: Path) -> Path:
    return shutil.copytree(consulted, tmp_path / "study")


def test_a_locked_vault_is_a_note_and_nobody_is_asked(vault: Path):
    done = run("doctor", cwd=vault)
    assert done.status == 0
    assert "note    vault        locked: no passphrase" in done.out


def test_with_its_key_every_sealed_file_is_read_and_none_is_named(
    vault: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv(keys.VARIABLE, sealed.KEY)
    (vault / "vault").chmod(0o700)
    done = run("doctor", cwd=vault)
    assert done.status == 0
    assert "good    vault        it opens, and all 2 files of it are whole" in done.out
    assert sealed.shown(done.out.encode()) == []
    assert sealed.KEY not in done.out
    largest = max((vault / "vault").rglob("*"), key=lambda p: p.is_file() and p.stat().st_size)
    largest.write_bytes(largest.read_bytes()[:-1] + b"\0")
    done = run("doctor", cwd=vault)
    assert (done.status, "broken  vault " in done.out) == (1, True)
    assert sealed.shown(done.out.encode()) == []


def test_a_wrong_key_and_a_lost_index_are_broken(vault: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(keys.VARIABLE, "not the one")
    found = broken(vault)["vault"]
    assert "does not open this vault" in found.found
    assert "not the one" not in found.found + found.hint
    monkeypatch.delenv(keys.VARIABLE)
    (vault / "vault" / "vault.json").write_bytes(b"{}")
    assert broken(vault)["vault"].standing == "broken"


@pytest.mark.skipif("os.name == 'nt'")
def test_a_vault_that_others_may_look_into_is_told(vault: Path):
    (vault / "vault").chmod(0o755)
    told = [f for f in examining.examined(vault) if "chmod 700 vault" in f.hint]
    assert [f.standing for f in told] == ["note"]
    (vault / "vault").chmod(0o700)
    assert not [f for f in examining.examined(vault) if "chmod" in f.hint]


def test_a_large_file_is_linked_or_the_studys_own(
    study: Study, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setattr("sectorscope.evidence.sharing.LARGE", 10)
    monkeypatch.setattr(examining, "LARGE", 10)
    monkeypatch.setenv("SECTORSCOPE_CACHE", str(tmp_path / "cache"))
    assert "0 large files linked to the cache, 3" in looked(study.path)["shared"].found
    Catalogue(study.path).add(b"0123456789ab", name="a", source="x", retrieved=shipped.WHEN)
    assert "1 large file linked to the cache, 3" in looked(study.path)["shared"].found


@pytest.mark.parametrize(
    ("free", "standing"),
    [(machine.FULL - 1, "broken"), (machine.FULL, "note"), (machine.LOW, "good")],
)
def test_a_full_disk_is_broken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, free: int, standing: str
):
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=free))
    found = {f.what: f for f in machine.machine(tmp_path)}
    assert found["disk"].standing == standing


def test_what_is_optional_is_never_broken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(machine, "find_spec", lambda _: None)
    monkeypatch.setattr("sectorscope.annotate.encoder.Encoder.embed", lambda *_: _missing())
    found = {f.what: f.standing for f in machine.machine(tmp_path)}
    optional = ("git", "encoder", "keyring", "browser")
    assert {w: found[w] for w in optional} == dict.fromkeys(optional, "note")


def _missing() -> None:
    from sectorscope.errors import ModelError

    raise ModelError("a part of the encoder is missing")


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ('source = "nomsi"\ndataset = "NM_189_1"', "nomsi"),
        ('source = "companies_house"\nedition = "2026-11-01"\npart = 9', "the part 9"),
    ],
)
def test_a_query_that_nobody_can_ask_is_broken(study: Study, asked: str, says: str):
    with (study.path / "study.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[[fetch]]\nid = "jobs"\n{asked}\n')
    found = broken(study.path)["study.toml"]
    assert says in found.found + found.hint
