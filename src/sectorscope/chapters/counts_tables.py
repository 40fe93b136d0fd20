"""The tables of official counts: by section of industry, and by size, with what compares."""

from __future__ import annotations

from sectorscope.chapters.quotients import Measured
from sectorscope.profile import Cell, Data, DataColumn, DataTable, Estimate, EvidenceRef
from sectorscope.sector.counted import Counted
from sectorscope.sector.quotients import QUOTIENT
from sectorscope.wording.text import capital

MISSING = Cell(text="suppressed in part", state="suppressed")
UNKNOWN = Cell(text="not known", state="not_stated")


def by_section(held: Measured) -> DataTable:
    """Every section: how many, the change over five years, and the quotients."""
    told = [(s, "", f"{s} {label}") for s, label in held.here.sections(held.year).items()]
    return _table(held, f"{_name(held)}-by-section", "by section of industry", told)


def by_size(held: Measured, sections: tuple[str, ...]) -> DataTable:
    """Bands of size of some sections ("" is all of them)."""
    told = [
        (s, band, f"{held.label(s) if s else 'Every section'}: {band}")
        for s in sections
        for band in held.here.bands(held.year)
    ]
    return _table(held, f"{_name(held)}-by-size", "by size", told)


def _name(held: Measured) -> str:
    return held.measure.replace("_", "-")


def _table(held: Measured, identity: str, by: str, told: list[tuple[str, str, str]]) -> DataTable:
    rows = tuple(_row(held, *one) for one in told)
    columns = [
        DataColumn(name="what", title="Section" if by.endswith("industry") else "Size"),
        DataColumn(name="count", title=capital(held.unit), align="right"),
        DataColumn(name="low", title="Low", align="right"),
        DataColumn(name="high", title="High", align="right"),
        DataColumn(name="share", title="Share", unit="%", align="right"),
    ]
    if _alike(held):
        columns.append(_right("change", f"Change since {held.earlier}", "%"))
    for i, (named, _) in enumerate(held.beside):
        columns.append(_right(f"share_{i}", f"Share, {named.name}", "%"))
        columns.append(_right(f"quotient_{i}", f"Location quotient, {named.name}"))
    noted = f" Quotients: {QUOTIENT}." if held.beside else ""
    return DataTable(
        id=identity,
        title=f"{capital(held.unit)} {by}",
        subtitle=f"{held.desk.scope.region}, {held.year}; {held.here.cells[0]['dataset']}; sums of "
        "published cells, with what rounding leaves open",
        data=Data(columns=tuple(columns), rows=rows),
        evidence=_evidence(held),
        disclosure="open",
        caveat="Every cell is rounded, so parts may not sum to totals published elsewhere, and a "
        f"published nought need not be none.{noted}",
    )


def _right(name: str, title: str, unit: str = "") -> DataColumn:
    return DataColumn(name=name, title=title, unit=unit, align="right")


def _row(held: Measured, section: str, band: str, label: str) -> tuple[Cell, ...]:
    region = held.desk.scope.region
    here = held.place(region, held.here, section, band)
    count = held.make.count(here.part, label) if here else None
    share = held.make.share(here, label) if here else None
    cells = [
        Cell(text=label),
        _number(count, ",.0f"),
        *(_number(count, ",.0f", field) for field in ("low", "high")),
        _number(share, ".1f"),
    ]
    if _alike(held):
        cells.append(_change(held, held.here, section, band))
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
    return tuple({r.id: r for r in (held.desk.ref(*row) for row in rows)}.values())
