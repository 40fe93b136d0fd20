"""What several files say of one business, and one codebook over many interviews, stand once."""

from __future__ import annotations

from typing import Any

import pytest

from sectorscope.errors import EvidenceRefused, SchemaError
from sectorscope.pipeline import make_run
from sectorscope.pipeline.merging import merged
from sectorscope.schema import TABLES, from_rows
from sectorscope.study import Study
from tests.evidence.documents.made import docx_of
from tests.pipeline import sealed
from tests.pipeline.test_sealed import INTERVIEWS, OTHERS, SPOKEN
from tests.support.consulted import consultee, question

FIRST = INTERVIEWS.partition('[interviews."quibbletree-talk"]')[0]


@pytest.fixture
def study(tmp_path: Any) -> Study:  # noqa: ANN401
    return sealed.empty(tmp_path / "study")


def test_what_one_file_leaves_out_is_filled_in_from_another():
    first = consultee("B1", "imaging") | {"place": None, "listed": False}
    second = consultee("B1", "software") | {"place": "Leeds", "size_band": "", "listed": True}
    (row,) = merged("consultee", [first, second])
    assert (row["segments"], row["place"], row["listed"]) == ("imaging", "Leeds", False)


def test_rows_that_differ_stay_two_and_are_refused():
    rows = merged("response", [{"business": "B1", "question": "q", "state": s} for s in "ab"])
    assert len(rows) == 2
    differ = [question("q"), question("q", says="say otherwise")]
    with pytest.raises(SchemaError):
        from_rows(TABLES["question"], merged("question", differ))


def test_the_same_row_twice_stands_once():
    assert merged("fact", [{"id": "a"}, {"id": "a"}, {"id": "b"}]) == [{"id": "a"}, {"id": "b"}]


def test_a_business_that_was_asked_twice_over_is_one(study: Study):
    only = INTERVIEWS.replace('id = "hard"', 'id = "spoken"')
    sealed.add(study, sealed.survey())
    sealed.add(study, docx_of(SPOKEN), "zorblaxian-talk.docx", "transcripts", only)
    held = make_run(study, unlock=sealed.key(study)).run.tables()
    names = [c["business"] for c in held.rows("consultee")]
    assert len(names) == len(set(names)) == len(sealed.MAKERS)
    (spoken,) = held.rows("document")
    assert spoken["business"] in names


def test_a_mapping_may_grow_from_interview_to_interview(study: Study):
    sealed.add(study, docx_of(SPOKEN), "zorblaxian-talk.docx", "transcripts", FIRST)
    sealed.add(study, docx_of(OTHERS), "quibbletree-talk.docx", "transcripts", INTERVIEWS)
    held = make_run(study, unlock=sealed.key(study)).run.tables()
    assert len(held.rows("document")) == 2
    assert len(held.rows("question")) == len(held.rows("code")) == 1
    assert max(c["responded"] for c in held.rows("consultation")) == 2


def test_a_question_may_not_change_under_interviews_already_held(study: Study):
    sealed.add(study, docx_of(SPOKEN), "zorblaxian-talk.docx", "transcripts", FIRST)
    other = INTERVIEWS.replace("What is hard?", "What is easy?")
    with pytest.raises(EvidenceRefused, match="overlap"):
        sealed.add(study, docx_of(OTHERS), "quibbletree-talk.docx", "transcripts", other)
