"""Projections: small cells by audience, released by decision, and never got back by subtraction."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.profile import AUDIENCES, Audience
from sectorscope.sector.projections import Category, categories
from tests.support.cells import projected, ref

SETTINGS = settings(max_examples=100, deadline=None)
Levels = dict[str, float | None]


def made(
    levels: Levels, audience: Audience = "public", released: frozenset[str] = frozenset()
) -> dict[str, Category]:
    rows = [row for code, level in levels.items() for row in projected(code, level, level)]
    found = categories(
        rows,
        area="West Vale",
        dimension="industry_6",
        years=(2020, 2035),
        audience=audience,
        released=released,
    )
    return {c.code: c for c in found}


def hidden(levels: Levels, audience: Audience = "public", *released: str) -> set[str]:
    found = made(levels, audience, frozenset(released))
    return {code for code, category in found.items() if category.withheld}


@pytest.mark.parametrize(
    ("level", "audiences"),
    [
        (10_000.0, {"public", "partner", "internal"}),
        (9_999.0, {"internal"}),
        (1_000.0, {"internal"}),
        (999.0, set()),
        (0.0, set()),
        (None, set()),
    ],
)
def test_who_may_see_a_category_by_its_size(level: float | None, audiences: set[str]):
    shown = {a for a in AUDIENCES if not hidden({"A": level}, a)}
    assert shown == audiences


def test_the_smaller_of_both_years_decides():
    rows = projected("A", 20_000, 9_000) + projected("B", 9_000, 20_000)
    found = categories(
        rows,
        area="West Vale",
        dimension="industry_6",
        years=(2020, 2035),
        audience="public",
        released=frozenset(),
    )
    assert [c.withheld for c in found] == [True, True]


@pytest.mark.parametrize("audience", ["public", "partner"])
def test_a_decision_releases_what_the_publisher_leaves_to_judgement(audience: Audience):
    assert hidden({"A": 5_000, "B": 5_000}, audience, "A") == {"B"}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_decision_releases_under_a_thousand(audience: Audience):
    assert hidden({"A": 900}, audience, "A") == {"A"}


def test_one_alone_beside_a_total_takes_the_next_smallest_with_it():
    levels: Levels = {"A": 5_000, "B": 30_000, "C": 12_000, "all": 47_000}
    assert hidden(levels) == {"A", "C"}
    assert hidden({k: v for k, v in levels.items() if k != "all"}) == {"A"}
    assert hidden(levels | {"D": 6_000}) == {"A", "D"}
    assert hidden(levels, "internal") == set()


def test_a_release_does_not_uncover_a_neighbour_by_subtraction():
    levels: Levels = {"A": 5_000, "B": 6_000, "C": 30_000, "all": 41_000}
    assert hidden(levels) == {"A", "B"}
    assert hidden(levels, "public", "B") == {"A", "B"}


@SETTINGS
@given(
    sizes=st.lists(st.integers(0, 40).map(lambda i: 500.0 * i), min_size=1, max_size=7),
    audience=st.sampled_from(AUDIENCES),
    data=st.data(),
)
def test_no_category_can_be_had_from_the_total_less_the_others(
    sizes: list[float], audience: Audience, data: st.DataObject
):
    levels: Levels = {f"c{i}": v for i, v in enumerate(sizes)}
    released = data.draw(st.sets(st.sampled_from(sorted(levels))))
    levels["all"] = sum(sizes)
    gone = hidden(levels, audience, *released)
    for code, level in levels.items():
        assert level is not None
        small = level < 1_000 or (
            level < 10_000 and audience != "internal" and code not in released
        )
        assert not small or code in gone
    if "all" not in gone and len(sizes) > 1:
        assert len(gone) != 1


def test_nothing_is_withheld_without_need():
    assert hidden({"A": 10_000, "B": 20_000, "all": 30_000}) == set()


def test_a_change_of_nought_is_a_figure_and_not_a_suppressed_one():
    category = made({"A": 20_000})["A"]
    assert not category.withheld
    assert category.estimate("net_change", ref).value == 0
    assert category.rate(ref).value == 0


def test_net_change_and_replacement_demand_come_together_or_not_at_all():
    rows = [r for r in projected("A", 20_000, 21_000) if r["measure"] != "replacement_demand"]
    found = categories(
        rows,
        area="West Vale",
        dimension="industry_6",
        years=(2020, 2035),
        audience="public",
        released=frozenset(),
    )
    assert found == []


def test_only_the_area_dimension_and_years_asked_for():
    rows = (
        projected("A", 20_000, 21_000, area="England")
        + projected("B", 20_000, 21_000, dimension="occupation_26")
        + projected("C", 20_000, 21_000)
    )
    for years, codes in (((2020, 2035), ["C"]), ((2015, 2035), [])):
        found = categories(
            rows,
            area="West Vale",
            dimension="industry_6",
            years=years,
            audience="internal",
            released=frozenset(),
        )
        assert [c.code for c in found] == codes


def test_no_margin_is_invented():
    category = made({"A": 20_000})["A"]
    for key in ("from", "to", "net_change", "replacement_demand", "total_requirement"):
        assert category.estimate(key, ref).uncertainty.kind == "none_published"
