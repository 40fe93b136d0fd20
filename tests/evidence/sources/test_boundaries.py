"""Boundaries the user has: codes found by their names, outlines, and refusals in words."""

from dataclasses import replace
from typing import Any

import pytest

from sectorscope.evidence.boundaries import rings_of
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import Override, Snapshot, describe
from sectorscope.evidence.sources import Remarks, load
from sectorscope.evidence.sources.boundaries import layers
from sectorscope.testing import check_source
from tests.evidence.mapped import DISTRICTS, box, feature, features, geojson, square, topology
from tests.evidence.samples import DATA, WHEN, needs_data

Rows = list[dict[str, Any]]


def entry(data: bytes, name: str = "districts.geojson") -> Snapshot:
    return describe(data, name=name, source="boundaries", retrieved=WHEN)


def read(data: bytes, name: str = "districts.geojson") -> Rows:
    ((_, rows),) = load("boundaries").read(entry(data, name), data, None)
    return list(rows)


def said(data: bytes, name: str = "districts.geojson") -> Remarks:
    return load("boundaries").remarks(entry(data, name), data, None)


def refused(data: bytes) -> GateRefused:
    with pytest.raises(GateRefused) as why:
        read(data)
    return why.value


def test_an_area_has_its_code_name_year_outline_and_centre():
    row = read(geojson())[0]
    assert (row["code"], row["name"]) == ("E08000035", "Leeds")
    assert (row["kind"], row["version"], row["unit"]) == ("district", "2023", "degrees")
    ((*ring,),) = rings_of(row["outline"])
    assert sorted(ring) == [(-2.0, 53.7), (-2.0, 53.9), (-1.8, 53.7), (-1.8, 53.9)]
    assert (row["x"], row["y"]) == (-1.9, 53.8)


def test_half_a_sign_in_a_name_is_one_sign_nobody_knows():
    own = {"AREA23CD": "E47000099", "AREA23NM": "Here"}
    data = geojson(feature(None, square(0), properties=own))
    (row,) = read(data.replace(b'"Here"', b'"Here \\ud83d"'))
    assert row["name"] == "Here \ufffd"


def test_a_topology_gives_both_sides_of_a_border_the_same_corners():
    leeds, bradford = read(topology())
    assert (leeds["code"], leeds["version"], leeds["name"]) == ("E08000035", "2013", None)
    ours, theirs = (set(rings_of(row["outline"])[0]) for row in (leeds, bradford))
    assert ours == {(-1.8, 53.9), (-1.8, 53.7), (-1.6, 53.7), (-1.6, 53.9)}
    assert ours & theirs == {(-1.8, 53.9), (-1.8, 53.7)}


@pytest.mark.parametrize(
    ("prefix", "name", "kind", "version"),
    [
        ("lad19", "a.geojson", "district", "2019"),
        ("CAUTH24", "a.geojson", "combined authority", "2024"),
        ("AREA", "boundaries 2021.geojson", "other", "2021"),
        ("LSIP", "a.geojson", "LSIP area", "not stated"),
    ],
)
def test_the_name_of_the_code_says_what_and_of_when(
    prefix: str, name: str, kind: str, version: str
):
    code = "cd" if prefix.islower() else "CD"
    own = {f"{prefix}{code}": "E47000099", f"{prefix}{'nm' if code == 'cd' else 'NM'}": "Here"}
    (row,) = read(geojson(feature(None, square(0), properties=own)), name)
    assert (row["kind"], row["version"], row["name"]) == (kind, version, "Here")
    doubtful = said(geojson(feature(None, square(0), properties=own)), name).warnings
    assert ["of which year" in w for w in doubtful] == [True] * (version == "not stated")


def test_of_two_codes_the_one_that_tells_areas_apart_is_theirs():
    given = features()
    for one in given:
        one["properties"] = {"RGN23CD": "E12000003"} | one["properties"]
    assert [row["code"] for row in read(geojson(*given))] == list(DISTRICTS)


def test_metres_are_read_as_they_are():
    (row,) = read(geojson(feature("E08000035", box(420_000, 430_000, 440_000, 445_000))))
    assert (row["unit"], row["x"], row["y"]) == ("metres", 430_000, 437_500)


def test_a_row_leads_to_its_code_whatever_stands_before_it():
    data = geojson(*features()[::-1])
    ((_, rows),) = check_source("boundaries", data)
    first, last = (data.index(f'"{row["code"]}"'.encode()) + 1 for row in (rows[0], rows[-1]))
    assert rows[0]["locator"] == f"bytes={first}-{first + 9}"
    assert rows[-1]["locator"] == f"bytes={last}-{last + 9}"


def test_a_code_in_escapes_leads_to_the_whole_file():
    data = geojson().replace(b"E08000032", rb"\u004508000032")
    ((_, rows),) = check_source("boundaries", data)
    assert [(r["code"], r["raw"]) for r in rows] == [
        ("E08000035", "E08000035"), ("E08000032", None), ("E08000033", "E08000033"),
    ]  # fmt: skip


def test_areas_that_went_into_others_are_named_and_recoded_ones_are_not():
    craven = feature("E07000163", square(0), name="Craven")
    barnsley = feature("E08000016", square(1), name="Barnsley")
    (warning,) = said(geojson(craven, barnsley)).warnings
    assert warning.startswith("1 of 2 areas have ended and gone into others: Craven on 2023-03-31")
    assert not said(geojson()).warnings


