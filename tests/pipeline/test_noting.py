"""An analyst's note stands in its chapter, is checked against what it cites, and taken back."""

from __future__ import annotations

import pytest

from sectorscope.decisions import DecisionLog
from sectorscope.errors import UsageError
from sectorscope.pipeline import build, make_run
from sectorscope.pipeline.noting import Written, add_note, unsupported, withdraw_note
from sectorscope.profile import Note, Statement
from sectorscope.study import Study
from tests.pipeline import shipped


def cited(study: Study) -> Statement:
    return next(s for s in build(study).statements() if s.chapter == "issues")


def wrote(study: Study, text: str, *cites: str, chapter: str = "issues") -> Written:
    run = make_run(study).run
    ids = cites or (cited(study).id,)
    return add_note(study, run, chapter, text, ids, who="A. Nalyst", when="2026-11-22")


def notes(study: Study) -> list[Note]:
    return [b for b in build(study).blocks() if isinstance(b, Note)]


def test_a_note_stands_in_its_chapter_signed_and_dated(study: Study):
    before = notes(study)
    written = wrote(study, "Colleges were told.", f"#s-{cited(study).id[:6]}")
    assert written.findings == ()
    (made,) = [n for n in notes(study) if n not in before]
    assert (made.text, made.signed, made.dated) == (
        "Colleges were told.",
        "A. Nalyst",
        "2026-11-22",
    )
    chapter = next(c for c in build(study).chapters if c.id == "issues")
    assert made in chapter.blocks


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It was 97 of them.", "numeral"),
        ("Almost all firms said so.", "quantifier"),
        ("Demand is soaring.", "trend"),
        ("This is because pay is low.", "cause"),
    ],
)
def test_what_its_citations_do_not_support_is_told(study: Study, text: str, kind: str):
    written = wrote(study, text)
    assert kind in {f.kind for f in written.findings}
    rows = make_run(study).run.tables().rows("decision")
    found = unsupported(study, build(study), rows)
    assert {identity for identity, _ in found} == {written.id}


def test_a_note_is_left_out_when_what_it_cites_is_no_longer_said(study: Study):
    said = next(s for s in build(study).statements() if "4,200" in s.text)
    wrote(study, "So it was told.", said.id, chapter=said.chapter)
    assert [n.text for n in notes(study)] == ["So it was told."]
    shipped.change_facts(study, lambda text: _without(text, "4200"))
    assert said.id not in {s.id for s in build(study).statements()}
    assert notes(study) == []


def _without(text: str, value: str) -> str:
    parts = text.split("[[fact]]")
    return "[[fact]]".join(p for p in parts if f"value = {value}" not in p)


def test_a_note_is_withdrawn_by_its_id_and_the_log_keeps_both(study: Study):
    written = wrote(study, "Colleges were told.")
    withdraw_note(study, written.id, who="B. Oss", when="2026-11-23")
    assert notes(study) == []
    log = DecisionLog(study.path / "decisions")
    assert [d.ruling for d in log.read("note")] == ["stands", "withdrawn"]
    with pytest.raises(UsageError, match="stands"):
        withdraw_note(study, written.id, who="B. Oss", when="2026-11-23")


@pytest.mark.parametrize(
    ("chapter", "text", "cites", "says"),
    [
        ("isues", "Words.", ("",), "no chapter"),
        ("issues", "  ", ("",), "empty"),
        ("issues", "Words.", (), "cites nothing"),
        ("issues", "Words.", ("zzz",), "no sentences"),
    ],
)
def test_a_note_that_is_none_is_a_wrong_use(
    study: Study, chapter: str, text: str, cites: tuple[str, ...], says: str
):
    ids = [c or cited(study).id for c in cites]
    with pytest.raises(UsageError, match=says):
        add_note(study, make_run(study).run, chapter, text, ids, who="A", when="2026-11-22")
    assert DecisionLog(study.path / "decisions").read("note") == []
