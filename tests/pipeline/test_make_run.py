"""`make_run` keeps what `build` makes, and takes again only the steps whose inputs changed."""

from __future__ import annotations

import shutil

from sectorscope.pipeline import build, make_run
from sectorscope.schema import TABLES
from sectorscope.store import Store
from sectorscope.study import Study, open_study
from tests.pipeline import shipped

READ_FROM_ANSWERS = {
    *("assertion", "code", "consultation", "consultee", "consultee_group", "question"),
    *("response", "tick"),
}
"""Every table that a questionnaire may fill, and what follows from them."""


def test_the_first_run_reads_everything(unbuilt: Study):
    said: list[str] = []
    made = make_run(unbuilt, say=said.append)
    assert made.changed
    assert (set(made.read), made.kept) == (set(TABLES), ())
    assert sorted(said) == ["reading facts.toml", "reading reconstructed-answers.csv"]


def test_nothing_is_done_while_nothing_changes(study: Study):
    before = shipped.tree(study.path)
    said: list[str] = []
    made = make_run(study, say=said.append)
    assert (made.changed, made.read, made.kept, said) == (False, (), (), [])
    assert made.run == Store(study.path).current()
    assert shipped.tree(study.path) == before


def test_a_changed_fact_reads_only_the_facts_again(study: Study):
    last = Store(study.path).current()
    assert last is not None
    shipped.change_fact(study, "value = 4200", "value = 4300")
    said: list[str] = []
    made = make_run(study, say=said.append)
    assert said == ["reading facts.toml"]
    assert set(made.read) == {"fact", "snapshot"}
    assert set(made.kept) == set(TABLES) - {"fact", "snapshot"}
    for name in made.kept:
        assert made.run.manifest["tables"][name] == last.manifest["tables"][name]
    facts = {f["id"]: f["value"] for f in made.run.tables().rows("fact")}
    assert facts["crude-remainder"] == 4300


def test_changed_answers_leave_the_facts(study: Study):
    shipped.change_answers(study, "optimism", {"R01": "no"})
    said: list[str] = []
    made = make_run(study, say=said.append)
    assert said == ["reading reconstructed-answers.csv"]
    assert set(made.read) == READ_FROM_ANSWERS | {"snapshot"}
    assert "fact" in made.kept


def test_decisions_alone_read_no_evidence_again(study: Study):
    shipped.withdraw(study, business="R01", question="graduate_fields")
    said: list[str] = []
    made = make_run(study, say=said.append)
    assert said == []
    assert set(made.read) == {"assertion", "decision"}
    assert set(made.kept) == set(TABLES) - {"assertion", "decision"}
    assert len(made.run.tables().rows("decision")) == 102


def test_configuration_alone_keeps_every_table(study: Study):
    changed = study.text.replace('period = "c. 2012-13"', 'period = "2013"')
    (study.path / "study.toml").write_text(changed, "utf-8")
    made = make_run(open_study(study.path))
    assert made.changed
    assert (made.read, set(made.kept)) == ((), set(TABLES))
    assert '"period":"2013"' in (made.run.text("profile.public.json") or "")


def test_kept_and_read_are_together_every_table(study: Study):
    shipped.change_fact(study, "value = 4200", "value = 4300")
    made = make_run(study)
    assert sorted([*made.kept, *made.read]) == sorted(TABLES)


def test_keeping_gives_what_reading_everything_gives(study: Study):
    shipped.change_fact(study, "value = 4200", "value = 4300")
    shipped.change_answers(study, "optimism", {"R01": "no"})
    shipped.withdraw(study, business="R01", question="graduate_fields")
    kept = make_run(study).run
    frozen = kept.text("profile.public.json")
    shutil.rmtree(study.path / "build")
    anew = make_run(study).run
    assert (anew.fingerprint, anew.text("profile.public.json")) == (kept.fingerprint, frozen)


def test_the_run_holds_the_profile_that_build_gives(study: Study):
    for change in (None, "value = 4300"):
        if change:
            shipped.change_fact(study, "value = 4200", change)
        run = make_run(study).run
        assert run.text("profile.public.json") == build(study).model_dump_json()


def test_an_earlier_state_that_returns_is_a_new_run_with_the_same_tables(study: Study):
    shipped.withdraw(study, business="R01", question="graduate_fields")
    second = make_run(study).run
    log = study.path / "decisions" / "codings.jsonl"
    log.write_bytes((shipped.SHIPPED / "decisions" / "codings.jsonl").read_bytes())
    third = make_run(study).run
    first, *_ = Store(study.path).runs()
    assert [first.id, second.id, third.id] == ["0001", "0002", "0003"]
    assert first.fingerprint == third.fingerprint != second.fingerprint
