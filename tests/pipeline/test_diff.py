"""`diff` says which sentences changed between two runs, and what moved under each."""

from __future__ import annotations

import pytest

from sectorscope.errors import StoreError
from sectorscope.pipeline import Change, build, diff, make_run
from sectorscope.pipeline.compare import inputs_changed
from sectorscope.study import Study, open_study
from tests.pipeline import shipped


def texts(study: Study) -> dict[str, str]:
    return {s.id: s.text for s in build(study).statements()}


def by_question(study: Study) -> dict[str, str]:
    return {s.question: s.id for s in build(study).statements()}


def only(changes: list[Change]) -> Change:
    (change,) = changes
    return change


def test_a_flipped_answer_names_its_sentence_and_the_evidence_that_moved(study: Study):
    before = texts(study)
    shipped.change_answers(study, "optimism", {"R04": "no"})
    make_run(study)
    change, dissent = diff(study)
    assert (dissent.kind, "One reconstructed business" in dissent.after) == ("new", True)
    claims = (s for s in build(study).statements() if s.question == "optimism")
    assert change.id == next(s.id for s in claims if not s.subject)
    assert (change.kind, change.before) == ("changed", before[change.id])
    assert change.after == texts(study)[change.id] != change.before
    assert (change.before[:6], "11 of 12" in change.after) == ("All 12", True)
    assert change.because == ("assertion|R04|optimism| changed",)
    assert inputs_changed(study) == ["evidence"]


def test_it_tells_every_changed_sentence_and_no_other(study: Study):
    before = texts(study)
    shipped.change_answers(study, "further_education_view", {"R01": "mixed", "R02": "mixed"})
    shipped.change_fact(study, "value = 4200", "value = 4300")
    make_run(study)
    after = texts(study)
    changed = [i for i in after if before.get(i) != after[i]]
    told = [c.id for c in diff(study)]
    assert told[: len(changed)] == changed
    assert told[len(changed) :] == ["published-sizes"]
    assert len(changed) > 2


def test_a_withdrawn_decision_is_the_reason(study: Study):
    shipped.withdraw(study, business="R10", question="graduate_fields")
    make_run(study)
    changes = diff(study)
    mine = next(c for c in changes if c.id == by_question(study)["graduate_fields"])
    assert mine.kind == "changed"
    assert all(reason.split("|")[1] == "R10" for reason in mine.because)
    assert inputs_changed(study) == ["decisions"]


def test_new_and_gone_sentences(study: Study):
    first = '[[fact]]\nid = "overlap-creative-digital"'
    sentence = next(s for s in build(study).statements() if s.subject == "overlap-creative-digital")

    def without(text: str) -> str:
        start = text.index(first)
        return text[:start] + text[text.index("[[fact]]", start + 9) :]

    shipped.change_facts(study, without)
    make_run(study)
    change = only(diff(study))
    assert (change.kind, change.id) == ("gone", sentence.id)
    assert (change.before, change.after) == (sentence.text, "")
    shipped.change_facts(study, lambda _: (shipped.SHIPPED / "evidence" / facts()).read_text())
    make_run(study)
    change = only(diff(study))
    assert (change.kind, change.id) == ("new", sentence.id)
    assert (change.before, change.after) == ("", sentence.text)


def facts() -> str:
    return next(name for name in shipped.EVIDENCE if name.endswith("facts.toml"))


def test_a_wording_that_no_evidence_moved_is_told_as_that(study: Study):
    changed = study.text.replace("c. 2012-13", "c. 2012-14").replace(
        'label = "telehealth"', 'label = "telecare"'
    )
    (study.path / "study.toml").write_text(changed, "utf-8")
    again = open_study(study.path)
    make_run(again)
    assert inputs_changed(again) == ["study.toml"]
    sentences = {s.id for s in build(again).statements()}
    told = {c.because for c in diff(again) if c.id in sentences}
    assert told == {("other words for the same evidence",)}


def test_runs_by_name(study: Study):
    for value in ("4300", "4400"):
        last = "4200" if value == "4300" else "4300"
        shipped.change_fact(study, f"value = {last}", f"value = {value}")
        make_run(study)

    def said(*runs: str | None) -> set[tuple[str, str]]:
        moved = {c.before for c in diff(study, *runs)}, {c.after for c in diff(study, *runs)}
        return {
            (b, a)
            for b in ("4,200", "4,300", "4,400")
            for a in ("4,200", "4,300", "4,400")
            if any(f"around {b} " in t for t in moved[0])
            and any(f"around {a} " in t for t in moved[1])
        }

    assert said() == said("0002", "0003") == said("2") == {("4,300", "4,400")}
    assert said("1", "3") == said("0001") == {("4,200", "4,400")}
    assert said("3", "1") == {("4,400", "4,200")}
    assert diff(study, "2", "2") == []


def test_one_run_is_too_few(study: Study):
    with pytest.raises(StoreError, match="has 1 run; expected two to compare"):
        diff(study)


def test_no_run_is_too_few(unbuilt: Study):
    with pytest.raises(StoreError, match="has no runs; expected two"):
        diff(unbuilt)


@pytest.mark.parametrize("runs", [("7",), ("1", "7"), ("x", "1"), ("7", None)])
def test_a_run_that_is_not_there_is_named_with_those_that_are(
    study: Study, runs: tuple[str | None, ...]
):
    with pytest.raises(StoreError, match=r"no runs match '[7x]'; expected one of 0001"):
        diff(study, *runs)


def test_a_later_run_named_alone_is_not_passed_over(study: Study):
    shipped.change_fact(study, "value = 4200", "value = 4300")
    make_run(study)
    with pytest.raises(StoreError, match="7"):
        diff(study, None, "7")
