"""The template for plans on real evidence: each figure told is one that its file's bytes give."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from sectorscope.evidence.add import add_file
from sectorscope.pipeline import build, make_run, rederive, render_profile
from sectorscope.profile import DataTable, Gap, Profile, Statement
from sectorscope.study import Study, open_study
from sectorscope.trace import trace_in
from tests.cli.command import run

DATA = Path(os.environ.get("SECTORSCOPE_DATA") or Path(__file__).parents[3] / "shared" / "data")
pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(
        not DATA.is_dir(),
        reason="no folder of real data: the study of a plan is not tested; set SECTORSCOPE_DATA",
    ),
]

UNITS = "official/ukbc_local_units_by_employment.csv"
BRES = "official/bres_sections_13_districts_2015_2021.csv"
EMPLOYERS = "companies/gender_pay_gap_employers_2021_22.csv.gz"
STARTS = "provision/subjects_and_standards_0.parquet"
DISTRICTS = "provision/lad_map_data_west_yorkshire.csv"
STANDARDS = "provision/apprenticeship_standards_640.json"
MAPPINGS = {
    UNITS: 'dataset = "UK Business Counts, local units"\n',
    BRES: 'dataset = "Business Register and Employment Survey"\n',
}
SOURCES = {
    UNITS: "nomis",
    BRES: "nomis",
    EMPLOYERS: "gender_pay_gap",
    STARTS: "apprenticeships",
    DISTRICTS: "apprenticeships",
    STANDARDS: "standards",
}
HERE = {"Bradford", "Calderdale", "Kirklees", "Leeds", "Wakefield"}
POSTCODES = ("BD", "HD", "HX", "LS", "WF")
WIDER = "West and North Yorkshire"
YEAR, BEFORE = "2022", "2017"


def _wider() -> str:
    codes = sorted({c["GEOGRAPHY_CODE"] for c in table_of(UNITS)})
    return f"""[[official.beside]]
name = "{WIDER}"
places = {json.dumps(codes)}

