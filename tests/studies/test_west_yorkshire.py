"""Real evidence, read from end to end: what the second study says, and what it does not."""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from statistics import mean
from typing import Any

import pytest

from sectorscope.decisions import Decision, DecisionLog
from sectorscope.pipeline import build, make_run, rederive, render_profile
from sectorscope.profile import (
    AUDIENCES,
    Audience,
    Cell,
    DataTable,
    Figure,
    Gap,
    Profile,
    Statement,
)
from sectorscope.study import Study, open_study
from sectorscope.trace import trace_in
from tests.cli.command import run
from tests.studies import west_yorkshire as wy
from tests.trace import walking

DATA = Path(os.environ.get("SECTORSCOPE_DATA") or Path(__file__).parents[3] / "shared" / "data")
pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(
        not DATA.is_dir(),
        reason="no folder of real data: the second study is not tested; set SECTORSCOPE_DATA",
    ),
]

DISTRICTS = {"Bradford", "Calderdale", "Kirklees", "Leeds", "Wakefield"}
WITHHELD = {"51", "63"}
"""Occupations: the second is under 10,000, and the first would give it away."""


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    made = open_study(wy.make(tmp_path_factory.mktemp("studies") / "wy", DATA))
    render_profile(made, make_run(made))
    return made


@pytest.fixture(scope="module")
def profiles(study: Study) -> dict[str, Profile]:
    return {audience: build(study, audience=audience) for audience in AUDIENCES}


@pytest.fixture(scope="module")
def public(profiles: dict[str, Profile]) -> Profile:
    return profiles["public"]


def asking(profile: Profile, question: str) -> list[Statement]:
    return [s for s in profile.statements() if s.question.startswith(question)]


def table(profile: Profile, identity: str) -> DataTable:
    (found,) = (b for b in profile.blocks() if isinstance(b, DataTable) and b.id == identity)
    return found


def gaps(profile: Profile) -> dict[str, Gap]:
    return {b.id: b for b in profile.blocks() if isinstance(b, Gap)}


# --- employment by section -----------------------------------------------------------------


@pytest.fixture(scope="module")
def cells() -> list[dict[str, str]]:
    with (DATA / wy.BRES).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def summed(cells: list[dict[str, str]], year: str, section: str = "") -> int:
    return sum(
        int(c["OBS_VALUE"])
        for c in cells
        if c["DATE"] == year
        and c["GEOGRAPHY_NAME"] in DISTRICTS
        and section in ("", c["INDUSTRY_CODE"])
    )


def test_the_region_is_five_districts(study: Study):
    places = {p.name: p.code for p in study.config.region.places}
    assert places.keys() == DISTRICTS
    assert all(re.fullmatch(r"E080000\d\d", code) for code in places.values())


def test_the_newest_year_is_told_and_labelled_as_the_file_states_it(
    public: Profile, cells: list[dict[str, str]]
):
    newest = max(c["DATE"] for c in cells)
    assert newest == "2021"
    counted = [s for s in asking(public, "employment") if "/" not in s.subject]
    assert {s.subject for s in counted} == {"C", "M", "Q"}
    for statement in counted:
        assert re.match(r"In 2021, [a-z ]*\bfile\b[a-z ]* counts ", statement.text)
        assert "jobs (unit not stated)" in statement.text
        assert statement.vintage == "2021"
        assert "Basis: not stated; unit: not stated" in statement.caveat
        assert "geography of the file: not stated" in statement.geography
        assert not re.search(r"BRES|\bemployees\b|2022", statement.text)
    assert "2021" in table(public, "employment-by-section").subtitle


def test_the_table_too_says_what_the_file_does_not_state(public: Profile):
    found = table(public, "employment-by-section")
    said = " ".join([found.subtitle, found.caveat, *(c.title for c in found.data.columns)])
    assert re.search(r"(status|basis|unit|measure)\W.*not stated|not stated.*\W(status|unit)", said)


