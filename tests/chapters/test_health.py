"""Health bodies are listed where the definition asks for their list, and counted in no size."""

from __future__ import annotations

from pathlib import Path

import pytest

from sectorscope.chapters.health import is_open
from sectorscope.evidence.add import add_file
from sectorscope.profile import DataTable, Gap, Profile
from tests.evidence.referred import directory, health
from tests.support.counts import study
from tests.support.studies import WHEN, build

LEEDS, KIRKLEES = "E08000035", "E08000034"
LISTED = (
    ("RAB", "SECOND NHS TRUST", "HD1 1AA", "20010401", ""),
    ("RAA", "FIRST NHS TRUST", "LS1 4AP", "19980401", ""),
    ("RAC", "CLOSED NHS TRUST", "LS1 4AP", "19980401", "20100331"),
    ("RAD", "FUTURE NHS TRUST", "LS1 4AP", "20990401", ""),
    ("RAE", "FAR NHS TRUST", "S1 1AA", "19980401", ""),
    ("RAF", "PLACELESS NHS TRUST", "", "19980401", ""),
)


def asking(folder: Path, entry: str = '"ods:etr"') -> Path:
    path = study(folder / "dale")
    file = path / "study.toml"
    text = file.read_text("utf-8")
    assert text.count("\n[sector]\n") == 1
    head, tail = text.split("\n[sector]\n")
    file.write_text(f"{head}\n[sector]\ninstitutions = [{entry}]\n{tail}", "utf-8")
    return path


def add(path: Path, data: bytes, source: str = "ods", name: str = "etr.csv") -> None:
    add_file(path, data, name=name, source=source, retrieved=WHEN)


def table(profile: Profile) -> list[list[str]]:
    (one,) = (b for b in profile.blocks() if isinstance(b, DataTable) and b.id == "health-bodies")
    return [[cell.text for cell in row] for row in one.data.rows]


def gap(profile: Profile) -> Gap:
    (one,) = (b for b in profile.blocks() if isinstance(b, Gap) and b.id == "health-bodies")
    return one


def test_those_open_and_here_are_listed_by_name_and_never_counted(tmp_path: Path):
    path = asking(tmp_path)
    add(path, health(*LISTED))
    profile = build(path)
    assert table(profile) == [
        ["FIRST NHS TRUST", "NHS trusts", "LS1 4AP", "1998-04-01"],
        ["SECOND NHS TRUST", "NHS trusts", "HD1 1AA", "2001-04-01"],
    ]
    (said,) = (s for s in profile.statements() if s.question == "institutions")
    assert said.text.startswith("2 organisations on the list of NHS trusts of the health service's")
    assert "never counted in the size of" in said.text


def test_the_directory_places_them_first(tmp_path: Path):
    path = asking(tmp_path)
    add(path, health(*LISTED[:2]))
    held = directory(("LS1 4AP", "E08000032", "", ""), ("HD1 1AA", KIRKLEES, "", ""))
    add(path, held, "postcodes", "ONSPD_2024.csv")
    assert [row[0] for row in table(build(path))] == ["SECOND NHS TRUST"]


def test_a_list_that_is_asked_for_and_not_held_is_a_gap(tmp_path: Path):
    path = asking(tmp_path, '"ods:epraccur"')
    add(path, health(*LISTED))
    assert gap(build(path)).because.text.endswith(
        "the definition names the list of general practices, and no such list is held."
    )


def test_where_none_is_here_a_gap_says_what_would_place_them(tmp_path: Path):
    path = asking(tmp_path)
    add(path, health(LISTED[4], LISTED[5]))
    assert "nothing that is held places an open one" in gap(build(path)).because.text


def test_a_list_nobody_asked_for_is_told_nowhere(tmp_path: Path):
    path = study(tmp_path / "dale")
    add(path, health(*LISTED))
    assert "FIRST NHS TRUST" not in build(path).model_dump_json()


@pytest.mark.parametrize(
    ("opened", "closed", "open_"),
    [
        (None, None, True),
        ("2026-01-01", None, True),
        ("2026-01-02", None, False),
        (None, "2026-01-01", False),
        (None, "2026-01-02", True),
    ],
)
def test_open_on_a_day(opened: str | None, closed: str | None, open_: bool):
    assert is_open({"opened": opened, "closed": closed}, "2026-01-01") is open_
