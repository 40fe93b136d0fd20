"""Rehearsals follow from their seed, whoever carries them out, and are refused where pointless."""

from dataclasses import asdict, replace

import numpy as np
import pytest

from sectorscope.errors import UsageError
from sectorscope.sector.simulate import PROCEDURES, Conditions, Plan, Summary, simulate
from sectorscope.sector.simulate.repeats import one
from tests.sector.simulate.made import population

MADE = population()
PLAN = Plan(seeds=30, reviews=50, repeats=4, seed=3)
OURS = replace(PLAN, procedures=("review_then_audit",))


def test_the_same_seed_gives_the_same_answer_in_one_process_and_in_two():
    plan = replace(PLAN, repeats=2)
    own = simulate(MADE, plan)
    assert simulate(MADE, replace(plan, jobs=2)) == own
    assert list(own) == list(PROCEDURES)
    assert all(np.isfinite(list(asdict(s).values())).all() for s in own.values())


def test_another_seed_gives_another_answer():
    assert simulate(MADE, OURS) != simulate(MADE, replace(OURS, seed=4))


def test_an_answer_does_not_depend_on_the_other_repeats_nor_on_who_is_rehearsed_after():
    assert one(MADE, OURS, 2) == one(MADE, replace(OURS, repeats=9), 2)
    assert one(MADE, PLAN, 2)["review_then_audit"] == one(MADE, OURS, 2)["review_then_audit"]
    assert one(MADE, PLAN, 2) != one(MADE, PLAN, 3)


def test_how_many_repeats_are_done_is_told():
    heard: list[int] = []
    simulate(MADE, OURS, said=heard.append)
    assert heard == [1, 2, 3, 4]


@pytest.fixture(scope="module")
def twelve() -> dict[str, Summary]:
    return simulate(MADE, replace(PLAN, repeats=8))


def test_ours_is_nearer_than_a_random_sample_of_the_same_size(twelve: dict[str, Summary]):
    ours, random = twelve["review_then_audit"], twelve["random_sample"]
    assert ours.half_width < random.half_width / 2
    assert ours.rmse < random.rmse
    assert abs(ours.bias) < 0.15
    assert ours.coverage >= 0.75


def test_counting_scores_above_a_cut_has_no_interval(twelve: dict[str, Summary]):
    assert twelve["threshold"].half_width == 0
    assert twelve["threshold"].coverage < 0.5


@pytest.mark.parametrize(
    "how", [Conditions(banded=True), Conditions(missing=0.4), Conditions(banded=True, missing=0.2)]
)
def test_headcounts_that_are_not_held_widen_the_interval_and_do_not_bias_it(how: Conditions):
    plain = simulate(MADE, replace(OURS, repeats=6))["review_then_audit"]
    found = simulate(MADE, replace(OURS, repeats=6, conditions=how))["review_then_audit"]
    assert found.half_width > plain.half_width
    assert abs(found.bias) < 4 * found.rmse / np.sqrt(6) + 0.05


def test_reviewers_who_miss_members_find_too_little_and_others_too_much():
    plain, missed, false = (
        simulate(MADE, replace(OURS, repeats=6, conditions=how))["review_then_audit"].bias
        for how in (Conditions(), Conditions(missed=0.35), Conditions(false=0.25))
    )
    assert missed < plain - 0.02
    assert false > plain + 0.1


@pytest.mark.parametrize(
    ("wrong", "found", "expected"),
    [
        ({"seeds": 19}, "19 seeds", "at least 20"),
        ({"reviews": 9}, "9 reviews", "at least 10"),
        ({"repeats": 0}, "0 repeats", "at least 1"),
        ({"seeds": 200, "reviews": 60}, "200 seeds and 60 reviews of 260 companies", "fewer than"),
    ],
)
def test_a_plan_that_cannot_be_carried_out_is_refused(
    wrong: dict[str, int], found: str, expected: str
):
    with pytest.raises(UsageError) as why:
        simulate(MADE, replace(PLAN, **wrong))
    assert found in str(why.value)
    assert f"expected {expected}" in str(why.value)


def test_all_but_one_may_be_reviewed():
    found = simulate(MADE, replace(PLAN, seeds=129, reviews=130, repeats=1))
    assert found["review_then_audit"].half_width < 0.2