def test_sentences_give_the_sums_of_the_file(public: Profile, cells: list[dict[str, str]]):
    whole = summed(cells, "2021")
    for section in ("C", "M", "Q"):
        (counted,) = (s for s in asking(public, "employment") if s.subject == section)
        wanted = summed(cells, "2021", section)
        assert f" {wanted:,} jobs" in counted.text
        assert f": {100 * wanted / whole:.1f}% of " in counted.text
        assert counted.estimates[0].value == wanted
        (changed,) = (s for s in asking(public, "employment") if s.subject == f"{section}/change")
        change = 100 * (wanted / summed(cells, "2016", section) - 1)
        assert changed.estimates[0].value == pytest.approx(change)
        assert f"{change:.1f}%" in changed.text or "cannot be told" in changed.text


def test_the_table_gives_every_section_of_the_file(public: Profile, cells: list[dict[str, str]]):
    rows = table(public, "employment-by-section").data.rows
    assert [r[0].text[0] for r in rows] == sorted({c["INDUSTRY_CODE"] for c in cells})
    for row in rows:
        section = row[0].text[0]
        assert row[1].value == summed(cells, "2021", section)
        before = summed(cells, "2016", section)
        wanted = 100 * (summed(cells, "2021", section) / before - 1) if before else None
        assert row[4].value == (pytest.approx(wanted, abs=1e-5) if before else None)


def test_rounding_goes_half_way_to_the_figures_that_stand_beside(
    public: Profile, cells: list[dict[str, str]]
):
    """Up to 25,000 every figure that can be published stands somewhere in the file."""
    steps = sorted({int(c["OBS_VALUE"]) for c in cells})
    below = {b: (a + b) / 2 for a, b in pairwise(steps)} | {0: 0.0}
    above = {a: (a + b) / 2 for a, b in pairwise(steps)}
    compared = 0
    for row in table(public, "employment-by-section").data.rows:
        mine = [
            int(c["OBS_VALUE"])
            for c in cells
            if (c["DATE"], c["INDUSTRY_CODE"]) == ("2021", row[0].text[0])
            and c["GEOGRAPHY_NAME"] in DISTRICTS
        ]
        if max(mine) < 25_000:
            assert row[2].value == sum(below[v] for v in mine)
            assert row[3].value == sum(above[v] for v in mine)
            compared += 1
    assert compared > 12


def test_a_change_that_rounding_could_turn_has_no_sign(public: Profile):
    changes = [s for s in asking(public, "employment") if s.subject.endswith("/change")]
    assert len(changes) == 3
    for statement in changes:
        doubt = statement.estimates[0].uncertainty
        assert doubt.kind == "rounding"
        assert doubt.low is not None
        assert doubt.high is not None
        assert ("cannot be told" in statement.text) == (doubt.low <= 0 <= doubt.high)


def test_gaps_say_what_these_figures_cannot(public: Profile):
    held = gaps(public)
    assert "a section of industry holds far more than this sector" in (
        held["sections-cannot-size"].because.text
    )
    assert "no like-for-like figure is held" in held["no-comparator"].because.text
    assert "location quotient" in held["no-comparator"].because.text


# --- projections ---------------------------------------------------------------------------

FIGURES = ("net_change_2020_35", "replacement_demand_2020_35", "total_requirement_2020_35")
DIMENSIONS = ("industry_6", "occupation_26")


@pytest.fixture(scope="module")
def projected() -> dict[tuple[str, str, str], dict[str, float]]:
    """Jobs by area, dimension and category, from the file that others derived."""
    with (DATA / "official" / "skills_imperative_2035_replacement_WY_EN.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        return {
            (r["area"], r["dimension"], r["category"]): {
                k: 1000 * float(r[k]) for k in ("2020", "2035", *FIGURES)
            }
            for r in csv.DictReader(file)
        }


def projections(profile: Profile) -> Iterator[tuple[str, str, DataTable]]:
    for area in wy.WORKBOOKS:
        for dimension in DIMENSIONS:
            name = f"projections-{dimension}-{area}".lower().replace("_", "-").replace(" ", "-")
            yield area, dimension, table(profile, name)


