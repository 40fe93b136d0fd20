"""HESA's tables by provider: who qualified, what they did afterwards, what universities earn.

Of graduates two tables are read, and told by their columns: student table 51 (qualifiers) and
graduate table 28 (activities some fifteen months later, from the Graduate Outcomes survey). Counts
alone stand in them, rounded; `cells` says how, and which are too small for a percentage. Tables of
business and community interaction are `business`'s.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from sectorscope.evidence.columns import Columns, columns_of, each, of_snapshot, pasted
from sectorscope.evidence.gates import inspect
from sectorscope.evidence.refusal import GateRefused, check_columns
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Dropped, Remarks
from sectorscope.evidence.sources.hesa import business, cells
from sectorscope.evidence.sources.hesa.notices import figures_at, header_at
from sectorscope.evidence.sources.hesa.packed import tables
from sectorscope.schema import TABLES, Records
from sectorscope.schema.provision import EVERY

_MADE = {
    "provider_name": cells.words,
    "subject": cells.subject,
    "period": cells.period,
    "level": cells.part,
    "mode": cells.part,
    "interim": cells.interim,
    "activity": cells.activity,
}
_KEY = TABLES["graduate"].key
_DECIMAL = pc.MatchSubstringOptions(".0")


class _Opened(NamedTuple):
    """table: rows of `graduate` without the snapshot. repeats: rows that say a figure again.

    saved: whether a UKPRN is written as a decimal, which HESA does not. under: bytes of notices
    above the header.
    """

    table: pa.Table
    repeats: int
    saved: bool
    under: int


def read(
    snapshot: Snapshot, data: bytes, mapping: bytes | None = None
) -> Iterator[tuple[str, Records]]:
    """Rows of table `graduate`, or of `provider_income`: one a figure.

    Raises:
        GateRefused: gates `archive`, `html`, `encoding`, `no_rows`, `rows` (two figures of the
            same), `columns`, `values`, `classification`, `units`.
    """
    for one in tables(data, snapshot.name):
        if business.is_business(one.data):
            name, made = "provider_income", business.opened(one.data, one.name).table
        else:
            name, made = "graduate", _opened(one.data, one.name).table
        yield name, of_snapshot(one.located(made), snapshot.sha256)


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """What rounding does to the figures, and rows that say again what another says."""
    warnings: list[str] = []
    dropped = list[Dropped]()
    for one in tables(data, snapshot.name):
        business_like = business.is_business(one.data)
        said = (_of_income if business_like else _of_graduates)(one.data, one.name)
        about = f"{one.name}: " if one.prefix else ""
        warnings += [about + text for text in said.warnings]
        dropped += [Dropped(about + left.what, left.rows) for left in said.dropped]
    return Remarks(tuple(warnings), tuple(dropped))


def _of_graduates(data: bytes, name: str) -> Remarks:
    opened = _opened(data, name)
    figures = opened.table.num_rows
    few = figures - opened.table["advice"].null_count
    said = [
        "counts are rounded to the nearest five: parts need not sum to their total, and a nought "
        "may be two people"
    ]
    if few:
        said.append(
            f"{few:,} of {figures:,} figures are of fewer than {cells.SMALLEST_BASE} people: "
            "HESA publishes no percentage of so few"
        )
    if opened.under:
        said.append(f"the first {opened.under:,} bytes are HESA's notices, which are not read")
    if opened.saved:
        said.append(
            "numbers of providers are decimals: somebody saved the file again, and HESA's notices "
            "do not stand in it"
        )
    left = "rows that give the same figure for all countries or all regions"
    return Remarks(tuple(said), (Dropped(left, opened.repeats),) if opened.repeats else ())


def _of_income(data: bytes, name: str) -> Remarks:
    income = business.opened(data, name)
    said = ["amounts are in whole thousands of pounds, as they were in their year's prices"]
    if missing := income.table["value"].null_count:
        said.append(f"{missing:,} of {income.table.num_rows:,} figures are not there")
    if income.under:
        said.append(f"the first {income.under:,} bytes are HESA's notices, which are not read")
    return Remarks(tuple(said), income.dropped)


@lru_cache(maxsize=1)
def _opened(data: bytes, name: str) -> _Opened:
    under = header_at(data, (cells.NUMBER, cells.FIGURE))
    body = data[under:]
    inspect(body, name)
    given = columns_of(body)
    outcomes = "Activity" in given.names
    fields = cells.OUTCOMES if outcomes else cells.QUALIFIERS
    others = () if outcomes else (cells.MARKER, *cells.FILTERS)
    needed = (cells.NUMBER, *fields.values(), *others, cells.FIGURE)
    check_columns(given.names, needed=needed, known=needed, name=name)
    if not outcomes:
        each(given.cells[cells.MARKER], cells.marker, pa.string())
    made = _rows(given, fields, "outcomes" if outcomes else "qualifiers")
    if under:
        made = _replaced(made, given, body, under)
    once = _once(made, name, again=not outcomes)
    written = pc.call_function("ends_with", [given.cells[cells.NUMBER]], _DECIMAL)
    saved = bool(pc.call_function("any", [written]).as_py())
    return _Opened(once, len(given) - once.num_rows, saved, under)


def _rows(given: Columns, fields: dict[str, str], dataset: str) -> pa.Table:
    """One row for each of the file's N."""
    raw = given.cells[cells.FIGURE]
    every = pa.repeat(pa.scalar(EVERY), len(given))
    text, number = pa.string(), pa.float64()
    return pa.table(
        {
            "dataset": pa.repeat(pa.scalar(dataset), len(given)),
            "provider": each(given.cells[cells.NUMBER], cells.provider, text),
            **{
                name: each(given.cells[fields[name]], made, text) if name in fields else every
                for name, made in _MADE.items()
            },
            "subject_code": each(given.cells[fields["subject"]], cells.code_of, text),
            "value": each(raw, cells.figure, number),
            "low": each(raw, cells.low, number),
            "high": each(raw, cells.high, number),
            "status": each(raw, cells.status, text),
            "advice": each(raw, cells.advice, text),
            "locator": pasted(given.places, f";field={cells.FIGURE}"),
            "raw": raw,
        }
    )


