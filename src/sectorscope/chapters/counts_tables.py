"""The tables of official counts: by section of industry, and by size, with what compares."""

from __future__ import annotations

from collections.abc import Iterator

from sectorscope.chapters.desk import unique
from sectorscope.chapters.quotients import Measured
from sectorscope.profile import Cell, Data, DataColumn, DataTable, Estimate, EvidenceRef
from sectorscope.sector.counted import Counted
from sectorscope.sector.quotients import QUOTIENT
from sectorscope.wording.text import capital

Told = tuple[str, str, str]
"""A section, a band of size, and what the row is called."""

MISSING = Cell(text="suppressed in part", state="suppressed")
UNKNOWN = Cell(text="not known", state="not_stated")


def by_section(held: Measured) -> Iterator[DataTable]:
    """Every section: how many and the change over five years; then beside other places."""
    told = [(s, "", f"{s} {label}") for s, label in held.here.sections(held.year).items()]
    yield _counts(held, "section of industry", told)
    if held.beside:
        yield _beside(held, "section of industry", told)


def by_size(held: Measured, sections: tuple[str, ...]) -> Iterator[DataTable]:
    """The same for bands of size of some sections ("" is all of them)."""
    told = [
        (s, band, f"{held.label(s) if s else 'Every section'}: {band}")
        for s in sections
        for band in held.here.bands(held.year)
    ]
    yield _counts(held, "size", told)
    if held.beside:
        yield _beside(held, "size", told)


def _counts(held: Measured, by: str, told: list[Told]) -> DataTable:
    columns = [
        _right("count", capital(held.unit)),
        _right("low", "Low"),
        _right("high", "High"),
        _right("share", "Share", "%"),
        *([_right("change", f"Change since {held.earlier}", "%")] if _alike(held) else []),
    ]
    return _table(held, by, "", columns, [(label, _row(held, s, b, label)) for s, b, label in told])


def _beside(held: Measured, by: str, told: list[Told]) -> DataTable:
    columns = [_right("share", f"Share, {held.desk.scope.region}", "%")]
    for i, (named, _) in enumerate(held.beside):
        columns.append(_right(f"share_{i}", f"Share, {named.name}", "%"))
        columns.append(_right(f"quotient_{i}", f"Location quotient, {named.name}"))
    rows = [(label, _row_beside(held, s, b, label)) for s, b, label in told]
    return _table(held, by, "beside", columns, rows)


def _table(
    held: Measured,
    by: str,
    beside: str,
    columns: list[DataColumn],
    rows: list[tuple[str, tuple[Cell, ...]]],
) -> DataTable:
    first = by.partition(" ")[0]
    noted = f" {capital(QUOTIENT)}." if beside else ""
    return DataTable(
        id="-".join(filter(None, (_name(held), "by", first, beside))),
        title=f"{capital(held.unit)} by {by}{', beside other places' if beside else ''}",
        subtitle=f"{held.desk.scope.region}, {held.year}; {held.here.cells[0]['dataset']}; sums of "
        "published cells, with what rounding leaves open",
        data=Data(
            columns=(DataColumn(name="what", title=capital(first)), *columns),
            rows=tuple((Cell(text=label), *cells) for label, cells in rows),
        ),
        evidence=_evidence(held),
        disclosure="open",
        caveat="Every cell is rounded, so parts may not sum to totals published elsewhere, and a "
        f"published nought need not be none.{noted}",
    )


def _name(held: Measured) -> str:
    return held.measure.replace("_", "-")


def _right(name: str, title: str, unit: str = "") -> DataColumn:
    return DataColumn(name=name, title=title, unit=unit, align="right")


def _row(held: Measured, section: str, band: str, label: str) -> tuple[Cell, ...]:
    here = held.place(held.desk.scope.region, held.here, section, band)
    count = held.make.count(here.part, label) if here else None
    share = held.make.share(here, label) if here else None
    return (
        _number(count, ",.0f"),
        *(_number(count, ",.0f", field) for field in ("low", "high")),
        _number(share, ".1f"),
        *([_change(held, held.here, section, band)] if _alike(held) else []),
    )


def _row_beside(held: Measured, section: str, band: str, label: str) -> tuple[Cell, ...]:
    here = held.place(held.desk.scope.region, held.here, section, band)
    cells = [_number(held.make.share(here, label) if here else None, ".1f")]
    for named, counted in held.beside:
        there = held.place(named.name, counted, section, band)
        found = held.make.quotient(here, there, label) if here and there else None
        cells.append(_number(held.make.share(there, label) if there else None, ".1f"))
        cells.append(_span(found, ".2f"))
    return tuple(cells)


def _alike(held: Measured) -> bool:
    return not held.here.unlike(held.earlier, held.year)


def _change(held: Measured, counted: Counted, section: str, band: str) -> Cell:
    now, then = (
        counted.sum(year, section, band) if section else counted.whole(year, (band,))
        for year in (held.year, held.earlier)
    )
    return _span(held.make.change(now, then, "change") if now and then else None, "+.1f")


def _number(found: Estimate | None, spec: str, field: str = "value") -> Cell:
    if found is None:
        return MISSING
    value = found.figure(field)
    if value is None:
        return Cell(text="not stated", state="not_stated")
    return Cell(text=f"{value:{spec}}", value=round(value, 6))


def _span(found: Estimate | None, spec: str) -> Cell:
    """A figure as far as rounding lets it be known: its two ends, or the figure without any."""
    if found is None:
        return UNKNOWN
    low, high = found.uncertainty.low, found.uncertainty.high
    ends = [found.value] if low is None or high is None else [low, high]
    text = " to ".join(f"{e:{spec}}" for e in ends).replace("-", "−")
    return Cell(text=text, value=round(found.value, 6))


def _evidence(held: Measured) -> tuple[EvidenceRef, ...]:
    """The totals of every place and year that is told: a table's cells are too many to list."""
    years = [held.year, held.earlier] if _alike(held) else [held.year]
    sums = [
        counted.whole(year)
        for year in years
        for counted in (held.here, *(c for _, c in held.beside))
    ]
    rows = (row for s in sums if s for row in s.rows)
    return unique(held.desk.ref(*row) for row in rows)