[[official.beside]]
name = "England"
"""


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    home = tmp_path_factory.mktemp("plans")
    made = run("new", "wy", "--template", "lsip-sector", "--area", "West Yorkshire", cwd=home)
    assert made.status == 0, made.err
    folder = home / "wy"
    file = folder / "study.toml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("postcodes = []", f"postcodes = {json.dumps(POSTCODES)}")
    text = text.replace('[[official.beside]]\nname = "England"\n', _wider())
    file.write_text(text, encoding="utf-8")
    for name, source in SOURCES.items():
        mapping = folder / "mapping.toml" if name in MAPPINGS else None
        if mapping:
            mapping.write_text(MAPPINGS[name], encoding="utf-8")
        add_file(folder, DATA / name, source=source, retrieved="2026-11-26", mapping_path=mapping)
        if mapping:
            mapping.unlink()
    return open_study(folder)


@pytest.fixture(scope="module")
def public(study: Study) -> Profile:
    render_profile(study, make_run(study))
    return build(study)


def table_of(name: str) -> list[dict[str, str]]:
    data = (DATA / name).read_bytes()
    text = (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def statement(profile: Profile, question: str, subject: str) -> Statement:
    (found,) = (s for s in profile.statements() if (s.question, s.subject) == (question, subject))
    return found


def exhibit(profile: Profile, identity: str) -> DataTable:
    (found,) = (b for b in profile.blocks() if isinstance(b, DataTable) and b.id == identity)
    return found


def gaps(profile: Profile) -> dict[str, str]:
    return {b.id: b.because.text for b in profile.blocks() if isinstance(b, Gap)}


# --- business counts -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def units() -> list[tuple[str, bool, str, str, int]]:
    """Year, whether in the region, section, band and count of every cell."""
    return [
        (c["DATE"], c["GEOGRAPHY_NAME"] in HERE, c["INDUSTRY_CODE"], c["EMPLOYMENT_SIZEBAND_NAME"],
         int(c["OBS_VALUE"]))
        for c in table_of(UNITS)
    ]  # fmt: skip


def summed(
    units: Iterable[tuple[str, bool, str, str, int]],
    year: str = YEAR,
    *,
    here: bool = True,
    section: str = "",
    band: str = "",
) -> list[int]:
    """The cells of a sum; `here` False is the wider region, which holds ours."""
    return [
        value
        for when, inside, s, b, value in units
        if when == year and (inside or not here) and section in ("", s) and band in ("", b)
    ]


def ends(cells: Iterable[int]) -> tuple[float, float]:
    """Least and most that round to cells published to the nearest five."""
    listed = list(cells)
    return sum(max(0.0, v - 2.5) for v in listed), sum(v + 2.5 for v in listed)


def test_a_section_is_the_sum_of_its_cells_with_their_rounding(
    public: Profile, units: list[tuple[str, bool, str, str, int]]
):
    for section in ("C", "M"):
        cells = summed(units, section=section)
        found = statement(public, "businesses", f"local_units/{section}")
        count, share = found.estimates[:2]
        low, high = ends(cells)
        assert count.value == sum(cells)
        assert (count.uncertainty.low, count.uncertainty.high) == (low, high)
        assert share.value == pytest.approx(100 * sum(cells) / sum(summed(units)))
        assert f" {sum(cells):,} local units in " in found.text
        then = summed(units, BEFORE, section=section)
        change = statement(public, "businesses", f"local_units/{section}/change").estimates[0]
        wanted = 100 * (sum(cells) / sum(then) - 1)
        assert change.value == pytest.approx(abs(wanted))
        assert ("fall" in change.label) == (wanted < 0)


def test_quotients_are_those_of_the_file_and_their_ends_those_of_its_rounding(
    public: Profile, units: list[tuple[str, bool, str, str, int]]
):
    for section in ("C", "M"):
        found = statement(public, "quotient", f"local_units/{section}/{WIDER}").estimates[0]
        shares, lows, highs = list[float](), list[float](), list[float]()
        for here in (True, False):
            part, whole = (summed(units, here=here, section=s) for s in (section, ""))
            (low, high), (least, most) = ends(part), ends(whole)
            shares.append(sum(part) / sum(whole))
            lows.append(low / (low + most - high))
            highs.append(high / (high + least - low))
        assert found.value == pytest.approx(shares[0] / shares[1])
        assert found.uncertainty.low == pytest.approx(lows[0] / highs[1])
        assert found.uncertainty.high == pytest.approx(highs[0] / lows[1])


def test_both_tables_give_the_sums_of_the_file(
    public: Profile, units: list[tuple[str, bool, str, str, int]]
):
    for row in exhibit(public, "local-units-by-section").data.rows:
        assert row[1].value == sum(summed(units, section=row[0].text[0]))
    names = {"Every section": "", "Manufacturing": "C"}
    compared = 0
    for row in exhibit(public, "local-units-by-size").data.rows:
        label, _, band = row[0].text.partition(": ")
        if label in names:
            assert row[1].value == sum(summed(units, section=names[label], band=band))
            compared += 1
    assert compared == 8


def test_england_is_a_gap_for_no_file_that_is_held_has_it(public: Profile):
    held = gaps(public)
    for identity in ("no-comparator", "no-comparator-businesses"):
        assert "compares with England: no like-for-like figure is held" in held[identity]


def test_the_quotient_of_jobs_is_that_of_the_file(public: Profile):
    cells = [c for c in table_of(BRES) if c["DATE"] == "2021"]
    for section in ("C", "M"):
        shares = [
            sum(int(c["OBS_VALUE"]) for c in inside if c["INDUSTRY_CODE"] == section)
            / sum(int(c["OBS_VALUE"]) for c in inside)
            for inside in ([c for c in cells if c["GEOGRAPHY_NAME"] in HERE], cells)
        ]
        found = statement(public, "quotient", f"employment/{section}/{WIDER}").estimates[0]
        assert found.value == pytest.approx(shares[0] / shares[1])


def test_the_year_coverage_widened_is_not_compared_across(study: Study, tmp_path: Path):
    """The same file up to 2019: five years before lies 2014, when fewer businesses were covered."""
    folder = tmp_path / "earlier"
    folder.mkdir()
    (folder / "study.toml").write_bytes((study.path / "study.toml").read_bytes())
    lines = (DATA / UNITS).read_text(encoding="utf-8-sig").splitlines(keepends=True)
    kept = [lines[0], *(line for line in lines[1:] if line[:4] <= "2019")]
    mapping = folder / "mapping.toml"
    mapping.write_text(MAPPINGS[UNITS], encoding="utf-8")
    data = "".join(kept).encode()
    add_file(folder, data, name="u.csv", source="nomis", retrieved="2026-11-26",
             mapping_path=mapping)  # fmt: skip
    profile = build(open_study(folder))
    assert "changed before 2019" in gaps(profile)["no-change-local-units"]
    assert not [s for s in profile.statements() if "/change" in s.subject]


# --- large employers -----------------------------------------------------------------------


def test_the_list_is_the_files_by_postcode_and_code(public: Profile, study: Study):
    named = study.config.sector.industries
    codes = [c.replace(".", "") for c in (*named.core, *named.possible)]
    codes += [c.replace(".", "") for s in study.config.sector.segment for c in s.industries]
    prefixes = tuple(c[:2] + c[2:].rstrip("0") for c in codes)
    here = [
        r for r in table_of(EMPLOYERS)
        if re.match(rf"({'|'.join(POSTCODES)})\d", r["PostCode"].strip().upper())
    ]  # fmt: skip
    wanted = {
        r["EmployerName"]: r["EmployerSize"]
        for r in here
        if any(
            c.zfill(5).startswith(prefixes) for c in re.split(r"[\s,]+", r["SicCodes"]) if c > "1"
        )
    }
    rows = exhibit(public, "large-employers").data.rows
    assert {r[0].text: r[1].text for r in rows} == wanted
    said = statement(public, "employers", "listed")
    assert (said.estimates[0].value, said.estimates[0].n) == (len(wanted), len(here))
    assert "bands are never summed" in said.text


# --- starts --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def starts() -> Counter[tuple[str, str]]:
    """Starts by year and standard, its name without capitals; "" is all of them."""
    found = Counter[tuple[str, str]]()
    for row in pq.read_table(DATA / STARTS).to_pylist():
        if row["measure"] == "Starts":
            found[row["year"], ""] += row["values"]
            if row["std_fwk_flag"] == "Standard":
                found[row["year"], row["std_fwk_name"].casefold()] += row["values"]
    return found


def test_starts_on_the_definitions_standards_are_those_of_the_file(
    public: Profile, study: Study, starts: Counter[tuple[str, str]]
):
    titles = {s["referenceNumber"]: s["title"] for s in json.loads((DATA / STANDARDS).read_bytes())}
    wanted = [titles[r].casefold() for r in study.config.sector.crosswalk.standards]
    year = max(y for y, _ in starts if "(" not in y)
    total = sum(starts[year, t] for t in wanted)
    said = statement(public, "starts", "standards")
    assert f"In {year}, {total:,} apprenticeships on the nine standards" in said.text
    assert said.estimates[2].value == pytest.approx(100 * total / starts[year, ""])
    shown = exhibit(public, "starts-by-standard").data
    periods = [c.title.partition(",")[0] for c in shown.columns[2:]]
    assert not [p for p in periods if "(" in p]  # that of the file ends after the study's day
    for title, row in zip(wanted, shown.rows, strict=True):
        assert [c.value for c in row[2:]] == [starts[p, title] or None for p in periods]


def test_starts_of_the_districts_are_those_of_the_file(public: Profile):
    rows = [r for r in table_of(DISTRICTS) if r["year"] == "2024/25"]
    totals = [
        sum(int(r["starts"]) for r in rows if r[way] in HERE)
        for way in ("learner_home_lad", "delivery_lad")
    ]
    said = statement(public, "starts", "district")
    assert [e.value for e in said.estimates[:2]] == totals
    assert all(f"{t:,}" in said.text for t in totals)
    for row in exhibit(public, "starts-by-district").data.rows:
        home = sum(int(r["starts"]) for r in rows if r["learner_home_lad"] == row[0].text)
        assert row[1].value == home


def test_gaps_say_what_no_file_holds(public: Profile):
    held = gaps(public)
    assert "no-starts-by-standard-and-district" in held
    assert "since 2019/20: that year is not held" in held["no-five-years-of-starts"]


# --- down to bytes, and back ---------------------------------------------------------------


def test_every_new_sentence_is_followed_to_bytes(study: Study, public: Profile):
    questions = {"businesses", "quotient", "employers", "starts"}
    told = [s for s in public.statements() if s.question in questions]
    assert {s.question for s in told} == questions
    for said in told:
        found = trace_in(study, public, said)
        assert [s.evidence.id for s in found.steps] == [r.id for r in said.refs()]
        assert found.steps


def test_the_page_is_small_enough_to_send(study: Study, public: Profile):
    assert public.chapters
    assert (study.path / "out" / "profile.html").stat().st_size < 1_000_000


def test_rederive_agrees(study: Study, public: Profile):
    assert public.chapters
    assert rederive(study).documents == ("profile.public.json", "out/profile.json")
