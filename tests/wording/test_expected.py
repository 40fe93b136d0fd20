"""Balances, ranges and weighted shares: printed with what they leave open, and read back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.consultation.counts import Count
from sectorscope.profile import Statement
from sectorscope.statistics.balance import Range, balance, ranges
from sectorscope.statistics.weighting import Cell, post_stratified
from sectorscope.wording.check import check
from sectorscope.wording.expected import balance_statement, ranges_statement, weighted_statement
from sectorscope.wording.parse import parse
from tests.support.consulted import ABOUT, VOICE, question

SETTINGS = settings(max_examples=40, deadline=None)
NOUNS = (VOICE.noun, VOICE.noun_one)


def count(k: int, n: int) -> Count:
    rows = tuple({"business": f"B{i}", "question": "q", "code": ""} for i in range(n))
    return Count("q", "", "it", k, n, {"yes": k}, rows)


def test_a_balance_is_told_with_its_counts_and_interval():
    made = balance_statement(balance(8, 2, 1, 12), count(8, 12), question(), ABOUT, VOICE)
    assert made is not None
    assert made.text.startswith(
        "Of the 12 reconstructed businesses asked, 8 expect more, 2 expect no change and 1 expects "
        "fewer, and 1 named no direction: on a scale from minus one to plus one, a balance of "
        "+0.64 (+0."
    )
    assert "diffusion index of 0.82 (0." in made.text
    assert "%" not in made.text


@SETTINGS
@given(st.tuples(*[st.integers(0, 15)] * 4).filter(lambda c: sum(c[:3]) > 0))
def test_every_balance_reads_back(counts: tuple[int, int, int, int]):
    up, same, down, _ = counts
    held = balance(up, same, down, sum(counts))
    made = balance_statement(held, count(up, sum(counts)), question(), ABOUT, VOICE)
    assert made is not None
    assert check(made) is None
    read = parse(made.text, *NOUNS)
    assert [read.figures[x] for x in ("up", "same", "down", "silent")] == [*counts]
    assert read.figures["low"] <= read.figures["balance"] <= read.figures["high"]
    assert read.phrases["stay"] == "no change"


def test_options_that_begin_with_a_figure_are_told_by_their_direction():
    made = balance_statement(
        balance(3, 2, 1, 6),
        count(3, 6),
        question(),
        ABOUT,
        VOICE,
        directions=("5% more", "no change", "fewer"),
    )
    assert made is not None
    assert "3 expect more, 2 expect no change and 1 expects fewer" in made.text


def test_no_balance_where_nobody_named_a_direction():
    held = balance(0, 0, 0, 5)
    assert balance_statement(held, count(0, 5), question(), ABOUT, VOICE) is None


def test_ranges_tell_who_gave_none():
    held = ranges([Range(1, 2, 4), Range(3, 5, 12), Range(likely=1_500)], 8)
    made = ranges_statement(held, count(3, 8), question(unit="new jobs"), ABOUT, VOICE)
    assert made is not None
    assert made.text == (
        "Of the 8 reconstructed businesses asked, 3 gave a figure and 5 did not: in new jobs, the "
        "lowest was 1, the middle one of those held likeliest was 5 and the highest was 1,500."
    )
    assert check(made) is None


@pytest.mark.parametrize(
    ("unit", "told"),
    [
        (
            "£",
            "did not: the lowest was £900, the middle one of those held likeliest was £12,000.50",
        ),
        ("£ a year", "did not: in pounds a year, the lowest was £900, the middle one"),
        ("%", "did not: the lowest was 900%, the middle one of those held likeliest was 12,000.5%"),
        ("£ million", "did not: in £ million, the lowest was 900, the middle"),
        ("£m", "did not: in £m, the lowest was 900, the middle"),
        ("% of turnover", "did not: in % of turnover, the lowest was 900, the middle"),
        (None, "did not: the lowest was 900, the middle"),
    ],
)
def test_a_unit_stands_where_people_write_it(unit: str | None, told: str):
    held = ranges([Range(900, 12_000.5, 15_000), Range(likely=12_000.5)], 8)
    made = ranges_statement(held, count(2, 8), question(unit=unit), ABOUT, VOICE)
    assert made is not None
    assert told in made.text
    assert check(made) is None
    read = parse(made.text, *NOUNS)
    assert read.figures["likely"] == 12_000.5


def test_a_balance_whose_verb_disagrees_is_noticed():
    made = balance_statement(balance(1, 2, 0, 3), count(1, 3), question(), ABOUT, VOICE)
    assert made is not None
    assert "1 expects more, 2 expect no change and 0 expect fewer" in made.text
    for name, verb in (("up_verb", "expect"), ("same_verb", "expects"), ("down_verb", "expects")):
        slots = {**made.slots, name: made.slots[name].but(text=verb)}
        assert check(made.but(slots=slots, text="")) is not None


@pytest.mark.parametrize("given_", [Range(likely=2.5), Range(low=-3), Range(low=1, high=2)])
def test_what_was_not_given_is_not_told(given_: Range):
    made = ranges_statement(ranges([given_], 4), count(1, 4), question(unit="%"), ABOUT, VOICE)
    assert made is not None
    assert check(made) is None
    assert ("likeliest" in made.text) is (given_.likely is not None)
    assert ("lowest" in made.text, "highest" in made.text) == (True, True)


def test_no_range_is_no_sentence():
    assert ranges_statement(ranges([], 4), count(0, 4), question(), ABOUT, VOICE) is None


def weighted(n: int, **more: int) -> Statement | None:
    held = post_stratified(
        [Cell("small", n // 4, n // 2, 300), Cell("large", n // 2, n - n // 2, 100)], **more
    )
    made = count(n // 4 + n // 2, n)
    return weighted_statement(
        held, made, question(), ABOUT, VOICE, by="size", register="the register"
    )


def test_a_weighted_share_stands_beside_the_unweighted():
    made = weighted(40)
    assert made is not None
    assert made.text == (
        "Weighted by size to the register, 62% of the reconstructed businesses asked say so, "
        "beside 75% unweighted (30 of 40); weighted, they tell as much as 32 of them would."
    )
    assert check(made) is None
    assert "Fewer than 50" in made.caveat


def test_a_weighted_share_needs_thirty_asked_and_full_cells():
    assert weighted(28) is None
    assert weighted(40, minimum=21) is None
    assert weighted(30) is not None