@pytest.mark.parametrize(
    ("data", "gate", "words"),
    [
        (b"", "empty", ""),
        (b"<!DOCTYPE html><html></html>", "html", ""),
        (b"code,name\nE08000035,Leeds\n", "json_error", "is no JSON"),
        (b'{"error": {"message": "Invalid URL"}}', "json_error", "Invalid URL"),
        (b'{"type": "Feature"}', "json_error", "Feature"),
        (b"[]", "json_error", "FeatureCollection"),
        (geojson()[:-40], "truncated", "breaks off"),
        (b"[" * 100_000, "truncated", ""),
        (b'{"type": "FeatureCollection", "features": []}', "no_rows", ""),
        (b'{"type": "FeatureCollection", "features": 3}', "no_rows", ""),
        (b'{"type": "FeatureCollection", "features": [3]}', "fields", "an area is '3'"),
        (geojson(feature("E08000035", square(0), prefix="area_")), "fields", "LAD23CD"),
        (geojson(*features(), feature(None, square(4))), "fields", "1 of 4 areas have no code"),
        (geojson(*features(), feature("Leeds", square(4))), "fields", "'Leeds'"),
        (geojson(*features(), features()[0]), "fields", "stands twice"),
        (geojson(feature("E08000035", [])), "values", "no corners"),
        (geojson(feature("E08000035", [["x", "y"]])), "values", "cannot be read"),  # type: ignore[list-item]
        (geojson(feature("E08000035", [[1e999, 1]])), "values", "cannot be read"),
        (geojson(feature("E08000035", [[10**400, 1]])), "values", "cannot be read"),
        (geojson(feature("E08000035", [[-1.5, 53.8]] * 4)), "values", "encloses nothing"),
        (geojson(feature("E08000035", geometry=None)), "values", "drawn as None"),
        (geojson(feature("E08000035", geometry={"type": "Point", "coordinates": [1, 2]})), "values",
         "not the centroids"),
        (geojson(feature("E08000035", box(53.7, -2.0, 53.9, -1.8))), "values", "the other way"),
        (geojson(feature("E08000035", box(-172_000, 7_130_000, -150_000, 7_150_000))), "values",
         "British National Grid"),
        (geojson(feature("E08000035", box(139, 35, 140, 36))), "values", "United Kingdom"),
        (geojson(feature("E08000035", square(0), name="Harrogate")), "areas", "Leeds"),
        (topology(arcs=[]), "values", "cannot be read"),
        (topology(arcs=[["a"]]), "values", "the lines of the topology"),
        (topology(transform={"scale": [1]}), "values", "the lines of the topology"),
        (topology(objects={}), "fields", "0 layers"),
        (topology(objects={"a": {}, "b": {}}), "fields", "2 layers: a, b"),
    ],
)  # fmt: skip
def test_what_is_refused_says_why(data: bytes, gate: str, words: str):
    why = refused(data)
    assert why.gate == gate
    assert words in str(why)


def test_too_large_a_file_or_too_many_corners_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(layers, "CORNERS", 19)
    four = geojson(*features(), feature("E08000036", square(7), name="Wakefield"))
    assert refused(four).gate == "oversize"  # four squares of five corners
    ring = {"type": "Polygon", "arcs": [[0] * 20], "properties": {"LAD23CD": "E08000035"}}
    again = topology(objects={"lad": {"type": "GeometryCollection", "geometries": [ring]}})
    assert refused(again).gate == "oversize"
    monkeypatch.setattr(layers, "LARGEST", 100)
    assert "at most 100" in str(refused(four))


def test_overruled_an_area_without_a_code_is_left_out_and_counted():
    data = geojson(*features(), feature(None, square(4)))
    opened = entry(data)
    overruled = Override.given("fields", "the sea has no code", "A. Nalyst")
    assert overruled
    opened = replace(opened, overrides=(overruled,))
    ((_, rows),) = load("boundaries").read(opened, data, None)
    assert len(rows) == 3
    (dropped,) = load("boundaries").remarks(opened, data, None).dropped
    assert (dropped.what, dropped.rows) == ("areas without a code", 1)


@needs_data
@pytest.mark.parametrize(
    ("file", "areas", "version"),
    [
        ("topo_lad_eng.json", 326, "2013"),
        ("topo_lad_simplified_nesta.json", 380, "2013"),
        ("cauth_may2023_buc.geojson", 11, "2024"),
    ],
)
def test_the_real_files_keep_every_promise(file: str, areas: int, version: str):
    ((_, rows),) = check_source("boundaries", (DATA / "geography" / file).read_bytes())
    assert (len(rows), {r["version"] for r in rows}) == (areas, {version})
    assert all(r["raw"] == r["code"] for r in rows)


@needs_data
def test_leeds_lies_where_it_does():
    data = (DATA / "geography" / "topo_lad_simplified_nesta.json").read_bytes()
    (leeds,) = (r for r in read(data) if r["code"] == "E08000035")
    assert (leeds["x"], leeds["y"]) == (pytest.approx(-1.55, abs=0.1), pytest.approx(53.8, abs=0.1))
