"""Every way to size a sector gets the same labels and no other truth; the maths is checked."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks.oracles.ppi_cases import PUBLISHED, case
from sectorscope.sector.simulate import PROCEDURES, Conditions, Oracle
from sectorscope.sector.simulate.procedures import Rehearsal, ppi_mean
from sectorscope.sector.stages import seeds, shared
from tests.sector.simulate.made import population

Floats = NDArray[np.float64]
SEEDS, REVIEWS = 30, 50
MADE = population()


def rehearsal(
    seed: int = 1, conditions: Conditions | None = None, truth: Floats | None = None
) -> Rehearsal:
    how = conditions or Conditions()
    rng = np.random.default_rng(seed)
    drawn = seeds(MADE.hits, SEEDS, rng)
    return Rehearsal(
        blocks=MADE.blocks,
        oracle=Oracle(MADE.truth if truth is None else truth, MADE.headcount, how, seed),
        seeds=drawn,
        reviews=REVIEWS,
        size=MADE.headcount,
        square=MADE.headcount**2,
        verify=how.verified,
        rng=np.random.default_rng(seed),
    )


@pytest.mark.parametrize("name", PROCEDURES)
@pytest.mark.parametrize("how", [Conditions(), Conditions(missing=0.3, missed=0.2, false=0.05)])
def test_every_procedure_is_told_as_many_labels_and_its_seeds_first(name: str, how: Conditions):
    given = rehearsal(conditions=how)
    PROCEDURES[name](given)
    log = given.oracle.log
    assert log[:SEEDS] == given.seeds.indices.tolist()
    assert len(log) == len(set(log)) == SEEDS + REVIEWS


@pytest.mark.parametrize("name", PROCEDURES)
def test_the_answer_depends_on_no_company_that_was_not_reviewed(name: str):
    given = rehearsal()
    answer = PROCEDURES[name](given)
    unread = np.setdiff1d(np.arange(len(MADE)), given.oracle.log)
    turned = MADE.truth.copy()
    turned[unread] = 1 - turned[unread]
    other = PROCEDURES[name](rehearsal(truth=turned))
    assert (other.total, other.low, other.high) == (answer.total, answer.low, answer.high)
    assert (other.chosen == answer.chosen).all()


@pytest.mark.parametrize("name", PROCEDURES)
def test_an_answer_lies_in_its_interval_and_no_lower_than_what_it_found(name: str):
    given = rehearsal()
    answer = PROCEDURES[name](given)
    read = np.array(given.oracle.log)
    found = (MADE.truth * MADE.headcount)[read].sum()
    assert answer.low <= answer.total <= answer.high
    assert answer.total >= found
    if name != "calibrated_sum":
        assert answer.low >= found
    assert (answer.low == answer.high) == (name == "threshold")


@pytest.mark.parametrize("name", PROCEDURES)
def test_a_list_names_members_that_were_read_and_nobody_that_was_read_and_is_none(name: str):
    given = rehearsal()
    chosen = PROCEDURES[name](given).chosen
    read = np.array(given.oracle.log)
    assert (chosen[read] == (MADE.truth[read] > 0)).all()


@pytest.mark.parametrize("name", PROCEDURES)
@pytest.mark.parametrize("told", [0.0, 1.0])
def test_reviews_that_find_nobody_or_everybody_are_borne(name: str, told: float):
    answer = PROCEDURES[name](rehearsal(truth=np.full(len(MADE), told)))
    assert np.isfinite([answer.total, answer.low, answer.high]).all()
    if told == 0:
        assert answer.low >= 0 or name == "calibrated_sum"


def test_ours_reviews_what_moves_the_total_and_then_a_sample():
    given = rehearsal()
    PROCEDURES["review_then_audit"](given)
    first, _ = shared(REVIEWS)
    stage_a = given.oracle.log[SEEDS : SEEDS + first]
    rest = np.setdiff1d(np.arange(len(MADE)), given.oracle.log)
    assert np.median(MADE.headcount[stage_a]) > 2 * np.median(MADE.headcount[rest])


def test_companies_without_a_record_are_counted_with_what_a_review_found():
    how = Conditions(missing=0.3)
    given = rehearsal(conditions=how)
    blind = replace(given, size=np.ones(len(MADE)), square=np.full(len(MADE), 4.0))
    answer = PROCEDURES["review_then_audit"](blind)
    read = np.array(given.oracle.log)
    assert answer.low >= (MADE.truth * MADE.headcount)[read].sum()


# --- prediction-powered inference ------------------------------------------------------------


@pytest.mark.parametrize("arguments", PUBLISHED, ids=str)
def test_the_tuned_mean_is_what_the_published_package_says(
    arguments: tuple[int, int, float, float, float],
):
    assert ppi_mean(*case(*arguments)) == pytest.approx(PUBLISHED[arguments], rel=1e-12)


def test_predictions_that_say_nothing_leave_the_plain_mean():
    y, others = np.array([1.0, 4.0, 7.0, 8.0]), np.full(20, 3.0)
    low, high, mean = ppi_mean(y, np.full(4, 3.0), others)
    assert mean == 5
    assert (high - low) / 2 == pytest.approx(1.959963984540054 * np.sqrt(7.5 / 4))
