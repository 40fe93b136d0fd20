"""HESA's tables of business and community interaction: what universities earn, kind by kind.

Five tables of money are read, and told by their columns: 1 collaborative research, 2a services, 2b
courses, 3 regeneration, 4d intellectual property. Their columns and categories are as a cut of them
to five universities has them (of ten years to 2023/24, saved again without notices); HESA's own
files, with eleven lines of notices above the header, were only described.

Money is in thousands of pounds. Rows of table 2a that count contracts have no unit in HESA's own
file (programs that read it tell income by the unit), and that of money in the cut, whose maker
filled in what was blank: what a row is its marker alone says. "Previous year's total" is last
year's figure, as it was revised.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

import pyarrow as pa

from sectorscope.evidence.columns import Columns, columns_of, each, pasted
from sectorscope.evidence.gates import inspect
from sectorscope.evidence.refusal import GateRefused, check_columns
from sectorscope.evidence.rows import header_of
from sectorscope.evidence.sources import Dropped
from sectorscope.evidence.sources.hesa import cells
from sectorscope.evidence.sources.hesa.money import pounds
from sectorscope.evidence.sources.hesa.notices import figures_at, header_at
from sectorscope.schema import TABLES
from sectorscope.schema.provision import EVERY

_NAME, _YEAR, _UNIT, _MARKER = "HE Provider", "Academic Year", "Unit", "Number/Value Marker"
_PLACES = ("Country of HE provider", "Region of HE provider")
_FIGURES = ("Value", "Number/Value", "Value(£000s)")
_THOUSANDS, _DAYS = "£000s", "Days"
_AGAIN = "Previous year's total"
_KEY = TABLES["provider_income"].key


class _Shape(NamedTuple):
    """A table by its columns: which say the kind of income, and from whom (empty: none does)."""

    dataset: str
    kind: str
    partner: str = ""


_BY_COLUMN = {
    "Type of income": _Shape(
        "collaborative research", "Type of income", "Source of public funding"
    ),
    "Type of service": _Shape("services", "Type of service", "Type of organisation"),
    "Programme": _Shape("regeneration", "Programme"),
}
_COURSES = _Shape("courses", "", "Category Marker")
_IDEAS = _Shape("intellectual property", "Category Marker")
_BY_CATEGORY: dict[str, _Shape] = {
    **dict.fromkeys(
        (
            *("SME", "Other (non-SME) commercial businesses", "Non-commercial organisations"),
            *("CE and CPD for individuals", "Total revenue"),
            "Total learner days of CPD/CE courses delivered",
        ),
        _COURSES,
    ),
    **dict.fromkeys(
        (
            *("Subtotal IP income", "Subtotal overseas", "Sale of shares in spin-outs"),
            *("Total IP revenues", "Total costs"),
        ),
        _IDEAS,
    ),
}
"""Tables 2b and 4d have the same columns, and are told by their categories."""
_WHOLE = frozenset({"All", "Total", "Total revenue"})
"""What stands for every partner."""


class Opened(NamedTuple):
    """table: rows of `provider_income` without the snapshot. under: bytes of notices."""

    table: pa.Table
    dropped: tuple[Dropped, ...]
    under: int


def is_business(data: bytes) -> bool:
    """Whether a file may be one of these tables: one of money or numbers by provider and year."""
    try:
        names = header_of(data[header_at(data, (cells.NUMBER, _YEAR)) :]).names
    except GateRefused:
        return False
    return _YEAR in names and not {*_FIGURES, "Category Marker"}.isdisjoint(names)


@lru_cache(maxsize=1)
def opened(data: bytes, name: str) -> Opened:
    """The rows of a file.

    Raises:
        GateRefused: gates `html`, `encoding`, `no_rows`, `rows` (two figures of the same),
            `columns`, `values`, `classification` (another table), `units` (not thousands).
    """
    under = header_at(data, (cells.NUMBER, _YEAR))
    body = data[under:]
    inspect(body, name)
    given = columns_of(body)
    figure = given.names[-1]
    shape = _shape(given, name)
    known = (cells.NUMBER, _NAME, *_PLACES, _YEAR, shape.kind, shape.partner, _UNIT, _MARKER)
    needed = [cells.NUMBER, _NAME, _YEAR, *(c for c in (shape.kind, shape.partner) if c)]
    needed += [_MARKER] if figure == "Number/Value" else []
    needed += [_UNIT] if figure in ("Value", "Number/Value") else []
    check_columns(given.names[:-1], needed=needed, known=[k for k in known if k], name=name)
    if figure not in _FIGURES:
        raise GateRefused(
            "columns", f"the last column of {name} is {figure!r}", expected=", ".join(_FIGURES)
        )
    reasons = _reasons(given, shape)
    kept = pa.array([not reason for reason in reasons])
    _check_units(given, kept)
    made = _rows(given, shape, _located(given, body, under, figure), kept)
    once = _once(made, name)
    left = Counter(r for r in reasons if r)
    left["rows that give the same figure again"] = made.num_rows - once.num_rows
    dropped = tuple(Dropped(what, n) for what, n in sorted(left.items()) if n)
    return Opened(once, dropped, under)


def _shape(given: Columns, name: str) -> _Shape:
    for column, shape in _BY_COLUMN.items():
        if column in given.names:
            return shape
    categories = given.cells.get("Category Marker", pa.array([], pa.string())).unique().to_pylist()
    found = {_BY_CATEGORY.get(category) for category in categories}
    if len(found) == 1 and (only := found.pop()):
        return only
    raise GateRefused(
        "classification",
        f"{name} is another of HESA's tables of business and community interaction",
        expected="table 1, 2a, 2b, 3 or 4d, which are of income",
    )


def _reasons(given: Columns, shape: _Shape) -> list[str]:
    """Why a row is no income of the year it stands in; empty if it is."""
    kinds = _column(given, shape.kind)
    units = _column(given, _UNIT)
    markers = _column(given, _MARKER)
    made: list[str] = []
    for kind, unit, marker in zip(kinds, units, markers, strict=True):
        if marker not in ("", "Number", "Value"):
            raise GateRefused("values", f"{_MARKER} is {marker!r}", expected="Number or Value")
        if marker == "Number":
            made.append("numbers of contracts, which are no income")
        elif unit == _DAYS:
            made.append("learner days, which are no income")
        else:
            made.append(_AGAIN + ", as revised" if kind == _AGAIN else "")
    return made


def _column(given: Columns, name: str) -> list[str]:
    return given.cells[name].to_pylist() if name in given.cells else [""] * len(given)


def _check_units(given: Columns, kept: pa.Array) -> None:
    """Refuse money in another unit than thousands: it would be told a thousand times too large."""
    if _UNIT not in given.cells:
        return
    found = given.cells[_UNIT].filter(kept).unique().to_pylist()
    if found != [_THOUSANDS] and found:
        raise GateRefused(
            "units",
            "the file has amounts in " + ", ".join(repr(unit[:20]) for unit in sorted(found)),
            expected=_THOUSANDS,
        )


def _located(given: Columns, body: bytes, under: int, figure: str) -> pa.Array:
    """Where each figure stands: by column, or by its own bytes under notices."""
    if not under:
        return pasted(given.places, f";field={figure}")
    raw = given.cells[figure].to_pylist()
    return pa.array(figures_at(given.places.to_pylist(), raw, body, under), pa.string())


def _rows(given: Columns, shape: _Shape, places: pa.Array, kept: pa.Array) -> pa.Table:
    """One row for each figure of income."""
    raw, text = given.cells[given.names[-1]], pa.string()
    every = pa.repeat(pa.scalar(EVERY), len(given))
    made = pa.table(
        {
            "dataset": pa.repeat(pa.scalar(shape.dataset), len(given)),
            "period": each(given.cells[_YEAR], cells.period, text),
            "provider": each(given.cells[cells.NUMBER], cells.provider, text),
            "provider_name": each(given.cells[_NAME], cells.words, text),
            "kind": each(given.cells[shape.kind], cells.words, text) if shape.kind else every,
            "partner": each(given.cells[shape.partner], _partner, text) if shape.partner else every,
            "locator": places,
            "raw": raw,
        }
    ).filter(kept)
    figures = made["raw"].combine_chunks()
    for field in ("value", "low", "high"):
        made = made.append_column(
            field, each(figures, lambda t, f=field: getattr(pounds(t), f), pa.float64())
        )
    return made.append_column("status", each(figures, lambda t: pounds(t).status, text))


def _partner(text: str) -> str:
    plain = cells.words(text)
    return EVERY if plain in _WHOLE else plain


def _once(made: pa.Table, name: str) -> pa.Table:
    """Each figure at its first row.

    Raises:
        GateRefused: gate `rows`: two figures of the same.
    """
    found: dict[tuple[str, ...], int] = {}
    raw = made["raw"].to_pylist()
    for at, key in enumerate(_keys(made)):
        first = found.setdefault(key, at)
        if raw[first] != raw[at]:
            raise GateRefused(
                "rows",
                f"{name} has two figures, {raw[first][:20]!r} and {raw[at][:20]!r}, for "
                + ", ".join(key),
                expected="one",
                hint="several files may have been joined; add each of them as it was published.",
            )
    return made.take(pa.array([*found.values()], pa.int64()))


def _keys(made: pa.Table) -> Iterator[tuple[str, ...]]:
    columns: Mapping[str, list[str]] = {name: made[name].to_pylist() for name in _KEY}
    yield from zip(*columns.values(), strict=True)
