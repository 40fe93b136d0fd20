"""The word of quantity is the first of the house's table whose rule holds, in exact arithmetic."""

from fractions import Fraction

import pytest

from sectorscope.wording.quantifiers import QUANTIFIERS, consistently, number_word, quantifier

MOST = 60
CASES = [(k, n, no) for n in range(MOST + 1) for k in range(n + 1) for no in range(n - k + 1)]


def share(k: int, n: int) -> Fraction:
    return Fraction(k, n) if n else Fraction(-1)


# The design's table again, written from its words and in its order; (word, k, n, explicit noes).
TABLE = (
    ("one", lambda k, n, no: k == 1),
    ("two", lambda k, n, no: k == 2),
    ("all", lambda k, n, no: n >= 5 and k == n),
    ("each", lambda k, n, no: 0 < n < 5 and k == n),
    ("none", lambda k, n, no: n >= 5 and no == n),
    ("almost all", lambda k, n, no: n >= 10 and share(k, n) >= Fraction(90, 100)),
    ("most", lambda k, n, no: n >= 5 and share(k, n) >= Fraction(75, 100)),
    ("the majority", lambda k, n, no: n >= 5 and share(k, n) > Fraction(1, 2)),
    ("half", lambda k, n, no: k > 0 and share(k, n) == Fraction(1, 2)),
    ("several", lambda k, n, no: k >= 3 and Fraction(15, 100) <= share(k, n) <= Fraction(1, 2)),
    ("a few", lambda k, n, no: k >= 3 and share(k, n) < Fraction(15, 100)),
    ("otherwise", lambda k, n, no: True),
)


def test_the_word_is_the_first_that_holds_for_every_count():
    for k, n, no in CASES:
        expected = next(word for word, holds in TABLE if holds(k, n, no))
        assert quantifier(k, n, no).name == expected, (k, n, no)


def test_the_words_stand_in_the_tables_order():
    assert [q.name for q in QUANTIFIERS] == [word for word, _ in TABLE]


@pytest.mark.parametrize(
    ("k", "n", "word"),
    [
        (1, 1, "one"),
        (2, 2, "two"),
        (2, 60, "two"),
        (4, 4, "each"),
        (5, 5, "all"),
        (9, 10, "almost all"),
        (8, 9, "most"),
        (3, 4, "otherwise"),
        (9, 12, "most"),
        (8, 12, "the majority"),
        (6, 12, "half"),
        (3, 6, "half"),
        (3, 20, "several"),
        (3, 21, "a few"),
        (0, 12, "otherwise"),
        (0, 0, "otherwise"),
    ],
)
def test_words_at_their_boundaries(k: int, n: int, word: str):
    assert quantifier(k, n).name == word


def test_silence_is_not_none():
    assert quantifier(0, 8, 8).name == "none"
    assert quantifier(0, 8, 7).name == "otherwise"
    assert quantifier(0, 4, 4).name == "otherwise"


def test_noes_change_no_other_word():
    for k, n, no in CASES:
        if k:
            assert quantifier(k, n, no) == quantifier(k, n)


def test_no_word_is_a_percentage():
    assert not [q.name for q in QUANTIFIERS if "%" in q.name or "per cent" in q.name]


@pytest.mark.parametrize(("k", "n", "no"), [(3, 2, 0), (-1, 2, 0), (1, 2, 2), (0, 2, -1)])
def test_an_impossible_count_is_refused(k: int, n: int, no: int):
    with pytest.raises(ValueError, match="cannot be"):
        quantifier(k, n, no)


@pytest.mark.parametrize(
    ("k", "n", "strata", "prompted", "said"),
    [
        (6, 12, 2, False, True),
        (5, 12, 2, False, False),
        (6, 13, 2, False, False),
        (6, 12, 1, False, False),
        (12, 12, 6, True, False),
        (1, 1, 1, False, False),
        (0, 0, 2, False, False),
        (0, 12, 2, False, False),
    ],
)
def test_consistently_at_its_boundaries(k: int, n: int, strata: int, prompted: bool, said: bool):
    assert consistently(k, n, strata, prompted) is said


def test_consistently_is_half_of_those_asked_unprompted_in_two_strata():
    for n in range(1, MOST + 1):
        for k in range(n + 1):
            for strata in range(4):
                expected = Fraction(k, n) >= Fraction(1, 2) and strata >= 2
                assert consistently(k, n, strata, prompted=False) is expected
                assert not consistently(k, n, strata, prompted=True)


def test_numbers_are_words_up_to_twelve():
    words = "one two three four five six seven eight nine ten eleven twelve"
    assert " ".join(number_word(n) for n in range(1, 13)) == words
    assert [number_word(n) for n in (0, 13, 1234)] == ["0", "13", "1,234"]
