"""Figures of starts: their estimates, what every sentence on them carries, and their tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sectorscope.chapters.desk import unique
from sectorscope.chapters.starts import DELIVERY, HOME, Held, Named, Row
from sectorscope.profile import (
    Cell,
    Data,
    DataColumn,
    DataTable,
    Estimate,
    EvidenceRef,
    Statement,
    Uncertainty,
)
from sectorscope.wording.realise import About, Draft, finish

COUNT = Uncertainty(
    kind="none_published", why="an administrative count; the publisher gives no interval with it"
)
CAVEAT = (
    "Starts are learners who start in an academic year. A standard that was renamed or replaced is "
    "counted under its own title alone."
)
BY_REGISTER = "Where the list's title is not there, the title of the register of learning aims is."


def summed(held: Held, rows: Sequence[Row], label: str) -> Estimate:
    """Totals added up: of standards, or of districts, which do not overlap."""
    cells = sum(r["cells"] for r in rows)
    return Estimate(
        label=label,
        value=sum(r["value"] for r in rows),
        unit="apprenticeships",
        standing="derived",
        method=f"sum of {cells:,} rows of the file, a row being a provider's",
        assumes=rows[0]["dataset"],
        uncertainty=COUNT,
        inputs=_refs(held, "total", rows),
    )


def share(held: Held, part: Estimate, whole: Row) -> Estimate:
    """Starts on the definition's standards, of all in the same data set, in per cent."""
    return Estimate(
        label="share of all starts of the file",
        value=100 * part.value / whole["value"],
        unit="%",
        standing="derived",
        method="starts on the definition's standards over all starts of the file",
        uncertainty=COUNT,
        inputs=(*part.inputs, held.desk.ref("total", whole)),
    )


def standards(held: Held, named: Sequence[Named]) -> Estimate:
    """How many of the definition's standards the starts are on."""
    return Estimate(
        label="standards",
        value=len(named),
        unit="standards",
        standing="counted",
        method="standards of the definition under whose title the file has starts",
        uncertainty=Uncertainty(kind="exact", why="a count of the standards named"),
        inputs=unique(
            (
                *_refs(held, "standard", _rows(named)),
                *_refs(held, "registered_standard", held.told_by_register(named)),
            )
        ),
    )


def finished(held: Held, draft: Draft, subject: str) -> Statement:
    """A statement on starts, with where they are counted."""
    desk, here = held.desk, subject.startswith("district")
    labelled = replace(
        draft,
        caveat=CAVEAT if here else _caveat(held),
        geography=f"{desk.geography}; districts by name" if here else "every provider of the file",
    )
    scope = desk.scope.region if here else "national"
    about = About("routes", "starts", subject, scope)
    return finish(labelled, about, desk.voice, kind="count", basis="official")


def by_standard(held: Held) -> DataTable:
    """Each standard's starts by year; a part of a year stands apart and is called one."""
    periods = [*held.years, *held.parts_of_years]
    rows = tuple(
        (
            Cell(text=f"{n.title} ({n.reference})"),
            Cell(text=f"Level {n.level}"),
            *(_cell(held.of(n, p)) for p in periods),
        )
        for n in held.named
    )
    columns = [
        DataColumn(name="standard", title="Standard"),
        DataColumn(name="level", title="Level"),
    ]
    for i, period in enumerate(periods):
        part = ", a part of a year" if period in held.parts_of_years else ""
        columns.append(DataColumn(name=f"year_{i}", title=f"{period}{part}", align="right"))
    cells = [r for n in held.named for p in periods if (r := held.of(n, p))]
    return DataTable(
        id="starts-by-standard",
        title="Apprenticeship starts on the standards the definition names",
        subtitle=f"Every provider of the file, wherever learners live; {cells[0]['dataset']}",
        data=Data(columns=tuple(columns), rows=rows),
        evidence=(*_refs(held, "total", cells), *_refs(held, "standard", _rows(held.named))),
        disclosure="open",
        caveat=f"{_caveat(held)} A part of a year is not to be set beside whole ones.",
    )


def by_district(held: Held) -> DataTable:
    """Each district's starts of any kind, by home and by place of delivery, in the newest year."""
    year = held.district_periods[-1]
    names = [p.name for p in held.desk.config.region.places]
    ways = (HOME, DELIVERY)
    rows = tuple(
        (Cell(text=n), *(_cell(held.district(way, n, year)) for way in ways)) for n in names
    )
    cells = [r for n in names for way in ways if (r := held.district(way, n, year))]
    return DataTable(
        id="starts-by-district",
        title="Apprenticeship starts of any kind, by district",
        subtitle=f"{held.desk.scope.region}, {year}; {cells[0]['dataset']}",
        data=Data(
            columns=(
                DataColumn(name="district", title="District"),
                DataColumn(name="home", title="Learners who live there", align="right"),
                DataColumn(name="delivery", title="Delivered there", align="right"),
            ),
            rows=rows,
        ),
        evidence=_refs(held, "total", cells),
        disclosure="open",
        caveat="Of any standard or framework: these are not starts of the sector alone.",
    )


def _caveat(held: Held) -> str:
    return f"{CAVEAT} {BY_REGISTER}" if held.told_by_register(held.named) else CAVEAT


def _cell(row: Row | None) -> Cell:
    if row is None:
        return Cell(text="none under this title", state="not_stated")
    if row["value"] is None:
        return Cell(text="withheld in part", state="suppressed")
    return Cell(text=f"{row['value']:,.0f}", value=row["value"])


def _rows(named: Sequence[Named]) -> list[Row]:
    return [n.row for n in named]


def _refs(held: Held, table: str, rows: Sequence[Row]) -> tuple[EvidenceRef, ...]:
    return unique(held.desk.ref(table, row) for row in rows)
