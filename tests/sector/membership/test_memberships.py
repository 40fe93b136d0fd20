"""Probabilities of sector and segments: learnt from twenty rulings, stated below, never a crash."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.errors import DecisionError
from sectorscope.sector.membership import Labels, Learner, classifier, features, memberships
from tests.sector.membership import made

KNOWN, KINDS = made.known()
TRUTH = made.answers(KINDS)


def test_twenty_rulings_tell_members_from_others():
    said = memberships(KNOWN, made.labels(range(20), TRUTH))
    p = said.p["sector"]
    assert said.basis() == "learnt"
    rest = np.arange(len(p)) >= 20
    inside = TRUTH["sector"] > 0
    assert p[rest & inside].min() > 0.5 > p[rest & ~inside].max()


def test_segments_are_told_apart_among_members():
    said = memberships(KNOWN, made.labels(range(60), TRUTH))
    assert said.basis("implants") == "learnt"
    rest = np.arange(len(KINDS)) >= 60
    maker, software = (np.array([k == kind for k in KINDS]) for kind in ("maker", "software"))
    p = said.p["implants"]
    assert p[rest & maker].min() > 0.5 > p[rest & software].max()


def test_nineteen_rulings_leave_it_to_the_definition_and_say_so():
    said = memberships(KNOWN, made.labels(range(19), TRUTH))
    assert said.basis() == "stated"
    assert any(
        "health: stated by the definition, not learnt: 10 rulings in" in n for n in said.notes
    )
    maker, bakery = KINDS.index("maker"), KINDS.index("bakery")
    assert said.p["sector"][maker] > said.p["sector"][bakery]


def test_no_ruling_at_all_gives_what_is_stated():
    said = memberships(KNOWN, made.labels([], TRUTH))
    maker, software = KINDS.index("maker"), KINDS.index("software")
    assert said.p["sector"][maker] == pytest.approx(0.85)  # core, and "hip" is a keyword
    assert said.p["sector"][software] == pytest.approx(0.5)  # possible, and "patient"
    assert said.p["implants"][maker] == pytest.approx(0.85 * 0.85)


@pytest.mark.parametrize("answer", [0.0, 1.0])
def test_rulings_that_all_say_the_same_move_all_one_way(answer: float):
    same = {t: np.full(len(KINDS), answer) for t in TRUTH}
    stated = memberships(KNOWN, made.labels([], TRUTH)).p["sector"]
    said = memberships(KNOWN, made.labels(range(40), same))
    assert said.basis() == "stated"
    assert ((said.p["sector"] - stated) * (1 if answer else -1) > 0).all()
    assert (np.argsort(said.p["sector"], kind="stable") == np.argsort(stated, kind="stable")).all()


def test_contradictory_rulings_are_averaged_and_told():
    rows = np.array([*range(40), 0])
    z = {t: np.append(v[:40], 1 - v[0]) for t, v in TRUTH.items()}
    said = memberships(KNOWN, Labels(rows, z, np.ones(41)))
    assert any("health: 1 ruled on more than once, and differently" in n for n in said.notes)
    assert said.learnt["sector"].given.y[0] == 0.5


def test_in_a_segment_but_out_of_the_sector_is_out_of_both_and_told():
    z = {t: v[:40].copy() for t, v in TRUTH.items()}
    z["implants"][KINDS.index("bakery")] = 1.0
    said = memberships(KNOWN, Labels(np.arange(40), z, np.ones(40)))
    assert any("implants: 1 ruled further into it than into the sector" in n for n in said.notes)
    assert KINDS.index("bakery") not in said.learnt["implants"].given.rows


def test_unresolved_rulings_teach_nothing():
    z = {t: v[:40].copy() for t, v in TRUTH.items()}
    z["sector"][:10] = np.nan
    said = memberships(KNOWN, Labels(np.arange(40), z, np.ones(40)))
    assert said.learnt["sector"].given.rows.tolist() == list(range(10, 40))


@pytest.mark.parametrize(
    ("rows", "y", "weight", "found"),
    [
        ([0, 1000], [1.0, 0.0], [1.0, 1.0], "does not hold"),
        ([0, 1], [1.3, 0.0], [1.0, 1.0], "no share"),
        ([0, 1], [1.0, 0.0], [1.0, 0.0], "without weight"),
        ([0, 1], [1.0], [1.0, 1.0], "2 companies, 1 rulings"),
    ],
)
def test_rulings_that_cannot_be_are_refused(
    rows: list[int], y: list[float], weight: list[float], found: str
):
    z = {t: np.array(y) for t in TRUTH}
    with pytest.raises(DecisionError, match=found):
        memberships(KNOWN, Labels(np.array(rows), z, np.array(weight)))


@given(
    st.lists(st.tuples(st.integers(0, 99), st.floats(0, 1), st.floats(0, 1)), max_size=40),
    st.floats(0.1, 100),
)
def test_whatever_is_ruled_every_company_has_a_chance_and_segments_lie_within(
    ruled: list[tuple[int, float, float]], weight: float
):
    rows = np.array([r for r, _, _ in ruled], np.int64)
    z = {"sector": np.array([a for _, a, _ in ruled])} | {
        t: np.array([b for _, _, b in ruled]) for t in ("implants", "digital")
    }
    weights = np.where(np.arange(len(rows)) % 2, weight, 1.0)
    said = memberships(KNOWN, Labels(rows, z, weights))
    for p in said.p.values():
        assert ((p > 0) & (p < 1)).all()
        assert (p <= said.p["sector"]).all()


def test_companies_without_text_are_told_by_their_industry():
    frame, kinds = made.companies(texts=False)
    truth = made.answers(kinds)
    said = memberships(features(frame, made.definition()), made.labels(range(40), truth))
    rest, inside = np.arange(len(kinds)) >= 40, truth["sector"] > 0
    assert said.p["sector"][rest & inside].min() > said.p["sector"][rest & ~inside].max()


def test_learning_step_by_step_ends_near_learning_at_once():
    learn = Learner(KNOWN)
    step = [learn(made.labels(range(n), TRUTH)) for n in range(30, 45)][-1]
    once = memberships(KNOWN, made.labels(range(44), TRUTH))
    assert np.abs(step.p["sector"] - once.p["sector"]).max() < 0.2
    assert np.corrcoef(step.p["sector"], once.p["sector"])[0, 1] > 0.99


def test_review_is_given_probabilities_and_reasons_as_text():
    said = classifier(KNOWN)(made.labels(range(40), TRUTH))
    assert set(said.p) == {"sector", "implants", "digital"}
    assert all(isinstance(reason, str) for reason in said.reasons(50, "implants"))


def test_nothing_held_between_studies_changes_an_answer(tmp_path: Path):
    first = memberships(KNOWN, made.labels(range(40), TRUTH))
    again = memberships(made.known()[0], made.labels(range(40), TRUTH))
    assert all((first.p[t] == again.p[t]).all() for t in first.p)
