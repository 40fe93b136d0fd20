"""`release`, `review quotes` and `review names` as a person types them."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sectorscope.study import Study, open_study
from sectorscope.vault import keys
from tests.pipeline import sealed, shipped, warm
from tests.pipeline.test_releasing import empty_ledger

pytestmark = pytest.mark.skipif(not warm.CAN_FORK, reason="Windows forks no processes")
SIGNED = ("--sign", "A. Nalyst", "--date", "2026-11-23")
QUOTE = {
    "business": sealed.ZORBLAX,
    "question": "recruited",
    "original": "=well, titanium",
    "words": "=Nobody turns titanium",
    "agreed": "2026-11-20",
    "checked_by": "A. Nalyst",
}
Ran = Callable[..., warm.Ran]


@pytest.fixture(scope="module")
def process() -> Iterator[warm.Warm]:
    with warm.warm() as ready:
        yield ready


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("releasing") / "both"
    sealed.consulted(folder / "study")
    empty_ledger(folder / "ledger")
    return folder


@pytest.fixture
def study(made: Path, tmp_path: Path) -> Study:
    return open_study(shutil.copytree(made, tmp_path / "both") / "study")


@pytest.fixture
def ran(study: Study, process: warm.Warm) -> Ran:
    def run(*args: object, key: str = sealed.KEY, **more: str) -> warm.Ran:
        ledger = str(study.path.parent / "ledger")
        env = {keys.VARIABLE: key, "SECTORSCOPE_LEDGER": ledger, **more}
        return process.run(*args, cwd=study.path, env=env)

    return run


def sheet(path: Path, *rows: dict[str, str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


# --- release -------------------------------------------------------------------------------


def test_unsigned_the_checklist_is_printed_and_the_status_is_one(ran: Ran, study: Study):
    before = shipped.tree(study.path)
    done = ran("release")
    assert (done.status, done.out) == (1, "")
    lines = done.err.splitlines()
    assert lines[-2:] == [
        "BLOCKS    Sign-off: nobody has signed: --sign NAME",
        "Not released: see what blocks it.",
    ]
    assert "in order  Codings: none" in lines
    assert any(line.startswith("to know   Withheld: 3 ") for line in lines)
    assert shipped.tree(study.path) == before
    assert not sealed.shown(done.err.encode())


def test_signed_the_files_are_printed_and_the_status_is_nought(ran: Ran, study: Study):
    done = ran("release", "--audience", "partner", *SIGNED)
    assert done.status == 0, done.err
    paths = [Path(line) for line in done.out.splitlines()]
    assert [p.name for p in paths] == ["profile.html", "profile.json", "annex.csv"]
    assert {p.parent.parent for p in paths} == {study.path / "out" / "released"}
    assert "-partner-" in paths[0].parent.name
    assert "Released." in done.err.splitlines()[-1]
    assert len(list((study.path.parent / "ledger").rglob("*.sealed"))) > 1
    assert not sealed.shown((done.out + done.err).encode())


@pytest.mark.parametrize(
    ("args", "env", "status", "words"),
    [
        (("--audience", "publick"), {}, 2, ("publick", "public")),
        (("--date", "soon"), {}, 2, ("'soon' is no date",)),
        (SIGNED, {"key": ""}, 1, ("no passphrase", keys.VARIABLE)),
        (SIGNED, {"SECTORSCOPE_LEDGER_KEY": "another"}, 1, ("the ledger", "does not open")),
        (("--sign", "Snarkelby Joints"), {}, 1, ("names somebody who was consulted",)),
    ],
)
def test_wrong_use_is_one_sentence_and_nothing_goes_out(
    ran: Ran,
    study: Study,
    args: tuple[str, ...],
    env: dict[str, str],
    status: int,
    words: tuple[str, ...],
):
    done = ran("release", *args, **env)
    assert (done.status, done.out) == (status, ""), done.err
    (line,) = done.err.splitlines()
    for word in words:
        assert word in line
    assert not (study.path / "out").exists()


def test_a_study_without_a_real_consultation_asks_for_no_key(
    built: Path, tmp_path: Path, process: warm.Warm
):
    study = Path(shutil.copytree(built, tmp_path / "study"))
    ledger = tmp_path / "ledger"
    env = {keys.VARIABLE: "", "SECTORSCOPE_LEDGER": str(ledger)}
    done = process.run("release", *SIGNED, cwd=study, env=env)
    assert done.status == 0, done.err
    assert len(done.out.splitlines()) == 3
    assert not ledger.exists()


def test_the_first_release_makes_the_ledger_and_the_next_needs_it(ran: Ran, study: Study):
    ledger = study.path.parent / "ledger"
    shutil.rmtree(ledger)
    assert ran("release", *SIGNED).status == 0
    assert ledger.is_dir()
    shutil.rmtree(ledger)
    empty_ledger(ledger)
    done = ran("release", *SIGNED)
    assert done.status == 1
    assert "BLOCKS    The ledger: 1 " in done.err


# --- quotes and names ----------------------------------------------------------------------


def test_quotes_go_in_and_out_for_their_owner_alone(ran: Ran, tmp_path: Path):
    done = ran("review", "quotes", "--import", sheet(tmp_path / "in.csv", QUOTE))
    assert done.status == 0
    assert done.err.splitlines() == ["row 2: may be rendered"]
    out = tmp_path / "out.csv"
    done = ran("review", "quotes", "--export", out)
    assert done.status == 0
    assert "only you can read it" in done.err
    assert out.stat().st_mode & 0o777 == 0o600
    (row,) = csv.DictReader(out.open(encoding="utf-8-sig", newline=""))
    assert (row["words"], row["original"]) == ("'=Nobody turns titanium", "'=well, titanium")
    assert ran("review", "quotes", "--import", out).err.splitlines() == ["row 2: may be rendered"]
    again = ran("review", "quotes", "--export", out)
    assert again.status == 2
    assert "there already" in again.err
    assert ran("build").status == 0
    assert ran("release", *SIGNED).status == 0


def test_names_go_out_and_in_for_their_owner_alone(ran: Ran, tmp_path: Path):
    names = {"business": sealed.SNARK, "products": "@Hipotron"}
    done = ran("review", "names", "--import", sheet(tmp_path / "in.csv", names))
    assert done.status == 0, done.err
    assert "1 rows; none of these names will be printed" in done.err
    out = tmp_path / "out.csv"
    assert ran("review", "names", "--export", out).status == 0
    assert out.stat().st_mode & 0o777 == 0o600
    rows = list(csv.DictReader(out.open(encoding="utf-8-sig", newline="")))
    assert len(rows) == len(sealed.MAKERS) + 1
    assert [r["products"] for r in rows if r["products"]] == ["'@Hipotron"]
    assert ran("review", "names", "--import", out).status == 0


@pytest.mark.parametrize(
    ("queue", "more", "says"),
    [
        ("quotes", {"business": "Gormelda & Co"}, "row 3, column business"),
        ("quotes", {"agreed": "soon"}, "row 3, column agreed"),
        ("names", {"business": "Gormelda & Co"}, "row 3, column business"),
    ],
)
def test_a_wrong_row_is_one_sentence_that_names_nobody(
    ran: Ran, tmp_path: Path, queue: str, more: dict[str, str], says: str
):
    good = QUOTE if queue == "quotes" else {"business": sealed.SNARK, "products": "Hipotron"}
    done = ran("review", queue, "--import", sheet(tmp_path / "in.csv", good, good | more))
    assert done.status != 0
    (line,) = done.err.splitlines()
    assert says in line
    assert "nothing was kept" in line
    assert not sealed.shown(line.encode())
    assert ran("review", queue, "--export", tmp_path / "out.csv").status == 0
    kept = (tmp_path / "out.csv").read_text("utf-8-sig")
    assert "titanium" not in kept
    assert "Hipotron" not in kept


@pytest.mark.parametrize("queue", ["quotes", "names"])
@pytest.mark.parametrize(
    ("args", "says"),
    [
        ((), "one sheet at a time"),
        (("--export", "a.csv", "--import", "b.csv"), "one sheet at a time"),
        (("--export", "zorblaxian.xlsx"), "no .csv"),
        (("--import", "zorblaxian.csv"), "cannot be read"),
    ],
)
def test_a_sheet_that_is_none_is_a_wrong_use(
    ran: Ran, queue: str, args: tuple[str, ...], says: str
):
    done = ran("review", queue, *args)
    assert done.status == 2
    (line,) = done.err.splitlines()
    assert says in line
    assert not sealed.shown(line.encode())