def test_net_change_and_replacement_are_told_together(public: Profile):
    told = asking(public, "projection:")
    assert len(told) == 6
    for statement in told:
        assert re.search(r"(grow|fall) by [\d,]+ jobs", statement.text)
        assert "who leave need replacing" in statement.text
        labels = " ".join(e.label for e in statement.estimates)
        assert "net change" in labels
        assert "replacement demand" in labels
    for *_, found in projections(public):
        names = {c.name for c in found.data.columns}
        assert {"net_change", "replacement_demand", "total_requirement"} <= names
    others = [
        b
        for b in public.blocks()
        if isinstance(b, DataTable | Figure) and not b.id.startswith("projections-")
    ]
    for block in others:
        assert "net change" not in json.dumps(block.model_dump(mode="json")).lower(), block.id


def test_sentences_give_the_figures_that_others_derived(
    public: Profile, projected: dict[tuple[str, str, str], dict[str, float]]
):
    for statement in asking(public, "projection:"):
        dimension = statement.question.partition(":")[2]
        (row,) = (
            v
            for (area, d, name), v in projected.items()
            if (area, d) == (wy.AREA, dimension)
            and (name == statement.subject or name.startswith(f"{statement.subject} "))
        )
        for estimate, key in zip(statement.estimates, FIGURES, strict=False):
            assert estimate.value == pytest.approx(abs(row[key]), abs=0.6)
            assert f"{round(estimate.value / 100) * 100:,}" in statement.text
        assert (" fall by " in statement.text) == (row[FIGURES[0]] < 0)
        assert f"net change {100 * row[FIGURES[0]] / row['2020']:+.1f}%" in statement.text.replace(
            "−", "-"
        )


def test_tables_give_the_figures_that_others_derived(
    public: Profile, projected: dict[tuple[str, str, str], dict[str, float]]
):
    compared = 0
    for area, dimension, found in projections(public):
        for name, *shown in found.data.rows:
            row = projected[area, dimension, name.text]
            for cell, wanted in zip(shown, row.values(), strict=True):
                if cell.state != "withheld":
                    assert cell.value == pytest.approx(wanted, abs=50.6), (area, name.text)
                    compared += 1
    assert compared == 5 * (len(projected) - len(WITHHELD))


def withheld(profile: Profile) -> set[tuple[str, str]]:
    return {
        (area, name.text)
        for area, _, found in projections(profile)
        for name, *shown in found.data.rows
        if any(c.state == "withheld" for c in shown)
    }


def test_cells_that_rest_on_few_are_withheld_from_the_public(
    profiles: dict[str, Profile], projected: dict[tuple[str, str, str], dict[str, float]]
):
    small = {
        (area, name)
        for (area, _, name), row in projected.items()
        if min(row["2020"], row["2035"]) < 10_000
    }
    assert {name[:2] for _, name in small} == {"63"}
    for audience in ("public", "partner"):
        hidden = withheld(profiles[audience])
        assert hidden >= small
        assert {name[:2] for _, name in hidden} == WITHHELD
    assert withheld(profiles["internal"]) == set()
    for area, name in small:
        row = next(v for (a, _, n), v in projected.items() if (a, n) == (area, name))
        assert min(row["2020"], row["2035"]) >= 1_000


def test_withheld_is_not_nought(public: Profile):
    hidden = [
        (found, shown)
        for _, _, found in projections(public)
        for _, *shown in found.data.rows
        if any(c.state for c in shown)
    ]
    assert len(hidden) == len(WITHHELD)
    for found, shown in hidden:
        assert {(c.text, c.value, c.state) for c in shown} == {("withheld", None, "withheld")}
        assert "Withheld is not nought" in found.caveat


def test_what_is_withheld_is_not_the_total_less_the_rest(public: Profile):
    """In each table nothing is withheld, or enough that the difference is itself no small cell."""
    for area, dimension, found in projections(public):
        *rows, total = [[c.value for c in cells] for _, *cells in found.data.rows]
        hidden = [r for r in rows if None in r]
        assert len(hidden) != 1, (area, dimension)
        if hidden:
            known = sum(r[0] or 0.0 for r in rows if None not in r)
            assert (total[0] or 0.0) - known > 10_000
    assert len(withheld(public)) == len(WITHHELD)


