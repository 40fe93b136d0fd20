"""A number slot prints its estimate's figure, rounded, and no other number."""

from decimal import ROUND_HALF_EVEN, Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from sectorscope.profile import Slot, Uncertainty
from sectorscope.wording.quantifiers import number_word
from tests.support.making import estimate, number, statement

SETTINGS = settings(deadline=None)  # a busy machine is no defect
SCALES = st.sampled_from((1, 1_000, 1_000_000))
PLACES = st.integers(0, 3)
VALUES = st.integers(-(10**10), 10**10).map(lambda i: Decimal(i) / 1000)


def printed(value: Decimal, scale: int, places: int) -> Decimal:
    """The honest rounding of a value in units of `scale`, by decimal arithmetic."""
    return (value / scale).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN)


def says(value: Decimal, slot: Slot) -> str:
    return statement(slots={"n": slot}, estimates=(estimate(float(value)),)).text


@SETTINGS
@given(value=VALUES, scale=SCALES, places=PLACES)
def test_the_honest_text_passes(value: Decimal, scale: int, places: int):
    text = f"{printed(value, scale, places):,}"
    assert text in says(value, number(text, scale=scale))


@SETTINGS
@given(
    value=VALUES,
    scale=SCALES,
    places=PLACES,
    off=st.integers(-50, 50).filter(bool),
)
def test_any_other_number_is_refused(value: Decimal, scale: int, places: int, off: int):
    step = Decimal(1).scaleb(-places)
    other = printed(value, scale, places) + off * step
    # Exactly between two, either is honest.
    assume(abs(other * scale - value) > step * scale / 2 * Decimal("1.000001"))
    with pytest.raises(ValidationError, match="prints"):
        says(value, number(f"{other:,}", scale=scale))


@SETTINGS
@given(value=st.integers(0, 10**7), off=st.integers(-5, 5).filter(bool))
def test_a_stated_rounding_is_held_to(value: int, off: int):
    shown = round(value / 100) * 100
    assert says(Decimal(value), number(f"{shown:,}", to=100))
    assume(shown + off * 100 >= 0 and abs(shown + off * 100 - value) > 50)
    with pytest.raises(ValidationError, match="prints"):
        says(Decimal(value), number(f"{shown + off * 100:,}", to=100))


def test_a_text_finer_than_its_stated_rounding_is_refused():
    with pytest.raises(ValidationError):
        says(Decimal(4210), number("4,237", to=100))


@SETTINGS
@given(value=st.integers(0, 12), other=st.integers(0, 12))
def test_numbers_in_words_are_checked_as_well(value: int, other: int):
    word = number_word(other)
    if value == other:
        assert says(Decimal(value), number(word))
    else:
        with pytest.raises(ValidationError, match="prints"):
            says(Decimal(value), number(word))


@pytest.mark.parametrize("text", ["−5", "-5", "–5"])
def test_a_fall_may_be_printed_with_any_minus(text: str):
    assert says(Decimal(-5), number(text))
    with pytest.raises(ValidationError):
        says(Decimal(5), number(text))


@pytest.mark.parametrize("text", ["nearly", "thirteen", "many"])
def test_a_number_slot_without_a_number_is_refused(text: str):
    with pytest.raises(ValidationError, match="holds no number"):
        says(Decimal(5), number(text))


@pytest.mark.parametrize("text", ["5 of 999", "5 to 9,000", "5 million", "5e9"])
def test_a_slot_shows_one_number_and_nothing_that_changes_it(text: str):
    with pytest.raises(ValidationError):
        says(Decimal(5), number(text))


@pytest.mark.parametrize("field", ["n", "low", "high"])
def test_each_field_shows_its_own_figure(field: str):
    shown = {"n": "12", "low": "3", "high": "9"}
    made = estimate(5, n=12, uncertainty=Uncertainty(kind="rounding", low=3, high=9))
    for name, text in shown.items():
        slots = {"n": number(text, field=field)}
        if name == field:
            assert text in statement(slots=slots, estimates=(made,)).text
        else:
            with pytest.raises(ValidationError, match="prints"):
                statement(slots=slots, estimates=(made,))
