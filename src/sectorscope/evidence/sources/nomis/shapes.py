"""Which of the shapes Nomis answers in a file has, and which of its rows are counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import pyarrow as pa

from sectorscope.evidence.area_codes import is_code
from sectorscope.evidence.distinct import Bools, Distinct
from sectorscope.evidence.refusal import GateRefused, check_columns
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Dropped, load
from sectorscope.evidence.sources.nomis.datasets import NAMED

_FACETS = ("DATE", "GEOGRAPHY", "INDUSTRY", "EMPLOYMENT_STATUS", "MEASURE")
_COUNTED = ("EMPLOYMENT_SIZEBAND", "LEGAL_STATUS")
_PARTS = ("", "_NAME", "_CODE", "_TYPE", "_TYPECODE", "_SORTORDER")
_ENDS = (
    "MEASURES",
    "MEASURES_NAME",
    "OBS_VALUE",
    "OBS_STATUS",
    "OBS_STATUS_NAME",
    "OBS_CONF",
    "OBS_CONF_NAME",
    "URN",
    "RECORD_OFFSET",
    "RECORD_COUNT",
)
FULL = (*(f + p for f in (*_FACETS, *_COUNTED) for p in _PARTS), *_ENDS)
"""Columns of an API answer for BRES or business counts, as served in 2026."""

BAND = "EMPLOYMENT_SIZEBAND_NAME"
USED = frozenset(
    {
        *("DATE", "GEOGRAPHY_CODE", "GEOGRAPHY_NAME", "GEOGRAPHY_TYPE"),
        *("INDUSTRY_CODE", "INDUSTRY_NAME", "INDUSTRY_TYPE", "MEASURE_NAME", "MEASURES_NAME"),
        *("EMPLOYMENT_STATUS_NAME", "EMPLOYMENT_STATUS_TYPE", "LEGAL_STATUS", "LEGAL_STATUS_NAME"),
        *("OBS_VALUE", "OBS_STATUS", "OBS_STATUS_NAME", "OBS_CONF", "URN", "RECORD_COUNT", BAND),
        *NAMED,
    }
)
"""Columns that something is read from."""


_ANSWERED = frozenset({"URN", "DATE_NAME", "RECORD_COUNT"})
"""Columns that only an answer of the service has."""
_CODE = re.compile(r"(?=[A-Z]*[0-9])[A-Z0-9]{2,16}")
"""Nomis's codes of areas, those before 2009 (`00CZ`) too: capitals and a digit at least."""

_ONE_ONLY = ("EMPLOYMENT_STATUS_NAME", "INDUSTRY_TYPE")
_COUNTS = ("MEASURE_NAME", "MEASURES_NAME")
_TOTALS = ("LEGAL_STATUS_NAME",)


def check_header(snapshot: Snapshot, names: Sequence[str]) -> bool:
    """Pass a header of a known shape; True if it is the API's full answer.

    Raises:
        GateRefused: gate `columns`, unless it is overruled: an answer without its measures, or
            figures retold, are refused whatever the reason.
    """
    needed = load("nomis").meta.assertions.columns
    full = "MEASURES" in names
    known = FULL if full else (*needed, BAND)
    needed = (*needed, "INDUSTRY_TYPE", "OBS_STATUS", "OBS_CONF", "URN") if full else needed
    overruled = "columns" in snapshot.overridden
    if _is_retold(names):
        raise _retold(snapshot.name)
    if not full and _ANSWERED & set(names):
        raise _unmeasured(snapshot.name)
    check_columns(
        [n for n in names if n in needed] if overruled else names,
        needed=needed,
        known=known,
        name=snapshot.name,
    )
    return full


def _is_retold(names: Sequence[str]) -> bool:
    """Whether somebody wrote figures of the service anew, and left its codes and labels out."""
    coded = {"GEOGRAPHY_CODE", "INDUSTRY_CODE", "OBS_VALUE"}
    return "GEOGRAPHY_NAME" in names and not coded & set(names)


def _retold(name: str) -> GateRefused:
    """A file that could be of anybody's jobs, as one of full-time employees was.

    That file's figures were asked for with EMPLOYMENT_STATUS=2, and have decimals: averages.
    """
    return GateRefused(
        "columns",
        f"{name} does not say whose jobs it counts: it has neither the employment status nor the "
        "measure, and names of places and industries without their codes",
        expected="Nomis's own answer, or GEOGRAPHY_CODE, INDUSTRY_CODE and OBS_VALUE of it",
        hint="ask Nomis again, with employment_status (all employees, full-time ones and "
        "employment differ) and measure=1: sectorscope fetch nomis.",
    )


def _unmeasured(name: str) -> GateRefused:
    """The service's answer, out of which somebody took what tells its percentages apart."""
    return GateRefused(
        "columns",
        f"{name} is an answer of Nomis without the columns MEASURE_NAME and MEASURES_NAME, so "
        "nothing tells counts, percentages and their confidence apart",
        expected="MEASURE_NAME and MEASURES_NAME",
        hint="save the whole answer of Nomis, without select: sectorscope fetch nomis.",
    )


