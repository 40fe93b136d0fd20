"""Headcounts of filed accounts, put into the rows of the companies that filed them.

The rule: of a company's periods that ended by the study's day the newest is taken; of one period
the accounts of that year rather than what later ones say of it, then the document later by name.
It stands in place of what a list says where the list's accounts are older or say no headcount.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Row = Mapping[str, Any]


def newest_of(headcounts: Iterable[Row], as_of: str) -> dict[str, Row]:
    """By company number its newest row of table `headcount` that had ended by a day (ISO 8601)."""
    best: dict[str, Row] = {}
    for row in headcounts:
        if row["until"] <= as_of and _rank(row) > _rank(best.get(row["number"])):
            best[row["number"]] = row
    return best


def with_filed(companies: Iterable[Row], headcounts: Iterable[Row], as_of: str) -> Iterator[Row]:
    """Rows of table `company`, with the headcount of filed accounts where it is the newer."""
    held = sorted(headcounts, key=_rank)  # of one period the row that stands comes last
    filed = newest_of(held, as_of)
    by: dict[str, dict[str, float]] = {}
    for row in held:
        by.setdefault(row["number"], {})[row["until"]] = row["value"]
    for company in companies:
        row = filed.get(company["number"] or "")
        if row is None or not _newer(row, company):
            yield company
            continue
        yield {
            **company,
            "headcount": row["value"],
            "low": None,
            "high": None,
            "before": _before(row, by),
            "basis": "accounts",
            "accounts": row["until"],
            "flags": _flags(company["flags"], row["value"]),
        }


def _rank(row: Row | None) -> tuple[str, bool, str, str]:
    if row is None:
        return "", False, "", ""
    return row["until"], not row["comparative"], row["document"], row["snapshot"]


def _newer(row: Row, company: Row) -> bool:
    if company["headcount"] is None or company["basis"] != "accounts":
        return True
    return row["until"] > (company["accounts"] or "")


def _before(row: Row, by: Mapping[str, Mapping[str, float]]) -> float | None:
    """The figure of the company's period before, if the study holds it."""
    periods = by[row["number"]]
    earlier = max((until for until in periods if until < row["until"]), default=None)
    return None if earlier is None else periods[earlier]


def _flags(flags: str, value: float) -> str:
    """The row's flags, those on its former headcount left out."""
    kept = {f for f in flags.split(";") if f and not f.startswith(("headcount_", "no_headcount"))}
    return ";".join(sorted(kept | ({"headcount_zero"} if value == 0 else set())))
