"""The map in squares: numbers on it, nothing by colour alone, no word outside its square."""

import re
from xml.etree import ElementTree

import pytest

from sectorscope.errors import RuleBroken
from sectorscope.profile import Cell, Data, Figure, Tile
from sectorscope.render.charts import draw, svg
from tests.render import exhibits
from tests.render.making import data

SVG = "{http://www.w3.org/2000/svg}"
NAMES = {"label": "District", "value": "People", "low": "Low", "high": "High"}
PLACES = ("Calderdale", "Kirklees", "Wakefield", "Barnsley")


def rows(*, withheld: str = "Barnsley") -> Data:
    made = data(NAMES, *((name, 12300, 10900, 13800) for name in PLACES))
    hidden = (Cell(text="withheld", state="withheld"), *(Cell(text="", state="withheld"),) * 2)
    listed = tuple((r[0], *hidden) if r[0].text == withheld else r for r in made.rows)
    return made.but(rows=listed)


def figure(held: Data | None = None, *, outline: str = "") -> Figure:
    held = held or rows()
    places = [row[0].text for row in held.rows]
    return exhibits.SIZES.but(
        mark="tiles",
        data=held,
        alt="People by district.",
        tiles=tuple(
            Tile(label=p, column=i % 3, row=i // 3, outline=outline) for i, p in enumerate(places)
        ),
    )


def texts(drawing: str) -> list[ElementTree.Element]:
    root = ElementTree.fromstring(drawing)  # noqa: S314  our own drawing
    return list(root.iter(f"{SVG}text"))


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_every_square_says_its_district_and_number(narrow: bool):
    said = [t.text or "" for t in texts(draw(figure(), narrow=narrow))]
    assert {*PLACES} <= set(said)
    assert said.count("12,300") == 3
    assert said.count("withheld") == 1


def test_the_interval_stands_on_the_square_where_it_fits():
    assert "10,900–13,800" in [t.text for t in texts(draw(figure()))]


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_words_stay_inside_the_drawing(narrow: bool):
    width = (svg.NARROW if narrow else svg.WIDE).width
    for text in texts(draw(figure(), narrow=narrow)):
        size = float(text.get("font-size") or svg.SIZE)
        assert float(text.get("x") or 0) + svg.width(text.text or "", size) <= width


def test_withheld_is_hatched_and_has_no_shade():
    drawing = draw(figure(rows(withheld="Barnsley")))
    assert drawing.count("<path") == 1
    assert drawing.count("fill-opacity") == 3
    assert "<path" not in draw(figure(rows(withheld="")))


def test_one_colour_from_light_to_dark():
    held = data(NAMES, ("a", 0, 0, 0), ("b", 50, 40, 60), ("c", 100, 90, 110))
    shades = [float(s) for s in re.findall(r'fill-opacity="([\d.]+)"', draw(figure(held)))]
    assert shades == sorted(shades)
    assert len(set(shades)) == 3
    assert set(re.findall(r'fill="(var\(--accent[^"]*)"', draw(figure(held)))) == {svg.ACCENT}


def test_outlines_are_numbered_and_listed_beneath():
    drawn = draw(figure(outline="M0 0L900 0L900 500L0 500Z"), narrow=True)
    said = [t.text or "" for t in texts(drawn)]
    assert "Calderdale: 12,300 (10,900–13,800)" in said
    assert "Barnsley: withheld" in said
    assert said.count("1") == 2  # in its outline, and in the list
    assert drawn.count("stroke-dasharray") == 1  # withheld: a broken edge, not a colour


def test_a_map_has_a_place_for_each_row_and_no_two_on_one_square():
    whole = figure()
    with pytest.raises((RuleBroken, ValueError), match="a place for each row"):
        whole.but(tiles=whole.tiles[1:])
    with pytest.raises((RuleBroken, ValueError), match="two places on one square"):
        whole.but(tiles=tuple(t.but(column=0, row=0) for t in whole.tiles))
    with pytest.raises((RuleBroken, ValueError), match="a place for each row"):
        exhibits.SIZES.but(tiles=whole.tiles)


def test_other_figures_say_nothing_of_tiles():
    assert "tiles" not in exhibits.SIZES.model_dump(mode="json")
    assert "tiles" in figure().model_dump(mode="json")
