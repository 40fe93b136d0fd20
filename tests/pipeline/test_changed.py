"""What `diff` says moved under a sentence: the records and decisions, and none of the vault's."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import asdict
from functools import partial
from pathlib import Path

import pytest

from sectorscope.cli.differing import print_changes, told_apart
from sectorscope.evidence.add import add_file
from sectorscope.evidence.locate import resolve
from sectorscope.evidence.snapshots import Catalogue
from sectorscope.pipeline import Change, build, diff, make_run
from sectorscope.pipeline.changed import Moved, Standing
from sectorscope.study import Study, open_study
from sectorscope.vault import keys
from tests.pipeline import sealed, shipped
from tests.support import counts, sized


def about(changes: list[Change], study: Study, question: str) -> Change:
    """The change of the one sentence on a question."""
    ids = {s.id for s in build(study).statements() if s.question == question and not s.subject}
    (change,) = (c for c in changes if c.id in ids)
    return change


def ends(moved: Moved) -> tuple[Standing, Standing]:
    assert moved.before
    assert moved.after
    return moved.before, moved.after


def test_a_changed_answer_is_named_with_both_values_and_where_each_stands(study: Study):
    shipped.change_answers(study, "optimism", {"R04": "no"})
    make_run(study)
    change = about(diff(study), study, "optimism")
    (moved,) = change.beneath.records
    assert (moved.what, moved.id, moved.source) == ("changed", "assertion|R04|optimism|", "survey")
    assert (change.beneath.decisions, change.beneath.beside) == ((), ())
    before, after = ends(moved)
    assert (before.value, after.value) == ("yes", "no")
    assert before.sha256 != after.sha256 == shipped.snapshot(study, "survey").sha256
    catalogue = Catalogue(study.path)
    for standing in (before, after):
        data = catalogue.read(catalogue.find(standing.sha256))
        assert resolve(data, standing.locator or "").text == standing.value
        line, column = re.findall(r"line (\d+), column (\w+)", standing.place)[0]
        fields = data.decode().splitlines()[int(line) - 1].split(",")
        assert (fields[0], column) == ("R04", "optimism")


def test_a_table_and_a_sentence_that_came_name_the_record_too(study: Study):
    shipped.change_answers(study, "optimism", {"R04": "no"})
    shipped.change_fact(study, "value = 4200", "value = 4300")
    make_run(study)
    named = {c.id: [m.id for m in c.beneath.records] for c in diff(study)}
    assert named["published-sizes"] == ["fact|crude-remainder"]
    (came,) = (c for c in diff(study) if c.kind == "new")
    assert named[came.id] == ["assertion|R04|optimism|"]


def test_of_a_record_of_many_lines_those_that_differ_are_printed(
    study: Study, capsys: pytest.CaptureFixture[str]
):
    shipped.change_fact(study, "value = 4200", "value = 4300")
    make_run(study)
    print_changes(study, None, None, as_json=False)
    printed = capsys.readouterr().out
    assert re.search(r"value = 4200 → value = 4300 \(facts\.toml, line \d+, 2026-11-22, ", printed)
    assert "crude_remainder" not in printed
    assert told_apart("a\nb\n", "a\n") == ("b", "nothing")


def test_a_decision_taken_back_is_named_beside_what_it_took_away(study: Study):
    gone = shipped.withdraw(study, business="R10", question="graduate_fields")
    make_run(study)
    beneath = about(diff(study), study, "graduate_fields").beneath
    assert {m.what for m in beneath.records} == {"went"}
    assert all(m.after is None and m.before for m in beneath.records)
    ruled = {(r.what, r.decision.kind, r.decision.who) for r in beneath.decisions}
    assert ruled == {("no longer in force", "coding", "reconstruction")}
    assert len(beneath.decisions) == len(gone)


def test_a_decision_that_a_sentence_cites_no_more_is_not_said_to_be_out_of_force(study: Study):
    shipped.change_answers(study, "graduate_fields", {"R10": "no"})
    make_run(study)
    beneath = about(diff(study), study, "graduate_fields").beneath
    assert [m.id for m in beneath.records if "R10" in m.id]
    assert beneath.decisions == ()


def test_words_of_the_study_and_not_its_evidence_are_told_as_that(study: Study):
    changed = study.text.replace('label = "telehealth"', 'label = "telecare"')
    (study.path / "study.toml").write_text(changed, "utf-8")
    again = open_study(study.path)
    make_run(again)
    changes = [c for c in diff(again) if c.kind == "changed"]
    assert changes
    assert {c.beneath.beside for c in changes} == {("study.toml says otherwise",)}
    assert not any(c.beneath.records or c.beneath.decisions for c in changes)


def test_another_version_of_the_product_is_told_beside(
    study: Study, monkeypatch: pytest.MonkeyPatch
):
    changed = study.text.replace('label = "telehealth"', 'label = "telecare"')
    (study.path / "study.toml").write_text(changed, "utf-8")
    monkeypatch.setattr("sectorscope.pipeline.inputs.code", lambda: "another")
    again = open_study(study.path)
    make_run(again)
    told = {c.beneath.beside for c in diff(again) if c.kind == "changed"}
    version = "another version of Sectorscope words or reckons it"
    assert told == {("study.toml says otherwise", version)}


def test_what_lies_in_the_vault_is_said_to_have_moved_and_is_named_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.delenv(keys.VARIABLE, raising=False)
    study = sealed.consulted(tmp_path / "study")
    rows = [r | {"Recruited?": "No", "Hard?": ""} for r in sealed.answers()[:1]]
    sealed.add(study, sealed.survey([*rows, *sealed.answers()[1:]]))
    make_run(study, unlock=sealed.key(study))
    changes = [c for c in diff(study) if c.kind == "changed"]
    assert changes
    assert any(c.beneath.sealed for c in changes)
    assert not any(c.beneath.records or c.beneath.decisions for c in changes)
    print_changes(study, None, None, as_json=False)
    print_changes(study, None, None, as_json=True)
    printed = capsys.readouterr().out
    assert "what lies in the vault, or how it was coded; nothing of it is named here" in printed
    vault = sealed.catalogue(study)
    secret = [s.sha256[:12] for s in vault.all()]
    secret += [i.pseudonym for i in vault.vault.identities()]
    secret += [d["id"] for d in make_run(study).run.tables().rows("decision")]
    assert len(secret) > 10
    assert sealed.shown(printed.encode(), (*sealed.CANARIES, *secret)) == []


def test_rulings_on_companies_are_named_without_who_ruled(tmp_path: Path):
    study = sized.studied(tmp_path / "study")
    sized.review(study)
    make_run(study)
    first = diff(study, "1")
    told = [c for c in first if c.beneath.decisions]
    kinds = {r.decision.kind for c in told for r in c.beneath.decisions}
    assert kinds == {"membership", "draw", "definition"}
    assert {r.decision.who for c in told for r in c.beneath.decisions} == {"a reader of the study"}
    assert json.dumps([asdict(m) for c in told for m in c.beneath.records])


def firms(**changed: str) -> bytes:
    """The companies of the study, some cells of the tenth otherwise; it has no headcount."""
    header, *rows = csv.reader(io.StringIO(sized.listed().decode()))
    for column, text in {"headcount": "", **changed}.items():
        rows[10][header.index(column)] = text
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    return out.getvalue().encode()


def test_a_company_that_changed_is_named_under_a_size_though_it_has_no_headcount(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    study = sized.studied(tmp_path / "study")
    list_of = partial(
        add_file, study.path, name="firms.csv", source="companies", retrieved=shipped.WHEN
    )
    list_of(file=firms())
    sized.review(study)
    make_run(study)
    list_of(file=firms(postcode="BD1 1AA", **{"district code": "E08000032"}))
    make_run(study)
    (of_leeds,) = (c for c in diff(study) if c.after.startswith("In Leeds, "))
    first = of_leeds.beneath.records[0]
    assert (first.what, first.label) == ("changed", "Firm 010 Ltd (10000010)")
    before, after = ends(first)
    assert "postcode LS11 1AA" in str(before.value)
    assert "postcode BD1 1AA" in str(after.value)
    assert [m.label for m in of_leeds.beneath.records[1:] if "Firm" in m.label] == []
    print_changes(study, None, None, as_json=False)
    assert "Firm 010 Ltd (10000010): " in capsys.readouterr().out


def employed(**changed: int) -> dict[tuple[str, str, str, str], int]:
    """Jobs in three sections of two districts and England; some of Leeds changed, by section."""
    jobs = {"C": 30_000, "M": 40_000, "Q": 50_000}
    figures = {
        ("2022", area, section, ""): count * times
        for area, times in (("E08000034", 1), ("E08000035", 1), ("E92000001", 50))
        for section, count in jobs.items()
    }
    return figures | {("2022", "E08000035", s, ""): count for s, count in changed.items()}


def revised(folder: Path, **changed: int) -> Study:
    """A study of counts, built twice: the second vintage has some cells of Leeds otherwise."""
    bres = "Business Register and Employment Survey"
    path = counts.study(folder)
    counts.add_counts(path, employed(), dataset=bres)
    make_run(open_study(path))
    counts.add_counts(path, employed(**changed), dataset=bres)
    make_run(open_study(path))
    return open_study(path)


def of_section_m(study: Study) -> Change:
    """The change of the sentence on how concentrated section M is here."""
    said = [c for c in diff(study) if c.kind == "changed" and "location quotient" in c.after]
    (change,) = (c for c in said if "Section M" in c.after)
    return change


def test_the_cell_that_changed_within_a_sum_is_named_first_with_both_values(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    study = revised(tmp_path / "dale", C=35_000)
    first, *rest = of_section_m(study).beneath.records
    assert (first.what, first.source) == ("changed", "nomis")
    assert "Section C, Leeds, 2022" in first.label
    before, after = ends(first)
    assert (before.value, after.value) == ("30000", "35000")
    assert after.place == "line 5, column OBS_VALUE"
    assert not [m for m in rest if m.id.startswith("statistic|")]  # no other cell changed
    print_changes(study, None, None, as_json=False)
    assert "Section C, Leeds, 2022: 30000 → 35000 (" in capsys.readouterr().out


def test_cells_within_a_sum_are_a_handful_and_how_many_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    study = revised(tmp_path / "dale", C=35_000, Q=51_000)
    cells = [m for m in of_section_m(study).beneath.records if m.id.startswith("statistic|")]
    assert [ends(m)[1].value for m in cells] == ["35000", "51000"]
    print_changes(study, None, None, as_json=False)
    printed = capsys.readouterr().out
    assert "50000 → 51000" in printed
    assert "more; --json names all" in printed