def _replaced(made: pa.Table, given: Columns, body: bytes, under: int) -> pa.Table:
    """The rows with the places of their figures in the whole file, not under its notices.

    A locator by column is read from a file's first line on, so these are by bytes alone.

    Raises:
        GateRefused: gate `columns`: figures do not end their rows.
    """
    if given.names[-1] != cells.FIGURE:
        raise GateRefused(
            "columns", f"the last column is {given.names[-1]!r}", expected=cells.FIGURE
        )
    places = figures_at(given.places.to_pylist(), made["raw"].to_pylist(), body, under)
    at = made.column_names.index("locator")
    return made.set_column(at, "locator", pa.array(places, pa.string()))


def _once(made: pa.Table, name: str, *, again: bool) -> pa.Table:
    """Each figure at its first row.

    Args:
        made: N rows of table `graduate`.
        name: what the file is called.
        again: whether a file may give the same figure in several rows.

    Raises:
        GateRefused: gate `rows`: two figures of the same, or one twice that should not be.
    """
    at = made.append_column("at", pa.array(range(made.num_rows), pa.int64()))
    found = at.group_by(list(_KEY), use_threads=False).aggregate(
        [("at", "min"), ("at", "count"), ("value", "min"), ("value", "max")]
    )
    for row in found.to_pylist() if found.num_rows < made.num_rows else ():
        if row["value_min"] != row["value_max"] or (not again and row["at_count"] > 1):
            first, last = row["value_min"], row["value_max"]
            raise GateRefused(
                "rows",
                f"{name} has {row['at_count']} figures ({first:,.0f} to {last:,.0f}) for "
                f"{row['subject']}, {row['level']}, of provider {row['provider']}",
                expected="one",
                hint="several files may have been joined; add each of them as it was published.",
            )
    return made.take(found["at_min"])
