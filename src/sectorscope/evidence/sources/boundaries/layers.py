"""Features of a GeoJSON or TopoJSON file: what each says of itself, and its rings."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from sectorscope.evidence.boundaries import Point, Ring
from sectorscope.evidence.gates import error_in
from sectorscope.evidence.refusal import GateRefused

LARGEST = 64_000_000
"""Bytes of a file: the full-resolution districts of the United Kingdom have about 40 million."""
CORNERS = 4_000_000
"""Corners of all outlines together, those two areas share counted twice: a small TopoJSON file can
ask for the same line any number of times."""
_SHAPES = {"Polygon": 1, "MultiPolygon": 2}
"""Kinds of geometry that are outlines, and how many lists stand around their rings."""


@dataclass(frozen=True)
class Feature:
    """One area of a file. shapes: its geometry as the file writes it, read by `Layer.rings`."""

    properties: dict[str, Any]
    geometry: dict[str, Any]


class Layer:
    """The areas of a file, in its order.

    Args:
        text: the file's text.
        size: its bytes.
        name: the file's name, for messages.

    Raises:
        GateRefused: gates `oversize`, `json_error`, `truncated`, `fields`, `values`, `no_rows`.
    """

    def __init__(self, text: str, size: int, name: str) -> None:
        held = _parsed(text, size, name)
        self._arcs: list[Ring] | None = None
        self._left = CORNERS
        if held["type"] == "Topology":
            self._arcs = list(_arcs(held))
            given = _one_layer(held)
        else:
            given = held.get("features")
        if not isinstance(given, list) or not given:
            raise GateRefused("no_rows", f"{name} holds no areas", expected="at least one")
        self.features = [_feature(one, topology=self._arcs is not None) for one in given]

    def rings(self, feature: Feature, called: str) -> list[Ring]:
        """The rings of an area, outer and inner alike.

        Raises:
            GateRefused: gate `values`: it is no outline; gate `oversize`.
        """
        kind = feature.geometry.get("type")
        depth = _SHAPES.get(kind if isinstance(kind, str) else "")
        if depth is None:
            raise GateRefused(
                "values",
                f"{called} is drawn as {str(kind)[:20]}",
                expected="an outline: Polygon or MultiPolygon",
                hint="download the boundaries, not the centroids.",
            )
        part = "coordinates" if self._arcs is None else "arcs"
        try:
            return [self._ring(ring) for ring in _flat(feature.geometry[part], depth)]
        except (TypeError, ValueError, IndexError, KeyError, OverflowError) as why:
            raise GateRefused(
                "values", f"the outline of {called} cannot be read", expected="rings of corners"
            ) from why

    def _ring(self, given: Sequence[Any]) -> Ring:
        if self._arcs is None:
            self._spend(len(given))
            return [_point(pair) for pair in given]
        made: Ring = []
        for index in given:  # a line that is walked backwards stands as its complement
            arc = self._arcs[index] if index >= 0 else self._arcs[~index][::-1]
            self._spend(len(arc))
            made += arc  # where two meet the corner stands twice, until it is put on the grid
        return made

    def _spend(self, corners: int) -> None:
        self._left -= corners
        if self._left < 0:
            raise GateRefused(
                "oversize",
                f"the outlines have more than {CORNERS:,} corners",
                expected="fewer",
                hint="the generalised version that the same publisher offers.",
            )


def _parsed(text: str, size: int, name: str) -> dict[str, Any]:
    if size > LARGEST:
        raise GateRefused(
            "oversize",
            f"{name} has {size:,} bytes",
            expected=f"at most {LARGEST:,}",
            hint="the generalised version that the same publisher offers.",
        )
    try:
        held = json.loads(text)
    except (ValueError, RecursionError) as why:
        cut = text.lstrip()[:1] in ("{", "[")
        found = "breaks off or is damaged" if cut else "is no JSON"
        raise GateRefused(
            "truncated" if cut else "json_error",
            f"{name} {found}",
            expected="GeoJSON or TopoJSON",
            hint="download it again." if cut else "of a shapefile, make GeoJSON first.",
        ) from why
    kind = held.get("type") if isinstance(held, dict) else None
    if kind not in ("FeatureCollection", "Topology"):
        said = error_in(held) if kind is None else f"type {str(kind)[:30]!r}"
        raise GateRefused(
            "json_error",
            f"{name} is JSON and holds no boundaries" + f" ({said})" * bool(said),
            expected="a GeoJSON FeatureCollection or a TopoJSON Topology",
        )
    return held


def _one_layer(held: dict[str, Any]) -> Any:  # noqa: ANN401 - whatever a stranger wrote
    """The geometries of a topology's one layer."""
    objects = held.get("objects")
    named = objects if isinstance(objects, dict) else {}
    layers = {n: o for n, o in named.items() if isinstance(o, dict)}
    if len(layers) != 1:
        raise GateRefused(
            "fields",
            f"the topology holds {len(layers)} layers" + ": " * bool(layers) + ", ".join(layers),
            expected="one, whose areas have codes",
            hint="save the layer of the districts alone.",
        )
    (layer,) = layers.values()
    return layer.get("geometries")


def _feature(given: object, *, topology: bool) -> Feature:
    if not isinstance(given, dict):
        raise GateRefused("fields", f"an area is {str(given)[:40]!r}", expected="an object")
    geometry = given if topology else given.get("geometry")
    properties = given.get("properties")
    return Feature(
        properties if isinstance(properties, dict) else {},
        geometry if isinstance(geometry, dict) else {},
    )


def _arcs(held: dict[str, Any]) -> Iterator[Ring]:
    """The lines of a topology in its own coordinates.

    Quantised ones are steps from corner to corner, scaled (TopoJSON specification, section 2.1.2).
    """
    try:
        transform = held.get("transform")
        scale = [float(v) for v in transform["scale"]] if transform else [1.0, 1.0]
        shift = [float(v) for v in transform["translate"]] if transform else [0.0, 0.0]
        for arc in held["arcs"]:
            steps = [_point(p) for p in arc]
            at = accumulate(steps, _moved) if transform else steps
            yield [(x * scale[0] + shift[0], y * scale[1] + shift[1]) for x, y in at]
    except (TypeError, ValueError, IndexError, KeyError, AttributeError, OverflowError) as why:
        raise GateRefused(
            "values", "the lines of the topology cannot be read", expected="arcs of corners"
        ) from why


def _moved(at: Point, by: Point) -> Point:
    return at[0] + by[0], at[1] + by[1]


def _flat(shapes: list[Any], depth: int) -> list[Any]:
    return shapes if depth == 1 else [ring for polygon in shapes for ring in polygon]


def _point(pair: Sequence[Any]) -> Point:
    x, y = float(pair[0]), float(pair[1])
    if not (math.isfinite(x) and math.isfinite(y)):
        raise ValueError("a corner that is nowhere")
    return x, y
