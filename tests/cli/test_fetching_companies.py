"""Companies of the register's interface, from `fetch` to a size, its trace and what changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from sectorscope.evidence.add import add_file
from sectorscope.evidence.snapshots import Catalogue
from sectorscope.pipeline import make_run
from sectorscope.pipeline.companies import companies_of
from sectorscope.sector.frame import Frame
from sectorscope.study import open_study
from tests.cli.command import Done, run
from tests.evidence.firms import cut
from tests.evidence.samples import WHEN
from tests.support import sized
from tests.support.filed import figure, page, zipped
from tests.support.replay.companies_house import KEY, Register
from tests.support.replay.server import Replay

FIRST = 10_000_000
QUERY = """
[[fetch]]
id = "members"
source = "companies_house_api"
numbers = { file = "numbers.csv", column = "Company number" }
"""
BIG = 30
"""A member with three hundred people."""
GONE = {"company_status": "dissolved", "date_of_cessation": "2026-11-01"}


@pytest.fixture
def register() -> Register:
    return Register(many=sized.COMPANIES, open=False, first=FIRST, called="Firm {:03d} Ltd")


@pytest.fixture
def replay(register: Register) -> Iterator[Replay]:
    with Replay(register) as running:
        yield running


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A study without companies, and the numbers of some in a table of the analyst's."""
    path = sized.studied(tmp_path / "study", companies=0).path
    lines = [f"Firm,{FIRST + i}" for i in range(sized.COMPANIES)]
    (path / "numbers.csv").write_text("Name,Company number\n" + "\n".join(lines) + "\n", "utf-8")
    with (path / "study.toml").open("a", encoding="utf-8") as file:
        file.write(QUERY)
    return path


def file_accounts(study: Path) -> None:
    """Accounts of every company, with its headcount."""
    numbers = [f"{FIRST + i}" for i in range(sized.COMPANIES)]
    filed = {
        f"Prod224_0012_{n}_20251231.html": page(figure(str(sized.people(i))), number=n)
        for i, n in enumerate(numbers)
    }
    add_file(study, zipped(filed), name="accounts.zip", source="accounts", retrieved=WHEN)


def fetch(study: Path, replay: Replay, *options: str, key: str = KEY) -> Done:
    return run(
        *("fetch", *options),
        cwd=study,
        SECTORSCOPE_COMPANIES_HOUSE_API_ADDRESS=replay.url,
        SECTORSCOPE_COMPANIES_HOUSE_API_KEY=key,
        SECTORSCOPE_CACHE=str(study.with_name("cache")),
    )


def told(study: Path) -> dict[str, str]:
    """What is said of sizes, by id."""
    assert run("profile", cwd=study).status == 0
    profile = json.loads((study / "out" / "profile.json").read_text(encoding="utf-8"))
    blocks = (b for c in profile["chapters"] for b in c["blocks"])
    found = [s for b in blocks for s in b.get("statements", ()) if " people" in s["text"]]
    return {s["id"]: s["text"] for s in found}


def frame(study: Path) -> Frame:
    opened = open_study(study)
    return companies_of(opened, make_run(opened).run.tables())


def test_from_numbers_to_a_size_that_is_traced_to_the_answer_and_moves_with_it(
    study: Path, replay: Replay, register: Register
):
    done = fetch(study, replay)
    assert done.status == 0, done.err
    assert "companies_house_api members: added as snapshot" in done.err
    file_accounts(study)
    sized.review(open_study(study))
    (first, *_) = told(study)
    traced = run("trace", first, cwd=study).out
    assert "members.json" in traced
    assert f"{replay.url}/company/{FIRST}" in traced
    register.changes = {BIG: GONE}
    assert "added as snapshot" in fetch(study, replay).err
    assert run("build", cwd=study).status == 0
    changed = run("diff", cwd=study).out
    then, now = (s for s in Catalogue(study).all() if s.name == "members.json")
    was, stands = (f"members.json, {s.retrieved}, {s.sha256[:12]}" for s in (then, now))
    assert f"gone  {first}" in changed
    assert f"{was} → {stands}" in changed
    assert "1 company is gone (10000030)" in run("size", cwd=study).out
    assert frame(study).excluded[BIG] == "dissolved"


