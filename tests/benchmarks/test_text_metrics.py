"""The measures that figures are printed by: each against what a person works out by hand."""

from __future__ import annotations

import itertools
import random
import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.text import draws
from benchmarks.text.draws import Ratio
from benchmarks.text.metrics import (
    HALF,
    Span,
    in_words,
    matched,
    of_tags,
    overlap,
    reciprocal_rank,
    rp_at_5,
    same,
    set_counts,
    span_counts,
)

RANKED = {name: 1 - at / 10 for at, name in enumerate("abcdefghijkl")}


def test_rp_at_5_counts_the_right_ones_of_the_first_five():
    assert rp_at_5(RANKED, {"a", "e", "f", "x"}) == 2 / 4


def test_rp_at_5_asks_no_more_than_five_of_a_long_list():
    assert rp_at_5(RANKED, set("abcdefgh")) == 1


def test_what_was_not_ranked_is_not_right():
    assert rp_at_5({}, {"a"}) == reciprocal_rank({}, {"a"}) == 0


def test_the_reciprocal_rank_is_the_first_right_ones():
    assert reciprocal_rank(RANKED, {"c", "d"}) == pytest.approx(1 / 3)


@pytest.mark.parametrize(("label", "worth"), [("j", 1 / 10), ("k", 0)])
def test_nothing_below_the_tenth_rank_counts(label: str, worth: float):
    assert reciprocal_rank(RANKED, {label}) == pytest.approx(worth)


def test_one_right_label_of_nine_that_tie_is_expected_in_their_middle():
    assert reciprocal_rank(dict.fromkeys("abcdefghi", 0.5), {"b"}) == pytest.approx(1 / 5)


@given(
    scores=st.lists(st.sampled_from([0.2, 0.5, 0.9]), min_size=1, max_size=7),
    right=st.sets(st.integers(0, 6), min_size=1),
)
def test_ties_are_worth_their_mean_over_all_orders(scores: list[float], right: set[int]):
    labels = dict(enumerate(scores))
    gold = {str(i) for i in right}
    orders = [
        sorted(labels, key=lambda i, place=order: (-labels[i], place.index(i)))
        for order in itertools.permutations(labels)
    ]
    mean = statistics.mean(
        len(right.intersection(order[:5])) / min(5, len(right)) for order in orders
    )
    ranked = {str(i): score for i, score in labels.items()}
    assert rp_at_5(ranked, gold) == pytest.approx(mean)
    firsts = [next((r for r, i in enumerate(order, 1) if i in right), None) for order in orders]
    expected = statistics.mean(f for f in firsts if f) if firsts[0] else None
    assert reciprocal_rank(ranked, gold) == pytest.approx(1 / expected if expected else 0)


def test_set_f1_over_sentences_is_micro():
    counts = [set_counts({"a", "b"}, {"b"}), set_counts(set(), {"c", "d"})]
    assert draws.ratio(counts).value == pytest.approx(2 * 1 / (2 + 3))


def test_a_sentence_without_a_skill_must_stay_empty():
    empty, chatty = set_counts(set(), set()), set_counts({"a"}, set())
    assert draws.ratio([(2, 2), empty]).value == 1
    assert draws.ratio([(2, 2), chatty]).value == pytest.approx(2 / 3)


def test_labels_are_compared_without_their_stray_blanks():
    assert same(" web  programming ") == "web programming"


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [((0, 3), (2, 5), 2 / 6), ((0, 1), (2, 3), 0), ((4, 4), (4, 4), 1)],
)
def test_overlap_is_intersection_over_union_of_words(
    one: tuple[int, int], other: tuple[int, int], share: float
):
    assert overlap(Span(*one), Span(*other)) == pytest.approx(share)


def test_spans_pair_off_one_to_one():
    assert matched([Span(0, 3), Span(0, 2)], [Span(0, 3)], HALF) == 1


def test_the_better_fit_is_paired_first():
    found, gold = [Span(0, 3), Span(1, 3)], [Span(1, 3), Span(0, 5)]
    assert matched(found, gold, HALF) == 2


def test_half_an_overlap_is_enough_for_iou_and_not_for_strict():
    found, gold = [Span(0, 1)], [Span(0, 3)]
    assert span_counts(found, gold, HALF) == (2, 2)
    assert span_counts(found, gold, 1.0) == (0, 2)


def test_characters_become_the_words_they_touch():
    words = [(0, 4), (5, 9), (10, 15)]
    assert in_words(6, 12, words) == Span(1, 2)
    assert in_words(4, 5, words) is None


def test_tags_become_spans():
    assert of_tags(list("OBIOIBB")) == [Span(1, 2), Span(4, 4), Span(5, 5), Span(6, 6)]


def test_near_duplicates_are_one_group_and_others_are_not():
    texts = [
        "Experience with Java 8 and Spring",
        "experience with java 11, and Spring.",  # equal but for digits and punctuation
        "one two three four five six seven eight nine",
        "one two three four five six seven eight ten",  # 8 of 10 words
        "one two three four five six seven",  # 7 of 9: not alike
    ]
    group = draws.groups(texts).tolist()
    assert group[0] == group[1]
    assert group[2] == group[3]
    assert len(set(group)) == 3


def test_a_draw_holds_near_duplicates_equally_often():
    weights = draws.weights(["a b c d e", "A b c d e!", "f g h", "i j k"], 200)
    assert (weights[:, 0] == weights[:, 1]).all()
    assert (weights[:, 1:].sum(1) == 3).all()
    assert (weights[:, 0] != weights[:, 2]).any()


def test_draws_are_the_same_every_time():
    assert (draws.weights(list("abc"), 50) == draws.weights(list("abc"), 50)).all()


def test_the_interval_of_a_mean_is_near_the_textbooks():
    rng = random.Random(4)
    values = [rng.gauss(0.5, 0.2) for _ in range(400)]
    told = draws.figure(
        draws.mean(values), draws.weights([str(v) for v in map(_word, range(400))], 2000)
    )
    half = 1.96 * statistics.stdev(values) / 20
    assert told.value == pytest.approx(statistics.mean(values))
    assert told.low == pytest.approx(told.value - half, abs=half / 5)
    assert told.high == pytest.approx(told.value + half, abs=half / 5)


def test_a_paired_difference_that_is_the_same_everywhere_has_no_width():
    one, other = draws.mean([0.9, 0.3, 0.5]), draws.mean([0.8, 0.2, 0.4])
    told = draws.difference(one, other, draws.weights(["ab", "cd", "ef"], 100))
    assert (told.low, told.high) == pytest.approx((0.1, 0.1))


def test_a_ratio_of_nothing_is_nought():
    assert Ratio(np.zeros(2), np.zeros(2)).value == 0


def _word(number: int) -> str:
    """A word of letters, another for each number."""
    return "".join(chr(ord("a") + int(digit)) for digit in f"{number:03d}")
