"""What adverts ask for, from a file to the page: counts by hand, gaps, no word of a text."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from scipy.stats import beta

from sectorscope.evidence.add import add_file
from sectorscope.pipeline import make_run, rederive, render_profile
from sectorscope.pipeline.vocabularies import moved_by
from sectorscope.profile import DataTable, Figure, Gap, Profile
from sectorscope.render.charts import draw
from sectorscope.study import Study, open_study
from sectorscope.trace import trace
from tests.evidence.samples import WHEN, table
from tests.support import advertised, sized, studies
from tests.support.advertised import advertise, adverts, studied

Rows = list[dict[str, str]]

NEIGHBOUR = """
[[sector.neighbour]]
id = "accounts"
label = "accountancy"
industries = ["69.20"]
"""
SEGMENT = """
[[sector.segment]]
id = "hips"
label = "hips"
"""


def profile(
    folder: Path, rows: Rows, mapping: bytes = advertised.INVENTED, **parts: str
) -> Profile:
    study = studied(folder / "study", **parts)
    advertise(study, rows, mapping)
    return studies.build(study.path)


def skills_gap(made: Profile) -> Gap:
    chapter = next(c for c in made.chapters if c.id == "skills")
    (found,) = (b for b in chapter.blocks if isinstance(b, Gap) and "demand" in b.id)
    return found


def figure(made: Profile, name: str) -> Figure:
    every = (b for c in made.chapters for b in c.blocks)
    return next(b for b in every if isinstance(b, Figure) and b.id == name)


# --- what is said -------------------------------------------------------------------------------


def test_a_ratio_is_what_a_hand_computes(tmp_path: Path):
    made = profile(tmp_path, adverts())
    usual = (20 + 2 + 0.5) / (40 + 80 + 1)  # of 120, 22 ask for calibration
    yes, no = 20 + 10 * usual, 40 - 20 + 10 * (1 - usual)
    low, high = (beta.ppf(q, yes, no) / usual for q in (0.025, 0.975))
    statement = studies.find(made, "skills", "demand:ranked", "sector")
    count, ratio = statement.estimates
    assert (count.value, count.n) == (20, 40)
    assert ratio.value == pytest.approx(yes / 50 / usual, abs=1e-4)
    assert (ratio.uncertainty.low, ratio.uncertainty.high) == pytest.approx((low, high), abs=1e-4)
    said = f"instrument calibration (20 of 40; {yes / 50 / usual:.1f}, {low:.1f} to {high:.1f})"
    assert said in statement.text
    held = studies.find(made, "skills", "demand:held", "sector").text
    assert "Of the 120 different reconstructed adverts held, 40 are" in held


def test_what_others_ask_for_as_often_is_not_told(tmp_path: Path):
    made = profile(tmp_path, adverts())
    (row,) = figure(made, "demand-skills").data.rows
    assert row[0].text == "Instrument calibration"
    assert "sterilisation" not in studies.find(made, "skills", "demand:ranked", "sector").text


def test_the_figure_stands_on_a_scale_of_ratios_with_its_words(tmp_path: Path):
    made = figure(profile(tmp_path, adverts()), "demand-skills")
    assert made.mark == "ratio"
    assert "Instrument calibration, 2.4 times" in made.alt
    assert made.data.rows[0][-1].text == "20 of 40, of 7 employers"
    assert "times the usual share" in draw(made)


def test_real_adverts_are_called_adverts(tmp_path: Path):
    made = profile(tmp_path, adverts(), b"")
    statement = studies.find(made, "skills", "demand:ranked", "sector")
    assert (statement.basis, statement.disclosure) == ("adverts", "open")
    assert "reconstruct" not in statement.text


# --- what counts --------------------------------------------------------------------------------


def test_an_advert_put_up_again_counts_once(tmp_path: Path):
    again = [{**r, "id": f"again-{r['id']}"} for r in adverts()[:20]]
    made = profile(tmp_path, adverts() + again)
    assert studies.find(made, "skills", "demand:ranked", "sector").estimates[0].value == 20
    (box,) = (b for b in made.method if isinstance(b, DataTable) and b.id == "method-adverts")
    told = {row[0].text: row[1].text for row in box.data.rows}
    assert told["Left out as put up again (employer, title and text alike)"] == "20"


def test_what_is_not_needed_or_told_of_the_employer_is_not_asked_for(tmp_path: Path):
    rows = adverts()
    for row in rows[20:30]:
        row["description"] += " Experience of instrument calibration is not required."
    for row in rows[30:40]:
        row["description"] += "\n\nAbout us\nWe are known for instrument calibration."
    made = profile(tmp_path, rows)
    assert studies.find(made, "skills", "demand:ranked", "sector").estimates[0].value == 20


def test_the_definition_may_leave_a_rule_out(tmp_path: Path):
    made = profile(tmp_path, adverts(), rule='adverts = ["employer"]')
    assert "held, 0 are of it" in skills_gap(made).because.text
    (box,) = (b for b in made.method if isinstance(b, DataTable) and b.id == "method-adverts")
    said = " ".join(cell.text for row in box.data.rows for cell in row)
    assert "its employer" in said
    assert "occupation" not in said


def test_employers_ruled_in_make_adverts_the_sectors(tmp_path: Path):
    study = sized.studied(tmp_path / "study")
    sized.review(study)
    (study.path / "own.csv").write_text(advertised.VOCABULARY, "utf-8")
    file = study.path / "study.toml"
    file.write_text(file.read_text("utf-8") + '[skills]\nvocabulary = "own.csv"\nfast = true\n')
    rows = adverts()
    for i, row in enumerate(rows):  # every tenth firm makes hips, and was ruled in
        at = 10 * (i % 15) if i < advertised.OWN else 10 * (i % 15) + 1
        row |= {"employer": f"Firm {at:03d} Limited", "soc_code": ""}
    rows[0] |= {"employer": "An agency", "company_number": "10000000"}
    advertise(open_study(study.path), rows)
    made = studies.build(study.path)
    held = studies.find(made, "skills", "demand:held", "sector").text
    assert "40 are of medical things by who advertises" in held
    hips = studies.find(made, "skills", "demand:ranked", "hips")
    assert "instrument calibration (20 of 40;" in hips.text


# --- what cannot be said ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("own", "other", "says", "takes"),
    [
        (29, 80, "of the 109 different adverts held, 29 are of it", "30 different adverts of it"),
        (40, 29, "fewer than 30 are left to compare with", "30 different adverts of other"),
    ],
)
def test_under_thirty_adverts_nothing_is_ranked(
    tmp_path: Path, own: int, other: int, says: str, takes: str
):
    made = profile(tmp_path, adverts(own, other))
    found = skills_gap(made)
    assert says in found.because.text
    assert found.takes is not None
    assert takes in found.takes.text
    assert not any(s.question == "demand:ranked" for s in made.statements())


def test_at_thirty_of_each_it_is_ranked(tmp_path: Path):
    made = profile(tmp_path, adverts(30, 30))
    assert studies.find(made, "skills", "demand:ranked", "sector").estimates[0].n == 30


def test_adverts_that_were_not_read_are_a_gap(tmp_path: Path):
    study = studied(tmp_path / "study")
    advertise(study, adverts())
    file = study.path / "study.toml"
    text = file.read_text("utf-8").replace('[skills]\nvocabulary = "own.csv"\nfast = true\n', "")
    file.write_text(text, "utf-8")
    assert "not been read for skills" in skills_gap(studies.build(study.path)).because.text


def test_where_nothing_is_asked_for_more_a_gap_says_so(tmp_path: Path):
    rows = adverts()
    for row in rows:
        row["description"] = f"{row['title']} needs bookkeeping."
    assert "no skill is asked for so often" in skills_gap(profile(tmp_path, rows)).because.text


def test_segments_with_few_adverts_are_named_together(tmp_path: Path):
    made = profile(tmp_path, adverts(), segments=SEGMENT)
    assert "held are 0 of hips" in skills_gap(made).because.text


def test_without_adverts_the_chapter_says_what_it_takes():
    made = studies.build(studies.EMPTY)
    gaps = [b for c in made.chapters for b in c.blocks if isinstance(b, Gap)]
    assert any(g.id == "no-adverts" for g in gaps)


# --- overlap ------------------------------------------------------------------------------------


def beside(folder: Path, asked: Callable[[int], str], count: int = 40) -> Profile:
    """The study with a neighbour of some adverts, by the codes of who advertises."""
    study = studied(folder / "study", segments=NEIGHBOUR)
    firms = table(("name", "number", "sic"), [("Sums Ltd", "10000001", "69201")])
    add_file(study.path, firms, name="firms.csv", source="companies", retrieved=WHEN)
    rows = adverts()
    for i, row in enumerate(rows[40 : 40 + count]):
        row |= {"employer": "Sums Limited", "description": f"{row['id']} needs {asked(i)}."}
    advertise(study, rows)
    return studies.build(study.path)


def test_what_two_ask_for_beyond_the_usual_is_told_both_ways(tmp_path: Path):
    made = beside(
        tmp_path, lambda i: "instrument calibration" if i < 20 else "payroll administration"
    )
    statement = studies.find(made, "sector", "demand:shared", "sector|near:accounts")
    first, second = statement.estimates[2].value, statement.estimates[3].value
    usual = {"calibration": 40.5 / 121, "payroll": 20.5 / 121}
    excess = {k: (20 + 10 * p) / 50 - p for k, p in usual.items()}
    sterile = max((12 + 10 * 12.5 / 121) / 50 - 12.5 / 121, 0)
    books = max((10 + 10 * 10.5 / 121) / 50 - 10.5 / 121, 0)
    shared = excess["calibration"]
    assert first == pytest.approx(100 * shared / (shared + sterile + books), abs=0.01)
    assert second == pytest.approx(100 * shared / (shared + excess["payroll"]), abs=0.01)
    assert first != pytest.approx(second, abs=1)
    rows = figure(made, "demand-shared").data.rows
    assert [r[1].value for r in rows] == pytest.approx([first, second], abs=0.01)


def test_a_neighbour_of_few_adverts_is_not_compared(tmp_path: Path):
    made = beside(tmp_path, lambda _: "bookkeeping", 29)
    gaps = [b for c in made.chapters for b in c.blocks if isinstance(b, Gap)]
    (found,) = (g for g in gaps if g.id == "withheld-shared-demand")
    assert "between medical things and accountancy" in found.because.text


# --- what leaves, and where it leads ------------------------------------------------------------


@pytest.fixture
def canaries(tmp_path: Path) -> Study:
    rows = adverts()
    for row in rows:
        row |= {"title": f"Zorblax {row['id']}", "employer": "Quibbletree Devices"}
        row["description"] += " Flumadiddle."
    study = studied(tmp_path / "study")
    advertise(study, rows)
    return study


def test_no_word_of_an_advert_leaves_the_study(canaries: Study):
    run = make_run(canaries)
    for audience in ("public", "partner", "internal"):
        render_profile(canaries, run, audience=audience)
    written = [p for p in (canaries.path / "out").rglob("*") if p.is_file()]
    assert written
    for file in written:
        text = file.read_text("utf-8").casefold()
        assert not [w for w in ("zorblax", "quibbletree", "flumadiddle") if w in text], file


def test_a_sentence_leads_to_the_words_of_adverts_that_ask(canaries: Study):
    made = studies.build(canaries.path)
    statement = studies.find(made, "skills", "demand:ranked", "sector")
    found = trace(canaries, statement.id)
    whole = [s for s in found.steps if s.evidence.locator is None]
    placed = [s for s in found.steps if s.evidence.locator]
    assert [s.snapshot.name for s in whole] == ["adverts.csv"]
    assert len(placed) == 8
    assert all("instrument calibration" in s.found.text for s in placed)


def test_the_same_comes_again_and_only_what_changed_is_made(canaries: Study):
    make_run(canaries)
    assert "demand" in rederive(canaries).tables
    advertise(canaries, adverts(own=41))
    made = make_run(canaries)
    assert {"advert", "advert_annotation", "demand", "placement"} <= {*made.read}
    assert {"annotation", "membership", "concept"} <= {*made.kept}


def test_other_words_for_who_is_the_sectors_do_not_annotate_again(canaries: Study):
    make_run(canaries)
    file = canaries.path / "study.toml"
    file.write_text(file.read_text("utf-8").replace('["2126"]', '["4122"]'), "utf-8")
    made = make_run(open_study(canaries.path))
    assert "demand" in made.read
    assert "advert_annotation" in made.kept
    rows = made.run.tables().rows("demand_base")
    assert [r["n"] for r in rows if r["target"] == "sector"] == [80]
    examples = [json.loads(r["examples"]) for r in made.run.tables().rows("demand")]
    assert all(identity.startswith("o") for shown in examples for identity, _ in shown)


def test_a_vocabulary_that_moved_says_how_often_adverts_used_it(canaries: Study):
    make_run(canaries)
    file = canaries.path / "own.csv"
    file.write_text(file.read_text("utf-8").replace("bookkeeping", "CAD"), "utf-8")
    made = moved_by(canaries, make_run(canaries).run)
    assert made is not None
    (use,) = (u for u in made.used if u.label == "bookkeeping")
    assert (use.became, use.annotations[0]) == ("gone", 30)


def test_a_file_without_a_usual_column_is_read_by_the_mapping_of_the_how_to(tmp_path: Path):
    page = (Path(__file__).parents[2] / "docs/how-to/annotate.md").read_text("utf-8")
    start = page.index("    salary_period")
    mapping = textwrap.dedent(page[start : page.index("`add` says which column")])
    study = studied(tmp_path / "study")
    rows = table(("Post", "What we want", "Who"), [("Fitter", "CAD.", "Made-up Ltd")])
    beside = tmp_path / "m.toml"
    beside.write_text(mapping, "utf-8")
    add_file(
        study.path, rows, name="a.csv", source="vacancies", retrieved=WHEN, mapping_path=beside
    )
    (row,) = make_run(study).run.tables().rows("advert")
    assert (row["title"], row["text"], row["employer"]) == ("Fitter", "CAD.", "Made-up Ltd")
    assert row["terms"] == "by agreement, not to be passed on"