def test_what_is_withheld_stands_in_no_output(study: Study, profiles: dict[str, Profile]):
    """Neither as printed nor as it stands in the workbook: figures, evidence, data, page."""
    items = {e.id: e for e in profiles["internal"].evidence.items}
    secret = [e.raw or "" for i, e in items.items() if _is_withheld(i)]
    assert len(secret) == 10
    for path in (study.path / "out").iterdir():
        text = path.read_text("utf-8")
        assert not [raw for raw in secret if raw[:9] in text], path.name
    public = {e.id for e in profiles["public"].evidence.items}
    assert not [
        i for i in public for code in WITHHELD if f"|{wy.AREA}|occ" in i and f"|{code}|" in i
    ]


def _is_withheld(identity: str) -> bool:
    return any(f"|{wy.AREA}|occupation_26|{code}|" in identity for code in WITHHELD)


def test_the_advice_is_the_publishers(public: Profile):
    for statement in asking(public, "projection:"):
        assert "10,000 individuals per cell" in statement.caveat
        assert all(e.uncertainty.kind == "none_published" for e in statement.estimates)


def occupation(profile: Profile, code: str) -> list[Cell]:
    rows = table(profile, "projections-occupation-26-west-yorkshire").data.rows
    return next(list(r) for r in rows if r[0].text.startswith(code))


@pytest.mark.parametrize(("code", "shown"), [("63", WITHHELD), ("51", set[str]())])
def test_a_decision_releases_what_is_small_and_not_what_protects_it(
    study: Study, code: str, shown: set[str]
):
    """51 is withheld only because 63 is: to show it alone would give 63 away."""
    log = DecisionLog(study.path / "decisions")
    body = {"dataset": "Skills Imperative 2035", "area_code": wy.AREA}
    body |= {"dimension": "occupation_26", "code": code, "ruling": "release"}
    released = Decision("release_cell", body, "A. Analyst", "2026-11-22", "stable for years")
    try:
        log.append(released)
        profile = build(study)
        assert {c for c in WITHHELD if not any(x.state for x in occupation(profile, c))} == shown
    finally:
        (study.path / "decisions" / "release_cells.jsonl").unlink()


# --- second-hand sizes ---------------------------------------------------------------------

SIZES = {
    11_000: ("the-lep.com", "2017", "Leeds City Region", "about 11,000 jobs"),
    22_500: ("healthinnovationyh.org.uk", "2021", "West Yorkshire", "22,500 people employed"),
    17_000: ("healthinnovationyh.org.uk", "2023", "West Yorkshire", "more than 17,000 people"),
    100_000: ("Yorkshire Post", "2024", "region not stated", "more than 100,000 jobs"),
    196_000: ("the-lep.com", "undated", "the City Region", "196,000 employees"),
}


def test_each_size_has_definition_geography_year_and_unit(public: Profile):
    told = asking(public, "fact:published_size")
    assert [s.estimates[0].value for s in told] == list(SIZES)
    for statement, (publisher, year, area, printed) in zip(told, SIZES.values(), strict=True):
        assert len(statement.estimates) == 1
        assert statement.basis == "third_party"
        assert publisher in statement.text.partition("(")[0]
        assert f" {printed} " in statement.text.partition("(")[0]
        definition = statement.estimates[0].assumes
        assert definition
        assert f"({definition}; {area}; {year})." in statement.text
        assert statement.caveat
        assert statement.estimates[0].uncertainty.kind == "none_published"


def test_sizes_stand_side_by_side(public: Profile):
    (figure,) = (b for b in public.blocks() if isinstance(b, Figure) and b.id == "published-sizes")
    assert [row[1].value for row in figure.data.rows] == list(SIZES)
    assert all(row[2].state == row[3].state == "not_stated" for row in figure.data.rows)
    for row, (publisher, year, *_) in zip(figure.data.rows, SIZES.values(), strict=True):
        assert row[0].text == f"{publisher}, {year}"
        assert row[5].text
    assert "never averaged" in figure.subtitle


def test_sizes_are_never_averaged_nor_summed(public: Profile):
    made = {
        round(f(some)) for n in range(2, 6) for some in combinations(SIZES, n) for f in (mean, sum)
    } - set(SIZES)
    told = asking(public, "fact:")
    numbers = {round(e.value) for s in told for e in s.estimates}
    numbers |= {int(n.replace(",", "")) for s in told for n in re.findall(r"[\d,]*\d", s.text)}
    assert numbers >= set(SIZES)
    assert not made & numbers
    for block in public.blocks():
        text = json.dumps(block.model_dump(mode="json"), ensure_ascii=False)
        assert not re.search(r"\b(on average|an average of|the average|mean of)\b", text)


