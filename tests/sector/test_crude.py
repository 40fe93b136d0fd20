"""The crude subtraction: three published figures, what they imply, and how it magnifies error."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.profile import EvidenceRef
from sectorscope.sector.crude import Crude, rounding_step

SETTINGS = settings(max_examples=100, deadline=None)


def fact(name: str, value: float, unit: str = "employees") -> dict[str, object]:
    return {"id": name, "label": name, "value": value, "unit": unit, "caveat": None}


def subtraction(away: float = 177_000, left: float = 4_200, share: float = 0.3) -> Crude:
    refs = tuple(EvidenceRef(id=f"fact|{n}", source="facts") for n in ("away", "left", "share"))
    return Crude(fact("away", away), fact("left", left), fact("share", share, "%"), refs)  # type: ignore[arg-type]


REFERENCE = subtraction()


def test_what_was_printed_is_published_and_has_no_interval():
    assert [e.value for e in REFERENCE.published()] == [177_000, 4_200, 0.3]
    for estimate in REFERENCE.published():
        assert estimate.standing == "published"
        assert estimate.uncertainty.kind == "none_published"


def test_the_broad_total_is_implied():
    broad = REFERENCE.broad_total()
    assert (broad.value, broad.standing, broad.uncertainty.kind) == (181_200, "implied", "rounding")
    assert "printed nowhere" in broad.method


def test_the_regions_employment_is_implied_between_1_2_and_1_7_million():
    region = REFERENCE.region()
    low, high = region.uncertainty.low, region.uncertainty.high
    assert low is not None
    assert high is not None
    assert (round(low / 1e6, 1), round(high / 1e6, 1)) == (1.2, 1.7)
    assert region.value == pytest.approx(1.4e6)
    assert (region.standing, region.uncertainty.kind) == ("implied", "rounding")


def test_rounding_of_every_printed_figure_is_in_what_they_imply():
    broad, region = REFERENCE.broad_total().uncertainty, REFERENCE.region().uncertainty
    assert (broad.low, broad.high) == pytest.approx((181_200 - 550, 181_200 + 550))
    assert region.low == pytest.approx(4_150 / 0.0035)
    assert region.high == pytest.approx(4_250 / 0.0025)


def test_one_per_cent_moves_the_answer_by_42_per_cent_and_is_no_interval():
    moves, shown = REFERENCE.moves(), REFERENCE.sensitivity()
    assert round(moves.value) == 42
    assert moves.uncertainty.kind == "none_published"
    assert shown.value == 4_200
    assert shown.uncertainty.kind == "sensitivity"
    assert (shown.uncertainty.low, shown.uncertainty.high) == (2_430, 5_970)
    assert re.search(r"no(t an)? interval", shown.uncertainty.why)
    assert REFERENCE.shock().value == 1


@SETTINGS
@given(
    away=st.integers(1, 10**6).map(float),
    left=st.integers(1, 10**5).map(float),
    share=st.integers(1, 999).map(lambda i: i / 10),
)
def test_any_three_figures_imply_theirs(away: float, left: float, share: float):
    made = subtraction(away, left, share)
    assert made.broad_total().value == away + left
    assert made.region().value == pytest.approx(100 * left / share)
    assert made.moves().value == pytest.approx(away / left)
    for estimate in (made.broad_total(), made.region()):
        low, high = estimate.uncertainty.low, estimate.uncertainty.high
        assert low is not None
        assert high is not None
        assert low < estimate.value < high


@pytest.mark.parametrize(("figure", "step"), [(0.3, 0.1), (0.25, 0.01), (1, 1), (7, 1), (10, 10)])
def test_the_step_of_a_small_printed_figure(figure: float, step: float):
    assert rounding_step(figure) == pytest.approx(step)


@pytest.mark.parametrize(
    ("figure", "step"), [(4_200, 100), (177_000, 1_000), (22_500, 100), (1_000, 1_000), (123, 1)]
)
def test_the_step_of_a_large_printed_figure(figure: float, step: float):
    assert rounding_step(float(figure)) == pytest.approx(step)


@SETTINGS
@given(digits=st.integers(1, 99_999).filter(lambda i: i % 10), power=st.integers(-4, 6))
def test_the_step_is_the_place_of_the_last_digit_that_is_not_nought(digits: int, power: int):
    figure = float(Decimal(digits).scaleb(power))
    assert rounding_step(figure) == pytest.approx(float(Decimal(1).scaleb(power)))