# --- beside a file of the register ---------------------------------------------------------


def add_file_of_the_register(study: Path, incorporated: str, **changes: str) -> None:
    """Add a file whose newest company is of a day; the others are as `changes` says."""
    base = {"Employees_thisyear": "12", "Postcode": "S1 1AA", "localauthority_code": "E08000019"}
    firms = [
        {"CompanyName": f"Firm {i:03d} Ltd", "CompanyNumber": f"{FIRST + i}", **base, **changes}
        for i in range(3)
    ]
    firms[-1]["IncorporationDate"] = incorporated
    add_file(study, cut(*firms), name="file.csv", source="companies_house", retrieved="2026-11-26")


def test_what_the_interface_says_now_stands_before_an_older_file(
    study: Path, replay: Replay, register: Register
):
    register.changes = {0: GONE, 1: {"company_name": "Another Name Ltd"}}
    add_file_of_the_register(study, "01/10/2024", CompanyStatus="Active")
    assert fetch(study, replay).status == 0
    made = frame(study)
    assert made.excluded[:3] == ("dissolved", "", "")
    assert made.names[1] == "Another Name Ltd"
    assert made.postcodes[:2] == ("LS1 0AB", "LS2 1AB")
    assert made.area_codes[0] == ""  # that of the office it has left
    assert made.headcount[:3].tolist() == [12, 12, 12]
    assert all("register_differs" in flags for flags in made.flags[:3])


def test_a_newer_file_stands_before_what_the_interface_said(
    study: Path, replay: Replay, register: Register
):
    register.changes = {0: GONE}
    assert fetch(study, replay).status == 0
    catalogue = study / "evidence" / "catalogue.jsonl"
    lines = [json.loads(line) for line in catalogue.read_text(encoding="utf-8").splitlines()]
    lines[0]["retrieved"] = "2024-01-01"  # as if it had been asked then
    catalogue.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    add_file_of_the_register(study, "01/10/2024", CompanyStatus="Active")
    made = frame(study)
    assert made.excluded[0] != "dissolved"
    assert made.postcodes[0] == "S1 1AA"
    assert "register_differs" in made.flags[0]


# --- what is said to whoever asks ----------------------------------------------------------


def test_a_wrong_key_is_said_in_a_sentence_and_stands_nowhere(study: Path, replay: Replay):
    done = fetch(study, replay, key="wrong-and-secret")
    assert done.status == 1
    assert "refuses access (401 Unauthorized)" in done.err
    assert "wrong-and-secret" not in done.out + done.err
    cache = study.with_name("cache")
    files = [f for folder in (study, cache) for f in folder.rglob("*") if f.is_file()]
    assert not any(b"wrong-and-secret" in f.read_bytes() for f in files)


def test_without_a_key_it_says_where_one_goes(study: Path, replay: Replay):
    done = fetch(study, replay, key="")
    assert done.status == 1
    assert "SECTORSCOPE_COMPANIES_HOUSE_API_KEY" in done.err
    assert replay.asked == []


def test_how_much_there_is_can_be_asked_first(study: Path, replay: Replay):
    done = fetch(study, replay, "--dry-run")
    assert f"{sized.COMPANIES} rows, {sized.COMPANIES} requests" in done.out
    assert len(replay.asked) == 1


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ('{ file = "firms.csv" }', "the study's folder has no file firms.csv"),
        ('{ file = "../study.toml" }', "has no file ../study.toml"),
        ('{ file = "numbers.csv", column = "CRN" }', "no column 'CRN'; it has Name, Company num"),
        ('{ file = "numbers.csv" }', "'Name,Company number', which is no company number"),
        ('"numbers.csv"', "numbers"),
    ],
)
def test_a_list_that_is_not_there_is_said_before_anything_is_asked(
    study: Path, replay: Replay, entry: str, says: str
):
    config = study / "study.toml"
    text = config.read_text(encoding="utf-8")
    line = next(one for one in text.splitlines() if one.startswith("numbers = "))
    config.write_text(text.replace(line, f"numbers = {entry}"), encoding="utf-8")
    done = fetch(study, replay)
    assert done.status == 2
    assert says in done.sentence
    assert replay.asked == []
