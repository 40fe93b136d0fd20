"""Gates on rows: each refuses or flags its bad case, says what was found, and passes the good."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.concepts.area_changes import changes, names_of
from sectorscope.evidence.gates import Verdicts, examine
from sectorscope.evidence.gates.persons import personal
from sectorscope.evidence.gates.places import areas
from sectorscope.evidence.gates.scales import amount, units
from sectorscope.evidence.gates.sums import step, suppressed, totals
from sectorscope.evidence.refusal import FLAGGING, GATES, GateRefused
from sectorscope.schema import TABLES, from_rows

LEEDS = {"area_code": "E08000035", "area": "Leeds"}


def statistics(*changed: dict[str, Any]):  # noqa: ANN201
    plain = {
        **{"dataset": "d", "measure": "jobs", "geography": "g", "dimension": "sic_section"},
        **{"code": "A", "label": "Farming", "period": "2020", "unit": "jobs", "basis": "b"},
        **{"value": 1.0, "status": "normal", "snapshot": "s", "locator": "bytes=0-1"},
        **LEEDS,
    }
    rows = []
    for change in changed:
        row = {**plain, **change}
        rows.append(row | {"label": change.get("label", row["code"])})
    return from_rows(TABLES["statistic"], rows)


def test_a_code_beside_another_areas_name_is_refused():
    with pytest.raises(GateRefused, match=r"E08000035 is called 'Kirklees'.*expected Leeds") as why:
        areas(statistics({"area": "Kirklees"}))
    assert why.value.gate == "areas"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        *(("E06000010", "Hull"), ("E06000010", "Kingston upon Hull"), ("E07000112", "Shepway")),
        *(("E07000112", "Folkestone and Hythe"), ("E12000003", "Yorkshire"), ("Leeds", "Leeds")),
    ],
)
def test_an_area_may_be_called_by_any_name_it_has_had(code: str, name: str):
    assert areas(statistics({"area_code": code, "area": name})) is None


@pytest.mark.parametrize(
    ("code", "name"),
    [
        *(("E08000035", "Leeds City Region"), ("E08000035", "Leeds, Wakefield")),
        *(("E08000035", "Leeds Bradford"), ("E08000035", "Leedsx"), ("E08000035", "City")),
        *(("E08000035", "Leeds and Bradford"), ("E09000001", "London"), ("E06000014", "Yorkshire")),
        *(("E06000065", "York and North Yorkshire"), ("E06000016", "Leicestershire")),
        *(("E06000058", "Bournemouth"), ("E07000048", "Bournemouth, Christchurch and Poole")),
        *(("E06000010", "Hull and East Yorkshire"), ("E06000010", "Kingston upon Thames")),
    ],
)
def test_a_name_that_only_contains_the_areas_own_is_another_areas(code: str, name: str):
    with pytest.raises(GateRefused, match=code):
        areas(statistics({"area_code": code, "area": name}))


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("E06000010", ("Kingston upon Hull, City of", "City of Kingston-upon-Hull", "Hull UA")),
        ("E06000023", ("Bristol", "City of Bristol", "Bristol City of", "Bristol, City of UA")),
        ("E06000047", ("Durham", "County Durham", "Durham, County", "County Durham UA")),
        ("E06000019", ("Herefordshire", "Herefordshire, County of", "County of Herefordshire")),
        (
            "E08000035",
            ("LEEDS", " Leeds ", "City of Leeds", "Leeds District", "Leeds City Council"),
        ),
        ("E08000013", ("St Helens", "St. Helens", "Saint Helens", "St. Helen's")),
        ("E07000146", ("Kings Lynn & West Norfolk", "King\u2019s Lynn and West Norfolk")),
        ("E06000021", ("Stoke on Trent", "Stoke-on-Trent (UA)", "The City of Stoke-on-Trent")),
        ("E09000001", ("City of London", "London, City of", "The City of London")),
        ("E09000020", ("Royal Borough of Kensington & Chelsea", "Kensington and Chelsea")),
        ("E09000007", ("London Borough of Camden", "Camden London Borough", "Camden*")),
        ("E06000058", ("Bournemouth Christchurch and Poole", "Bournemouth, Christchurch & Poole")),
    ],
)
def test_other_spellings_of_an_area_are_its_own(code: str, names: tuple[str, ...]):
    for name in names:
        assert areas(statistics({"area_code": code, "area": name})) is None, name


def test_no_district_of_england_may_be_called_by_the_name_of_another():
    """Every name against three codes, and every code by its own."""
    named = {(code, name) for code, names in names_of().items() for name in names}
    whole = {name for _, name in named}
    for code, own in [("E08000035", "Leeds"), ("E06000014", "York"), ("E07000178", "Oxford")]:
        for other in whole - {own}:
            with pytest.raises(GateRefused):
                areas(statistics({"area_code": code, "area": other}))
    for code, own in named:
        assert areas(statistics({"area_code": code, "area": own, "period": "2011"})) is None


def test_an_area_that_had_ended_is_mapped_and_what_is_lost_is_said():
    old = {"area_code": "E07000165", "area": "Harrogate"}
    said = areas(statistics({**old, "period": "2022"}, {**old, "period": "2024"}))
    assert said is not None
    assert "E07000165 Harrogate ended on 2023-03-31" in said
    assert "E06000065 North Yorkshire" in said
    assert "with Craven, Hambleton, Richmondshire, Ryedale, Scarborough, Selby" in said
    assert areas(statistics({**old, "period": "2022"})) is None


def test_every_change_has_a_day_and_a_successor_that_is_not_itself_ended_then():
    assert changes()
    for change in changes().values():
        after = changes().get(change.successor)
        assert after is None or after.last_day > change.last_day or change.how == "renamed"


def test_parts_that_do_not_sum_to_their_total_are_flagged():
    whole = {"code": "Total", "value": 110.0}
    parts = ({"code": "A", "value": 60.0}, {"code": "B", "value": 40.0})
    said = totals(statistics(whole, *parts))
    assert said == "the 2 parts of Leeds 2020 sum to 100, and the total says 110"


def crossed(values: dict[str, float], **more: Any) -> list[dict[str, Any]]:  # noqa: ANN401
    return [
        {"dimension": "apps_level / age", "code": code, "value": value, **more}
        for code, value in values.items()
    ]


CROSSED = {
    **{"Total / Total": 100.0, "Total / 25+": 60.0, "Total / under 25": 40.0},
    **{"Advanced / Total": 70.0, "Higher / Total": 30.0},
    **{"Advanced / 25+": 40.0, "Advanced / under 25": 30.0},
    **{"Higher / 25+": 20.0, "Higher / under 25": 10.0},
}


@given(order=st.permutations(list(CROSSED)))
def test_only_the_total_of_both_filters_is_the_total_whatever_the_order(order: list[str]):
    rows = statistics(*crossed({code: CROSSED[code] for code in order}))
    assert (totals(rows), suppressed(rows)) == (None, None)


@given(order=st.permutations(list(CROSSED)))
def test_cells_of_two_filters_that_miss_their_total_are_flagged_in_any_order(order: list[str]):
    wrong = {**CROSSED, "Total / Total": 120.0, "Higher / under 25": 0.0}
    rows = statistics(*crossed({code: wrong[code] for code in order}))
    assert totals(rows) == "the 4 parts of Leeds 2020 sum to 90, and the total says 120"
    assert "fall short of their total by 30, and 1 of them" in (suppressed(rows) or "")


@pytest.mark.parametrize(
    ("part", "total", "says"),
    [
        (26_471_300_200.0, 26_471_300_900.0, "26,471,300,200, and the total says 26,471,300,900"),
        (1000.1, 1002.3, "1,000.1, and the total says 1,002.3"),
        (2_000_000.0, 2_500_000.0, "2,000,000, and the total says 2,500,000"),
    ],
)
def test_figures_that_differ_are_printed_so_that_one_sees_it(part: float, total: float, says: str):
    rows = statistics({"value": part}, {"code": "all", "label": "All", "value": total})
    assert says in str(totals(rows))


@given(order=st.permutations(list(CROSSED)))
def test_a_step_is_of_the_total_of_both_filters(order: list[str]):
    def years(factor: float) -> str | None:
        first = {code: 20.0 * CROSSED[code] for code in order}
        second = {**first, "Total / 25+": 2000.0, "Total / Total": 2000.0 * factor}
        return step(statistics(*crossed(first, period="2014"), *crossed(second, period="2015")))

    assert years(1.0) is None
    assert "+13.0%" in (years(1.13) or "")


def test_a_label_with_a_stroke_is_one_name():
    rows = statistics(
        {"code": "Total", "label": "All / any", "value": 110.0},
        {"code": "A", "label": "Making / repair", "value": 110.0},
    )
    assert totals(rows) is None


def test_section_t_is_a_part_and_no_total():
    assert totals(statistics({"code": "S", "value": 9.0}, {"code": "T", "value": 0.0})) is None


def test_rounded_parts_may_miss_their_total_by_their_rounding():
    parts = [
        {"code": c, "value": v, "low": v - 3, "high": v + 3} for c, v in (("A", 60.0), ("B", 40.0))
    ]
    near = {"code": "Total", "value": 106.0, "low": 103.0, "high": 109.0}
    far = {"code": "Total", "value": 110.0, "low": 107.0, "high": 113.0}
    assert totals(statistics(near, *parts)) is None
    assert totals(statistics(far, *parts)) is not None


def test_a_total_with_a_withheld_part_is_not_judged():
    rows = statistics(
        {"code": "Total", "value": 110.0},
        {"code": "A", "value": 60.0},
        {"code": "B", "value": None, "status": "suppressed"},
    )
    assert totals(rows) is None
    assert suppressed(rows) is None


def test_noughts_among_parts_that_fall_short_may_have_been_withheld():
    rows = statistics(
        {"code": "Total", "value": 110.0},
        {"code": "A", "value": 60.0},
        {"code": "B", "value": 0.0, "status": "zero"},
    )
    said = suppressed(rows)
    assert said is not None
    assert "fall short of their total by 50, and 1 of them are nought" in said


def test_a_step_of_13_per_cent_is_flagged_and_one_of_a_tenth_is_not():
    def series(last: float):  # noqa: ANN202
        return statistics({"period": "2014", "value": 1000.0}, {"period": "2015", "value": last})

    assert "jobs of Leeds moves by +13.0% from 2014 to 2015" in (step(series(1130.0)) or "")
    assert "-13.0%" in (step(series(870.0)) or "")
    assert step(series(1099.0)) is None


def test_small_totals_and_years_apart_make_no_step():
    assert (
        step(statistics({"period": "2014", "value": 10.0}, {"period": "2015", "value": 20.0}))
        is None
    )
    far = ({"period": "2010", "value": 1000.0}, {"period": "2015", "value": 2000.0})
    assert step(statistics(*far)) is None


@pytest.mark.parametrize(("before", "after"), [(1e-300, 1e300), (1e300, 1e-300), (5e-324, 1.0)])
def test_figures_beyond_all_proportion_are_no_matter_of_thousands(before: float, after: float):
    pay = {"measure": "income", "unit": "pounds"}
    two = ({"period": "2019", "value": before}, {"period": "2020", "value": after})
    assert units(statistics(*(pay | one for one in two))) is None


def test_a_year_in_thousands_among_years_in_units_is_refused():
    rows = statistics(
        *(
            {"code": c, "period": p, "value": v * k}
            for c, v in (("A", 20.0), ("B", 31.0), ("C", 7.0))
            for p, k in (("2019", 1000), ("2020", 1.02))
        )
    )
    with pytest.raises(
        GateRefused, match="3 of 3 figures of 2020 are about a thousand times"
    ) as why:
        units(rows)
    assert why.value.gate == "units"


@pytest.mark.parametrize(
    ("text", "pounds"), [("£1.4 million", 1.4e6), ("£5.2 billion", 5.2e9), ("£250,000", 250_000.0)]
)
def test_an_amount_is_read_with_its_own_scale(text: str, pounds: float):
    assert amount(text) == pytest.approx(pounds)


@pytest.mark.parametrize("text", ["", "1.4 million", "£1.4 zillion", "£"])
def test_what_is_no_amount_is_refused(text: str):
    with pytest.raises(GateRefused) as why:
        amount(text)
    assert why.value.gate == "units"


@pytest.mark.parametrize(
    "held", ["write to jo.bloggs@example.org", "07700 900 123", "AB 12 34 56 C"]
)
def test_addresses_of_persons_are_refused_and_not_repeated(held: str):
    with pytest.raises(GateRefused, match="column 'label' holds") as why:
        personal(statistics({"label": held}))
    assert why.value.gate == "personal"
    assert held not in str(why.value)


def test_what_only_looks_like_an_address_passes():
    personal(statistics({"label": "@ home, 0113 496 0000, E08000035, AB123456"}))


def test_verdicts_come_in_order_and_an_overruled_flag_is_noted():
    noted = Verdicts(frozenset({"step"}))
    rows = statistics({"period": "2014", "value": 1000.0}, {"period": "2015", "value": 1300.0})
    examine({"statistic": rows}, noted)
    found = {v.gate: v.outcome for v in noted.given}
    assert list(found) == ["personal", "mangled", "areas", "units", "totals", "suppressed", "step"]
    assert found["step"] == "overruled"
    assert noted.opened == {"step"}
    assert not noted.flags


def test_gates_that_flag_are_gates():
    assert set(GATES) > FLAGGING
