"""Labels of the publisher's table tool: what the ids of filters, indicators and places mean.

They stand in two shapes: beside the figures of a table (`subjectMeta`), or by themselves, as the
tool is told of a data set before anything is chosen of it. Both were seen.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from sectorscope.evidence.refusal import GateRefused

_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LEVELS = {"country": "National", "region": "Regional"}
"""Levels that are not called by their names' words, as `localAuthorityDistrict` is."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class _Option(_Part):
    value: str
    label: str
    unit: str | None = None


class _Group(_Part):
    options: tuple[_Option, ...]


class _Filter(_Part):
    name: str
    options: dict[str, _Group]


class _Place(_Part):
    """A place, or a place with those within it."""

    label: str
    value: str = ""
    id: str = ""
    options: tuple[_Place, ...] = ()


class _Level(_Part):
    options: tuple[_Place, ...]


class _Period(_Part):
    code: str
    label: str
    year: int


class _Periods(_Part):
    options: tuple[_Period, ...]


class _Said(_Part):
    """Either shape; names are the publisher's own."""

    filters: dict[str, _Filter]
    indicators: tuple[_Option, ...] | dict[str, _Group]
    locations: dict[str, tuple[_Place, ...] | _Level]
    timePeriodRange: tuple[_Period, ...] = ()  # noqa: N815
    timePeriod: _Periods | None = None  # noqa: N815
    publicationName: str = ""  # noqa: N815
    subjectName: str = ""  # noqa: N815


@dataclass(frozen=True)
class Labels:
    """Labels by id.

    title: of the data set, empty where it is not said. options: column of its filter and label.
    indicators: label and unit. places: level, and code with name by id. periods: by `2024_AY`.
    """

    title: str
    options: Mapping[str, tuple[str, str]]
    indicators: Mapping[str, tuple[str, str]]
    places: Mapping[str, Mapping[str, tuple[str, str]]]
    periods: Mapping[str, str]

    def place(self, level: str, identity: str | None) -> tuple[str, str]:
        """Code and name; a result that names no place is of the only one of its level.

        Raises:
            KeyError: it is not known which place it is.
        """
        known = self.places.get(level, {})
        if identity is None and len(known) == 1:
            return next(iter(known.values()))
        return known[identity or "the place"]


def labels_of(said: object) -> Labels:
    """The labels, in either shape.

    Raises:
        GateRefused: gate `json_error`: they are none.
    """
    try:
        made = _Said.model_validate(said)
    except (ValidationError, RecursionError) as why:
        raise GateRefused(
            "json_error",
            "the JSON does not say what its filters, indicators and places are called",
            expected="filters, indicators and locations, as the table tool gives them",
        ) from why
    title = ": ".join(part for part in (made.publicationName, made.subjectName) if part)
    return Labels(
        title,
        {o.value: (f.name, o.label) for f in made.filters.values() for o in _options(f.options)},
        {o.value: (o.label, o.unit or "") for o in _options(made.indicators)},
        {name: dict(_places(level)) for name, level in made.locations.items()},
        {f"{p.year}_{p.code}": p.label for p in _periods(made)},
    )


def are_labels(said: object) -> bool:
    """Whether JSON is the labels alone, without a figure."""
    return isinstance(said, dict) and {"filters", "indicators", "locations"} <= said.keys()


def level_name(level: str) -> str:
    """A level as a data set's CSV calls it: `Local authority district`."""
    return _LEVELS.get(level) or _CAPITAL.sub(" ", level).capitalize()


def mapped(mapping: bytes | None) -> Labels | None:
    """Labels out of a mapping; None without one.

    Raises:
        GateRefused: gate `fields`: it is no JSON; gate `json_error`: it holds no labels.
    """
    if mapping is None:
        return None
    try:
        said: Any = json.loads(mapping)
    except (ValueError, RecursionError) as why:
        raise GateRefused(
            "fields", "the mapping is no JSON", expected="the labels, as the table tool gives them"
        ) from why
    own = said.get("subjectMeta", said) if isinstance(said, dict) else said
    return labels_of(own)


def _options(given: tuple[_Option, ...] | dict[str, _Group]) -> Iterable[_Option]:
    return [o for g in given.values() for o in g.options] if isinstance(given, dict) else given


def _places(given: tuple[_Place, ...] | _Level) -> Iterator[tuple[str, tuple[str, str]]]:
    for place in given.options if isinstance(given, _Level) else given:
        if place.id:
            yield place.id, (place.value or place.label, place.label)
        yield from _places(place.options)


def _periods(said: _Said) -> Iterable[_Period]:
    return said.timePeriodRange or (said.timePeriod.options if said.timePeriod else ())
