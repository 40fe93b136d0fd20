"""A data set's whole CSV: places and periods by known columns, then filters, then figures.

The file does not say which columns are filters and which are figures. A mapping may; else a column
that holds nothing but figures and symbols is taken for figures. What somebody cut out of a data set
may have a date and one pair of columns for places; levels are then told by the codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sectorscope.evidence.area_codes import is_code
from sectorscope.evidence.mappings import entries
from sectorscope.evidence.refusal import GateRefused, check_columns, nearest
from sectorscope.evidence.rows import Row, rows_with_offsets
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources.ees.cells import cell, is_figure

_TIME = ("time_period", "time_identifier")
_LEVELS: dict[str, tuple[str, str]] = {
    "National": ("country_code", "country_name"),
    "Regional": ("region_code", "region_name"),
    "Local authority": ("new_la_code", "la_name"),
    "Local authority district": ("lad_code", "lad_name"),
    "Parliamentary constituency": ("pcon_code", "pcon_name"),
    "Local skills improvement plan area": ("lsip_code", "lsip_name"),
    "English devolved area": ("english_devolved_area_code", "english_devolved_area_name"),
    "Local enterprise partnership": (
        "local_enterprise_partnership_code",
        "local_enterprise_partnership_name",
    ),
}
"""Levels of geography by the columns that hold their code and name."""

_CUT = ("date", "geography_code", "geography_name")
_KINDS = {
    **dict.fromkeys(("E06", "E07", "E08", "E09"), "Local authority district"),
    "E12": "Regional",
    "E92": "National",
}
"""Levels by the first letters of codes, which the Office for National Statistics gives by kind."""

_EVERY = re.compile(r"(?:total|all)\b", re.IGNORECASE)
"""How an option begins that stands for every other: columns of numbers that have one are filters,
such as years of study."""

_PLACES = frozenset({c for pair in _LEVELS.values() for c in pair} | {"old_la_code"})
_DECLARED = ("dataset", "filters", "indicators", "period")


def rows(snapshot: Snapshot, data: bytes, mapping: bytes | None) -> Iterator[dict[str, Any]]:
    """A row for each figure.

    Raises:
        GateRefused: gates `columns`, `classification` (another level), `values`, `fields`.
    """
    header, drawn = rows_with_offsets(data)
    cut = set(_CUT) <= set(header.names)
    needed = _CUT if cut else (*_TIME, "geographic_level")
    check_columns(header.names, needed=needed, known=header.names, name=snapshot.name)
    said, held = _declared(mapping), list(drawn)
    if "period" in said and not cut:
        raise GateRefused(
            "fields",
            "the mapping says what a period is",
            expected="the file's own time_identifier alone",
        )
    if not held:
        raise GateRefused(
            "no_rows", f"{snapshot.name} has a header and no rows", expected="at least one"
        )
    rest = [n for n in header.names if n not in needed and n not in _PLACES]
    figures = _chosen(said.get("indicators"), rest) or _figures(rest, held)
    if not {"indicators", "filters"} & said.keys():
        _check_filters([n for n in rest if n not in figures], held)
    filters = _chosen(said.get("filters"), rest) or [n for n in rest if n not in figures]
    dataset, period = (_as_declared(said.get(k)) for k in ("dataset", "period"))
    for row in held:
        place = _cut_place(row.values) if cut else _place(row.values)
        own = row.values
        when = (own[_CUT[0]], period) if cut else (own[_TIME[0]], own[_TIME[1]].lower())
        for name in figures:
            yield {"dataset": dataset} | _row(row, name, filters, place, when)


def unstated(data: bytes, mapping: bytes | None) -> Iterator[str]:
    """What nobody has said of the file."""
    said = _declared(mapping)
    if "dataset" not in said:
        yield "the file does not state its dataset"
    if set(_CUT) <= set(rows_with_offsets(data)[0].names):
        if "period" not in said:
            yield (
                "the file does not state whether its dates are whole academic years; where they "
                'are, a mapping says so: period = "academic year"'
            )
        yield "the file does not state whether places are where learners live or are taught"


def _as_declared(text: object) -> str:
    return "not stated" if text is None else f"{text} (as declared)"


def _row(
    row: Row,
    name: str,
    filters: Sequence[str],
    place: tuple[str, str, str],
    when: tuple[str, str],
) -> dict[str, Any]:
    """A figure's row, but for its data set.

    Args:
        row: of the file.
        name: the figure's column.
        filters: columns that say what it is of.
        place: code, name and level.
        when: period, and what kind of one it is.
    """
    values = row.values
    figure = cell(values[name])
    category = " / ".join(values[f] for f in filters) or "all"
    return {
        "measure": name,
        "area_code": place[0],
        "area": place[1],
        "geography": place[2],
        "dimension": "/".join(filters) or "all",
        "code": category,
        "label": category,
        "period": when[0],
        "unit": "not stated",
        "basis": when[1],
        "value": figure.value,
        "low": None,
        "high": None,
        "status": figure.status,
        "symbol": figure.symbol,
        "advice": None,
        "locator": f"bytes={row.start}-{row.end};field={name}",
        "raw": values[name],
    }


def _place(values: Mapping[str, str]) -> tuple[str, str, str]:
    level = values["geographic_level"]
    columns = _LEVELS.get(level)
    if columns is None:
        raise GateRefused(
            "classification",
            f"the file speaks of level {level!r}",
            expected="one of " + ", ".join(_LEVELS),
            hint=nearest(level, _LEVELS),
        )
    code, area = (values.get(column, "") for column in columns)
    return code or area, area, level


def _cut_place(values: Mapping[str, str]) -> tuple[str, str, str]:
    _, code, area = (values[name] for name in _CUT)
    level = _KINDS.get(code[:3])
    if level is None or not is_code(code):
        raise GateRefused(
            "classification",
            f"{code[:20]!r} is no code of a district, region or country",
            expected="one like E08000034",
        )
    return code, area, level


def _figures(columns: Sequence[str], rows: Sequence[Row]) -> list[str]:
    found = [c for c in columns if all(is_figure(r.values[c]) for r in rows)]
    if not found:
        raise GateRefused(
            "columns",
            "no column holds figures alone",
            expected="at least one",
            hint="name them in a mapping: indicators = [...]",
        )
    return found


def _check_filters(columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Refuse a column of numbers that a word makes a filter: its figures would not be told.

    Raises:
        GateRefused: gate `values`.
    """
    for column in columns:
        odd = [row for row in rows if not is_figure(row.values[column])]
        words = {row.values[column].strip() for row in odd}
        numbers = sum(_is_number(row.values[column]) for row in rows)
        if numbers * 2 <= len(rows) or any(_EVERY.match(word) for word in words):
            continue
        raise GateRefused(
            "values",
            f"column {column!r} holds {numbers:,} figures and {len(odd):,} that are "
            f"none, such as {min(words)[:40]!r} at bytes {odd[0].start}-{odd[0].end}",
            expected="figures and the publisher's symbols alone, or a column that tells rows apart",
            hint=f"take the file again as it was published; if {column} tells rows apart, say so "
            f'in a mapping: filters = ["{column}", …].',
        )


def _is_number(text: str) -> bool:
    """Whether it is a figure, and neither blank nor a symbol in the place of one."""
    return is_figure(text) and any(sign.isdecimal() for sign in text)


def _chosen(names: object, columns: Sequence[str]) -> list[str]:
    if names is None:
        return []
    if not isinstance(names, list) or not all(n in columns for n in names):
        raise GateRefused(
            "fields", f"the mapping names {names!r}", expected="columns among " + ", ".join(columns)
        )
    return list(names)


def _declared(mapping: bytes | None) -> dict[str, Any]:
    said = entries(mapping)
    for key in said:
        if key not in _DECLARED:
            raise GateRefused(
                "fields",
                f"the mapping has {key}",
                expected=", ".join(_DECLARED),
                hint=nearest(key, _DECLARED),
            )
    return said
