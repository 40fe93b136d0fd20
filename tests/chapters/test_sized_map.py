"""The map of places: outlines where all are held, squares otherwise, and which it is."""

from typing import Any

from sectorscope.pipeline.assemble import assemble
from sectorscope.profile import Figure, Profile
from sectorscope.render.charts import draw
from sectorscope.schema import TABLES, from_rows
from sectorscope.store import Tables
from sectorscope.study import parse
from tests.chapters.test_sized import CONFIG, NAMES, PLACES, Rows, blocks, made, rows, size

SHA = "b" * 64
ELSEWHERE = ("E07000181", "E07000178", "E07000180")
"""Districts of Oxfordshire: no typed squares are held of them."""


def boundary(code: str, column: int, *, name: str = "", version: str = "2025") -> dict[str, Any]:
    x, y = -2.0 + column * 0.2, 53.4
    square = ((0, 0), (0.2, 0), (0.2, 0.2), (0, 0.2))
    corners = ",".join(f"{x + dx:g} {y + dy:g}" for dx, dy in square)
    return {
        "code": code, "name": name or code, "kind": "district", "version": version,
        "outline": corners, "unit": "degrees", "x": x + 0.1, "y": y + 0.1,
        "snapshot": SHA, "locator": "bytes=1-10", "raw": code,
    }  # fmt: skip


def with_boundaries(held: Rows, *given: dict[str, Any]) -> Rows:
    file = held["snapshot"][0] | {"sha256": SHA, "source": "boundaries", "name": "lad.geojson"}
    return held | {"snapshot": [*held["snapshot"], file], "boundary": list(given)}


def figure(profile: Profile) -> Figure:
    found = blocks(profile)["places-by-review"]
    assert isinstance(found, Figure)
    return found


def of_yorkshire(*codes: str) -> list[dict[str, Any]]:
    return [boundary(code, i, name=NAMES[PLACES.index(code)]) for i, code in enumerate(codes)]


def test_outlines_of_every_district_are_the_map_and_its_evidence():
    profile = made(with_boundaries(rows(), *of_yorkshire(*PLACES)))
    shown = figure(profile)
    assert all(t.outline.startswith("M") for t in shown.tiles)
    assert "in its outline" in shown.subtitle
    assert "boundaries held of 2025" in shown.caveat
    cited = {e.label for e in profile.evidence.items if e.source == "boundaries"}
    assert cited == {f"Boundary of {name}, 2025" for name in NAMES}
    assert draw(shown, narrow=True).count("<path") == len(PLACES)


def test_outlines_of_some_leave_squares_and_say_whose_are_missing():
    profile = made(with_boundaries(rows(), *of_yorkshire(*PLACES[:2])))
    shown = figure(profile)
    assert not any(t.outline for t in shown.tiles)
    assert "one square a district" in shown.subtitle
    assert shown.caveat == (
        "Squares stand as the districts lie. Boundaries are held, and none of one year for "
        "Rotherham and Sheffield."
    )
    assert not [e for e in profile.evidence.items if e.source == "boundaries"]


def test_where_squares_stand_by_typed_facts_centres_are_no_evidence():
    two = [boundary(PLACES[0], 0, version="2013"), *of_yorkshire(*PLACES[1:])]
    profile = made(with_boundaries(rows(), *two))
    assert "as the districts lie" in figure(profile).caveat
    assert not [e for e in profile.evidence.items if e.source == "boundaries"]


def test_without_boundaries_squares_say_what_they_stand_by():
    assert figure(made()).caveat == "Squares stand as the districts lie."


def elsewhere(*boundaries: dict[str, Any]) -> Figure:
    held = rows()
    held["size"] = [
        size(),
        *(size(dimension="place", part=c, label=f"Place {c[-1]}") for c in ELSEWHERE),
    ]
    places = ", ".join(f'{{ code = "{c}", name = "Place {c[-1]}" }}' for c in ELSEWHERE)
    config = CONFIG.model_copy(
        update={
            "region": parse(
                "[study]\nid='y'\ntitle='Y'\nas_of=2026-01-01\nperiod='2026'\n[sector]\nname='m'\n"
                f"definition='d'\n[region]\nname='Oxfordshire'\nplaces=[{places}]\n"
            ).region
        }
    )
    told = with_boundaries(held, *boundaries) if boundaries else held
    tables = {n: from_rows(TABLES[n], r) for n, r in told.items()}
    return figure(assemble(config, Tables.from_arrow(tables), "public"))


def test_where_nothing_is_known_squares_are_no_map():
    assert "no map" in elsewhere().caveat


def test_centres_of_two_years_put_squares_north_and_west_of_each_other():
    a, b, c = ELSEWHERE
    south = {"y": 51.0}
    held = (boundary(a, 2, version="2013"), boundary(b, 0), boundary(c, 1) | south)
    shown = elsewhere(*held)
    assert not any(t.outline for t in shown.tiles)
    at = {t.label: (t.column, t.row) for t in shown.tiles}
    assert at == {"Place 8": (0, 0), "Place 1": (1, 0), "Place 0": (0, 1)}
    assert "by the centres of the boundaries held" in shown.caveat
    assert "Place 1" in shown.caveat  # the newest year has no outline of it
    assert {r.source for r in shown.evidence} == {"companies", "boundaries"}
