"""A gate that was overruled stands in the checklist, and in the internal page beside the method."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from sectorscope.evidence.add import add_file
from sectorscope.evidence.snapshots import Override, describe
from sectorscope.pipeline import build
from sectorscope.pipeline.reading import snapshot_row
from sectorscope.pipeline.releasing import release
from sectorscope.profile import Audience, Gap
from sectorscope.study import Study, open_study
from tests.evidence.samples import TRIMMED_COLUMNS, WHEN, table
from tests.support.counts import study as of_counts

NAME = "C : Manufacturing"
STEEP = table(
    TRIMMED_COLUMNS,
    [(2014, "E08000035", "Leeds", "C", NAME, 2000), (2015, "E08000035", "Leeds", "C", NAME, 2500)],
)


def overruled(study: Study, audience: Audience) -> list[str]:
    method = build(study, audience=audience).method
    return [b.because.text for b in method if isinstance(b, Gap) and b.id.startswith("overruled")]


def test_an_overruled_gate_is_told_with_who_and_why_to_those_who_work_on_the_study(tmp_path: Path):
    path = of_counts(tmp_path / "dale")
    add_file(
        path, STEEP, name="a.csv", source="nomis", retrieved=WHEN,
        override="step", why="a plant opened", who="A. Nalyst",
    )  # fmt: skip
    study = open_study(path)
    assert overruled(study, "internal") == [
        "Whether a.csv (nomis) is what it says it is: gate step refused or flagged it, and was "
        "overruled by A. Nalyst: “a plant opened”."
    ]
    assert overruled(study, "public") == []
    items = release(study, audience="internal", sign="", today=date(2026, 11, 26)).items
    (told,) = (i.detail for i in items if i.what == "Overrides")
    assert "step (a plant opened)" in told
    assert "A. Nalyst" in told


def test_the_reason_for_a_sealed_file_stays_in_the_vault():
    entry = describe(b"a", name="a.csv", source="survey", retrieved=WHEN)
    entry = replace(entry, overrides=(Override("values", "Acme said so", "B. Boss"),))
    assert snapshot_row(replace(entry, sealed=True))["overrides"] == '[{"gate": "values"}]'
    assert "Acme said so" in str(snapshot_row(entry)["overrides"])