def check_codes(snapshot: Snapshot, cells: Mapping[str, pa.Array]) -> None:
    """Refuse names under the column of codes, as where two columns changed places.

    Raises:
        GateRefused: gate `areas`, unless it is overruled.
    """
    if "areas" in snapshot.overridden:
        return
    names = cells["GEOGRAPHY_NAME"].unique().to_pylist()
    moved = [name for name in names if is_code(name)]
    for code in cells["GEOGRAPHY_CODE"].unique().to_pylist():
        if not _CODE.fullmatch(code):
            raise GateRefused(
                "areas",
                f"GEOGRAPHY_CODE is {code[:40]!r}"
                + (f", and GEOGRAPHY_NAME {moved[0]!r}" if moved else ""),
                expected="a code such as E08000032",
                hint="a column may have moved against another; look at the file.",
            )


def kept(cells: Mapping[str, pa.Array], full: bool) -> tuple[Bools | None, tuple[Dropped, ...]]:
    """Which rows are counts of all legal statuses (None: all), and what the others are.

    Raises:
        GateRefused: gate `mixture`: the counts are of several employment statuses or industries'
            levels; gate `no_rows`: no row is a count.
    """
    known = [column for column in (*_COUNTS, *_TOTALS) if column in cells]
    if not full or not known:
        return None, ()

    def why_not(row: tuple[str, ...]) -> str:
        return _why_not(dict(zip(known, row, strict=True)))

    reasons = Distinct.together([cells[column] for column in known], why_not)
    counts = reasons.where(lambda reason: not reason)
    if not counts.any():
        raise GateRefused("no_rows", "no row of the file is a count", expected="MEASURE count")
    for column in (c for c in _ONE_ONLY if c in cells):
        found = sorted(cells[column].filter(pa.array(counts)).unique().to_pylist())
        if len(found) > 1:
            raise GateRefused(
                "mixture", f"{column} holds {', '.join(found)}", expected="one of them a file"
            )
    dropped = Counter(reasons.texts(str).filter(pa.array(~counts)).to_pylist())
    return counts, tuple(Dropped(what, n) for what, n in sorted(dropped.items()))


def _why_not(values: Mapping[str, str]) -> str:
    """Why a row is no count of everything; empty if it is one."""
    if values.get("MEASURE_NAME", "Count") != "Count":
        return f"MEASURE “{values['MEASURE_NAME']}”"
    if values.get("MEASURES_NAME", "Value") != "Value":
        return f"MEASURES “{values['MEASURES_NAME']}”"
    for column in _TOTALS:
        if values.get(column, "Total") != "Total":
            return f"a part only: {column} “{values[column]}”"
    return ""


def check_count(snapshot: Snapshot, cells: Mapping[str, pa.Array], rows: int) -> None:
    """Refuse a page that is passed for the whole: each record says how many the query has.

    Raises:
        GateRefused: gate `count`, unless it is overruled.
    """
    column = cells.get("RECORD_COUNT")
    said = {""} if column is None else set(column.unique().to_pylist())
    if "count" in snapshot.overridden or said == {""}:
        return
    if said != {str(rows)}:
        most = max(said, key=lambda s: (len(s), s))
        raise GateRefused(
            "count",
            f"{snapshot.name} has {rows:,} of the {most} records of its query",
            expected="all of them",
            hint="ask for the other pages (recordoffset), or fetch it: sectorscope fetch nomis.",
        )


def check_mangled(snapshot: Snapshot, values: Sequence[str]) -> None:
    """Refuse figures as only spreadsheets write them: what stood behind them is lost.

    Args:
        snapshot: the file.
        values: its different figures, as they stand.

    Raises:
        GateRefused: gate `mangled`, unless it is overruled.
    """
    if "mangled" in snapshot.overridden:
        return
    for value in values:
        if "E+" in value.upper():
            raise GateRefused(
                "mangled",
                f"{snapshot.name} holds {value}, as a spreadsheet writes a long number",
                expected="figures in full, as Nomis gives them",
                hint="take the file again and add it without opening it in a spreadsheet.",
            )


def check_mixture(snapshot: Snapshot, values: Sequence[str]) -> None:
    """Refuse fractions among what should be counts, where no column can tell percentages apart.

    Args:
        snapshot: the file.
        values: its different figures, as they stand.

    Raises:
        GateRefused: gate `mixture`, unless it is overruled.
    """
    for value in values:
        whole, point, fraction = value.strip().partition(".")
        if point and whole.lstrip("-").isdigit() and fraction.strip("0").isdecimal():
            if "mixture" in snapshot.overridden:
                return
            raise GateRefused(
                "mixture",
                f"{snapshot.name} holds {value}, which is no count",
                expected="whole numbers, or a column MEASURE that tells percentages apart",
                hint="ask Nomis again with measure=1.",
            )
