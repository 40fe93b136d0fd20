"""Occupations of a definition and of needs: named from files held, and never parted by a guess."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from sectorscope.evidence.add import add_file
from sectorscope.pipeline import build
from sectorscope.profile import Block, DataTable, Gap, Profile, Statement
from sectorscope.render.annex import annex
from sectorscope.sector.occupations import Occupations
from sectorscope.study import open_study
from sectorscope.trace import trace
from sectorscope.wording.check import check
from sectorscope.wording.needs import concepts
from tests.evidence.referred import CODED, coding_index, older_index, volume
from tests.evidence.samples import WHEN
from tests.support.consulted import code

STUDY = """
[study]
id = "coded"
title = "Software"
as_of = 2026-01-01
period = "2026"

[sector]
name = "health software"
definition = "software, version 1"

[sector.crosswalk]
soc = "{version}"
occupations = {codes}

[region]
name = "Leeds"
geography = "districts of England"
places = [{{ code = "E08000035", name = "Leeds" }}]
"""


class Coded:
    """A study whose definition lists unit groups, with files of the classification."""

    def __init__(self, folder: Path, version: str, codes: list[str], *files: bytes) -> None:
        folder.mkdir()
        (folder / "study.toml").write_text(
            STUDY.format(version=version, codes=codes).replace("'", '"'), encoding="utf-8"
        )
        for number, data in enumerate(files):
            add_file(folder, data, name=f"{number}.xlsx", source="soc", retrieved=WHEN)
        self.study = open_study(folder)
        self.profile: Profile = build(self.study)

    @property
    def said(self) -> dict[str, Statement]:
        return {s.subject: s for s in self.profile.statements() if s.question == "occupations"}

    @property
    def lines(self) -> list[list[str]]:
        held = (b for b in self.blocks if isinstance(b, DataTable))
        found = [b for b in held if b.id == "occupations"]
        return [[cell.text for cell in row] for table in found for row in table.data.rows]

    @property
    def blocks(self) -> tuple[Block, ...]:
        return next(c.blocks for c in self.profile.chapters if c.id == "sector")

    def gap(self, identity: str) -> str:
        held = (b for b in self.blocks if isinstance(b, Gap))
        return next((b.because.text for b in held if b.id == identity), "")


def test_unit_groups_are_named_with_the_job_titles_under_them(tmp_path: Path):
    made = Coded(tmp_path / "s", "SOC 2020", ["2134", "2237"], volume(), coding_index())
    assert made.lines == [
        ["2134", "Programmers and software development professionals", "2",
         "analyst-programmer; software engineer"],
        ["2237", "Group 2237", "1", "staff nurse (hospital service)"],
    ]  # fmt: skip
    assert made.said["listed"].text == (
        "Unit groups of SOC 2020 that the definition of health software lists: 2; job titles that "
        "the coding index held has under them: 3."
    )
    assert check(made.said["listed"]) is None


def test_a_sentence_leads_to_entries_of_the_index_and_rows_of_the_structure(tmp_path: Path):
    made = Coded(tmp_path / "s", "SOC 2020", ["2134", "2237"], volume(), coding_index())
    found = trace(made.study, made.said["listed"].id)
    told = str(found)
    assert "software engineer" in told
    assert "2237" in told


def test_groups_of_2010_are_told_in_2020_and_one_that_splits_goes_to_the_group_above(
    tmp_path: Path,
):
    made = Coded(tmp_path / "s", "SOC 2010", ["2136", "2139", "2122"], coding_index())
    assert [line[2] for line in made.lines] == [
        "2134 Programmers and software development professionals",
        "213 Information technology professionals (the group above: 2135 and 2136)",
        "the index does not tell",
    ]
    assert made.said["moved"].text == (
        "What the coding index held tells of the unit groups of SOC 2010 that the definition of "
        "health software lists (3): kept whole in SOC 2020: 1; split there: 1; not told of: 1."
    )
    assert check(made.said["moved"]) is None
    assert "Information technology and telecommunications professionals n.e.c. (2139)" in made.gap(
        "occupations-split"
    )
    assert "no figure is parted" in made.gap("occupations-split")


def test_groups_with_no_digit_in_common_are_in_no_group_above(tmp_path: Path):
    index = coding_index(CODED[2], ("2139", "3544", "Analyst, data", "data analyst", "", "", ""))
    made = Coded(tmp_path / "s", "SOC 2010", ["2139"], index)
    assert made.lines[0][2] == "no group above: 2136 and 3544"


def test_a_code_that_the_named_version_has_not_is_a_gap(tmp_path: Path):
    made = Coded(tmp_path / "s", "SOC 2020", ["2216", "2134"])
    assert made.gap("occupations-unknown").startswith("What is of the code 2216 in the definition")
    assert not made.lines
    assert not made.said


def test_the_index_of_2010_alone_tells_titles_and_nothing_of_2020(tmp_path: Path):
    made = Coded(tmp_path / "s", "SOC 2010", ["2136"], older_index())
    assert made.lines == [
        ["2136", "Programmers and software development professionals", "1",
         "computer Programmer 2136"]
    ]  # fmt: skip
    assert set(made.said) == {"listed"}


def occupations() -> Occupations:
    rows = [
        {"version": "SOC 2020", "code": newer, "soc2010": older, "title": title}
        for older, newer, _, title, *_ in CODED[:-2]
    ]
    return Occupations([{"version": "SOC 2020", "code": "2134", "title": "Held title"}], rows)


def coded(version: str, codes: str) -> list[tuple[str, str, str]]:
    found = concepts([code("a", occupations=codes, soc=version)], occupations())
    return [(ref.code, ref.label, ref.version) for ref in found]


def test_a_bare_code_of_a_need_gets_the_title_that_is_held_and_a_named_one_keeps_its_own():
    assert coded("SOC 2020", "2134;2237 Nurses;2213") == [
        ("2134", "Held title", "SOC 2020"),
        ("2237", "Nurses", "SOC 2020"),
        ("2213", "no group of SOC 2020 has this code", "SOC 2020"),
    ]


def test_a_name_that_another_version_gives_the_code_is_said_to_be():
    ((_, label, version),) = coded(
        "SOC 2020", "2136 Programmers and software development professionals"
    )
    assert version == "SOC 2020"
    assert "SOC 2020 calls it IT quality and testing professionals" in label
    assert coded("SOC 2020", "2216 Veterinarians")[0][1] == (
        "Veterinarians (no group of SOC 2020 has this code)"
    )


def test_a_need_coded_in_2010_is_coded_in_2020_as_well_as_far_as_the_index_tells():
    assert coded("SOC 2010", "2136;2139;1115") == [
        ("2136", "Programmers and software development professionals", "SOC 2010"),
        ("2134", "Held title", "SOC 2020"),
        ("2139", "Information technology and telecommunications professionals n.e.c.", "SOC 2010"),
        ("213", "Information technology professionals (the wider group: SOC 2010 2139 is coded to "
         "2 of its unit groups)", "SOC 2020"),
        ("1115", "Chief executives and senior officials", "SOC 2010"),
    ]  # fmt: skip


def test_without_a_classification_the_codebook_stands_as_it_is():
    (ref,) = concepts([code("a", occupations="2134", soc="SOC 2020")])
    assert (ref.code, ref.label) == ("2134", "")


@pytest.mark.parametrize("held", [True, False])
def test_the_annex_of_a_shipped_study_gains_2020_beside_2010(held: bool, tmp_path: Path):
    from tests.pipeline import shipped

    folder = shipped.copy(tmp_path / "study")
    if held:
        index = coding_index(("5221", "5221", "Machinist, CNC", "CNC machinist", "", "", ""))
        add_file(folder, index, name="index.xlsx", source="soc", retrieved=WHEN)
    text = annex(build(open_study(folder)))
    rows = [r for r in csv.DictReader(io.StringIO(text)) if r["occupation_code"] == "5221"]
    versions = {r["occupation_version"] for r in rows}
    assert versions == ({"SOC 2010", "SOC 2020"} if held else {"SOC 2010"})
