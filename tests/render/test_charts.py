"""Figures: what they draw of their data, what they never draw, and that words stay inside."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from sectorscope.profile import Cell, Figure
from sectorscope.render.charts import draw, scale, svg
from tests.render import exhibits
from tests.render.making import cell, data

FIGURES = (exhibits.SIZES, exhibits.EXPECTATIONS, exhibits.BY_SEGMENT)


def interval(*rows: tuple[object, ...]) -> str:
    names = {n: n.capitalize() for n in ("label", "value", "low", "high", "kind", "note")}
    return draw(exhibits.SIZES.model_copy(update={"data": data(names, *rows)}))


def said(drawing: str) -> list[str]:
    root = ElementTree.fromstring(drawing)  # noqa: S314  our own drawing
    return ["".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.id)
def test_drawn(figure: Figure, narrow: bool, snapshot: SnapshotAssertion) -> None:
    assert draw(figure, narrow=narrow).replace("><", ">\n<") == snapshot


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.id)
def test_a_drawing_is_named_by_its_alternative_text(figure: Figure, narrow: bool) -> None:
    root = ElementTree.fromstring(draw(figure, narrow=narrow))  # noqa: S314
    assert root.get("role") == "img"
    assert root.get("aria-label") == figure.alt


def test_what_has_no_interval_is_hollow_and_says_so() -> None:
    drawing = interval(("Audit", 11000, "", "", "second-hand", ""))
    assert "11,000 · no interval given" in said(drawing)
    assert drawing.count("<circle") == 1
    assert 'fill="var(--paper,#fff)" stroke="var(--soft,#5a6472)" stroke-width="2"' in drawing


def test_a_sensitivity_is_dashed_and_an_interval_is_not() -> None:
    row = ("Ours", 4200, 2430, 5970)
    assert "stroke-dasharray" in interval((*row, "sensitivity", ""))
    assert "stroke-dasharray" not in interval((*row, "derived", ""))


def test_ours_has_the_accent_and_what_is_not_ours_is_grey() -> None:
    row = ("A size", 4200, 2430, 5970)
    assert svg.ACCENT in interval((*row, "derived", ""))
    assert svg.ACCENT not in interval((*row, "second-hand", ""))


def test_a_withheld_value_is_said_and_not_drawn() -> None:
    drawing = interval(
        ("A", cell("withheld", state="withheld"), "", "", "", ""), ("B", 5, "", "", "", "")
    )
    assert "withheld" in said(drawing)
    assert drawing.count("<circle") == 1


def test_a_business_is_a_square() -> None:
    assert draw(exhibits.EXPECTATIONS).count("<rect") == 12


def test_squares_of_a_withheld_count_are_not_drawn() -> None:
    withheld = data({"label": "L", "value": "V"}, ("A", cell("withheld", state="withheld")))
    drawing = draw(exhibits.EXPECTATIONS.model_copy(update={"data": withheld}))
    assert "<rect" not in drawing
    assert said(drawing) == ["A", "withheld"]


def test_shades_follow_those_asked() -> None:
    grid = data({"label": "L", "s1": "One", "s2": "Two", "n": "n"}, ("A", 2, 4, 4), ("B", 2, 0, 2))
    drawing = draw(exhibits.BY_SEGMENT.model_copy(update={"data": grid}))
    assert re.findall(r'fill-opacity="([\d.]+)"', drawing) == ["0.29", "0.50", "0.50"]


def test_counts_that_say_of_how_many_are_shortened_over_those_asked() -> None:
    names = ("Orthopaedics", "Biotechnology and pharmaceuticals", "Telehealth", "Wound", "All")
    columns = {"label": "L"} | {f"s{i}": name for i, name in enumerate(names)}
    row = (
        "Drawing on a screen",
        *(cell(k, f"{k} of {n}") for k, n in ((1, 2), (2, 3), (0, 1), (1, 1), (5, 12))),
    )
    figure = exhibits.BY_SEGMENT.model_copy(update={"data": data(columns, row)})
    assert said(draw(figure, narrow=True))[5:12] == [
        "Drawing on a screen",
        "1",
        "2",
        "0",
        "1",
        "5",
        "asked",
    ]
    assert said(draw(figure, narrow=True))[12:17] == ["2", "3", "1", "1", "12"]
    uneven = data(columns, row, ("Milling by numbers", *(cell(1, "1 of 9") for _ in names)))
    figure = figure.model_copy(update={"data": uneven})
    assert {"5/12", "1/9"} <= set(said(draw(figure, narrow=True)))


counts = st.floats(4200, 196_000) | st.floats(-5000, 5000) | st.integers(0, 12).map(float)
labels = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=60)


@st.composite
def measured(draw_: st.DrawFn) -> tuple[object, ...]:
    value = draw_(counts)
    off = draw_(st.floats(0, 50_000)) if draw_(st.booleans()) else None
    low, high = ("", "") if off is None else (value - off, value + off)
    kind = draw_(st.sampled_from(["published", "derived", "second-hand", "sensitivity"]))
    return (draw_(labels), value, low, high, kind, draw_(labels))


@given(st.lists(measured(), min_size=1, max_size=8), st.booleans())
def test_words_stay_inside_whatever_is_drawn(rows: list[tuple[object, ...]], narrow: bool) -> None:
    names = {n: n.capitalize() for n in ("label", "value", "low", "high", "kind", "note")}
    figure = exhibits.SIZES.model_copy(update={"data": data(names, *rows)})
    root = ElementTree.fromstring(draw(figure, narrow=narrow))  # noqa: S314
    wide, high = (float(v) for v in str(root.get("viewBox")).split()[2:])
    for text in root.iter("{http://www.w3.org/2000/svg}text"):
        long = svg.width("".join(text.itertext()), float(text.get("font-size", svg.SIZE)))
        back = {"end": 1.0, "middle": 0.5}.get(text.get("text-anchor", ""), 0.0)
        left = float(str(text.get("x"))) - back * long
        assert left >= -0.2
        assert left + long <= wide + 0.2
        assert 0 < float(str(text.get("y"))) <= high


@given(st.lists(counts, min_size=1, max_size=8))
def test_a_scale_holds_zero_and_every_value(values: list[float]) -> None:
    made = scale.Scale.of(values, 236, 640, most=4)
    assert 0.0 in made.ticks
    assert 3 <= len(made.ticks) + 1 <= 8
    assert all(made.left - 0.01 <= made.at(v) <= made.right + 0.01 for v in values)


@given(labels, st.integers(30, 600))
def test_wrapping_loses_no_letter(text: str, room: int) -> None:
    joined = "".join("".join(svg.wrap(text, room)).split()).replace("-", "")
    assert joined == "".join(text.split()).replace("-", "")


def test_names_are_escaped() -> None:
    evil = Cell(text="<script>&\"'")
    made = data({"label": "L", "value": "V"}, (evil, 1))
    figure = exhibits.EXPECTATIONS.model_copy(update={"data": made, "alt": "<b>\"'&"})
    drawing = draw(figure)
    assert "<script>" not in drawing
    assert ElementTree.fromstring(drawing).get("aria-label") == "<b>\"'&"  # noqa: S314
