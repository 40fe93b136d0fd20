"""Companies of a file reach the study's tables and its frame, and say nothing in public."""

from pathlib import Path

from sectorscope.evidence.add import add_file
from sectorscope.pipeline import make_run, rederive
from sectorscope.sector.definition import Definition
from sectorscope.sector.frame import frame
from sectorscope.study import open_study
from tests.evidence.firms import cut, gzipped
from tests.evidence.samples import WHEN, table
from tests.support.studies import SHIPPED, build, copy

REGISTER = gzipped(
    cut({}, {"enddate": "31.3.24"}, {"CompanyNumber": "07654321", "CompanyName": "B"})
)
OWN = table(("name", "number", "description"), [("Acme", "1234567", "makes hip implants")])


def studied(tmp_path: Path) -> Path:
    study = copy(SHIPPED, tmp_path / "study")
    add_file(study, REGISTER, name="register.csv.gz", source="companies_house", retrieved=WHEN)
    add_file(study, OWN, name="own.csv", source="companies", retrieved=WHEN)
    return study


def test_companies_of_two_files_are_built_into_a_table_and_a_frame(tmp_path: Path):
    study = open_study(studied(tmp_path))
    tables = make_run(study).run.tables()
    held = {(r["id"], r["name"]) for r in tables.rows("company")}
    assert held == {("01234567", "ACME SURGICAL LIMITED"), ("01234567", "Acme"), ("07654321", "B")}
    places = [p.code for p in study.config.region.places]
    made = frame(tables.arrow("company"), Definition(study.config.sector), places)
    assert made.ids == ("01234567", "07654321")
    assert made.texts == ("makes hip implants", "")
    assert made.headcount.tolist() == [12, 12]
    assert made.excluded == ("outside", "outside")  # Sheffield is none of the ten districts
    assert make_run(study).changed is False
    assert rederive(study).documents == ("profile.public.json",)


def test_a_list_of_companies_changes_no_published_sentence(tmp_path: Path):
    before = [s.text for s in build(copy(SHIPPED, tmp_path / "bare")).statements()]
    after = build(studied(tmp_path))
    assert [s.text for s in after.statements()] == before
    text = after.model_dump_json()
    assert "ACME SURGICAL" not in text
    assert Definition(open_study(SHIPPED).config.sector).id not in text
