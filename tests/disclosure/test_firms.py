"""Totals over companies: what the register publishes may be told, what firms told follows rules."""

from sectorscope.disclosure.firms import Part, kept_back, tellable


def public(*people: float) -> tuple[Part, ...]:
    return tuple(Part(p, public=True) for p in people)


def told(*people: float) -> tuple[Part, ...]:
    return tuple(Part(p, public=False) for p in people)


def test_filed_headcounts_may_be_told_however_few():
    assert tellable(public(120))
    assert tellable(())


def test_one_firms_own_word_makes_the_cell_follow_the_rules():
    assert not tellable((*public(50, 40), *told(60)))


def test_three_firms_of_five_numbers_without_dominance_may_be_told():
    assert tellable(told(30, 25, 20, 15, 10))
    assert not tellable(told(30, 25))
    assert not tellable(told(900, 25, 20, 15, 10))  # the first two are over 90 %


def test_that_a_firm_has_nobody_is_its_own_word_too():
    assert not tellable((*public(50), *told(0)))
    assert tellable(public(50, 0))


def test_one_hidden_place_takes_the_smallest_other_with_it():
    cells = {"a": told(60), "b": public(100, 20), "c": public(30), "d": ()}
    assert kept_back(cells) == {"a", "c"}


def test_two_hidden_places_need_no_third():
    assert kept_back({"a": told(60), "b": told(4), "c": public(30)}) == {"a", "b"}


def test_where_all_may_be_told_none_is_kept_back():
    assert kept_back({"a": public(60), "b": ()}) == frozenset()