# --- down to bytes, and back ---------------------------------------------------------------


def test_a_share_rests_on_both_its_figures(public: Profile):
    for statement in (s for s in asking(public, "employment") if "/" not in s.subject):
        sections = {r.id.split("|")[5] for r in statement.refs()}
        assert len(sections) == 21, statement.text


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_statement_ends_at_bytes_or_a_cell(
    study: Study, profiles: dict[str, Profile], audience: Audience
):
    profile = profiles[audience]
    items = {e.id: e for e in profile.evidence.items}
    cells = walked = 0
    for statement in profile.statements():
        found = trace_in(study, profile, statement)
        assert [s.evidence.id for s in found.steps] == [r.id for r in statement.refs()]
        for step in found.steps:
            piece = items[step.evidence.id]
            assert step.found.text == walking.stands(study.path, piece) == piece.raw
            cells += (piece.locator or "").startswith("sheet=")
            walked += 1
    assert (cells > 25, walked > 60) == (True, True)
    for piece in items.values():
        assert walking.stands(study.path, piece) == piece.raw, piece.id


def test_a_cell_of_the_file_is_the_district_section_and_year_it_is_said_to_be(
    study: Study, public: Profile
):
    compared = 0
    for piece in public.evidence.items:
        if piece.source == "nomis":
            _, _, _, area, _, section, year = piece.id.split("|")
            row = walking.record(study.path, piece)
            held = (row["GEOGRAPHY_CODE"], row["INDUSTRY_CODE"], row["DATE"])
            assert held == (area, section, year)
            assert row["GEOGRAPHY_NAME"] in DISTRICTS
            compared += 1
    assert compared == 5 * 21 * 2 + 5 * 2  # and two other years that were the least or the most


def test_a_cell_of_a_workbook_is_in_the_row_it_is_said_to_be(study: Study, public: Profile):
    """The label in the first column of the same row, and the area in the sheet's title."""
    books = walking.held(study.path)
    compared = 0
    for piece in (e for e in public.evidence.items if e.source == "skills_imperative"):
        _, _, _, area, _, code, _ = piece.id.split("|")
        found = walking.CELL.fullmatch(piece.locator or "")
        assert found
        sheet = walking.workbook(books[piece.snapshot or ""], found[1])
        label = sheet["A" + re.sub(r"\D", "", found[2])].strip()
        assert label.startswith("All " if code == "all" else code)
        assert sheet["A1"].rstrip().endswith(area)
        compared += 1
    assert compared > 250


def test_rederive_agrees(study: Study):
    assert rederive(study).documents == ("profile.public.json", "out/profile.json")


# --- real wrong answers --------------------------------------------------------------------

WRONG = {
    "ees_header_only_bad_filter.csv": "no rows",
    "html_error_saved_as.csv": "web page",
    "json_not_found_saved_as.csv": "JSON",
    "nomis_empty_body_http200.csv": "empty",
    "nomis_html_help_page_saved_as.csv": "web page",
}


def test_the_five_are_all_there_are():
    assert {p.name for p in (DATA / "bad_responses").iterdir()} == set(WRONG)


@pytest.mark.parametrize("name", WRONG)
def test_a_real_wrong_answer_is_refused_and_kept(study: Study, name: str):
    file = DATA / "bad_responses" / name
    catalogue = study.path / "evidence" / "catalogue.jsonl"
    before = catalogue.read_bytes()
    done = run("add", file, "--as", "nomis", cwd=study.path)
    assert (done.status, done.out) == (1, "")
    assert name in done.sentence
    assert WRONG[name] in done.sentence
    assert catalogue.read_bytes() == before
    (kept,) = (study.path / "evidence" / "refused").glob(f"*-{name}")
    assert kept.read_bytes() == file.read_bytes()
    reasons = (study.path / "evidence" / "refused" / "refused.jsonl").read_text("utf-8")
    entry: dict[str, Any] = json.loads(reasons.splitlines()[-1])
    assert entry["name"] == name
    assert entry["reason"]
    assert not make_run(study).changed
