"""Who is drawn: seeds, stage A, stage B."""

from pathlib import Path

import numpy as np
import pytest

from sectorscope.sector import stages
from sectorscope.sector.review.drawing import Plan, labels
from sectorscope.sector.review.drawn import SEEDS, A, B
from sectorscope.sector.review.reading import UNRESOLVED
from sectorscope.sector.review.room import Review
from tests.sector.review.made import material, reading, review, rule, truth

PLAN = Plan(10, 16)
NEVER = {"09999999", "09999998"}


@pytest.fixture
def through(tmp_path: Path) -> Review:
    """Reviewed up to the audit, which is drawn."""
    own = review(tmp_path)
    for _ in (SEEDS, A):
        own.advance("Ann", PLAN)
        rule(own)
    own.advance("Ann", PLAN)
    return own


def test_half_of_the_seeds_have_a_keyword(tmp_path: Path):
    own = review(tmp_path)
    seeds = own.advance("Ann", PLAN)
    assert seeds is not None
    assert sum(int(c) % 5 == 0 for c in seeds.queue) == 5
    assert len(set(seeds.queue)) == 10
    with_keyword = np.array([int(c) % 5 == 0 for c in seeds.companies])
    np.testing.assert_allclose(seeds.pi, np.where(with_keyword, 5 / 12, 5 / 48))


def test_stage_a_takes_the_largest_of_the_others(through: Review):
    a = through.draws[A]
    assert len(a.rows) == 6
    pull = a.w * a.s * np.sqrt(a.p * (1 - a.p))
    pull[a.known] = -1
    assert list(a.rows) == list(np.argsort(-pull, kind="stable")[:6])
    assert not {a.row_of[c] for c in through.draws[SEEDS].queue} & set(a.rows)


def test_everybody_else_has_a_chance_in_stage_b_and_the_chances_sum_to_its_size(through: Review):
    b = through.draws[B]
    known = {*through.draws[SEEDS].queue, *through.draws[A].queue}
    assert {c for c, on in zip(b.companies, b.known, strict=True) if on} == known
    assert (b.pi[~b.known] > 0).all()
    assert np.isnan(b.pi[b.known]).all()
    assert np.nansum(b.pi) == pytest.approx(10)
    assert not known & set(b.queue)
    size = b.s * b.w * np.sqrt(np.maximum(b.p * (1 - b.p), stages.FLOOR))
    ratio = (b.pi / size)[~b.known]
    np.testing.assert_allclose(ratio, ratio[0])


def test_the_seed_in_the_log_gives_the_same_draw(through: Review):
    b = through.draws[B]
    (logged,) = (d for d in through.log.read("draw") if d.body["stage"] == B)
    standing = stages.Standing(b.p, b.s, b.w, b.known, b.square)
    again = stages.stage_b(standing, 10, np.random.default_rng(int(logged.body["seed"])))
    assert list(again.indices) == list(b.rows)
    assert logged.body["model"] == b.model != ""


def test_nobody_can_draw_until_they_like_it(tmp_path: Path):
    one, two = review(tmp_path / "one"), review(tmp_path / "two")
    for own in (one, two):
        own.advance("Ann" if own is one else "Bob", PLAN)
    assert one.draws[SEEDS].csv == two.draws[SEEDS].csv


def test_another_frame_is_another_draw(tmp_path: Path):
    one, two = review(tmp_path / "one"), review(tmp_path / "two", n=61)
    for own in (one, two):
        own.advance("Ann", PLAN)
    assert one.draws[SEEDS].seed != two.draws[SEEDS].seed


def test_institutions_and_companies_that_are_gone_are_never_drawn(tmp_path: Path):
    own = review(tmp_path)
    drawn = own.advance("Ann", Plan(1_000, 0))
    assert drawn is not None
    assert len(drawn.queue) == 60
    assert not NEVER & set(drawn.companies)


def test_the_model_learns_from_what_can_be_told_seeds_by_their_inverse_chance(tmp_path: Path):
    own = review(tmp_path)
    seeds = own.advance("Ann", PLAN)
    assert seeds is not None
    rule(own, rulings={seeds.queue[0]: UNRESOLVED})
    own.keep([reading("00000001"), reading("00000002")])  # by name: they stand for themselves
    found = labels(own.material, own.rulings, own.draws[SEEDS])
    by_company = {own.material.frame.ids[r]: i for i, r in enumerate(found.rows)}
    assert seeds.queue[0] not in by_company
    for company in seeds.queue[1:]:
        i = by_company[company]
        assert found.z["sector"][i] == (truth(company) == "in")
        assert found.weight[i] == pytest.approx(1 / seeds.pi[seeds.row_of[company]])
    others = {"00000001", "00000002"} - set(seeds.queue)
    assert all(found.weight[by_company[c]] == 1 for c in others)


def test_probabilities_of_every_target_are_frozen_with_the_draw(through: Review):
    assert set(through.draws[B].others) == {"hips", "wounds"}
    np.testing.assert_allclose(through.draws[B].others["hips"], through.draws[B].p / 2)


def test_weights_pull(tmp_path: Path):
    w = np.ones(62)
    w[:5] = 1e6
    own = Review(tmp_path, material(w=w), today="2026-11-26")
    own.keep([reading("00000050")])
    own.advance("Ann", Plan(0, 12))
    assert set(own.draws[A].queue) <= {f"{i:08d}" for i in range(1, 6)}


def test_without_seeds_what_the_definition_states_answers(tmp_path: Path):
    drawn = review(tmp_path).advance("Ann", Plan(0, 10))
    assert drawn is not None
    assert drawn.stage == A
